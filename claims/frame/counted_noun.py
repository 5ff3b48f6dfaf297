"""The noun that a bare number counts: behind it, after "of", before a colon, or the subject whose value it is."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from claims.frame import counted_measure
from claims.frame.draft import Draft
from claims.frame.nouns import CHANGE_NOUNS, GENERIC, NOUN_TAGS, subject_of, through_generic
from claims.syntax import ancestors, clause_verb
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 8
"""A counted noun stands at most this many tokens behind its number."""

REACHING = frozenset(
    {"reach", "hit", "exceed", "top", "total", "number", "surpass", "approach", "near", "pass", "equal"}
)
"""Verbs whose object is the value of their subject."""


def find(draft: Draft) -> Token | None:
    """The counted noun, or None where it is left out."""
    anchor = draft.anchor
    if anchor is None:
        return None
    after_of = _after_of(draft, anchor)
    if after_of is not None:
        return after_of
    first = _voted(draft) or _opened(draft, anchor)
    if first is not None:
        return first
    apart = _determined(draft) or _foreseen(draft)
    behind = None if apart else _people_behind(draft) or _behind(draft, anchor)
    return behind or _measured(draft, anchor) or _label(draft) or _led(draft, anchor) or _before_or(draft, anchor)


def _after_of(draft: Draft, anchor: Token) -> Token | None:
    """ "325 of the agencies", "dozens of agencies"; "65 of the 1,783 agreements" names its whole as well."""
    of = next((c for c in anchor.children if c.dep_ == "prep" and c.lower_ == "of" and c.i > anchor.i), None)
    target = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    target = target or _of_a_number(draft)
    if target is None or not draft.view.holds(target):
        return None
    if target.pos_ not in NOUN_TAGS and target.lower_ not in nominal():
        return None
    if any(c.dep_ == "nummod" for c in target.children):
        draft.whole_noun = target
    return target


OF_NUMBER = re.compile(r" of (?:the |its |their |his |her )?(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?) (?=[A-Za-z])")


def _of_a_number(draft: Draft) -> Token | None:
    """ "9 of 13 counts": the parser takes the first number for a part of the second."""
    found = OF_NUMBER.match(draft.view.text, draft.figure.end)
    if found is None:
        return None
    behind = draft.view.after(draft.figure.end, REACH)
    number = next((i for i, t in enumerate(behind[:4]) if t.tag_ == "CD"), None)
    if number is None:
        return None
    for position, token in enumerate(behind[number + 1 :]):
        if token.pos_ == "NOUN" and token.tag_ == "NNS":
            return token
        if not _may_precede(token, position, behind[number + 1 :]) and token.pos_ != "NOUN":
            return None
    return None


def _determined(draft: Draft) -> bool:
    """Whether a determiner stands right behind the number, so that the noun behind it is not what is counted.

    "34 the jail enforcement model" counts no models.
    """
    behind = draft.view.after(draft.figure.end, 1)
    return bool(behind) and behind[0].pos_ == "DET" and behind[0].lower_ not in ("more", "other", "such", "different")


def _foreseen(draft: Draft) -> bool:
    """ "Fewer than the 1.2 million economists had forecast": those behind the number are not what it counts."""
    text, figure = draft.view.text, draft.figure
    lead = text[max(0, figure.number_start - len("the $")) : figure.number_start]
    return FORESEEN.match(text, figure.end) is not None and FORESEEN_LEAD.search(lead) is not None


WON = re.compile(
    r"\b(?:won|carried|took|lost|flipped|held|swept) (?:[\w’'.]+ ){1,3}by (?:just |only |about )?$", re.IGNORECASE)
"""What leads to the margin of a vote."""
WHEN_BEHIND = re.compile(r" (?:last|next|this) (?:year|month|week|quarter|season)\b(?![’'-])")
"""A time right behind the number, which counts none: "won it by 1,200 last year"."""

SPAN_BEHIND = re.compile(
    r" (?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|several)"
    r" (?:years|months|weeks|days|quarters|decades) (?:earlier|before|ago|later|prior)\b")
"""The same, counted: "15,400 five years earlier"."""


ENDED = re.compile(r"\.\s+[A-Z]")
"""A sentence's end that the splitter missed: "Iowa has one of 8.8m. Ohio's is larger"."""


FORESEEN = re.compile(
    r" (?:[a-z]+ )?[a-z]+s (?:had |have |were )?"
    r"(?:forecast|expect|predict|project|estimat|anticipat|look|hop)(?:s|ed|ing|e)?\b"
)
FORESEEN_LEAD = re.compile(r"\bthe \$?$")
"""What people had foreseen: they stand right behind a number that counts none of them."""


def _behind(draft: Draft, anchor: Token) -> Token | None:
    """The noun behind the number, by syntax where the parser agrees with the position of the words."""
    view, figure = draft.view, draft.figure
    spans = SPAN_BEHIND.match(view.text, figure.end) or (WHEN_BEHIND.match(view.text, figure.end) and draft.led_by(WON))
    if ENDED.match(view.text, figure.end) or spans:
        return None
    head = anchor.head
    if head.dep_ == "poss" and head.head.pos_ in NOUN_TAGS and head.head.i > head.i:
        head = head.head  # "67 sheriff's offices"
    adjacent = _adjacent(draft)
    following = view.after(figure.end, 2)
    if following and _is_predicate(following[0], 0, following):
        return None
    if view.text[figure.end : figure.end + 2].strip().startswith("("):
        return None  # "2.48 (6.12 acres)": the noun is that of the bracket
    governs = (
        anchor.dep_ in ("nummod", "amod", "compound", "quantmod", "nmod", "appos")
        and head.pos_ in NOUN_TAGS
        and view.start(head) >= figure.number_end
        and head.i - anchor.i <= REACH + 1
    )
    if governs and head.lower_ in day_names():
        return None  # "15%, up from zero Saturday"
    if not governs:
        vague = figure.form is Form.VAGUE and head.pos_ in NOUN_TAGS and head.i > anchor.i
        return adjacent or (head if vague else None)
    if adjacent is None or adjacent.i <= head.i:
        return head
    if head.dep_ == "compound" and head.tag_ == "NN" and head.head.i == adjacent.i:
        return adjacent  # "a 149-vote margin"
    belongs = adjacent.head.i == head.i and adjacent.dep_ not in ("conj", "appos")
    return adjacent if belongs or head.pos_ == "PROPN" else head  # "Thirteen Wyoming agencies"


def _adjacent(draft: Draft) -> Token | None:
    """The noun that the number stands in front of, by position alone; the parser is wrong now and then."""
    view = draft.view
    behind = view.after(draft.figure.end, REACH)
    last: Token | None = None
    if view.text[draft.figure.end : draft.figure.end + 2].strip().startswith(("(", ",")):
        return None
    for position, token in enumerate(behind):
        if token.pos_ in NOUN_TAGS:
            last = token
            following = behind[position + 1] if position + 1 < len(behind) else None
            if following is None or (following.pos_ not in NOUN_TAGS and following.tag_ != "POS"):
                break
        elif not _may_precede(token, position, behind):
            break
    if last is not None and last.tag_ == "NNP" and last.i == behind[0].i:
        return None  # "the 60 Texas" is no count of Texas; "zero Saturday"
    if last is not None and last.pos_ == "PROPN" and last.tag_ == "NNP" and last.lower_ in day_names():
        return None
    return last


def _may_precede(token: Token, position: int, behind: Sequence[Token]) -> bool:
    """Whether a token may stand between a number and its noun."""
    joins = token.pos_ == "CCONJ" and position > 0 and behind[position - 1].pos_ == "ADJ"
    # "another four refused treatment": what the parser takes for a participle may be the verb, but not behind "the".
    participle = token.tag_ in ("VBN", "VBG") and position < 3 and not _is_predicate(token, position, behind)
    return (
        token.pos_ == "ADJ"
        or participle
        or token.tag_ == "POS"
        or joins
        or token.lower_ in ("-", "more", "other", "own")
    )


@cache
def nominal() -> frozenset[str]:
    """Adjectives and participles that stand for people: "the injured"."""
    return frozenset(read_toml("speech.toml")["people"]["nominal"])


def _people_behind(draft: Draft) -> Token | None:
    """ "Eight dead and 44 wounded": a word that stands for people, with no noun behind it."""
    view = draft.view
    behind = view.after(draft.figure.end, 2)
    if not behind or behind[0].lower_ not in nominal():
        return None
    following = behind[1] if len(behind) > 1 else None
    return behind[0] if following is None or following.pos_ in ENDING_PARTS or following.tag_ == "CC" else None


ENDING_PARTS = frozenset({"PUNCT", "CCONJ", "ADP", "VERB", "AUX", "ADV", "SCONJ"})


def _is_predicate(token: Token, position: int, behind: Sequence[Token]) -> bool:
    """Whether a "participle" is the verb whose subject the number is: "another four refused treatment"."""
    if token.tag_ != "VBN" or position or not token.lower_.endswith("ed"):
        return False
    following = behind[1] if len(behind) > 1 else None
    if following is None or following.tag_ not in ("NN", "DT", "PRP$"):
        return False
    # A plural noun would be what is counted: "four used cars".
    return token.lower_ not in nominal()


VOTED = re.compile(
    r"\b(?:voted?|votes? (?:of|was|were))\s(?:by )?(?:[\w]+[ -]to[ -]\w+,? and )?(?:\w+[ -]to[ -])?$", re.IGNORECASE
)
TALLY = re.compile(r"[ -]to[ -](?:\d+|[a-z]+)\b(?! percent|%)")


def _voted(draft: Draft) -> Token | None:
    """ "Voted 88 to 12", "by votes of 230 to 197": both numbers count votes."""
    view, figure = draft.view, draft.figure
    found = draft.led_by(VOTED)
    if found is None:
        return None
    if not draft.lead.endswith(("to ", "to-")) and not TALLY.match(view.text, figure.end):
        return None
    return next((t for t in view.within(found.start(), found.end()) if t.lower_.startswith("vote")), None)


VALUING = frozenset({"from", "to", "at", "by"})
PLACING = frozenset({"in", "into", "past", "above", "below", "around", "near", "under", "over", "beyond"})
"""Prepositions before a level: "pushed the index past 250", "highs in the low 20s"."""

PACES = frozenset({"rate", "pace", "clip"})


def _measured(draft: Draft, anchor: Token) -> Token | None:
    """What a bare number measures: "a population of 31.3 million", "the number of agencies rose to 831"."""
    head = anchor.head
    if anchor.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN":
        return _valued(draft, head.head)
    beside = counted_measure.moved(draft) or _numbering(draft)
    if beside is not None:
        return beside
    placing = _placing(draft, anchor)
    if placing and head.head.pos_ == "NOUN":
        return through_generic(head.head)  # "nights in the mid-20s"
    verb = head.head if anchor.dep_ == "pobj" and (head.lower_ in VALUING or placing) else head
    if placing and verb.pos_ not in ("VERB", "AUX"):
        verb = clause_verb(verb) or verb
    if anchor.dep_ == "pobj":
        for bringing in [verb, *(t for t in ancestors(verb) if placing and t.pos_ == "VERB")]:
            if bringing.pos_ == "VERB" and (brought := counted_measure.object_of(draft, bringing)) is not None:
                return _named(brought)
    return _of_verb(draft, anchor, verb)


def _valued(draft: Draft, noun: Token) -> Token | None:
    """The noun of "a population of 31.3 million"; of "quit at a rate of 40 a month", who quits."""
    if noun.lemma_.lower() in PACES and (verb := clause_verb(noun)) is not None:
        return _plain(subject_of(draft.view, verb) or next((t for t in [verb.head] if verb.dep_ == "acl"), None))
    return None if noun.lemma_.lower() in CHANGE_NOUNS else _named(noun)


def _named(noun: Token) -> Token | None:
    """A noun that says what is counted; None for one that only points at it."""
    return None if noun.lemma_.lower() in GENERIC else noun


def _placing(draft: Draft, anchor: Token) -> bool:
    """Whether the number is a level that something is at: "past 250", "in the low 20s"."""
    if anchor.dep_ != "pobj" or anchor.head.lower_ not in PLACING:
        return False
    return draft.figure.pattern == "decade_range" or anchor.head.lower_ in LEVELS


LEVELS = frozenset({"past", "above", "below", "beyond"})


def _of_verb(draft: Draft, anchor: Token, verb: Token) -> Token | None:
    """The subject whose value the number is: "the number of agencies rose to 831", "enrollment hit 4,200"."""
    if verb.pos_ not in ("VERB", "AUX") or anchor.dep_ not in ("pobj", "attr", "acomp", "dobj", "npadvmod", "punct"):
        return None
    reaching = verb.lemma_.lower() in REACHING
    if anchor.dep_ in ("dobj", "npadvmod", "punct") and not reaching:
        return None
    found = _plain(subject_of(draft.view, verb))
    if found is None:
        return None
    named = through_generic(found)
    pointed = named.i != found.i or found.tag_ == "NN" or anchor.head.i != verb.i or reaching
    return _named(named) if pointed else None


def _numbering(draft: Draft) -> Token | None:
    """ "Texans now number 31.3 million": the parser takes the verb for a noun."""
    view = draft.view
    before = view.before(draft.figure.start, 3)
    if not before or before[-1].lower_ not in ("number", "numbered"):
        return None
    nouns = [t for t in before[:-1] if t.pos_ != "ADV"]
    return nouns[-1] if nouns and nouns[-1].tag_ in ("NNS", "NNPS") else None


@cache
def day_names() -> frozenset[str]:
    """Names of days and months, which no number counts: "15%, up from zero Saturday"."""
    return frozenset(name.lower() for name in [*calendar.day_name, *calendar.month_name] if name)


def _plain(noun: Token | None) -> Token | None:
    """A noun that can have a number: common ones, and peoples ("Texans")."""
    return noun if noun is not None and (noun.pos_ == "NOUN" or noun.tag_ == "NNPS") else None


def _before_or(draft: Draft, anchor: Token) -> Token | None:
    """ "A pick or two": the noun stands before the number."""
    view = draft.view
    ends = draft.figure.start - len(" or ")
    noun = next(iter(view.before(ends, 1)), None)
    if noun is None or noun.tag_ != "NN" or view.text[view.end(noun) : draft.figure.start] != " or ":
        return None
    alone = anchor.i > noun.i and draft.figure.low <= 3
    return noun if alone and any(c.dep_ == "det" for c in noun.children) else None


def _label(draft: Draft) -> Token | None:
    """What a label counts: "States with at least one agreement: 40"."""
    view = draft.view
    before = view.text[: draft.figure.start].rstrip()
    if not before.endswith((":", "—", "–")) or view.text[draft.end :].strip(" .;") or len(before) > 90:
        return None
    nouns = [t for t in view.tokens if view.end(t) < len(before) and t.pos_ == "NOUN"]
    heads = [t for t in nouns if t.dep_ not in ("compound", "pobj", "dobj", "nmod", "npadvmod")]
    return next(iter(heads or nouns), None)


OPENED = re.compile(r"Of [^,]{3,60}, (?:about |some |only |nearly )?")


def _opened(draft: Draft, anchor: Token) -> Token | None:
    """ "Of the 90 wells, 12 leak": the number counts what the sentence opens with, and no noun behind it."""
    view = draft.view
    if OPENED.fullmatch(view.text[: draft.figure.start]) is None:
        return None
    behind = next(iter(view.after(draft.figure.end, 1)), None)
    if behind is None or behind.tag_ in ("NNS", "NNPS") or behind.pos_ == "ADJ":
        return None
    of = view.tokens[0]
    target = next((c for c in of.children if c.dep_ == "pobj" and c.tag_ == "NNS"), None)
    return target if target is not None and target.i < anchor.i else None


def _led(draft: Draft, anchor: Token) -> Token | None:
    """What "Of the Texas agreements, 95 ..." counts."""
    tokens = draft.view.tokens
    if not tokens or tokens[0].lower_ != "of" or anchor.dep_ not in ("nsubj", "nsubjpass", "attr", "dobj"):
        return None
    target = next((c for c in tokens[0].children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
    return target if target is not None and target.i < anchor.i else None
