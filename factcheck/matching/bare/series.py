"""A claim read against the long tables of statistical offices: the series that it names, its place and its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.model import Basis, Claim, Kind
from factcheck.matching.asking.state import State
from factcheck.matching.bare.beyond import beyond, several_places
from factcheck.matching.bare.moments import moments
from factcheck.matching.bare.names import is_named
from factcheck.matching.bare.search import Found, find
from factcheck.matching.bare.series_index import SeriesIndex, series_index, short
from factcheck.matching.bare.series_model import Series
from factcheck.matching.bare.terms import placed, telling, terms
from factcheck.matching.bare.units import is_change
from factcheck.matching.model import Feature, Match, NoMatch, Reading
from factcheck.queries.algebra import Change, Condition, Query, Rank, Selection, Value
from factcheck.references.model import Role

EXPLAINED = 0.3
"""How much of what the sentence says, by weight, the series must explain."""
GOOD = 0.33
"""How well sentence and series must fit. Held to tables without the series that is meant, one sentence in fifteen still
found another one that fits so well; of those with it, 95 in a hundred found it."""
NEARLY_AS_GOOD = 0.02
"""Within so much of the best score another series is as good."""
CHANGES = ("growth", "change")
KEPT = 3
MULTIPLES = (1_000, 1_000_000)

def match_series(claim: Claim, state: State) -> Match | NoMatch:
    """The value, rank or change of the one series that the claim's sentence names."""
    index = series_index(state.library)
    subjects = index.subjects(claim.sentence.text)
    found = _dated(claim, index, subjects, state)
    if not found or is_named(claim, found[0].series, found[0].place):
        # Nothing has the place and time, or the number is a part of the name of what is told: "aged 15 or over".
        return NoMatch(reason="no_reference")
    best = found[0]
    readings = _readings(claim, found[:KEPT], state)
    if best.explained < EXPLAINED or best.score < GOOD or not _is_told(best.series, claim.sentence.text):
        return NoMatch(reason="no_reference", rejected=readings, needed=GOOD)
    refused = _refused(claim, found, subjects.get(best.place, (0, 0)))
    if refused is not None:
        return refused.model_copy(update={"rejected": readings})
    if not readings:
        return NoMatch(reason="not_in_table", detail={"words": f"“{claim.figure}”"})
    twins = _readings(claim, _rivals(found), state)
    return Match(reading=readings[0], admissible=_in_multiples(readings[0], best.series),
                 rivals=tuple(Match(reading=one, admissible=_in_multiples(one, best.series)) for one in twins),
                 rejected=tuple(one for one in readings[1:] if one.query not in [twin.query for twin in twins]))


def _dated(claim: Claim, index: SeriesIndex, subjects: dict[str, tuple[int, int]], state: State) -> list[Found]:
    """The series at the place and time of the claim; where it grew by so much, also those that tell growth as such."""
    beside = state.claims.in_sentence(claim)
    changing, published = is_change(claim), state.article.published
    when = moments(claim, beside, changing=changing, published=published)
    found = [] if when is None else find(claim, index, subjects, when)
    if found or not changing or (when is not None and not when.adjacent):
        return found
    when = moments(claim, beside, changing=False, published=published)
    return [] if when is None else [one for one in find(claim, index, subjects, when) if tells_change(one.series)]


def _refused(claim: Claim, found: Sequence[Found], place: tuple[int, int]) -> NoMatch | None:
    """Why the best series is not what the sentence tells, or not for certain."""
    best, text = found[0], claim.sentence.text
    if more := beyond(claim, best.series, best.place, place):
        return NoMatch(reason="not_in_table", detail={"words": ", ".join(f"“{word}”" for word in more)})
    if several_places(text, best.series, place):
        return NoMatch(reason="ambiguous", detail={"readings": "it names several places"})
    if unnamed := best.series.unnamed(text):
        return NoMatch(reason="ambiguous", detail={"readings": f"the table has it of {' and '.join(unnamed)} alone"})
    if unsaid := best.series.unsaid(best.place, {term for term, _, _ in placed(text)}):
        return NoMatch(reason="ambiguous", detail={"readings": f"it may be of all, and of {unsaid}"})
    rivals = [one for one in _rivals(found) if not _is_twin(one, best)]
    return NoMatch(reason="ambiguous", detail={"readings": _titles([best, *rivals[:KEPT]])}) if rivals else None


def _is_told(series: Series, text: str) -> bool:
    """Whether a sentence has a word of what the series measures, and not only of how the table divides it."""
    return bool(telling(series.named) & terms(text)) or not series.named


def _rivals(found: Sequence[Found]) -> list[Found]:
    """Those that are as good as the first."""
    return [one for one in found[1:] if found[0].score - one.score < NEARLY_AS_GOOD]


def _is_twin(one: Found, other: Found) -> bool:
    """Whether both are of the same thing: in two tables, or of two places that bear the name."""
    return one.series.measure.title == other.series.measure.title and _briefly(one) == _briefly(other)


def _briefly(found: Found) -> list[tuple[str, str]]:
    """The categories of a series, the brackets behind its places left out: "Euro area (19 countries)"."""
    series = found.series
    return [(column, short(cell) if cell in series.parts else cell) for column, cell in series.where]


def _in_multiples(reading: Reading, series: Series) -> tuple[Reading, ...]:
    """The reading in thousands and in millions, where the table cannot be in ones and does not say in what it is."""
    if not series.unscaled or isinstance(reading.query, Rank):
        return ()
    return tuple(reading.model_copy(update={"query": _scaled(reading.query, multiples)}) for multiples in MULTIPLES)


def _scaled(query: Query, multiples: int) -> Query:
    match query:
        case Value(of=of):
            return Value(of=of.model_copy(update={"multiples": multiples}))
        case Change(start=start, end=end):
            return query.model_copy(update={"start": start.model_copy(update={"multiples": multiples}),
                                            "end": end.model_copy(update={"multiples": multiples})})
    return query


def tells_change(series: Series) -> bool:
    """Whether its values are changes themselves: growth rates, "percentage change", "changes in benefit amounts"."""
    return any(word in series.words for word in CHANGES)


def _titles(found: Iterable[Found]) -> str:
    """The readings named for an editor."""
    named = (", ".join([one.series.measure.title, *(cell for _, cell in one.series.where)]) for one in found)
    return " or ".join(dict.fromkeys(named))


def _readings(claim: Claim, found: Sequence[Found], state: State) -> tuple[Reading, ...]:
    made: list[Reading] = []
    for one in found:
        query = _query(claim, one, state)
        if query is not None:
            made.append(Reading(query=query, score=round(one.score, 4), features=_features(claim, one),
                                behind="lower_score" if made else ""))
    return tuple(made)


def _features(claim: Claim, found: Found) -> tuple[Feature, ...]:
    """The harmonic mean as a sum: half of each side, less the more the further they lie apart."""
    both = found.explained + found.said
    apart = (found.explained - found.said) ** 2 / both if both else 0.0
    return (Feature(name="sentence_explained", value=found.explained, weight=0.5, detail=_shared(claim, found)),
            Feature(name="series_named", value=found.said, weight=0.5, detail=found.series.measure.title),
            Feature(name="one_sided", value=apart, weight=-0.5))


def _shared(claim: Claim, found: Found) -> str:
    words = [claim.sentence.text[start:end] for term, start, end in placed(claim.sentence.text)
             if term in found.series.words]
    return ", ".join(dict.fromkeys(words))


def _query(claim: Claim, found: Found, state: State) -> Query | None:
    end = _selection(found, found.when[0], state)
    if claim.kind is Kind.RANK:
        over = next((d.name for d in found.series.dataset.dimensions if d.role is Role.PLACE), None)
        column = found.series.measure.rank_column
        if over is None or column is None:
            return None
        order = claim.rank.order if claim.rank is not None else "highest"
        return Rank.model_validate({"of": end, "over": over, "member": found.place, "order": order, "column": column})
    if len(found.when) == 1:
        return Value(of=end)
    basis = claim.change.basis if claim.change is not None and claim.change.basis is not None else Basis.ABSOLUTE
    return Change(start=_selection(found, found.when[1], state), end=end, basis=basis)


def _selection(found: Found, period: str, state: State) -> Selection:
    series = found.series
    place = next((d.name for d in series.dataset.dimensions if d.role is Role.PLACE), None)
    where = [Condition(column=column, values=(cell,)) for column, cell in series.where]
    if place is not None:
        where.insert(0, Condition(column=place, values=(found.place,)))
    snapshot = series.dataset.snapshots[-1]
    known = series_index(state.library).period(period)
    return Selection(dataset=series.dataset.name, snapshot=snapshot.name, measure=series.measure.name,
                     where=tuple(where), period=period, as_of=known.end if known and known.end else snapshot.as_of)

