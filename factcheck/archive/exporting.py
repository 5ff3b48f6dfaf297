"""Exports of an archive's claims or documents, as a stream: an archive of any size is never in memory at once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from factcheck.archive.article_pages import report_of
from factcheck.archive.choosing import Choice
from factcheck.archive.duck import literal
from factcheck.archive.records import OF_ARTICLE, ClaimRow, DocumentRow, columns
from factcheck.archive.results import AT_ONCE, Results
from factcheck.articles.model import Article
from factcheck.errors import UsageError
from factcheck.reports import claimreview
from factcheck.reports.spreadsheet import harmless_cell

CLAIMS, DOCUMENTS = "claims", "documents"
PARQUET: Final = "parquet"

_OF_DOCUMENT = tuple(name for name in OF_ARTICLE if name != "published_basis")
"""What a claim's row has of its document, before its own columns."""
_JSON_COLUMNS = ("checked", "report")
"""Columns that hold JSON: left out of spreadsheets, and whole objects in JSON."""
_MARK = "\ufeff"


def names(what: str) -> tuple[str, ...]:
    """The columns of an export in their order, with those that hold JSON."""
    if what == DOCUMENTS:
        return tuple(columns(DocumentRow))
    return (*_OF_DOCUMENT, *columns(ClaimRow))


def query(what: str, choice: Choice, listed: tuple[str, ...]) -> str:
    """The rows of an export in the order of the archive, as SQL."""
    if what == DOCUMENTS:
        chosen = (f"document IN (SELECT document FROM claims WHERE {choice.of_claims})",) if choice.of_claims else ()
        where = " AND ".join(filter(None, ("status != 'replaced'", choice.of_documents, *chosen)))
        quoted = ", ".join(f'"{name}"' for name in listed)
        return f"SELECT {quoted} FROM documents WHERE {where} ORDER BY document"
    picked = ", ".join(f'{"d" if name in _OF_DOCUMENT else "c"}."{name}"' for name in listed)
    return (f"SELECT {picked} FROM (SELECT * FROM claims WHERE {choice.of_claims or 'true'}) c "
            f"JOIN (SELECT document, {', '.join(_OF_DOCUMENT)} FROM documents "
            f"WHERE status != 'replaced' AND {choice.of_documents or 'true'}) d USING (document) "
            "ORDER BY c.document, c.number")


def as_csv(results: Results, what: str, choice: Choice) -> Iterator[str]:
    """Lines of CSV that no spreadsheet takes for formulas; the first begins with the mark of UTF-8, for Excel."""
    listed = tuple(name for name in names(what) if name not in _JSON_COLUMNS)
    yield _MARK + _line(listed)
    for rows in _batches(results, query(what, choice, listed)):
        yield "".join(_line(tuple(map(_cell, row))) for row in rows)


def as_json_lines(results: Results, what: str, choice: Choice) -> Iterator[str]:
    """One object a line, its keys those of the columns; the whole claim is under ``checked``."""
    for line in _objects(results, what, choice):
        yield line + "\n"


def as_json(results: Results, what: str, choice: Choice) -> Iterator[str]:
    """The same objects as one array."""
    yield "["
    separator = "\n"
    for line in _objects(results, what, choice):
        yield separator + line
        separator = ",\n"
    yield "\n]\n"


def as_claimreview(results: Results, what: str, choice: Choice) -> Iterator[str]:
    """One JSON-LD document with a ClaimReview for each claim that was settled. UsageError for documents."""
    if what == DOCUMENTS:
        raise UsageError("A ClaimReview is of a claim; leave out --what documents.")
    head, tail = claimreview.document([]).split("[]")
    begin, separator = head + "[", "\n    "
    for entry in _reviews(results, choice):
        whole = claimreview.document([entry])
        yield begin + separator + whole[len(head) + 1:len(whole) - len(tail) - 1].strip()
        begin, separator = "", ",\n    "
    yield (begin + "]" if begin else "\n  ]") + tail


TEXTS: Mapping[str, Callable[[Results, str, Choice], Iterator[str]]] = MappingProxyType(
    {"csv": as_csv, "json": as_json, "jsonl": as_json_lines, "claimreview": as_claimreview})
"""The forms that are text, each with what makes its pieces."""


def write_parquet(results: Results, what: str, choice: Choice, path: str) -> None:
    """Writes one Parquet file with every column; DuckDB sorts on disk what is too much for memory."""
    results.sql(f"COPY ({query(what, choice, names(what))}) TO {literal(path)} (FORMAT parquet, COMPRESSION zstd)")


def _batches(results: Results, asked: str) -> Iterator[list[tuple[Any, ...]]]:
    answer = results.sql(asked)
    while rows := answer.fetchmany(AT_ONCE):
        yield rows


def _objects(results: Results, what: str, choice: Choice) -> Iterator[str]:
    listed = names(what)
    whole = [name for name in listed if name in _JSON_COLUMNS]
    for rows in _batches(results, query(what, choice, listed)):
        for row in rows:
            values = dict(zip(listed, row, strict=True))
            kept = "".join(f', "{name}": {values.pop(name) or "null"}' for name in whole)
            yield json.dumps(values, ensure_ascii=False, default=date.isoformat)[:-1] + kept + "}"


def _reviews(results: Results, choice: Choice) -> Iterator[dict[str, Any]]:
    """The reviews of the chosen claims, article by article, by the renderer of reports."""
    kept = columns(DocumentRow)
    settled = choice.of_claims + (" AND " if choice.of_claims else "") + "verdict IN ('pass', 'fail')"
    picked = ", ".join(f'd."{name}"' for name in kept)
    asked = (f"SELECT c.checked, {picked} "
             f"FROM (SELECT document, number, checked FROM claims WHERE {settled}) c "
             f"JOIN (SELECT * FROM documents WHERE status = 'checked' AND {choice.of_documents or 'true'}) d "
             "USING (document) ORDER BY c.document, c.number")
    rows = (row for batch in _batches(results, asked) for row in batch)
    for _, group in groupby(rows, key=lambda row: row[1]):
        claims = list(group)
        document = DocumentRow.model_validate(dict(zip(kept, claims[0][1:], strict=True)))
        article = Article(text="", title=document.title, published=document.published, url=document.url,
                          author=document.author, outlet=document.outlet)
        yield from claimreview.reviews(report_of(document, (row[0] for row in claims)), article)


def _cell(value: Any) -> str:
    """A value as a cell. Numbers are our own writing and stay numbers; texts are made harmless."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, list):
        return harmless_cell("; ".join(value))
    return str(value) if isinstance(value, int | date) else harmless_cell(str(value))


def _line(cells: tuple[str, ...]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
