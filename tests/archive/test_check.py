"""What a run over an archive leaves behind."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from factcheck.archive.results import Results
from factcheck.checking.article import check_article
from factcheck.references.library import References
from tests.archive import making
from tests.archive.conftest import Checked


def test_every_document_is_listed_with_what_came_of_it(checked: Checked) -> None:
    with Results.open(checked.out) as results:
        found = [(Path(row.location.split("#")[0]).name, row.status) for row in results.documents()]
        duplicates = [(row.document, row.duplicate_of) for row in results.documents("status = 'duplicate'")]
    assert found == [("a.jsonl", "checked"), ("a.jsonl", "checked"), ("a.jsonl", "checked"), ("a.jsonl", "unreadable"),
                     ("a.jsonl", "duplicate"), ("b.txt", "checked"), ("c.txt", "checked"), ("empty.txt", "unreadable")]
    assert duplicates == [(4, 0)]


def test_the_totals_are_told(checked: Checked) -> None:
    assert "8 documents: 5 checked, 1 duplicate, 2 unreadable." in checked.said


def test_a_kept_report_is_that_of_the_article_alone(checked: Checked) -> None:
    references = References.open(checked.older)
    with Results.open(checked.out) as results:
        for row in results.documents("status = 'checked'"):
            report, article = results.report(row.document)
            assert report == check_article(article, references=references)
            assert (row.claims, row.failed) == (len(report.claims), report.summary.fail)


def test_flat_columns_say_what_the_whole_claim_says(checked: Checked) -> None:
    with Results.open(checked.out) as results:
        rows = list(results.claims())
        wrong = next(results.claims("verdict = 'fail'", order="error DESC"))
    for row in rows:
        whole = json.loads(row.checked)
        assert (row.claim, row.verdict, row.figure) == (whole["id"], whole["verdict"], whole["figure"])
        assert row.low == float(whole["quantity"]["low"])
    assert wrong.difference is not None and wrong.error is not None and wrong.reference_value is not None
    assert wrong.error == pytest.approx(abs(wrong.low - wrong.reference_value) / wrong.reference_value)


def test_a_second_call_finds_nothing_to_do(checked: Checked) -> None:
    before = making.rows(checked.out)
    done = making.call("check", checked.source, "--out", checked.out, "--refs", checked.older, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert making.rows(checked.out) == before


def test_new_and_changed_files_are_taken_in(checked: Checked, tmp_path: Path) -> None:
    source = making.archive(tmp_path / "source")
    out = tmp_path / "out"
    assert making.call("check", source, "--out", out).returncode == 0
    (source / "c.txt").write_text(f"Published {making.PUBLISHED}\n\nFlorida has 262 agencies with 287(g) agreements.",
                                  encoding="utf-8")
    (source / "new.md").write_text("# New\n\nNobody counted more than 40 boats in the harbor.\n", encoding="utf-8")
    assert making.call("check", source, "--out", out, "--processes", "2").returncode == 0
    with Results.open(out) as results:
        found = [(Path(row.location).name, row.status) for row in results.documents("document >= 200000000")]
        texts = results.sql("SELECT count(*) FROM claims WHERE figure LIKE '%402%'").fetchall()
    assert found == [("c.txt", "replaced"), ("empty.txt", "unreadable"), ("c.txt", "checked"), ("new.md", "checked")]
    assert texts == [(0,)]


def test_two_runs_on_one_folder(checked: Checked, tmp_path: Path) -> None:
    first = subprocess.Popen(making.command("check", checked.source, "--out", tmp_path, "--refs", checked.older),
                             env=making.environment(), stderr=subprocess.DEVNULL)
    while not (tmp_path / "state.sqlite").exists():
        time.sleep(0.05)
    second = making.call("check", checked.source, "--out", tmp_path, "--refs", checked.older)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert second.returncode == 2
    assert second.stderr == (f"factcheck: Another run is at work on {tmp_path}; wait for it to end, or name another "
                             "folder.\n")


@pytest.mark.parametrize(("words", "said"), [
    (("check", "nowhere", "--out", "out"), "nowhere does not exist; check the name."),
    (("recheck", "nowhere"), "nowhere holds no checked archive; make one with “factcheck archive check SOURCE --out "
                             "nowhere”."),
    (("check", ".", "--out", "out", "--input-format", "odd"), "--input-format odd is none that is read; it is one of "),
    (("check", ".", "--out", "out", "--columns", "body"), "“body” names no column"),
    (("check", ".", "--out", "."), ". is the source itself; name another folder for the results, such as checked."),
    (("check", ".", "--out", "/dev/null/out"), "/dev/null is no folder; name another one for the results."),
    (("check", ".", "--out", "o" * 300), f"{'o' * 300} cannot be written (File name too long); "),
    (("check", ".", "--out", "out", "--processes", "1025"), "Invalid value for '--processes': 1025 is not in the "),
])
def test_what_is_wrong_is_one_sentence(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = making.call(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"factcheck: {said}") and done.stderr.count("\n") == 1
    assert not (tmp_path / "out" / "documents").exists() or not list((tmp_path / "out" / "documents").iterdir())
