"""Comments tied to exact characters of a Word document: runs are parted there, and keep all of their formatting."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from factcheck.articles.word.text import Piece, WordText

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTAINERS = ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "sdt")


@dataclass(frozen=True)
class Anchor:
    """The comment with this id belongs to the characters of the text from ``start`` to ``end``."""

    identifier: int
    start: int
    end: int


Cut = tuple[Any, int]
"""A place before a character of an element's own text; 0 is before the element, its length behind it."""


def anchor(document: WordText, anchors: Iterable[Anchor], *, style: str | None = None) -> None:
    """Ties comments to ``document``, whose elements are changed; ``style`` is that of a comment's mark.

    An anchor that no character of the document belongs to is tied to the next one that is there.
    """
    starts = [piece.start for piece in document.pieces]
    places = [(one, *_places(document.pieces, starts, one)) for one in anchors if one.start < one.end]
    cuts: dict[Any, set[Cut]] = defaultdict(set)
    for _, first, last in places:
        for piece, at in (first, last):
            if piece.host is None:
                cuts[piece.element.getparent()].add((piece.element, at))
    sides: dict[Cut, tuple[Any, Any]] = {}
    for run, wanted in cuts.items():
        if _is_run(run, document.namespace):
            sides |= _part(run, wanted, document.namespace)
    for one, (start, at), (end, to) in places:
        before = sides.get((start.element, at), (None, None))[1] if start.host is None else start.host
        behind = sides.get((end.element, to), (None, None))[0] if end.host is None else end.host
        # What stands in no run, as a formula does, is marked itself.
        _mark(one.identifier, start.element if before is None else before, end.element if behind is None else behind,
              document.namespace, style)


def _places(pieces: Sequence[Piece], starts: Sequence[int], one: Anchor) -> tuple[tuple[Piece, int], tuple[Piece, int]]:
    """The pieces of an anchor's first and last character, and where in their elements they begin and end."""
    at = max(0, bisect_right(starts, one.start) - 1)
    if pieces[at].end <= one.start and at + 1 < len(pieces):
        at += 1
    to = max(at, bisect_right(starts, one.end - 1) - 1)
    first, last = pieces[at], pieces[to]
    return ((first, first.at + max(0, min(one.start, first.end) - first.start)),
            (last, last.at + max(1, min(one.end, last.end) - last.start)))


def _is_run(element: Any, w: str) -> bool:
    return bool(element.tag == f"{w}r")


def _part(run: Any, cuts: set[Cut], w: str) -> dict[Cut, tuple[Any, Any]]:
    """Parts a run at ``cuts``; of each cut the run that ends there and the one that begins there."""
    wanted: dict[Any, list[int]] = defaultdict(list)
    for element, at in cuts:
        wanted[element].append(at)
    properties = run.find(f"{w}rPr")
    current, filled = run, False
    sides: dict[Cut, tuple[Any, Any]] = {}
    pending: list[tuple[Cut, Any]] = []
    for child in [child for child in run if child is not properties]:
        for begin, piece in _pieces(child, sorted(wanted.get(child, ())), w):
            if begin is not None:
                pending.append(((child, begin), current))
            if piece is None:
                continue
            if pending and filled:
                following = _like(run, properties)
                current.addnext(following)
                current = following
            if current is not run or piece is not child:
                current.append(piece)
            filled = True
            sides |= {cut: (left, current) for cut, left in pending}
            pending = []
    return sides | {cut: (left, current) for cut, left in pending}


def _pieces(child: Any, places: list[int], w: str) -> list[tuple[int | None, Any]]:
    """An element in pieces, each with the cut before it; a cut behind it has no piece."""
    if not places:
        return [(None, child)]
    if child.tag != f"{w}t":
        return [*([(0, child)] if places[0] == 0 else [(None, child)]), *((at, None) for at in places if at > 0)]
    raw = child.text or ""
    kept = child.get(_PRESERVE) == "preserve"
    inner = [at for at in places if 0 < at < len(raw)]
    pieces: list[tuple[int | None, Any]] = []
    for begin, end in zip([0, *inner], [*inner, len(raw)], strict=True):
        words = raw[begin:end]
        if not kept:
            words = words.lstrip(" \t\r\n") if begin == 0 else words
            words = words.rstrip(" \t\r\n") if end == len(raw) else words
        piece = child if begin == 0 else etree.Element(f"{w}t")
        if inner:
            piece.text = words
            if words != words.strip():
                piece.set(_PRESERVE, "preserve")
        pieces.append((begin if begin or 0 in places else None, piece))
    if len(raw) in places:
        pieces.append((len(raw), None))
    return pieces


def _like(run: Any, properties: Any) -> Any:
    """An empty run with the formatting of another one."""
    made = etree.Element(run.tag, dict(run.attrib))
    if properties is not None:
        made.append(copy.deepcopy(properties))
    return made


def _mark(identifier: int, first: Any, last: Any, w: str, style: str | None) -> None:
    number = {f"{w}id": str(identifier)}
    _outermost(first, w, ahead=True).addprevious(etree.Element(f"{w}commentRangeStart", number))
    end = etree.Element(f"{w}commentRangeEnd", number)
    reference = etree.Element(f"{w}r")
    if style is not None:
        properties = etree.SubElement(reference, f"{w}rPr")
        etree.SubElement(properties, f"{w}rStyle", {f"{w}val": style})
    etree.SubElement(reference, f"{w}commentReference", number)
    place = _behind_marks(_outermost(last, w, ahead=False), w)
    place.addnext(end)
    end.addnext(reference)


def _behind_marks(place: Any, w: str) -> Any:
    """Behind the marks of comments that end at the same place, so that they keep their order."""
    following = place.getnext()
    while following is not None and following.tag == f"{w}commentRangeEnd":
        reference = following.getnext()
        if reference is None or reference.find(f"{w}commentReference") is None:
            return following
        place, following = reference, reference.getnext()
    return place


def _outermost(element: Any, w: str, *, ahead: bool) -> Any:
    """The link, field or insertion that begins (``ahead``) or ends with ``element``; else ``element`` itself."""
    above = element.getparent()
    while above is not None and above.tag in {f"{w}{name}" for name in _CONTAINERS}:
        if any(next(other.iter(f"{w}r"), None) is not None for other in element.itersiblings(preceding=ahead)):
            break
        element, above = above, above.getparent()
    return element
