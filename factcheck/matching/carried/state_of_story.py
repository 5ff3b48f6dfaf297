"""The state that a story is set in, for a figure that only points at it: "the state's jobless rate"."""

from __future__ import annotations

import re

from claims.model import Claim, Place
from claims.vocabulary import datelines, places
from factcheck.articles.model import Article

OF_THE_STATE = re.compile(
    r"\b(?:statewide|the (?:state|commonwealth))\b|\bstate[’']s\b(?! (?:lar|big|most|old))", re.IGNORECASE
)
THERE = re.compile(r"\b(?:there|here)\b", re.IGNORECASE)
"""Points at a place, wherever it was spoken of."""
THERE_ARE = re.compile(
    r"\bthere (?:are|were|have been|had been|remain|exist)\b"
    r"|(?:^\W*|[,;:—–(]\s*|\b(?:and|but|that|when|while|as|said) )there(?:[’']s| (?:is|was|has been|will be))\b",
    re.IGNORECASE)
"""Says that there is something, and points at no place; "the rate there was" does."""


def of_the_story(claim: Claim, lent: Claim | None, article: Article) -> Place | None:
    """The state that a story is set in, where a claim without a place points at it: "the state's jobless rate".

    "There" is where the story spoke of, and a dateline only says where it was written.
    """
    text = claim.sentence.text
    if claim.places or lent is None or not (OF_THE_STATE.search(text) or THERE.search(text)):
        return None
    states = [place for place in lent.places if place.kind == "state"]
    points = OF_THE_STATE.search(text) or THERE.search(THERE_ARE.sub("", text))
    if not points and not {one.place for one in places.find(article.title or "")} & set(states):
        return None  # "there were 22,830 births" is of the state that a story is about, by its title
    if len(states) != 1 or not (OF_THE_STATE.search(text) or _is_told_of(states[0], article)):
        return None
    return states[0]


def _is_told_of(place: Place, article: Article) -> bool:
    """Whether the headline or the text itself names a place, beside its datelines."""
    lines = [line[datelines.end(line) :] for line in article.text.splitlines()]
    return any(mention.place == place for mention in places.find("\n".join([article.title or "", *lines])))
