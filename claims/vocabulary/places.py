"""Finds the places that a text names: "in Texas", "Jefferson County, Ala.", "Floridians", "nationwide".

A mention says how sure it is: "Washington Post" and an unplaced "Georgia" are kept, with ``confident=False``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from claims.model import Place
from claims.vocabulary import gazetteer
from claims.vocabulary.gazetteer import UNITED_STATES, WORLD, Via, by_code, members, peers, resolve, within, words
from claims.vocabulary.place_context import FOLLOWER, PARTY, PlaceMention, is_place, settled
from claims.vocabulary.remembering import remembered

__all__ = ["STATES", "UNITED_STATES", "WORLD", "PlaceMention", "by_code", "find", "members", "peers", "resolve",
           "within"]

STATES: tuple[Place, ...]

_WINDOW = 70  # how far back a city's or county's name may reach; bounds the work at each word
_CAPITAL = r"(?:St\.|Ste\.|Mt\.|Ft\.|[A-Z]\.|[A-Z][\w'’-]*)"
_BEFORE_COMMA = re.compile(rf"(?<![\w.])({_CAPITAL}(?: (?:de|del|of|the|{_CAPITAL})){{0,3}}),\s$")
_BEFORE_COUNTY = re.compile(rf"(?<![\w.])({_CAPITAL}(?: (?:of|the|du|{_CAPITAL})){{0,3}}) $")


@cache
def _plain_letters() -> dict[int, str]:
    import unicodedata

    table = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    return table


@cache
def _index() -> dict[str, tuple[gazetteer.Name, ...]]:
    """First word in lower case → the names that start with it, longest first."""
    index: dict[str, dict[str, gazetteer.Name]] = {}
    for name in gazetteer.names():
        text = name.text.translate(_plain_letters())
        lead = re.match(r"(?:the )?([^\W\d_]+)", text)
        if lead:
            index.setdefault(lead[1].casefold(), {}).setdefault(text, name)
    return {key: tuple(name._replace(text=text) for text, name in sorted(found.items(), key=lambda kv: -len(kv[0])))
            for key, found in index.items()}


@cache
def _pattern(key: str) -> tuple[re.Pattern[str], dict[str, gazetteer.Name]]:
    """The pattern of all names that start with ``key``, and what each matched form (spaces made single) means."""
    forms: dict[str, gazetteer.Name] = {}
    for name in sorted(_index()[key], key=lambda name: name.text.startswith("the ")):
        body = name.text.removeprefix("the ")
        variants = {body, body[0].upper() + body[1:]} if body[0].islower() else {body}
        if len(body) > 3 and not body.endswith("."):
            variants.add(body.upper())
        for variant in variants:
            forms.setdefault(variant, name)
    ordered = sorted(forms, key=len, reverse=True)
    alternatives = "|".join(re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]") for form in ordered)
    return re.compile(rf"(?:{alternatives})(?!\w)"), forms


@cache
def _starts() -> re.Pattern[str]:
    lower = {word for name in gazetteer.names() if (word := re.sub(r"^the ", "", name.text).split()[0])[0].islower()}
    lower = {re.split(r"\W", word)[0] for word in lower}
    words_ = "|".join(sorted(lower, key=len, reverse=True))
    # No place begins inside a word, nor inside an abbreviation: the "S.C." of "18 U.S.C." is no state.
    return re.compile(rf"(?<![\w@#])(?<!\b[A-Z]\.)(?:[A-Z][A-Za-z]*|(?:{words_})\b)")


def find(text: str, *, context: str = "") -> tuple[PlaceMention, ...]:
    """All places named in ``text``, in its order, none inside another.

    ``context`` is text around it that helps to tell Georgia from Georgia. ``find("in Dale County, Ala.")[0].place``
    is the county, named "Dale County, Alabama".
    """
    return _find(text, context) if context else _find_alone(text)


def _find(text: str, context: str) -> tuple[PlaceMention, ...]:
    plain = text if text.isascii() else text.translate(_plain_letters())
    found: list[PlaceMention] = []
    done = 0
    for start in _starts().finditer(plain):
        if start.start() < done:
            continue
        mention = _mention(text, plain, start.start(), start.group(), found)
        if mention is not None:
            while found and found[-1].end > mention.start:
                found.pop()
            found.append(mention)
            done = mention.end
    return tuple(settled(text, found, context)) if found else ()


@remembered
def _find_alone(text: str) -> tuple[PlaceMention, ...]:
    """The claims of an article ask about the same sentences again and again."""
    return _find(text, "")


def _mention(text: str, plain: str, at: int, word: str, found: list[PlaceMention]) -> PlaceMention | None:
    if word in words("county_nouns"):
        return _county(text, plain, at, at + len(word), found)
    key = word.casefold()
    if key in _index():
        pattern, forms = _pattern(key)
        hit = pattern.match(plain, at)
        if hit:
            name = forms[" ".join(hit.group().split()).replace("’", "'")]
            return _named(text, plain, at, hit.end(), name, found)
    if len(word) == 2 and word in gazetteer.postal_codes() and not plain[at + 2:at + 3].isalnum():
        return _postal(text, plain, at, found)
    return None


def _named(text: str, plain: str, start: int, end: int, name: gazetteer.Name, found: list[PlaceMention],
           ) -> PlaceMention | None:
    if name.text.startswith("the "):
        if plain[max(0, start - 4):start].casefold() != "the ":
            return None
        start -= 4 if name.via == "generic" and name.text.islower() else 0
    if name.via in {"name", "abbreviation"} and name.place.kind in {"state", "territory", "country"}:
        joined = _city(text, plain, start, end, name.place, name.via, found)
        if joined:
            return joined
    confident = is_place(plain, start, end, name)
    return None if confident is None else PlaceMention(start=start, end=end, text=text[start:end], place=name.place,
                                                       via=name.via, confident=confident)


def _city(text: str, plain: str, start: int, end: int, state: Place, via: Via, found: list[PlaceMention],
          ) -> PlaceMention | None:
    """ "Dayton, Ohio" and "Dale County, Ala.", read backwards from the state; None for "Texas, Florida"."""
    if plain[start - 2:start - 1] != ",":
        return None
    previous = found[-1] if found and found[-1].end == start - 2 else None
    if previous and previous.place.kind in {"county", "city"} and ", " not in previous.text:
        place = previous.place
        if place.kind == "county" and ", " not in place.name:
            place = Place(name=f"{place.name}, {state.name}", kind="county")
        elif via != "name" and within(place) != state:  # "Houston, Miss."
            place = Place(name=f"{previous.text}, {state.name}", kind="city")
        elif within(place) != state:
            if _city_start(plain, start, end, via) is None:
                return None
            place = Place(name=f"{previous.text}, {state.name}", kind="city")  # "in Manchester, New Hampshire,"
        return PlaceMention(start=previous.start, end=end, text=text[previous.start:end], place=place, via=via)
    if previous and via == "name":
        return None
    at = _city_start(plain, start, end, via)
    if at is None or (found and found[-1].end > at and not previous):
        return None
    city = text[at:start - 2]
    place = Place(name=f"{city.title() if city.isupper() else city}, {state.name}", kind="city")
    return PlaceMention(start=at, end=end, text=text[at:end], place=place, via=via)


def _city_start(plain: str, start: int, end: int, via: Via) -> int | None:
    """Where the name of an unlisted city before ", State" starts; None if what stands there is no city."""
    before = _BEFORE_COMMA.search(plain, max(0, start - _WINDOW), start)
    if not before:
        return None
    city, at = before[1], before.start(1)
    while " " in city and city.split(" ", 1)[0] in words("leading"):
        at += len(city.split(" ", 1)[0]) + 1
        city = city.split(" ", 1)[1]
    if city in gazetteer.postal_codes() or city.split(" ")[0] in words("leading") | words("months"):
        return None
    if via != "name":
        return at
    # A state spelled out also follows a comma at the start of a main clause: "according to Smith, Florida has ..."
    leader = re.search(r"(\w+)\s$", plain[max(0, at - 15):at])
    introduced = bool(leader and leader[1].casefold() in words("city_prepositions"))
    closed = re.match(r"[,.;:)?!—]|$| (?:and|or|on|—|–|-)\b", plain[end:end + 5]) is not None
    headline = (at == 0 or plain[at - 1] == "\n") and city.isupper()
    opening = re.search(r"(?:^|[.!?”\"]\s|\n)$", plain[max(0, at - 3):at]) is not None
    subject = opening and not city.endswith("ly") and re.match(r",\s[a-z]", plain[end:end + 3]) is not None
    return at if headline or (introduced and closed) or subject else None


def _county(text: str, plain: str, start: int, end: int, found: list[PlaceMention]) -> PlaceMention | None:
    before = _BEFORE_COUNTY.search(plain, max(0, start - _WINDOW), start)
    if not before or plain[end:end + 1].isalnum():
        return None
    at, state = before.start(1), None
    owner = next((m for m in reversed(found[-2:]) if at <= m.start and m.end < start and plain[m.end] in "'’"), None)
    if owner and owner.place.kind in {"state", "territory"}:  # "Florida's Broward County", not "Prince George's County"
        state = owner.place
        at = plain.index(" ", owner.end) + 1
    while at < start and plain[at:start].split(" ", 1)[0] in words("leading"):
        at += len(plain[at:start].split(" ", 1)[0]) + 1
    if at >= start:
        return None
    name = text[at:end] + (f", {state.name}" if state else "")
    follower = FOLLOWER.match(plain, end)
    confident = not (follower and {follower[2], f"{follower[2]} {follower[3]}"} & words("organisation"))
    return PlaceMention(start=at, end=end, text=text[at:end], place=Place(name=name, kind="county"), via="name",
                        confident=confident)


def _postal(text: str, plain: str, start: int, found: list[PlaceMention]) -> PlaceMention | None:
    """Postal codes only where nothing else can stand: "Tulsa, OK", "(R-TX)", "(TX)", "TX 78701"."""
    state = gazetteer.postal_codes()[plain[start:start + 2]]
    end = start + 2
    joined = _city(text, plain, start, end, state, "postal", found)
    if joined:
        return joined
    in_brackets = plain[start - 1:start] == "(" and plain[end:end + 1] == ")"
    if in_brackets or PARTY.search(plain, max(0, start - 3), start) or re.match(r" \d{5}(?!\d)", plain[end:end + 7]):
        return PlaceMention(start=start, end=end, text=text[start:end], place=state, via="postal")
    return None


def __getattr__(name: str) -> Any:
    return getattr(gazetteer, name)
