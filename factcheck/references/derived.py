"""Measures that follow from other measures: what a descriptor declares, so that no code knows one of them by name."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claims.model import Basis, Frozen, Number


class ChangeOf(Frozen):
    """What ``of`` has changed by since ``months`` or ``days`` before: inflation is the index's change over 12 months.

    ``per_year``: how many such changes make a year; the change is then told as the yearly rate that it would add up to,
    as the growth of the economy in one quarter is. ``decimals``: to how many decimals the publisher tells a change in
    percent, so that what was published is what is held against a text.
    """

    op: Literal["change"]
    of: str
    months: int = Field(default=0, ge=0, le=1200)
    days: int = Field(default=0, ge=0, le=36_500)
    basis: Basis = Basis.PERCENT
    per_year: int | None = Field(default=None, ge=2, le=366)
    decimals: int | None = Field(default=None, ge=0, le=6)


class ShareOf(Frozen):
    """``of`` as a percentage of another measure (``by``), or of its own total over a dimension (``over``).

    ``member`` is what the whole is called, where the dimension names no total of its own: "World".
    """

    op: Literal["share"]
    of: str
    by: str | None = None
    over: str | None = None
    member: str | None = None


class RatioOf(Frozen):
    """``of`` divided by another measure, ``times`` so much: 100,000 for "per 100,000 people".

    ``dataset`` holds the other measure, where it is not the same: then places are matched with places and periods with
    periods, and what limits only the first (a sort of crime) is left aside.
    """

    op: Literal["ratio"]
    of: str
    by: str
    dataset: str | None = None
    times: Number = Field(default=1, gt=0, validate_default=True)


class RankOf(Frozen):
    """The position of a member among its peers by ``of``."""

    op: Literal["rank"]
    of: str
    over: str
    order: Literal["highest", "lowest"] = "highest"


Derived = Annotated[ChangeOf | ShareOf | RatioOf | RankOf, Field(discriminator="op")]


def fault(derived: ChangeOf | ShareOf | RatioOf | RankOf) -> str | None:
    """What no single field can say is wrong with it, as the rest of a sentence; None where nothing is."""
    match derived:
        case ChangeOf(months=months, days=days) if bool(months) == bool(days):
            return "needs the time that the change takes: either months or days"
        case ChangeOf(per_year=int(), basis=basis) if basis is not Basis.PERCENT:
            return "is a yearly rate (per_year), which only a change in percent can be"
        case ChangeOf(decimals=int(), basis=basis, per_year=rate) if basis is not Basis.PERCENT or rate is not None:
            return "is rounded (decimals), which only a plain change in percent can be"
        case ShareOf(by=by, over=over) if (by is None) == (over is None):
            return "needs one whole: either another measure (by) or a dimension (over)"
    return None


def sources(derived: ChangeOf | ShareOf | RatioOf | RankOf, dataset: str) -> tuple[str, ...]:
    """The measures of its own dataset that it is worked out from."""
    if isinstance(derived, ShareOf) and derived.by is not None:
        return derived.of, derived.by
    if isinstance(derived, RatioOf) and derived.dataset in (None, dataset):
        return derived.of, derived.by
    return (derived.of,)


def all_sources(derived: ChangeOf | ShareOf | RatioOf | RankOf, dataset: str) -> tuple[tuple[str, str], ...]:
    """The measures that it is worked out from, in its own dataset and in others, as datasets and measures."""
    own = tuple((dataset, name) for name in sources(derived, dataset))
    if isinstance(derived, RatioOf) and derived.dataset not in (None, dataset):
        return *own, (str(derived.dataset), derived.by)
    return own
