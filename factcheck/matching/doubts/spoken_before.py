"""The place that the text spoke of last, where a claim names none and its table would take the whole of a country.

"Britain's debt grew. The economy shrank 0.2%" is of no American economy: a table of one country answers for it only
where nothing before the claim speaks of another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from claims.model import Claim, Kind, Place, Source
from claims.vocabulary import datelines, places
from claims.vocabulary.words import stem
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import abroad, another_year, told_as_mean, vague_starts, vague_times
from factcheck.matching.doubts.abroad import LEADS
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.words import leftovers
from factcheck.queries.algebra import selections
from factcheck.references.model import Role

FAR = 700
"""How far back the sentences before a claim are looked for."""
SENTENCES = 3
"""How many sentences of its own paragraph count; of the paragraph before, only the last."""

ENDS = re.compile(
    r"(?<=[.!?][\"”’)])\s+(?=[A-Z“\"])"
    r"|(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:St|Mr|Ms|Dr)\.)"
    r"(?<!\b(?:Gov|Sen|Rep|Mrs|Gen)\.)\s+(?=[A-Z“\"])"
)
SUBJECT_IN = re.compile(r"\W*(?:the )?(?:[\w-]+ ){1,3}(?:in|across|throughout) (?:the )?", re.IGNORECASE)
"""A subject that lies in a place: "Prices in ..."."""
THERE = re.compile(r"\b(?:[Tt]here|[Hh]ere)\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|could|can)\b)")
"""Points at a place, wherever it was spoken of; "there were" points at none."""
CHAMBER = re.compile(r"\bU\.S\. (?=(?:House|Senate|Representatives?|Senators?|Capitol)\b)")
"""Belongs to the name of a chamber, in which each state has seats, and says nothing of the whole."""


class Spoken(NamedTuple):
    """A place and whether it is another country, or a part of the one that the table is of."""

    name: str
    abroad: bool
    local: bool = False


def doubted(claim: Claim, found: Match, state: State) -> Match | NoMatch:
    """What was found for a claim, or why it stays open: of another country nothing is known.

    A part of the country may have been meant or not, so that the whole may still bear it out but not refute it.
    """
    if vague_starts.counted_from_no_day(claim, found, state):
        return opened(found, "it may be counted from any day of that time")
    as_a_mean = told_as_mean.left_open(claim, found, state)
    if as_a_mean is not found:
        return as_a_mean
    text = state.article.text
    if (told := vague_times.told(claim, found, state) or another_year.may_be_of(claim, text)
            or _one_of_two(claim, state)) is not None:
        return opened(found, told)
    if (told := _as_the_one_before(claim, found, state)) is not None:
        return opened(found, told)
    scope = _whole_of(claim, found, state)
    before = None if scope is None else _spoken_before(claim, state, scope)
    if before is None:
        return found
    told = f"it may be of {before.name}"
    return NoMatch(reason="ambiguous", detail={"readings": told}) if before.abroad else opened(found, told)


def opened(found: Match, told: str) -> Match:
    """The match with a doubt: its value may bear a figure out, and not refute it."""
    return found.model_copy(update={"doubt": told, "rivals": tuple(opened(one, told) for one in found.rivals)})


def _as_the_one_before(claim: Claim, found: Match, state: State) -> str | None:
    """The doubt of the figure that one leans on which names no measure: "the rate", after one that may be Ohio's."""
    if claim.counted and stem(claim.head or "") not in leftovers.inert("pointers"):
        return None
    told = [state.found.get(one.id) for one in state.claims.before(claim)]
    before = next((one for one in reversed(told) if isinstance(one, Match)), None)
    if before is None or not before.doubt or abroad.named("whole").search(claim.sentence.text):
        return None
    same = {(one.dataset, one.measure) for one in selections(before.reading.query)}
    return before.doubt if {(one.dataset, one.measure) for one in selections(found.reading.query)} & same else None


PRONOUN = re.compile(r"\W*(?:(?:and|but|yet|so|still|then) )?(?:it|its|they|their|he|she|his|her)\b", re.IGNORECASE)
"""A sentence that begins with a word for what was spoken of before."""


def _one_of_two(claim: Claim, state: State) -> str | None:
    """Which places a pronoun may stand for: "Florida has more people than New York. It grew 2%"."""
    if not claim.places or PRONOUN.match(claim.sentence.text) is None or places.find(claim.sentence.text):
        return None
    _, sentences = sentences_before(state.article.text[: claim.sentence.start])
    named = dict.fromkeys(mention.place.name for mention in places.find(sentences[0])) if sentences else {}
    given = {place.name for place in claim.places}
    return f"it may be of {' or '.join(named)}" if len(named) > 1 and given & set(named) else None


def _whole_of(claim: Claim, found: Match, state: State) -> str | None:
    """The country whose whole was asked for without being named; None where a place was read."""
    stated = claim.places and claim.places_source is not Source.ASSUMED and not CHAMBER.search(claim.sentence.text)
    if stated or claim.kind is Kind.RANK or found.decision:
        return None
    for one in selections(found.reading.query):
        dataset = state.library.dataset(one.dataset)
        if dataset.scope is None:
            return None
        totals = {d.name: d.total for d in dataset.dimensions if d.role is Role.PLACE}
        if any(c.column in totals and c.values != (totals[c.column],) for c in one.where):
            return None
    return state.library.dataset(selections(found.reading.query)[0].dataset).scope


def _spoken_before(claim: Claim, state: State, scope: str) -> Spoken | None:
    own = CHAMBER.sub("", claim.sentence.text[datelines.end(claim.sentence.text):])
    written = None if abroad.named("from_abroad").search(own) else _written_abroad(claim, state, scope)
    if (told := _in_its_own(claim, own, state, scope)) is not None:
        return told
    if abroad.named("whole").search(own) and written is None:
        return None
    text = state.article.text[: claim.sentence.start]
    american = abroad.named("american").search(own) is not None
    line, sentences = sentences_before(text)
    near = bool(sentences) and not text.endswith(("\n", "\r"))
    pointed = near and POINTS_BACK.match(own) is not None
    if pointed and not american and (named := _only_in(sentences[0], scope, pointed=True)) is not None:
        return named
    for back, sentence in enumerate(sentences):
        spoken = _at_the_head(sentence, scope)
        if spoken is None and not _names(sentence, scope):
            continue
        if not _names(sentence, scope) and spoken is not None and not spoken.abroad:
            alone = len({one.place.name for one in places.find(sentence)}) == 1
            whole = is_national(own) and not spoken.local  # a body of the whole country has said so
            return spoken if near and back == 0 and alone and not whole else None
        return _of_another(sentence, spoken, written, line, scope, first=back == 0, own=own)
    if near and not is_national(own) and (named := _only_in(sentences[0], scope, pointed=False)) is not None:
        return named
    dateline = written or _dateline(state.article.text[: claim.start], scope, american=american)
    return dateline or (None if american else _of_the_story(claim, state, scope))


def _of_the_story(claim: Claim, state: State, scope: str) -> Spoken | None:
    """The other country that the story lends a figure, which nothing nearer speaks against."""
    lent = state.assumed.get(claim.id)
    if claim.places or lent is None or lent.places_source is not Source.ASSUMED or len(lent.places) != 1:
        return None
    spoken = _spoken(lent.places[0], scope)
    return Spoken(spoken.name, abroad=False) if spoken is not None and spoken.abroad else None


def _in_its_own(claim: Claim, own: str, state: State, scope: str) -> Spoken | None:
    """The place that a claim's own sentence points at, or that who tells it stands for."""
    if not abroad.named("from_abroad").search(own) and (teller := abroad.told_by(own)) is not None:
        return None if teller.endswith(scope.lower()) else Spoken(teller, abroad=True)
    if abroad.named("whole").search(own):
        return None
    if not claim.places and THERE.search(own):
        return Spoken("the place that it points at", abroad=False)
    if abroad.named("american").search(own):
        return None
    if (named := abroad.stands_for(own)) is not None:
        return None if named.endswith(scope.lower()) else Spoken(named, abroad=True)
    return _of_its_list(own, state.article.text[: claim.sentence.start], scope)


def _of_another(sentence: str, spoken: Spoken | None, written: Spoken | None, line: str, scope: str, *,
                first: bool, own: str) -> Spoken | None:
    """Another country that a sentence before begins with; beside ours it may be either."""
    american = abroad.named("american").search(own) is not None
    if _names(sentence, scope):
        beside = spoken if spoken is not None and spoken.abroad and first and not american else written
        return None if beside is None else Spoken(beside.name, abroad=False)
    if spoken is not None and american and first and not is_national(own):
        return Spoken(spoken.name, abroad=False)
    return None if american or _written_in(line, scope) else spoken


def is_national(own: str) -> bool:
    """Whether a sentence speaks of the whole country, by a word that is not said of its parts as well."""
    parts = abroad.named("of_a_part")
    return any(parts.fullmatch(one.group()) is None for one in abroad.named("american").finditer(own))


POINTS_BACK = re.compile(
    r"\W*(?:[Tt]he (?:list|count|roster|total|tally|group)|[Tt]h(?:ey|ese|ose)|[Aa]mong them|[Ii]t)\b")
"""A sentence that goes on about what the one before was about."""


def _only_in(sentence: str, scope: str, *, pointed: bool) -> Spoken | None:
    """The one place that a sentence names, wherever it stands: another country, or a city; a state if pointed at."""
    named = [one for one in places.find(sentence) if one.confident]
    if len({one.place.name for one in named}) != 1:
        return None
    spoken = _spoken(named[0].place, scope)
    told = spoken is not None and (spoken.abroad or spoken.local or pointed)
    return Spoken(spoken.name, abroad=False) if spoken is not None and told else None


def _written_abroad(claim: Claim, state: State, scope: str) -> Spoken | None:
    """The country that a report was written in, where that is another: what it tells without a place is of there."""
    found = _first_dateline(state.article.text)
    if found is None or found[0] > claim.start:
        return None
    mention = next(iter(places.find(found[1].title())), None)
    spoken = _spoken(mention.place, scope) if mention is not None else None
    return spoken if spoken is not None and spoken.abroad else None


@lru_cache(maxsize=4)
def _first_dateline(text: str) -> tuple[int, str] | None:
    """Where the first dateline of an article ends, and its words."""
    at = 0
    for line in text.splitlines(keepends=True):
        if end := datelines.end(line):
            return at + end, line[:end]
        at += len(line)
    return None


ITEM = re.compile(r"\s*(?:[-•*–—]|\d{1,2}[.)])\s")
"""How an item of a list begins."""


ABOVE = 6
"""How many lines above a list are looked through for its place."""


def _of_its_list(own: str, text: str, scope: str) -> Spoken | None:
    """The place within the country that stands first above a list whose item the sentence is."""
    if ITEM.match(own) is None:
        return None
    lines = [line for line in text.splitlines() if line.strip() and not ITEM.match(line)]
    for above in reversed(lines[-ABOVE:]):
        named = [one for one in places.find(above) if one.place.kind in ("state", "territory")]
        if named:
            whole = abroad.named("american").search(above)
            return None if whole is not None and whole.start() < named[0].start else _spoken(named[0].place, scope)
    return None


def sentences_before(text: str) -> tuple[str, list[str]]:
    """The line that goes before, and its sentences, the nearest first: of another paragraph only the last."""
    near = text[-FAR:]
    lines = near.splitlines()
    own = bool(lines) and not near.endswith(("\n", "\r")) and bool(lines[-1][datelines.end(lines[-1]):].strip())
    line = lines[-1] if own else next((one for one in reversed(lines) if one.strip()), "")
    said = ENDS.split(line[datelines.end(line):].strip())
    return line, said[::-1][: SENTENCES if own else 1]


def _written_in(line: str, scope: str) -> bool:
    """Whether a line says that it was written in the country: "WASHINGTON — Canada and Mexico ..."."""
    end = datelines.end(line)
    mention = next(iter(places.find(line[:end].title())), None) if end else None
    return mention is not None and not getattr(_spoken(mention.place, scope), "abroad", False)


def _names(sentence: str, scope: str) -> bool:
    """Whether a sentence names the country, or what stands for it."""
    return abroad.named("american").search(sentence) is not None or any(
        mention.place.name == scope for mention in places.find(sentence))


def _at_the_head(sentence: str, scope: str) -> Spoken | None:
    """The place that a sentence begins with, or that its subject lies in; all the world, wherever it is named."""
    if (named := abroad.stands_for(sentence)) is not None:
        return None if named.endswith(scope.lower()) else Spoken(named, abroad=True)
    if scope != "World" and abroad.named("worldwide").search(sentence) is not None:
        return Spoken("the world", abroad=True)
    mentions = places.find(sentence)
    if not mentions:
        return None
    first = mentions[0]
    place = _spoken(first.place, scope)
    if place is None or not first.confident:
        return None
    leads = LEADS.fullmatch(sentence, 0, first.start) or sentence[: first.start] == ""
    return place if leads or SUBJECT_IN.fullmatch(sentence, 0, first.start) else None


def _spoken(place: Place, scope: str) -> Spoken | None:
    if place.kind == "world":
        return None if place.name == scope else Spoken("the world", abroad=True)
    if place.kind == "country":
        return None if place.name == scope else Spoken(place.name, abroad=True)
    around = places.within(place)
    if place.kind == "city" and around is not None and around.kind == "country" and around.name != scope:
        return Spoken(around.name, abroad=True)
    within = place.kind in ("state", "territory", "county", "city") and place.code != "US-DC"
    return Spoken(place.name, abroad=False, local=place.kind in ("county", "city")) if within else None


def _dateline(text: str, scope: str, *, american: bool) -> Spoken | None:
    """Where the report was written: abroad until it names the country, elsewhere in its first sentence only."""
    for line in text.splitlines(keepends=True):
        end = datelines.end(line)
        if end == 0:
            continue
        mention = next(iter(places.find(line[:end].title())), None)
        spoken = _spoken(mention.place, scope) if mention is not None else None
        said = text[text.index(line) + end:]
        if spoken is None or (spoken.abroad and (american or _names(said, scope))):
            return None
        return None if not spoken.abroad and ("\n" in said or ENDS.search(said)) else spoken
    return None
