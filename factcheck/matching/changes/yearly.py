"""The yearly rate that a change over years comes to: "prices rose by 3% a year on average between 1990 and 2005"."""

from __future__ import annotations

import re

from claims.model import Basis, Claim, Kind
from claims.vocabulary import numbers
from claims.vocabulary.periods import Shift, shifted
from factcheck.matching.asking import plan
from factcheck.matching.asking.preference import worst_refusal
from factcheck.matching.asking.state import State
from factcheck.matching.carried import ellipsis, naming
from factcheck.matching.changes.two_moments import any_season
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.reading.readings import readings_of
from factcheck.queries.algebra import Change, Value

AVERAGE = re.compile(
    r"\baverage (?:yearly|annual) (?:(?:price|rate of) )?(?:rise|increase|gain|growth|inflation|rate|change|pace)\b"
    r"|\baverag(?:e|ed|es|ing)\b[^,;]*\b(?:yearly|annual|a year|per year|each year|every year)\b", re.IGNORECASE)
YEARS = re.compile(r"\b(?:past|last|previous|prior) (?P<count>\d{1,2}|[a-z]+) years\b", re.IGNORECASE)
DECADE = re.compile(r"\b(?:past|last|previous) decade\b", re.IGNORECASE)


def match(claim: Claim, state: State) -> Match | NoMatch | None:
    """The yearly rate, compounded, over so many years up to the newest value; None where no such is told."""
    text = claim.sentence.text
    if claim.kind not in (Kind.SHARE, Kind.RATE, Kind.CHANGE) or claim.quantity.unit != "percent":
        return None
    years = _years(text)
    if years is None or AVERAGE.search(text) is None:
        return None
    words = f"{claim.shared or ''} ; {claim.before or ''} ; {claim.counted or ''}"
    asked = claim.model_copy(update={"kind": Kind.CHANGE, "inherited": False, "predicate": None, "period": None,
                                     "baseline": None, "modifiers": (), "head": None, "whole": None})
    named = naming.measure_in(words, asked, state)
    source = ellipsis.nearest(claim, state) if named is None else None
    if named is None and source is None:
        return None
    asked = asked.model_copy(update={"counted": named or (source.candidate.words if source is not None else None)})
    scored, refusals = readings_of(asked, state, changing=True, admits=any_season)
    levels = [one for one in scored if isinstance(one.reading.query, Value) and one.plan.moment.period
              and not one.plan.candidate.measure.unit.startswith("percent")]
    if not levels:
        return worst_refusal(refusals)
    best = levels[0]
    cell = best.plan.moment.cell
    first = shifted(cell, Shift(months=-12 * years)) if cell is not None else None
    start = best.plan.retimed(state.library, first, state.article.published)
    if not isinstance(start, plan.Plan):
        return NoMatch(reason="out_of_coverage", detail={"period": f"{years} years before"})
    query = Change(start=start.selection(), end=best.plan.selection(), basis=Basis.PERCENT, years=years)
    state.plans[claim.id] = best.plan
    return Match(reading=best.reading.model_copy(update={"query": query, "brackets": ()}))


def _years(text: str) -> int | None:
    if DECADE.search(text):
        return 10
    found = YEARS.search(text)
    read = numbers.find(found["count"]) if found is not None else ()
    return int(read[0].low) if read and 1 < read[0].low < 100 else None

