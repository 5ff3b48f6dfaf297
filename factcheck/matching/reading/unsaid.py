"""The words by a figure that limit it to what a table cannot tell apart, each of which refuses a reading of it."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary.time_words import either, vocabulary
from claims.vocabulary.words import content_words, stem
from claims.vocabulary.years import names_year
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.shapes import Slots
from factcheck.matching.asking.state import State
from factcheck.matching.carried import ellipsis
from factcheck.matching.doubts import done_by
from factcheck.matching.doubts.another_place import of_the_places_own
from factcheck.matching.doubts.denominators import other_denominator
from factcheck.matching.doubts.obstacles import nothing_said
from factcheck.matching.doubts.restrictions import restrictions
from factcheck.matching.doubts.said_behind import narrower, said_behind
from factcheck.matching.doubts.set_apart import sets_apart
from factcheck.matching.doubts.spoken_of import counted_dimensions
from factcheck.matching.words import asides, leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.zones import Zones
from factcheck.references.derived import ChangeOf
from factcheck.references.model import Measure


def _of_another_body(candidate: Candidate, zones: Zones) -> tuple[str, ...]:
    """The body that a figure is said to be of, where the measure is never said to be: "according to the CDC"."""
    return tuple(body for body in leftovers.named(candidate.measure.excludes, zones.attribution) if body[0].isupper())


def inexpressible(
    claim: Claim, candidate: Candidate, slots: Slots, zones: Zones, words: DatasetLexicon, state: State, *,
    changing: bool,
) -> list[str]:
    """All such words but those that are merely left over in the clause; ``changing``: as for a reading."""
    return [
        *slots.missing,
        *_outright(leftovers.named(candidate.measure.excludes, zones.own), claim),
        *_of_another_body(candidate, zones),
        *_but_tellers(_of_its_own(
            leftovers.named(candidate.measure.excludes_clause, f"{zones.own} ; {zones.near} ; {zones.clause}"),
            claim, state), claim, candidate),
        *(word for word in candidate.measure.excludes if word == (claim.speaker or "").casefold()),
        *_own_words(claim, zones, candidate),
        *leftovers.unexplained(zones.host, words.find(zones.host), part="modifiers"),
        *other_denominator(claim, candidate.measure.unit),
        *_gapped_subject(zones, words, candidate),
        *said_behind(claim, words, candidate.measure.excludes, limited=bool(slots.filters)),
        *_of_its_own(narrower(candidate), claim, state),
        *restrictions(claim, candidate, slots, words, state.claims.in_sentence(claim)),
        *of_the_places_own(claim, candidate.measure.places_own),
        *(() if changing else _flows(claim, candidate, zones)),
        *(() if changing else _went(claim, candidate)),
        *_the_rest(claim, slots),
        *_of_a_move(claim, candidate),
        *_of_another_subject(claim, words),
        *(nothing_said(zones) if candidate.over is not None or counted_dimensions(candidate) else ()),
    ]


def _but_tellers(words: tuple[str, ...], claim: Claim, candidate: Candidate) -> tuple[str, ...]:
    """The words without the table's own publisher, where it only tells the figure: "46,612 encounters, CBP said"."""
    told_by = candidate.measure.told_by
    if not words or not told_by:
        return words
    text = claim.sentence.text
    return tuple(word for word in words if not leftovers.named(told_by, word) or _counts_itself(word, text))


def _counts_itself(body: str, text: str) -> bool:
    """Whether a body stands anywhere in a sentence but where it tells what the sentence says."""
    named = re.escape(body)
    telling = re.compile(
        rf"\b{named}(?:[’']s)?(?: [a-z]+)?(?: (?:data|figures|numbers|statistics|records)\b| (?:said|says)\b)"
        rf"|\b{named}(?: has| had)? (?:put|released|published|posted|reported|announced|issued)\b"
        rf"|\b(?:according to|data from|figures from|said|released by|published by|posted by|issued by)"
        rf" (?:the )?(?:U\.S\. )?{named}\b")
    return len(telling.findall(text)) < len(re.findall(rf"\b{named}\b", text))


def _outright(words: tuple[str, ...], claim: Claim) -> tuple[str, ...]:
    """The words without those that only say whose the counted things are: "24 of the state's 38 seats"."""
    text = claim.sentence.text
    return tuple(word for word in words if not claim.places or not re.search(rf"\b{re.escape(word)}[’']s\b", text)
                 or re.search(rf"\b{re.escape(word)}\b(?![’']s)", text))


def left_over(left: tuple[str, ...], claim: Claim, words: DatasetLexicon, state: State) -> tuple[str, ...]:
    """The words of a clause that nothing explains, but those of a multiple; tentatively, those that set it apart."""
    if state.tentative:
        return sets_apart(claim, words, state.claims.before_in_sentence(claim))
    return _but_ratios(left, claim, state)


def _but_ratios(words: tuple[str, ...], claim: Claim, state: State) -> tuple[str, ...]:
    """The words without those of a multiple beside it: "10 seats, twice as many as the Democrats"."""
    if not words:
        return words
    told = {word for one in state.claims.in_sentence(claim)
            if one.kind is Kind.RATIO and one.start >= claim.end for word in one.figure.lower().split()}
    return tuple(word for word in words if word.lower() not in told)


def _of_its_own(words: tuple[str, ...], claim: Claim, state: State) -> tuple[str, ...]:
    """The words without those of the figures beside it.

    "14,427 violent crimes, including 2,735 robberies": what another figure counts or is led by limits nothing here, and
    nor does what stands at the figure that tells it again ("21,156 murders, or 6.3 per 100,000 people").
    """
    beside = [one for one in state.claims.in_sentence(claim) if one.id != claim.id]
    if not words or not beside:
        return words
    text, start = claim.sentence.text, claim.sentence.start
    after = [one for one in beside if one.start >= claim.end]
    if after and APPOSED.search(text[claim.end - start : after[0].start - start]):
        own = text[: after[0].start - start].lower()
        words = tuple(word for word in words if word.lower() in own)
    counted = (claim.counted or "").lower()
    theirs = [f"{'' if one.inherited else one.counted or ''} ; {_leading(text[: one.start - start])}".lower()
              for one in beside]
    return tuple(word for word in words if word.lower() in counted or not any(word.lower() in one for one in theirs))


def _leading(ahead: str) -> str:
    """The words that lead to a figure: "a rate of", "including"."""
    found = re.search(r"\b(?:including|excluding|(?:an? |the )?\w+ of) $", ahead)
    return found.group() if found is not None else ""


APPOSED = re.compile(r"(?:,| \() ?(?:or|a rate of)?(?: \w+){0,2} ?$", re.IGNORECASE)


MONTH = re.compile(rf"(?:{either(vocabulary()['months'])})")


def _own_words(claim: Claim, zones: Zones, candidate: Candidate) -> tuple[str, ...]:
    """The words of the counted noun phrase that the table cannot express; its unit is none: "a rate of 3.8 percent"."""
    left = leftovers.unexplained(zones.own, candidate.own, part="predicates" if candidate.inherited else "modifiers")
    if claim.places:
        # "the state's murder rate", "of the state's 38 seats"
        left = _outright(tuple(word for word in left if not ellipsis.WHOSE.fullmatch(word)), claim)
    if claim.period is not None:
        left = tuple(word for word in left if not MONTH.fullmatch(word))  # "the June rate for Ohio"
    unit = (claim.quantity.unit or "").split()
    return tuple(word for word in left if word.lower() not in unit or claim.kind is Kind.COUNT)


def of_the_clause(claim: Claim, zones: Zones, candidate: Candidate, *, changing: bool) -> tuple[str, ...]:
    """The words of the clause that the table cannot express: of "nine states banned phones", all but "states"."""
    needed = leftovers.spans(candidate.measure.requires, zones.clause)
    left = leftovers.unexplained(zones.clause, (*candidate.clause, *needed), part="predicates")
    left = asides.limiting(_without_rulers(_without_parts(left, claim), claim), claim, candidate.measure.unit)
    changing = changing or asides.is_told_before(claim, candidate.measure.unit)
    return _but_change(left, claim.change is not None or changing)


PARTS = re.compile(r":\s(?=(?:about |some |nearly )?\d)")


def _without_parts(words: tuple[str, ...], claim: Claim) -> tuple[str, ...]:
    """The words without those that stand at its parts alone: "booked 39,694 people: 36,099 arrested by ICE"."""
    text, end = claim.sentence.text, claim.within[1]
    parts = PARTS.search(text, end) if words else None
    if parts is None:
        return words
    whole = text[: parts.start()].lower()
    return tuple(word for word in words if word.lower() in whole)


RULER = re.compile(r"\b[Uu]nder (?:President |former President |Gov\. |Mr\. |Ms\. )?(?P<who>(?:[A-Z][\w’'-]+ ?){1,3})")


def _without_rulers(words: tuple[str, ...], claim: Claim) -> tuple[str, ...]:
    """The words without the name of who was in office, where a day, month or year says when: "under Biden, in 2022"."""
    period = claim.period
    if not words or period is None or period.text is None or not names_year(period.text):
        return words
    told = {name for found in RULER.finditer(claim.sentence.text) for name in found["who"].split()}
    return tuple(word for word in words if word not in told)


def _but_change(words: tuple[str, ...], changing: bool) -> tuple[str, ...]:
    """The words without those of change, where it is a change that is claimed."""
    return tuple(word for word in words if not changing or stem(word) not in leftovers.inert("changes"))


def _gapped_subject(zones: Zones, words: DatasetLexicon, candidate: Candidate) -> tuple[str, ...]:
    """The subject of a gapped clause, where the table does not know it: "..., and colleges 521"."""
    before = zones.claim.before or ""
    if not zones.claim.shared or len(before.split()) > 4:
        return ()
    named = [hit for hit in words.find(before) if hit.payload.slot == "measure"]
    if named and candidate.measure.name not in {hit.payload.name for hit in named}:
        return tuple(hit.text for hit in named)
    limits = [hit for hit in words.find(before) if hit.payload.slot not in ("measure", "noun")]
    return _but_change(leftovers.unexplained(before, limits, part="predicates"), zones.claim.change is not None)


def _flows(claim: Claim, candidate: Candidate, zones: Zones) -> tuple[str, ...]:
    """Words of happening, where the measure is a stock and the claim speaks of a span of time."""
    spec = candidate.time
    if not spec.instant:
        return ()
    if claim.change is None and any(_is_change_of(one, candidate.measure) for one in candidate.dataset.measures):
        found = MADE.search(f"{claim.before or ''} ; {zones.clause}")
        return (found.group(),) if found is not None else ()  # "the jobs created since 1993" are not all there are
    return leftovers.happened(zones.clause, claim.period) or done_by.then(claim)


REST = re.compile(r"^(?:the |its |their )?(?:other|remaining|rest)\b", re.IGNORECASE)
NEITHER = re.compile(r"\b(?:had|have|has|is|are|was|were) neither\b(?! [\w ]* nor\b)", re.IGNORECASE)


def _the_rest(claim: Claim, slots: Slots) -> tuple[str, ...]:
    """What is left when others were counted, where no category says which: "the other 32,364 had neither"."""
    if claim.kind is not Kind.COUNT or not claim.inherited or slots.filters:
        return ()
    found = REST.search(claim.figure) or NEITHER.search(claim.after or "")
    return (found.group().strip(),) if found is not None else ()


MOVED = re.compile(
    r"\b(?P<move>decline|decrease|drop|fall|loss|plunge|slide|increase|rise|gain|jump|surge|swing)s? in (?!a row\b)")


def _of_a_move(claim: Claim, candidate: Candidate) -> tuple[str, ...]:
    """What a rank is by, where that is a change and the measure is a level: "the largest decline in unemployment"."""
    found = MOVED.search(claim.figure) if claim.kind is Kind.RANK and candidate.measure.derived is None else None
    return (found["move"],) if found is not None else ()


LOSING = re.compile(r"(?P<main>[^,;:—–]+), (?:\w+ly )?(?:losing|shedding|adding|gaining|cutting|creating)\b[^,;:—–]*")
"""What leads to a change that is told of the subject of the sentence: "Hospitality was gutted, losing"."""


def _of_another_subject(claim: Claim, words: DatasetLexicon) -> tuple[str, ...]:
    """That subject's first word, where the table does not know it."""
    found = LOSING.fullmatch(claim.before or "") if claim.kind is Kind.CHANGE and not claim.places else None
    if found is None:
        return ()
    left = leftovers.unexplained(found["main"], words.find(found["main"]), part="predicates")
    first = next(iter(content_words(found["main"])), None)
    return left[:1] if left and first is not None and stem(left[0]) == first else ()


WENT = re.compile(
    r"\W*(?:of (?:the )?(?:[\w-]+ ){1,4})?(?P<how>fell|rose|declined|increased|decreased|dropped|grew|shrank|climbed)\b"
    r"(?! (?:by|to|from|about|some|nearly|more|less|\d|an?)\b)", re.IGNORECASE)


def _went(claim: Claim, candidate: Candidate) -> tuple[str, ...]:
    """What the counted things did, where that is said of kinds of them: "three of the four violent crimes fell"."""
    told = claim.kind is Kind.COUNT and claim.change is None and candidate.over is None
    behind = WENT.match(claim.sentence.text, claim.within[1]) if told else None
    return (behind["how"],) if behind is not None and not counted_dimensions(candidate) else ()


MADE = re.compile(r"\b(?:created|added|gained|lost|shed|eliminated|cut)\b", re.IGNORECASE)


def _is_change_of(measure: Measure, stock: Measure) -> bool:
    return isinstance(measure.derived, ChangeOf) and measure.derived.of == stock.name
