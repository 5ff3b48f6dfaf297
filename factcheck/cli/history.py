"""``factcheck refs history``: one value through the vintages of its dataset."""

from __future__ import annotations

from collections import Counter
from datetime import date

from claims.model import Place
from claims.vocabulary import places
from factcheck.cli.answers import View, answer
from factcheck.cli.libraries import open_references
from factcheck.cli.naming import dataset_named, measure_named, nearest
from factcheck.cli.tabular import table
from factcheck.errors import UsageError
from factcheck.matching.asking.shapes import place_slots
from factcheck.queries.algebra import Condition
from factcheck.queries.periods import MONTHS, day, spoken
from factcheck.queries.vintages import Vintage, cell_of_period, history, periods_of
from factcheck.references.library import References
from factcheck.references.model import Dataset, Measure, Role, TimeKind
from factcheck.references.plausibility import signed
from factcheck.verification.formatting import plain, with_unit

_REASONS = {
    "ambiguous_rows": "several rows of different values fit; say which is meant with --place or --where",
    "no_rows": "no row fits", "no_column": "the column is missing", "bad_cell": "the cell is no number",
    "incomplete": "some of the rows have no value",
}


class _History(View):
    dataset: str
    measure: str
    title: str
    unit: str
    where: tuple[Condition, ...]
    period: str | None
    roster: bool
    signed: bool
    vintages: tuple[Vintage, ...]

    def lines(self) -> list[str]:
        known = [one for one in self.vintages if one.value is not None]
        rows = [(one.snapshot, self._day(one).isoformat(), self._value(one), self._change(at))
                for at, one in enumerate(self.vintages)]
        said = self._sentence(known) if known else f"no snapshot has a value: {self._why()}."
        return [f"{self._about()}: {said}",
                table(("snapshot", "as of" if self.roster else "known since", "value", "change"), rows,
                      right=("value", "change"))]

    def _about(self) -> str:
        limits = [", ".join(condition.values) for condition in self.where]
        return ", ".join([self.title, *limits, *([spoken(self.period)] if self.period else [])])

    def _sentence(self, known: list[Vintage]) -> str:
        """The value of each vintage in which it changed."""
        told = [one for at, one in enumerate(known) if at == 0 or one.value != known[at - 1].value]
        names = _vintages(known)
        parts = [f"{self._value(one)} {'on ' + day(one.as_of) if self.roster else 'in the ' + names[one.snapshot]}"
                 for one in told]
        if len(told) == 1 and len(known) > 1:
            return f"{self._value(known[0])} in each of {len(known)} snapshots."
        return ", ".join(parts) + "."

    def _why(self) -> str:
        """Why the newest snapshot has none, and what to do about it."""
        found = self.vintages[-1].why
        return _REASONS.get(found.reason, found.reason) if found is not None else _REASONS["no_rows"]

    def _value(self, one: Vintage) -> str:
        if one.value is None:
            return "–"
        return ("+" if self.signed and one.value > 0 else "") + with_unit(one.value, self.unit)

    def _change(self, at: int) -> str:
        """Since the last vintage before it that has a value."""
        value = self.vintages[at].value
        before = next((one.value for one in reversed(self.vintages[:at]) if one.value is not None), None)
        if value is None or before is None:
            return ""
        by = value - before
        return ("+" if by > 0 else "") + plain(by)

    def _day(self, one: Vintage) -> date:
        return one.as_of if self.roster else one.released or one.as_of


def show_history(*, name: str, measure: str, place: str | None, period: str | None, where: tuple[str, ...],
                 refs: tuple[str, ...], library: str | None, form: str) -> int:
    """Writes the value of each snapshot; 0. UsageError for a name, place, period or condition that there is not."""
    references = open_references(refs, library)
    dataset = dataset_named(references, name)
    asked = measure_named(dataset, measure)
    roster = dataset.time_of(asked.name).kind is TimeKind.AS_OF
    cell = _period(references, dataset, asked, period, roster=roster)
    conditions = (*_place(references, dataset, place), *_conditions(references, dataset, where))
    found = history(dataset.name, asked.name, references, where=conditions, period=cell)
    view = _History(dataset=dataset.name, measure=asked.name, title=asked.title, unit=asked.unit, where=conditions,
                    period=cell, roster=roster, signed=signed(asked), vintages=found)
    answer(view, form=form, schema="factcheck.refs.history/1")
    return 0


def _period(references: References, dataset: Dataset, measure: Measure, said: str | None, *,
            roster: bool) -> str | None:
    """The cell that a period means; none given, the newest that most vintages have."""
    if roster:
        if said is not None:
            raise UsageError(f"{measure.name} of {dataset.name} is counted on the day of each snapshot; leave --period "
                             "out.")
        return None
    counts = Counter(cell for snapshot in dataset.snapshots
                     for cell in periods_of(dataset.name, measure.name, snapshot.name, references))
    every = [cell for snapshot in reversed(dataset.snapshots)
             for cell in reversed(periods_of(dataset.name, measure.name, snapshot.name, references))]
    ordered = list(dict.fromkeys(every))
    if said is None:
        most = max(counts.values(), default=0)
        return next((cell for cell in ordered if counts[cell] == most), None)
    found = cell_of_period(said, ordered)
    if found is None:
        span = f"they run from {spoken(ordered[-1])} to {spoken(ordered[0])}" if ordered else "they have none"
        raise UsageError(f"No snapshot of {dataset.name} has the period “{said}”; {span}.")
    return found


def _place(references: References, dataset: Dataset, said: str | None) -> tuple[Condition, ...]:
    if said is None:
        return ()
    dimensions = [one for one in dataset.dimensions if one.role is Role.PLACE]
    kind = "country" if any("country" in one.place_kinds for one in dimensions) else None
    place = places.resolve(said, kind=kind) or Place(name=said, kind="other", code=None)
    filters: dict[str, list[str]] = {}
    for snapshot in dataset.snapshots:
        found = place_slots(dataset, references, snapshot.name, (place,)).filters
        for column, values in (found or _as_written(references, dataset, snapshot.name, said)).items():
            filters.setdefault(column, []).extend(values)
    if not filters and place.name != dataset.scope:
        raise UsageError(f"{dataset.name} does not tell the place “{said}” apart; see “factcheck refs show "
                         f"{dataset.name}”.")
    return tuple(Condition(column=column, values=tuple(dict.fromkeys(values))) for column, values in filters.items())


def _as_written(references: References, dataset: Dataset, snapshot: str, said: str) -> dict[str, tuple[str, ...]]:
    """A place that no vocabulary knows but the table does: a county, an agency's town."""
    held = references.columns(dataset.name, snapshot)
    for one in dataset.dimensions:
        if one.role is Role.PLACE and one.name in held:
            same = [cell for cell in references.values(dataset.name, snapshot, one.name)
                    if cell.casefold() == said.casefold()]
            if same:
                return {one.name: tuple(same)}
    return {}


def _conditions(references: References, dataset: Dataset, where: tuple[str, ...]) -> tuple[Condition, ...]:
    found = []
    for one in where:
        column, equals, value = one.partition("=")
        if not equals or not column:
            raise UsageError(f"--where {one!r} is no condition; write it as COLUMN=VALUE.")
        held = {cell for snapshot in dataset.snapshots
                for cell in (references.values(dataset.name, snapshot.name, column)
                             if column in references.columns(dataset.name, snapshot.name) else ())}
        if value not in held:
            alike = nearest(value, held)
            raise UsageError(f"No snapshot of {dataset.name} has “{value}” in column “{column}”" +
                             (f"; the nearest value is “{alike}”." if alike else "; name a column and a value of it."))
        found.append(Condition(column=column, values=(value,)))
    return tuple(found)


def _vintages(known: list[Vintage]) -> dict[str, str]:
    """Each vintage by its month, "January 2026 vintage", by its day where two came in one month."""
    days = {one.snapshot: one.released or one.as_of for one in known}
    months = Counter((when.year, when.month) for when in days.values())
    return {name: f"{MONTHS[when.month - 1]} {when.year} vintage" if months[when.year, when.month] == 1
            else f"vintage of {day(when)}" for name, when in days.items()}
