"""Counties, cities and agencies: spellings of one, and never those of another state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.vocabulary.localities import Known, Reconciler, key, locality

CELLS = [
    ("Jefferson County, Ala.", "Jefferson County, Alabama", "county"),
    ("JEFFERSON COUNTY, COLORADO", "Jefferson County, Colorado", "county"),
    ("Jefferson Co., TX", "Jefferson County, Texas", "county"),
    ("Orleans Parish, La.", "Orleans Parish, Louisiana", "county"), ("Dayton, OH", "Dayton, Ohio", "city"),
    ("PRINCE GEORGE'S COUNTY, MD", "Prince George's County, Maryland", "county"),
    ("Jefferson County", None, None), ("Lake, Police", None, None), (", Ohio", None, None), ("12, Ohio", None, None),
]


@pytest.mark.parametrize(("cell", "name", "kind"), CELLS)
def test_cells_that_name_their_state(cell: str, name: str | None, kind: str | None) -> None:
    place = locality(cell)
    assert (place and place.name, place and place.kind) == (name, kind)


KNOWN = [
    Known("Jefferson County", "Alabama"), Known("Jefferson County", "Colorado"),
    Known("Jefferson Davis County", "Alabama"),
    Known("Lake County Sheriff's Office", "Ohio"), Known("Clark County Sheriff's Office", "Ohio"),
    Known("St. Clair County", "Alabama"), Known("Springfield Police Department", "Ohio"),
    Known("West Springfield Police Department", "Ohio"), Known("District 9", "Ohio"), Known("Franklin County", "Ohio"),
]
NAMES = [
    ("Jefferson Cnty.", "Alabama", "Jefferson County"), ("Jefferson County", "Colorado", "Jefferson County"),
    ("Jefferson County", "Ohio", None), ("Jefferson County", "", None),
    ("Jefferson Davis Co", "Alabama", "Jefferson Davis County"),
    ("Jefferson Davis Co", "Colorado", None), ("LAKE COUNTY SO", "Ohio", "Lake County Sheriff's Office"),
    ("Lane County Sheriffs Office", "Ohio", None), ("Saint Clair County", "Alabama", "St. Clair County"),
    ("Springfeild PD", "Ohio", "Springfield Police Department"), ("East Springfield PD", "Ohio", None),
    ("District 8", "Ohio", None), ("Frankin County", "Ohio", "Franklin County"), ("", "Ohio", None),
    ("County", "Ohio", None),
]


@pytest.mark.parametrize(("name", "outer", "found"), NAMES)
def test_names_within_their_state(name: str, outer: str, found: str | None) -> None:
    assert Reconciler(KNOWN).find(name, outer=outer) == found


@given(st.sampled_from(KNOWN), st.sampled_from(["Alabama", "Colorado", "Ohio", "Texas"]))
def test_nothing_is_found_in_another_state(known: Known, outer: str) -> None:
    found = Reconciler(KNOWN).find(known.name, outer=outer)
    assert found is None or Known(found, outer) in KNOWN


@given(st.sampled_from(KNOWN))
def test_every_known_name_is_itself(known: Known) -> None:
    assert Reconciler(KNOWN).find(known.name, outer=known.outer) == known.name
    assert Reconciler(KNOWN).find(known.name.upper(), outer=known.outer) == known.name
    assert key(known.name) == key(key(known.name))
