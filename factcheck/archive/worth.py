"""Which failed claims are worth a correction first: a sum of points, from ``data/worth.toml``, for each of them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pydantic import Field

from claims.model import Frozen


class Size(Frozen):
    """From this error on, as a share of the reference value, so many points."""

    from_: float = Field(alias="from")
    points: float


class Worth(Frozen):
    """The points of ``data/worth.toml``."""

    headline: float
    lead: float
    repeated: float
    own_voice: float
    reads: float
    recent: float
    recent_days: int
    unsized: float
    sizes: tuple[Size, ...]


@cache
def worth() -> Worth:
    """The points, read once."""
    text = resources.files(__package__).joinpath("data/worth.toml").read_text(encoding="utf-8")
    return Worth.model_validate(tomllib.loads(text))


def points() -> str:
    """The points as an expression of SQL over the columns that ``ranked`` makes."""
    one = worth()
    sizes = " ".join(f"WHEN error >= {size.from_} THEN {size.points}" for size in one.sizes)
    return (f"CASE WHEN error IS NULL OR reference_unit = 'rank' THEN {one.unsized} {sizes} ELSE 0 END"
            f" + CASE WHEN headline THEN {one.headline} WHEN lead THEN {one.lead} ELSE 0 END"
            f" + CASE WHEN times > 1 THEN {one.repeated} ELSE 0 END"
            f" + CASE WHEN own THEN {one.own_voice} ELSE 0 END"
            f" + {one.reads} * coalesce(ln(1 + reads) / ln(1 + nullif(most_reads, 0)), 0)"
            f" + {one.recent} * coalesce(greatest(0, 1 - (newest - published) / {one.recent_days}.0), 0)")


def ranked() -> str:
    """A query for the failed claims among ``chosen_claims``, the worthiest first; each statement once an article.

    The same statement is one with the same numbers that was held against the same value of the same table.
    """
    return f"""
        WITH known AS (
            SELECT c.document, c.number, c.error, c.reference_unit, c.dataset, c.in_lead,
                c.in_headline OR c.in_title AS in_headline,
                c.speaker IS NULL AND NOT c.quoted AS own, d.reads, d.published,
                c.statement, c.dataset IS NOT NULL AS held
            FROM chosen_claims c JOIN chosen_documents d USING (document) WHERE c.verdict = 'fail'),
        placed AS (
            SELECT *, CASE WHEN held THEN count(*) OVER same ELSE 1 END AS times,
                CASE WHEN held THEN row_number() OVER (PARTITION BY document, statement ORDER BY number) ELSE 1 END
                    AS nth,
                CASE WHEN held THEN bool_or(in_headline) OVER same ELSE in_headline END AS headline,
                CASE WHEN held THEN bool_or(in_lead) OVER same ELSE in_lead END AS lead,
                CASE WHEN held THEN count(DISTINCT document) OVER (PARTITION BY statement) - 1 ELSE 0 END
                    AS elsewhere,
                max(reads) OVER () AS most_reads, max(published) OVER () AS newest
            FROM known
            WINDOW same AS (PARTITION BY document, statement))
        SELECT document, number, headline, lead, times, elsewhere, {points()} AS points
        FROM placed WHERE nth = 1 ORDER BY points DESC, published DESC NULLS LAST, document, number"""
