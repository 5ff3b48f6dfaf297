"""The corrected wording of a wrong figure: its own phrase with another number, as exact and as open as it was.

"About 1,000 departments", where 831 agencies have the 1,000 agreements: "831 agencies under 1,000 agreements", or, to
stay with the article's words, "about 830 agencies". A wording is suggested only where it is certain: it is read again
like the article's own figure and has to hold. Nothing is put into anybody's mouth: what is quoted stays as it is.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources

from claims.model import Bound, Claim, Frozen, Kind
from factcheck.queries.algebra import Extreme, Query, Rank, Value, selections
from factcheck.queries.asked import measure_of
from factcheck.queries.library import Library
from factcheck.queries.phrases import countable
from factcheck.verification.acceptance import PERCENT_UNITS
from factcheck.verification.formatting import in_unit, plural, stated
from factcheck.verification.holding import Held, compare
from factcheck.verification.model import Correction, Explanation
from factcheck.verification.phrases import said
from factcheck.verification.policy import Policy
from factcheck.verification.rewriting import Rewritten, rewrite

_CERTAIN = frozenset({"value_differs", "bound_not_met"})
"""Misses after which the value itself is the answer. A change that went the other way needs another verb, and a value
that lies far off may be of something else."""


_PARAGRAPH = Decimal("0.5")
"""How near its topic is named where a paragraph names it; what the headline or another paragraph names is less near."""


class _Joined(Frozen):
    under: frozenset[str]
    in_: frozenset[str]
    otherwise: str


@cache
def _joined() -> _Joined:
    text = resources.files(__package__).joinpath("data/corrections.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["joined"]
    return _Joined(under=rows["under"], in_=rows["in"], otherwise=rows["otherwise"])


def correct(claim: Claim, held: Held, library: Library, policy: Policy,
            explanation: Explanation | None) -> Correction | None:
    """What to write in place of a failed claim's figure; None where that is not certain.

    ``held`` is the one reading that the claim can have: whoever calls it knows of no other.
    """
    query = held.reading.query
    uncertain = not _spoken_of_here(held) or held.between or held.reading.beyond_days or held.answer.ties
    if claim.quoted or uncertain or held.assessment.reason not in _CERTAIN:
        return None
    if explanation is not None and explanation.reason == "neither_unit":
        return None  # something else is named beside it that the figure may as well be of
    other_unit = explanation is not None and explanation.reason == "another_unit"
    if not _is_certain(claim, held, library, other_unit=other_unit):
        return None
    exact = said(query, held.answer)
    noun = plural(held.answer.unit) if other_unit and _counts(query, library) else None
    figure = _figure(claim, held, policy, noun)
    joined = _with_what_it_is(claim, exact, held, explanation) if noun and explanation else None
    if figure is None and joined is None and _is_bare_number(claim, exact):
        return None
    return Correction(suggested=joined or figure or exact, exact=exact, figure=figure)


def _spoken_of_here(held: Held) -> bool:
    """Whether the paragraph itself, or a figure that this one leans on, speaks of what the table is about.

    A verdict may rest on what an article is about as a whole; what an editor is told to print may not.
    """
    features = held.reading.features
    topic = [one.value for one in features if one.name == "topic"]
    leans = any(one.name == "linked_claim" and one.value > 0 for one in features)
    return leans or not topic or max(topic) >= _PARAGRAPH


def _is_certain(claim: Claim, held: Held, library: Library, *, other_unit: bool) -> bool:
    """Whether the value's unit is known to be that of the figure: what a guessed table counts is only likely."""
    query = held.reading.query
    if isinstance(query, Rank | Extreme):
        return claim.kind is Kind.RANK
    main = selections(query)[0]
    guessed = library.dataset(main.dataset).guessed or main.column is not None
    if other_unit:
        return not guessed and _counts(query, library)
    return not guessed or in_unit(claim.quantity, held.answer.unit).unit == held.answer.unit


def _counts(query: Query, library: Library) -> bool:
    return isinstance(query, Value) and countable(measure_of(query.of, library))


def _figure(claim: Claim, held: Held, policy: Policy, noun: str | None) -> str | None:
    """The figure with its number put right, where it holds when it is read and judged as the first one was."""
    quantity = in_unit(claim.quantity, held.answer.unit)
    if quantity.low != quantity.high or not claim.quantity.low or not quantity.low:
        return None
    value = abs(held.assessment.value) * (claim.quantity.low / quantity.low)
    for finer in (False, True):  # what rounds to the very number that is wrong is told with one more digit
        rewritten = rewrite(claim, value, noun=noun, finer=finer)
        if rewritten is None:
            return None
        if _holds(claim, held, policy, rewritten):
            return rewritten.figure
    return None


def _holds(claim: Claim, held: Held, policy: Policy, rewritten: Rewritten) -> bool:
    number = rewritten.number if claim.quantity.low > 0 else -rewritten.number
    quantity = claim.quantity.model_copy(update={
        "low": number, "high": number, "bound": rewritten.bound, "precision": rewritten.precision})
    changed = claim.model_copy(update={"quantity": quantity, "figure": rewritten.figure})
    same = (number, rewritten.bound) == (claim.quantity.low, claim.quantity.bound)
    return not same and compare(changed, held.reading.query, held.answer, policy).holds


def _with_what_it_is(claim: Claim, exact: str, held: Held, explanation: Explanation) -> str | None:
    """Both numbers in one phrase, where the stated one is just that of another unit: "... under 1,000 agreements"."""
    fits = explanation.value == claim.quantity.low == claim.quantity.high
    if not fits or claim.kind is not Kind.COUNT or {explanation.unit, held.answer.unit} & PERCENT_UNITS:
        return None
    words = _joined()
    link = "under" if explanation.unit in words.under else "in" if explanation.unit in words.in_ else words.otherwise
    number = stated(claim.quantity.model_copy(update={"bound": Bound.EXACT}), claim.kind, noun=plural(explanation.unit))
    return f"{exact} {link} {number}"


def _is_bare_number(claim: Claim, exact: str) -> bool:
    """Whether the value alone says too little to stand for the figure: a number with no unit, a rank in no words."""
    return exact.replace(",", "").replace(".", "").lstrip("-").isdigit() and not claim.figure[:1].isdigit()
