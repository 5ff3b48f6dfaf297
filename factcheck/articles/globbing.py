"""Globs over folders, in the order of names, that no link leads in circles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fnmatch import translate
from functools import cache

_MAGIC = re.compile(r"[*?[]")
_HIDDEN = re.compile(r"\.|__MACOSX$|~\$|Thumbs\.db$|desktop\.ini$")
"""Names of what systems and editors leave beside documents."""

_Folders = frozenset[tuple[int, int]]


def is_pattern(path: str) -> bool:
    """Whether a path has marks of a glob in it."""
    return bool(_MAGIC.search(path))


def is_hidden(name: str) -> bool:
    """Whether a name is of a file that no one means when he names a folder."""
    return bool(_HIDDEN.match(name))


def matching(pattern: str) -> Iterator[str]:
    """The paths that a glob names; ``**`` is any number of folders, also none. Hidden names match only a pattern that
    begins with a dot, as in a shell.
    """
    parts = tuple(part for part in pattern.split("/") if part and part != ".")
    yield from _expanded("/" if pattern.startswith("/") else "", parts)


def _expanded(folder: str, parts: tuple[str, ...]) -> Iterator[str]:
    if not parts:
        yield folder
    elif parts[0] == "**":
        yield from _any_depth(folder, parts[1:], frozenset())
    elif not is_pattern(parts[0]):
        path = os.path.join(folder, parts[0])  # noqa: PTH118
        if os.path.lexists(path):
            yield from _expanded(path, parts[1:])
    else:
        for name in _names(folder):
            if _pattern(parts[0]).match(name) and (parts[0].startswith(".") or not is_hidden(name)):
                yield from _expanded(os.path.join(folder, name), parts[1:])  # noqa: PTH118


def _any_depth(folder: str, rest: tuple[str, ...], ancestors: _Folders) -> Iterator[str]:
    """What ``rest`` matches in the folder and in all below it; ``ancestors`` are on the way: none is entered again."""
    try:
        state = os.stat(folder or ".")  # noqa: PTH116
    except OSError:
        return
    key = (state.st_dev, state.st_ino)
    if key in ancestors:
        return
    if rest:
        yield from _expanded(folder, rest)
    for name in filter(lambda name: not is_hidden(name), _names(folder)):
        path = os.path.join(folder, name)  # noqa: PTH118
        if os.path.isdir(path):  # noqa: PTH112
            yield from _any_depth(path, rest, ancestors | {key})
        elif not rest:
            yield path


def _names(folder: str) -> list[str]:
    """The names in a folder; none where it cannot be read, as a shell has it."""
    try:
        return sorted(os.listdir(folder or "."))  # noqa: PTH208
    except OSError:
        return []


@cache
def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(translate(part))
