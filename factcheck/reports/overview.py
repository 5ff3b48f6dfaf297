"""What the overview of an archive shows, as frozen values: ``overview_html`` sets it out, the archive adds it up."""

from __future__ import annotations

from datetime import date

from claims.model import Frozen
from factcheck.reports.wording import Excerpt
from factcheck.verification.model import Verdict


class Counts(Frozen):
    """How figures came out."""

    failed: int = 0
    passed: int = 0
    unverifiable: int = 0

    @property
    def total(self) -> int:
        """All figures."""
        return self.failed + self.passed + self.unverifiable

    @property
    def settled(self) -> int:
        """Those that a table settled."""
        return self.failed + self.passed

    @property
    def share(self) -> float | None:
        """The share of the settled ones that fail; None where none was settled."""
        return self.failed / self.settled if self.settled else None

    def of(self, verdict: Verdict) -> int:
        """Those of one verdict."""
        return {Verdict.FAIL: self.failed, Verdict.PASS: self.passed}.get(verdict, self.unverifiable)


class Line(Frozen):
    """The figures of one section, author, dataset and so on; a name of None is one that is not known."""

    name: str | None
    articles: int
    counts: Counts


class Breakdown(Frozen):
    """The lines with most wrong figures, and the others in one."""

    by: str
    """A key of ``data/overview.toml``."""
    lines: tuple[Line, ...]
    rest: Line | None = None
    others: int = 0
    """How many the rest is made of."""


class Moment(Frozen):
    """The figures of the articles of one month, or of one year: "2025-03"."""

    label: str
    counts: Counts


class Wrong(Frozen):
    """A failed claim, with what makes it worth a correction."""

    figure: str
    excerpt: Excerpt
    message: str
    more: str = ""
    correction: str | None = None
    source: str | None = None
    as_of: date | None = None
    link: str | None = None
    """The address of the source, where it is one of the web."""
    title: str
    published: date | None = None
    author: str | None = None
    section: str | None = None
    outlet: str | None = None
    reads: int | None = None
    address: str | None = None
    """The article's own address on the web."""
    speaker: str | None = None
    quoted: bool = False
    off: str | None = None
    """By how much: "169 too high, 20%"."""
    in_headline: bool = False
    in_lead: bool = False
    times: int = 1
    elsewhere: int = 0
    """In how many other articles the same stands."""
    repeats: int = 0
    """How often the article as a whole is there again."""
    file: str | None = None
    """The article's own report, beside the overview."""
    card: int = 1
    """The number of its card there."""


class Unread(Frozen):
    """A document that could not be read."""

    location: str
    """Empty where the reason names the file."""
    reason: str


class Overview(Frozen):
    """The whole overview."""

    name: str
    chosen: tuple[str, ...] = ()
    """What was asked for, where it is not everything."""
    notes: tuple[str, ...] = ()
    checked: int = 0
    duplicates: int = 0
    unreadable: int = 0
    words: int = 0
    failing: int = 0
    """Articles with a wrong figure."""
    first: date | None = None
    last: date | None = None
    undated: int = 0
    counts: Counts = Counts()
    yearly: bool = False
    moments: tuple[Moment, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    more_wrong: int = 0
    """Those that are not listed."""
    unread: tuple[Unread, ...] = ()
