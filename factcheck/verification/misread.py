"""Misses of figures that are hardly of what they were read of, by how their sentence tells them.

"Of Ohio's 88 sheriffs, seven" is no count of seven's kind, "39 more than Florida" is a difference, and 64,000 beside
159 million jobs, which is right of the jobs added, is no error about a level.
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims.model import Claim, Kind
from claims.vocabulary.words import content_words
from factcheck.queries.algebra import Change, CountWhere, Difference, Value
from factcheck.verification.doubt_words import any_of, told, words
from factcheck.verification.holding import Held
from factcheck.verification.model import Explanation

ABSURD = 1000
"""The same, whatever is named: 64,000 nonfarm payrolls are the jobs added, and no error about 159 million."""
TIMES = 10
"""How many times as large as the other a value and a figure are of which nobody takes one for the other."""

_NUMBER = rf"(?:\d[\d,.]*(?: {any_of('scales')})?|{any_of('numerals', capital=True)}|a dozen)"
_NAMED = r"(?:the )?[A-Za-z][\w.’' ]*[’']s?"
_WHOSE = rf"(?:the |its |their |{_NAMED} )?$"
OF_SO_MANY = re.compile(rf"\b{_NUMBER}(?: [a-z’'-]+)? (?:out )?of (?:all )?{_WHOSE}")
"""Before a count: the whole, of which a part was counted ("53 of Tennessee's 95 counties")."""
_CLAUSE = r"(?:^|[;.,—–] ?)\W*"
_LED_IN = rf"(?:(?:{any_of('joins', capital=True)}|[Ii]n [A-Z][\w ]*,) )?"
OUT_OF = re.compile(
    rf"{_CLAUSE}{_LED_IN}{any_of('out_of', capital=True)} (?:{any_of('how_many')} )?{_WHOSE}")
"""At the head of a clause: the whole, before the part ("Of Ohio's 88 sheriffs, seven")."""
WITH = re.compile(r"^\W*With (?:all |the )*$")
SEATS = re.compile(rf"\b{any_of('seats')}$")
MORE_THAN_ANOTHER = re.compile(
    rf"(?: [\w’'().-]+){{0,2}}? {any_of('compared')}\b(?! than \d)[^;.]*?\bthan\b")
BY_SO_MANY = re.compile(rf"\b{any_of('exceeds')}\b[^,;.]* by (?:{any_of('roughly')} )?$")
COMPARED = re.compile(rf"\b(?:{any_of('compared')}|another)\b", re.IGNORECASE)
_QUARTERLY = rf"quarter[- ]{any_of('over')}[- ]quarter"
_ANNUAL = rf"at an {any_of('annual')} {any_of('paces')}|annualized|{any_of('over')} the quarter"
QUARTERLY = re.compile(rf"[^,;.\d]*\b{_QUARTERLY}\b", re.IGNORECASE)
ANOTHER_PACE = re.compile(rf"[^,;.\d]*\b(?:{_ANNUAL}|{_QUARTERLY})\b", re.IGNORECASE)
SIGNED = re.compile(r"\s*(?:\+|minus\b|[-−–]\d)")
_PART = r"(?P<part> (?:of|in|with|under) [^,;.]{0,60}?)?"
THEY_ARE = re.compile(rf"{_PART} {any_of('are')} (?P<what>[^,;.]+)")
"""Behind a number: what those are ("sixty-four are police departments")."""
ASIDE_WITH = re.compile(r", (?:now |[a-z]+ )?with (?:an? )?[^,;.\d$]*\$?$")
"""Before a figure: an aside on who is spoken of, in which it is told ("Spain, with a GDP of $1.6 trillion, was")."""
VAGUE = re.compile(r"(?:[a-z]+ )*(?:tens|dozens|scores|hundreds|thousands) of\b", re.IGNORECASE)
"""Of which there may be any number: "dozens of agencies" is no word against 137."""
MORE_STATES = re.compile(rf"\bstates {any_of('holds')} $")


def misread(claim: Claim, held: Held, explanation: Explanation | None) -> str | None:
    """Why a miss is more likely one of the reading; None where its sentence tells the figure as it was read."""
    doubt = _by_its_sentence(claim, held)
    if doubt is not None:
        return told(doubt, figure=claim.figure)
    return _of_another_unit(claim, held, explanation) if explanation is not None else None


def _by_its_sentence(claim: Claim, held: Held) -> str | None:
    """The doubt that the words around a figure give, whatever would explain it."""
    query = held.reading.query
    value, quantity = held.assessment.value, claim.quantity
    too_many = isinstance(query, CountWhere) and quantity.low > TIMES * max(value, Decimal(1))
    if too_many or (VAGUE.match(claim.figure) and value > quantity.high):
        return "of_what"  # a table of three kinds counts no thousands of them
    if claim.kind is Kind.COUNT:
        whole = claim.head in words("wholes")
        if whole and (OF_SO_MANY.search(claim.ahead) or ("," in claim.behind and _leads(claim))):
            return "whole_of_a_part"
        if MORE_STATES.search(claim.ahead):
            return "held_against"
    period = claim.period.text if claim.period is not None else None
    if ASIDE_WITH.search(claim.ahead) and claim.behind.startswith(",") and period and period in claim.behind:
        return "of_another_time"
    level, arrived = isinstance(query, Value), claim.head in words("arrived")
    as_one = isinstance(query, Difference)  # it was read as what it is: "births outnumbered deaths by 6,195"
    if (level or arrived) and not as_one and (_is_a_difference(claim) or BY_SO_MANY.search(claim.ahead)) \
            and claim.head not in words("led_by"):
        return "difference"
    if isinstance(query, Change) and arrived and not COMPARED.search(claim.figure):
        return "arrivals"
    pace = ANOTHER_PACE if isinstance(query, Change) else QUARTERLY
    if isinstance(query, Change | Value) and "%" in claim.figure and pace.match(claim.behind):
        return "another_span"
    return None


def _leads(claim: Claim) -> bool:
    """Whether a whole is told at the head of a clause, before its part."""
    held = WITH.search(claim.ahead) is not None and SEATS.search(claim.counted or "") is not None
    return held or OUT_OF.search(claim.ahead) is not None


def _is_a_difference(claim: Claim) -> bool:
    """Whether so many more, or fewer, are told of one than of another: "39 more agreements than Florida"."""
    text, (start, _) = claim.sentence.text, claim.within
    number = re.match(_NUMBER, text[start:])
    return number is not None and MORE_THAN_ANOTHER.match(text, start + number.end()) is not None


def _of_another_unit(claim: Claim, held: Held, explanation: Explanation) -> str | None:
    """The doubt that arises where a figure that says too little is right of another measure."""
    if explanation.reason != "another_unit":
        return None
    absurd = held.assessment.reason == "bound_far_off"
    right, _, read = explanation.instead.partition(", not ")
    if not (absurd or _is_far_from_it(claim, held) or _is_named_beside(claim, right, read)
            or _is_counted_by_several(claim, right, read) or SIGNED.match(claim.figure)):
        return None
    return told("something_else" if right else "another_measure", figure=claim.figure, right=right)


def _is_far_from_it(claim: Claim, held: Held) -> bool:
    """Whether nobody who names so little of what is counted takes the one number for the other."""
    small, large = sorted((abs(held.assessment.value), abs(claim.quantity.low)))
    loose = not claim.counted or claim.head == "state"
    rate = " per " in f"{claim.figure}{claim.behind[:8]}"
    return bool(small) and large >= (TIMES if loose else ABSURD) * small and not rate


def _is_named_beside(claim: Claim, right: str, read: str) -> bool:
    """Whether what the number is right of is what its own words name, and what was read is not."""
    named = THEY_ARE.match(claim.behind)
    if named is not None and named["part"] and " of " not in claim.figure:
        named = None
    what = named["what"] if named is not None else ""
    return bool((_counted(claim) | set(content_words(what))) & (set(content_words(right)) - set(content_words(read))))


def _is_counted_by_several(claim: Claim, right: str, read: str) -> bool:
    """Whether several bodies count such things, and its sentence does not say whose count it is."""
    theirs, ours = set(content_words(right)), set(content_words(read))
    if claim.head not in words("counted_by_several") or not _counted(claim) & theirs & ours:
        return False
    return not set(content_words(claim.sentence.text)) & (theirs ^ ours)


def _counted(claim: Claim) -> set[str]:
    return set() if claim.head in words("people") else set(content_words(claim.counted or ""))
