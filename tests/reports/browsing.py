"""Debian's Chromium, driven by Playwright: a page from disk, all that it asks for and complains of on record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync"]
DESKTOP, PHONE, NARROWEST = (1280, 900), (390, 844), (320, 640)

needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="/usr/bin/chromium is not installed: the browser tests need it."),
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page that was opened from disk. ``asked``: the addresses it asked for; ``said``: what stood in the console."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(address)


@contextmanager
def visit(browser: Browser, document: str, folder: Path, *, size: tuple[int, int] = DESKTOP,
          **options: Any) -> Iterator[Visit]:
    """The document in a window of its own. ``options`` as of Playwright's contexts: ``color_scheme``, ..."""
    file = folder / "page.html"
    file.write_text(document, encoding="utf-8", newline="")
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **options)
    try:
        yield Visit(context.new_page(), file.as_uri())
    finally:
        context.close()
