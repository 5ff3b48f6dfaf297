"""The ground truth: what the reference files say, asked with pandas alone, never through the product.

    <measure> @ <day or year> [@ <place> [@ <model or type of agency>]]
    "world", "gdp", "votes", "lead", crimes and temperatures are asked by year: "votes @ 2024 @ Ohio @ Republican"
    share: A of B     percent: A to B     rise: A to B     times: A to B     rank: A     rank from bottom: A

``truth_of("agencies @ 2025-09-17 @ Texas")`` is ``Decimal(135)``. Rosters are asked where one is of that day (rows are
agreements, distinct keys agencies), else the counts by date. Ranks are among states; ties share the better one.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parents[2] / "reference_data"
MODELS = ("Task Force Model", "Jail Enforcement Model", "Warrant Service Officer")
TERRITORIES = {"District of Columbia", "American Samoa", "Guam", "Northern Mariana Islands", "Puerto Rico",
               "U.S. Virgin Islands"}


def truth_of(question: str) -> Decimal:
    """The value, unrounded: a count, persons, a percentage, a multiple or a rank."""
    kind, _, rest = question.rpartition(":")
    if not kind:
        return _value(rest)
    if kind.startswith("rank"):
        return _rank(rest, lowest_first=kind == "rank from bottom")
    first, second = (_value(part) for part in rest.split(" of " if kind == "share" else " to "))
    results = {"share": lambda: first / second * 100, "percent": lambda: (second - first) / first * 100,
               "rise": lambda: second - first, "times": lambda: second / first}
    return results[kind]()


def _value(question: str) -> Decimal:
    measure, when, place, category = (*(part.strip() for part in question.split("@")), "", "")[:4]
    if (file := _file_of(measure)) is not None:
        return _of_a_year(file, measure, when, place or "United States", category)
    if len(when) == len("2024"):
        return _population(measure, when, place or "United States")
    if (DATA / "ice-287g" / f"{when}.csv").exists():
        return _roster(measure, when, place, category)
    return _counts(measure, when, place or "United States", category)


def _file_of(measure: str) -> str | None:
    """The file of a yearly measure beside the states' population."""
    if measure == "world":
        return "world-population/2024.csv"
    files = {"gdp": "world-gdp", "votes": "us-president-by-state", "lead": "us-president-by-state",
             "anomaly_nasa": "global-temperature", "anomaly_noaa": "global-temperature"}
    folder = files.get(measure) or ("us-crime-estimates" if measure in CRIMES else None)
    return f"{folder}/{next((DATA / folder).glob('*.csv')).name}" if folder else None


CRIMES = frozenset(f"{crime}{rate}" for crime in ("homicide", "robbery", "rape", "burglary", "larceny",
                                                  "motor_vehicle_theft") for rate in ("", "_rate"))


def _of_a_year(file: str, measure: str, year: str, place: str, party: str) -> Decimal:
    rows = _table(file)
    rows = rows[rows.year == year]
    if "place" in rows:
        rows = rows[rows.place == place]
    if "party" in rows:
        rows = rows[rows.party == (party or "All candidates")]
    return Decimal(rows["population" if measure == "world" else measure].item())


def _roster(measure: str, when: str, place: str, category: str) -> Decimal:
    rows = _table(f"ice-287g/{when}.csv")
    if place:
        rows = rows[rows.state == place]
    if category:
        rows = rows[rows["support_type" if category in MODELS else "agency_type"] == category]
    states = set(rows.state)
    answers = {"agreements": lambda: len(rows), "agencies": lambda: rows.agency_key.nunique(),
               "counties": lambda: rows.county.nunique(), "models": lambda: rows.support_type.nunique(),
               "states": lambda: len(states - TERRITORIES), "territories": lambda: len(states & TERRITORIES)}
    return Decimal(answers[measure]())


def _counts(measure: str, when: str, place: str, category: str) -> Decimal:
    rows = _table("ice-287g-counts/2026-05-18.csv")
    model = category if category in MODELS else "All models"
    agency_type = category if category and category not in MODELS else "All types"
    cells = rows[(rows.as_of == when) & (rows.place == place) & (rows.support_type == model)
                 & (rows.agency_type == agency_type)][measure]
    return Decimal(cells.item())


def _population(measure: str, year: str, place: str) -> Decimal:
    rows = _table("us-state-population/vintage-2024.csv")
    return Decimal(rows[(rows.year == year) & (rows.place == place)][measure].item())


def _rank(question: str, *, lowest_first: bool) -> Decimal:
    measure, when, _place = (part.strip() for part in question.split("@"))
    mine = _value(question)
    others = [_value(f"{measure} @ {when} @ {other}") for other in _states(when)]
    return Decimal(1 + sum(value < mine if lowest_first else value > mine for value in others))


def _states(when: str) -> list[str]:
    if len(when) == len("2024"):
        rows = _table("us-state-population/vintage-2024.csv")
        return sorted(rows[(rows.year == when) & (rows.place_kind == "state")].place)
    rows = _table("ice-287g-counts/2026-05-18.csv")
    return sorted(set(rows[rows.as_of == when].place) - TERRITORIES - {"United States"})


@cache
def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / name, dtype=str)
