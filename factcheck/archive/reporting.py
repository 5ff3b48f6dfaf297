"""The report on an archive: one page that an editor acts on, and beside it the reports of its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.archive.article_pages import name_files, write_pages
from factcheck.archive.choosing import Choice
from factcheck.archive.chosen import readable
from factcheck.archive.overview import overview
from factcheck.archive.results import Results
from factcheck.references.library import References
from factcheck.reports.overview import Overview

PAGES = "articles"
"""The folder of the articles' reports, beside the overview."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a report: so many failed claims, so many lines of a breakdown, so many articles (None: all)."""

    choice: Choice = field(default_factory=Choice)
    title: str | None = None
    claims: int = 100
    top: int = 12
    articles: int | None = 100


def report(folder: str | Path, asked: Asked, *, beside: Path | None, library: Callable[[], References] | None = None
           ) -> tuple[Overview, int]:
    """The overview of an archive, and how many reports of articles were written into ``beside``/articles.

    Those of the listed claims come first, in their order; then those of other articles with wrong figures, then the
    others. ``beside`` None writes none, and the overview has no links to them. ``library`` opens the references that
    their charts are drawn from.
    """
    with readable(folder), Results.open(folder) as results:
        name = asked.title or results.place.title
        made = overview(results, asked.choice, name=name, claims=asked.claims, top=asked.top)
        if beside is None or asked.articles == 0:
            return made, 0
        name_files(results)
        most = "" if asked.articles is None else f" LIMIT {asked.articles}"
        results.sql(
            "CREATE OR REPLACE TABLE shown AS SELECT d.document FROM chosen_documents d JOIN pages USING (document) "
            "LEFT JOIN (SELECT document, min(place) AS place FROM worthy GROUP BY ALL) w USING (document) "
            "LEFT JOIN (SELECT document, count(*) AS failed FROM chosen_claims WHERE verdict = 'fail' GROUP BY ALL) "
            f"f USING (document) ORDER BY place NULLS LAST, failed DESC NULLS LAST, d.document{most}")
        written = write_pages(results, _numbers(results), beside / PAGES, library() if library else None)
        return _linked(results, made), written


def _numbers(results: Results) -> Iterator[int]:
    answer = results.sql("SELECT document FROM shown")
    while rows := answer.fetchmany(4096):
        yield from (number for (number,) in rows)


def _linked(results: Results, made: Overview) -> Overview:
    """The overview with links from its claims to the reports that were written."""
    files: Iterable[tuple[str | None]] = results.sql(
        "SELECT CASE WHEN s.document IS NOT NULL THEN file END FROM worthy w LEFT JOIN shown s USING (document) "
        "LEFT JOIN pages USING (document) ORDER BY place").fetchall()
    wrong = tuple(one if file is None else one.model_copy(update={"file": f"{PAGES}/{file}"})
                  for one, (file,) in zip(made.wrong, files, strict=True))
    return made.model_copy(update={"wrong": wrong})
