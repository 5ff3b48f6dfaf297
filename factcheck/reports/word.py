"""The report as comments in the margin of a Word document: the author's own, or one that is made of the text.

In the author's own document nothing changes but the anchors of the comments and the comments themselves.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from factcheck.articles.model import Article
from factcheck.articles.word.parts import Package, serialized
from factcheck.articles.word.text import Piece, WordText, text_of
from factcheck.checking.model import CheckedClaim, Report
from factcheck.reports.word_anchors import Anchor, anchor
from factcheck.reports.word_comments import add_comment, lines_of, new_comments
from factcheck.reports.word_pages import new_document
from factcheck.reports.wording import in_text_order

_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def render(report: Report, article: Article) -> bytes:
    """A Word document with a comment on each figure. The same bytes for the same report and article."""
    if article.original is not None:
        package = Package(article.original, name=article.id or "The document")
        document = text_of(package)
        if document.text == article.text:
            return _commented(package, document, report) if report.claims else article.original
    package, document = new_document(article)
    return _commented(package, document, report)


def _commented(package: Package, document: WordText, report: Report) -> bytes:
    claims = in_text_order(report)
    part = package.related("comments") or _free(package, "comments.xml")
    comments = package.xml(part) if part in package.names() else new_comments(document.namespace)
    styles = _styles(package, document.namespace)
    anchors = _anchors(document, comments, claims)
    hosted = [piece for piece in document.pieces if piece.host is not None]
    starts = [piece.start for piece in hosted]
    for one, claim in zip(anchors, claims, strict=True):
        add_comment(comments, one.identifier, lines_of(claim, report, elsewhere=_is_elsewhere(hosted, starts, one)),
                    published=report.published, styles=styles)
    anchor(document, anchors, style="CommentReference" if "CommentReference" in styles else None)
    changes = package.with_part(part, comments, what="comments", content_type=_COMMENTS) if claims else {}
    return package.rewritten(changes | {package.main: serialized(document.root)})


def _anchors(document: WordText, comments: Any, claims: Sequence[CheckedClaim]) -> list[Anchor]:
    """Anchors with ids that no comment of the document has, nor any leftover of one."""
    w = document.namespace
    marks = [*comments.iterchildren(f"{w}comment"), *document.root.iter(f"{w}commentRangeStart"),
             *document.root.iter(f"{w}commentRangeEnd"), *document.root.iter(f"{w}commentReference")]
    used = {int(found) for mark in marks if (found := mark.get(f"{w}id", "")).isascii() and found.isdigit()}
    first = max(used, default=-1) + 1
    if first + len(claims) >= 1 << 31:  # what Word can count to
        free = [number for number in range(len(used) + len(claims)) if number not in used]
        return [Anchor(number, claim.start, claim.end) for number, claim in zip(free, claims, strict=False)]
    return [Anchor(number, claim.start, claim.end) for number, claim in enumerate(claims, start=first)]


def _is_elsewhere(hosted: Sequence[Piece], starts: Sequence[int], one: Anchor) -> bool:
    """Whether the figure stands in a note or a box, so that its comment hangs on something else."""
    at = bisect_right(starts, one.end - 1) - 1
    return at >= 0 and one.start < hosted[at].end


def _styles(package: Package, w: str) -> frozenset[str]:
    part = package.related("styles")
    if part is None:
        return frozenset()
    return frozenset(str(style.get(f"{w}styleId")) for style in package.xml(part).iterchildren(f"{w}style"))


def _free(package: Package, file: str) -> str:
    """A name for a new part beside the document that no other part has."""
    folder = posixpath.dirname(package.main)
    taken = {name.lower() for name in package.names()}
    stem, _, ending = file.rpartition(".")
    names = [file, *(f"{stem}{number}.{ending}" for number in range(2, len(taken) + 3))]
    return next(path for name in names if (path := posixpath.join(folder, name)).lower() not in taken)
