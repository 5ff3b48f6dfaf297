"""When: which of the times of a sentence belong to which figure, and what a change is counted from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.frame import nested, time_clauses, time_shifts
from claims.frame.compared import COMPARED
from claims.frame.draft import Draft
from claims.frame.time_beside import (
    is_its_start,
    is_of,
    is_of_a_record,
    is_of_multiple,
    multiplies,
    owns,
    right_before,
    right_behind,
    told_of,
)
from claims.frame.time_clauses import is_before, is_compared, is_its_own, of_another_clause, of_the_clause
from claims.model import Kind, Period, Source
from claims.vocabulary import time_words
from claims.vocabulary.numbers import Form
from claims.vocabulary.periods import PeriodMention

NOW = re.compile(
    r"now|today|currently|to date|so far|at present|presently|right now|tonight|this (?:week|month|year)", re.IGNORECASE
)


def fill(
    drafts: Sequence[Draft], mentions: Sequence[PeriodMention], *, only: Sequence[Draft] | None = None
) -> None:
    """Gives the figures of a sentence their times, and changes the time that they are counted from.

    ``only``: not all of its figures, but these.
    """
    mentions = time_shifts.chained(mentions, drafts[0].view.text) if drafts else mentions
    dated = [m for m in mentions if m.period is not None]
    if drafts and (only_told := _now_told(dated, drafts[0].view.text)):
        mentions = [m for m in mentions if m not in only_told]
        dated = [m for m in dated if m not in only_told]
    phrases = [nested.behind(d, drafts) for d in drafts if d.role == "from"]
    of_starts = [(phrase, right_behind(phrase[-1], dated)) for phrase in phrases]
    joined = [(d, m) for d in drafts for m in dated if is_of(d, m)]
    multiples = [d for d in drafts if d.figure.form is Form.MULTIPLE]
    for draft in drafts if only is None else only:
        taken = [m for phrase, m in of_starts if m is not None and draft not in phrase and draft.role != "by"]
        own = [m for d, m in joined if d is draft]  # "36 of January's 39 cars": January is of both
        of_others = [(m, d.figure.start) for d, m in joined if d is not draft and m not in own]
        of_others += [(m, d.figure.start) for d in multiples if d is not draft for m in dated
                      if is_of_multiple(d, m, draft)]
        of_others += [(m, d.figure.start) for d in drafts if d is not draft for m in dated if is_its_start(d, m)]
        if draft.role == "by":
            later = [m for d in drafts if d is not draft and d.figure.start >= draft.end for m in dated
                     if m.start >= d.end and m.role == "over"]  # "2 million in 2008, 1.9 in the last four months"
            if any(m not in later for m in dated):
                taken = [*taken, *later]
        _fill(draft, [m for m in mentions if m not in taken], of_others)
        # "Up from 133 agencies in 21 states at the end of 2024": the time behind a phrase is that of its first figure.
        for phrase, mention in of_starts:
            if mention is not None and draft is phrase[0] and len(phrase) > 1:
                draft.period = mention.period


OF_A_TIME = re.compile(r" (?:is|are|stands?) ")
"""Between the time that a subject is of and the one at which it is told: "the rate for May is now 4.4%"."""


def _now_told(dated: Sequence[PeriodMention], text: str) -> list[PeriodMention]:
    """The times that only say when something of another time is told."""
    return [m for one, m in pairwise(dated) if NOW.fullmatch(m.text) and OF_A_TIME.fullmatch(text[one.end : m.start])
            and not NOW.fullmatch(one.text)]


def carry(drafts: Sequence[Sequence[Draft]]) -> None:
    """Hands a past time on through a paragraph: "On July 18 Florida had 309. Texas had 118."; one entry a sentence.

    A sentence in the present, or one of several times, ends it.
    """
    current: Period | None = None
    for sentence in drafts:
        if not sentence:
            continue
        tenses = {draft.verb.tag_ for draft in sentence if draft.verb is not None}
        own = {draft.period for draft in sentence if draft.period is not None}
        if own or tenses != {"VBD"}:
            of_ends = {draft.period for draft in sentence if draft.period is not None and draft.role != "from"}
            only = of_ends.pop() if len(of_ends) == 1 and tenses == {"VBD"} else None
            current = only if only is not None and only.start is not None else None
            continue
        for draft in sentence:
            if current is not None and draft.kind is not Kind.CHANGE and draft.figure.rank_order is None:
                draft.period, draft.period_source = current, Source.CARRIED


def _fill(draft: Draft, every: Sequence[PeriodMention], of_others: Sequence[tuple[PeriodMention, int]]) -> None:
    """``of_others``: the times that another figure is of, and where that figure begins."""
    theirs = [mention for mention, _ in of_others]
    multiplied = next((m for m in every if m.period is not None and multiplies(draft, m)), None)
    mentions = [m for m in every if m not in theirs and m is not multiplied]
    chosen = _mention_of(draft, mentions)
    if (then := _then(draft, every)) is not None:
        draft.period = then
    elif (ended := _ended_at(draft, every)) is not None:
        draft.period = ended
    elif chosen is not None:
        begins = chosen.role == "since" and (draft.role == "from" or told_of(draft, [chosen]) is not None)
        start = time_shifts.start_of(chosen.period) if begins and chosen.period else None
        draft.period = start if begins and chosen.period else time_shifts.anchored(draft, chosen, mentions)
    elif draft.figure.rank_order is None:
        draft.period = _unresolved(draft, mentions)
    if multiplied is not None:
        draft.baseline = multiplied.period
    elif draft.role == "by":
        compared = [m for m, at in of_others if at > draft.start and COMPARED.search(draft.view.masked[:at])]
        draft.baseline = compared[0].period if compared else time_shifts.baseline(draft, mentions)


def _unresolved(draft: Draft, mentions: Sequence[PeriodMention]) -> Period | None:
    """A time that the text gives but no calendar knows ("when he was sheriff"): a period with no ends, only its words.

    It keeps a figure of some other day from being held against the day of publication.
    """
    if draft.role == "from":
        return Period(start=None, end=None, text="an earlier time")
    text, verb = draft.view.text, draft.verb
    if (vague := _vague(draft)) is not None:
        return vague
    pointed = [m.text for m in mentions if m.period is None and ANAPHORIC.match(m.text)]
    if pointed:
        return Period(start=None, end=None, text=pointed[-1])
    if verb is None or any(m.period is None for m in of_the_clause(draft, mentions)):
        return Period(start=None, end=None, text="the time it names") if verb is not None else None
    if any(c.lower_ == "then" and c.dep_ == "advmod" for c in verb.children) and verb.tag_ == "VBD":
        return Period(start=None, end=None, text="then")
    own = {t.i for t in draft.view.clause(verb)}
    for token in verb.subtree:
        if token.dep_ == "advmod" and token.lower_ == "when" and token.head.i not in own and token.head.head.i in own:
            if _right_before(mentions, draft.view.start(token), text) is not None:
                continue  # "more than in August 2024, when there were 7,348": that clause is of that time
            return Period(start=None, end=None, text=text[draft.view.start(token) :].split(",")[0].rstrip(". "))
    if verb.dep_ in ("relcl", "advcl") and any(c.lower_ == "when" for c in verb.children):
        return Period(start=None, end=None, text="then")
    return None


ANAPHORIC = re.compile(r"[Tt]hat |.* that year$")
"""A date of a year that another sentence tells."""
REST = re.compile(r"[^,;.:()\d]*")
"""Behind a figure: what is told of it alone."""


def _vague(draft: Draft) -> Period | None:
    """ "$3.53 in the days before the tanks rolled": a time of which no day is told."""
    text = draft.view.text
    behind = REST.match(text, draft.end)
    found = time_words.vague().search(behind.group()) if behind is not None else None
    if found is None and draft.segment is not None:
        found = time_words.vague().match(text[: draft.start])
    return Period(start=None, end=None, text=found.group().strip()) if found is not None else None


ENDED = re.compile(
    r",? (?:(?:up|down|back|on|all the way) )?(?:to|(?:before )?(?:reaching|hitting|ending (?:up )?at|finishing at|"
    r"settling at)|when (?:it|they|the \w+) (?:was|were|stood at|hit|reached|came to|averaged|numbered))"
    r"(?: (?:a|an|the|just|only|about|around|some|nearly|almost|roughly|over|under|more|less|fewer|than|record|high|low"
    r"|level|of|peak))* ", re.IGNORECASE)
"""From a span of time to what stood at its end: "from 2020 to 2021, to 29 million"."""


def _ended_at(draft: Draft, mentions: Sequence[PeriodMention]) -> Period | None:
    """The end of the span of time right before a figure that says where it ended, or that leads to its sentence.

    "From 2020 to 2021 it rose from 28 million to 29 million": where it started is of the start of that span.
    """
    if draft.role == "by" or not any(m.role == "from_to" for m in mentions):
        return None
    text, start = draft.view.text, draft.figure.start
    span = next((m for m in mentions if m.role == "from_to" and m.period is not None and m.end <= start), None)
    if span is None or span.period is None:
        return None
    if draft.role != "from" and ENDED.fullmatch(text, span.end, start):
        return time_shifts.end_of(span.period)
    if draft.role is None or len(mentions) > 1 or not LEADS.fullmatch(text[: span.start]):
        return None
    return (time_shifts.start_of if draft.role == "from" else time_shifts.end_of)(span.period)


LEADS = re.compile(r"\W*(?:(?:and|but) )?(?:from|between|over)?\s*", re.IGNORECASE)
"""Before a span of time that begins its sentence."""


WHEN = re.compile(r",?\s*")
"""Between a time and the clause that says what was then."""


def _then(draft: Draft, mentions: Sequence[PeriodMention]) -> Period | None:
    """The time right before the clause of a figure: "the highest since April 2023, when it was 4.9%"."""
    verb, text = draft.verb, draft.view.text
    when = next((c for c in verb.children if c.lower_ == "when"), None) if verb is not None else None
    if verb is None or when is None or verb.dep_ not in ("relcl", "advcl") or draft.role == "from":
        return None
    at = draft.view.start(when)
    told = _right_before(mentions, at, text)
    if told is None or told.period is None or any(m.start > at for m in mentions):
        return None
    return (time_shifts.end_of if told.role == "from_to" else time_shifts.start_of)(told.period)


def _right_before(mentions: Sequence[PeriodMention], at: int, text: str) -> PeriodMention | None:
    """The time that is named right before a clause that says what was then."""
    return next((m for m in reversed(mentions) if m.period is not None and WHEN.fullmatch(text[m.end : at])), None)


def _mention_of(draft: Draft, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    candidates = time_clauses.near_enough(draft, [m for m in mentions if m.period is not None])
    if not candidates:
        return None
    if draft.role == "by":
        candidates = [m for m in candidates if not is_its_start(draft, m)]
    if draft.role == "from" and TO_BEHIND.match(draft.view.text, draft.end):
        candidates = [m for m in candidates if not _is_of_the_end(draft, m)]
    owner = next((m for m in candidates if owns(draft, m)), None)
    if owner is not None:
        return owner
    direct = right_behind(draft, candidates) or right_before(draft, candidates) or told_of(draft, candidates)
    if direct is not None:
        return direct
    masked, start, end = draft.view.masked, draft.figure.start, draft.end
    clause = of_the_clause(draft, candidates)
    plain = [m for m in clause if not is_compared(m, masked) and is_its_own(m)]
    if draft.role == "from":
        compared = [m for m in clause if m not in plain] or [m for m in candidates if m.role == "since"]
        compared = [m for m in compared if not is_of_a_record(draft, m)]
        return compared[0] if compared else None
    if plain:
        return min(plain, key=lambda m: min(abs(m.start - end), abs(start - m.end)))
    if WHEN_BEHIND.match(draft.view.text, draft.end):
        return None
    general = [m for m in candidates if not is_compared(m, masked) and is_its_own(m) and not is_before(draft, m)]
    general = [m for m in general if not time_clauses.told_in_relative(draft, m)]
    leads = any(m.end <= start for m in candidates)
    if len(general) == 1 and (leads or len(candidates) == 1) and not NOW.fullmatch(general[0].text):
        return general[0] if leads or not of_another_clause(draft, general[0]) else None
    return _since(draft, clause)


WHEN_BEHIND = re.compile(r" when (?:the|he|she|they|we|I|[A-Z]\w+) \w+")
"""Right behind a figure: a clause of its own says of when it is ("4.0% when the year began")."""
TO_BEHIND = re.compile(r"[^.;\d]{0,40}?\bto\b[^.;\d]{0,25}\d")
"""Behind the start of a change: its end."""


def _is_of_the_end(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time beside the start of a change is that of its end, or of all of it: "rose from 40 to 52 in May"."""
    if mention.role not in ("at", "in"):
        return False
    return mention.start < draft.start or re.search(r"\d", draft.view.text[draft.end : mention.start]) is not None


def _since(draft: Draft, clause: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "It has settled six suits since 2019": what has been done since, and is no change, is of the time since."""
    if draft.verb is None or draft.change is not None or draft.figure.rank_order is not None or draft.role is not None:
        return None
    helpers = {(c.lemma_, c.tag_) for c in draft.verb.children if c.dep_ == "aux"}
    if draft.verb.tag_ != "VBN" or not helpers & {("have", "VBZ"), ("have", "VBP")}:
        return None
    since = [m for m in clause if m.role == "since"]
    return since[0] if len(since) == 1 else None
