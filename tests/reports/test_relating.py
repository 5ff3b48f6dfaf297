"""How a figure relates to its value, and in which order errors are told."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from claims.model import Basis, Bound, Change, Direction, Kind, Quantity
from factcheck.checking.model import CheckedClaim
from factcheck.reports.importance import importance
from factcheck.reports.relating import relation
from tests.reports.html_samples import claim, reference

TEXT = "A sentence of 1,000 things. And a second one."


def made(number: str, value: str, unit: str, *, verdict: str = "fail", reason: str = "value_differs",
         bound: str = "exact", high: str | None = None, kind: str = "count", own: str | None = None,
         change: str | None = None, **more: object) -> CheckedClaim:
    quantity = Quantity(low=Decimal(number), high=Decimal(high or number), bound=Bound(bound), unit=own)
    moved = Change(direction=Direction(change), basis=Basis.PERCENT) if change else None
    checked = claim(TEXT, "c1", "1,000 things", verdict, reason, "", low=number, kind=Kind(kind), change=moved,
                    reference=reference(value, unit, ""), **more)
    return checked.model_copy(update={"quantity": quantity})


@pytest.mark.parametrize(("options", "expected"), [
    ({"number": "1000", "value": "831", "unit": "agency", "bound": "about"}, "169 too high, 20%"),
    ({"number": "172", "value": "135", "unit": "agency"}, "37 too high, 27%"),
    ({"number": "39", "value": "40", "unit": "agency"}, "1 too low, 2.5%"),
    ({"number": "40", "value": "40", "unit": "state", "bound": "more_than"}, "the bound is the value itself"),
    ({"number": "600", "value": "524.8", "unit": "percent", "bound": "more_than", "own": "percent", "kind": "change",
      "change": "up"}, "75.2 points too high"),
    ({"number": "3.5", "value": "2.5", "unit": "percent", "own": "percent", "kind": "share"}, "1 point too high"),
    ({"number": "3.41", "value": "3.123", "unit": "dollar per gallon", "own": "dollar per gallon", "kind": "money"},
     "$0.287 too high, 9.2%"),
    ({"number": "43", "value": "0.5", "unit": "dollar", "own": "cent", "kind": "money"}, "$0.07 too low, 14%"),
    ({"number": "40", "high": "50", "value": "61", "unit": "agency"}, "11 too low, 18%"),
    ({"number": "5", "value": "-7", "unit": "percent", "own": "percent", "kind": "change", "change": "down"},
     "2 points too low"),
    ({"number": "5", "value": "7", "unit": "percent", "own": "percent", "kind": "change", "change": "down",
      "reason": "opposite_direction"}, "the change goes the other way"),
    ({"number": "75000", "value": "-26000", "unit": "job", "kind": "change", "change": "unknown"},
     "101,000 too high"),
    ({"number": "3", "value": "2", "unit": "rank", "kind": "rank"}, "one place too low"),
    ({"number": "2", "value": "5", "unit": "rank", "kind": "rank"}, "three places too high"),
    ({"number": "5", "value": "0", "unit": "agency"}, "5 too high"),
    ({"number": "831000", "value": "831", "unit": "agency"}, "830,169 too high"),
    ({"number": "831", "value": "831", "unit": "agency", "verdict": "pass"}, "exactly the value"),
    ({"number": "31300000", "value": "31290831", "unit": "person", "verdict": "pass"},
     "9,169 above the value, less than 0.1%, which its rounding allows"),
    ({"number": "850", "value": "831", "unit": "agency", "verdict": "pass", "bound": "about"},
     "19 above the value, 2.3%, which its hedge allows"),
    ({"number": "30", "value": "40", "unit": "state", "verdict": "pass", "bound": "more_than"},
     "the value is 10 above the bound"),
    ({"number": "1", "value": "1", "unit": "rank", "kind": "rank", "verdict": "pass"}, "the same rank"),
])
def test_relation(options: dict[str, str], expected: str) -> None:
    assert relation(made(**options)) == expected


def test_without_a_reference_there_is_nothing_to_relate() -> None:
    assert relation(made("5", "5", "agency").model_copy(update={"reference": None})) == ""


def test_own_voice_before_others_then_size_then_how_many_then_place() -> None:
    gross, clear = made("900", "300", "agency"), made("360", "300", "agency")
    small = made("310", "300", "agency")
    said = made("900", "300", "agency", speaker="Ann Bell", quoted=True)
    later = small.model_copy(update={"start": small.start + 5})
    order = [(gross,), (clear, clear), (clear,), (small,), (later,), (said,)]
    for shuffled in permutations(order):
        assert sorted(shuffled, key=importance) == order
