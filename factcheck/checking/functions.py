"""``check`` and ``check_many``: the whole flow as functions of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from factcheck.articles.model import Article
from factcheck.checking.article import check_article, check_articles
from factcheck.checking.model import Report
from factcheck.errors import UsageError
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

    ``check("Texas has 135 agencies ...", published="2025-09-17").summary.pass_``. UsageError for a date that is none.
    """
    return check_article(_article(text, title, published, url), references=refs or References.open())


def check_many(articles: Iterable[Article], *, refs: References | None = None) -> Iterator[Report]:
    """Checks a stream of articles, one report each, in order."""
    yield from check_articles(articles, references=refs or References.open())


def _article(text: str, title: str | None, published: date | str | None, url: str | None) -> Article:
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published)
        except ValueError as error:
            raise UsageError(f"{published!r} is no date; give it as year-month-day, such as 2025-09-17.") from error
    return Article(text=text, title=title, published=published, published_basis="given" if published else None, url=url)
