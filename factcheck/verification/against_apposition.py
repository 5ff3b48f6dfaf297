"""One share said in two ways, side by side: "120 of the 400, or 40%"; "a third of voters (45%)"; "a majority, 48%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from claims.model import Claim, Kind, Quantity
from factcheck.verification.acceptance import Interval
from factcheck.verification.comparing import between, kindly, say, span
from factcheck.verification.formatting import measured, plain, stated
from factcheck.verification.model import Consistency
from factcheck.verification.policy import Policy
from factcheck.verification.wordings import wordings

_OR = re.compile(r"[^,;:()]{0,40}(?:,? or |, that is,? |, which is |, equal to )(?:just |only |exactly )?")
_BRACKET = re.compile(r"[^,;:()]{0,40} \((?:or |that is,? |just |only )?")
_ALONE = re.compile(r"[^,;:()]{0,40}, ")
_OF = re.compile(r"(?:.*[,;] )?(?:out )?of (?:the |its |all |those |these )*", re.IGNORECASE | re.DOTALL)
_OF_WHOLE = re.compile(r"[^,;:()]{0,30},? ?", re.IGNORECASE)
_IN_ALL = re.compile(r" (?:in all|in total|altogether|all told)\b")
_PART_BEHIND = re.compile(r"[^,;:()]{0,40}(?:, or |, | \()(?:or |a total of )?")


def said_twice_at_once(group: Sequence[Claim], policy: Policy) -> Iterator[tuple[str, Consistency]]:
    """The figures of one sentence that stand beside another way of saying them, by claim id."""
    for at, claim in enumerate(group):
        found: list[Consistency | None] = []
        if claim.kind is Kind.COUNT:
            found.append(_majority_of_count(claim, policy))
        elif _is_share(claim):
            found.append(_majority(claim, policy))
            if at:
                found.append(_said_before(claim, group[at - 1], group[:at - 1], policy))
            if at + 2 < len(group):
                found.append(_said_behind(claim, group[at + 1], group[at + 2], policy))
        yield from ((claim.id, one) for one in found if one is not None)


def _is_share(claim: Claim) -> bool:
    return claim.kind is Kind.SHARE and measured(claim).unit == "percent"


def _said_before(claim: Claim, before: Claim, earlier: Sequence[Claim], policy: Policy) -> Consistency | None:
    """ "120 of the 400, or 40%"; "half of the drivers, or 38%"."""
    words = between(before, claim)
    if words is None or not _reworded(words, claim):
        return None
    if _is_share(before):
        return _shares(before, claim, policy)
    whole = _whole_of(before, earlier) if before.kind is Kind.COUNT else None
    return None if whole is None else _part(claim, before, whole, policy)


def _said_behind(claim: Claim, whole: Claim, part: Claim, policy: Policy) -> Consistency | None:
    """ "One in five of the 1,000 patients, 350 in all"."""
    if not _is_whole(claim, whole) or part.kind is not Kind.COUNT or not _in_all(whole, part):
        return None
    return _part(claim, part, whole.quantity, policy)


def _reworded(words: str, claim: Claim) -> bool:
    """Whether the figure says again what the one before it said: behind "or", or alone in brackets."""
    if _OR.fullmatch(words):
        return not claim.behind.lstrip().startswith(("of ", "more", "less", "fewer"))
    behind = claim.behind
    if _BRACKET.fullmatch(words):
        return behind.startswith(")")
    return _ALONE.fullmatch(words) is not None and (not behind or behind[0] in ".;")


def _whole_of(part: Claim, before: Sequence[Claim]) -> Quantity | None:
    """The whole of a count that names none: "Of the 400 teachers, 120 voted no"."""
    if part.whole_quantity is not None:
        return None  # what leans on it is told by the reader of whole quantities
    whole = before[-1] if before else None
    if whole is None or whole.kind is not Kind.COUNT or (part.head and whole.head and part.head != whole.head):
        return None
    words = between(whole, part)
    fits = words is not None and _OF.fullmatch(whole.ahead) and _OF_WHOLE.fullmatch(words)
    return whole.quantity if fits else None


def _is_whole(share: Claim, whole: Claim) -> bool:
    words = between(share, whole)
    named = share.whole_quantity
    return (words is not None and named is not None and named.low == whole.quantity.low and whole.kind is Kind.COUNT
            and re.fullmatch(r" of (?:the |its |their |some |about |all )*", words) is not None)


def _in_all(whole: Claim, part: Claim) -> bool:
    words = between(whole, part)
    if words is None or _PART_BEHIND.fullmatch(words) is None:
        return False
    return _IN_ALL.match(part.behind) is not None or words.endswith("or ") or "a total of" in words


def _part(claim: Claim, part: Claim, whole: Quantity, policy: Policy) -> Consistency:
    low, high = span(part.quantity, Kind.COUNT, policy)
    whole_low, whole_high = span(whole, Kind.COUNT, policy)
    implied = Interval(low=low / max(whole_high, Decimal(1)) * 100, high=high / max(whole_low, Decimal(1)) * 100)
    holds = kindly(claim, policy).meets(implied)
    derived = plain(part.quantity.low / max(whole.low, Decimal(1)) * 100, place=Decimal("0.1")) + "%"
    return say("share_holds" if holds else "share_contradicts", part.id, holds=holds,
               part=stated(part.quantity, Kind.COUNT), whole=stated(whole, Kind.COUNT), derived=derived,
               stated=stated(measured(claim), claim.kind))


def _shares(first: Claim, second: Claim, policy: Policy) -> Consistency | None:
    """Two shares for one: nothing is said where they agree."""
    if kindly(first, policy).meets(kindly(second, policy)):
        return None
    return say("share_said_twice", first.id, holds=False, here=stated(measured(second), second.kind),
               there=stated(measured(first), first.kind))


@cache
def _half() -> re.Pattern[str]:
    names = "|".join((*wordings().majority.more, *wordings().majority.less))
    return re.compile(rf"(?:.*\W)?(?:an?|the) (?:[\w-]+ ){{0,2}}(?P<name>{names}) of "
                      r"[^,;:()]{1,60}(?:, (?:or )?| \()", re.IGNORECASE | re.DOTALL)


def _majority(claim: Claim, policy: Policy) -> Consistency | None:
    """ "A majority of the members, 48%": more than a half is said, and less is stated."""
    found = _half().fullmatch(claim.ahead)
    behind = claim.behind
    if found is None or not behind.startswith((")", ",", ".")):
        return None
    name, accepted = found["name"].lower(), kindly(claim, policy)
    if name in wordings().majority.more:
        wrong = accepted.high is not None and accepted.high <= 50
    else:
        wrong = accepted.low is not None and accepted.low >= 50
    if not wrong:
        return None
    return say("majority_contradicts", claim.id, holds=False, name=name, stated=stated(measured(claim), claim.kind))


def _majority_of_count(part: Claim, policy: Policy) -> Consistency | None:
    """ "A majority of the council, 21 of its 50 members": a share of its own, in a count and its whole."""
    whole = part.whole_quantity
    found = _half().fullmatch(part.ahead)
    if whole is None or whole.low <= 0 or found is None:
        return None
    least, most = span(part.quantity, Kind.COUNT, policy)
    whole_least, whole_most = span(whole, Kind.COUNT, policy)
    name = found["name"].lower()
    more = name in wordings().majority.more
    if (most * 2 > whole_least) if more else (least * 2 < whole_most):
        return None
    return say("majority_contradicts", part.id, holds=False, name=name,
               stated=f"{stated(part.quantity, part.kind)} of {stated(whole, Kind.COUNT)}")
