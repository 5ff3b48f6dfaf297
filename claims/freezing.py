"""From drafts to claims: ids in the order of the text, offsets into the article, frozen types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.figures.model import Exclusion
from claims.frame.draft import Draft
from claims.model import Claim, Condition, Extraction, NotClaim, Rank, Span
from claims.syntax import SentenceView


def freeze(drafts: Sequence[Draft], not_claims: Sequence[NotClaim]) -> Extraction:
    """The extraction of a text; both lists are put in its order."""
    ordered = sorted(drafts, key=lambda d: (d.view.offset + d.start, d.view.offset + d.end))
    ids = {id(draft): f"c{position}" for position, draft in enumerate(ordered, 1)}
    claims = tuple(_claim(draft, ids) for draft in ordered)
    return Extraction(claims=claims, not_claims=tuple(sorted(not_claims, key=lambda n: (n.start, n.end))))


def excluded(view: SentenceView, exclusion: Exclusion) -> NotClaim:
    """A number that its surroundings exclude, without the white space around it."""
    start, end = exclusion.start, exclusion.end
    text = view.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return NotClaim(
        figure=text, start=view.offset + start, end=view.offset + start + len(text), reason=exclusion.reason
    )


def not_claim(draft: Draft, reason: str) -> NotClaim:
    """A figure that turned out to be no claim."""
    view = draft.view
    return NotClaim(
        figure=view.text[draft.start : draft.end],
        start=view.offset + draft.start,
        end=view.offset + draft.end,
        reason=reason,
    )


def _claim(draft: Draft, ids: Mapping[int, str]) -> Claim:
    view, figure, segment = draft.view, draft.figure, draft.segment
    start_of, end_of = draft.start_end
    return Claim(
        id=ids[id(draft)],
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
        predicate=" ".join(p for p in (draft.complement, draft.predicate) if p) or None,
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
        antecedent=_id(draft.antecedent, ids),
        inherited=draft.inherited,
        baseline=draft.baseline,
        start_claim=_id(start_of, ids),
        end_claim=_id(end_of, ids),
        pattern=figure.pattern,
    )


def _id(draft: Draft | None, ids: Mapping[int, str]) -> str | None:
    """The claim that a draft became; of one that became none, the claim that it leaned on."""
    while draft is not None and id(draft) not in ids:
        draft = draft.antecedent
    return ids[id(draft)] if draft is not None else None


def _rank(draft: Draft) -> Rank | None:
    order = draft.figure.rank_order
    return Rank(order=order, among=draft.among, since=draft.since, subject=draft.subject) if order else None


def _condition(draft: Draft) -> Condition:
    text = draft.view.text[draft.start : draft.end]
    return Condition(text=text, counted=draft.counted, quantity=draft.figure.quantity)


def _words(view: SentenceView, stretch: tuple[int, int]) -> str | None:
    return view.text[stretch[0] : stretch[1]].strip(" ,;:.") or None
