"""A claim while its frame is being filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.figures.model import Figure
from claims.model import Change, Kind, Modality, Period, Place, Quantity, Source

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.frame.segments import Segment
    from claims.syntax import SentenceView


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
    notes: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the figure starts in its sentence."""
        return self.figure.start
