"""Counties and cities in a table that tells their states: found by name within their state, never in another.

"Jefferson County, Ala." is one row, or none, and neither that of Colorado nor the sum of all Jefferson Counties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from claims.model import Claim, Place
from claims.vocabulary import places
from claims.vocabulary.localities import Known, Reconciler, is_local_body, locality, parts, sort_of_header
from factcheck.matching.bare.mentions import Mention
from factcheck.matching.bare.outline import Column, Outline
from factcheck.matching.bare.sentence import Sentence
from factcheck.matching.model import NoMatch
from factcheck.queries.algebra import Query, Value
from factcheck.queries.table import table
from factcheck.references.library import References
from factcheck.references.model import Aggregate

_MOSTLY = 0.8
_LOCAL = frozenset({"county", "city"})
_STATES = frozenset({"state", "territory"})
_SURE = 2.0


@dataclass(frozen=True, slots=True)
class _Local:
    """A place of one row: what it is called without its noun, that noun, what it is, and the state it lies in."""

    head: str
    noun: str
    sort: str
    state: str


@dataclass(frozen=True, eq=False)
class Localities:
    """The column of a table that names counties or cities, and how it tells their states."""

    column: Column
    states: Column | None
    """The column of states; None where the cells name them: "Jefferson County, Alabama"."""

    @cached_property
    def _cells(self) -> dict[_Local, set[tuple[str, str]]]:
        """Each place with its cells: its own, and that of its state."""
        found: dict[_Local, set[tuple[str, str]]] = defaultdict(set)
        header = sort_of_header(self.column.name.split())
        outer = self.states.rows if self.states is not None else [""] * len(self.column.rows)
        for cell, other in dict.fromkeys(zip(self.column.rows, outer, strict=True)):
            known = _known(cell, other, header)
            if known is not None:
                found[known].add((cell, other))
        return found

    @cached_property
    def _by_sort(self) -> dict[str, Reconciler]:
        return {sort: Reconciler(Known(one.head, one.state) for one in self._cells if one.sort == sort)
                for sort in _LOCAL}

    def find(self, place: Place) -> list[tuple[str, str]] | None:
        """The cells that a place means, each with its state's; several where nothing says which, None for none."""
        inner, _, said = place.name.rpartition(", ") if ", " in place.name else (place.name, "", "")
        head, noun = parts(inner)
        states = [said] if said else sorted({one.state for one in self._cells})
        found: list[tuple[str, str]] = []
        for state in states:
            name = self._by_sort[place.kind].find(head, outer=state)
            if name is not None:
                found += sorted(pair for one, pairs in self._cells.items() for pair in pairs
                                if (one.head, one.state, one.sort) == (name, state, place.kind)
                                and not (noun and one.noun and noun != one.noun))
        return found or None


def _known(cell: str, state: str, header: str) -> _Local | None:
    if not state:
        own = locality(cell)
        if own is None:
            return None
        cell, _, state = own.name.rpartition(", ")
    else:
        resolved = _state(state)
        if resolved is None:
            return None
        state = resolved
    head, noun = parts(cell)
    sort = ("city" if noun == "city" else "county") if noun else header or "city"
    return _Local(head, noun, sort, state)


@lru_cache(maxsize=256)
def _state(cell: str) -> str | None:
    place = places.resolve(cell) or (places.resolve(cell.upper()) if len(cell) <= 3 else None)
    return place.name if place is not None and place.kind in _STATES else None


def _localities(texts: list[Column], states: list[Column]) -> Localities | None:
    """The one column of counties or cities whose states the table tells; None where there is none, or several."""
    own = [column for column in texts if _mostly(column, _names_its_state)]
    if own:
        return Localities(own[0], None) if len(own) == 1 else None
    if len(states) != 1:
        return None
    named = [column for column in texts
             if sort_of_header(column.name.split()) or _mostly(column, lambda cell: bool(parts(cell)[1]))]
    return Localities(named[0], states[0]) if len(named) == 1 else None


def _mostly(column: Column, holds: Callable[[str], bool]) -> bool:
    return sum(map(holds, column.cells)) >= _MOSTLY * len(column.cells)


def _names_its_state(cell: str) -> bool:
    return locality(cell) is not None and _state(cell.rpartition(",")[2].strip()) is not None


@dataclass(frozen=True, eq=False)
class _Layout:
    """How a table tells where its rows lie: its one column of states, and that of its counties or cities."""

    states: Column | None
    localities: Localities | None


_LAYOUTS: WeakKeyDictionary[Outline, _Layout] = WeakKeyDictionary()


def _layout(outline: Outline) -> _Layout:
    if outline not in _LAYOUTS:
        texts = [column for column in outline.columns if not column.numeric and not column.dated and column.cells]
        states = [column for column in texts if _mostly(column, lambda cell: _state(cell) is not None)]
        local = _localities([column for column in texts if column not in states], states)
        _LAYOUTS[outline] = _Layout(states[0] if len(states) == 1 else None, local)
    return _LAYOUTS[outline]


def located(sentence: Sentence, outline: Outline) -> tuple[Mention, ...] | NoMatch:
    """The cells of the county, city or state that the claim is about; none where the table tells none of it.

    NoMatch where the table has no such place in that state, or where it has several and nothing says which is meant.
    """
    layout, claim = _layout(outline), sentence.claim
    wanted = _wanted(claim)
    if layout.localities is None or not wanted:
        return _in_state(sentence, layout.states)
    if len(wanted) > 1:
        return NoMatch(reason="ambiguous", detail={"readings": "it names several places"})
    found = layout.localities.find(wanted[0])
    if found is None:
        return NoMatch(reason="not_in_table", detail={"words": wanted[0].name})
    if len(found) > 1:
        said = " or ".join(", ".join(part for part in pair if part) for pair in found[:3])
        return NoMatch(reason="ambiguous", detail={"readings": said})
    return _mentions(sentence, layout.localities, wanted[0], found[0])


def _wanted(claim: Claim) -> list[Place]:
    """The counties and cities that the claim is about; a city only with the state that it lies in."""
    return [place for place in claim.places
            if place.kind == "county" or (place.kind == "city" and _state(place.name.rpartition(", ")[2]) is not None)]


def _in_state(sentence: Sentence, column: Column | None) -> tuple[Mention, ...] | NoMatch:
    """The state that the claim's own sentence names, where the table tells states: "a sheriff's office in Ohio"."""
    if column is None:
        return ()
    found = [(one, state) for one in places.find(sentence.claim.sentence.text) if one.place in sentence.claim.places
             and (state := _state(one.place.name.rpartition(", ")[2])) is not None]
    if len({state for _, state in found}) != 1:
        return ()
    mention, state = found[0]
    cells = frozenset(cell for cell in column.cells if _state(cell) == state)
    if not cells:
        return NoMatch(reason="not_in_table", detail={"words": state})
    if cells == frozenset(column.cells):
        return ()
    comma = sentence.claim.sentence.text.rfind(",", mention.start, mention.end)
    inside = [at for at, word in enumerate(sentence.words)
              if word.start < mention.end and word.end > max(mention.start, comma)]
    start, end = (inside[0], inside[-1] + 1) if inside and ("," not in mention.place.name or comma >= 0) else (0, 0)
    return (Mention(column.name, cells, start, end, _SURE, exact=True),)


def scattered(query: Query, outline: Outline, library: References) -> str | None:
    """The states of rows that are added up though they only share a name: five Lake County Sheriff's Offices.

    None where all lie in one, where the table tells none, or where the name is none of a local body.
    """
    states = _layout(outline).states
    if states is None or not isinstance(query, Value) or query.of.aggregate is Aggregate.COUNT:
        return None
    where = query.of.where
    local = any(not one.negated and one.comparison is None and any(map(is_local_body, one.values)) for one in where)
    if not local or any(one.column == states.name for one in where):
        return None
    mask = table(library, query.of.dataset, query.of.snapshot).mask(where)
    found = sorted({cell for cell, keep in zip(states.rows, mask, strict=True) if keep and cell})
    return " or ".join(found[:3]) if len(found) > 1 else None


def _mentions(sentence: Sentence, local: Localities, place: Place, cells: tuple[str, str]) -> tuple[Mention, ...]:
    """The place's words for its own column, and those of its state for that of the states."""
    text = sentence.claim.sentence.text
    span = next(((one.start, one.end) for one in places.find(text) if one.place == place), (0, 0))
    comma = text.rfind(",", *span)
    inside = [at for at, word in enumerate(sentence.words) if word.start < span[1] and word.end > span[0]]
    start, end = (inside[0], inside[-1] + 1) if inside else (0, 0)
    parted = next((at for at in inside if comma >= 0 and sentence.words[at].start > comma), end)
    if local.states is None:
        return (Mention(local.column.name, frozenset((cells[0],)), start, end, _SURE, exact=True),)
    return (Mention(local.column.name, frozenset((cells[0],)), start, parted, _SURE, exact=True),
            Mention(local.states.name, frozenset((cells[1],)), parted, end, _SURE, exact=True))
