"""An archive as it was named - folders, globs, files, paths of other storage - becomes a list of files in one order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence

from factcheck.articles.columns import Columns
from factcheck.articles.formats.kinds import kind_of
from factcheck.articles.formats.model import SkipKind, Skipped, SourceFile, Unreadable
from factcheck.articles.formats.reading import read_file
from factcheck.articles.formats.remote import has_scheme, list_remote
from factcheck.articles.globbing import is_hidden, is_pattern, matching
from factcheck.errors import ArticleError

__all__ = ["Columns", "SkipKind", "Skipped", "SourceFile", "Unreadable", "list_files", "read_file"]


_RESULTS = frozenset({"archive.schema.json", "documents", "texts"})
"""A folder that holds these is one of results: their texts would be taken for articles of no date."""


def list_files(sources: Sequence[str], *, input_format: str | None = None, apart: str | os.PathLike[str] | None = None
               ) -> Iterator[SourceFile | Skipped]:
    """The files of ``sources`` in their order, those of a folder by name; each file once, however often it is named.

    What is passed over - hidden, of no known kind, not to be read, not there - is a ``Skipped`` in its place. A file
    that is named by itself is read even if its ending is unknown, as a text. ``input_format`` overrules
    what endings say. A folder ``apart`` is not entered: what is written there while the sources are read is none of
    them.
    """
    seen: set[tuple[int, int] | str] = set()
    for source in sources:
        for found in _listed(source, input_format, _folders(apart)):
            if isinstance(found, Skipped) or _is_new(found, seen):
                yield found


def _is_new(file: SourceFile, seen: set[tuple[int, int] | str]) -> bool:
    try:
        state = None if has_scheme(file.path) else os.stat(file.path)  # noqa: PTH116 - millions of files: no Path each
    except OSError:
        state = None
    key: tuple[int, int] | str = (state.st_dev, state.st_ino) if state is not None and state.st_ino else file.path
    if key in seen:
        return False
    seen.add(key)
    return True


def _folders(apart: str | os.PathLike[str] | None) -> frozenset[tuple[int, int]]:
    """A folder as ``_at`` knows those that it does not enter; none where it is not there."""
    if apart is None:
        return frozenset()
    try:
        state = os.stat(apart)  # noqa: PTH116
    except OSError:
        return frozenset()
    return frozenset({(state.st_dev, state.st_ino)})


def _listed(source: str, form: str | None, apart: frozenset[tuple[int, int]]) -> Iterator[SourceFile | Skipped]:
    if has_scheme(source):
        yield from _elsewhere(source, form)
    elif os.path.lexists(source) or not is_pattern(source):
        yield from _at(source, form, ancestors=apart, named=True)
    else:
        none = True
        for path in matching(source):
            none = False
            if not _is_below(path, apart):
                yield from _at(path, form, ancestors=apart, named=False)
        if none:
            yield _skipped(source, SkipKind.MISSING, "matches no file; check the pattern")


def _is_below(path: str, folders: frozenset[tuple[int, int]]) -> bool:
    """Whether what a pattern found lies in one of these folders."""
    while folders and (above := os.path.dirname(path)) not in ("", path):  # noqa: PTH120
        path = above
        if _folders(path) & folders:
            return True
    return False


def _elsewhere(source: str, form: str | None) -> Iterator[SourceFile | Skipped]:
    none = True
    try:
        for file in list_remote(source):
            none = False
            name = file.path.rsplit("/", 1)[-1]
            kind = form or kind_of(name)
            if is_hidden(name):
                yield _skipped(file.path, SkipKind.HIDDEN, "is hidden")
            elif kind is None and file.path != source:
                yield _unknown(file.path)
            else:
                yield SourceFile(path=file.path, format=kind or "text", size=file.size, modified=file.modified)
    except ArticleError as error:
        yield Skipped(path=source, reason=str(error), kind=SkipKind.UNREADABLE)
        return
    if none:
        yield _skipped(source, SkipKind.MISSING, "names no file; check the path")


def _at(path: str, form: str | None, *, ancestors: frozenset[tuple[int, int]], named: bool
        ) -> Iterator[SourceFile | Skipped]:
    """The file at ``path``, or all in that folder. ``ancestors`` are the folders on the way: none is entered again."""
    try:
        path.encode("utf-8")
        state = os.stat(path)  # noqa: PTH116
    except UnicodeEncodeError:
        yield _skipped(path, SkipKind.UNREADABLE, "has a name that is not UTF-8; rename it")
    except FileNotFoundError:
        if os.path.lexists(path):
            yield _skipped(path, SkipKind.UNREADABLE, "is a link to nothing")
        else:
            yield _skipped(path, SkipKind.MISSING, "does not exist; check the name")
    except (OSError, ValueError) as error:
        yield _skipped(path, SkipKind.UNREADABLE, f"cannot be read ({_why(error)})")
    else:
        key = (state.st_dev, state.st_ino)
        if stat.S_ISDIR(state.st_mode):
            if key not in ancestors:
                yield from _in_folder(path, form, ancestors | {key})
        elif not stat.S_ISREG(state.st_mode):
            yield _skipped(path, SkipKind.UNREADABLE, "is no regular file but a pipe, socket or device")
        elif (kind := form or kind_of(path)) is None and not named:
            yield _unknown(path)
        else:
            yield SourceFile(path=path, format=kind or "text", size=state.st_size, modified=state.st_mtime)


def _in_folder(folder: str, form: str | None, ancestors: frozenset[tuple[int, int]]) -> Iterator[SourceFile | Skipped]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except OSError as error:
        yield _skipped(folder, SkipKind.UNREADABLE, f"is a folder that cannot be read ({_why(error)})")
        return
    if _RESULTS.issubset(names):
        yield _skipped(folder, SkipKind.UNREADABLE, "holds the results of “factcheck archive check”, and no articles")
        return
    for name in names:
        path = os.path.join(folder, name)  # noqa: PTH118
        if is_hidden(name):
            yield _skipped(path, SkipKind.HIDDEN, "is hidden")
        else:
            yield from _at(path, form, ancestors=ancestors, named=False)


def _unknown(path: str) -> Skipped:
    return _skipped(path, SkipKind.UNKNOWN, "is of no kind that is read here, by the ending of its name")


def _skipped(path: str, kind: SkipKind, what: str) -> Skipped:
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Skipped(path=shown, reason=f"{shown} {what}.", kind=kind)


def _why(error: Exception) -> str:
    return "permission denied" if isinstance(error, PermissionError) else getattr(error, "strerror", None) or str(error)
