"""From the words of one sentence to its figures, and to the numbers in it that are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.figures import building, exclusions, ranges, ranks, sharing
from claims.figures.model import Exclusion, Figure
from claims.figures.stretches import Taken
from claims.model import NotClaimReason
from claims.vocabulary import numbers
from claims.vocabulary.numbers import Form, NumberMention
from claims.vocabulary.periods import PeriodMention

DURATION = re.compile(
    r"""
    ^(?:(?:the|a|an|in|over|for|within|during|past|last|next|previous|first|every|about|nearly|almost|more[ ]than|
         at[ ]least|least|coming|prior|preceding|just|only|some|around|of|these|those)[ ]){0,6}
    [\w.,-]{1,40}[ -](?:year|month|week|day|hour|minute|second|decade|quarter)s?\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A calendar mention that is a length of time, and so a figure: "the past two years"."""

PART_OF_YEAR = re.compile(r"(?:months|weeks|days|quarters) of (?:the |last |this |next )?(?:[a-z]+ )*(?:year|\d{4})$"
                          r"|['’]s \w+ [\w-]+ (?:months|weeks|days|quarters)$", re.IGNORECASE)
"""A length that says which part of a year it is: "the first six months of 2025", "the year's last ten weeks"."""

DIGITS = re.compile(r"\d+")
SHORT_YEAR = re.compile(r"\d{2}(?:\d{2})?")
PER_BEFORE = re.compile(r"(?:[ ][\w-]{1,20}){0,4}[ ](?:per|for every) $")


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of one sentence, in order, and the exclusions that cover its other numbers."""

    figures: tuple[Figure, ...]
    exclusions: tuple[Exclusion, ...]


def read(
    text: str,
    *,
    periods: Sequence[PeriodMention] = (),
    times: Sequence[tuple[int, int]] = (),
    first_of_line: bool = True,
) -> Reading:
    """Reads one sentence. ``periods`` and ``times`` are the calendar mentions found in it.

    Every number of the text is in exactly one of the two lists of the result, ranks in words ("tops the list") besides.
    """
    ranked = ranks.find(text)
    if not ranked and not numbers.may_hold(text):
        return Reading((), ())
    mentions = numbers.find(text)
    covers = _covers(text, periods, times, first_of_line)
    of_ranks = Taken(len(text), ranked)
    kept, out = _sorted(text, [m for m in mentions if not of_ranks.meets(m.start, m.end)], covers)
    figures = [building.build(text, mention, pattern) for mention, pattern in ranges.join(text, kept)]
    figures = _with_denominators(text, sharing.share(text, figures), out)
    figures = sorted([*ranked, *figures], key=lambda f: (f.start, f.end))
    out += _in_names(text, covers, [*out, *figures])
    return Reading(tuple(figures), _merged([*out, *_unread(text, [*out, *figures])]))


def _in_names(text: str, covers: Sequence[Exclusion], listed: Sequence[Exclusion | Figure]) -> list[Exclusion]:
    """Covers with digits that are no number mention, but where a reader sees a number: "A320", "desk42@example.org"."""
    taken = Taken(len(text), listed)
    found = []
    for cover in covers:
        if not taken.meets(cover.start, cover.end) and re.search(r"\d", text[cover.start : cover.end]):
            found.append(cover)
            taken.add(cover.start, cover.end)
    return found


def _unread(text: str, listed: Sequence[Exclusion | Figure]) -> list[Exclusion]:
    """Digits that are in neither list so far: no reader knows their form, and none may be passed over in silence."""
    taken = Taken(len(text), listed)
    return [
        Exclusion(*found.span(), _reason_of(text, *found.span()), "unread")
        for found in DIGITS.finditer(text)
        if not taken.meets(*found.span())
    ]


def _reason_of(text: str, start: int, end: int) -> NotClaimReason:
    """Digits inside a word ("B2B"), or more of them than anyone counts, are a name of something."""
    inside = text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
    return NotClaimReason.IDENTIFIER if inside or end - start > numbers.LONGEST else NotClaimReason.UNREAD


def _sorted(
    text: str, mentions: Sequence[NumberMention], covers: Sequence[Exclusion]
) -> tuple[list[NumberMention], list[Exclusion]]:
    """The mentions that are figures, and the exclusions of the others."""
    kept: list[NumberMention] = []
    out: list[Exclusion] = []
    rank_at = [len(covers)] * len(text)
    for rank in range(len(covers) - 1, -1, -1):  # the first cover is written last, and so wins
        cover = covers[rank]
        rank_at[cover.start : cover.end] = [rank] * (cover.end - cover.start)
    for mention in mentions:
        rank = min(rank_at[mention.start : mention.end])
        if rank < len(covers):
            out.append(_widened(covers[rank], mention))
        elif mention.form is Form.ORDINAL:
            out.append(Exclusion(mention.start, mention.end, NotClaimReason.ORDINAL, "ordinal"))
        elif _ends_a_date(text, mention, out):
            out.append(Exclusion(mention.start, mention.end, NotClaimReason.DATE, "calendar"))
        else:
            kept.append(mention)
    return kept, out


def _widened(cover: Exclusion, mention: NumberMention) -> Exclusion:
    """The whole of the cover and the number; of a bracket the number alone, whose words belong to its claim."""
    if cover.reason is NotClaimReason.BRACKET:
        return Exclusion(mention.start, mention.end, cover.reason, cover.rule)
    return Exclusion(min(mention.start, cover.start), max(mention.end, cover.end), cover.reason, cover.rule)


def _ends_a_date(text: str, mention: NumberMention, out: Sequence[Exclusion]) -> bool:
    """ "the winter of 2006–2007": the second year belongs to the date before it."""
    return (
        bool(out)
        and out[-1].reason is NotClaimReason.DATE
        and out[-1].end == mention.start - 1
        and text[mention.start - 1] in "-–/"
        and SHORT_YEAR.fullmatch(mention.text) is not None
    )


def _covers(
    text: str, periods: Sequence[PeriodMention], times: Sequence[tuple[int, int]], first_of_line: bool
) -> list[Exclusion]:
    """What a number must not lie in to be a figure; the first that covers it gives the reason."""
    found = [x for x in exclusions.find(text) if first_of_line or x.rule != "list_number"]
    found += [Exclusion(start, end, NotClaimReason.TIME, "clock_time") for start, end in times]
    found += [Exclusion(m.start, m.end, NotClaimReason.DATE, "calendar") for m in periods if not _is_length(m.text)]
    return found


def _is_length(text: str) -> bool:
    """Whether a calendar mention is no time in the calendar but how long something took."""
    return DURATION.match(text) is not None and PART_OF_YEAR.search(text) is None


def _with_denominators(text: str, figures: list[Figure], out: Sequence[Exclusion]) -> list[Figure]:
    """The figures, with the round number that each is a rate of: "24.5 per 100,000", "one for every 50"."""
    ends = [figure.end for figure in figures]
    for base in (x for x in out if x.reason is NotClaimReason.DENOMINATOR):
        last = bisect_right(ends, base.start) - 1
        if last >= 0 and PER_BEFORE.fullmatch(text, ends[last], base.start):
            figures[last] = figures[last].with_(per=f"per {text[base.start : base.end]}")
    return figures


def _merged(found: Sequence[Exclusion]) -> tuple[Exclusion, ...]:
    """One entry where several numbers lie in one stretch ("September 17, 2025")."""
    merged: list[Exclusion] = []
    for exclusion in sorted(found, key=lambda x: (x.start, -x.end)):
        if not merged or exclusion.start >= merged[-1].end:
            merged.append(exclusion)
    return tuple(merged)
