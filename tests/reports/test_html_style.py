"""The style sheet: contrast of WCAG AA in light and dark, and every colour defined for both."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib import resources

import pytest

from factcheck.reports.charts import bar, scale
from factcheck.reports.html_words import spelled, tally, word, words
from factcheck.verification.model import Verdict

CSS = "".join(resources.files("factcheck.reports").joinpath("templates", name).read_text(encoding="utf-8")
              for name in ("report.css", "charts.css"))
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
               for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2])

VERDICTS = ("fail", "pass", "unverifiable")
TEXT_ON = [
    *[(ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "card", "code")],
    *[(tone, ground) for tone in VERDICTS for ground in ("card", "paper", f"{tone}-bg")],
    *[("ink", f"{tone}-bg") for tone in VERDICTS],
    *[("card", tone) for tone in VERDICTS],
]


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[at:at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_standard_has_it() -> None:
    assert round(_contrast("#000000", "#ffffff"), 2) == 21 and round(_contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_can_be_read(theme: dict[str, str], ink: str, ground: str) -> None:
    assert _contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_edges_and_bars_can_be_seen(theme: dict[str, str], ground: str) -> None:
    assert _contrast(theme["edge"], theme[ground]) >= 3


def test_both_themes_define_the_same_colours_and_nothing_else_is_a_colour() -> None:
    assert set(LIGHT) == set(DARK)
    outside = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,6}\b", outside)
    assert set(re.findall(r"var\(--([a-z-]+)", CSS)) <= set(LIGHT) | {"serif", "sans", "mono", "tone", "tint"}


def test_paper_is_never_dark() -> None:
    assert CSS.count("prefers-color-scheme: dark") == 1 and "@media screen and (prefers-color-scheme: dark)" in CSS


TALLIES = [
    ((0, 0, 0), "No numeric claims."),
    ((1, 0, 0), "The one figure fails."),
    ((0, 1, 0), "The one figure passes."),
    ((0, 0, 1), "The one figure cannot be verified."),
    ((4, 0, 0), "All four figures fail."),
    ((2, 0, 0), "Both figures fail."),
    ((1, 1, 0), "One of two figures fails. One passes."),
    ((6, 3, 1), "Six of 10 figures fail. Three pass and one cannot be verified."),
    ((0, 3, 0), "All three figures pass."),
    ((0, 2, 12), "No figure fails. Of 14 figures, two pass and 12 cannot be verified."),
]


@pytest.mark.parametrize(("counts", "expected"), TALLIES)
def test_tally(counts: tuple[int, int, int], expected: str) -> None:
    order = (Verdict.FAIL, Verdict.PASS, Verdict.UNVERIFIABLE)
    assert tally(dict(zip(order, counts, strict=True))) == expected


def test_words_have_every_verdict_and_fall_back_to_the_code() -> None:
    assert set(words().verdicts) == set(Verdict)
    assert word({}, "list_number") == "list number" and spelled(9) == "Nine" and spelled(1200) == "1,200"


BARS = [
    (("0", "5"), ("0", "10"), 'x="0%" width="50%"', False),
    (("0", "-2"), ("-2", "6"), 'x="0%" width="25%"', True),
    (("0", "6"), ("-2", "6"), 'x="25%" width="75%"', True),
    (("0", "0"), ("0", "6"), 'x="0%" width="0%"', False),
    (("6", "6"), ("0", "6"), 'x="100%" width="0%"', False),
    (("0", "0.0001"), ("0", "6"), 'x="0%" width="0.5%"', False),
]


@pytest.mark.parametrize(("span", "ends", "expected", "tick"), BARS)
def test_bars(span: tuple[str, str], ends: tuple[str, str], expected: str, tick: bool) -> None:
    start, end = map(Decimal, span)
    drawn = bar(start, end, (Decimal(ends[0]), Decimal(ends[1])), style="said")
    assert expected in drawn and ('class="zero"' in drawn) is tick


def test_a_scale_is_never_empty() -> None:
    assert scale([]) == (0, 1)
