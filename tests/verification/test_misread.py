"""Misses that are more likely misread than wrong: the reason they are left open by, and what an editor is told."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from factcheck import check
from factcheck.verification import doubt_words

SOURCES = "".join(one.read_text(encoding="utf-8") for one in Path(doubt_words.__file__).parent.glob("*.py"))
DOUBTS = doubt_words._doubts()
with (Path(__file__).parent / "cases" / "misread.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["text"])
def test_a_miss_that_is_left_open_says_why(row: dict[str, str]) -> None:
    (claim,) = [one for one in check(row["text"], published=row["published"]).claims if one.figure == row["figure"]]
    assert (claim.verdict.value, claim.reason) == ("unverifiable", row["reason"]), claim.message
    assert row["says"] in claim.message


@pytest.mark.parametrize("doubt", DOUBTS.told)
def test_every_doubt_is_raised_somewhere_and_told_without_a_stop(doubt: str) -> None:
    assert f'"{doubt}"' in SOURCES
    said = doubt_words.told(doubt, figure="7", right="trees")
    assert not re.search(r"[{}.]", said)


@pytest.mark.parametrize("name", DOUBTS.words)
def test_every_list_of_words_is_used_and_has_each_word_once(name: str) -> None:
    assert f'"{name}"' in SOURCES or f"'{name}'" in SOURCES
    assert len(set(DOUBTS.words[name])) == len(DOUBTS.words[name])


def test_a_list_becomes_a_group_with_the_longest_first() -> None:
    pattern = re.compile(rf"{doubt_words.any_of('out_of', capital=True)} these")
    assert [pattern.fullmatch(one) is not None for one in ("Out of these", "of these", "OF these")] == [
        True, True, False]
