"""When an article appeared, read from its own head: a dateline, a byline, a "Published" line. Never from a sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from claims.model import Frozen
from claims.vocabulary.time_words import either, month_number, month_pattern, vocabulary

_HEAD_LINES = 8
"""Dates are looked for in so many non-empty lines from the top: kicker, headline, deck, byline, place, first text."""

_LONGEST_LINE = 160
"""A longer line is a paragraph, and only what stands before its dash can be a dateline."""

_PLACE_DATELINE = 80
"""A dateline before a paragraph ("BOISE, Idaho, March 3, 2025 (AP) —") ends within so many characters."""


class Dateline(Frozen):
    """A publication date and where it stands: ``text[start:end]`` is the date as written."""

    published: date
    start: int
    end: int


class _Words(Frozen):
    """The vocabulary of ``data/dateline.toml``."""

    published: tuple[str, ...]
    other: tuple[str, ...]
    small: frozenset[str]


@cache
def _words() -> _Words:
    source = resources.files("factcheck.articles").joinpath("data/dateline.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(source)
    return _Words(**data)


@cache
def _date_pattern() -> re.Pattern[str]:
    month, weekday = rf"{month_pattern()}\.?", rf"(?:(?:{either(vocabulary()['weekdays'])})\.?,?\s+)?"
    return re.compile(
        rf"(?<![\w/-]){weekday}(?:"
        rf"(?P<m1>{month})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<m2>{month})[\s,-]\s*(?P<y2>\d{{4}})"
        rf"|(?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
        rf")(?![\w/-]*\d)", re.IGNORECASE)


@cache
def _label_pattern() -> re.Pattern[str]:
    words = _words()
    return re.compile(rf"(?:(?P<other>{either(words.other)})|(?P<published>{either(words.published)}))\s*[:|–—-]?\s*$",
                      re.IGNORECASE)


def parse_date(text: str) -> date | None:
    """The date that ``text`` is, as in "2025-09-17", "Sept. 17, 2025", "17 September 2025"; None for anything else.

    >>> parse_date("2025-09-17")
    datetime.date(2025, 9, 17)
    """
    match = _date_pattern().fullmatch(text.strip())
    return _date_of(match) if match else None


def find_dateline(text: str) -> Dateline | None:
    """The publication date that stands alone at the head of ``text``; None where none does.

    A date counts if its line is no sentence, or if it belongs to the dateline that opens a paragraph. A date that is
    labelled as published wins over an unlabelled one, whichever line it stands on; one labelled as another date
    ("Updated", "Effective date") never counts.

    >>> find_dateline("By Ann Lee\\nSept. 17, 2025\\n\\nAbout 40 towns have joined.").published
    datetime.date(2025, 9, 17)
    """
    first = None
    for start, line in _head(text):
        for match in _date_pattern().finditer(line):
            published = _date_of(match)
            label = _label_pattern().search(line[:match.start()])
            if published is None or (label and label["other"]) or not _stands_alone(line, match, labelled=bool(label)):
                continue
            found = Dateline(published=published, start=start + match.start(), end=start + match.end())
            if label:
                return found
            first = first or found
    return first


def _head(text: str) -> Iterator[tuple[int, str]]:
    """The first non-empty lines with their offsets. Only the head is cut into lines: texts may be very long."""
    position, seen = 0, 0
    while position < len(text) and seen < _HEAD_LINES:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:min(end, position + 2 * _LONGEST_LINE)]
        if line.strip():
            seen += 1
            yield position, line
        position = end + 1


def _date_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    for i in "123":
        if groups[f"y{i}"]:
            month = groups[f"m{i}"]
            number = int(month) if month.isdigit() else month_number(month.rstrip("."))
            try:
                return date(int(groups[f"y{i}"]), number, int(groups[f"d{i}"]))
            except ValueError:
                return None
    return None


def _stands_alone(line: str, match: re.Match[str], *, labelled: bool) -> bool:
    before, after = line[:match.start()].strip(), line[match.end():].strip()
    if labelled:
        # "Filed on: May 4, 2024. Valid until: May 31, 2025": what follows is the next label, not a sentence.
        return len(line) <= _LONGEST_LINE
    if not _is_separated(before):
        return False
    if len(line.strip()) <= _LONGEST_LINE and not after.endswith(("!", "?")) and _is_byline(before + " , " + after):
        return True
    opening = re.match(r"(?:\)|\([^)]{1,40}\)|[\s,.;])*\s*(?:[–—]|-{1,2}\s|:\s|\(\w+\)\s)", after)
    return bool(opening) and match.end() <= _PLACE_DATELINE and _is_byline(before)


def _is_separated(before: str) -> bool:
    """Whether a date is cut off from what stands before it: "after Sept. 11, 2001" is not, "BOISE, Sept. 11" is."""
    return not before or before[-1] in ",-–—|•·:(/;[" or bool(re.match(r"by\b", before, re.IGNORECASE))


def _is_byline(text: str) -> bool:
    """Whether the words could be names, places and labels: each is capitalised or a known small word."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)
    return all(word[0].isupper() or word.lower() in _words().small for word in words) and not _ends_as_sentence(text)


def _ends_as_sentence(text: str) -> bool:
    """A final period ends a sentence unless it belongs to an abbreviation ("a.m.", "U.S.", "Staff Writer, St.")."""
    return bool(re.search(r"[^\W\d_]{4,}\.\s*$", text))
