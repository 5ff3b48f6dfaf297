"""Reads the results of an archive: its rows, its articles with their reports, and all of it for SQL.

    with Results.open("out") as results:
        for row in results.claims("verdict = 'fail'", order="error DESC"): ...
        results.sql("SELECT section, count(*) FROM documents GROUP BY ALL").fetchall()
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from factcheck.archive.duck import connect
from factcheck.archive.parts import read_from
from factcheck.archive.place import Place, reached
from factcheck.archive.records import TABLES, ClaimRow, DocumentRow, Row, TextRow, columns
from factcheck.archive.rows import article_of
from factcheck.articles.model import Article
from factcheck.checking.model import Report

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 1024
_R = TypeVar("_R", bound=Row)


class Results:
    """The results of one folder as they are now, each document at its newest revision."""

    def __init__(self, connection: DuckDBPyConnection, place: Place) -> None:
        self.place = place
        self._connection = connection

    @classmethod
    def open(cls, folder: str | Path) -> Self:
        """The results in a folder, or at an address of other storage ("s3://papers/checked", extra ``cluster``).

        UsageError where there are none or without DuckDB, InputError where they are damaged or out of reach.
        """
        place = Place.of(folder)
        place.require()
        connection = connect()
        try:
            with read_from(place.folder) if place.folder is not None else reached(place.named):
                _views(connection, place)
        except BaseException:
            connection.close()
            raise
        return cls(connection, place)

    def __enter__(self) -> Self:
        """The results themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """Lets go of the files."""
        self._connection.close()

    def sql(self, query: str, parameters: list[Any] | None = None) -> DuckDBPyConnection:
        """Asks in SQL; the views are ``documents``, ``claims`` and ``texts``. The answer has ``fetchall`` and so on."""
        return self._connection.cursor().execute(query, parameters or [])

    def documents(self, where: str = "true", *, order: str = "document", parameters: list[Any] | None = None
                  ) -> Iterator[DocumentRow]:
        """The documents, in their order; ``where`` and ``order`` are SQL over the columns of ``DocumentRow``."""
        yield from self._rows("documents", DocumentRow, where, order, parameters)

    def claims(self, where: str = "true", *, order: str = "document, number", parameters: list[Any] | None = None
               ) -> Iterator[ClaimRow]:
        """The claims, in the order of their documents and texts."""
        yield from self._rows("claims", ClaimRow, where, order, parameters)

    def report(self, document: int) -> tuple[Report, Article]:
        """The report of a checked document with its article, as when it was checked; KeyError where there is none."""
        row = next(self.documents("document = ? AND status = 'checked'", parameters=[document]), None)
        text = next(self._rows("texts", TextRow, "document = ?", "document", [document]), None)
        if row is None or text is None or row.report is None:
            raise KeyError(document)
        claims = self.sql("SELECT checked FROM claims WHERE document = ? ORDER BY number", [document]).fetchall()
        whole = json.loads(row.report) | {"claims": [json.loads(checked) for (checked,) in claims]}
        return Report.model_validate(whole), article_of(row, text)

    def _rows(self, table: str, row: type[_R], where: str, order: str, parameters: list[Any] | None) -> Iterator[_R]:
        names = list(columns(row))
        listed = ", ".join(f'"{name}"' for name in names)
        answer = self.sql(f"SELECT {listed} FROM {table} WHERE {where} ORDER BY {order}", parameters)
        while rows := answer.fetchmany(AT_ONCE):
            for values in rows:
                yield row.model_validate(dict(zip(names, values, strict=True)))


def _views(connection: DuckDBPyConnection, place: Place) -> None:
    """A view for each table, which shows the newest revision of each document."""
    for table, row in TABLES.items():
        files = place.files(table, connection)
        listed = ", ".join(files)
        named = ", ".join(f'"{name}"' for name in columns(row))
        typed = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in columns(row).items())
        every = f"SELECT {named} FROM read_parquet([{listed}])" if files else f"SELECT {typed} WHERE false"
        connection.execute(f"CREATE VIEW all_{table} AS {every}")
    connection.execute("CREATE TABLE newest AS SELECT document, max(revision) AS revision FROM all_documents "
                       "GROUP BY document")
    for table in ("documents", "claims"):
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM all_{table} SEMI JOIN newest USING (document, "
                           f"revision)")
    for table in ("texts", "changes"):
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM all_{table}")
