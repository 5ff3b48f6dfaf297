"""The overview of an archive as one HTML file, of the look and the rules of the report of one article."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from markupsafe import Markup

from claims.model import Frozen
from factcheck.queries.periods import day
from factcheck.reports import html
from factcheck.reports.columns_chart import columns, shares, stacked
from factcheck.reports.html_words import tally, words
from factcheck.reports.overview import Breakdown, Counts, Line, Overview
from factcheck.verification.model import Verdict

_VERDICTS = (Verdict.FAIL, Verdict.PASS, Verdict.UNVERIFIABLE)


class _Heading(Frozen):
    heading: str
    one: str
    others: str
    unknown: str


TOLD_AT_ONCE = 20
"""So many wrong figures stand on the page; the others are folded below them, so that what follows is found."""


def render(overview: Overview) -> str:
    """The overview as an HTML document, the same for the same overview; it never fails on the texts of an archive.

    >>> render(Overview(name="1998"))[:15]
    '<!doctype html>'
    """
    return html.document(
        "overview.html.j2", styles=("report.css", "overview.css"), script="overview.js", page=overview,
        tally=_tally(overview), period=_period(overview), headings=_headings(), ordered=_VERDICTS,
        columns=columns(overview.moments), shares=shares(overview.moments), bar=_bar, name_of=_name_of,
        percent=_percent, told_at_once=TOLD_AT_ONCE)


def _tally(overview: Overview) -> str:
    return tally({verdict: overview.counts.of(verdict) for verdict in _VERDICTS})


def _period(overview: Overview) -> str:
    if overview.first is None or overview.last is None:
        return "publication dates unknown" if overview.checked else ""
    if overview.first == overview.last:
        return f"published {day(overview.first)}"
    return f"published {day(overview.first)} to {day(overview.last)}"


def _bar(line: Line, breakdown: Breakdown) -> Markup:
    """The settled figures of a line that has a name, on the scale of the largest such line."""
    if line.name is None:
        return Markup("")
    most = max(one.counts.settled for one in breakdown.lines if one.name is not None)
    return stacked(line.counts.failed, line.counts.passed, most)


def _name_of(line: Line, breakdown: Breakdown) -> str:
    if line.name is None:
        return _headings()[breakdown.by].unknown
    known = words().kinds.get(line.name, line.name) if breakdown.by == "kind" else line.name
    return known.removeprefix("an ").removeprefix("a ") if breakdown.by == "kind" else known


def _percent(counts: Counts) -> str:
    """The share of settled figures that fail: "12%", "0.4%", a dash where none was settled."""
    share = counts.share
    if share is None:
        return "–"
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"


@cache
def _headings() -> dict[str, _Heading]:
    text = resources.files(__package__).joinpath("data/overview.toml").read_text(encoding="utf-8")
    return {name: _Heading.model_validate(entry) for name, entry in tomllib.loads(text)["breakdowns"].items()}
