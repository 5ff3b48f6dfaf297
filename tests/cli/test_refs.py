"""``factcheck refs``: what there is, and whether it is whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from factcheck.references.library import References
from tests.cli.calling import call

ROOT = Path(__file__).parents[2]


def test_list_names_every_dataset_with_publisher_and_dates() -> None:
    references = References.open()
    done = call("refs", "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert references.sha256 in done.stdout
    for dataset in references.datasets:
        assert f"\n{dataset.name}\n" in f"\n{done.stdout}"
        assert dataset.publisher in done.stdout
        for snapshot in dataset.snapshots:
            assert snapshot.as_of.isoformat() in done.stdout


@pytest.mark.parametrize("name", [dataset.name for dataset in References.open().datasets])
def test_show_gives_the_provenance_of_every_snapshot(name: str) -> None:
    dataset = References.open().dataset(name)
    done = call("refs", "show", name)
    assert (done.returncode, done.stderr) == (0, "")
    for told in (dataset.unit_of_observation, *(measure.title for measure in dataset.measures),
                 *(snapshot.sha256 for snapshot in dataset.snapshots),
                 *(snapshot.origin_url or snapshot.location for snapshot in dataset.snapshots)):
        assert told in done.stdout


def test_the_built_in_data_are_whole() -> None:
    done = call("refs", "validate")
    assert (done.returncode, done.stderr) == (0, "")
    assert "damaged" not in done.stdout


def test_every_damaged_snapshot_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "reference_data", tmp_path / "refs")
    first, second, *_ = sorted((tmp_path / "refs" / "ice-287g").rglob("*.csv"))
    data = first.read_bytes()
    first.write_bytes(data.replace(b"a", b"e", 1))
    second.unlink()
    done = call("refs", "validate", "--refs", str(tmp_path / "refs"))
    assert done.returncode == 3
    changed, missing = done.stderr.splitlines()
    assert first.name in changed
    assert changed.count("sha256") >= 1
    assert second.name in missing
    assert "is missing" in missing
    assert [line.startswith("damaged") for line in done.stdout.splitlines()].count(True) == 2


def test_a_column_that_no_snapshot_has_is_a_fault_of_the_descriptor(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "reference_data" / "us-state-population", tmp_path / "refs")
    descriptor = tmp_path / "refs" / "datapackage.json"
    package = json.loads(descriptor.read_text())
    package["factcheck"]["measures"][0]["column"] = "no_such_column"
    descriptor.write_text(json.dumps(package))
    done = call("refs", "validate", "--refs", str(tmp_path / "refs"))
    assert done.returncode == 3
    assert "no_such_column" in done.stderr
    assert len(done.stderr.splitlines()) == 1
