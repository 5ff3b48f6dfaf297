"""``factcheck archive report`` and ``archive export`` as their users call them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from factcheck.archive.article_pages import name_files
from factcheck.archive.results import Results
from tests.archive import laid
from tests.archive.conftest import Checked
from tests.archive.making import call
from tests.reports import samples


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from datetime import date

    twins = [laid.one(title="Twin", published=date(2025, 3, day)) for day in (1, 2)]
    return laid.lay(tmp_path_factory.mktemp("laid") / "out", [
        (samples.report(), samples.article()), samples.hostile(), *twins, laid.one("9 lamps", "unverifiable")],
        unreadable=1)


def links(page: Path) -> list[str]:
    return re.findall(r'href="(articles/[^"]+)"', page.read_text(encoding="utf-8"))


def test_a_report_leads_to_the_reports_of_its_articles(out: Path, tmp_path: Path) -> None:
    done = call("report", out, "--output", tmp_path / "overview.html", "--articles", "all", "--title", "1998 <b>")
    assert (done.returncode, done.stdout) == (0, "")
    assert "with the reports of 5 articles" in done.stderr
    page = tmp_path / "overview.html"
    assert "1998 &lt;b&gt;" in page.read_text(encoding="utf-8")
    assert len(links(page)) == 5
    for link in links(page):
        file, card = link.split("#")
        assert f'id="{card}"' in (tmp_path / file).read_text(encoding="utf-8")
    assert {path.name[:1] for path in (tmp_path / "articles").iterdir()} != {"."}


def test_articles_with_one_text_and_two_dates_have_two_reports(out: Path) -> None:
    with Results.open(out) as results:
        name_files(results)
        files = [file for (file,) in results.sql("SELECT file FROM pages ORDER BY document").fetchall()]
    assert len(set(files)) == 5
    assert files[3] == files[2].replace(".html", "-3.html")


@pytest.mark.parametrize(("many", "written", "linked"), [("none", 0, 0), ("0", 0, 0), ("1", 1, 1), ("2", 2, 2)])
def test_so_many_articles(out: Path, tmp_path: Path, many: str, written: int, linked: int) -> None:
    assert call("report", out, "--output", tmp_path / "o.html", "--articles", many).returncode == 0
    folder = tmp_path / "articles"
    assert len(list(folder.iterdir()) if folder.exists() else []) == written
    assert len({link.split("#")[0] for link in links(tmp_path / "o.html")}) == linked


def test_a_report_of_a_real_run(checked: Checked, tmp_path: Path) -> None:
    done = call("report", checked.out, "--output", tmp_path / "o.html", "--since", "2025-01-01")
    assert done.returncode == 0
    page = (tmp_path / "o.html").read_text(encoding="utf-8")
    assert "has not ended" not in page and "2 documents could not be read" not in page
    assert "published since 2025-01-01" in page and links(tmp_path / "o.html")
    lines = call("export", checked.out, "--format", "jsonl", "--verdict", "fail").stdout.splitlines()
    with Results.open(checked.out) as results:
        failed = [one.claim for one in results.claims("verdict = 'fail'")]
    assert [json.loads(line)["claim"] for line in lines] == failed


def test_a_report_on_standard_output(out: Path) -> None:
    done = call("report", out, "--output", "-")
    assert done.returncode == 0 and done.stdout.startswith("<!doctype html>") and done.stderr == ""
    assert "articles/" not in done.stdout


@pytest.mark.parametrize("form", ["csv", "parquet", "json", "jsonl", "claimreview"])
def test_an_export_takes_its_place_when_it_is_whole(out: Path, tmp_path: Path, form: str) -> None:
    done = call("export", out, "--format", form, "--output", tmp_path / "a")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["a"] and (tmp_path / "a").stat().st_size


@pytest.mark.parametrize("form", ["csv", "parquet", "json", "jsonl", "claimreview"])
def test_damaged_results_leave_what_was_there(tmp_path: Path, form: str) -> None:
    out = laid.lay(tmp_path / "out", [laid.one(title=f"{number}") for number in range(4)], part=2)
    damaged = sorted((out / "claims").iterdir())[-1]
    damaged.write_bytes(damaged.read_bytes()[:40])
    before = tmp_path / "before"
    before.write_text("as it was", encoding="utf-8")
    done = call("export", out, "--format", form, "--output", before)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and "damaged" in done.stderr
    assert before.read_text(encoding="utf-8") == "as it was"
    assert {path.name for path in tmp_path.iterdir()} == {"out", "before"}


WRONG = [
    (("report", "{here}/nothing"), "holds no checked archive"),
    (("export", "{here}/nothing"), "holds no checked archive"),
    (("report", ""), "names no folder"),
    (("report", "{out}", "--articles", "some"), "neither a number nor all nor none"),
    (("report", "{out}", "--since", "March"), "is no date"),
    (("report", "{out}", "--since", "2025-02-01", "--until", "2025-01-01"), "is later than"),
    (("report", "{out}", "--output", "{here}/none/o.html"), "does not exist"),
    (("export", "{out}", "--format", "parquet"), "name one with --output"),
    (("export", "{out}", "--format", "claimreview", "--what", "documents"), "A ClaimReview is of a claim"),
    (("export", "{out}", "--output", "{out}/claims/a.csv"), "among the results"),
    (("export", "{out}", "--output", ""), "names no file"),
    (("export", "{out}", "--format", "xml"), "xml"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_wrong_calls_are_told_in_one_sentence(out: Path, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = call(*(word.format(out=out, here=tmp_path) for word in words), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr and len(done.stderr.splitlines()) == 1 and done.stderr.startswith("factcheck: ")
    assert list(tmp_path.iterdir()) == []


def test_results_that_cannot_be_written_to_are_read(out: Path, tmp_path: Path) -> None:
    before = sorted(str(path) for path in out.rglob("*"))
    assert call("export", out, "--output", tmp_path / "a.csv").returncode == 0
    assert call("report", out, "--output", tmp_path / "o.html").returncode == 0
    assert sorted(str(path) for path in out.rglob("*")) == before
    assert (tmp_path / "a.csv").exists() and (tmp_path / "o.html").exists()


def test_reports_of_articles_have_charts_of_the_library_that_they_were_checked_against(
        checked: Checked, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "table.csv").write_text("state,desks\nOhio,3\nUtah,4\n", encoding="utf-8")
    drawn = {}
    for name, refs in (("same", checked.older), ("other", bare)):
        (tmp_path / name).mkdir()
        done = call("report", checked.out, "--refs", refs, "--output", tmp_path / name / "page.html")
        assert done.returncode == 0, done.stderr
        pages = "".join(page.read_text(encoding="utf-8") for page in (tmp_path / name / "articles").iterdir())
        drawn[name] = pages.count('<svg class="trend"') + pages.count('<table class="standing"')
    assert drawn["same"] > 0
    assert drawn["other"] == 0
