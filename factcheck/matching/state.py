"""What has been decided so far of one article, while its claims are matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.model import Claim
from factcheck.articles.model import Article
from factcheck.matching.model import Contender, Match, NoMatch, Reading
from factcheck.matching.phrasebook import Phrasebook, Topical
from factcheck.matching.plan import Plan
from factcheck.references.library import References


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading with what it was made of; ``instead``: the same at the other moment that may be meant.

    ``passed_over`` and ``refused``: the next-best readings, where it is one end of a change.
    """

    plan: Plan
    reading: Reading
    instead: Reading | None = None
    passed_over: tuple[Reading, ...] = ()
    refused: tuple[Contender, ...] = ()


@dataclass(slots=True)
class State:
    """What has been decided so far of one article."""

    article: Article
    library: References
    claims: Mapping[str, Claim]
    lexicons: Phrasebook
    topical: Topical
    assumed: Mapping[str, Claim] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    found: dict[str, Match | NoMatch] = field(default_factory=dict)
    prior: dict[str, float] = field(default_factory=dict)
    before: dict[str, Plan] = field(default_factory=dict)
    """The plans of the pass before: what a claim leans on may be matched later in its own."""

    def plan_of(self, claim: str | None) -> Plan | None:
        """What the claim of that id was matched to, in this pass or the one before."""
        if claim is None:
            return None
        return self.plans.get(claim) or self.before.get(claim)
