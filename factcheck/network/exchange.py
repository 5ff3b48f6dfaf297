"""One request to one server and its answer, with the failures of the network told apart from ours."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator, Mapping
from http.client import HTTPException

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url

from factcheck.errors import FetchError
from factcheck.network import addresses
from factcheck.network.addresses import Admit
from factcheck.network.deadline import Deadline

_AGENT = "factcheck"
_CHUNK = 1 << 16


class Again(Exception):
    """It may work the next time. ``wait``: the seconds that the server asks for."""

    def __init__(self, sentence: str, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.wait = wait


@contextlib.contextmanager
def answer(url: Url, headers: Mapping[str, str], *, admit: Admit, idle: float,
            deadline: Deadline) -> Iterator[BaseHTTPResponse]:
    """The answer of one server to one request, its body unread. Failures of the network are told apart here."""
    with contextlib.ExitStack() as stack:
        try:
            connection = _connected(url, admit=admit, idle=idle, deadline=deadline)
            stack.callback(connection.close)
            response = _asked(connection, url, headers)
            stack.callback(response.close)
            yield response
        except ssl.SSLCertVerificationError as error:
            raise FetchError(f"the certificate of {url.host} cannot be trusted ({error.verify_message}); the file may "
                             "come from someone else.") from None
        except (HTTPError, HTTPException, _Network) as error:
            if deadline.over:
                raise too_slow(url.url, deadline) from None
            raise Again(f"{url} could not be fetched ({_reason(error)})") from None


class _Network(Exception):
    """An OSError of the network, so that one of our own disk is not taken for it."""


def _connected(url: Url, *, admit: Admit, idle: float, deadline: Deadline) -> HTTPConnection:
    """A connection to the first of the host's addresses that answers; the certificate is held against the name."""
    failure: Exception = OSError("no address")
    try:
        numeric = addresses.resolve(url, admit)
    except OSError as error:
        raise _Network(error) from error
    port, host = url.port or addresses.PORTS[url.scheme or "http"], (url.host or "").strip("[]")
    for one in numeric:
        timeout = max(0.001, min(idle, deadline.remaining))
        connection = HTTPConnection(one, port, timeout=timeout) if url.scheme == "http" else HTTPSConnection(
            one, port, timeout=timeout, server_hostname=host, ssl_context=ssl.create_default_context())
        try:
            connection.connect()
        except ssl.SSLCertVerificationError:
            connection.close()
            raise
        except (OSError, HTTPError) as error:
            connection.close()
            failure = error
            continue
        deadline.watch(connection.sock)
        return connection
    raise _Network(failure) from failure


def _asked(connection: HTTPConnection, url: Url, headers: Mapping[str, str]) -> BaseHTTPResponse:
    try:
        connection.request("GET", url.request_uri, preload_content=False, headers={
            "Host": url.netloc or "", "User-Agent": _AGENT, "Accept-Encoding": "gzip", "Connection": "close",
            **headers})
        return connection.getresponse()
    except OSError as error:
        raise _Network(error) from error


def body(response: BaseHTTPResponse) -> Iterator[bytes]:
    """The unpacked body in pieces as they come: a packed one is never unpacked further than the piece asked for."""
    while True:
        try:
            chunk = response.read1(_CHUNK, decode_content=True)
        except OSError as error:
            raise _Network(error) from error
        if not chunk:
            return
        yield chunk


def _reason(error: Exception) -> str:
    inner: object = error.args[0] if isinstance(error, _Network) and error.args else error
    if isinstance(inner, NewConnectionError):
        inner = inner.__cause__ or inner  # urllib3 counts it among the timeouts
    if isinstance(inner, TimeoutError | ReadTimeoutError | ConnectTimeoutError):
        return "it did not answer in time"
    if isinstance(inner, IncompleteRead | ProtocolError):
        return "the answer broke off"
    if isinstance(inner, DecodeError):
        return "the answer cannot be unpacked"
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return " ".join(str(inner).split()).rstrip(".") or type(inner).__name__


def too_slow(address: str, deadline: Deadline) -> FetchError:
    """The error of a download whose time was up."""
    return FetchError(f"{address} took longer than {deadline.seconds:g} seconds; download the file yourself and add it "
                      "as a file.")
