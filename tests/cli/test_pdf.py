"""``check --format pdf``: a file and never a terminal; what is missing is told before an article is read."""

from __future__ import annotations

import ctypes.util
import pty
from io import BytesIO
from os import close, ttyname
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.calling import assert_one_sentence, call
from tests.cli.texts import FAILING

needs_pango = pytest.mark.skipif(ctypes.util.find_library("pango-1.0") is None,
                                 reason="Pango is not installed: PDFs need it.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fail.txt").write_text(FAILING)
    return tmp_path


@needs_pango
def test_a_pdf_appears_as_a_file(folder: Path) -> None:
    done = call("check", "fail.txt", "--format", "pdf", "--output", "report.pdf", cwd=folder, PYTHONWARNINGS="default")
    assert (done.returncode, done.stdout) == (1, "")
    read = PdfReader(BytesIO((folder / "report.pdf").read_bytes()))
    assert "325 agencies" in "".join(page.extract_text() for page in read.pages)
    assert sorted(path.name for path in folder.iterdir()) == ["fail.txt", "report.pdf"]


@pytest.mark.parametrize("output", [(), ("--output", "-")], ids=["nowhere", "standard output"])
def test_a_pdf_needs_a_file(folder: Path, output: tuple[str, ...]) -> None:
    assert_one_sentence(call("check", "fail.txt", "--format", "pdf", *output, cwd=folder), "--output")


def test_a_pdf_never_goes_to_a_terminal(folder: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        assert_one_sentence(call("check", "fail.txt", "--format", "pdf", "--output", ttyname(theirs), cwd=folder),
                            "--output")
    finally:
        close(ours)
        close(theirs)


def test_a_pdf_is_about_one_article(folder: Path) -> None:
    (folder / "more.txt").write_text(FAILING)
    assert_one_sentence(call("check", "fail.txt", "more.txt", "--format", "pdf", "--output", "x.pdf", cwd=folder),
                        "one article")


@pytest.mark.parametrize(("module", "words"), [
    ("raise ImportError('No module named weasyprint')", ("pip install 'factcheck-desk[pdf]'",)),
    ("raise OSError(\"cannot load library 'libpango-1.0-0': no such file\")", ("Pango", "apt-get install libpango")),
], ids=["no extra", "no Pango"])
def test_what_is_missing_is_told_in_one_sentence(folder: Path, module: str, words: tuple[str, ...]) -> None:
    (folder / "modules").mkdir()
    (folder / "modules" / "weasyprint.py").write_text(module)
    done = call("check", "fail.txt", "--format", "pdf", "--output", "x.pdf", cwd=folder,
                PYTHONPATH=str(folder / "modules"))
    assert_one_sentence(done, *words)
    assert not (folder / "x.pdf").exists()
