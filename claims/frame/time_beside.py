"""Times right beside a figure: "832 on July 18", "September's 4.4%", "when it had 169"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.frame import time_clauses
from claims.frame.compared import COMPARED, MULTIPLIED
from claims.frame.draft import Draft
from claims.model import Basis, Granularity
from claims.vocabulary.numbers import Form
from claims.vocabulary.periods import PeriodMention


def is_of(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time is that of the number beside it: "3% below the 61,200 of September", "September's 61,200"."""
    return draft.view.text[draft.end : mention.start] in (" of ", " of the ") or owns(draft, mention)


OWNED = re.compile(r"[’']s (?:[a-z]+ ){0,2}\W?")
"""Between a time and the figure that is its: "September's 4.4%", "May's upwardly revised 5%"."""

LAST_STEP = re.compile(
    r"\b(?:day|week|month|(?<!first )(?<!second )(?<!third )(?<!fourth )quarter|year)$", re.IGNORECASE
)
"""Counted from the time that is spoken of, whichever that is: "last month's 5%"."""


def owns(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a figure is a named time's: "down from May's 5%"."""
    if mention.role != "at" or mention.period is None or mention.shift is not None or mention.end >= draft.figure.start:
        return False
    between = draft.view.text[mention.end : draft.figure.start]
    return OWNED.fullmatch(between) is not None and LAST_STEP.search(mention.text) is None


def is_of_multiple(multiple: Draft, mention: PeriodMention, draft: Draft) -> bool:
    """ "It sold 40,000 trucks, more than double its sales in 2020": the time is that of what is multiplied."""
    if multiple.figure.form is not Form.MULTIPLE or not draft.end <= multiple.start < multiple.end <= mention.start:
        return False
    between = draft.view.text[multiple.end : mention.start]
    return "," in draft.view.text[draft.end : multiple.start] and re.search(r"[,;]", between) is None


def multiplies(multiple: Draft, mention: PeriodMention) -> bool:
    """Whether a time is that of what is multiplied: "nearly three times what it had in 1990"."""
    text, change = multiple.view.text, multiple.change
    times = multiple.figure.form is Form.MULTIPLE or (change is not None and change.basis is Basis.MULTIPLE)
    if mention.role != "at" or not (times or text[: multiple.end].endswith(" times")):
        return False
    behind = MULTIPLIED.match(text, multiple.end)
    return behind is not None and behind.end() == mention.start and OTHER_END.match(text, mention.end) is None


OTHER_END = re.compile(r",? (?:that|than|as) (?:it|they|there|the)\b")
"""Behind a time: what is multiplied comes only now ("twice the size in 2024 that it was in 2000")."""


AT_ONCE = re.compile(
    r"""[ ,(]*(?:[\w’'-]+[ ]){0,4}?
        (?:in|as[ ]of|at|on|by|during|for|since|from|a[ ]year|back[ ]in|through|over|until|the)?[ ]?\(?""",
    re.VERBOSE,
)

SUPERLATIVE = re.compile(r"\b(?:\w+est|best|worst|most|least|first)\b", re.IGNORECASE)


def is_of_a_record(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time behind a figure is the one since which something is a record: "up 3%, the most since 1987"."""
    between = draft.view.text[draft.end : mention.start]
    return mention.role == "since" and draft.figure.rank_order is None and SUPERLATIVE.search(between) is not None


OVER = re.compile(r"(?: \w+)? (?P<word>over|on)(?: the)? ")
"""Between a change and what it is counted from."""
SPANS = {"over": (Granularity.MONTH, Granularity.QUARTER),
         "on": (Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)}
"""Which times these lead to as a start: what fell "on Friday" or "over 2024" did so then."""


def is_its_start(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time right behind a change is the one that it is counted from.

    "An increase of 38 percent over July", "up 31% on November", "3% more on the year before".
    """
    found = OVER.fullmatch(draft.view.text[draft.end : mention.start]) if draft.role == "by" else None
    if found is None or mention.period is None:
        return False
    return mention.role == "earlier" or (mention.role == "at" and mention.period.granularity in SPANS[found["word"]])


def right_behind(draft: Draft, candidates: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "832 on July 18", "135 as of last December"."""
    after = [m for m in candidates if m.start >= draft.end]
    if not after:
        return None
    if time_clauses.of_participle(draft, after[0]):
        return None
    if is_of_a_record(draft, after[0]):
        return None
    gap = draft.view.text[draft.end : after[0].start]
    compares = re.search(
        r"\b(?:from|than|to|and|above|below|compared|same \w+ as|(?:after|before|since|despite|following) \w+ing)\b|\d",
        gap) or is_its_start(draft, after[0])
    if AT_ONCE.fullmatch(gap) and (not compares or (draft.role == "from" and not re.search(r"\d", gap))):
        return after[0]
    return None


def right_before(draft: Draft, candidates: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "On Sept. 17 it had 39; in December it had 54": the time that leads to the figure, since the one before it."""
    for mention in candidates:
        if draft.view.text[mention.end : draft.figure.start] == " (":
            return mention  # "higher than in September (4.4 percent)"
    segment = draft.segment
    if segment is None:
        return None
    inside = [m for m in candidates if segment.before[0] <= m.start < segment.before[1]]
    inside = [m for m in inside if m.role == "at" and not COMPARED.search(draft.view.masked[: m.start])]
    led = draft.view.text[segment.before[0] : segment.before[1]]
    return inside[-1] if inside and (not segment.first or re.match(r"\W*(?:In|On|As of|At|By|During)\b", led)) else None


WHEN_IT_HAD = re.compile(
    r",? when (?:it|they|there|he|she|the \w+|[A-Z][\w.]+) "
    r"(?:\w+ed|had|was|were|stood at|won|got|took|made|held|lost|cost|hit) "
    r"(?:only |just )?(?P<more>(?=\S*\d)[^.;,]{1,60})?"
)


def told_of(draft: Draft, candidates: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "Three more than at the end of July, when it had 169": the time that the figure's own clause tells more of."""
    for mention in candidates:
        told = WHEN_IT_HAD.fullmatch(draft.view.text, mention.end, draft.start)
        if told and not (told["more"] and any(mention.end < m.start < draft.start for m in candidates)):
            return mention
    return None
