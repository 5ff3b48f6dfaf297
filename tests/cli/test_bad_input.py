"""Bad input: an exit status and one sentence, never a traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.calling import COMMAND, assert_one_sentence, call

FILES = {
    "empty.txt": b"", "blank.txt": b" \n\t", "nul.bin": b"3 of\0 4", "paper.pdf": b"%PDF-1.7\n", "letter.docx":
    b"PK\x03\x04", "mark.txt": b"\xef\xbb\xbfcaf\xe9", "good.txt": b"3 towns joined.", "empty.jsonl": b"",
    "unseen.txt": b"\xe2\x80\x8b \n",
    "page.html": b"<html></html>",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "sub").mkdir()
    return tmp_path


CASES = [
    (("check", "empty.txt"), ("empty.txt is empty",)),
    (("check", "blank.txt"), ("blank.txt is empty",)),
    (("check", "empty.jsonl"), ("empty.jsonl is empty",)),
    (("check", "nul.bin"), ("nul.bin", "binary", "offset 4")),
    (("check", "paper.pdf"), ("paper.pdf", "PDF")),
    (("check", "letter.docx"), ("letter.docx", "Word")),
    (("check", "mark.txt"), ("mark.txt", "UTF-8", "byte 6")),
    (("check", "none.txt"), ("none.txt does not exist",)),
    (("check", "sub"), ("sub is a folder",)),
    (("check", "no\nsuch\x1b[1m.txt"), ("does not exist",)),
    (("check", "ftp://example.org/a"), ("only those are fetched",)),
    (("check", "good.txt", "--nonsense"), ("--nonsense", "factcheck check --help")),
    (("check", "good.txt", "--format", "rtf"), ("rtf", "markdown", "--help")),
    (("check", "good.txt", "--fail-on", "sometimes"), ("sometimes", "unverifiable")),
    (("check", "good.txt", "--published"), ("--published", "argument")),
    (("check", "good.txt", "--published", "17/9/25"), ("17/9/25", "2025-09-17")),
    (("check", "good.txt", "--published", ""), ("2025-09-17",)),
    (("check", "good.txt", "--output", "missing/out.txt"), ("missing", "does not exist")),
    (("check", "good.txt", "--output", "sub"), ("sub is a folder",)),
    (("check", "good.txt", "--output", "x" * 300), ("cannot be written",)),
    (("check", "good.txt", "--output", ""), ("--output names no file",)),
    (("check", "good.txt", "--output", "good.txt"), ("is the input good.txt itself",)),
    (("extract", "good.txt", "--output", "sub/../good.txt"), ("is the input good.txt itself",)),
    (("check", "good.txt", "--library", ""), ("--library",)),
    (("check", "good.txt", "--refs", ""), ("--refs names nothing",)),
    (("check", "unseen.txt"), ("unseen.txt is empty",)),
    (("check", "good.txt", "empty.txt", "--format", "html"), ("one article",)),
    (("check", "good.txt", "--library", "missing"), ("missing", "--library")),
    (("check", "good.txt", "--refs", "missing"), ("missing",)),
    (("check", "good.txt", "--refs", "sub"), ("sub",)),
    (("extract", "empty.txt"), ("empty.txt is empty",)),
    (("extract", "good.txt", "--format", "html"), ("html", "jsonl")),
    (("refs", "show", "nothing-like-it"), ("nothing-like-it", "us-state-population")),
    (("refs", "show"), ("NAME",)),
    (("refs", "list", "--refs", "missing"), ("missing",)),
    (("recheck",), ("recheck", "factcheck --help")),
]


@pytest.mark.parametrize(("arguments", "words"), CASES, ids=[" ".join(case[0])[:50] for case in CASES])
def test_one_sentence_and_status_2(folder: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert_one_sentence(call(*arguments, cwd=folder), *words)


@pytest.mark.parametrize("command", ["check", "extract"])
def test_empty_standard_input(command: str) -> None:
    assert_one_sentence(call(command), "Standard input is empty")
    assert_one_sentence(call(command, "-"), "Standard input is empty")


def test_closed_streams() -> None:
    shell = ("sh", "-c", 'exec "$0" -m factcheck "$@"', sys.executable)
    assert_one_sentence(call("check", command=(*shell[:2], shell[2] + " <&-", sys.executable)),
                        "Standard input is closed")
    done = call("refs", "list", command=(*shell[:2], shell[2] + " >&-", sys.executable))
    assert_one_sentence(done, "Standard output is closed", "--output")
    done = call("check", command=(*shell[:2], shell[2] + " 2>&-", sys.executable))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk() -> None:
    done = call("refs", "list", command=("sh", "-c", 'exec "$0" -m factcheck "$@" >/dev/full', sys.executable))
    assert_one_sentence(done, "standard output", "No space left")


def test_a_reader_that_has_enough_is_no_error() -> None:
    done = call("refs", "list", command=("sh", "-c", '"$0" -m factcheck "$@" | true', sys.executable))
    assert done.stderr == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(folder: Path) -> None:
    (folder / "good.txt").chmod(0)
    assert_one_sentence(call("check", "good.txt", cwd=folder), "good.txt", "permission")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(folder: Path) -> None:
    (folder / "sub").chmod(0o500)
    assert_one_sentence(call("check", "good.txt", "--output", "sub/out.txt", cwd=folder), "read-only")


BROKEN = ("from factcheck.cli.commands import factcheck\n"
          "@factcheck.command()\n"
          "def broken():\n"
          "    raise KeyError('of the\\nprogram')\n"
          "from factcheck.cli import main\n"
          "raise SystemExit(main(['broken']))\n")


def test_an_error_of_the_program_itself_is_one_sentence_too() -> None:
    assert_one_sentence(call(command=(sys.executable, "-c", BROKEN)), "unexpected", "KeyError", "FACTCHECK_DEBUG=1")


@pytest.mark.parametrize("command", [(sys.executable, "-c", BROKEN), (*COMMAND, "check", "--published", "x")])
def test_debugging_shows_the_traceback_and_the_sentence(command: tuple[str, ...]) -> None:
    done = call(command=command, FACTCHECK_DEBUG="1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback (most recent call last)" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("factcheck: ")
