"""A value through the snapshots of its dataset: what each vintage says of one period, or each roster of its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims.model import Frozen, Number
from claims.vocabulary.periods import parse_cell
from factcheck.queries.algebra import Condition, Selection, Value
from factcheck.queries.answer import Unanswered
from factcheck.queries.evaluation import evaluate
from factcheck.queries.periods import order
from factcheck.references.library import References
from factcheck.references.model import Dimension, Measure, Role, Snapshot, TimeKind


class Vintage(Frozen):
    """What one snapshot says. ``value`` is None where it has none; ``why`` says for what reason."""

    snapshot: str
    as_of: date
    released: date | None
    supersedes: str | None
    sha256: str
    period: str | None
    value: Number | None
    why: Unanswered | None = None


def history(dataset: str, measure: str, library: References, *, where: Sequence[Condition] = (),
            period: str | None = None, snapshots: Sequence[str] | None = None) -> tuple[Vintage, ...]:
    """The measure in each snapshot, in the order in which they came out. ``period`` is a cell of the time column.

    ``snapshots`` limits it to those of these names. A dimension that ``where`` leaves open takes its total, where it
    has one. KeyError for an unknown name.
    """
    owner = library.dataset(dataset)
    conditions = _with_totals(owner.dimensions, where)
    chosen = [one for one in owner.snapshots if snapshots is None or one.name in snapshots]
    ordered = sorted(chosen, key=lambda one: (one.released or one.as_of, one.name))
    return tuple(_vintage(Selection(dataset=dataset, snapshot=one.name, measure=measure, where=conditions,
                                    period=period, as_of=one.as_of), one, library) for one in ordered)


def _vintage(selection: Selection, snapshot: Snapshot, library: References) -> Vintage:
    answer = evaluate(Value(of=selection), library)
    value, why = (None, answer) if isinstance(answer, Unanswered) else (answer.value, None)
    return Vintage(snapshot=snapshot.name, as_of=snapshot.as_of, released=snapshot.released,
                   supersedes=snapshot.supersedes, sha256=snapshot.sha256, period=selection.period, value=value,
                   why=why)


def _with_totals(dimensions: Sequence[Dimension], where: Sequence[Condition]) -> tuple[Condition, ...]:
    named = {condition.column for condition in where}
    totals = [Condition(column=one.name, values=(one.total,)) for one in dimensions
              if one.total is not None and one.name not in named and one.role is not Role.TIME]
    return (*where, *totals)


def periods_of(dataset: str, measure: str, snapshot: str, library: References) -> tuple[str, ...]:
    """The periods of a series that a snapshot has, oldest first; none for a roster, or where the column is missing."""
    spec = library.dataset(dataset).time_of(measure)
    if spec.kind is TimeKind.AS_OF or spec.column is None or spec.column not in library.columns(dataset, snapshot):
        return ()
    return tuple(order(library.values(dataset, snapshot, spec.column)))


def cell_of_period(said: str, periods: Sequence[str]) -> str | None:
    """The cell among ``periods`` that means what is said: "Sep 2025" is "2025-09". None where there is none."""
    if said in periods:
        return said
    meant = parse_cell(said)
    if meant is None or meant.start is None:
        return None
    for cell in periods:
        own = parse_cell(cell)
        if own is not None and (own.start, own.end) == (meant.start, meant.end):
            return cell
    return None


class Total(Frozen):
    """A measure over a whole snapshot, before and after; None where it has no single value there."""

    measure: str
    title: str
    unit: str
    period: str | None
    before: Number | None
    after: Number | None


def totals(dataset: str, before: str, after: str, library: References) -> tuple[Total, ...]:
    """Each measure's total in two snapshots: of a series, for the newest period that both have."""
    owner = library.dataset(dataset)
    return tuple(_total(dataset, measure, before, after, library) for measure in owner.measures)


def _total(dataset: str, measure: Measure, before: str, after: str, library: References) -> Total:
    old = set(periods_of(dataset, measure.name, before, library))
    shared = [one for one in periods_of(dataset, measure.name, after, library) if one in old]
    period = shared[-1] if shared else None
    found = history(dataset, measure.name, library, period=period, snapshots=(before, after))
    said = {one.snapshot: one.value for one in found}
    return Total(measure=measure.name, title=measure.title, unit=measure.unit, period=period, before=said[before],
                 after=said[after])
