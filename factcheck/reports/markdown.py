"""The report in Markdown, for mail and for content systems. Everything from the article is escaped."""

from __future__ import annotations

import re
from urllib.parse import quote

from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.reports.wording import (
    VERDICT_WORDS,
    excerpt,
    explained,
    figures_of,
    groups,
    heading,
    in_one_line,
    in_text_order,
    is_web,
    place_of,
    printable,
    published,
    shared_causes,
    short,
    suggestion,
    tally,
    value_with_unit,
)
from factcheck.verification.model import Reference, Verdict

# Everything that CommonMark or its tables could read as markup; "&" and "<" also stop HTML.
_SPECIAL = re.compile(r"([\\`*_{}\[\]|~<>&])")
_LINE_START = re.compile(r"^(?:([-=:#+])|(\d+)(?=[.)](?:\s|$)))")
_LINK = re.compile(r"(https?:)//|\bwww\.", re.IGNORECASE)


def render(report: Report, article: Article) -> str:
    """The report: a heading, the counts, one section a claim in the order of the text, the failures again at the end.

    >>> render(Report(sha256="0" * 64, references="1" * 64), Article(text="None.")).splitlines()[0]
    '# Article'
    """
    parts = [f"# {escape(heading(report))}", _head(report)]
    parts += [f"**One cause, {len(cause.claims)} figures:** {escape(cause.message)} "
              f"({escape(figures_of(report, cause.claims))})" for cause in shared_causes(report)]
    parts += [_claim(claim, report, article) for claim in in_text_order(report)]
    if report.not_claims:
        parts.append("## Numbers that are not claims")
        parts.append("\n".join(f"- {escape(group.reason)}: {escape(', '.join(group.figures))}"
                               for group in groups(report.not_claims)))
    if report.notes:
        parts.append("## Notes")
        parts.append("\n".join(f"- {escape(note)}" for note in report.notes))
    parts += _failures(report)
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Text that Markdown shows as it is, in one line: ``escape("a *b* <i>")`` is ``a \\*b\\* \\<i\\>``."""
    text = _SPECIAL.sub(r"\\\1", printable(text).strip())
    # Backslashes keep addresses in running text from becoming links.
    text = _LINK.sub(lambda match: match.group().replace(":", "\\:").replace(".", "\\."), text)
    return _LINE_START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\", text)


def _head(report: Report) -> str:
    return (f"**{tally(report)}.** {published(report).capitalize()}; references `{short(report.references)}`, "
            f"text `{short(report.sha256)}`.")


def _claim(claim: CheckedClaim, report: Report, article: Article) -> str:
    part = excerpt(claim)
    before, after = escape(part.before), escape(part.after)
    lines = [f"## {VERDICT_WORDS[claim.verdict]}: {escape(claim.figure)}", "",
             f"> {_spaced(before, part.before, left=True)}**{escape(part.figure)}**"
             f"{_spaced(after, part.after, left=False)}", "",
             f"- {escape(claim.message)}"]
    explanation = explained(claim, report)
    if explanation is not None:
        lines.append(f"- Explanation: {escape(explanation)}")
    instead = suggestion(claim)
    if instead is not None:
        lines.append(f"- Suggested: {escape(in_one_line(instead))}")
    if claim.reference is not None:
        lines.append(f"- Reference: {_reference(claim.reference)}")
    lines += [f"- The article itself {'agrees' if one.holds else 'disagrees'}: {escape(one.message)}"
              for one in claim.consistency]
    if claim.speaker:
        lines.append(f"- Said by {escape(claim.speaker)}.")
    lines.append(f"- {place_of(claim, article).capitalize()}, claim `{claim.id}`, reason `{claim.reason}`.")
    return "\n".join(lines)


def _spaced(escaped: str, original: str, *, left: bool) -> str:
    """The space beside the figure, which escaping takes away and the sentence needs."""
    if left:
        return escaped + (" " if original.endswith(" ") else "")
    return (" " if original.startswith(" ") else "") + escaped


def _reference(reference: Reference) -> str:
    title = escape(reference.title)
    if reference.url and is_web(reference.url):
        title = f"[{title}](<{quote(reference.url, safe=':/?#@!$&*+,;=%~.-_')}>)"
    return (f"{escape(value_with_unit(reference.value, reference.unit))}, the {escape(reference.query)}. {title}, "
            f"{escape(reference.publisher)}, as of {reference.as_of.isoformat()}, snapshot "
            f"{escape(reference.snapshot)}, sha256 `{short(reference.sha256)}`.")


def _failures(report: Report) -> list[str]:
    failed = [claim for claim in in_text_order(report) if claim.verdict is Verdict.FAIL]
    if not failed:
        return []
    return ["## To correct", "\n".join(f"1. {escape(claim.figure)}: {escape(claim.message)}" for claim in failed)]
