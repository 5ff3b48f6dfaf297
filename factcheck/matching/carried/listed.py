"""Figures in a list, and the list of times or places that they belong to: "387, 348 and 103 in Texas, Ohio and Iowa".

Lists of one length are paired off, the first with the first. Where they differ, or where there is a list of both, the
text does not say what belongs to what, and no figure is held against the first or the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import TypeVar

from claims.model import Claim, Kind, Period, Place, Source
from claims.vocabulary import periods, places
from claims.vocabulary.periods import PeriodMention
from claims.vocabulary.places import PlaceMention
from factcheck.articles.model import Article

JOINS = re.compile(r",? (?:and|or|then|finally|and then|and finally) |, ")
"""Between two of a list."""
FINALLY = re.compile(r"\b(?:then|finally)\b")
YEAR = re.compile(r"\d{4}")
TOGETHER = re.compile(r"\b(?:together|combined|between them|among them|in total|altogether)\b", re.IGNORECASE)
VERB = re.compile(r"(?: [\w’'-]+){1,4}\s*$")
"""Between the places that lead to a figure and the figure."""
EACH = re.compile(r"\b(?:each|both|apiece|respectively)\b|\bin that order\b", re.IGNORECASE)

OF_OTHERS = re.compile(r";|\b\w+ of (?:these|those|them|which)\b|, (?:after|following)\b", re.IGNORECASE)
"""Between a list of figures and one of times that something else has: "; most of them came in 2021 and 2022"."""

One = TypeVar("One", PeriodMention, PlaceMention)


def handed_out(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """The claims, each figure of a list with its own of the times or places that are listed in its sentence."""
    found: list[Claim] = []
    for _, sentence in groupby(claims, key=lambda one: one.sentence.start):
        group = list(sentence)
        for run in _runs(group):
            found += _paired(run, article) if len(run) > 1 else _of_all_that_lead(run)
    return found


def _runs(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The figures of one sentence, those of one list together."""
    runs = [[claims[0]]]
    for one, other in pairwise(claims):
        text, at = one.sentence.text, one.sentence.start
        listed = JOINS.fullmatch(text[one.end - at : other.start - at]) and _are_alike(one, other)
        if listed:
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _are_alike(one: Claim, other: Claim) -> bool:
    """Whether two figures beside each other are of one thing: "718 and 695 homicides", not "9 cities and 40 towns"."""
    of_rank = Kind.RANK in (one.kind, other.kind)
    bare = not re.search(r"[a-z]{4,}", re.sub(r"\b(?:million|billion|trillion|thousand|percent)\b", "", one.figure))
    own, its = one.quantity.unit or "", other.quantity.unit or ""
    return not of_rank and bare and its.startswith(own) and not one.condition  # "$3 and $4 a gallon"


def _paired(run: list[Claim], article: Article) -> list[Claim]:
    text, at = run[0].sentence.text, run[0].sentence.start
    times = _list(text, periods.find(text, published=article.published), lambda one: one.role == "at")
    if times and OF_OTHERS.search(text[run[-1].end - at : max(times[0].start, 0)]):
        times = []
    where = _list(text, places.find(text), lambda one: one.place.kind != "world")
    apart = len({one.place.kind for one in where}) == 1 and len({one.place for one in where}) == len(where)
    where = where if apart else []
    between = " ".join(text[one.end - at : other.start - at] for one, other in pairwise(run))
    if not times and not where:
        return _told_one_by_one(run) if FINALLY.search(between) else run
    if (times and where) or len(times or where) != len(run):
        return [_open(one) for one in run]
    if times:
        return [_at(one, time) for one, time in zip(run, _of_one_sort(times), strict=True)]
    return [one.model_copy(update={"places": (mention.place,), "places_source": Source.STATED})
            for one, mention in zip(run, where, strict=True)]


def _list(text: str, mentions: Sequence[One], counts: Callable[[One], bool]) -> list[One]:
    """The longest list of them in a text; none where they stand alone."""
    lists: list[list[One]] = []
    for one in filter(counts, mentions):
        if lists and JOINS.fullmatch(text[lists[-1][-1].end : one.start]):
            lists[-1].append(one)
        else:
            lists.append([one])
    longest = max(lists, key=len, default=[])
    return longest if len(longest) > 1 else []


def _of_one_sort(times: Sequence[PeriodMention]) -> list[Period | None]:
    """The times of a list: in "fiscal 2022, 2023 and 2024" all are fiscal years."""
    first = times[0].period
    year = YEAR.search(times[0].text)
    if first is None or first.start is None or first.end is None or year is None or year.group() == times[0].text:
        return [one.period for one in times]
    found = []
    for one in times:
        later = int(one.text) - int(year.group()) if YEAR.fullmatch(one.text) else None
        found.append(one.period if later is None else first.model_copy(update={
            "start": first.start.replace(year=first.start.year + later),
            "end": first.end.replace(year=first.end.year + later), "text": one.text}))
    return found


def _at(claim: Claim, period: Period | None) -> Claim:
    return _open(claim) if period is None else claim.model_copy(
        update={"period": period, "period_source": Source.STATED, "baseline": None})


def _open(claim: Claim) -> Claim:
    """The claim at a time that nothing tells."""
    return claim.model_copy(update={"period": Period(start=None, end=None), "period_source": Source.STATED})


def _told_one_by_one(run: list[Claim]) -> list[Claim]:
    """ "21,570, 22,536 and finally 21,156 in 2022": the time behind the last is that of the last alone."""
    return [*map(_open, run[:-1]), run[-1]]


def _of_all_that_lead(run: list[Claim]) -> list[Claim]:
    """A figure as that of all the places that are its subject: of one of them, the last, nothing is said."""
    claim = run[0]
    before = claim.before or ""
    if len(claim.places) != 1 or claim.kind is Kind.RANK or ("," not in before and " and " not in before):
        return run
    if EACH.search(claim.sentence.text):
        return run
    named = places.find(before)
    if len(named) < 2 or not VERB.fullmatch(before[named[-1].end :]) or named[-1].via == "generic":
        return run
    together = [named[-1]]
    for one in reversed(named[:-1]):
        if not JOINS.fullmatch(before[one.end : together[0].start]) or one.place.kind != together[0].place.kind:
            break
        together.insert(0, one)
    where: tuple[Place, ...] = tuple(dict.fromkeys(one.place for one in together))
    lead = before[: together[0].start].strip(" ,")
    alone = not lead or TOGETHER.fullmatch(lead) is not None or periods.find(lead, published=None) != ()
    if len(where) < 2 or claim.places[0] not in where or not alone:
        return run
    return [claim.model_copy(update={"places": where})]
