"""Changes that a table states as such: "consumer prices rose 2.9% from a year earlier", "employers added 22,000 jobs".

A measure that is itself a change (inflation, jobs added) is meant where its words stand, where it is told in the same
terms, and where it takes as long as the text says. "Inflation rose 2.9%" is then inflation of 2.9%, and no inflation
that is 2.9% higher than before.
"""

from __future__ import annotations

import re
from datetime import date

from claims.model import Basis, Claim, Granularity, Period
from claims.vocabulary.intervals import granularity
from claims.vocabulary.words import stem
from factcheck.matching.asking import scoring
from factcheck.matching.asking.preference import admitted, behind, refused, worst_refusal
from factcheck.matching.asking.state import Scored, State
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.reading.readings import readings_of
from factcheck.matching.words import durations
from factcheck.references.derived import ChangeOf
from factcheck.references.model import Dataset, Measure

_COMPARED = re.compile(r"\b(?:fewer|less)\b(?! than)|\d[^a-z]*\bmore\b", re.I)
"""A figure that is told beside another one: "911,000 fewer jobs than first reported"."""


def stated_change(claim: Claim, state: State) -> Match | NoMatch | None:
    """The change as a measure of its own; None where no such measure is spoken of, so that two levels are compared."""
    if claim.change is None or claim.change.by is None or claim.start_claim is not None:
        return None
    claim = _of_its_quarter(claim)

    def admits(dataset: Dataset, measure: Measure) -> bool:
        if not measure.signed or not _same_terms(claim, measure):
            return False
        return _as_long(claim, dataset, measure, state.article.published) is not False

    asked = _at_its_end(claim, state)
    if asked is None:
        return NoMatch(reason="unresolved_time")
    scored, refusals = readings_of(asked, state, changing=True, admits=admits)
    if not scored:
        return worst_refusal(refusals) if refusals else None
    threshold = scoring.weights()["threshold"]
    scored = [one for one in scored if one.reading.score >= threshold]
    if not scored:
        return NoMatch(reason="no_reference")
    first, *others = sorted(scored, key=lambda one: _unsaid(claim, one, state))
    state.plans[claim.id] = first.plan
    allowed = [one for one in others if _unsaid(claim, one, state)]
    rejected = tuple(behind(first, one) for one in others if one not in allowed)
    return Match(reading=first.reading, admissible=admitted(first, allowed), rejected=rejected,
                 refused=refused(refusals, first))


def _same_terms(claim: Claim, measure: Measure) -> bool:
    """Whether the claim is told as the measure is: in percent, in points, in its unit."""
    basis = claim.change.basis if claim.change is not None else None
    if not isinstance(measure.derived, ChangeOf):
        unit = claim.quantity.unit
        return basis is Basis.ABSOLUTE and unit is not None and stem(unit) == stem(measure.unit)
    if basis is Basis.ABSOLUTE and measure.derived.basis is Basis.ABSOLUTE:
        if _COMPARED.search(claim.figure):
            return False
        unit = claim.quantity.unit
        return unit in (None, "person", "people", measure.unit) or stem(unit) in {stem(word) for word in measure.words}
    return basis is measure.derived.basis


def _as_long(claim: Claim, dataset: Dataset, measure: Measure, published: date | None) -> bool | None:
    """Whether the measure's change takes the time that the claim states; None where the claim leaves that open."""
    made = measure.derived
    if not isinstance(made, ChangeOf):
        return True
    months = durations.months(claim, published, at_a_rate=made.per_year is not None)
    return None if months is None else months == made.months


def _unsaid(claim: Claim, scored: Scored, state: State) -> bool:
    """Whether the claim leaves open how long its change takes and the reading takes more than one step of its table."""
    candidate = scored.plan.candidate
    made = candidate.measure.derived
    open_ = _as_long(claim, candidate.dataset, candidate.measure, state.article.published) is None
    time = candidate.time
    return open_ and isinstance(made, ChangeOf) and made.months != durations.STEP.get(time.frequency or "")


def _at_its_end(claim: Claim, state: State) -> Claim | None:
    """The claim at the end of its change: August of "the 12 months through August"; None for a time that is unread."""
    period, published = claim.period, state.article.published
    if period is None or _is_norm(period):
        left = durations.named_beside(claim, state.claims.in_sentence(claim), published)
        if len(left) > 1:
            return None
        return claim.model_copy(update={"period": left[0] if left else None})
    if period.start is None or period.end is None:
        return claim
    from_to = claim.baseline is not None and claim.baseline.start == period.start
    if (period.end - period.start).days <= 100 and not from_to:
        return claim
    if period.granularity is Granularity.YEAR:
        return claim
    if published is not None and period.end >= published:
        return claim.model_copy(update={"period": None})
    last = Period(start=period.end.replace(day=1), end=period.end, granularity=Granularity.MONTH, text=period.text)
    return claim.model_copy(update={"period": last})


def _of_its_quarter(claim: Claim) -> Claim:
    """A change told at a yearly rate of the quarter that its months are: "at a 3.8% annual rate from April to June"."""
    period = claim.period
    if period is None or period.start is None or period.end is None:
        return claim
    if not durations.AT_A_RATE.search(claim.sentence.text):
        return claim
    if granularity(period.start, period.end) is not Granularity.QUARTER:
        return claim
    quarter = period.model_copy(update={"granularity": Granularity.QUARTER})
    own = claim.baseline is not None and claim.baseline.start == period.start
    return claim.model_copy(update={"period": quarter, "baseline": None if own else claim.baseline})


def _is_norm(period: Period) -> bool:
    """Whether a span is so long that it is what a value is told against, as "the 1951-1980 average" is."""
    return period.start is not None and period.end is not None and (period.end - period.start).days > 3650
