"""What a title over a table says of all its numbers: "Nurses by country (in thousands)", "Thousands of units"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from claims.model import Frozen
from factcheck.references.grid import RawTable
from factcheck.references.headings import scale_of
from factcheck.references.model import Repair

_SCALED = re.compile(r"(?:.*\b(?:in|figures|numbers|values) )?(?P<scale>hundreds|thousands|millions|billions)"
                     r"(?: of .+)?(?: unless .*)?", re.IGNORECASE)


class Caption(Frozen):
    """What the numbers that say nothing of it themselves are multiplied by, and the words that say so."""

    scale: Decimal
    words: str


def caption_of(above: Sequence[str]) -> Caption | None:
    """What the lines over a header say of the scale; None where they say nothing, or two things."""
    found: dict[Decimal, str] = {}
    for line in above:
        for part in (*re.findall(r"[(\[](.*?)[)\]]", line), *re.split(r"[;:,]", re.sub(r"[(\[].*?[)\]]", "", line))):
            named = _SCALED.fullmatch(part.strip(" ."))
            factor = scale_of(named["scale"]) if named else None
            if factor is not None:
                found.setdefault(factor, part.strip())
    if len(found) != 1:
        return None
    [(scale, words)] = found.items()
    return Caption(scale=scale, words=words)


def captioned(raw: RawTable) -> RawTable:
    """The table with what its title says of the scale told as a repair."""
    found = caption_of(raw.above)
    if found is None:
        return raw
    told = Repair(code="title_scale", rows=len(raw.rows),
                  detail=f"columns that state no unit of their own are × {int(found.scale):,}, as the title over the "
                         f"table says: {found.words!r}")
    return raw.model_copy(update={"repairs": (*raw.repairs, told)})
