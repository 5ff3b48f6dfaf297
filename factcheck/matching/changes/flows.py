"""Flows: what was added or lost in a time, told as a count ("250,000 jobs were created") or by the month on average.

The jobs created under a president are the change of their number from the month in which he took office to the one in
which he left it; so many "a month" are the mean of what each month of that time brought.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from claims.model import Basis, Claim, Direction, Granularity, Kind, Period, Source
from claims.model import Change as StatedChange
from claims.vocabulary import administrations, periods
from factcheck.matching.asking import scoring
from factcheck.matching.asking.plan import Plan
from factcheck.matching.asking.preference import behind, worst_refusal
from factcheck.matching.asking.state import State
from factcheck.matching.asking.times import Moment
from factcheck.matching.carried import naming
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.reading.readings import readings_of
from factcheck.queries.algebra import Value
from factcheck.queries.periods import parts
from factcheck.references.derived import ChangeOf
from factcheck.references.model import Dataset, Measure

MADE = re.compile(
    r"^\W*(?:were|was|have been|had been) (?:\w+ly )?"
    r"(?:created|added|gained|lost|shed|cut|axed|slashed|eliminated)\b", re.I)
NUMBER_OF = re.compile(
    r"\bnumber of (?P<what>(?:[a-z]+ )?(?:jobs|positions|workers))(?: that (?:were|have been))? "
    r"(?P<how>created|added|gained|lost|shed|cut|eliminated)\b", re.I)
"""What leads to a count of what was made: "the number of jobs created since 1993 is 22 million"."""
MADE_BEFORE = re.compile(
    r"\b(?:created|generated|produced|took on|taken on|hired|laid off|eliminated|axed|slashed)"
    r"(?: (?:a net|another|some|a total of))?$", re.I)
FEWER = re.compile(r"\b(?:laid off|eliminated|axed|slashed)\b", re.I)
TAKEN = re.compile(r"\b(?:slash(?:ed|ing|es)?|trimm(?:ed|ing)|reduc(?:ed|ing)|ax(?:ed|ing)|eliminat(?:ed|ing))"
                   r"(?: (?:a net|another|some|a total of))? $", re.I)
"""Right before a figure whose direction was not read: so many fewer."""
LOST = re.compile(r"\b(?:lost|shed|cut|eliminated|axed|slashed)\b", re.I)
GOES_ON = re.compile(r"\b(?:after|following|compared with|compared to|versus|against|from|than)$|^$", re.I)
"""What leads from one flow to another, told by its number alone: "cut 524,000 jobs in December, after 584,000"."""
GOES_ON_FROM = re.compile(r"^(?:after|following)$", re.I)
EACH = re.compile(r"^\W*(?:new |net )?(?:jobs? |workers? |positions? )?"
                  r"(?:(?:a|per|each|every) (?P<unit>week|month|quarter|year)"
                  r"|(?P<ly>week|month|quarter|year)ly)\b", re.I)
"""Right behind a number: so many in each such time."""
EACH_AHEAD = re.compile(
    r"\b(?:(?:average|mean) )?(?P<ly>week|month|quarter|year)ly (?:average )?(?:payroll|job|employment|hiring)s? ?"
    r"(?:growth|gains?|losses|increases?|additions?|creation)\b", re.I)
"""Before a number: the flow of each such time ("monthly job growth averaged 166,000")."""
_STEP = {"week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "annual"}


def as_change(claim: Claim, state: State) -> Claim:
    """The claim as what it is: "250,000 jobs were created" counts a change, and none that are there."""
    claim = _in_office(_counted_since(_at_a_pace(claim)), state)
    if claim.kind is Kind.CHANGE and GOES_ON_FROM.search((claim.before or "").strip()):
        source, plan = state.claims.get(claim.antecedent or ""), state.plan_of(claim.antecedent)
        if plan is not None and plan.candidate.measure.signed and source is not None and source.kind is Kind.CHANGE:
            alone = {"start_claim": None, "end_claim": None, "baseline": None, "inherited": False}
            return claim.model_copy(update=alone)
    if claim.kind is not Kind.COUNT:
        return _taken(claim)
    if not claim.inherited and (made := MADE.search(claim.after or "")) is not None:
        return _changed(claim, down=LOST.search(made.group()) is not None)
    if not claim.inherited and (made := MADE_BEFORE.search(claim.before or "")) is not None:
        return _changed(claim, down=FEWER.search(made.group()) is not None)
    if (told := NUMBER_OF.search(claim.before or "")) is not None:
        claim = claim.model_copy(update={"counted": told["what"], "head": None, "modifiers": ()})
        return _since(_changed(claim, down=LOST.search(told["how"]) is not None), state)
    source = state.claims.get(claim.antecedent or "")
    plan = state.plan_of(claim.antecedent)
    if not claim.inherited or source is None or plan is None or source.change is None or source.change.by is None:
        return claim
    if plan.candidate.measure.signed and source.kind is Kind.CHANGE and GOES_ON.search((claim.before or "").strip()):
        # "cut 524,000 workers in December, after 584,000 in November": cut, too
        return claim.model_copy(update={
            "kind": Kind.CHANGE, "inherited": False, "counted": plan.candidate.words, "head": None,
            "change": source.change.model_copy(update={"from_": None, "to": None, "by": claim.quantity.low})})
    return claim


def _taken(claim: Claim) -> Claim:
    """A change whose direction was not read, as a fall where its verb says so: "slashed 769,000 jobs"."""
    change, ahead = claim.change, claim.ahead
    if change is None or change.direction is not Direction.UNKNOWN or TAKEN.search(ahead) is None:
        return claim
    return claim.model_copy(update={"change": change.model_copy(update={"direction": Direction.DOWN})})


PACE = re.compile(r"^(?:annual(?:ized)? |yearly |seasonally adjusted )*(?:pace|rate|clip|speed)\b", re.I)
AT_A_RATE = re.compile(r"\bat an? (?:[\w-]+ ){0,3}(?:rate|pace|clip|speed) of$")
_ROSE = re.compile(
    r"\b(?:grew|grow(?:n|ing)?|expand(?:ed|ing)|rose|ris(?:en|ing)|increas(?:ed|ing)|climbed|advanced)\b", re.I)
_FELL = re.compile(
    r"\b(?:shr[aiu]nk(?:ing)?|contract(?:ed|ing)|fell|fall(?:en|ing)|declin(?:ed|ing)|dropped|slid)\b", re.I)


def _at_a_pace(claim: Claim) -> Claim:
    """A pace as the change that it is: "shrank at a 1.6% annual rate"; "up from 3.8%" tells another one beside it."""
    if claim.kind is Kind.CHANGE and claim.change is not None and claim.change.by is not None \
            and claim.change.from_ is not None and AT_A_RATE.search(claim.before or ""):
        alone = claim.change.model_copy(update={"from_": None})
        return claim.model_copy(update={"change": alone, "start_claim": None, "antecedent": None, "baseline": None})
    if claim.kind not in (Kind.SHARE, Kind.RATE) or claim.change is not None or claim.quantity.unit != "percent":
        return claim
    before = f"{claim.shared or ''} {claim.before or ''}"
    fell, rose = _FELL.search(before), _ROSE.search(before)
    words = f"{claim.before or ''} "
    led = re.search(r"\bat an? (?:[\w-]+ ){0,3}(?:(?:rate|pace|clip|speed) of )?$", words) is not None
    if not led or not PACE.search(claim.counted or "") or (fell is None) == (rose is None):
        return claim
    way = Direction.DOWN if fell else Direction.UP
    change = StatedChange(direction=way, by=claim.quantity.low, basis=Basis.PERCENT)
    return claim.model_copy(update={"kind": Kind.CHANGE, "change": change})


def _changed(claim: Claim, *, down: bool) -> Claim:
    way = Direction.DOWN if down else Direction.UP
    change = StatedChange(direction=way, by=claim.quantity.low, basis=Basis.ABSOLUTE)
    update: dict[str, object] = {"kind": Kind.CHANGE, "change": change}
    period = claim.period
    if period is not None and period.start and period.end and (period.end - period.start).days > 100 and (
            re.search(rf"\bsince\b[^,;]*{re.escape(period.text or 'since')}|^since\b", _since_text(claim), re.I)):
        update["baseline"] = Period(start=period.start, end=period.start, granularity=Granularity.DAY, text=period.text)
    return claim.model_copy(update=update)


def _since_text(claim: Claim) -> str:
    """What says since when: the words of the time, where they begin with it, else the sentence."""
    text = (claim.period.text or "") if claim.period is not None else ""
    return text if text.lower().startswith("since") else claim.sentence.text


def _counted_since(claim: Claim) -> Claim:
    """A change that is dated by what it is counted from: "lost 8 million jobs since the recession began in 2007"."""
    period, change = claim.period, claim.change
    if claim.kind is not Kind.CHANGE or change is None or change.by is None or claim.baseline is not None:
        return claim
    if period is None or not period.text or period.start is None:
        return claim
    if not re.search(rf"\bsince [^,;]*\b(?:in|of|on) {re.escape(period.text)}", claim.sentence.text):
        return claim
    return claim.model_copy(update={"baseline": period, "period": None})


def _since(claim: Claim, state: State) -> Claim:
    """With the time since which it is counted, where what leads to it names one: "created since January 1993"."""
    if claim.period is not None:
        return claim
    for mention in periods.find(claim.before or "", published=state.article.published):
        if mention.role == "since" and mention.period is not None and mention.period.start is not None:
            start, grain = mention.period.start, mention.period.granularity
            first = periods.parse_cell(start.strftime("%Y-%m" if grain is Granularity.MONTH else "%Y-%m-%d"))
            return claim.model_copy(update={"period": mention.period, "baseline": first})
    return claim


def _in_office(claim: Claim, state: State) -> Claim:
    """A change that is told of somebody's time in office and has no other: from its beginning to its end."""
    counts = claim.kind is Kind.COUNT or (
        claim.kind is Kind.CHANGE and claim.change is not None and claim.change.by is not None)
    if not counts or claim.baseline is not None or claim.start_claim is not None:
        return claim
    span = _tenure(claim, state)
    if span is None or span.start is None or (claim.kind is Kind.COUNT and claim.change is None):
        return claim
    first = Period(start=span.start, end=span.start, granularity=Granularity.DAY, text=span.text)
    told = {name: _untimed(getattr(claim, name)) for name in ("predicate", "before", "after", "shared")}
    return claim.model_copy(update={**told, "period": span, "baseline": first, "period_source": Source.STATED})


def _tenure(claim: Claim, state: State) -> Period | None:
    """Whose time in office a figure is of: what stands right behind it says so, else what leads to it."""
    behind_it = claim.behind
    published = state.article.published
    for text, at_start in ((claim.after or "", False), (behind_it, True), (claim.before or "", False),
                           (claim.shared or "", False)):
        found = administrations.spans(text, published=published)
        if found and not (at_start and len(text[: found[0].start].split()) > 4):
            return found[0].period if not at_start else None
    return None


def match_average(claim: Claim, state: State) -> Match | NoMatch | None:
    """So many a month, as the mean of what the months of its time brought; None where it is no such claim."""
    each = EACH.match(claim.behind)
    each = each or EACH_AHEAD.search(claim.before or "")
    if claim.kind not in (Kind.COUNT, Kind.CHANGE) or claim.quantity.unit not in (None, "job", "worker", "position"):
        return None
    source = state.claims.get(claim.antecedent or "")
    plan = state.plan_of(claim.antecedent)
    goes_on = claim.inherited and source is not None and plan is not None and plan.candidate.measure.signed and (
        bool(plan.moment.span))
    if each is None and not goes_on:
        return None
    span = _tenure(claim, state) or _stretch(claim)
    if span is None or span.start is None:
        return None
    unit = next((word.lower() for word in each.groupdict().values() if word), None) if each is not None else None
    return _mean(claim, span, unit, plan if goes_on else None, state)


def _stretch(claim: Claim) -> Period | None:
    """The claim's own time, where it is longer than one month."""
    period = claim.period
    if period is None or period.start is None or period.end is None:
        return None
    return period if (period.end - period.start).days > 45 else None


def _mean(claim: Claim, span: Period, unit: str | None, source: Plan | None, state: State) -> Match | NoMatch | None:
    def admits(dataset: Dataset, measure: Measure) -> bool:
        made, step = measure.derived, dataset.time_of(measure.name).frequency
        return isinstance(made, ChangeOf) and made.basis is Basis.ABSOLUTE and made.months == 1 and (
            unit is None or step == _STEP[unit])

    words = f"{claim.shared or ''} ; {claim.before or ''}"
    asked = claim.model_copy(update={"kind": Kind.CHANGE, "change": claim.change or StatedChange(
        direction=Direction.UP, by=claim.quantity.low, basis=Basis.ABSOLUTE)})
    flow = FLOW.search(claim.before or "")
    named = claim.counted or (flow.group() if flow is not None else None)
    named = named or naming.measure_in(words, asked, state) or (source.candidate.words if source else None)
    if named is None and source is None:
        return None
    update = {"counted": source.candidate.words if source is not None else named, "head": None, "modifiers": (),
              "inherited": False, "period": None, "baseline": None, "sentence": _without_each(claim),
              "predicate": _plain(claim.predicate), "after": _plain(claim.after), "before": _plain(claim.before)}
    asked = asked.model_copy(update=update)
    scored, refusals = readings_of(asked, state, changing=True, admits=admits)
    scored = [one for one in scored if isinstance(one.reading.query, Value)
              and one.reading.score >= scoring.weights()["threshold"]]
    if not scored:
        return worst_refusal(refusals)
    best, *rest = scored
    moment = _moment(best.plan, span, state)
    if moment is None:
        return NoMatch(reason="out_of_coverage", detail={"period": span.text or str(span.start)})
    made = best.plan.at(moment)
    state.plans[claim.id] = made
    return Match(reading=best.reading.model_copy(update={"query": Value(of=made.selection()), "brackets": ()}),
                 rejected=tuple(behind(best, one) for one in rest))


FLOW = re.compile(r"\b(?:payroll|job|employment|hiring) (?:growth|gains?|creation|losses)\b", re.I)
"""What names a flow of jobs in what leads to its mean."""


def _plain(text: str | None) -> str | None:
    """A stretch without what says that it is so many each month, and in whose time."""
    return _MONTHLY.sub(" ", untimed) if (untimed := _untimed(text)) is not None else None


def _untimed(text: str | None) -> str | None:
    """A stretch without what says in whose time in office it was."""
    for mention in reversed(administrations.spans(text or "", published=None)):
        text = f"{(text or '')[: mention.start]} {(text or '')[mention.end :]}"
    return text


_MONTHLY = re.compile(
    r"\b(?:a|per|each|every) (?:week|month|quarter|year)\b|\b(?:weekly|monthly|quarterly)\b"
    r"|\b(?:on average|an average of|averag(?:ed?|es|ing))\b", re.I)


def _without_each(claim: Claim) -> object:
    text = claim.sentence.text
    for mention in administrations.spans(text, published=None):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    blank = _MONTHLY.sub(lambda found: " " * len(found.group()), text)
    return claim.sentence.model_copy(update={"text": blank})


def _moment(plan: Plan, span: Period, state: State) -> Moment | None:
    """The periods of a series whose middle lies in a stretch of time, where the table holds them all."""
    spec = plan.candidate.dataset.time_of(plan.candidate.measure.name)
    if spec.column is None or span.start is None:
        return None
    snapshot, last = plan.moment.snapshot, plan.moment.period
    held = [cell for cell in state.library.cells(plan.candidate.dataset.name, snapshot).distinct(spec.column) if cell]
    inside = [(middle, cell) for cell in held if (middle := _middle(cell)) is not None and span.start <= middle
              and (span.end is None or middle <= span.end)]
    inside = sorted(one for one in inside if last is None or one[1] <= last)
    if len(inside) < 2 or inside[0][0] > span.start + timedelta(days=46):
        return None
    return replace(plan.moment, period=None, span=tuple(cell for _, cell in inside))


def _middle(cell: str) -> date | None:
    """The middle of a month, the time of its survey: January's is of whoever left office on the 20th."""
    named = parts(cell)
    return date(named[0], named[1], 15) if named is not None and len(named) == 2 else None
