"""Which of several readings is preferred: what is the same fact, what the same word allows, what was refused."""

from __future__ import annotations

from collections.abc import Sequence

from claims.vocabulary.words import stem
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.state import Scored
from factcheck.matching.model import LEFT_OVER, Contender, NoMatch, Reading

ORDER = ("ambiguous", "not_in_table", "unresolved_time", "too_stale", "out_of_coverage", "no_reference")
"""The reasons of refusals, the one first that says most."""


def best_of_each_fact(scored: list[Scored]) -> list[Scored]:
    """Of tables that hold the same fact the freshest, then the one nearest to the source; the rest last."""
    chosen: dict[tuple[str, str], Scored] = {}
    later: list[Scored] = []
    for item in sorted(scored, key=lambda s: (s.plan.moment.age_days, -s.plan.candidate.dataset.precedence)):
        fact = fact_of(item.plan.candidate)
        if fact in chosen:
            later.append(item)
        else:
            chosen[fact] = item
    firsts = [s for s in scored if any(s is kept for kept in chosen.values())]
    return firsts + [s for s in scored if any(s is other for other in later)]


def fact_of(candidate: Candidate) -> tuple[str, str]:
    """What a reading is about, whatever table holds it: a concept, or the members of a dimension that are counted."""
    measure = candidate.measure
    family = measure.concept.partition(".")[0] if measure.concept else candidate.dataset.name
    if candidate.over is not None:
        return family, f"members: {candidate.over.nouns[0] if candidate.over.nouns else candidate.over.name}"
    if any(measure.unit in dimension.nouns for dimension in candidate.dataset.dimensions):
        return family, f"members: {measure.unit}"
    return family, measure.concept or measure.name


def same_fact(a: Scored, b: Scored) -> bool:
    """Whether two readings are of one source: its tables share concepts, and the same word was read in both."""
    first, second = a.plan.candidate, b.plan.candidate
    shared = {m.concept for m in first.dataset.measures if m.concept} & {m.concept for m in second.dataset.measures}
    return bool(shared) and stem(first.words) == stem(second.words)


def admissible(best: Scored, other: Scored) -> bool:
    """Another sense of the very same word in the same dataset."""
    a, b = best.plan.candidate, other.plan.candidate
    return (
        a.dataset.name == b.dataset.name
        and a.words.lower() == b.words.lower()
        and (a.measure.name, a.over) != (b.measure.name, b.over)
    )


def admitted(best: Scored, others: Sequence[Scored]) -> tuple[Reading, ...]:
    """The readings that the claim allows as well: other senses of its word, and of each another moment it may be of."""
    moments = [scored.instead.model_copy(update={"behind": "other_moment"})
               for scored in (best, *others) if scored.instead is not None]
    return (*(behind(best, scored) for scored in others), *moments)


def behind(best: Scored, other: Scored) -> Reading:
    """The reading of ``other`` with the code of why ``best`` was preferred to it.

    ``older`` and ``farther`` (from the source) are of tables that hold the same fact; ``elsewhere``: another table that
    scored less holds its fact more freshly, and stands behind ``best`` itself.
    """
    a, b = best.plan, other.plan
    same, less = fact_of(a.candidate) == fact_of(b.candidate), other.reading.score < best.reading.score
    if admissible(best, other):
        code = "also_meant"
    elif not same:
        code = "lower_score" if less else "elsewhere" if other.reading.score > best.reading.score else "as_good"
    elif b.moment.age_days > a.moment.age_days:
        code = "older"
    elif b.candidate.dataset.precedence < a.candidate.dataset.precedence:
        code = "farther"
    else:
        code = "lower_score" if less else "as_good"
    return other.reading.model_copy(update={"behind": code})


def titles(found: Sequence[Scored]) -> str:
    """The readings named for an editor: measure and table of each."""
    return " or ".join(f"{s.plan.candidate.measure.title} ({s.plan.candidate.dataset.title})" for s in found)


def worst_refusal(refusals: Sequence[NoMatch]) -> NoMatch:
    """The refusal that says most: what a near table cannot express, before that there is none; the nearest first."""
    return min(refusals, key=lambda r: (ORDER.index(r.reason), r.because != LEFT_OVER),
               default=NoMatch(reason="no_reference"))


def unasked(refusals: Sequence[NoMatch], taken: Scored) -> tuple[Contender, ...]:
    """The other senses of the very word that was read, of which the table has no value for the claim's time."""
    candidate = taken.plan.candidate
    nearest = (
        table for one in refusals if one.reason in ("out_of_coverage", "too_stale") and not one.because
        for table in one.nearest
    )
    return tuple(
        table for table in nearest
        if table.dataset == candidate.dataset.name and table.words.lower() == candidate.words.lower()
        and table.measure != candidate.measure.name
    )


def refused(refusals: Sequence[NoMatch], taken: Scored) -> tuple[Contender, ...]:
    """What the words of a claim might have meant as well, had nothing ruled it out: the one whose refusal says most."""
    name = taken.plan.candidate.dataset.name, taken.plan.candidate.measure.name
    others = [one for one in refusals if any((table.dataset, table.measure) != name for table in one.nearest)]
    return worst_refusal(others).nearest[:1] if others else ()
