"""Results on other storage, by fsspec: a run works in a folder of this machine, which is copied there as it grows.

What lies there is always the state of one moment with the parts that it knows of: parts go first, then the state, and
only then what is past goes. So another machine can go on from it, behind the last copy.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import platformdirs
from filelock import FileLock, Timeout

from factcheck.archive import published
from factcheck.archive.records import TABLES
from factcheck.archive.state import FILE
from factcheck.articles.formats.guarding import short
from factcheck.articles.formats.remote import file_system, has_scheme
from factcheck.errors import OutputError, UsageError

SIGN = "copy.json"
"""Says which copy it is: the state here and there belong together where it is the same."""
EVERY, SHARE = 60.0, 20.0
"""Seconds between two copies; and so many times what the last one took, if that is more."""


@contextmanager
def working_folder(place: str) -> Iterator[Path]:
    """The folder of this machine in which results are made, kept the same as those at ``place``.

    OutputError where the storage refuses; ArticleError where its package is missing.
    """
    if not has_scheme(place):
        yield Path(place)
        return
    system, root = file_system(place)
    if place.startswith("file://"):
        yield Path(root)
        return
    copy = _Copy(place, system, root.rstrip("/"))
    with copy.alone():
        with _told(place):
            copy.fetch()
        ended = Event()
        thread = Thread(target=copy.keep_up, args=(ended,), daemon=True)
        thread.start()
        try:
            yield copy.folder
        finally:
            ended.set()
            thread.join()
            with _told(place):
                copy.send()


class _Copy:
    """The results at one place of other storage, and the folder of this machine that they are made in."""

    def __init__(self, place: str, system: Any, root: str) -> None:
        self._place, self._system, self._root = place, system, root
        name = sha256(place.encode()).hexdigest()[:16]
        self.folder = platformdirs.user_data_path("factcheck") / "archives" / name

    @contextmanager
    def alone(self) -> Iterator[None]:
        """UsageError while another run of this machine works on the same results."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder.with_suffix(".lock"), timeout=0):
                yield
        except Timeout:
            raise UsageError(f"Another run is at work on {self._place}; wait for it to end, or name another place.") \
                from None

    def fetch(self) -> None:
        """Makes the folder what lies there, where that is not what was copied from here."""
        there = self._there()
        if SIGN not in there:
            return
        sign = self._system.cat_file(f"{self._root}/{SIGN}")
        with suppress(OSError):
            if (self.folder / SIGN).read_bytes() == sign:
                return
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in there:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            self._system.get_file(f"{self._root}/{name}", str(self.folder / name))

    def keep_up(self, ended: Event) -> None:
        """Copies now and then; what goes wrong is tried again, and told at the end."""
        wait = EVERY
        while not ended.wait(wait):
            start = monotonic()
            with suppress(Exception):
                self.send()
            wait = max(EVERY, SHARE * (monotonic() - start))

    def send(self) -> None:
        """Copies the state of this moment and the parts that it knows of."""
        if not (self.folder / FILE).exists():
            return
        state = self.folder / "state.copy"
        with closing(sqlite3.connect(self.folder / FILE)) as source, closing(sqlite3.connect(state)) as target:
            source.backup(target)
            parts = {number for (number,) in target.execute("SELECT number FROM parts")}
        here = {f"{table}/{path.name}": path.stat().st_size for table in TABLES
                for path in (self.folder / table).glob("part-*.parquet")
                if int(path.stem.removeprefix("part-")) in parts}
        there = self._there()
        for name, size in here.items():
            if there.get(name) != size:
                self._put(self.folder / name, name)
        self._put(self.folder / published.FILE, published.FILE)
        self._put(state, FILE)
        state.unlink()
        (self.folder / SIGN).write_text(json.dumps({"copy": uuid.uuid4().hex}), encoding="ascii")
        self._put(self.folder / SIGN, SIGN)
        for name in there:
            if name.endswith(".parquet") and name not in here:
                self._system.rm_file(f"{self._root}/{name}")

    def _put(self, path: Path, name: str) -> None:
        target = f"{self._root}/{name}"
        self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
        self._system.put_file(str(path), target)

    def _there(self) -> dict[str, int]:
        """The files there with their sizes."""
        with suppress(FileNotFoundError):
            self._system.invalidate_cache()
            found = self._system.find(self._root, detail=True)
            return {name[name.index(self._root) + len(self._root) + 1:]: one["size"] for name, one in found.items()}
        return {}


@contextmanager
def _told(place: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # each storage has errors of its own
        raise OutputError(f"{place} cannot be read or written ({short(error)}); mend that, and start the same command "
                          "again: it goes on where it stopped.") from error
