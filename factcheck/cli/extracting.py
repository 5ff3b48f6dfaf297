"""``factcheck extract``: articles in, their figures out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import chain

from factcheck.articles.model import Article
from factcheck.cli.checking import PASSED, UNREAD
from factcheck.cli.documents import Document
from factcheck.cli.inputs import Inputs
from factcheck.cli.output import check_apart
from factcheck.reports.extraction import ExtractedArticle, extracted, render
from factcheck.reports.formats import LINES, LIST, Frame
from factcheck.reports.json_report import pieces

_FRAMES = {"text": Frame(between="\n\n" + "=" * 40 + "\n\n", after="\n"), "json": LIST, "jsonl": LINES}


def extract_sources(*, sources: tuple[str, ...], published: str | None, form: str, output: str | None,
                    input_format: str, processes: int) -> int:
    """Writes the figures of every article of ``sources``; 0, or 2 where an input could not be read."""
    inputs = Inputs(sources, input_format=input_format, published=published)
    check_apart(output, inputs.sources)
    frame = _FRAMES[form] if form != "json" or inputs.several else LINES
    with Document(output, frame=frame, readable=form == "text") as document:
        for found, article in _extractions(inputs, processes):
            document.add(_rendered(found, article, form))
    return UNREAD if inputs.unread else PASSED


def _rendered(found: ExtractedArticle, article: Article, form: str) -> str | Iterator[str]:
    if form == "text":
        return render(found, article)
    return pieces(found, indent=2 if form == "json" else None)


def _extractions(inputs: Inputs, processes: int) -> Iterator[tuple[ExtractedArticle, Article]]:
    """Extractions as they are made; the language model is loaded when the first article was really read."""
    articles = inputs.articles()
    first = next(articles, None)
    if first is None:
        return
    from claims import read_many

    waiting: deque[Article] = deque()

    def texts() -> Iterator[tuple[str, date | None, str | None]]:
        for article in chain([first], articles):
            waiting.append(article)
            yield article.text, article.published, article.title

    for extraction in read_many(texts(), processes=processes, ready=inputs.ready):
        article = waiting.popleft()
        yield extracted(article, extraction), article
