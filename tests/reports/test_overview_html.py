"""The overview of an archive as a page: safe, whole, and readable without colour."""

from __future__ import annotations

import re
from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from factcheck.reports.columns_chart import columns, shares, stacked
from factcheck.reports.overview import Breakdown, Counts, Line, Moment, Overview, Unread, Wrong
from factcheck.reports.overview_html import TOLD_AT_ONCE, render
from factcheck.reports.wording import Excerpt
from tests.reports import pages
from tests.reports.pages import Page

BAD = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7*7 }}"


def _wrong(text: str, **more: object) -> Wrong:
    return Wrong.model_validate({
        "figure": f"{text}120 branches", "excerpt": Excerpt(before=text, figure="120", after=text),
        "message": f"{text}The reference has 100.", "title": f"{text}Town", "off": "20% too high", **more})


def _overview(text: str = "") -> Overview:
    """Every part that an overview can have; ``text`` stands wherever an archive's own texts do."""
    address = "https://example.org/a?b=1&c=2"
    breakdowns = tuple(
        Breakdown(by=by, lines=(Line(name=f"{text}count", articles=2, counts=Counts(failed=3, passed=2)),
                                Line(name=None, articles=1, counts=Counts(unverifiable=1))),
                  rest=Line(name=None, articles=7, counts=Counts(failed=1, passed=9)), others=5)
        for by in ("section", "author", "outlet", "dataset", "kind", "speaker"))
    listed = (
        _wrong(text, more=f"{text}More.", correction=f"{text}100 branches", source=f"{text}Table", link=address,
               as_of=date(2025, 3, 1), published=date(2025, 3, 4), author=f"{text}Ann Bell", section=f"{text}Local",
               outlet=f"{text}Ledger", reads=12345, address=address, speaker=f"{text}Jo Lake", in_headline=True,
               times=2, elsewhere=1, repeats=3, file="articles/ab12.html", card=4),
        _wrong(text, quoted=True, in_lead=True, off=None), _wrong(text, reads=1))
    return Overview(
        name=f"{text}The Ledger", chosen=(f"section {text}",), notes=(f"{text}Note.",), checked=4, duplicates=1,
        unreadable=60, words=1234, failing=2, first=date(2025, 1, 1), last=date(2025, 3, 4), undated=1,
        counts=Counts(failed=4, passed=11, unverifiable=1),
        moments=(Moment(label="2025-01", counts=Counts(failed=1, passed=3)), Moment(label="2025-02", counts=Counts()),
                 Moment(label="2025-03", counts=Counts(failed=3, passed=1, unverifiable=2))),
        breakdowns=breakdowns, wrong=listed, more_wrong=1,
        unread=(Unread(location=f"{text}a.txt", reason=f"{text}It is empty."),))


MADE = {"whole": _overview(), "hostile": _overview(BAD), "empty": Overview(name="Nothing"),
        "nothing wrong": Overview(name="Right", checked=1, counts=Counts(passed=1))}


@pytest.fixture(params=MADE)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(render(MADE[request.param]))


def test_the_page(snapshot: SnapshotAssertion) -> None:
    document = render(MADE["whole"])
    assert document[document.index("<body>"):document.index("<footer>")] == snapshot


def test_ids_are_unique_and_links_inside_lead_somewhere(page: Page) -> None:
    pages.assert_it_leads_nowhere_in_vain(page)


def test_nothing_is_asked_of_another_place(page: Page) -> None:
    pages.assert_it_asks_nothing_of_another_place(page, beside=("articles/",))


def test_the_security_policy_allows_this_style_and_script_alone(page: Page) -> None:
    pages.assert_the_security_policy_allows_its_own_style_and_script_alone(page)


def test_markup_from_an_archive_stays_text() -> None:
    document = render(MADE["hostile"])
    page = Page(document)
    pages.assert_it_has_its_own_markup_alone(page)
    assert BAD not in document and "{{ 7*7 }}" in document
    told = "".join(data for _, data in page.texts)
    for part in ("120 branches", "Town", "Ann Bell", "Local", "Ledger", "Jo Lake", "Table", "Note.", "a.txt", "More."):
        assert BAD + part in told


def test_headings_go_down_one_at_a_time(page: Page) -> None:
    pages.assert_headings_go_down_one_at_a_time(page)


def test_every_table_names_its_rows_and_columns() -> None:
    page = Page(render(MADE["whole"]))
    heads = [attributes.get("scope") for tag, attributes in page.elements if tag == "th"]
    assert set(heads) == {"col", "row"}
    assert len(page.where(lambda tag, _: tag == "table")) == 7


def test_a_figure_leads_to_its_card_in_the_report_of_its_article() -> None:
    assert "articles/ab12.html#claim-4" in Page(render(MADE["whole"])).all("href")


def test_colours_are_those_of_the_report() -> None:
    from factcheck.reports import html

    own = html.asset("overview.css")
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb", own)
    assert set(re.findall(r"var\(--([a-z-]+)", own)) <= set(re.findall(r"--([a-z-]+):", html.asset("report.css")))


def test_charts_tell_themselves_in_words() -> None:
    moments = MADE["whole"].moments
    assert "2025-03: 3 of 4 fail" in columns(moments) and "2025-01: 25%; 2025-03: 75%" in shares(moments)


def test_no_line_is_drawn_over_a_month_without_figures() -> None:
    assert shares(MADE["whole"].moments).count("<line class=\"course\"") == 0
    assert shares(MADE["whole"].moments).count("<circle") == 2


@pytest.mark.parametrize("count", [0, 1, 2, 7, 60, 120])
def test_everything_drawn_lies_inside(count: int) -> None:
    moments = [Moment(label=f"{year:04}", counts=Counts(failed=year, passed=3)) for year in range(count)]
    for chart in (columns(moments), shares(moments), stacked(count, 3, count + 3)):
        for x, width in re.findall(r'x="([\d.]+)%" y="[\d.]+" width="([\d.]+)%"', chart):
            assert float(x) >= 0 and float(x) + float(width) <= 100.01
        for y in re.findall(r' (?:y|cy|y1|y2)="(-?[\d.]+)"', chart):
            assert 0 <= float(y) <= 160
    assert len(re.findall("<text", columns(moments))) <= 1 + 5


def test_wrong_figures_beyond_the_first_are_folded() -> None:
    many = MADE["whole"].model_copy(update={"wrong": tuple(_wrong("", reads=n) for n in range(TOLD_AT_ONCE + 3))})
    text = render(many)
    assert "3 more that are worth a correction" in text
    last, first = (text.index(f'id="wrong-{TOLD_AT_ONCE + n}"') for n in (0, 1))
    assert last < text.index("<details") < first
    assert f'<ol class="worth" start="{TOLD_AT_ONCE + 1}">' in text
    assert 'class="folded"' not in render(MADE["whole"])


def test_it_is_the_same_twice() -> None:
    assert render(MADE["whole"]) == render(MADE["whole"])
