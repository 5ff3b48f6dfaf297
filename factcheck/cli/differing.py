"""``factcheck refs diff``: what differs between two snapshots, in words and as a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.cli.answers import View, answer
from factcheck.cli.libraries import open_references
from factcheck.cli.naming import dataset_named, snapshot_named
from factcheck.cli.tabular import table
from factcheck.errors import UsageError
from factcheck.queries.periods import day, spoken
from factcheck.queries.vintages import Total, totals
from factcheck.references.comparing import Comparison, Row
from factcheck.references.differing import difference
from factcheck.references.model import Dataset, Snapshot
from factcheck.verification.formatting import plain, with_unit


class _Side(View):
    snapshot: str
    as_of: date
    sha256: str


class _Difference(View):
    dataset: str
    before: _Side
    after: _Side
    same: bool
    comparison: Comparison
    totals: tuple[Total, ...]

    def lines(self) -> list[str]:
        found = self.comparison
        lines = [self._headline(), *self._drift(), *self._measures()]
        if found.revised:
            lines += [self._of(found.revised_rows, {one.key for one in found.revised}, "revised"),
                      table(("column", "before", "after", "row"), [
                          (one.column, one.before or "–", one.after or "–", ", ".join(filter(None, one.key)))
                          for one in found.revised])]
        lines += self._rows("added", found.added_rows, found.added, found.columns_after)
        lines += self._rows("gone", found.gone_rows, found.gone, found.columns_before)
        return lines

    def _headline(self) -> str:
        found, sides = self.comparison, f"{_of_day(self.before)} and {_of_day(self.after)}"
        if self.same:
            return f"{self.dataset}: the snapshots {sides} say the same, {_rows(found.rows_after)}."
        return (f"{self.dataset}: between the snapshots {sides}, {_rows(found.added_rows)} came, "
                f"{_rows(found.gone_rows)} went and {_rows(found.revised_rows)} {_were(found.revised_rows)} revised; "
                f"{plain(Decimal(found.rows_before))} before, {plain(Decimal(found.rows_after))} after.")

    def _drift(self) -> list[str]:
        found = self.comparison
        return [f"Columns {word}: {', '.join(names)}." for word, names in (
            ("that came", found.columns_added), ("that went", found.columns_gone)) if names]

    def _measures(self) -> list[str]:
        rows = [(one.title, "" if one.period is None else spoken(one.period), _said(one.before, one.unit),
                 _said(one.after, one.unit), _change(one)) for one in self.totals
                if one.before is not None or one.after is not None]
        if not rows:
            return []
        dated = any(row[1] for row in rows)
        kept = [row if dated else (row[0], *row[2:]) for row in rows]
        return [table(("in total", *(("for",) if dated else ()), "before", "after", "change"), kept,
                      right=("before", "after", "change"))]

    def _rows(self, word: str, count: int, rows: tuple[Row, ...], columns: tuple[str, ...]) -> list[str]:
        if not rows:
            return []
        at = [columns.index(name) for name in self.comparison.key]
        at += [number for number in range(len(columns)) if number not in at]
        return [self._of(count, rows, word),
                table([columns[number] for number in at], [[row.cells[number] for number in at] for row in rows])]

    def _of(self, count: int, shown: object, word: str) -> str:
        number = len(shown) if isinstance(shown, tuple | set) else count
        return f"{_rows(count)} {word}" + (f", {number} of them shown:" if number < count else ":")


def diff_snapshots(*, name: str, old: str | None, new: str | None, rows: int, refs: tuple[str, ...],
                   library: str | None, form: str) -> int:
    """Writes the difference; 0, whether there is one or not. UsageError for an unknown name."""
    references = open_references(refs, library)
    dataset = dataset_named(references, name)
    before, after = _chosen(dataset, old, new)
    found = difference(dataset, before, after, keep=rows)
    view = _Difference(dataset=name, before=_side(before), after=_side(after), same=found.same, comparison=found,
                       totals=totals(name, before.name, after.name, references))
    answer(view, form=form, schema="factcheck.refs.diff/1")
    return 0


def _chosen(dataset: Dataset, old: str | None, new: str | None) -> tuple[Snapshot, Snapshot]:
    """The two snapshots named; the newest for NEW, the one before it for OLD."""
    ordered = sorted(dataset.snapshots, key=lambda one: (one.released or one.as_of, one.name))
    after = snapshot_named(dataset, new) if new is not None else ordered[-1]
    if old is not None:
        return snapshot_named(dataset, old), after
    earlier = ordered[:ordered.index(after)]
    if not earlier:
        raise UsageError(f"{dataset.name} has no snapshot before {after.name}; there is nothing to compare it with.")
    return earlier[-1], after


def _side(snapshot: Snapshot) -> _Side:
    return _Side(snapshot=snapshot.name, as_of=snapshot.as_of, sha256=snapshot.sha256)


def _of_day(side: _Side) -> str:
    own = side.as_of.isoformat()
    return f"of {day(side.as_of)}" if side.snapshot == own else f"{side.snapshot} (as of {day(side.as_of)})"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{plain(Decimal(count)) if count else 'no'} rows"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _said(value: Decimal | None, unit: str) -> str:
    return "–" if value is None else with_unit(value, unit)


def _change(total: Total) -> str:
    if total.before is None or total.after is None:
        return ""
    by = total.after - total.before
    return ("+" if by > 0 else "") + plain(by)
