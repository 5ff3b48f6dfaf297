"""What the numbers of a bare table measure: their names, units, scales, and whether rows may be added up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from claims.model import Frozen
from factcheck.references.columns import Guess, Sort, lists, plain
from factcheck.references.model import Aggregate, Measure

ROWS = "rows"


class Heading(Frozen):
    """A header taken apart: "viewers (millions)" is name "viewers", unit None, scale 1,000,000."""

    name: str
    unit: str | None
    scale: Decimal


def measures(columns: Sequence[Guess], keys: Sequence[Guess], *, title: str) -> tuple[Measure, ...]:
    """The measures of a table whose rows are told apart by ``keys``; last, the number of rows itself."""
    name = next((one for one in columns if one.sort is Sort.MEASURE), None)
    value = next((one for one in columns if one.sort is Sort.VALUE), None)
    rank = next((one.name for one in columns if one.sort is Sort.RANK), None)
    found = _long(columns, name, value, rank) if name and value else _wide(columns, keys, rank)
    # A row is one of what its own column names: one player, one nation. Where none differs in every row, who knows.
    noun = next((singular(plain(one.name)) for one in columns
                 if one.sort in (Sort.TEXT, Sort.PLACE) and len(set(one.cells)) == len(one.cells) > 1), "")
    return (*found, Measure(name=ROWS, title=f"rows of {title}", aggregate=Aggregate.COUNT, unit=noun or "row",
                            words=(noun,) if noun else ()))


def _wide(columns: Sequence[Guess], keys: Sequence[Guess], rank: str | None) -> list[Measure]:
    rows = list(zip(*(one.cells for one in keys), strict=True)) if keys else []
    unique = len(set(rows)) == len(rows) and bool(rows)
    found = []
    for one in columns:
        if one.sort is not Sort.NUMBER:
            continue
        heading = read_heading(one.name)
        noun = singular(heading.name)
        found.append(Measure(
            name=one.name if one.name != ROWS else f"{ROWS} (column)", title=heading.name or one.name,
            aggregate=Aggregate.VALUE if unique or not keys else Aggregate.SUM, column=one.name,
            unit=heading.unit or noun.rpartition(" ")[2] or "unit", scale=heading.scale, rank_column=rank,
            words=tuple(dict.fromkeys(word for word in (heading.name, noun) if word))))
    return found


def _long(columns: Sequence[Guess], name: Guess, value: Guess, rank: str | None) -> list[Measure]:
    """One measure for each name, unit and multiplier that occur together."""
    unit = next((one for one in columns if one.sort is Sort.UNIT), None)
    multiplier = next((one for one in columns if one.sort is Sort.MULTIPLIER), None)
    by = [one for one in (name, unit, multiplier) if one is not None]
    combinations = dict.fromkeys(zip(*(one.cells for one in by), strict=True))
    units_of: dict[str, set[tuple[str, ...]]] = {}
    for combination in combinations:
        units_of.setdefault(combination[0], set()).add(combination[1:])
    found = []
    for combination in combinations:
        own = dict(zip((one.sort for one in by), combination, strict=True))
        heading = read_heading(own[Sort.MEASURE].replace("_", " "))
        several = len(units_of[combination[0]]) > 1
        scale = scale_of(own.get(Sort.MULTIPLIER, "")) or Decimal(1)
        found.append(Measure(
            name=" | ".join(part for part in combination if part) if several else own[Sort.MEASURE],
            title=heading.name, aggregate=Aggregate.VALUE, column=value.name,
            where=tuple((one.name, cell) for one, cell in zip(by, combination, strict=True)),
            unit=unit_name(own.get(Sort.UNIT, "")) or heading.unit or "unit", scale=scale * heading.scale,
            rank_column=rank, words=tuple(dict.fromkeys((heading.name, singular(heading.name))))))
    return found


def read_heading(header: str) -> Heading:
    """A header's name, unit and scale: "GDP (US$ billions)" is "gdp", dollars, 10^9; "turnout %" is in percent."""
    inside = " ".join(re.findall(r"[(\[](.*?)[)\]]", header)).casefold().replace(",", " ")
    name = " ".join(re.sub(r"[(\[].*?[)\]]", " ", header.casefold()).replace("_", " ").split()).strip(" ,:;")
    scale = Decimal(1)
    rest = []
    for word in inside.split():
        factor = scale_of(word)
        if factor is None:
            rest.append(word)
        else:
            scale *= factor
    unit = unit_name(" ".join(word for word in rest if word not in ("in", "of", "per") or len(rest) > 1)) or None
    for sign in ("%", "$"):
        if unit is None and name.endswith(sign):
            unit, name = unit_name(sign), name.removesuffix(sign).strip()
    return Heading(name=name or header.casefold(), unit=unit, scale=scale)


def unit_name(text: str) -> str:
    """A unit spelled out and singular: "%" is "percent", "Tonnes" is "tonne", "US dollars" is "dollar"."""
    folded = " ".join(text.casefold().split())
    known: dict[str, str] = lists("units")
    return known.get(folded) or (singular(folded) if folded else "")


def scale_of(word: str) -> Decimal | None:
    """The power of ten that a word stands for, or None: ``scale_of("Thousands") == 1000``."""
    folded = word.casefold().strip()
    known = lists("multipliers")
    factor = known.get(folded) or known.get(folded.removesuffix("s"))
    return Decimal(factor) if factor is not None else None


def singular(noun: str) -> str:
    """The singular of a noun phrase by its last word: "law enforcement agencies" is "law enforcement agency"."""
    head, space, last = noun.rpartition(" ")
    irregular = {"people": "person", "children": "child", "men": "man", "women": "woman", "series": "series"}
    if last in irregular:
        last = irregular[last]
    elif re.search(r"[^aeiou]ies$", last) and len(last) > 4:
        last = last[:-3] + "y"
    elif re.search(r"(?:ss|x|ch|sh)es$", last):
        last = last[:-2]
    elif re.search(r"[^siu']s$", last) and len(last) > 3:
        last = last[:-1]
    return head + space + last
