"""The measure that a selection asks for: its dataset's, or the same table's rows read in another way."""

from __future__ import annotations

from decimal import Decimal

from factcheck.queries.algebra import Selection
from factcheck.queries.library import Library
from factcheck.references.model import Aggregate, Dataset, Measure

NUMBERS = frozenset({Aggregate.SUM, Aggregate.MEAN, Aggregate.MAX, Aggregate.MIN, Aggregate.VALUE})
"""Aggregates that read numbers in a column; the others count rows."""


def measure_of(selection: Selection, library: Library) -> Measure:
    """The measure, with the column and aggregate that the selection asks for; KeyError for an unknown measure.

    A column that is a measure of its own keeps that measure's unit and scale; of any other the header is all there is.
    """
    dataset = library.dataset(selection.dataset)
    measure = dataset.measure(selection.measure)
    if selection.column is not None and selection.column != measure.column:
        measure = _of_column(selection.column, dataset)
    if selection.multiples != 1:
        measure = measure.model_copy(update={"scale": measure.scale * selection.multiples})
    if selection.aggregate is None or selection.aggregate is measure.aggregate:
        return measure
    if measure.column is None:
        return measure  # rows can only be counted
    return measure.model_copy(update={"aggregate": selection.aggregate})


def _of_column(column: str, dataset: Dataset) -> Measure:
    for one in dataset.measures:
        if one.column == column and not one.where:
            return one.model_copy(update={"aggregate": Aggregate.VALUE}) if one.aggregate not in NUMBERS else one
    from factcheck.references.headings import read_heading, singular  # what reads tables as published: bare ones only

    heading = read_heading(column)
    noun = singular(heading.name).rpartition(" ")[2]
    return Measure(name=column, title=heading.title or column, aggregate=Aggregate.VALUE, column=column,
                   unit=heading.unit or noun or "unit", scale=Decimal(1) * heading.scale)
