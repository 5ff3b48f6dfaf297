"""Times told by who was in office: "when Trump took office", "as the Biden administration ended", "since Obama left".

Only the turning points are times of their own; "under Biden" names four years, in which no count can be placed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from claims.model import Granularity, Period
from claims.vocabulary.data import read_toml
from claims.vocabulary.periods import PeriodMention


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office; ``end`` is None while it lasts."""

    names: tuple[str, ...]
    start: date
    end: date | None


@cache
def _terms() -> tuple[Term, ...]:
    return tuple(Term(tuple(t["names"]), t["start"], t.get("end")) for t in read_toml("administrations.toml")["term"])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted({re.escape(n) for t in _terms() for n in t.names}, key=len, reverse=True))
    turns = (
        r"took office|takes office|took over|came to power|came into office|entered office|was inaugurated|"
        r"was sworn in|began|started|returned to office|returned to the White House|left office|left|ended|ends|"
        r"came to an end"
    )
    flags = re.IGNORECASE | re.VERBOSE
    names, turns = names.replace("\\ ", "[ ]"), turns.replace(" ", "[ ]")
    who = rf"(?:(?:(?:former[ ]|then-)?(?:President|Secretary)|Mr\.|Ms\.|the)[ ])?(?P<who>{names})"
    noun = r"(?:administration|presidency|term|era|years|White[ ]House|government)"
    return (
        re.compile(
            rf"""\b(?:when|since|before|after|as|until|the[ ](?:day|week|month))[ ]{who}(?:(?:[’']s)?[ ]{noun})?
                [ ](?:\w+[ ])?(?P<turn>{turns})\b""",
            flags,
        ),
        re.compile(
            rf"""\b(?:at|near|by|towards?|before|since)[ ]the[ ](?P<turn>end|close|beginning|start|dawn)
                [ ]of[ ]{who}(?:[’']s)?(?:[ ]\w+)?[ ]{noun}""",
            flags,
        ),
        re.compile(
            rf"\bwith[ ]{who}[ ](?:now[ ]|back[ ])?in[ ](?P<turn>charge|office|power|the[ ]White[ ]House)\b", flags
        ),
        # What there was in someone's time, told against what there is since: as it was left.
        re.compile(rf"\b(?P<turn>the)[ ](?:time|days|tenure|era|years)[ ]of[ ]{who}(?=,?[ ]when\b)", flags),
        re.compile(
            rf"\b(?:since|before|at|until)[ ]{who}[’']s[ ](?P<turn>inauguration|return[ ]to[ ]office|departure)\b",
            flags,
        ),
    )


LEAVING = ("left", "end", "close", "came to an end", "departure")


def find(text: str, *, published: date | None) -> tuple[PeriodMention, ...]:
    """The turning points of terms of office that a text names; the latest such term not after publication."""
    found = []
    for match in (m for pattern in _patterns() for m in pattern.finditer(text)):
        turn = match["turn"].lower()
        leaving = turn.startswith(LEAVING) or turn == "the"
        day = _day(match["who"], leaving=leaving, published=published)
        if day is None:
            continue
        role = "since" if match.group().lower().startswith(("since", "with")) else "at"
        end = published if role == "since" and published else day
        found.append(PeriodMention(start=match.start(), end=match.end(), text=match.group(), relative=False, role=role,
                                   period=Period(start=day, end=end, granularity=Granularity.DAY, text=match.group())))
    return tuple(found)


def _day(who: str, *, leaving: bool, published: date | None) -> date | None:
    days = [term.end if leaving else term.start for term in _terms() if who.lower() in (n.lower() for n in term.names)]
    known = [day for day in days if day is not None and (published is None or day <= published)]
    return max(known, default=None)


@cache
def _spans() -> re.Pattern[str]:
    names = "|".join(sorted({re.escape(n) for t in _terms() for n in t.names}, key=len, reverse=True))
    title = r"(?:(?:former )?President |former President |then-President |Mr\. |the )?"
    noun = r"(?:administration|presidency|term|tenure|(?:\w+ )?years|White House)"
    return re.compile(
        rf"""\b(?:under|during|in|of|over|throughout)\ (?:the\ |all\ (?:\w+\ months\ of\ the\ )?)?
            {title.replace(' ', '[ ]')}
            (?P<who>{names.replace(chr(92) + ' ', '[ ]')})(?![\w-])
            (?P<whose>[’']s?)?(?:\ (?P<which>first|second)(?=\ ))?(?P<noun>\ {noun.replace(' ', '[ ]')})?""",
        re.IGNORECASE | re.VERBOSE,
    )


def spans(text: str, *, published: date | None) -> tuple[PeriodMention, ...]:
    """The terms of office in which a text places what happened: "under Reagan", "in Trump's first term".

    Terms that follow one another are one time: eight years "under Obama". A name that two presidents bore, of whom the
    text says nothing more, is the later one's; what still goes on ends with publication.
    """
    found = []
    for match in _spans().finditer(text):
        lead = match.group().split(" ", 1)[0].lower()
        if lead != "under" and match["noun"] is None:
            continue
        terms = [term for term in _terms() if match["who"].lower() in (name.lower() for name in term.names)
                 and (published is None or term.start <= published)]
        terms.sort(key=lambda term: term.start)
        if not terms:
            continue
        which = {"first": 0, "second": len(terms) - 1}.get((match["which"] or "").lower(), len(terms) - 1)
        term = terms[which]
        end = term.end if term.end is not None and (published is None or term.end <= published) else published
        found.append(PeriodMention(start=match.start(), end=match.end(), text=match.group(), role="over",
                                   period=Period(start=term.start, end=end, granularity=Granularity.DAY,
                                                 text=match.group())))
    return tuple(found)
