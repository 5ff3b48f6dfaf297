"""A small library on disk, and claims held against it: a monthly series with two releases, a roster of states."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from factcheck.queries.algebra import Condition, Query, Selection, selections
from factcheck.queries.answer import Result
from factcheck.queries.evaluation import evaluate
from factcheck.queries.sql import to_sql
from factcheck.queries.words import in_words
from factcheck.references.library import References
from factcheck.verification.model import Reference

MONTHS = [f"{year}-{month:02}" for year in range(2021, 2026) for month in range(1, 13)][:57]
STATES = {"Alabama": 12, "Alaska": 3, "Arizona": 25, "Colorado": 40, "Florida": 90, "Georgia": 61, "Ohio": 33,
          "Texas": 80}


def _dataset(folder: Path, name: str, block: Mapping[str, Any], tables: Mapping[str, tuple[str, str]]) -> None:
    (folder / name).mkdir(parents=True)
    resources = []
    for snapshot, (as_of, table) in tables.items():
        path = folder / name / f"{snapshot}.csv"
        path.write_text(table, encoding="utf-8")
        header = table.splitlines()[0].split(",")
        resources.append({
            "name": snapshot, "path": path.name, "title": snapshot, "format": "csv", "mediatype": "text/csv",
            "encoding": "utf-8", "hash": f"sha256:{hashlib.sha256(table.encode()).hexdigest()}",
            "bytes": len(table.encode()),
            "schema": {"fields": [{"name": column, "type": "string"} for column in header]},
            "factcheck": {"as_of": as_of, "as_of_basis": "made for tests", "retrieved": "2026-01-05",
                          "released": as_of}})
    (folder / name / "datapackage.json").write_text(json.dumps({
        "name": name, "title": name.title(), "licenses": [{"name": "CC0-1.0"}],
        "sources": [{"title": "Office of Tests", "path": f"https://example.org/{name}"}],
        "factcheck": block, "resources": resources}), encoding="utf-8")


def library(folder: Path) -> References:
    """``rates``: a percentage by month, revised by a tenth in its second release; ``desks``: a roster on three days."""
    rows = {month: Decimal(30 + place % 12) / 10 for place, month in enumerate(MONTHS)}
    first = "\n".join(["month,rate", *(f"{month},{rate}" for month, rate in rows.items())]) + "\n"
    second = "\n".join(["month,rate", *(f"{month},{rate + Decimal('0.1')}" for month, rate in rows.items())]) + "\n"
    _dataset(folder, "rates", {
        "unit_of_observation": "one month", "topic": ["rate"],
        "time": {"kind": "period", "column": "month", "frequency": "monthly"}, "dimensions": [],
        "measures": [{"name": "rate", "title": "vacancy rate", "aggregate": "value", "column": "rate",
                      "unit": "percent", "words": ["vacancy rate"]}],
    }, {"first": ("2025-10-03", first), "second": ("2025-11-07", second)})
    days = {"2025-01-01": 1, "2025-05-01": 2, "2025-09-01": 3}
    rosters = {day: (day, _roster(times)) for day, times in days.items()}
    _dataset(folder, "desks", {
        "unit_of_observation": "one desk", "topic": ["desk"], "time": {"kind": "as_of", "frequency": "irregular"},
        "dimensions": [{"name": "state", "role": "place", "title": "state", "nouns": ["state"],
                        "place_kinds": ["state"],
                        "members": [{"value": state, "kind": "state"} for state in STATES]}],
        "measures": [{"name": "desks", "title": "desks", "aggregate": "count", "unit": "desk", "words": ["desk"]}],
    }, rosters)
    return References.open(folder)


def _roster(times: int) -> str:
    rows = [f"{state},{state} {number}" for state, count in STATES.items() for number in range(count * times // 3)]
    return "\n".join(["state,desk", *rows]) + "\n"


def rate(month: str, snapshot: str = "first") -> Selection:
    """The rate of a month."""
    year, number = map(int, month.split("-"))
    return Selection(dataset="rates", snapshot=snapshot, measure="rate", period=month, as_of=date(year, number, 28))


def desks(day: str = "2025-09-01", state: str | None = None) -> Selection:
    """The desks of a day, of all states or of one."""
    where = (Condition(column="state", values=(state,)),) if state else ()
    return Selection(dataset="desks", snapshot=day, measure="desks", where=where, as_of=date.fromisoformat(day))


def reference(query: Query, shelf: References) -> Reference:
    """What a claim held against that query has for its reference."""
    answer = evaluate(query, shelf)
    assert isinstance(answer, Result), answer
    main = selections(query)[0].model_dump()
    dataset = shelf.dataset(main["dataset"])
    snapshot = dataset.snapshot(main["snapshot"])
    return Reference(dataset=dataset.name, title=dataset.title, measure=main["measure"], snapshot=snapshot.name,
                     as_of=main["as_of"], retrieved=snapshot.retrieved, value=answer.value, unit=answer.unit,
                     query=in_words(query, shelf), sql=to_sql(query, shelf), publisher=dataset.publisher,
                     url=dataset.url, sha256=snapshot.sha256, score=1, asked=query)
