"""Sentences about neighbouring things, one a line: ``neighbours.txt``; in ``neighbours_wanted.txt`` those that the
product still judges. Each stands in an article of its own that also speaks of 287(g)."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from factcheck import References, check
from factcheck.checking.model import Report

FOLDER = Path(__file__).parent
PUBLISHED = date(2025, 9, 17)
TITLE = "Local police join 287(g)"
LEAD = "Local police are signing on to help federal immigration agents under the 287(g) program."
OWN = "ICE listed 1,001 agreements under the 287(g) program on Wednesday."


def sentences(name: str) -> list[str]:
    """The lines of one file."""
    return (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()


@cache
def library() -> References:
    """The built-in references."""
    return References.open()


@cache
def report(sentence: str) -> Report:
    """The article: a lead about 287(g), the sentence, and a figure of the tables."""
    return check(f"{LEAD}\n\n{sentence} {OWN}\n", title=TITLE, published=PUBLISHED, refs=library())


def judged(sentence: str) -> list[str]:
    """The figures of the sentence that passed or failed, with what was said of them."""
    start = len(LEAD) + 2
    return [f"{claim.figure}: {claim.message}" for claim in report(sentence).claims
            if start <= claim.start < start + len(sentence) and claim.verdict != "unverifiable"]


if __name__ == "__main__":  # python -m tests.matching.neighbours: what has come of the sentences that were wanted
    for line in sentences("neighbours_wanted"):
        print("judged" if judged(line) else "HOLDS ", line, *judged(line))
