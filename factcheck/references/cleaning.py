"""Mends the dirt of published tables, cell by cell, and keeps account of what was mended.

A *fix* takes a cell and gives it back clean, or raises ``CellError``. ``clean`` runs a column through its fixes and
says, as ``Repair``s, how many rows each of them changed. A fix that changes nothing leaves no trace.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from factcheck.references.model import Repair

Fix = Callable[[str], str]


class CellError(ValueError):
    """A cell that a fix cannot make sense of."""


class Step(NamedTuple):
    """A named fix: ``code`` and ``detail`` become those of its Repair."""

    code: str
    detail: str
    fix: Fix


@cache
def word_lists() -> dict[str, Any]:
    """What ``data/cells.toml`` holds."""
    return tomllib.loads((files("factcheck.references") / "data" / "cells.toml").read_text(encoding="utf-8"))


@cache
def _missing() -> frozenset[str]:
    return frozenset(word_lists()["missing"])


@cache
def _footnotes() -> re.Pattern[str]:
    return re.compile(word_lists()["footnotes"])


@cache
def _quotes() -> dict[int, str]:
    return str.maketrans(word_lists()["quotes"])


def no_break_spaces(cell: str) -> str:
    """No-break, thin and other odd spaces become plain ones; zero-width characters go."""
    plain = re.sub("[\u00a0\u2000-\u200a\u202f\u205f\u3000]", " ", cell)
    return re.sub("[\u200b\u200c\u200d\u2060\ufeff\u00ad]", "", plain)


def straight_quotes(cell: str) -> str:
    """Curly quotes become straight: "Sheriff’s Office" and "Sheriff's Office" are one agency."""
    return cell.translate(_quotes())


def single_spaces(cell: str) -> str:
    """White space around a cell goes, white space inside becomes one space: "TEXAS " is "TEXAS"."""
    return " ".join(cell.split())


def missing(cell: str) -> str:
    """ "N/A", "—", "(X)" and the like become the empty cell."""
    return "" if cell.casefold() in _missing() else cell


def footnotes(cell: str) -> str:
    """Marks that point to a footnote go: "Guam [2]" is "Guam", "1,204*" is "1,204"."""
    return _footnotes().sub("", cell) or cell


MOST_DIGITS = 100
"""Digits of a number: nothing that is counted or measured has more, and "1e999999999" would fill the memory."""


def number(cell: str) -> str:
    """A number in plain digits: "1,204" is "1204", "(3.5)" is "-3.5", "−7" is "-7". CellError where it is none."""
    if not cell:
        return cell
    text = cell.replace("−", "-").replace("–", "-").lstrip("$€£").rstrip("%").strip()
    if re.fullmatch(r"\(.*\)", text):
        text = "-" + text[1:-1]
    if re.fullmatch(r"[-+]?\d{1,3}([, ']\d{3})+(\.\d+)?", text):
        text = re.sub("[, ']", "", text)
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise CellError(cell) from None
    if not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS or len(text) > MOST_DIGITS:
        raise CellError(cell)
    return format(value, "f") if "e" in text.casefold() else text.lstrip("+")


def whole(cell: str) -> str:
    """A whole number without the decimals that a program gave it: "1204.0" is "1204". CellError where it has some."""
    if not re.fullmatch(r"-?\d*(\.0*)?", cell):
        raise CellError(cell)
    return cell.partition(".")[0]


_DATE_FORMS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%Y%m%d")


def iso_date(cell: str) -> str:
    """A date as ISO writes it: "9/17/2025" is "2025-09-17"; a lost slash ("7/72025") is put back."""
    if not cell:
        return cell
    text = re.sub(r"^(\d{1,2})/(\d{1,2})(\d{4})$", r"\1/\2/\3", cell)
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    raise CellError(cell)


def canonical_place(known: Sequence[str] = ()) -> Fix:
    """A fix that gives a place the name we know it by: "TEXAS" is "Texas", "WEST VIRIGINIA" is "West Virginia".

    A name that no gazetteer knows may be a misspelling of one of ``known``: one letter or two, of one of them only.
    """
    from claims.vocabulary.places import resolve  # reads its data once, which nobody should pay who only opens a table

    def fix(cell: str) -> str:
        place = resolve(cell) if cell else None
        if place is not None:
            return place.name
        return _nearest(cell, known) if cell else cell

    return fix


def _nearest(cell: str, known: Sequence[str]) -> str:
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    if len(cell) < 6 or not known:
        raise CellError(cell)
    folded = {name.casefold(): name for name in known}
    near = process.extract(cell.casefold(), list(folded), scorer=DamerauLevenshtein.distance, score_cutoff=2, limit=2)
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        raise CellError(cell)
    return folded[near[0][0]]


def canonical_category(values: Sequence[str], spellings: Mapping[str, str]) -> Fix:
    """A fix that maps variant spellings to the listed values: "State" to "State Agency"; CellError for a new value."""
    folded = {value.casefold(): value for value in values}
    folded |= {variant.casefold(): value for variant, value in spellings.items()}

    def fix(cell: str) -> str:
        if not cell:
            return cell
        if cell.casefold() not in folded:
            raise CellError(cell)
        return folded[cell.casefold()]

    return fix


def agency_key(cell: str) -> str:
    """A name without capitals and punctuation, by which spellings of one body are the same body."""
    return single_spaces(re.sub(r"[^a-z0-9 ]", "", re.sub(r"[-/]", " ", straight_quotes(cell).casefold())))


TEXT: tuple[Step, ...] = (
    Step("odd_space", "no-break, thin or zero-width spaces made plain", no_break_spaces),
    Step("white_space", "white space around or doubled inside the cell removed", single_spaces),
    Step("curly_quote", "curly quotes made straight", straight_quotes),
    Step("missing", "a mark for no value made empty", missing),
)
"""What every cell needs. The order matters: an odd space must be plain before it can be trimmed."""

FOOTNOTES = Step("footnote_mark", "marks that point to a footnote removed", footnotes)
NUMBER = Step("number_form", "thousands separators, currency and percent signs removed", number)
WHOLE = Step("whole_number", "decimals of whole numbers removed", whole)
DATE = Step("date_form", "dates written as ISO writes them", iso_date)


def clean(cells: Sequence[str], steps: Sequence[Step], *, column: str | None = None,
          weights: Sequence[int] | None = None) -> tuple[list[str], list[Repair]]:
    """The cells after all steps, and what each step changed, in the order of the steps.

    Raises ``CellError`` with the first cell that a step cannot read. ``weights`` says in how many rows each cell
    stands, where the cells are those of a column without their repetitions.
    ``clean(["TEXAS "], TEXT)[0] == ["TEXAS"]``
    """
    repairs: list[Repair] = []
    current = list(cells)
    for step in steps:
        memo: dict[str, str] = {}
        changed: dict[str, str] = {}
        rows = 0
        for i, cell in enumerate(current):
            if cell not in memo:
                memo[cell] = step.fix(cell)
            if memo[cell] != cell:
                current[i] = memo[cell]
                changed.setdefault(cell, memo[cell])
                rows += 1 if weights is None else weights[i]
        if rows:
            repairs.append(Repair(code=step.code, column=column, rows=rows, detail=_detail(step, changed)))
    return current, repairs


def _detail(step: Step, changed: Mapping[str, str]) -> str:
    """What was done, with the first example: enough to see whether it was right."""
    before, after = next(iter(sorted(changed.items())))
    return f"{step.detail}, such as {_short(before)!r} to {_short(after)!r}"


_SHOWN = 60  # letters of a cell that is an example


def _short(cell: str) -> str:
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"


def text_of(value: object) -> str:
    """A cell of a spreadsheet as text: a date as ISO, a whole float without its ".0", nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f") if value == value else ""
    return str(value)
