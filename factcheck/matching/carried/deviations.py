"""Values told by how far they lie above or below a norm, in the wordings of a text that tells several of them.

"It was 1.17 degrees Celsius (2.1 F) above NASA's 1951-1980 baseline. In 1990 it was 0.45 degree; 2016 came in at 1.01":
the norm stands behind the first, and the others go on from it. A figure whose own words name another norm, or another
body with a norm of its own, is left as it is, and so is what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import Basis, Change, Claim, Direction, Kind, Period, Source
from claims.vocabulary import periods
from factcheck.matching.asking.candidates import DECIMAL
from factcheck.matching.asking.state import State
from factcheck.matching.words import leftovers
from factcheck.matching.words.word_lists import any_of
from factcheck.references.model import Measure

BRACKETS = re.compile(r"\)?\s*(?:\([^()]{1,40}\)\s*)?")
"""Right behind a figure: the same in another unit."""
FROM_NORM = re.compile(
    r"(?:(?P<way>above|below|over|under)\b|(?P<than>warmer|hotter|cooler|colder|higher|lower)"
    r"(?: last year| in (?:18|19|20)\d\d)? than\b)(?P<what>[^.;,]{0,90})",
    re.IGNORECASE)
APART = re.compile(
    r"(?:warmer|hotter|cooler|colder|higher|lower|more|less|of warming|rise|increase|a decade|per decade)\b",
    re.IGNORECASE)
"""Right behind a figure without a norm: how far two values lie apart, or how fast one moves."""
MOVED = re.compile(
    r"\b(?:by|(?:margin|difference|rise|increase|jump|gap|gain|warming|drop|fall|limit|target) of|warmed|risen|rose"
    r"|climbed|fell|dropped|added|gained|another|exceed(?:s|ed)?|within)(?: (?:an?|about|nearly|some|roughly|almost"
    r"|just|more than|only|additional|over))* ?$", re.IGNORECASE)
"""What leads to such a figure."""
SAME = re.compile(rf"^\W*(?:(?:that|the|this|its) )(?:same |very )?{any_of('norms')}\b", re.IGNORECASE)
"""A norm that was named before: "above that same baseline"."""
NAMED = re.compile(
    rf"^\W*(?:(?:the|an?|its|their|their own|the agency[’']s|what|{any_of('deviation_subjects')}) )*", re.IGNORECASE)
DOWN = frozenset({"below", "under", "cooler", "colder", "lower"})
YEAR = re.compile(r"(?<![\d–-])(?P<year>(?:18|19|20)\d\d)(?!\d|\s?(?:-|–|to|through)\s?\d|[’']?s\b)")
RIGHT_BEHIND = re.compile(r"\s*(?:in|for) (?P<year>(?:18|19|20)\d\d)(?!\d|\s?[-–]|[’']?s\b)")
"""Right behind a figure: its own year, where the one before it in a list has another."""
A_PART_OF = re.compile(rf"\b(?:{any_of('month_names')}|decades?(?! ago))\b")
"""Before a figure: it is of no whole year, or of more than one."""
CONVERTED = re.compile(r"\d[\d.]*(?:[ -]degrees?)? ?(?:Fahrenheit|°?F)\b")
DEGREES = "degree"
CELSIUS = "degree Celsius"
OF_CELSIUS = re.compile(r"\bCelsius\b|°\s?C\b|\d C\b")


def told(claims: Sequence[Claim], state: State) -> list[Claim]:
    """The claims, each that tells how far a value lies from a norm as a change from it, of the measure that has it."""
    if not any((one.quantity.unit or "").startswith(DEGREES) for one in claims):
        return list(claims)
    measures = [
        one for name in sorted(state.topical.named) for one in state.library.dataset(name).measures if one.deviation]
    if not any(one.requires and state.speaks_of(one.requires) for one in measures):
        return list(claims)
    found: list[Claim] = []
    before: Claim | None = None
    norm: Measure | None = None
    for claim in claims:
        own = _degrees(claim, before)
        if own is None or _is_a_gap(own):
            found.append(claim)
            continue
        ahead = _ahead(own, before)
        norm = _norm(own, ahead, norm, measures)
        said = FROM_NORM.match(_behind(own))
        if norm is not None:
            found.append(_from_norm(own, before, norm) or claim)
        elif said is not None and said["what"].strip():
            # "1.3 C above the 1850-1900 average": of a norm that no table has, whatever the figure before is of.
            found.append(claim.model_copy(update={"counted": f"degrees against {said['what'].strip()}", "head": None,
                                                  "modifiers": (), "inherited": False, "antecedent": None}))
        else:
            found.append(claim)
        before = own
    return found


def _is_a_gap(claim: Claim) -> bool:
    """Whether it tells how far two values lie apart, or how far one moved: "beat it by 0.16 C", "0.16 C lower"."""
    if FROM_NORM.match(_behind(claim)) is not None:
        return False
    return APART.match(_behind(claim)) is not None or MOVED.search(claim.ahead) is not None


def _degrees(claim: Claim, before: Claim | None) -> Claim | None:
    """The claim, where it is told in degrees that may be those of the table; a bare "at 1.01" goes on from one."""
    unit = claim.quantity.unit or ""
    if claim.kind in (Kind.MEASURE, Kind.CHANGE) and unit in (DEGREES, CELSIUS):
        return claim
    goes_on = before is not None and claim.sentence == before.sentence and DECIMAL.search(claim.figure) is not None
    return claim if goes_on and claim.kind is Kind.COUNT and (claim.inherited or not claim.counted) else None


def _behind(claim: Claim) -> str:
    behind = claim.behind
    bracket = BRACKETS.match(behind)
    return behind[bracket.end() :] if bracket is not None else behind


def _ahead(claim: Claim, before: Claim | None) -> str:
    """What leads to a figure since the one before it in its sentence."""
    start = before.end - claim.sentence.start if before is not None and before.sentence == claim.sentence else 0
    return claim.sentence.text[start : claim.start - claim.sentence.start]


def _norm(claim: Claim, ahead: str, last: Measure | None, measures: Sequence[Measure]) -> Measure | None:
    """The measure whose norm a figure is told against: named behind it, or that of the figure before."""
    said = FROM_NORM.match(_behind(claim))
    what = said["what"] if said is not None else ""
    named = [one for one in measures if leftovers.meets(one.requires, what)] if what else []
    others = {body for one in measures for body in one.told_by_others}
    if named:
        of_a_part = leftovers.named(named[0].excludes, ahead)
        return None if len(named) > 1 or of_a_part else named[0]
    if leftovers.named(tuple(others), f"{ahead} ; {claim.after or ''}") or last is None:
        return None
    names_another = bool(what.strip()) and SAME.match(what) is None
    return None if names_another or leftovers.named(last.excludes, f"{ahead} ; {what}") else last


def _from_norm(claim: Claim, before: Claim | None, norm: Measure) -> Claim | None:
    """The claim as a change from a norm; None where it is of something else, or of no one year."""
    subject = claim.counted or ""
    known = leftovers.named(norm.words, subject) or not NAMED.sub("", f" {subject} ").strip()
    if not (known or claim.inherited or claim.kind is Kind.COUNT):
        return None
    said = FROM_NORM.match(_behind(claim))
    named = said is not None and leftovers.meets(norm.requires, said["what"])
    period = _year(claim, before)
    if period is None:
        unknown = Period(start=None, end=None)
        period = claim.period if named else unknown  # "The one after it was 0.90 C above"
    way = ((said["way"] or said["than"]) if said is not None else "above").lower()
    which = Direction.DOWN if way in DOWN else Direction.UP
    told_before = period is claim.period
    update: dict[str, object] = {
        "kind": Kind.CHANGE, "change": Change(direction=which, by=claim.quantity.low, basis=Basis.ABSOLUTE),
        "period": period, "period_source": claim.period_source if told_before else Source.STATED, "baseline": None,
        "inherited": False, "antecedent": None, "start_claim": None, "end_claim": None,
        "places": tuple(place for place in claim.places if place.kind != "world"),  # "the world was 1.17 C warmer"
        "quantity": claim.quantity.model_copy(update={"unit": CELSIUS}),
    }
    if not leftovers.named(norm.words, subject):
        update |= {"counted": norm.words[0], "head": None, "modifiers": (), "whole": None}
    predicate = CONVERTED.sub(" ", claim.predicate or "")
    update["predicate"] = f"{predicate} ; {way} the {norm.requires[0]} average"
    return claim.model_copy(update=update)


def _year(claim: Claim, before: Claim | None) -> Period | None:
    """The one year that is told of a figure: since the one before it, or its own; None where there is no one."""
    own_year = RIGHT_BEHIND.match(_behind(claim))
    if own_year is not None and A_PART_OF.search(_ahead(claim, before)) is None:
        behind = periods.find(f"in {own_year['year']}", published=None)
        return behind[0].period if len(behind) == 1 else None
    stretch = _ahead(claim, before)
    years = list(YEAR.finditer(stretch))
    if A_PART_OF.search(stretch):
        return None
    if years:
        last = periods.find(f"in {years[-1]['year']}", published=None)
        return last[0].period if len({one["year"] for one in years}) == 1 and len(last) == 1 else None
    period = claim.period
    near = f"{stretch} {re.split('[;.]', claim.behind)[0]}"
    own = period is not None and period.start is not None and bool(period.text) and str(period.text) in near
    return period if own and claim.period_source is Source.STATED and period is not None \
        and period.end is not None and (period.end - period.start).days in (364, 365) else None  # type: ignore[operator]
