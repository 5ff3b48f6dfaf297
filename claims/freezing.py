"""From drafts to claims: ids in the order of the text, offsets into the article, frozen types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.figures.model import Exclusion
from claims.frame.draft import Draft
from claims.model import Claim, Condition, NotClaim, NotClaimReason, Rank, Span

if TYPE_CHECKING:
    from claims.sentences import RawSentence
    from claims.syntax import SentenceView


def freeze(drafts: Sequence[Draft], *, first: int) -> list[Claim]:
    """The claims of drafts, in the order of the text, numbered from ``first``."""
    ordered = sorted(drafts, key=lambda d: (d.view.offset + d.start, d.view.offset + d.end))
    for number, draft in enumerate(ordered, first):
        draft.id = f"c{number}"
    return [_claim(draft) for draft in ordered]


def excluded(sentence: RawSentence, exclusion: Exclusion) -> NotClaim:
    """A number that its surroundings exclude, without the white space around it."""
    start, end = exclusion.start, exclusion.end
    text = sentence.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    start += sentence.start
    return NotClaim(figure=text, start=start, end=start + len(text), reason=exclusion.reason)


def not_claim(draft: Draft, reason: NotClaimReason) -> NotClaim:
    """A figure that turned out to be no claim."""
    view = draft.view
    return NotClaim(
        figure=view.text[draft.start : draft.end],
        start=view.offset + draft.start,
        end=view.offset + draft.end,
        reason=reason,
    )


def _claim(draft: Draft) -> Claim:
    view, figure, segment = draft.view, draft.figure, draft.segment
    start_of, end_of = draft.start_end
    return Claim(
        id=draft.id or "",
        figure=view.text[draft.start : draft.end],
        start=view.offset + draft.start,
        end=view.offset + draft.end,
        sentence=Span(text=view.text, start=view.offset, end=view.offset + len(view.text)),
        kind=draft.kind,
        quantity=figure.quantity.model_copy(update={"unit": draft.unit or figure.unit}),
        change=draft.change,
        rank=_rank(draft),
        counted=draft.counted,
        host=draft.host,
        head=draft.head,
        modifiers=draft.modifiers,
        predicate=" ; ".join(p for p in (draft.complement, draft.predicate) if p) or None,
        before=_words(view, segment.before) if segment else None,
        after=_words(view, segment.after) if segment else None,
        shared=_words(view, segment.shared) if segment else None,
        whole=draft.whole,
        whole_quantity=draft.whole_quantity,
        condition=_condition(draft.condition) if draft.condition is not None else None,
        categories=draft.categories,
        places=draft.places,
        places_source=draft.places_source,
        period=draft.period,
        period_source=draft.period_source,
        speaker=draft.speaker,
        quoted=draft.quoted,
        modality=draft.modality,
        antecedent=_id(draft.antecedent),
        inherited=draft.inherited,
        baseline=draft.baseline,
        start_claim=_id(start_of),
        end_claim=_id(end_of),
        pattern=figure.pattern,
    )


def _id(draft: Draft | None) -> str | None:
    """The claim that a draft became; of one that became none, the claim that it leaned on."""
    while draft is not None and draft.id is None:
        draft = draft.antecedent
    return draft.id if draft is not None else None


def _rank(draft: Draft) -> Rank | None:
    order = draft.figure.rank_order
    return Rank(order=order, among=draft.among, since=draft.since, subject=draft.subject) if order else None


def _condition(draft: Draft) -> Condition:
    text = draft.view.text[draft.start : draft.end]
    return Condition(text=text, counted=draft.counted, quantity=draft.figure.quantity)


def _words(view: SentenceView, stretch: tuple[int, int]) -> str | None:
    return view.text[stretch[0] : stretch[1]].strip(" ,;:.") or None
