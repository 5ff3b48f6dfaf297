"""The HTML report in a real browser: from disk, by keyboard, in silence, in both themes, on a phone and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.queries.algebra import Rank, Value
from factcheck.references.library import References
from factcheck.reports import claimreview, html
from factcheck.verification.model import Correction
from tests.reports import library
from tests.reports.browsing import DESKTOP, NARROWEST, PHONE, chromium, needs_chromium, visit
from tests.reports.html_samples import empty, hostile, sample
from tests.reports.library import STATES, desks, rate, reference

pytestmark = needs_chromium

Make = Callable[[References], str]


def plain(_: References) -> str:
    return html.render(*sample())


def attacked(_: References) -> str:
    return html.render(*hostile())


def bare(_: References) -> str:
    return html.render(*empty())


def illustrated(shelf: References) -> str:
    """The sample, its first claims held against a library, so that cards have charts, rankings and releases."""
    report, article = _illustrated(shelf)
    return html.render(report, article, shelf)


def _illustrated(shelf: References) -> tuple[Report, Article]:
    report, article = sample()
    queries = [Value(of=desks(state="Ohio")), Value(of=rate("2025-02")),
               Rank(of=desks(), over="state", member="Ohio", group=tuple(STATES))]
    fix = Correction(suggested="33 desks under 1,000 agreements", exact="33 desks", figure="Some 33 desks")
    held = [one.model_copy(update={"reference": reference(query, shelf), "correction": fix})
            for one, query in zip(report.claims, queries, strict=False)]
    return report.model_copy(update={"claims": (*held, *report.claims[3:])}), article


PAGES = [plain, attacked, bare, illustrated]
EVERY = pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> References:
    return library.library(tmp_path_factory.mktemp("shelf"))


@EVERY
def test_it_opens_from_disk_in_silence(make: Make, browser: Browser, shelf: References, tmp_path: Path) -> None:
    with visit(browser, make(shelf), tmp_path) as seen:
        seen.page.wait_for_load_state("networkidle")
        assert seen.said == []
        assert [address for address in seen.asked if not address.startswith(("file:", "data:,"))] == []
        assert len([address for address in seen.asked if address.startswith("file:")]) == 1


@pytest.mark.parametrize("make", [plain, attacked], ids=lambda make: make.__name__)
def test_the_browser_has_the_articles_text(make: Make, browser: Browser, shelf: References, tmp_path: Path) -> None:
    article = (sample if make is plain else hostile)()[1]
    with visit(browser, make(shelf), tmp_path) as seen:
        text = seen.page.evaluate("document.querySelector('.text').textContent")
        assert text == re.sub("[\0\ud800-\udfff]", "\ufffd", article.text)


@pytest.mark.parametrize("make", [sample, hostile], ids=["plain", "attacked"])
def test_reviews_in_the_page_are_read_and_run_nothing(make: Callable[[], tuple[Report, Article]], browser: Browser,
                                                       tmp_path: Path) -> None:
    report, article = make()
    report = report.model_copy(update={"claims": tuple(
        one.model_copy(update={"message": f"{one.message}</script><script>document.title = 'taken'</script><!--"})
        for one in report.claims)})
    with visit(browser, html.render(report, article, claimreview=True), tmp_path) as seen:
        assert seen.said == []
        texts = seen.page.evaluate("[...document.querySelectorAll('script[type=\"application/ld+json\"]')]"
                                   ".map(one => one.textContent)")
        assert [json.loads(text) for text in texts] == [json.loads(claimreview.render(report, article))]
        assert seen.page.evaluate("document.querySelectorAll('head > script').length") == 1
        assert seen.page.title() != "taken"
        without = html.render(report, article)
    with visit(browser, without, tmp_path) as seen:
        assert seen.page.evaluate("document.querySelectorAll('[type=\"application/ld+json\"]').length") == 0


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
@EVERY
def test_axe_finds_nothing(make: Make, scheme: Any, size: tuple[int, int], browser: Browser, shelf: References,
                           tmp_path: Path) -> None:
    with visit(browser, make(shelf), tmp_path, size=size, color_scheme=scheme, bypass_csp=True) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()


@EVERY
def test_every_card_and_all_that_is_in_it_opens_by_keyboard(make: Make, browser: Browser, shelf: References,
                                                            tmp_path: Path) -> None:
    with visit(browser, make(shelf), tmp_path) as seen:
        page = seen.page
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = false; })")
        total = page.evaluate("document.querySelectorAll('details').length")
        opened = 0
        page.locator("body").press("Tab")
        for _ in range(60 * (total + 3)):
            at = page.evaluate("(() => { const e = document.activeElement; return e === document.body ? 'end' : "
                               "e.tagName + ' ' + (e.tagName === 'SUMMARY' ? e.parentNode.open : ''); })()")
            if at == "end":
                break
            if at == "SUMMARY false":
                page.keyboard.press("Enter" if opened % 2 else "Space")
                opened += 1
                assert page.evaluate("document.activeElement.parentNode.open") is True
            page.keyboard.press("Tab")
        assert opened == total == page.evaluate("document.querySelectorAll('details[open]').length")


def test_the_focus_is_always_to_be_seen(browser: Browser, shelf: References, tmp_path: Path) -> None:
    with visit(browser, illustrated(shelf), tmp_path) as seen:
        page = seen.page
        for _ in range(40):
            page.keyboard.press("Tab")
            outline = page.evaluate("(() => { const s = getComputedStyle(document.activeElement); "
                                    "return [s.outlineStyle, parseFloat(s.outlineWidth)]; })()")
            assert outline[0] != "none" and outline[1] >= 2, page.evaluate("document.activeElement.outerHTML")


def test_the_skip_link_comes_first_and_leads_to_the_article(browser: Browser, shelf: References,
                                                            tmp_path: Path) -> None:
    with visit(browser, plain(shelf), tmp_path) as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the article"
        assert seen.page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "article"


def _failing(seen: Any) -> list[str]:
    ids: list[str] = seen.page.evaluate("[...document.querySelectorAll('.card.fail')].map(one => one.id)")
    return ids


def test_next_and_previous_go_through_the_failing_figures(browser: Browser, shelf: References, tmp_path: Path) -> None:
    with visit(browser, plain(shelf), tmp_path) as seen:
        page, failing = seen.page, _failing(seen)
        assert len(failing) == 5
        here = []
        for _ in failing:
            page.locator("#next").press("Enter")
            here.append(page.evaluate("document.activeElement.id"))
        assert here == failing
        page.locator("#next").press("Enter")
        assert page.locator("#said").text_content() == "This is the last failing figure."
        for expected in failing[-2::-1]:
            page.locator("#previous").press("Enter")
            assert page.evaluate("document.activeElement.id") == expected


def test_a_card_links_to_the_failing_ones_beside_it_without_the_script(browser: Browser, shelf: References,
                                                                       tmp_path: Path) -> None:
    with visit(browser, plain(shelf), tmp_path, java_script_enabled=False) as seen:
        links = seen.page.locator(".card.fail .back")
        assert links.count() == 5
        assert "Next failing figure" in (links.first.text_content() or "")
        assert "Previous failing figure" in (links.last.text_content() or "")
        assert seen.page.locator("button:visible").count() == 0


def test_a_link_opens_the_card_that_it_leads_to(browser: Browser, shelf: References, tmp_path: Path) -> None:
    with visit(browser, plain(shelf), tmp_path) as seen:
        closed = seen.page.locator(".card:not(:has(> details[open]))").first
        identity = closed.get_attribute("id") or ""
        seen.page.locator(f".text a[href='#{identity}']").press("Enter")
        seen.page.wait_for_selector(f"#{identity} > details[open]")
        assert seen.page.evaluate("document.activeElement.id") == identity


def test_sql_and_notes_are_copied(browser: Browser, shelf: References, tmp_path: Path) -> None:
    with visit(browser, illustrated(shelf), tmp_path, permissions=["clipboard-read", "clipboard-write"]) as seen:
        page = seen.page
        page.locator("#copy-notes").press("Enter")
        expect(page.locator("#said")).to_have_text("Notes copied.")
        notes = page.evaluate("navigator.clipboard.readText()")
        assert "Suggested: “33 desks under 1,000 agreements”, or “Some 33 desks”" in notes
        assert "Source: " in notes and "Line 5: " in notes
        page.locator("#open-all").press("Enter")
        page.locator(".copy").first.press("Enter")
        expect(page.locator("#said")).to_have_text("SQL copied.")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("pre").first.text_content()


@pytest.mark.parametrize("size", [NARROWEST, PHONE, DESKTOP], ids=["narrowest", "phone", "desktop"])
@EVERY
def test_no_sideways_scrolling(make: Make, size: tuple[int, int], browser: Browser, shelf: References,
                               tmp_path: Path) -> None:
    with visit(browser, make(shelf), tmp_path, size=size) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_paper_holds_what_fails_in_full_the_rest_in_short_and_what_was_opened_by_hand(
        browser: Browser, shelf: References, tmp_path: Path) -> None:
    seen_on_paper = ("[...document.querySelectorAll('.card')].map(card => [card.classList[1], "
                     "[...card.querySelectorAll('summary')].filter(one => one.getClientRects().length).length, "
                     "[...card.querySelectorAll('.held pre')].filter(one => one.getClientRects().length).length])")
    with visit(browser, illustrated(shelf), tmp_path) as seen:
        page = seen.page
        page.evaluate("document.querySelector('.card.pass .match, .card.pass .held').open = true")
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        shown = page.evaluate(seen_on_paper)
    assert {tuple(rest) for verdict, *rest in shown if verdict == "fail"} == {(2, 1)}
    assert {tuple(rest) for verdict, *rest in shown if verdict == "unverifiable"} == {(1, 0)}
    assert [rest for verdict, *rest in shown if verdict == "pass"].count([2, 1]) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_whole(paper: str, browser: Browser, shelf: References, tmp_path: Path) -> None:
    from pypdf import PdfReader

    with visit(browser, illustrated(shelf), tmp_path) as seen:
        seen.page.pdf(path=tmp_path / "page.pdf", format=paper)
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "page.pdf").pages).split())
    for expected in ("Suggested:", "What it was held against", "SELECT", "https://www.ice.gov/identify-and-arrest/287g"):
        assert expected in told
    for screen_only in ("Copy SQL", "Next failing", "Back to the text", "Skip to"):
        assert screen_only not in told


def test_cards_are_closed_again_after_printing(browser: Browser, shelf: References, tmp_path: Path) -> None:
    with visit(browser, plain(shelf), tmp_path) as seen:
        count = "document.querySelectorAll('details[open]').length"
        before = seen.page.evaluate(count)
        seen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert seen.page.evaluate(count) > before
        seen.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert seen.page.evaluate(count) == before
