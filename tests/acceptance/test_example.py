"""The article that `make demo` checks and the documents show: what is wrong in it, and that nothing else is."""

from __future__ import annotations

from pathlib import Path

from factcheck import check
from factcheck.verification.model import Verdict

EXAMPLE = Path(__file__).parents[2] / "examples" / "article.txt"

WRONG = {"172 agencies": ("another_unit", "135"), "39 agencies": ("value_differs", "31"),
         "A third": ("value_differs", "12.900"), "Fewer than 30 states": ("bound_not_met", "40")}
"""Its wrong figures: 172 is the number of agreements, 39 and 30 were made up, an eighth of the agreements are of jails.
"""

OPEN = {"under nine months", "$2.3 million", "1,500 agreements"}


def test_the_example_article_has_just_the_mistakes_that_were_put_into_it() -> None:
    report = check(EXAMPLE.read_text(encoding="utf-8"), published="2025-09-18")
    wrong = {one.figure: (one.reason, str(one.reference.value)) for one in report.claims
             if one.verdict is Verdict.FAIL and one.reference}
    assert wrong == WRONG
    assert {one.figure for one in report.claims if one.verdict is Verdict.UNVERIFIABLE} == OPEN
