"""The formats of ``check`` for offices and for CI: the table of formats, and what comes out of real processes."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from factcheck.cli import main
from factcheck.reports.formats import FORMATS
from tests.articles.word_files import changed, inserted, of_paragraphs, run
from tests.cli.calling import COMMAND, assert_one_sentence, call, environment
from tests.cli.texts import FAILING, NO_FIGURE, PASSING, UNVERIFIABLE
from tests.reports.test_sarif import VALIDATOR
from tests.reports.test_word import assert_only_comments_differ
from tests.reports.word_reading import tied


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    texts = {"pass.txt": PASSING, "fail.txt": FAILING, "open.txt": UNVERIFIABLE, "none.txt": NO_FIGURE}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "draft.docx").write_bytes(draft())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTCHECK_LIBRARY", str(tmp_path / "library"))
    return tmp_path


def draft() -> bytes:
    """The failing text as an author's document: its figure partly bold, partly a tracked insertion."""
    *lines, last = [line for line in FAILING.splitlines() if line.strip()]
    before, after = last.split("325 agencies")
    spread = run(before) + run("3", "<w:b/>") + inserted(run("25")) + run(" agencies") + run(after)
    return of_paragraphs(*map(run, lines), spread)


def written(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["check", *arguments])
    out, err = capfd.readouterr()
    assert err == ""
    return status, out


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])  # that one needs Pango
def test_each_format_is_written_twice_alike(folder: Path, name: str) -> None:
    for copy in ("one", "two"):
        assert main(["check", "fail.txt", "--format", name, "--output", copy]) == 1
    assert (folder / "one").read_bytes() == (folder / "two").read_bytes() != b""


def test_comments_in_the_authors_own_document(folder: Path) -> None:
    for clock in ("UTC", "Asia/Tokyo"):
        done = call("check", "draft.docx", "--format", "docx", "--output", f"{clock[:3]}.docx", cwd=folder, TZ=clock)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    checked = (folder / "UTC.docx").read_bytes()
    assert checked == (folder / "Asi.docx").read_bytes()
    assert "325 agencies" in tied(checked).values()
    assert_only_comments_differ(draft(), checked)
    assert all(each.text.startswith(("FAIL. ", "PASS. ", "UNVERIFIABLE. "))
               for each in docx.Document(str(folder / "UTC.docx")).comments)


def test_a_document_is_read_alike_in_every_format_and_from_a_pipe(folder: Path) -> None:
    named = call("check", "draft.docx", "--format", "json", cwd=folder)
    piped = call("check", "--format", "json", stdin=draft(), cwd=folder)
    report, again = json.loads(named.stdout), json.loads(piped.stdout)
    assert (report["claims"], report["sha256"]) == (again["claims"], again["sha256"])
    assert call("check", "draft.docx", "--format", "docx", "--output", "a.docx", cwd=folder).returncode == 1
    assert len(tied((folder / "a.docx").read_bytes())) == len(report["claims"])


def test_a_text_becomes_a_document(folder: Path) -> None:
    process = subprocess.run([*COMMAND, "check", "fail.txt", "--format", "docx", "--output", "/dev/stdout"],
                             capture_output=True, check=False, cwd=folder, env=environment())
    assert (process.returncode, process.stderr) == (1, b"")
    assert "325 agencies" in tied(process.stdout).values()


def test_a_document_is_not_written_over_itself_nor_to_standard_output(folder: Path) -> None:
    before = (folder / "draft.docx").read_bytes()
    done = call("check", "draft.docx", "--format", "docx", "--output", "draft.docx", cwd=folder)
    assert_one_sentence(done, "is the input draft.docx itself")
    assert (folder / "draft.docx").read_bytes() == before
    assert_one_sentence(call("check", "draft.docx", "--format", "docx", cwd=folder), "name it with --output")


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.several is None])
def test_a_format_about_one_article_says_so(folder: Path, name: str) -> None:
    done = call("check", "pass.txt", "fail.txt", "--format", name, "--output", "out", cwd=folder)
    assert_one_sentence(done, f"--format {name} is about one article")
    assert not (folder / "out").exists()


@pytest.mark.parametrize(("make", "words"), [
    (lambda: b"5 towns joined.", "no Word document"),
    (lambda: changed(draft(), {"word/document.xml": lambda _: None}), "lost its document part"),
    (lambda: changed(draft(), {"word/vbaProject.bin": lambda _: b"x"}), "holds macros"),
    (lambda: changed(draft(), {f"x{number}.xml": lambda _: bytes(45_000_000) for number in range(5)}), "far more than"),
])
def test_a_hostile_document_is_one_sentence(folder: Path, make: object, words: str) -> None:
    assert callable(make)
    (folder / "bad.docx").write_bytes(make())
    done = call("check", "bad.docx", "--format", "docx", "--output", "out.docx", cwd=folder)
    assert_one_sentence(done, "bad.docx", words)
    assert not (folder / "out.docx").exists()


def test_without_the_extra_it_is_named(folder: Path) -> None:
    code = ("import sys; sys.modules['lxml'] = None; sys.modules['lxml.etree'] = None; "
            "from factcheck.cli import main; sys.exit(main(sys.argv[1:]))")
    for name, option in (("draft.docx", "text"), ("fail.txt", "docx")):
        done = call("check", name, "--format", option, "--output", "out", cwd=folder,
                    command=(sys.executable, "-c", code))
        assert_one_sentence(done, "factcheck-desk[documents]")


def test_a_table_of_several_articles_has_one_head(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out = written(capfd, "pass.txt", "none.txt", "fail.txt", "--format", "csv")
    assert status == 1
    assert out.startswith("\ufeffarticle,line,figure,")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert list(dict.fromkeys(row["article"] for row in rows)) == ["pass.txt", "fail.txt"]
    assert written(capfd, "none.txt", "--format", "csv")[1].count("\n") == 1


def test_a_log_of_several_articles_is_one_run(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for names in (["none.txt"], ["none.txt", "fail.txt", "pass.txt", "none.txt", "open.txt"], ["fail.txt"]):
        _, out = written(capfd, *names, "--format", "sarif")
        log = json.loads(out)
        VALIDATOR.validate(log)
        (made,) = log["runs"]
        for result in made["results"]:
            (place,) = result["locations"]
            text = (folder / place["physicalLocation"]["artifactLocation"]["uri"]).read_text()
            region = place["physicalLocation"]["region"]
            assert text[region["charOffset"]:][:region["charLength"]] == region["snippet"]["text"]
        assert ("error" in {result["level"] for result in made["results"]}) is ("fail.txt" in names)


def test_each_format_has_its_section_in_the_documents() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    assert re.findall(r"^## `(\w+)`", page, flags=re.MULTILINE) == list(FORMATS)
    for form in FORMATS.values():
        assert f"| [`{form.name}`](#{form.name}) | {form.purpose} |" in page
