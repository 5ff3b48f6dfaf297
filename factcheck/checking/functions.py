"""``check`` and ``check_many``: the whole flow as functions of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from factcheck.articles.model import Article
from factcheck.articles.reading import make_article
from factcheck.checking.article import check_article, check_articles
from factcheck.checking.model import Report
from factcheck.references.library import References


def check(
    text: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    refs: References | None = None,
) -> Report:
    """Checks one article. ``published`` is a date or its ISO form; ``refs`` the built-in references where not given.

    Without ``published`` the date is read from the dateline, where there is one.
    ``check("Texas has 135 agencies ...", published="2025-09-17").summary.pass_``. UsageError for a date that is none,
    ArticleError for an empty text.
    """
    article = make_article(text, name="The text", title=title, published=published, url=url)
    return check_article(article, references=References.open() if refs is None else refs)


def check_many(articles: Iterable[Article], *, refs: References | None = None) -> Iterator[Report]:
    """Checks a stream of articles, one report each, in order."""
    yield from check_articles(articles, references=References.open() if refs is None else refs)

