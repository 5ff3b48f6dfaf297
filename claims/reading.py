"""From a text to its claims: the core that ``extract`` and the spaCy component are thin callers of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from claims.figures import reader
from claims.figures.model import Exclusion
from claims.frame import (
    attribution,
    categories,
    changes,
    coordination,
    counted,
    exceptions,
    intervals,
    kinds,
    links,
    locating,
    ranking,
    segments,
)
from claims.frame.draft import Draft
from claims.model import Claim, Condition, Extraction, NotClaim, Rank, Span
from claims.sentences import RawSentence, split
from claims.syntax import SentenceView
from claims.vocabulary import administrations, periods, places
from claims.vocabulary.periods import PeriodMention
from claims.vocabulary.places import PlaceMention

if TYPE_CHECKING:
    from spacy.language import Language


CONTEXT = 4000
"""So many characters of the text's beginning help to tell places of one name apart."""


def read_text(nlp: Language, text: str, *, published: date | None = None) -> Extraction:
    """All numbers of a text, as claims or as what else they are."""
    return read_sentences(split(nlp, text), published=published, context=text[:CONTEXT])


def read_sentences(sentences: Iterable[RawSentence], *, published: date | None, context: str) -> Extraction:
    """The core, over sentences in the order of the text; ``context`` is the beginning of the text."""
    drafts: list[Draft] = []
    conditions: dict[int, tuple[Draft, Draft]] = {}
    not_claims: list[NotClaim] = []
    paragraph: list[tuple[RawSentence, list[Draft], tuple[PlaceMention, ...]]] = []
    for sentence in sentences:
        if paragraph and paragraph[-1][0].paragraph != sentence.paragraph:
            _close(paragraph)
            paragraph = []
        where = places.find(sentence.text, context=context)
        found, rejected = _read(sentence, where, published)
        not_claims += rejected
        for draft in found:
            holder = exceptions.is_condition(draft, found)
            if holder is not None:
                conditions[id(holder)] = (holder, draft)
                not_claims.append(_not_claim(draft, "condition"))
        kept = [d for d in found if not any(d is c for _, c in conditions.values())]
        drafts += kept
        paragraph.append((sentence, kept, where))
    _close(paragraph)
    links.fill(drafts)
    intervals.fill(drafts)
    coordination.fill(drafts)  # once more: the ends of changes are known now
    return _freeze(drafts, not_claims, {key: condition for key, (_, condition) in conditions.items()})


def _read(
    sentence: RawSentence, where: tuple[PlaceMention, ...], published: date | None
) -> tuple[list[Draft], list[NotClaim]]:
    """The drafts of one sentence, and its numbers that are no claims."""
    view = sentence.view
    if view is None:
        return [], []
    when = _times(view.text, published)
    reading = reader.read(
        view.text,
        periods=when,
        times=[(t.start, t.end) for t in periods.find_times(view.text)],
        first_of_line=sentence.first_of_line,
    )
    rejected = [_excluded(view.text, sentence.start, x) for x in reading.exclusions]
    drafts: list[Draft] = []
    for figure in reading.figures:
        draft = Draft(
            view=view,
            figure=figure,
            anchor=view.root(figure.number_start, figure.number_end),
            paragraph=sentence.paragraph,
            number=sentence.number,
        )
        counted.fill(draft)
        changes.fill(draft)
        reason = exceptions.reason_against(draft, where)
        if reason is not None:
            draft.end = figure.end
            rejected.append(_not_claim(draft, reason))
            continue
        drafts.append(draft)
    coordination.fill(drafts)
    for draft in drafts:
        kinds.fill(draft)
        attribution.fill(draft)
    segments.fill(drafts)
    locating.fill_places(drafts, where)
    _fill_times(drafts, when, published)
    for draft in drafts:
        categories.fill(draft, where, when)
        ranking.fill(draft, where, when)
    return drafts, rejected


def _times(text: str, published: date | None) -> tuple[PeriodMention, ...]:
    """The calendar mentions of a sentence, and the turning points of terms of office; the longer of two that overlap."""
    turns = administrations.find(text, published=published)
    calendar = [
        m
        for m in periods.find(text, published=published)
        if not any(t.start < m.end and m.start < t.end + 12 for t in turns)
    ]
    return tuple(sorted([*calendar, *turns], key=lambda m: m.start))


def _fill_times(drafts: Sequence[Draft], when: Sequence[PeriodMention], published: date | None) -> None:
    for draft in drafts:
        locating.fill_period(draft, when, published=published)


def _close(paragraph: Sequence[tuple[RawSentence, list[Draft], tuple[PlaceMention, ...]]]) -> None:
    """What a paragraph's sentences hand on to one another."""
    if not paragraph:
        return
    first = paragraph[0][0].number
    drafts = [d for _, found, _ in paragraph for d in found]
    for draft in drafts:
        draft.number -= first
    locating.carry(drafts, [where for _, _, where in paragraph])
    for draft in drafts:
        draft.number += first


def _excluded(text: str, offset: int, exclusion: Exclusion) -> NotClaim:
    start, end = exclusion.start, exclusion.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return NotClaim(figure=text[start:end], start=offset + start, end=offset + end, reason=exclusion.reason)


def _words(view: SentenceView, stretch: tuple[int, int]) -> str | None:
    return view.text[stretch[0] : stretch[1]].strip(" ,;:.") or None


def _not_claim(draft: Draft, reason: str) -> NotClaim:
    view = draft.view
    return NotClaim(
        figure=view.text[draft.start : draft.end],
        start=view.offset + draft.start,
        end=view.offset + draft.end,
        reason=reason,
    )


def _freeze(drafts: Sequence[Draft], not_claims: Sequence[NotClaim], conditions: dict[int, Draft]) -> Extraction:
    ordered = sorted(drafts, key=lambda d: (d.view.offset + d.start, d.view.offset + d.end))
    ids = {id(draft): f"c{position}" for position, draft in enumerate(ordered, 1)}
    claims = tuple(_claim(draft, ids, conditions.get(id(draft))) for draft in ordered)
    return Extraction(claims=claims, not_claims=tuple(sorted(not_claims, key=lambda n: (n.start, n.end))))


def _claim(draft: Draft, ids: dict[int, str], condition: Draft | None) -> Claim:
    view, figure = draft.view, draft.figure
    antecedent = draft.antecedent
    while antecedent is not None and id(antecedent) not in ids:
        antecedent = antecedent.antecedent
    start_of, end_of = draft.start_end
    segment = draft.segment
    predicate = " ".join(p for p in (draft.complement, draft.predicate) if p) or None
    return Claim(
        id=ids[id(draft)],
        figure=view.text[draft.start : draft.end],
        start=view.offset + draft.start,
        end=view.offset + draft.end,
        sentence=Span(text=view.text, start=view.offset, end=view.offset + len(view.text)),
        kind=draft.kind,
        quantity=figure.quantity.model_copy(update={"unit": draft.unit or figure.unit}),
        change=draft.change,
        rank=Rank(order=figure.rank_order, among=draft.among, since=draft.since, subject=draft.subject)
        if figure.rank_order
        else None,
        counted=draft.counted,
        host=draft.host,
        head=draft.head,
        modifiers=draft.modifiers,
        predicate=predicate,
        before=_words(view, segment.before) if segment else None,
        after=_words(view, segment.after) if segment else None,
        shared=_words(view, segment.shared) if segment else None,
        whole=draft.whole,
        whole_quantity=draft.whole_quantity,
        condition=Condition(
            text=condition.view.text[condition.start : condition.end],
            counted=condition.counted,
            quantity=condition.figure.quantity,
        )
        if condition is not None
        else None,
        categories=draft.categories,
        places=draft.places,
        period=draft.period,
        speaker=draft.speaker,
        quoted=draft.quoted,
        modality=draft.modality,
        antecedent=ids[id(antecedent)] if antecedent is not None else None,
        inherited=draft.inherited,
        baseline=draft.baseline,
        start_claim=ids.get(id(start_of)) if start_of is not None else None,
        end_claim=ids.get(id(end_of)) if end_of is not None else None,
        pattern=figure.pattern,
    )
