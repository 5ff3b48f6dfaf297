"""What was kept of documents that are to be checked again, read from the parts of the results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.archive.duck import connect, file_literal
from factcheck.archive.lots import Fed
from factcheck.archive.parts import path_of, told
from factcheck.archive.records import DocumentRow, TextRow, columns
from factcheck.archive.state import Again, State
from factcheck.archive.work import Kept

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 256


def kept(folder: Path, state: State) -> Iterator[Fed]:
    """The documents that are to be checked again, part by part."""
    noted = state.again()
    with connect() as duck:
        for _, group in groupby(noted, key=lambda one: one.part):
            of_part = list(group)
            for first in range(0, len(of_part), AT_ONCE):
                some = of_part[first:first + AT_ONCE]
                anew = {one.document for one in some if one.anew}
                with told(folder):
                    found = list(read(duck, folder, some))
                for row, text, checked in found:
                    yield Fed(Kept(row, text, checked, row.document in anew), 0)


def read(duck: DuckDBPyConnection, folder: Path, some: Sequence[Again]) -> Iterator[
        tuple[DocumentRow, TextRow, tuple[str, ...]]]:
    """Rows, text and claims of documents of one part, in the order of their numbers."""
    part, numbers = some[0].part, [one.document for one in some]
    revisions = {one.document: one.revision for one in some}
    texts: dict[int, TextRow] = {}
    for text_part in {one.text_part for one in some}:
        for values in _select(duck, path_of(folder, "texts", text_part), list(columns(TextRow)), numbers):
            texts[values[0]] = TextRow.model_validate(dict(zip(columns(TextRow), values, strict=True)))
    checked: dict[int, list[tuple[int, str]]] = {}
    claims = path_of(folder, "claims", part)
    if claims.exists():  # else none of its documents states a figure
        for document, revision, number, whole in _select(duck, claims, ["document", "revision", "number", "checked"],
                                                         numbers):
            if revision == revisions[document]:
                checked.setdefault(document, []).append((number, whole))
    for values in _select(duck, path_of(folder, "documents", part), list(columns(DocumentRow)), numbers):
        row = DocumentRow.model_validate(dict(zip(columns(DocumentRow), values, strict=True)))
        if row.revision == revisions[row.document]:
            yield row, texts[row.document], tuple(whole for _, whole in sorted(checked.get(row.document, [])))


def _select(duck: DuckDBPyConnection, file: Path, names: list[str], numbers: list[int]) -> list[tuple[Any, ...]]:
    listed = ", ".join(f'"{name}"' for name in names)
    asked = f"SELECT {listed} FROM read_parquet({file_literal(file)}) WHERE document BETWEEN ? AND ?"
    wanted = set(numbers)
    rows = duck.execute(f"{asked} AND document IN (SELECT unnest(?)) ORDER BY document",
                        [min(numbers), max(numbers), numbers]).fetchall()
    return [row for row in rows if row[0] in wanted]
