"""HTML pages become articles, through trafilatura (extra ``html``), which keeps the article and leaves the menu."""

from __future__ import annotations

import importlib
from datetime import date
from typing import Any

from factcheck.articles.dateline import parse_date
from factcheck.articles.decoding import damage_notes
from factcheck.articles.model import Article
from factcheck.articles.reading import check_size, make_article
from factcheck.errors import ArticleError


def read_page(data: bytes, *, name: str, identity: str | None = None, published: date | str | None = None,
              url: str | None = None) -> Article:
    """The article of an HTML page; offsets are into the text that was taken out of it.

    The title and, unless given, the publication date come from the page's metadata. ArticleError where trafilatura
    is missing, or finds no article.
    """
    check_size(len(data), name=name)
    found = _extract(data, name=name, url=url)
    text = found.text if found is not None else None
    if not text or not text.strip():
        raise ArticleError(f"No article was found in {name}; copy its text and paste it instead.")
    if found.title:
        # A headline is context and yields no claims; it is kept as the title.
        text = text.removeprefix(found.title).lstrip("\n") or text
    stated = parse_date(found.date) if found.date else None
    return make_article(text, name=name, identity=identity, title=found.title, published=published or stated,
                        basis="given" if published else "metadata", url=url or found.url, notes=damage_notes(text))


def _extract(data: bytes, *, name: str, url: str | None) -> Any:
    """What trafilatura finds: an object with text, title, date and url, or None."""
    try:
        trafilatura = importlib.import_module("trafilatura")
    except ImportError:
        raise ArticleError(f"{name} is an HTML page; reading those needs an extra: pip install "
                           "'factcheck-desk[html]', or paste the article's text.") from None
    return trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False,
                                       include_tables=False, date_extraction_params={"original_date": True})
