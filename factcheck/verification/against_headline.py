"""The headline held against the text that it stands over.

Only a number of things is compared, and only with the sentence near the top that says the same in more words. Wherever
the text has the headline's number, for whatever, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from claims.model import Bound, Claim, Kind, Modality, Quantity
from claims.vocabulary import numbers
from claims.vocabulary.number_model import Form, NumberMention
from claims.vocabulary.words import content_words, singular, stem
from factcheck.verification.acceptance import acceptable
from factcheck.verification.comparing import kindly, say
from factcheck.verification.formatting import stated
from factcheck.verification.model import Consistency, Passage
from factcheck.verification.policy import Policy

TOP = 3
"""In so many sentences with figures the text takes its headline up."""
ALIKE = 3
"""So many words has the sentence that takes it up in common with it, the counted noun among them."""
SUMS = 12
"""Of so many figures of the same things any two or three may make up the headline's."""
_NOUN = re.compile(r" ([A-Za-z][a-z]+)\b(?!-)")
_OPEN = re.compile(r"\b(?:than|least|most|to|over|nearly|almost|about|around|some|under|every|top|first|last|of|in|for|"
                   r"after|between|and|another|per|No\.?|number|by) $", re.IGNORECASE)
"""What stands before a number of a headline that is open, a part, a length of time or a name."""


def headline_against_text(title: str | None, claims: Sequence[Claim],
                          policy: Policy) -> Iterator[tuple[str, Consistency]]:
    """The claim near the top of the text that has another number than the headline, by its id."""
    if not title or not _names_what_is_counted(title, claims):
        return
    for mention in numbers.find(title):
        noun = _NOUN.match(title, mention.end)
        if noun is None or mention.form not in (Form.DIGITS, Form.WORDS) or _OPEN.search(title[:mention.start]):
            continue
        head, quantity = singular(noun[1].lower()), _quantity(mention)
        same = [claim for claim in claims if claim.kind is Kind.COUNT and claim.head == head]
        if not same or _is_had(quantity, same, claims, policy):
            continue
        first = _taken_up(title, same, claims)
        if first is not None:
            yield first.id, say(
                "headline_differs", first.id, holds=False, here=stated(first.quantity, first.kind, noun=first.counted),
                there=title[mention.start:noun.end()],
            ).model_copy(update={"at": (
                Passage(text=first.figure, start=first.start, end=first.end),
                Passage(text=title[mention.start:noun.end()], start=mention.start, end=noun.end(), of="title"))})


def _names_what_is_counted(title: str, claims: Sequence[Claim]) -> bool:
    """Whether it can say anything at all: its words are looked at before its numbers, which takes longer."""
    heads = {claim.head for claim in claims if claim.kind is Kind.COUNT and claim.head}
    return any(singular(word.lower()) in heads for word in re.findall(r"[A-Za-z]+", title))


def _quantity(mention: NumberMention) -> Quantity:
    return Quantity(low=mention.low, high=mention.high, precision=mention.precision)


def _is_had(quantity: Quantity, same: Sequence[Claim], claims: Sequence[Claim], policy: Policy) -> bool:
    """Whether any figure of the text, or the sum of some that count the same, agrees with it."""
    accepted = acceptable(quantity.model_copy(update={"bound": Bound.ABOUT}), Kind.COUNT, policy)
    own = [claim.quantity for claim in claims]
    own += [claim.whole_quantity for claim in claims if claim.whole_quantity is not None]
    if any(each.low == quantity.low for each in own) or any(kindly(each, policy).meets(accepted) for each in same):
        return True
    counts = [claim.quantity.low for claim in claims if claim.kind is Kind.COUNT][:SUMS]
    return any(accepted.contains(sum(some, Decimal(0))) for size in (2, 3) for some in combinations(counts, size))


def _taken_up(title: str, same: Sequence[Claim], claims: Sequence[Claim]) -> Claim | None:
    """The first figure of the same things, where its sentence says what the headline says, of what is or will be."""
    starts = sorted({claim.sentence.start for claim in claims})
    first = same[0]
    if first.modality not in (Modality.ASSERTED, Modality.FORECAST) or first.sentence.start not in starts[:TOP]:
        return None
    common = {stem(word) for word in content_words(title)} & {stem(word) for word in content_words(first.sentence.text)}
    return first if len(common) >= ALIKE else None
