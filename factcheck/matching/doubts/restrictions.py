"""What limits the things counted to a part of them: their age, how long, how large, why, or which part of a place.

Such words stand beside the figure and not in what is counted, so that the words of a measure fit without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.shapes import Slots
from factcheck.matching.doubts.said_behind import MOVED
from factcheck.matching.doubts.taken_out import taken_out
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.references.model import Measure, Role

_AGE = (r"(?:over|under|above|below|aged?|ages|older than|younger than)(?: the age of)? \d{1,2}\b"
        r"(?![,.]?\d|%| (?:percent|million|billion|thousand|months|weeks|days|decades)\b|"
        r" years\b(?! (?:old|of age)))")
_MANY = r"(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)"
OF_AN_AGE = re.compile(rf"^(?: \w+)? (?:(?:who|that) (?:are|were) )?{_AGE}", re.IGNORECASE)
"""Right behind a figure: "36 million people over 65". "Over 10 years" is a span."""
SUBJECT_OF_AN_AGE = re.compile(rf"\b(?:[a-z]+s|people|men|women|children) {_AGE}(?= [a-z])", re.IGNORECASE)
SUBJECT_OF_A_SIZE = re.compile(
    rf"\b[a-z]+s with (?:(?:fewer|more|less) than|over|under|at least|at most|up to) {_MANY} [a-z]+", re.IGNORECASE)
"""The subject before a figure: "employers with fewer than 50 workers". Behind a comma it is an aside."""
FOR_LONG = re.compile(
    rf"^(?: (?!for\b)\w+){{0,3}} (?:overnight|too long|for (?:(?:(?:more|longer|less|fewer) than|over|under|at least|"
    rf"at most|up to|about|nearly|almost) )?(?:an? |{_MANY} )(?:hour|day|week|month|year)s?)\b", re.IGNORECASE)
ALL_OF_THEM = re.compile(
    r"^(?: \w+){0,3}, (?:and )?(?:(?:all|each|every one|every single one) of (?:them|these|those|which|whom)|all)\b"
    r"(?P<how>[^,;.]*)", re.IGNORECASE)
"""What is said of all of them behind the figure: "64,000 jobs in November, all of them part-time"."""
MIGRATION = re.compile(
    r"\b(?:(?:domestic|international|net|internal|foreign|interstate)[ -]|(?:through|to|from|by|via) )+"
    r"(?:in-|out-)?(?:im|e)?migration\b|\b(?:that|this) way\b", re.IGNORECASE)
BY_THOSE_WHO_MOVE = re.compile(
    r"(?:^|, )(?:[\w-]+ ){0,2}(?P<who>(?:im|e)?migra(?:tion|nts)|newcomers|arrivals) (?:alone )?(?:\w+ly )?"
    r"(?:added|brought|gave|cost|contributed|accounted|made up|drove)\b", re.IGNORECASE)
"""The subject of a change: what they brought is not the whole of it ("immigration added 2.8 million people")."""
TO_OR_FROM = re.compile(r"^(?: \w+)? (?:to|from) (?=[A-Z])")
CENSUS = re.compile(
    r"\b(?:\d{4}|decennial|last|latest|previous|its|their|national|official) census\b(?! (?:bureau|estimate))"
    r"|\b(?:the|a|that) census (?:that year )?(?:found|counted|showed|recorded|tallied|put)\b"
    r"|\b(?:according to|counted in|in|by) the census\b(?! (?:bureau|estimate))", re.IGNORECASE)
"""A count of its own day, which an estimate for another day of its year is not."""
INCLUDING = re.compile(r"\b(?:including|counting) (?P<what>[^,;]+),", re.IGNORECASE)
"""What is added to the rest is not alone what was counted."""
ORDERS = re.compile(r"\b(?:first|\w+(?:nd|rd|th|st)) and (?:the )?$", re.IGNORECASE)
"""Before a rank: another one, so that each of two places has one of them."""
OF_THOSE = re.compile(
    r"(?: (?:ever|yet))? (?:to (?!date\b|the\b|be (?:recorded|reported|seen|measured)\b)[a-z]+ \w+"
    r"|(?:that|which|who) (?:has|have|had|is|are|was|were|can|does|do|did) \w+)")
"""Right behind a rank: of which of them it is told ("the smallest nation ever to win")."""
BY = re.compile(r"^(?: [\w-]+){0,3} by (?P<what>\w+(?: \w+)?)")
"""What a rank goes by."""


def restrictions(
    claim: Claim, candidate: Candidate, slots: Slots, words: DatasetLexicon, others: Iterable[Claim]
) -> tuple[str, ...]:
    """The words that limit what a claim counts, or say what it ranks by, where the table's do not tell of them."""
    of_places = any(one.role is Role.PLACE for one in candidate.dataset.dimensions)  # "West Texas crude" is of none
    said = [*(_part_of_a_place(claim) if of_places else ()), *_beside(claim, candidate, words), *_moved(claim)]
    before = [text for text in _before(claim) if not _is_member(text, words)]
    return (*before, *(text for text in said if not _is_known(text, candidate, words)), *_added(claim, candidate),
            *_other_order(claim, candidate, words), *_handed_out(claim), *_of_those(claim),
            *taken_out(claim, words), *_of_joined_kinds(claim, candidate, words),
            *_of_another(claim, candidate, words), *_of_others(claim, slots, words, others))


def _is_known(text: str, candidate: Candidate, words: DatasetLexicon) -> bool:
    """Whether the table tells it apart: as the measure that is read, or as a member that has all of the words."""
    read = (hit.payload for hit in words.find(text) if hit.payload.slot == "measure")
    return any(one.name == candidate.measure.name for one in read) or _is_member(text, words)


def _is_member(text: str, words: DatasetLexicon) -> bool:
    """Whether the table has a member of just these words; what is counted may stand in a limit of who counts it."""
    return any(hit.payload.slot == "member" and hit.text.casefold() == text.casefold() for hit in words.find(text))


def _beside(claim: Claim, candidate: Candidate, words: DatasetLexicon) -> list[str]:
    """What follows right behind the figure."""
    if claim.kind not in (Kind.COUNT, Kind.CHANGE):
        return []
    behind = claim.behind
    found = [OF_AN_AGE.match(behind)]
    if claim.change is None and candidate.time.instant:
        found.append(FOR_LONG.match(behind))
    said = [one.group().strip() for one in found if one is not None]
    if (every := ALL_OF_THEM.match(behind)) is not None:
        said.extend(leftovers.unexplained(every["how"], words.find(every["how"]), part="modifiers"))
    return said


def _before(claim: Claim) -> list[str]:
    """What limits the subject of the figure's clause, and the census it was counted in."""
    said = [one.group() for one in [CENSUS.search(claim.sentence.text)] if one is not None and claim.kind is Kind.COUNT]
    clause = re.split(r"[;:]|, (?:and|but|while|as) ", claim.ahead)[-1]
    limits = [one.search(clause) for one in (SUBJECT_OF_AN_AGE, SUBJECT_OF_A_SIZE)]
    return [*said, *(one.group() for one in limits if one is not None)]


def _part_of_a_place(claim: Claim) -> list[str]:
    """The place with the word before it that means a part of it: "upstate New York"."""
    found = []
    mentions = [one for one in places.find(claim.sentence.text) if one.place in claim.places]
    for place in claim.places:
        own = [one for one in mentions if one.place == place]
        ahead = [one for one in own if one.end <= claim.within[0]]
        for one in (ahead[-1:] or own[:1]):
            word = re.search(r"([A-Za-z]+)[ -]$", claim.sentence.text[: one.start])
            if word is not None and word[1].lower() in leftovers.listed("parts_of_places"):
                found.append(f"{word[1]} {one.text}")
    return found


def _moved(claim: Claim) -> list[str]:
    """Where people moved: a flow between places is no change of their number.

    It is said behind the figure, or before it in its sentence and goes on: "lost 500 residents to other states, and
    Ohio lost 300".
    """
    if claim.change is None and claim.kind is not Kind.CHANGE:
        return []
    ahead, behind = claim.ahead, claim.after or claim.behind.split(",")[0]
    if (who := BY_THOSE_WHO_MOVE.search(re.split(r"[;:]|, (?:and|but|while) ", ahead)[-1])) is not None:
        return [who.group("who")]
    found = [pattern.search(text) for pattern in (MIGRATION, MOVED) for text in (ahead, behind)]
    said = [one.group() for one in found if one is not None]
    to = TO_OR_FROM.match(claim.behind)
    if to is not None and (claim.counted or claim.quantity.unit != "percent"):
        other = next(iter(places.find(claim.behind[to.end() :])), None)
        if other is not None and other.start == 0:
            said.append(f"{to.group().strip()} {other.text}")
    return said


def _added(claim: Claim, candidate: Candidate) -> tuple[str, ...]:
    """What was counted beside the rest, where the candidate is of that alone."""
    ahead = claim.ahead
    aside = INCLUDING.search(ahead)
    if aside is None:
        return ()
    rest = f"{ahead[: aside.start()]} ; {ahead[aside.end() :]} ; {claim.sentence.text[len(ahead) :]}"
    needed = candidate.measure.requires
    alone = leftovers.named(needed, aside["what"]) and not leftovers.named(needed, rest)
    return (aside.group().rstrip(","),) if alone else ()


def _other_order(claim: Claim, candidate: Candidate, words: DatasetLexicon) -> tuple[str, ...]:
    """What a rank is said to go by, where the candidate is another measure."""
    by = BY.match(claim.behind) if claim.kind is Kind.RANK else None
    if by is None:
        return ()
    named = {hit.payload.name for hit in words.find(by["what"]) if hit.payload.slot == "measure"}
    return (f"by {by['what']}",) if named and candidate.measure.name not in named else ()


def _of_those(claim: Claim) -> tuple[str, ...]:
    """Which of the ranked a rank is among, where that is said of them behind it."""
    of_places = claim.kind is Kind.RANK and claim.rank is not None and claim.rank.since is None
    found = OF_THOSE.match(claim.behind) if of_places else None
    return (found.group().strip(),) if found is not None else ()


def _of_another(claim: Claim, candidate: Candidate, words: DatasetLexicon) -> tuple[str, ...]:
    """What its own words name, where what is counted stands before another figure: "robberies by 2%, thefts by 5%"."""
    near = f"{claim.before or ''} ; {claim.figure} ; {claim.after or ''}"
    if claim.kind is not Kind.CHANGE or not claim.counted or claim.counted.lower() in near.lower():
        return ()
    named = [hit for hit in words.find(claim.before or "") if hit.payload.slot == "measure"]
    told = {hit.payload.name for hit in named} | {words.dataset.measure(hit.payload.name).concept for hit in named}
    other = [hit.text for hit in named if words.dataset.measure(hit.payload.name).unit != candidate.measure.unit]
    return tuple(other) if other and not told & {candidate.measure.name, candidate.measure.concept} else ()


JOINS = re.compile(rf"(?:,|,? (?:and|or|&)) (?:(?!\d|{any_of('amounts')}\b)[\w-]+ )?", re.IGNORECASE)
"""Between two kinds of one list: "sheriffs, constables and police departments"."""
OF_ITS_OWN = re.compile(r" (?:[a-z]+ )?\d")
"""Behind a kind that has a figure of its own: "cities hold 252 of them, and counties 521"."""


def _of_joined_kinds(claim: Claim, candidate: Candidate, words: DatasetLexicon) -> tuple[str, ...]:
    """The kinds that are counted together with the candidate's, which is of one of them alone."""
    if claim.kind is not Kind.COUNT or not claim.counted:
        return ()
    told = f"{claim.figure}{claim.behind}"
    if " and " not in told and " or " not in told and " & " not in told:
        return ()
    said = told[:FAR]
    kinds: list[tuple[int, int, str, set[str]]] = []
    for hit in sorted((hit for hit in words.find(said) if hit.payload.slot == "measure"), key=lambda one: one.start):
        if kinds and hit.start < kinds[-1][1]:
            kinds[-1][3].add(hit.payload.name)
        elif OF_ITS_OWN.match(said, hit.end):
            break
        elif hit.start < len(claim.figure) if not kinds else JOINS.fullmatch(said, kinds[-1][1], hit.start):
            kinds.append((hit.start, hit.end, hit.text, {hit.payload.name}))
        else:
            break
    return tuple(text for _, _, text, names in kinds[1:]
                 if candidate.measure.name not in names and not _counts_them_too(candidate.measure, names, words))


def _counts_them_too(whole: Measure, names: set[str], words: DatasetLexicon) -> bool:
    """Whether a measure counts all that one of the named ones counts a part of."""
    parts = [words.dataset.measure(name) for name in names]
    return not whole.where and any(
        one.where and (one.aggregate, one.column) == (whole.aggregate, whole.column) for one in parts)


FAR = 120
"""How far behind a figure the kinds of one list are looked for."""


def _handed_out(claim: Claim) -> tuple[str, ...]:
    """The rank before another one: "Texas and Florida were the second and third largest"."""
    found = ORDERS.search(claim.ahead) if claim.kind is Kind.RANK else None
    return (found.group().strip(),) if found is not None else ()


def _of_others(claim: Claim, slots: Slots, words: DatasetLexicon, others: Iterable[Claim]) -> tuple[str, ...]:
    """The categories of neighbouring figures, added up for one that names none: "17 convicted, 15 charged, 27 more"."""
    near = f"{claim.before or ''} ; {claim.after or ''} ; {'' if claim.inherited else claim.counted or ''}"
    own = {hit.payload.value for hit in words.find(near) if hit.payload.slot == "member"}
    several = {value for values in slots.filters.values() if len(values) > 1 for value in values} - own
    beside = [one for one in others if one.sentence == claim.sentence and one.id != claim.id] if several else []
    return tuple(hit.text for one in beside for hit in words.find(one.counted or "")
                 if hit.payload.slot == "member" and hit.payload.value in several)
