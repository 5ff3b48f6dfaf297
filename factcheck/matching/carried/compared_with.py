"""Changes that another one is told beside: "rose 0.3% in June after rising 0.1% the month before".

The second is of what the first is of, at its own time; a time told by how long before it is counts from the first.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind, Period
from claims.vocabulary import periods
from claims.vocabulary.periods import PeriodMention, Shift, shifted
from claims.vocabulary.words import stem
from claims.vocabulary.years import names_year
from factcheck.matching.asking import times
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import NoMoment
from factcheck.matching.model import Match, Reading
from factcheck.matching.words import durations, leftovers
from factcheck.queries.algebra import Value
from factcheck.references.derived import ChangeOf

LEADS = re.compile(
    r"\b(?:compared (?:with|to)|versus|after|following|against|(?:up|down)(?: sharply| slightly)? from|than)\b"
    r"(?P<rest>[^,;:]*)$", re.IGNORECASE)
"""Between two figures: the second is the one that the first is told against."""
ALSO = re.compile(r"\b(?:and|but|though|yet|while)\b", re.IGNORECASE)
FROM_TO = re.compile(r"\bfrom (?P<first>[A-Z]\w+\.?) to (?P<last>[A-Z]\w+\.?)")
SEGMENT = re.compile(r"^[^,;:()]*")
REGULAR = frozenset({"monthly", "quarterly", "annual"})


def match(claim: Claim, state: State) -> Match | None:
    """What such a figure means; None where it is none, or where its words or its time say something else."""
    first = _told_before(claim, state)
    if first is None:
        return None
    source, found = state.plan_of(first.id), state.found.get(first.id)
    if source is None or not isinstance(found, Match) or source.choice.brackets:
        return None
    measure, regular = source.candidate.measure, source.candidate.time.frequency in REGULAR
    if not regular or not (isinstance(measure.derived, ChangeOf) or measure.deviation):
        return None
    if not _says_no_more(claim, first, source, state):
        return None
    period = _time(claim, source, state)
    made = source.retimed(state.library, period, state.article.published) if period is not None else None
    if not isinstance(made, Plan) or made.moment.as_of >= source.moment.as_of:
        return None
    main = _earlier(found.reading, period, state)
    if main is None:
        return None
    # Other senses that the first one may have are those of the second; another moment is not: its own is told.
    others = [_earlier(one, period, state) for one in found.admissible if one.behind != "other_moment"]
    state.plans[claim.id] = made
    return Match(reading=main, admissible=tuple(one for one in others if one is not None))


def _earlier(reading: Reading, period: Period | None, state: State) -> Reading | None:
    """A reading at another time; None where its table does not hold that."""
    if not isinstance(reading.query, Value):
        return None
    of = reading.query.of
    dataset = state.library.dataset(of.dataset)
    choice = times.choose(dataset, dataset.measure(of.measure), state.library, period, state.article.published)
    if isinstance(choice, NoMoment) or choice.brackets:
        return None
    moment = choice.moment
    timed = of.model_copy(update={"snapshot": moment.snapshot, "period": moment.period, "as_of": moment.as_of})
    return reading.model_copy(update={"query": reading.query.model_copy(update={"of": timed}), "brackets": ()})


def _told_before(claim: Claim, state: State) -> Claim | None:
    """The figure that it is told against: the one right before it in its sentence, of the same sort."""
    text, at = claim.sentence.text, claim.sentence.start
    if claim.kind is Kind.RANK:
        return None
    before = sorted(state.claims.before_in_sentence(claim), key=lambda one: one.end)
    while len(before) > 1 and ALSO.search(text[before[-1].end - at : claim.start - at]) \
            and LEADS.search(text[before[-2].end - at : before[-1].start - at]):
        before.pop()  # "4.3%, up from 4.1% in May but down from 4.4%": both are told against the first
    first = before[-1] if before else None
    if first is None or first.kind is Kind.RANK or first.places != claim.places:
        return None
    alike = first.quantity.unit == claim.quantity.unit or stem(claim.quantity.unit or "") in (first.quantity.unit or "")
    return first if alike and LEADS.search(text[first.end - at : claim.start - at]) else None


def _says_no_more(claim: Claim, first: Claim, source: Plan, state: State) -> bool:
    """Whether the words between the two, and behind the second, name nothing else that may have changed."""
    text, at = claim.sentence.text, claim.sentence.start
    between = text[first.end - at : claim.start - at]
    behind = SEGMENT.match(text[claim.end - at :])
    lexicon = state.lexicons[source.candidate.dataset.name]
    for said in (between, behind.group() if behind is not None else ""):
        hits = [hit for hit in lexicon.find(said) if hit.payload.slot == "inert"]
        left = leftovers.unexplained(said, hits, part="predicates")
        if any(stem(word) not in leftovers.inert("changes") | leftovers.inert("pointers") for word in left):
            return False
    return True


def _time(claim: Claim, source: Plan, state: State) -> Period | None:
    """The time of the second figure, by the words next to it."""
    text, at, published = claim.sentence.text, claim.sentence.start, state.article.published
    segment = SEGMENT.match(text[claim.end - at :])
    behind = segment.group() if segment is not None else ""
    ahead = LEADS.search(text[: claim.start - at])
    if (span := FROM_TO.search(behind)) is not None:
        made = source.candidate.measure.derived
        days = [_before(period, source) for name in ("first", "last")
                for period in [_named(f"in {span[name]}", state)] if period is not None]
        if len(days) != 2 or not isinstance(made, ChangeOf) or days[0].start is None or days[1].start is None:
            return None
        return days[1] if durations.months_between(days[0].start, days[1].start) % 12 == made.months else None
    for words in (behind, ahead["rest"] if ahead is not None else ""):
        told = periods.find(words, published=published)
        if len(told) > 1:
            return None
        if told:
            return _counted(told[0], source)
    return None


def _counted(mention: PeriodMention, source: Plan) -> Period | None:
    cell = source.moment.cell
    if mention.role == "earlier" and mention.shift is not None:
        return shifted(cell, mention.shift) if cell is not None else None
    return _before(mention.period, source) if mention.role in ("at", "in") and mention.period is not None else None


def _named(words: str, state: State) -> Period | None:
    found = periods.find(words, published=state.article.published)
    return found[0].period if len(found) == 1 else None


def _before(period: Period, source: Plan) -> Period:
    """A month that names no year, as the last one of that name before the first figure's."""
    cell = source.moment.cell
    if period.start is None or cell is None or cell.start is None or names_year(period.text):
        return period
    years = cell.start.year - period.start.year
    same = shifted(period, Shift(months=12 * years))
    return same if same.start is not None and same.start < cell.start else shifted(same, Shift(months=-12))
