"""Facts of the built-in tables on borders, elections, crime, detention and Congress; nothing is counted twice."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from claims.vocabulary import places
from factcheck.references.library import References

LIBRARY = References.open()
STATES = [place.name for place in places.members("state")]


def table(dataset: str, index: list[str]) -> pd.DataFrame:
    """The newest snapshot by its key, which must be one."""
    frame = LIBRARY.frame(dataset, LIBRARY.dataset(dataset).snapshots[-1].name)
    assert not frame.duplicated(index).any()
    return frame.set_index(index)


def numbers(cells: pd.Series) -> list[Decimal]:
    return [Decimal(cell) for cell in cells if cell]


def test_encounters_are_the_sum_of_their_parts() -> None:
    frame = table("us-border-encounters", ["region", "period"])
    whole = frame[frame.encounters != ""]
    assert len(whole) == 47 + 3
    assert all(int(row.encounters) == int(row.border_patrol) + int(row.field_operations) for row in whole.itertuples())
    assert frame.loc[("Southwest border", "FY2024")].tolist() == ["2135005", "1530523", "604482", "0"]
    assert frame.loc[("Nationwide", "FY2011"), "border_patrol"] == "340280", "340,252 as the Border Patrol printed it"
    regions = ["Southwest border", "Northern border", "Coastal border"]
    for period in ("2019-05", "2023-12", "FY2013", "FY2024"):
        parts = numbers(frame.loc[[(region, period) for region in regions], "border_patrol"])
        assert sum(parts) == int(frame.loc[("Nationwide", period), "border_patrol"])


def test_a_fiscal_year_that_is_not_over_has_no_value() -> None:
    frame = table("us-border-encounters", ["region", "period"])
    assert set(frame.xs("FY2025", level="period").to_numpy().ravel()) == {""}
    assert frame.loc[("Nationwide", "2025-08"), "border_patrol"] == ""
    assert frame.index.get_level_values("period").min() == "2007-10"


def test_votes_add_up_from_states_to_the_nation_and_from_parties_to_all() -> None:
    frame = table("us-president-by-state", ["place", "year", "party"]).sort_index()
    for year in ("2008", "2012", "2016", "2020", "2024"):
        whole = frame.xs(year, level="year")
        for party in ("Democrat", "Republican", "All candidates"):
            of = whole.xs(party, level="party")["votes"]
            assert len(of) == 52
            assert sum(numbers(of.drop("United States"))) == int(of["United States"])
        for place in ("United States", "New York", "Nebraska"):
            votes = whole.loc[place, "votes"]
            assert sum(numbers(votes.drop("All candidates"))) == int(votes["All candidates"])


def test_the_nations_votes_are_near_the_official_ones() -> None:
    frame = table("us-president-by-state", ["place", "year", "party"]).sort_index()
    official = {("2008", "Democrat"): 69_498_516, ("2008", "Republican"): 59_948_323,
                ("2016", "Democrat"): 65_853_514, ("2016", "Republican"): 62_984_828,
                ("2020", "Democrat"): 81_283_501, ("2020", "Republican"): 74_223_975}
    for (year, party), votes in official.items():
        row = frame.loc[("United States", year, party)]
        assert abs(int(row.votes) - votes) * 2 <= min(int(row.votes_within), 2000)
    assert frame.loc[("United States", "2024", "Republican"), "votes"] == "77302580"
    assert frame.loc[("United States", "2024", "Democrat"), "votes"] == "75017613"


def test_leads_and_states_carried() -> None:
    frame = table("us-president-by-state", ["place", "year", "party"]).sort_index()
    carried = {("2008", "Democrat"): 28, ("2012", "Democrat"): 26, ("2016", "Republican"): 30, ("2020", "Democrat"): 25,
               ("2024", "Republican"): 31}
    for (year, party), states in carried.items():
        assert frame.loc[("United States", year, party), "states_carried"] == str(states)
        other = "Republican" if party == "Democrat" else "Democrat"
        assert frame.loc[("United States", year, other), "states_carried"] == str(50 - states)
    assert frame.loc[("Florida", "2000", "Republican"), "lead"] == "537"
    assert frame.loc[("Michigan", "2016", "Democrat"), "lead"] == "-10704"


def test_incomplete_counts_are_not_there() -> None:
    frame = table("us-president-by-state", ["place", "year", "party"]).sort_index()
    assert ("New York", "2004", "Democrat") not in frame.index
    assert ("Mississippi", "2004", "Republican") not in frame.index
    assert set(frame.loc[("United States", "2004"), "votes"]) == {""}
    assert frame.index.get_level_values("year").min() == "2000"


def test_offenses_add_up_over_kinds_and_states() -> None:
    frame = table("us-crime-estimates", ["place", "year"]).sort_index()
    assert len(frame) == 52 * 33
    states_of_2021 = (frame.index.get_level_values("year") == "2021") & (
        frame.index.get_level_values("place") != "United States")
    assert set(frame.loc[states_of_2021].drop(columns="population").to_numpy().ravel()) == {""}, "few agencies reported"
    frame = frame[~states_of_2021]
    whole = frame[["violent_crime", "homicide", "robbery", "aggravated_assault", "property_crime", "burglary",
                   "larceny", "motor_vehicle_theft"]].astype(int)
    property_crime = whole[["burglary", "larceny", "motor_vehicle_theft"]].sum(axis=1)
    assert (whole["property_crime"] == property_crime).all()
    since = frame[frame.index.get_level_values("year") >= "2013"]
    kinds = since[["homicide", "rape", "robbery", "aggravated_assault"]].astype(int).sum(axis=1)
    assert (since["violent_crime"].astype(int) == kinds).all(), "also in 2013 to 2015, where the nation's was another"
    states = whole.drop("United States", level="place").groupby("year").sum()
    assert (states == whole.xs("United States", level="place").drop("2021")).all().all()


def test_the_nation_is_one_and_in_every_year() -> None:
    frame = table("us-crime-estimates", ["place", "year"]).sort_index()
    assert len(frame.loc["United States"]) == 33
    assert not [place for place in frame.index.get_level_values("place").unique()
                if place not in (*STATES, "United States", "District of Columbia")]
    assert frame.loc[("United States", "2022"), ["homicide", "homicide_rate", "violent_crime_rate"]].tolist() == [
        "21156", "6.3", "380.7"]
    assert frame.loc[("United States", "2019"), "violent_crime"] == "1250393"


def test_detention_adds_up_over_kinds_and_agencies() -> None:
    frame = LIBRARY.frame("ice-detention", "2026-04-04")
    stock, flows = frame[frame.as_of != ""], frame[frame.as_of == ""]
    assert set(stock.period) == {""}
    assert sorted(set(stock.as_of)) == ["2024-10-03", "2025-09-21", "2026-01-25", "2026-02-07", "2026-04-04"]
    for _, day in stock.groupby("as_of"):
        cells = day.pivot_table(index="criminality", columns="arresting_agency", values="detained",
                                aggfunc=lambda c: int(c.iloc[0]))
        assert (cells["All agencies"] == cells["ICE arrest"] + cells["CBP arrest"]).all()
        assert (cells.drop("All").sum() == cells.loc["All"]).all()
    months = flows[flows.book_ins != ""].pivot_table(index="period", columns="arresting_agency", values="book_ins",
                                                     aggfunc=lambda c: int(c.iloc[0]))
    assert (months["All agencies"] == months["ICE arrest"] + months["CBP arrest"]).all()
    year = months[(months.index >= "2023-10") & (months.index <= "2024-09")]
    assert len(year) == 12
    assert year["All agencies"].sum() == months.loc["FY2024", "All agencies"] == 277_913
    assert not (months == 0).any().any(), "months to come"
    known = [LIBRARY.frame("ice-detention", day).set_index(["period", "arresting_agency"]).loc[
        ("2026-01", "All agencies"), "book_ins"] for day in ("2026-02-07", "2026-04-04")]
    assert known == ["39694", "39678"], "restated"
    assert not {"2025-09", "2026-04", "FY2025", "FY2026"} & set(months.index), "parts of a month, parts of a year"


def test_seats_of_both_chambers() -> None:
    frame = table("us-congress-seats", ["place", "chamber", "party"]).sort_index()
    for chamber, filled in (("House", 431), ("Senate", 100)):
        one = frame.xs(chamber, level="chamber")
        seats = one["seats"].where(one["seats"] != "", "0").astype(int)
        assert seats.loc[("United States", "All parties")] == filled
        states = seats.drop("United States", level="place").groupby("party").sum()
        assert (states == seats.loc["United States"]).all()
        assert all(cells.drop("All parties").sum() == cells["All parties"]
                   for place in STATES if (cells := seats.loc[place]).any())
    senate = frame.xs("Senate", level="chamber").xs("All parties", level="party")["seats"]
    assert set(senate.drop("United States")) == {"2"}
    assert len(senate) == 51


def test_vacancies_and_members_without_a_vote() -> None:
    frame = table("us-congress-seats", ["place", "chamber", "party"]).sort_index()
    house = frame.xs("House", level="chamber").xs("All parties", level="party")
    vacant = house[house["vacancies"] != ""]["vacancies"].astype(int)
    assert vacant["United States"] == vacant.drop("United States").sum()
    assert vacant["United States"] + int(house.loc["United States", "seats"]) == 435
    delegates = house[house["delegates"] != ""]["delegates"].astype(int)
    assert delegates.to_dict() == {"United States": 6, "American Samoa": 1, "District of Columbia": 1, "Guam": 1,
                                   "Northern Mariana Islands": 1, "Puerto Rico": 1, "U.S. Virgin Islands": 1}
    assert frame.loc[("United States", "Senate", "Democrat"), ["seats", "with_caucus"]].tolist() == ["45", "47"]
