"""A Word document made of a plain text: a paragraph for each line, in styles of its own."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from importlib import resources
from typing import Any

from lxml import etree

from factcheck.articles.model import Article
from factcheck.articles.word.parts import Package
from factcheck.articles.word.text import Piece, WordText
from factcheck.reports.word_comments import WORD, possible

_W = f"{{{WORD}}}"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_PART = re.compile(r"\t|[^\t]+")
_PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml")


def new_document(article: Article) -> tuple[Package, WordText]:
    """A document that holds the article, and where in it each character of the article stands."""
    package = Package(_template(), name="The document")
    root = package.xml(package.main)
    body = root.find(f"{_W}body")
    end = body[0]  # the page's size and margins stand last
    if article.title:
        _paragraph(end, " ".join(article.title.split()), style="Title")
    pieces: list[Piece] = []
    for line in _LINE.finditer(article.text):
        if line.group().strip():
            run = _paragraph(end, "")
            pieces += [Piece(line.start() + part.start(), line.start() + part.end(), _write(run, part.group()), 0)
                       for part in _PART.finditer(line.group())]
    return package, WordText(article.text, article.title, tuple(pieces), root, _W)


def _paragraph(end: Any, words: str, *, style: str | None = None) -> Any:
    """A paragraph before ``end``; its run."""
    paragraph = etree.Element(f"{_W}p")
    end.addprevious(paragraph)
    if style is not None:
        etree.SubElement(etree.SubElement(paragraph, f"{_W}pPr"), f"{_W}pStyle", {f"{_W}val": style})
    run = etree.SubElement(paragraph, f"{_W}r")
    if words:
        _write(run, words)
    return run


def _write(run: Any, words: str) -> Any:
    if words == "\t":
        return etree.SubElement(run, f"{_W}tab")
    text = etree.SubElement(run, f"{_W}t", {_PRESERVE: "preserve"})
    text.text = possible(words)
    return text


@cache
def _template() -> bytes:
    """An empty document, of the parts that lie in ``templates/word``."""
    folder = resources.files("factcheck.reports").joinpath("templates", "word")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for part in _PARTS:
            info = zipfile.ZipInfo(part)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            written.writestr(info, folder.joinpath(part).read_bytes())
    return target.getvalue()
