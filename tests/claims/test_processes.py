"""Reading in several processes, with real ones: the same results in the same order, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from claims import extract_many, read, read_many
from claims.errors import TextError, WorkerError
from claims.processes import AHEAD, Workers
from claims.streams import TEXTS, Stream

DATED: list[tuple[str, date | None, str | None]] = [
    (f"Ohio has {n} mills. Another 12 are planned.\nThat is up {n % 7}% from 31 last month.\n\nCall 555-0143.",
     date(2025, 1 + n % 12, 17) if n % 3 else None, "Maine counts its wells" if n % 5 == 0 else None)
    for n in range(200)
]


def _as_json(texts: list[tuple[str, date | None, str | None]], processes: int) -> list[str]:
    return [each.model_dump_json() for each in read_many(texts, processes=processes)]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as started:
        yield started


def test_two_processes_give_what_one_gives() -> None:
    texts = [("", None, None), *DATED, ("No figure.", None, None)]
    assert _as_json(texts, 2) == _as_json(texts, 1)


def test_claims_alone() -> None:
    assert list(extract_many(DATED[:3], processes=2)) == list(extract_many(DATED[:3]))


def test_a_slow_caller_makes_no_more_be_read(workers: Workers) -> None:
    taken = 0

    def endless() -> Iterator[tuple[str, date | None]]:
        nonlocal taken
        while True:
            taken += 1
            yield f"Ohio has {taken} mills.", None

    results = workers.read(Stream(endless()))
    assert [each.claims[0].figure for each in islice(results, 500)] == [f"{n} mills" for n in range(1, 501)]
    before = taken
    time.sleep(0.5)
    assert taken == before <= 500 + (2 * AHEAD + 1) * TEXTS
    results.close()


def test_what_came_before_a_text_that_is_none_is_read(workers: Workers) -> None:
    results = workers.read(Stream([("Ohio has 40 mills.", None), ("Iowa has \ud800 3.", None)]))
    assert next(results).claims[0].figure == "40 mills"
    with pytest.raises(TextError, match=r"half a surrogate pair \(character 10\), which is no text"):
        next(results)


def test_an_error_in_a_process_is_one_sentence_with_its_traceback(workers: Workers) -> None:
    wrong = ("Ohio had 40 mills last month.", "yesterday")
    with pytest.raises(WorkerError, match=r"^A process that reads texts failed on one \(.*\); read them in") as met:
        list(workers.read(Stream([wrong])))  # type: ignore[list-item]
    assert "Traceback" in met.value.__notes__[0]
    assert len(list(workers.read(Stream(DATED[:1])))) == 1, "the process goes on"


def test_a_process_that_is_killed_is_told() -> None:
    with Workers(2) as started:
        results = started.read(Stream(DATED * 20))
        next(results)
        for worker in started._workers:
            worker.process.kill()
        with pytest.raises(WorkerError, match="was ended by signal 9; give it more memory, or use fewer processes"):
            list(results)


def test_a_caller_that_stops_leaves_no_process() -> None:
    with Workers(2) as started:
        processes = [worker.process for worker in started._workers]
        assert len(list(islice(started.read(Stream(DATED * 20)), 3))) == 3
    assert [process.is_alive() for process in processes] == [False, False]


def test_the_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    with Workers(1):
        assert (os.environ["OPENBLAS_NUM_THREADS"], os.environ.get("MKL_NUM_THREADS")) == ("7", None)


@pytest.mark.parametrize("processes", [0, -1])
def test_no_process_is_no_number_of_processes(processes: int) -> None:
    with pytest.raises(ValueError, match="processes must be at least 1"):
        next(read_many([], processes=processes))


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text("from claims import read_many\nlist(read_many([('Ohio has 4 mills.', None)], processes=2))\n")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, timeout=120,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    assert done.returncode == 1
    assert 'must do so under if __name__ == "__main__".' in done.stderr


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_processes_end_with_the_one_that_started_them(tmp_path: Path, number: signal.Signals) -> None:
    script = tmp_path / "endless.py"
    script.write_text(
        "import itertools, os\nfrom claims import read_many\n"
        "if __name__ == '__main__':\n"
        "    texts = ((f'Ohio has {n} mills.', None) for n in itertools.count())\n"
        "    for each in read_many(texts, processes=2):\n        print(flush=True)\n")
    caller = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
                              preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None)
    assert caller.stdout is not None
    assert caller.stdout.readline() == b"\n"
    started = _children(caller.pid)
    assert len(started) >= 2
    caller.send_signal(number)
    _, err = caller.communicate(timeout=60)
    assert caller.returncode != 0
    assert err.count(b"Traceback") == (1 if number is signal.SIGINT else 0), "only the caller is interrupted"
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in started) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_half_a_surrogate_pair_is_told_in_one_process_too() -> None:
    with pytest.raises(TextError, match=r"\(character 3\), which is no text; decode it again\.$"):
        read("40\udc00 mills")
