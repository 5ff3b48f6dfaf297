from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.vocabulary import places
from claims.vocabulary.places import UNITED_STATES, find, members, peers, resolve, within

HERE = Path(__file__).parent


def _table(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]


CELLS, TEXTS = _table("cells.tsv"), _table("places.tsv")
FRAGMENTS = ["Texas", ", ", "Fla.", "Dayton", " County", "the ", "South", "New ", "York", " and ", "Washington",
             " Post", "(", "TX", ")", "Georgia", "'s ", "in ", "U.S.", "us", "\n", "St. ", "É", "OK 12345", "D.C."]


@pytest.mark.parametrize("case", CELLS, ids=lambda case: "/".join(case))
def test_resolve(case: list[str]) -> None:
    place = resolve(case[0], kind=case[4] if len(case) > 4 else None)
    if case[1] == "-":
        assert place is None
    else:
        assert place is not None
        assert [place.name, place.kind, place.code or "-"] == case[1:4]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case[0])
def test_find(case: list[str]) -> None:
    found = [f"{m.text}={m.place.name}/{m.place.kind}/{m.via}{'' if m.confident else '?'}" for m in find(case[0])]
    assert " ; ".join(found) == case[1].replace("-", "", 1 if case[1] == "-" else 0)


def test_there_are_enough_cases() -> None:
    assert len(CELLS) + len(TEXTS) >= 120


def test_fips_codes_only_when_asked_for() -> None:
    assert resolve("48") is None
    for code, name in [("48", "Texas"), ("4", "Arizona"), ("04", "Arizona"), ("48000", "Texas"), ("50", "Vermont")]:
        place = resolve(code, fips=True)
        assert place is not None and place.name == name
    assert resolve("99", fips=True) is None


def test_every_member_is_found_by_its_own_name() -> None:
    for kind in ("state", "territory", "country"):
        for place in members(kind):
            assert resolve(place.name, kind=kind) == place
            assert place.code is not None
            assert resolve(place.code, kind=kind) == place


def test_members_and_peers() -> None:
    texas = resolve("Texas")
    assert texas is not None
    assert len(places.STATES) == 50
    assert len(members("territory")) == 6
    assert len(peers(texas)) == 49
    assert texas not in peers(texas)
    assert members("planet") == ()


def test_within() -> None:
    (houston,) = find("in Houston")
    (county,) = find("in Dale County, Ala.")
    (dayton,) = find("in Dayton, Ohio.")
    states = [within(mention.place) for mention in (houston, county, dayton)]
    assert [state and state.code for state in states] == ["US-TX", "US-AL", "US-OH"]
    assert within(places.STATES[0]) == UNITED_STATES


def test_context_tells_georgia_from_georgia() -> None:
    assert find("Georgia signed it", context="Sheriffs in Alabama and their counties")[0].confident
    abroad = find("Georgia signed it", context="Tbilisi and the Black Sea")[0]
    assert (abroad.place.code, abroad.confident) == ("GE", True)


@given(st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS)).map("".join)))
def test_any_text_is_read_with_right_offsets(text: str) -> None:
    mentions = find(text)
    for mention in mentions:
        assert text[mention.start:mention.end] == mention.text
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    resolve(text)
    resolve(text, fips=True)


@pytest.mark.parametrize("unit", ["a", "A", "A. ", "Texas ", "A County ", "the South, ", "Dayton, Ohio, ", " ",
                                  "U.S. ", "Ab'"])
def test_long_texts_take_linear_time(unit: str) -> None:
    began = time.process_time()
    find(unit * (200_000 // len(unit)))
    assert time.process_time() - began < 20  # quadratic time would need hours


def test_importing_the_vocabulary_loads_no_language_model_and_no_tables() -> None:
    code = ("import sys; from claims.vocabulary import places, periods, words, units; "
            "print(sorted({'spacy', 'pandas', 'us', 'pycountry'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
