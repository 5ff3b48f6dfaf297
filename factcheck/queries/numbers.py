"""Numbers as the cells of published tables write them.

``number("1,234")`` is ``Decimal("1234")``; ``number("n/a")`` and ``number("12 to 15")`` are None. Tolerant of how a
number is dressed (grouping, minus signs, currency, percent, brackets for negatives, footnotes), strict about what is
one: digits grouped wrongly, ranges and words are none.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

CELLS = tomllib.loads(files("factcheck.queries.data").joinpath("cells.toml").read_text(encoding="utf-8"))

MISSING = frozenset(CELLS["missing"])


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


FOOTNOTE = rf"(?:\s*\[[^\[\]]*\]|\s*(?:{_any(CELLS['footnotes'])}))+$"
MINUS = rf"^(?:{_any(CELLS['minus'])})"
CURRENCY = rf"^([-+]?)\s*(?:{_any(CELLS['currency'])})\s*"
TRAILING = rf"\s*(?:{_any(CELLS['trailing'])})$"
SPACES = rf"(?:{_any(CELLS['spaces'])})"
PLAIN = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?"

_PLAIN = re.compile(PLAIN)
_FOOTNOTE = re.compile(FOOTNOTE)
_MINUS = re.compile(MINUS)
_CURRENCY = re.compile(CURRENCY)
_TRAILING = re.compile(TRAILING)
_BRACKETS = re.compile(r"\((.+)\)")
_COMMAS = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+)(\.\d*)?|([-+]?)(\d{1,2}(?:,\d{2})*,\d{3})(\.\d*)?")
_SPACED = re.compile(rf"[-+]?\d{{1,3}}(?:{SPACES}\d{{3}})+(?:\.\d*)?")
_SPACE = re.compile(SPACES)


@cache
def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no number: ``is_missing("n/a")`` is True."""
    text = cell.strip()
    return text.lower() in MISSING or _FOOTNOTE.sub("", text).strip().lower() in MISSING


def number(cell: str) -> Decimal | None:
    """The number that a cell states, or None where it states none (missing, or not a number).

    A percent sign is dropped, not divided by: ``number("12.5%")`` is ``Decimal("12.5")``.
    """
    text = cell.strip()
    if _PLAIN.fullmatch(text) and text.isascii():
        return Decimal(text)
    if is_missing(text):
        return None
    text = _FOOTNOTE.sub("", text).strip()
    bracketed = _BRACKETS.fullmatch(text)
    if bracketed:
        text = bracketed[1].strip()
    text = _MINUS.sub("-", text)
    text = _CURRENCY.sub(r"\1", text)
    text = _MINUS.sub("-", text)
    text = _TRAILING.sub("", text)
    if _COMMAS.fullmatch(text):
        text = text.replace(",", "")
    elif _SPACED.fullmatch(text):
        text = _SPACE.sub("", text)
    if not (_PLAIN.fullmatch(text) and text.isascii()):
        return None
    if bracketed and text[0] in "-+":
        return None
    value = Decimal(text)
    return -value if bracketed else value
