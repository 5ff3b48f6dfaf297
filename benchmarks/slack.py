"""How far a true figure may lie from a value of the reference files all the same, as their descriptors declare it.

A measure declares how far it is usually revised, how far another sound source lies from it, and how exact it is. A
figure that misses by no more than that is not shown to be wrong by the table: to alter a figure by so little does not
matter.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

from cells import DATA, ends, value

from factcheck.verification.policy import Policy


def slack(measure: str, question: str) -> Decimal:
    """The most by which the value of a question to the files may be off, in its own unit.

    ``measure`` is ``us-cpi.inflation``; a change between two values can be off by what both are.
    """
    declared = _declared(*measure.split(".", 1))
    operation = question.split(maxsplit=1)[0]
    if operation == "value":
        return _level(declared, abs(value(question)))
    if "column" not in declared:  # the measure is itself a change, or a count of rows: what it declares is of that
        return _level(declared, abs(value(question)))
    first, second = (abs(value(one)) for one in ends(question))
    base = second if operation == "share" else first
    scale = {"percent": Decimal(100), "share": Decimal(100), "rise": base}[operation]
    main = first if operation == "share" else second
    return _level(declared, main) * Policy.default().revisions.ends / base * scale


def _level(declared: dict[str, Any], size: Decimal) -> Decimal:
    """Of a value: the widest of what is declared."""
    def of(name: str) -> Decimal:
        return max(Decimal(declared.get(name, 0)), Decimal(declared.get(f"{name}_percent", 0)) / 100 * size)

    return max(of("revision"), of("apart"), of("rounding") / 2)


@cache
def _declared(dataset: str, measure: str) -> dict[str, Any]:
    descriptor = json.loads((DATA / dataset / "datapackage.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = next(one for one in descriptor["factcheck"]["measures"] if one["name"] == measure)
    return found
