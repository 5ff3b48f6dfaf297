"""What stands in columns of numbers beside plain numbers: marks of status, short forms, bounds, signs of withholding.

One such cell makes a column of numbers no column of names: the number stays, or the cell is empty, and both are told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from factcheck.references.cleaning import CellError, Step, footnotes, number, word_lists

_HALF = 0.5
_NEARLY_ALL = 0.95
_BODY = r"[-+−–]?\(?[$€£]?\d[\d., ']*"


def steps(cells: Mapping[str, int]) -> tuple[Step, ...]:
    """The fixes that the numbers of a column need before they can be read.

    ``cells`` are those that hold something, each with the number of its rows.
    """
    if not cells or all(map(is_number, cells)):
        return ()
    plain = sum(rows for cell, rows in cells.items() if is_number(cell)) / sum(cells.values())
    words = _words()
    letters = "".join(words["status"] if plain < _HALF else words["letters"])
    whole = set(words["withheld"]) if _HALF <= plain < _NEARLY_ALL else set()  # else they are left out as unreadable
    scales = _scales(cells)

    def status(cell: str) -> str:
        cell = cell.lstrip("~≈") if re.fullmatch(rf"[~≈]\s?{_BODY}%?", cell) else cell
        found = re.fullmatch(rf"({_BODY}%?)\s?(?:\(?[{letters}]\)?|{'|'.join(words['status_words'])})", cell)
        return found[1].strip() if found and is_number(found[1]) else cell

    def withheld(cell: str) -> str:
        return "" if cell.casefold() in whole or re.fullmatch(rf"[<>≤≥]=?\s?{_BODY}%?", cell) else cell

    def behind(cell: str) -> str:
        found = re.fullmatch(r"(\d[\d., ']*)[-−–]", cell)
        return f"-{found[1]}" if found else cell

    def scaled(cell: str) -> str:
        found = re.fullmatch(rf"({_BODY})\s?([A-Za-z]+)\+?", cell)
        if not found or found[2] not in scales or not is_number(found[1]):
            return cell
        return times(number(found[1]), Decimal(scales[found[2]]))

    return (Step("scaled_number", "short forms of thousands, millions and billions written out", scaled),
            Step("status_mark", "marks of revised, estimated or approximate values removed", status),
            Step("minus_behind", "a minus sign behind the number put before it", behind),
            Step("withheld", "values that are withheld, or only bounded, left out", withheld))


def is_number(cell: str) -> bool:
    """Whether a cell is a number but for its dress and its footnote mark."""
    try:
        return bool(number(footnotes(cell)))
    except CellError:
        return False


def times(digits: str, factor: Decimal) -> str:
    """A number in plain digits, multiplied: ``times("1.10", Decimal(1000)) == "1100"``."""
    product = Decimal(digits) * factor
    return format(product.quantize(Decimal(1)) if product == product.to_integral_value() else product.normalize(), "f")


def applied(cell: str, fixes: Iterable[Step]) -> str:
    """The cell after the fixes."""
    for step in fixes:
        cell = step.fix(cell)
    return cell


@cache
def _words() -> dict[str, Any]:
    return dict(word_lists()["marks"])


def _scales(cells: Collection[str]) -> dict[str, int]:
    """The short forms that the column uses for powers of ten: those in small letters only beside sure ones or money.

    "12B" may be a room: there must be a decimal point, a currency or a second short form, or the letter is K.
    """
    sure, small = _words()["scales"], _words()["small_scales"]
    found = {m[2]: m[1] for cell in cells if (m := re.fullmatch(rf"({_BODY})\s?([A-Za-z]+)\+?", cell))}
    used = {one for one in found if one in sure}
    money = any(re.search("[$€£]", cell) for cell in cells)
    pointed = any("." in m[1] for cell in cells
                  if (m := re.fullmatch(rf"({_BODY})\s?([A-Za-z]+)\+?", cell)) and m[2] in sure)
    if not (money or pointed or "K" in used or len(used) > 1):
        return {}
    return {**sure, **small} if used or money else {}
