"""The report in Markdown, for mail and for content systems. Everything from the article is escaped."""

from __future__ import annotations

import re
from urllib.parse import quote

from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.queries.periods import day
from factcheck.reports.wording import (
    VERDICT_WORDS,
    excerpt,
    explained,
    figures_of,
    groups,
    heading,
    headline,
    in_one_line,
    in_text_order,
    is_web,
    line_of,
    place_of,
    printable,
    published,
    shared_causes,
    short,
    sources,
    suggestion,
    tally,
    value_with_unit,
)
from factcheck.verification.model import Reference, Verdict

# Everything that CommonMark or its tables could read as markup; "&" and "<" also stop HTML.
_SPECIAL = re.compile(r"([\\`*_{}\[\]|~<>&])")
_LINE_START = re.compile(r"^(?:([-=:#+])|(\d+)(?=[.)](?:\s|$)))")
_LINK = re.compile(r"(?<=[a-z]):(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)", re.IGNORECASE)


def render(report: Report, article: Article) -> str:
    """The report: what fails, as sentences to send on; then every figure in a table; then the sources.

    >>> render(Report(sha256="0" * 64, references="1" * 64), Article(text="None.")).splitlines()[0]
    '# Article'
    """
    parts = [f"# {escape(headline(report, article))}", _head(report, article), *_failures(report, article),
             *_contradictions(report, article), *_figures(report, article), *_sources(report)]
    if report.not_claims:
        parts.append("## Numbers that are not claims")
        parts.append("\n".join(f"- {escape(group.reason)}: {escape(', '.join(group.figures))}"
                               for group in groups(report.not_claims)))
    if report.notes:
        parts.append("## Notes")
        parts.append("\n".join(f"- {escape(note)}" for note in report.notes))
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Text that Markdown shows as it is, in one line: ``escape("a *b* <i>")`` is ``a \\*b\\* \\<i\\>``."""
    text = _SPECIAL.sub(r"\\\1", printable(text).strip())
    # Backslashes keep addresses in running text from becoming links.
    text = _LINK.sub(lambda match: f"\\{match.group()}", text)
    return _LINE_START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\", text)


def _head(report: Report, article: Article) -> str:
    name = heading(report)
    named = "" if name == headline(report, article) else f" {escape(name)}."
    return (f"**{tally(report)}.**{named} {published(report).capitalize()}; references `{short(report.references)}`, "
            f"text `{short(report.sha256)}`.")


def _failures(report: Report, article: Article) -> list[str]:
    failed = [claim for claim in in_text_order(report) if claim.verdict is Verdict.FAIL]
    if not failed:
        return []
    causes = [f"**One cause, {len(cause.claims)} figures:** {escape(cause.message)} "
              f"({escape(figures_of(report, cause.claims))})" for cause in shared_causes(report)]
    items = [_failure(number, claim, report, article) for number, claim in enumerate(failed, start=1)]
    return ["## To correct", *causes, *items]


def _failure(number: int, claim: CheckedClaim, report: Report, article: Article) -> str:
    """One item of the list: what is wrong, the figure in its sentence, what it was held against."""
    lead = f"{number}. "
    said = f" Said by {escape(claim.speaker)}." if claim.speaker else ""
    parts = [f"**{escape(claim.figure)}** ({place_of(claim, article)}): {_why(claim, report)}{said}",
             f"> {_excerpt(claim)}"]
    instead = suggestion(claim)
    if instead is not None:
        parts.append(f"Suggested: {escape(in_one_line(instead))}")
    if claim.reference is not None:
        held = claim.reference
        parts.append(f"Reference: {_value(held)}, the {escape(held.query)}. {_title(held.title, held.url)}, "
                     f"{escape(held.publisher)}, as of {day(held.as_of)}.")
    return lead + f"\n\n{' ' * len(lead)}".join(parts)


def _excerpt(claim: CheckedClaim) -> str:
    part = excerpt(claim)
    before, after = escape(part.before), escape(part.after)
    # Within a word, stars would be shown as stars.
    stars = "" if part.before[-1:].isalnum() or part.after[:1].isalnum() else "**"
    return (f"{_spaced(before, part.before, left=True)}{stars}{escape(part.figure)}{stars}"
            f"{_spaced(after, part.after, left=False)}")


def _why(claim: CheckedClaim, report: Report) -> str:
    return " ".join(escape(told) for told in (claim.message, explained(claim, report)) if told)


def _contradictions(report: Report, article: Article) -> list[str]:
    told = [f"- **{escape(claim.figure)}** ({place_of(claim, article)}): {escape(one.message)}"
            for claim in in_text_order(report) for one in claim.consistency if not one.holds]
    return ["## The article against itself", "\n".join(told)] if told else []


def _figures(report: Report, article: Article) -> list[str]:
    """Every claim in the order of the text, each a row."""
    if not report.claims:
        return []
    rows = ["| line | figure | verdict | why | reference | as of |", "| ---: | --- | --- | --- | --- | --- |"]
    for claim in in_text_order(report):
        reference = claim.reference
        held = ("", "") if reference is None else (
            f"{_value(reference)}, the {escape(reference.query)}", reference.as_of.isoformat())
        cells = (str(line_of(article.text, claim.start)), escape(claim.figure), VERDICT_WORDS[claim.verdict],
                 f"{_why(claim, report)} (`{claim.reason}`)", *held)
        rows.append(f"| {' | '.join(cells)} |")
    return ["## Every figure", "\n".join(rows)]


def _sources(report: Report) -> list[str]:
    if not (used := sources(report)):
        return []
    return ["## Sources", "\n".join(f"- {_title(one.title, one.url)}, {escape(one.publisher)}, as of "
                                    f"{day(one.as_of)}, sha256 `{short(one.sha256)}`" for one in used)]


def _value(reference: Reference) -> str:
    return escape(value_with_unit(reference.value, reference.unit))


def _title(title: str, url: str | None) -> str:
    """The title of a table, with a link where it has an address that a browser only opens."""
    if not url or not is_web(url):
        return escape(title)
    return f"[{escape(title)}](<{quote(url, safe=':/?#@!$&*+,;=%~.-_')}>)"


def _spaced(escaped: str, original: str, *, left: bool) -> str:
    """The space beside the figure, which escaping takes away and the sentence needs."""
    if left:
        return escaped + (" " if original.endswith(" ") else "")
    return (" " if original.startswith(" ") else "") + escaped
