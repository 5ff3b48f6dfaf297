"""One figure's card in the HTML report, as one frozen value: the template only sets it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from markupsafe import Markup
from pydantic import ConfigDict

from claims.model import Frozen, Kind, plain_decimal
from factcheck.checking.model import CheckedClaim
from factcheck.references.library import References
from factcheck.reports.charts import bar, scale
from factcheck.reports.exhibits import Exhibits, Standing, Trend, exhibits
from factcheck.reports.html_match import MatchView, match_view
from factcheck.reports.html_reading import Row, rows
from factcheck.reports.html_words import VerdictWords, word, words
from factcheck.reports.relating import relation
from factcheck.reports.trend_chart import bare, trend_chart
from factcheck.reports.wording import (
    Excerpt,
    Suggestion,
    excerpt,
    printable,
    suggestion,
    value_with_unit,
    web_address,
)
from factcheck.verification.formatting import in_unit, measured, ordinal, stated, with_unit
from factcheck.verification.model import Explanation, Reference
from factcheck.verification.reasons import reasons


class View(Frozen):
    """Base of what a template shows: it may hold markup of our own making."""

    model_config = ConfigDict(arbitrary_types_allowed=True)


class Source(View):
    """What a claim was held against, ready to be read. ``link`` is None where the address is no web address,
    ``exact`` where the value says it all."""

    reference: Reference
    value: str
    exact: str | None
    link: str | None
    host: str | None


class Figure(View):
    """A figure with the number of its card, and, in the answer, what is to be said of it."""

    number: int
    figure: str
    message: str = ""
    more: str = ""
    relation: str = ""
    suggestion: Suggestion | None = None
    excerpt: Excerpt | None = None
    line: int = 0
    held: Source | None = None


class Bar(View):
    """A labelled value beside its bar."""

    label: str
    text: str
    chart: Markup
    style: str


class Remark(View):
    """One comparison of the article with itself."""

    holds: bool
    message: str
    link: Figure | None


class TrendView(View):
    """A chart of a series, and the same as rows: moment, value, and what the claim has to do with it."""

    title: str
    chart: Markup
    rows: tuple[tuple[str, str, str], ...]
    note: str


class Place(View):
    """One row of a ranking; ``gap``: rows are left out before it."""

    position: str
    member: str
    text: str
    chart: Markup
    own: bool
    gap: bool
    stated: str
    stated_chart: Markup


class StandingView(View):
    """A ranking as a table with bars."""

    title: str
    note: str
    rows: tuple[Place, ...]


class Release(View):
    """What one snapshot says."""

    name: str
    when: date
    text: str
    used: bool
    newest: bool


class Card(View):
    """Everything about one claim. ``before`` and ``after``: the cards of the failing figures around it."""

    number: int
    claim: CheckedClaim
    figure: str
    excerpt: Excerpt
    words: VerdictWords
    reason: str
    more: str
    relation: str
    suggestion: Suggestion | None
    explanation: Explanation | None
    explained: str | None
    comparison: tuple[Bar, ...]
    reading: tuple[Row, ...]
    source: Source | None
    match: MatchView | None
    remarks: tuple[Remark, ...]
    parts: tuple[Bar, ...]
    trend: TrendView | None
    standing: StandingView | None
    releases: tuple[Release, ...]
    before: int | None
    after: int | None


def card(claim: CheckedClaim, numbers: Mapping[str, int], figures: Mapping[str, Figure], failing: tuple[int, ...],
         library: References | None) -> Card:
    """The card of a claim; with ``library`` it has charts and vintages. ``failing``: the cards that fail."""
    reason, explanation, number = reasons().get(claim.reason), claim.explanation, numbers[claim.id]
    shown = exhibits(claim, library) if library is not None else None
    return Card(
        number=number, claim=claim, figure=printable(claim.figure), excerpt=excerpt(claim),
        words=words().verdicts[claim.verdict], reason=reason.title if reason else word({}, claim.reason),
        more=more(claim), relation=relation(claim), suggestion=suggestion(claim), explanation=explanation,
        explained=value_with_unit(explanation.value, explanation.unit) if explanation else None,
        comparison=_comparison(claim), reading=rows(claim, numbers), source=source(claim.reference),
        match=match_view(claim, number),
        remarks=tuple(Remark(holds=one.holds, message=printable(one.message), link=figures.get(one.with_))
                      for one in claim.consistency),
        parts=_parts(shown) if shown else (),
        trend=_trend(claim, shown.trend, number) if shown and shown.trend else None,
        standing=_standing(claim, shown.standing) if shown and shown.standing else None,
        releases=_releases(shown) if shown else (),
        before=max((one for one in failing if one < number), default=None),
        after=min((one for one in failing if one > number), default=None))


def more(claim: CheckedClaim) -> str:
    """The explanation's sentence where the claim's own does not say it already."""
    told = claim.explanation.message if claim.explanation else ""
    return "" if told.rstrip(".").casefold() in claim.message.casefold() else told


def said(claim: CheckedClaim) -> str:
    """The figure's number in the unit of what it was held against: "about 1,000", "4.6%"."""
    unit = claim.reference.unit if claim.reference else ""
    return stated(in_unit(measured(claim), unit), claim.kind)


def _comparison(claim: CheckedClaim) -> tuple[Bar, ...]:
    """The stated number and the reference's, where they are of one size; a bar chart of unlike units would mislead."""
    reference = claim.reference
    if reference is None or claim.kind is Kind.RANK or reference.unit == "rank":
        return ()
    quantity = in_unit(measured(claim), reference.unit)
    low, high, found = quantity.low, quantity.high, reference.value
    if not (low > 0 and found > 0 and Decimal("0.1") <= high / found <= 10):
        return ()
    ends = scale([low, high, found])
    return (Bar(label="Article", text=said(claim), style="said",
                chart=bar(Decimal(0) if low == high else low, high, ends, style="said")),
            Bar(label="Reference", text=value_with_unit(found, reference.unit), style="found",
                chart=bar(Decimal(0), found, ends, style="found")))


def source(reference: Reference | None) -> Source | None:
    """What a claim was held against, with its value in words."""
    if reference is None:
        return None
    link = web_address(reference.url)
    value, exact = value_with_unit(reference.value, reference.unit), plain_decimal(reference.value)
    rounded = exact not in value.replace(",", "") and reference.unit != "rank"
    return Source(reference=reference, value=value, exact=exact if rounded else None, link=link,
                  host=urlsplit(link).hostname if link else None)


def _trend(claim: CheckedClaim, trend: Trend, number: int) -> TrendView:
    changed = claim.reference is not None and claim.reference.unit != trend.unit
    text = ""
    if trend.stated is not None:
        low, high = trend.stated
        text = said(claim)
        if changed and low == high:
            text = f"{text}, so {with_unit(low, trend.unit, place=_place(trend))}"
    marks = dict.fromkeys(trend.at[:-1], "where it is counted from") | {
        trend.at[-1]: f"the article: {text}" if text else "what the article speaks of"}
    listed = tuple((one.name, with_unit(one.value, trend.unit), marks.get(place, ""))
                   for place, one in enumerate(trend.points))
    return TrendView(title=trend.title, chart=trend_chart(trend, name=f"trend-{number}", said=text), rows=listed,
                     note="The table has earlier or later values as well." if trend.cut else "")


def _place(trend: Trend) -> Decimal | None:
    """To what a value that follows from the article's is told: whole where the table has nothing but whole numbers."""
    return Decimal(1) if all(one.value == one.value.to_integral_value() for one in trend.points) else None


def _standing(claim: CheckedClaim, standing: Standing) -> StandingView:
    found = list(standing.stated or ())
    ends = scale([*(row.value for row in standing.rows), *found])
    claimed = claim.quantity.low if claim.kind is Kind.RANK and standing.stated is None else None
    shown = []
    for at, row in enumerate(standing.rows):
        own = row.own and found
        note = said(claim) if own else ""
        if row.own and claimed is not None and row.position != claimed:
            note = ordinal(claimed)
        shown.append(Place(
            position=str(row.position), member=printable(row.member), text=bare(row.value, standing.unit),
            chart=bar(Decimal(0), row.value, ends, style="own" if row.own else "found"), own=row.own,
            gap=at > 0 and row.place > standing.rows[at - 1].place + 1, stated=note,
            stated_chart=bar(Decimal(0), found[-1], ends, style="said") if own else Markup("")))
    order = "lowest first" if standing.lowest_first else "highest first"
    note = f"{len(standing.rows)} of {standing.among}, {order}"
    if standing.counted is not None:
        note += f"; ◆ marks what is counted, {standing.counted} with {standing.limit}"
    return StandingView(title=standing.title, rows=tuple(shown), note=note)


def _parts(shown: Exhibits) -> tuple[Bar, ...]:
    """A share as the two amounts that it is made of."""
    ends = scale([one.value for one in shown.parts])
    return tuple(Bar(label=printable(one.title[:1].upper() + one.title[1:]), text=with_unit(one.value, shown.unit),
                     style="found", chart=bar(Decimal(0), one.value, ends, style="found")) for one in shown.parts)


def _releases(shown: Exhibits) -> tuple[Release, ...]:
    newest = len(shown.editions) - 1
    return tuple(Release(name=printable(one.snapshot), when=one.released or one.as_of,
                         text="no value" if one.value is None else with_unit(one.value, shown.unit), used=one.used,
                         newest=place == newest) for place, one in enumerate(shown.editions))
