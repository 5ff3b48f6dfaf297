"""Times of the telling: "officials said Tuesday" says when it was said, and not when it was so."""

from __future__ import annotations

import re
from functools import cache

from claims.vocabulary.data import read_toml
from claims.vocabulary.periods import PeriodMention

NEAR = re.compile(
    r"(?:on )?(?:(?:late|early) )?"
    r"(?:(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today|tonight|this (?:morning|afternoon|evening)|last night)",
    re.IGNORECASE,
)
"""Days so near that they are told of the news itself; "said in July" dates what was said."""


@cache
def _said() -> re.Pattern[str]:
    verbs = "|".join(sorted(read_toml("speech.toml")["attribution"]["past"]))
    return re.compile(rf"\b(?:{verbs})(?: (?:reporters|lawmakers|the AP|in a (?:statement|report|news release)))?,?"
                      rf" (?:on |late |early )*$", re.IGNORECASE)


@cache
def _delivered() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(read_toml('periods.toml')['delivered']['nouns'])})\b")


LED = re.compile(
    r"\b(?:in|of|since|during|through|until|by|last|this|next|for|from|to|and|early|late|mid) $", re.IGNORECASE
)


def names_a_thing(text: str, mention: PeriodMention) -> bool:
    """Whether a month names the goods that are delivered in it: "December corn fell to $4.20"."""
    led = LED.search(text, max(0, mention.start - 12), mention.start)
    return _delivered().match(text, mention.end) is not None and led is None


def is_of_the_telling(text: str, mention: PeriodMention) -> bool:
    """Whether a time stands right behind a verb of saying, and is of these days."""
    if NEAR.fullmatch(mention.text) is None:
        return False
    return _said().search(text[: mention.start]) is not None or RELEASED.match(text, mention.end) is not None


RELEASED = re.compile(r",? (?:released|published|issued|posted|put out|announced|unveiled)\b")
"""Right behind a day: "the bureau today released its estimates for 2022"."""
