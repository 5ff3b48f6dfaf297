"""The article against itself: no table is asked.

A change against its endpoints, a share against part and whole, parts against a whole, the same thing with two values,
the headline against the text. Everything is lenient by the precision and the hedges of the numbers: only what cannot be
true together is a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from claims.model import Claim, Modality
from factcheck.verification.against_apposition import said_twice_at_once
from factcheck.verification.against_ends import change_against_ends
from factcheck.verification.against_headline import headline_against_text
from factcheck.verification.against_lists import lists_against_wholes
from factcheck.verification.against_others import stated_twice
from factcheck.verification.against_wholes import part_against_whole, share_against_whole, sums_against_wholes
from factcheck.verification.model import Consistency, Passage
from factcheck.verification.policy import Policy


def consistency(claims: Sequence[Claim], policy: Policy, *,
                title: str | None = None) -> Mapping[str, tuple[Consistency, ...]]:
    """What the claims of one article say of each other, by claim id; claims with nothing to say are left out.

    "Up from 135 to about 1,000, an increase of more than 600%": the last claim gets ``change_holds``. ``title`` is held
    against the text, and the claim that it disagrees with says so.
    """
    asserted = [claim for claim in claims if claim.modality is Modality.ASSERTED]
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, list[Consistency]] = defaultdict(list)
    for claim in asserted:
        for check in (change_against_ends, share_against_whole, part_against_whole):
            result = check(claim, by_id, policy)
            if result is not None:
                found[claim.id].append(result)
    for group in _by_sentence(asserted):
        for here, result in (*said_twice_at_once(group, policy), *lists_against_wholes(group, policy)):
            found[here].append(result)
    for here, result in (*stated_twice(asserted, policy), *sums_against_wholes(asserted, by_id, policy),
                         *headline_against_text(title, claims, policy)):
        found[here].append(result)
    return {identity: tuple(_placed(by_id[identity], by_id, each) for each in results)
            for identity, results in found.items()}


def _by_sentence(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The claims that stand in one sentence, where they are several."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.sentence.start, claim.sentence.text].append(claim)
    yield from (group for group in groups.values() if len(group) > 1 or " of " in group[0].sentence.text)


def _placed(claim: Claim, by_id: Mapping[str, Claim], result: Consistency) -> Consistency:
    """The comparison with both of its places; the whole sentence where it is not known which words state the other."""
    if result.at:
        return result
    other = by_id[result.with_]
    there = other.sentence if other.id == claim.id else other
    text = other.sentence.text if other.id == claim.id else other.figure
    return result.model_copy(update={"at": (
        Passage(text=claim.figure, start=claim.start, end=claim.end),
        Passage(text=text, start=there.start, end=there.end))})
