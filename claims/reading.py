"""From a text to its claims: the core that ``extract`` and the spaCy component are thin callers of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claims.figures import reader
from claims.figures.model import Figure
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
    ranking,
    segments,
    speakers,
    story,
    telling,
    trajectories,
    when,
    where,
)
from claims.frame.draft import Draft
from claims.frame.story import Setting
from claims.freezing import excluded, freeze, not_claim
from claims.model import Extraction, Modality, NotClaim
from claims.sentences import RawSentence, split
from claims.syntax import SentenceView
from claims.vocabulary import administrations, landforms, periods, places
from claims.vocabulary.periods import PeriodMention
from claims.vocabulary.places import PlaceMention

if TYPE_CHECKING:
    from spacy.language import Language

CONTEXT = 4000
"""So many characters of the text's beginning help to tell places of one name apart."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one sentence gave."""

    sentence: RawSentence
    drafts: list[Draft]
    not_claims: list[NotClaim]
    places: tuple[PlaceMention, ...]
    times: tuple[PeriodMention, ...] = ()


def read_text(nlp: Language, text: str, *, published: date | None = None, title: str | None = None) -> Extraction:
    """All numbers of a text, as claims or as what else they are."""
    return read_sentences(split(nlp, text), published=published, context=text[:CONTEXT], title=title)


def read_sentences(
    sentences: Iterable[RawSentence], *, published: date | None, context: str, title: str | None = None
) -> Extraction:
    """The core, over sentences in the order of the text; ``context`` is the beginning of the text."""
    setting = story.read(context, title=title, published=published)
    paragraphs: list[list[_Read]] = []
    drafts: list[Draft] = []
    not_claims: list[NotClaim] = []
    for sentence in sentences:
        if not paragraphs or paragraphs[-1][-1].sentence.paragraph != sentence.paragraph:
            paragraphs.append([])
        read = _read(sentence, published, context)
        paragraphs[-1].append(read)
        drafts += read.drafts
        not_claims += read.not_claims
    for paragraph in paragraphs:
        _carry(paragraph)
    links.fill(drafts)
    intervals.fill(drafts)
    coordination.fill(drafts)  # once more: the ends of changes are known now
    for paragraph in paragraphs:  # last, so that nothing leans on what is only assumed
        _assume(paragraph, setting)
    return freeze(drafts, not_claims)


def _read(sentence: RawSentence, published: date | None, context: str) -> _Read:
    """One sentence: its figures with their frames, and its numbers that are no claims."""
    named = landforms.with_known(sentence.text, places.find(sentence.text, context=context))
    view = sentence.view
    if view is None:
        return _Read(sentence, [], [], named)
    calendar = _calendar(view.text, published)
    clock = [(t.start, t.end) for t in periods.find_times(view.text)]
    reading = reader.read(view.text, periods=calendar, times=clock, first_of_line=sentence.first_of_line)
    not_claims = [excluded(view, exclusion) for exclusion in reading.exclusions]
    drafts: list[Draft] = []
    for figure in reading.figures:
        draft = _draft(sentence, view, figure)
        reason = exceptions.reason_against(draft, named)
        if reason is None:
            drafts.append(draft)
        else:
            draft.end = figure.end
            not_claims.append(not_claim(draft, reason))
    head = story.dateline_end(view.text) if sentence.first_of_line else 0
    calendar = tuple(m for m in calendar if m.start >= head and not telling.is_of_the_telling(view.text, m))
    _frame(drafts, named, calendar, published)
    conditions = exceptions.conditions(drafts)
    not_claims += [not_claim(draft, "condition") for draft in conditions]
    return _Read(sentence, [d for d in drafts if d not in conditions], not_claims, named, calendar)


def _calendar(text: str, published: date | None, *, future: bool = False) -> tuple[PeriodMention, ...]:
    """The calendar mentions of a sentence, and the turning points of terms of office, which go before them."""
    turns = administrations.find(text, published=published)
    calendar = periods.find(text, published=published, future=future)
    apart = [m for m in calendar if not any(t.start < m.end and m.start < t.end + 12 for t in turns)]
    return tuple(sorted([*apart, *turns], key=lambda m: m.start))


def _draft(sentence: RawSentence, view: SentenceView, figure: Figure) -> Draft:
    anchor = view.root(figure.number_start, figure.number_end)
    draft = Draft(view=view, figure=figure, anchor=anchor, paragraph=sentence.paragraph, number=sentence.number)
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


def _carry(paragraph: list[_Read]) -> None:
    """What a paragraph's sentences hand on to one another."""
    when.carry([read.drafts for read in paragraph])
    where.carry([read.drafts for read in paragraph], [read.places for read in paragraph])


def _assume(paragraph: list[_Read], setting: Setting) -> None:
    """What the figures of a paragraph have from the story, where they have no place or time of their own."""
    assumed.periods([read.drafts for read in paragraph], [read.times for read in paragraph], setting)
    for read in paragraph:
        assumed.places(read.drafts, read.places, setting)
