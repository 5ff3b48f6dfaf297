"""One claim and its match become a finding: a verdict, its reason, and what it was held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeGuard

from claims.model import Bound, Claim, Direction, Kind, Modality
from factcheck.matching.model import Match, NoMatch, Reading
from factcheck.queries.algebra import Extreme, Rank, Value, selections
from factcheck.queries.answer import Unanswered
from factcheck.queries.bare_neighbours import is_bare
from factcheck.queries.library import Library
from factcheck.queries.periods import day
from factcheck.queries.sql import to_sql
from factcheck.queries.words import in_words
from factcheck.verification import longer_records
from factcheck.verification.corrections import correct
from factcheck.verification.doubtful import doubtful
from factcheck.verification.explaining import explain
from factcheck.verification.far_off import far_off
from factcheck.verification.formatting import as_told, in_unit, plain, stated
from factcheck.verification.holding import Held, hold
from factcheck.verification.left_open import left_open
from factcheck.verification.matched import features
from factcheck.verification.misread import misread
from factcheck.verification.model import Explanation, Finding, Reference, Verdict
from factcheck.verification.phrases import claimed_direction, kind_for, said, when
from factcheck.verification.policy import Policy
from factcheck.verification.reasons import reason
from factcheck.verification.revisions import moved, revision, within_rounding, within_sources
from factcheck.verification.taken_back import taken_back
from factcheck.verification.telling import has, told
from factcheck.verification.unmatched import fields_of

_OPPOSITE = {Bound.MORE_THAN: Bound.AT_MOST, Bound.AT_LEAST: Bound.LESS_THAN, Bound.LESS_THAN: Bound.AT_LEAST,
             Bound.AT_MOST: Bound.MORE_THAN}

_MODALITIES = {Modality.FORECAST: "a forecast", Modality.HYPOTHETICAL: "a supposition", Modality.QUESTION: "a question",
               Modality.OPINION: "an opinion"}

_UNANSWERED = {"no_rows": "missing_value", "no_column": "not_in_table", "incomplete": "incomplete",
               "ambiguous_rows": "ambiguous", "zero_denominator": "not_computable", "negative_base": "not_computable",
               "bad_cell": "missing_value"}


SAYS_TOO_LITTLE = frozenset({"understated_but_true", "overstated_but_true"})
"""An open bound holds of anything on its side. That it holds of a far smaller or larger count, which the word could
also mean, says nothing for it where what the word most likely means lies on the other side."""


def judge(claim: Claim, match: Match | NoMatch, library: Library, policy: Policy, *,
          published: date | None = None, story: str | None = None, without: str | None = None) -> Finding:
    """The finding for one claim.

    ``published`` lets a later vintage be told from the one known at publication, and keeps explanations to what could
    be known; ``story`` is all of the article, where it is known. A claim fails only if every admissible reading fails.
    "More than 40 states" against 40: ``fail: bound_not_met``. ``without``: the reason for leaving a miss open that the
    rest of the article rules out.
    """
    claim = _as_told(claim, match)
    denied = taken_back(claim, story)
    affirmed = None if denied else _affirmed(claim)
    if affirmed is None:
        code = "not_a_fact" if claim.modality in _MODALITIES else "taken_back" if denied else "negated"
        return _unverifiable(claim, code, {"modality": _MODALITIES.get(claim.modality, "not asserted")})
    if isinstance(match, NoMatch):
        return _unverifiable(claim, match.reason, fields_of(claim, match, library))
    if match.rivals:
        return _agreed(claim, match, library, policy, published, story)
    first = _all_that_is_said(affirmed, match, library, policy)
    if _holds(first):
        return _turned_round(affirmed, first, library) or _passed(
            affirmed, first, library, policy, code="borne_out" if match.tentative is not None else None)
    others = [hold(affirmed, reading, library, policy) for reading in match.admissible]
    if (held := next((one for one in others if _holds(one) and not _says_too_little(one)), None)) is not None:
        other = "admissible_reading" if isinstance(first, Held) else None
        return _turned_round(affirmed, held, library) or _passed(affirmed, held, library, policy, code=other)
    for reading, answer in zip((match.reading, *match.admissible), (first, *others), strict=True):
        if isinstance(answer, Unanswered):
            return _without_value(claim, reading, answer)
    assert isinstance(first, Held)  # anything unanswered has returned
    if (meanings := _other_meanings(match, first, others, library)) is not None:
        return _unverifiable(claim, "ambiguous", {"readings": meanings}, _reference(first, library))
    return _failed(affirmed, first, library, policy, published, own_source=match.own_source,
                   several=bool(match.admissible), decided=match.decision is not None, story=story, without=without)


def _as_told(claim: Claim, match: Match | NoMatch) -> Claim:
    """The claim as its match takes it: a number that was matched as a change is held as one."""
    if not isinstance(match, Match) or match.told is None:
        return claim
    return claim.model_copy(update={"kind": Kind.CHANGE, "change": match.told})


def _all_that_is_said(claim: Claim, match: Match, library: Library, policy: Policy) -> Held | Unanswered:
    """What the reading comes to; where it holds, the first of those that have to hold with it and do not."""
    first = hold(claim, match.reading, library, policy)
    if not _holds(first):
        return first
    others = (hold(claim, reading, library, policy) for reading in match.also)
    return next((one for one in others if not _holds(one)), first)


def _holds(answer: Held | Unanswered) -> TypeGuard[Held]:
    return isinstance(answer, Held) and answer.holds


def _says_too_little(answer: Held | Unanswered) -> TypeGuard[Held]:
    return isinstance(answer, Held) and answer.assessment.reason in SAYS_TOO_LITTLE


def _without_value(claim: Claim, reading: Reading, answer: Unanswered) -> Finding:
    lone = answer.reason == "incomplete" and isinstance(reading.query, Value)
    return _unverifiable(claim, "missing_value" if lone else _UNANSWERED[answer.reason],
                         {"words": answer.detail, "detail": answer.detail} if answer.detail else {})


def _other_meanings(match: Match, first: Held, others: Sequence[Held | Unanswered], library: Library) -> str | None:
    """What else the claim may mean that says nothing for it or against it; None where it means one thing."""
    if match.doubt:
        return match.doubt
    far = [held for held in others if _says_too_little(held)]
    if far:
        return " or ".join("".join(told(held.reading.query, held.answer, library)) for held in (first, *far))
    return _also_meant(match, library) if match.unasked else None


def _also_meant(match: Match, library: Library) -> str:
    """What else the counting word means, of which the table has no value for that time."""
    titles = [library.dataset(one.dataset).measure(one.measure).title for one in match.unasked]
    return f"it may be of {' or '.join(dict.fromkeys(titles))}, of which the reference has no value for that time"


def _agreed(claim: Claim, match: Match, library: Library, policy: Policy, published: date | None,
            story: str | None) -> Finding:
    """What all matches that are as good come to; where they come to different things, that is all there is to say."""
    alone = match.model_copy(update={"rivals": ()})
    first, *others = (judge(claim, one, library, policy, published=published, story=story)
                      for one in (alone, *match.rivals))
    if all(one.verdict is first.verdict for one in others):
        return first
    readings = " or ".join(in_words(one.reading.query, library) for one in (match, *match.rivals))
    return _unverifiable(claim, "ambiguous", {"readings": readings}, first.reference)


def _affirmed(claim: Claim) -> Claim | None:
    """The claim as something that holds or not: a denied bound is the opposite bound. None where there is no such."""
    if claim.modality is Modality.ASSERTED:
        return claim
    if claim.modality is Modality.NEGATED and claim.quantity.bound in _OPPOSITE:
        bound = _OPPOSITE[claim.quantity.bound]
        return claim.model_copy(update={"quantity": claim.quantity.model_copy(update={"bound": bound})})
    return None


def _unverifiable(claim: Claim, code: str, fields: Mapping[str, str], reference: Reference | None = None) -> Finding:
    return Finding(claim=claim.id, verdict=Verdict.UNVERIFIABLE, reason=code, message=reason(code).message(fields),
                   reference=reference)


def _passed(claim: Claim, held: Held, library: Library, policy: Policy, *, code: str | None = None) -> Finding:
    code, fields = code or held.assessment.reason, _fields(claim, held, library)
    if (last := longer_records.since_when(claim, held, library, policy)) is not None:
        code, fields = "longer_record", fields | {"last": last}
    return Finding(claim=claim.id, verdict=Verdict.PASS, reason=code, message=reason(code).message(fields),
                   reference=_reference(held, library))


def _turned_round(claim: Claim, held: Held, library: Library) -> Finding | None:
    """The end of a change whose ends, as stated and as the table has them, lie the other way: "rose from 5 to 4"."""
    change = claim.change
    if change is None or change.from_ is None or change.to is None or claim.kind is Kind.RANK:
        return None
    rose = {Direction.UP: change.to > change.from_, Direction.DOWN: change.to < change.from_}.get(change.direction)
    if rose is not False or change.to == change.from_ or not isinstance(held.reading.query, Value):
        return None
    value, asof = told(held.reading.query, held.answer, library)
    fields = {"claimed": claimed_direction(claim), "value": value, "asof": asof, "start": plain(change.from_),
              "end": plain(change.to)}
    return Finding(claim=claim.id, verdict=Verdict.FAIL, reason="ends_contradict", reference=_reference(held, library),
                   message=reason("ends_contradict").message(fields))


def _failed(claim: Claim, held: Held, library: Library, policy: Policy, published: date | None, *,
            own_source: bool = False, several: bool = False, decided: bool = False, story: str | None = None,
            without: str | None = None) -> Finding:
    fields, reference = _fields(claim, held, library), _reference(held, library)
    if moved(held, library):
        return _unverifiable(claim, "too_stale", fields | {"as_of": day(selections(held.reading.query)[0].as_of)},
                             reference)
    revised = revision(held, library, policy, published=published)
    if revised is not None and revised != without:
        return _unverifiable(claim, revised, fields, reference)
    if within_rounding(held, library):
        return _unverifiable(claim, "inexact_reference", fields, reference)
    if not own_source and without != "sources_differ" and within_sources(held, library):
        return _unverifiable(claim, "sources_differ", fields, reference)
    code = held.assessment.reason
    if isinstance(held.reading.query, Rank | Extreme):
        code = "rank_differs"
    message = reason(code).message(fields)
    explanation = explain(claim, held, library, policy, published=published)
    stated_whole = is_bare(selections(held.reading.query)[0])  # rows of a bare table are found by what the text names
    guessed = library.dataset(selections(held.reading.query)[0].dataset).guessed
    if explanation is not None and not stated_whole and left_open(
            claim, explanation, published=published, story=story, described=not guessed):
        return _unverifiable(claim, "left_open", fields | {"found": explanation.message}, reference)
    doubt = doubtful(claim, held, explanation, library, story) or misread(claim, held, explanation)
    if doubt is not None and not stated_whole:
        return _unverifiable(claim, "likely_misread", fields | {"doubt": doubt}, reference)
    if explanation is None and not (guessed or decided) and far_off(claim, held, policy):
        return _unverifiable(claim, "far_off", fields, reference)
    if explanation is not None:
        code, message = explanation.reason, _joined(message, explanation)
    correction = None if several or claim.modality is not Modality.ASSERTED else \
        correct(claim, held, library, policy, explanation)
    return Finding(claim=claim.id, verdict=Verdict.FAIL, reason=code, message=message, reference=reference,
                   explanation=explanation, correction=correction)


def _joined(message: str, explanation: Explanation) -> str:
    """Two sentences as one: "The reference has 831 agencies, not about 1,000; 1,000 is the number of agreements."."""
    second = explanation.message
    if len(second) > 1 and second[0].isupper() and second[1].islower():
        second = second[0].lower() + second[1:]
    return f"{message.removesuffix('.')}; {second}"


def _fields(claim: Claim, held: Held, library: Library) -> dict[str, str]:
    query = held.reading.query
    kind = kind_for(claim, query)
    quantity = in_unit(claim.quantity, held.answer.unit)
    figure = as_told(claim, held.answer.unit)
    bare = figure.model_copy(update={"bound": Bound.EXACT})
    value, asof = told(query, held.answer, library)
    fields = {
        "value": value, "asof": asof, "stated": stated(figure, kind),
        "number": stated(bare, kind), "claimed": claimed_direction(claim), "has": has(query, library),
        "exactly": "exactly" if held.assessment.value in (quantity.low, quantity.high) else "",
    }
    if held.between:
        first, last = held.between[0], held.between[-1]
        fields |= {"first": "".join(told(first.query, first.answer, library)),
                   "last": f"{said(last.query, last.answer)}{when(last.query, library)}"}
    return fields


def _reference(held: Held, library: Library) -> Reference:
    main = selections(held.reading.query)[0]
    dataset = library.dataset(main.dataset)
    snapshot = dataset.snapshot(main.snapshot)
    return Reference(
        dataset=dataset.name, title=dataset.title, measure=main.measure, snapshot=snapshot.name, as_of=main.as_of,
        retrieved=snapshot.retrieved, value=held.answer.value, unit=held.answer.unit,
        query=in_words(held.reading.query, library), sql=to_sql(held.reading.query, library),
        publisher=dataset.publisher, url=snapshot.origin_url or dataset.url, sha256=snapshot.sha256,
        score=held.reading.score, features=features(held.reading.features), asked=held.reading.query)
