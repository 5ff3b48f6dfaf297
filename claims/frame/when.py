"""When: which of the times of a sentence belong to which figure, and what a change is counted from."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from claims.frame import nested
from claims.frame.compared import COMPARED
from claims.frame.draft import Draft
from claims.model import Granularity, Kind, Period, Source
from claims.syntax import CLAUSE_HEADS, clause_verb, has_subject
from claims.vocabulary.numbers import Form
from claims.vocabulary.periods import PeriodMention, Shift, shifted

if TYPE_CHECKING:
    from spacy.tokens import Token

NOW = re.compile(
    r"now|today|currently|to date|so far|at present|presently|right now|tonight|this (?:week|month|year)", re.IGNORECASE
)


def fill(
    drafts: Sequence[Draft], mentions: Sequence[PeriodMention], *, only: Sequence[Draft] | None = None
) -> None:
    """Gives the figures of a sentence their times, and changes the time that they are counted from.

    ``only``: not all of its figures, but these.
    """
    mentions = _chained(mentions, drafts[0].view.text) if drafts else mentions
    dated = [m for m in mentions if m.period is not None]
    phrases = [nested.behind(d, drafts) for d in drafts if d.role == "from"]
    of_starts = [(phrase, _right_behind(phrase[-1], dated)) for phrase in phrases]
    joined = [(d, m) for d in drafts for m in dated if _is_of(d, m)]
    multiples = [d for d in drafts if d.figure.form is Form.MULTIPLE]
    for draft in drafts if only is None else only:
        taken = [m for phrase, m in of_starts if m is not None and draft not in phrase and draft.role != "by"]
        of_others = [(m, d.figure.start) for d, m in joined if d is not draft]
        of_others += [(m, d.figure.start) for d in multiples if d is not draft for m in dated
                      if _is_of_multiple(d, m, draft)]
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


BEFORE_THAT = re.compile(r" (?:that|then)\b")
"""Behind a shifted time: it is counted from the one before it ("the previous week, and the week before that")."""


def _chained(mentions: Sequence[PeriodMention], text: str) -> Sequence[PeriodMention]:
    """The times of a sentence, one that is counted from another shifted one counted from what that one is."""
    found: list[PeriodMention] = []
    for mention in mentions:
        before = next((m for m in reversed(found) if m.shift is not None), None)
        if mention.shift is not None and before is not None and before.shift and BEFORE_THAT.match(text, mention.end):
            more = Shift(months=mention.shift.months + before.shift.months, days=mention.shift.days + before.shift.days)
            period = shifted(before.period, mention.shift) if before.period is not None else None
            mention = mention.model_copy(update={"shift": more, "period": period})
        found.append(mention)
    return found


def _is_of(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time is that of the number beside it: "3% below the 61,200 of September", "September's 61,200"."""
    return draft.view.text[draft.end : mention.start] in (" of ", " of the ") or _owns(draft, mention)


OWNED = re.compile(r"[’']s (?:[a-z]+ ){0,2}\W?")
"""Between a time and the figure that is its: "September's 4.4%", "May's upwardly revised 5%"."""
LAST_STEP = re.compile(
    r"\b(?:day|week|month|(?<!first )(?<!second )(?<!third )(?<!fourth )quarter|year)$", re.IGNORECASE
)
"""Counted from the time that is spoken of, whichever that is: "last month's 5%"."""


def _owns(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a figure is a named time's: "down from May's 5%"."""
    if mention.role != "at" or mention.period is None or mention.shift is not None or mention.end >= draft.figure.start:
        return False
    between = draft.view.text[mention.end : draft.figure.start]
    return OWNED.fullmatch(between) is not None and LAST_STEP.search(mention.text) is None


def _in_its_year(mention: PeriodMention, ahead: Sequence[PeriodMention], draft: Draft) -> Period | None:
    """The time that a figure is of, as the last one of its name before the time that it is compared with.

    "4.6% in November, up from last November's 4.2%": of the November before.
    """
    period = mention.period
    told = ahead[-1].period if ahead else None
    if period is None or period.start is None or told is None or told.start is None or YEAR.search(mention.text):
        return period
    named = period.granularity in (Granularity.MONTH, Granularity.QUARTER)
    if not named or COMPARED.search(draft.view.masked[: mention.start]) is None:
        return period
    if (period.start.year, period.start.month) < (told.start.year, told.start.month):
        return period
    later = period.start.month >= told.start.month
    return shifted(period, Shift(months=-12 * (period.start.year - told.start.year + later)))


YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _is_of_multiple(multiple: Draft, mention: PeriodMention, draft: Draft) -> bool:
    """ "It sold 40,000 trucks, more than double its sales in 2020": the time is that of what is multiplied."""
    if multiple.figure.form is not Form.MULTIPLE or not draft.end <= multiple.start < multiple.end <= mention.start:
        return False
    between = draft.view.text[multiple.end : mention.start]
    return "," in draft.view.text[draft.end : multiple.start] and re.search(r"[,;]", between) is None


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
            only = of_ends.pop() if len(own) == len(of_ends) == 1 and tenses == {"VBD"} else None
            current = only if only is not None and only.start is not None else None
            continue
        for draft in sentence:
            if current is not None and draft.kind is not Kind.CHANGE and draft.figure.rank_order is None:
                draft.period, draft.period_source = current, Source.CARRIED


def _fill(draft: Draft, every: Sequence[PeriodMention], of_others: Sequence[tuple[PeriodMention, int]]) -> None:
    """``of_others``: the times that another figure is of, and where that figure begins."""
    theirs = [mention for mention, _ in of_others]
    mentions = [m for m in every if m not in theirs]
    chosen = _mention_of(draft, mentions)
    if chosen is not None:
        begins = chosen.role == "since" and (draft.role == "from" or _told_of(draft, [chosen]) is not None)
        draft.period = _start_of(chosen.period) if begins and chosen.period else _anchored(draft, chosen, mentions)
    elif draft.figure.rank_order is None:
        draft.period = _unresolved(draft, mentions)
    if draft.role == "by":
        compared = [m for m, at in of_others if at > draft.start and COMPARED.search(draft.view.masked[:at])]
        draft.baseline = compared[0].period if compared else _baseline(draft, mentions)


def _unresolved(draft: Draft, mentions: Sequence[PeriodMention]) -> Period | None:
    """A time that the text gives but no calendar knows ("when he was sheriff"): a period with no ends, only its words.

    It keeps a figure of some other day from being held against the day of publication.
    """
    if draft.role == "from":
        return Period(start=None, end=None, text="an earlier time")
    text, verb = draft.view.text, draft.verb
    if verb is None or any(m.period is None for m in _clause_mentions(draft, mentions)):
        return Period(start=None, end=None, text="the time it names") if verb is not None else None
    if any(c.lower_ == "then" and c.dep_ == "advmod" for c in verb.children) and verb.tag_ == "VBD":
        return Period(start=None, end=None, text="then")
    own = {t.i for t in draft.view.clause(verb)}
    for token in verb.subtree:
        if token.dep_ == "advmod" and token.lower_ == "when" and token.head.i not in own and token.head.head.i in own:
            return Period(start=None, end=None, text=text[draft.view.start(token) :].split(",")[0].rstrip(". "))
    if verb.dep_ in ("relcl", "advcl") and any(c.lower_ == "when" for c in verb.children):
        return Period(start=None, end=None, text="then")
    return None


def _anchored(draft: Draft, chosen: PeriodMention, mentions: Sequence[PeriodMention]) -> Period | None:
    """ "a month earlier" is counted from the other time of its clause, where there is one."""
    if chosen.shift is None:
        ahead = [m for m in mentions if m.period is not None and m.role == "at" and m.end <= chosen.start]
        return _in_its_year(chosen, ahead, draft) if _owns(draft, chosen) else chosen.period
    others = [
        m for m in _clause_mentions(draft, mentions) if m.shift is None and m.period is not None and m.role == "at"
    ]
    if chosen.role == "over" and others and others[0].period is not None and others[0].period.end is not None:
        return _last_of(others[0].period, chosen.shift)
    return shifted(others[0].period, chosen.shift) if others and others[0].period is not None else chosen.period


def _last_of(period: Period, shift: Shift) -> Period:
    """The last months of a time that is named: "900 fires in 2019, 700 of them in the last three months"."""
    after = Period(start=period.end, end=period.end)
    first = shifted(after, shift)
    start = first.start + timedelta(days=1) if first.start is not None else None
    return Period(start=start, end=period.end)


def _baseline(draft: Draft, mentions: Sequence[PeriodMention]) -> Period | None:
    """The time that a change is counted from: "since January", "from July 2022", "than a year earlier"."""
    masked = draft.view.masked
    clause = _clause_mentions(draft, mentions)
    # "One more than in July and eight more than in December": what stands behind the figure goes before.
    for mention in sorted(clause or mentions, key=lambda m: (m.start < draft.end, m.start)):
        if mention.shift is not None:
            anchor = draft.period
            if anchor is not None and anchor is not mention.period:
                return shifted(anchor, mention.shift)
            return mention.period
        if mention.period is None:
            continue
        if mention.role == "since":
            return _start_of(mention.period)
        if mention.role in ("from_to", "over") and mention.period.start is not None:
            return _start_of(mention.period)
        if COMPARED.search(masked[: mention.start]) and mention.period is not draft.period:
            return mention.period
    return None


def _start_of(period: Period) -> Period | None:
    """The beginning of a span of time, as a period of its own."""
    if period.start is None:
        return None
    end = period.start
    if period.granularity is Granularity.MONTH:
        end = end.replace(day=monthrange(end.year, end.month)[1])
    elif period.granularity is Granularity.YEAR:
        end = end.replace(month=12, day=31)
    return Period(start=period.start, end=end, granularity=period.granularity, text=period.text)


AT_ONCE = re.compile(
    r"""[ ,(]*(?:[\w’'-]+[ ]){0,4}?
        (?:in|as[ ]of|at|on|by|during|for|since|from|a[ ]year|back[ ]in|through|over|until|the)?[ ]?\(?""",
    re.VERBOSE,
)


def _mention_of(draft: Draft, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    candidates = [m for m in mentions if m.period is not None]
    if not candidates:
        return None
    if draft.role == "from" and TO_BEHIND.match(draft.view.text, draft.end):
        candidates = [m for m in candidates if not _is_of_the_end(draft, m)]
    owner = next((m for m in candidates if _owns(draft, m)), None)
    if owner is not None:
        return owner
    direct = _right_behind(draft, candidates) or _right_before(draft, candidates) or _told_of(draft, candidates)
    if direct is not None:
        return direct
    masked, start, end = draft.view.masked, draft.figure.start, draft.end
    clause = _clause_mentions(draft, candidates)
    plain = [m for m in clause if not _is_compared(m, masked) and _is_its_own(m)]
    if draft.role == "from":
        compared = [m for m in clause if m not in plain] or [m for m in candidates if m.role == "since"]
        return compared[0] if compared else None
    if plain:
        return min(plain, key=lambda m: min(abs(m.start - end), abs(start - m.end)))
    general = [m for m in candidates if not _is_compared(m, masked) and _is_its_own(m) and not _is_before(draft, m)]
    leads = any(m.end <= start for m in candidates)
    if len(general) == 1 and (leads or len(candidates) == 1) and not NOW.fullmatch(general[0].text):
        return general[0] if leads or not _of_another_clause(draft, general[0]) else None
    return _since(draft, clause)


TO_BEHIND = re.compile(r"[^.;\d]{0,40}?\bto\b[^.;\d]{0,25}\d")
"""Behind the start of a change: its end."""


def _is_of_the_end(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time beside the start of a change is that of its end, or of all of it: "rose from 40 to 52 in May"."""
    if mention.role not in ("at", "in"):
        return False
    return mention.start < draft.start or re.search(r"\d", draft.view.text[draft.end : mention.start]) is not None


_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)


def _is_compared(mention: PeriodMention, masked: str) -> bool:
    """Whether the words before a time compare with it; the "from" of "from 2019 to 2022" belongs to the time itself."""
    before = masked[: mention.start]
    return COMPARED.search(before) is not None and not (mention.role == "from_to" and _FROM.search(before))


ASIDE = frozenset({"relcl", "acl", "parataxis", "conj"})
"""Clauses whose time is their own: "raised $85 million, double the $60 million it was worth in 2023"."""


THIS_TIME = re.compile(r"\b(?:this|the second|the next) time\b", re.IGNORECASE)


def _is_before(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time lies before the figure's: "Biden had won it in 2020; Trump won it by 80,103", "... this time"."""
    view, verb = draft.view, draft.verb
    if verb is None or mention.end > draft.start:
        return False
    token = next(iter(view.within(mention.start, mention.end)), None)
    other = clause_verb(token) if token is not None else None
    if other is None or other.i == verb.i:
        return False
    if any(THIS_TIME.search(view.text, view.start(t), view.end(t) + 12) for t in view.clause(verb) if view.holds(t)):
        return True
    return _had(other) and not _had(verb) and verb.tag_ in ("VBD", "VBZ", "VBP")


def _had(verb: Token) -> bool:
    """Whether a verb is in the past perfect: "had won"."""
    return any(c.dep_ == "aux" and c.lower_ in ("had", "’d", "'d") for c in verb.children)


CIRCUMSTANCE = re.compile(r"\b(?:when|as|after|while)\b")


def _of_another_clause(draft: Draft, mention: PeriodMention) -> bool:
    """Whether a time behind the figure stands in a clause beside or below the figure's that keeps it to itself."""
    view = draft.view
    between = view.text[draft.end : mention.start]
    if ";" in between:
        return True
    if CIRCUMSTANCE.search(between):  # "four died and nine were hurt when a truck hit them Monday" dates all of it
        return False
    token = next(iter(view.within(mention.start, mention.end)), None)
    own = {draft.verb.i} if draft.verb is not None else set()
    if _of_participle(draft, mention):
        return True
    while token is not None and token.i not in own and token.head.i != token.i:
        # "It killed six and cut off a town Monday" dates both.
        joined = token.dep_ == "conj" and not has_subject(token)
        if token.dep_ in ASIDE and not joined and (token.pos_ in CLAUSE_HEADS or token.dep_ in ("relcl", "acl")):
            return True
        token = token.head
    return False


SET_OFF = re.compile(r"[^,;]{0,60}, (?:\w+ly )?\w+ing (?:his|her|its|their|a|an|the) (?:\w+ )*?(?:(?:in|of|from) )?")


def _of_participle(draft: Draft, mention: PeriodMention) -> bool:
    """ "Won it by 40 votes, reversing his 2020 loss": a time of what a participle acts on is not the figure's."""
    if not SET_OFF.fullmatch(draft.view.text, draft.end, mention.start):
        return False
    token = next(iter(draft.view.within(mention.start, mention.end)), None)
    passed = False
    while token is not None and token.head.i != token.i and token.tag_ != "VBG":
        passed = passed or (token.pos_ == "NOUN" and token.dep_ in ("dobj", "obj"))
        token = token.head
    return passed


def _since(draft: Draft, clause: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "It has settled six suits since 2019": what has been done since, and is no change, is of the time since."""
    if draft.verb is None or draft.change is not None or draft.figure.rank_order is not None or draft.role is not None:
        return None
    helpers = {(c.lemma_, c.tag_) for c in draft.verb.children if c.dep_ == "aux"}
    if draft.verb.tag_ != "VBN" or not helpers & {("have", "VBZ"), ("have", "VBP")}:
        return None
    since = [m for m in clause if m.role == "since"]
    return since[0] if len(since) == 1 else None


def _is_its_own(mention: PeriodMention) -> bool:
    """Whether a time can be that of a figure: "a year ago" can, "a year earlier" is what a figure is compared with.

    "Four years earlier Biden had won it by 11,779": several years that lead their sentence are its time.
    """
    if mention.start == 0 and mention.shift is not None and mention.shift.months <= -24:
        return True
    return mention.role != "since" and (mention.role != "earlier" or mention.text.lower().endswith("ago"))


SUPERLATIVE = re.compile(r"\b(?:\w+est|best|worst|most|least|first)\b", re.IGNORECASE)


def _right_behind(draft: Draft, candidates: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "832 on July 18", "135 as of last December"."""
    after = [m for m in candidates if m.start >= draft.end]
    if not after:
        return None
    if _of_participle(draft, after[0]):
        return None
    gap = draft.view.text[draft.end : after[0].start]
    if after[0].role == "since" and draft.figure.rank_order is None and SUPERLATIVE.search(gap):
        return None  # "jumped 23%, its best day since October 1987": the time of the record
    compares = re.search(
        r"\b(?:from|than|to|and|above|below|compared|same \w+ as|(?:after|before|since|despite|following) \w+ing)\b|\d",
        gap)
    if AT_ONCE.fullmatch(gap) and (not compares or (draft.role == "from" and not re.search(r"\d", gap))):
        return after[0]
    return None


def _right_before(draft: Draft, candidates: Sequence[PeriodMention]) -> PeriodMention | None:
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


def _told_of(draft: Draft, candidates: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "Three more than at the end of July, when it had 169": the time that the figure's own clause tells more of."""
    for mention in candidates:
        told = WHEN_IT_HAD.fullmatch(draft.view.text, mention.end, draft.start)
        if told and not (told["more"] and any(mention.end < m.start < draft.start for m in candidates)):
            return mention
    return None


def _clause_mentions(draft: Draft, mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    if draft.verb is None:
        return list(mentions)
    view = draft.view
    stretches = [(view.start(t), view.end(t)) for t in view.clause(draft.verb) if view.holds(t)]
    return [m for m in mentions if any(s < m.end and m.start < e for s, e in stretches)]
