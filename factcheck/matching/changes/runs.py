"""Runs of periods: "under 7% for two years running", "its eighth straight weekly drop".

A run has two figures of its own: how long it is, and, where it is of a level, below or above which. The level is held
against the highest (lowest) value of so many periods, the length against how many there were in a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from claims.model import Bound, Claim, Kind
from claims.vocabulary import numbers
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.preference import worst_refusal
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.carried import naming, sources
from factcheck.matching.changes.two_moments import any_season
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.matching.reading.readings import readings_of
from factcheck.matching.words import leftovers
from factcheck.queries import periods
from factcheck.queries.algebra import Condition, Query, Streak, Value
from factcheck.references.model import Aggregate

UNITS = {"week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "annual"}
_UNIT = r"(?P<unit>week|month|quarter|year)(?:s|ly)?"
_ON_END = r"(?:in a row|running|on end|in succession|straight|on the trot)"
_IN_A_ROW = r"(?:straight|consecutive|successive)"
_NUMBER = r"(?P<count>\d{1,3}|[a-z]+(?:-[a-z]+)?)"
IN_A_ROW = re.compile(rf"\b(?:{_IN_A_ROW}|{_ON_END})\b", re.IGNORECASE)
LASTED = re.compile(
    rf"^[ ,]*(?:for|in) (?:each of )?(?:the (?:past|last) )?{_NUMBER} (?:{_IN_A_ROW} )?{_UNIT}(?: {_ON_END})?(?![\w-])",
    re.IGNORECASE,
)
"""Right behind a level: how long it has held."""
LEADS = re.compile(
    rf"(?:^\W*|[;:,] )(?:and |but )?for (?:the (?:past|last) )?"
    rf"{_NUMBER} (?:{_IN_A_ROW} )?{_UNIT}(?: {_ON_END})?(?![\w-])(?=[^;:]*$)",
    re.IGNORECASE,
)
"""At the head of a level's clause: "For 27 consecutive months it stayed below 4%". """
HELD = re.compile(r"\b(?:been|stayed|remained|held|kept|hovered|stuck)(?: \w+)?$", re.IGNORECASE)
"""What leads to a level that has held for a time, so that it needs no "in a row"."""
LENGTH = re.compile(rf"^\W*(?:[a-z]+ )?{_UNIT}?\b", re.IGNORECASE)
_FELL = re.compile(
    r"\b(?:f[ae]ll(?:en|s|ing)?|drop\w*|declin\w*|decreas\w*|slid\w*|slipp?\w*|loss(?:es)?|lost|down|los\w+)\b", re.I)
_ROSE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w*|gain\w*|climb\w*|advanc\w*|grow\w*|grew|added|up|jump\w*)\b", re.I)
_COMPARISONS: dict[Bound, Literal["<", "<=", ">", ">="]] = {
    Bound.LESS_THAN: "<", Bound.AT_MOST: "<=", Bound.MORE_THAN: ">", Bound.AT_LEAST: ">="}
NEAR = 30
"""How far behind its level, in characters, a run's length stands."""


@dataclass(frozen=True, slots=True)
class Run:
    """So many periods in a row."""

    count: int
    unit: str
    text: str


def held_for(claim: Claim) -> Run | None:
    """The run for which a level is said to have held; None where it is of one time."""
    if claim.quantity.bound not in _COMPARISONS or claim.kind in (Kind.CHANGE, Kind.RANK):
        return None
    text, start = claim.sentence.text, claim.sentence.start
    found = LASTED.match(text[claim.end - start :])
    if found is None or not (IN_A_ROW.search(found.group()) or HELD.search(claim.before or "")):
        found = LEADS.search(text[: claim.start - start])
        if found is None or not IN_A_ROW.search(found.group()):
            return None
    read = numbers.find(found["count"])
    if not read or read[0].low != int(read[0].low) or not 1 < read[0].low < 1000:
        return None
    return Run(int(read[0].low), found["unit"].lower(), found.group().strip(" ,;:"))


def without(claim: Claim, run: Run) -> Claim:
    """The claim of the level alone."""
    words = " ".join(run.text.split())
    return claim.model_copy(update={"predicate": (claim.predicate or "").replace(words, " ").strip() or None})


def over(found: Match | NoMatch, claim: Claim, run: Run, state: State) -> Match | NoMatch:
    """The highest or lowest value of a run's periods, where the level was matched to its last one."""
    plan = state.plans.get(claim.id)
    query = found.reading.query if isinstance(found, Match) else None
    if not isinstance(found, Match) or plan is None or not isinstance(query, Value) or query.of.period is None:
        return found
    spec = plan.candidate.dataset.time_of(plan.candidate.measure.name)
    span = _periods(plan, run, state)
    if spec.frequency != UNITS[run.unit] or spec.column is None or span is None:
        return NoMatch(reason="not_in_table", detail={"words": f"“{run.text}”"})
    below = claim.quantity.bound in (Bound.LESS_THAN, Bound.AT_MOST)
    of = query.of.model_copy(update={
        "period": None,
        "where": (*query.of.where, Condition(column=spec.column, values=span)),
        "aggregate": Aggregate.MAX if below else Aggregate.MIN,
    })
    return Match(reading=found.reading.model_copy(update={"query": Value(of=of), "brackets": ()}),
                 rejected=found.rejected, refused=found.refused)


def _periods(plan: Plan, run: Run, state: State) -> tuple[str, ...] | None:
    """The last periods of a series, up to that of the plan; None where it does not hold so many."""
    spec = plan.candidate.dataset.time_of(plan.candidate.measure.name)
    if spec.column is None or plan.moment.period is None:
        return None
    cells = state.library.cells(plan.candidate.dataset.name, plan.moment.snapshot).distinct(spec.column)
    until = [one for one in periods.order(one for one in cells if one)
             if not periods.after(one, plan.moment.period)]
    return tuple(until[-run.count :]) if len(until) >= run.count else None


def is_length(claim: Claim) -> bool:
    """Whether a figure says how long a run is: "17 months in a row", "eight straight weeks", "its eighth straight"."""
    said = f"{claim.figure} {_behind(claim)}"
    if claim.kind is Kind.RANK:
        return IN_A_ROW.search(said) is not None
    if claim.kind not in (Kind.COUNT, Kind.MEASURE) or claim.quantity.unit not in UNITS:
        return False
    return IN_A_ROW.search(said) is not None


def _behind(claim: Claim) -> str:
    return re.split(r"[,;.]", claim.behind[:NEAR])[0]


def _level_of_length(claim: Claim, here: list[Claim]) -> Claim | None:
    before = [one for one in here if 0 <= claim.start - one.end <= NEAR]
    behind = [one for one in here if one.start >= claim.end]
    return next((one for one in (*before[-1:], *behind[:1]) if held_for(one) is not None), None)


def match_length(claim: Claim, state: State) -> Match | NoMatch:
    """How many periods in a row: of the level that it is told of, else of what rose or fell."""
    level = _level_of_length(claim, state.claims.in_sentence(claim))
    unit = claim.quantity.unit if claim.kind is not Kind.RANK else None
    if level is not None:
        source = state.plan_of(level.id)
        if source is None or not isinstance(found := state.found.get(level.id), Match):
            return NoMatch(reason="no_reference")
        return _match(source, found.reading, unit, claim, state, comparison=_COMPARISONS[level.quantity.bound],
                      threshold=_in_unit(level, source))
    moves = _moves(claim)
    if moves is None:
        return NoMatch(reason="no_reference")
    told = _source(claim, state)
    if isinstance(told, NoMatch):
        return told
    plan, reading = told
    if plan.candidate.measure.signed and not _is_of_the_rate(claim, state):
        return _match(plan, reading, unit, claim, state, comparison=">" if moves == "rises" else "<",
                      threshold=Decimal(0))
    return _match(plan, reading, unit, claim, state, moves=moves)


def _is_of_the_rate(claim: Claim, state: State) -> bool:
    """Whether a rate of change itself rose or fell so often: "inflation slowed to 6.5%, its sixth straight decline"."""
    before = state.claims.before_in_sentence(claim)
    return bool(before) and re.search(r"\bto$", (before[-1].before or "").strip()) is not None


def _in_unit(level: Claim, source: Plan) -> Decimal:
    """The level in the unit of the table: cents in dollars."""
    cents = level.quantity.unit == "cent" and source.candidate.measure.unit.startswith("dollar")
    read = numbers.find(level.figure)  # from its words: it is what the run is of, and no number to be held against
    low = read[0].low if read else level.quantity.low
    return low / 100 if cents else low


def _moves(claim: Claim) -> Literal["rises", "falls"] | None:
    """Which way the run went: its own words say it, else those that lead to it."""
    for text in (f"{claim.figure} {_behind(claim)}", claim.before or "", claim.shared or ""):
        fell, rose = _FELL.search(text), _ROSE.search(text)
        if fell is not None or rose is not None:
            return None if fell and rose else "falls" if fell else "rises"
    return None


def _source(claim: Claim, state: State) -> tuple[Plan, Reading] | NoMatch:
    """What rose or fell so often: what its sentence names or tells, else what the figure before it is of."""
    words = f"{claim.shared or ''} ; {claim.before or ''} ; {claim.after or ''}"
    asked = claim.model_copy(update={"kind": Kind.CHANGE, "inherited": False, "rank": None})
    named = naming.measure_in(words, asked, state)
    beside = state.claims.before_in_sentence(claim)
    for one in reversed(beside):
        plan, found = state.plan_of(one.id), state.found.get(one.id)
        if plan is not None and isinstance(found, Match):
            return plan, found.reading
    if named is not None:
        level = asked.model_copy(update={"counted": named, "head": None, "modifiers": (), "whole": None,
                                         "predicate": None, "period": claim.period})
        scored, refusals = readings_of(level, state, changing=True, admits=any_season)
        values = [one for one in scored if isinstance(one.reading.query, Value)]
        return _told(values[0]) if values else worst_refusal(refusals)
    left = leftovers.unexplained(_LENGTH_WORDS.sub(" ", words), (), part="predicates")
    earlier = state.claims.before(claim, within=sources.REACH)
    for one in reversed(earlier) if not left else ():
        plan, found = state.plan_of(one.id), state.found.get(one.id)
        if plan is not None and isinstance(found, Match):
            now = plan.retimed(state.library, claim.period, state.article.published)
            return (now if isinstance(now, Plan) else plan), found.reading
    return NoMatch(reason="no_reference")


_LENGTH_WORDS = re.compile(
    rf"{IN_A_ROW.pattern}|{_FELL.pattern}|{_ROSE.pattern}|\brow\b|\b(?:weekly|monthly|quarterly|yearly|annual)\b", re.I)


def _told(scored: Scored) -> tuple[Plan, Reading]:
    return scored.plan, scored.reading


def _match(
    plan: Plan,
    reading: Reading,
    unit: str | None,
    claim: Claim,
    state: State,
    *,
    moves: Literal["rises", "falls"] | None = None,
    comparison: Literal["<", "<=", ">", ">="] = "<",
    threshold: Decimal = Decimal(0),
) -> Match | NoMatch:
    spec = plan.candidate.dataset.time_of(plan.candidate.measure.name)
    said = unit or next((name for name in UNITS if re.search(rf"\b{name}|{UNITS[name]}\b", _whole(claim), re.I)), None)
    if plan.moment.period is None or (said is not None and UNITS[said] != spec.frequency):
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    query: Query = Streak(of=plan.selection(), moves=moves, comparison=comparison, threshold=threshold)
    state.plans[claim.id] = plan
    return Match(reading=reading.model_copy(update={"query": query, "brackets": ()}))


def _whole(claim: Claim) -> str:
    return f"{claim.figure} {_behind(claim)}"
