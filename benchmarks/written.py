"""Figures as they are written in news, and what the policy lets them mean, told anew here rather than by the product.

``accepts`` is written from ``policy.toml`` and its comments, not from the code that judges: where the two disagree,
one of them is wrong. It knows only what the injected articles need: digits, scale words, hedges and bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from factcheck.verification.policy import Policy

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
NEAR = ("nearly", "almost")
ABOUT = ("about", "roughly", "around", "some")
REVERSED = {"more than": "fewer than", "over": "under", "at least": "at most", "fewer than": "more than",
            "less than": "more than", "under": "over", "at most": "at least"}
ABOVE, BELOW = ("more than", "over"), ("fewer than", "less than", "under")
_FIGURE = re.compile(
    rf"(?P<hedge>{'|'.join((*NEAR, *ABOUT, *REVERSED))})? ?(?P<mark>\$?)(?P<digits>\d[\d,]*(?:\.\d+)?)"
    rf"(?P<rest>(?: (?P<scale>{'|'.join(SCALES)}))?.*)", re.DOTALL)


@dataclass(frozen=True)
class Written:
    """``nearly $1.2 million``: the words before it, the currency, the digits as printed, and all behind them."""

    hedge: str
    mark: str
    digits: str
    rest: str
    scale: int

    def __str__(self) -> str:
        """As it is printed."""
        return f"{self.hedge} {self.mark}{self.digits}{self.rest}".lstrip()

    @property
    def decimals(self) -> int:
        """Digits behind the point."""
        return len(self.digits.partition(".")[2])

    @property
    def printed(self) -> Decimal:
        """The digits as a number, before the scale word."""
        return Decimal(self.digits.replace(",", ""))

    @property
    def number(self) -> Decimal:
        """The number that is meant."""
        return self.printed.scaleb(self.scale)

    def of(self, printed: Decimal, *, decimals: int | None = None) -> Written:
        """The same with other digits, printed in the same way."""
        places = self.decimals if decimals is None else decimals
        comma = "," if "," in self.digits or self.number < 1_000 or printed >= 10_000 else ""
        return replace(self, digits=f"{printed:{comma}.{places}f}")

    def telling(self, value: Decimal) -> Written:
        """The same telling another value as exactly."""
        return self.of(abs(value).scaleb(-self.scale))


def parse(text: str) -> Written:
    """The parts of a figure; ValueError where it is not written in digits."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no figure in digits.")
    return Written(found["hedge"] or "", found["mark"], found["digits"], found["rest"], SCALES.get(found["scale"], 0))


def rounded_up(figure: Written) -> Written:
    """One place coarser and upwards: 4.3 as 5, 1,843 as 1,850, 3.17 as 3.2."""
    zeros = len(figure.digits.replace(",", "")) - len(figure.digits.replace(",", "").rstrip("0"))
    step = Decimal(1).scaleb(1 - figure.decimals if figure.decimals else zeros + 1)
    printed = (figure.printed / step).to_integral_value(rounding=ROUND_CEILING) * step
    return figure.of(printed, decimals=max(0, figure.decimals - 1))


def _half(figure: Written, policy: Policy) -> Decimal:
    """Half of what rounds to the number."""
    rules, size = policy.rounding, figure.number
    stated = Decimal(1).scaleb(figure.scale - figure.decimals) * rules.half_of_last_digit
    if figure.scale:
        stated = min(stated, size * rules.scale_words_at_most)
    digits = figure.digits.replace(",", "")
    bare = digits.rstrip("0")
    if figure.decimals or len(digits) < rules.zeros_from_digits or digits == bare:
        return stated
    zeros = Decimal(1).scaleb(figure.scale + len(digits) - len(bare)) * rules.half_of_last_digit
    most = rules.zeros_at_most if len(bare) == 1 else rules.two_digits_at_most
    return max(stated, min(zeros, size * most))


def accepts(figure: Written, value: Decimal, policy: Policy) -> bool:
    """Whether the figure is true of a value's size, as the policy has it."""
    number, size, half = figure.number, abs(value), _half(figure, policy)
    grace = Decimal(1).scaleb(figure.scale - figure.decimals) * policy.hedges.grace
    precise = len(figure.digits.replace(",", "").replace(".", "").strip("0")) >= policy.hedges.precise_from_digits
    limited = number > policy.bounds.absurd_above
    far = policy.bounds.absurd_from
    if figure.hedge in NEAR:
        low = number if precise else number * policy.hedges.nearly_from
        return low <= size <= number + grace
    if figure.hedge in ABOUT:
        wide = max(half, Decimal(0) if precise else number * policy.hedges.about)
        return number - wide <= size <= number + wide
    if figure.hedge in ABOVE or figure.hedge == "at least":
        least = size > number if figure.hedge in ABOVE else size >= number - grace
        return least and not (limited and size > number * far)
    if figure.hedge:
        most = size < number if figure.hedge in BELOW else size <= number + grace
        return most and not (limited and size * far < number)
    return number - half <= size < number + half
