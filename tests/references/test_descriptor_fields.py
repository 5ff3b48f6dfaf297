"""Each field of a descriptor: a value that it takes, one that it cannot take, and the one sentence that says so."""

from __future__ import annotations

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from factcheck.errors import DescriptorError
from factcheck.references import descriptors
from factcheck.references.model import Dataset, Dimension, Measure, Snapshot, TimeSpec

TYPES: dict[str, type[BaseModel]] = {
    one.__name__: one for one in (Dataset, TimeSpec, Dimension, Measure, Snapshot)}
TABLE = tomllib.loads((Path(__file__).parent / "cases" / "descriptor_fields.toml").read_text(encoding="utf-8"))
ROWS = [(kind, field, row) for kind, fields in TABLE.items() for field, row in fields.items()]

ELSEWHERE = {
    "Dataset": {"publisher", "url", "licence", "snapshots"}, "TimeSpec": set(), "Dimension": set(), "Measure": set(),
    "Snapshot": {"path", "location", "sha256", "bytes"},
}
"""What the standard has a field for; ``test_descriptors`` holds these."""

GOOD: dict[str, Any] = {
    "name": "shops", "title": "Shops", "sources": [{"title": "Office of Shops"}],
    "factcheck": {
        "unit_of_observation": "one shop", "time": {"kind": "as_of"},
        "dimensions": [{"name": "town", "role": "place", "title": "Town"}],
        "measures": [{"name": "shops", "title": "shops", "aggregate": "count", "unit": "shop"}]},
    "resources": [{"name": "a", "path": "a.csv", "bytes": 1, "hash": "sha256:" + "0" * 64,
                   "factcheck": {"as_of": "2025-01-01", "as_of_basis": "stated", "retrieved": "2025-01-02"}}],
}


def described(kind: str, field: str, value: Any) -> dict[str, Any]:
    """The good descriptor with one field set, in the block of its kind."""
    descriptor = copy.deepcopy(GOOD)
    block, resource = descriptor["factcheck"], descriptor["resources"][0]
    holders: dict[str, dict[str, Any]] = {
        "Dataset": descriptor if field in ("name", "title") else block, "TimeSpec": block["time"],
        "Dimension": block["dimensions"][0], "Measure": block["measures"][0],
        "Snapshot": resource if field in ("name", "title") else resource["factcheck"]}
    holders[kind][field] = value
    if field == "supersedes":  # another one than itself
        descriptor["resources"].append(GOOD["resources"][0] | {"name": "older", "path": "older.csv"})
    if (kind, field) == ("Measure", "derived"):  # what it is derived from: the measure itself is then another one
        block["measures"].append(holders[kind] | {"name": "made", "aggregate": "value"})
        del holders[kind][field]
    return descriptor


def read(descriptor: dict[str, Any], folder: Path) -> Dataset:
    (folder / descriptors.FILE).write_text(json.dumps(descriptor), encoding="utf-8")
    return descriptors.read(folder)


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_has_a_row(kind: str) -> None:
    assert set(TABLE[kind]) == set(TYPES[kind].model_fields) - ELSEWHERE[kind]


@pytest.mark.parametrize(("kind", "field", "row"), ROWS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_right_value_is_read_and_comes_back(kind: str, field: str, row: dict[str, Any], tmp_path: Path) -> None:
    dataset = read(described(kind, field, row["right"]), tmp_path)
    holders: dict[str, BaseModel] = {
        "Dataset": dataset, "TimeSpec": dataset.time, "Dimension": dataset.dimensions[0] if dataset.dimensions else
        dataset, "Measure": dataset.measures[-1], "Snapshot": dataset.snapshots[0]}
    of = holders[kind]
    expected = type(of).model_validate({**of.model_dump(by_alias=True), field: row["right"]})
    assert getattr(of, field) == getattr(expected, field)
    assert getattr(of, field) not in (None, (), "")
    assert read(json.loads(descriptors.dump(descriptors.build(dataset))), tmp_path) == dataset


@pytest.mark.parametrize(("kind", "field", "row"), ROWS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wrong_value_is_named_in_one_sentence(kind: str, field: str, row: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(DescriptorError) as caught:
        read(described(kind, field, row["wrong"]), tmp_path)
    said = str(caught.value)
    assert row["says"] in said
    assert said.startswith(str(tmp_path / descriptors.FILE)) and said.endswith(".") and "\n" not in said
