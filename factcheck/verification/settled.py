"""What a query was settled on before anything was weighed: its place, its time and its other limits, and by what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claims.model import Claim
from factcheck.queries.algebra import Change, Condition, Difference, Query, Rank, Selection, selections
from factcheck.queries.library import Library
from factcheck.queries.periods import day
from factcheck.queries.phrases import dimension, listed, moment
from factcheck.references.model import Dataset, Role
from factcheck.verification.model import Settled


def settled(claim: Claim, query: Query, library: Library, *, published: date | None, lent: bool) -> tuple[Settled, ...]:
    """The place, the time and the other limits of a query. ``lent``: its time is the one that its story is of."""
    main = selections(query)[0]
    dataset = library.dataset(main.dataset)
    return (*_place(claim, query, main, dataset), *_time(claim, query, library, published, lent=lent),
            *_categories(query, library))


def _limits(of: Selection, dataset: Dataset, role: Role) -> Iterator[Condition]:
    """The conditions that name members of a dimension, or leave them out, in the order of the query."""
    return (one for one in of.where if one.comparison is None and dimension(dataset, one.column).role is role)


def _place(claim: Claim, query: Query, of: Selection, dataset: Dataset) -> Iterator[Settled]:
    dimensions = [one for one in dataset.dimensions if one.role is Role.PLACE]
    if isinstance(query, Rank):
        yield Settled(what="place", value=query.member, how="stated" if claim.places else "context")
        return
    if getattr(query, "over", None) in {one.name for one in dimensions}:
        return  # its members are what is counted
    limits = list(_limits(of, dataset, Role.PLACE))
    for limit in limits:
        total = limit.values == (dimension(dataset, limit.column).total,)
        named = bool(claim.places) or any(value in claim.sentence.text for value in limit.values)
        how = "stated" if named else "whole" if total else "context"
        yield Settled(what="place", value=listed(limit.values), how=how)
    if not limits and dataset.scope is not None:
        how = "stated" if claim.places else "whole" if dimensions else "scope"
        yield Settled(what="place", value=dataset.scope, how=how)


def _time(claim: Claim, query: Query, library: Library, published: date | None, *, lent: bool) -> Iterator[Settled]:
    parts = selections(query)
    main, name = parts[0], moment(parts[0], library)[1]
    period = claim.period
    if isinstance(query, Change):
        start = moment(parts[1], library)[1]
        open_ = period is None and published is not None and not _named(name, claim)
        how = "until" if open_ else "stated" if _named(start, claim) and _named(name, claim) else "context"
        on = day(published) if open_ and published is not None else ""
        yield Settled(what="time", value=f"{start} to {name}", how=how, on=on)
        return
    if not name or (period is None and main.period is None and len(library.dataset(main.dataset).snapshots) == 1):
        return  # a table of one moment, and nothing said: there was nothing to settle
    if period is not None and (period.start or period.end):
        said = (period.text is not None and period.text in claim.sentence.text) or _named(name, claim)
        yield Settled(what="time", value=name, how="stated" if said else "context")
    elif _named(name, claim):
        yield Settled(what="time", value=name, how="stated")
    elif lent:
        yield Settled(what="time", value=name, how="lent")
    elif published is None:
        yield Settled(what="time", value=name, how="newest")
    else:
        yield Settled(what="time", value=name, how="known", on=day(published))


def _named(name: str, claim: Claim) -> bool:
    """Whether the sentence names the month of "July 2025", in full or as "Sept.", or the year where that is all.

    Of a day it names both, in either order: a dateline of Sept. 18 does not name 17 September.
    """
    said = name.partition(" (")[0].split()
    word = next((word for word in said if word.isalpha()), said[0])
    month = rf"(?:{re.escape(word)}|{re.escape(word[:3])}t?\.)(?!\w)"
    day_of = said[0] if len(said[0]) < 3 and said[0].isdecimal() else None
    wanted = rf"\b{month}" if day_of is None else rf"\b{month} {day_of}\b|\b{day_of} {month}"
    return re.search(wanted, claim.sentence.text) is not None


def _categories(query: Query, library: Library) -> Iterator[Settled]:
    """The members of categories that the query is limited to; those of both sides of a difference."""
    parts = selections(query) if isinstance(query, Difference) else selections(query)[:1]
    limits = [(of.dataset, one) for of in parts for role in (Role.CATEGORY, Role.ENTITY)
              for one in _limits(of, library.dataset(of.dataset), role) if not one.negated]
    for name, limit in dict.fromkeys(limits):
        by = dimension(library.dataset(name), limit.column)
        if limit.values != (by.total,):
            yield Settled(what=by.title, value=listed(value or "none" for value in limit.values), how="read")
