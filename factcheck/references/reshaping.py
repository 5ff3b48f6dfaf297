"""Changes the shape of a table: long to wide, rows that go without saying, cells that must not be used."""

from __future__ import annotations

from collections.abc import Iterator

from claims.vocabulary import places
from factcheck.errors import InputError
from factcheck.references.model import Repair
from factcheck.references.recipes import Blank, Complete, Gaps, Long

Columns = dict[str, list[str]]


def widen(columns: Columns, long: Long, *, where: str) -> tuple[Columns, list[Repair]]:
    """A row for each combination of ``by`` and of the dimension values that names of measures hide.

    InputError where a measure is not in the recipe or a cell is stated twice with two values.
    """
    spread = {rule.measure: rule for rule in long.spread}
    targets = list(dict.fromkeys(rule.to for rule in long.spread))
    wide: dict[tuple[str, ...], dict[str, str]] = {}
    dims = [*long.by, *long.totals]
    for i, measure in enumerate(columns[long.measure]):
        if measure in long.drop:
            continue
        if measure not in spread:
            raise InputError(f"{where} has the measure {measure!r}, which the recipe neither spreads nor drops.")
        rule, value = spread[measure], columns[long.value][i]
        own = {**{name: columns[name][i] for name in long.by}, **long.totals, **rule.where}
        row = wide.setdefault(tuple(own[name] for name in dims), {})
        if row.setdefault(rule.to, value) != value:
            raise InputError(f"{where} gives {measure} twice, as {row[rule.to]} and {value}, for {own}.")
    result: Columns = {name: [key[i] for key in wide] for i, name in enumerate(dims)}
    result |= {name: [row.get(name, "") for row in wide.values()] for name in targets}
    detail = f"a long table of {len(columns[long.measure])} values made a row for each {' and '.join(dims)}"
    return result, [Repair(code="reshaped", rows=len(wide), detail=detail)]


def complete(columns: Columns, rule: Complete) -> tuple[Columns, list[Repair]]:
    """Adds the rows of places that the source leaves out, with the values that follow from their absence."""
    named = [place.name for kind in rule.kinds for place in places.members(kind)]
    times = list(dict.fromkeys(columns[rule.times]))
    present = set(zip(columns[rule.over], columns[rule.times], strict=True))
    result = {name: list(cells) for name, cells in columns.items()}
    added = 0
    for time in times:
        for name in named:
            if (name, time) in present:
                continue
            own = {rule.over: name, rule.times: time, **rule.where, **rule.values}
            for column, cells in result.items():
                cells.append(own.get(column, ""))
            added += 1
    return result, [Repair(code="completed", column=rule.over, rows=added, detail=rule.reason)] if added else []


def fill(columns: Columns, rule: Gaps) -> tuple[Columns, list[Repair]]:
    """Adds the periods that a regular series lacks between its first and its last, with no value."""
    result = {name: list(cells) for name, cells in columns.items()}
    series: dict[tuple[str, ...], list[str]] = {}
    keys = zip(*(columns[name] for name in rule.by), strict=True) if rule.by else [()] * len(columns[rule.column])
    for key, period in zip(keys, columns[rule.column], strict=True):
        series.setdefault(key, []).append(period)
    lacking: list[str] = []
    for key, held in series.items():
        own = dict(zip(rule.by, key, strict=True))
        for period in _between(min(held), max(held), rule.months):
            if period not in held:
                lacking.append(period)
                for column, cells in result.items():
                    cells.append(period if column == rule.column else own.get(column, ""))
    if not lacking:
        return result, []
    named = ", ".join(dict.fromkeys(sorted(lacking)))
    return result, [Repair(code="gap", column=rule.column, rows=len(lacking), detail=f"{rule.reason}: {named}")]


def _between(first: str, last: str, months: int) -> Iterator[str]:
    """The periods from one to another: "2025-09" to "2025-11" by one month; years by twelve; quarters by three."""
    period = first
    while period <= last:
        yield period
        period = _following(period, months)


def _following(period: str, months: int) -> str:
    year, rest = int(period[:4]), period[4:]
    if not rest:
        return f"{year + months // 12:04}"
    at = 3 * int(rest[1:]) - 3 if rest[0] == "Q" else int(rest[1:]) - 1
    year, at = divmod(12 * year + at + months, 12)
    return f"{year:04}Q{at // 3 + 1}" if rest[0] == "Q" else f"{year:04}-{at + 1:02}"


def blank(columns: Columns, rule: Blank) -> tuple[Columns, list[Repair]]:
    """Empties the cells of the rows that the rule names."""
    size = len(next(iter(columns.values())))
    hit = [i for i in range(size) if all(columns[name][i] == value for name, value in rule.where.items())
           and all(columns[name][i] < bound for name, bound in rule.before.items())
           and not (rule.unless and all(columns[name][i] == value for name, value in rule.unless.items()))]
    result = dict(columns)
    repairs = []
    for name in rule.columns:
        filled = [i for i in hit if columns[name][i]]
        drop = set(filled)
        result[name] = ["" if i in drop else cell for i, cell in enumerate(columns[name])]
        if filled:
            repairs.append(Repair(code="not_comparable", column=name, rows=len(filled), detail=rule.reason))
    return result, repairs
