"""Units of measure and currencies by the words and symbols that text and tables write.

``lookup("km/h").name == "kilometer per hour"``, ``lookup("A$").name == "Australian dollar"``. The tables are
``data/units.csv`` and ``data/currencies.csv``.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import cache, lru_cache

from claims.model import Frozen, Number
from claims.vocabulary.data import read_text, read_toml


class Unit(Frozen):
    """A unit. ``name`` is singular and spelled out; ``symbols`` count with their capitals.

    ``scale`` turns it into the base unit of its kind: 1000 for a kilometer, 0.01 for a cent, None where there is no
    fixed factor (degrees). ``code`` is the ISO 4217 code of a currency. Kinds: money, percent, points, length, mass,
    time, area, volume, temperature, speed, energy, power, data, rate ("gram per liter") and some rarer ones.
    """

    name: str
    kind: str
    symbols: tuple[str, ...] = ()
    scale: Number | None = None
    code: str | None = None


_PLAIN = re.compile(r"[\s-]+")
_PER = re.compile(r" (?:per|a|an|each) |/")
_HELD = {"a", "an", "the"}


def plural(name: str) -> str:
    """The plural of a unit's name: "miles per hour", "feet", "degrees Celsius", "euros"."""
    head, per, rest = name.partition(" per ")
    if head.startswith("degree "):
        return head.replace("degree", "degrees", 1) + per + rest
    if head == "pound sterling":
        return "pounds sterling" + per + rest
    if head.endswith(" of age"):
        return head.replace("year", "years", 1)
    before, last = head.rpartition(" ")[::2] if " " in head else ("", head)
    stem, joint, tail = last.rpartition("-")
    word = f"{stem}{joint}{_irregular().get(tail) or (tail if tail.endswith('s') else tail + 's')}"
    return f"{before} {word}".strip() + per + rest


@cache
def _irregular() -> dict[str, str]:
    return {str(one): str(many) for one, many in read_toml("unit_plurals.toml").items()}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in read_text(name).splitlines() if not line.startswith("#")))


@cache
def _tables() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Symbols (with their capitals) and words (in lower case) → unit."""
    symbols: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    for row in [*_rows("units.csv"), *_rows("currencies.csv")]:
        money, code = "part" in row, row.get("code") or None
        marks = tuple(mark for mark in row["symbols"].split("|") if mark)
        scale = row["part"] if money else row["scale"]
        unit = Unit(name=row["name"], kind="money" if money else row["kind"], symbols=marks,
                    scale=Decimal(scale) if scale else None, code=code)
        for mark in marks:
            symbols.setdefault(mark, unit)
        if code:
            symbols.setdefault(code, unit)
        for word in filter(None, row["words"].split("|")):
            words.setdefault(_key(word), unit)
    for word, unit in list(words.items()):  # after all listed words: "pence" is the plural of no cent
        words.setdefault(_key(plural(word)), unit)
    return symbols, words


@cache
def _other_currencies() -> dict[str, Unit]:
    """Currencies that our table lacks, by code and by name, as ISO 4217 names them."""
    import pycountry  # here, since the import of this module must cost nothing

    found = {}
    known = _tables()[0]
    for currency in pycountry.currencies:
        if currency.alpha_3 not in known and not currency.alpha_3.startswith("X"):
            first, _, last = currency.name.rpartition(" ")
            name = f"{first} {last.lower()}".strip() if first else currency.name.lower()
            unit = Unit(name=name, kind="money", symbols=(), scale=Decimal(1), code=currency.alpha_3)
            found[currency.alpha_3] = unit
            if first:
                found.setdefault(_key(name), unit)
                found.setdefault(_key(plural(name)), unit)
    return found


def _key(word: str) -> str:
    return _PLAIN.sub(" ", word.casefold()).strip()


@lru_cache(maxsize=1 << 14)
def lookup(word: str) -> Unit | None:
    """The unit that a word, phrase or symbol names, or None.

    Symbols need their capitals ("MW"), words do not ("Kilometres"). "A per B" with a known A is made up: "dollars per
    barrel", "dollars a barrel" → "dollar per barrel". A pound is one of mass; of money it is "£" or "pounds sterling".
    """
    text = " ".join(word.replace("\u00a0", " ").split())
    if not text or len(text) > 60:
        return None
    symbols, words = _tables()
    key = _key(text)
    found = symbols.get(text) or words.get(key) or words.get(key.removesuffix("."))
    if found is None and (text.isupper() and len(text) == 3):
        return _other_currencies().get(text)
    return found or _composed(text) or (_other_currencies().get(key) if " " in key else None)


def _composed(text: str) -> Unit | None:
    joint = _PER.search(text)
    if not joint:
        return None
    head, rest = lookup(text[:joint.start()]), text[joint.end():].strip()
    if head is None or not rest or _PER.search(rest) or rest.split()[0] in _HELD:
        return None
    below = lookup(rest)
    if below is None and " " in rest:
        return None  # "3 tons per hectare in the north": the words behind the unit are none of it
    # Only "per" makes a unit of any word ("points per game"), and only money is told "a share".
    if below is None and joint.group() != " per " and not (head.kind == "money" and rest.isalpha()):
        return None
    name = f"{head.name} per {below.name if below else rest.casefold()}"
    return Unit(name=name, kind="money" if head.kind == "money" else "rate", code=head.code)
