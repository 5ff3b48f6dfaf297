"""The overview in a real browser: from disk, in silence, in both themes, on a phone, by keyboard and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from factcheck.reports.overview_html import render
from tests.reports.browsing import DESKTOP, NARROWEST, PHONE, chromium, needs_chromium, visit
from tests.reports.test_overview_html import MADE

pytestmark = needs_chromium

PAPER = (680, 1000)
"""A4 in pixels, less its margins."""
TABBED = "'a[href], summary'"
EVERY = pytest.mark.parametrize("name", MADE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@EVERY
def test_it_opens_from_disk_in_silence(name: str, browser: Browser, tmp_path: Path) -> None:
    with visit(browser, render(MADE[name]), tmp_path) as seen:
        seen.page.wait_for_load_state("networkidle")
        assert seen.said == []
        assert [address for address in seen.asked if not address.startswith("data:,")] == [seen.page.url]


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
@EVERY
def test_axe_finds_nothing(name: str, scheme: Any, size: tuple[int, int], browser: Browser, tmp_path: Path) -> None:
    with visit(browser, render(MADE[name]), tmp_path, size=size, color_scheme=scheme, bypass_csp=True) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROWEST], ids=["desktop", "phone", "narrowest"])
@EVERY
def test_no_sideways_scrolling(name: str, size: tuple[int, int], browser: Browser, tmp_path: Path) -> None:
    with visit(browser, render(MADE[name]), tmp_path, size=size) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        wide = seen.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0]


def test_every_link_and_list_is_reached_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    with visit(browser, render(MADE["whole"]), tmp_path) as seen:
        page = seen.page
        wanted = page.evaluate(f"document.querySelectorAll({TABBED}).length")
        reached = set()
        for _ in range(wanted + 2):
            page.keyboard.press("Tab")
            reached.add(page.evaluate(f"[...document.querySelectorAll({TABBED})].indexOf(document.activeElement)"))
        assert len(reached - {-1}) == wanted


def test_all_of_it_stands_on_paper(browser: Browser, tmp_path: Path) -> None:
    with visit(browser, render(MADE["whole"]), tmp_path) as seen:
        page = seen.page
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        hidden = page.evaluate("[...document.querySelectorAll('main table, main figure, main li, main details li')]"
                               ".filter(one => !one.getClientRects().length).map(one => one.outerHTML)")
        assert hidden == []
        page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
        wide = page.evaluate("[...document.querySelectorAll('table')].filter(one => one.getBoundingClientRect().right"
                             " > one.closest('section').getBoundingClientRect().right + 1).length")
        assert wide == 0
