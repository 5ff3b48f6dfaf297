"""A tiny library on disk, and claims written by hand: what matching needs, without a language model.

Ferries: a roster of berths (one row a berth of one operator), of 15 December 2024 and 15 September 2025, and the same
facts counted by date. Jobs: a monthly series in two vintages. People: an annual stock of 1 July.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.model import Bound, Claim, Kind, Period, Place, Quantity, Span
from claims.vocabulary import places
from factcheck.articles.model import Article
from factcheck.matching.article import match_claims
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import Selection, selections
from factcheck.references import descriptors
from factcheck.references.library import References
from factcheck.references.model import Dataset, Dimension, Measure, Snapshot, TimeSpec

EARLY, LATE = "2024-12-15", "2025-09-15"
PUBLISHED = date(2025, 9, 20)

Rows = Sequence[Mapping[str, str]]


def dataset(root: Path, name: str, files: Mapping[str, Rows], *, time: dict[str, Any],
            measures: Sequence[dict[str, Any]], dimensions: Sequence[dict[str, Any]] = (),
            released: Mapping[str, str] | None = None, **more: Any) -> Path:
    """A dataset's folder with its descriptor; ``files`` maps a day to the rows of its snapshot."""
    folder = root / name
    folder.mkdir(parents=True)
    snapshots = []
    for day, rows in files.items():
        path = folder / f"{day}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        data = path.read_bytes()
        out = (released or {}).get(day)
        snapshots.append(Snapshot(
            name=day, path=path, location=f"{name}/{day}.csv", title=f"{name}, {day}", as_of=date.fromisoformat(day),
            as_of_basis="test", retrieved=date(2026, 6, 1), released=date.fromisoformat(out) if out else None,
            sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)))
    made = Dataset(name=name, title=name.capitalize(), publisher="Test office", unit_of_observation="one row",
                   time=TimeSpec.model_validate(time), measures=tuple(map(Measure.model_validate, measures)),
                   dimensions=tuple(map(Dimension.model_validate, dimensions)), snapshots=tuple(snapshots), **more)
    (folder / descriptors.FILE).write_text(descriptors.dump(descriptors.build(made)), encoding="utf-8")
    return folder


STATE = {"name": "state", "role": "place", "title": "state", "nouns": ["state"], "place_kinds": ["state"]}
KIND = {"name": "kind", "role": "category", "title": "kind of berth", "nouns": ["kind", "type"], "members": [
    {"value": "Day", "words": ["day berth", "day"]}, {"value": "Night", "words": ["night berth", "night"]}]}
COUNTY = {"name": "county", "role": "entity", "title": "county", "nouns": ["county"]}


def _roster(sizes: Mapping[str, int]) -> list[dict[str, str]]:
    return [{"state": state, "county": f"{state} {number % 2}", "operator": f"{state} {number // 2}",
             "kind": "Night" if number % 2 else "Day"} for state, size in sizes.items() for number in range(size)]


def berths(root: Path, name: str = "berths", **more: Any) -> Path:
    """The roster."""
    measures: list[dict[str, Any]] = [
        {"name": "berths", "title": "berths", "aggregate": "count", "unit": "berth", "words": ["berth", "facility"],
         "excludes": ["military"], "concept": "ferry.berths"},
        {"name": "operators", "title": "operators with a berth", "aggregate": "count_distinct", "column": "operator",
         "unit": "operator", "words": ["operator", "company", "facility"], "requires": ["ferry", "berth"],
         "concept": "ferry.operators"},
    ]
    given: dict[str, Any] = {
             "topic": ("ferry", "ferries", "harbor board"), "inert": ("licensed",), "scope": "United States",
             "topic_required": True, "precedence": 20, "time": {"kind": "as_of", "instant": True, "max_age_days": 45},
             "dimensions": (STATE, KIND, COUNTY)} | more
    return dataset(root, name, {EARLY: _roster({"Ohio": 6, "Maine": 4}),
                                LATE: _roster({"Ohio": 10, "Maine": 4, "Texas": 8, "Puerto Rico": 2})},
                   measures=measures, **given)


def counts(root: Path, name: str = "counts", **more: Any) -> Path:
    """The same facts by date and state, with a total row."""
    rows = [{"as_of": day, "state": state, "berths": str(number), "operators": str(number // 2)}
            for day, number in (("2024-12-15", 10), ("2025-03-01", 14), ("2025-08-31", 21), ("2025-09-15", 24))
            for state, number in (("United States", number), ("Ohio", number // 2), ("Maine", number // 3))]
    return dataset(
        root, name, {LATE: rows}, topic=("ferry", "ferries", "harbor board"), topic_required=True, precedence=10,
        scope="United States", inert=("licensed",),
        time={"kind": "period", "column": "as_of", "frequency": "irregular", "instant": True, "max_age_days": 45},
        dimensions=({**STATE, "total": "United States"},),
        measures=({"name": "berths", "title": "berths", "aggregate": "value", "column": "berths", "unit": "berth",
                   "words": ["berth"], "concept": "ferry.berths"},
                  {"name": "operators", "title": "operators", "aggregate": "value", "column": "operators",
                   "unit": "operator", "words": ["operator"], "concept": "ferry.operators"}), **more)


def jobs(root: Path, name: str = "jobs", **more: Any) -> Path:
    """A monthly series: two vintages, the later one out on 10 October 2025."""
    def rows(last: int) -> list[dict[str, str]]:
        return [{"month": f"2025-{month:02}", "jobs": str(1000 + month), "rate": f"4.{month}"}
                for month in range(1, last + 1)]

    given: dict[str, Any] = {
        "released": {"2025-09-05": "2025-09-05", "2025-10-10": "2025-10-10"},
        "time": {"kind": "period", "column": "month", "frequency": "monthly", "release_lag_days": 5}} | more
    return dataset(root, name, {"2025-09-05": rows(8), "2025-10-10": rows(9)},
                   topic=("job market",), scope="United States",
                   measures=({"name": "jobs", "title": "jobs", "aggregate": "value", "column": "jobs", "unit": "job",
                              "words": ["job"]},
                             {"name": "rate", "title": "jobless rate", "aggregate": "value", "column": "rate",
                              "unit": "percent", "words": ["jobless rate"]}), **given)


def people(root: Path, name: str = "people", **more: Any) -> Path:
    """An annual stock of 1 July, and the births of the year to that day."""
    rows = [{"year": str(year), "state": state, "people": str(base + year), "births": "9"}
            for year in (2021, 2022, 2023, 2024)
            for state, base in (("United States", 9000), ("Ohio", 500), ("Iowa", 90))]
    return dataset(
        root, name, {"2024-12-19": rows}, topic=("census",), scope="United States",
        time={"kind": "period", "column": "year", "frequency": "annual", "instant": True, "anchor": "07-01"},
        dimensions=({**STATE, "total": "United States"},),
        measures=({"name": "people", "title": "residents", "aggregate": "value", "column": "people", "unit": "person",
                   "words": ["resident", "population"]},
                  {"name": "births", "title": "births", "aggregate": "value", "column": "births", "unit": "birth",
                   "words": ["birth"], "time": {"kind": "period", "column": "year", "frequency": "annual",
                                                "anchor": "07-01"}}), **more)


def claim(sentence: str, figure: str, counted: str | None = None, *, number: str = "7", bound: str = "exact",
          unit: str | None = None, **fields: Any) -> Claim:
    """A claim as the extractor would give it. What is left of the sentence is its predicate, unless given.

    ``places`` are names; ``period`` and ``baseline`` are ISO days, one or "first..last".
    """
    if figure not in sentence:
        raise ValueError(f"{figure!r} does not stand in {sentence!r}.")
    start = sentence.index(figure)
    rest = sentence.replace(figure, "", 1)
    if counted:
        rest = rest.replace(counted, "", 1)
    fields["places"] = tuple(_place(name) for name in fields.get("places", ()))
    for name in ("period", "baseline"):
        if isinstance(fields.get(name), str):
            fields[name] = period(fields[name])
    defaults = {"id": "c1", "kind": "count", "predicate": " ".join(rest.rstrip(".").split()), "pattern": "test",
                "head": counted.split(" of ")[0].split()[-1].removesuffix("s") if counted else None,
                "before": sentence[:start].strip() or None,
                "after": sentence[start + len(figure):].replace(counted or "", "", 1).strip(" .") or None}
    quantity = Quantity(low=Decimal(number), high=Decimal(number), bound=Bound(bound), unit=unit)
    whole = {**defaults, **fields}
    whole["kind"] = Kind(whole["kind"])
    return Claim(figure=figure, start=start, end=start + len(figure), counted=counted, quantity=quantity,
                 sentence=Span(text=sentence, start=0, end=len(sentence)), **whole)


def _place(name: str) -> Place:
    if ", " in name:
        return Place(name=name, kind="county")
    return places.resolve(name) or Place(name=name, kind="city")


def period(text: str) -> Period:
    """ "2024-12-15" or "2024-12-01..2024-12-31"; "open" for a time that no calendar knows."""
    if text == "open":
        return Period(start=None, end=None, text="back then")
    first, _, last = text.partition("..")
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(last or first), text=text)


def match(library: References, *claims: Claim, published: date | None = PUBLISHED,
          title: str | None = "Ferries") -> list[Match | NoMatch]:
    """What each claim is matched to, in an article that is their sentences one a line."""
    text, placed = "", []
    seen: dict[str, int] = {}
    for number, each in enumerate(claims, 1):
        sentence = each.sentence.text
        if sentence not in seen:
            seen[sentence] = len(text)
            text += sentence + "\n"
        at = seen[sentence]
        identity = each.id if each.id != "c1" else f"c{number}"
        placed.append(each.model_copy(update={
            "id": identity, "start": at + each.start, "end": at + each.end,
            "sentence": Span(text=sentence, start=at, end=at + len(sentence))}))
    found = match_claims(Article(text=text, title=title, published=published), placed, library)
    return [found[each.id] for each in placed]


def told(found: Match | NoMatch) -> str:
    """A match in one line: "berths.operators 2025-09-15 state=Ohio"; else its reason and words."""
    if isinstance(found, NoMatch):
        words = ", ".join(found.detail.values())
        return f"{found.reason}: {words}" if words else found.reason
    query = found.reading.query
    parts = [_selection(each) for each in selections(query)]
    return parts[0] if query.op == "value" else f"{query.op}({'; '.join(parts)})"


def _selection(of: Selection) -> str:
    where = "".join(f" {c.column}={'|'.join(c.values)}" for c in of.where)
    return f"{of.dataset}.{of.measure} {of.period or of.snapshot}{where}"
