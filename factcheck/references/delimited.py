"""CSV and TSV files: which encoding and which delimiter they have, and what only pretends to be one."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from claims.model import Frozen
from factcheck.errors import LibraryError
from factcheck.references.grid import HeaderRows, RawTable, lay_out

_SAMPLE = 1 << 20
_ENOUGH = 24
"""Letters beyond ASCII from which an encoding can be told; with fewer it is taken to be Windows-1252."""

# What statistical offices publish in besides UTF-8. A longer list makes short samples come out as EBCDIC.
_LIKELY = ["cp1252", "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp932", "gb18030", "big5", "cp949"]
_MARKS = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),  # before UTF-16, whose mark begins like that
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_OTHERS = (
    (rb"\s*(?:<!doctype html|<html|<head|<body)", "a web page", "download the table itself"),
    (rb"\s*<\?xml", "XML", "save it as CSV"), (rb"%PDF", "a PDF", "extract its table first"),
    (rb"PK\x03\x04", "a zip archive or a workbook, binary", "give it its own ending (.xlsx, .ods), or unpack it"),
    (rb"\xd0\xcf\x11\xe0", "an old Excel workbook, binary", "save it as .xlsx"),
    (rb"\x1f\x8b", "compressed, binary", "unpack it"), (rb"PAR1", "a Parquet file, binary", "name it .parquet"),
)


_NO_LETTERS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Codecs that Python has among its encodings, and that no table is written in."""


class Dialect(Frozen):
    """How a delimited file is written."""

    encoding: str
    delimiter: str


def read_delimited(path: Path, *, encoding: str | None = None, delimiter: str | None = None,
                   header_rows: HeaderRows | None = None) -> RawTable:
    """The table in a CSV or TSV file; LibraryError where it is none. ``encoding`` and ``delimiter`` overrule ours."""
    data = path.read_bytes()
    dialect = dialect_of(path, data, encoding=encoding, delimiter=delimiter)
    text = _text(path, data, dialect.encoding)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter))
        check_quotes(path, io.StringIO(text, newline=""), dialect.delimiter)
    except csv.Error as error:  # also a cell of more than 131,072 characters: a quotation mark that nothing closes
        raise misread(path, dialect.delimiter, error) from error
    table = lay_out(str(path), rows, header_rows=header_rows)
    return table.model_copy(update={"encoding": dialect.encoding.removesuffix("-sig"), "delimiter": dialect.delimiter})


def misread(path: Path, delimiter: str, error: csv.Error) -> LibraryError:
    """What the reader of CSV stumbled over, as one sentence."""
    what = "it has a cell without end" if "field limit" in str(error) else f"{error}"
    return LibraryError(f"{path} is not a table separated by {delimiter!r}: {what}; close its quotation marks, or say "
                        f"what separates its cells with --delimiter.")


def check_quotes(path: Path, lines: Iterable[str], delimiter: str) -> None:
    """LibraryError where a quotation mark is opened and never closed: all that follows it would be one cell."""
    last = 0
    try:
        for number, _ in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
            last = number
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise LibraryError(f"{path} opens a quotation mark in row {last + 1} that nothing closes: close it, or "
                               f"remove it.") from error


def dialect_of(path: Path, data: bytes, *, encoding: str | None = None, delimiter: str | None = None) -> Dialect:
    """How the file is written, from its first bytes or all of them; LibraryError where it is no text."""
    for pattern, name, advice in _OTHERS:
        if re.match(pattern, data.removeprefix(b"\xef\xbb\xbf")[:1000], re.IGNORECASE):
            raise LibraryError(f"{path} is no table but {name}: {advice}.")
    found = encoding or encoding_of(data)
    _check_encoding(path, found)
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\0' or delimiter.isalnum()):
        raise LibraryError(f"{path} cannot be separated by {delimiter[:20]!r}: name one sign, such as ; or tab, with "
                           f"--delimiter.")
    if b"\0" in data and "16" not in found and "32" not in found:
        raise LibraryError(f"{path} is no text but binary data: it has NUL bytes, the first at byte "
                           f"{data.index(0)}; give it the ending of what it is, or remove them.")
    if delimiter is None:
        delimiter = delimiter_of(path, _text(path, data[:_SAMPLE], found, whole=False))
    return Dialect(encoding=found, delimiter=delimiter)


def encoding_of(data: bytes) -> str:
    """UTF-8 where it is that; else what a mark, or the frequency of its letters, says."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or error.reason != "unexpected end of data":  # a sample may end inside a letter
            return _by_letters(data)
    return "utf-8"


def _by_letters(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if sum(byte > 127 for byte in sample) >= _ENOUGH:
        import charset_normalizer

        best = charset_normalizer.from_bytes(sample, cp_isolation=_LIKELY).best()
        if best is not None:
            return str(best.encoding)
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"  # reads any byte
    return "cp1252"


def _check_encoding(path: Path, encoding: str) -> None:
    try:
        name = codecs.lookup(encoding).name
        "a".encode(name)  # some codecs are from bytes to bytes
    except (LookupError, ValueError):  # also a name with NUL in it
        name = "undefined"
    if name in _NO_LETTERS:
        raise LibraryError(f"{path} cannot be read: there is no encoding {encoding[:40]!a}; name another with "
                           f"--encoding.")


def _text(path: Path, data: bytes, encoding: str, *, whole: bool = True) -> str:
    try:
        return data.decode(encoding, errors="strict" if whole else "replace")
    except UnicodeDecodeError as error:
        raise LibraryError(f"{path} is not written in {encoding}: byte {error.start} is none of its letters."
                           ) from error


def delimiter_of(path: Path, text: str) -> str:
    """The character that cuts the first lines into the same number of cells, and into the most."""
    if path.suffix.casefold() in (".tsv", ".tab"):
        return "\t"
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def regularity(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:  # a cell of more than 131,072 characters: this is no delimiter of that file
            return 0.0, 1
        widest = max(widths, default=1)
        return (widths.count(widest) / len(widths) if widest > 1 else 0.0), widest

    best = max(",;\t|#", key=regularity)
    return best if lines and regularity(best)[1] > 1 else ","
