"""The lists of words that patterns are built from: each is used, and each of its forms is found as it is written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from factcheck.matching.carried import by_story, sizes
from factcheck.matching.words.word_lists import any_of

ROOT = Path(__file__).parents[2] / "factcheck" / "matching"
LISTS = tomllib.loads((ROOT / "data" / "word_lists.toml").read_text(encoding="utf-8"))
CODE = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_used_and_says_nothing_twice(name: str) -> None:
    assert re.search(rf"any_of\(['\"]{name}['\"]\)", CODE)
    assert len(set(LISTS[name])) == len(LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_each_form_is_found_whole_with_either_apostrophe(name: str) -> None:
    for word in LISTS[name]:
        for text in (word, word.replace("'", "’")):
            found = re.match(any_of(name), text)
            assert found is not None and found.end() == len(text), text


@pytest.mark.parametrize("word", ["largest", "bigger", "second-biggest", "smallest"])
def test_how_large_a_place_is_is_told_in_every_form(word: str) -> None:
    assert sizes.LARGE.search(f"the {word}") and by_story.SIZE.search(f"the {word}")
    assert not sizes.LARGE.search("largesse")
