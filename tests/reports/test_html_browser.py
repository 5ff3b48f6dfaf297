"""The HTML report in a real browser: what it makes of the page, at the width of a phone, and on paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.reports import html
from tests.reports.html_samples import hostile, sample

CHROMIUM = Path("/usr/bin/chromium")

Make = Callable[[], tuple[Report, Article]]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="/usr/bin/chromium is not installed: the browser tests need it."),
]


def _run(page: str, folder: Path, *options: str) -> tuple[str, str]:
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8", newline="")
    done = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}",
         "--enable-logging=stderr", *options, file.as_uri()], capture_output=True, timeout=120, check=True)
    return done.stdout.decode(), done.stderr.decode(errors="replace")


class _Text(HTMLParser):
    """The text of the article, and the buttons of the page."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.buttons = "", 0
        self._depth = 0
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.buttons += tag == "button"
        if tag == "div" and (self._depth or ("class", "text") in attrs):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "div" and self._depth > 0

    def handle_data(self, data: str) -> None:
        self.text += data if self._depth else ""


@pytest.mark.parametrize("make", [sample, hostile], ids=["sample", "hostile"])
def test_the_browser_has_the_articles_text_and_nothing_is_refused(make: Make, tmp_path: Path) -> None:
    report, article = make()
    document, log = _run(html.render(report, article), tmp_path, "--dump-dom")
    assert re.search("Refused|Content Security Policy", log) is None
    seen = _Text(document)
    assert seen.text == re.sub("[\0\ud800-\udfff]", "\ufffd", article.text)
    assert seen.buttons > len(report.claims) / 2, "the script ran and set its buttons for copying"


@pytest.mark.parametrize("make", [sample, hostile], ids=["sample", "hostile"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_sideways_scrolling(make: Make, width: int, tmp_path: Path) -> None:
    # In a frame, because a window cannot be as narrow as a phone.
    page = html.render(*make()).replace("<details", "<details open")
    frame = (f"<!doctype html><iframe width={width} height=800 srcdoc='{escape(page)}'></iframe><script>"
             "onload = () => { const page = document.querySelector('iframe').contentDocument.documentElement;"
             "document.title = page.scrollWidth + ' of ' + page.clientWidth; };</script>")
    document, _ = _run(frame, tmp_path, "--dump-dom", "--hide-scrollbars")
    wide, window = map(int, re.findall(r"<title>(\d+) of (\d+)</title>", document)[0])
    assert window == width and wide <= window


def test_it_prints(tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    _run(html.render(*sample()), tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    assert target.read_bytes().startswith(b"%PDF")
