"""One file of an archive as a stream of its articles. Called by whoever goes through an archive."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from factcheck.articles.columns import Columns
from factcheck.articles.formats.delimited import read_delimited
from factcheck.articles.formats.documents import READERS, read_document
from factcheck.articles.formats.feeds import read_feed
from factcheck.articles.formats.guarding import short
from factcheck.articles.formats.json_lines import read_json_lines
from factcheck.articles.formats.model import SourceFile, Unreadable
from factcheck.articles.formats.opening import Unreached, opened
from factcheck.articles.formats.parquet import read_parquet
from factcheck.articles.formats.web_archive import read_web_archive
from factcheck.articles.model import Article
from factcheck.errors import FactcheckError


def read_file(file: SourceFile, *, columns: Columns | None = None) -> Iterator[Article | Unreadable]:
    """The articles of a file, in the order in which they stand in it, each with its ``location``.

    What cannot be read is an ``Unreadable`` in its place, and reading goes on behind it where the format allows; a
    file that cannot be read at all, or not to its end, gives one that names the file. Nothing is raised. Files of many
    documents are never in memory whole.
    """
    try:
        yield from _read(file, columns or Columns())
    except FactcheckError as error:
        yield Unreadable(location=file.path, reason=str(error), passing=isinstance(error, Unreached))
    except (OSError, EOFError, zlib.error) as error:
        yield Unreadable(location=file.path, reason=f"{file.path} cannot be read to its end ({_why(error)}).",
                         passing=isinstance(error, OSError) and error.errno is not None)
    except Exception as error:
        # The packages that read the formats meet bytes that nobody foresaw; one document never ends a run.
        yield Unreadable(location=file.path, reason=f"{file.path} cannot be read ({type(error).__name__}: "
                                                    f"{short(error)}); give its text as a .txt file.")


def _read(file: SourceFile, columns: Columns) -> Iterator[Article | Unreadable]:
    if file.format == "parquet":
        yield from read_parquet(file, columns)
        return
    with opened(file, unpack=file.format != "warc") as stream:
        if file.format in READERS:
            yield read_document(stream, file.format, name=file.path)
        elif file.format == "jsonl":
            yield from read_json_lines(stream, columns, name=file.path)
        elif file.format == "csv":
            yield from read_delimited(stream, columns, name=file.path)
        elif file.format == "feed":
            yield from read_feed(stream, name=file.path)
        else:
            yield from read_web_archive(stream, name=file.path)


def _why(error: BaseException) -> str:
    return getattr(error, "strerror", None) or short(error)
