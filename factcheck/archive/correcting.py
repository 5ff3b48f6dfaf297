"""The failed claims of an archive that are worth a correction first, as the overview tells them."""

from __future__ import annotations

import re
from typing import Any

from factcheck.archive.records import OF_ARTICLE
from factcheck.archive.results import Results
from factcheck.archive.worth import ranked
from factcheck.checking.model import CheckedClaim
from factcheck.reports.overview import Wrong
from factcheck.reports.relating import relation
from factcheck.reports.wording import excerpt, in_one_line, printable, suggestion, web_address

_TOLD = ("explanation_message", "dataset_title", "dataset", "publisher", "as_of", "source_url", "checked")


def worst(results: Results, count: int) -> tuple[tuple[Wrong, ...], int]:
    """So many failed claims among ``chosen_claims``, the worthiest first, and how many more there are.

    Afterwards the table ``worthy`` holds them: ``place``, ``document``, ``number`` and so on.
    """
    results.sql(f"CREATE OR REPLACE TABLE worthy AS SELECT row_number() OVER () AS place, * FROM ({ranked()})")
    (total,) = results.sql("SELECT count(*) FROM worthy").fetchall()[0]
    results.sql("DELETE FROM worthy WHERE place > ?", [count])
    columns = ("headline", "lead", "times", "elsewhere", *(f"d.{name}" for name in OF_ARTICLE),
               *(f"c.{name}" for name in _TOLD), "r.repeats", "k.card")
    rows = results.sql(
        f"SELECT {', '.join(columns)} FROM worthy w "
        "JOIN (FROM documents SEMI JOIN worthy USING (document)) d ON d.document = w.document "
        "JOIN (FROM claims SEMI JOIN worthy USING (document, number)) c "
        "ON c.document = w.document AND c.number = w.number "
        "JOIN (SELECT document, number, row_number() OVER (PARTITION BY document ORDER BY figure_start, figure_end) AS "
        "card FROM claims SEMI JOIN worthy USING (document)) k ON k.document = w.document AND k.number = w.number "
        "LEFT JOIN (SELECT duplicate_of, count(*) AS repeats FROM documents WHERE duplicate_of IS NOT NULL "
        "GROUP BY ALL) r ON r.duplicate_of = w.document ORDER BY w.place").fetchall()
    names = [column.rpartition(".")[2] for column in columns]
    found = tuple(_wrong(dict(zip(names, row, strict=True))) for row in rows)
    return found, total - len(found)


def _wrong(row: dict[str, Any]) -> Wrong:
    claim = CheckedClaim.model_validate_json(row["checked"])
    publisher, title = row["publisher"], row["dataset_title"] or row["dataset"]
    more, told = row["explanation_message"] or "", suggestion(claim)
    return Wrong(
        figure=printable(claim.figure), excerpt=excerpt(claim), message=printable(claim.message),
        more="" if more.rstrip(".").casefold() in claim.message.casefold() else printable(more),
        correction=in_one_line(told) if told else None,
        source=printable(", ".join(filter(None, (title, publisher)))) or None, as_of=row["as_of"],
        link=web_address(row["source_url"]), title=_title(row), address=web_address(row["url"]),
        **{name: row[name] if row[name] is None else printable(row[name]) for name in ("author", "section", "outlet")},
        published=row["published"], reads=row["reads"],
        speaker=printable(claim.speaker) if claim.speaker else None, quoted=claim.quoted,
        off=relation(claim) or None, in_headline=row["headline"], in_lead=row["lead"], times=row["times"],
        elsewhere=row["elsewhere"], repeats=row["repeats"] or 0, card=row["card"])


def _title(row: dict[str, Any]) -> str:
    """What an article is called; where it has no title, the file, and where in it."""
    name = row["title"] or row["id"] or row["url"] or row["location"] or "Article"
    return printable(name if row["title"] else re.split(r"[\\/]", name.rstrip("\\/"))[-1] or name)
