"""A foreign package named ``claims`` that is found before ours is named at once, not met later as a riddle."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python with ``folder`` first on the search path."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run([sys.executable, *words], env=environment, cwd=folder, capture_output=True,
                          encoding="utf-8", check=False)


@pytest.mark.parametrize("files", [["claims/__init__.py"], ["claims.py"]], ids=["package", "module"])
def test_a_foreign_claims_is_named_in_one_sentence(tmp_path: Path, files: list[str]) -> None:
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
    for call in ("from factcheck import check", "import factcheck; factcheck.References.open()"):
        done = run(tmp_path, "-c", call)
        assert done.returncode == 1
        last = done.stderr.splitlines()[-1]
        assert last.startswith("ImportError: factcheck needs its own package 'claims'")
        assert str(tmp_path / files[0]) in last
    for words in (["refs", "list"], ["--help"], ["check", "article.txt"]):
        done = run(tmp_path, "-m", "factcheck", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("factcheck: factcheck needs its own package 'claims'")
        assert len(done.stderr.splitlines()) == 1


def test_without_one_nothing_is_said(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", "from factcheck import check")
    assert (done.returncode, done.stderr) == (0, "")
