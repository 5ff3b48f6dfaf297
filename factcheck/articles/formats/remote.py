"""Files that lie elsewhere, by fsspec (extra ``cluster``): ``s3://``, ``memory://``, ``file://`` and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, cast

from factcheck.articles.formats.guarding import need, short
from factcheck.errors import ArticleError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_TIMES = ("mtime", "LastModified", "last_modified", "updated", "created")


def has_scheme(path: str) -> bool:
    """Whether a path says by which protocol it is reached.

    >>> has_scheme("s3://bucket/2019"), has_scheme("C:/2019")
    (True, False)
    """
    return bool(_SCHEME.match(path))


def file_system(path: str) -> tuple[Any, str]:
    """The file system of a path and the path in it. ArticleError where its package is missing or refuses."""
    fsspec = need("fsspec", name=path, what="a path with a scheme", extra="cluster")
    try:
        return cast("tuple[Any, str]", fsspec.core.url_to_fs(path))
    except (ImportError, ValueError, OSError) as error:
        raise ArticleError(f"{path} cannot be reached ({short(error)}).") from None


def open_remote(path: str) -> BinaryIO:
    """A file's bytes, fetched as they are read. ArticleError or OSError where that fails."""
    system, inner = file_system(path)
    return cast(BinaryIO, system.open(inner, "rb"))


class RemoteFile:
    """A name in a file system with what the storage says of it."""

    def __init__(self, path: str, info: dict[str, Any]) -> None:
        self.path = path
        self.size = int(info.get("size") or 0)
        stamp = next((info[key] for key in _TIMES if info.get(key)), 0.0)
        self.modified = stamp.timestamp() if isinstance(stamp, datetime) else \
            float(stamp) if isinstance(stamp, int | float) else 0.0


def list_remote(path: str) -> Iterator[RemoteFile]:
    """The files at a path: itself, all in that folder, or those that a glob names, in the order of their names."""
    system, inner = file_system(path)
    try:
        names = sorted(system.glob(inner)) if any(mark in inner for mark in "*?[") else [inner]
        for name in names:
            found = system.find(name, detail=True) if system.isdir(name) else {name: system.info(name)}
            for one in sorted(found):
                yield RemoteFile(system.unstrip_protocol(one), found[one])
    except FileNotFoundError:
        return
    except Exception as error:  # each storage has errors of its own: no access, no such bucket, no network
        raise ArticleError(f"{path} cannot be listed ({short(error)}).") from error
