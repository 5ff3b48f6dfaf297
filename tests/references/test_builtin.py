"""The built-in data: valid packages, whole files, full provenance, and the facts they are known to hold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from factcheck.references import descriptors, locations
from factcheck.references.importing import read_recipe
from factcheck.references.library import References
from factcheck.references.model import Dataset, Measure, Snapshot
from factcheck.references.promised import verified

LIBRARY = References.open()
FACTS = json.loads((Path(__file__).parent / "cases" / "facts.json").read_text(encoding="utf-8"))
SNAPSHOTS = [(dataset, snapshot) for dataset in LIBRARY.datasets for snapshot in dataset.snapshots]


def rows(dataset: str, snapshot: str, **where: str) -> pd.DataFrame:
    frame = LIBRARY.frame(dataset, snapshot)
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame


@pytest.mark.parametrize(("day", "where", "agreements", "agencies"), FACTS)
def test_rosters(day: str, where: dict[str, str], agreements: int, agencies: int) -> None:
    found = rows("ice-287g", day, **where)
    assert (len(found), found["agency_key"].nunique()) == (agreements, agencies)


def test_misspelt_counties_make_no_county_of_their_own() -> None:
    for day in ("2025-07-18", "2025-09-17", "2026-05-18"):
        counties = set(LIBRARY.frame("ice-287g", day).query("state == 'Florida' and county != ''")["county"])
        assert len(counties) <= 67, "Florida has 67"
        assert "Flagler County, Florida" in counties
        assert all(county.endswith(" County, Florida") for county in counties)


def test_states_on_a_roster() -> None:
    kinds = {member.value: member.kind for member in LIBRARY.dataset("ice-287g").dimension("state").members}
    for day, states, territories in (("2024-12-29", 21, 0), ("2025-09-17", 40, 0), ("2026-05-18", 38, 2)):
        found = [kinds[value] for value in LIBRARY.values("ice-287g", day, "state")]
        assert (found.count("state"), found.count("territory")) == (states, territories)


def test_the_counts_are_those_of_the_rosters() -> None:
    held = 0
    for day in ("2024-12-29", "2025-07-18", "2025-09-17", "2026-05-18"):
        for row in rows("ice-287g-counts", "2026-05-18", as_of=day).to_dict("records"):
            limits = {"state": row["place"], "support_type": row["support_type"], "agency_type": row["agency_type"]}
            where = {column: value for column, value in limits.items()
                     if value not in ("United States", "All models", "All types")}
            found = rows("ice-287g", day, **where)
            assert row["agreements"] == str(len(found)), row
            assert row["agencies"] in ("", str(found["agency_key"].nunique())), row
            held += 1
    assert held == 4 * (1 + 3 + 56) + 3 * 3


def test_counts_by_date() -> None:
    frame = LIBRARY.frame("ice-287g-counts", "2026-05-18")
    assert frame["as_of"].nunique() == 105
    nation = rows("ice-287g-counts", "2026-05-18", place="United States", as_of="2025-09-17", support_type="All models",
                  agency_type="All types")
    columns = ["agreements", "agencies", "states", "territories"]
    assert nation[columns].to_numpy().tolist() == [["1000", "831", "40", "0"]]


def test_population() -> None:
    florida = rows("us-state-population", "vintage-2024", place="Florida").set_index("year")
    assert florida.loc["2024", "population"] == "23372215"
    assert florida.loc["2024", "domestic_migration"] == "64017"
    frame = LIBRARY.frame("us-state-population", "vintage-2024")
    flows = ["population_change", "births", "deaths", "international_migration", "domestic_migration"]
    assert set(frame.loc[frame.year == "2020", flows].to_numpy().ravel()) == {""}
    parts = frame[(frame.place_kind != "country") & (frame.place != "Puerto Rico") & (frame.year == "2024")]
    nation = rows("us-state-population", "vintage-2024", place="United States", year="2024")
    assert parts["population"].astype(int).sum() == int(nation["population"].iloc[0])


@pytest.mark.parametrize(("dataset", "column"), [("world-population", "population"), ("world-gdp", "gdp")])
def test_groups_of_countries_are_no_countries(dataset: str, column: str) -> None:
    newest = LIBRARY.dataset(dataset).snapshots[-1].name
    frame = LIBRARY.frame(dataset, newest)
    kinds = frame.groupby("place_kind")["place"].nunique().to_dict()
    assert {"country", "territory", "region", "group", "world"} == set(kinds)
    assert 200 <= kinds["country"] <= 213
    listed = {member.value: member.kind for member in LIBRARY.dataset(dataset).dimension("place").members}
    assert listed == dict(zip(frame["place"], frame["place_kind"], strict=True))
    assert (listed["Georgia"], listed["Euro area"], listed["High income"], listed["Puerto Rico"]) == (
        "country", "region", "group", "territory")
    year = frame[(frame["year"] == "2022") & frame["place_kind"].isin(["country", "territory"])]
    whole = int(rows(dataset, newest, place="World", year="2022")[column].iloc[0])
    assert 0.98 < sum(int(cell) for cell in year[column] if cell) / whole < 1, "each is counted once"


def test_what_was_mended_in_the_series() -> None:
    """Months that nobody published have no value, an unfinished year is none, a quarter is no month."""
    october = "2025-10"
    assert rows("us-cpi", "2026-05", month=october)["index"].tolist() == [""]
    early = rows("us-macro", "2026-01-02", month=october).iloc[0]
    assert (early["payroll_change"], early["unemployment_rate"]) == ("-105.0", "")
    assert rows("us-macro", "2026-07-30", month=october)["payroll_change"].tolist() == ["-140.0"]
    states = rows("us-state-unemployment", "2026-06", month=october)
    assert states[states["unemployment_rate"] != ""]["place"].tolist() == ["Puerto Rico"]
    assert rows("global-temperature", "2024-10", year="2024")["anomaly_noaa"].tolist() == [""]
    assert LIBRARY.frame("us-gdp", "2026-01-02")["quarter"].str.fullmatch(r"\d{4}Q[1-4]").all()
    for place, first in (("European Union", "2020"), ("Euro area", "2023")):
        held = rows("world-gdp", "2023", place=place)
        assert held[held["gdp"] != ""]["year"].min() == first, "today's members were not those of the time"


def test_the_references_stay_small() -> None:
    assert sum(path.stat().st_size for path in locations.builtin().rglob("*") if path.is_file()) < 6_000_000


@pytest.mark.parametrize(("dataset", "snapshot"), SNAPSHOTS, ids=lambda one: one.name)
def test_every_file_is_as_promised_and_its_origin_known(dataset: Dataset, snapshot: Snapshot) -> None:
    data = verified(snapshot)
    assert data.decode("utf-8").count("\n") - 1 == snapshot.rows
    assert snapshot.origin_url
    assert snapshot.via is not None
    assert snapshot.via.commit
    assert snapshot.via.sha256 or snapshot.via.extract_sha256
    assert snapshot.repairs
    frame = LIBRARY.frame(dataset.name, snapshot.name)
    assert not frame.map(lambda cell: cell != " ".join(cell.split())).to_numpy().any(), "white space left"


@pytest.mark.parametrize("dataset", LIBRARY.datasets, ids=lambda one: one.name)
def test_what_a_descriptor_speaks_of_exists(dataset: Dataset) -> None:
    frames = [LIBRARY.frame(dataset.name, snapshot.name) for snapshot in dataset.snapshots]
    newest = frames[-1]
    named = {dimension.name for dimension in dataset.dimensions}
    named |= {measure.column for measure in dataset.measures if measure.column}
    named |= {dataset.time.column} if dataset.time.column else set()
    assert named <= {column for frame in frames for column in frame.columns}
    for dimension in dataset.dimensions:
        held, listed = set(newest[dimension.name]) - {""}, {member.value for member in dimension.members}
        if listed:
            assert held <= listed | {dimension.total}, dimension.name
        if dimension.total:
            assert dimension.total in held
    assert read_recipe(dataset.snapshots[0].path.parent).columns


def words(measure: Measure) -> set[str]:
    return set(measure.words)


def test_words_are_lower_case_and_no_word_blurs_the_unit() -> None:
    for dataset in LIBRARY.datasets:
        for measure in dataset.measures:
            assert all(word == word.casefold().strip() for word in measure.words)
            assert len(words(measure)) == len(measure.words)
    roster = LIBRARY.dataset("ice-287g")
    agreements, agencies, counties = (words(roster.measure(name)) for name in ("agreements", "agencies", "counties"))
    assert not agreements & (agencies | counties), "departments cannot mean agreements"
    assert agencies & counties == {"jurisdiction"}, "the one word that admits both"
    models = [set(member.words) for member in roster.dimension("support_type").members]
    assert sum(map(len, models)) == len(set().union(*models)), "no word stands for two models"


def test_the_same_concept_is_in_both_287g_datasets() -> None:
    rosters, counts = LIBRARY.dataset("ice-287g"), LIBRARY.dataset("ice-287g-counts")
    for name in ("agreements", "agencies"):
        assert rosters.measure(name).concept == counts.measure(name).concept == f"287g.{name}"
        assert rosters.measure(name).words == counts.measure(name).words
    assert rosters.precedence > counts.precedence


def test_stocks_and_flows_of_a_population() -> None:
    dataset = LIBRARY.dataset("us-state-population")
    assert dataset.time_of("population").instant
    assert not dataset.time_of("births").instant
    usual = dataset.measure("population").usual_revision(dataset.measure("population").scale * 20_000_000)
    assert usual == 300_000  # 1.5%, as Florida's of 2023 was revised


@pytest.mark.parametrize("dataset", LIBRARY.datasets, ids=lambda one: one.name)
def test_a_descriptor_round_trips(dataset: Dataset) -> None:
    folder = dataset.snapshots[0].path.parent
    assert descriptors.parse(json.loads(descriptors.dump(descriptors.build(dataset))), folder) == dataset
    text = (folder / descriptors.FILE).read_text(encoding="utf-8")
    assert descriptors.dump(json.loads(text)) == text, "laid out as the importer does"


def test_frictionless_validates_all_packages() -> None:
    paths = [str(folder / descriptors.FILE) for folder in sorted(locations.builtin().iterdir()) if folder.is_dir()]
    assert len(paths) == len(LIBRARY.datasets)
    code = ("import sys; from frictionless import Package, validate\n"
            "for path in sys.argv[1:]:\n"
            "    report = validate(path, type='package')\n"
            "    assert report.valid, report.flatten(['type', 'note'])\n"
            "    assert len(report.tasks) == len(Package(path).resources) > 0\n")
    command = [sys.executable, "-W", "ignore", "-c", code, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_we_ship_has_the_form_of_a_package() -> None:
    """It is not looked at anew at every start."""
    for folder in sorted(one.parent for one in locations.builtin().glob("*/datapackage.json")):
        assert descriptors.load(folder)["name"] == folder.name
