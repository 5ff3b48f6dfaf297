"""What the words around a name say of it: a place, an organisation, a person; which Georgia; a dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.model import Frozen, Place
from claims.vocabulary import gazetteer
from claims.vocabulary.gazetteer import UNITED_STATES, Via, by_code, within, words


class PlaceMention(Frozen):
    """A place named in a text: ``text[start:end] == mention.text``. Not ``confident``: it may mean something else."""

    start: int
    end: int
    text: str
    place: Place
    via: Via
    confident: bool = True


FOLLOWER = re.compile(r"\s(?=[A-Z])(([\w&]+)(?:['’]s?)?\.?(?:\s([A-Z]\w+))?)")
NAMES_A_BORDER = re.compile(r"(?:[-–][A-Z]\w+)?[ ](?:land[ ])?(?:border|frontier)s?\b", re.IGNORECASE)
BORDER_WITH = re.compile(r"\bborders? with $", re.IGNORECASE)
"""A country that only tells a border from others: what happens at the Mexico border happens in no Mexico."""
PARTY = re.compile(r"\b[RDI]-$")
_GEORGIAS = {"US-GA", "GE"}
_LINKED = re.compile(r"\s*(?:,|,?\s*(?:and|or)\b|&)\s*")
_DATELINE = re.compile(r"(?m)^[A-Z][\w.,'’ ]{1,50}?(?: ?\([\w ]{2,20}\))? ?(?:—|–|--|-|:)\s")
_PLAIN_GAP = re.compile(r"\b([A-Z][\w'’]*) $")


@cache
def _organisation_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('organisation_of')))}) of (?:the )?$")


def is_place(plain: str, start: int, end: int, name: gazetteer.Name) -> bool | None:
    """Whether the words around a name leave it a place; None where they make it another ("Texas City")."""
    after, before = plain[end:end + 40], plain[max(0, start - 30):start]
    if name.place.kind == "country" and (NAMES_A_BORDER.match(after) or BORDER_WITH.search(before)):
        return None
    follower = FOLLOWER.match(after)
    verdict: bool | None = True
    if follower:
        one, two = follower[2], f"{follower[2]} {follower[3]}"
        dotted = f"{one}."
        if {one, dotted if after[follower.end(2):follower.end(2) + 1] == "." else one} & words("other_place"):
            return None
        titled = bool({one, dotted} & (words("titles") | words("months")))
        organised = {one, two, dotted} if titled else {one, two, dotted, follower[3]}  # "Ohio State University"
        if organised & words("organisation") or (name.text in words("first_names") and not titled):
            verdict = False
    if name.via == "demonym" and re.match(r"[\s-]Americans?\b", after):
        verdict = False
    previous = _PLAIN_GAP.search(before)
    personal = words("surnames") | gazetteer.personal_cities()
    if previous and name.text in personal and previous[1] not in words("leading"):
        verdict = False
    if _organisation_of().search(before):
        verdict = False
    if name.text == "Turkey" and (lower := re.match(r"\s(\w+)", after)) and lower[1] in words("turkey_bird"):
        verdict = False
    if name.text in words("doubtful_abbreviations") and not PARTY.search(before):
        verdict = False
    return verdict


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the whole text says; made once, since a long text has many mentions."""

    datelines: tuple[tuple[int, int], ...]
    foreign: bool
    several_regions: bool
    georgia: tuple[str, bool]
    kinshasa: bool


def settled(text: str, found: list[PlaceMention], context: str) -> list[PlaceMention]:
    """The mentions that only their neighbours decide: Georgia, Washington, "the country", datelines."""
    lines = tuple(m.span() for m in _DATELINE.finditer(text) if m.group().split(" ")[0].isupper() or "(" in m.group())
    around = _Surroundings(
        datelines=lines,
        foreign=any(m.place.kind == "country" and m.place != UNITED_STATES for m in found),
        several_regions=len({m.place.name for m in found if m.place.kind == "region"}) > 1,
        georgia=_georgia(f"{text} {context}", found) if any(m.place.code in _GEORGIAS for m in found) else ("", False),
        kinshasa=any(m.place.code == "CG" for m in found) and _is_kinshasas(f"{text} {context}"))
    settled, line = [], 0
    for i, mention in enumerate(found):
        while line < len(lines) and lines[line][1] <= mention.start:
            line += 1
        change = _change(text, found, i, around)
        if line < len(lines) and lines[line][0] <= mention.start:
            change = {**change, "confident": False}
        settled.append(mention.model_copy(update=change) if change else mention)
    return settled


def _change(text: str, found: list[PlaceMention], i: int, around: _Surroundings) -> dict[str, Any]:
    mention = found[i]
    low = mention.text.casefold()
    if mention.place.code in _GEORGIAS and low.startswith("georgia"):
        code, confident = around.georgia
        return {"place": by_code(code), "confident": confident and mention.confident}
    if low == "congo":
        return {"place": by_code("CD")} if around.kinshasa else {}
    if low == "washington":
        beside = [found[j] for j in (i - 1, i + 1) if 0 <= j < len(found)]
        listed = any(m.place.kind == "state" and _listed(text, mention, m) for m in beside)
        return {} if listed and mention.confident else {"place": by_code("US-DC"), "confident": False}
    pointing = mention.text[:1].lower() + mention.text[1:] == low  # "The country", and not "America"
    elsewhere = around.foreign and mention.via == "generic" and mention.place == UNITED_STATES and pointing
    pronoun = mention.text == "US" and len(text) < 500 and text.isupper()  # "GIVE US MORE"
    loose = mention.text in words("loose_regions") and not around.several_regions and not _census_like(text, mention)
    return {"confident": False} if elsewhere or pronoun or loose else {}


def _listed(text: str, one: PlaceMention, other: PlaceMention) -> bool:
    first, second = sorted((one, other), key=lambda m: m.start)
    return bool(_LINKED.fullmatch(text, first.end, second.start)) and second.start - first.end < 10


def _census_like(text: str, mention: PlaceMention) -> bool:
    return re.match(r"(?:['’]s)?\s+(?:region|states|was|had|has|and|led|grew|saw|gained|accounted)\b",
                    text[mention.end:mention.end + 20]) is not None


def _is_kinshasas(text: str) -> bool:
    """Whether the Congo that a text names is that of Kinshasa, as in newspapers, by what lies in the other."""
    tokens = {token.casefold() for token in re.findall(r"[A-Z][\w-]+", text)}
    return not tokens & words("congo_brazzaville_context")


def _georgia(text: str, found: list[PlaceMention]) -> tuple[str, bool]:
    """Which Georgia a text means, by the other places in it and by telling words; and whether that is sure."""
    tokens = set(re.findall(r"[\w()]+\.?", text))
    tokens |= {token.rstrip(".") for token in tokens}
    others = [m for m in found if m.place.code not in _GEORGIAS]
    american = any(str(m.place.code).startswith("US") or (within(m.place) or m.place).kind in {"state", "territory"}
                   for m in others) or bool(tokens & words("us_context"))
    abroad = bool(tokens & words("georgia_country_context"))
    return ("GE", True) if abroad and not american else ("US-GA", american and not abroad)
