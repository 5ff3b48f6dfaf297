"""The descriptor of what was added: its resources' schemas, what a person said of it, and what new data add to it."""

from __future__ import annotations

import copy
from typing import Any

from factcheck.errors import UsageError
from factcheck.references import descriptors, measuring
from factcheck.references.addition import ColumnView, Said
from factcheck.references.cells import Cells
from factcheck.references.columns import Guess, Sort
from factcheck.references.drafting import FIELD_TYPES
from factcheck.references.headings import unit_name
from factcheck.references.inference import MANY, Shape, dimension_of, keys_of
from factcheck.references.model import Aggregate, Dataset, Measure, Role, Snapshot

_SHOWN = 40
_FORMATS = {".csv": ("csv", "text/csv"), ".parquet": ("parquet", "application/vnd.apache.parquet")}


def entry_of(snapshot: Snapshot, shape: Shape) -> dict[str, Any]:
    """A snapshot as a resource with its schema. Its key is stated where it tells the rows apart."""
    entry = descriptors.resource(snapshot)
    own = entry.pop("factcheck")
    form, media = _FORMATS[snapshot.path.suffix]
    entry |= {"format": form, "mediatype": media} | ({"encoding": "utf-8"} if form == "csv" else {})
    if snapshot.origin_url:
        entry["sources"] = [{"title": snapshot.title, "path": snapshot.origin_url}]
    fields = [{"name": one.name, "type": FIELD_TYPES.get(one.sort, "string")} for one in shape.guesses]
    entry["schema"] = {"fields": fields, "missingValues": [""]}
    keys = [one for one in keys_of(shape.guesses) if "" not in one.cells]
    if shape.unique and keys and len(keys) == len(keys_of(shape.guesses)):
        entry["schema"]["primaryKey"] = [one.name for one in keys]
    return entry | {"factcheck": own}


def described(dataset: Dataset, said: Said) -> Dataset:
    """A guessed dataset as the person corrects it: the units of its columns."""
    measures = {one.name: one for one in dataset.measures}
    for name, unit in said.units:
        own = [one for one in dataset.measures if name in (one.column, one.name)]
        if not own:
            raise UsageError(f"There is no measure {name!r} for --unit; there are: {', '.join(list(measures)[:30])}.")
        for one in own:
            heading = measuring.read_heading(f"x ({unit})")
            measures[one.name] = one.model_copy(update={
                "unit": heading.unit or unit_name(unit), "scale": heading.scale,
                "requires": heading.requires or one.requires})
    return dataset.model_copy(update={"measures": tuple(measures.values())})


def grown(descriptor: dict[str, Any], dataset: Dataset, shape: Shape | None) -> dict[str, Any]:
    """The descriptor with what only the new data hold: members of its dimensions, measures of a long table.

    Only a guessed descriptor grows by itself, and only by what it did not have; one that a person wrote stays as it is.
    """
    result = copy.deepcopy(descriptor)
    if shape is None or not dataset.guessed:
        return result
    block = result["factcheck"]
    columns = {one.name: one for one in shape.guesses}
    for dimension in block.get("dimensions", []):
        column = columns.get(dimension["name"])
        if column is None:
            continue
        known = {member["value"] for member in dimension.get("members", [])}
        kind = dataset.dimension(dimension["name"]).role is Role.PLACE
        fresh = dimension_of(column.model_copy(update={"sort": Sort.PLACE if kind else Sort.TEXT}), shape.rows)
        more = [one.model_dump(mode="json", exclude_defaults=True) for one in fresh.members if one.value not in known]
        if more and known:
            dimension["members"] = [*dimension["members"], *more][:MANY]
    said = {tuple(tuple(pair) for pair in measure.get("where", [])) for measure in block["measures"]}
    if any(said - {()}):
        new = measuring.measures(shape.guesses, title=dataset.title, rows=shape.rows, unique=shape.unique,
                                 combinations=shape.combinations)
        names = {measure["name"] for measure in block["measures"]}
        block["measures"] += [one.model_dump(mode="json", exclude_defaults=True) for one in new
                              if one.where and one.where not in said and one.name not in names]
    return result


def views(dataset: Dataset, shape: Shape | None, cells: Cells | None) -> tuple[ColumnView, ...]:
    """The columns as a reader sees them; with a recipe there is no guess, and the cells say what they hold."""
    guesses = {one.name: one for one in shape.guesses} if shape else {}
    names = list(guesses) or list(cells.names if cells else ())
    return tuple(_view(dataset, name, guesses.get(name), cells) for name in names[:_SHOWN])


def _view(dataset: Dataset, name: str, one: Guess | None, cells: Cells | None) -> ColumnView:
    values = one.distinct() if one else tuple(value for value in dict.fromkeys(cells.column(name) if cells else ())
                                              if value)
    own = [measure for measure in dataset.measures if measure.column == name]
    if name in {spec.column for spec in (dataset.time, *(m.time for m in dataset.measures)) if spec}:
        span = f"{min(values)} to {max(values)}" if values else ""
        return ColumnView(name=name, role="time", unit=dataset.time.frequency or "", detail=span)
    for dimension in dataset.dimensions:
        if dimension.name == name:
            total = f"; {dimension.total} stands for all" if dimension.total else ""
            kinds = ", ".join(dimension.place_kinds)
            return ColumnView(name=name, role=f"{dimension.role.value}{f' ({kinds})' if kinds else ''}",
                              detail=f"{len(values)} values: {_some(values)}{total}")
    if any(name == measure.rank_column for measure in dataset.measures):
        return ColumnView(name=name, role="rank", detail="1 is the highest")
    if own and all(one.aggregate in (Aggregate.COUNT, Aggregate.COUNT_DISTINCT) for one in own):
        return ColumnView(name=name, role="counted", unit=own[0].unit,
                          detail=f"{len(values):,} different ones: {_some(values)}")
    if own:
        return _measured(name, own, values)
    if any(name == column for measure in dataset.measures for column, _ in measure.where):
        return ColumnView(name=name, role="names measures", detail=f"{len(values)}: {_some(values)}")
    return ColumnView(name=name, role="kept", detail=f"{len(values)} values: {_some(values)}")


def _measured(name: str, own: list[Measure], values: tuple[str, ...]) -> ColumnView:
    if len(own) > 1:
        units = dict.fromkeys(one.unit for one in own)
        return ColumnView(name=name, role="values", unit=_some(tuple(units)), detail=f"of {len(own)} measures")
    scale = f" × {int(own[0].scale):,}" if own[0].scale != 1 and own[0].scale == int(own[0].scale) else ""
    needs = f"; only with “{own[0].requires[0]}”" if own[0].requires else ""
    return ColumnView(name=name, role=f"measure ({own[0].aggregate.value})", unit=own[0].unit + scale,
                      detail=f"“{own[0].title}”{needs}, such as {_some(values)}")


def _some(values: tuple[str, ...]) -> str:
    shown = [value if len(value) <= 24 else value[:23] + "…" for value in values[:3]]
    return ", ".join(shown) + (", …" if len(values) > 3 else "")
