"""``factcheck extract``: figures without a check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims import read
from claims.model import Claim
from factcheck.articles.reading import make_article
from factcheck.cli import main
from tests.cli.texts import FAILING, NO_FIGURE, PASSING


def test_json_lines_hold_the_claims_of_the_library(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n"
                            for n, text in enumerate((PASSING, NO_FIGURE, FAILING))))
    assert main(["extract", str(path), "--format", "jsonl"]) == 0
    results = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [result["id"] for result in results] == ["0", "1", "2"]
    for result, text in zip(results, (PASSING, NO_FIGURE, FAILING), strict=True):
        extraction = read(text, published=make_article(text).published)
        assert tuple(Claim.model_validate(claim) for claim in result["claims"]) == extraction.claims
        assert len(result["not_claims"]) == len(extraction.not_claims)
        assert not {"verdict", "reference"} & {key for claim in result["claims"] for key in claim}


def test_text_and_json(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAILING)
    assert main(["extract", str(path)]) == 0
    out = capfd.readouterr().out
    assert ">>325 agencies<<" in out
    assert "(line 3, c1)" in out
    assert main(["extract", str(path), "--format", "json", "--published", "2020-01-01"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert (found["schema"], found["published"], found["published_basis"]) == (
        "factcheck.extraction/1", "2020-01-01", "given")


def test_no_figure(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NO_FIGURE)
    assert main(["extract", str(path)]) == 0
    assert "No numeric claims" in capfd.readouterr().out
