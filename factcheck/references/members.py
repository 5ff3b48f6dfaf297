"""Which member of a dimension stands for all the others: "Total", "All districts", "District total", SDMX's "T"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.references.columns import lists, plain
from factcheck.references.headings import singular


def total_of(column: str, values: Sequence[str]) -> str | None:
    """The member that is the total of a column's; None where there is none.

    ``total_of("District", ["North", "South", "All districts"]) == "All districts"``
    """
    words = lists("totals")
    folded = {value.casefold(): value for value in values}
    named = next((folded[word] for word in words["members"] if word in folded), None)
    if named is not None or len(values) < 2:
        return named
    nouns = {singular(plain(column)).rpartition(" ")[2], plain(column)} - {""}
    for value in values:
        text = plain(value)
        for noun in nouns:
            if text in {f"{noun} {word}" for word in words["behind"]}:
                return value
            if any(text in {f"{word} {noun}", f"{word} {noun}s"} or
                   (text.startswith(f"{word} ") and singular(text.removeprefix(f"{word} ")) == noun)
                   for word in words["before"]):
                return value
    if set(words["beside"]) <= set(folded):
        return next((folded[code] for code in words["codes"] if code in folded), None)
    return None
