"""How a long run gets on, said on standard error: a line that changes on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Protocol, TextIO

from factcheck.archive.past import Differences
from factcheck.archive.progress import Progress
from factcheck.archive.run import Outcome
from factcheck.cli.speaking import on_one_line, tell
from factcheck.cli.terminals import width

OFTEN, SELDOM = 0.5, 15.0
"""Seconds between two lines on a terminal, and elsewhere; there the first comes after a third of it."""


class Teller(Protocol):
    """What tells of a run."""

    def progress(self, now: Progress) -> None:
        """How far it has got."""

    def differences(self, found: Differences, documents: int) -> None:
        """What is past, before it is checked again."""

    def end(self, ended: Outcome, folder: str) -> None:
        """What it came to."""

    def untold(self, folder: str) -> None:
        """Which command tells what became of verdicts."""

    def close(self) -> None:
        """Ends the line that changes."""


def teller(*, quiet: bool, form: str, stream: TextIO | None) -> Teller:
    """What is wanted: nothing, JSON, a line that changes, or lines."""
    if quiet or stream is None:
        return Silent()
    if form == "json":
        return Logged(stream)
    return Spoken(stream, changing=stream.isatty())


class Silent:
    """Says nothing."""

    def progress(self, now: Progress) -> None:
        """Nothing."""

    def differences(self, found: Differences, documents: int) -> None:
        """Nothing."""

    def end(self, ended: Outcome, folder: str) -> None:
        """Nothing."""

    def untold(self, folder: str) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


@dataclass(slots=True)
class _Pace:
    """When the next line is due."""

    every: float
    due: float

    def is_due(self) -> bool:
        now = monotonic()
        if now < self.due:
            return False
        self.due = now + self.every
        return True


class Logged:
    """One JSON object a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._pace = _Pace(SELDOM / 3, monotonic() + SELDOM / 3)

    def progress(self, now: Progress) -> None:
        """Every few seconds."""
        if self._pace.is_due():
            left = now.seconds_left
            self._say("again" if now.again else "progress", documents=now.documents, seconds=round(now.seconds, 1),
                      documents_per_second=round(now.documents_per_second, 2),
                      words_per_second=round(now.words_per_second), archive=asdict(now.totals),
                      seconds_left=None if left is None else round(left))

    def differences(self, found: Differences, documents: int) -> None:
        """What changed."""
        self._say("changed", documents=documents, **asdict(found))

    def end(self, ended: Outcome, folder: str) -> None:
        """The totals."""
        self._say("done", folder=folder, archive=asdict(ended.totals))

    def untold(self, folder: str) -> None:
        """That there are changes which were not told."""
        self._say("changes_untold", folder=folder)

    def close(self) -> None:
        """Nothing."""

    def _say(self, event: str, **values: object) -> None:
        tell(self._stream, json.dumps({"event": event, **values}))


class Spoken:
    """Lines for people."""

    def __init__(self, stream: TextIO, *, changing: bool) -> None:
        self._stream, self._changing, self._open = stream, changing, False
        self._pace = _Pace(OFTEN, 0.0) if changing else _Pace(SELDOM, monotonic() + SELDOM / 3)

    def progress(self, now: Progress) -> None:
        """Where it stands, how fast it goes, how long it will take."""
        if self._pace.is_due():
            self._line(_spoken(now, brief=self._changing), last=False)

    def differences(self, found: Differences, documents: int) -> None:
        """What changed since, and what that costs."""
        what = [*(["the language model, or what reads with it,"] if found.reading else []),
                *(["what matches and judges claims"] if found.judging else []),
                *([f"the reference data ({_some(found.datasets)})"] if found.datasets else [])]
        listed = " and ".join(filter(None, ("; ".join(what[:-1]), what[-1]))) if what else ""
        self._line(f"Changed since these results were made: {listed}; {documents:,} documents are checked "
                   "again.", last=True)

    def end(self, ended: Outcome, folder: str) -> None:
        """What the archive comes to."""
        totals = ended.totals
        self._line(f"{totals.documents:,} {_plural('document', totals.documents)}: {totals.checked:,} checked, "
                   f"{totals.duplicates:,} {_plural('duplicate', totals.duplicates)}, "
                   f"{totals.unreadable:,} unreadable. Claims: {totals.failed:,} fail, {totals.passed:,} pass, "
                   f"{totals.unverifiable:,} unverifiable. The results are in {folder}.", last=True)

    def untold(self, folder: str) -> None:
        """Which command tells what became of verdicts."""
        self._line(f"Documents were checked again since changes were last told; “factcheck archive recheck {folder}” "
                   "tells which claims changed their verdict.", last=True)

    def close(self) -> None:
        """Ends the line that changes."""
        if self._open:
            tell(self._stream, "")
            self._open = False

    def _line(self, text: str, *, last: bool) -> None:
        if not self._changing:
            tell(self._stream, on_one_line(text))
            return
        wide = max(20, width() - 1)
        shown = text if last or len(text) <= wide else text[:wide].rpartition(", ")[0]
        tell(self._stream, "\r" + on_one_line(shown).ljust(wide), end="\n" if last else "")
        self._open = not last


def _brief(now: Progress) -> str:
    """The same for a terminal, where a line is 80 wide: what matters most first, since its end may be cut off."""
    left, totals = now.seconds_left, now.totals
    done = f"{now.done:,} of {now.total:,} again" if now.again else f"{totals.documents:,} documents"
    parts = [done, *([f"{_time(left)} left"] if left is not None else [])]
    if not now.again:
        parts += [*([f"{totals.unreadable:,} unreadable"] if totals.unreadable else []), f"{totals.failed:,} fail",
                  f"{totals.passed:,} pass", f"{totals.unverifiable:,} open"]
    return ", ".join([*parts, f"{now.documents_per_second:,.1f}/s", f"{now.words_per_second:,.0f} words/s"])


def _spoken(now: Progress, *, brief: bool = False) -> str:
    if brief:
        return _brief(now)
    left = now.seconds_left
    totals = now.totals
    done = f"{now.done:,} of {now.total:,} documents checked again" if now.again else f"{totals.documents:,} documents"
    parts = [done, f"{now.documents_per_second:,.1f} a second", f"{now.words_per_second:,.0f} words a second",
             *([f"{_time(left)} left"] if left is not None else [])]
    if not now.again:
        parts += [f"{totals.failed:,} fail", f"{totals.passed:,} pass", f"{totals.unverifiable:,} unverifiable",
                  f"{totals.unreadable:,} unreadable"]
    return ", ".join(parts)


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _time(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = whole // 3600, whole % 3600 // 60
    return f"{hours}:{minutes:02} h" if hours else f"{minutes}:{whole % 60:02} min"


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
