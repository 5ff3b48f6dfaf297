"""Descriptors: what is written is read back; what is wrong is said in one sentence."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import DescriptorError
from factcheck.references import descriptors
from factcheck.references.model import (
    Aggregate,
    Dataset,
    Dimension,
    Group,
    Measure,
    Member,
    Repair,
    Role,
    Snapshot,
    TimeKind,
    TimeSpec,
    Via,
)

FOLDER = Path("/data/things")
names = st.text("abcdefgh-", min_size=1, max_size=8)
texts = st.text(min_size=1, max_size=20)
maybe = st.none() | texts
numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))

times = st.builds(TimeSpec, kind=st.just(TimeKind.PERIOD), column=texts, frequency=maybe, instant=st.booleans(),
                  max_age_days=st.none() | st.integers(0, 900), anchor=st.none() | st.just("07-01"),
                  release_lag_at_most_days=st.just(16),
                  late=st.just((("2025-09", date(2025, 11, 20)),)))
members = st.builds(Member, value=texts, words=st.tuples(texts, texts), kind=maybe)
dimensions = st.builds(Dimension, name=names, role=st.sampled_from(Role), title=texts, nouns=st.tuples(texts),
                       members=st.lists(members, max_size=2).map(tuple), total=maybe,
                       groups=st.just((Group(value="South", members=("Texas",)),)))
measures = st.builds(
    Measure, name=names, title=texts, aggregate=st.sampled_from(Aggregate), column=texts, unit=texts, concept=maybe,
    scale=st.sampled_from((Decimal(1), Decimal(1000), Decimal("0.01"))), where=st.just((("a", "b"),)),
    words=st.tuples(texts), requires=st.tuples(texts), excludes=st.just(()), additive=st.just(()), revision=numbers,
    revision_percent=numbers, revision_basis=maybe, rank_column=maybe, time=st.none() | times,
    apart=st.just(Decimal("0.3")), deviation=st.just(True), compared=st.just("never"))
snapshots = st.builds(
    lambda name, **rest: Snapshot(name=name, path=FOLDER / f"{name}.csv", location=f"things/{name}.csv", **rest),
    name=names, title=texts, as_of=days, as_of_basis=texts, retrieved=days, released=st.none() | days, origin_url=maybe,
    archive_url=maybe, via=st.none() | st.builds(Via, url=texts, sha256=maybe), sha256=st.just("ab" * 32),
    bytes=st.integers(0, 10**9), rows=st.none() | st.integers(0, 10**6), supersedes=st.none(), attestation=maybe,
    repairs=st.lists(st.builds(Repair, code=texts, column=maybe, rows=st.integers(0, 9), detail=texts),
                     max_size=2).map(tuple), dated=st.booleans())


def unique(things: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(things, min_size=least, max_size=3, unique_by=lambda one: one.name).map(tuple)


datasets = st.builds(
    Dataset, name=names, title=texts, publisher=texts, url=maybe, licence=maybe, unit_of_observation=texts,
    topic=st.tuples(texts), topic_required=st.booleans(), inert=st.tuples(texts), scope=maybe,
    precedence=st.integers(0, 9), time=times, dimensions=unique(dimensions), measures=unique(measures, 1),
    snapshots=unique(snapshots, 1), guessed=st.booleans())


@given(datasets)
def test_a_dataset_comes_back_from_its_descriptor(dataset: Dataset) -> None:
    written = descriptors.dump(descriptors.build(dataset))
    assert descriptors.parse(json.loads(written), FOLDER) == dataset


@given(st.sampled_from((
    {"op": "change", "of": "count", "months": 12, "basis": "percent"}, {"op": "change", "of": "count", "days": 7},
    {"op": "change", "of": "count", "months": 3, "per_year": 4}, {"op": "share", "of": "count", "by": "count"},
    {"op": "ratio", "of": "count", "by": "people", "dataset": "census", "times": "100000"})))
def test_a_derived_measure_comes_back_from_its_descriptor(derived: dict[str, Any]) -> None:
    descriptor = copy.deepcopy(GOOD)
    derive(descriptor, **derived)
    read = descriptors.parse(descriptor, FOLDER)
    assert read.measure("made").computed
    assert descriptors.parse(json.loads(descriptors.dump(descriptors.build(read))), FOLDER) == read


@given(st.recursive(st.none() | st.booleans() | st.integers() | texts,
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
                    max_leaves=20))
def test_the_layout_changes_nothing(value: object) -> None:
    assert json.loads(descriptors.dump({"value": value})) == {"value": value}


GOOD: dict[str, Any] = {
    "name": "things", "title": "Things", "sources": [{"title": "Office"}],
    "factcheck": {"unit_of_observation": "one thing", "time": {"kind": "as_of"},
                  "measures": [{"name": "count", "title": "things", "aggregate": "count", "unit": "thing"}]},
    "resources": [{"name": "a", "path": "a.csv", "bytes": 1, "hash": "sha256:" + "0" * 64,
                   "factcheck": {"as_of": "2025-01-01", "as_of_basis": "stated", "retrieved": "2025-01-02"}}],
}
def derive(descriptor: dict[str, Any], aggregate: str = "value", **derived: Any) -> None:
    """Adds a measure that is derived so."""
    descriptor["factcheck"]["measures"].append(
        {"name": "made", "title": "made", "aggregate": aggregate, "unit": "percent", "derived": derived})


Change = Callable[[dict[str, Any]], object]
WRONG: list[tuple[str, Change]] = [
    ("no 'factcheck' block", lambda d: d.pop("factcheck")),
    ("resource 'a' needs one", lambda d: d["resources"][0].pop("factcheck")),
    ("lists no resources", lambda d: d.pop("resources")),
    ("field unit_of_observation", lambda d: d["factcheck"].pop("unit_of_observation")),
    ("field publisher", lambda d: d.pop("sources")),
    ("resource 'a', field as_of", lambda d: d["resources"][0]["factcheck"].update(as_of="soon")),
    ("resource 'a', field bytes", lambda d: d["resources"][0].pop("bytes")),
    ("no hash", lambda d: d["resources"][0].update(hash="md5:12")),
    ("has no path", lambda d: d["resources"][0].pop("path")),
    ("outside its folder", lambda d: d["resources"][0].update(path="../a.csv")),
    ("outside its folder", lambda d: d["resources"][0].update(path="/etc/passwd")),
    ("must be a file", lambda d: d["resources"][0].update(path="https://example.org/a.csv")),
    ("no file can be called", lambda d: d["resources"][0].update(path="a\0.csv")),
    ("field time.max_age_days", lambda d: d["factcheck"]["time"].update(max_age_days=10**18)),
    ("field time.release_lag_days", lambda d: d["factcheck"]["time"].update(release_lag_days=-1)),
    ("two snapshots named 'a'", lambda d: d["resources"].append(d["resources"][0])),
    ("has no measures", lambda d: d["factcheck"].update(measures=[])),
    ("needs a column to sum", lambda d: d["factcheck"]["measures"][0].update(aggregate="sum")),
    ("no dimension", lambda d: d["factcheck"]["measures"][0].update(additive=["state"])),
    ("needs the column that says when", lambda d: d["factcheck"]["time"].update(kind="period")),
    ("supersedes 'b', which is missing", lambda d: d["resources"][0]["factcheck"].update(supersedes="b")),
    ("field colour", lambda d: d["factcheck"].update(colour="red")),
    ("needs the time that the change takes", lambda d: derive(d, op="change", of="count")),
    ("which only a change in percent can be", lambda d: derive(d, op="change", of="count", months=3, basis="absolute",
                                                               per_year=4)),
    ("needs one whole", lambda d: derive(d, op="share", of="count")),
    ("derived from 'people', which is missing", lambda d: derive(d, op="ratio", of="count", by="people")),
    ("derived over 'state', which is no dimension", lambda d: derive(d, op="rank", of="count", over="state")),
    ("is derived from itself", lambda d: derive(d, op="change", of="made", months=1)),
    ("is derived at more than 8 removes", lambda d: d["factcheck"]["measures"].extend(
        {"name": f"m{i}", "title": "m", "aggregate": "value", "unit": "percent", "words": ["m"],
         "derived": {"op": "change", "of": f"m{i - 1}" if i else "count", "months": 1}} for i in range(3_000))),
    ("supersede each other in a circle", lambda d: d["resources"][0]["factcheck"].update(supersedes="a")),
    ("'a' has as_of 9999-12-31", lambda d: d["resources"][0]["factcheck"].update(as_of="9999-12-31")),
    ("'a' has released 9000-01-01", lambda d: d["resources"][0]["factcheck"].update(released="9000-01-01")),
    ("its aggregate is value", lambda d: derive(d, op="change", of="count", months=1, aggregate="count")),
    ("field measures.1.derived", lambda d: derive(d, op="sum", of="count")),
]


@pytest.mark.parametrize(("message", "change"), WRONG, ids=[message for message, _ in WRONG])
def test_a_wrong_descriptor_is_named_in_one_sentence(tmp_path: Path, message: str, change: Change) -> None:
    descriptor = copy.deepcopy(GOOD)
    change(descriptor)
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(DescriptorError, match=message) as caught:
        descriptors.read(tmp_path)
    assert "datapackage.json" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("data", "message"), [
    (b"[" * 100_000, "cannot be read as JSON"), (b'{"bytes": ' + b"1" * 10_000 + b"}", "cannot be read as JSON"),
    (b"{", "is not JSON"), (b"[]", "one JSON object"),
    (b'{"name": "\xff"}', "not UTF-8"), (None, "has no datapackage.json"),
])
def test_an_unreadable_descriptor(tmp_path: Path, data: bytes | None, message: str) -> None:
    if data is not None:
        (tmp_path / "datapackage.json").write_bytes(data)
    with pytest.raises(DescriptorError, match=message):
        descriptors.read(tmp_path)


def test_the_good_one_is_good(tmp_path: Path) -> None:
    assert descriptors.parse(GOOD, tmp_path).measure("count").unit == "thing"
