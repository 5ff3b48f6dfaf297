"""From what a sentence names to the query that it means: its rows by their cells and numbers, and what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from factcheck.matching.bare.limits import Limit, comparison_at, limits
from factcheck.matching.bare.mentions import Mention, mentions, years
from factcheck.matching.bare.operations import (
    Ask,
    Target,
    comparative,
    is_times,
    noun_at,
    opens,
    said,
    targets,
)
from factcheck.matching.bare.outline import Column, Outline
from factcheck.matching.bare.sentence import Sentence
from factcheck.matching.bare.vocabulary import is_small, listed
from factcheck.matching.model import Feature, Match, NoMatch, Reading
from factcheck.queries.algebra import Condition, Difference, Query, Selection, Value
from factcheck.queries.table import table
from factcheck.references.library import References
from factcheck.references.measuring import ROWS
from factcheck.references.model import Aggregate

_SURE = 0.55
_AGGREGATES = {Ask.MEAN: Aggregate.MEAN, Ask.SUM: Aggregate.SUM, Ask.HIGHEST: Aggregate.MAX, Ask.LOWEST: Aggregate.MIN}
_UNEXPLAINED = 0.5
_AS_GOOD = 0.15
_NOTHING = NoMatch(reason="no_reference")


@dataclass(slots=True)
class _Picked:
    """The rows that were picked out, and by which words."""

    conditions: list[Condition] = field(default_factory=list)
    words: set[int] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    score: float = 0.0
    doubtful: bool = False


@dataclass(slots=True)
class _Reader:
    sentence: Sentence
    outline: Outline
    library: References
    mentions: list[Mention]
    limits: list[Limit]

    def selection(self, where: Iterable[Condition], column: Column | None = None,
                  aggregate: Aggregate | None = None) -> Selection:
        dataset = self.outline.dataset
        snapshot = max(dataset.snapshots, key=lambda one: (one.as_of, one.name))
        return Selection(dataset=dataset.name, snapshot=snapshot.name, measure=ROWS, where=tuple(where),
                         as_of=snapshot.as_of, column=None if column is None else column.name, aggregate=aggregate)

    def things(self, where: Sequence[Condition]) -> list[Condition]:
        """The conditions, and that no row is the total of the others."""
        found = list(where)
        for name, cells in self.outline.totals.items():
            if name not in {condition.column for condition in where}:
                found.append(Condition(column=name, values=cells))
        return found

    def rows(self, where: Sequence[Condition]) -> int:
        """How many rows meet the conditions."""
        one = self.selection(where)
        return int(table(self.library, one.dataset, one.snapshot).mask(where).sum())


def read(sentence: Sentence, outline: Outline, library: References) -> Match | NoMatch:
    """The query that a sentence means of a list, or why it means none."""
    named = mentions(sentence, outline)
    sure = frozenset(at for one in named if one.score >= 1.4 for at in one.words)
    reader = _Reader(sentence, outline, library, named, limits(sentence, outline, sure))
    for way in (_difference, _mean, _end, _sum, _cell, _count):
        found = way(reader)
        if found is not None:
            return found
    return _NOTHING


def _pick(reader: _Reader, *, without: Iterable[str] = (), taken: Iterable[int] = ()) -> _Picked:
    """Mentions and limits that go together, the surest first: one to a column, and each word read once."""
    picked = _Picked(words=set(), columns=set(without))
    used = set(taken)
    for limit in sorted(reader.limits, key=lambda one: -one.score):
        if limit.condition.column in without or limit.words & used:
            continue
        if reader.rows([limit.condition]) == reader.outline.rows:
            picked.words |= limit.words  # it is true of all rows
            used |= limit.words
            continue
        _take(picked, limit.condition, limit.words, limit.score)
        used |= limit.words
    for one in reader.mentions:
        if one.score < _SURE or one.column in picked.columns or one.words & used:
            continue
        condition = Condition(column=one.column, values=tuple(
            cell for cell in reader.outline.column(one.column).cells if cell in one.cells))
        if picked.conditions and not reader.rows([*picked.conditions, condition]) and not one.exact:
            continue
        _take(picked, condition, one.words, one.score)
        used |= one.words
        picked.doubtful = picked.doubtful or _doubtful(one, reader, without)
    return picked


def _doubtful(one: Mention, reader: _Reader, without: Iterable[str]) -> bool:
    """Whether another column holds the same words just as well: a team that is at home and away."""
    return any(other.words == one.words and other.column != one.column and other.column not in without
               and abs(other.score - one.score) < _AS_GOOD and other.cells != one.cells for other in reader.mentions)


def _take(picked: _Picked, condition: Condition, words: Iterable[int], score: float) -> None:
    picked.conditions.append(condition)
    picked.words |= set(words)
    picked.columns.add(condition.column)
    picked.score += score


def _difference(reader: _Reader) -> Match | NoMatch | None:
    found = comparative(reader.sentence)
    if found is None:
        return None
    way, words = found
    pair = _pair(reader.mentions) or _pair(years(reader.sentence, reader.outline))
    if pair is None:
        return None
    one, other = pair
    at = min(words)
    taken = one.words | other.words
    wanted = targets(reader.sentence, reader.outline, at, taken)
    wanted = [target for target in wanted if target.column.name != one.column]
    if not wanted:
        return NoMatch(reason="not_in_table", detail={"words": " ".join(reader.sentence.texts[i] for i in sorted(words))})
    column = wanted[0].column
    first, second = (reader.selection([_condition(reader, each)], column) for each in (one, other))
    explained = taken | words | wanted[0].words
    return _match(reader, Difference(left=first, right=second), explained, one.score + wanted[0].score)


def _pair(found: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """Two rows that are named by the same column, in the order of the sentence."""
    for one in found:
        for other in found:
            if one is not other and one.column == other.column and one.cells != other.cells and not (
                    one.words & other.words) and one.exact and other.exact:
                first, second = sorted((one, other), key=lambda each: each.start)
                return first, second
    return None


def _condition(reader: _Reader, one: Mention) -> Condition:
    column = reader.outline.column(one.column)
    return Condition(column=one.column, values=tuple(cell for cell in column.cells if cell in one.cells))


def _mean(reader: _Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    at = said(sentence, "mean")
    if not at or is_times(sentence):
        return None
    if any(said(sentence, key) for key in ("best", "worst", "highest", "lowest")) and any(
            "average" in column.header for column in reader.outline.columns):
        return None  # "his best average finish": the averages stand in the table
    return _aggregated(reader, Ask.MEAN, at) or _NOTHING


def _sum(reader: _Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    at = said(sentence, "sum")
    if is_times(sentence) or (opens(sentence) and sentence.texts[sentence.last + 1:sentence.last + 2] == ("of",)):
        return None
    noun = noun_at(sentence)
    adds = noun is not None and (_is_target(reader, noun) or (
        sentence.stems[noun] in listed("quantities") and (not opens(sentence) or _behind(reader, noun))))
    if noun is not None and noun <= sentence.last + 2 and not adds:
        return None  # "a total of five players": they are counted
    if not at and not adds:
        return None
    found = _aggregated(reader, Ask.SUM, at or [sentence.first])
    return found if found is not None or not adds else _NOTHING


def _behind(reader: _Reader, noun: int) -> bool:
    """Whether a column that is added up is named right behind the noun: "2,000 people attended"."""
    return any(_is_target(reader, at) for at in range(noun + 1, min(noun + 3, len(reader.sentence.words))))


def _is_target(reader: _Reader, place: int) -> bool:
    """Whether a word is of the header of a column of numbers."""
    meaning = reader.sentence.meanings[place]
    return any(column.numeric and not (column.yearly or column.ordinal) and meaning in column.header
               for column in reader.outline.columns)


def _end(reader: _Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    if is_times(sentence) or opens(sentence):
        return None
    for ask, key in ((Ask.HIGHEST, "highest"), (Ask.LOWEST, "lowest")):
        at = said(sentence, key)
        if not at:
            continue
        wanted = targets(sentence, reader.outline, at[0], at, beside=False)
        if not wanted:
            return None
        other = _cell_beside(reader, wanted[0])
        if other is not None:
            return _at_the_end(reader, ask, wanted[0], other, frozenset(at))
        return _aggregated(reader, ask, at)
    return _best(reader)


def _best(reader: _Reader) -> Match | NoMatch | None:
    for key, lower, higher in (("best", Ask.LOWEST, Ask.HIGHEST), ("worst", Ask.HIGHEST, Ask.LOWEST)):
        at = said(reader.sentence, key)
        wanted = targets(reader.sentence, reader.outline, at[0]) if at else []
        if wanted:
            low = bool(wanted[0].column.header & listed("lower_is_better"))
            return _aggregated(reader, lower if low else higher, at)
    return None


def _cell_beside(reader: _Reader, target: Target) -> Column | None:
    """Another column of numbers whose header stands right beside the figure: "the most viewers were of week 4"."""
    sentence = reader.sentence
    beside = [at for at in (sentence.first - 1, sentence.last + 1) if 0 <= at < len(sentence.words)]
    for column in reader.outline.columns:
        if column.numeric and column.name != target.column.name and any(
                sentence.meanings[at] in column.header for at in beside) and not any(
                sentence.meanings[at] in target.column.header for at in beside):
            return column
    return None


def _at_the_end(reader: _Reader, ask: Ask, target: Target, other: Column, words: frozenset[int]) -> Match | None:
    """The cell in the row of an extreme: the row whose number is the highest of the column."""
    picked = _pick(reader, without=(target.column.name, other.name), taken=words | target.words)
    one = reader.selection(picked.conditions)
    rows = table(reader.library, one.dataset, one.snapshot)
    mask, numbers = rows.mask(picked.conditions), target.column.numbers
    cells = [cell for cell, keep in zip(rows.cells.column(target.column.name), mask, strict=True) if keep]
    values = [numbers[cell] for cell in cells if cell in numbers]
    if not values:
        return None
    end = max(values) if ask is Ask.HIGHEST else min(values)
    where = [*picked.conditions, Condition(column=target.column.name, comparison="=", threshold=end)]
    return _match(reader, Value(of=reader.selection(where, other)), picked.words | words | target.words,
                  picked.score + target.score)


def _aggregated(reader: _Reader, ask: Ask, at: Sequence[int]) -> Match | NoMatch | None:
    sentence = reader.sentence
    sure = {place for one in reader.mentions if one.score >= 1.4 and one.exact for place in one.words}
    added = ask in (Ask.MEAN, Ask.SUM)
    wanted = targets(sentence, reader.outline, at[0], {*sure, *at}, added=added) or targets(
        sentence, reader.outline, at[0], added=added)
    if not wanted:
        return None
    target = wanted[0]
    picked = _pick(reader, without=(target.column.name,), taken=target.words | set(at[:1]))
    where = picked.conditions
    explained = picked.words | target.words | set(at)
    rows = reader.rows(where)
    if where and rows == 0:
        return NoMatch(reason="not_in_table", detail={"words": _said(reader, picked.words)})
    query = Value(of=reader.selection(reader.things(where), target.column, _AGGREGATES[ask]))
    return _match(reader, query, explained, picked.score + target.score)


def _cell(reader: _Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    if is_times(sentence) or opens(sentence):
        return None
    wanted = targets(sentence, reader.outline, sentence.first)
    near = [one for one in wanted if any(abs(place - sentence.first) <= 4 for place in one.words)]
    if not near:
        return None
    target = near[0]
    picked = _pick(reader, without=(target.column.name,), taken=target.words)
    if not picked.conditions or reader.rows(picked.conditions) != 1:
        return None
    query = Value(of=reader.selection(picked.conditions, target.column))
    return _match(reader, query, picked.words | target.words, picked.score + target.score)


def _count(reader: _Reader) -> Match | NoMatch | None:
    sentence = reader.sentence
    noun = noun_at(sentence)
    if not (is_times(sentence) or opens(sentence) or noun is not None or sentence.texts[
            sentence.last + 1:sentence.last + 2] == ("of",)):
        return None
    counted = {noun} if noun is not None else set()
    quantity = noun is not None and sentence.stems[noun] in listed("quantities")
    if quantity and not opens(sentence):
        return None
    picked = _answered(reader, _pick(reader))
    if (quantity and not picked.conditions) or (picked.conditions and not reader.rows(picked.conditions)):
        return None
    explained = picked.words | counted
    if not picked.conditions:
        left = _unexplained(reader, explained)
        if left:
            return NoMatch(reason="not_in_table", detail={"words": _said(reader, left)})
    query = Value(of=reader.selection(reader.things(picked.conditions), None, Aggregate.COUNT))
    return _match(reader, query, explained, picked.score)


def _answered(reader: _Reader, picked: _Picked) -> _Picked:
    """With the questions whose header the sentence names: "do not support grids" is no in the column "grid support"."""
    sentence = reader.sentence
    for column in reader.outline.columns:
        if not column.answers or column.name in picked.columns:
            continue
        hits = frozenset(at for at in sentence.content if sentence.meanings[at] in column.header and at not in picked.words)
        if not hits or len({sentence.meanings[at] for at in hits}) < len(column.header) * 0.6:
            continue
        denied = set(sentence.texts) & listed("negations") or "don't" in sentence.texts or "doesn't" in sentence.texts
        cells = column.answers["no" if denied else "yes"]
        _take(picked, Condition(column=column.name, values=tuple(sorted(cells))), hits, 2.0)
    return picked


def _unexplained(reader: _Reader, explained: Iterable[int]) -> frozenset[int]:
    """The words with content that neither the title, a header nor the reading accounts for."""
    sentence, known = reader.sentence, set(explained)
    headers = frozenset(stem for column in reader.outline.columns for stem in column.header_words)
    asks = frozenset(word for key in ("mean", "sum", "highest", "lowest", "best", "worst") for word in listed("asks", key))
    return frozenset(
        at for at in sentence.content
        if at not in known and not sentence.titled(at) and sentence.meanings[at] not in headers
        and sentence.stems[at] not in listed("fillers") and sentence.texts[at] not in listed("fillers")
        and sentence.stems[at] not in asks and not is_small(sentence.texts[at]))


def _said(reader: _Reader, places: Iterable[int]) -> str:
    return " ".join(reader.sentence.texts[at] for at in sorted(places))


def _match(reader: _Reader, query: Query, explained: Iterable[int], evidence: float) -> Match | NoMatch:
    known = set(explained)
    left = _unexplained(reader, known)
    limiting = [at for at in left if reader.sentence.words[at].value is not None
                and comparison_at(reader.sentence, at)[0] is not None]
    if limiting:
        return NoMatch(reason="not_in_table", detail={"words": _said(reader, limiting)})
    share = len(left) / max(1, len(reader.sentence.content))
    if share > _UNEXPLAINED:
        return NoMatch(reason="not_in_table", detail={"words": _said(reader, left)})
    features = (Feature(name="named", value=round(evidence, 2), weight=0.2, detail=_said(reader, known)),
                Feature(name="unexplained", value=round(share, 2), weight=-1.0, detail=_said(reader, left)))
    score = round(1 - share, 2)
    return Match(reading=Reading(query=query, score=score, features=features))

