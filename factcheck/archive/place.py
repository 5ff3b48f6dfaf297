"""Where results are read from: a folder of this machine, or an address of other storage, of which only what is asked
for is fetched. What is written goes another way (``storage``)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from factcheck.archive.duck import file_literal
from factcheck.archive.parts import files_of, number_of
from factcheck.archive.state import FILE
from factcheck.articles.formats.guarding import short
from factcheck.articles.formats.remote import file_system, has_scheme
from factcheck.errors import FactcheckError, InputError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Place:
    """A place of results, as it was named; ``system`` is the file system of other storage, ``root`` the path in it."""

    named: str
    root: str
    system: Any = None

    @classmethod
    def of(cls, place: str | Path) -> Place:
        """The place of a name. UsageError or ArticleError where the storage's package is missing or refuses."""
        named = str(place)
        if not isinstance(place, str) or not has_scheme(place):
            return cls(named, named)
        system, root = file_system(place)
        return cls(named, root) if place.startswith("file://") else cls(named, root.rstrip("/"), system)

    @property
    def folder(self) -> Path | None:
        """The folder on this machine; None where it lies elsewhere."""
        return Path(self.root) if self.system is None else None

    @property
    def title(self) -> str:
        """What it is called where nobody names it: its last name."""
        name = Path(self.root).resolve().name if self.system is None else self.root.rpartition("/")[2]
        return name or self.named

    def require(self) -> None:
        """UsageError where no results lie here."""
        folder = self.folder
        with reached(self.named):
            there = (folder / "documents").is_dir() if folder is not None else self.system.isdir(
                f"{self.root}/documents")
        if not there:
            raise UsageError(f"{self.named} holds no checked archive: make one with “factcheck archive check SOURCE "
                             f"--out {self.named}”.")

    def files(self, table: str, connection: DuckDBPyConnection) -> list[str]:
        """The parts of a table as literals of SQL, in order; ``connection`` learns to reach them."""
        folder = self.folder
        if folder is not None:
            return list(map(file_literal, files_of(folder, table).values()))
        protocols = self.system.protocol
        if not any(connection.filesystem_is_registered(one)
                   for one in ([protocols] if isinstance(protocols, str) else protocols)):
            connection.register_filesystem(self.system)
        if not self.system.isdir(f"{self.root}/{table}"):
            return []
        found = {number_of(name.rpartition("/")[2]): name for name in self.system.ls(f"{self.root}/{table}",
                                                                                     detail=False)}
        return [file_literal(self.system.unstrip_protocol(found[number])) for number in sorted(
            one for one in found if one is not None)]

    @contextmanager
    def state(self) -> Iterator[Path]:
        """A folder that holds the state, if there is any."""
        folder = self.folder
        if folder is not None:
            yield folder
            return
        with TemporaryDirectory(prefix="factcheck-") as copy:
            with reached(self.named):
                if self.system.exists(f"{self.root}/{FILE}"):
                    self.system.get_file(f"{self.root}/{FILE}", str(Path(copy) / FILE))
            yield Path(copy)


@contextmanager
def reached(named: str) -> Iterator[None]:
    """What a storage says of its own accord, as one sentence: each has errors of its own."""
    try:
        yield
    except FactcheckError:
        raise
    except Exception as error:
        raise InputError(f"The results in {named} cannot be read ({short(error)}); if a run is at work on them, call "
                         "this again, else see that the storage can be reached and that its files are whole."
                         ) from error
