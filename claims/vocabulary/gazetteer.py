"""The places we know by name: states and territories, countries, regions, large cities, the world.

States are in ``data/states.csv``, the official names of countries come from ``pycountry``; what people really write is
in ``data/places.toml``, ``data/demonyms.toml`` and ``data/cities.csv``. Everything is read once, when first asked for.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from claims.model import Place
from claims.vocabulary.data import read_text, read_toml

Via = Literal["name", "abbreviation", "postal", "demonym", "generic"]
WORLD = Place(name="World", kind="world")
UNITED_STATES = Place(name="United States", kind="country", code="US")


class Name(NamedTuple):
    """One way of writing a place: ``case`` says that it must be written with these capitals ("US", "the West")."""

    text: str
    place: Place
    via: Via


@cache
def _data(name: str) -> dict[str, Any]:
    return read_toml(name)


@cache
def words(name: str) -> frozenset[str]:
    """A list of context words of ``places.toml``, such as ``words("surnames")``."""
    return frozenset(_data("places.toml")["words"][name])


class _State(NamedTuple):
    """What is written of a state beside its name: newspaper style ("Ala.", empty where there is none), census code."""

    ap: str
    fips: str


@cache
def _states() -> tuple[tuple[Place, _State], ...]:
    """Each state, DC and territory with its abbreviation and code."""
    return tuple((Place(name=row["name"], kind=row["kind"], code=f"US-{row['code']}"), _State(row["ap"], row["fips"]))
                 for row in _rows("states.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a packaged CSV file, without its comments."""
    return csv.DictReader(line for line in read_text(name).splitlines() if not line.startswith("#"))


@cache
def _countries() -> tuple[tuple[Place, Any], ...]:
    """Each country with its record in pycountry (None for Kosovo, which ISO does not list)."""
    import pycountry

    ours = _data("places.toml")["countries"]
    territories = {place.code for place, _ in _states()}
    found: list[tuple[Place, Any]] = []
    for c in pycountry.countries:
        if f"US-{c.alpha_2}" in territories and c.alpha_2 in {"AS", "GU", "MP", "PR", "VI"}:
            continue
        name = ours[c.alpha_2][0] if c.alpha_2 in ours else getattr(c, "common_name", c.name)
        found.append((Place(name=name, kind="country", code=c.alpha_2), c))
    found += [(Place(name=names[0], kind="country", code=code), None) for code, names in ours.items() if code == "XK"]
    return tuple(sorted(found, key=lambda pair: str(pair[0].code)))


@cache
def _by_code() -> dict[str, Place]:
    return {str(place.code): place for place, _ in (*_states(), *_countries())}


def by_code(code: str) -> Place | None:
    """The state, territory or country of an ISO 3166 code: ``by_code("US-TX").name == "Texas"``."""
    return _by_code().get(code)


@cache
def _cities() -> dict[str, tuple[Place, Place]]:
    """City name → (the city, the state or country it lies in)."""
    cities = {}
    for row in _rows("cities.csv"):
        inside = _by_code()[row["within"]]
        cities[row["city"]] = (Place(name=f"{row['city']}, {inside.name}", kind="city"), inside)
    return cities


@cache
def personal_cities() -> frozenset[str]:
    """Cities whose names are as often a person's."""
    text = read_text("cities.csv")
    return frozenset(line.split(",")[0] for line in text.splitlines() if line.endswith(",yes"))


def within(place: Place) -> Place | None:
    """The state or country a place lies in, else None: Houston → Texas, "Dale County, Alabama" → Alabama."""
    city, _, outer = place.name.rpartition(", ")
    if place.kind == "city" and city in _cities() and _cities()[city][0] == place:
        return _cities()[city][1]
    if place.kind in {"city", "county"} and outer:
        return next((p for p, _ in _states() if p.name == outer), None)
    return UNITED_STATES if place.kind in {"state", "territory"} else None


@cache
def regions() -> dict[str, Place]:
    """Region name → region."""
    data = _data("places.toml")
    return {name: Place(name=name, kind="region", code=data["region_codes"].get(name)) for name in data["regions"]}


@cache
def names() -> tuple[Name, ...]:
    """Every written form but postal codes; where one form means two places, the earlier counts."""
    data, demonyms = _data("places.toml"), _data("demonyms.toml")
    listed: list[Name] = []
    for place, state in _states():
        listed.append(Name(place.name, place, "name"))
        if state.ap and state.ap != place.name:
            listed.append(Name(state.ap, place, "abbreviation"))
        forms = data["states"].get(place.code, [])
        short = {form for form in forms if form.endswith(".") or form == "DC"}
        listed += [Name(form, place, "abbreviation" if form in short else "name") for form in forms]
    listed += [Name(city, place, "name") for city, (place, _) in _cities().items()]
    for place, country in _countries():
        for form in (place.name, *data["countries"].get(place.code, [])):
            listed.append(Name(form, place, "generic" if form.removeprefix("the ") in words("us_names") else "name"))
        if country is not None:
            official = [getattr(country, field, None) for field in ("common_name", "name", "official_name")]
            listed += [Name(form, place, "name") for form in official if form]
    listed += [Name(form, regions()[name], "name") for name, forms in data["regions"].items() for form in forms]
    people = [*demonyms["states"].items(), *demonyms["countries"].items()]
    listed += [Name(form, _by_code()[code], "demonym") for code, forms in people for form in _plurals(forms)]
    listed += [Name(form, regions()[region], "demonym")
               for region, forms in demonyms["regions"].items() for form in _plurals(forms)]
    listed += [Name(form, UNITED_STATES, "generic") for form in words("generic_us")]
    listed += [Name(form, WORLD, "generic") for form in words("generic_world")]
    return tuple(listed)


def _plurals(forms: list[str]) -> list[str]:
    """The forms, and the plural of those that have one: "Texans", "Iraqis"; not "Frenchs"."""
    fixed = ("ese", "ish", "ch", "men", "man", "women", "woman", "ss", "kh", "rn")
    return [*forms, *(f"{form}s" for form in forms if not form.endswith(fixed))]


def fold(text: str) -> str:
    """Lower case without accents, dots and quotes, other marks as one space: "Côte d’Ivoire, " → "cote divoire"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w\s&]|_", " ", re.sub(r"[.'’‘ʻ`]", "", plain)).split())


@cache
def _cells() -> dict[str, tuple[Place, ...]]:
    table: dict[str, list[Place]] = {}

    def add(form: str, place: Place) -> None:
        entry = table.setdefault(fold(form).removeprefix("the "), [])
        if place not in entry:
            entry.append(place)

    for code, forms in _data("places.toml")["cells"].items():
        for form in forms:
            add(form, WORLD if code == "WORLD" else _by_code()[code])
    add(WORLD.name, WORLD)
    for place, _ in _states():
        add(place.name, place)
        add(f"state of {place.name}", place)
        add(f"commonwealth of {place.name}", place)
    for name in names():
        if name.via != "demonym":
            add(name.text, name.place)
    for city in (place for place, _ in _cities().values()):
        add(city.name, city)
    return {form: tuple(places) for form, places in table.items()}


@cache
def _codes() -> dict[str, tuple[Place, ...]]:
    """Codes in capitals: TX, US-TX, USA, DE (Delaware, then Germany)."""
    table: dict[str, list[Place]] = {}
    for place, _ in _states():
        table.setdefault(str(place.code), []).append(place)
        table.setdefault(str(place.code)[3:], []).append(place)
    for place, country in _countries():
        for code in (place.code, getattr(country, "alpha_3", None)):
            if code:
                table.setdefault(code, []).append(place)
    return {code: tuple(places) for code, places in table.items()}


@cache
def postal_codes() -> dict[str, Place]:
    """"TX" → Texas, for states, DC and territories."""
    return {str(place.code)[3:]: place for place, _ in _states()}


@cache
def _fips() -> dict[str, Place]:
    return {state.fips: place for place, state in _states()}


_FOOTNOTE = re.compile(r"[\s*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰#^]+$|\s*(?:\[[^\]]{0,4}\]|\((?:\d{1,2}|[a-z])\))\s*$|(?<=[a-z])\d{1,2}$")


@lru_cache(maxsize=1 << 14)
def resolve(cell: str, *, fips: bool = False, kind: str | None = None) -> Place | None:
    """The place that a whole table cell or phrase names, or None.

    Case, accents, dots, a leading "the", footnote marks and spaces do not matter: ``resolve("TEXAS ")``,
    ``resolve("Tex.")``, ``resolve("TX")``, ``resolve("Palestine, State of")``. Two- and three-letter codes count only
    in capitals. ``fips=True`` also reads census codes ("48", "04", "4"). Where a form means two places (Georgia, DE),
    the state comes first, unless ``kind`` ("country") prefers the other.
    """
    if len(cell) > 100:
        return None
    text = cell.strip()
    if fips and re.fullmatch(r"\d{1,2}(?:\.0)?|\d{2}000", text, re.ASCII):
        digits = text.removesuffix(".0")
        return _fips().get(digits[:2].zfill(2))
    for _ in range(3):  # a footnote mark after a footnote mark: "Georgia* [a]"
        found = _choose(_codes().get(text, ()), kind) or _choose(_named(text), kind)
        shorter = _FOOTNOTE.sub("", text)
        if found or shorter == text:
            return found
        text = shorter
    return None


def _named(text: str) -> tuple[Place, ...]:
    key = fold(text).removeprefix("the ")
    # "us", "dc", "eu" and their like are words or nothing unless they are written with capitals or dots.
    if len(key) <= 3 and key.isalpha() and text.islower() and "." not in text:
        return tuple(place for place in _cells().get(key, ()) if len(place.name) <= 4)
    return _cells().get(key, ())


def _choose(places: tuple[Place, ...], kind: str | None) -> Place | None:
    return next((place for place in places if place.kind == kind), places[0] if places else None)


@cache
def members(kind: str) -> tuple[Place, ...]:
    """All places of a kind: "state" (50), "territory" (DC and five others), "country", "region", "city", "world".

    An unknown kind has no members.
    """
    known = [place for place, _ in (*_states(), *_countries(), *_cities().values())]
    return tuple(place for place in (*known, *regions().values(), WORLD) if place.kind == kind)


def peers(place: Place) -> tuple[Place, ...]:
    """The other places of the same kind: for Texas, the 49 other states."""
    return tuple(other for other in members(place.kind) if other != place)


def __getattr__(name: str) -> Any:
    if name == "STATES":
        return members("state")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
