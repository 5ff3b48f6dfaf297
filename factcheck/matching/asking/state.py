"""What has been decided so far of one article, while its claims are matched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from claims.model import Claim
from factcheck.articles.model import Article
from factcheck.matching.asking.plan import Plan
from factcheck.matching.model import Contender, Match, NoMatch, Reading
from factcheck.matching.words.phrasebook import Phrasebook, Topical
from factcheck.references.library import References
from factcheck.references.model import Dataset, Measure


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


class Decided(Protocol):
    """What an editor decided, as matching asks for it (``decided``, which is imported only where there is any)."""

    def match(self, claim: Claim, state: State, described: Finder, anything: Finder) -> Match | NoMatch:
        """What the claim means, decided or not; ``described`` and ``anything`` find it by its own words."""

    def readings(self, claim: Claim, state: State, *, changing: bool,
                 admits: Callable[[Dataset, Measure], bool] | None) -> tuple[list[Scored], list[NoMatch]] | None:
        """The reading that was decided, or why it cannot be asked; None where the claim's words say what is meant."""

    def bars(self, claim: Claim, dataset: Dataset, measure: Measure) -> bool:
        """Whether the claim is never to be held against that measure."""


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
    decided: Decided | None = None
    obstacles: dict[int, tuple[Claim, NoMatch | None]] = field(default_factory=dict)
    bare: dict[str, tuple[Claim, list[Match | NoMatch]]] = field(default_factory=dict)
    """What bare tables say of each claim, which is the same in both passes."""
    told_in: dict[str, str] = field(default_factory=dict)
    """The table that goes without saying, of a claim that names none while it is matched."""

    def obstacle_of(self, claim: Claim, look: Callable[[], NoMatch | None]) -> NoMatch | None:
        """What stands in the way of a claim, looked for once: it does not depend on the pass."""
        known = self.obstacles.get(id(claim))
        if known is None:
            known = self.obstacles[id(claim)] = claim, look()  # the claim is kept: its id stays its own
        return known[1]

    def in_earlier_sentences(self, claim: Claim) -> list[Claim]:
        """The claims of the sentences before that of a claim, in the order of the text."""
        return [one for one in self.claims.values() if one.sentence.end <= claim.sentence.start]

    def plan_of(self, claim: str | None) -> Plan | None:
        """What the claim of that id was matched to."""
        return self.plans.get(claim or "")


Finder = Callable[[Claim, State], Match | NoMatch]
"""One way from a claim to what it means."""
