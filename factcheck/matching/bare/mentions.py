"""Which cells of a list a sentence names: whole or in part, as a place, by an outcome or by initials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.vocabulary import places
from factcheck.matching.bare.limits import comparison_at
from factcheck.matching.bare.outline import Column, Outline, Stems
from factcheck.matching.bare.sentence import Sentence
from factcheck.matching.bare.vocabulary import data, is_small, listed

_NEAR = 4  # so many words lie at most between a header's word and the cell that it leads to
_FAR = 9
_HEADED = 0.75
_PARTIAL = 0.55
_BESIDE_HEADER = 1.2


@dataclass(frozen=True, slots=True)
class Mention:
    """Cells of a column that a sentence names with the words from ``start`` up to ``end``; ``score``: how surely."""

    column: str
    cells: frozenset[str]
    start: int
    end: int
    score: float
    exact: bool
    headed: bool = False

    @property
    def words(self) -> frozenset[int]:
        """The places of its words in the sentence."""
        return frozenset(range(self.start, self.end))


def mentions(sentence: Sentence, outline: Outline) -> list[Mention]:
    """Every mention of cells that single out some of the rows, the surest first."""
    found: list[Mention] = []
    for column in outline.columns:
        if column.numeric:
            continue  # a bare number is read with the words around it
        found += [*_named(sentence, column, outline), *_placed(sentence, column), *_told(sentence, column),
                  *_initials(sentence, column)]
    return sorted(found, key=lambda one: (-one.score, one.start, one.column))


def years(sentence: Sentence, outline: Outline) -> list[Mention]:
    """The years that a sentence names, as rows of the one column of years."""
    columns = [column for column in outline.columns if column.yearly]
    if len(columns) != 1:
        return []
    return [Mention(columns[0].name, frozenset((cell,)), at, at + 1, 1.0, exact=True)
            for at, word in enumerate(sentence.words) for cell, value in columns[0].numbers.items()
            if word.value == value and at not in sentence.figure]


def headed_by(sentence: Sentence, column: Column, start: int, end: int) -> float:
    """How closely the column's header is named by these words: 1 all of it and near them, 0 nowhere."""
    best, said = 0.0, set()
    for at, meaning in enumerate(sentence.meanings):
        if meaning not in column.header or at in sentence.figure or start <= at < end:
            continue
        gap = start - at if at < start else at - end + 1
        best = max(best, 1.0 if gap <= _NEAR else 0.5 if gap <= _FAR else 0.25)
        said.add(meaning)
    return best * (0.5 + 0.5 * len(said) / len(column.header)) if said else 0.0


def _named(sentence: Sentence, column: Column, outline: Outline) -> Iterator[Mention]:
    at = 0
    while at < len(sentence.words):
        end, cells = _longest(sentence, column, at)
        if not cells:
            at += 1
            continue
        yield from _weighed(sentence, column, cells, (_opened(sentence, column, cells, at, end), end), outline)
        at = end


def _longest(sentence: Sentence, column: Column, at: int) -> tuple[int, frozenset[str]]:
    """The longest run of words from ``at`` that stands in a cell, small words at its end left out."""
    stems = sentence.stems
    cells = column.holding.get(stems[at], frozenset())
    if stems[at] in listed("asks", "sum"):
        return at, frozenset()  # "total" asks for a sum, though a row may be called so
    if sentence.words[at].value is not None and comparison_at(sentence, at)[0] is not None:
        return at, frozenset()  # a limit, which no cell is
    if not cells or at in sentence.figure or (
            is_small(sentence.texts[at]) and not _whole(column, cells, stems[at])):
        return at, frozenset()
    best, end = cells, at + 1
    for stop in range(at + 2, len(stems) + 1):
        if stop - 1 in sentence.figure:
            break
        run = stems[at:stop]
        cells = frozenset(cell for cell in cells if _holds(column, cell, run))
        if not cells:
            break
        if not is_small(sentence.texts[stop - 1]):
            best, end = cells, stop
    return end, best


def _opened(sentence: Sentence, column: Column, cells: frozenset[str], start: int, end: int) -> int:
    """Where the run begins with the small words before it that the cells have too: "not sold", "the Gull"."""
    while start and is_small(sentence.texts[start - 1]) and all(
            _holds(column, cell, sentence.stems[start - 1:end]) for cell in cells):
        start -= 1
    return start


def _whole(column: Column, cells: frozenset[str], stem: str) -> bool:
    return any(column.stems[cell] == (stem,) for cell in cells)


def _holds(column: Column, cell: str, run: Stems) -> bool:
    stems = column.stems[cell]
    if column.dated:
        return set(run) <= set(stems)
    size = len(run)
    return any(stems[at:at + size] == run for at in range(len(stems) - size + 1))


def _weighed(sentence: Sentence, column: Column, cells: frozenset[str], span: tuple[int, int],
             outline: Outline) -> Iterator[Mention]:
    start, end = span
    content = [at for at in range(start, end) if not is_small(sentence.texts[at])]
    small = not content
    content = content or list(range(start, end))
    size = len(content)
    sizes = {cell: max(1, sum(not is_small(stem) for stem in column.stems[cell])) for cell in cells}
    whole = frozenset(cell for cell in cells if sizes[cell] <= size)
    whole |= column.items(sentence.stems[start:end]) & cells
    headed = headed_by(sentence, column, start, end)
    if (whole or cells) == frozenset(column.cells) or (small and not (whole and headed >= _HEADED)):
        return
    if column.dated and whole != cells:
        whole = frozenset()
    covered = 1.0 if whole else max(size / sizes[cell] for cell in cells)
    common = 2 * len(cells) > len(column.cells) and headed < _HEADED
    score = _surely(sentence, column, content, outline, covered=covered, common=common)
    if all(sentence.titled(at) for at in range(start, end)):  # it says what the whole article is about
        score *= 0.6 if headed >= _HEADED and whole else 0.0
    if score and score + _BESIDE_HEADER * headed >= _PARTIAL:
        yield Mention(column.name, whole or cells, start, end, score + _BESIDE_HEADER * headed, bool(whole),
                      headed >= _HEADED)


def _surely(sentence: Sentence, column: Column, content: list[int], outline: Outline, *, covered: float,
            common: bool) -> float:
    """How surely words name the cells of which they are the part ``covered``; 0 where they do not.

    ``common``: most cells of the column have them.
    """
    weight = sum(1.0 if sentence.words[at].value is None and len(sentence.texts[at]) > 2 else 0.6 for at in content)
    if covered == 1:
        return weight * 1.4
    if column.dated:
        return 0.0 if _in_span(sentence, content[0]) else max(1.0, weight)
    if len(content) == 1 and (common or not _telling(sentence, content[0], outline)):
        return 0.0
    return weight * float(max(0.25, covered) ** 0.5)


def _in_span(sentence: Sentence, at: int) -> bool:
    """Whether a number is an end of a span of time: "from 1990 to 1995"."""
    beside = [sentence.words[other].value or 0 for other in (at - 1, at + 1) if 0 <= other < len(sentence.words)]
    if sentence.words[at].value is not None and any(value > 1000 for value in beside):
        return True
    around = sentence.texts[max(0, at - 2):at + 3]
    return sentence.words[at].value is not None and bool({"from", "between", "to", "through"} & set(around)) and sum(
        word.value is not None and word.value > 1000 for word in sentence.words[max(0, at - 2):at + 3]) > 1


def _telling(sentence: Sentence, at: int, outline: Outline) -> bool:
    """Whether one word of a longer cell is enough to name it: no header's word, no number, not what is counted."""
    text, stem = sentence.texts[at], sentence.stems[at]
    if len(text) < 4 or sentence.words[at].value is not None or sentence.meanings[at] in outline.headers:
        return False
    head = sentence.claim.head or ""
    return not (stem in listed("fillers") or text in listed("fillers") or stem == _counted(sentence)
                or stem in (head, head.casefold()))


def _counted(sentence: Sentence) -> str:
    """The noun right behind the figure."""
    after = sentence.last + 1
    return sentence.stems[after] if after < len(sentence.stems) else ""


@lru_cache(maxsize=512)
def _places(text: str) -> tuple[tuple[str, int, int], ...]:
    """The places that a text names, however it is written: names in lower case are tried as names."""
    found = {(mention.place.name, mention.start, mention.end) for mention in places.find(text)}
    risen = text.title() if text == text.lower() else text
    if len(risen) == len(text):
        found |= {(mention.place.name, mention.start, mention.end) for mention in places.find(risen)}
        capital = text.replace(" us ", " US ").replace(" usa", " USA").replace("u.s.", "U.S.")
        found |= {(mention.place.name, mention.start, mention.end) for mention in places.find(capital)}
    return tuple(sorted(found, key=lambda one: (one[1], -one[2])))


def _placed(sentence: Sentence, column: Column) -> Iterator[Mention]:
    if not column.places:
        return
    for name, start, end in _places(sentence.claim.sentence.text):
        cells = column.places.get(name)
        inside = [at for at, word in enumerate(sentence.words) if word.start < end and word.end > start]
        if not cells or not inside or sentence.figure & set(inside) or cells == frozenset(column.cells):
            continue
        headed = headed_by(sentence, column, inside[0], inside[-1] + 1)
        if all(sentence.titled(at) for at in inside) and headed < _HEADED:
            continue
        score = (1.3 if column.named_places else 1.1) * len(inside) + _BESIDE_HEADER * headed
        yield Mention(column.name, cells, inside[0], inside[-1] + 1, score, exact=True, headed=headed >= _HEADED)


def _told(sentence: Sentence, column: Column) -> Iterator[Mention]:
    """Outcomes: "the matches that they won" are those whose result begins with a W."""
    if not column.outcomes:
        return
    for at, stem in enumerate(sentence.stems):
        for name, cells in column.outcomes.items():
            one = data()["outcomes"][name]["words"]
            if at not in sentence.figure and sentence.texts[at] != "drew" and (
                    stem in one or sentence.texts[at] in one) and cells != frozenset(
                    column.cells):
                yield Mention(column.name, cells, at, at + 1, 1.2, exact=True)


def _initials(sentence: Sentence, column: Column) -> Iterator[Mention]:
    """Cells of two to four letters by the words that they stand for: "SV" is "sailing vessel"."""
    for cell in column.cells:
        if not (2 <= len(cell) <= 4 and cell.isalpha() and cell.isascii()):
            continue
        letters = cell.casefold()
        for at in range(len(sentence.words) - len(letters) + 1):
            run = sentence.texts[at:at + len(letters)]
            if "".join(word[0] for word in run) == letters and all(len(word) > 2 and word.isalpha() for word in run) \
                    and not any(is_small(word) for word in run):
                yield Mention(column.name, frozenset((cell,)), at, at + len(letters), 0.9 + 0.4 * len(letters),
                              exact=True)
