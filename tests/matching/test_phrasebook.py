"""The phrasebook leaves out no dataset that asking each of them would find, and makes no lexicon that is not needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from factcheck.matching.words.lexicon import COUNTING, DatasetLexicon
from factcheck.matching.words.phrasebook import Phrasebook, phrasebook
from factcheck.references.library import References
from factcheck.references.model import Aggregate, Dataset, Dimension, Measure, Role, Snapshot, TimeKind, TimeSpec

WORDS = ("state", "states", "police", "agency", "agencies", "permit", "permits", "U.S.", "287(g)", "law", "of", "new")
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
MARKS = st.sampled_from((" ", " ", " ", ", ", ". ", "-", " ; "))
TEXTS = st.lists(st.tuples(st.sampled_from((*WORDS, "ten", "Texas")), MARKS), max_size=12).map(
    lambda pairs: "".join(word + mark for word, mark in pairs))


def dataset(name: str, measures: list[str], nouns: list[str], topic: list[str], required: bool) -> Dataset:
    snapshot = Snapshot(name="a", path=Path("/a.csv"), location="a/a.csv", title="a", as_of=date(2024, 1, 1),
                        as_of_basis="made up", retrieved=date(2024, 1, 1), sha256="0" * 64, bytes=0)
    return Dataset(name=name, title=name, publisher="p", unit_of_observation="one row", topic=tuple(topic),
                   topic_required=required, time=TimeSpec(kind=TimeKind.AS_OF), snapshots=(snapshot,),
                   dimensions=(Dimension(name="d", role=Role.CATEGORY, title="d", nouns=tuple(nouns)),),
                   measures=(Measure(name="m", title="m", aggregate=Aggregate.COUNT, unit="row",
                                     words=tuple(measures)),))


SHELVES = st.lists(st.tuples(st.lists(PHRASES, min_size=1, max_size=3), st.lists(PHRASES, max_size=2),
                             st.lists(PHRASES, max_size=2), st.booleans()), max_size=6).map(
    lambda shelf: [dataset(f"d{at}", *fields) for at, fields in enumerate(shelf)])


@given(SHELVES, TEXTS, TEXTS)
def test_it_finds_what_asking_each_dataset_finds(shelf: list[Dataset], article: str, own: str) -> None:
    book = Phrasebook(shelf)
    topical = book.topical(article)
    each = {one.name: DatasetLexicon(one) for one in shelf}
    assert [one.name for one in shelf if one.name in topical] == [
        one.name for one in shelf
        if not one.topic_required or any(hit.payload.slot == "topic" for hit in each[one.name].find(article))]
    found = [one.dataset.name for one in book.counting(own, topical)]
    assert found == [name for name in each if name in found], "in the order of the datasets"
    assert set(found) <= {one.name for one in shelf if one.name in topical}
    for name, words in each.items():
        if name in topical and any(hit.payload.slot in COUNTING for hit in words.find(own)):
            assert name in found


def test_only_what_a_text_speaks_of_is_made() -> None:
    shelf = [dataset(f"d{at}", [f"word{at}"], [], [f"topic{at}"], True) for at in range(50)]
    book = Phrasebook(shelf)
    topical = book.topical("Of topic7, and of topic8 too.")
    assert [one.dataset.name for one in book.counting("word7", topical)] == ["d7"]
    assert [one.dataset.name for one in book.counting("word9", topical)] == []
    assert set(book._made) == {"d7", "d8"}


def test_a_library_has_one_phrasebook() -> None:
    library = References.open()
    assert phrasebook(library) is phrasebook(library)
    assert tuple(phrasebook(library)) == tuple(one.name for one in library.datasets)
    assert len(phrasebook(library)) == len(library.datasets)
