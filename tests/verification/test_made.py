"""What is made without validation is what validation would make of it: every field, in its order, of its type."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.model import Frozen, Kind, Quantity
from factcheck import check
from factcheck.queries.algebra import Condition, Selection
from factcheck.queries.library import Library
from factcheck.queries.neighbours import places
from factcheck.references.library import References
from factcheck.verification.acceptance import acceptable
from factcheck.verification.policy import Policy

TEXT = ("Texas leads the country with 135 agencies that have 287(g) agreements, up from 40 in January. Florida has "
        "999. The unemployment rate was 4.3% in August 2025, nearly half of what it was in May 2020. Officials expect "
        "the number to reach about 1,200 by next year. Of the 135 agencies, 62 percent are sheriffs.")


def _as_validated(made: Frozen) -> None:
    assert list(made.__dict__) == list(type(made).model_fields)
    again = type(made).model_validate(made.model_dump())
    assert again == made
    assert again.model_dump_json() == made.model_dump_json()
    for name, value in again.__dict__.items():
        assert type(value) is type(getattr(made, name)), name


def test_checked_claims() -> None:
    report = check(TEXT, published="2025-09-17")
    assert len(report.claims) >= 6
    for claim in report.claims:
        _as_validated(claim)
        _as_validated(claim.quantity)


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.SHARE, Kind.RANK, Kind.RATIO, Kind.CHANGE])
@pytest.mark.parametrize("quantity", [
    Quantity(low=Decimal(5), high=Decimal(5)), Quantity(low=Decimal(4), high=Decimal(9)),
    Quantity(low=Decimal("0.5"), high=Decimal("0.5"), unit="percent"),
    Quantity(low=Decimal(3), high=Decimal(3), unit="times")])
@pytest.mark.parametrize("spoken", [False, True])
def test_intervals(kind: Kind, quantity: Quantity, spoken: bool) -> None:
    _as_validated(acceptable(quantity, kind, Policy.default(), spoken=spoken))


def test_conditions() -> None:
    library: Library = References.open()
    dataset = library.dataset("us-state-population")
    one = Selection(dataset=dataset.name, snapshot=dataset.snapshots[-1].name, measure=dataset.measures[0].name,
                    where=(Condition(column="state", values=("Texas",)),), period="2023",
                    as_of=dataset.snapshots[-1].as_of)
    conditions = [condition for neighbour in places(one, library, None) for condition in neighbour.where]
    assert conditions
    for condition in conditions:
        _as_validated(condition)


def test_a_copy_is_one_of_its_own() -> None:
    quantity = Quantity(low=Decimal(5), high=Decimal(5))
    copied = quantity.model_copy(update={"unit": "home"})
    assert (quantity.unit, copied.unit) == (None, "home")
    assert copied.model_fields_set == {"low", "high", "unit"}
    assert quantity.model_fields_set == {"low", "high"}
    assert quantity.model_copy() == quantity
    assert quantity.model_copy() is not quantity
    assert quantity.model_copy(deep=True) == quantity
    assert hash(quantity.model_copy()) == hash(quantity)
