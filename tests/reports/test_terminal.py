"""The report in a terminal: golden pages, widths, colours, and texts that would rather command the terminal."""

import re

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from factcheck.reports import terminal
from factcheck.verification.model import Verdict
from tests.reports import samples

SAMPLES = {"all": (samples.report(), samples.article()), "hostile": samples.hostile(), "empty": samples.empty()}
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("width", [40, 80])
def test_the_page(name: str, width: int, snapshot: SnapshotAssertion) -> None:
    assert terminal.render(*SAMPLES[name], width=width) == snapshot


@pytest.mark.parametrize("width", [40, 80])
def test_the_page_with_its_matches_explained(width: int, snapshot: SnapshotAssertion) -> None:
    assert terminal.render(*SAMPLES["all"], width=width, explain=True) == snapshot


@pytest.mark.parametrize("width", [24, 40, 80, 100])
@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_asked(width: int, color: bool, explain: bool) -> None:
    page = terminal.render(*SAMPLES["all"], width=width, color=color, explain=explain)
    assert max(cell_len(ESCAPE.sub("", line)) for line in page.splitlines()
               if "://" not in line) <= width
    assert "\n    https://example.org/lending?year=2025\n" in ESCAPE.sub("", page)


@pytest.mark.parametrize("name", SAMPLES)
def test_colour_only_repeats_what_the_words_say(name: str) -> None:
    plain = terminal.render(*SAMPLES[name])
    colored = terminal.render(*SAMPLES[name], color=True)
    assert "\x1b" not in plain
    assert "\x1b" in colored
    assert re.sub(r"\s+", "", ESCAPE.sub("", colored)) == re.sub(r"\s+|>>|<<", "", plain)


def test_nothing_in_the_environment_changes_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    before = terminal.render(*SAMPLES["all"])
    for name, value in {"COLUMNS": "30", "FORCE_COLOR": "1", "TERM": "dumb", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    assert terminal.render(*SAMPLES["all"]) == before


def test_a_text_cannot_command_the_terminal() -> None:
    page = terminal.render(*SAMPLES["hostile"], color=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ESCAPE.sub("", page))
    assert "\x1b[31mred" not in page


def test_every_verdict_is_said_in_words_and_a_shared_cause_once() -> None:
    page = terminal.render(*SAMPLES["all"])
    for claim in SAMPLES["all"][0].claims:
        assert re.search(rf"^{claim.verdict.value.upper()}  {re.escape(claim.figure)}  \(line \d+, {claim.id}\)$", page,
                         re.MULTILINE)
        assert claim.message in " ".join(page.split())
    assert page.count("2 figures count branches") == 1


def test_the_summary_at_the_end_lists_what_failed() -> None:
    report, article = SAMPLES["all"]
    end = terminal.render(report, article).split("Summary:")[1]
    for claim in report.claims:
        assert (claim.figure in end) is (claim.verdict is Verdict.FAIL)


def test_no_figure_is_a_normal_result() -> None:
    assert "No numeric claims" in terminal.render(*SAMPLES["empty"])
