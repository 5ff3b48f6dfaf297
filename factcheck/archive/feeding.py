"""The documents of the listed files, from where the last run stopped, each with its number."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.archive.lots import Fed
from factcheck.archive.state import PER_FILE, Listed, State
from factcheck.archive.weighing import weight
from factcheck.archive.work import InFile, Item, Numbered, Unread
from factcheck.articles.collection import Columns, read_file
from factcheck.articles.formats.kinds import kinds
from factcheck.articles.model import Article


def feed(state: State, *, columns: Columns | None = None) -> Iterator[Fed]:
    """What is still to be checked. A file of one document is opened by the process that checks it."""
    first, offset = divmod(state.position, PER_FILE)
    reached = 0
    for listed in state.files(first):
        behind = (listed.number + 1) * PER_FILE
        if listed.skipped is not None:
            if not listed.is_replaced:
                yield Fed(Unread(behind - PER_FILE, listed.file.path, listed.skipped), behind, reached)
            continue
        if kinds()[listed.file.format].many:
            yield from _many(listed, columns, offset if listed.number == first else 0, reached)
        else:
            yield Fed(InFile(behind - PER_FILE, listed.file), behind, reached + _weight(listed))
        reached += _weight(listed)


def _many(listed: Listed, columns: Columns | None, done: int, reached: int) -> Iterator[Fed]:
    """The documents of a file of many, behind those that are done."""
    number, size, whole = listed.number * PER_FILE, 0, _weight(listed)
    for place, found in enumerate(read_file(listed.file, columns=columns)):
        size += len(found.text) if isinstance(found, Article) else 0
        if place < done:
            continue
        item: Item
        if place >= PER_FILE - 1:
            item = Unread(number + place, listed.file.path, f"{listed.file.path} holds more than {PER_FILE - 1:,} "
                                                            "documents; split it.")
        elif isinstance(found, Article):
            item = Numbered(number + place, found)
        else:
            item = Unread(number + place, found.location, found.reason, found.passing)
        yield Fed(item, number + place + 1, reached + min(size, whole))
        if place >= PER_FILE - 1:
            return


def _weight(listed: Listed) -> int:
    return weight(listed.file.format, listed.file.path, listed.file.size)
