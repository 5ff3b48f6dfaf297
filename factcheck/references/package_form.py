"""The form of a ``datapackage.json``: each part that is read has the type that its readers count on.

A descriptor may have been written by anybody. It is checked here once, before anything of it is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcheck.errors import DescriptorError

MOST_LEVELS = 60
"""How deep objects and lists lie in one another: ours reach 8, and Python gives up at some hundreds."""

LONGEST_TEXT = 100_000
"""Letters of one text: a longer one is no title and no path, and would be shown."""

LARGEST_NUMBER = 10**15
"""Of bytes and of rows: no file is larger, and beyond it computers do not agree on whole numbers."""


_WANTED = {"string_type": "a text", "list_type": "a list", "dict_type": "an object", "model_type": "an object",
           "int_type": "a whole number"}
"""What pydantic's faults mean to somebody who looks at JSON."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, populate_by_name=True)


class _Source(_Part):
    title: str | None = None
    path: str | None = None


class _Licence(_Part):
    name: str | None = None
    title: str | None = None


class _Schema(_Part):
    fields: list[dict[str, Any]] | None = None
    primary_key: str | list[str] | None = Field(default=None, alias="primaryKey")


class _Dialect(_Part):
    delimiter: str | None = None


class _Resource(_Part):
    # Names and titles are for those who know whether the package is one of ours: they name the field as ours do.
    path: str | list[Any] | None = None
    hash: str | None = None
    bytes: int | None = Field(default=None, ge=0, le=LARGEST_NUMBER)
    encoding: str | None = None
    dialect: _Dialect | str | None = None
    table_schema: _Schema | str | None = Field(default=None, alias="schema")
    sources: list[_Source] | None = None
    licenses: list[_Licence] | None = None


class _Package(_Part):
    homepage: str | None = None
    sources: list[_Source] | None = None
    licenses: list[_Licence] | None = None
    resources: list[Any] | None = None


def check(descriptor: dict[str, Any], where: Path) -> None:
    """DescriptorError for the first part that cannot be what it stands for; ``where`` is the descriptor's file."""
    _check_texts(descriptor, where)
    try:
        _Package.model_validate(descriptor)
    except ValidationError as error:
        raise DescriptorError(_told(error, where, "")) from None
    for number, resource in enumerate(descriptor.get("resources") or [], 1):
        if not isinstance(resource, dict):
            raise DescriptorError(f"{where} has a resource that is no object, number {number}: give each its braces.")
        try:
            _Resource.model_validate(resource)
        except ValidationError as error:
            raise DescriptorError(_told(error, where, f"resource {_shown(resource.get('name'), number)}, ")) from None


def _check_texts(descriptor: dict[str, Any], where: Path) -> None:
    """No text that cannot be written or shown, and nothing nested without end."""
    level: list[Any] = [descriptor]
    for _ in range(MOST_LEVELS):
        below: list[Any] = []
        for one in level:
            parts = [*one, *one.values()] if isinstance(one, dict) else one
            for part in parts:
                if isinstance(part, dict | list):
                    below.append(part)
                elif isinstance(part, str):
                    _check_text(part, where)
        if not below:
            return
        level = below
    raise DescriptorError(f"{where} nests more than {MOST_LEVELS} objects and lists in one another: correct it.")


def _check_text(text: str, where: Path) -> None:
    if len(text) > LONGEST_TEXT:
        raise DescriptorError(f"{where} has a text of {len(text)} letters, and one holds {LONGEST_TEXT} at most: "
                              f"shorten {text[:40]!a}….")
    if not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise DescriptorError(f"{where} has half a letter in {text[:40]!a}, which cannot be written: correct it.")


def _shown(name: object, number: int) -> str:
    return repr(name)[:80] if isinstance(name, str) else f"number {number}"


def _told(error: ValidationError, where: Path, what: str) -> str:
    # Of a field that may have several types, the first fault is of the first type; pydantic names that type, too.
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"] if not str(part).startswith(("_", "list[", "str", "int")))
    wanted = _WANTED.get(first["type"])
    return f"{where}: {what}field {field} must be {wanted}: correct it." if wanted else (
        f"{where}: {what}field {field}: {first['msg'].lower()}; correct it.")
