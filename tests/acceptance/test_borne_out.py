"""Figures that a tentative reading bears out, and wrong or foreign ones beside them, which it leaves as they were."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from factcheck import check
from factcheck.articles.model import Article
from factcheck.checking.article import check_article
from factcheck.references.library import References
from factcheck.verification.policy import Policy

ROWS = [line.split("\t") for line in (Path(__file__).parent / "borne_out.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")]
MARKED = re.compile(r"\[([^\]]+)\]")


@pytest.mark.parametrize(("published", "wanted", "text"), ROWS, ids=[row[2][:70] for row in ROWS])
def test_the_marked_figure(published: str, wanted: str, text: str) -> None:
    text = text.replace("\\n", "\n")
    found = MARKED.search(text)
    assert found is not None
    plain = MARKED.sub(r"\1", text)
    claim = next(one for one in check(plain, published=published).claims
                 if one.start <= found.start() + len(found[1]) and one.end > found.start())
    if wanted == "open":
        assert claim.verdict == "unverifiable"
    elif wanted in ("matched", "failed"):  # firm readings, which stand here beside the tentative ones
        assert (claim.verdict, claim.reason == "borne_out") == ({"matched": "pass", "failed": "fail"}[wanted], False)
    else:
        assert (claim.verdict, claim.reason) == ("pass", "borne_out")
        ending = "that is most likely what is meant, though the sentence does not say so outright."
        assert claim.message.endswith(ending)


def test_what_bears_nothing_out_is_told_as_if_it_had_not_been_read() -> None:
    """The reason is that of the firm reading, and no reference is shown that the text may not be of."""
    text = "The jobless rate was 4.4% in September. In April 2020, at the depth of the pandemic, it reached 14.2%."
    claim = check(text, published="2025-12-17").claims[-1]
    assert (claim.verdict, claim.reason, claim.reference) == ("unverifiable", "no_reference", None)


def test_how_much_a_figure_must_tell_is_a_matter_of_policy(tmp_path: Path) -> None:
    text = "Brent crude averaged $107 a barrel last month, before shipping through the Strait of Hormuz was cut off."
    article = Article(text=text, published=date(2026, 6, 11))
    strict = tmp_path / "policy.toml"
    strict.write_text('[tentative]\nlast_digit_at_most = "0.001"\n', encoding="utf-8")
    verdicts = [check_article(article, references=References.open(), policy=policy).claims[0].verdict
                for policy in (Policy.default(), Policy.read(strict))]
    assert verdicts == ["pass", "unverifiable"]
