"""What stands in the margin of a Word document beside a figure, and the part of the file that holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from lxml import etree

from claims.model import Frozen
from factcheck.checking.model import CheckedClaim, Report
from factcheck.queries.periods import day
from factcheck.reports.wording import (
    VERDICT_WORDS,
    explained,
    in_one_line,
    printable,
    shared_cause,
    suggestion,
    value_with_unit,
)
from factcheck.verification.model import Reference, Verdict

AUTHOR = "factcheck"
INITIALS = "fc"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Line(Frozen):
    """A paragraph of a comment: a word in bold, and what is said."""

    label: str
    words: str


def lines_of(claim: CheckedClaim, report: Report, *, elsewhere: bool = False) -> tuple[Line, ...]:
    """What a comment says of a claim; short where nothing could be checked. ``elsewhere``: it names its figure."""
    about = f"“{printable(claim.figure)}”: " if elsewhere else ""
    lines = [Line(label=f"{VERDICT_WORDS[claim.verdict]}.", words=f"{about}{printable(claim.message)}")]
    if claim.verdict is not Verdict.UNVERIFIABLE:
        explanation = explained(claim, report)
        if explanation is not None:
            lines.append(Line(label="Why:", words=explanation))
        cause = shared_cause(claim, report)
        if cause is not None:
            lines.append(Line(label="One cause:", words=printable(cause.message)))
        instead = suggestion(claim)
        if instead is not None:
            lines.append(Line(label="Suggested:", words=f"{in_one_line(instead)}."))
        if claim.reference is not None:
            lines += _of_reference(claim.reference)
    lines += [Line(label="The article itself disagrees:", words=printable(one.message))
              for one in claim.consistency if not one.holds]
    return tuple(lines)


def _of_reference(reference: Reference) -> list[Line]:
    address = f", {printable(reference.url)}" if reference.url else ""
    return [Line(label="Reference:", words=f"{value_with_unit(reference.value, reference.unit)}, the "
                 f"{printable(reference.query)}."),
            Line(label="Source:", words=f"{printable(reference.publisher)}, {printable(reference.title)}, as of "
                 f"{day(reference.as_of)}{address}")]


def new_comments(namespace: str = f"{{{WORD}}}") -> Any:
    """A part that holds no comment yet."""
    return etree.Element(f"{namespace}comments", nsmap={"w": namespace[1:-1]})


def add_comment(comments: Any, identifier: int, lines: Sequence[Line], *, published: date | None, styles: frozenset[str]
                ) -> None:
    """Adds a comment to the part that holds them. ``styles`` are the ids that the document defines."""
    w = comments.tag.rpartition("}")[0] + "}"
    comment = etree.SubElement(comments, f"{w}comment", {f"{w}id": str(identifier), f"{w}author": AUTHOR})
    if published is not None:  # the clock of the machine has no place in a result
        comment.set(f"{w}date", f"{published.isoformat()}T00:00:00Z")
    comment.set(f"{w}initials", INITIALS)
    for number, line in enumerate(lines):
        paragraph = etree.SubElement(comment, f"{w}p")
        if "CommentText" in styles:
            properties = etree.SubElement(paragraph, f"{w}pPr")
            etree.SubElement(properties, f"{w}pStyle", {f"{w}val": "CommentText"})
        if number == 0:
            mark = etree.SubElement(paragraph, f"{w}r")
            if "CommentReference" in styles:
                etree.SubElement(etree.SubElement(mark, f"{w}rPr"), f"{w}rStyle", {f"{w}val": "CommentReference"})
            etree.SubElement(mark, f"{w}annotationRef")
        _say(paragraph, line.label, w, bold=True)
        _say(paragraph, f" {line.words}", w, bold=False)


def _say(paragraph: Any, words: str, w: str, *, bold: bool) -> None:
    run = etree.SubElement(paragraph, f"{w}r")
    if bold:
        etree.SubElement(etree.SubElement(run, f"{w}rPr"), f"{w}b")
    text = etree.SubElement(run, f"{w}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = possible(words)


def possible(words: str) -> str:
    """The words without what cannot stand in XML; as many characters as before."""
    return _IMPOSSIBLE.sub("\ufffd", words)
