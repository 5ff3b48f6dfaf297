"""The file of decisions: what may stand in it, what is refused, and that nothing said is ever lost."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import Decision, Decisions
from factcheck.errors import LibraryError, OutputError, UsageError
from factcheck.references import storing
from factcheck.references.deciding import made, spoken, written
from factcheck.references.decisions import Record, Removal, normalised, read
from factcheck.references.library import References
from factcheck.references.locations import DECISIONS
from tests.matching import making

IS: dict[str, Any] = {"sort": "is", "phrase": "slips", "dataset": "berths", "measure": "berths"}
NEVER: dict[str, Any] = {"sort": "never", "phrase": "slips"}
ALIAS: dict[str, Any] = {"sort": "alias", "phrase": "slips", "dataset": "berths", "measure": "berths"}
SHA = "a" * 64
FIGURE: dict[str, Any] = {"article": SHA, "start": 4, "end": 9}


@pytest.fixture(scope="module")
def refs(tmp_path_factory: pytest.TempPathFactory) -> References:
    return References.open(making.berths(tmp_path_factory.mktemp("refs")))


def _decision(**fields: Any) -> Decision:
    return made(**fields)


@pytest.mark.parametrize(("fields", "words"), [
    ({**IS, "phrase": "the"}, "a phrase with a word in it"),
    ({**IS, "phrase": "1,000"}, "a phrase with a word in it"),
    ({**IS, "phrase": None}, "a phrase with a word in it"),
    ({**IS, "measure": None}, "names no measure"),
    ({**NEVER, "measure": "berths"}, "a measure needs its dataset"),
    ({**NEVER, "place": "Ohio"}, "only a decision of sort “is”"),
    ({**ALIAS, "period": "2024"}, "only a decision of sort “is”"),
    ({**IS, "place": "Mordor"}, "no place that is known"),
    ({**IS, "period": "the other day"}, "is no period"),
    ({**ALIAS, **FIGURE}, "an alias is a phrase"),
    ({**NEVER, "start": 3, "end": 9}, "all three"),
    ({**NEVER, "article": SHA, "start": 3}, "all three"),
    ({**NEVER, **FIGURE, "end": 4}, "behind its start"),
    ({**NEVER, "article": "abc"}, "article"),
    ({**NEVER, "value": "12"}, "value: Extra inputs"),
    ({**NEVER, "sort": "maybe"}, "sort: Input should be"),
])
def test_what_is_no_decision_is_told_in_a_sentence(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        _decision(**fields)
    assert words in str(caught.value)


@pytest.mark.parametrize(("fields", "words"), [
    ({**IS, "dataset": "piers"}, "no dataset “piers”"),
    ({**IS, "measure": "moles"}, "no measure “moles” of berths; there are: berths, operators"),
    ({**IS, "place": "Germany"}, "does not know the place “Germany”"),
    ({**IS, "where": (("colour", "red"),)}, "no category “colour” of berths; there are: kind, county"),
    ({**IS, "where": (("kind", "Dusk"),)}, "no kind “Dusk” in berths; there are 2, such as “Day”, “Night”"),
    ({**IS, "phrase": "states"}, "“states” is what berths calls its state"),
])
def test_what_the_references_do_not_hold_is_refused(fields: dict[str, Any], words: str, refs: References,
                                                    tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        Decisions(tmp_path / "library").add(_decision(**fields), refs=refs)
    assert words in str(caught.value)
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize(("first", "second", "both"), [
    (IS, NEVER, False), (NEVER, ALIAS, False), (IS, {**IS, "measure": "operators"}, False), (IS, ALIAS, False),
    (IS, {**IS, "phrase": "The SLIP"}, False), (NEVER, NEVER, False),
    (IS, {**NEVER, "dataset": "berths"}, False), (IS, {**NEVER, "dataset": "berths", "measure": "berths"}, False),
    (IS, {**NEVER, "dataset": "berths", "measure": "operators"}, True),
    ({**NEVER, "dataset": "berths", "measure": "berths"}, {**NEVER, "dataset": "berths", "measure": "operators"}, True),
    (IS, {**NEVER, "article": SHA}, True), ({**IS, **FIGURE}, NEVER, True),
    ({**IS, **FIGURE}, {"sort": "never", **FIGURE}, False),
    ({**IS, **FIGURE}, {"sort": "never", **FIGURE, "start": 12, "end": 14}, True),
    (IS, {**NEVER, "phrase": "night slips"}, True),
])
def test_two_that_contradict_each_other_are_not_both_kept(
        first: dict[str, Any], second: dict[str, Any], both: bool, refs: References, tmp_path: Path) -> None:
    decisions = Decisions(tmp_path)
    decisions.add(_decision(**first), refs=refs)
    if both:
        assert decisions.add(_decision(**second), refs=refs).id == "d2"
    else:
        with pytest.raises(UsageError, match=r"Decision d1 already says that .*: remove it first\."):
            decisions.add(_decision(**second), refs=refs)
    assert len(decisions.in_force) == 1 + both


def _ids(decisions: Decisions) -> str:
    return f"{' '.join(one.id for one in decisions.in_force)} | {' '.join(r.decision.id for r in decisions.removed)}"


def test_undo_goes_back_change_by_change_and_loses_nothing(refs: References, tmp_path: Path) -> None:
    decisions = Decisions(tmp_path)
    for phrase in ("slips", "piers"):
        decisions.add(_decision(**{**IS, "phrase": phrase}), refs=refs)
    decisions.remove("d1", who="Ana", when=date(2026, 1, 2))
    decisions.add(_decision(**{**IS, "phrase": "moles"}), refs=refs)
    assert _ids(decisions) == "d2 d4 | d1"
    steps = []
    for _ in range(4):
        how, one = decisions.undo()
        steps.append(f"{how} {one.id}: {_ids(decisions)}")
    assert steps == ["added d4: d2 | d1 d4", "removed d1: d1 d2 | d4", "added d2: d1 | d4 d2", "added d1:  | d4 d2 d1"]
    with pytest.raises(UsageError, match="no decision to undo"):
        decisions.undo()
    assert decisions.add(_decision(**IS), refs=refs).id == "d5"


def test_nothing_is_removed_or_undone_where_nothing_is(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "library")
    for call in (lambda: decisions.remove("d1"), decisions.undo):
        with pytest.raises(UsageError, match="There is no decision"):
            call()
    assert decisions.in_force == ()
    assert not (tmp_path / "library").exists()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(TEXTS, min_size=4, max_size=4), day=st.none() | st.dates(), span=st.booleans())
def test_what_is_written_is_read_again(texts: list[str], day: date | None, span: bool,
                                       tmp_path_factory: pytest.TempPathFactory) -> None:
    phrase, figure, why, value = texts
    about = {**FIGURE, "figure": figure or None} if span else {"phrase": f"slips {phrase}"}
    one = Decision.model_validate({**IS, "phrase": None, **about, "id": "d1", "why": why, "when": day,
                                   "where": (("kind", value), ("a b", "c"))})
    other = Decision.model_validate({**NEVER, "id": "d3", "who": figure})
    record = Record(decisions=(one,), removed=(Removal(decision=other, who=why, when=day, change=4),))
    folder = tmp_path_factory.mktemp("written")
    (folder / DECISIONS).write_bytes(written(record).encode())
    assert read(folder) == record


@pytest.mark.parametrize(("text", "words"), [
    ("schema = ", "cannot be read"),
    ("\xff", "cannot be read"),
    ("", "is of the form None"),
    ('schema = "factcheck.decisions/2"', "is of the form 'factcheck.decisions/2'"),
    ('decision = 3', "does not hold a list"),
    ('decision = ["d1"]', "does not hold a list"),
    ('[[decision]]\nid = "d1"\nsort = "never"\n', "a phrase with a word in it"),
    ('[[decision]]\nsort = "never"\nphrase = "slips"\n', "an id of its own"),
    ('[[decision]]\nid = "d1"\nsort = "never"\nphrase = "slips"\n' * 2, "an id of its own"),
    ('[[decision]]\nid = "d1"\nsort = "never"\nphrase = "slips"\n'
     '[[decision]]\nid = "d2"\nsort = "never"\nphrase = "slip"\n', "d1 and d2 contradict each other"),
    ('[[decision]]\nid = "d1"\nsort = "never"\nphrase = "slips"\nvalue = 12\n', "value: Extra inputs"),
    ('[[decision]]\nid = "d1"\nsort = "never"\nphrase = "slips"\nwhere = 3\n', "does not hold a list"),
    ('[[removed]]\nid = "d1"\n', "sort: Field required"),
    ('extra = 1', "extra: Extra inputs"),
])
def test_a_broken_file_is_told_in_a_sentence(text: str, words: str, tmp_path: Path) -> None:
    whole = text if text[:1] in ("s", "\xff", "") else f'schema = "factcheck.decisions/1"\n{text}'
    (tmp_path / DECISIONS).write_bytes(whole.encode("latin-1"))
    with pytest.raises(LibraryError) as caught:
        References.open(making.berths(tmp_path / "refs"), library=tmp_path)
    assert words in str(caught.value)
    assert str(tmp_path / DECISIONS) in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_a_folder_or_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / DECISIONS).mkdir()
    with pytest.raises(LibraryError, match="is no file"):
        read(tmp_path)
    if hasattr(os, "mkfifo"):
        (tmp_path / DECISIONS).rmdir()
        os.mkfifo(tmp_path / DECISIONS)
        with pytest.raises(LibraryError, match="is no file"):
            read(tmp_path)


def test_a_disk_that_refuses_leaves_all_as_it_was(refs: References, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    decisions = Decisions(tmp_path)
    decisions.add(_decision(**IS), refs=refs)
    before = (tmp_path / DECISIONS).read_bytes()

    def full(path: Path, content: object) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing, "_write", full)
    for change in (lambda: decisions.add(_decision(**{**NEVER, "phrase": "piers"}), refs=refs),
                   lambda: decisions.remove("d1"), decisions.undo):
        with pytest.raises(OutputError, match="No space left on device"):
            change()
    assert (tmp_path / DECISIONS).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) in ([DECISIONS], [".lock", DECISIONS])


@pytest.mark.parametrize(("phrase", "stems"), [
    ("The Deportation Deals", ("deportation", "deal")), ("men aged 20 to 24", ("man", "aged", "20", "24")),
    ("a 287(g) agreement", ("287(g)", "agreement")), ("of the", ()),
])
def test_phrases_are_compared_without_inflection_and_small_words(phrase: str, stems: tuple[str, ...]) -> None:
    assert normalised(phrase) == stems


def test_a_decision_can_be_said() -> None:
    assert spoken(_decision(**{**IS, "place": "Ohio", "period": "2024", "where": (("kind", "Day"),)})) == (
        "that “slips” is berths:berths (Ohio, 2024, kind Day)")
    assert spoken(_decision(**ALIAS)) == "that “slips” means berths:berths"
    assert spoken(_decision(sort="never", dataset="berths", **FIGURE, figure="24 slips")) == (
        "that “24 slips” is never matched to berths in one article")
