"""Opening libraries, reading snapshots, and what happens to damaged ones."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factcheck.errors import DamagedSnapshot, DescriptorError, UsageError
from factcheck.references import locations
from factcheck.references.library import References

BUILTIN = locations.builtin()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUILTIN, tmp_path / "data"))


def test_opening_needs_no_pandas() -> None:
    code = ("import sys; from factcheck.references.library import References; References.open().sha256; "
            "sys.exit('pandas' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_cells_are_strings_and_nothing_is_empty() -> None:
    frame = References.open().frame("us-state-population", "vintage-2024")
    assert {type(cell) for cell in frame.to_numpy().ravel()} == {str}
    assert frame.loc[(frame.place == "Ohio") & (frame.year == "2020"), "births"].tolist() == [""]


def test_frames_are_read_once_also_by_threads() -> None:
    library = References.open()
    with ThreadPoolExecutor(4) as pool:
        frames = list(pool.map(lambda _: library.frame("ice-287g", "2025-09-17"), range(8)))
    assert all(frame is frames[0] for frame in frames)


def test_values_are_distinct_and_without_the_empty_one() -> None:
    library = References.open()
    assert library.values("ice-287g", "2025-09-17", "support_type") == (
        "Jail Enforcement Model", "Task Force Model", "Warrant Service Officer")
    assert "" not in library.values("ice-287g", "2025-09-17", "county")
    with pytest.raises(KeyError):
        library.values("ice-287g", "2025-09-17", "phone")


@pytest.mark.parametrize("call", [
    lambda library: library.dataset("none"), lambda library: library.frame("none", "x"),
    lambda library: library.frame("ice-287g", "1999-01-01"),
])
def test_unknown_names(call: object) -> None:
    with pytest.raises(KeyError):
        call(References.open())  # type: ignore[operator]


def test_a_changed_snapshot_is_refused_with_both_hashes(copied: Path) -> None:
    path = copied / "ice-287g" / "2025-09-17.csv"
    path.write_bytes(path.read_bytes().replace(b"Texas", b"Nevada", 1))
    library = References.open(copied)
    promised = library.dataset("ice-287g").snapshot("2025-09-17").sha256
    with pytest.raises(DamagedSnapshot) as caught:
        library.frame("ice-287g", "2025-09-17")
    message = str(caught.value)
    assert str(path) in message
    assert promised in message
    assert len({word for word in message.replace(",", " ").split() if len(word) == 64}) == 2
    assert library.frame("ice-287g", "2024-12-29").shape[0] == 135
    with pytest.raises(DamagedSnapshot):
        library.verify()


def test_a_missing_snapshot_is_named(copied: Path) -> None:
    (copied / "ice-287g" / "2024-12-29.csv").unlink()
    with pytest.raises(DamagedSnapshot, match=r"2024-12-29\.csv is missing"):
        References.open(copied).frame("ice-287g", "2024-12-29")


def test_a_link_out_of_the_folder_is_not_followed(copied: Path, tmp_path: Path) -> None:
    path = copied / "ice-287g" / "2024-12-29.csv"
    outside = tmp_path / "outside.csv"
    path.rename(outside)
    path.symlink_to(outside)
    with pytest.raises(DescriptorError, match="outside its folder"):
        References.open(copied)


def test_the_hash_is_of_the_content_not_of_the_folder(copied: Path) -> None:
    assert References.open(copied).sha256 == References.open().sha256
    assert References.open(*sorted(copied.iterdir(), reverse=True)).sha256 == References.open().sha256
    descriptor = copied / "ice-287g" / "datapackage.json"
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace('"accord", ', ""), encoding="utf-8")
    assert References.open(copied).sha256 != References.open().sha256


def test_one_dataset_a_table_and_a_folder_of_tables(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "rates.csv").write_text("state,year,rate\nOhio,2024,3.5\nUtah,2024,2.5\n", encoding="utf-8")
    (tables / "rates.tsv").write_text("state\tyear\trate\nOhio\t2024\t3.6\nUtah\t2024\t2.4\n", encoding="utf-8")
    (tables / "readme.txt").write_text("Two tables.\n", encoding="utf-8")
    assert [one.name for one in References.open(tables).datasets] == ["rates", "rates-tsv"]
    assert [one.name for one in References.open(tables / "rates.csv").datasets] == ["rates"]
    both = References.open(BUILTIN / "us-state-population", tables / "rates.csv")
    assert [one.name for one in both.datasets] == ["rates", "us-state-population"]


def test_the_editors_library_is_searched_as_well(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert References.open(library=own).sha256 == References.open().sha256, "it need not exist"
    own.mkdir()
    assert References.open(library=own).sha256 == References.open().sha256, "it may be empty"
    (own / "rates.csv").write_text("state,year,rate\nOhio,2024,3.5\nUtah,2024,2.5\n", encoding="utf-8")
    assert "rates" in [one.name for one in References.open(library=own).datasets]


def test_the_editors_library_may_add_snapshots_to_a_dataset(copied: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(copied / "ice-287g", own / "ice-287g")
    text = (own / "ice-287g" / "datapackage.json").read_text(encoding="utf-8")
    (own / "ice-287g" / "datapackage.json").write_text(text.replace('"name": "2026-05-18"', '"name": "2026-05-18-own"'),
                                                       encoding="utf-8")
    snapshots = References.open(library=own).dataset("ice-287g").snapshots
    assert [one.name for one in snapshots] == ["2024-12-29", "2025-07-18", "2025-09-17", "2026-05-18", "2026-05-18-own"]
    path = own / "ice-287g" / "datapackage.json"
    digest = References.open().dataset("ice-287g").snapshot("2025-09-17").sha256
    path.write_text(path.read_text(encoding="utf-8").replace(digest, "0" * 64), encoding="utf-8")
    with pytest.raises(DescriptorError, match="both the snapshot '2025-09-17'"):
        References.open(library=own)


def test_a_path_that_holds_nothing_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no reference data at"):
        References.open(tmp_path / "none")
    with pytest.raises(UsageError, match="neither datasets nor tables"):
        References.open(tmp_path)
    with pytest.raises(UsageError, match="second dataset named"):
        References.open(BUILTIN, BUILTIN)


def test_the_users_library_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(locations.VARIABLE, str(tmp_path))
    assert locations.user_library() == tmp_path
    monkeypatch.delenv(locations.VARIABLE)
    assert locations.user_library().name == "references"
