"""Words for ages beside the years that cells give them in: the elderly are those of "65 years or over"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from factcheck.matching.bare.terms import tables, terms

SPAN = re.compile(r"(?P<first>\d{1,2})(?: ?years?)? ?(?:-|–|to|and) ?(?P<last>\d{1,3})")
UP = r"(?:\+| ?(?:years? )?(?:old )?(?:or|and) (?:over|older|more|above))"
OPEN = re.compile(rf"(?P<first>\d{{1,2}}){UP}")
UNDER = re.compile(r"(?:under|below|less than|up to) (?:age )?(?P<last>\d{1,2})", re.IGNORECASE)
YEARS = rf"\d{{1,2}}(?: years?)?(?:(?: ?[-–] ?| to | and )\d{{1,3}}|{UP})"
AGED = re.compile(
    rf"\bage[ds]? (?:between |from )?(?P<ages>{YEARS})|(?P<young>{YEARS})[ -]years?[- ](?:olds?\b|of age)")
"""Ages in a sentence: "aged 25 to 54", "15-24 year olds"."""
OLDEST = 130


def is_age(word: str, cells: Iterable[str]) -> bool:
    """Whether a word names the ages that one of the cells gives in years: "old" those of "65 years or over"."""
    within = _words().get(word)
    return within is not None and any(
        span is not None and within[0] <= span[0] and span[1] <= within[1] for span in map(_span, cells))


def other_ages(text: str, cells: Iterable[str]) -> tuple[str, ...]:
    """The ages that a sentence speaks of where none of the cells is of the same: "aged 25 to 54"."""
    said = [(found.group(), _span(found["ages"] or found["young"])) for found in AGED.finditer(text)]
    given = {span for cell in cells if (span := _span(cell)) is not None}
    if not said or any(span in given for _, span in said):
        return ()
    return tuple(words for words, span in said if span is not None)


def _span(cell: str) -> tuple[int, int] | None:
    if found := OPEN.search(cell):
        return int(found["first"]), OLDEST
    if found := SPAN.search(cell):
        return int(found["first"]), int(found["last"])
    if found := UNDER.search(cell):
        return 0, int(found["last"])
    return None


@cache
def _words() -> dict[str, tuple[int, int]]:
    return {term: (first, last) for first, last, words in tables()["ages"]["lists"]
            for word in words for term in terms(word)}
