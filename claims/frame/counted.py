"""What a figure counts or measures: head noun, modifiers, complement, predicate; and of what whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.frame import counted_age, counted_measure
from claims.frame.counted_noun import REACH, find, nominal
from claims.frame.draft import Draft
from claims.frame.nouns import CHANGE_NOUNS, GENERIC, NOUN_TAGS, lemma, people_nouns, through_generic
from claims.syntax import clause_verb, noun_phrase, subject
from claims.vocabulary import datelines, periods, units
from claims.vocabulary.numbers import Form

if TYPE_CHECKING:
    from spacy.tokens import Token


def fill(draft: Draft) -> None:
    """Fills noun, head, modifiers, counted, complement, whole, predicate and the figure's end."""
    figure = draft.figure
    draft.end = figure.end
    if figure.rank_order:
        _fill_rank(draft)
    elif figure.unit_kind or figure.form is Form.MULTIPLE:
        _fill_measured(draft)
    else:
        _fill_count(draft)
    _describe(draft)
    _host(draft)
    _predicate(draft)


def _fill_count(draft: Draft) -> None:
    whose = counted_age.find(draft)
    if whose is not None:
        draft.figure = draft.figure.with_(unit=counted_age.UNIT, unit_kind="time")
        draft.noun, draft.unit = whose, counted_age.UNIT
        return
    noun = find(draft)
    if noun is None or _is_in_a_time(draft, noun):
        draft.unit = draft.figure.unit
        return
    draft.noun = noun
    end = draft.view.end(noun)
    if re.match(r"\s*(?:and|or|but)\s+(?!\d)", draft.view.text[draft.figure.end : end]) and not any(
        t.pos_ == "NUM" for t in draft.view.within(draft.figure.end, end)
    ):
        draft.noun, draft.unit = None, draft.figure.unit  # "1,095 and state agencies 78": the noun begins a new figure
        return
    number_end = draft.figure.number_end
    between = [t for t in draft.view.within(number_end, end) if draft.view.start(t) >= number_end]
    if any(t.pos_ == "NUM" and t.tag_ == "CD" for t in between[:-1]):
        if (own := _before_the_next(between)) is not None:
            draft.noun, draft.end = own, draft.view.end(own)
        return  # "29, 13 and 57 agreements": the noun belongs to the last number's figure
    if end > draft.end and len(between) <= REACH and not _has_digits(draft.view.text[number_end:end]):
        draft.end = end


def _before_the_next(between: Sequence[Token]) -> Token | None:
    """The word that a number counts where the parser goes on to the next one's: "one independent and four vacancies".

    ``between``: what stands behind the number, up to the noun. An adjective is one of its own where the next number has
    none: in "14 old and 12 new members" both are members.
    """
    joins = next((i for i, t in enumerate(between) if t.pos_ == "CCONJ"), 0)
    if not 1 <= joins <= 2 or joins + 1 >= len(between) or between[joins + 1].tag_ != "CD":
        return None
    own, following = between[joins - 1], between[joins + 2 :]
    if own.pos_ in NOUN_TAGS:
        return own
    plain = bool(following) and all(t.pos_ in NOUN_TAGS for t in following)
    return own if plain and own.pos_ == "ADJ" and own.tag_ == "JJ" else None


def _is_in_a_time(draft: Draft, noun: Token) -> bool:
    """Whether the noun only says of when the number is: "the 61,200 of September", "the 2.4 million of fiscal 2022"."""
    behind = draft.view.text[draft.figure.number_end :]
    if not behind.startswith(" of "):
        return False
    at = draft.view.start(noun) - draft.figure.number_end
    return any(found.start == len(" of ") and at < found.end for found in periods.find(behind, published=None))


def _has_digits(words: str) -> bool:
    """A name with a number in it ("1,200 Covid-19 deaths") is told apart: no digit may end in both lists."""
    return any(character.isdecimal() for character in words)


def _fill_measured(draft: Draft) -> None:
    """Percent, money, measures: of what whole ("of voters"), of which quantity ("a rate of", "rose")."""
    draft.unit = "time" if draft.figure.form is Form.MULTIPLE else draft.figure.unit
    draft.noun = counted_measure.find(draft)
    if draft.whole_noun is not None:
        draft.whole = _phrase(draft, draft.whole_noun)


def _fill_rank(draft: Draft) -> None:
    """A rank's subject is the clause's subject; what it ranks is said in the clause or taken from the context."""
    view = draft.view
    verb = next((t for t in view.within(draft.figure.start, draft.figure.end) if t.pos_ in ("VERB", "AUX")), None)
    verb = verb or (clause_verb(draft.anchor) if draft.anchor is not None else None)
    if verb is None:
        return
    found = subject(verb)
    if found is not None and view.holds(found):
        phrase = [t for t in noun_phrase(found) if t.pos_ == "PROPN"] or [found]
        draft.subject = view.text[view.start(phrase[0]) : view.end(found)]
        if (
            found.pos_ == "PROPN"
            and view.text[view.end(found) : draft.figure.start].strip() == ""
            and view.end(found) <= draft.figure.start
            and not _has_digits(draft.subject)
        ):
            draft.figure = draft.figure.with_(start=view.start(phrase[0]))
    nouns = [
        t
        for t in view.within(draft.figure.start, draft.end)
        if t.pos_ == "NOUN"
        and t.lemma_.lower()
        not in ("list", "nation", "place", "country", "state", "roster", "ranking", "year", "decade")
    ]
    target = (
        nouns[-1]
        if nouns
        else next(
            (
                t
                for t in draft.view.clause(verb)
                if t.dep_ in ("dobj", "attr", "pobj")
                and t.pos_ == "NOUN"
                and t.lemma_.lower() not in ("list", "nation", "country", "place", "roster")
            ),
            None,
        )
    )
    if target is not None:
        draft.noun = through_generic(target)


def _phrase(draft: Draft, noun: Token) -> str:
    """The noun phrase as written, without articles, numbers and hedges."""
    view = draft.view
    words = [t for t in noun_phrase(noun) if view.holds(t)]
    if view.start(noun) >= draft.figure.end:
        last = max((t.i for t in words if t.tag_ == "CD" and view.start(t) >= draft.figure.end), default=-1)
        words = [t for t in words if view.start(t) >= draft.figure.end and t.i > last]
    while words and (
        words[0].pos_ in ("DET", "NUM", "PRON", "ADP", "SYM")
        or words[0].lower_ in ("more", "than", "about", "nearly", "of", "all", "-")
        or (view.start(words[0]) < draft.figure.number_end and draft.figure.number_start < view.end(words[0]))
    ):
        words = words[1:]
    if not words:
        return noun.text
    return view.text[view.start(words[0]) : view.end(noun)]


def _describe(draft: Draft) -> None:
    noun, view = draft.noun, draft.view
    if noun is None or not view.holds(noun):
        return
    draft.head = noun.lower_ if noun.lower_ in nominal() else lemma(noun)
    number_end = draft.figure.end if draft.figure.unit_kind is None else -1
    phrase = [
        t
        for t in noun_phrase(noun)
        if t.i < noun.i
        and t.pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "ADV")
        and (number_end < 0 or view.start(t) >= number_end)
        and not t.is_punct
        and not (view.start(t) < draft.figure.number_end and draft.figure.number_start < view.end(t))
    ]
    draft.modifiers = (*_premodifiers(draft, noun), *(t.lower_ for t in phrase))
    text = _phrase(draft, noun)
    complement = [c for c in noun.children if c.i > noun.i and c.dep_ in ("prep", "relcl", "acl") and view.holds(c)]
    text += _joined_noun(draft, noun)
    of = next((c for c in complement if c.dep_ == "prep" and c.lower_ == "of"), None)
    if of is not None:
        tail = [t for t in of.subtree if view.holds(t)]
        stop = next((t for t in tail if t.dep_ in ("relcl", "advcl", "parataxis")), None)
        tail = [t for t in tail if stop is None or t.i < stop.left_edge.i]
        if tail and len(tail) <= 10 and tail[-1].i - of.i < 11:
            joined = view.text[view.end(noun) : view.end(tail[-1])].rstrip(" ,;:)—")
            text += joined
    draft.counted = re.sub(r"\s+", " ", text).strip(" ,;:")
    others = [c for c in complement if c is not of]
    if others:
        parts = [
            view.text[view.start(c.left_edge) : view.end(c.right_edge)]
            for c in others
            if view.holds(c.left_edge) and view.holds(c.right_edge)
        ]
        draft.complement = " ".join(parts) or None
    if draft.figure.unit_kind is None and draft.figure.form is not Form.MULTIPLE:
        draft.unit = _unit_of(draft, noun)


def _premodifiers(draft: Draft, noun: Token) -> tuple[str, ...]:
    """Adjectives before the number limit what is counted as those behind it do: "top five states", "the other 12"."""
    if draft.figure.unit_kind is not None:
        return ()
    view = draft.view
    return tuple(
        t.lower_
        for t in noun_phrase(noun)
        if t.pos_ == "ADJ" and t.dep_ == "amod" and view.holds(t) and view.end(t) <= draft.figure.start
        and not any(one.pos_ == "CCONJ" for one in view.within(view.end(t), draft.figure.start))
    )


def _unit_of(draft: Draft, noun: Token) -> str | None:
    """The unit of a count: what is counted, people for what stands for people, none for a value of one thing."""
    if draft.head in people_nouns() or noun.lower_ in nominal():
        return "person"
    behind = draft.view.start(noun) >= draft.figure.end
    if behind and (whole := _compound_unit(draft, noun)):
        return whole
    if behind and noun.tag_ == "NN" and draft.figure.low > 1 and (measure := _measure_before(draft, noun)):
        return measure
    # "The index rose to 250" counts no indexes; "the number of wells rose to 250" counts wells.
    before = not behind and draft.view.text[draft.view.end(noun) : draft.figure.start] != " or "
    value_of_one = before and (noun.tag_ == "NN" or draft.figure.pattern == "decade_range")
    if value_of_one and draft.figure.low != 1:
        named = units.lookup(draft.head or "")  # "a magnitude of 6.6"
        return named.name if named is not None else None
    return draft.head


def _compound_unit(draft: Draft, noun: Token) -> str | None:
    """A unit of two words that a word parts from its number: "40 fewer square kilometers" are no kilometers."""
    view = draft.view
    if noun.i == 0 or view.start(noun.nbor(-1)) < draft.figure.number_end:
        return None
    whole = units.lookup(view.text[view.start(noun.nbor(-1)) : view.end(noun)])
    return whole.name if whole is not None else None


def _measure_before(draft: Draft, noun: Token) -> str | None:
    """What a number counts inside a compound: the vote of "a 149-vote margin", the page of "a 12 page report"."""
    between = [t for t in draft.view.within(draft.figure.end, draft.view.start(noun)) if t.is_alpha]
    first = between[0] if between else None
    return first.lemma_.lower() if first is not None and first.tag_ == "NN" and first.i < noun.i else None


def _joined_noun(draft: Draft, noun: Token) -> str:
    """The second half of "police departments and sheriff's offices": the number counts both together."""
    view = draft.view
    other = next(
        (c for c in noun.children if c.dep_ == "conj" and c.pos_ == "NOUN" and c.i > noun.i and view.holds(c)), None
    )
    if other is None or any(c.dep_ in ("nummod", "det") for c in other.children):
        return ""
    gap = view.text[view.end(noun) : view.end(other)]
    return gap if re.match(r" (?:and|or) (?:[\w’'-]+ ){0,3}[\w’'-]+$", gap) else ""


NO_HOSTS = GENERIC | CHANGE_NOUNS | {"home", "list", "roster", "register"}


def _host(draft: Draft) -> None:
    """The noun that the counted things are a part or property of: it limits them as a modifier does."""
    noun, view = draft.noun, draft.view
    if noun is None or draft.figure.unit_kind is not None or noun.dep_ != "pobj" or noun.head.dep_ != "prep":
        return
    host: Token | None = noun.head.head
    if host is not None and host.pos_ in ("VERB", "AUX") and noun.head.lower_ in ("in", "across"):
        host = subject(host)  # "half of them are in two states": the states are where, not how many
        if host is None or host.lemma_.lower() not in PARTS:
            return
        draft.host = host.text
        return
    if host is None or host.pos_ not in NOUN_TAGS or not view.holds(host) or host.i > noun.i:
        return
    if host.lemma_.lower() in NO_HOSTS | PARTS:
        return
    phrase = [t for t in noun_phrase(host) if t.pos_ in ("ADJ", "NOUN", "PROPN") and view.holds(t)]
    if phrase:
        draft.host = view.text[view.start(phrase[0]) : view.end(host)]


PARTS = frozenset({"half", "third", "quarter", "majority", "most", "percent", "%", "many", "rest", "bulk"})
"""Words for a part of something."""


def _predicate(draft: Draft) -> None:
    """The words of the clause beside the figure's own noun phrase."""
    view = draft.view
    start = draft.noun if draft.noun is not None and draft.figure.unit_kind is None else draft.anchor
    if start is None:
        return
    verb = clause_verb(start)
    if verb is None or not view.holds(verb):
        return
    draft.verb = verb
    own = {t.i for t in view.within(draft.figure.start, draft.end)}
    begins = datelines.end(view.text)
    words = [t for t in view.clause(verb) if t.i not in own and view.holds(t) and view.start(t) >= begins]
    draft.predicate = " ".join(t.text for t in words if not t.is_punct) or None
