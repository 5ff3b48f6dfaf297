"""All claims of one article: each judged, the article held against itself, and shared causes told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from claims.model import Claim
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.library import Library
from factcheck.verification import tentative
from factcheck.verification.consistency import consistency
from factcheck.verification.corroborating import ruled_out
from factcheck.verification.judging import judge
from factcheck.verification.matched import matched
from factcheck.verification.model import Cause, Finding, Verdict, Verification
from factcheck.verification.one_cell import told_beside
from factcheck.verification.one_reading import mixed
from factcheck.verification.policy import Policy
from factcheck.verification.reasons import reason

_NOT_MATCHED = NoMatch(reason="no_reference")


def verify_claims(claims: Sequence[Claim], matches: Mapping[str, Match | NoMatch], library: Library, policy: Policy, *,
                  published: date | None = None, title: str | None = None, text: str | None = None) -> Verification:
    """Findings in the order of the claims, and the causes that several failed claims share.

    A claim without a match counts as ``no_reference``. ``published`` is the article's date, ``title`` its headline and
    ``text`` all of it, where they are known.
    """
    against_itself = consistency(claims, policy, title=title)
    story = None if text is None else f"{title or ''}\n{text}"
    held = {claim.id: matches.get(claim.id, _NOT_MATCHED) for claim in claims}
    held |= {claim.id: tentative.settled(claim, match, library, policy, published=published, story=story)
             for claim in claims if isinstance(match := held[claim.id], Match) and match.tentative is not None}
    whole = [claim for claim in claims if _judged_with(held[claim.id]) is None]
    judged = [judge(claim, held[claim.id], library, policy, published=published, story=story) for claim in whole]
    without = ruled_out(whole, held, judged, library, policy)
    settled = {claim.id: first if claim.id not in without
               else judge(claim, held[claim.id], library, policy, published=published, story=story,
                          without=without[claim.id])
               for claim, first in zip(whole, judged, strict=True)}
    held |= (one_sense := mixed(whole, held, settled, library, policy))
    settled |= {claim.id: judge(claim, held[claim.id], library, policy, published=published, story=story)
                for claim in whole if claim.id in one_sense}
    figures = {claim.id: claim.figure for claim in whole}
    settled |= {missed: _of_something_else(settled[missed], figures[missed], right.figure)
                for missed, right in told_beside(whole, held, settled).items()}
    findings = []
    for claim in claims:
        match = held[claim.id]
        own = settled[_judged_with(match) or claim.id].model_copy(update={"claim": claim.id})
        finding = decided(own, match)
        findings.append(finding.model_copy(update={
            "consistency": against_itself.get(claim.id, ()),
            "match": matched(claim, match, finding, library, published=published)}))
    return Verification(findings=tuple(findings), causes=shared_causes(findings))


def _of_something_else(finding: Finding, figure: str, right: str) -> Finding:
    """The miss as one that is left open, since the text tells the right value beside it."""
    read_as = finding.reference.query if finding.reference is not None else "the same"
    told = reason("told_beside")
    return finding.model_copy(update={
        "verdict": Verdict.UNVERIFIABLE, "reason": told.code, "explanation": None, "correction": None,
        "message": told.message({"figure": figure, "right": right, "query": read_as})})


def _judged_with(match: Match | NoMatch) -> str | None:
    return match.judged_with if isinstance(match, Match) else None


def decided(finding: Finding, match: Match | NoMatch) -> Finding:
    """The finding, which names the editor's decision that its meaning rests on, where there is one."""
    if match.decision is None:
        return finding
    message = f"{finding.message.removesuffix('.')}; what it means was decided by the editor ({match.decision})."
    return finding.model_copy(update={"decision": match.decision, "message": message})


def shared_causes(findings: Sequence[Finding]) -> tuple[Cause, ...]:
    """One cause for each explanation that two or more failed claims have in common, in order of first appearance.

    Two figures that are each the other's number ("fell from 191 in November to 249 in December", and it rose) have one
    cause: they are exchanged.
    """
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    exchanged = _exchanged(findings)
    for finding in findings:
        if finding.claim in exchanged:
            groups["exchanged", min(finding.claim, exchanged[finding.claim])].append(finding.claim)
        elif finding.verdict is Verdict.FAIL and finding.explanation is not None and finding.explanation.instead:
            groups[finding.explanation.reason, finding.explanation.instead].append(finding.claim)
    return tuple(
        Cause(reason=code, claims=tuple(members),
              message=reason(code).shared_message({"count": str(len(members)), "instead": instead}))
        for (code, instead), members in groups.items() if len(members) > 1)


def _exchanged(findings: Sequence[Finding]) -> Mapping[str, str]:
    """The failed claims that are explained by what another failed one was held against, and that one by theirs."""
    sought = {(one.reference.query, one.explanation.query): one.claim for one in findings
              if one.verdict is Verdict.FAIL and one.reference is not None and one.explanation is not None
              and one.reference.query != one.explanation.query}
    return {claim: sought[there, here] for (here, there), claim in sought.items() if (there, here) in sought}
