"""What keeps work on other machines honest, without a cluster: calls that cannot be, other libraries, lost machines."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.archive.engine import LOSSES, TRIES, Engine
from factcheck.archive.fingerprints import fingerprint
from factcheck.archive.lots import Lot
from factcheck.archive.packing import packed
from factcheck.archive.serving import Done, Found
from factcheck.archive.work import Checked, Desk, Made, Setup, Unread, unread_row
from factcheck.archive.workers import Ended
from factcheck.errors import UsageError
from factcheck.references.library import References
from tests.archive import conftest, making


@pytest.mark.parametrize(("words", "said"), [
    (["--engine", "ray"], "--engine ray needs the cluster's --address"),
    (["--address", "127.0.0.1:6379"], "--address names a Ray cluster; give --engine ray with it"),
])
def test_an_engine_and_its_address_go_together(words: list[str], said: str, tmp_path: Path) -> None:
    done = making.call("check", making.archive(tmp_path / "source"), "--out", tmp_path / "out", *words)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr


def test_without_ray_it_is_said_what_to_install(tmp_path: Path) -> None:
    words = ["archive", "check", str(making.archive(tmp_path / "source")), "--out", str(tmp_path / "out"), "--engine",
             "ray", "--address", "127.0.0.1:6379"]
    code = (f"import sys; sys.modules['ray'] = None; sys.argv[1:] = {words}\n"
            "from factcheck.cli import command; command()")
    done = subprocess.run([sys.executable, "-c", code], env=making.environment(), capture_output=True, text=True,
                          check=False)
    assert done.returncode == 2
    assert done.stderr == ("factcheck: --engine ray needs Ray; install it with: pip install "
                           "'factcheck-desk[cluster]'\n")


def test_a_desk_with_another_library_or_program_refuses(checked: conftest.Checked) -> None:
    library = References.open(checked.older)
    now = fingerprint(library)
    made = Made(now.references, now.reading, now.judging)
    assert Desk(Setup((str(checked.older),), made_with=made)).references.sha256 == library.sha256
    with pytest.raises(UsageError, match=r"^The node b has another reference library"):
        Desk(Setup((str(checked.newer),), made_with=made, where="The node b"))
    with pytest.raises(UsageError, match=r"^The node b has another version of the program"):
        Desk(Setup((str(checked.older),), made_with=Made(now.references, now.reading, "0"), where="The node b"))


class Losing:
    """Workers that lose a lot so many times before they do it."""

    count = 1
    is_ready = True
    pids: tuple[int, ...] = ()

    def __init__(self, losses: int, *, blameless: bool) -> None:
        self.losses, self.blameless = losses, blameless
        self.lots: list[Lot] = []

    def place(self, lot: Lot) -> bool:
        self.lots.append(lot)
        return True

    def answer(self, lot: Lot) -> None:
        lot.packed = packed(Checked(unread_row(Unread(one.document, "", "done"))) for one in lot.items
                            if isinstance(one, Unread))

    def events(self, timeout: float | None) -> Iterator[Found | Done | Ended]:
        lots, self.lots = self.lots, []
        for lot in lots:
            if self.losses:
                self.losses -= 1
                yield Ended([lot], "gone", self.blameless)
            else:
                lot.keys = []


@pytest.mark.parametrize(("losses", "blameless", "done"), [
    (TRIES, False, True), (TRIES + 1, False, False),
    (LOSSES, True, True), (LOSSES + TRIES, True, True), (LOSSES + TRIES + 1, True, False),
])
def test_a_lost_machine_is_no_document_s_fault(losses: int, blameless: bool, done: bool) -> None:
    taken: list[Lot] = []
    engine = Engine(Losing(losses, blameless=blameless), taken.append, first_with=lambda _: None,  # type: ignore[arg-type]
                    stopping=lambda: False)
    assert engine.run(iter([Lot([Unread(0, "a", ""), Unread(1, "b", "")], 2)]))
    rows = b"".join(lot.packed.tables["documents"] for lot in taken if lot.packed is not None)
    assert rows.count(b'"document":0,') == rows.count(b'"document":1,') == 1
    assert (b"ended each process" not in rows) is done
