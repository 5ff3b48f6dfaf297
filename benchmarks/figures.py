"""How well ``claims.read`` reads the annotated set (``annotated.py``): one F1 for each field of a claim.

    python benchmarks/figures.py [--errors]

Figures and claims are paired one to one by the longest overlap. A field's F1 is 2 x right / (stated in the set + stated
by the reader): a figure that is missed counts against every field, and so does a claim where no figure is. What most
figures share says little, so ``hedge`` is the bound of those that are not exact, and ``not_asserted`` the modality of
those that are not asserted. Prints one JSON object; with ``--errors`` first a line for each fault.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from annotated import NONE, OPEN, Figure, Other, Text, dates, load

from claims import read
from claims.model import Claim, Extraction

PLURALS = {"people": "person"}
ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True)
class Field:
    """One field: what the set says (None: nothing), what the claim says, and whether they agree.

    ``OPEN`` from ``gold`` leaves the pair out of this field.
    """

    gold: Callable[[Figure], object]
    claim: Callable[[Claim], object]
    agree: Callable[[object, object], bool] = lambda gold, said: gold == said


def _word(word: object) -> str:
    text = str(word or NONE).lower()
    return PLURALS.get(text, text)


def _one_of(gold: object, said: object) -> bool:
    return _word(said) in str(gold).lower().split("|")


def _open(gold: object) -> bool:
    """Whether the set leaves a field open."""
    return OPEN in (gold if isinstance(gold, tuple) else str(gold).split("|"))


def _words(text: str) -> object:
    return None if text == NONE else text


def _value(figure: Figure) -> object:
    # A signed change ("-1.3%") has its sign in its direction.
    low, high = figure.low, figure.high
    if isinstance(low, str) or isinstance(high, str):
        return OPEN
    return (abs(low), abs(high)) if figure.change and figure.change.by is not None else (low, high)


def _near(gold: object, said: object) -> bool:
    ends = zip(gold, said, strict=True)  # type: ignore[call-overload]
    return all(abs(a - b) <= Decimal("0.001") * max(abs(a), 1) if a % 1 else a == b for a, b in ends)


def _said_value(claim: Claim) -> object:
    low, high = claim.quantity.low, claim.quantity.high
    return (abs(low), abs(high)) if claim.change and claim.change.by is not None else (low, high)


def _places(gold: object, said: object) -> bool:
    """Each stated place is named, and nothing but them or what they lie in."""
    wanted = [tuple(part.strip() for part in str(place).split(",")) for place in gold]  # type: ignore[attr-defined]
    named = [str(place).split(",")[0] for place in said]  # type: ignore[attr-defined]
    inside = {part for place in wanted for part in place}
    return all(place[0] in named for place in wanted) and set(named) <= inside


def _period(figure: Figure) -> object:
    if figure.period in (OPEN, NONE):
        return _words(figure.period)
    alternatives = figure.period.split("|")
    return tuple(period if period in (OPEN, NONE) else dates(period) for period in alternatives)


def _within(gold: object, said: object) -> bool:
    return said in gold  # type: ignore[operator]


def _said_period(claim: Claim) -> object:
    return None if claim.period is None else (claim.period.start, claim.period.end)


def _speakers(gold: object, said: object) -> bool:
    one, other = (
        next((text[len(a) :] for a in ARTICLES if text.startswith(a)), text)
        for text in (str(gold).lower(), str(said).lower())
    )
    return one in other or other in one


def _moved(part: str) -> Field:
    def of(moved: object) -> object:
        if getattr(moved, "direction", None) == OPEN:
            return OPEN
        value = getattr(moved, part, None)
        return abs(value) if part == "by" and isinstance(value, Decimal) else value

    return Field(lambda figure: of(figure.change), lambda claim: of(claim.change))


FIELDS: dict[str, Field] = {
    "value": Field(_value, _said_value, _near),
    "unit": Field(lambda f: _words(f.unit), lambda c: c.quantity.unit, _one_of),
    "kind": Field(lambda f: f.kind, lambda c: c.kind, _one_of),
    "bound": Field(lambda f: f.bound, lambda c: str(c.quantity.bound), _one_of),
    "hedge": Field(
        lambda f: f.bound if f.bound != "exact" else None,
        lambda c: str(c.quantity.bound) if c.quantity.bound != "exact" else None,
        _one_of,
    ),
    "direction": _moved("direction"),
    "from": _moved("from_"),
    "to": _moved("to"),
    "by": _moved("by"),
    "basis": _moved("basis"),
    "head": Field(lambda f: _words(f.head), lambda c: c.head, _one_of),
    "place": Field(lambda f: f.places or None, lambda c: tuple(place.name for place in c.places) or None, _places),
    "period": Field(_period, _said_period, _within),
    "speaker": Field(lambda f: _words(f.speaker), lambda c: c.speaker, _speakers),
    "modality": Field(lambda f: f.modality, lambda c: str(c.modality), _one_of),
    "not_asserted": Field(
        lambda f: f.modality if f.modality != "asserted" else None,
        lambda c: str(c.modality) if c.modality != "asserted" else None,
        _one_of,
    ),
}

JUDGED = tuple(name for name in FIELDS if name not in ("hedge", "not_asserted"))
"""The fields in which a figure must be right to be wholly right."""


@dataclass(frozen=True)
class Pair:
    """A figure and the claim that was read for it; one of them may be missing."""

    text: Text
    figure: Figure | None
    claim: Claim | None

    def said(self, field: str) -> tuple[object, object]:
        """What the set and the reader say in one field."""
        rule = FIELDS[field]
        return (
            None if self.figure is None else rule.gold(self.figure),
            None if self.claim is None else rule.claim(self.claim),
        )

    def right(self, field: str) -> bool:
        """Whether they agree; also where neither says anything."""
        gold, said = self.said(field)
        if _open(gold):
            return True
        if gold is None or said is None:
            # "-" among alternatives: nothing is one of the right answers.
            either = gold if isinstance(gold, tuple) else str(gold).split("|")
            return gold is said or (self.claim is not None and NONE in either)
        return FIELDS[field].agree(gold, said)


@dataclass(frozen=True)
class Kept:
    """A number that is no claim, and the reason that the reader gave: also ``claim`` or ``missing``."""

    text_id: str
    other: Other
    said: str

    @property
    def right(self) -> bool:
        """Whether the reason is one of the set's."""
        return self.said in self.other.reason.split("|")


def pairs(text: Text, read_: Extraction) -> Iterator[Pair]:
    """Figures and claims of one text, paired by the longest overlap; then those that are alone."""
    overlaps = sorted(
        (
            (min(figure.end, claim.end) - max(figure.start, claim.start), -i, -j)
            for i, figure in enumerate(text.figures)
            for j, claim in enumerate(read_.claims)
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for size, i, j in overlaps:
        if size > 0 and -i not in taken and -j not in taken.values():
            taken[-i] = -j
    for i, figure in enumerate(text.figures):
        yield Pair(text, figure, read_.claims[taken[i]] if i in taken else None)
    for j, claim in enumerate(read_.claims):
        open_number = any(_open(o.reason) and o.start < claim.end and claim.start < o.end for o in text.not_claims)
        if j not in taken.values() and not open_number:
            yield Pair(text, None, claim)


def f1(found: list[Pair], field: str) -> float:
    """The F1 of one field."""
    right = stated = 0
    for pair in found:
        gold, said = pair.said(field)
        if pair.figure is not None and pair.claim is not None and pair.right(field):
            if gold is not None and said is not None and not _open(gold):
                right, stated = right + 1, stated + 2
        elif not _open(gold):
            stated += (gold is not None) + (said is not None)
    return round(2 * right / stated, 4) if stated else 1.0


def junk(text: Text, read_: Extraction, found: list[Pair]) -> Iterator[Kept]:
    """What became of each number that is no claim."""
    for other in (other for other in text.not_claims if not _open(other.reason)):
        said = next((n.reason for n in read_.not_claims if n.start < other.end and n.end > other.start), None)
        over = next((p for p in found if p.claim and p.claim.start < other.end and p.claim.end > other.start), None)
        if said is None and over is not None and over.figure is not None:
            said = other.reason.split("|")[0]  # a figure's words may hold it: the 2022 of "its lowest since 2022"
        yield Kept(text.id, other, said or ("claim" if over else "missing"))


def errors(found: list[Pair], others: list[Kept]) -> Iterator[str]:
    """One line for each fault."""
    for pair in found:
        if pair.claim is None or pair.figure is None:
            alone = pair.figure.words if pair.figure else pair.claim and pair.claim.figure
            tags = " ".join(pair.figure.phenomena) if pair.figure else ""
            yield f"{'missed' if pair.figure else 'spurious':10} {pair.text.id:14} {alone!r} [{tags}]"
            continue
        for field in JUDGED:
            if not pair.right(field):
                gold, said = (_shown(value) for value in pair.said(field))
                tags = " ".join(pair.figure.phenomena)
                yield f"{field:10} {pair.text.id:14} {pair.figure.words!r} is {gold}, read {said} [{tags}]"
    for kept in others:
        if not kept.right:
            yield f"{'not_claim':10} {kept.text_id:14} {kept.other.words!r} is {kept.other.reason}, read {kept.said}"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "..".join(map(str, value))
    return str(value)


def measure() -> tuple[dict[str, object], list[str]]:
    """Reads the whole set; the measurements, and the faults."""
    found: list[Pair] = []
    others: list[Kept] = []
    for text in load():
        read_ = read(text.text, published=text.published)
        own = list(pairs(text, read_))
        found += own
        others += junk(text, read_, own)
    figures = [pair for pair in found if pair.figure is not None]
    met = [pair for pair in figures if pair.claim is not None]
    claims = [pair for pair in found if pair.claim is not None]
    apart = [kept for kept in others if kept.said != "claim"]
    result: dict[str, object] = {
        "benchmark": "figures",
        "figures": len(figures),
        "not_claims": len(others),
        "found": round(2 * len(met) / (len(figures) + len(claims)), 4),
        "recall": round(len(met) / len(figures), 4),
        "precision": round(len(met) / len(claims), 4),
        **{field: f1(found, field) for field in FIELDS},
        "wholly_right": round(sum(all(p.right(f) for f in JUDGED) for p in met) / len(figures), 4),
        "kept_apart": round(len(apart) / len(others), 4),
        "reason": round(sum(kept.right for kept in others) / len(others), 4),
        "phenomena": _phenomena(figures, others),
    }
    return result, list(errors(found, others))


def _phenomena(figures: list[Pair], others: list[Kept]) -> dict[str, object]:
    """For each phenomenon: how many figures show it, the share found, and the share of those right, by field."""
    names = Counter(name for pair in figures if pair.figure for name in pair.figure.phenomena)
    table: dict[str, object] = {}
    for name, count in sorted(names.items()):
        own = [pair for pair in figures if pair.figure and name in pair.figure.phenomena]
        met = [pair for pair in own if pair.claim is not None]
        right = {field: round(sum(p.right(field) for p in met) / max(1, len(met)), 3) for field in JUDGED}
        table[name] = {"figures": count, "found": round(len(met) / count, 3), **right}
    reasons = Counter(name for kept in others for name in kept.other.phenomena)
    for name, count in sorted(reasons.items()):
        own_rows = [kept for kept in others if name in kept.other.phenomena]
        table[f"not_claim_{name}"] = {
            "numbers": count,
            "kept_apart": round(sum(kept.said != "claim" for kept in own_rows) / count, 3),
            "reason": round(sum(kept.right for kept in own_rows) / count, 3),
        }
    return table


if __name__ == "__main__":
    measurements, faults = measure()
    if "--errors" in sys.argv[1:]:
        print(*faults, sep="\n")
    print(json.dumps(measurements, indent=2 if "--errors" in sys.argv[1:] else None))
