"""One archive that is checked once, for the tests that look at what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.archive import making


@dataclass(frozen=True)
class Checked:
    """An archive, its older library, and the results of a run that nothing disturbed."""

    source: Path
    older: Path
    newer: Path
    out: Path
    said: str


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("archive")
    source = making.archive(folder / "source")
    older = making.library(folder / "older", without={"us-macro": "2026-07-30"})
    newer = making.library(folder / "newer")
    done = making.call("check", source, "--out", folder / "out", "--refs", older)
    assert done.returncode == 0, done.stderr
    return Checked(source, older, newer, folder / "out", done.stderr)
