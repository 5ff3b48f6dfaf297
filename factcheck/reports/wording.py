"""What all readable reports say alike: where a figure stands, the value of a reference, what belongs together."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit

from claims.model import Claim, Frozen, NotClaim
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.verification.formatting import ordinal, plain, with_unit
from factcheck.verification.model import Cause, Verdict

VERDICT_WORDS = {Verdict.FAIL: "FAIL", Verdict.PASS: "PASS", Verdict.UNVERIFIABLE: "UNVERIFIABLE"}
"""A verdict is always said in words; colour only repeats it."""

_ORDER = (Verdict.FAIL, Verdict.PASS, Verdict.UNVERIFIABLE)

_BASIS = {"given": "given", "dateline": "from the dateline", "metadata": "from the document's own data"}

# Escape sequences could rewrite a terminal, and direction marks could turn a sentence round: both are shown as a box.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_LINE_END = re.compile(r"\r\n|\n|\r")

_LONGEST_SENTENCE = 320
"""A longer sentence is cut around its figure; sentences of more than 50 words are lists and tables."""


class Excerpt(Frozen):
    """A sentence in three parts, in one line, cut where it is very long."""

    before: str
    figure: str
    after: str


class Source(Frozen):
    """A snapshot that claims were held against, told once for all of them."""

    title: str
    publisher: str
    as_of: date
    sha256: str
    url: str | None


class Suggestion(Frozen):
    """A corrected wording. ``other``, in the article's own words, and ``exact`` only where they say something else."""

    suggested: str
    other: str | None
    exact: str | None


class Group(Frozen):
    """Numbers that are no claims for one reason."""

    reason: str
    figures: tuple[str, ...]


def printable(text: str) -> str:
    """The text in one line; control characters and direction marks are shown as U+FFFD.

    >>> printable("40\\n states")
    '40 states'
    """
    return harmless(re.sub(r"\s+", " ", text))


def harmless(text: str) -> str:
    """The text with its line ends and spaces, and without what could command a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)


def excerpt(claim: Claim) -> Excerpt:
    """The claim's sentence around its figure. The figure is never cut."""
    sentence = claim.sentence
    start, end = claim.start - sentence.start, claim.end - sentence.start
    before, after = printable(sentence.text[:start]).lstrip(), printable(sentence.text[end:]).rstrip()
    figure = printable(sentence.text[start:end])
    room = max(_LONGEST_SENTENCE - len(figure), 80)
    if len(before) + len(after) > room:
        left = max(room // 2, room - len(after))
        if len(before) > left:
            before = "… " + before[-left:].split(" ", 1)[-1]
        if len(after) > room - min(left, len(before)):
            after = after[:room - min(left, len(before))].rsplit(" ", 1)[0] + " …"
    return Excerpt(before=before, figure=figure, after=after)


def line_of(text: str, offset: int) -> int:
    """The line of an offset, from 1, as editors count them."""
    return bisect_right(_line_starts(text), offset)


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return _line_starts(text)[line_of(text, offset) - 1]


@lru_cache(maxsize=2)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where lines begin. Counted once a text: a text of 10 MB has tens of thousands of figures."""
    return (0, *(end.end() for end in _LINE_END.finditer(text)))


def heading(report: Report) -> str:
    """What an article is called: its title, else its file or address, else "Article"."""
    return printable(report.title or report.id or report.url or "Article")


_LONGEST_HEADLINE = 160
_NO_HEADLINE = re.compile(r"^[^a-zA-Z]*$|[.:;,]$|^(?i:by) (?:[A-Z][\w.’'-]*,? ?|and ){1,8}$|"
                          r"^(?i:published|updated|posted|photo|photos)\b")
"""Lines over a text that are no headline: sentences, bylines, and what says when it was published."""


def headline(report: Report, article: Article) -> str:
    """What an article is called on a page: its title; else the line that stands over its text like a headline; else its
    address, or its file without the folders that it happens to lie in.
    """
    name = heading(report)
    if report.title or web_address(name):
        return name
    start = len(article.text) - len(article.text.lstrip())
    for _ in range(2):  # the date of a paper may stand over its headline
        first, _, rest = article.text[start:].partition("\n")
        line = printable(first).strip()
        dated = any(one.reason == "date" and start <= one.start < start + len(first) and
                    one.end - one.start > len(line) / 2 for one in report.not_claims)
        if not dated:
            if rest.strip() and len(line) <= _LONGEST_HEADLINE and _NO_HEADLINE.search(line) is None:
                return line
            break
        start = len(article.text) - len(rest.lstrip())
    return re.split(r"[\\/]", name.rstrip("\\/"))[-1] or name


def published(report: Report) -> str:
    """The publication date and how it is known: "published 2025-09-17 (from the dateline)"."""
    if report.published is None:
        return "publication date unknown"
    basis = _BASIS.get(report.published_basis or "", report.published_basis)
    return f"published {report.published.isoformat()}" + (f" ({basis})" if basis else "")


def short(digest: str) -> str:
    """The first twelve digits of a hash, enough to compare by eye."""
    return digest.removeprefix("sha256:")[:12]


def value_with_unit(value: Decimal, unit: str) -> str:
    """A reference value as a reader says it: "831 agencies", "640.7%", "first", "7.4 times"."""
    if unit == "rank":
        return ordinal(value)
    if unit == "multiple":
        return f"{plain(value)} times"
    return with_unit(value, unit)


def tally(report: Report) -> str:
    """How the claims came out, in words: "2 fail, 1 pass, 3 unverifiable"; "No numeric claims" where there are none."""
    if not report.claims:
        return "No numeric claims"
    counts = {verdict: sum(claim.verdict is verdict for claim in report.claims) for verdict in _ORDER}
    return ", ".join(f"{count} {verdict.value}" for verdict, count in counts.items() if count)


def in_text_order(report: Report) -> tuple[CheckedClaim, ...]:
    """The claims in the order of the text."""
    return tuple(sorted(report.claims, key=lambda claim: (claim.start, claim.end)))


def shared_cause(claim: CheckedClaim, report: Report) -> Cause | None:
    """The cause that a claim shares with others; None where it stands alone."""
    return next((cause for cause in report.causes if claim.id in cause.claims and len(cause.claims) > 1), None)


def explained(claim: CheckedClaim, report: Report) -> str | None:
    """The explanation of a claim where neither its message nor a shared cause says it already."""
    if claim.explanation is None:
        return None
    explanation = printable(claim.explanation.message)
    cause = shared_cause(claim, report)
    told = [printable(claim.message), *([printable(cause.message)] if cause else [])]
    return None if any(explanation.rstrip(".").casefold() in text.casefold() for text in told) else explanation


def suggestion(claim: CheckedClaim) -> Suggestion | None:
    """The corrected wording of a wrong figure as a reader may be shown it: it is made of the article's own words."""
    found = claim.correction
    if found is None:
        return None
    wordings = {one.casefold() for one in (found.suggested, found.exact)}
    worded = found.figure is not None and any(letter.isalpha() for letter in found.figure)
    other = found.figure if worded and (found.figure or "").casefold() not in wordings else None
    digits = ["".join(filter(str.isdigit, one)) for one in (found.exact, found.suggested)]
    exact = found.exact if digits[0] and digits[0] not in digits[1] else None
    return Suggestion(suggested=printable(found.suggested), other=other and printable(other),
                      exact=exact and printable(exact))


def in_one_line(told: Suggestion) -> str:
    """A suggestion as text: '“831 agencies under 1,000 agreements”, or “about 830 agencies”'."""
    return (f"“{told.suggested}”" + (f", or “{told.other}”" if told.other else "")
            + (f" (exactly {told.exact})" if told.exact else ""))


def shared_causes(report: Report) -> tuple[Cause, ...]:
    """The causes that several claims share."""
    return tuple(cause for cause in report.causes if len(cause.claims) > 1)


def sources(report: Report) -> tuple[Source, ...]:
    """The snapshots that the claims were held against, each once, in the order of the text."""
    used = {claim.reference.sha256: claim.reference for claim in reversed(in_text_order(report)) if claim.reference}
    return tuple(Source(title=one.title, publisher=one.publisher, as_of=one.as_of, sha256=one.sha256, url=one.url)
                 for one in reversed(used.values()))


def figures_of(report: Report, identifiers: tuple[str, ...]) -> str:
    """Figures by the ids of their claims, in quotation marks: "“About 1,000 departments”, “135”"."""
    by_id = {claim.id: claim for claim in report.claims}
    return ", ".join(f"“{printable(by_id[one].figure)}”" for one in identifiers if one in by_id)


def groups(not_claims: tuple[NotClaim, ...]) -> tuple[Group, ...]:
    """The other numbers by reason, in order of first appearance; a repeated one is counted: "“287(g)” (3 times)"."""
    found: dict[str, dict[str, int]] = {}
    for other in not_claims:
        figures = found.setdefault(other.reason, {})
        figure = printable(other.figure)
        figures[figure] = figures.get(figure, 0) + 1
    return tuple(Group(reason=reason.replace("_", " "),
                       figures=tuple(f"“{figure}”" + (f" ({count} times)" if count > 1 else "")
                                     for figure, count in figures.items()))
                 for reason, figures in found.items())


def is_web(url: str) -> bool:
    """Whether an address may become a link: http and https, nothing that a browser would run."""
    try:
        return urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        return False


def web_address(address: str | None) -> str | None:
    """The address where it is one of the web, else None: ``web_address("javascript:alert(1)")`` is None."""
    try:
        parts = urlsplit(address or "")
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def place_of(claim: Claim, article: Article) -> str:
    """Where a claim stands: "line 5"."""
    return f"line {line_of(article.text, claim.start)}"
