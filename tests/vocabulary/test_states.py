"""The states as packaged are those of the package ``us``, which takes longer to import than all of them to read."""

from __future__ import annotations

import us

from claims.vocabulary.gazetteer import by_code, members, resolve


def test_states_are_those_of_the_census() -> None:
    assert [(place.name, place.code) for place in members("state")] == [
        (state.name, f"US-{state.abbr}") for state in us.states.STATES]
    territories = [us.states.DC, *us.states.TERRITORIES]
    assert {place.code for place in members("territory")} == {f"US-{state.abbr}" for state in territories}


def test_abbreviations_and_codes_are_read() -> None:
    for state in (*us.states.STATES, us.states.DC, *us.states.TERRITORIES):
        place = by_code(f"US-{state.abbr}")
        assert place is not None
        assert resolve(state.fips, fips=True) == place
        assert resolve(state.abbr) == place
        assert state.ap_abbr is None or resolve(state.ap_abbr) == place
