"""The policy of verdicts: how exact a figure has to be, as one frozen value read from one file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from claims.model import Frozen, Number
from factcheck.errors import UsageError


class Rounding(Frozen):
    """What counts as rounding, as shares of the number or of its last stated digit."""

    half_of_last_digit: Number
    zeros_from_digits: int
    zeros_at_most: Number
    two_digits_at_most: Number
    scale_words_at_most: Number
    spoken_fraction_points: Number


class Multiples(Frozen):
    """How far a multiple in words may be missed, as shares of it."""

    below: Number
    above: Number


class Hedges(Frozen):
    """How wide "about" and "nearly" are."""

    about: Number
    nearly_from: Number
    precise_from_digits: int
    share_points_at_most: Number
    grace: Number
    fine_at_most: Number
    fine_grace: Number


class Bounds(Frozen):
    """When a bound is true but says too little, and when it is absurd; multiples of the stated number."""

    understated_from: Number
    absurd_from: Number
    absurd_above: Number


class Explaining(Frozen):
    """Which neighbouring statement explains a failed claim."""

    order: tuple[str, ...]
    through_hedge: tuple[str, ...]
    hedge_at_most: Number
    near_at_most: Number
    factors: tuple[Number, ...]
    digits: dict[str, int]


class Revisions(Frozen):
    """How revisions add up, after how many days a series of a frequency will have been released anew, and how many days
    behind the article a vintage has been through the revisions of years.
    """

    ends: Number
    later_days: int
    cycle_days: dict[str, int]


class Tentative(Frozen):
    """When the value of a tentative reading bears a figure out; both are shares of the figure."""

    last_digit_at_most: Number
    off_at_most: Number


class Misses(Frozen):
    """From where on a miss that nothing explains says more against the reading than against the article."""

    far_times: Number
    far_points: Number
    far_count: Number


class ConsistencyPolicy(Frozen):
    """When an article contradicts itself."""

    parts_over_whole: Number
    cut_digits: Number
    multiples_below: Number
    multiples_above: Number
    shares_over_whole: Number


class Policy(Frozen):
    """Every tolerance of a verdict. ``data/policy.toml`` says why each is what it is.

    ``Policy.default().hedges.about == Decimal("0.10")``.
    """

    rounding: Rounding
    multiples: Multiples
    hedges: Hedges
    bounds: Bounds
    explanation: Explaining
    revisions: Revisions
    misses: Misses
    tentative: Tentative
    consistency: ConsistencyPolicy

    @classmethod
    def default(cls) -> Policy:
        """The policy that comes with the package."""
        return _default()

    @classmethod
    def read(cls, path: Path) -> Policy:
        """The policy of a file; what it does not name is as in the default. UsageError where it cannot be used."""
        try:
            changes = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise UsageError(f"The policy file {path} cannot be read ({error.strerror}): check its name.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"The policy file {path} is not valid TOML ({error}): mend it there.") from error
        try:
            return cls.model_validate(_merged(_shipped(), changes))
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(map(str, first["loc"]))
            raise UsageError(f"The policy file {path} is wrong at {name}: {first['msg']}.") from error


def _shipped() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("data/policy.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _merged(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in changes.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


@cache
def _default() -> Policy:
    return Policy.model_validate(_shipped())
