"""Word files that are none, damaged or hostile: one sentence, in bounded time and memory."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

import pytest

from factcheck.articles.formats.word import read_word
from factcheck.errors import ArticleError
from tests.articles.word_files import changed, of_paragraphs, run

GOOD = of_paragraphs(run("5 towns joined."))
MAIN = "word/document.xml"


def document(content: bytes) -> Callable[[bytes], bytes]:
    """A body in place of the document's own."""
    return lambda old: old[:old.index(b"<w:body>")] + b"<w:body>" + content + b"</w:body></w:document>"


def bomb() -> bytes:
    return changed(GOOD, {f"word/media/{number}.xml": lambda _: b" " * 40_000_000 for number in range(6)})


def large_document() -> bytes:
    return changed(GOOD, {MAIN: document(b"<w:p/>" * 9_000_000)})


def many_parts() -> bytes:
    return changed(GOOD, {f"x/{number}": lambda _: b"" for number in range(20_001)})


def encrypted_zip() -> bytes:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, struct.unpack_from("<H", data, at + 8)[0] | 1)
    return bytes(data)


def twice() -> bytes:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(MAIN, b"<x/>")
    return target.getvalue()


def lzma() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return target.getvalue()


def workbook() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        file.writestr("xl/workbook.xml", "<x/>")
    return target.getvalue()


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("a.txt", "5 towns joined.")
    return target.getvalue()


DTD = b'<!DOCTYPE x [<!ENTITY a "5"><!ENTITY b "&a;&a;&a;&a;">]>'
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"5 towns joined.", "no Word document"),
    "empty": (lambda: b"", "no Word document"),
    "cut short": (lambda: GOOD[:len(GOOD) // 2], "no Word document"),
    "an old document": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Word"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
                   "protected by a password"),
    "an encrypted zip": (encrypted_zip, "protected by a password"),
    "macros": (lambda: changed(GOOD, {"[Content_Types].xml": lambda old: old.replace(PLAIN, MACROS)}), "holds macros"),
    "hidden macros": (lambda: changed(GOOD, {"word/vbaProject.bin": lambda _: b"x"}), "holds macros"),
    "another archive": (zipped, "without a Word document"),
    "a workbook": (workbook, "without a Word document"),
    "no document": (lambda: changed(GOOD, {MAIN: lambda _: None}), "lost its document part"),
    "no types": (lambda: changed(GOOD, {"[Content_Types].xml": lambda _: None}), "without a Word document"),
    "no relationships": (lambda: changed(GOOD, {"_rels/.rels": lambda _: None}), "lost its document part"),
    "broken XML": (lambda: changed(GOOD, {MAIN: lambda old: old[:-30]}), "not well-formed"),
    "broken styles": (lambda: changed(GOOD, {"word/styles.xml": lambda _: b"<"}), "not well-formed"),
    "no bytes": (lambda: changed(GOOD, {MAIN: lambda _: b""}), "not well-formed"),
    "an entity": (lambda: changed(GOOD, {MAIN: lambda old: old.replace(b"<w:document", DTD + b"<w:document", 1)}),
                  "declares entities"),
    "deep XML": (lambda: changed(GOOD, {MAIN: document(
        b"<w:sdt><w:sdtContent>" * 60_000 + b"</w:sdtContent></w:sdt>" * 60_000)}), "not well-formed"),
    "a bomb": (bomb, "unpacks to far more"),
    "a large document": (large_document, "unpacks to far more"),
    "many parts": (many_parts, "unpacks to far more"),
    "one name twice": (twice, "have one name"),
    "another packing": (lzma, "packed in a way"),
    "nothing in it": (lambda: of_paragraphs(), "without text"),
    "another root": (lambda: changed(GOOD, {MAIN: lambda _: b"<x/>"}), "without text"),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_in_one_sentence(name: str) -> None:
    made, words = FILES[name]
    with pytest.raises(ArticleError, match=words) as caught:
        read_word(io.BytesIO(made()), "draft.docx")
    message = str(caught.value)
    assert message.startswith("draft.docx ")
    assert message.endswith(".")
    assert "\n" not in message


def test_as_deep_as_the_parser_goes_the_walk_goes_too() -> None:
    depth = 120
    words = b"<w:p><w:r><w:t>5 towns</w:t></w:r></w:p>"
    nested = b"<w:sdt><w:sdtContent>" * depth + words + b"</w:sdtContent></w:sdt>" * depth
    data = changed(GOOD, {MAIN: document(nested)})
    assert read_word(io.BytesIO(data), "a").text == "5 towns"


def test_damaged_bytes_are_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(5)
    for _ in range(300):
        data = bytearray(GOOD)
        for _ in range(chance.choice((1, 1, 2, 8))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_word(io.BytesIO(bytes(data)), "draft.docx")
        except ArticleError as error:
            assert str(error).endswith(".")
