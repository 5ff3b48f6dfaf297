"""What a percentage, an amount of money or a measure is of: "9 inches of snow", "cut costs by 5%", "a rate of 4%"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from claims.frame.change_words import ways
from claims.frame.draft import Draft
from claims.frame.nouns import NOUN_TAGS, subject_of, through_generic
from claims.syntax import ancestors, clause_verb
from claims.vocabulary.numbers import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTITIVE = frozenset({"percent", "multiple"})
"""Units that are a part of something, which is named behind "of"."""

INSIDE = frozenset({"compound", "amod", "nummod", "nmod", "npadvmod", "quantmod"})
NAMING = frozenset({"of", "at", "by", "to", "from", "with"})
"""Prepositions between a noun and its value: "a rate of 4%", "bonds with yields at 4%"."""

SETTING = frozenset({"by", "at", "to", "from", "past", "above", "below", "over", "under", "near", "beyond", "into"})
"""Prepositions between a transitive verb's object and the value that it is brought to: "cut costs by 5%"."""

MORE = frozenset({"more", "fewer", "less", "many", "much"})
OF_OR_IN = re.compile(r"\s+(?P<word>of|in)\s+(?P<rest>\w+)")
OVER_WORDS = re.compile(r"\s+of\b|\s+(?:the|all|its|their|those)\b")
OF_ALL = re.compile(r"Of (?:all )?(?:the|those|these|its|their)\b", re.IGNORECASE)
POINTING = frozenset({"those", "them", "these", "which", "it", "that", "this"})


def find(draft: Draft) -> Token | None:
    """The noun that the figure measures or is a part of, or None; ``whole_noun`` of the draft where it is a part."""
    anchor = draft.anchor
    if anchor is None:
        return None
    unit = draft.view.root(draft.figure.number_start, draft.figure.end) or anchor
    if unit.dep_ == "conj" and unit.head.lower_ in ("%", "percent", "cent", unit.lower_) and unit.head.i < unit.i:
        unit = unit.head  # "increases of 12% and 9%": as the first of them
    if draft.figure.unit_kind in PARTITIVE:
        whole = _inside(draft) or _of_whole(draft, unit) or _of_led(draft)
        if whole is not None and not _is_of_a_time(draft):
            draft.whole_noun = whole
            return whole
    else:
        substance = _substance(draft, unit)
        if substance is not None:
            return substance
    return (
        _named_beside(draft)
        or _compared(draft, unit)
        or moved(draft)
        or _within(draft, unit)
        or _beside(draft, unit)
        or _set(draft, unit)
        or _equal(unit)
        or _subject(draft, unit)
    )


VALUED = frozenset({"price", "rate", "average", "level", "total", "figure", "share", "cost", "mean", "median"})
"""Nouns whose value stands beside them: "the July price, $4.56, was a record"."""


def _named_beside(draft: Draft) -> Token | None:
    """The noun that a figure between two commas tells the value of."""
    view, text = draft.view, draft.view.text
    if text[draft.figure.start - 2 : draft.figure.start] != ", " or not text.startswith(",", draft.figure.end):
        return None
    words = view.before(draft.figure.start, 2)
    noun = words[-2] if len(words) == 2 else None
    return noun if noun is not None and noun.lemma_.lower() in VALUED and noun.pos_ == "NOUN" else None


ONE_IN = re.compile(r" (?:in|out of) ")


def _inside(draft: Draft) -> Token | None:
    """The whole that stands inside the share: "one pupil in four"."""
    view, figure = draft.view, draft.figure
    joint = ONE_IN.search(view.text, figure.number_start, figure.number_end)
    if figure.form is not Form.FRACTION or joint is None:
        return None
    nouns = [t for t in view.within(figure.number_start, joint.start()) if t.pos_ in NOUN_TAGS and t.tag_ != "CD"]
    return nouns[-1] if nouns else None


def _of_whole(draft: Draft, unit: Token) -> Token | None:
    """The whole that a share is of: "12% of voters", "half the agreements"."""
    if not OVER_WORDS.match(draft.view.text, draft.figure.end):
        return None
    following = draft.view.after(draft.figure.end, 1)
    if following and following[0].lower_ == "of":
        target = next((c for c in following[0].children if c.dep_ in ("pobj", "pcomp")), None)
        if target is not None:
            return target
    for child in unit.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if unit.dep_ in ("predet", "det", "nummod") and unit.head.i > unit.i and unit.head.pos_ in NOUN_TAGS:
        return unit.head
    return None


OF_A_TIME = re.compile(
    r" of (?:(?:early|mid|late|last|the|a|that|this|its)[ -])*"
    r"(?:(?:first|second|third|fourth|final|previous|same|prior) )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|quarter|month|week|year|spring|summer|autumn|fall|winter"
    r"|(?:19|20)\d\d)")


def _is_of_a_time(draft: Draft) -> bool:
    """Whether the figure is the one of a time and no part of it: "above the 4.7% of June 2025"."""
    text, start = draft.view.text, draft.figure.start
    return text[:start].endswith(("the ", "The ", "’s ", "'s ")) and OF_A_TIME.match(text, draft.figure.end) is not None


def _of_led(draft: Draft) -> Token | None:
    """The whole that opens the sentence: "Of the farms, 12% are small"."""
    tokens = draft.view.tokens
    opening = OF_ALL.match(draft.view.text)
    if opening is None or not tokens or "," not in draft.view.text[: draft.figure.start]:
        return None
    target = next((c for c in tokens[0].children if c.dep_ == "pobj"), None)
    if target is None or draft.view.end(target) > draft.figure.start or target.tag_ == "CD":
        return None
    return target if target.pos_ in NOUN_TAGS or target.lower_ in POINTING else None


def _substance(draft: Draft, unit: Token) -> Token | None:
    """What there is so much of: "9 inches of snow", "a dozen weeks of pay", "$2 million in damage"."""
    found = OF_OR_IN.match(draft.view.text, draft.figure.end)
    if found is None:
        return None
    following = draft.view.after(draft.figure.end, 1)
    joint = following[0] if following else None
    if joint is None or joint.lower_ != found["word"]:
        return None
    target = next((c for c in joint.children if c.dep_ == "pobj"), None)
    if target is None or target.pos_ != "NOUN" or not draft.view.holds(target):
        return None
    if joint.lower_ == "in":
        bare = target.tag_ in ("NN", "NNS") and not any(c.dep_ in ("det", "poss", "nummod") for c in target.children)
        if draft.figure.unit_kind != "money" or not bare or target.lemma_.lower() in TIMES:
            return None
    return through_generic(target, unit)


TIMES = frozenset({"year", "month", "week", "day", "quarter", "time", "morning", "evening", "trading", "fact", "part"})
"""Nouns that with "in" say when or how, not what an amount is made of."""


AS_MUCH = re.compile(r"\s?as (?:much|many)\b")


def _compared(draft: Draft, unit: Token) -> Token | None:
    """The things that there are so much more or less of: "4 to 6 percent fewer seats", "half as much snow"."""
    if AS_MUCH.search(draft.view.text[draft.figure.number_start : draft.figure.end + 8]):
        behind = draft.view.after(draft.figure.number_end, 4)
        much = next((i for i, t in enumerate(behind[:3]) if t.lower_ in ("much", "many")), None)
        following = behind[much + 1 : much + 2] if much is not None else []
        return next((t for t in following if t.pos_ == "NOUN"), None)
    more = unit.head
    for _ in range(2):
        if more.lower_ in MORE and more.i > unit.i:
            things = more.head
            if more.dep_ == "amod" and things.pos_ == "NOUN" and things.i > more.i and draft.view.holds(things):
                return things
            return None
        more = more.head
    return None


MOVED = re.compile(r"\b(?:up|down)(?: by| to)?(?: [\d.,]+ ?(?:%|percent|per cent) to)? $")


def moved(draft: Draft) -> Token | None:
    """What the figure moved by or to: "ridership is down 300,000", "its population up by 31%"."""
    found = draft.led_by(MOVED)
    if found is None:
        return None
    words = draft.view.before(found.start(), 1)
    last = words[-1] if words else None
    if last is not None and last.lemma_ == "be":
        last = subject_of(draft.view, last)
    plain = last is not None and (last.pos_ == "NOUN" or last.tag_ == "NNPS") and last.dep_ != "npadvmod"
    return through_generic(last) if plain and last is not None and last.lemma_.lower() not in TIMES else None


INVOLVED = re.compile(r" \w+ed (?!\w+s\b)\w+")


def _within(draft: Draft, unit: Token) -> Token | None:
    """The noun of the phrase that the figure stands in: "a 4% rate", "a rate of 4%"."""
    head = unit.head
    if draft.figure.form is Form.FRACTION and INVOLVED.match(draft.view.text, draft.figure.end):
        return None  # "four out of five involved alcohol": the parser takes the verb for a participle
    if unit.dep_ in INSIDE and head.pos_ in NOUN_TAGS and head.i > unit.i:
        return None if head.lower_ in ways("particles") else through_generic(head, unit)
    if unit.dep_ == "pobj" and head.lower_ in NAMING and head.head.pos_ in NOUN_TAGS:
        noun = head.head
        return through_generic(noun, unit)
    return None


def _beside(draft: Draft, unit: Token) -> Token | None:
    """The noun right before the figure: "losses north of $700 million", "an orbit 412 kilometres above Mars"."""
    view = draft.view
    before = view.before(draft.figure.start, 1)
    noun = before[-1] if before else None
    if noun is None or noun.pos_ != "NOUN" or noun.lemma_.lower() in TIMES or noun.ent_type_ == "DATE":
        return None
    if view.text[view.end(noun) : draft.figure.start].strip():
        return None
    hedged = draft.figure.number_start - draft.figure.start > 4
    governed = any(above.i == noun.i for above in islice(ancestors(unit), 3))
    is_object = noun.dep_ in ("dobj", "pobj", "attr", "appos")
    if not is_object or not (hedged or governed):
        return None
    return through_generic(noun, unit)


def _set(draft: Draft, unit: Token) -> Token | None:
    """The object that a verb brings to the figure: "cut costs by 5%", "held rates at 4%"."""
    joint = unit.head
    verb = joint.head
    if unit.dep_ != "pobj" or joint.lower_ not in SETTING or verb.pos_ != "VERB":
        return None
    return object_of(draft, verb)


def object_of(draft: Draft, verb: Token) -> Token | None:
    """A verb's object before the figure, where it is no figure itself."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or thing.pos_ != "NOUN" or thing.lower_ in ("%", "percent", "cent"):
        return None
    if not draft.view.holds(thing) or draft.view.end(thing) > draft.figure.start:
        return None
    return None if any(c.tag_ in ("CD", "$") for c in thing.children) else through_generic(thing)


def _equal(unit: Token) -> Token | None:
    """What an amount is said to be: "5% is a fair raise"."""
    verb = unit.head
    if unit.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    return next((c for c in verb.children if c.dep_ == "attr" and c.pos_ == "NOUN" and c.tag_ == "NN"), None)


def _subject(draft: Draft, unit: Token) -> Token | None:
    """The subject of the clause: "Wages rose 4%", "while falling by a fifth"."""
    verb = clause_verb(unit)
    found = subject_of(draft.view, verb) if verb is not None else None
    if found is None or found.i == unit.i or found.pos_ not in NOUN_TAGS:
        return None
    objects = (
        [c for c in verb.children if c.dep_ == "dobj" and c.i != unit.i and c.i < unit.i] if verb is not None else []
    )
    if found.pos_ == "PROPN" and objects and unit.dep_ == "pobj" and any(c.tag_ == "CD" for c in objects[0].children):
        return None  # "Lee won 52% of the vote to 46%": not of Lee
    return through_generic(found, unit)
