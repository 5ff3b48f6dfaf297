"""Tables from addresses: fetched into a file whose ending says what it is, with what its snapshot is to remember.

The file is checked for being a table as far as its server and its first bytes tell; reading it is for those who add it.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime
from email.message import Message
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from claims.model import Frozen
from factcheck.errors import FetchError, OutputError
from factcheck.network import addresses
from factcheck.network.addresses import Admit
from factcheck.network.downloading import Downloaded, Head, Limits, NotModified, download
from factcheck.references import descriptors

_ACCEPT = "text/csv, text/tab-separated-values, application/json, application/*;q=0.8, text/plain;q=0.7"
_START = 1_000_000  # of a descriptor: its resources may stand behind much else
_NOT_MODIFIED_UNASKED = "the server says that the file was not modified, which was not asked"
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


class Fetched(Frozen):
    """A file that was fetched. ``path`` is for the caller to remove; ``sha256`` and ``bytes`` are of what lies there.

    ``url`` is what was asked for, ``final_url`` where it lay after redirects, ``retrieved`` the day in UTC. ``etag``
    and ``last_modified`` are what the next call hands to ``refetch``.
    """

    path: Path
    url: str
    final_url: str
    retrieved: date
    sha256: str
    bytes: int
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


def fetch(url: str, folder: Path, *, allow_private: bool = False, limits: Limits | None = None) -> Fetched:
    """The table at ``url``, written into ``folder`` under a name of its own.

    Addresses of this machine's own network are refused, also after a redirect, unless ``allow_private``. FetchError
    where there is no table to be had within the limits, OutputError where the folder cannot be written; then nothing
    is left there.
    """
    found = _fetched(url, folder, {}, admit=addresses.anywhere if allow_private else addresses.public,
                     limits=limits or Limits())
    if found is None:
        raise FetchError(f"{url} cannot be used: {_NOT_MODIFIED_UNASKED}.")
    return found


def refetch(url: str, folder: Path, *, etag: str | None, last_modified: str | None, allow_private: bool = False,
            limits: Limits | None = None) -> Fetched | None:
    """``fetch``, or None where the server says that the file is still the one that the validators are of."""
    validators = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified))
                  if value is not None}
    return _fetched(url, folder, validators, admit=addresses.anywhere if allow_private else addresses.public,
                    limits=limits or Limits())


def is_address(name: str) -> bool:
    """Whether an argument is an address, of whatever scheme, and not a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", name) is not None


def _fetched(url: str, folder: Path, validators: dict[str, str], *, admit: Admit, limits: Limits) -> Fetched | None:
    part = folder / "download.part"
    try:
        with part.open("xb") as into:
            done = download(url, into, headers={"Accept": _ACCEPT, **validators}, admit=admit, check=_check,
                            limits=limits)
        if isinstance(done, NotModified):
            return None
        _check_content(part, url)
        path = folder / _name(done.head)
        if path.name == descriptors.FILE:
            path = folder / _not_package(part, url, done.head)
        part.replace(path)
        return _kept(done, url, path)
    except OSError as error:
        raise OutputError(f"{url} cannot be kept in {folder}: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _not_package(part: Path, url: str, head: Head) -> str:
    """Another name for a table that its server calls a Data Package; FetchError where it is one."""
    with part.open("rb") as file:
        start = file.read(_START).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and b'"resources"' in start:
        raise FetchError(f"{url} is a Data Package, whose files are not fetched; name the address of its table, or "
                         "download the package and add it as a folder.")
    return "table" + _media_types()[0].get(head.media_type or "", ".json")


def _kept(done: Downloaded, url: str, path: Path) -> Fetched:
    head = done.head
    return Fetched(path=path, url=url, final_url=head.url, retrieved=datetime.now(UTC).date(), sha256=done.sha256,
                   bytes=done.bytes, media_type=head.media_type, etag=head.etag, last_modified=head.last_modified)


@cache
def _media_types() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Endings by media type; types that leave it open; the endings of tables."""
    text = (files("factcheck.references") / "data" / "media_types.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return data["tables"], frozenset(data["open"]["types"]), frozenset(data["open"]["endings"])


def _check(head: Head) -> None:
    """FetchError where the server announces something else than a table."""
    by_type, undecided, endings = _media_types()
    if head.media_type in by_type or (head.media_type in (None, *undecided) and _file_name(head).suffix in endings):
        return
    if head.media_type == "text/html":
        raise FetchError(f"{head.url} is a web page, not a table; find the address of the file that it links to.")
    if head.media_type in undecided or head.media_type is None:
        raise FetchError(f"{head.url} does not say what kind of file it is; download it yourself, give it the right "
                         "ending, and add it as a file.")
    raise FetchError(f"{head.url} is no table that can be read but {head.media_type}; use CSV, TSV, JSON, Excel, "
                     "OpenDocument or Parquet.")


def _check_content(path: Path, url: str) -> None:
    """Many servers answer with a page of theirs ("log in", "not found") and call it what was asked for."""
    with path.open("rb") as file:
        if _PAGE.match(file.read(2048).removeprefix(b"\xef\xbb\xbf")):
            raise FetchError(f"{url} is a web page, not a table, whatever its server calls it; find the address of the "
                             "file itself.")


def _name(head: Head) -> str:
    """A file name made of the server's: letters that every file system takes, and the ending of what it is."""
    by_type, _, endings = _media_types()
    given = _file_name(head)
    suffix = given.suffix if given.suffix in endings else by_type.get(head.media_type or "", ".csv")
    stem = given.stem if given.suffix in endings else given.name
    return (re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-")[:80] or "table") + suffix


def _file_name(head: Head) -> PurePosixPath:
    """The name that the server gives the file, else the last part of its address; the ending in lower case."""
    given = _disposed(head.disposition) or unquote(urlsplit(head.url).path)
    last = PurePosixPath(given.replace("\\", "/").replace("\0", "")).name
    path = PurePosixPath(last or "table")
    return path.with_suffix(path.suffix.lower()) if path.suffix else path


def _disposed(disposition: str | None) -> str | None:
    if not disposition:
        return None
    message = Message()
    message["Content-Disposition"] = disposition.replace("\r", " ").replace("\n", " ")
    return message.get_filename()
