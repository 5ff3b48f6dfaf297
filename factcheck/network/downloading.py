"""One file over the network, through redirects and retries, into a file of ours."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from typing import BinaryIO
from urllib.parse import urljoin

from urllib3.exceptions import InvalidHeader
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry, Url

from claims.model import Frozen
from factcheck.errors import FetchError
from factcheck.network import addresses
from factcheck.network.addresses import Admit
from factcheck.network.deadline import Deadline
from factcheck.network.exchange import Again, answer, body, too_slow

_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_NOW = frozenset({408, 425, 429, 500, 502, 503, 504})
_OK, _NOT_MODIFIED = 200, 304


class Limits(Frozen):
    """What a download may cost. Sizes in bytes, of what was sent and of what it unpacks to; times in seconds."""

    size: int = 1_000_000_000
    total: float = 600.0
    idle: float = 20.0
    redirects: int = 5
    attempts: int = 4
    backoff: float = 1.0
    longest_wait: float = 60.0


class Head(Frozen):
    """What a server says of a file before it sends it. ``media_type`` is in lower case without parameters."""

    url: str
    media_type: str | None
    disposition: str | None
    etag: str | None
    last_modified: str | None


class Downloaded(Frozen):
    """A file as it came: what was said of it, the hash of its bytes (not packed) and how many there were."""

    head: Head
    sha256: str
    bytes: int


class NotModified(Frozen):
    """The server says that the file is still the one that the validators are of."""

    url: str


def download(address: str, into: BinaryIO, *, headers: Mapping[str, str] | None = None, admit: Admit,
             check: Callable[[Head], None], limits: Limits) -> Downloaded | NotModified:
    """Writes the file at ``address`` to ``into``, which is empty.

    ``headers`` are added to the request (validators, what is accepted); ``check`` may raise FetchError for what the
    server announces, before any of it is read. FetchError where the file cannot be had within the limits; OSError where
    ``into`` cannot be written.
    """
    with Deadline(limits.total) as deadline:
        for attempt in range(1, limits.attempts + 1):
            try:
                return _followed(address, into, headers or {}, admit=admit, check=check, limits=limits,
                                 deadline=deadline)
            except Again as again:
                if deadline.over:
                    raise too_slow(address, deadline) from None
                if attempt == limits.attempts:
                    raise FetchError(f"{again} ({attempt} attempts); try again later.") from None
                wait = limits.backoff * 2 ** (attempt - 1) if again.wait is None else again.wait
                if wait > min(limits.longest_wait, deadline.remaining):
                    raise FetchError(f"{again} and asks for a wait of {wait:.0f} seconds; try again then.") from None
                time.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


_MOST_DIGITS = 20
"""Of a stated length; Python makes no number of thousands of digits, and nothing that fits has as many."""


def _followed(address: str, into: BinaryIO, headers: Mapping[str, str], *, admit: Admit,
              check: Callable[[Head], None], limits: Limits, deadline: Deadline) -> Downloaded | NotModified:
    """One attempt, through all its redirects."""
    url = addresses.parse(address)
    seen, further = {url.url}, addresses.onward(address, admit)
    for _ in range(limits.redirects + 1):
        with answer(url, headers, admit=admit, idle=limits.idle, deadline=deadline) as response:
            to = response.headers.get("Location")
            if response.status not in _MOVED or to is None:
                return _taken(response, url, into, headers, check=check, limits=limits, deadline=deadline)
        onward = _onward(url, to)
        if url.scheme == "https" and onward.scheme != "https":
            raise FetchError(f"{address} leads from https to {onward}, which is not encrypted; name that address "
                             "itself if it is meant.")
        if onward.url in seen:
            raise FetchError(f"{address} leads in a circle: {onward} comes twice.")
        seen.add(onward.url)
        url = onward
        admit = further
    raise FetchError(f"{address} leads on more than {limits.redirects} times; name the address at its end.")


def _onward(url: Url, to: str) -> Url:
    """Where an answer leads on to; FetchError where that is no address."""
    try:
        joined = urljoin(url.url, to)
    except ValueError:  # "http://[::1"
        raise FetchError(f"{url} leads on to {to[:80]!r}, which is not a valid address.") from None
    return addresses.parse(joined)._replace(fragment=None)


def _taken(response: BaseHTTPResponse, url: Url, into: BinaryIO, headers: Mapping[str, str], *,
           check: Callable[[Head], None], limits: Limits, deadline: Deadline) -> Downloaded | NotModified:
    """The body of an answer that is none of the redirects."""
    if response.status == _NOT_MODIFIED and any(name.startswith("If-") for name in headers):
        return NotModified(url=url.url)
    if response.status in _FOR_NOW:
        raise Again(f"{url} answered {_status(response)}", _retry_after(response))
    if response.status != _OK:
        raise FetchError(f"{url} answered {_status(response)}; check the address, or download the file yourself and "
                         "add it as a file.")
    said = response.headers
    head = Head(url=url.url, media_type=said.get("Content-Type", "").partition(";")[0].strip().lower() or None,
                disposition=said.get("Content-Disposition"), etag=said.get("ETag"),
                last_modified=said.get("Last-Modified"))
    check(head)
    announced = said.get("Content-Length", "")
    if announced.isdecimal() and (len(announced) > _MOST_DIGITS or int(announced) > limits.size):
        raise _too_large(url, limits)
    into.seek(0)
    into.truncate()
    digest, size = hashlib.sha256(), 0
    for chunk in body(response):
        if deadline.over:
            raise too_slow(url.url, deadline)
        size += len(chunk)
        if size > limits.size:
            raise _too_large(url, limits)
        digest.update(chunk)
        into.write(chunk)
    if deadline.over:  # the last chunk may be missing because the deadline shut the socket
        raise too_slow(url.url, deadline)
    if not size:
        raise FetchError(f"{url} is empty: there is nothing to add.")
    return Downloaded(head=head, sha256=digest.hexdigest(), bytes=size)


def _retry_after(response: BaseHTTPResponse) -> float | None:
    """The seconds that a server asks to wait, however it says so; None where it says nothing that can be read."""
    said = response.headers.get("Retry-After")
    if said is None:
        return None
    try:
        return max(0.0, Retry(retry_after_max=86_400).parse_retry_after(said))
    except (InvalidHeader, ValueError, OverflowError):
        return None


def _status(response: BaseHTTPResponse) -> str:
    return f"{response.status} ({response.reason})" if response.reason else str(response.status)


def _too_large(url: Url, limits: Limits) -> FetchError:
    return FetchError(f"{url} is larger than {limits.size} bytes, which is more than is fetched; download the file "
                      "yourself and add it as a file.")
