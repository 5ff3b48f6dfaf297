"""What somebody names as the source of a table - a file or an address - as a file with its origin."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from claims.model import Frozen
from factcheck.errors import FactcheckError
from factcheck.network.downloading import Limits
from factcheck.references.addition import Origin
from factcheck.references.fetching import Fetched, fetch, is_address, refetch
from factcheck.references.model import Snapshot, Via


class Sourced(Frozen):
    """A file that is there while it is being added, and where it came from."""

    path: Path
    origin: Origin


@contextlib.contextmanager
def sourced(name: str, *, retrieved: date | None = None, allow_private: bool = False,
            limits: Limits | None = None) -> Iterator[Sourced]:
    """The file ``name``, or what lies at the address ``name``, fetched for as long as the block runs.

    ``retrieved`` is the day that the file was fetched; else today in UTC. It is said of the file and enters no verdict:
    the clock may be asked. FetchError as of ``fetch``; whether a file is there is for its reader to say.
    """
    if not is_address(name):
        yield Sourced(path=Path(name), origin=Origin(retrieved=retrieved or datetime.now(UTC).date()))
        return
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        found = fetch(name, Path(folder), allow_private=allow_private, limits=limits)
        with _named(found):
            yield _of(found, retrieved)


@contextlib.contextmanager
def resourced(snapshot: Snapshot, *, allow_private: bool = False, limits: Limits | None = None
              ) -> Iterator[Sourced | None]:
    """What lies now where a snapshot came from; None where it is still what it was.

    The snapshot must have an ``origin_url``. FetchError as of ``fetch``.
    """
    assert snapshot.origin_url is not None
    via = snapshot.via or Via(url=snapshot.origin_url)
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        found = refetch(snapshot.origin_url, Path(folder), etag=via.etag, last_modified=via.last_modified,
                        allow_private=allow_private, limits=limits)
        if found is None or found.sha256 == via.sha256:
            yield None
            return
        with _named(found):
            yield _of(found, None)


@contextlib.contextmanager
def _named(found: Fetched) -> Iterator[None]:
    """An error tells of the address, and not of the file that is gone when it is read."""
    try:
        yield
    except FactcheckError as error:
        said = str(error)
        if str(found.path) not in said:
            raise
        raise type(error)(said.replace(str(found.path), found.url)) from error


def _of(found: Fetched, retrieved: date | None) -> Sourced:
    via = Via(url=found.final_url, sha256=found.sha256, etag=found.etag, last_modified=found.last_modified)
    return Sourced(path=found.path, origin=Origin(retrieved=retrieved or found.retrieved, url=found.url, via=via))
