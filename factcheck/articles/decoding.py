"""Bytes become text: which encoding, and what in the bytes is worth telling the reader. Nothing is repaired."""

from __future__ import annotations

import codecs
import re
import tomllib
from functools import cache
from importlib import resources

from claims.model import Frozen
from factcheck.errors import ArticleError

# The longer marks come first: the UTF-32 one begins with the UTF-16 one.
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Text has tabs, line ends and form feeds; other control characters in such a share are a file of another kind.
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_CONTROL_SHARE = 0.01

_NON_ASCII = re.compile(r"[^\x00-\x7f]{2,}")


class Decoded(Frozen):
    """A text and what a reader should know of how it was read."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


class _Signature(Frozen):
    """The first bytes of a kind of file, its name, and what to do instead."""

    bytes: str
    name: str
    advice: str


@cache
def _signatures() -> tuple[_Signature, ...]:
    source = resources.files("factcheck.articles").joinpath("data/signatures.toml").read_text("utf-8")
    return tuple(_Signature.model_validate(entry) for entry in tomllib.loads(source)["signature"])


def decode(data: bytes, *, name: str) -> Decoded:
    """The text of ``data``: UTF-8, or what a byte order mark says, else Windows-1252 with a note.

    ``name`` is what messages call the document. ArticleError for files that hold no text, and for bytes that are not
    what their byte order mark promises.

    >>> decode("3 percent".encode(), name="a.txt").text
    '3 percent'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark):].decode(encoding)
            except UnicodeDecodeError as error:
                raise ArticleError(f"{name} begins with the mark of {encoding.upper()} but is damaged at byte "
                                   f"{error.start + len(mark)}; save it again as UTF-8.") from None
            return _noted(text, encoding)
    refuse_binary(data, name=name)
    try:
        return _noted(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _fallback(data, error, name=name)


def refuse_binary(data: bytes, *, name: str) -> None:
    """ArticleError where the bytes are a known kind of file, hold NUL bytes, or are full of control characters."""
    for signature in _signatures():
        if data.startswith(bytes.fromhex(signature.bytes)):
            raise ArticleError(f"{name} is {signature.name}, not a text; {signature.advice}.")
    nul = data.find(b"\0")
    if nul >= 0:
        raise ArticleError(f"{name} is a binary file (a NUL byte at offset {nul}), not a text; "
                           "give the article as plain text.")
    if len(_CONTROL.findall(data)) > max(2, _CONTROL_SHARE * len(data)):
        raise ArticleError(f"{name} is a binary file (full of control characters), not a text; "
                           "give the article as plain text.")


def _fallback(data: bytes, error: UnicodeDecodeError, *, name: str) -> Decoded:
    """What old newsroom systems write when it is not UTF-8; Latin-1 has a letter for every byte, so it ends there."""
    try:
        text, encoding, called = data.decode("cp1252"), "cp1252", "Windows-1252"
    except UnicodeDecodeError:
        text, encoding, called = data.decode("latin-1"), "latin-1", "Latin-1"
    line = data.count(b"\n", 0, error.start) + 1
    note = (f"{name} is not valid UTF-8 (byte 0x{data[error.start]:02X} at offset {error.start}, line {line}); "
            f"it was read as {called}: check accents and quotation marks.")
    return _noted(text, encoding, note)


def _noted(text: str, encoding: str, *notes: str) -> Decoded:
    return Decoded(text=text, encoding=encoding, notes=(*notes, *damage_notes(text)))


def damage_notes(text: str) -> tuple[str, ...]:
    """Notes on characters that were damaged before the text came here. They are told, never mended: offsets hold."""
    notes = []
    broken = [match for match in _NON_ASCII.finditer(text) if _is_mojibake(match.group())]
    if broken:
        first = broken[0]
        notes.append(f"The text was decoded wrongly before it came here, in {_places(len(broken))} (first "
                     f"“{first.group()}” on line {_line(text, first.start())}); it was checked as it stands.")
    replaced = text.count("\ufffd")
    if replaced:
        notes.append(f"The text has lost characters (U+FFFD) in {_places(replaced)} (first on line "
                     f"{_line(text, text.index(chr(0xFFFD)))}).")
    return tuple(notes)


def _is_mojibake(run: str) -> bool:
    """Whether a run of letters is really the UTF-8 bytes of other letters, read as Windows-1252."""
    try:
        return len(run.encode("cp1252").decode("utf-8")) < len(run)
    except UnicodeError:
        return False


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"
