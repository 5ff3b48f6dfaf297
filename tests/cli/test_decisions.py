"""``factcheck decisions`` as its users call it: decided, tested, listed, undone, and told in a sentence when wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import COMMAND, assert_one_sentence, call, environment
from tests.matching import making

TEXT = "The harbor board, which runs the ferries, has 24 slips. Ohio has 12 ferry berths.\n"
FILE = "decisions.toml"


class Desk:
    """A library, a folder of reference tables and an article."""

    def __init__(self, root: Path) -> None:
        self.library, self.refs, self.article = root / "library", root / "refs", root / "article.txt"
        making.berths(self.refs)
        self.article.write_text(TEXT, encoding="utf-8")
        self.paper = (str(self.article), "--published", "2025-09-20")

    def call(self, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
        return call("decisions", *words, "--library", str(self.library), "--refs", str(self.refs), **changes)

    def change(self, *words: str) -> subprocess.CompletedProcess[str]:
        return call("decisions", *words, "--library", str(self.library))

    def claims(self) -> list[Any]:
        done = call("check", *self.paper, "--format", "json", "--library", str(self.library), "--refs", str(self.refs))
        claims: list[Any] = json.loads(done.stdout)["claims"]
        return claims


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_from_adding_to_undoing(desk: Desk) -> None:
    tried = desk.call("add", "slips", "--is", "berths:berths", "--try", *desk.paper)
    assert (tried.returncode, tried.stderr) == (0, "")
    assert "24 slips (c1): unverifiable (no_reference) → pass (matches_reference)" in tried.stdout
    assert not (desk.library / FILE).exists()

    added = desk.call("add", "slips", "--is", "berths:berths", "--who", "Ana", "--why", "what sailors call them")
    assert (added.returncode, added.stdout, added.stderr) == (
        0, "Decision d1 says that “slips” is berths:berths.\n", "")
    assert [(one["verdict"], one["decision"]) for one in desk.claims()] == [("pass", "d1"), ("fail", None)]

    figure = desk.call("add", "--article", *desk.paper, "--claim", "c2", "--never", "anything")
    assert figure.stdout == "Decision d2 says that “12 ferry berths” is never matched in one article.\n"
    assert [one["reason"] for one in desk.claims()] == ["matches_reference", "never_matched"]
    assert desk.claims()[1]["message"].endswith("decided by the editor (d2).")

    tested = json.loads(desk.call("test", *desk.paper, "--format", "json").stdout)
    (article,) = tested["articles"]
    assert (tested["schema"], article["claims"], article["applied"]) == ("factcheck.decisions.test/1", 2, 2)
    assert [(one["claim"], one["before"]["verdict"], one["after"]["verdict"]) for one in article["changed"]] == [
        ("c1", "unverifiable", "pass"), ("c2", "fail", "unverifiable")]
    alone = json.loads(desk.call("test", *desk.paper, "--decision", "d2", "--format", "json").stdout)["articles"][0]
    assert [one["claim"] for one in alone["changed"]] == ["c2"]

    assert desk.change("remove", "d1").stdout == "Decision d1 no longer says that “slips” is berths:berths.\n"
    assert desk.change("undo").stdout == "Decision d1 says again that “slips” is berths:berths.\n"
    assert desk.change("undo").stdout.startswith("Decision d2 no longer says ")
    listed = desk.call("list", "--all")
    assert (listed.returncode, listed.stderr) == (0, "")
    for words in ("d1: that “slips” is berths:berths", "by Ana on ", "what sailors call them", "undone:",
                  "1 decision in force"):
        assert words in listed.stdout
    shown = json.loads(desk.call("show", "d2", "--format", "json").stdout)
    assert (shown["in_force"], shown["decision"]["figure"]) == (False, "12 ferry berths")


def test_the_words_of_a_figure_can_be_decided_everywhere(desk: Desk) -> None:
    done = desk.call("add", "--article", *desk.paper, "--claim", "c1", "--everywhere", "--alias", "berths:berths")
    assert done.stdout == "Decision d1 says that “slips” means berths:berths.\n"


def test_the_hash_of_the_references_tells_decisions_apart(desk: Desk) -> None:
    def hash_() -> str:
        done = call("check", *desk.paper, "--format", "json", "--library", str(desk.library), "--refs", str(desk.refs))
        return str(json.loads(done.stdout)["references"])

    desk.library.mkdir()
    before = hash_()
    desk.call("add", "slips", "--is", "berths:berths")
    after = hash_()
    assert after != before
    assert hash_() == after
    desk.change("undo")
    assert hash_() == before


@pytest.mark.parametrize(("words", "told"), [
    (("add", "slips"), "give one of --is, --alias and --never"),
    (("add", "slips", "--is", "berths:berths", "--never", "anything"), "give one of --is, --alias and --never"),
    (("add", "slips", "--is", "berth:berths"), "the nearest name is “berths”"),
    (("add", "slips", "--is", "berths"), "names no measure; write DATASET:MEASURE, as berths:berths"),
    (("add", "slips", "--is", "berths:moles"), "There is no measure “moles” of berths"),
    (("add", "slips", "--is", "berths:berths", "--place", "Mordor"), "no place that is known"),
    (("add", "slips", "--is", "berths:berths", "--where", "kind"), "write COLUMN=VALUE"),
    (("add", "--never", "anything"), "Give a phrase, or a figure"),
    (("add", "--claim", "c1", "--never", "anything"), "give it with --article FILE"),
    (("add", "24", "--never", "anything"), "a phrase with a word in it"),
    (("show", "d9"), "There is no decision “d9”"),
    (("test", "--decision", "d9"), "There is no decision in force “d9”"),
])
def test_a_wrong_call_is_told_in_a_sentence(words: tuple[str, ...], told: str, desk: Desk) -> None:
    desk.library.mkdir()
    assert_one_sentence(desk.call(*words), told)
    assert not (desk.library / FILE).exists()


def test_a_figure_that_is_not_there(desk: Desk) -> None:
    assert_one_sentence(desk.call("add", "--article", *desk.paper, "--claim", "c9", "--never", "anything"),
                        "There is no figure 'c9' in the article, which has 2")


@pytest.mark.parametrize("words", [("remove", "d1"), ("undo",)])
def test_nothing_to_take_back(words: tuple[str, ...], desk: Desk) -> None:
    assert_one_sentence(desk.change(*words), "There is no decision")


def test_a_contradiction_is_refused(desk: Desk) -> None:
    desk.call("add", "slips", "--is", "berths:berths")
    before = (desk.library / FILE).read_bytes()
    assert_one_sentence(desk.call("add", "a slip", "--never", "berths"),
                        "Decision d1 already says that “slips” is berths:berths: remove it first")
    assert (desk.library / FILE).read_bytes() == before


def test_a_broken_file_stops_every_check_with_status_3(desk: Desk) -> None:
    desk.library.mkdir()
    (desk.library / FILE).write_text("[[decision]\n", encoding="utf-8")
    for done in (desk.call("list"), desk.call("add", "slips", "--is", "berths:berths"), desk.change("undo"),
                 call("check", *desk.paper, "--library", str(desk.library), "--refs", str(desk.refs))):
        assert_one_sentence(done, FILE, "mend the file", status=3)
    assert (desk.library / FILE).read_text(encoding="utf-8") == "[[decision]\n"


def test_a_decision_whose_dataset_is_gone_decides_for_nothing_else(desk: Desk, tmp_path: Path) -> None:
    making.jobs(desk.refs)
    desk.call("add", "slips", "--is", "jobs:jobs")
    desk.refs = tmp_path / "other"
    making.berths(desk.refs)
    listed = desk.call("list")
    assert (listed.returncode, listed.stderr.count("\n")) == (3, 1)
    assert "Decision d1 cannot be applied: There is no dataset “jobs”" in listed.stderr
    claim = desk.claims()[0]
    assert (claim["verdict"], claim["reason"], claim["decision"]) == ("unverifiable", "decision_gone", "d1")


def test_processes_at_once_lose_no_decision(desk: Desk) -> None:
    running = [subprocess.Popen([*COMMAND, "decisions", "add", f"{word} slips", "--never", "anything", "--library",
                                 str(desk.library), "--refs", str(desk.refs)], env=environment(),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
               for word in ("north", "south", "east", "west")]
    for process in running:
        _, said = process.communicate(timeout=300)
        assert (process.returncode, said) == (0, b"")
    listed = json.loads(desk.call("list", "--format", "json").stdout)["decisions"]
    assert [one["decision"]["id"] for one in listed] == ["d1", "d2", "d3", "d4"]
    assert sorted(path.name for path in desk.library.iterdir()) == [".lock", FILE]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX limits")
def test_a_full_disk_leaves_the_decisions_as_they_were(desk: Desk) -> None:
    import resource

    desk.call("add", "slips", "--is", "berths:berths")
    before = (desk.library / FILE).read_bytes()
    done = subprocess.run(
        [*COMMAND, "decisions", "add", "piers", "--never", "anything", "--why", "x" * 4000, "--library",
         str(desk.library), "--refs", str(desk.refs)], capture_output=True, text=True, check=False, env=environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be written" in done.stderr
    assert (desk.library / FILE).read_bytes() == before


@pytest.mark.parametrize("decide", [False, True])
def test_only_a_file_of_decisions_costs_their_modules(decide: bool, desk: Desk) -> None:
    desk.library.mkdir()
    if decide:
        desk.call("add", "slips", "--is", "berths:berths")
    arguments = ["check", *desk.paper, "--library", str(desk.library), "--refs", str(desk.refs), "--output", os.devnull]
    code = (f"import sys; from factcheck.cli import main; main({arguments!r}); "
            "print([name for name in ('factcheck.references.decisions', 'factcheck.references.deciding', "
            "'factcheck.matching.reading.decided', 'factcheck.cli.deciding') if name in sys.modules], file=sys.stderr)")
    done = call(command=(sys.executable, "-c", code))
    names = ["factcheck.references.decisions", "factcheck.references.deciding", "factcheck.matching.reading.decided"]
    assert done.stderr == f"{names if decide else []}\n"
