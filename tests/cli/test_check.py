"""``factcheck check`` from end to end: real processes, the built-in references, every format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from factcheck.checking.model import Report
from factcheck.cli import main
from factcheck.reports.json_report import schema
from tests.cli.calling import assert_one_sentence, call
from tests.cli.texts import FAILING, NO_FIGURE, PASSING, UNVERIFIABLE

ROOT = Path(__file__).parents[2]
TEXTS = {"pass.txt": PASSING, "fail.txt": FAILING, "open.txt": UNVERIFIABLE, "none.txt": NO_FIGURE}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTCHECK_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """In this process, which has the language model already; ``call`` shows that a process does the same."""
    status = main(list(arguments))
    out, err = capfd.readouterr()
    return status, out, err


@pytest.mark.parametrize(("name", "fail_on", "status"), [
    ("pass.txt", "fail", 0), ("fail.txt", "fail", 1), ("open.txt", "fail", 0), ("none.txt", "fail", 0),
    ("pass.txt", "unverifiable", 0), ("fail.txt", "unverifiable", 1), ("open.txt", "unverifiable", 1),
    ("none.txt", "unverifiable", 0), ("fail.txt", "never", 0), ("open.txt", "never", 0),
])
def test_exit_statuses(folder: Path, capfd: pytest.CaptureFixture[str], name: str, fail_on: str, status: int) -> None:
    assert run(capfd, "check", name, "--fail-on", fail_on)[0::2] == (status, "")


def test_a_process_says_the_same_twice_and_as_a_pasted_text(folder: Path) -> None:
    named, pasted = call("check", "fail.txt", cwd=folder), call("check", stdin=FAILING.encode(), cwd=folder)
    assert (named.returncode, named.stderr) == (pasted.returncode, pasted.stderr) == (1, "")
    assert named.stdout.splitlines()[0] == "fail.txt"
    assert named.stdout.splitlines()[1:] == pasted.stdout.splitlines()[1:]
    assert "FAIL  325 agencies  (line 3, c1)" in named.stdout
    assert "\x1b" not in named.stdout


def test_matches_are_explained_where_that_is_asked(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plain, told = (run(capfd, "check", "fail.txt", *more) for more in ((), ("--explain",)))
    assert told[0] == plain[0]
    assert "How it was matched" in told[1] and "words of the measure: “" in told[1]
    assert "How it was matched" not in plain[1]


@pytest.mark.parametrize("form", ["markdown", "csv", "docx", "claimreview", "sarif"])
def test_a_format_that_explains_no_match_says_so(folder: Path, capfd: pytest.CaptureFixture[str], form: str) -> None:
    status, out, err = run(capfd, "check", "fail.txt", "--explain", "--format", form)
    assert (status, out) == (2, "")
    assert err == f"factcheck: --format {form} does not tell how a match was chosen; take text, json, jsonl or html.\n"


def test_reviews_go_into_a_page_and_into_nothing_else(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, page, _ = run(capfd, "check", "fail.txt", "--format", "html", "--claimreview")
    assert page.count('<script type="application/ld+json">') == 1
    assert "ld+json" not in run(capfd, "check", "fail.txt", "--format", "html")[1]
    status, out, err = run(capfd, "check", "fail.txt", "--format", "json", "--claimreview")
    assert (status, out) == (2, "")
    assert err.startswith("factcheck: --claimreview puts the reviews into a page; take --format html with it")


def test_no_figure_is_a_normal_result(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "No numeric claims" in run(capfd, "check", "none.txt")[1]


def test_json_is_an_object_for_one_and_a_list_for_several(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one = json.loads(run(capfd, "check", "fail.txt", "--format", "json")[1])
    status, out, _ = run(capfd, "check", "pass.txt", "fail.txt", "--format", "json")
    several = json.loads(out)
    assert status == 1
    assert [report["id"] for report in several] == ["pass.txt", "fail.txt"]
    assert several[1] == one
    for report in several:
        jsonschema.Draft202012Validator(schema()).validate(report)
        for claim in report["claims"]:
            assert TEXTS[report["id"]][claim["start"]:claim["end"]] == claim["figure"]


def test_json_lines_keep_ids_and_order_and_lose_no_good_line(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps({"id": "z", "text": FAILING, "title": "T"}), "{broken", json.dumps({"id": "a", "text": " "}),
             json.dumps({"id": "a", "text": "12 trees.", "published": "2025-01-02"}), ""]
    (folder / "in.jsonl").write_text("\n".join(lines))
    status, out, err = run(capfd, "check", "in.jsonl", "--format", "jsonl", "--output", "out.jsonl")
    assert (status, out) == (2, "")
    assert [line[:28] for line in err.splitlines()] == ["factcheck: in.jsonl, line 2 ", "factcheck: in.jsonl, line 3 "]
    reports = [Report.model_validate_json(line) for line in (folder / "out.jsonl").read_text().splitlines()]
    assert [report.id for report in reports] == ["z", "a"]
    assert (reports[0].title, str(reports[1].published), reports[1].published_basis) == ("T", "2025-01-02", "metadata")
    status, out, _ = run(capfd, "check", "in.jsonl", "--input-format", "jsonl", "--format", "json")
    assert [report["id"] for report in json.loads(out)] == ["z", "a"]


def test_an_unreadable_file_is_told_and_the_others_are_checked(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, "check", "none.txt", "missing.txt", "fail.txt", "--format", "jsonl")
    assert status == 2
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["none.txt", "fail.txt"]
    assert "missing.txt does not exist" in err


@pytest.mark.parametrize(("form", "start"), [("html", "<!"), ("markdown", "# fail.txt"), ("claimreview", "{"),
                                             ("text", "fail.txt"), ("json", "{"), ("jsonl", "{")])
def test_every_format_to_a_file_is_what_goes_to_the_screen(folder: Path, capfd: pytest.CaptureFixture[str], form: str,
                                                           start: str) -> None:
    status, out, err = run(capfd, "check", "fail.txt", "--format", form)
    assert (status, err) == (1, "")
    assert out.lower().startswith(start.lower())
    assert out.endswith("\n")
    assert run(capfd, "check", "fail.txt", "--format", form, "--output", "out")[:2] == (1, "")
    assert (folder / "out").read_text() == out
    assert "325" in out


def test_several_articles_in_text_markdown_and_claimreview(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    names = ("pass.txt", "fail.txt")
    text = run(capfd, "check", *names)[1]
    assert [name in text for name in names] == [True, True]
    assert text.count("Summary:") == 2
    assert run(capfd, "check", *names, "--format", "markdown")[1].count("\n\n---\n\n# fail.txt\n") == 1
    reviews = json.loads(run(capfd, "check", *names, "--format", "claimreview")[1])
    assert [bool(each["@graph"]) for each in reviews] == [True, True]


def test_published_of_the_call_wins_over_the_dateline(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for options, expected in (((), ("2025-09-18", "dateline")),
                              (("--published", "October 2, 2025"), ("2025-10-02", "given"))):
        report = json.loads(run(capfd, "check", "fail.txt", "--format", "json", *options)[1])
        assert (report["published"], report["published_basis"]) == expected


def test_a_text_without_a_date_says_so(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "undated.txt").write_bytes("Caf\xe9 owners planted 12 trees last month.".encode("cp1252"))
    report = json.loads(run(capfd, "check", "undated.txt", "--format", "json")[1])
    assert report["published"] is None
    assert len(report["notes"]) >= 2
    assert "Windows-1252" in report["notes"][0]
    assert "No publication date" in report["notes"][1]


@pytest.fixture
def damaged(folder: Path) -> Path:
    target = folder / "refs" / "us-state-population"
    shutil.copytree(ROOT / "reference_data" / "us-state-population", target)
    for file in target.glob("*.csv"):
        file.write_bytes(file.read_bytes() + b"\n")
    return target


def test_damaged_reference_data_are_status_3(folder: Path, damaged: Path) -> None:
    text = "Dec. 20, 2024\n\nTexas had a population of 31 million residents on July 1, 2024.\n"
    done = call("check", "--refs", str(damaged.parent), "--output", "out.txt", stdin=text.encode(), cwd=folder)
    assert_one_sentence(done, str(damaged), "sha256", status=3)
    assert not (folder / "out.txt").exists()
    for file in damaged.glob("*.csv"):
        file.unlink()
    done = call("check", "--refs", str(damaged.parent), stdin=text.encode(), cwd=folder)
    assert_one_sentence(done, "missing", status=3)
    (damaged / "datapackage.json").write_text("{")
    done = call("check", "--refs", str(damaged.parent), stdin=text.encode(), cwd=folder)
    assert_one_sentence(done, "datapackage.json", status=3)


def test_refs_given_replace_the_built_in_data(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    reports = [json.loads(run(capfd, "check", "fail.txt", "--format", "json", *options)[1])
               for options in ((), ("--refs", str(ROOT / "reference_data" / "us-state-population")))]
    assert reports[0]["references"] != reports[1]["references"]
    assert [report["summary"]["fail"] for report in reports] == [1, 0]
