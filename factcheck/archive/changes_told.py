"""What a recheck changed, to be read: as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from factcheck.archive.records import ChangeRow

HEADINGS = {
    "wrong_now": "Right when published, wrong now",
    "fails_now": "Could not be checked, fails now",
    "right_now": "Failed, right now",
    "passes_now": "Could not be checked, passes now",
    "lost": "Can no longer be checked",
}


def as_json(found: Sequence[ChangeRow], *, documents: int) -> str:
    """One object: how many documents were checked again, and the changes in their order."""
    whole = {"schema": "factcheck.recheck/1", "documents": documents,
             "changes": [one.model_dump(mode="json") for one in found]}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def as_text(found: Sequence[ChangeRow], *, documents: int, earlier: bool = False) -> str:
    """A list under a heading for each sort of change. ``earlier``: some are of runs that told nothing."""
    if not documents and not found:
        return "Nothing has changed since the archive was checked.\n"
    lines = [f"{documents:,} documents were checked again; {len(found):,} claims changed their verdict."]
    if earlier:
        lines.append("Among them is what earlier runs changed, which was not told then.")
    for change, ones in groupby(found, key=lambda one: one.change):
        lines += ["", f"{HEADINGS[change]}:"]
        for one in ones:
            lines += _told(one)
    return "\n".join(lines) + "\n"


def _told(one: ChangeRow) -> list[str]:
    known = [one.title or one.location, *([str(one.published)] if one.published else []),
             *([f"{one.reads:,} reads"] if one.reads is not None else [])]
    lines = [f"  {', '.join(known)}", f"    “{one.figure}” in: {' '.join(one.sentence.split())}",
             f"    {one.before} → {one.after}: {one.message_after}"]
    if one.message_before != one.message_after:
        lines.append(f"    Before: {one.message_before}")
    if one.snapshot_before != one.snapshot_after and one.dataset:
        lines.append(f"    {one.dataset}: snapshot {one.snapshot_before or 'none'} → {one.snapshot_after or 'none'}")
    return [*lines, f"    {one.url or one.location}"]
