"""The text of a Word document as a reader sees it, and which character of which element each of its characters is.

Paragraphs have an empty line between them; a row of a table is a line, its cells have tabs between them. A first
paragraph in the style "Title" is the title. What tracked changes insert is in, what they delete is out; so are codes of
fields, hidden text, soft hyphens and raised marks of notes. Notes stand at the end, text boxes behind the paragraph
that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factcheck.articles.word.parts import Package
from factcheck.articles.word.styles import Styles

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"

_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "\ufffc"}
"""Elements that are one character each. What a symbol font shows is not known."""
_INLINE = frozenset(("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent",
                     "sdt"))
_BLOCKS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""A small raised digit is no digit of the number before it."""
_NOTE_MARK = re.compile(r"[\d*†‡§,\s]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_STOPS = ".,;:!?)]”’\"'"
_SPACES = str.maketrans("\t\n\r", "   ")
_SOFT_HYPHEN = "\u00ad"
_ORDER = ("", " ", "\t", "\n", "\n\n")


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: its characters from ``start`` to ``end`` are those of ``element`` from ``at`` on.

    ``host`` is the element of the document that it hangs on, where it stands in a note or a text box.
    """

    start: int
    end: int
    element: Any
    at: int
    host: Any = None


@dataclass(frozen=True)
class WordText:
    """The text of a document, its title, and where each stretch of it stands. ``root`` holds the pieces' elements."""

    text: str
    title: str | None
    pieces: tuple[Piece, ...]
    root: Any
    namespace: str


def text_of(package: Package) -> WordText:
    """The text of a Word file. ArticleError where a part of it cannot be read."""
    root = package.xml(package.main)
    namespace = root.tag.rpartition("}")[0] + "}"
    walk = _Walk(namespace, Styles(package, namespace))
    for body in root.iterchildren(f"{namespace}body"):
        title = walk.title_of(body)
        walk.blocks(body, host=None, skipped=title)
        words = walk.words_of(title) if title is not None else None
        _notes(walk, package)
        return WordText("".join(walk.written), words, tuple(walk.pieces), root, namespace)
    return WordText("", None, (), root, namespace)


def _notes(walk: _Walk, package: Package) -> None:
    """The foot- and endnotes, in the order in which the text refers to them."""
    for what in ("footnote", "endnote"):
        part = package.related(f"{what}s")
        wanted = walk.notes[what]
        if part is not None and wanted:
            notes = {note.get(f"{walk.w}id"): note for note in package.xml(part).iterchildren(f"{walk.w}{what}")}
            for identifier, host in wanted:
                if identifier in notes:
                    walk.blocks(notes[identifier], host=host)


class _Walk:
    """Goes through a document and writes down its text."""

    def __init__(self, w: str, styles: Styles) -> None:
        self.w, self.styles = w, styles
        self.written: list[str] = []
        self.pieces: list[Piece] = []
        self.notes: dict[str, list[tuple[str, Any]]] = {"footnote": [], "endnote": []}
        self._length = 0
        self._gap = ""
        self._joined = False
        """Whether the mark between two paragraphs was deleted, so that nothing stands between them."""
        self._fields: list[bool] = []
        """Of each open field, whether its result has begun; before that stands its code."""
        self._boxes: list[tuple[Any, Any]] = []

    def blocks(self, container: Any, *, host: Any, skipped: Any = None, gap: str = "\n\n") -> None:
        """Paragraphs and tables, each with ``gap`` before it."""
        for block in container.iterchildren():
            kind = self._kind(block)
            if block is skipped:
                continue
            if kind == "p":
                self._part(gap)
                self._paragraph(block, host)
            elif kind == "tbl":
                self._part(gap)
                self._table(block, host, gap="\n" if gap == "\n\n" else " ")
            elif kind in _BLOCKS:
                self.blocks(block, host=host, skipped=skipped, gap=gap)
            elif kind == "AlternateContent":
                self.blocks(_chosen(block), host=host if host is not None else block, gap=gap)

    def title_of(self, body: Any) -> Any:
        """The first paragraph with words, where it is in the style of titles; else None."""
        for block in body.iterchildren():
            if self._kind(block) == "p":
                if self.styles.is_title(block) and self.words_of(block).strip():
                    return block
                if not self.words_of(block).strip():
                    continue
            if self._kind(block) in ("p", "tbl", *_BLOCKS):
                return None
        return None

    def words_of(self, paragraph: Any) -> str:
        """The words of one paragraph alone."""
        walk = _Walk(self.w, self.styles)
        walk._inline(paragraph, None)
        return "".join(walk.written)

    def _table(self, table: Any, host: Any, *, gap: str) -> None:
        for row in self._within(table, "tr"):
            self._part(gap)
            for cell in self._within(row, "tc"):
                self._part("\t" if gap == "\n" else " ")
                self.blocks(cell, host=host, gap=" ")

    def _within(self, element: Any, kind: str) -> Iterator[Any]:
        """The rows of a table or the cells of a row, also those in content controls."""
        for child in element.iterchildren():
            if self._kind(child) == kind:
                yield child
            elif self._kind(child) in _BLOCKS:
                yield from self._within(child, kind)

    def _paragraph(self, paragraph: Any, host: Any) -> None:
        self._inline(paragraph, host)
        boxes, self._boxes = self._boxes, []
        for box, at in boxes:
            self.blocks(box, host=host if host is not None else at)
        mark = paragraph.find(f"{self.w}pPr/{self.w}rPr/{self.w}del")
        self._joined = mark is not None and not boxes

    def _inline(self, element: Any, host: Any) -> None:
        for child in element.iterchildren():
            kind = self._kind(child)
            if kind == "r":
                self._run(child, host)
            elif kind in _INLINE:
                self._inline(child, host)
            elif kind == "AlternateContent":
                self._inline(_chosen(child), host if host is not None else child)
            elif kind in ("oMath", "oMathPara"):
                self._write(child, "\ufffc", 0, host)

    def _run(self, run: Any, host: Any) -> None:
        hidden = self.styles.is_hidden(run)
        self._content(run, run, host, hidden=hidden, raised=not hidden and self.styles.is_raised(run))

    def _content(self, element: Any, run: Any, host: Any, *, hidden: bool, raised: bool) -> None:
        for child in element.iterchildren():
            kind = self._kind(child)
            if kind == "fldChar":
                self._field(child.get(f"{self.w}fldCharType"))
            elif kind == "AlternateContent":
                self._content(_chosen(child), run, host if host is not None else run, hidden=hidden, raised=raised)
            elif hidden or not all(self._fields):
                continue
            elif kind == "t":
                self._text(child, host, raised=raised)
            else:
                self._mark(child, kind, run, host)

    def _mark(self, element: Any, kind: str, run: Any, host: Any) -> None:
        """What stands in a run beside its text."""
        if kind in _MARKS:
            self._write(element, _MARKS[kind], 0, host)
        elif kind in ("footnoteReference", "endnoteReference"):
            self.notes[kind.removesuffix("Reference")].append((element.get(f"{self.w}id"), run))
        elif kind == "ruby":
            for base in element.iterchildren(f"{self.w}rubyBase"):
                self._inline(base, host if host is not None else run)
        elif kind in ("drawing", "pict", "object"):
            self._boxes += [(box, run) for box in element.iter(f"{self.w}txbxContent")
                            if not _is_nested(box, element, f"{self.w}txbxContent")]

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _text(self, element: Any, host: Any, *, raised: bool) -> None:
        raw = element.text or ""
        first, last = 0, len(raw)
        if element.get(_PRESERVE) != "preserve":
            first, last = len(raw) - len(raw.lstrip(" \t\r\n")), len(raw.rstrip(" \t\r\n"))
        words = raw[first:max(first, last)].translate(_SPACES)
        if raised:
            if _NOTE_MARK.fullmatch(words) and self._is_noted():
                return
            words = words.translate(_RAISED)
        for part in words.split(_SOFT_HYPHEN):
            self._write(element, part, first, host)
            first += len(part) + 1

    def _is_noted(self) -> bool:
        """Whether a raised number here is the mark of a note: behind a word or its stop, but not as in "5 km²"."""
        before = "" if self._gap or not self.written else "".join(self.written[-4:])[-4:]
        word = _LAST_WORD.search(before)
        return len(word.group()) > 2 if word else before[-1:] in tuple(_STOPS)

    def _write(self, element: Any, words: str, at: int, host: Any) -> None:
        if not words:
            return
        if self._length:
            self.written.append(self._gap)
            self._length += len(self._gap)
        self._gap = ""
        self.pieces.append(Piece(self._length, self._length + len(words), element, at, host))
        self.written.append(words)
        self._length += len(words)

    def _part(self, gap: str) -> None:
        """What stands between what was written and what comes: the widest gap that was asked for."""
        if not self._joined:
            self._gap = max(self._gap, gap, key=_ORDER.index)
        self._joined = False

    def _kind(self, element: Any) -> str:
        """The name of an element of Word or of compatibility; empty for any other."""
        namespace, _, name = element.tag.rpartition("}")
        return str(name) if namespace + "}" in (self.w, _COMPATIBILITY, _MATH) else ""


def _chosen(alternatives: Any) -> Any:
    """Of alternatives, that for programs of today; what is left empty else."""
    for kind in ("Choice", "Fallback"):
        for found in alternatives.iterchildren(f"{_COMPATIBILITY}{kind}"):
            return found
    return alternatives


def _is_nested(box: Any, within: Any, tag: str) -> bool:
    """Whether a text box lies in another one, or is the copy of one for older programs."""
    for above in box.iterancestors():
        if above is within:
            return False
        if above.tag == tag or above.tag == f"{_COMPATIBILITY}Fallback":
            return True
    return False
