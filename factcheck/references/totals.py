"""Takes rows out of a table that must not be counted, and adds those that are the sum of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from factcheck.errors import InputError
from factcheck.references.model import Repair
from factcheck.references.recipes import Omit, Total

Columns = dict[str, list[str]]


def omit(columns: Columns, rule: Omit) -> tuple[Columns, list[Repair]]:
    """The table without the rows that the rule names; InputError where it speaks of a column that there is not."""
    known(columns, rule.where)
    size = len(next(iter(columns.values())))
    out = {i for i in range(size) if all(columns[name][i] in values for name, values in rule.where.items())}
    if not out:
        return columns, []
    kept = {name: [cell for i, cell in enumerate(cells) if i not in out] for name, cells in columns.items()}
    return kept, [Repair(code="left_out", rows=len(out), detail=rule.reason)]


def add_totals(columns: Columns, rule: Total, *, key: Sequence[str]) -> tuple[Columns, list[Repair]]:
    """The table with the rule's totals behind its rows; what is not summed stands in them where all parts agree.

    A total has no value where a part has none, or where not all parts are there. InputError as for ``omit``.
    """
    known(columns, [rule.over, *rule.columns, *rule.where, *key])
    size = len(next(iter(columns.values())))
    groups: dict[tuple[str, ...], list[int]] = {}
    only = {**rule.where, **({rule.over: rule.of} if rule.of else {})}
    for i in range(size):
        if not all(columns[name][i] in values for name, values in only.items()):
            continue
        row = {name: cells[i] for name, cells in columns.items()}
        own = row | {rule.over: rule.into.format_map(row)}
        groups.setdefault(tuple(own[name] for name in key), []).append(i)
    result = {name: list(cells) for name, cells in columns.items()}
    for values, parts in groups.items():
        made = {name: cells[parts[0]] if len({cells[i] for i in parts}) == 1 else "" for name, cells in columns.items()}
        made |= dict(zip(key, values, strict=True))
        made |= {name: _sum([columns[name][i] for i in parts], rule.rows) for name in rule.columns}
        for name, cells in result.items():
            cells.append(made[name])
    return result, [Repair(code="summed", column=rule.over, rows=len(groups), detail=rule.reason)] if groups else []


def known(columns: Columns, names: Iterable[str]) -> None:
    """InputError where one of the names is no column of the table."""
    strange = next((name for name in names if name not in columns), None)
    if strange is not None:
        raise InputError(f"The recipe speaks of the column {strange!r}: it has {', '.join(columns)} at that step.")


def _sum(cells: Sequence[str], rows: int | None) -> str:
    return str(sum(map(Decimal, cells))) if rows in (None, len(cells)) and all(cells) else ""
