"""Neighbouring things in an article that also speaks of 287(g): none may be judged by the built-in tables.

"Agencies", "contracts", "agreements", "departments" and "population" are words of the tables and of half the news.
"""

from __future__ import annotations

import pytest

from factcheck import check
from tests.matching.neighbours import LEAD, OWN, PUBLISHED, TITLE, judged, library, report, sentences

SENTENCES = sentences("neighbours")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_neighbouring_thing_is_not_judged(sentence: str) -> None:
    assert judged(sentence) == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_its_figure_is_found_and_the_tables_own_figure_is_judged(sentence: str) -> None:
    claims = report(sentence).claims
    assert any(claim.start < len(LEAD) + 2 + len(sentence) for claim in claims)
    assert claims[-1].figure.startswith("1,001")
    assert claims[-1].verdict in ("pass", "fail")


def test_all_of_them_in_one_article() -> None:
    text = f"{LEAD}\n\n{OWN}\n\n" + "\n".join(SENTENCES)
    found = check(text, title=TITLE, published=PUBLISHED, refs=library())
    start = text.index(SENTENCES[0])
    assert [(claim.figure, claim.message) for claim in found.claims
            if claim.start >= start and claim.verdict != "unverifiable"] == []


def test_what_is_wanted_is_not_asserted_elsewhere() -> None:
    assert not set(sentences("neighbours_wanted")) & set(SENTENCES)
