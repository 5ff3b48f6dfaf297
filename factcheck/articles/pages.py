"""HTML pages become articles, through trafilatura (extra ``html``), which keeps the article and leaves the menu."""

from __future__ import annotations

import importlib
import re
from datetime import date
from typing import Any

from claims.model import Frozen
from factcheck.articles.dateline import parse_date
from factcheck.articles.decoding import damage_notes
from factcheck.articles.model import Article
from factcheck.articles.reading import check_size, make_article
from factcheck.errors import ArticleError

_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
"""Only what is marked up as the page's date, or stands in its address: an extensive search takes a year in the text, in
the copyright line or of another story ("since 2019", "© 2026") for the day of publication. Without a last day, the day
on which the program runs would decide which dates are taken."""

_TAG = re.compile(rb"""<[A-Za-z](?:[^>"']++|"[^"]*+"?|'[^']*+'?)*+""")
_QUOTED = re.compile(rb""""[^"]*"?|'[^']*'?""")
_BETWEEN = re.compile(rb"""[\s/"]+""")
_CODE = re.compile(rb"<(script|style)\b", re.IGNORECASE)
_LONG, _ATTRIBUTES = 20_000, 5_000
"""Bytes from which on a tag is looked at, and the most attributes that it may have: the parser compares each with all
before it, hours for a page of 20 MB, and no limit on time ends a call into C."""


class Page(Frozen):
    """The article of a page, and what the page's metadata say of it."""

    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    outlet: str | None = None


def read_page(data: bytes, *, name: str, identity: str | None = None, published: date | str | None = None,
              url: str | None = None) -> Article:
    """The article of an HTML page; offsets are into the text that was taken out of it.

    The title and, unless given, the publication date come from the page's metadata. ArticleError where trafilatura
    is missing, or finds no article.
    """
    check_size(len(data), name=name)
    page = extract_page(data, name=name, url=url)
    article = make_article(page.text, name=name, identity=identity, title=page.title,
                           published=published or page.published, basis="given" if published else "metadata",
                           url=url or page.url, notes=damage_notes(page.text))
    return article.model_copy(update={"author": page.author, "section": page.section, "outlet": page.outlet})


def extract_page(data: bytes, *, name: str, url: str | None = None) -> Page:
    """The article of a page and its metadata. ArticleError where trafilatura is missing, or finds no article."""
    _check_tags(data, name=name)
    found = _extract(data, name=name, url=url)
    text = found.text if found is not None else None
    if not text or not text.strip():
        raise ArticleError(f"No article was found in {name}; copy its text and paste it instead.")
    if found.title:
        # A headline is context and yields no claims; it is kept as the title.
        text = text.removeprefix(found.title).lstrip("\n") or text
    sections = found.categories or []
    return Page(text=text, title=found.title or None, published=parse_date(found.date) if found.date else None,
                url=found.url or None, author=found.author or None, section=sections[0] if sections else None,
                outlet=found.sitename or None)


def _extract(data: bytes, *, name: str, url: str | None) -> Any:
    """What trafilatura finds: an object with text, title, date and url, or None."""
    try:
        trafilatura = importlib.import_module("trafilatura")
    except ImportError:
        raise ArticleError(f"{name} is an HTML page; reading those needs an extra: pip install "
                           "'factcheck-desk[html]', or paste the article's text.") from None
    return trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False, include_tables=False,
                                       date_extraction_params=dict(_DATES))


def _check_tags(data: bytes, *, name: str) -> None:
    """ArticleError where a tag has more attributes than any page has a use for."""
    if b"\0" in data[:200]:  # two bytes a letter
        data = data.replace(b"\0", b"")
    tag = _TAG.search(data)
    while tag is not None:
        end = tag.end()
        if end - tag.start() > _LONG and len(_BETWEEN.findall(_QUOTED.sub(b'""', tag.group()))) > _ATTRIBUTES:
            raise ArticleError(f"{name} has a tag of more than {_ATTRIBUTES:,} attributes and was given up; copy its "
                               "text and paste it instead.")
        code = _CODE.match(data, tag.start())
        if code is not None:  # what looks like a tag in there is none
            closed = data.find(b"</", end)
            while closed >= 0 and not data[closed + 2:closed + 8].lower().startswith(code[1].lower()[:5]):
                closed = data.find(b"</", closed + 2)
            end = closed if closed >= 0 else len(data)
        tag = _TAG.search(data, end)
