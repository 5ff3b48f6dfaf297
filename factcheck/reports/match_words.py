"""How the match of a claim was chosen, in words and numbers: the same for a terminal and for a page.

The words are in ``data/match.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from claims.model import Frozen
from factcheck.checking.model import CheckedClaim
from factcheck.reports.wording import printable
from factcheck.verification.model import Candidate, MatchExplanation, MatchFeature, Settled

REPEATED = frozenset({"table_word", "other_words"})
"""Features that a candidate has several of: they are told apart by their words."""


class Row(Frozen):
    """One thing that was weighed: what it adds for the chosen query and for the next-best one, None where unweighed.

    ``idle``: it adds nothing to either, and there are no words of the text to tell of it.
    """

    label: str
    detail: str
    chosen: float
    other: float | None = None
    other_detail: str = ""
    idle: bool = False


class Told(Frozen):
    """How a match was chosen, ready to be set out. ``first`` is what was chosen, or what came nearest."""

    matched: bool
    first: str
    score: float | None
    settled: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    refused: str
    other: str
    other_score: float | None
    behind: str


@cache
def match_words() -> dict[str, dict[str, str]]:
    """The words by their codes: ``features``, ``behind``, ``settled`` and what is said where there is no detail."""
    text = resources.files(__package__).joinpath("data/match.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def told(claim: CheckedClaim) -> Told | None:
    """How the match of a claim was chosen; None where nothing came near."""
    found = claim.match or _of_reference(claim)
    first = None if found is None else found.chosen or found.nearest
    if found is None or first is None:
        return None
    other = found.next_best
    return Told(matched=found.chosen is not None, first=_named(first), score=first.score,
                settled=tuple((printable(one.what), _settled(one)) for one in found.settled), rows=_rows(first, other),
                refused="" if found.chosen is not None else _behind(first, None),
                other=_named(other) if other else "", other_score=other.score if other else None,
                behind=_behind(other, first) if other else "")


def _of_reference(claim: CheckedClaim) -> MatchExplanation | None:
    """Reports that were kept before matches were explained tell what was weighed for the one that was taken."""
    one = claim.reference
    if one is None or not one.features:
        return None
    return MatchExplanation(chosen=Candidate(dataset=one.dataset, title=one.title, measure=one.measure, query=one.query,
                                             score=one.score, features=one.features))


def _named(one: Candidate) -> str:
    """A query with its table: "unemployment rate, Texas, July 2025 (Unemployment rate of the states)"."""
    words = f", by the words “{one.words}”" if one.words and one.words.casefold() != one.query.casefold() else ""
    return printable(f"{one.query}{words} ({one.title})" if one.query else f"{one.title}{words}")


def _settled(one: Settled) -> str:
    return printable(match_words()["settled"].get(one.how, "{value}").format(value=one.value, on=one.on))


def _rows(first: Candidate, other: Candidate | None) -> tuple[Row, ...]:
    """The features of both side by side, in the order of the first."""
    beside = {_key(one): one for one in other.features} if other is not None else {}
    weighed = other is not None and other.score is not None
    keys = {_key(one) for one in first.features}
    rows = [_row(one, beside.get(_key(one)), weighed=weighed) for one in first.features]
    alone = [_row(one.model_copy(update={"contribution": 0.0}), one, weighed=True)
             for key, one in beside.items() if key not in keys]
    return (*rows, *alone)


def _key(one: MatchFeature) -> tuple[str, str]:
    return one.name, one.detail if one.name in REPEATED else ""


def _row(one: MatchFeature, other: MatchFeature | None, *, weighed: bool) -> Row:
    detail = _detail(one)
    other_detail = _detail(other) if other is not None else ""
    return Row(label=_label(one.name), detail=detail, chosen=one.contribution,
               other=(other.contribution if other is not None else 0.0) if weighed else None,
               other_detail="" if other_detail == detail else other_detail,
               idle=not one.detail and not any(round(each.contribution, 2) for each in (one, other or one)))


def _label(name: str) -> str:
    return printable(match_words()["features"].get(name, name.replace("_", " ")))


def _detail(one: MatchFeature) -> str:
    bare = match_words()["something" if round(one.contribution, 2) else "nothing"]
    return printable(one.detail or bare.get(one.name, ""))


def _behind(one: Candidate, chosen: Candidate | None) -> str:
    """Why a candidate was not taken, in a sentence; "" where nothing says so."""
    fields = {"detail": one.detail}
    if chosen is not None and chosen.score is not None and one.score is not None:
        lead = round(chosen.score - one.score, 2)
        fields |= {"less": f"{lead:.2f}", "feature": _decisive(one, chosen)} if lead > 0 else {}
    template = match_words()["behind"].get(one.behind, "")
    if not all(fields.get(name) for name in re.findall(r"\{(\w+)\}", template)):
        template = match_words()["behind_bare"].get(one.behind, "")
    return printable(template.format(**fields))


def _decisive(one: Candidate, chosen: Candidate) -> str:
    """The feature that sets the chosen one most apart from the next-best."""
    beside: dict[tuple[str, str], float] = {_key(f): f.contribution for f in one.features}
    lead = max(chosen.features, key=lambda f: f.contribution - beside.get(_key(f), 0.0), default=None)
    if lead is None:
        return ""
    words = f" {lead.detail}" if lead.name in REPEATED else ""
    return _label(lead.name) + words


def signed(value: float) -> str:
    """With a sign that is as wide as a plus, and none for nothing: "+0.85", "−0.30", "0.00"."""
    rounded = f"{value:+.2f}".replace("-", "\u2212")
    return rounded[1:] if not rounded.strip("+\u22120.") else rounded
