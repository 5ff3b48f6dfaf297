"""A query as a fragment of a sentence that an editor reads.

``in_words(query, library)`` is "number of agencies with an agreement in Florida on 17 September 2025".
"""

from __future__ import annotations

from decimal import Decimal

from factcheck.queries.algebra import (
    Change,
    Condition,
    CountWhere,
    Difference,
    Extreme,
    Query,
    Rank,
    Ratio,
    Selection,
    Share,
    Streak,
    Value,
)
from factcheck.queries.answer import Unanswerable
from factcheck.queries.asked import measure_of
from factcheck.queries.derivation import query_of
from factcheck.queries.library import Library
from factcheck.queries.periods import UNIT_OF_TIME, parts, spoken
from factcheck.queries.phrases import (
    WORDS,
    countable,
    dimension,
    figure,
    limits,
    listed,
    moment,
    place,
    plural,
    singular_title,
    span,
    tags,
    vintage,
)
from factcheck.references.model import Aggregate, Measure, Role


def in_words(query: Query, library: Library) -> str:
    """The fragment, without a full stop; KeyError for an unknown dataset, measure or snapshot."""
    match query:
        case Value(of=of):
            words = _level(of, library)
        case Share():
            words = _share(query, library)
        case Change():
            words = _change(query, library)
        case Ratio():
            words = _ratio(query, library)
        case Difference(left=one, right=other):
            words = _pair("difference between", one, "and", other, library)
        case Rank():
            words = _rank(query, library)
        case Extreme(of=of, order=order):
            words = f"position of {_value(of, library)} in its series{_window(query)}, {order} first"
        case Streak():
            words = _streak(query, library)
        case CountWhere():
            words = _count_where(query, library)
    return words


def _measure(selection: Selection, library: Library) -> Measure:
    return measure_of(selection, library)


def _timeless(selection: Selection, library: Library, *, leave: tuple[Condition, ...] = ()) -> str:
    """ "agreements in Florida" or "unemployment rate, Michigan"."""
    measure = _measure(selection, library)
    said = limits if countable(measure) else tags
    return measure.title + said(selection, library, leave=leave)


def _read_otherwise(selection: Selection, library: Library) -> str:
    """Rows that are counted or whose column is read: "mean of height over the rows with country Norway"."""
    if (spanned := _over_time(selection, library)) is not None:
        return spanned
    measure = _measure(selection, library)
    lead, over = WORDS["aggregates"][measure.aggregate.value]
    which = limits(selection, library)
    title = "rows" if measure.aggregate is Aggregate.COUNT and measure.column is None else measure.title
    period = _when(selection, library) if selection.period is not None else ""
    if title == "rows":
        return f"{lead} rows{which}{period}"
    return f"{lead} {title}".strip() + (f" {over}{which}" if which else "") + period


def _over_time(selection: Selection, library: Library) -> str | None:
    """Of the mean of a series over several periods: "mean unemployment rate from January 1992 to December 1992"."""
    ends = span(selection, library)
    if ends is None or selection.aggregate is None:
        return None
    column = library.dataset(selection.dataset).time_of(selection.measure).column
    others = tuple(one for one in selection.where if one.column != column)
    what = _timeless(selection.model_copy(update={"where": others, "aggregate": None}), library)
    lead = WORDS["over_time"][selection.aggregate.value]
    return f"{lead} {what} from {ends[0]} to {ends[1]}{vintage(selection, library)}"


def _when(selection: Selection, library: Library) -> str:
    lead, time = moment(selection, library)
    if not time:
        return ""
    return f" {lead} {time}" if countable(_measure(selection, library)) else f", {time}"


def _value(selection: Selection, library: Library) -> str:
    number_of = "number of " if countable(_measure(selection, library)) else ""
    read = "" if selection.multiples == 1 else f" (read in units of {figure(Decimal(selection.multiples))})"
    return number_of + _timeless(selection, library) + _when(selection, library) + read


def _level(selection: Selection, library: Library) -> str:
    if selection.aggregate is not None or selection.column is not None:
        return _read_otherwise(selection, library)
    return _value(selection, library) + _worked_out(selection, library)


def _worked_out(selection: Selection, library: Library) -> str:
    """How a measure that no column states is worked out, in brackets."""
    try:
        made = query_of(selection, library)
    except Unanswerable:
        return ""
    return "" if made is None else f" ({in_words(made, library)})"


def _same_time(one: Selection, other: Selection, library: Library) -> bool:
    return moment(one, library) == moment(other, library)


def _share(query: Share, library: Library) -> str:
    part, whole = query.part, query.whole
    part_time = "" if _same_time(part, whole, library) else _when(part, library)
    if not countable(_measure(part, library)):
        return f"{_timeless(part, library)}{part_time}, as a percentage of {_timeless(whole, library)}" + _when(
            whole, library)
    shared = tuple(condition for condition in part.where if condition in whole.where)
    return (f"share of {_timeless(part, library, leave=shared)}{part_time} among all {_timeless(whole, library)}"
            f"{_when(whole, library)}")


def _change(query: Change, library: Library) -> str:
    start, end = query.start, query.end
    rate = "years" if query.years is not None else "per_year" if query.per_year is not None else None
    lead = WORDS["changes"][rate or query.basis.value]
    if (start.dataset, start.measure, start.where) != (end.dataset, end.measure, end.where):
        return f"{lead[:-3]} from {_value(start, library)} to {_value(end, library)}"
    comma = "" if countable(_measure(end, library)) else ","
    return (f"{lead} {_timeless(end, library)}{comma} from {moment(start, library)[1]}"
            f" to {moment(end, library)[1]}")


def _pair(lead: str, one: Selection, link: str, other: Selection, library: Library) -> str:
    if one.column is not None and other.column is not None:
        return f"{lead} {_read_otherwise(one, library)} {link} {_read_otherwise(other, library)}"
    first = _value(one, library)
    if _same_time(one, other, library):
        first = first.removesuffix(_when(one, library))
    return f"{lead} {first} {link} {_value(other, library)}"


def _ratio(query: Ratio, library: Library) -> str:
    if query.times == 1:
        return _pair("ratio of", query.numerator, "to", query.denominator, library)
    times = figure(query.times)
    words = _pair("", query.numerator, f"for every {times}", query.denominator, library).strip()
    return words.replace(f"{times} number of ", f"{times} ")


def members(query: Rank | CountWhere, library: Library) -> str:
    """What is ranked or counted: "states"."""
    by = dimension(library.dataset(query.of.dataset), query.over)
    return plural(next(iter(by.nouns), by.title))


def ranked_by(query: Rank, library: Library) -> str:
    """What a rank goes by, without its time: "agreements of the Task Force Model"."""
    measure = _measure(query.of, library)
    said = limits if countable(measure) else tags
    return measure.title + said(query.of, library, over=query.over)


def _rank(query: Rank, library: Library) -> str:
    by = dimension(library.dataset(query.of.dataset), query.over)
    member = place(query.member) if by.role is Role.PLACE else query.member
    among = f"{len(set(query.group))} {members(query, library)}" if query.group else members(query, library)
    by_what = ranked_by(query, library)
    return f"rank of {member} among {among} by {by_what}{_when(query.of, library)}, {query.order} first"


def _count_where(query: CountWhere, library: Library) -> str:
    measure = _measure(query.of, library)
    compared = f"{WORDS['comparisons'][query.comparison]} {figure(query.threshold)}"
    own = [condition for condition in query.of.where if condition.column == query.over]
    restricted = "" if not own else f" among {listed(place(value) for value in own[0].values)}"
    if countable(measure):
        noun = singular_title(measure) if query.threshold == 1 else measure.title
        having = f"with {compared} {noun}{limits(query.of, library, over=query.over)}"
    else:
        unit = measure.unit if query.threshold == 1 else plural(measure.unit)
        compared = compared.replace("fewer than", "less than")
        having = f"whose {measure.title}{tags(query.of, library, over=query.over)} is {compared} {unit}"
    return f"number of {members(query, library)}{restricted} {having}{_when(query.of, library)}"


def _streak(query: Streak, library: Library) -> str:
    """ "number of months in a row, up to November 1998, with the unemployment rate at less than 5"."""
    frequency = library.dataset(query.of.dataset).time_of(query.of.measure).frequency
    noun = plural(UNIT_OF_TIME.get(frequency or "", "period"))
    number_of = "number of " if countable(_measure(query.of, library)) else ""
    what = f"{number_of}{_timeless(query.of, library)}"
    if query.moves is not None:
        how = f"in which {what} {'rose' if query.moves == 'rises' else 'fell'}"
    else:
        how = f"with {what} at {WORDS['comparisons'][query.comparison]} {figure(query.threshold)}".replace(
            "fewer than", "less than")
    return f"number of {noun} in a row, up to {moment(query.of, library)[1]}, {how}"


def _window(query: Extreme) -> str:
    said = ""
    for lead, bound in (("since", query.since), ("until", query.until)):
        if bound:
            named = parts(bound)
            said += f" {lead} {spoken(bound) if named is not None else bound}"
    return said
