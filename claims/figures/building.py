"""From a number to its figure: unit, sign, hedges and bound around it."""

from __future__ import annotations

import re

from claims.figures import measures
from claims.figures.measures import Measured
from claims.figures.model import Figure
from claims.model import Bound
from claims.vocabulary import hedges, numbers, units
from claims.vocabulary.numbers import Form, NumberMention

EITHER_WAY = re.compile(r"(?:\bplus[ -]or[ -]minus |\bgive or take |± ?|\+ ?/ ?[-−–] ?)$", re.I)
"""Before a margin: it goes both ways, and so has no sign."""

SIGN = re.compile(r"(?:^|[\s(\[,:;—]|(?P<money>[$£€¥₹]))(?P<sign>[-−+]|(?:\bminus|\bnegative|\bplus(?=-))[ -])$", re.I)
DIGIT_BEFORE = re.compile(r"[\d%]$")
SIGN_REACH = 16
RANGE_OPENING = re.compile(
    r"(?:(?:\banywhere )?\bbetween(?: about| roughly| an estimated| around)?|\banywhere from) $", re.I
)
REACH = 40
NEGATION = re.compile(r"\b(?:not |n[’']t |never )$")
OF_A_UNIT = re.compile(r"(?:[ ](?:of[ ])?(?:an?|one)[ ](?:U\.?S\.?[ ])?|-|[ ]|[ ]of[ ](?=1[ ]))")
UNIT_INSIDE = re.compile(r"an? (?P<unit>[a-z]+) and an? ", re.I)
"""In "an hour and a half" the unit stands inside the number."""
PART_OF_UNIT = frozenset({"money", "percent", "points", "rate"})


def build(text: str, mention: NumberMention, pattern: str | None) -> Figure:
    """The figure of one mention; ``pattern`` names the range that it was joined by, if any."""
    sign, start = _sign(text, mention.start) if pattern is None else (0, mention.start)
    end = mention.end
    measured = _measured(text, mention, start, pattern)
    form, parts = mention.form, mention.parts
    unit, unit_kind = ("fraction", "percent") if form is Form.FRACTION else (None, None)
    if measured is not None:
        start, end = min(start, measured.start), max(end, measured.end)
        unit, unit_kind = measured.unit, measured.kind
        if form is Form.FRACTION:
            form, parts = Form.WORDS, None
        if not sign and pattern is None:
            sign, start = _sign(text, start)
    low, high = (-mention.high, -mention.low) if sign < 0 else (mention.low, mention.high)
    bound, hedge_start, neutral = _before(text, start, timed=unit_kind == "time")
    if pattern and (opening := RANGE_OPENING.search(text[max(0, hedge_start - REACH) : hedge_start])):
        hedge_start -= len(opening.group())
    behind = hedges.after(text, end)
    return Figure(
        start=hedge_start,
        end=behind.end if behind else end,
        number_start=mention.start,
        number_end=mention.end,
        low=low,
        high=high,
        precision=mention.precision,
        form=form,
        pattern=pattern or ("signed" if sign else mention.form.value),
        bound=(behind and behind.bound) or _bound(bound, mention, pattern),
        unit=unit,
        unit_kind=unit_kind,
        parts=parts,
        neutral=neutral,
        sign=sign,
    )


def _bound(bound: Bound, mention: NumberMention, pattern: str | None) -> Bound:
    """A range is "between" unless its hedge says more; "about 11-13" stays "about"."""
    if bound is Bound.EXACT and (pattern or (mention.form is Form.VAGUE and mention.low < mention.high)):
        return Bound.BETWEEN
    if bound is Bound.EXACT and mention.form is Form.VAGUE:
        return Bound.ABOUT  # "a couple of weeks"
    return Bound.BETWEEN if pattern == "between_and" and bound is Bound.ABOUT else bound


def _sign(text: str, start: int) -> tuple[int, int]:
    """1 or -1 where a plus or minus stands right before ``start``, and where the phrase then starts."""
    before = text[max(0, start - SIGN_REACH) : start]
    if margin := EITHER_WAY.search(before):
        return 0, start - len(before) + margin.start()
    found = SIGN.search(before)
    if found is None or DIGIT_BEFORE.search(before[: found.start("sign")]):
        return 0, start
    sign = 1 if found["sign"].lower().startswith(("+", "plus")) else -1
    return sign, start - len(before) + found.start("sign")


def _measured(text: str, mention: NumberMention, start: int, pattern: str | None) -> Measured | None:
    if pattern == "decade_range":
        return None
    if mention.form is Form.FRACTION:
        return _unit_of_fraction(text, mention)
    if inside := UNIT_INSIDE.match(mention.text):
        unit = units.lookup(inside["unit"])
        return Measured(unit.name, unit.kind, start, mention.end) if unit else None
    found = measures.find(text, start, mention.end)
    if found is not None and found.start > start:
        found = Measured(found.unit, found.kind, start, found.end)
    if found is None and pattern:  # "$3-5 billion": the unit of both stands at the first
        first = numbers.find(mention.text)
        return measures.find(text, mention.start, mention.start + first[0].end) if first else None
    return found


def _unit_of_fraction(text: str, mention: NumberMention) -> Measured | None:
    """ "half a percentage point", "three-quarters of an inch", "a quarter-point": a part of a unit, not a share."""
    gap = OF_A_UNIT.match(text, mention.end)
    if gap is None:
        return None
    joined = gap.group() in ("-", " ")
    # " behind" as a number would see it: the unit reader wants a space or a hyphen before the unit's name.
    spoken = measures.unit_behind(text, gap.end() - 1)
    if spoken is None:
        return None
    unit, end = spoken
    whole_word = units.plural(unit.name) != text[gap.end() : end]
    if joined and (unit.kind not in PART_OF_UNIT | {"length", "volume", "mass"} or not whole_word):
        return None  # "half time", "quarter days"
    return Measured(unit.name, unit.kind, mention.start, end)


def _before(text: str, start: int, *, timed: bool) -> tuple[Bound, int, tuple[str, ...]]:
    """The bound, where its words start, and the neutral words passed on the way ("only about")."""
    bound: Bound | None = None
    neutral: list[str] = []
    position = start
    while found := hedges.before(text, position, timed=timed):
        if neutral[-1:] == ["all"] and found.text.lower() in hedges.EXTENT:
            break  # "signed under all three models"
        if found.bound is None:
            neutral.append(found.text.lower())
        elif bound is None:
            bound = found.bound
        else:
            break
        position = found.start
    if bound is Bound.MORE_THAN and (negated := NEGATION.search(text[max(0, position - 8) : position])):
        bound = Bound.AT_MOST
        position -= len(negated.group()) if negated.group().startswith("not") else 0
    return bound or Bound.EXACT, position, tuple(neutral)
