"""What leads to the figure of a place and says which others it stands among: "Among its neighbors, Texas was at"."""

from __future__ import annotations

import re

from claims.model import Claim, Source
from factcheck.matching.words.word_lists import any_of

AMONG = re.compile(
    r"^\W*(?:(?:And|But) )?(?:[Aa]mong|[Aa]mongst|[Oo]f|[Aa]cross) (?:[\w’'.-]+ ){0,5}?"
    rf"{any_of('groups_of_places')}(?: (?:in|of|to|along|that border|bordering) (?:[\w’'.-]+ ?){{1,4}})?, ")


def left_out(words: str, claim: Claim) -> str:
    """The words that lead to a figure of a place that its sentence names, without the group that it is one of."""
    stated = claim.places and claim.places_source is Source.STATED
    return AMONG.sub("", words) if stated else words
