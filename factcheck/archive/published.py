"""The published description of the results: ``archive.schema.json``, which each folder of results holds a copy of."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from factcheck.archive.records import SCHEMA, TABLES

FILE = "archive.schema.json"


def made() -> str:
    """The description as made from the types of the rows; a test holds the packaged file to it."""
    tables = {name: row.model_json_schema(mode="serialization") for name, row in TABLES.items()}
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA,
        "title": "The results of an archive: the rows of its tables", "$defs": tables}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def packaged() -> str:
    """The description that comes with the package."""
    return resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
