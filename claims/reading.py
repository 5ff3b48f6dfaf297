"""From sentences to their claims: the core that ``extract`` and the spaCy component are thin callers of.

In three steps, of which only the middle one needs a language model: what numbers a sentence has (``Found``), its parse,
and the frames of its figures (``TextReader``). So the parses of many texts can be made together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claims.figures import reader
from claims.figures.model import Figure
from claims.figures.reader import Reading
from claims.frame import (
    assumed,
    categories,
    changes,
    coordination,
    counted,
    exceptions,
    intervals,
    kinds,
    links,
    modality,
    pointed,
    ranking,
    restated,
    segments,
    speakers,
    story,
    telling,
    trajectories,
    when,
    where,
)
from claims.frame.draft import Draft
from claims.freezing import excluded, freeze, not_claim
from claims.model import Claim, Extraction, Modality, NotClaim, NotClaimReason
from claims.vocabulary import administrations, datelines, landforms, periods, places
from claims.vocabulary.periods import PeriodMention
from claims.vocabulary.places import PlaceMention

if TYPE_CHECKING:
    from claims.sentences import RawSentence
    from claims.syntax import SentenceView

CONTEXT = 4000
"""So many characters of the text's beginning help to tell places of one name apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the words of a sentence show before it is parsed; a sentence without ``figures`` need not be."""

    sentence: RawSentence
    reading: Reading
    calendar: tuple[PeriodMention, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, some of which may turn out to be no claims."""
        return self.reading.figures


@dataclass(frozen=True, slots=True)
class _Read:
    """What one sentence gave."""

    drafts: list[Draft]
    places: tuple[PlaceMention, ...]
    times: tuple[PeriodMention, ...]


def find(sentence: RawSentence, *, published: date | None) -> Found:
    """The numbers of a sentence, by its words alone."""
    if sentence.span is None:
        return Found(sentence, Reading((), ()), ())
    text = sentence.text
    calendar = _calendar(text, published)
    clock = [(t.start, t.end) for t in periods.find_times(text)]
    reading = reader.read(text, periods=calendar, times=clock, first_of_line=sentence.first_of_line)
    return Found(sentence, reading, calendar)


class TextReader:
    """Reads one text, paragraph by paragraph; of paragraphs that are read it keeps claims, and nothing parsed.

    ``context`` is the beginning of the text.
    """

    def __init__(self, *, published: date | None, context: str, title: str | None = None) -> None:
        self.published = published
        self._setting = story.read(context, title=title, published=published)
        self._context = context
        self._sentences = 0
        self._claims: list[Claim] = []
        self._not_claims: list[NotClaim] = []
        self._memory = Memory()
        self._pointer = pointed.Pointer(lambda text: _calendar(text, published))

    def read(self, paragraph: Sequence[Found], views: Sequence[SentenceView | None]) -> None:
        """Reads the next paragraph; each of its sentences with its parse, where it has figures."""
        last = max((n for n, view in enumerate(views) if view is not None), default=-1)
        reads = []
        for position, (found, view) in enumerate(zip(paragraph, views, strict=True)):
            self._not_claims += [excluded(found.sentence, exclusion) for exclusion in found.reading.exclusions]
            # What is named behind the last figure of a paragraph is handed on to nothing.
            named = self._named(found.sentence) if position <= last else ()
            times = _told_times(found)
            reads.append(_Read(self._drafts(found, view, named, times) if view is not None else [], named, times))
            self._sentences += 1
        when.carry([read.drafts for read in reads])
        for found, read in zip(paragraph, reads, strict=True):
            self._pointer.fill(found.sentence.text, read.drafts, read.times)
        where.carry([read.drafts for read in reads], [read.places for read in reads])
        self._close(reads)

    def extraction(self) -> Extraction:
        """What was read; both lists are in the order of the text."""
        ordered = sorted(self._not_claims, key=lambda n: (n.start, n.end))
        claims = restated.fill(self._claims, headline_end=_headline_end(self._context))
        return Extraction(claims=claims, not_claims=tuple(ordered))

    def _named(self, sentence: RawSentence) -> tuple[PlaceMention, ...]:
        return landforms.with_known(sentence.text, places.find(sentence.text, context=self._context))

    def _drafts(
        self, found: Found, view: SentenceView, named: tuple[PlaceMention, ...], times: tuple[PeriodMention, ...]
    ) -> list[Draft]:
        """The figures of one sentence with their frames; those that are no claims are noted."""
        drafts: list[Draft] = []
        for figure in found.figures:
            draft = _draft(found.sentence.paragraph, self._sentences, view, figure)
            reason = exceptions.reason_against(draft, named)
            if reason is None:
                drafts.append(draft)
            else:
                draft.end = figure.end
                self._not_claims.append(not_claim(draft, reason))
        _frame(drafts, named, times, self.published)
        conditions = exceptions.conditions(drafts)
        self._not_claims += [not_claim(draft, NotClaimReason.CONDITION) for draft in conditions]
        apart = {id(draft) for draft in conditions}
        return [draft for draft in drafts if id(draft) not in apart]

    def _close(self, reads: Sequence[_Read]) -> None:
        """Links a paragraph's figures to those before them, and makes them claims."""
        drafts = [draft for read in reads for draft in read.drafts]
        if not drafts:
            return
        links.fill(drafts, before=self._memory.near(drafts[0].number))
        intervals.fill([*self._memory.dated(), *drafts])
        coordination.fill(drafts)  # once more: the ends of changes are known now
        said = [(d, d.places, d.places_source, d.period, d.period_source) for d in drafts]
        assumed.periods([read.drafts for read in reads], [read.times for read in reads], self._setting)
        for read in reads:
            assumed.places(read.drafts, read.places, self._setting)
        self._claims += freeze(drafts, first=len(self._claims) + 1)
        for draft, where_, where_from, when_, when_from in said:  # later figures lean on what was said, not assumed
            draft.places, draft.places_source = where_, where_from
            draft.period, draft.period_source = when_, when_from
        self._memory.keep(drafts)


def _headline_end(context: str) -> int:
    """Where the first line of a text ends; 0 where the text is one line, or begins with one that is no headline."""
    start = len(context) - len(context.lstrip())
    end = context.find("\n", start)
    return end if 0 < end - start <= LONGEST_HEADLINE else 0


LONGEST_HEADLINE = 200


class Memory:
    """The figures that later ones may look back to: those of the last sentences, and the last ones with a time."""

    def __init__(self) -> None:
        self._near: list[Draft] = []
        self._timed: Draft | None = None
        self._changed: Draft | None = None

    def near(self, number: int) -> list[Draft]:
        """Those within reach of a sentence, by its number."""
        return [draft for draft in self._near if draft.number >= number - links.REACH]

    def dated(self) -> list[Draft]:
        """The last figure with a time, and the last change that says since when; in the order of the text."""
        kept = {id(d): d for d in (self._timed, self._changed) if d is not None}
        return sorted(kept.values(), key=lambda d: (d.number, d.start))

    def keep(self, drafts: Sequence[Draft]) -> None:
        """Takes the figures of a paragraph, and lets go of their parses, and of what is out of reach now."""
        for draft in drafts:
            draft.let_go()
            if draft.period is not None and draft.period.start is not None:
                self._timed = draft
            if draft.change is not None and draft.baseline is not None:
                self._changed = draft
        known = [*self._near, *drafts]
        self._near = [draft for draft in known if draft.number >= drafts[-1].number - links.REACH]
        for draft in known[: len(known) - len(self._near)]:
            draft.antecedent = None  # else each figure of a long text would hold the one before it


def read_sentences(
    paragraphs: Iterable[Sequence[tuple[RawSentence, SentenceView | None]]],
    *,
    published: date | None,
    context: str,
    title: str | None = None,
) -> Extraction:
    """The claims of a text whose sentences are parsed already, paragraph by paragraph."""
    text = TextReader(published=published, context=context, title=title)
    for paragraph in paragraphs:
        found = [find(sentence, published=published) for sentence, _ in paragraph]
        views = [view if each.figures else None for each, (_, view) in zip(found, paragraph, strict=True)]
        text.read(found, views)
    return text.extraction()


def _told_times(found: Found) -> tuple[PeriodMention, ...]:
    """The times of a sentence that say when something was, and not when it was told."""
    text = found.sentence.text
    head = datelines.end(text) if found.sentence.first_of_line and found.calendar else 0
    told = (m for m in found.calendar if m.start >= head and not telling.is_of_the_telling(text, m))
    return tuple(m for m in told if not telling.names_a_thing(text, m))


def _calendar(text: str, published: date | None, *, future: bool = False) -> tuple[PeriodMention, ...]:
    """The calendar mentions of a sentence, and the turning points of terms of office, which go before them."""
    turns = administrations.find(text, published=published)
    calendar = periods.find(text, published=published, future=future)
    apart = [m for m in calendar if not any(t.start < m.end and m.start < t.end + 12 for t in turns)]
    return tuple(sorted([*apart, *turns], key=lambda m: m.start))


def _draft(paragraph: int, number: int, view: SentenceView, figure: Figure) -> Draft:
    anchor = view.root(figure.number_start, figure.number_end)
    draft = Draft(view=view, figure=figure, anchor=anchor, paragraph=paragraph, number=number)
    counted.fill(draft)
    changes.fill(draft)
    return draft


def _frame(
    drafts: list[Draft], named: tuple[PlaceMention, ...], calendar: tuple[PeriodMention, ...], published: date | None
) -> None:
    """Fills the slots that look at the whole sentence, in the order in which they need one another."""
    if drafts:
        drafts[0].view.mask((d.figure.start, d.figure.end) for d in drafts)
    segments.separate(drafts)
    trajectories.fill(drafts)
    coordination.fill(drafts)
    segments.fill(drafts)
    where.fill(drafts, named)
    when.fill(drafts, calendar)
    for draft in drafts:
        kinds.fill(draft)
        speakers.fill(draft)
        modality.fill(draft)
        categories.fill(draft, named, calendar)
        ranking.fill(draft, named, calendar)
    ahead = [d for d in drafts if d.modality is Modality.FORECAST and not assumed.happened(d)]
    if ahead and calendar:  # "expects to sell 40 in August": the next one, and not the last
        when.fill(drafts, _calendar(drafts[0].view.text, published, future=True), only=ahead)
