"""Where and when: which of the places and times of a sentence belong to which figure.

A figure takes what stands nearest in its own clause; then what its sentence says once for all; then, for a sentence that
names no place or time of its own, what the paragraph spoke of before.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from claims.frame.draft import Draft
from claims.model import Granularity, Period, Place
from claims.syntax import clause_tokens, subject
from claims.vocabulary.periods import PeriodMention, shifted
from claims.vocabulary.places import PlaceMention

RESPECTIVELY = re.compile(r"\brespectively\b|\bin that order\b", re.I)
NOW = re.compile(
    r"now|today|currently|to date|so far|at present|presently|right now|tonight|this (?:week|month|year)", re.I
)
COMPARED = re.compile(
    r"\b(?:from|than|compared (?:with|to)|versus|vs\.?|against|over|above|below|since|after|following)\s*(?:\w+\s){0,5}$",
    re.I,
)
"""What leads to a place or time that a figure is compared with, and is not of."""


def fill_places(drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> None:
    """Gives each figure of one sentence its places."""
    usable = [m for m in mentions if m.confident]
    if not usable:
        return
    if drafts and RESPECTIVELY.search(drafts[0].view.text) and _hand_out(drafts, usable):
        return
    for draft in drafts:
        draft.places = _places_of(draft, drafts, usable)


def _hand_out(drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> bool:
    """ "Florida and Texas, with 325 and 171 respectively"."""
    marker = RESPECTIVELY.search(drafts[0].view.text)
    figures = [d for d in drafts if not d.figure.rank_order and marker and d.start < marker.start()]
    listed = _longest_list(drafts[0].view.text, [m for m in mentions if m.via in ("name", "abbreviation")])
    if not figures or not listed or len(figures) % len(listed):
        return False
    for position, draft in enumerate(figures):
        draft.places = (listed[position % len(listed)].place,)
    return True


def _longest_list(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The longest run of places that are joined by commas and "and"."""
    runs: list[list[PlaceMention]] = []
    for mention in mentions:
        if runs and JOINED.fullmatch(text[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return max(runs, key=len, default=[])


LEADS = re.compile(
    r"""(?:[’']s)?\s*(?: \(\s*[+-]?
        | ,?[ ](?:with|at|by|had|has|has[ ]a|have|saw|reported|added|lost|gained|got|grew|counts|:)[ ]?
        | ,[ ](?:which|who|where)[ ](?:now[ ]|then[ ]|also[ ]|only[ ])?(?:has|had|holds|held|counts|lists|reported|added|lost)[ ](?:a[ ]total[ ]of[ ])?
        | [:–—,]?[ ]?[+-]? )""",
    re.VERBOSE,
)
"""What may stand between a place and a figure that is its own: "Florida (1.64%)", "Texas, which has 376"."""

FOLLOWS = re.compile(
    r"\s*(?:\w+ ){0,3}?(?:\(|in |for |from |across |of |throughout |statewide in )(?:the |all of |just )?"
)
JOINED = re.compile(r",? (?:and )?(?:the )?|, ")


def _places_of(draft: Draft, drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> tuple[Place, ...]:
    found = (
        _inside(draft, mentions)
        or _leading(draft, drafts, mentions)
        or _following(draft, mentions)
        or _in_segment(draft, mentions)
        or _in_clause(draft, mentions)
    )
    if found:
        return _distinct(found)
    if len({m.place.name for m in mentions}) == 1:
        return (mentions[0].place,)
    earlier = [m for m in mentions if m.end <= draft.figure.start and m.via != "generic"]
    return (earlier[-1].place,) if len({m.place.name for m in earlier}) == 1 else ()


def _inside(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    return [m for m in mentions if draft.figure.start <= m.start < draft.end]


def _leading(draft: Draft, drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The place right before the figure."""
    start = draft.figure.start
    before = [m for m in mentions if m.end <= start]
    if not before or not LEADS.fullmatch(draft.view.text[before[-1].end : start]):
        return []
    between = any(d.start >= before[-1].end and d.end <= start for d in drafts if d is not draft)
    return [] if between else [before[-1]]


def _following(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places right behind it: "34 in Texas, Georgia and Ohio"."""
    text = draft.view.text
    after = [m for m in mentions if m.start >= draft.end]
    if after and text[after[0].end : after[0].end + 2] in ("’s", "'s"):
        return []  # "65 of the nation's agreements": the nation is where the whole is
    if not after or "," in text[draft.end : after[0].start] or not FOLLOWS.fullmatch(text[draft.end : after[0].start]):
        return []
    linked = [after[0]]
    for other in after[1:]:
        if not JOINED.fullmatch(text[linked[-1].end : other.start]):
            break
        linked.append(other)
    return linked


def _in_segment(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """In a sentence of several figures, the place that leads to this one: "..., and Florida for another 267"."""
    segment = draft.segment
    if segment is None or segment.first:
        return []
    inside = [m for m in mentions if segment.before[0] <= m.start < segment.before[1] and m.via != "generic"]
    compared = [m for m in inside if not COMPARED.search(draft.view.text[: m.start])]
    return (compared or inside)[-1:]


def _in_clause(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    if draft.verb is None:
        return []
    view = draft.view
    stretches = [(view.start(t), view.end(t)) for t in clause_tokens(draft.verb) if view.holds(t)]
    inside = [m for m in mentions if any(s < m.end and m.start < e for s, e in stretches)]
    if len({m.place.name for m in inside}) <= 1:
        return inside
    compared = [m for m in inside if not COMPARED.search(view.text[: m.start])]
    if len({m.place.name for m in compared}) == 1:
        return compared
    specific = [m for m in compared or inside if m.via != "generic" and m.place.kind != "country"]
    if len({m.place.name for m in specific}) == 1:
        return specific
    before = [m for m in specific or inside if m.end <= draft.figure.start]
    if before and len({m.place.name for m in before}) == 1:
        return before
    joined = [m for m in before if _coordinated(view.text, before)]
    return joined


def _coordinated(text: str, mentions: Sequence[PlaceMention]) -> bool:
    return all(
        re.fullmatch(r",? (?:and |or )?(?:in )?(?:the )?|, ", text[a.end : b.start]) for a, b in pairwise(mentions)
    )


def _distinct(mentions: Sequence[PlaceMention]) -> tuple[Place, ...]:
    places: list[Place] = []
    for mention in mentions:
        if mention.place not in places:
            places.append(mention.place)
    return tuple(places)


def carry(drafts: Sequence[Draft], mentions: Sequence[Sequence[PlaceMention]]) -> None:
    """Hands places on through a paragraph: a sentence that names none speaks of where the one before it spoke of.

    ``drafts`` are those of one paragraph; ``mentions`` the place mentions of each of its sentences.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.number, []).append(draft)
    current: tuple[Place, ...] = ()
    for number, found in enumerate(mentions):
        confident = [m for m in found if m.confident]
        if confident:
            specific = [m for m in confident if m.via != "generic"]
            current = _distinct((specific or confident)[:1])
        elif current:
            for draft in by_sentence.get(number, []):
                if not draft.places and _points_back(draft):
                    draft.places = current


def _points_back(draft: Draft) -> bool:
    """Whether the sentence leans on the one before it: "It added 473,453", "the state's rate", "there"."""
    who = subject(draft.verb) if draft.verb is not None else None
    if who is not None and who.lower_ in ("it", "they") and draft.view.holds(who):
        return True
    return bool(
        re.search(
            r"^(?:It|Its|The state|That|This|They|Their|The rate|The total|The number|There|The count|July’s|Of those|Of these|Nearly|About|More|Another)\b"
            r"|\bthe state(?:[’']s)?\b|\bthere\b|\bits\b",
            draft.view.text,
        )
    )


def fill_period(draft: Draft, mentions: Sequence[PeriodMention], *, published: date | None) -> None:
    """Gives a figure its time from the calendar mentions of its sentence, and a change the time it is counted from."""
    chosen = _mention_of(draft, mentions)
    if chosen is not None:
        draft.period = _anchored(draft, chosen, mentions)
    elif draft.figure.rank_order is None:
        draft.period = _unresolved(draft, mentions)
    if draft.role == "by":
        draft.baseline = _baseline(draft, mentions, published)


PAST_TIME = re.compile(
    r"\b(?:when|before|until|during|back then|at the time|at that time|previously|formerly|used to|originally|at first|under (?:President|former|the)|time of|"
    r"years? ago|in the past|historically|once)\b[^,.;]*",
    re.I,
)


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
    own = {t.i for t in clause_tokens(verb)}
    for token in verb.subtree:
        if token.dep_ == "advmod" and token.lower_ == "when" and token.head.i not in own and token.head.head.i in own:
            return Period(start=None, end=None, text=text[draft.view.start(token) :].split(",")[0].rstrip(". "))
    if verb.dep_ in ("relcl", "advcl") and any(c.lower_ == "when" for c in verb.children):
        return Period(start=None, end=None, text="then")
    return None


def _anchored(draft: Draft, chosen: PeriodMention, mentions: Sequence[PeriodMention]) -> Period | None:
    """ "a month earlier" is counted from the other time of its clause, where there is one."""
    if chosen.shift is None:
        return chosen.period
    others = [
        m for m in _clause_mentions(draft, mentions) if m.shift is None and m.period is not None and m.role == "at"
    ]
    return shifted(others[0].period, chosen.shift) if others and others[0].period is not None else chosen.period


def _baseline(draft: Draft, mentions: Sequence[PeriodMention], published: date | None) -> Period | None:
    """The time that a change is counted from: "since January", "from July 2022", "than a year earlier"."""
    text = draft.view.text
    clause = _clause_mentions(draft, mentions)
    for mention in clause or mentions:
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
        if COMPARED.search(text[: mention.start]) and mention.period is not draft.period:
            return mention.period
    del published
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
    r"(?:[ ,(]*(?:[\w’'-]+ ){0,4}?)(?:in|as of|at|on|by|during|for|since|from|a year|back in|through|over|until|the)? ?\(?"
)


def _mention_of(draft: Draft, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    candidates = [m for m in mentions if m.period is not None]
    if not candidates:
        return None
    direct = _right_behind(draft, candidates) or _right_before(draft, candidates)
    if direct is not None:
        return direct
    text, start, end = draft.view.text, draft.figure.start, draft.end
    clause = _clause_mentions(draft, candidates)
    plain = [m for m in clause if not COMPARED.search(text[: m.start]) and _is_its_own(m)]
    if draft.role == "from":
        compared = [m for m in clause if m not in plain]
        return compared[0] if compared else None
    if plain:
        return min(plain, key=lambda m: min(abs(m.start - end), abs(start - m.end)))
    general = [m for m in candidates if not COMPARED.search(text[: m.start]) and _is_its_own(m)]
    leads = any(m.end <= start for m in candidates)
    if len(general) == 1 and (leads or len(candidates) == 1) and not NOW.fullmatch(general[0].text):
        return general[0]
    return None


def _is_its_own(mention: PeriodMention) -> bool:
    """Whether a time can be that of a figure: "a year ago" can, "a year earlier" is what a figure is compared with."""
    return mention.role != "since" and (mention.role != "earlier" or mention.text.lower().endswith("ago"))


def _right_behind(draft: Draft, candidates: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "832 on July 18", "135 as of last December"."""
    after = [m for m in candidates if m.start >= draft.end]
    if not after:
        return None
    gap = draft.view.text[draft.end : after[0].start]
    compares = re.search(r"\b(?:from|than|to|and|compared)\b|\d", gap)
    if AT_ONCE.fullmatch(gap) and (not compares or (draft.role == "from" and not re.search(r"\d", gap))):
        return after[0]
    return None


def _right_before(draft: Draft, candidates: Sequence[PeriodMention]) -> PeriodMention | None:
    """ "On Sept. 17 it had 39; in December it had 54": the time that leads to the figure, since the one before it."""
    segment = draft.segment
    if segment is None:
        return None
    inside = [m for m in candidates if segment.before[0] <= m.start < segment.before[1]]
    inside = [m for m in inside if m.role == "at" and not COMPARED.search(draft.view.text[: m.start])]
    led = draft.view.text[segment.before[0] : segment.before[1]]
    return inside[-1] if inside and (not segment.first or re.match(r"\W*(?:In|On|As of|At|By|During)\b", led)) else None


def _clause_mentions(draft: Draft, mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    if draft.verb is None:
        return list(mentions)
    view = draft.view
    stretches = [(view.start(t), view.end(t)) for t in clause_tokens(draft.verb) if view.holds(t)]
    return [m for m in mentions if any(s < m.end and m.start < e for s, e in stretches)]
