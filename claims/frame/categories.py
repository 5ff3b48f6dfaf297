"""Other limits of a claim: "task force model", "men aged 20 to 24"; all but place, time and the counted thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.frame.draft import Draft
from claims.syntax import noun_phrase
from claims.vocabulary.periods import PeriodMention
from claims.vocabulary.places import PlaceMention
from claims.vocabulary.remembering import remembered

BRACKET = re.compile(
    r"\b(?:aged|ages?|between the ages of) (?:between )?\d{1,3}(?:(?:\s?[-–]\s?| to | and | through )\d{1,3})?"
    r"(?: (?:and|or) (?:older|over|younger|under))?"
    r"|\b\d{1,2}(?:\s?[-–]\s?| to )\d{1,2}[- ]year[- ]olds?\b|\b\d{1,2} (?:and|or) (?:older|over|younger)\b",
    re.I,
)


def _all_brackets(text: str) -> tuple[str, ...]:
    return tuple(m.group() for m in BRACKET.finditer(text))


_brackets = remembered(_all_brackets)


def fill(draft: Draft, where: Sequence[PlaceMention], when: Sequence[PeriodMention]) -> None:
    """Fills ``categories`` with the noun phrases of the clause that limit the figure."""
    view = draft.view
    taken = [(m.start, m.end) for m in where] + [(m.start, m.end) for m in when] + [(draft.start, draft.end)]
    found = list(_brackets(view.text))
    if draft.verb is None:
        draft.categories = tuple(found)
        return
    for token in view.clause(draft.verb):
        if (
            token.pos_ not in ("NOUN", "PROPN")
            or not view.holds(token)
            or token.dep_ in ("compound", "nmod", "npadvmod")
        ):
            continue
        if (draft.noun is not None and token.i == draft.noun.i) or token.text in ("%", "percent", "cent", "half"):
            continue
        phrase = [
            t for t in noun_phrase(token) if t.pos_ not in ("DET", "PRON", "NUM", "ADP", "SCONJ") and view.holds(t)
        ]
        if not phrase:
            continue
        start, end = view.start(phrase[0]), view.end(token)
        if any(s < end and start < e for s, e in taken):
            continue
        words = re.sub(r"\s+", " ", view.text[start:end]).strip()
        if words and words not in found:
            found.append(words)
    draft.categories = tuple(found)
