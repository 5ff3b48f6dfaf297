"""The own reports of an archive's articles as HTML files, each written beside its place and renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from factcheck.archive.records import DocumentRow, TextRow, columns
from factcheck.archive.results import Results
from factcheck.archive.rows import article_of
from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.errors import OutputError
from factcheck.references.library import References
from factcheck.reports import html

AT_ONCE = 64


def name_files(results: Results) -> None:
    """Makes the table ``pages``: the file of each checked document, named by the hash of its text.

    Articles with the same text that differ in title or date have the number of their document behind it.
    """
    results.sql("CREATE OR REPLACE TABLE pages AS SELECT document, CASE "
                "WHEN NOT coalesce(regexp_full_match(sha256, '[0-9a-f]{64}'), false) THEN 'document-' || document "
                "WHEN document = min(document) OVER (PARTITION BY sha256) THEN sha256 "
                "ELSE sha256 || '-' || document END || '.html' AS file FROM documents WHERE status = 'checked'")


def write_pages(results: Results, documents: Iterable[int], folder: Path, library: References | None = None) -> int:
    """Writes the reports of documents into a folder; gives how many. ``name_files`` was called before.

    Cards have charts where the ``library`` holds the snapshots that the claims were held against.
    """
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, report, article in _reports(results, documents):
            beside = folder / f".{file}.part"
            try:
                beside.write_text(html.render(report, article, library), encoding="utf-8", newline="")
                beside.replace(folder / file)
            finally:
                beside.unlink(missing_ok=True)
            count += 1
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror or error}); name another file with --output, "
                          "or give --articles none.") from error
    return count


def _reports(results: Results, documents: Iterable[int]) -> Iterator[tuple[str, Report, Article]]:
    """Reports as when their articles were checked, some at a time, in the order of ``documents``."""
    rest = iter(documents)
    while some := list(islice(rest, AT_ONCE)):
        listed = f"document IN ({', '.join(map(str, some))}) AND document BETWEEN {min(some)} AND {max(some)}"
        rows = {row.document: row for row in results.documents(f"{listed} AND status = 'checked'")}
        told = results.sql(f"SELECT {', '.join(columns(TextRow))} FROM texts WHERE {listed}").fetchall()
        texts = {row[0]: TextRow.model_validate(dict(zip(columns(TextRow), row, strict=True))) for row in told}
        claims: dict[int, list[str]] = {}
        for document, checked in results.sql(f"SELECT document, checked FROM claims WHERE {listed} "
                                             "ORDER BY document, number").fetchall():
            claims.setdefault(document, []).append(checked)
        files = dict(results.sql(f"SELECT document, file FROM pages WHERE {listed}").fetchall())
        for document in some:
            if document in rows and document in texts:
                yield files[document], report_of(rows[document], claims.get(document, [])), article_of(
                    rows[document], texts[document])


def report_of(row: DocumentRow, claims: Iterable[str]) -> Report:
    """The report of a document with these of its claims, each as JSON."""
    return Report.model_validate(json.loads(row.report or "{}") | {"claims": [json.loads(one) for one in claims]})
