"""JSON Lines: one article a line. A line that cannot be read is a value with its reason, and the next one is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from claims.model import Frozen
from factcheck.articles.decoding import damage_notes
from factcheck.articles.live import ByteStream
from factcheck.articles.model import Article
from factcheck.articles.reading import MAX_BYTES, make_article
from factcheck.errors import InputError

_LONGEST_LINE = 2 * MAX_BYTES
"""Escapes make a line longer than the text it carries."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class Unread(Frozen):
    """A document that could not be read, with the sentence that says which and why."""

    message: str


def read_lines(stream: ByteStream, *, name: str, published: date | None = None) -> Iterator[Article | Unread]:
    """The articles of a JSON Lines stream, in order; empty lines are passed over.

    Each line is ``{"id", "text", "title"?, "published"?, "url"?, "author"?, "section"?, "outlet"?, "reads"?}`` in
    UTF-8; other keys are ignored. ``published`` is the date of those lines that bring none of their own.
    """
    for number, line in numbered_lines(stream, name=name):
        if isinstance(line, Unread):
            yield line
            continue
        where = f"{name}, line {number}"
        try:
            yield _article(json_object(line, where, first=number == 1), where, published)
        except InputError as error:
            yield Unread(message=str(error))


def numbered_lines(stream: ByteStream, *, name: str) -> Iterator[tuple[int, bytes | Unread]]:
    """The lines that are not empty, with their numbers; one that is too long is read over, and told."""
    number = 0
    while line := stream.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST_LINE + 1)
            yield number, Unread(message=f"{name}, line {number} is longer than {_LONGEST_LINE // 1_000_000} MB; split "
                                         "the article.")
        elif line.strip():
            yield number, line


def json_object(line: bytes, where: str, *, first: bool) -> dict[str, Any]:
    """The JSON object of one line; InputError says what it is instead."""
    try:
        value = json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{where} is not valid UTF-8 at byte {error.start}; JSON Lines must be UTF-8.") from None
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        raise InputError(f"{where} is not valid JSON ({what} at column {error.colno}); write one object a line, "
                         '{"id": …, "text": …}.') from None
    except (RecursionError, ValueError):
        raise InputError(f'{where} is not valid JSON; write one object a line, {{"id": …, "text": …}}.') from None
    if not isinstance(value, dict):
        raise InputError(f'{where} is not a JSON object; write one object a line, {{"id": …, "text": …}}.')
    return value


def _article(record: dict[str, Any], where: str, published: date | None) -> Article:
    if "text" not in record:
        raise InputError(f"{where} has no “text”; each line needs the article's text under that key.")
    for key in ("text", "title", "published", "url"):
        if not isinstance(record.get(key), str | None) or (key == "text" and record[key] is None):
            raise InputError(f"{where}: “{key}” must be a string.")
    more = {key: _words(record.get(key)) for key in ("author", "section", "outlet")}
    reads = record.get("reads")
    identity = record.get("id")
    if isinstance(identity, bool | float | list | dict):
        raise InputError(f"{where}: “id” must be a string or a whole number.")
    text = record["text"]
    for key in ("id", "text", "title", "url"):
        if isinstance(record.get(key), str) and _SURROGATE.search(record[key]):
            raise InputError(f"{where}: “{key}” holds half a character (a lone surrogate); write the line again.")
    own = record.get("published")
    try:
        article = make_article(text, name=where, identity=None if identity is None else str(identity),
                               title=record.get("title"), published=own or published,
                               basis="metadata" if own else "given", url=record.get("url"), notes=damage_notes(text))
        return article.model_copy(update={**more, "reads": reads if type(reads) is int and reads >= 0 else None})
    except InputError as error:
        message = str(error)
        raise InputError(message if message.startswith(where) else f"{where}: {message}") from None


def _words(value: object) -> str | None:
    """A word about an article that no verdict hangs on; whatever else stands there is passed over."""
    return value if isinstance(value, str) and value.strip() and not _SURROGATE.search(value) else None
