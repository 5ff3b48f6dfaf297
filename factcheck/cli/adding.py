"""``factcheck refs add``: what was understood of a table, what was mended, what changed, and where it lies now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from factcheck.cli.documents import Document
from factcheck.cli.speaking import say
from factcheck.errors import UsageError
from factcheck.references import descriptors
from factcheck.references.adding import add
from factcheck.references.addition import Addition, Said
from factcheck.references.columns import Sort
from factcheck.references.comparing import Comparison
from factcheck.references.importing import repairs_of
from factcheck.references.locations import builtin, user_library
from factcheck.references.model import Snapshot
from factcheck.references.sourcing import sourced
from factcheck.references.tables import HeaderRows, Reading
from factcheck.reports.wording import harmless

ROLES = {"place": Sort.PLACE, "time": Sort.TIME, "category": Sort.CATEGORY, "text": Sort.TEXT, "number": Sort.NUMBER,
         "measure": Sort.MEASURE, "value": Sort.VALUE, "unit": Sort.UNIT, "multiplier": Sort.MULTIPLIER,
         "rank": Sort.RANK, "code": Sort.CODE}
"""What ``--role`` takes. A number measures something by its header; "measure" and "value" make a long table."""

_EXAMPLES = 5
_LONGEST = 400  # letters of a line about columns, repairs or changes


def add_table(*, source: str, library: str | None, dataset: str | None, name: str | None, title: str | None,
              publisher: str | None, url: str | None, licence: str | None, unit_of_observation: str | None,
              as_of: str | None, released: str | None, retrieved: str | None, sheet: str | None,
              header_row: str | None, encoding: str | None, delimiter: str | None, role: Sequence[str],
              unit: Sequence[str], allow_private: bool, force: bool, dry_run: bool) -> int:
    """Adds one table to the editor's library and says what was understood; 0. InputError where that cannot be."""
    said = Said(
        dataset=dataset, name=name, title=title, publisher=publisher, url=url, licence=licence, force=force,
        unit_of_observation=unit_of_observation, as_of=_day("--as-of", as_of), released=_day("--released", released),
        roles=tuple((column, _role(word)) for column, word in _pairs("--role", role)),
        units=tuple(_pairs("--unit", unit)),
        reading=Reading(sheet=sheet, header_rows=_rows(header_row), encoding=encoding, delimiter=_sign(delimiter)))
    with sourced(source, retrieved=_day("--retrieved", retrieved), allow_private=allow_private) as found:
        added = add(found.path, target(library), said=said, origin=found.origin, builtin=builtin(), dry_run=dry_run)
    show(added, dry_run=dry_run)
    return 0


def show(added: Addition, *, dry_run: bool) -> None:
    """Writes what was understood and done; what needs attention goes to standard error."""
    with Document(None, readable=True) as document:
        for block in _blocks(added, dry_run=dry_run):
            document.add(harmless("\n".join(block)))
    for note in (*added.notes, *(f"{doubt[0].upper()}{doubt[1:]}; added with --force." for doubt in added.doubts)):
        say(note)


def target(library: str | None) -> Path:
    """The folder of the library that is changed; UsageError where it cannot be one."""
    if library == "":
        raise UsageError("The library '' is not a folder; name one for --library.")
    folder = Path(library) if library is not None else user_library()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"The library {folder} is not a folder; name one for --library.")
    return folder


def _blocks(added: Addition, *, dry_run: bool) -> Iterable[list[str]]:
    dataset, snapshot = added.dataset, added.snapshot
    kind = "new dataset" if added.new else "new snapshot of a dataset"
    yield [f"{dataset.name}: {kind}, {snapshot.rows or 0:,} rows"
           + (f" ({added.found})" if added.found else ""), *_cut(_facts(added, snapshot))]
    yield ["columns", *_cut(_table([(one.name, one.role, one.unit, one.detail) for one in added.columns]))]
    if snapshot.repairs:
        yield ["repairs", *_cut(f"  {line}" for line in repairs_of(snapshot))]
    if added.comparison is not None:
        yield [f"changes since {added.before}", *_cut(f"  {line}" for line in changes(added.comparison))]
    yield _end(added, dry_run=dry_run)


def _facts(added: Addition, snapshot: Snapshot) -> list[str]:
    dataset = added.dataset
    unknown = "not said"
    facts = [("title", dataset.title, ""), ("publisher", dataset.publisher, "--publisher"),
             ("address", dataset.url or unknown, "--url"), ("licence", dataset.licence or unknown, "--licence"),
             ("one row is", dataset.unit_of_observation, "--unit-of-observation"),
             ("as of", f"{snapshot.as_of.isoformat()} ({snapshot.as_of_basis})" if snapshot.dated
              else "no date: it holds for any", "--as-of"),
             ("values are", "of a moment, one for each snapshot" if dataset.time.column is None
              else f"of a period, {dataset.time.frequency}, in column {dataset.time.column}", "--role COLUMN=time")]
    guessed = added.new and dataset.guessed
    return [f"  {name + ':':<12}{value}" + (f"  [{option}]" if guessed and option else "")
            for name, value, option in facts]


def _end(added: Addition, *, dry_run: bool) -> list[str]:
    if added.already:
        return [f"The snapshot {added.already} of {added.dataset.name} came from the same table: nothing was changed."]
    if dry_run:
        return ["A dry run: nothing was written."]
    *data, descriptor = added.files
    lines = [f"written: {', '.join(data)}", f"         {descriptor}"]
    if added.dataset.guessed:
        lines.append(f"What is wrong in the table above can be corrected in {descriptors.FILE}.")
    return lines


def changes(found: Comparison) -> list[str]:
    """The difference between two snapshots in a few lines, with examples."""
    if found.same:
        return ["none"]
    lines = []
    for what, names in (("columns gone", found.columns_gone), ("columns added", found.columns_added)):
        if names:
            lines.append(f"{what}: {', '.join(names)}")
    lines.append(f"rows: {found.rows_before:,} before, {found.rows_after:,} now; {found.added_rows:,} added, "
                 f"{found.gone_rows:,} gone, {found.revised_rows:,} revised")
    for sign, rows in (("+", found.added), ("-", found.gone)):
        lines += [f"  {sign} {_joined(row.key or row.cells)}" for row in rows[:_EXAMPLES]]
        if len(rows) > _EXAMPLES:
            lines.append(f"  {sign} …")
    lines += [f"  ~ {_joined(one.key)}: {one.column} {one.before or 'empty'} → {one.after or 'empty'}"
              for one in found.revised[:_EXAMPLES]]
    return [*lines, *(["  ~ …"] if len(found.revised) > _EXAMPLES else [])]


def _cut(lines: Iterable[str]) -> list[str]:
    """The lines, each no longer than somebody reads: a cell or a column's name may have thousands of letters."""
    return [line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines]


def _joined(cells: Sequence[str]) -> str:
    return " | ".join(cell for cell in cells if cell)


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [min(32, max((len(row[i]) for row in rows), default=0)) for i in range(3)]
    return ["  " + "  ".join([*(row[i].ljust(widths[i]) for i in range(3)), row[3]]).rstrip() for row in rows]


def _day(option: str, text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is no date; write it as 2025-09-17.") from None


def _rows(text: str | None) -> HeaderRows | None:
    found = None if text is None else HeaderRows.parse(text)
    if text is not None and found is None:
        raise UsageError(f"--header-row {text!r} is no row; count from 1, as 3, or 3-4 for two rows.")
    return found


def _sign(text: str | None) -> str | None:
    sign = {"tab": "\t", "\\t": "\t"}.get(text or "", text)
    if sign is not None and len(sign) != 1:
        raise UsageError(f"--delimiter {text!r} is not one character; use tab for a tab.")
    return sign


def _role(word: str) -> Sort:
    if word not in ROLES:
        raise UsageError(f"--role knows no {word!r}; it knows {', '.join(ROLES)}.")
    return ROLES[word]


def _pairs(option: str, given: Sequence[str]) -> list[tuple[str, str]]:
    pairs = []
    for text in given:
        column, sign, value = text.rpartition("=")
        if not sign or not column or not value:
            raise UsageError(f"{option} {text!r} says nothing of a column; write COLUMN=VALUE.")
        pairs.append((column, value))
    return pairs
