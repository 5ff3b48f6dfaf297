"""Tables too large for memory: understood column by column and written as Parquet, by DuckDB, in bounded memory.

Columns of few different values are cleaned value by value as small tables are, in Python; columns of many (amounts,
identifiers) in SQL. Both say what they mended.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from factcheck.errors import InputError, LibraryError
from factcheck.references import parquet
from factcheck.references.columns import Guess, Sort, guess, read_as
from factcheck.references.delimited import Dialect, check_quotes, dialect_of, misread
from factcheck.references.drafting import Kept, Sorts, check_header, settled_but
from factcheck.references.grid import LONGEST_CELL, RawTable, lay_out
from factcheck.references.inference import Shape, keys_of
from factcheck.references.measuring import naming
from factcheck.references.mending import Mended, mended_numbers, mended_text, number_type
from factcheck.references.model import Repair
from factcheck.references.parquet import file_literal, literal, quoted
from factcheck.references.tables import LARGE_BYTES, LARGE_ROWS, Reading

_FEW = 50_000  # different values that are cleaned one by one
_SAMPLE_ROWS = 20_000
_SAMPLE_BYTES = 1 << 20
_NUMBERS = (Sort.NUMBER, Sort.VALUE, Sort.RANK)


def is_large(path: Path) -> bool:
    """Whether a table file is too large for memory."""
    suffix = path.suffix.casefold()
    if suffix in (".csv", ".tsv", ".tab", ".txt"):
        return path.stat().st_size > LARGE_BYTES
    return suffix == ".parquet" and parquet.rows_of(path) > LARGE_ROWS


class LargeSource:
    """A table that does not fit in memory. ``close`` ends it and removes what it kept on the disk."""

    large = True
    gone: tuple[str, ...] = ()

    def __init__(self, path: Path, reading: Reading) -> None:
        """InputError where the file is no table, has no rows, or two columns of one name."""
        self._folder = tempfile.TemporaryDirectory(prefix="factcheck-")
        try:
            self._shell = parquet.connect(f"{path} is a large table, which")
            self._open(path, reading)
        except LibraryError as error:
            self.close()
            raise InputError(str(error)) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Removes the temporary files."""
        if hasattr(self, "_shell"):
            self._shell.close()
        self._folder.cleanup()

    def _open(self, path: Path, reading: Reading) -> None:
        self.repairs: tuple[Repair, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.above = ""
        if path.suffix.casefold() == ".parquet":
            self.header = tuple(parquet.columns_of(path))
            self.found = "Parquet"
            cells = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS {quoted(name)}" for name in self.header)
            self._shell.execute(f"CREATE VIEW raw AS SELECT {cells} FROM read_parquet({file_literal(path)})")
        else:
            self._open_text(path, reading)
        with parquet.readable(path):
            longest = ", ".join(f"max(length({quoted(name)}))" for name in self.header)
            rows, *lengths = self._shell.execute(f"SELECT count(*), {longest} FROM raw").fetchone() or (0,)
        self.rows = int(rows)
        for name, length in zip(self.header, lengths, strict=False):
            if length is not None and length > LONGEST_CELL:
                raise LibraryError(f"{path} has a cell of {length} letters in column {name!r}, and one holds "
                                   f"{LONGEST_CELL} at most: correct it, or the quotation marks around it.")
        check_header(path, (), self.rows)
        self._mended: dict[str, Mended] = {}

    def _open_text(self, path: Path, reading: Reading) -> None:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE_BYTES)
        dialect = dialect_of(path, sample, encoding=reading.encoding, delimiter=reading.delimiter)
        text = sample.decode(dialect.encoding, errors="replace")
        lines = csv.reader(io.StringIO(text[:text.rfind("\n") + 1], newline=""), delimiter=dialect.delimiter)
        rows, ends = [], []
        try:
            for row in lines:
                rows.append(row)
                ends.append(lines.line_num)
        except csv.Error as error:  # a quotation mark that nothing closes
            raise misread(path, dialect.delimiter, error) from error
        raw = lay_out(str(path), rows, header_rows=reading.header_rows)
        check_header(path, raw.twice, len(raw.rows))
        self.header, self.above = raw.header, " ".join(raw.above)
        self.found = f"{dialect.encoding.removesuffix('-sig')}, separated by {dialect.delimiter!r}"
        target = Path(self._folder.name) / "raw.parquet"
        self._ingest(path, raw, dialect, skip=ends[raw.header_at - 1], target=target)

    def _ingest(self, path: Path, raw: RawTable, dialect: Dialect, *, skip: int, target: Path) -> None:
        """The text as Parquet, all cells as they stand: it is read once, and then by columns."""
        import duckdb

        source, encoding = path, dialect.encoding
        if encoding not in ("utf-8", "utf-8-sig"):
            source = Path(self._folder.name) / "text.csv"
            _recode(path, source, encoding)
        _check_bytes(path, source, dialect.delimiter)
        beyond = next(name for number in count(1) if (name := f"beyond_{number}") not in raw.header)
        columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in (*raw.header, beyond))
        filled = " OR ".join(f"{quoted(name)} IS NOT NULL" for name in (*raw.header, beyond))
        for parallel in ("true", "false"):  # a line end inside quotation marks is only read by one thread
            try:
                self._shell.execute(
                    f"COPY (SELECT * FROM read_csv({file_literal(source)}, auto_detect=false, header=false, "
                    f"skip={skip}, "
                    f"delim={literal(dialect.delimiter)}, quote='\"', escape='\"', columns={{{columns}}}, nullstr='', "
                    f"null_padding=true, strict_mode=false, parallel={parallel}) WHERE {filled}) "
                    f"TO {literal(target)} (FORMAT parquet)")
                break
            except duckdb.Error as error:
                problem = str(error).splitlines()[0].rstrip(".: ")
        else:
            raise InputError(f"{path} is not a table separated by {dialect.delimiter!r}: {problem}.")
        self._shell.execute(f"CREATE VIEW raw AS SELECT * EXCLUDE {quoted(beyond)} FROM "
                            f"read_parquet({file_literal(target)})")
        longer = self._shell.execute(f"SELECT count(*), any_value({quoted(raw.header[0])}) FROM "
                                     f"read_parquet({file_literal(target)}) WHERE {quoted(beyond)} IS NOT NULL"
                                     ).fetchone()
        if longer and longer[0]:
            raise InputError(f"{path} has {longer[0]} rows of more cells than the header, such as the one that begins "
                             f"with {str(longer[1])[:60]!r}: give every row as many cells as the header.")

    def shape(self, sorts: Sorts, *, known: bool) -> Shape:
        """As of ``Source``. Cells of a guess are the different ones, each with the number of its rows."""
        with parquet.told("The table"):
            return self._shape(sorts, known=known)

    def _shape(self, sorts: Sorts, *, known: bool) -> Shape:
        counts = ", ".join(f"approx_count_distinct({quoted(name)})" for name in self.header)
        found = self._shell.execute(f"SELECT {counts} FROM raw").fetchone() or ()
        guesses = [self._few(name, sorts) if found[i] <= _FEW else self._many(name, sorts)
                   for i, name in enumerate(self.header)]
        settled = guesses if known else settled_but(guesses, sorts)
        for one in settled:
            if one.weights is not None and one.name not in self._mended:
                self._map(one)
        return self._with_rows(settled)

    def _few(self, name: str, sorts: Sorts) -> Guess:
        rows = self._shell.execute(f"SELECT coalesce({quoted(name)}, ''), count(*) FROM raw GROUP BY 1 ORDER BY 1"
                                   ).fetchall()
        cells, weights = [row[0] for row in rows], [row[1] for row in rows]
        self._raw_cells = {**getattr(self, "_raw_cells", {}), name: cells}
        if name in sorts:
            return read_as(name, cells, sorts[name][0], kind=sorts[name][1], weights=weights)
        return guess(name, cells, weights=weights)

    def _many(self, name: str, sorts: Sorts) -> Guess:
        """A column of many values: a sample says what it is, SQL cleans it. What is no number is kept as it is."""
        step = max(1, self.rows // _SAMPLE_ROWS)
        cells = [row[0] for row in self._shell.execute(
            f"SELECT coalesce({quoted(name)}, '') FROM (SELECT {quoted(name)}, row_number() OVER () AS number "
            f"FROM raw) WHERE number % {step} = 0").fetchall()]
        sort = sorts[name][0] if name in sorts else guess(name, cells).sort
        mended = mended_numbers(self._shell, name) if sort in _NUMBERS else mended_text(self._shell, name)
        self._mended[name] = mended
        shown = tuple(dict.fromkeys(cells))[:100]
        return Guess(name=name, sort=sort if sort in _NUMBERS else Sort.CODE, cells=shown, repairs=mended.repairs)

    def _map(self, one: Guess) -> None:
        """The cleaned form of each different cell, as a table to join with."""
        raw = self._raw_cells[one.name]
        changed = [(before, after) for before, after in zip(raw, one.cells, strict=True) if before != after]
        kind = number_type(one.cells) if one.sort in _NUMBERS else "VARCHAR"
        cell = quoted(one.name)
        if changed:
            table = f"mended_{len(self._mended)}"
            self._shell.execute(f"CREATE TABLE {table} (before VARCHAR PRIMARY KEY, after VARCHAR)")
            self._shell.executemany(f"INSERT INTO {table} VALUES (?, ?)", changed)
            cell = f"coalesce((SELECT after FROM {table} WHERE before = {cell}), {cell})"
        cell = f"nullif({cell}, '')"
        self._mended[one.name] = Mended(f"CAST({cell} AS {kind})" if kind != "VARCHAR" else cell, ())

    def _clean(self, names: Sequence[str]) -> str:
        return ", ".join(f"{self._mended[name].expression} AS {quoted(name)}" for name in names)

    def _with_rows(self, guesses: list[Guess]) -> Shape:
        keys, by = keys_of(guesses), naming(guesses)
        unique, combinations = not keys, []
        most = 1
        for one in keys:
            most *= len(set(one.cells))
        if keys and most >= self.rows:
            names = [one.name for one in keys]
            found = self._shell.execute(
                f"SELECT count(*) FROM (SELECT DISTINCT {self._clean(names)} FROM raw)").fetchone()
            unique = bool(found and found[0] == self.rows)
        if by:
            cells = ", ".join(f"coalesce({self._mended[one.name].expression}, '')" for one in by)
            combinations = [tuple(map(str, row)) for row in self._shell.execute(
                f"SELECT DISTINCT {cells} FROM raw ORDER BY ALL").fetchall()]
        return Shape(guesses=tuple(guesses), rows=self.rows, unique=unique, combinations=tuple(combinations))

    def keep(self, shape: Shape, workplace: Path | None) -> Kept:
        """As of ``Source``: a Parquet file with typed numbers, in ``workplace``."""
        assert workplace is not None
        target = workplace / "kept.parquet"
        cells = ", ".join(f"{self._mended[head].expression} AS {quoted(one.name)}"
                          for head, one in zip(self.header, shape.guesses, strict=True))
        with parquet.told(str(workplace.parent)):
            self._shell.execute(f"COPY (SELECT {cells} FROM raw) TO {literal(target)} "
                                f"(FORMAT parquet, COMPRESSION zstd)")
        with target.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Kept(target, ".parquet", digest, target.stat().st_size, None)


def _recode(path: Path, target: Path, encoding: str) -> None:
    """A copy of the text in UTF-8."""
    try:
        with path.open(encoding=encoding, newline="") as source, target.open("w", encoding="utf-8", newline="") as out:
            while piece := source.read(1 << 20):
                out.write(piece)
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not written in {encoding}: byte {error.start} is none of its letters.") from error


def _check_bytes(path: Path, source: Path, delimiter: str) -> None:
    """LibraryError for what DuckDB would pass over in silence: NUL, and a quotation mark that nothing closes."""
    quotes = 0
    with source.open("rb") as file:
        while piece := file.read(_SAMPLE_BYTES):
            if b"\0" in piece:
                raise LibraryError(f"{path} is no text but binary data: it has NUL bytes; give it the ending of what "
                                   f"it is, or remove them.")
            quotes += piece.count(b'"')
    if quotes % 2:  # one may also stand for inches: only then is it worth while to read all of it
        with source.open(encoding="utf-8-sig", errors="replace", newline="") as text:
            check_quotes(path, text, delimiter)
