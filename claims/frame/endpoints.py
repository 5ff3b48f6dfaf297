"""The two ends of a change: which figures of the text state them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from claims.frame import nested
from claims.frame.compared import HELD_AGAINST, MULTIPLIED
from claims.frame.draft import Draft
from claims.frame.nouns import CHANGE_NOUNS, GENERIC
from claims.model import Basis, Change, Kind
from claims.vocabulary.numbers import Form

BACK = re.compile(
    r"^[“\"]?(?:That|This|It|They|Those|These|Another|The (?:figure|number|total|count|tally|rate))\b", re.IGNORECASE
)
"""How a sentence starts that leans on the one before it."""

UP_FROM = re.compile(r"\b(?P<way>up|down) (?:\w+ly |only |just )?from\b[^,;]{0,30}$", re.IGNORECASE)


NEXT = re.compile(r"(?: [\w’'-]+){0,2}, (?:up|down) (?:\w+ly |only |just )?from (?:\w+ ){0,2}")
"""Between a figure and the one it was before."""

SINCE = re.compile(r"\b(?:has|have|had) since\b|\bsince then\b", re.IGNORECASE)


EARLIER = re.compile(
    r"\b(?:years?|quarters?|months?|weeks?) (?:earlier|before),? [^.,;]*\bhad (?:\w+ly )?\w+ $", re.IGNORECASE
)
"""Before the size of a change that was over before what is told of."""


def countable(draft: Draft) -> bool:
    """Whether a figure counts things that a later one may leave out."""
    if draft.head == "time" or draft.figure.form is Form.MULTIPLE:
        return False  # "seven times as many", "doubled"
    absolute = draft.kind is Kind.CHANGE and draft.figure.unit_kind is None
    return (draft.kind is Kind.COUNT or absolute) and (draft.is_named or draft.inherited)


def changed(start: Draft, counts: Sequence[Draft]) -> Draft | None:
    """Which count of its sentence a figure was before: "831 agencies in 40 states, up from 685"; None if it is open."""
    led = start.led_by(UP_FROM)
    phrase = nested.before(counts) if led is not None else []
    if led is None or not phrase:
        return counts[-1]
    risen = nested.risen(phrase, start, up=led["way"].lower() == "up")
    return risen[0] if len(risen) == 1 else None


def link_change(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> None:
    """Finds the ends of a change: stated in the same sentence, or left to the sentence before it."""
    same = [d for d in [*before, *after] if d.view is draft.view and _one_course(d, draft)]
    start = next((d for d in same if d.role == "from" and _ends(d, draft)), None)
    end = next((d for d in same if d.role == "to" and _ends(d, draft)), None)
    if start is not None and end is None and start.antecedent is not draft:
        end = start.antecedent
    # "It sold 40, up 1%; a year earlier sales had grown 6%": that change ended elsewhere.
    if start is None and end is None and _says_no_measure(draft) and not draft.led_by(EARLIER):
        start, end = _ends_before(draft, before)
    if (told_of := _that_it_is_told_of(draft, before)) is not None:
        end, draft.places, draft.places_source = told_of, told_of.places, told_of.places_source
    draft.start_end = (start, end)
    source = start or end
    _as_points(draft, start, before)
    if source is not None:
        draft.antecedent = source
        if _says_no_measure(draft):
            _copy_measure(draft, source)
    if draft.change is not None:
        draft.change = Change(
            direction=draft.change.direction,
            by=draft.change.by,
            basis=draft.change.basis,
            from_=_stated(start) if start else draft.change.from_,
            to=_stated(end) if end else draft.change.to,
        )


WHICH = re.compile(r"(?: [\w’'-]+){0,2}, which (?:is|was|makes it|means|amounts to) ")
"""Between a figure and how many times another it is: "132 million people, which is nearly three times what it was"."""


def _that_it_is_told_of(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The figure right before, where a clause says of it how many times as large it is as at another time."""
    last = before[-1] if before and before[-1].view is draft.view and not draft.places else None
    if last is None or MULTIPLIED.match(draft.view.text, draft.end) is None or last.figure.form is Form.MULTIPLE:
        return None
    return last if WHICH.fullmatch(draft.view.text[last.figure.end : draft.start]) is not None else None


TENTHS = re.compile(r"\b(?:tenths?|hundredths?)$", re.IGNORECASE)
APPOSED = re.compile(r"(?: [\w’'.-]+){0,4}, (?:which is |that is |or )?(?:up|down)(?: by)? ")
"""Between a rate and how far it has moved: "4.3% in August, up ..."."""


def _as_points(draft: Draft, start: Draft | None, before: Sequence[Draft]) -> None:
    """Tenths by which a rate moved are tenths of a point: "4.3%, up a tenth from 4.2%" is no rise by 10%."""
    figure, text = draft.figure, draft.view.text
    if figure.unit != "fraction" or draft.change is None:
        return
    if not TENTHS.search(text[figure.number_start : figure.number_end]):
        return
    last = before[-1] if before and before[-1].view is draft.view else None
    apposed = last is not None and APPOSED.fullmatch(text[last.end : figure.start] if last.end < figure.start else "")
    rates = [one for one in (start, last if apposed else None) if one is not None]
    if any(one.figure.unit == "percent" for one in rates):
        draft.figure = figure.with_(unit="percentage point", unit_kind="points")
        draft.unit = None if draft.unit == "fraction" else draft.unit
        draft.change = draft.change.model_copy(update={"basis": Basis.PERCENTAGE_POINTS})


def _says_no_measure(draft: Draft) -> bool:
    """Whether a change does not name what changed: "an increase of 600%", "the total has risen by 600%"."""
    return draft.noun is None or (draft.head or "") in GENERIC | CHANGE_NOUNS


def _ends_before(draft: Draft, before: Sequence[Draft]) -> tuple[Draft | None, Draft | None]:
    """The ends of a change that its own clause leaves out."""
    if draft.figure.unit_kind not in ("percent", "multiple", None):
        return None, None
    earlier = [d for d in before if countable(d) and (d.view is not draft.view or d.role is None)]
    if draft.view not in [d.view for d in earlier]:
        earlier = [d for d in earlier if not d.led_by(HELD_AGAINST)]
    in_sentence = [d for d in earlier if d.view is draft.view]
    dated = [d for d in in_sentence if d.period is not None]
    if len(dated) > 1:
        return dated[-2], dated[-1]  # "There were 135 in December and 958 in August, an increase of 610%"
    if dated and dated == in_sentence[-1:] and draft.figure.unit_kind is not None:
        return dated[-1], None  # "At the end of 2024 there were 135, so the total has risen by 600%"
    if not earlier or not (BACK.match(draft.view.text) or draft.noun is None):
        return None, None
    last = earlier[-1]
    if SINCE.search(draft.view.text):
        return last, None  # "In May it had 400. That number has since risen 30%"
    if last.role == "from" and last.antecedent is not None:
        return last, last.antecedent
    if last.antecedent is not None and last.antecedent.role == "from":
        return last.antecedent, last
    return None, last


def _ends(end: Draft, change: Draft) -> bool:
    """Whether two figures can be an end and the size of one change."""
    if change.figure.unit_kind == "points":
        return end.figure.unit_kind in ("percent", "points", None)
    if change.figure.unit_kind in ("percent", "multiple"):
        return True
    return end.figure.unit_kind == change.figure.unit_kind


def _copy_measure(draft: Draft, source: Draft) -> None:
    draft.head, draft.counted, draft.modifiers = source.head, source.counted, source.modifiers
    draft.complement = source.complement
    draft.inherited = True


def _stated(draft: Draft) -> object:
    """The number of an end; a range ("to between 4% and 4.25%") is none."""
    return draft.figure.low if draft.figure.low == draft.figure.high else None


def settle(drafts: Sequence[Draft]) -> None:
    """The start of a change is a plain value, and so is its end beside a stated size.

    "Rose 6.5% to 164" moves by 6.5%, and stands at 164; "6 hectares, up from 2" says of the 6 that it went up.
    """
    for _, own in groupby(drafts, key=lambda d: d.number):
        _settle(list(own))


def _settle(drafts: Sequence[Draft]) -> None:
    for position, draft in enumerate(drafts):
        if draft.role == "from" and draft.change is not None:
            end = _end_before(drafts[:position], draft)
            if end is not None and end.noun is not None and draft.noun is None and draft.unit is None:
                draft.unit = end.unit
            if end is not None and draft.figure.low == draft.figure.high:
                end.role = "to"
                end.change = Change(direction=draft.change.direction, from_=draft.figure.low, to=_stated(end))
            draft.change = None
            around = [*drafts[position + 1 : position + 3], *drafts[max(0, position - 2) : position]]
            to = next((d for d in around if d.role == "to" and _same_clause(d, draft)), None)
            if to is not None and to.change is not None and not _sized(drafts, to):
                to.change = Change(direction=to.change.direction, from_=_stated(draft), to=_stated(to))
                if to.start > draft.start:  # "from 50 to 60" is told in one breath; "60, from 50" looks back
                    draft.change = to.change
        elif draft.role == "to" and _sized(drafts, draft):
            draft.change = None


def _sized(drafts: Sequence[Draft], end: Draft) -> bool:
    """Whether the clause of an end states the size of the change as well."""
    return any(d.role == "by" and _same_clause(d, end) for d in drafts)


def _end_before(before: Sequence[Draft], start: Draft) -> Draft | None:
    """The figure that "up from 2" is said of: the nearest of its kind before it in the sentence."""
    if not start.led_by(UP_FROM):
        return None
    own = [d for d in before if d.view is start.view]
    if any(d.role == "by" for d in own):
        return None
    alike = [d for d in own if d.role in (None, "to") and d.kind is not Kind.RANK]
    # Figures in brackets are the same value in other units.
    alike = [d for d in alike if not start.view.text[: d.start].rstrip().endswith(("(", ";"))]
    if start.figure.unit_kind is None and (phrase := nested.before(alike)):
        named = [d for d in phrase if start.noun is not None and d.head == start.head and not start.inherited]
        alike = named or [d for d in [changed(start, phrase)] if d is not None]
    elif alike and NEXT.fullmatch(start.view.text[alike[-1].end : start.figure.start]):
        alike = alike[-1:]  # "it was 15% contained, up from zero"
    same = [d for d in alike if d.figure.unit_kind == start.figure.unit_kind]
    found = (same or alike)[-1:]
    return found[0] if found and (found[0].change is None or found[0].role == "to") else None


def _one_course(one: Draft, other: Draft) -> bool:
    """Whether two figures may be said of one change: "rose 3% to 5 million and fell 2% to 4 million" tells of two."""
    return one.moved_by is None or other.moved_by is None or one.moved_by.i == other.moved_by.i


def _same_clause(one: Draft, other: Draft) -> bool:
    if one.view is other.view and one.moved_by is not None and other.moved_by is not None:
        return one.moved_by.i == other.moved_by.i
    if (one.moved_by is None) != (other.moved_by is None):
        return False
    return one.view is other.view and one.verb is not None and other.verb is not None and one.verb.i == other.verb.i
