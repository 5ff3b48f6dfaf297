"""Phrases that journalists write beside the measures of the built-in tables, and phrases that only look near to one.

Each row of ``near_phrases.tsv``: a phrase, and the measure that it means (``dataset.measure``) or ``-`` for none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import References
from factcheck.matching.words import leftovers
from factcheck.matching.words.phrasebook import phrasebook

LIBRARY = References.open()
LINES = (Path(__file__).parent / "cases" / "near_phrases.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("# ")]


def meanings(phrase: str) -> set[str]:
    """The measures whose words end the phrase, or its part before "of", where nothing else in it limits them."""
    ends = {len(phrase), len(phrase.partition(" of ")[0])}
    found = set()
    for name, words in phrasebook(LIBRARY).items():
        hits = words.find(phrase)
        for hit in hits:
            across = hit.start < min(ends) < hit.end
            if hit.payload.slot != "measure" or not (hit.end in ends or across):
                continue
            measure = LIBRARY.dataset(name).measure(hit.payload.name)
            limited = leftovers.unexplained(phrase, hits, part="modifiers") or leftovers.named(measure.excludes, phrase)
            if not limited:
                found.add(f"{name}.{measure.name}")
    return found


@pytest.mark.parametrize(("phrase", "measure"), ROWS, ids=lambda text: text)
def test_phrase(phrase: str, measure: str) -> None:
    found = meanings(phrase)
    assert measure in found if measure != "-" else found == set()


def test_far_more_phrases_look_near_than_are() -> None:
    """What is near to a table is mostly not in it: there are rows of both, and more of the latter."""
    none = sum(measure == "-" for _, measure in ROWS)
    assert none > len(ROWS) / 2 > 50
