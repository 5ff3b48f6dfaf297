"""Word files made for tests: by python-docx where it can, else of XML as Word writes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = nsdecls("w", "r")
_BOXES = ('xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
          'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
          'xmlns:v="urn:schemas-microsoft-com:vml"')


def saved(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def of_paragraphs(*contents: str) -> bytes:
    """A document of paragraphs whose inner XML is given; ``<r>`` is short for a run with one text."""
    document = docx.Document()
    for content in contents:
        document.element.body.insert(len(document.element.body) - 1, paragraph(content))
    return saved(document)


def paragraph(content: str) -> Any:
    """A paragraph of the XML that stands in it."""
    return parse_xml(f"<w:p {_SPACES} {_BOXES}>{content}</w:p>")


def run(text: str, properties: str = "", *, preserve: bool = True) -> str:
    """A run."""
    kept = ' xml:space="preserve"' if preserve else ""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inner}<w:t{kept}>{text}</w:t></w:r>"


def inserted(content: str, kind: str = "ins") -> str:
    """A tracked change."""
    return f'<w:{kind} w:id="77" w:author="Ed" w:date="2025-01-01T00:00:00Z">{content}</w:{kind}>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    return inserted(f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>', "del")


def field(code: str, result: str) -> str:
    """A field as Word writes it, in five runs; ``result`` is XML."""
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def text_box(words: str) -> str:
    """A run with a text box, and its copy for older programs."""
    box = f"<w:txbxContent><w:p>{run(words)}</w:p></w:txbxContent>"
    return (f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
            f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>")


def with_note(body: str, note: str, kind: str = "footnote") -> bytes:
    """A document with one note; ``body`` holds ``NOTE`` where it is referred to."""
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    data = of_paragraphs(body.replace("NOTE", reference))
    separator = "<w:p><w:r><w:separator/></w:r></w:p>"
    part = (f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:id="-1" w:type="separator">{separator}</w:{kind}>'
            f'<w:{kind} w:id="2"><w:p><w:r><w:{kind}Ref/></w:r>{run(note)}</w:p></w:{kind}></w:{kind}s>')
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdN" Type="{office}/{kind}s" Target="{kind}s.xml"/></Relationships>'
    of_notes = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    kept = f'<Override PartName="/word/{kind}s.xml" ContentType="{of_notes}"/></Types>'
    return changed(data, {
        f"word/{kind}s.xml": lambda _: part.encode(),
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", relation.encode()),
        "[Content_Types].xml": lambda old: old.replace(b"</Types>", kept.encode())})


def changed(data: bytes, changes: dict[str, Callable[[bytes], bytes | None]]) -> bytes:
    """A file with some parts changed, added, or (where that gives None) left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for name in [*names, *(name for name in changes if name not in names)]:
            content = old.read(name) if name in names else b""
            made = changes[name](content) if name in changes else content
            if made is not None:
                new.writestr(name, made)
    return target.getvalue()
