"""What is worked out from two values, as SQL: the same arithmetic as ``arithmetic``, NULL where that has no answer."""

from __future__ import annotations

from claims.model import Basis, plain_decimal
from factcheck.queries.aggregates import COUNTS
from factcheck.queries.algebra import Change, Ratio, Selection, Share
from factcheck.queries.derivation import is_computed
from factcheck.queries.library import Library
from factcheck.queries.rows import open_rows


def quotient(query: Share | Ratio) -> str:
    """Part by whole, numerator by denominator."""
    if isinstance(query, Share):
        return "100.0 * part.value / NULLIF(whole.value, 0)"
    times = "1.0" if query.times == 1 else f"{plain_decimal(query.times)}.0" if query.times == int(query.times) else (
        plain_decimal(query.times))
    return f"{times} * numerator.value / NULLIF(denominator.value, 0)"


def change(query: Change, library: Library) -> str:
    """From ``before`` to ``after``, in the basis of the query."""
    if query.basis in (Basis.ABSOLUTE, Basis.PERCENTAGE_POINTS):
        return "after.value - before.value"
    base = "NULLIF(before.value, 0)"
    if _may_be_negative(query.start, library):
        base = "NULLIF(GREATEST(before.value, 0), 0)"
    if query.basis is not Basis.PERCENT:
        return f"1.0 * after.value / {base}"
    if query.per_year is not None or query.years is not None:
        power = str(query.per_year or "1.0") + (f" / {query.years}" if query.years is not None else "")
        rate = f"100.0 * (POWER(CAST(after.value AS DOUBLE) / {base}, {power}) - 1)"
        return rate if query.years is None else f"CASE WHEN after.value >= 0 THEN {rate} END"
    percent = f"100.0 * (after.value - before.value) / {base}"
    return percent if query.decimals is None else f"ROUND({percent}, {query.decimals})"


def _may_be_negative(selection: Selection, library: Library) -> bool:
    if is_computed(selection, library):
        return True
    rows = open_rows(selection, library)
    if rows.measure.aggregate in COUNTS or rows.measure.column is None:
        return False
    return rows.measure.scale < 0 or bool((rows.table.numbers(rows.measure.column).units < 0).any())
