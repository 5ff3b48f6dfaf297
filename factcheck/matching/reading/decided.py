"""What an editor decided of a claim's meaning, applied before any score; imported only where there are decisions.

A decision on a phrase says what those words mean: all other words of the sentence still count, and what the table
cannot express still rules it out. A decision on one figure of one article is taken at its word. Of several that apply,
the one on the figure comes first, then those within the article, then the longer phrase. None looks at the number.
Place, time and categories of a decision on a phrase fill in what the claim leaves open; on one figure they replace it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from claims.model import Basis, Claim
from claims.vocabulary.periods import parse_cell
from claims.vocabulary.words import PhraseHit, PhraseIndex
from factcheck.articles.model import Article
from factcheck.matching.asking import candidates, members, scoring
from factcheck.matching.asking.candidates import Candidate, gate
from factcheck.matching.asking.shapes import Slots, place_dimension
from factcheck.matching.asking.state import Finder, Scored, State
from factcheck.matching.doubts.obstacles import obstacle
from factcheck.matching.model import Feature, Match, NoMatch, Reading
from factcheck.matching.reading.readings import reading_of
from factcheck.matching.words.lexicon import COUNTING, DatasetLexicon
from factcheck.matching.words.zones import Zones
from factcheck.queries.algebra import Change, Query, selections
from factcheck.references.deciding import missing
from factcheck.references.decisions import Decision, Sort, normalised, place_of
from factcheck.references.library import References
from factcheck.references.model import Dataset, Measure

FEATURE = "editor_decision"
_PART = (" of ", " in ", " for ", " among ")
"""What may stand behind an alias: of what it is a part, and where."""


_LEXICONS: WeakKeyDictionary[References, dict[tuple[str, str], DatasetLexicon]] = WeakKeyDictionary()
"""The lexicon that each decision of a library makes, by the decision's id and the words that it is taught."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What applies to one claim: the decision that says what it is, or that it is nothing; and what it is not."""

    settled: Decision | None
    barred: tuple[Decision, ...]


class Rulings:
    """The decisions that apply to the claims of one article."""

    def __init__(self, decisions: Sequence[Decision], article: Article, claims: Sequence[Claim],
                 library: References) -> None:
        self._library = library
        self._lexicons = _LEXICONS.setdefault(library, {})
        self._lacks: dict[str, str | None] = {}
        self._more: dict[str, bool] = {}
        self._struck: dict[str, Decision] = {}
        ours = [one for one in decisions if one.article in (None, article.sha256)]
        found = {claim.id: _ruling(ours, claim, Zones(claim, article).own) for claim in claims}
        self._of = {name: ruling for name, ruling in found.items() if ruling is not None}

    def match(self, claim: Claim, state: State, described: Finder, anything: Finder) -> Match | NoMatch:
        """What the claim means: as was decided, else as its own words say."""
        ruling = self._of.get(claim.id)
        if ruling is None or self._says_more(claim, state):
            return _named(anything(claim, state))
        if ruling.settled is None:
            return self._spared(anything(claim, state), ruling.barred, claim, state)
        decision = ruling.settled
        if decision.sort is Sort.NEVER:
            return NoMatch(reason="never_matched", detail=_never(decision), decision=decision.id)
        if (lack := self._lack(decision)) is not None:
            return NoMatch(reason="decision_gone", detail={"lack": lack[:1].lower() + lack[1:].rstrip(".")},
                           decision=decision.id)
        return self._settled(claim, decision, state, described)

    def readings(
        self, claim: Claim, state: State, *, changing: bool, admits: Callable[[Dataset, Measure], bool] | None
    ) -> tuple[list[Scored], list[NoMatch]] | None:
        """The one reading that was decided; none, and why, where it cannot be asked; None where nothing was decided."""
        ruling = self._of.get(claim.id)
        decision = ruling.settled if ruling is not None else None
        if decision is None or decision.sort is Sort.NEVER or self._lack(decision) is not None:
            return None
        if self._says_more(claim, state):
            return None
        assert decision.dataset is not None and decision.measure is not None
        lexicon = self._lexicon(decision, Zones(claim, state.article).own)
        measure = lexicon.dataset.measure(decision.measure)
        if admits is not None and not admits(lexicon.dataset, measure):
            return [], []
        asked, limits = _asked(claim, decision, lexicon, measure, state)
        zones = Zones(asked, state.article)
        if not decision.of_one_figure and (found := obstacle(asked, zones)) is not None:
            return [], [found]
        candidate = _candidate(zones, lexicon, measure)
        if candidate is None:
            return [], []
        reading = reading_of(asked, candidate, zones, lexicon, state, changing=changing, limits=limits)
        return ([], [reading]) if isinstance(reading, NoMatch) else ([self._as_decided(reading, decision)], [])

    def bars(self, claim: Claim, dataset: Dataset, measure: Measure) -> bool:
        """Whether the claim is never to be held against that measure."""
        ruling = self._of.get(claim.id)
        barring = ruling.barred if ruling is not None else ()
        found = next((one for one in barring if one.concerns(dataset.name, measure.name)), None)
        if found is not None:
            self._struck[claim.id] = found
        return found is not None

    def _settled(self, claim: Claim, decision: Decision, state: State, described: Finder) -> Match | NoMatch:
        """What the claim asks of the measure decided; never anything else."""
        limited = _limited(claim, decision, self._library)
        alone = limited.model_copy(update={"start_claim": None, "end_claim": None})
        refused = NoMatch(reason="no_reference")
        for each in (limited, alone) if alone != limited else (limited,):
            found = described(each, state)
            if isinstance(found, NoMatch):
                refused = found
            elif _is_only(found.reading.query, decision) and not self._doubled(found.reading.query, decision):
                return found.model_copy(update={"decision": decision.id, "admissible": tuple(
                    one for one in found.admissible if _is_only(one.query, decision))})
            state.plans.pop(claim.id, None)
        if refused.reason == "no_reference":
            return NoMatch(reason="decision_not_askable", detail={"target": decision.target}, decision=decision.id)
        return refused.model_copy(update={"decision": decision.id})

    def _doubled(self, query: Query, decision: Decision) -> bool:
        """Whether it would be the percentage by which a percentage has changed, which hardly any text tells."""
        if not isinstance(query, Change) or query.basis is not Basis.PERCENT:
            return False
        return self._library.dataset(decision.dataset or "").measure(decision.measure or "").unit == "percent"

    def _spared(self, found: Match | NoMatch, barred: Sequence[Decision], claim: Claim, state: State
                ) -> Match | NoMatch:
        """What was found without the measures that are barred; a change may have come to one by its ends."""
        struck = self._struck.get(claim.id)
        if isinstance(found, Match):
            struck = next((one for one in barred if _touches(found.reading.query, one)), struck)
            if struck is None:
                return _named(found)
            if not _touches(found.reading.query, struck):
                kept = tuple(one for one in found.admissible if not any(_touches(one.query, each) for each in barred))
                rivals = tuple(one for one in found.rivals
                               if not any(_touches(one.reading.query, each) for each in barred))
                return found.model_copy(update={"admissible": kept, "rivals": rivals, "decision": struck.id})
            state.plans.pop(claim.id, None)
        elif struck is None or found.reason != "no_reference":
            return found if struck is None else found.model_copy(update={"decision": struck.id})
        return NoMatch(reason="never_matched", detail=_never(struck), decision=struck.id)

    def _says_more(self, claim: Claim, state: State) -> bool:
        """Whether an alias stands at the end of longer words that a table lists: they mean what is listed."""
        ruling = self._of.get(claim.id)
        if ruling is None or ruling.settled is None or ruling.settled.sort is not Sort.ALIAS:
            return False
        if claim.id not in self._more:
            own = Zones(claim, state.article).own
            start = min((hit.start for hit in _ends(ruling.settled, own)), default=0)
            self._more[claim.id] = any(
                hit.payload.slot in COUNTING and hit.start < start < hit.end
                for words in state.lexicons.counting(own, state.topical) for hit in words.find(own))
        return self._more[claim.id]

    def _as_decided(self, scored: Scored, decision: Decision) -> Scored:
        """The reading with its one reason, of the dataset as the library has it: no other claim leans on what it was
        taught."""
        why = Feature(name=FEATURE, value=1.0, weight=scoring.weights()[FEATURE], detail=decision.id)

        def told(reading: Reading) -> Reading:
            return reading.model_copy(update={"features": (why,), "score": why.contribution})

        dataset = self._library.dataset(decision.dataset or "")
        candidate = replace(scored.plan.candidate, dataset=dataset, measure=dataset.measure(decision.measure or ""))
        return Scored(replace(scored.plan, candidate=candidate), told(scored.reading),
                      told(scored.instead) if scored.instead is not None else None)

    def _lack(self, decision: Decision) -> str | None:
        """What the decision names and the library does not hold."""
        if decision.id not in self._lacks:
            self._lacks[decision.id] = missing(decision, self._library)
        return self._lacks[decision.id]

    def _lexicon(self, decision: Decision, own: str) -> DatasetLexicon:
        """The words of the dataset with those of the decision, which mean that measure and no other."""
        # A decision on a whole phrase is of the claim's own form of it: "slips of the harbor", "the harbor's slips".
        learned = {Sort.IS: own, Sort.ALIAS: decision.words}[decision.sort] if not decision.of_one_figure else ""
        key = decision.id, learned.casefold()
        made = self._lexicons.get(key)
        if made is None:
            assert decision.dataset is not None and decision.measure is not None
            dataset = self._library.dataset(decision.dataset)
            made = self._lexicons[key] = DatasetLexicon(_taught(dataset, decision.measure, learned))
        return made


def _ruling(decisions: Iterable[Decision], claim: Claim, own: str) -> Ruling | None:
    """The decisions that apply to a claim, the narrowest first, until one says what it is or that it is nothing."""
    barred: list[Decision] = []
    for one in sorted((each for each in decisions if _applies(each, claim, own)), key=_breadth):
        if one.sort is not Sort.NEVER:
            against = next((each for each in barred if each.concerns(one.dataset or "", one.measure or "")), None)
            return Ruling(against or one, tuple(barred))
        if one.dataset is None:
            return Ruling(one, tuple(barred))
        barred.append(one)
    return Ruling(None, tuple(barred)) if barred else None


def _applies(one: Decision, claim: Claim, own: str) -> bool:
    if one.start is not None and one.end is not None:
        return one.start < claim.end and claim.start < one.end
    if one.sort is Sort.IS:
        return normalised(own) == one.stems
    if one.sort is Sort.NEVER:
        return bool(PhraseIndex([(one.words, one)]).find(own))
    return bool(_ends(one, own))


def _ends(alias: Decision, own: str) -> list[PhraseHit[Decision]]:
    """Where an alias stands at the end of what is counted."""
    hits = PhraseIndex([(alias.words, alias)]).find(own)
    return [hit for hit in hits if not own[hit.end:].strip(" ,.;") or own.startswith(_PART, hit.end)]


def _breadth(one: Decision) -> tuple[int, int, int]:
    """How widely a decision applies; what is said of all words comes before what is said of some of them."""
    scope = 0 if one.of_one_figure else 1 if one.article is not None else 2
    return scope, -len(one.stems), {Sort.NEVER: 0, Sort.IS: 1, Sort.ALIAS: 2}[one.sort]


def _limited(claim: Claim, decision: Decision, library: References) -> Claim:
    """The claim with the place and the time that were decided."""
    update: dict[str, object] = {}
    if decision.place is not None and (decision.of_one_figure or not claim.places):
        place = place_of(decision.place, place_dimension(library.dataset(decision.dataset or "")))
        assert place is not None
        update["places"] = (place,)
    if decision.period is not None and (decision.of_one_figure or claim.period is None):
        period = parse_cell(decision.period)
        assert period is not None
        update["period"] = period
    if decision.of_one_figure:
        update["inherited"] = False  # what it leaves out is decided
    return claim.model_copy(update=update) if update else claim


def _asked(claim: Claim, decision: Decision, lexicon: DatasetLexicon, measure: Measure, state: State
           ) -> tuple[Claim, dict[str, tuple[str, ...]]]:
    """The claim as it is read, and the categories that it is limited to.

    What is decided of one figure settles all of its words: only the categories that they name are kept.
    """
    decided: dict[str, tuple[str, ...]] = {}
    for column, value in decision.where:
        decided[column] = (*decided.get(column, ()), value)
    zones = Zones(claim, state.article)
    own = lexicon.find(zones.own)
    candidate = Candidate(lexicon.dataset, measure, zones.own, own, lexicon.find(zones.clause))
    said = members.stated(candidate, Slots(), zones, lexicon, state, None, "").filters
    if not decision.of_one_figure:
        return claim, {column: values for column, values in decided.items() if column not in said}
    told = claim.model_copy(update={
        "counted": _word(measure), "head": None, "modifiers": (), "host": None, "predicate": None, "before": None,
        "after": None, "shared": None})
    return told, {**said, **decided}


def _candidate(zones: Zones, lexicon: DatasetLexicon, measure: Measure) -> Candidate | None:
    """The measure decided, where the claim's kind and unit can be of it."""
    for one in candidates.find(zones, lexicon):
        if one.over is None and one.measure.name == measure.name:
            return one
    own = lexicon.find(zones.own)
    named = any(hit.payload.slot == "measure" and hit.payload.name == measure.name for hit in own)
    if not named or not gate(zones.claim, measure, zones.article.text):
        return None
    return Candidate(lexicon.dataset, measure, zones.own, own, lexicon.find(zones.clause))


def _word(measure: Measure) -> str:
    return measure.words[0] if measure.words else measure.title


def _taught(dataset: Dataset, meant: str, learned: str) -> Dataset:
    """The dataset as it reads under a decision: what was learned means that measure, which needs no word beside it.

    ``learned`` is "" where one figure was decided: then no word rules the measure out.
    """
    phrase = normalised(learned)

    def teach(measure: Measure) -> Measure:
        if measure.name != meant:
            words = tuple(word for word in measure.words if normalised(word) != phrase)
            return measure.model_copy(update={"words": words or (measure.title,)})
        words = (*((learned,) if learned else ()), *(measure.words or (measure.name.replace("_", " "), measure.title)))
        free: dict[str, object] = {"words": words, "requires": (), "beside": ()}
        if not learned:
            return measure.model_copy(update={**free, "excludes": (), "excludes_clause": ()})
        excludes = tuple(word for word in measure.excludes if not set(normalised(word)) & set(phrase))
        return measure.model_copy(update={**free, "excludes": excludes})

    return dataset.model_copy(update={"measures": tuple(map(teach, dataset.measures))})


def _named(found: Match | NoMatch) -> Match | NoMatch:
    """A match that rests on another claim's decided one names that decision: a change between its ends."""
    if isinstance(found, Match) and found.decision is None:
        for feature in found.reading.features:
            if feature.name == FEATURE:
                return found.model_copy(update={"decision": feature.detail})
    return found


def _is_only(query: Query, decision: Decision) -> bool:
    return all((one.dataset, one.measure) == (decision.dataset, decision.measure) for one in selections(query))


def _touches(query: Query, decision: Decision) -> bool:
    return any(decision.concerns(one.dataset, one.measure) for one in selections(query))


def _never(decision: Decision) -> dict[str, str]:
    return {"to": f" to {decision.target}" if decision.target and decision.sort is Sort.NEVER else ""}
