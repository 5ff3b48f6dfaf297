"""The subject of a figure's clause where it is something that no table knows: "Restaurants, to no one's surprise, added".

What else a clause says may limit its figure or only colour it. Its subject is what the figure is of.
"""

from __future__ import annotations

import re

from claims.model import Claim
from claims.vocabulary.words import tokens
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of

CLAUSES = re.compile(r"[;:—–]|, (?:and|but|while|whereas|as|with|which|who|so|or|yet) |\b(?:because|although|though) ")
"""Between the clauses of a sentence."""
ADVERBIAL = re.compile(rf"\W*(?:{any_of('adverbial_starts')}|[a-z]+ly)\b", re.IGNORECASE)
"""How a stretch begins that only says when, where or how."""


def unknown_subject(claim: Claim, words: DatasetLexicon) -> tuple[str, ...]:
    """The words of the subject that neither the table nor ordinary language explains; none where it has no subject."""
    clause = CLAUSES.split(claim.ahead)[-1]
    if claim.counted and not claim.inherited and claim.counted.lower() in clause.lower():
        return ()  # it is what the figure measures: "with consumer prices up 4.2%"
    for stretch in clause.split(","):
        if not stretch.strip() or ADVERBIAL.match(stretch):
            continue
        subject = stretch[: _verb(stretch)]
        left = leftovers.unexplained(subject, words.find(subject), part="predicates")
        pointing = leftovers.inert("pointers") | leftovers.inert("around")
        return tuple(word for word in left if not all(token.stem in pointing for token in tokens(word)))
    return ()


def _verb(stretch: str) -> int:
    """Where the first word of having, being or changing behind the first one begins; its end where there is none."""
    verbs = leftovers.inert("predicates") | leftovers.inert("changes") | leftovers.inert("flows")
    return next((token.start for token in tokens(stretch)[1:] if token.stem in verbs), len(stretch))
