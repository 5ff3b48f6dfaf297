"""What has been decided so far of one article, while its claims are matched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from claims.model import Claim
from factcheck.articles.model import Article
from factcheck.matching.asking.lineup import Lineup
from factcheck.matching.asking.plan import Plan
from factcheck.matching.model import Contender, Match, NoMatch, Reading
from factcheck.matching.words import leftovers
from factcheck.matching.words.phrasebook import Phrasebook, Topical
from factcheck.references.library import References
from factcheck.references.model import Dataset, Measure

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading with what it was made of; ``instead``: the same at the other moment that may be meant.

    ``passed_over`` and ``refused``: the next-best readings, where it is one end of a change. ``doubt``: what else it
    may be of, so that its value may bear a figure out and not refute it.
    """

    plan: Plan
    reading: Reading
    instead: Reading | None = None
    passed_over: tuple[Reading, ...] = ()
    refused: tuple[Contender, ...] = ()
    doubt: str = ""


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
class Known:
    """What was found of the claims so far: by it one of them may come out otherwise the next time."""

    plans: dict[str, Plan] = field(default_factory=dict)
    found: dict[str, Match | NoMatch] = field(default_factory=dict)
    prior: dict[str, float] = field(default_factory=dict)


class Once(Generic[Answer]):
    """What is asked of a claim once, since no pass changes it: the very same claim gets the same answer."""

    __slots__ = ("_answers",)

    def __init__(self) -> None:
        """Nothing is known of any claim."""
        self._answers: dict[int, tuple[Claim, Answer]] = {}

    def of(self, claim: Claim, look: Callable[[], Answer]) -> Answer:
        """The answer for that claim, by ``look`` where it is the first time."""
        known = self._answers.get(id(claim))
        if known is None:
            known = self._answers[id(claim)] = claim, look()  # the claim is kept: its id stays its own
        return known[1]


@dataclass(slots=True)
class State:
    """What is known of one article, what has been found of its claims so far, and what need not be asked twice."""

    # What is known from the start.
    article: Article
    library: References
    claims: Lineup
    lexicons: Phrasebook
    topical: Topical
    assumed: Mapping[str, Claim] = field(default_factory=dict)
    decided: Decided | None = None
    # What no pass changes.
    obstacles: Once[NoMatch | None] = field(default_factory=Once)
    """What stands in the way of each claim."""
    bare: Once[list[Match | NoMatch]] = field(default_factory=Once)
    """What bare tables say of each claim."""
    # What the passes find.
    known: Known = field(default_factory=Known)
    tentative: bool = False
    """Whether readings are made of what was left open that may bear a figure out, and not refute it."""
    leaned: bool = False
    """Whether it was asked what was found of any claim, since this was last set to False."""
    _told_in: dict[str, str] = field(default_factory=dict)
    _speaks_of: dict[tuple[str, ...], bool] = field(default_factory=dict)

    @property
    def plans(self) -> dict[str, Plan]:
        """What claims were matched to so far."""
        self.leaned = True
        return self.known.plans

    @property
    def found(self) -> dict[str, Match | NoMatch]:
        """What came of each claim, in this pass or the one before."""
        self.leaned = True
        return self.known.found

    @property
    def prior(self) -> dict[str, float]:
        """How much of what was matched in the pass before was matched in each dataset."""
        self.leaned = True
        return self.known.prior

    @contextmanager
    def reading_tentatively(self) -> Iterator[None]:
        """While it lasts, readings are made that may bear a figure out, and not refute it."""
        self.tentative = True
        try:
            yield
        finally:
            self.tentative = False

    def speaks_of(self, phrases: tuple[str, ...]) -> bool:
        """Whether the article, headline and all, has one of the phrases anywhere; true where there are none."""
        known = self._speaks_of.get(phrases)
        if known is None:
            text = f"{self.article.title or ''}\n{self.article.text}"
            known = self._speaks_of[phrases] = leftovers.meets(phrases, text)
        return known

    @contextmanager
    def asking_only(self, claim: Claim, dataset: str) -> Iterator[None]:
        """While it lasts, the claim is asked of that dataset alone: it names none, and this one goes without saying."""
        self._told_in[claim.id] = dataset
        try:
            yield
        finally:
            del self._told_in[claim.id]

    def only_of(self, claim: Claim) -> str | None:
        """The one dataset that the claim is asked of now; None where it is any."""
        return self._told_in.get(claim.id)

    def in_earlier_sentences(self, claim: Claim) -> list[Claim]:
        """The claims of the sentences before that of a claim, in the order of the text."""
        return self.claims.in_earlier_sentences(claim)

    def plan_of(self, claim: str | None) -> Plan | None:
        """What the claim of that id was matched to."""
        return self.plans.get(claim or "")


Finder = Callable[[Claim, State], Match | NoMatch]
"""One way from a claim to what it means."""
