"""A small dataset with a recipe, and spreadsheets with dirt in them, for the tests of importing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADER = ("STATE", "AGENCY", "TYPE", "MODEL", "SIGNED", "LINK")

RECIPE: dict[str, Any] = {
    "columns": [
        {"name": "state", "source": ["State"], "type": "place", "required": True},
        {"name": "agency", "source": ["Agency"], "required": True},
        {"name": "agency_key", "type": "key", "of": ["state", "agency"]},
        {"name": "agency_type", "source": ["Type"], "type": "category", "values": ["County", "State Agency"],
         "spellings": {"State": "State Agency"}, "since": "2025-01-01"},
        {"name": "model", "source": ["Model"], "type": "category", "values": ["Street", "Jail"]},
        {"name": "signed", "source": ["Signed"], "type": "date"},
    ],
    "drop": ["Link"],
    "key": ["state", "agency", "model"],
}

DESCRIPTOR: dict[str, Any] = {
    "name": "pacts", "title": "Pacts", "homepage": "https://example.org/pacts",
    "sources": [{"title": "Office of Pacts", "path": "https://example.org/pacts"}],
    "licenses": [{"name": "other-pd", "title": "Public domain"}],
    "factcheck": {
        "unit_of_observation": "one pact with one agency under one model", "time": {"kind": "as_of", "instant": True},
        "dimensions": [{"name": "state", "role": "place", "title": "state", "nouns": ["state"]}],
        "measures": [{"name": "pacts", "title": "pacts", "aggregate": "count", "unit": "pact", "words": ["pact"]}],
    },
    "resources": [],
}


def dataset(folder: Path, *, recipe: dict[str, Any] = RECIPE, descriptor: dict[str, Any] = DESCRIPTOR) -> Path:
    """A dataset's folder with a descriptor and a recipe and no snapshot yet."""
    folder.mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "recipe.json").write_text(json.dumps(recipe), encoding="utf-8")
    return folder


def workbook(path: Path, rows: Sequence[Sequence[object]], header: Sequence[str] = HEADER) -> Path:
    """An Excel file with that header and those rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path
