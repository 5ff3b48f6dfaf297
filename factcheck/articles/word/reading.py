"""One Word file becomes one article."""

from __future__ import annotations

from datetime import date

from factcheck.articles.decoding import damage_notes
from factcheck.articles.model import Article
from factcheck.articles.reading import make_article
from factcheck.articles.word.parts import LARGEST, Package
from factcheck.articles.word.text import text_of
from factcheck.errors import ArticleError


def read_word(data: bytes, *, name: str, identity: str | None = None, published: date | str | None = None,
              url: str | None = None, keep: bool = False) -> Article:
    """The article of a Word document; with ``keep`` it has the file itself as its ``original``.

    Its properties are not read for a date: a draft often has that of the template it was made from. Errors as of
    ``Package`` and ``make_article``.
    """
    if len(data) > LARGEST:
        raise ArticleError(f"{name} is larger than {LARGEST // 1_000_000} MB; save its text as a .txt file.")
    found = text_of(Package(data, name=name))
    article = make_article(found.text, name=name, identity=identity, title=found.title, published=published, url=url,
                           notes=damage_notes(found.text))
    return article.model_copy(update={"original": data}) if keep else article
