"""Lists held against their wholes: answers to one question, and parts that nothing is two of.

Only such lists say anything: 60% may want safer streets and 55% more trees, and of 20 players 12 may be students and 10
women.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from claims.model import Claim, Kind
from claims.vocabulary.words import singular
from factcheck.verification.comparing import between, same_time, say, span
from factcheck.verification.formatting import measured, plain, stated
from factcheck.verification.model import Consistency
from factcheck.verification.policy import Policy
from factcheck.verification.wordings import wordings

_JOIN = re.compile(r"[^,;:()\d]*?(?:,|;| and| while|, and|, while|; and) ?(?:another |some |the other )?")
_COLON = re.compile(r"[^,;:.()]{0,30}: (?:with )?(?:the )?")
_PARTS_OF = re.compile(r",? ")
_AND = re.compile(r"(?:,| and|, and) ")


def lists_against_wholes(group: Sequence[Claim], policy: Policy) -> Iterator[tuple[str, Consistency]]:
    """The lists of one sentence, whose claims these are, by the id of their last figure."""
    yield from _answers(group, policy)
    yield from _parts(group, policy)


def _answers(group: Sequence[Claim], policy: Policy) -> Iterator[tuple[str, Consistency]]:
    """ "52% support it, 39% oppose it and 21% are undecided": the shares of one question."""
    run: list[Claim] = []
    for claim in [*group, None]:
        if claim is not None and run and _goes_on(run[-1], claim):
            run.append(claim)
            continue
        if len(run) > 1 and (found := _over_hundred(run, policy)):
            yield run[-1].id, found
        run = [claim] if claim is not None and _is_share(claim) else []


def _is_share(claim: Claim) -> bool:
    return claim.kind in (Kind.SHARE, Kind.RATE) and measured(claim).unit == "percent"


def _goes_on(last: Claim, claim: Claim) -> bool:
    words = between(last, claim)
    if words is None or not _is_share(claim) or _JOIN.fullmatch(words) is None or not same_time(last, claim):
        return False
    return _later_answer().match(claim.behind) is not None


@cache
def _later_answer() -> re.Pattern[str]:
    """A later answer, with nothing behind it that would be a question of its own."""
    answers = "|".join(map(re.escape, sorted(wordings().answers.later, key=len, reverse=True)))
    return re.compile(rf" (?:of (?:them|voters|respondents|people) )?(?:{answers})(?=[.,;]| and \d| while \d|$)",
                      re.IGNORECASE)


def _over_hundred(run: Sequence[Claim], policy: Policy) -> Consistency | None:
    total = sum((measured(claim).low for claim in run), Decimal(0))
    rounding = sum((claim.quantity.precision for claim in run), Decimal(0)) / 2
    if total <= 100 + rounding + policy.consistency.shares_over_whole:
        return None
    return say("shares_exceed_whole", run[0].id, holds=False, sum=f"{plain(total)}%",
               parts=" and ".join(stated(measured(claim), claim.kind) for claim in run))


def _parts(group: Sequence[Claim], policy: Policy) -> Iterator[tuple[str, Consistency]]:
    """ "14 people: nine men and seven women"; "120 districts, 75 of them rural and 60 urban"."""
    for at, whole in enumerate(group[:-2]):
        if whole.kind is not Kind.COUNT:
            continue
        parts = [group[at + 1]]
        lead = between(whole, parts[0])
        if lead is None or not (_COLON.fullmatch(lead) or _PARTS_OF.fullmatch(lead)):
            continue
        for nxt in group[at + 2:]:
            words = between(parts[-1], nxt)
            if words is None or not _AND.search(words) or len(words.split()) > 6:
                break
            parts.append(nxt)
        if len(parts) > 1 and all(part.kind is Kind.COUNT for part in parts) and _apart(parts):
            least = sum((span(part.quantity, part.kind, policy)[0] for part in parts), Decimal(0))
            if least > span(whole.quantity, whole.kind, policy)[1]:
                yield parts[-1].id, say(
                    "parts_exceed_whole", whole.id, holds=False,
                    sum=plain(sum((part.quantity.low for part in parts), Decimal(0))),
                    parts=" and ".join(stated(part.quantity, part.kind, noun=part.counted) for part in parts),
                    whole=stated(whole.quantity, whole.kind, noun=whole.counted))


def _apart(parts: Sequence[Claim]) -> bool:
    """Whether each part is called by a word of its own of one group whose members exclude each other."""
    for group in wordings().parts.groups:
        named = [frozenset(group) & _called(part) for part in parts]
        if all(len(names) == 1 for names in named) and len(frozenset.union(*named)) == len(parts):
            return True
    return False


def _called(part: Claim) -> frozenset[str]:
    """The words of the figure and those right behind it, up to the next comma or "and", without their inflection."""
    behind = re.split(r"[,;:.()]| and ", part.behind, maxsplit=1)[0]
    if len(behind.split()) > 4:
        behind = " ".join(behind.split()[:4])
    return frozenset(singular(word.lower()) for word in re.findall(r"[\w-]+", f"{part.figure} {behind}"))
