"""What a recipe makes of a table's own values: totals, corrections, leads, rates, and how exact a value is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.errors import InputError
from factcheck.references.model import Repair
from factcheck.references.recipes import Copy, Correct, Lead, Rate, Step, Total, Within
from factcheck.references.totals import add_totals, known

Columns = dict[str, list[str]]


def derive(columns: Columns, step: Step, *, key: Sequence[str]) -> tuple[Columns, list[Repair]]:
    """The table after one step, and what was done. InputError for a column that there is not, or a row not found."""
    match step:
        case Total():
            return add_totals(columns, step, key=key)
        case Correct():
            return _correct(columns, step)
        case Copy():
            known(columns, [step.column])
            return _made(columns, {step.to: list(columns[step.column])}, step.reason)
        case Lead():
            return _lead(columns, step, key=key)
        case Rate():
            return _rate(columns, step)
        case Within():
            return _within(columns, step)


def _correct(columns: Columns, step: Correct) -> tuple[Columns, list[Repair]]:
    known(columns, step.where)
    hit = [i for i in range(_size(columns)) if all(columns[name][i] == value for name, value in step.where.items())]
    if len(hit) != 1:
        raise InputError(f"The recipe corrects {len(hit)} rows where {step.where}: it must be one.")
    result = {name: list(cells) for name, cells in columns.items()}
    for name, value in step.values.items():
        result.setdefault(name, [""] * _size(columns))[hit[0]] = value
    return result, [Repair(code="corrected", column=name, rows=1, detail=step.reason) for name in step.values]


def _lead(columns: Columns, step: Lead, *, key: Sequence[str]) -> tuple[Columns, list[Repair]]:
    known(columns, [step.over, step.column, *step.uncounted, *key])
    groups: dict[tuple[str, ...], list[int]] = {}
    for i in range(_size(columns)):
        if columns[step.over][i] in step.among and columns[step.column][i]:
            groups.setdefault(tuple(columns[name][i] for name in key if name != step.over), []).append(i)
    ahead, first = [""] * _size(columns), [""] * _size(columns)
    for rows in groups.values():
        values = {i: Decimal(columns[step.column][i]) for i in rows}
        for i in rows if len(rows) > 1 else ():
            lead = values[i] - max(value for other, value in values.items() if other != i)
            counted = not step.uncounted or any(columns[n][i] != value for n, value in step.uncounted.items())
            ahead[i], first[i] = str(lead), str(int(lead > 0 and counted))
    made = {name: cells for name, cells in ((step.to, ahead), (step.first, first)) if name is not None}
    return _made(columns, made, step.reason)


def _rate(columns: Columns, step: Rate) -> tuple[Columns, list[Repair]]:
    known(columns, [step.column, step.per])
    last = Decimal(1).scaleb(-step.places)
    cells = [str((Decimal(part) / Decimal(whole) * step.times).quantize(last)) if part and whole and Decimal(whole)
             else "" for part, whole in zip(columns[step.column], columns[step.per], strict=True)]
    return _made(columns, {step.to: cells}, step.reason)


def _within(columns: Columns, step: Within) -> tuple[Columns, list[Repair]]:
    known(columns, [step.column, *step.where])
    cells = []
    for i, cell in enumerate(columns[step.column]):
        meant = all(columns[name][i] in values for name, values in step.where.items())
        width = (abs(Decimal(cell)) * step.percent / 100).to_integral_value() if cell and meant else Decimal(0)
        cells.append(str(width) if cell else "")
    return _made(columns, {step.to: cells}, step.reason)


def _made(columns: Columns, made: Columns, reason: str) -> tuple[Columns, list[Repair]]:
    """The table with the columns made; where one of the name is there, its empty cells are filled and no others."""
    result = dict(columns)
    repairs = []
    for name, cells in made.items():
        before = columns.get(name, [""] * len(cells))
        result[name] = [old or new for old, new in zip(before, cells, strict=True)]
        filled = sum(not old and bool(new) for old, new in zip(before, cells, strict=True))
        repairs.append(Repair(code="derived", column=name, rows=filled, detail=reason))
    return result, repairs


def _size(columns: Columns) -> int:
    return len(next(iter(columns.values())))
