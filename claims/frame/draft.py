"""A claim while its frame is being filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.figures.model import Figure
from claims.model import Change, Kind, Modality, Period, Place, Quantity, Source

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.frame.segments import Segment
    from claims.syntax import SentenceView


LEAD = 400
"""So many characters before a figure are looked at for words that lead to it: time must not grow with the sentence."""


@dataclass(slots=True, eq=False)
class Draft:
    """One figure of one sentence, with what is known of its frame so far."""

    view: SentenceView
    figure: Figure
    anchor: Token | None
    paragraph: int
    number: int = 0
    kind: Kind = Kind.COUNT
    noun: Token | None = None
    counted: str | None = None
    head: str | None = None
    modifiers: tuple[str, ...] = ()
    complement: str | None = None
    host: str | None = None
    segment: Segment | None = None
    direction_open: bool = False
    predicate: str | None = None
    verb: Token | None = None
    whole: str | None = None
    whole_noun: Token | None = None
    whole_quantity: Quantity | None = None
    unit: str | None = None
    end: int = 0
    change: Change | None = None
    role: str | None = None
    moved_by: Token | None = None
    places: tuple[Place, ...] = ()
    places_source: Source = Source.STATED
    period: Period | None = None
    period_source: Source = Source.STATED
    categories: tuple[str, ...] = ()
    speaker: str | None = None
    quoted: bool = False
    modality: Modality = Modality.ASSERTED
    condition: Draft | None = None
    antecedent: Draft | None = None
    baseline: Period | None = None
    start_end: tuple[Draft | None, Draft | None] = (None, None)
    inherited: bool = False
    subject: str | None = None
    among: str | None = None
    since: Period | None = None
    id: str | None = None
    _named: bool = False
    _people: bool = False

    @property
    def start(self) -> int:
        """Where the figure starts in its sentence."""
        return self.figure.start

    @property
    def lead(self) -> str:
        """The words of the sentence before the figure."""
        return self.view.text[max(0, self.start - LEAD) : self.start]

    def led_by(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Searches the words before the figure; positions are those of the sentence, and ``$`` is where it starts."""
        return pattern.search(self.view.text, max(0, self.start - LEAD), self.start)

    @property
    def is_named(self) -> bool:
        """Whether the text names what is counted; known also when the parse is gone."""
        return self._named or self.noun is not None

    @property
    def counts_people(self) -> bool:
        """Whether what is counted is the name of a people: "Texans"; known also when the parse is gone."""
        return self._people or (self.noun is not None and self.noun.tag_ == "NNPS")

    def let_go(self) -> None:
        """Drops the parse, once the claim is made: the model forgets the words of what was read.

        What a later figure may ask of this one are its plain fields.
        """
        self._named, self._people = self.is_named, self.counts_people
        self.view.let_go()
        self.anchor = self.noun = self.verb = self.whole_noun = self.moved_by = None
        self.condition = None
