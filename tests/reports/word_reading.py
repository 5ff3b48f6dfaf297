"""Looks at Word files by other means than the program's own: which words a comment is tied to, and what changed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from tests.articles.word_files import W

_W = f"{{{W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LETTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def tied(data: bytes, main: str = "word/document.xml") -> dict[str, str]:
    """By the id of each comment, the words between the two ends of its range."""
    opened: dict[str, str] = {}
    closed: dict[str, str] = {}
    referred: set[str] = set()
    for element in etree.fromstring(parts(data)[main]).iter():
        if element.tag == f"{_W}commentRangeStart":
            opened[element.get(f"{_W}id")] = ""
        elif element.tag == f"{_W}commentRangeEnd":
            closed[element.get(f"{_W}id")] = opened.pop(element.get(f"{_W}id"))
        elif element.tag == f"{_W}commentReference":
            assert element.get(f"{_W}id") in closed, "a reference stands behind its range"
            referred.add(element.get(f"{_W}id"))
        else:
            words = (element.text or "") if element.tag == f"{_W}t" else _LETTERS.get(element.tag, "")
            hidden = element.getparent().find(f"{_W}rPr/{_W}vanish") if words else None
            if hidden is not None and hidden.get(f"{_W}val") != "0":
                continue
            opened = {identifier: before + words for identifier, before in opened.items()}
    assert not opened
    assert referred == set(closed)
    return closed


def without_comments(root: Any, identifiers: set[str] | None = None) -> bytes:
    """The document without (those) comments' anchors, adjacent runs of one formatting put together."""
    for mark in [*root.iter(f"{_W}commentRangeStart"), *root.iter(f"{_W}commentRangeEnd"),
                 *root.iter(f"{_W}commentReference")]:
        if identifiers is None or mark.get(f"{_W}id") in identifiers:
            gone = mark.getparent() if mark.tag == f"{_W}commentReference" else mark
            gone.getparent().remove(gone)
    for text in root.iter(f"{_W}t"):
        if text.get(_SPACE) != "preserve":
            text.text = (text.text or "").strip(" \t\r\n")
        text.set(_SPACE, "preserve")
    for run in list(root.iter(f"{_W}r")):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and _form(before) == _form(run):
            for child in [child for child in run if child.tag != f"{_W}rPr"]:
                before.append(child)
            run.getparent().remove(run)
    for text in list(root.iter(f"{_W}t")):
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            text.getparent().remove(text)
    return bytes(etree.tostring(root, method="c14n"))


def _form(run: Any) -> tuple[bytes, list[tuple[str, str]]]:
    properties = run.find(f"{_W}rPr")
    return (b"" if properties is None else etree.tostring(properties, method="c14n")), sorted(run.attrib.items())
