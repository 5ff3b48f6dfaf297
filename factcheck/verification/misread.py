"""Misses of figures that are hardly of what they were read of, by how their sentence tells them.

"Of Ohio's 88 sheriffs, seven" is no count of seven's kind, "39 more than Florida" is a difference, and 64,000 beside
159 million jobs, which is right of the jobs added, is no error about a level.
"""

from __future__ import annotations

import re

from claims.model import Claim, Kind
from claims.vocabulary.words import content_words
from factcheck.queries.algebra import Change, Value
from factcheck.verification.holding import Held
from factcheck.verification.model import Explanation

TIMES = 10
"""How many times as large as the other a value and a figure are of which nobody takes one for the other."""
NUMBER = (r"(?:\d[\d,.]*(?: million| thousand| billion)?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even"
          r"|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|a dozen)")
WHOSE = r"(?:the |its |their |(?:the )?[A-Za-z][\w.’' ]*[’']s? )?$"
OF_SO_MANY = re.compile(rf"\b{NUMBER}(?: [a-z’'-]+)? (?:out )?of (?:all )?{WHOSE}")
"""Before a count: the whole, of which a part was counted ("53 of Tennessee's 95 counties")."""
OUT_OF = re.compile(
    r"(?:^|[;.,—–] ?)\W*(?:(?:[Bb]ut|[Aa]nd|[Ii]n [A-Z][\w ]*,) )?(?:[Oo]f|[Aa]cross|[Aa]mong|[Oo]ut of)"
    rf" (?:(?:all|only|just|about|some|more than) )?{WHOSE}")
"""At the head of a clause: the whole, before the part ("Of Ohio's 88 sheriffs, seven")."""
WITH = re.compile(r"^\W*With (?:all |the )*$")
SEATS = re.compile(r"\b(?:seats|counties|districts)$")
MORE_THAN_ANOTHER = re.compile(r"(?: [\w’'().-]+){0,2}? (?:more|fewer|less)\b(?! than \d)[^;.]*?\bthan\b")
BY_SO_MANY = re.compile(
    r"\b(?:exceed(?:s|ed)?|outnumber(?:s|ed)?|outpac(?:es|ed)|top(?:s|ped)?|surpass(?:es|ed)?)\b[^,;.]* by "
    r"(?:about |nearly |some )?$")
WHOLES = frozenset({"county", "sheriff", "seat", "agency", "department", "district", "office", "municipality", "town"})
"""What there are so many of, whether a table counts them or not."""
COUNTED_BY_SEVERAL = frozenset({"encounter", "apprehension", "arrest", "seizure", "stop"})
"""What several bodies count, each for itself: whose count it is has to be said."""
PEOPLE = frozenset({"person", "people"})
ARRIVED = frozenset({"immigrant", "migrant", "birth", "baby", "death", "newborn", "newcomer", "arrival"})
COMPARED = re.compile(r"\b(?:more|fewer|less|another)\b", re.IGNORECASE)
QUARTERLY = re.compile(r"[^,;.\d]*\bquarter[- ](?:on|over)[- ]quarter\b", re.IGNORECASE)
ANOTHER_PACE = re.compile(
    r"[^,;.\d]*\b(?:at an annual(?:ized)? (?:rate|pace)|annualized|quarter[- ](?:on|over)[- ]quarter"
    r"|(?:on|over) the quarter)\b", re.IGNORECASE)
SIGNED = re.compile(r"\s*(?:\+|minus\b|[-−–]\d)")
THEY_ARE = re.compile(r"(?P<part> (?:of|in|with|under) [^,;.]{0,60}?)? (?:is|are|was|were) (?P<what>[^,;.]+)")
"""Behind a number: what those are ("sixty-four are police departments")."""
ASIDE_WITH = re.compile(r", (?:now |[a-z]+ )?with (?:an? )?[^,;.\d$]*\$?$")
"""Before a figure: an aside on who is spoken of, in which it is told ("Spain, with a GDP of $1.6 trillion, was")."""
MORE_STATES = re.compile(r"\bstates (?:have|had|hold|held) $")


def misread(claim: Claim, held: Held, explanation: Explanation | None) -> str | None:
    """Why a miss is more likely one of the reading; None where its sentence tells the figure as it was read."""
    query = held.reading.query
    counted = claim.kind is Kind.COUNT
    if counted and claim.head in WHOLES and (OF_SO_MANY.search(claim.ahead) or ("," in claim.behind and _leads(claim))):
        return "it may be a whole of which the text counts a part"
    if counted and MORE_STATES.search(claim.ahead):
        return "it may be what is compared with, and not what is counted"
    period = claim.period.text if claim.period is not None else None
    if ASIDE_WITH.search(claim.ahead) and claim.behind.startswith(",") and period and period in claim.behind:
        return "it may be of another time than what its sentence tells of"
    level = isinstance(query, Value)
    apart = level or claim.head in ARRIVED
    if apart and (_is_a_difference(claim) or BY_SO_MANY.search(claim.ahead)) and claim.head != "vote":
        return "it may be a difference between two"
    if not level and isinstance(query, Change) and claim.head in ARRIVED and not COMPARED.search(claim.figure):
        return "it may be how many came or went, and not by how many their number changed"
    pace = ANOTHER_PACE if isinstance(query, Change) else QUARTERLY
    if isinstance(query, Change | Value) and "%" in claim.figure and pace.match(claim.behind):
        return "it may be the change over another time than the one read"
    return _of_another_unit(claim, held, explanation) if explanation is not None else None


def _leads(claim: Claim) -> bool:
    """Whether a whole is told at the head of a clause, before its part."""
    held = WITH.search(claim.ahead) is not None and SEATS.search(claim.counted or "") is not None
    return held or OUT_OF.search(claim.ahead) is not None


def _is_a_difference(claim: Claim) -> bool:
    """Whether so many more, or fewer, are told of one than of another: "39 more agreements than Florida"."""
    text, (start, _) = claim.sentence.text, claim.within
    number = re.match(NUMBER, text[start:])
    return number is not None and MORE_THAN_ANOTHER.match(text, start + number.end()) is not None


def _of_another_unit(claim: Claim, held: Held, explanation: Explanation) -> str | None:
    if explanation.reason != "another_unit":
        return None
    value, figure = abs(held.assessment.value), abs(claim.quantity.low)
    small, large = sorted((value, figure))
    loose = not claim.counted or claim.head == "state"
    apart = loose and bool(small) and large >= TIMES * small and " per " not in f"{claim.figure}{claim.behind[:8]}"
    right, _, read = explanation.instead.partition(", not ")
    theirs, ours = set(content_words(right)), set(content_words(read))
    named = THEY_ARE.match(claim.behind)
    if named is not None and named["part"] and " of " not in claim.figure:
        named = None
    counted = set() if claim.head in PEOPLE else set(content_words(claim.counted or ""))
    beside = (counted | set(content_words(named["what"] if named else ""))) & (theirs - ours)
    sentence = set(content_words(claim.sentence.text))
    alike = claim.head in COUNTED_BY_SEVERAL and counted & theirs & ours and not sentence & (theirs ^ ours)
    absurd = held.assessment.reason == "bound_far_off"
    if absurd or apart or beside or alike or SIGNED.match(claim.figure):
        return f"it may be of {right}" if right else "it may be of another measure"
    return None
