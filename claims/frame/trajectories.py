"""The course of a change as English lines it up behind its word: "rose 1.5% to $2.1 billion from $2.07 billion".

A verb or particle of change is followed by at most three sorts of figure: by how much, to what, from what. Which is
which stands in the preposition right before it, and holds whatever a parser makes of the rest: the phrases between
("in August", "a share", "on the year") say when and of what. What ends the course is another verb, another word of
change, or a conjunction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from claims.frame.change_words import ENDING, of_other_verb, ways
from claims.frame.changes import basis_of, direction_of_verb
from claims.frame.draft import Draft
from claims.model import Change, Direction
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTICLES = frozenset({"up", "down", "higher", "lower"})
"""Words that tell of a change without a verb of it: "sales were up 4%", "gold was higher at $31"."""

LONGEST = 70
"""So many characters at most stand between the word of change, or one figure of its course, and the next."""

_TIME = (r"(?:in|by|at|on|for|as of) (?:the (?:end|start|close) of |early |late )?(?:last |this )?"
         r"[A-Z][a-z]+\.?(?: \d{4}| \d{1,2})?")
STAGE = re.compile(rf" {_TIME}(?:, (?:and |then )?| and (?:then )?)(?:to )?")
"""Between two levels of one course: "came down to 6.5% by December, 5.5% in March and 4.9% in April"."""
TIMED = re.compile(rf" {_TIME}(?!\w)")

PACE = re.compile(r" at (?:an? |the )(?:[\w-]+ ){0,4}(?:rate|pace|clip|speed) of $", re.IGNORECASE)
FILLERS = (
    "the|an?|its|their|his|her|just|only|about|some|nearly|almost|around|roughly|"
    "end|close|finish|settle|trade|reach|hit|stand|at"
)
DIRECTLY = re.compile(
    r"(?: (?:\w+ly|just|only|even|another|a|an|the|further|some|about|around|as much as|more than|less than|fewer than|"
    r"under|over|up|down|higher|lower|back|on|off|again|sharply|well|slightly|not|than))*,? ?",
    re.IGNORECASE,
)
"""What may stand between the word of change and its size."""

APPOSED = re.compile(r",? or (?:by )?(?:\w+ly |just |only |about |nearly |some )?| \(|, ")
STOPS = re.compile(
    r"[;:]|\b(?:and|but|while|whereas|that|which|who|because|when|if|than|as|compared|versus|against|or)\b"
)
SPAN_OF_RECORD = re.compile(
    r"[\w.,]+-(?:day|week|month|quarter|year|decade) (?:low|high|peak|trough)s?\b", re.IGNORECASE
)
"""How long ago something was so low or so high: "down 6.4%, at a 14-month low" ends at no 14."""
TO_END = re.compile(r"\bto (?:end|close|finish|settle|reach|hit|trade|stand)\b")


@cache
def _prepositions() -> re.Pattern[str]:
    """The preposition of a figure's role right before it, or before the level that it is: "to a record high of"."""
    nouns = "|".join(read_toml("changes.toml")["levels"]["nouns"])
    level = rf"(?: (?:[\w-]+ ){{0,3}}(?:{nouns})s? of)?"
    return re.compile(rf"(?:^|[ ,(])(?P<word>by|to|from|at)(?: (?:{FILLERS}))*{level} ?$", re.IGNORECASE)


def fill(drafts: Sequence[Draft]) -> None:
    """Sets change and role of the figures of one sentence (in order) that stand in the course of a change.

    What the syntax around a figure said already is kept, unless a preposition before the figure says another thing.
    """
    if not drafts:
        return
    starts = [draft.start for draft in drafts]
    for word, direction, figure in _words(drafts):
        _follow(word, direction, figure, drafts[bisect_left(starts, drafts[0].view.end(word)) :])


def _words(drafts: Sequence[Draft]) -> Iterator[tuple[Token, Direction, Draft | None]]:
    """The verbs and particles of change of the sentence, with the way they point and the figure that they are."""
    view = drafts[0].view
    inside = {token.i: draft for draft in drafts for token in view.within(draft.start, draft.end)}
    for token in view.tokens:
        if view.start(token) >= drafts[-1].start:
            return
        figure = inside.get(token.i)
        if figure is not None:  # part of a figure: "up to 40"; but "doubled" is a word of change as well
            if figure.figure.form is Form.MULTIPLE and figure.change is not None and token.tag_.startswith("VB"):
                figure.moved_by = token
                yield token, figure.change.direction, figure
            continue
        direction = _direction(token, drafts[0])
        if direction is not None:
            yield token, direction, None


def _direction(token: Token, draft: Draft) -> Direction | None:
    if token.tag_.startswith("VB"):
        return direction_of_verb(token)
    word = token.lower_
    if word not in PARTICLES or token.pos_ in ("NOUN", "PROPN"):
        return None
    governed = token.head.lemma_.lower() in ways("verbs") and token.head.tag_.startswith("VB")
    if governed or of_other_verb(draft, draft.view.start(token)):
        return None  # "went up" is one word of change, and "sign up" is none
    return ways("particles")[word]


def _follow(word: Token, direction: Direction, last: Draft | None, drafts: Sequence[Draft]) -> None:
    """Reads the figures behind a word of change, as far as its course goes; ``last`` is the size that it is itself."""
    if not drafts:
        return
    view, cursor = drafts[0].view, drafts[0].view.end(word)
    stands = not word.tag_.startswith("VB") or word.lemma_.lower() in ENDING
    for draft in drafts:
        if draft.start < cursor or draft.figure.rank_order or SPAN_OF_RECORD.match(view.text, draft.start):
            continue
        gap = view.text[cursor : draft.start]
        if last is not None and _is_next_level(draft, last, gap):
            draft.moved_by = word
            _set(draft, "to", direction, said=True)
            cursor, last = max(draft.end, draft.figure.end), draft
            continue
        if len(gap) > LONGEST or not _continues(draft, gap, cursor):
            return
        said = _said(gap, draft, stands=stands or last is not None)
        role = said or _placed(gap, last)
        if role is None:
            return
        draft.moved_by = word
        _set(draft, role, direction, said=said is not None)
        cursor, last = max(draft.end, draft.figure.end), draft


def _is_next_level(draft: Draft, last: Draft, gap: str) -> bool:
    """Whether a figure is the next level of a course that was told with its time."""
    alike = last.role == "to" and draft.figure.unit_kind == last.figure.unit_kind
    return alike and STAGE.fullmatch(gap) is not None and TIMED.match(draft.view.text, draft.end) is not None


def _continues(draft: Draft, gap: str, cursor: int) -> bool:
    """Whether the words of a gap belong to the same course."""
    if APPOSED.fullmatch(gap):
        return True
    if STOPS.search(DIRECTLY.sub("", gap, count=1)) or ". " in gap:
        return False
    for token in draft.view.within(cursor, draft.start):
        if (token.tag_ == "MD" or token.tag_.startswith("VB")) and not TO_END.search(gap):
            return False
        if token.lower_ in ("up", "down") and not token.head.tag_.startswith("VB"):
            return False  # its own word of change: "to 41%, down from 44%"
    return True


def _said(gap: str, draft: Draft, *, stands: bool) -> str | None:
    """by, from or to, where a preposition says so; "at" says where a thing stands that has moved or ended."""
    if PACE.search(gap) or (gap == " in " and draft.figure.unit == "fraction"):
        return "by"  # "cut in half"
    found = _prepositions().search(gap)
    if found is None:
        return None
    word = found["word"].lower()
    if word != "at":
        return word
    return "to" if stands or TO_END.search(gap) else None


def _placed(gap: str, last: Draft | None) -> str | None:
    """The role of a figure without a preposition: the size right behind the word, or what the one before it is."""
    if last is None:
        return "by" if DIRECTLY.fullmatch(gap) else None
    return last.role if APPOSED.fullmatch(gap) else None


def _set(draft: Draft, role: str, direction: Direction, *, said: bool) -> None:
    """Writes a role down. What the syntax gave stands, but where a preposition says another role or way."""
    if draft.role is not None and not said:
        return
    if draft.role == role and draft.change is not None and direction in (Direction.UNKNOWN, draft.change.direction):
        return
    if role != "by" and draft.figure.form is Form.MULTIPLE:
        return
    if role == "by" and not said and not _is_size(draft):
        return
    stated = draft.figure.low if draft.figure.low == draft.figure.high else None
    draft.role = role
    draft.change = Change(
        direction=direction,
        from_=stated if role == "from" else None,
        to=stated if role == "to" else None,
        by=abs(stated) if role == "by" and stated is not None else None,
        basis=basis_of(draft) if role == "by" else None,
    )


def _is_size(draft: Draft) -> bool:
    """Whether a figure right behind a verb of change can be its size, and is not what the verb acts on.

    "Rose under 4%", "cut by a third": but "cut 300 jobs" and "raised $40 million" are left to what the syntax says.
    """
    return draft.figure.unit_kind in ("percent", "points", "multiple") or draft.figure.unit == "fraction"
