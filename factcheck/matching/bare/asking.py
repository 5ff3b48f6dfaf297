"""What is asked of the rows that a sentence picks out: to count them, or the sum, mean, end or cell of which column."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.matching.bare.counting import count
from factcheck.matching.bare.explained import match, quoted, unexplained
from factcheck.matching.bare.mentions import Mention, years
from factcheck.matching.bare.operations import Ask, Target, comparative, is_times, noun_at, opens, said, targets
from factcheck.matching.bare.outline import Column, Outline
from factcheck.matching.bare.rows import Reader, answered, condition_of, pair, pick, reader_of, repeated_in
from factcheck.matching.bare.sentence import Sentence
from factcheck.matching.bare.vocabulary import listed
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import Condition, Difference, Value
from factcheck.queries.table import table
from factcheck.references.library import References
from factcheck.references.model import Aggregate

_AGGREGATES = {Ask.MEAN: Aggregate.MEAN, Ask.SUM: Aggregate.SUM, Ask.HIGHEST: Aggregate.MAX, Ask.LOWEST: Aggregate.MIN}
_NEAR = 4
_NOTHING = NoMatch(reason="not_in_table")


def read(sentence: Sentence, outline: Outline, library: References, *,
         located: Sequence[Mention] = ()) -> Match | NoMatch:
    """The query that a sentence means of a list, or why it means none; ``located`` as of ``reader_of``."""
    reader = reader_of(sentence, outline, library, located=located)
    for way in (_difference, _mean, _end, _sum, _cell, count):
        found = way(reader)
        if found is not None:
            return found
    return NoMatch(reason="no_reference")


def _difference(reader: Reader) -> Match | NoMatch | None:
    found = comparative(reader.sentence)
    if found is None:
        return None
    way, words = found
    two = pair(reader.mentions) or pair(years(reader.sentence, reader.outline))
    if two is None:
        return None
    one, other = two
    at = min(words)
    taken = one.words | other.words
    wanted = targets(reader.sentence, reader.outline, at, taken)
    wanted = [target for target in wanted if target.column.name != one.column]
    if not wanted:
        return NoMatch(reason="not_in_table", detail={"words": quoted(reader, words)})
    column = wanted[0].column
    if (way == "less") != _turned(column, reader.sentence.texts[at]):
        one, other = other, one
    first, second = (reader.selection([condition_of(reader, each)], column) for each in (one, other))
    explained = taken | words | wanted[0].words
    return match(reader, Difference(left=first, right=second), explained, one.score + wanted[0].score)


def _turned(column: Column, word: str) -> bool:
    """Whether more is told of the lower number: who is older was born in an earlier year, who is ahead has rank 1."""
    if word in listed("turned", "by_year"):
        return column.yearly
    return word in listed("turned", "by_rank") and bool(column.header & listed("turned", "ranks"))


def _mean(reader: Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    at = said(sentence, "mean")
    if not at or is_times(sentence):
        return None
    if any(said(sentence, key) for key in ("best", "worst", "highest", "lowest")) and any(
            "average" in column.header for column in reader.outline.columns):
        return None  # "the highest mean depth": the means stand in the table
    return _aggregated(reader, Ask.MEAN, at) or _NOTHING


def _sum(reader: Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    at = said(sentence, "sum")
    if is_times(sentence) or (opens(sentence) and sentence.texts[sentence.last + 1:sentence.last + 2] == ("of",)):
        return None
    noun = noun_at(sentence)
    adds = noun is not None and (_is_target(reader, noun) or (
        sentence.stems[noun] in listed("quantities")) or (
        sentence.stems[noun] in listed("quantities", "people") and _behind(reader, noun)))
    if noun is not None and noun <= sentence.last + 2 and not adds:
        return None  # "in all 30 barges": they are counted
    if not at and not adds:
        return None
    if not at and noun is not None and not _behind(reader, noun) and sentence.stems[noun] not in _stems(reader):
        return _NOTHING if adds else None  # only another word for it, and nothing says that it is added up
    if not at and (said(sentence, "highest") or said(sentence, "lowest")):
        return _NOTHING  # it tells which row has the most of something
    found = _aggregated(reader, Ask.SUM, at or [sentence.first])
    return found if found is not None or not adds else _NOTHING


def _stems(reader: Reader) -> frozenset[str]:
    """The words of all headers of numbers, as they stand."""
    return frozenset[str]().union(*(column.header_stems for column in reader.outline.columns if column.numeric))


def _behind(reader: Reader, noun: int) -> bool:
    """Whether a column that is added up is named right behind the noun: "2,000 people came by"."""
    return any(_is_target(reader, at) for at in range(noun + 1, min(noun + 3, len(reader.sentence.words))))


def _is_target(reader: Reader, place: int) -> bool:
    """Whether a word is of the header of a column of numbers."""
    meaning = reader.sentence.meanings[place]
    return any(column.numeric and not (column.yearly or column.ordinal) and meaning in column.header
               for column in reader.outline.columns)


def _end(reader: Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    if is_times(sentence) or opens(sentence):
        return None
    for ask, key in ((Ask.HIGHEST, "highest"), (Ask.LOWEST, "lowest")):
        at = said(sentence, key)
        if not at:
            continue
        wanted = _extreme_of(reader, at[0])
        if not wanted:
            return _NOTHING
        other = _cell_beside(reader, wanted[0])
        if other is not None:
            return _at_the_end(reader, ask, wanted[0], other, frozenset(at))
        return _aggregated(reader, ask, at)
    return _best(reader)


def _extreme_of(reader: Reader, at: int) -> list[Target]:
    """The columns that a superlative may speak of: its own ("tallest" of heights), else those named right behind it."""
    sentence = reader.sentence
    own = [column for column in reader.outline.columns if column.numeric and sentence.meanings[at] in column.header]
    if own:
        return [Target(own[0], frozenset((at,)), 1.5)]
    if sentence.meanings[at] != sentence.stems[at]:
        return []  # it says of what, and no column holds that
    near = targets(sentence, reader.outline, at, (at,), beside=False)
    return [one for one in near if any(at < place <= at + _NEAR for place in one.words)]


def _best(reader: Reader) -> Match | NoMatch | None:
    for key, lower, higher in (("best", Ask.LOWEST, Ask.HIGHEST), ("worst", Ask.HIGHEST, Ask.LOWEST)):
        at = said(reader.sentence, key)
        wanted = targets(reader.sentence, reader.outline, at[0]) if at else []
        if wanted:
            low = bool(wanted[0].column.header & listed("lower_is_better"))
            return _aggregated(reader, lower if low else higher, at)
    return None


def _cell_beside(reader: Reader, target: Target) -> Column | None:
    """Another column of numbers whose header stands right beside the figure: "the deepest dive was dive 12"."""
    sentence = reader.sentence
    beside = [at for at in (sentence.first - 1, sentence.last + 1) if 0 <= at < len(sentence.words)]
    for column in reader.outline.columns:
        if column.numeric and column.name != target.column.name and any(
                sentence.meanings[at] in column.header for at in beside) and not any(
                sentence.meanings[at] in target.column.header for at in beside):
            return column
    return None


def _at_the_end(reader: Reader, ask: Ask, target: Target, other: Column,
                words: frozenset[int]) -> Match | NoMatch | None:
    """The cell in the row of an extreme: the row whose number is the highest of the column."""
    picked = pick(reader, without=(target.column.name, other.name), taken=words | target.words)
    one = reader.selection(picked.conditions)
    rows = table(reader.library, one.dataset, one.snapshot)
    mask, numbers = rows.mask(picked.conditions), target.column.numbers
    cells = [cell for cell, keep in zip(rows.cells.column(target.column.name), mask, strict=True) if keep]
    values = [numbers[cell] for cell in cells if cell in numbers]
    if not values:
        return None
    end = max(values) if ask is Ask.HIGHEST else min(values)
    where = [*picked.conditions, Condition(column=target.column.name, comparison="=", threshold=end)]
    return match(reader, Value(of=reader.selection(where, other)), picked.words | words | target.words,
                  picked.score + target.score)


def _aggregated(reader: Reader, ask: Ask, at: Sequence[int]) -> Match | NoMatch | None:
    sentence = reader.sentence
    sure = {place for one in reader.mentions if one.score >= 1.4 and one.exact for place in one.words}
    added = ask in (Ask.MEAN, Ask.SUM)
    wanted = targets(sentence, reader.outline, at[0], {*sure, *at}, added=added) or targets(
        sentence, reader.outline, at[0], added=added)
    if not wanted:
        return None
    target = wanted[0]
    picked = answered(reader, pick(reader, without=(target.column.name,), taken=target.words | set(at[:1])))
    where = picked.conditions
    if picked.doubtful:
        return NoMatch(reason="ambiguous", detail={"readings": quoted(reader, picked.words)})
    explained = picked.words | target.words | set(at)
    if at[0] == sentence.first and any(
            sentence.words[place].value is not None for place in unexplained(reader, explained)):
        return _NOTHING  # "game 3 lasted 63 moves": of which rows, another number says
    rows = reader.rows(where)
    if where and rows == 0:
        return NoMatch(reason="not_in_table", detail={"words": quoted(reader, picked.words)})
    if ask is Ask.SUM and at[0] == sentence.first and (times := repeated_in(reader, where)) is not None:
        # Nothing says that it is added up: how many rangers a county has is no sum over the years of its rows.
        return NoMatch(reason="ambiguous", detail={"readings": f"it may be of one “{times}” or of all together"})
    query = Value(of=reader.selection(reader.things(where), target.column, _AGGREGATES[ask]))
    return match(reader, query, explained, picked.score + target.score)


def _cell(reader: Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    if is_times(sentence) or opens(sentence):
        return None
    wanted = targets(sentence, reader.outline, sentence.first)
    is_ = set(sentence.texts[max(0, sentence.opening - 1):sentence.opening]) & {"is", "was", "are", "were", "of", "at"}
    near = [one for one in wanted if any(abs(place - sentence.first) <= (9 if is_ else 4) for place in one.words)]
    if not near:
        return None
    target = near[0]
    picked = pick(reader, without=(target.column.name,), taken=target.words)
    if not picked.conditions or picked.doubtful or reader.rows(picked.conditions) != 1:
        return None
    query = Value(of=reader.selection(picked.conditions, target.column))
    return match(reader, query, picked.words | target.words, picked.score + target.score)
