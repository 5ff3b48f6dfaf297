"""Counts whose verb says what they count: "16,766 people died", "four seats are vacant", "agents caught 321 people".

The noun alone would be of anything; with the verb it is what a table has a name for.
"""

from __future__ import annotations

import re

from claims.model import Basis, Claim, Kind
from factcheck.matching.asking.candidates import gate
from factcheck.matching.asking.state import State
from factcheck.matching.words.word_lists import any_of

STATE = re.compile(
    r"\s*(?:(?:is|are|was|were|remains?|remained|stands?|stood|sits?|sat) (?:still |now |currently |reported )?)?"
    r"(?P<how>[a-z]+)\b")
"""Behind a count: what the counted things are, or what was done to them."""
AND_ALSO = re.compile(r" (?:and|but|or) (?:[a-z]+ )?[a-z]+(?:ed|en|n[’']t)\b")
"""Behind that: what else was done with those that are counted ("were stolen and never recovered")."""
PEOPLE = re.compile(
    r"(?:net )?(?:people|persons?|residents?|newcomers?|migrants?|immigrants?|gain|increase|growth|)", re.IGNORECASE)
"""Nouns that say little of what is counted."""
VERB = re.compile(r"\b(?P<how>[a-z]+ed|caught)(?: (?:a net|another|some|about|nearly|almost))?$")
"""Right before a count: what was done with the things."""
DONE_BY = re.compile(
    r"\b(?P<who>[A-Za-z]+) (?:have |had )?(?P<how>stole|stolen|took|taken|made off with|broke into|broken into)"
    r"(?: (?:another|some|about|nearly|almost|an estimated))?$")
"""Right before a count: who did what with the things, in verbs that with their noun name what was done."""
GIVES = re.compile(
    r"^(?P<what>[^,;:]+?) (?:alone )?(?:brought|brings|added|adds|accounted for|accounts for|contributed)"
    r"(?: (?:a net|another|some|about|nearly|almost))?$", re.IGNORECASE)
"""What brought so many people: "international migration accounted for"."""


A_PART = re.compile(rf"\b{any_of('makes_up')}(?: (?:about|some|nearly|almost|roughly|over|more than|only|just))* $")
"""What leads to a figure that its subject limits: "Families made up 500,000 Border Patrol encounters"."""


def told(claim: Claim, state: State) -> Claim | None:
    """The claim as one of what its noun and its verb name together; None where its noun stands for itself."""
    called = _counted(claim, state)
    if called is None:
        return None
    verbs = set(called.lower().split()) - set((claim.counted or "").lower().split())
    left = claim.after or "" if GIVES.match(claim.before or "") else _without(verbs, claim.predicate)
    return claim.model_copy(update={"counted": called, "head": None, "modifiers": (), "whole": None, "predicate": left,
                                    "inherited": False, "antecedent": None, "kind": Kind.COUNT,
                                    "change": None if _is_given(claim) else claim.change})


def _is_given(claim: Claim) -> bool:
    """Whether a change is what something brought: "net migration added 16,383 people" counts migrants."""
    change = claim.change
    return claim.kind is Kind.CHANGE and change is not None and change.basis is Basis.ABSOLUTE \
        and change.from_ is None and change.to is None and GIVES.match(claim.before or "") is not None


def _without(words: set[str], text: str | None) -> str:
    if not text or not words:
        return text or ""
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, words))})\b", " ", text, flags=re.IGNORECASE)


def _counted(claim: Claim, state: State) -> str | None:
    """What a claim counts by its verb, in words that a table knows; None where its noun stands for itself."""
    given = _is_given(claim)
    if not given and (claim.kind is not Kind.COUNT or (claim.change is not None and claim.change.by is not None)):
        return None
    noun = "" if claim.inherited else claim.counted or ""
    before, after = claim.before or "", claim.after or ""
    if noun and not given and A_PART.search(claim.ahead) is None \
            and (named := _done_with(noun, before, after, claim, state)) is not None:
        return named
    if PEOPLE.fullmatch(noun) is None:
        return None
    verb = VERB.search(before) if noun and not given else None
    if verb is not None and (done := _named(f"{verb['how']} {noun}", claim, state, whole=True)) is not None:
        return done
    if (gives := GIVES.match(before)) is not None:
        return _named(gives["what"], claim, state, whole=False)
    if given:
        return None
    clause = re.split(r"[,;:]| and ", after)[0].strip()
    return _named(f"{noun or 'people'} who {clause}", claim, state, whole=False) if clause else None


def _done_with(noun: str, before: str, after: str, claim: Claim, state: State) -> str | None:
    """What things are called with what they are, or with what was done to them, by whom."""
    called: list[str] = []
    if (found := STATE.match(after)) is not None:
        if AND_ALSO.match(after, found.end()) is not None:
            return None
        called += [f"{found['how']} {noun}", f"{noun} {found['how']}"]
    if (done := DONE_BY.search(before)) is not None:
        called += [f"{done['who']} {done['how']} {noun}", f"{done['how']} {noun}"]
    return next((one for told in called if (one := _named(told, claim, state, whole=True)) is not None), None)


def _named(text: str, claim: Claim, state: State, *, whole: bool) -> str | None:
    """The one measure that a stretch names, in its own words; ``whole``: only where it takes all of the stretch."""
    found: dict[tuple[str, str], str] = {}
    only_beside: set[tuple[str, str]] = set()
    for lexicon in state.lexicons.counting(text, state.topical):
        for hit in lexicon.find(text):
            fits = hit.start == 0 and hit.end == len(text) if whole else " " in hit.text
            if hit.payload.slot != "measure" or not fits:
                continue
            measure = lexicon.dataset.measure(hit.payload.name)
            if gate(claim, measure, state.article.text):
                found[lexicon.dataset.name, measure.name] = hit.text
                if measure.beside:  # a rate of the same things, which other words have to tell
                    only_beside.add((lexicon.dataset.name, measure.name))
    plain = {key: words for key, words in found.items() if key not in only_beside} or found
    return next(iter(plain.values())) if len({name for _, name in plain}) == 1 else None
