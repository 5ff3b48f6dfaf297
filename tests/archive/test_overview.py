"""What the overview of an archive adds up, and what it lists first."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from factcheck.archive.choosing import Choice
from factcheck.archive.overview import overview
from factcheck.archive.results import Results
from factcheck.archive.state import State
from factcheck.articles.collection import SourceFile
from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.reports.overview import Overview
from factcheck.verification.model import Correction
from tests.archive import laid
from tests.reports import samples

HEADED = ("Town has 130 branches\n\nThe city has 120 branches.\n\nIt had 110 branches before.\n\n"
          "And 110 branches it is.\n")
OTHER = "A day in town.\n\nNobody knew.\n\nThe city has 120 branches.\n"
TOLD = "Town: 120 branches\nWe know.\n\nThey are so.\n"
LATER = "A day in town.\n\nNobody knew.\n\nThe city has 150 branches.\n"


def seen(folder: Path, choice: Choice | None = None, **asked: Any) -> Overview:
    with Results.open(folder) as results:
        return overview(results, choice or Choice(), name="Town", **asked)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Six articles of three months, with what is known of some of them."""
    headed = laid.article(
        HEADED, laid.claim(HEADED, "130 branches"), laid.claim(HEADED, "120 branches", "pass"),
        laid.claim(HEADED, "110 branches", identifier="a"),
        laid.claim(HEADED, "110 branches", identifier="b"), title="Town has 130 branches", section="Local",
        author="Ann Bell", outlet="The Ledger", reads=900, url="https://example.org/a")
    said = laid.article(LATER, laid.claim(LATER, "150 branches", speaker="Jo Lake"), title="Said", section="Local",
                        author="Cy Doe", published=date(2025, 1, 9), reads=10)
    return laid.lay(tmp_path / "out", [
        headed, said, laid.one("100 branches", "pass", title="Right", section="News", published=date(2025, 1, 20)),
        laid.one("7 lamps", "unverifiable", title="Open", section="News"),
        laid.one("180 branches", title="Undated", published=None, published_basis=None),
        (samples.report(), samples.article())], duplicates=2, unreadable=1)


def test_everything_of_a_small_archive(small: Path, snapshot: SnapshotAssertion) -> None:
    assert seen(small).model_dump(mode="json") == snapshot


def test_the_totals_are_those_of_the_tables(small: Path) -> None:
    made = seen(small)
    assert (made.checked, made.duplicates, made.unreadable, made.undated) == (6, 2, 1, 1)
    with Results.open(small) as results:
        for count, verdict in ((made.counts.failed, "fail"), (made.counts.passed, "pass")):
            assert results.sql("SELECT count(*) FROM claims WHERE verdict = ?", [verdict]).fetchall() == [(count,)]
    for breakdown in made.breakdowns:
        lines = [*breakdown.lines, *([breakdown.rest] if breakdown.rest else [])]
        assert sum(line.counts.total for line in lines) == made.counts.total


def test_months_without_articles_are_shown(small: Path) -> None:
    assert [one.label for one in seen(small).moments] == ["2025-01", "2025-02", "2025-03"]


def test_many_months_become_years(tmp_path: Path) -> None:
    out = laid.lay(tmp_path / "out", [laid.one(published=date(1990, 1, 1)), laid.one(published=date(2020, 1, 1))])
    made = seen(out)
    assert made.yearly and len(made.moments) == 31 and made.moments[-1].label == "2020"


# What is worth more, and what less; all else is alike.
WORTH: dict[str, tuple[tuple[Report, Article], tuple[Report, Article]]] = {
    "the larger error": (laid.one("190 branches"), laid.one("104 branches")),
    "the article's own voice": (
        laid.one("120 branches"),
        laid.article(OTHER, laid.claim(OTHER, "120 branches", speaker="X"))),
    "the most read": (laid.one(reads=5000), laid.one("121 branches", reads=5)),
    "the newest": (laid.one(published=date(2025, 3, 4)), laid.one("121 branches", published=date(2024, 3, 4))),
    "the headline": (
        laid.article(TOLD, laid.claim(TOLD, "120 branches")), laid.article(OTHER, laid.claim(OTHER, "120 branches"))),
    "in the title too": (
        laid.one("120 branches", title="The 120 of this town"), laid.one("121 branches", title="Town")),
}


@pytest.mark.parametrize("case", WORTH)
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_worth_a_correction_first(case: str, turned: bool, tmp_path: Path) -> None:
    more, less = WORTH[case]
    made = seen(laid.lay(tmp_path / "out", [less, more] if turned else [more, less]))
    assert [one.figure for one in made.wrong] == [more[0].claims[0].figure, less[0].claims[0].figure]
    assert [one.published for one in made.wrong] == [more[1].published, less[1].published]


def test_a_figure_that_an_article_repeats_is_listed_once(small: Path) -> None:
    (found,) = (one for one in seen(small).wrong if one.figure == "110 branches")
    assert found.times == 2


def test_the_same_in_other_articles_is_told(tmp_path: Path) -> None:
    out = laid.lay(tmp_path / "out", [laid.one(title=f"Copy {number}") for number in range(3)])
    assert [one.elsewhere for one in seen(out).wrong] == [2, 2, 2]


def test_so_many_are_listed_and_the_others_counted(small: Path) -> None:
    everything, made = seen(small), seen(small, claims=2)
    assert made.wrong == everything.wrong[:2]
    assert made.more_wrong == len(everything.wrong) - 2


def test_a_thousand_authors(tmp_path: Path) -> None:
    articles = [laid.one(f"{101 + number % 50} branches", "fail" if number % 3 else "pass", title=f"{number}",
                         author=f"Writer {number}") for number in range(1000)]
    made = seen(laid.lay(tmp_path / "out", [*articles, laid.one(author="Writer 7", title="More")], part=500), top=10)
    authors = next(one for one in made.breakdowns if one.by == "author")
    assert authors.lines[0].name == "Writer 7" and authors.lines[0].counts.failed == 2
    assert (len(authors.lines), authors.others) == (10, 990)
    assert authors.rest is not None and authors.rest.articles == 990
    assert sum(line.counts.total for line in (*authors.lines, authors.rest)) == 1001


def test_an_empty_archive(tmp_path: Path) -> None:
    made = seen(laid.lay(tmp_path / "out", []))
    assert made == Overview(name="Town")


CHOICES = [
    (Choice(since=date(2025, 2, 1)), "published >= DATE '2025-02-01'"),
    (Choice(until=date(2025, 2, 1)), "published <= DATE '2025-02-01'"),
    (Choice(sections=("LOCAL",)), "section = 'Local'"),
    (Choice(sections=("",)), "section IS NULL"),
    (Choice(authors=("ann bell", "Cy Doe")), "author IN ('Ann Bell', 'Cy Doe')"),
    (Choice(outlets=("The Ledger",)), "outlet = 'The Ledger'"),
    (Choice(datasets=("library-lending",)), "dataset = 'library-lending'"),
    (Choice(verdicts=("fail", "pass")), "verdict IN ('fail', 'pass')"),
    (Choice(verdicts=("fail",), sections=("Local",), since=date(2025, 2, 1)),
     "verdict = 'fail' AND section = 'Local' AND published >= DATE '2025-02-01'"),
    (Choice(authors=("x' OR true --",)), "false"),
]


@pytest.mark.parametrize(("choice", "condition"), CHOICES)
def test_choices(small: Path, choice: Choice, condition: str) -> None:
    made = seen(small, choice)
    with Results.open(small) as results:
        (expected,) = results.sql(f"SELECT count(*) FROM claims JOIN documents USING (document) WHERE {condition}"
                                  ).fetchall()
    assert made.counts.total == expected[0]
    assert len(made.chosen) >= 1


def test_a_check_that_has_not_ended_is_told(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "half"
    out.mkdir()
    state = State(out)
    shutil.copytree(small, out, dirs_exist_ok=True)
    state.list_files([SourceFile(path=f"{number}.txt", format="text", size=1, modified=1.0) for number in range(3)])
    state.set_about({"complete": "0"})
    assert "has got to number 1 of 3 files" in seen(out).notes[0]
    state.set_about({"complete": "1"})
    assert seen(out).notes == ()
    state.close()


def test_a_suggested_correction_is_told_where_a_claim_has_one(tmp_path: Path) -> None:
    text = "A day in town.\nThe city has about 150 branches.\n"
    found = Correction(suggested="100 branches", exact="100 branches", figure="about 100 branches")
    wrong = laid.claim(text, "about 150 branches").model_copy(update={"correction": found})
    out = laid.lay(tmp_path / "out", [laid.article(text, wrong), laid.one()])
    told = {one.figure: one.correction for one in seen(out).wrong}
    assert told == {"120 branches": None, "about 150 branches": "“100 branches”, or “about 100 branches”"}
