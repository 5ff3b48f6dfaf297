"""The value of a query told with what it is of, where and when, so that an editor sees what a figure was read as.

"50 agencies with an agreement in the United States" as of a day, "4.3% (unemployment rate, Michigan)" for a month.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.model import Basis
from factcheck.queries.algebra import Change, CountWhere, Extreme, Query, Rank, Selection, Streak, Value
from factcheck.queries.answer import Result
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.phrases import countable, dimension, limits, place, singular_title, span, tags
from factcheck.queries.words import in_words, members, ranked_by
from factcheck.references.model import Role
from factcheck.verification.formatting import plain, plural
from factcheck.verification.phrases import said, when

NUMBER_OF = "number of "


class Told(NamedTuple):
    """A value with what it is of, and its time with a leading space; no time where the value's words have it."""

    value: str
    asof: str


def told(query: Query, answer: Result, library: Library) -> Told:
    """``Told("831 agencies with an agreement in Florida", " as of 17 September 2025")``."""
    match query:
        case Value(of=of) if of.column is None and (of.aggregate is None or span(of, library) is not None):
            return Told(_level(_timeless(of, library), answer, said(query, answer), library), when(query, library))
        case Change(end=end) if _is_one_series(query):
            return Told(_change(end, query, answer, library), when(query, library))
        case Rank():
            return Told(f"{said(query, answer)} among {_ranked(query, library)}", when(query, library))
        case Extreme(of=of):
            return Told(f"{said(query, answer)} ({_tagged(of, library)})", when(query, library))
        case CountWhere() | Streak() if answer.value != 1:
            return Told(f"{plain(answer.value)} {in_words(query, library).removeprefix(NUMBER_OF)}", "")
    return Told(f"{said(query, answer)} ({in_words(query, library)})", "")


def has(query: Query, library: Library) -> str:
    """The verb that leads to what is told: "ranks Ohio" before "second among states", else "has"."""
    match query:
        case Rank(of=of, over=over, member=member):
            role = dimension(library.dataset(of.dataset), over).role
            return f"ranks {place(member) if role is Role.PLACE else member}"
        case Extreme():
            return "ranks it"
    return "has"


def _timeless(of: Selection, library: Library) -> Selection:
    """The selection without the stretch of periods that it takes the mean of: its time is told by itself."""
    if of.aggregate is None:
        return of
    column = library.dataset(of.dataset).time_of(of.measure).column
    return of.model_copy(update={"aggregate": None, "where": tuple(one for one in of.where if one.column != column)})


def _level(of: Selection, answer: Result, words: str, library: Library) -> str:
    """A number of things with all that its measure counts in place of its unit; of anything else, a value with a name.

    A value that goes down ("a decrease of 13,000 jobs") says already which of its measures it is.
    """
    measure = measure_of(of, library)
    if not countable(measure):
        return f"{words} ({_tagged(of, library)})"
    number = plain(answer.value)
    if words == f"1 {measure.unit}":
        return f"1 {singular_title(measure)}{limits(of, library)}{_scope(of, ' in ', library)}"
    if words in (number, f"{number} {plural(measure.unit)}"):
        return f"{number} {_limited(of, library)}"
    return f"{words}{limits(of, library)}{_scope(of, ' in ', library)}"


def _change(end: Selection, query: Change, answer: Result, library: Library) -> str:
    """ "an increase of 1,524,000 nonfarm payroll jobs", "an increase of 3.5% in homicides in Ohio"."""
    words, measure = said(query, answer), measure_of(end, library)
    if query.basis is Basis.MULTIPLE or not countable(measure):
        return f"{words} ({_tagged(end, library)})"
    number, units = f"of {plain(abs(answer.value))} ", plural(measure.unit)
    if words.endswith(number + units):
        return f"{words.removesuffix(units)}{_limited(end, library)}"
    return f"{words} in {_limited(end, library)}"


def _ranked(query: Rank, library: Library) -> str:
    """ "states by unemployment rate (lowest first)"."""
    group = f"{len(set(query.group))} " if query.group else ""
    order = "" if query.order == "highest" else f" ({query.order} first)"
    return f"{group}{members(query, library)} by {ranked_by(query, library)}{order}"


def _limited(of: Selection, library: Library) -> str:
    """ "agreements of the Task Force Model in Florida"."""
    return f"{measure_of(of, library).title}{limits(of, library)}{_scope(of, ' in ', library)}"


def _tagged(of: Selection, library: Library) -> str:
    """ "unemployment rate, Michigan"."""
    return f"{measure_of(of, library).title}{tags(of, library)}{_scope(of, ', ', library)}"


def _scope(of: Selection, lead: str, library: Library) -> str:
    """The place of which a table is as a whole, where the query names none and its measure does not say so."""
    dataset = library.dataset(of.dataset)
    if not dataset.scope or dataset.scope in measure_of(of, library).title:
        return ""
    if any(dimension(dataset, one.column).role is Role.PLACE for one in of.where):
        return ""
    return lead + (place(dataset.scope) if lead == " in " else dataset.scope)


def _is_one_series(query: Change) -> bool:
    start, end = query.start, query.end
    rate = query.years is not None or query.per_year is not None
    return not rate and start.column is None and (start.dataset, start.measure, start.where) == (
        end.dataset, end.measure, end.where)
