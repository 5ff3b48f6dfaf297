"""What the page on decisions shows is so: its Python answers that, and its file is read."""

from __future__ import annotations

import doctest
import re
import tempfile
from pathlib import Path

import pytest

from factcheck.references.decisions import Decision, read
from factcheck.references.locations import DECISIONS

PAGE = (Path(__file__).parents[2] / "docs" / "decisions.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def test_python_answers_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (block,) = _blocks("pycon")
    faults: list[str] = []
    examples = doctest.DocTestParser().get_doctest(block, {}, "decisions", "decisions.md", 0)
    assert doctest.DocTestRunner().run(examples, out=faults.append).failed == 0, "".join(faults)


def test_the_file_that_is_shown_is_one() -> None:
    (block,) = _blocks("toml")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / DECISIONS).write_text(block, encoding="utf-8")
        (one,) = read(Path(folder)).decisions
    assert (one.id, one.place, one.where) == ("d1", "Texas", (("support_type", "Task Force Model"),))


def test_every_field_is_told() -> None:
    told = {name for row in re.findall(r"^\| (`.*?) \|", PAGE, flags=re.MULTILINE) for name in re.findall(r"`(\w+)`",
                                                                                                          row)}
    assert set(Decision.model_fields) <= told
