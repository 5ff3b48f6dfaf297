"""The place that the text spoke of last, where a claim names none and its table would take the whole of a country.

"Britain's debt grew. The economy shrank 0.2%" is of no American economy: a table of one country answers for it only
where nothing before the claim speaks of another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.model import Claim, Kind, Source
from claims.vocabulary import datelines, places
from claims.vocabulary.words import stem
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import (
    abroad,
    another_subject,
    another_year,
    done_by,
    local_story,
    namesakes,
    that_country,
    told_as_mean,
    vague_starts,
    vague_times,
)
from factcheck.matching.doubts.spoken_places import (
    ENDS,
    Spoken,
    as_spoken,
    at_the_head,
    is_national,
    names,
)
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.words import leftovers
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import CountWhere, Query, selections
from factcheck.references.model import Role

FAR = 700
"""How far back the sentences before a claim are looked for."""
SENTENCES = 3
"""How many sentences of its own paragraph count; of the paragraph before, only the last."""

THERE = re.compile(
    r"\b(?:[Tt]here|[Hh]ere)\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|could|can)\b)"
    rf"|\b{any_of('has_a_place')} (?:there|here)\b", re.ASCII)
"""Points at a place, wherever it was spoken of; "there were" points at none, "prices there were" does."""
CHAMBER = re.compile(r"\bU\.S\. (?=(?:House|Senate|Representatives?|Senators?|Capitol)\b)")
"""Belongs to the name of a chamber, in which each state has seats, and says nothing of the whole."""


def doubted(claim: Claim, found: Match, state: State) -> Match | NoMatch:
    """What was found for a claim, or why it stays open: of another country nothing is known.

    A part of the country may have been meant or not, so that the whole may still bear it out but not refute it.
    """
    if vague_starts.counted_from_no_day(claim, found, state):
        return opened(found, "it may be counted from any day of that time")
    if (namesake := namesakes.other_of(claim, state)) is not None:
        return opened(found, f"it may be of the {namesake}")
    as_a_mean = told_as_mean.left_open(claim, found, state)
    if as_a_mean is not found:
        return as_a_mean
    text = state.article.text
    if (told := vague_times.told(claim, found, state) or another_year.may_be_of(claim, text)
            or _one_of_two(claim, state) or done_by.to_all(claim, found, state)
            or another_subject.told(claim, state)) is not None:
        return opened(found, told)
    if (told := _as_the_one_before(claim, found, state)) is not None:
        return opened(found, told)
    if (there := _of_that_country(claim, found, state)) is not None:
        told = f"it may be of {there.name}"
        return NoMatch(reason="ambiguous", detail={"readings": told}) if there.abroad else opened(found, told)
    scope = _whole_of(claim, found, state)
    before = None if scope is None else (
        _of_a_state(claim) or _spoken_before(claim, state, scope) or _of_a_part(claim, found, state, scope))
    if before is None:
        return found
    told = f"it may be of {before.name}"
    return NoMatch(reason="ambiguous", detail={"readings": told}) if before.abroad else opened(found, told)


def _of_that_country(claim: Claim, found: Match, state: State) -> Spoken | None:
    """The other country that "the country" of a claim stands for, where ours was read."""
    if that_country.THE_COUNTRY.search(claim.sentence.text) is None:
        return None
    scope = _whole_of(claim.model_copy(update={"places": ()}), found, state)
    return that_country.told(claim, state, scope) if scope is not None else None


def _of_a_part(claim: Claim, found: Match, state: State, scope: str) -> Spoken | None:
    """The part of the country that a report is of, unless it has told other figures of the whole by the same table."""
    own = CHAMBER.sub("", claim.sentence.text[datelines.end(claim.sentence.text):])
    part = local_story.told(claim, own, state, scope)
    if part is None or isinstance(found.reading.query, CountWhere):
        return None
    told = (one.reading.query for before in state.claims.before(claim)
            if isinstance(one := state.found.get(before.id), Match) and not one.doubt and one.tentative is None
            and _whole_of(before.model_copy(update={"places": ()}), one, state) == scope)
    about = _about(found.reading.query, state)
    return None if any(query != found.reading.query and _about(query, state) & about for query in told) else part


def _about(query: Query, state: State) -> set[str]:
    """What the table of a query is, and what it is about, whichever of its publisher's tables it is."""
    main = selections(query)[0]
    family, _, _ = (state.library.dataset(main.dataset).measure(main.measure).concept or "").partition(".")
    return {main.dataset, family} - {"", "us"}


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


OF_A_STATE = re.compile(
    r"\b(?:in|across|of|around|throughout) (?:the|this|our) (?:state|commonwealth)(?![’'-])(?! of\b)|\bstatewide\b",
    re.IGNORECASE)
"""By a figure: it is of a state, which no name was read for."""
OURS_AMONG_ALL = re.compile(
    r"\W*our\b(?! (?:nation|country))[^;\n]*\bin the (?:nation|country|U\.S\.|United States)\b", re.IGNORECASE)
"""A place that only its writer knows, ranked among those of the country: "Our rate, 8.6, is sixth in the nation"."""


def _of_a_state(claim: Claim) -> Spoken | None:
    """The state that a figure points at, where no name was read for it."""
    near = f"{claim.before or ''} ; {claim.after or ''}"
    points = OF_A_STATE.search(near) or OURS_AMONG_ALL.match(claim.sentence.text)
    return Spoken("the state that is spoken of", abroad=False) if points is not None else None


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
        spoken = at_the_head(sentence, scope)
        if spoken is None and not names(sentence, scope):
            continue
        if not names(sentence, scope) and spoken is not None and not spoken.abroad:
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
    spoken = as_spoken(lent.places[0], scope)
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
    if names(sentence, scope):
        beside = spoken if spoken is not None and spoken.abroad and first and not american else written
        return None if beside is None else Spoken(beside.name, abroad=False)
    if spoken is not None and american and first and not is_national(own):
        return Spoken(spoken.name, abroad=False)
    return None if american or _written_in(line, scope) else spoken


POINTS_BACK = re.compile(
    r"\W*(?:[Tt]he (?:list|count|roster|total|tally|group)|[Tt]h(?:ey|ese|ose)|[Aa]mong them|[Ii]t)\b")
"""A sentence that goes on about what the one before was about."""


def _only_in(sentence: str, scope: str, *, pointed: bool) -> Spoken | None:
    """The one place that a sentence names, wherever it stands: another country, or a city; a state if pointed at."""
    named = [one for one in places.find(sentence) if one.confident]
    if len({one.place.name for one in named}) != 1:
        return None
    spoken = as_spoken(named[0].place, scope)
    told = spoken is not None and (spoken.abroad or spoken.local or pointed)
    return Spoken(spoken.name, abroad=False) if spoken is not None and told else None


def _written_abroad(claim: Claim, state: State, scope: str) -> Spoken | None:
    """The country that a report was written in, where that is another: what it tells without a place is of there."""
    found = _first_dateline(state.article.text)
    if found is None or found[0] > claim.start:
        return None
    mention = next(iter(places.find(found[1].title())), None)
    spoken = as_spoken(mention.place, scope) if mention is not None else None
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
            return None if whole is not None and whole.start() < named[0].start else as_spoken(named[0].place, scope)
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
    return mention is not None and not getattr(as_spoken(mention.place, scope), "abroad", False)


def _dateline(text: str, scope: str, *, american: bool) -> Spoken | None:
    """Where the report was written: abroad until it names the country, elsewhere in its first sentence only."""
    for line in text.splitlines(keepends=True):
        end = datelines.end(line)
        if end == 0:
            continue
        mention = next(iter(places.find(line[:end].title())), None)
        spoken = as_spoken(mention.place, scope) if mention is not None else None
        said = text[text.index(line) + end:]
        if spoken is None or (spoken.abroad and (american or names(said, scope))):
            return None
        return None if not spoken.abroad and ("\n" in said or ENDS.search(said)) else spoken
    return None
