"""What makes a reading doubtful although its words fit: what is said behind the figure, and places beside it."""

from __future__ import annotations

import re

from claims.model import Claim, Kind, Place
from claims.vocabulary import datelines, places
from claims.vocabulary.words import stem, tokens
from factcheck.articles.model import Article
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.matching.words.zones import Zones
from factcheck.references.model import Dataset, Role

BEHIND = re.compile(
    r"""\s*(?:is|are|was|were|remain(?:s|ed)?|stands?|stood|sits?|sat|went|goes|go)[ ]
        (?:still[ ]|now[ ]|all[ ]|currently[ ])?(?P<how>(?!\w+ing\b)[a-z-]+)
        (?=\s*(?:$|[,.;:]|(?:and|or|but|in|at|on|as|while|since|because)\b))""",
    re.VERBOSE,
)
"""What is said of the counted things right behind them: "four seats are vacant"."""
ADDED = re.compile(r"\s*(?:that |which )?(?:it|they|he|she|we) (?P<how>\w+)")
"""Who did what with them: "the 132,627 it added"."""


MOVED = re.compile(
    rf"\b(?:to|from) (?:{any_of('elsewhere')}|abroad|elsewhere|overseas)\b",
    re.IGNORECASE,
)
"""Where people went or came from: a flow between places is no change of their number."""


WISHED = re.compile(
    r"\s*(?:(?:that|which) )?(?:(?:had been|was|were|are|is|they|it|officials|he|she) )*(?:had )?"
    rf"(?P<how>{any_of('wished')})\b",
    re.IGNORECASE,
)
"""Right behind a figure: it is no count but what someone hoped for ("fewer than the 120 hoped for")."""

A_PART = re.compile(r"\s*of (?:whom|which|them|those|these)\b(?P<how>[^,;]*)", re.IGNORECASE)
"""Right behind a figure: a part, which what follows tells from the whole ("36,099 of whom had been convicted")."""


def said_behind(claim: Claim, words: DatasetLexicon, excludes: tuple[str, ...], *, limited: bool) -> tuple[str, ...]:
    """The words that limit the counted things from behind, where nothing of the table explains them.

    ``excludes``: those that the measure is never said with, whatever else they may mean. ``limited``: whether a place
    or category was read at all, as a part of a whole must have one.
    """
    if moved := MOVED.search(claim.after or ""):
        known = any(hit.payload.slot == "measure" for hit in words.find(moved.group()))
        return () if known else (moved.group(),)
    if claim.kind is Kind.COUNT and (part := A_PART.match(claim.after or "")):
        hits = words.find(part["how"])
        limited = limited or any(hit.payload.slot in ("member", "measure") for hit in hits)
        left = leftovers.unexplained(part["how"], hits, part="predicates")
        if left or not limited:
            return left or (part.group().strip(),)
    if claim.kind is Kind.COUNT and (wished := WISHED.match(claim.after or "")):
        return (wished["how"],)
    for found in filter(None, (pattern.match(claim.after or "") for pattern in (BEHIND, ADDED))):
        how, counted = found["how"], claim.counted or ""
        if named := leftovers.named(excludes, how):
            return named
        left = leftovers.unexplained(how, words.find(how), part="predicates")
        if left and not any(hit.end > len(counted) for hit in words.find(f"{counted} {how}")):
            return left
    return ()


def narrower(candidate: Candidate) -> tuple[str, ...]:
    """The words beside the figure that mean a part of what is counted, which has a measure of its own.

    "Police departments hold 300 agreements" is not of all agreements, although the table knows all of its words.
    """
    measure, dataset = candidate.measure, candidate.dataset
    members = [hit for hit in candidate.clause if hit.payload.slot == "member"]  # "arrested by ICE" is no "arrest"
    meant = [(hit, dataset.measure(hit.payload.name)) for hit in candidate.clause if hit.payload.slot == "measure"
             and not any(one.start <= hit.start and hit.end <= one.end for one in members)]
    where = {one.name for one in dataset.dimensions if one.role is Role.PLACE}
    limits = {*measure.where, *((column, value) for _, one in meant for column, value in one.where if column in where)}
    return tuple(hit.text for hit, other in meant if set(other.where) - limits and other.unit != measure.unit)


def of_the_places_own(claim: Claim, words: tuple[str, ...]) -> tuple[str, ...]:
    """What a place has of its own and the sentence names: the "Texas Senate" is not the Senate."""
    text = claim.sentence.text
    found = []
    for mention in places.find(text) if words else ():
        behind = re.match(r"(?:[’']s?)? (?:state )?(\w+)(?! delegations?\b)", text[mention.end :])
        within = mention.place.kind in ("state", "territory", "city", "county")
        if within and behind is not None and behind[1].lower() in words:
            found.append(f"{mention.text} {behind[1]}")
    return tuple(found)


LEANS = re.compile(r"^(?:It|They|These|Those|Its|Their|Of (?:them|these|those)|The (?P<noun>\w+))\b|\b(?:it|they) \w+$")


def points_back(claim: Claim, dataset: Dataset, paragraph: str) -> str | None:
    """The place of the sentence before, which a sentence without one leans on: "Georgia has 33 agreements. The
    agreements belong to 30 agencies." may be of Georgia, and may be of all."""
    if claim.places or not any(one.role is Role.PLACE for one in dataset.dimensions):
        return None
    text = claim.sentence.text
    at = paragraph.find(text)
    before = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", paragraph[:at].strip())[-1] if at > 0 else ""
    leans = LEANS.search(text) or LEANS.search(claim.before or "")
    if not before or leans is None:
        return None
    noun = leans["noun"]
    if noun is not None and stem(noun) not in {token.stem for token in tokens(before)}:
        return None
    if places.find(text):
        return None
    named = {mention.place.name for mention in places.find(before) if mention.place.kind in ("state", "territory")}
    return named.pop() if len(named) == 1 else None


OF_THE_STATE = re.compile(
    r"\b(?:statewide|the (?:state|commonwealth))\b|\bstate[’']s\b(?! (?:lar|big|most|old))", re.IGNORECASE
)
THERE = re.compile(r"\b(?:there|here)\b", re.IGNORECASE)
"""Points at a place, wherever it was spoken of."""
THERE_ARE = re.compile(
    r"\bthere (?:are|were|have been|had been|remain|exist)\b"
    r"|(?:^\W*|[,;:—–(]\s*|\b(?:and|but|that|when|while|as|said) )there(?:[’']s| (?:is|was|has been|will be))\b",
    re.IGNORECASE)
"""Says that there is something, and points at no place; "the rate there was" does."""


def of_the_story(claim: Claim, lent: Claim | None, article: Article) -> Place | None:
    """The state that a story is set in, where a claim without a place points at it: "the state's jobless rate".

    "There" is where the story spoke of, and a dateline only says where it was written.
    """
    text = claim.sentence.text
    if claim.places or lent is None or not (OF_THE_STATE.search(text) or THERE.search(text)):
        return None
    states = [place for place in lent.places if place.kind == "state"]
    points = OF_THE_STATE.search(text) or THERE.search(THERE_ARE.sub("", text))
    if not points and not {one.place for one in places.find(article.title or "")} & set(states):
        return None  # "there were 22,830 births" is of the state that a story is about, by its title
    if len(states) != 1 or not (OF_THE_STATE.search(text) or _is_told_of(states[0], article)):
        return None
    return states[0]


def _is_told_of(place: Place, article: Article) -> bool:
    """Whether the headline or the text itself names a place, beside its datelines."""
    lines = [line[datelines.end(line) :] for line in article.text.splitlines()]
    return any(mention.place == place for mention in places.find("\n".join([article.title or "", *lines])))


def of_the_headline(claim: Claim, dataset: Dataset, lent: Claim | None, headline: str) -> str | None:
    """The state that a story's headline names and a claim of no place may be of, where the table tells states apart."""
    if claim.places or claim.kind is Kind.RANK or lent is None or NATION.search(claim.sentence.text):
        return None
    role = next((one for one in dataset.dimensions if one.role is Role.PLACE), None)
    if role is None or role.total is None or not set(role.place_kinds) & {"state"}:
        return None
    named = {mention.place.name for mention in places.find(headline)}
    return next((place.name for place in lent.places if place.kind == "state" and place.name in named), None)


SUPERLATIVE = re.compile(r"\b(?:most|least|fewest|country|state|nation|\w+est)\b", re.IGNORECASE)


def of_the_region_before(claim: Claim, dataset: Dataset, zones: Zones) -> str | None:
    """The region that a bare rank goes on from: "Nigeria is the largest of Africa; Ethiopia is second"."""
    if claim.kind is not Kind.RANK or SUPERLATIVE.search(claim.figure):
        return None
    own, told = zones.sentence, zones.paragraph
    before = told[: max(0, told.find(own))] + own[: claim.start - claim.sentence.start]
    named = [one.place.name for one in places.find(before) if one.place.kind == "region"]
    return named[-1] if named and named[-1] != dataset.scope else None


NATION = re.compile(r"\b(?:nation\w*|country|countrywide|U\.S\.|United States|American\w*|federal)\b", re.IGNORECASE)


def elsewhere_of(claim: Claim, dataset: Dataset) -> str | None:
    """Another country that a claim without a place may be of, though the table would take its own as a whole.

    "India overtook China; it had 1.45 billion people" is of no nation that goes without saying.
    """
    if claim.places or claim.kind is Kind.RANK or dataset.scope is None:
        return None
    named = [mention.place.name for mention in places.find(claim.sentence.text) if mention.place.kind == "country"]
    return named[0] if named and dataset.scope not in named else None
