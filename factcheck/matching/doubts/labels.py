"""What stands at the figures of a list as their label: "Unemployment by sex in November: men, 4.8%; women, 4.3%"."""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from factcheck.matching.asking.state import State
from factcheck.matching.doubts.set_apart import unknown
from factcheck.matching.model import Match
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

SHORT = 5
"""Up to so many words are a label; more are a clause."""
OF_ITS_OWN = 3
"""The same of one that has a colon of its own."""
ENDS = re.compile(r"[:;\n]")
A_VERB = re.compile(rf"\b(?:is|are|was|were|be|been|has|have|had|rose|fell|{any_of('label_verbs')})\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"\W*(?:and|or|but|up|down|from|to|than|with|compared|versus|vs\.?|in|at|by|about|nearly"
    r"|almost)\b", re.IGNORECASE)
"""How words begin that lead from one figure to the next, and are no label."""
OF_AN_AGE = re.compile(
    r"\s*(?:and (?:over|older|up|above|under|younger))?\s*[,:]\s*(?:about )?\d[\d.]*\s?(?:%|percent)", re.IGNORECASE)
"""Behind the bounds of an age or an income: the share of those within them."""
OWN = re.compile(r"(?:^|[,;—–]|\s-\s|[•*]\s)\s*(?P<label>[^,;:—–•*]{1,40}):\s*$")
"""A label with a colon of its own: "men: 4.8%; women: 4.3%"."""
NUMBERED = re.compile(r"(?:\d|over|under|above|below)[^:;]*\d[^:;%]*$", re.IGNORECASE)


def labeled(claim: Claim, found: Match, state: State) -> str | None:
    """The label of a figure in a list, where its table does not know it; None where there is none."""
    if ":" not in claim.ahead or claim.kind is Kind.RANK or found.decision:
        return None
    if "%" not in claim.figure and "percent" not in claim.figure and OF_AN_AGE.match(claim.behind):
        return claim.figure
    before = [one for one in state.claims.in_sentence(claim) if one.end <= claim.start]
    last = max((one.end for one in before), default=claim.sentence.start) - claim.sentence.start
    gap = claim.ahead[last:]
    cut = max((one.end() for one in ENDS.finditer(gap)), default=0)
    if ":" not in claim.ahead[: last + cut]:
        return None
    label = gap[cut:].strip(" ,(–—-:")
    if not label and gap.rstrip().endswith(":") and (own := OWN.search(gap)) is not None:
        label = own["label"].strip()
        in_a_list = own.start() > 0 or gap[0] in ",;—–" if before else claim.quantity.unit == "percent"
        if len(label.split()) > OF_ITS_OWN or label.isupper() or not in_a_list:
            return None  # "The top line: 68,289 people", "GUEST: 49.8 percent"
    if not label and not gap.strip(" ,:"):
        bounds = max(before, key=lambda one: one.end, default=None)
        told = bounds is not None and claim.quantity.unit == "percent" and "%" not in bounds.figure
        return bounds.figure if bounds is not None and told and NUMBERED.match(bounds.figure) else None
    if not label or len(label.split()) > SHORT or A_VERB.search(label) or (not cut and GOES_ON.match(label)):
        return None
    words = state.lexicons[selections(found.reading.query)[0].dataset]
    return label if unknown(label, words) or NUMBERED.match(label) else None
