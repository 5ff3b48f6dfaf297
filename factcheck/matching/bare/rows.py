"""Which rows of a list a sentence picks out: by the cells that it names, and by numbers that limit them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from factcheck.matching.bare.limits import Limit, limits
from factcheck.matching.bare.mentions import Mention, mentions
from factcheck.matching.bare.outline import Column, Outline
from factcheck.matching.bare.sentence import Sentence
from factcheck.matching.bare.vocabulary import listed
from factcheck.queries.algebra import Condition, Selection
from factcheck.queries.table import table
from factcheck.references.library import References
from factcheck.references.measuring import ROWS
from factcheck.references.model import Aggregate

_SURE = 0.55
_AS_GOOD = 0.1
_CERTAIN = 1.4


@dataclass(slots=True)
class Picked:
    """The rows that were picked out, and by which words."""

    conditions: list[Condition] = field(default_factory=list)
    words: set[int] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    score: float = 0.0
    doubtful: bool = False


@dataclass(slots=True)
class Reader:
    """A sentence beside the list that it speaks of, with everything in it that may pick out rows."""

    sentence: Sentence
    outline: Outline
    library: References
    mentions: list[Mention]
    limits: list[Limit]

    def selection(self, where: Iterable[Condition], column: Column | None = None,
                  aggregate: Aggregate | None = None) -> Selection:
        """The rows that meet the conditions, counted, or read in a column."""
        dataset = self.outline.dataset
        snapshot = max(dataset.snapshots, key=lambda one: (one.as_of, one.name))
        return Selection(dataset=dataset.name, snapshot=snapshot.name, measure=ROWS, where=tuple(where),
                         as_of=snapshot.as_of, column=None if column is None else column.name, aggregate=aggregate)

    def things(self, where: Sequence[Condition]) -> list[Condition]:
        """The conditions, and that no row is the total of the others."""
        found = list(where)
        for name, total in self.outline.totals.items():
            if name not in {condition.column for condition in where}:
                found.append(Condition(column=name, values=(total,), negated=True))
        return found

    def rows(self, where: Sequence[Condition]) -> int:
        """How many rows meet the conditions."""
        one = self.selection(where)
        return int(table(self.library, one.dataset, one.snapshot).mask(where).sum())


def reader_of(sentence: Sentence, outline: Outline, library: References, *,
              located: Sequence[Mention] = ()) -> Reader:
    """The reader of one sentence; ``located``: what it names for certain, before anything else is read."""
    named = [*located, *mentions(sentence, outline)]
    sure = frozenset(at for one in named if one.score >= _CERTAIN for at in one.words)
    return Reader(sentence, outline, library, named, limits(sentence, outline, sure))


def pick(reader: Reader, *, without: Iterable[str] = (), taken: Iterable[int] = ()) -> Picked:
    """Mentions and limits that go together, the surest first: one to a column, and each word read once."""
    picked = Picked(words=set(), columns=set(without))
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
        if one.score < _SURE or one.words & used:
            continue
        if one.column in picked.columns:
            if one.exact and _joined(one, picked, reader):
                used |= one.words
            continue
        condition = Condition(column=one.column, values=tuple(
            cell for cell in reader.outline.column(one.column).cells if cell in one.cells))
        if picked.conditions and not reader.rows([*picked.conditions, condition]) and not one.exact:
            continue
        _take(picked, condition, one.words, one.score)
        used |= one.words
        picked.doubtful = picked.doubtful or _doubtful(one, reader, without)
    return picked


def _joined(one: Mention, picked: Picked, reader: Reader) -> bool:
    """Adds the cells of a mention that "or" or "and" joins to one of the same column: "sold or scrapped"."""
    texts = reader.sentence.texts
    at = next((at for at, condition in enumerate(picked.conditions) if condition.column == one.column), None)
    if at is None or picked.conditions[at].comparison is not None:
        return False
    before = one.start - 2 in picked.words and texts[one.start - 1] in ("or", "and")
    behind = one.end + 1 in picked.words and texts[one.end:one.end + 1] in (("or",), ("and",))
    if not (before or behind):
        return False
    cells = {*picked.conditions[at].values, *one.cells}
    picked.conditions[at] = Condition(column=one.column, values=tuple(
        cell for cell in reader.outline.column(one.column).cells if cell in cells))
    picked.words |= one.words
    return True


def _doubtful(one: Mention, reader: Reader, without: Iterable[str]) -> bool:
    """Whether another column holds the same words just as well: a team that is at home and away."""
    return any(other.words == one.words and other.column != one.column and other.column not in without
               and abs(other.score - one.score) < _AS_GOOD for other in reader.mentions)


def _take(picked: Picked, condition: Condition, words: Iterable[int], score: float) -> None:
    picked.conditions.append(condition)
    picked.words |= set(words)
    picked.columns.add(condition.column)
    picked.score += score


def pair(found: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """Two rows that are named by the same column, in the order of the sentence."""
    for one in found:
        for other in found:
            if one is not other and one.column == other.column and one.cells != other.cells and not (
                    one.words & other.words) and one.exact and other.exact:
                first, second = sorted((one, other), key=lambda each: each.start)
                return first, second
    return None


def condition_of(reader: Reader, one: Mention) -> Condition:
    """That a row has one of the mentioned cells."""
    column = reader.outline.column(one.column)
    return Condition(column=one.column, values=tuple(cell for cell in column.cells if cell in one.cells))


def answered(reader: Reader, picked: Picked) -> Picked:
    """With the questions whose header the sentence names: "does not charge tolls" is no in the column "toll"."""
    sentence = reader.sentence
    for column in reader.outline.columns:
        if not column.answers or column.name in picked.columns:
            continue
        hits = frozenset(at for at in sentence.content
                         if sentence.meanings[at] in column.header and at not in picked.words)
        if not hits or len({sentence.meanings[at] for at in hits}) < len(column.header) * 0.6:
            continue
        denied = set(sentence.texts) & listed("negations") or "don't" in sentence.texts or "doesn't" in sentence.texts
        hits |= {at for at, text in enumerate(sentence.texts) if text in listed("negations") or text.endswith("n't")}
        cells = column.answers["no" if denied else "yes"]
        _take(picked, Condition(column=column.name, values=tuple(sorted(cells))), hits, 2.0)
    return picked


def repeated_in(reader: Reader, where: Sequence[Condition]) -> str | None:
    """The column of times by which alone some of the rows differ, but for their numbers; None where they are things.

    Such rows are one thing at several times: "Delaware, 2024" and "Delaware, 2025".
    """
    columns = reader.outline.columns
    times = [one for one in columns if (one.yearly or one.dated) and one.name not in {each.column for each in where}]
    if len(times) != 1:
        return None
    names = [one for one in columns if not one.numeric and one is not times[0]]
    rows = table(reader.library, reader.outline.dataset.name, reader.selection(()).snapshot)
    kept = [at for at, keep in enumerate(rows.mask(where)) if keep]
    things = {tuple(one.rows[at] for one in names) for at in kept}
    moments = {(*(one.rows[at] for one in names), times[0].rows[at]) for at in kept}
    return times[0].name if len(things) < len(moments) == len(kept) else None
