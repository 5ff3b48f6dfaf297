"""An archive on a real Ray cluster of two nodes: the results are those of one machine, whatever is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from factcheck.archive.progress import Progress
from factcheck.archive.run import Plan, Watch, check
from factcheck.archive.work import Setup
from factcheck.archive.workers import Workers
from tests.archive import making, nodes
from tests.archive.conftest import Checked

pytest.importorskip("ray")
pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning",
                                                              "ignore::FutureWarning")]
DOCUMENTS = 300
STATES = ("Florida", "Texas", "Georgia", "Ohio", "Kansas", "Utah", "Maine")
SENTENCES = ("{state} has {n} agencies that signed 287(g) agreements. ",
             "About {n} people came to the fair in {state}. ",
             "Employers added {n},000 jobs in March 2026, the Labor Department said. ",
             "Unemployment stood at {tenth} percent in {state} last August. ", "The owner sold {n} loaves on Monday. ")


def texts() -> Iterator[dict[str, str]]:
    """Articles of our own, some of them twice."""
    for number in range(DOCUMENTS):
        said = number - 100 if number % 25 == 0 and number > 100 else number
        yield {"id": str(number), "title": f"Figures of the day, {said}", "published": f"2026-0{said % 8 + 1}-12",
               "text": "".join(sentence.format(state=STATES[(said + place) % 7], n=7 + said * (place + 3) % 900,
                                               tenth=(said % 60 + 20) / 10)
                               for place, sentence in enumerate(SENTENCES))}


@dataclass(frozen=True)
class Both:
    """An archive, and what one machine makes of it."""

    source: Path
    rows: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("cluster")
    source = making.archive(folder / "source")
    every = list(texts())
    (source / "lines.jsonl").write_text("".join(json.dumps(one) + "\n" for one in every[:-20]), encoding="utf-8")
    for one in every[-20:]:
        (source / f"{one['id']}.txt").write_text(f"Published {one['published']}\n\n{one['text']}\n", encoding="utf-8")
    done = making.call("check", source, "--out", folder / "out", "--processes", "2")
    assert done.returncode == 0, done.stderr
    return Both(source, kept(folder / "out"))


@pytest.fixture(scope="module")
def running() -> Iterator[nodes.Nodes]:
    with nodes.cluster() as found:
        yield found


def kept(out: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row as it stands in the parts, one after the other: past revisions and all."""
    from factcheck.archive.duck import connect, file_literal

    found = {}
    with connect() as duck:
        for table in ("documents", "claims", "texts"):
            listed = ", ".join(map(file_literal, sorted((out / table).glob("*.parquet"))))
            found[table] = duck.execute(f"SELECT * FROM read_parquet([{listed}])").fetchall()
    return found


def assert_equal(out: Path, local: Both) -> None:
    found = kept(out)
    numbers = [row[0] for row in found["documents"]]
    assert len(numbers) == len(set(numbers)) == DOCUMENTS + 8
    assert found == local.rows


@dataclass
class Killer:
    """Kills something of a cluster, once, when its second node has lots in hand and the run is in its middle."""

    running: nodes.Nodes
    kill: Callable[[int], None]
    pool: Any = None
    killed: list[tuple[int, int]] = field(default_factory=list)
    """How many documents were done, and how many lots the killed process had in hand."""

    def started(self, pool: Workers) -> None:
        self.pool = pool

    def progress(self, now: Progress) -> None:
        if self.killed or now.documents < 20:
            return
        theirs = self.running.checkers(nodes.SECOND)
        for member in self.pool.ready:
            if member.pid in theirs and member.lots:
                self.killed.append((now.documents, len(member.lots)))
                self.kill(member.pid)
                return


def run(local: Both, out: Path, killer: Killer) -> None:
    watch = Watch(progress=killer.progress, started=killer.started)
    plan = Plan(Setup(library=os.devnull + "-none"), processes=2, address=killer.running.address)
    assert check([str(local.source)], out, plan, watch).complete
    ((documents, lots),) = killer.killed
    assert 0 < documents < DOCUMENTS and lots
    print(f"killed after {documents} documents, with {lots} lots in hand")


def test_the_results_are_those_of_one_machine(local: Both, running: nodes.Nodes, tmp_path: Path) -> None:
    done = making.call("check", local.source, "--out", tmp_path, "--engine", "ray", "--address", running.address,
                       "--processes", "2")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert_equal(tmp_path, local)


def test_a_recheck_gives_what_one_machine_gives(checked: Checked, running: nodes.Nodes, tmp_path: Path) -> None:
    both = []
    for name, words in (("local", []), ("ray", ["--engine", "ray", "--address", running.address, "--processes", "1"])):
        shutil.copytree(checked.out, tmp_path / name)
        done = making.call("recheck", tmp_path / name, "--refs", checked.newer, "--format", "json", *words)
        assert done.returncode in (0, 1), done.stderr
        both.append((done.returncode, json.loads(done.stdout), making.rows(tmp_path / name)))
    assert both[0] == both[1]
    assert both[0][2]["changes"]


def test_a_process_that_is_killed_in_the_middle_is_replaced(local: Both, running: nodes.Nodes, tmp_path: Path) -> None:
    killer = Killer(running, lambda pid: os.kill(pid, signal.SIGKILL))
    run(local, tmp_path, killer)
    assert_equal(tmp_path, local)


def test_a_node_that_is_killed_in_the_middle_is_done_without(local: Both, running: nodes.Nodes, tmp_path: Path
                                                              ) -> None:
    killer = Killer(running, lambda _: running.kill_second())
    run(local, tmp_path, killer)
    assert not running.checkers(nodes.SECOND)
    assert_equal(tmp_path, local)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "http://127.0.0.1:6379", "127.0.0.1:99999"])
def test_where_no_cluster_is_it_is_said_at_once(address: str, tmp_path: Path) -> None:
    done = making.call("check", making.archive(tmp_path / "source"), "--out", tmp_path / "out", "--engine", "ray",
                       "--address", address)
    assert done.returncode == 2
    assert done.stderr.startswith(f"factcheck: No Ray cluster can be joined at {address} (")
    assert len(done.stderr.splitlines()) == 1
