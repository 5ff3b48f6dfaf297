"""Tables that list their periods side by side ("2022", "2023"; "Exports 2023", "Exports 2024") made a row for each.

A year is a time and never a measure: only so "in 2024" finds its cell, and next year's file has more rows and no
columns that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from claims.model import Frozen
from factcheck.references.cleaning import CellError, footnotes, missing, number
from factcheck.references.columns import lists, says
from factcheck.references.grid import RawTable
from factcheck.references.model import Repair
from factcheck.references.times import period_name

_YEAR = r"(?:FY ?)?(?:1[5-9]|20)\d\d(?:[-/](?:\d\d|20\d\d))?"
_FORMS = (re.compile(rf"(?P<before>.*?)[\s_,:(\[]*\b(?P<year>{_YEAR})[)\]]?(?P<after>(?:\s*\([^()]*\D[^()]*\))?)"),
          re.compile(rf"(?P<before>)(?P<year>{_YEAR})[\s_,:]+(?P<after>\D*)"))
_BANK = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d) \[YR(?P=year)\]")  # as the World Bank's data bank heads its columns
_HALF = 0.5


class _Across(Frozen):
    """A column whose header ends in a period: which, of what, and where the column is."""

    at: int
    period: str
    stem: str


def down(raw: RawTable, *, fixed: Collection[str] = ()) -> RawTable:
    """The table with a row for each period, where it had a column for each; else the table as it is.

    Columns of numbers that name no period go with the newest one alone: a table of 2022 and 2023 beside their change
    says what led to the last. Nothing is done where a person spoke of one of the columns (``fixed``).
    """
    if any(says(name, "time") and period_name(name) is None for name in raw.header):
        return raw
    found = _families(raw)
    if not found or any(raw.header[one.at] in fixed for one in found):
        return raw
    periods = sorted({one.period for one in found})
    stems = list(dict.fromkeys(one.stem for one in found))
    of = {(one.stem, one.period): one.at for one in found}
    moved = {one.at for one in found}
    rest = [i for i in range(len(raw.header)) if i not in moved]
    numbers = {i for i in rest if _numeric(raw, i) and not says(raw.header[i], "code")}
    if len({tuple(row[i] for i in rest if i not in numbers) for row in raw.rows}) < len(raw.rows):
        return raw  # nothing tells its rows apart, and in each year still less
    names = _names(stems, [raw.header[i] for i in rest])
    rows = []
    for row in raw.rows:
        for period in periods:
            own = [row[of[stem, period]] if (stem, period) in of else "" for stem in stems]
            beside = [row[i] if i not in numbers or period == periods[-1] else "" for i in rest]
            if any(cell.strip() for cell in own) or (numbers and period == periods[-1]):
                rows.append((*beside, period, *own))
    time, *values = names
    told = [Repair(code="columns_to_rows", column=time, rows=len(rows), detail=_told(raw, found, periods, values))]
    if numbers:
        kept = ", ".join(raw.header[i] for i in sorted(numbers))
        told.append(Repair(code="newest_only", rows=len(raw.rows),
                           detail=f"{kept}: no period in the header, so taken to be of {periods[-1]} only"))
    return raw.model_copy(update={"header": (*(raw.header[i] for i in rest), *names), "rows": tuple(rows),
                                  "repairs": (*raw.repairs, *told)})


def _families(raw: RawTable) -> list[_Across]:
    """The columns of numbers whose headers differ only by their period, at least two for one of the names.

    A name with one of those periods alone joins them: "Crews 2023" beside "Ships 2022" and "Ships 2023".
    """
    columns = [one for i, name in enumerate(raw.header) if (one := _read(i, name)) and _mostly_numbers(raw, i)]
    by_stem: dict[str, list[_Across]] = {}
    for one in columns:
        by_stem.setdefault(one.stem, []).append(one)
    several = [own for own in by_stem.values() if len(own) > 1 and len({one.period for one in own}) == len(own)
               and len({re.sub(r"\d", "0", one.period) for one in own}) == 1]
    periods = {one.period for own in several for one in own}
    alone = [own for own in by_stem.values() if len(own) == 1 and own[0].stem and own[0].period in periods]
    return sorted((one for own in (*several, *alone) for one in own), key=lambda one: one.at)


def _read(at: int, header: str) -> _Across | None:
    if found := _BANK.fullmatch(header):
        return _Across(at=at, period=found["year"], stem="")
    if (bare := period_name(header)) is not None:
        return _Across(at=at, period=bare, stem="")
    for form in _FORMS:
        found = form.fullmatch(header)
        if found is None:
            continue
        before, after = found["before"].strip(" ,:_-"), found["after"].strip()
        last = before.casefold().rpartition(" ")[2]
        if last in lists("across")["spans"] or before.endswith(("-", "–")) or re.search(r"(?:1[5-9]|20)\d\d", before):
            return None  # "change since 2019", "2019-2023": a span of time, not a year's value
        period = period_name(found["year"])
        stem = f"{before} {after}".strip()
        return _Across(at=at, period=period, stem=stem) if period and stem else None
    return None


def _names(stems: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The names of the new columns: the one that says when, and the values."""
    names: list[str] = []
    for wanted in ("Year", *(stem or "Value" for stem in stems)):
        name, number_ = wanted, 1
        while name.casefold() in {one.casefold() for one in (*taken, *names)}:
            number_ += 1
            name = f"{wanted} ({number_})"
        names.append(name)
    return names


def _told(raw: RawTable, found: Sequence[_Across], periods: Sequence[str], values: Sequence[str]) -> str:
    heads = [raw.header[one.at] for one in found]
    shown = ", ".join(heads[:3]) + (f" … {heads[-1]}" if len(heads) > 3 else "")
    return (f"{len(heads)} columns, one for each period ({shown}), made rows of {periods[0]} to {periods[-1]} with "
            f"the value in {', '.join(map(repr, values))}")


def _cells(raw: RawTable, at: int) -> list[str]:
    return [cell for row in raw.rows if (cell := missing(row[at].strip()))]


def _share(cells: Sequence[str]) -> float:
    return sum(map(_is_number, cells)) / len(cells) if cells else 0.0


def _mostly_numbers(raw: RawTable, at: int) -> bool:
    """Whether a column may hold values: it is empty, as future years are, or more than half of it are numbers."""
    cells = _cells(raw, at)
    return not cells or _share(cells) > _HALF


def _numeric(raw: RawTable, at: int) -> bool:
    cells = _cells(raw, at)
    return bool(cells) and _share(cells) > _HALF


def _is_number(cell: str) -> bool:
    try:
        return bool(number(footnotes(cell.replace(",", "").replace(".", ""))))
    except CellError:
        return False
