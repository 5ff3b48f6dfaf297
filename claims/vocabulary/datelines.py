"""What a report begins with, which is no part of its first sentence: "RICHMOND, Va. (Feb. 13) — ", "(AP) — "."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"""(?P<city>(?:Mc|Mac)?[A-Z][A-Z.’'\ -]*[A-Z])
        (?P<state>,\ (?:[A-Z][a-z]+\.|[A-Z]\.[A-Z]\.|[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)(?!\ \d))?
        (?=[\ ,(:])[^—–\n]{0,45}?\s?(?:—|–|--|\ -|(?(state):|(?!)))\s
      | \([A-Z]{2,4}\)\ ?(?:—|–|--|-)\s""",
    re.VERBOSE,
)
"""At the head of a line; the second form is an agency alone: "(AP) — ". ``city`` is written in capitals."""


def end(line: str) -> int:
    """Where the dateline at the head of a line ends; 0 where there is none."""
    found = DATELINE.match(line)
    return found.end() if found else 0
