"""How far an archive has got: one SQLite file beside its results, so that a run can be ended at any moment.

Whatever is done with a lot of documents is one transaction: its rows wait here until a part of the results is written.
Only one process works on a folder at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from factcheck.archive import parts, soundness
from factcheck.archive.fingerprints import Fingerprint
from factcheck.archive.packing import Outcome, Packed
from factcheck.archive.weighing import weight
from factcheck.articles.collection import SkipKind, Skipped, SourceFile
from factcheck.errors import InputError, OutputError, UsageError

FILE = "state.sqlite"
PER_FILE = 100_000_000
"""Documents of one file have numbers of their own: those of the second file begin here."""

REPLACED = "replaced"

_UNREACHED = -1.0
"""In the place of its time of change: a file that could not be reached is another one when it is met again."""

_VERSION = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (number INTEGER PRIMARY KEY, path TEXT NOT NULL, format TEXT NOT NULL,
    size INTEGER NOT NULL, modified REAL NOT NULL, skipped TEXT);
CREATE INDEX IF NOT EXISTS files_path ON files (path);
CREATE TABLE IF NOT EXISTS documents (document INTEGER PRIMARY KEY, revision INTEGER NOT NULL, status TEXT NOT NULL,
    words INTEGER NOT NULL, passed INTEGER NOT NULL, failed INTEGER NOT NULL, unverifiable INTEGER NOT NULL,
    duplicate_of INTEGER, part INTEGER, text_part INTEGER);
CREATE INDEX IF NOT EXISTS documents_part ON documents (part);
CREATE INDEX IF NOT EXISTS documents_duplicates ON documents (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE IF NOT EXISTS contents (key BLOB PRIMARY KEY, document INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS datasets (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS asked (dataset INTEGER NOT NULL, document INTEGER NOT NULL, snapshots INTEGER NOT NULL,
    PRIMARY KEY (dataset, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS asked_document ON asked (document);
CREATE TABLE IF NOT EXISTS pending (number INTEGER PRIMARY KEY, documents BLOB NOT NULL, claims BLOB NOT NULL,
    texts BLOB NOT NULL, changes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS waiting (document INTEGER PRIMARY KEY, pending INTEGER NOT NULL, has_text INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS parts (number INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS again (document INTEGER PRIMARY KEY, anew INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the sources with its number."""

    number: int
    file: SourceFile
    skipped: str | None = None

    @property
    def is_replaced(self) -> bool:
        """Whether it has changed since it was read, and stands further behind again."""
        return self.skipped == REPLACED


@dataclass(frozen=True, slots=True)
class Again:
    """A document to check again, and the parts in which it and its text lie; ``anew``: its text is read anew."""

    document: int
    revision: int
    part: int
    text_part: int
    anew: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """What has been done so far."""

    documents: int = 0
    checked: int = 0
    duplicates: int = 0
    unreadable: int = 0
    words: int = 0
    passed: int = 0
    failed: int = 0
    unverifiable: int = 0


class State:
    """The state of one archive. Methods that change it are whole transactions."""

    def __init__(self, folder: Path) -> None:
        """Opens it, or makes it; OutputError where it is none or cannot be written.

        UsageError where it is that of another version, or where there are results without it: which documents they are
        of is not known then, and they are nobody's to remove.
        """
        self.path = folder / FILE
        soundness.require_file(self.path)
        with told(self.path):
            self._db = sqlite3.connect(self.path, isolation_level=None)
            try:
                version = self._version()
                if version not in (None, _VERSION):
                    raise UsageError(f"{folder} was made by another version of this program; name a new folder.")
                if version is None and parts.are_there(folder):
                    raise UsageError(f"{folder} holds results without their state: {FILE} is missing or empty; put it "
                                     "back, or name a new folder.")
                if version is not None:
                    self._require_sound()
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = NORMAL")
                self._db.executescript(_SCHEMA)
                if version is None:
                    self.set_about({"version": _VERSION})
            except BaseException:
                self._db.close()
                raise

    def _version(self) -> str | None:
        """The version that made it, asked before anything in it is touched."""
        made = self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone()
        return self.about("version") if made else None

    def _require_sound(self) -> None:
        soundness.require(self.path, self._db, _SCHEMA)
        (files,) = self._db.execute("SELECT coalesce(max(number), -1) + 1 FROM files").fetchone()
        if self.position > files * PER_FILE:  # what new files hold would be passed over
            raise InputError(f"{self.path} is damaged (its position lies behind its last file); put it back as it was, "
                             "or name a new folder for the results.")

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def about(self, name: str) -> str | None:
        """What is noted under a name."""
        row = self._db.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def number(self, name: str) -> int:
        """The number that is noted under a name, 0 where none is; InputError where it is no such number."""
        text = self.about(name)
        if text is not None and not (text.isascii() and text.isdigit() and len(text) < 19):
            raise InputError(f"{self.path} is damaged (its {name} is no number); put it back as it was, or name a new "
                             "folder for the results.")
        return int(text or 0)

    def set_about(self, values: Mapping[str, str]) -> None:
        """Notes values under their names."""
        with self.changing():
            self._set_about(values)

    def _set_about(self, values: Mapping[str, str]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", list(values.items()))

    @property
    def fingerprint(self) -> Fingerprint | None:
        """What the results were made with; None before the first run."""
        text = self.about("fingerprint")
        try:
            return None if text is None else Fingerprint.model_validate_json(text)
        except ValidationError:
            raise InputError(f"{self.path} is damaged (what the results were made with is not readable); name a new "
                             "folder for the results.") from None

    # Files.

    def list_files(self, found: Iterable[SourceFile | Skipped]) -> None:
        """Takes in the files of the sources: those that are not known yet, in their order, behind those that are.

        A file that has changed since is a new one, and what was read in it is past. UsageError for a source that is
        not there and never was; then nothing is taken in.
        """
        with self.changing():
            (number,) = self._db.execute("SELECT coalesce(max(number), -1) + 1 FROM files").fetchone()
            anything_replaced = False
            for one in found:
                if isinstance(one, Skipped) and one.kind is SkipKind.HIDDEN:
                    continue
                file, why = _file(one)
                known = self._db.execute("SELECT number, format, size, modified, skipped FROM files WHERE path = ? "
                                         "ORDER BY number DESC LIMIT 1", (file.path,)).fetchone()
                if isinstance(one, Skipped) and one.kind is SkipKind.MISSING:
                    if known is None:
                        raise UsageError(one.reason)
                    continue  # it was there: what was read of it stays, and what was not is told when it is its turn
                if known is not None and known[1:] == (file.format, file.size, file.modified, why):
                    continue
                if known is not None:
                    self._db.execute("UPDATE files SET skipped = ? WHERE number = ?", (REPLACED, known[0]))
                self._insert(number, file, why)
                number += 1
                anything_replaced = anything_replaced or known is not None
            if anything_replaced:
                self._read_repeats_again(number)

    def _insert(self, number: int, file: SourceFile, why: str | None) -> None:
        self._db.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
                         (number, file.path, file.format, file.size, file.modified, why))

    def _read_repeats_again(self, number: int) -> None:
        """The files of documents that repeat what a changed file said are read again, and of those that repeat them."""
        while True:
            self._db.execute(
                "DELETE FROM contents WHERE document IN (SELECT document FROM documents JOIN files "
                f"ON number = document / {PER_FILE} WHERE skipped = ? AND status != ?)", (REPLACED, REPLACED))
            rows = self._db.execute(
                "SELECT DISTINCT own.* FROM documents d JOIN files own ON own.number = d.document / "
                f"{PER_FILE} JOIN files first ON first.number = d.duplicate_of / {PER_FILE} "
                "WHERE d.duplicate_of IS NOT NULL AND first.skipped = ? AND own.skipped IS NULL ORDER BY own.number",
                (REPLACED,)).fetchall()
            if not rows:
                return
            for old, path, form, size, modified, _ in rows:
                self._db.execute("UPDATE files SET skipped = ? WHERE number = ?", (REPLACED, old))
                self._insert(number, SourceFile(path=path, format=form, size=size, modified=modified), None)
                number += 1

    def replaced(self) -> list[tuple[int, int, str]]:
        """Documents of files that have changed since: their numbers, their revisions, and the files."""
        return list(self._db.execute(
            f"SELECT document, revision, path FROM documents JOIN files ON number = document / {PER_FILE} "
            "WHERE skipped = ? AND status != ? ORDER BY document", (REPLACED, REPLACED)))

    def files(self, first: int) -> Iterator[Listed]:
        """The files from a number on."""
        while rows := self._db.execute("SELECT * FROM files WHERE number >= ? ORDER BY number LIMIT 1000",
                                       (first,)).fetchall():
            for number, path, form, size, modified, skipped in rows:
                yield Listed(number, SourceFile(path=path, format=form, size=size, modified=modified), skipped)
            first = rows[-1][0] + 1

    def weight_from(self, first: int) -> int:
        """How much there is to do in the files from a number on, as of ``weight``."""
        self._db.create_function("weight", 3, weight, deterministic=True)
        (sum_,) = self._db.execute("SELECT coalesce(sum(weight(format, path, size)), 0) FROM files "
                                   "WHERE number >= ? AND skipped IS NULL", (first,)).fetchone()
        return int(sum_)

    @property
    def position(self) -> int:
        """The number of the next document: all below it are done."""
        return self.number("position")

    # What was done.

    def first_with(self, key: bytes) -> int | None:
        """The document that had this content first."""
        row = self._db.execute("SELECT document FROM contents WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def add(self, packed: Packed, *, position: int, keys: Mapping[bytes, int] | None = None) -> None:
        """Takes in a lot that was done; ``position`` is where the sources go on behind it."""
        with self.changing():
            self._db.executemany("INSERT OR IGNORE INTO contents VALUES (?, ?)", list((keys or {}).items()))
            self._take_in(packed)
            self._set_about({"position": str(position)})

    def add_again(self, packed: Packed) -> None:
        """Takes in documents that were checked again."""
        with self.changing():
            self._take_in(packed)
            self._db.executemany("DELETE FROM again WHERE document = ?", [(o.document,) for o in packed.outcomes])

    def _take_in(self, packed: Packed) -> None:
        tables = packed.tables
        number = self._db.execute("INSERT INTO pending (documents, claims, texts, changes) VALUES (?, ?, ?, ?)", (
            tables["documents"], tables["claims"], tables["texts"], tables["changes"])).lastrowid
        self._db.executemany(
            "INSERT INTO documents (document, revision, status, words, passed, failed, unverifiable, duplicate_of) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET revision = excluded.revision, "
            "status = excluded.status, passed = excluded.passed, failed = excluded.failed, "
            "unverifiable = excluded.unverifiable",
            [(o.document, o.revision, o.status, o.words, o.passed, o.failed, o.unverifiable, o.duplicate_of)
             for o in packed.outcomes])
        self._db.executemany("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?)",
                             [(o.document, number, int(o.revision == 0)) for o in packed.outcomes])
        self._note_asked(packed.outcomes)
        self._db.executemany("UPDATE files SET modified = ? WHERE number = ?",
                             [(_UNREACHED, o.document // PER_FILE) for o in packed.outcomes if o.passing])

    def _note_asked(self, outcomes: Iterable[Outcome]) -> None:
        outcomes = list(outcomes)
        self._db.executemany("DELETE FROM asked WHERE document = ?", [(o.document,) for o in outcomes if o.revision])
        names = {name for o in outcomes for name in o.datasets}
        self._db.executemany("INSERT OR IGNORE INTO datasets (name) VALUES (?)", [(name,) for name in sorted(names)])
        self._db.executemany("INSERT OR IGNORE INTO asked SELECT number, ?, ? FROM datasets WHERE name = ?",
                             [(o.document, name in o.asked, name) for o in outcomes for name in o.datasets])

    def totals(self) -> Totals:
        """Everything that was done so far, added up."""
        row = self._db.execute(
            f"SELECT coalesce(sum(status != '{REPLACED}'), 0), coalesce(sum(status = 'checked'), 0), "
            "coalesce(sum(status = 'duplicate'), 0), "
            "coalesce(sum(status = 'unreadable'), 0), coalesce(sum(words * (status = 'checked')), 0), "
            "coalesce(sum(passed), 0), coalesce(sum(failed), 0), coalesce(sum(unverifiable), 0) FROM documents"
        ).fetchone()
        return Totals(*row)

    # Parts: what waits is written, and then no longer waits.

    @property
    def waiting(self) -> int:
        """How many documents wait to be written."""
        (count,) = self._db.execute("SELECT count(*) FROM waiting").fetchone()
        return int(count)

    def last_pending(self) -> int:
        """The last number of what waits."""
        (last,) = self._db.execute("SELECT coalesce(max(number), 0) FROM pending").fetchone()
        return int(last)

    def parts(self) -> set[int]:
        """The numbers of the parts that were written."""
        return {number for (number,) in self._db.execute("SELECT number FROM parts")}

    def written(self, part: int, *, up_to: int) -> None:
        """Says that what waited up to a number lies in a part now."""
        with self.changing():
            self._db.execute("INSERT INTO parts VALUES (?)", (part,))
            self._db.execute("UPDATE documents SET part = ? WHERE document IN "
                             "(SELECT document FROM waiting WHERE pending <= ?)", (part, up_to))
            self._db.execute("UPDATE documents SET text_part = ? WHERE document IN "
                             "(SELECT document FROM waiting WHERE pending <= ? AND has_text)", (part, up_to))
            self._db.execute("DELETE FROM waiting WHERE pending <= ?", (up_to,))
            self._db.execute("DELETE FROM pending WHERE number <= ?", (up_to,))

    def past_parts(self) -> list[int]:
        """The parts of which no document is at its newest revision."""
        return [number for (number,) in self._db.execute(
            "SELECT number FROM parts WHERE number NOT IN (SELECT part FROM documents WHERE part IS NOT NULL)")]

    # What is to be checked again.

    def check_again(self, fingerprint: Fingerprint, *, weighed: Iterable[str] = (), asked: Iterable[str] = (),
                    every: bool = False, anew: bool = False, more: Iterable[int] = ()) -> None:
        """Notes which documents are past under what is true now: those that certain datasets concern, or all."""
        with self.changing():
            if every or anew:
                self._db.execute("INSERT INTO again SELECT document, ? FROM documents WHERE status = 'checked' "
                                 "ON CONFLICT (document) DO UPDATE SET anew = max(anew, excluded.anew)", (int(anew),))
            self._db.executemany(
                "INSERT OR IGNORE INTO again SELECT document, 0 FROM asked JOIN datasets ON dataset = number "
                "WHERE name = ? AND snapshots >= ?", [*((name, 0) for name in weighed), *((name, 1) for name in asked)])
            self._db.executemany("INSERT OR IGNORE INTO again VALUES (?, 0)", [(number,) for number in more])
            self._set_about({"fingerprint": fingerprint.model_dump_json()})

    def count_again(self) -> int:
        """How many documents are to be checked again."""
        (count,) = self._db.execute("SELECT count(*) FROM again").fetchone()
        return int(count)

    def again(self) -> list[Again]:
        """Those documents, part by part."""
        return [Again(document, revision, part, text_part, bool(anew)) for document, revision, part, text_part, anew in
                self._db.execute("SELECT document, revision, part, text_part, anew FROM again JOIN documents "
                                 "USING (document) ORDER BY part, document")]

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction: all of it, or nothing."""
        with told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


def _file(one: SourceFile | Skipped) -> tuple[SourceFile, str | None]:
    if isinstance(one, SourceFile):
        return one, None
    return SourceFile(path=one.path, format=one.kind.value, size=0, modified=0), one.reason


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite stumbles over, as one sentence; what went before stays done."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"{path} cannot be written ({error}); make room or mend its folder, and start the same "
                          "command again: it goes on where it stopped.") from error
    except sqlite3.DatabaseError as error:
        raise InputError(f"{path} is damaged ({error}); name a new folder for the results.") from error
