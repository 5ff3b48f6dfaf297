"""The JSON of a report, ``factcheck.report/1``, and the schema that describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

from pydantic import BaseModel

from factcheck.articles.model import Article
from factcheck.checking.model import Report

SCHEMA_FILE = "report.schema.json"

# Line ends of Unicode would cut one JSON line into two for readers that split on them, and half a surrogate pair has
# no UTF-8; JSON may write all of them as escapes.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render(report: Report, article: Article) -> str:
    """The report as indented JSON, without a line end behind it."""
    return dumps(report, indent=2)


def render_line(report: Report, article: Article) -> str:
    """The report as one line of JSON Lines, without its line end."""
    return dumps(report)


def stream(report: Report, article: Article) -> Iterator[str]:
    """What ``render`` gives, piece by piece."""
    return pieces(report, indent=2)


def stream_line(report: Report, article: Article) -> Iterator[str]:
    """What ``render_line`` gives, piece by piece."""
    return pieces(report)


def dumps(model: BaseModel, *, indent: int | None = None) -> str:
    """Any of our types as JSON, letters as they are, in one line unless indented."""
    return _plain(model.model_dump(mode="json"), indent=indent)


def _plain(value: Any, *, indent: int | None) -> str:
    separators = (",", ":") if indent is None else None
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


def pieces(model: BaseModel, *, indent: int | None = None) -> Iterator[str]:
    """What ``dumps`` gives, piece by piece: each member of a list in the model is one, and made when it is asked for.

    A text of ten megabytes has a hundred thousand claims, whose JSON need not be in memory at once.
    """
    fields = type(model).model_fields
    lists = {name for name in fields if isinstance(value := getattr(model, name), tuple) and value
             and isinstance(value[0], BaseModel)}
    plain = model.model_dump(mode="json", exclude=lists)
    line = "" if indent is None else "\n" + " " * indent
    colon = ":" if indent is None else ": "
    lead = "{" + line
    for name, field in fields.items():
        key = field.serialization_alias or name
        yield f"{lead}{json.dumps(key)}{colon}"
        lead = "," + line
        if name in lists:
            inner = "[" + line + " " * (indent or 0)
            for member in getattr(model, name):
                yield inner + _deeper(dumps(member, indent=indent), 2 * (indent or 0))
                inner = "," + line + " " * (indent or 0)
            yield line + "]"
        else:
            yield _deeper(_plain(plain[key], indent=indent), indent or 0)
    yield line[:1] + "}"


def _deeper(text: str, blanks: int) -> str:
    return text.replace("\n", "\n" + " " * blanks)


def escaped(text: str) -> str:
    """JSON text in which only characters stand raw that no reader of lines or of UTF-8 stumbles over."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def make_schema() -> dict[str, Any]:
    """The JSON Schema of a report, made from its type. The file that ships is this, and a test holds them equal."""
    schema = Report.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:factcheck:report:1", **schema,
            "title": "factcheck.report/1"}


def schema() -> dict[str, Any]:
    """The JSON Schema that ships with the package."""
    text = resources.files("factcheck.reports").joinpath(SCHEMA_FILE).read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
