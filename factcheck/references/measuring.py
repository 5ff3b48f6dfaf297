"""What the numbers of a bare table measure: their names, units, scales, and whether rows may be added up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.references.captions import Caption
from factcheck.references.columns import Guess, Sort, plain, says
from factcheck.references.headings import Heading, read_heading, scale_of, singular, unit_name
from factcheck.references.model import Aggregate, Measure

__all__ = ["ROWS", "Heading", "measures", "read_heading", "scale_of", "singular", "unit_name"]

ROWS = "rows"
_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound"}


def measures(columns: Sequence[Guess], *, title: str, rows: int, unique: bool,
             combinations: Sequence[tuple[str, ...]], caption: Caption | None = None) -> tuple[Measure, ...]:
    """The measures of a table; last, the number of rows itself.

    ``unique``: its dimensions and times tell the ``rows`` apart. ``combinations`` are the name, unit and multiplier of
    a long table that occur together, as ``naming`` lists those columns.
    """
    rank = next((one.name for one in columns if one.sort is Sort.RANK), None)
    value = next((one for one in columns if one.sort is Sort.VALUE), None)
    by = naming(columns)
    found = (_long(by, combinations, value, rank, title) if by and value
             else _wide(columns, unique, rank, title, caption))
    # A row is one of what its own column names: one player, one nation. Where none differs in every row, who knows.
    noun = next((singular(plain(one.name)) for one in columns
                 if one.sort in (Sort.TEXT, Sort.PLACE) and one.unique(rows)), "")
    return (*found, Measure(name=ROWS, title=f"rows of {title}", aggregate=Aggregate.COUNT, unit=noun or "row",
                            words=(noun,) if noun else ()))


def naming(columns: Sequence[Guess]) -> tuple[Guess, ...]:
    """The columns of a long table that say what a value is: its measure, unit and multiplier, as far as there are."""
    wanted = (next((one for one in columns if one.sort is sort), None)
              for sort in (Sort.MEASURE, Sort.UNIT, Sort.MULTIPLIER))
    return tuple(one for one in wanted if one is not None)


def _wide(columns: Sequence[Guess], unique: bool, rank: str | None, title: str,
          caption: Caption | None) -> list[Measure]:
    found = []
    for one in columns:
        if one.sort is not Sort.NUMBER:
            continue
        heading = read_heading(one.name)
        if says(one.name, "value"):  # its header only says that it is one; what of, the table's title says
            named = read_heading(title)
            heading = named if heading.unit is None and heading.scale == 1 else heading.model_copy(
                update={"name": named.name})
        noun = singular(heading.name)
        bare = heading.unit is None and heading.per is None and heading.scale == 1 and one.sign is None
        scale = caption.scale if caption is not None and bare else heading.scale
        unit = heading.unit or _SIGNS.get(one.sign or "") or noun.rpartition(" ")[2] or "unit"
        found.append(Measure(
            name=one.name if one.name != ROWS else f"{ROWS} (column)", title=heading.title or one.name,
            aggregate=Aggregate.VALUE if unique else Aggregate.SUM, column=one.name, unit=unit, scale=scale,
            rank_column=rank, words=_words(heading), requires=heading.requires))
    return found


def _words(heading: Heading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in (heading.name, singular(heading.name)) if word))


def _long(by: Sequence[Guess], combinations: Sequence[tuple[str, ...]], value: Guess, rank: str | None,
          title: str) -> list[Measure]:
    """One measure for each name, unit and multiplier that occur together."""
    units_of: dict[str, set[tuple[str, ...]]] = {}
    named = by[0].sort is Sort.MEASURE
    for combination in combinations:
        units_of.setdefault(combination[0] if named else "", set()).add(combination[1 if named else 0:])
    found = []
    for combination in combinations:
        own = dict(zip((one.sort for one in by), combination, strict=True))
        called = own.get(Sort.MEASURE, "") if named else title
        if not called:
            continue
        heading = read_heading(called.replace("_", " "))
        several = len(units_of[called if named else ""]) > 1
        stated = read_heading(f"x ({own[Sort.UNIT]})") if own.get(Sort.UNIT) else None
        scale = (scale_of(own.get(Sort.MULTIPLIER, "")) or Decimal(1)) * heading.scale
        parts = combination if named else (title, *combination)
        found.append(Measure(
            name=" | ".join(part for part in parts if part) if several else called, title=heading.title or called,
            aggregate=Aggregate.VALUE, column=value.name,
            where=tuple((one.name, cell) for one, cell in zip(by, combination, strict=True)),
            unit=(stated and stated.unit) or heading.unit or "unit", scale=scale * (stated.scale if stated else 1),
            rank_column=rank, words=_words(heading),
            requires=tuple(dict.fromkeys((*heading.requires, *(stated.requires if stated else ()))))))
    return found
