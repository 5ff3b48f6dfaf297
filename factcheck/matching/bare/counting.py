"""Counts of the rows that a sentence picks out: "three of the ships were sold", "she won it four times"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Kind
from factcheck.matching.bare.explained import match, quoted, unexplained
from factcheck.matching.bare.operations import is_times, noun_at, opens, said
from factcheck.matching.bare.rows import Picked, Reader, answered, pick
from factcheck.matching.bare.vocabulary import listed
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import Condition, Query, Share, Value
from factcheck.queries.table import table
from factcheck.references.model import Aggregate


def count(reader: Reader) -> Match | NoMatch | None:
    """How many rows there are, or which part of all; None where the figure counts no rows."""
    sentence, noun = reader.sentence, noun_at(reader.sentence)
    if not _counts_things(reader, noun):
        return None
    picked = answered(reader, pick(reader))
    if picked.conditions and not reader.rows(picked.conditions):
        return None  # more likely the sentence was misread than that it counts nothing
    if not picked.conditions and (sentence.claim.kind is Kind.SHARE or _are_people(reader, noun)):
        return None
    explained = picked.words | ({noun} if noun is not None else set())
    doubt = _doubt(reader, picked, noun, explained)
    if doubt is not None:
        return doubt
    counted = reader.selection(reader.things(picked.conditions), None, Aggregate.COUNT)
    query: Query = Value(of=counted)
    if sentence.claim.kind is Kind.SHARE:
        query = Share(part=counted, whole=reader.selection(reader.things([]), None, Aggregate.COUNT))
    return match(reader, query, explained, picked.score)


def _counts_things(reader: Reader, noun: int | None) -> bool:
    """Whether the figure counts things that may be rows, and nothing that rows have many of."""
    sentence = reader.sentence
    if noun is None:
        return is_times(sentence) or opens(sentence) or sentence.texts[sentence.last + 1:sentence.last + 2] == ("of",)
    if _are_people(reader, noun) and said(sentence, "sum"):
        return False
    return sentence.stems[noun] not in listed("quantities")


def _are_people(reader: Reader, noun: int | None) -> bool:
    return noun is not None and reader.sentence.stems[noun] in listed("quantities", "people")


def _is_thing(reader: Reader, noun: int | None) -> bool:
    """Whether the counted noun is what a header or the title calls the rows."""
    sentence = reader.sentence
    return noun is not None and (sentence.meanings[noun] in reader.outline.headers or sentence.titled(noun))


def _doubt(reader: Reader, picked: Picked, noun: int | None, explained: set[int]) -> NoMatch | None:
    """Why it cannot be said which rows are counted, or whether rows are."""
    if not picked.conditions and not _is_thing(reader, noun):
        return NoMatch(reason="no_reference")
    if not picked.conditions and (left := unexplained(reader, explained)):
        return NoMatch(reason="not_in_table", detail={"words": quoted(reader, left)})
    if picked.doubtful:
        return NoMatch(reason="ambiguous", detail={"readings": quoted(reader, picked.words)})
    if noun is not None and _are_shared(reader, noun, picked.conditions):
        return NoMatch(reason="ambiguous", detail={"readings": f"rows or different {reader.sentence.texts[noun]}"})
    return None


def _are_shared(reader: Reader, noun: int, where: Sequence[Condition]) -> bool:
    """Whether the counted noun heads a column in which several of the rows have the same cell: "three keepers"."""
    stem = reader.sentence.stems[noun]
    rows = table(reader.library, reader.outline.dataset.name, reader.selection(()).snapshot)
    for column in reader.outline.columns:
        if column.numeric or column.header_stems != {stem} or any(one.column == column.name for one in where):
            continue
        cells = [cell for cell, keep in zip(column.rows, rows.mask(where), strict=True) if keep and cell]
        return len(set(cells)) < len(cells)
    return False
