"""Tables of cases: TSV files in ``cases/``, one row a case, lines that start with "# " are comments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claims.figures.model import Figure
from claims.model import plain_decimal

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]


def value(figure: Figure) -> str:
    """Low and high as the tables write them: "5" or "5..7"."""
    low, high = plain_decimal(figure.low), plain_decimal(figure.high)
    return low if low == high else f"{low}..{high}"


def joined(parts: Sequence[str]) -> str:
    return "; ".join(parts) or "-"
