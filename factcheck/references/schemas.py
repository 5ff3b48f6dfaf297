"""The Table Schema of a snapshot: what its descriptor promises of each column beyond what our own blocks say."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pydantic import Field, ValidationError

from claims.model import Frozen
from factcheck.errors import DescriptorError
from factcheck.references import descriptors
from factcheck.references.model import Snapshot

PATTERNS = {
    "number": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?", "integer": r"[+-]?[0-9]+",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "year": r"-?[0-9]{4}", "yearmonth": r"[0-9]{4}-(0[1-9]|1[0-2])",
    "boolean": r"true|false|True|False|TRUE|FALSE|1|0"}
"""How the cells of a type are written, for Python and for SQL. A date must be one of the calendar, too."""


class Column(Frozen):
    """A field of the schema: its name, its type, and whether each row must have it."""

    name: str
    type: str = "any"
    required: bool = False


class Schema(Frozen):
    """The columns that a resource's schema lists, and those that together tell its rows apart."""

    columns: tuple[Column, ...] = ()
    key: tuple[str, ...] = Field(default=(), description="primaryKey")


def schema_of(snapshot: Snapshot) -> Schema | None:
    """The schema of a snapshot; None where its descriptor has none. DescriptorError where it is no schema."""
    inner = snapshot.location.partition("/")[2]
    folder = snapshot.path.parents[inner.count("/")]
    if not inner or not (folder / descriptors.FILE).is_file():
        return None
    resources = descriptors.load(folder).get("resources") or []
    found = next((one for one in resources if isinstance(one, dict) and one.get("name") == snapshot.name), {})
    given = found.get("schema")
    if not isinstance(given, dict) or "fields" not in given:
        return None
    try:
        return Schema(columns=tuple(_column(field) for field in given["fields"]), key=_names(given.get("primaryKey")))
    except (ValidationError, AttributeError, TypeError, KeyError):
        raise DescriptorError(f"{folder / descriptors.FILE}: the schema of resource {snapshot.name!r} is no Table "
                              "Schema; give it fields with names.") from None


def _column(field: dict[str, Any]) -> Column:
    return Column(name=field["name"], type=field.get("type", "any"),
                  required=bool(field.get("constraints", {}).get("required", False)))


def _names(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def fits(cell: str, kind: str) -> bool:
    """Whether a cell is of a type of the standard; types that we write none of fit anything.

    ``fits("3.5", "number")``, but not ``fits("3.5", "integer")``.
    """
    if kind not in PATTERNS:
        return True
    if re.fullmatch(PATTERNS[kind], cell) is None:
        return False
    if kind == "date":
        try:
            date.fromisoformat(cell)
        except ValueError:
            return False
    return True
