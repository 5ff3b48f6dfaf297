"""How a figure is put forward: asserted, negated, forecast, hypothetical, as a question or an opinion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from claims.frame import held_by_others
from claims.frame.draft import Draft
from claims.model import Kind, Modality
from claims.syntax import ancestors, subject
from claims.vocabulary.data import read_toml

if TYPE_CHECKING:
    from spacy.tokens import Token

DENIED = re.compile(
    r"""\b(?:not[ ](?:the[ ]case|true|correct|right)|untrue|false|wrong|incorrect|a[ ]myth|no[ ]evidence|
            denied|denies|disputed|disputes|rejected|rejects)
            [ ](?:to[ ]say[ ])?(?:(?:the|a|any)[ ](?:claim|idea|notion|assertion|report|suggestion|statement)[ ])?
            that\b(?:(?!\bbut\b)[^.;])*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words before a figure that deny the whole clause: "It is not true that ..."."""

CORRECTED = re.compile(
    r"\b(?:(?:earlier|previous|original) version|misstated|erroneously|mistakenly|incorrectly|wrongly)\b", re.IGNORECASE
)
"""Words before a figure that take it back: "An earlier version of this article said that ..."."""

REPLACED = re.compile(r"\b(?:(?:not|rather than|instead of|nor)\s+(?:the\s+)?|all but\s+)$", re.IGNORECASE)
"""Right before a figure: it is what is not so ("831, not 1,000", "not 50 but 40", "all but ten")."""

SUPPOSED = re.compile(
    r"^\W*(?:suppose|imagine|let us say|what if)\b(?! that it)"
    r"|^\W*say (?!what\b|so\b|it\b|goodbye\b|hello\b|no\b|yes\b)(?:that )?"
    r"(?:[\w’'-]+ ){1,4}?(?:is|are|was|were|rises|falls|stays)\b",
    re.IGNORECASE)
"""At the start of a sentence: all that follows is only thought."""

OF_WHICH = re.compile(r"\bof which\b[^;:]{0,60}$", re.IGNORECASE)
UNREAL = re.compile(r"\bwould (?:have|be)\b", re.IGNORECASE)
NEVER = re.compile(r"\b(?:never|no longer)\b", re.IGNORECASE)
AS_EXPECTED = re.compile(r"\b(?:than|as) (?:had been )?(?:expected|forecast|predicted|projected)\b", re.IGNORECASE)
STILL_TO_COME = re.compile(r"\b(?:will|’ll|'ll|is expected|are expected)\b", re.IGNORECASE)
CONDITIONS = frozenset({"if", "unless"})
POSSIBLE = frozenset({"could", "may", "might", "should"})
TO_COME = frozenset({"likely", "poised", "set", "due"})


ANSWERED = re.compile(
    r"(?:%|percent|per cent|half|third|quarter|majority)[^.;]{0,40}? (?:said|say|told [^.;]{0,24}?) (?:that )?"
    r"(?:they|he|she|it) (?:would|will|plan(?:ned)? to|intend(?:ed)? to|expect(?:ed)? to)\b",
    re.IGNORECASE,
)
"""What is to come in the answers of a poll: how many gave them is a fact, and so are the shares that follow."""


def fill(draft: Draft) -> None:
    """Fills ``modality``; takes the predicate from a figure that it is not said of."""
    answers = draft.kind is Kind.SHARE and draft.led_by(ANSWERED) is not None
    draft.modality = Modality.ASSERTED if answers else _modality(draft)
    denied = draft.modality not in (Modality.ASSERTED, Modality.QUESTION)
    if denied and draft.verb is not None and _is_told_aside(draft, draft.verb) and _by_words_before(draft) is None:
        draft.modality, draft.predicate = Modality.ASSERTED, None


def _modality(draft: Draft) -> Modality:
    text, verb = draft.view.text, _of_which(draft) or draft.verb
    told = _by_words_before(draft)
    if told is not None or verb is None:
        return told or Modality.ASSERTED
    chain = _chain(verb)
    words = " ".join(t.text for t in chain)
    if UNREAL.search(words) or _conditional(verb, chain):
        return Modality.HYPOTHETICAL
    negated = any(t.dep_ == "neg" for t in chain) or NEVER.search(words) or _no_longer(verb)
    if negated and (_only_describes(draft, verb) or _stays(draft)):
        negated = False
    own = text[draft.figure.start : draft.end].lower()
    negated = negated and not own.startswith(("not ", "no "))
    if _is_forecast(draft, verb, words):
        return Modality.NEGATED if negated and verb.dep_ != "advcl" else Modality.FORECAST
    if draft.led_by(DENIED):
        return Modality.NEGATED
    if draft.led_by(_opinions()):
        return Modality.OPINION
    if any(t.dep_ == "aux" and t.lower_ in POSSIBLE for t in chain):
        return Modality.HYPOTHETICAL
    return Modality.NEGATED if negated else Modality.ASSERTED


_STAYED = (
    r"(?:not|n[’']t|never|hardly)(?: [a-z]+)? "
    r"(?:budged?|moved?|changed?|waver(?:ed)?|stray(?:ed)?|shift(?:ed)?|var(?:y|ied)|deviated?)")
STAYED_AT = re.compile(rf"{_STAYED}(?: [a-z]+)? from(?: (?:the|its|about|around|that))? $", re.IGNORECASE)
STAYED_BEHIND = re.compile(rf"^(?: percent)?, (?:has|have|had|did|does) ?{_STAYED}", re.IGNORECASE)
"""What is said of a level that stayed where it was: "it hasn't budged from 4.6%", "4.6%, has not moved"."""


def _stays(draft: Draft) -> bool:
    """Whether what is denied is that the figure moved."""
    text = draft.view.text
    ahead, behind = text[: draft.start], text[draft.end :]
    return STAYED_AT.search(ahead) is not None or STAYED_BEHIND.match(behind) is not None


def _by_words_before(draft: Draft) -> Modality | None:
    """What needs no syntax: a question, a supposition, a figure that is taken back."""
    text = draft.view.text
    if text.rstrip("”\"’' )").endswith("?"):
        return Modality.QUESTION
    if SUPPOSED.search(text):
        return Modality.HYPOTHETICAL
    taken_back = draft.led_by(REPLACED) or draft.led_by(CORRECTED)
    return Modality.NEGATED if taken_back else held_by_others.modality(draft)


_ABOUT = r"(?:(?:now|still|currently|at|of|about|some|just|only|roughly|around|nearly|almost|over|under) )*"
APPOSED = re.compile(rf"[,(–—] ?{_ABOUT}$")
CLOSED = re.compile(r"(?P<when>[^,;.()–—:]{0,48})[,)–—]")
"""Before and behind a figure that is told between two commas, or in brackets."""
BY_THEN = re.compile(r" (?:in|as of|at the end of|on|for|last|by) [^,;]*(?:\d{4}|year|month|week|[A-Z][a-z]+)|\W*$")
"""A time that is over, or none, behind such a figure; what is to come is not told of it."""
WITH = re.compile(
    rf"(?:^|, )with (?:[\w’'.-]+ ){{1,5}}?(?:(?:running|averaging|stuck|holding|trading|down|up) )?"
    rf"(?:at|of|around|near|below|above|to|by) {_ABOUT}$", re.IGNORECASE)
"""Before a figure that only says under which circumstance something is so: "with inflation at 4.2%, it isn't ..."."""
AFTER_COLON = re.compile(rf": {_ABOUT}$")


def _is_told_aside(draft: Draft, verb: Token) -> bool:
    """Whether what the verb denies or foresees is not said of the figure: "its output, $641bn in 2023, may shrink"."""
    text, at = draft.view.text, draft.view.start(verb)
    ahead = text[: draft.figure.start]
    if draft.kind is Kind.CHANGE:
        return False
    closed = CLOSED.match(text, draft.end)
    rest = REST.match(text, draft.end)
    when = closed["when"] if closed is not None else rest.group() if rest is not None else ""
    # A circumstance without a time may be supposed with the rest: "with inflation at 2%, the Fed could cut".
    certain = draft.modality is Modality.NEGATED or (bool(when.strip()) and BY_THEN.match(when) is not None)
    if certain and _is_circumstance(ahead, at):
        return at < draft.figure.start or (closed is not None and closed.end() <= at)
    if at < draft.figure.start:
        colon = AFTER_COLON.search(ahead)
        return colon is not None and at < colon.start()
    apposed = closed is not None and closed.end() <= at and APPOSED.search(ahead) is not None
    return apposed and BY_THEN.match(when) is not None


REST = re.compile(r"[^,;.()–—:]{0,48}")


def _is_circumstance(ahead: str, verb: int) -> bool:
    found = WITH.search(ahead)
    return found is not None and not found.start() < verb < found.end()


@cache
def _intent() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["modality"]["intent_verbs"])


@cache
def _forecast_words() -> re.Pattern[str]:
    words = sorted(read_toml("speech.toml")["modality"]["forecast_words"], key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in words), re.IGNORECASE)


@cache
def _opinions() -> re.Pattern[str]:
    phrases = read_toml("speech.toml")["modality"]["opinion_phrases"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


@cache
def _courses() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["modality"]["course_nouns"])


def _is_forecast(draft: Draft, verb: Token, words: str) -> bool:
    text = draft.view.text
    to_come = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if verb.dep_ in ("acl", "relcl", "xcomp") and to_come and verb.head.lemma_.lower() in _courses():
        return True
    as_expected = AS_EXPECTED.search(text) and not STILL_TO_COME.search(text)  # "higher than expected" has happened
    if _forecast_words().search(words) and not as_expected:
        return True
    foreseen = draft.led_by(_foretold()) or FORESEEN_DOING.search(text, max(0, draft.start - FAR_AHEAD), draft.start)
    if foreseen or any(_foresees(v) for v in _wanting(verb)):
        return True
    wanted = (v for v in _wanting(verb) if v.pos_ == "VERB" and v.lemma_.lower() in _intent())
    return any(not _is_subject(draft, v) for v in wanted)


FAR_AHEAD = 160
FORESEEN_DOING = re.compile(
    r"\b(?:forecast|predicted|projected|expected|anticipated|foreseen|penciled in)(?! by\b) [^.;:]*?"
    r"\w+ing (?:to|by|at|from) (?:about )?$")
"""Before a figure: what others had thought would be, told by participles ("had forecast the rate jumping to")."""


def _foresees(verb: Token) -> bool:
    """ "Markets see two cuts": some people's seeing is of what will be."""
    if verb.lemma_.lower() != "see" or verb.tag_ not in ("VBP", "VBZ", "VBG"):
        return False
    who = subject(verb)
    joined = verb.dep_ == "conj" and verb.head.lemma_.lower() in _intent()
    return joined or (who is not None and who.lemma_.lower() in _foreseeing())


@cache
def _foretold() -> re.Pattern[str]:
    """Before a figure: it is what others had foretold, "ahead of forecasts of $3 million"."""
    nouns = "|".join(read_toml("speech.toml")["modality"]["foretold_nouns"])
    return re.compile(rf"\b(?:{nouns})s? (?:of|for) (?:(?:an?|the|some|about) )?$", re.IGNORECASE)


@cache
def _foreseeing() -> frozenset[str]:
    return frozenset(read_toml("speech.toml")["modality"]["foreseeing"])


def _chain(verb: Token) -> list[Token]:
    """The verb with its auxiliaries and negation, and those of the verbs that it completes ("is expected to rise")."""
    tokens = [
        c
        for child in verb.children
        if child.dep_ == "xcomp"
        for c in child.children
        if c.dep_ == "aux" and c.lower_ == "to"
    ]
    current: Token | None = verb
    while current is not None:
        tokens.append(current)
        tokens += [c for c in current.children if _modifies(c)]
        # "will close the plant, cutting 412 jobs": a participle that follows has the time of its verb
        follows = current.dep_ == "advcl" and current.tag_ == "VBG" and current.head.i < current.i
        completes = (current.dep_ in ("xcomp", "pcomp") or follows) and current.head.i != current.i
        current = current.head if completes and current.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else None
    return sorted(tokens, key=lambda t: t.i)


def _no_longer(verb: Token) -> bool:
    return any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in verb.children)


def _modifies(token: Token) -> bool:
    return token.dep_ in ("aux", "auxpass", "neg", "mark") or (
        token.dep_ in ("acomp", "prt") and token.lower_ in TO_COME
    )


def _wanting(verb: Token) -> Iterator[Token]:
    """The verb and those whose complement it is: "expect the population to reach"."""
    yield verb
    while verb.dep_ in ("xcomp", "ccomp", "pcomp") and verb.head.i != verb.i:
        if verb.dep_ == "ccomp" and not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
            return
        verb = verb.head
        yield verb


def _is_subject(draft: Draft, verb: Token) -> bool:
    """Whether the figure is who wants, and not what is wanted: "40 states want" counts states that do."""
    who = subject(verb)
    return who is not None and draft.anchor is not None and draft.anchor.i in {t.i for t in who.subtree}


def _only_describes(draft: Draft, verb: Token) -> bool:
    """ "The 9,000-seat hall was not full": what sort of thing the subject is, and not what is denied of it."""
    return draft.view.text[draft.figure.number_end :].startswith("-") and _is_subject(draft, verb)


def _of_which(draft: Draft) -> Token | None:
    """ "Asked for $20 million, of which $4 million has been paid": the verb of the part, and not that of the whole."""
    if not draft.led_by(OF_WHICH):
        return None
    behind = draft.view.after(draft.figure.end, 24)
    stop = next((i for i, t in enumerate(behind) if t.text == ";"), len(behind))
    return next((t for t in behind[:stop] if t.tag_ in ("VBD", "VBN", "VBZ", "VBP", "VB") and t.pos_ == "VERB"), None)


def _conditional(verb: Token, chain: list[Token]) -> bool:
    if any(t.dep_ == "mark" and t.lower_ in CONDITIONS for t in chain):
        return True
    return any(
        token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in token.children)
        for token in [verb, *ancestors(verb)]
    )
