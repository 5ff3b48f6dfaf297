"""One page over the network, only for an address that the user names."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlsplit

from claims.model import Frozen
from factcheck.articles.reading import check_size
from factcheck.errors import ArticleError

_TIMEOUT_SECONDS = 20
_TOTAL_SECONDS = 60
_CHUNK = 1 << 16
_SCHEMES = ("http", "https")


class Fetched(Frozen):
    """The bytes of a page, its media type and the address they came from after redirects."""

    data: bytes
    media_type: str
    url: str


class _OnlyWeb(urllib.request.HTTPRedirectHandler):
    """Redirects stay on the web: urllib itself would follow one to ftp."""

    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage,
                         newurl: str) -> urllib.request.Request | None:
        """The request that follows the redirect; ArticleError where it leaves http and https."""
        _check_scheme(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_url(name: str) -> bool:
    """Whether an argument is an address, of whatever scheme, and not a file."""
    return "://" in name and not name.startswith(("/", "."))


def fetch(url: str) -> Fetched:
    """The page at ``url``. ArticleError for other schemes, failures, pages too large or too slow.

    >>> fetch("https://example.org/").media_type      # doctest: +SKIP
    'text/html'
    """
    _check_scheme(url)
    request = urllib.request.Request(url, headers={"User-Agent": "factcheck", "Accept": "text/html, text/plain"})
    opener = urllib.request.build_opener(_OnlyWeb)
    try:
        with opener.open(request, timeout=_TIMEOUT_SECONDS) as response:
            media_type = response.headers.get_content_type()
            return Fetched(data=_body(response, url), media_type=media_type, url=response.geturl())
    except urllib.error.HTTPError as error:
        with error:
            raise ArticleError(f"{url} answered {error.code} ({error.reason}); check the address, or paste the text."
                               ) from None
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error or type(error).__name__
        raise ArticleError(f"{url} could not be fetched ({reason}); check the address and the network, "
                           "or paste the text.") from None


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ArticleError(f"{url} is not a valid address.") from None
    if parts.scheme.lower() not in _SCHEMES or not parts.netloc:
        raise ArticleError(f"{url} is not an http or https address; only those are fetched.")


def _body(response: IO[bytes], url: str) -> bytes:
    """Read in pieces, so that neither size nor slowness has to be believed from a header."""
    deadline, parts, size = time.monotonic() + _TOTAL_SECONDS, [], 0
    while chunk := response.read(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        check_size(size, name=url)
        if time.monotonic() > deadline:
            raise ArticleError(f"{url} took longer than {_TOTAL_SECONDS} seconds; paste the article's text instead.")
    return b"".join(parts)
