"""The parts of a Word file: opened within bounds, found by their relationships, and written back as they were."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from lxml import etree

from factcheck.errors import ArticleError

_LARGEST = 200_000_000
_LARGEST_XML = 50_000_000
_MOST_PARTS = 20_000
"""What a document may unpack to: all of it, each of its texts, and how many parts it has."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TYPES = "[Content_Types].xml"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
           "http://purl.oclc.org/ooxml/officeDocument/relationships/")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Package:
    """A Word file. ``main`` is the name of the part that holds the document."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """ArticleError in one sentence where ``data`` is no Word document that may be opened."""
        self.name = name
        self._zip = _opened(data, name)
        try:
            self._types = self.xml(_TYPES)
            self.main = self._main()
        except KeyError:
            raise ArticleError(f"{name} is a zip archive without a Word document in it; give the article as .docx or "
                               "as text.") from None

    def names(self) -> list[str]:
        """The names of the parts, in the order of the file."""
        return self._zip.namelist()

    def read(self, part: str) -> bytes:
        """The bytes of a part. KeyError where there is none of that name."""
        try:
            return self._zip.read(part)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
            raise ArticleError(f"{self.name} is damaged in its part {part}; save it again as .docx.") from error

    def xml(self, part: str) -> Any:
        """The root element of a part. KeyError where there is none of that name."""
        # Comments and instructions would cut a text in two; nothing outside the file is ever fetched.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False,
                                 remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self.read(part), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise ArticleError(f"{self.name} is damaged: its part {part} is not well-formed XML; save it again as "
                               ".docx.") from None
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise ArticleError(f"{self.name} declares entities of its own in {part}, which no Word document does; save "
                               "it again as .docx.")
        return root

    def related(self, what: str, *, of: str | None = None) -> str | None:
        """The part that the document, or part ``of``, points to as its ``what``: "comments", "styles"."""
        for kind, target in self._targets(self.main if of is None else of):
            if kind == what and target in self._zip.NameToInfo:
                return target
        return None

    def content_type(self, part: str) -> str:
        """The content type of a part."""
        for entry in self._types.iter(f"{_CONTENT}Override"):
            if str(entry.get("PartName", "")).lstrip("/").lower() == part.lower():
                return str(entry.get("ContentType", ""))
        ending = part.rpartition(".")[2].lower()
        return next((str(entry.get("ContentType", "")) for entry in self._types.iter(f"{_CONTENT}Default")
                     if str(entry.get("Extension", "")).lower() == ending), "")

    def with_part(self, part: str, root: Any, *, what: str, content_type: str) -> dict[str, bytes]:
        """What has to change beside ``part`` itself, so that the document points to it as its ``what``."""
        changes = {part: serialized(root)}
        if self.related(what) != part:
            place = _relations_of(self.main)
            relations = self.xml(place) if place in self._zip.NameToInfo else etree.Element(
                f"{_RELS}Relationships", nsmap={None: _RELS[1:-1]})
            used = {entry.get("Id") for entry in relations}
            number = next(number for number in range(1, len(used) + 2) if f"rIdFactcheck{number}" not in used)
            strict = any(str(entry.get("Type", "")).startswith(_OFFICE[1]) for entry in relations)
            etree.SubElement(relations, f"{_RELS}Relationship", Id=f"rIdFactcheck{number}", Type=_OFFICE[strict] + what,
                             Target=posixpath.relpath(part, posixpath.dirname(self.main) or "."))
            changes[place] = serialized(relations)
        if self.content_type(part) != content_type:
            etree.SubElement(self._types, f"{_CONTENT}Override", PartName=f"/{part}", ContentType=content_type)
            changes[_TYPES] = serialized(self._types)
        return changes

    def rewritten(self, changes: Mapping[str, bytes]) -> bytes:
        """The file with some parts changed or added, and every other part as it is. The same bytes each time."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as written:
            for info in self._zip.infolist():
                copy = zipfile.ZipInfo(info.filename, info.date_time)
                copy.compress_type, copy.external_attr, copy.create_system = zipfile.ZIP_DEFLATED, 0, 0
                if info.compress_type == zipfile.ZIP_STORED:
                    copy.compress_type = zipfile.ZIP_STORED
                written.writestr(copy, changes[info.filename] if info.filename in changes else self.read(info.filename))
            for part in changes:
                if part not in self._zip.NameToInfo:
                    added = zipfile.ZipInfo(part, _EPOCH)
                    added.compress_type, added.create_system = zipfile.ZIP_DEFLATED, 0
                    written.writestr(added, changes[part])
        return target.getvalue()

    def _targets(self, part: str) -> list[tuple[str, str]]:
        """The kind and the target of each relationship of a part within the file."""
        place = _relations_of(part)
        if place not in self._zip.NameToInfo:
            return []
        folder = posixpath.dirname(part)
        found = []
        for entry in self.xml(place).iter(f"{_RELS}Relationship"):
            target = str(entry.get("Target", ""))
            if entry.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found.append((str(entry.get("Type", "")).rpartition("/")[2], path.lstrip("/")))
        return found

    def _main(self) -> str:
        main = self.related("officeDocument", of="")
        kind = self.content_type(main) if main is not None else ""
        if main is None or ("wordprocessingml" not in kind and "ms-word" not in kind):
            if any(each.startswith("word/") for each in self.names()):
                raise ArticleError(f"{self.name} has lost its document part; save it again as .docx.")
            raise KeyError("officeDocument")
        if "macroEnabled" in kind or any(name.lower().endswith("vbaproject.bin") for name in self.names()):
            raise ArticleError(f"{self.name} holds macros; save it as .docx, which has none.")
        return main


def serialized(root: Any) -> bytes:
    """An XML part as bytes."""
    return _DECLARATION + bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=False))


def _relations_of(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    if data.startswith(_OLD):
        if _ENCRYPTED in data:
            raise ArticleError(f"{name} is protected by a password; save it without one.")
        raise ArticleError(f"{name} is an old Word or Excel document; save it as .docx.")
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ArticleError(f"{name} is no Word document, or a damaged one; save it again as .docx.") from None
    entries = opened.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise ArticleError(f"{name} is protected by a password; save it without one.")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise ArticleError(f"{name} is packed in a way that Word does not use; save it again as .docx.")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise ArticleError(f"{name} is damaged: two of its parts have one name; save it again as .docx.")
    texts = (entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _LARGEST \
            or max(texts, default=0) > _LARGEST_XML:
        raise ArticleError(f"{name} unpacks to far more than an article; save its text as a .txt file.")
    return opened
