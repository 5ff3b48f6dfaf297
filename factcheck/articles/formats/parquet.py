"""Parquet files of an archive, by DuckDB: one article a row, a few rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.articles.columns import Columns
from factcheck.articles.formats.guarding import need, short
from factcheck.articles.formats.model import SourceFile, Unreadable
from factcheck.articles.formats.opening import opened
from factcheck.articles.formats.records import article_of
from factcheck.articles.formats.remote import file_system, has_scheme
from factcheck.articles.model import Article
from factcheck.errors import ArticleError, InputError

_ROWS = 64
_MEMORY = "600MB"


def read_parquet(file: SourceFile, columns: Columns) -> Iterator[Article | Unreadable]:
    """The articles of a Parquet file, in order; the first row is row 1. Only the columns that are used are read."""
    name = file.path
    duckdb = need("duckdb", name=name, what="a Parquet file")
    with opened(file):  # says in our own words that it is not there, or no file at all
        pass
    try:
        with duckdb.connect(config={"memory_limit": _MEMORY, "threads": 1, "autoinstall_known_extensions": False,
                                    "autoload_known_extensions": False}) as shell:
            path = _reachable(shell, name)
            names = [row[0] for row in shell.execute(f"describe select * from read_parquet({path})").fetchall()]
            found = columns.found_in(names, name=name)
            asked = list(dict.fromkeys(column for _, column in found.pairs() if column))
            shell.execute(f"select {', '.join(map(_quoted, asked))} from read_parquet({path})")
            yield from _articles(shell, asked, found, name)
    except duckdb.Error as error:
        raise ArticleError(f"{name} is not a Parquet file that can be read to its end ({short(error)}); save it "
                           "again.") from error


def _articles(shell: Any, asked: list[str], columns: Columns, name: str) -> Iterator[Article | Unreadable]:
    number = 0
    while rows := shell.fetchmany(_ROWS):
        for row in rows:
            number += 1
            location = f"{name}#row {number}"
            try:
                item: Article | Unreadable = article_of(dict(zip(asked, row, strict=True)), columns,
                                                        name=f"{name}, row {number}", location=location)
            except InputError as error:
                item = Unreadable(location=location, reason=str(error))
            yield item
    if not number:
        raise ArticleError(f"{name} has no rows.")


def _reachable(shell: Any, path: str) -> str:
    """The file's name as a literal of SQL; one on other storage is read through fsspec."""
    if has_scheme(path):
        shell.register_filesystem(file_system(path)[0])
    # A star or bracket in a name would be a pattern for DuckDB.
    plain = path.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")
    return "'" + plain.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
