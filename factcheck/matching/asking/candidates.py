"""Which measures of which datasets a claim's own words may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from claims.model import Claim, Direction, Kind
from claims.vocabulary.words import stem, tokens
from factcheck.matching.words import leftovers
from factcheck.matching.words.leftovers import inert, listed
from factcheck.matching.words.lexicon import COUNTING, DatasetLexicon, Hit
from factcheck.matching.words.zones import Zones
from factcheck.references.model import Aggregate, Dataset, Dimension, Measure, TimeSpec

POINTS = frozenset({"percentage point", "point"})
PERCENT_UNITS = frozenset({"percent", "percentage point"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that the claim may mean, and the words that say so.

    ``over`` is the dimension whose members are counted ("states with ..."); None where the measure itself is meant.
    ``moving``: only those of them count that went that way ("states that lost people"), or where it is a rank, the
    change is what is ranked. ``own`` and ``clause`` are all the dataset's phrases in those zones.
    """

    dataset: Dataset
    measure: Measure
    words: str
    own: tuple[Hit, ...]
    clause: tuple[Hit, ...]
    over: Dimension | None = None
    inherited: bool = False
    moving: Direction | None = None

    @property
    def time(self) -> TimeSpec:
        """When its values hold: as the measure says, or else the dataset."""
        return self.measure.time or self.dataset.time


def find(zones: Zones, lexicon: DatasetLexicon) -> tuple[Candidate, ...]:
    """The candidates of one dataset, the longest phrase first; several where one phrase has several senses."""
    claim = zones.claim
    own, clause = lexicon.find(zones.own), lexicon.find(zones.clause)
    head, complement = _split(zones.own)
    at_head = _at_head(own, head)
    at_head = _at_complement(own, at_head, zones.own)
    found: list[Candidate] = []
    for hit in at_head:
        if hit.payload.slot == "measure":
            measure = lexicon.dataset.measure(hit.payload.name)
            if gate(claim, measure, zones.article.text):
                found.append(Candidate(lexicon.dataset, measure, hit.text, own, clause))
    if any(candidate.measure.margin for candidate in found):
        found = [candidate for candidate in found if candidate.measure.margin == is_margin(claim)]
    if " and " in head or " or " in head:
        found = found[:1]  # counted together with something else: only the widest sense can be meant
    named = {hit.text for hit in at_head if hit.payload.slot == "measure" and _counts_members(lexicon.dataset, hit)}
    for hit in at_head:
        if hit.text in named:
            continue  # the table states that count itself
        if hit.payload.slot == "noun" and claim.kind in (Kind.COUNT, Kind.SHARE):
            dimension = lexicon.dataset.dimension(hit.payload.name)
            counted = _measure_of_members(lexicon.dataset, complement, clause, own)
            if counted is not None:
                made = Candidate(lexicon.dataset, counted, hit.text, own, clause, over=dimension)
                found.append(moved(made, claim) or made)
    return tuple(found)


def moved(candidate: Candidate, claim: Claim) -> Candidate | None:
    """The candidate for the change of its measure, where the text tells of one: "47 states gained people"."""
    measure = candidate.measure
    if not measure.told_with or measure.changed_by is None:
        return None
    near = (f"{claim.after or ''}", f"{claim.figure} ; {claim.before or ''}", claim.predicate or "")
    way = next((found for text in near if (found := way_told(text, measure.told_with)) is not None), None)
    changed = candidate.dataset.measure(measure.changed_by)
    if way is None or (claim.kind is Kind.RANK and changed.unit != measure.unit):
        return None
    return replace(candidate, measure=changed, moving=way)


def way_told(text: str, verbs: tuple[str, ...]) -> Direction | None:
    """Which way the first of the verbs in a text goes; None where there is none."""
    stems = {stem(word) for word in verbs}
    first = next((token.stem for token in tokens(text) if token.stem in stems), None)
    return None if first is None else Direction.DOWN if first in inert("falls") else Direction.UP


@cache
def _leads_to_margin() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in listed("margins"))
    return re.compile(rf"(?:^|\s)(?:{words})$|\b(?:margin|lead|advantage)\b[^,;]* (?:was|is|of|to|at)$", re.IGNORECASE)


APART = re.compile(
    r"^[\s:–—-]*(?:votes? )?"
    r"(?:(?:more|fewer|less)\b(?! than (?:in|at|on|an?|last|four|eight|\d))"
    r"|(?:ahead|behind|short|by which|separat\w+|apart|between)\b)",
    re.IGNORECASE)
"""Right behind a figure: it says how far two are apart ("80,555 votes more than Trump")."""


TO_THE_OTHER = re.compile(
    r"^\s*(?:votes?|%|percent)? ?(?:to|-|–) ?(?:his |her |their |[A-Z][a-z]+[’']s? )?\d", re.IGNORECASE)
"""Right behind a figure: that of the other side of a score ("1,200 votes to 1,100")."""


def is_margin(claim: Claim) -> bool:
    """Whether the figure says by how much someone is ahead: "won Florida by 537 votes", "537 votes behind Gore"."""
    behind = claim.behind
    if _leads_to_margin().search((claim.before or "").strip()) is not None:
        return TO_THE_OTHER.match(behind) is None
    return APART.match(behind) is not None


def _counts_members(dataset: Dataset, hit: Hit) -> bool:
    """Whether a measure's unit is a dimension's noun: the table itself counts the states."""
    unit = dataset.measure(hit.payload.name).unit
    return any(unit in dimension.nouns for dimension in dataset.dimensions)


HOW_TOLD = re.compile(
    r"(?:the )?(?:(?:national|nationwide|average|mean|typical|monthly|weekly|daily|spot|retail|going) )*"
    r"(?:price|cost|average)s? (?:of|for) (?:(?:a|an|one|the|each) (?:barrel|gallon|litre|liter|tonne|ton) of )?",
    re.IGNORECASE)
"""A head that only says how a thing is told: "the average price of a barrel of Brent crude" is of Brent crude."""


def _split(own: str) -> tuple[str, str]:
    """ "types of 287(g) agreements" is about types; of agreements."""
    head, _, complement = own.partition(" of ")
    return head, complement


JOINED = re.compile(r" (?:and|or) ")
LAST_WORD = re.compile(r"[\w)’'.]\W*$")


def _at_head(own: tuple[Hit, ...], head: str) -> list[Hit]:
    """The phrases that end at the counted noun: of "police departments and sheriff's offices", at the first."""
    across = [h for h in own if h.payload.slot == "measure" and h.start < len(head.rstrip()) < h.end]
    if across:
        return across  # "a gallon of regular gasoline" is one phrase
    first_end = _last_word_end(JOINED.split(head)[0])
    first = [h for h in own if h.end == first_end]
    if any(h.payload.slot == "measure" for h in first):
        return first
    end = _last_word_end(head)
    return [h for h in own if h.end == end] or first


def _at_complement(own: tuple[Hit, ...], at_head: list[Hit], text: str) -> list[Hit]:
    """The phrases at the head; behind a head that only says how a thing is told, those that name it."""
    told = HOW_TOLD.match(text)
    if told is None or any(hit.payload.slot in COUNTING for hit in at_head):
        return at_head
    end = _last_word_end(text)
    return [hit for hit in own if hit.end == end and hit.start >= told.end()]


def _last_word_end(text: str) -> int:
    return len(text.rstrip(' ,;:”"')) if LAST_WORD.search(text) else len(text)


def _measure_of_members(
    dataset: Dataset, complement: str, clause: tuple[Hit, ...], own: tuple[Hit, ...]
) -> Measure | None:
    """Of which measure the counted members must have some: the one named in the clause, else the dataset's first."""
    del complement
    for hits in (own, clause):
        for hit in hits:
            if hit.payload.slot == "measure":
                return dataset.measure(hit.payload.name)
    return dataset.measures[0] if dataset.measures else None


def gate(claim: Claim, measure: Measure, context: str) -> bool:  # noqa: PLR0911
    """The unit type is a hard gate: a percentage is never held against dollars, nor a count against either.

    ``context``: the text, which says somewhere of what unit a price is, where the claim does not ("a gallon").
    """
    percent = measure.unit in PERCENT_UNITS or measure.unit.startswith("percent")
    if claim.kind is Kind.COUNT:
        alone = claim.figure == "one" and "dollar" in measure.unit  # "gasoline is the one to watch"
        a_rate = PER.search(measure.unit) is not None or measure.unit.startswith("index")  # "stood at 315.301"
        return not percent and not alone and (a_rate or not (is_bare_rate(claim) or _is_called_a_rate(claim)))
    moved = claim.change is not None and claim.change.by is not None  # the level that moved by so many points
    if claim.quantity.unit in POINTS and (claim.kind is Kind.SHARE or (claim.kind is Kind.RATE and not moved)):
        return measure.unit in ("percentage point", claim.quantity.unit)  # "0.7 points under the nation's" is no rate
    if claim.kind is Kind.RATE:
        return percent or claim.quantity.unit == measure.unit
    if claim.kind in (Kind.MONEY, Kind.MEASURE):
        unit, (base, _, each) = claim.quantity.unit, measure.unit.partition(" per ")
        if unit == base and each and HOW_TOLD.match(claim.counted or ""):
            return True  # "the average price of regular gasoline": by what it is sold
        if unit == base.split(" ")[0] != base and re.search(rf"\b{base.split(' ')[-1]}\b", context):
            return True  # "1.1 degrees Celsius"; the year before "it was 0.8 degrees"
        if unit == base and each and re.search(rf"\b{each}s?\b", f"{claim.counted or ''} ; {context}", re.IGNORECASE):
            return True  # "a gallon of gasoline was $3.19"; a week later "it was $3.25"
        if unit == base and each and _is_price_of_it(claim, measure):
            return True  # "gas averaged $2.811"
        return unit is not None and stem(unit) == stem(measure.unit)
    alone = bool(measure.where) and measure.aggregate is Aggregate.VALUE
    return not (alone and claim.kind is Kind.SHARE)  # of one cell alone there is no part


WHEN = re.compile(r"\b(?:last|this|past|next|each|per|every|the)\b", re.IGNORECASE)
"""In a figure that has its time with it: "grew by 56,154 last year"."""
LENGTHS = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade"})
"""Units of time, by which nothing changes that is measured in others."""
PER = re.compile(r"\b(?:per|rate)\b")


def is_a_length(claim: Claim, measure: Measure) -> bool:
    """Whether it is a length of time, by which no such measure changes: "it grew 4.3%, the fastest in two years"."""
    another = claim.quantity.unit in LENGTHS and claim.quantity.unit != measure.unit
    return another and str(claim.quantity.unit) in claim.figure and WHEN.search(claim.figure) is None


RATE = re.compile(
    r"\brates?(?: of| at| was| is| were| had been| stood at)?(?: only| just| about| nearly)?$", re.IGNORECASE)
"""What leads to a rate: "California's rate of", "its rate was"."""


DECIMAL = re.compile(r"\d\.\d+$")
"""A number that is written with decimals, and has no word for thousands or millions behind it."""


def is_bare_rate(claim: Claim) -> bool:
    """Whether a bare number is written as no number of things is: with a decimal, as in "It had been 6.8 in 2021"."""
    bare = claim.kind is Kind.COUNT and (claim.inherited or not claim.counted)
    return bare and DECIMAL.search(claim.figure) is not None


def _is_called_a_rate(claim: Claim) -> bool:
    """Whether a bare number is called a rate, which is no number of things: "California's rate of 499.5"."""
    own = not claim.inherited and claim.head is not None
    return claim.head == "rate" if own else RATE.search((claim.before or "").rstrip()) is not None


AVERAGED = re.compile(r"\baverag(?:e|ed|es|ing)\b", re.IGNORECASE)


GOES_FOR = re.compile(r"^\W*(?P<what>[\w. -]+?) (?:was|is|stood at|stands at|sold for|went for|sells for)$")


def _is_all_that_is_told(before: str, measure: Measure) -> bool:
    """Whether nothing but what the measure is of, and that it is at a price, leads to it: "Regular was $3.83"."""
    found = GOES_FOR.match(before)
    return found is not None and any(found["what"].lower() == word for word in measure.words)


def _is_price_of_it(claim: Claim, measure: Measure) -> bool:
    """Whether a price to the cent is said to be the average of what the measure is of, so that its unit
    goes without saying."""
    to_the_cent = claim.quantity.precision <= Decimal("0.01") and claim.kind is Kind.MONEY
    words = f"{claim.shared or ''} ; {claim.before or ''}"
    if not to_the_cent:
        return False
    if AVERAGED.search(words) is None:
        return _is_all_that_is_told(claim.before or "", measure)
    return any(len(word) > 1 and word != "average" and leftovers.named((word,), f"{claim.counted or ''} ; {words}")
               for word in measure.words)
