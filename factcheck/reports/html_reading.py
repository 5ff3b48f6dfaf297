"""How a claim was read, as rows of a list: "Kind: a count", "Places: Florida (US-FL)"."""

from __future__ import annotations

from collections.abc import Mapping

from claims.model import Change, Frozen, Kind, Period, Place, Quantity, Source
from claims.model import Rank as ClaimRank
from factcheck.checking.model import CheckedClaim
from factcheck.queries.periods import day
from factcheck.reports.html_words import word, words
from factcheck.reports.wording import printable
from factcheck.verification.formatting import plain, stated, with_unit


class Row(Frozen):
    """One row; ``link`` is the number of the card that its text leads to."""

    term: str
    text: str
    link: int | None = None


def rows(claim: CheckedClaim, numbers: Mapping[str, int]) -> tuple[Row, ...]:
    """What was understood of the claim, the empty parts left out. ``numbers`` are card numbers by id of the claim."""
    vocabulary = words()
    parts = [
        ("Kind", word(vocabulary.kinds, claim.kind)),
        ("Quantity", _quantity(claim)),
        ("Counted", claim.counted),
        ("Modifiers", ", ".join(claim.modifiers)),
        ("Said of them", claim.predicate),
        ("Share of", _whole(claim.whole, claim.whole_quantity)),
        ("Change", _change(claim.change, claim.quantity.unit)),
        ("Rank", _rank(claim.rank)),
        ("Places", _based("; ".join(_place(place) for place in claim.places), claim.places_source)),
        ("Time", _based(_period(claim.period), claim.period_source)),
        ("Counted from", _period(claim.baseline)),
        ("Categories", "; ".join(claim.categories)),
        ("Said by", _speaker(claim.speaker, quoted=claim.quoted)),
        ("Put forward as", word(vocabulary.modalities, claim.modality)),
        ("Found by", f"the rule “{word({}, claim.pattern)}”"),
    ]
    links = [("Leans on", claim.antecedent), ("Starts from", claim.start_claim), ("Ends at", claim.end_claim)]
    return (*(Row(term=term, text=printable(text)) for term, text in parts if text),
            *(Row(term=term, text="figure", link=numbers[other]) for term, other in links
              if other is not None and other in numbers))


def _quantity(claim: CheckedClaim) -> str:
    quantity = claim.quantity
    text = stated(quantity, claim.kind)
    if claim.kind is Kind.RANK:
        return text
    unit = f" ({quantity.unit})" if quantity.unit and quantity.unit not in text and "%" not in text else ""
    return f"{text}{unit}, to the nearest {plain(quantity.precision)}"


def _whole(whole: str | None, quantity: Quantity | None) -> str | None:
    if quantity is None:
        return whole
    return f"{whole or 'a whole'} ({with_unit(quantity.low, quantity.unit)})"


def _change(change: Change | None, unit: str | None) -> str | None:
    if change is None:
        return None
    vocabulary = words()
    parts = [word(vocabulary.directions, change.direction)]
    parts += [f"{name} {plain(value)}" for name, value in (("from", change.from_), ("to", change.to), ("by", change.by))
              if value is not None]
    basis = f", {word(vocabulary.bases, change.basis)}" if change.basis else ""
    return " ".join(parts) + basis


def _rank(rank: ClaimRank | None) -> str | None:
    if rank is None:
        return None
    among = f" among {rank.among}" if rank.among else ""
    subject = f", held by {rank.subject}" if rank.subject else ""
    since = f", {_period(rank.since) or 'on record'}" if rank.since else ""
    return f"{rank.order} first{among}{subject}{since}"


def _based(text: str | None, source: Source) -> str | None:
    return f"{text}, assumed: it is the story’s" if text and source is Source.ASSUMED else text


def _place(place: Place) -> str:
    return f"{place.name} ({place.code or place.kind})"


def _period(period: Period | None) -> str | None:
    if period is None:
        return None
    start, end = (day(one) if one else None for one in (period.start, period.end))
    if start == end:
        text = start or "open"
    elif start and end:
        text = f"{start} to {end}"
    else:
        text = f"since {start}" if start else f"until {end}"
    return f"{text} (“{period.text}”)" if period.text else text


def _speaker(speaker: str | None, *, quoted: bool) -> str | None:
    if speaker is None:
        return "a speaker who is not named, in quotation marks" if quoted else None
    return f"{speaker}, in quotation marks" if quoted else speaker
