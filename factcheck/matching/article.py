"""Matching the claims of one article: candidates, slots, score; what is left open twice: a story is about something.

Blind to the answer: nothing here reads the number of a claim. A claim is matched by its words, places and time alone,
so that a wrong number cannot find another query that it happens to equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from claims.model import Claim, Kind
from factcheck.articles.model import Article
from factcheck.matching import meaning
from factcheck.matching.asking.lineup import Lineup
from factcheck.matching.asking.state import State
from factcheck.matching.carried import (
    beside_times,
    carried_years,
    deviations,
    headlines,
    leading_times,
    listed,
    loosely_dated,
    newest,
    own_times,
    paired_times,
    ranked,
    records,
    renaming,
    tentative,
    the_country,
    told_again,
    untold_times,
    wholes,
)
from factcheck.matching.changes import runs
from factcheck.matching.doubts import of_others, spoken_before, spoken_of
from factcheck.matching.model import Match, NoMatch
from factcheck.matching.words.phrasebook import phrasebook
from factcheck.references.library import References


def match_claims(
    article: Article, claims: Sequence[Claim], library: References, *, assumed: Mapping[str, Claim] | None = None
) -> dict[str, Match | NoMatch]:
    """What each claim means, by its id: a query with the reasons for it, or why there is none.

    ``assumed``: the claims with the times and places that their story lends them, which are asked only where the day of
    the article is none that the table speaks of.
    """
    lexicons = phrasebook(library)
    state = State(
        article=article,
        library=library,
        claims=Lineup(claims),
        lexicons=lexicons,
        assumed=assumed or {},
        topical=lexicons.topical(f"{article.title or ''}\n{article.text}"),
    )
    if library.decisions:
        from factcheck.matching.reading.decided import Rulings

        state.decided = Rulings(library.decisions, article, claims, library)
    own = [the_country.placed(claim, state)
           for claim in renaming.all_renamed(_each_of_its_own(claims, article), state)]
    own = deviations.told(own, state)
    claims = [told_again.as_the_one_before(claim, state) for claim in own]
    for claim in claims:  # one after the other: each may be counted from the one before
        state.claims.put(leading_times.dated(claim, state))
    claims = [state.claims[claim.id] for claim in claims]
    asked = _pass(claims, state)
    open_ = [claim for claim in claims if isinstance(state.found[claim.id], NoMatch)]
    if len(claims) > 1 and (state.plans or any(claim.antecedent is not None for claim in open_)):
        # They may be of what the story is about; the others were told by what stands before them.
        _pass([claim for claim in open_ if claim.id in asked], state)
    _restate(claims, state)
    _tentatively(claims, state)
    records.judged_with_their_records(state.claims, state.found)
    of_others.left_open(claims, state)
    for claim in claims:
        found = state.found[claim.id]
        if isinstance(found, Match) and spoken_of.tells_itself(claim, found, state):
            found = state.found[claim.id] = found.model_copy(update={"own_source": True})
        if isinstance(found, Match) and found.admissible and newest.is_told(claim, state):
            left = tuple(one for one in found.admissible if one.behind != "other_moment")
            found = state.found[claim.id] = found.model_copy(update={"admissible": left})
        if isinstance(found, Match):
            state.found[claim.id] = spoken_before.doubted(claim, found, state)
    return dict(state.found)


def _tentatively(claims: Sequence[Claim], state: State) -> None:
    """Gives what was left open a reading that may bear it out and not refute it; what was decided is settled."""
    if not state.plans and not state.topical.named:
        return  # nothing of the article is of any table
    with state.reading_tentatively():
        for claim in claims:
            found = state.found[claim.id]
            if not isinstance(found, NoMatch) or not tentative.is_worth_it(claim, found, state):
                continue
            alone = tentative.unlinked(claim, state)
            for said in (claim, alone) if alone is not claim else (claim,):
                if (again := _read_again(said, found, state)) is not None:
                    state.found[claim.id] = again
                    break


def _read_again(claim: Claim, found: NoMatch, state: State) -> Match | None:
    """What a claim most likely means: the first of the ways to fill it in that a table knows."""
    for one in _filled_in(claim, found, state):
        again = meaning.match_described(one, state) if one is not None else found
        if isinstance(again, Match):
            return again.model_copy(update={"tentative": found})
    return None


def _filled_in(claim: Claim, found: NoMatch, state: State) -> Iterator[Claim | None]:
    """The claim at the time and in the place that its sentence leads with, or without; of whom it was told last."""
    timed = tentative.moved(loosely_dated.dated(claim, state), state)
    if claim.places:
        yield timed
        yield tentative.placed(timed)
    else:
        yield tentative.placed(timed)
        yield timed
    yield tentative.of_the_same_one(timed, found, state)
    yield carried_years.of_the_newest(timed, found, state)


def _each_of_its_own(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """The claims, each with the times and places that are its own where its sentence tells several figures."""
    placed = listed.handed_out(ranked.placed(claims), article)
    timed = own_times.each_with_its_own(placed, article.text, article.published)
    timed = beside_times.each_of_its_own(timed, article.published)
    timed = paired_times.handed_on(timed, article.text)
    timed = [untold_times.left_untold(claim, article.published) for claim in timed]
    return wholes.whole_of_its_own([records.since_when(claim, article.published) for claim in timed])


def _pass(claims: Sequence[Claim], state: State) -> set[str]:
    """Matches every claim by what is known of the others so far; the ids of those that asked for it.

    The rest come out the same in each pass, but for what an editor decided of a claim, which is looked at again.
    """
    asked = set()
    for claim in sorted(claims, key=_order):
        state.leaned = False
        found = _match(claim, state)
        if state.leaned or state.decided is not None:
            asked.add(claim.id)
        state.found[claim.id] = found
    state.known.prior = _prior(state)
    return asked


LEFT_OPEN = ("no_reference", "too_stale", "out_of_coverage", "unresolved_time")
"""Why a figure that a headline tells in short cannot be asked for, where the text below may say what is missing."""


def _restate(claims: Sequence[Claim], state: State) -> None:
    """Gives the figures of a headline, where it leaves their meaning open, that of the text that tells them in full."""
    for claim in claims:
        own, full = state.found[claim.id], state.found.get(claim.restates or "")
        if claim.restates is None and isinstance(own, NoMatch) and own.reason in LEFT_OPEN:
            full = headlines.told_by_the_lead(claim, state)
        if isinstance(own, NoMatch) and own.reason in LEFT_OPEN and isinstance(full, Match):
            state.found[claim.id] = full
            if claim.restates in state.plans:
                state.plans[claim.id] = state.plans[claim.restates]


def _order(claim: Claim) -> tuple[int, int]:
    """Counts before what leans on them: changes and ranks take the measure of another claim."""
    later = {Kind.CHANGE: 2, Kind.RANK: 1, Kind.SHARE: 1}.get(claim.kind, 0)
    return (3 if runs.is_length(claim) else later, claim.start)


def _prior(state: State) -> dict[str, float]:
    """How much of what was matched was matched in each dataset."""
    counts = Counter(plan.candidate.dataset.name for plan in state.plans.values())
    whole = sum(counts.values())
    return {name: count / whole for name, count in counts.items()} if whole else {}


def _match(claim: Claim, state: State) -> Match | NoMatch:
    """What an editor decided of it; else what its own words say."""
    if state.decided is not None:
        return state.decided.match(claim, state, meaning.match_described, meaning.match_by_words)
    return meaning.match_by_words(claim, state)
