"""What a column's header says of its numbers: "Debt, % of GDP", "Exports (USD millions)", "Deaths per 100,000"."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.model import Frozen
from claims.vocabulary.units import lookup
from factcheck.references.columns import lists


class Heading(Frozen):
    """A header taken apart: "viewers (millions)" is name "viewers", unit None, scale 1,000,000.

    ``whole`` is what a percentage is of ("gdp"), ``per`` the round number or noun that a rate is told by ("100,000").
    """

    name: str
    unit: str | None
    scale: Decimal
    whole: str | None = None
    per: str | None = None

    @property
    def title(self) -> str:
        """The name for a reader: "debt, percent of gdp"."""
        if self.whole:
            return f"{self.name}, percent of {self.whole}"
        return f"{self.name} per {self.per}" if self.per else self.name

    @property
    def requires(self) -> tuple[str, ...]:
        """What a claim must speak of too: "debt rose 3%" says nothing of its share of GDP, "500 deaths" of no rate."""
        if self.whole:
            return (self.whole,)
        return tuple(dict.fromkeys((f"per {self.per}", "rate", "per capita"))) if self.per else ()


class _Unit(Frozen):
    """What the part of a header behind its name says. ``known``: each of its words is one that we know."""

    unit: str | None = None
    scale: Decimal = Decimal(1)
    whole: str | None = None
    per: str | None = None
    known: bool = True


_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_SHARE = re.compile(r"(?:%|percent|per cent|pct\.?|percentage|share)(?: (?:of|in) (?:the |total )?(?P<whole>\w.*))?")
_RATE = re.compile(r"(?:rate )?per (?P<per>\d[\d, ]*\d|hundred|thousand|million|capita|person|inhabitant|resident)\b.*")
_COUNTED_PER = re.compile(r"(?P<what>[a-z][a-z ]*) per (?P<per>\d[\d, ]*\d)\b.*")
_INDEX = re.compile(r"(?:index[, ]*)?(?:19|20)\d\d(?:-\d+)?\s*=\s*100|index")
_FILLERS = frozenset({"in", "of", "the", "current", "constant", "nominal", "chained", "real", "prices", "price"})
_OLD = {"hundred": "100", "thousand": "1,000", "million": "1,000,000"}


def read_heading(header: str) -> Heading:
    """A header's name, unit and scale: "GDP (US$ billions)" is "gdp", dollars, 10^9; "turnout %" is in percent."""
    plain = " ".join(header.casefold().replace("_", " ").split())
    inside = [part for text in _BRACKETS.findall(plain)
              if (part := " ".join(text.split())) and part not in lists("headers")["qualifiers"]]
    name = " ".join(_BRACKETS.sub(" ", plain).split()).strip(" ,:;")
    found = _unit(" ".join(inside)) if inside else _Unit()
    if not inside:
        name, found = _behind(name)
    if found.unit is None and found.per is None:
        for sign in ("%", "$"):
            if name.endswith(sign) and len(name) > 1:
                name, found = name.removesuffix(sign).strip(" ,:;"), found.model_copy(update={"unit": unit_name(sign)})
    name = re.sub(r" n?sa$", "", name)  # seasonally adjusted, or not: no article says so
    unit = found.unit
    if found.per:
        unit = f"{singular(name).rpartition(' ')[2] or 'case'} per {found.per}"
    elif unit is None and _is_percentage(name):
        unit = "percent"
    return Heading(name=name or plain, unit=unit, scale=found.scale, whole=found.whole, per=found.per)


def _behind(name: str) -> tuple[str, _Unit]:
    """The name without a unit that stands behind it with no brackets, where all words of that are known."""
    for pattern in (r"(.+?), (.+)", r"(.+?) ((?:%|percent|per cent|pct|percentage) of .+)", r"(.+?) (per .+)",
                    r"(.+?) in (.+)"):
        found = re.fullmatch(pattern, name)
        if found and (unit := _unit(found[2])).known and (unit.unit or unit.per or unit.scale != 1):
            return found[1].strip(" ,:;"), unit
    words = name.split(" ")
    for at in range(max(1, len(words) - 3), len(words)):
        tail = _unit(" ".join(words[at:]))
        if tail.known and (tail.scale >= 100 or tail.unit in ("dollar", "euro", "pound", "percent")):
            return " ".join(words[:at]), tail
    return name, _Unit()


def _unit(text: str) -> _Unit:
    text = text.strip(" ,:;").removeprefix("in ")
    if found := _SHARE.fullmatch(text):
        whole = found["whole"]
        return _Unit(unit="percent", whole=None if whole in (None, "total") else whole)
    if found := _RATE.fullmatch(text):
        per = re.sub(r"[, ]", "", found["per"])
        return _Unit(per=f"{int(per):,}" if per.isdigit() else _OLD.get(per, per))
    if found := _COUNTED_PER.fullmatch(text):
        return _Unit(unit=f"{singular(found['what'])} per {int(re.sub(r'[, ]', '', found['per'])):,}")
    if _INDEX.fullmatch(text):
        return _Unit(unit="index point")
    scale, rest = Decimal(1), []
    for word in text.replace(",", " ").split():
        factor = scale_of(word)
        if factor is None:
            rest.append(word)
        else:
            scale *= factor
    kept = [word for word in rest if word not in _FILLERS and not re.fullmatch(r"(?:19|20)\d\d", word)]
    joined = " ".join(kept)
    return _Unit(unit=unit_name(joined) or None, scale=scale, known=not joined or joined in lists("units"))


def _is_percentage(name: str) -> bool:
    """Whether a name alone says that its numbers are percentages: "unemployment rate", "vote share"."""
    return any(name == words or name.endswith(" " + words) for words in lists("headers")["percentages"])


def unit_name(text: str) -> str:
    """A unit spelled out and singular, as claims have it: "%" is "percent", "Tonnes" is "metric ton", "litre" "liter".

    ``unit_name("EUR per kWh") == "euro per kilowatt hour"``
    """
    folded = " ".join(text.casefold().split())
    known: dict[str, str] = lists("units")
    if not folded or folded in known:
        return known.get(folded, "")
    above, per, below = (part.strip() for part in folded.replace("/", " per ").partition(" per "))
    if per and above and below and " per " not in below:
        return f"{unit_name(above)} per {unit_name(below)}"
    found = lookup(folded)
    return found.name if found is not None and found.kind != "money" else singular(folded)


def scale_of(word: str) -> Decimal | None:
    """The power of ten that a word stands for, or None: ``scale_of("Thousands") == 1000``."""
    folded = word.casefold().strip()
    known = lists("multipliers")
    factor = known.get(folded) or known.get(folded.removesuffix("s"))
    return Decimal(factor) if factor is not None else None


def singular(noun: str) -> str:
    """The singular of a noun phrase by its last word: "law enforcement agencies" is "law enforcement agency"."""
    head, space, last = noun.rpartition(" ")
    irregular = {"people": "person", "children": "child", "men": "man", "women": "woman", "series": "series"}
    if last in irregular:
        last = irregular[last]
    elif re.search(r"[^aeiou]ies$", last) and len(last) > 4:
        last = last[:-3] + "y"
    elif re.search(r"(?:ss|x|ch|sh)es$", last):
        last = last[:-2]
    elif re.search(r"[^siu']s$", last) and len(last) > 3:
        last = last[:-1]
    return head + space + last
