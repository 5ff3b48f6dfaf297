"""How a long run is told on a terminal, which cuts what does not fit, and elsewhere."""

from __future__ import annotations

import io

import pytest

from factcheck.archive.progress import Progress
from factcheck.archive.run import Outcome
from factcheck.archive.state import Totals
from factcheck.cli.meters import Logged, Spoken

TOTALS = Totals(documents=1124, checked=1100, duplicates=20, unreadable=4, words=90000, passed=2106, failed=413,
                unverifiable=7020)
NOW = Progress(TOTALS, documents=1124, words=90000, done=50, total=100, seconds=150.0)


def told(now: Progress, *, changing: bool) -> str:
    stream = io.StringIO()
    Spoken(stream, changing=changing).progress(now) if changing else _at_once(stream, now)
    return stream.getvalue().strip()


def _at_once(stream: io.StringIO, now: Progress) -> None:
    spoken = Spoken(stream, changing=False)
    spoken._pace.due = 0.0
    spoken.progress(now)


@pytest.mark.parametrize("columns", ["80", "60", "40"])
def test_a_terminal_is_told_what_matters_most_and_no_half_words(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    line = told(NOW, changing=True)
    assert len(line) < int(columns)
    whole = "1,124 documents, 2:30 min left, 4 unreadable, 413 fail, 2,106 pass, 7,020 open, 7.5/s, 600 words/s"
    assert whole.startswith(line)
    assert whole[len(line):][:2] in ("", ", ")


def test_elsewhere_a_line_says_it_all() -> None:
    assert told(NOW, changing=False) == (
        "1,124 documents, 7.5 a second, 600 words a second, 2:30 min left, 413 fail, 2,106 pass, 7,020 unverifiable, "
        "4 unreadable")


@pytest.mark.parametrize(("done", "seconds", "left"), [
    (1, 9.0, None), (5, 9.0, 171.0), (1, 31.0, 3069.0), (0, 60.0, None), (100, 9.0, 0.0)])
def test_the_first_documents_are_no_measure_of_the_time_left(done: int, seconds: float, left: float | None) -> None:
    assert Progress(TOTALS, done=done, total=100, seconds=seconds).seconds_left == left


class _Gone(io.StringIO):
    """A stream whose reader has gone, as that of ``2>&1 | head``."""

    def flush(self) -> None:
        raise BrokenPipeError(32, "Broken pipe")


def test_that_no_one_listens_any_more_ends_no_run() -> None:
    Spoken(_Gone(), changing=True).progress(NOW)
    Logged(_Gone())._say("progress")


def test_a_name_with_line_ends_is_told_on_one_line() -> None:
    stream = io.StringIO()
    Spoken(stream, changing=False).end(Outcome(complete=True, totals=TOTALS), "new\nli\x1b[2Jne")
    assert stream.getvalue().count("\n") == 1
    assert "\x1b" not in stream.getvalue()
