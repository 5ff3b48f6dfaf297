"""How the match of a claim was chosen: what was weighed, for the query that was taken and for the next-best one.

Nothing is weighed here: the features are those that matching decided by, brought into a form that reports can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from claims.model import Claim
from factcheck.matching.model import Contender, Feature, Match, NoMatch, Reading
from factcheck.queries.algebra import selections
from factcheck.queries.library import Library
from factcheck.queries.words import in_words
from factcheck.verification.model import Candidate, Finding, MatchExplanation, MatchFeature, Settled
from factcheck.verification.settled import settled


def matched(claim: Claim, match: Match | NoMatch, finding: Finding, library: Library, *,
            published: date | None = None) -> MatchExplanation | None:
    """How the match was chosen, or what came nearest to one; None where nothing came near.

    Where the claim holds in another sense of its words than the first, that sense is the next-best one told.
    """
    if isinstance(match, NoMatch):
        return _unmatched(match, library)
    reading = match.reading
    explained = MatchExplanation(
        chosen=_read(reading, library), next_best=_next_best(match, finding, library),
        settled=settled(claim, reading.query, library, published=published, lent=match.lent))
    if not match.weighed:
        return explained
    first, *others = (_contender(one, library) for one in match.weighed)
    assert explained.chosen is not None
    chosen = first.model_copy(update={"query": explained.chosen.query})
    behind = others[0].model_copy(update={"behind": "lower_score"}) if others else None
    return explained.model_copy(update={"chosen": chosen, "next_best": behind,
                                        "settled": (*explained.settled, *_read_of_it(reading))})


def _next_best(match: Match, finding: Finding, library: Library) -> Candidate | None:
    """The sense in which the claim holds, where it is not the first; else what scored most of all that was not taken,
    else what was ruled out before it was weighed."""
    others = list(match.admissible)
    if finding.reason == "admissible_reading" and finding.reference is not None:
        for one in others:
            if in_words(one.query, library) == finding.reference.query:
                return _read(one.model_copy(update={"behind": "holds"}), library)
    others = sorted((*others, *match.rejected), key=lambda one: -one.score)
    if others:
        return _read(others[0], library)
    return _contender(match.refused[0], library) if match.refused else None


def _unmatched(match: NoMatch, library: Library) -> MatchExplanation | None:
    if match.rejected:
        first, *others = match.rejected
        nearest = _read(first.model_copy(update={"behind": match.reason}), library)
        words = ", ".join(match.detail.values()) if match.needed is None else f"{match.needed:.2f}"
        return MatchExplanation(
            nearest=nearest.model_copy(update={"detail": words}),
            next_best=_read(others[0], library) if others else None)
    if match.nearest:
        nearest, *rest = (_contender(one, library) for one in match.nearest)
        behind = rest[0].model_copy(update={"behind": "lower_score"}) if rest else None
        if not nearest.behind:
            words = ", ".join(match.detail.values())
            nearest = nearest.model_copy(update={"behind": match.reason, "detail": words})
        return MatchExplanation(nearest=nearest, next_best=behind)
    return None


def _read_of_it(reading: Reading) -> Iterator[Settled]:
    """How much of the sentence was read in a table that was chosen before; with too little of it there is no match."""
    for one in reading.features:
        if one.name == "sentence_read":
            but = f", {one.detail}" if one.detail else ""
            yield Settled(what="sentence", value=f"{one.value:.0%} of its words were read{but}", how="")


def _read(reading: Reading, library: Library) -> Candidate:
    main = selections(reading.query)[0]
    return Candidate(dataset=main.dataset, title=library.dataset(main.dataset).title, measure=main.measure,
                     query=in_words(reading.query, library), score=reading.score, behind=reading.behind,
                     features=features(reading.features))


def _contender(one: Contender, library: Library) -> Candidate:
    dataset = library.dataset(one.dataset)
    query = dataset.measure(one.measure).title if one.measure else ""
    return Candidate(dataset=one.dataset, title=dataset.title, measure=one.measure, query=query, words=one.words,
                     score=one.score, behind=one.behind, detail=one.detail, features=features(one.features))


def features(found: Iterable[Feature]) -> tuple[MatchFeature, ...]:
    """What was weighed, with what each adds to the score."""
    return tuple(MatchFeature.made({"name": one.name, "contribution": round(one.contribution, 6), "detail": one.detail})
                 for one in found)
