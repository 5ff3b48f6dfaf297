"""Reason codes as data: each has a title, the verdict it belongs to, and the template of its one sentence.

Programs and tests hold on to codes; people read the sentences.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pydantic import Field

from claims.model import Frozen
from factcheck.verification.formatting import sentence
from factcheck.verification.model import Verdict


class Reason(Frozen):
    """One reason. ``verdict`` is None where it speaks of the article against itself.

    ``shared`` tells it for several claims at once, ``loose`` where a neighbour fits only through the hedge or is no
    plain number. ``defaults`` fill fields that a caller does not know.
    """

    code: str
    verdict: Verdict | None
    title: str
    template: str
    shared: str | None = None
    loose: str | None = None
    defaults: dict[str, str] = Field(default_factory=dict)

    def message(self, fields: Mapping[str, str] | None = None) -> str:
        """The sentence, filled in. A field that nobody gave is left out, so that a sentence always results."""
        return sentence(self.template.format_map(_Fields({**self.defaults, **(fields or {})})))

    def loose_message(self, fields: Mapping[str, str]) -> str:
        """The sentence where the value fits but is not the stated number itself."""
        return sentence((self.loose or self.template).format_map(_Fields({**self.defaults, **fields})))

    def shared_message(self, fields: Mapping[str, str]) -> str:
        """The sentence for several claims that share this reason."""
        return sentence((self.shared or self.template).format_map(_Fields({**self.defaults, **fields})))


class _Fields(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


@cache
def reasons() -> Mapping[str, Reason]:
    """All reasons by code, in the order of the file."""
    text = resources.files(__package__).joinpath("data/reasons.json").read_text(encoding="utf-8")
    return {reason.code: reason for reason in map(Reason.model_validate, json.loads(text))}


def reason(code: str) -> Reason:
    """The reason of that code; KeyError where there is none: ``reason("bound_not_met").verdict is Verdict.FAIL``."""
    return reasons()[code]
