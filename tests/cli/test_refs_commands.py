"""``factcheck refs list | show | validate | diff | history`` as their users call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calling import assert_one_sentence, call
from tests.cli.shelves import shelf


@pytest.fixture(scope="module")
def refs(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(shelf(tmp_path_factory.mktemp("refs")))


def out(*arguments: str) -> str:
    done = call("refs", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(("as_of", "berths", "payrolls"), [
    (None, "289 days on 2026-07-01, past its limit of 45", "0 days on 2026-07-01"),
    ("2025-09-20", "5 days on 2025-09-20", "no snapshot as of 2025-09-20 or before"),
    ("2025-09-16", "1 day on 2025-09-16", "no snapshot as of 2025-09-16 or before"),
    ("2025-12-01", "77 days on 2025-12-01, past its limit of 45", "61 days on 2025-12-01, past its limit of 60"),
])
def test_an_age_is_counted_on_a_day_that_the_clock_does_not_choose(refs: str, as_of: str | None, berths: str,
                                                                   payrolls: str) -> None:
    listed = out("list", "--refs", refs, *(("--as-of", as_of) if as_of else ()))
    one, other, summary = listed.split("\n\n")
    assert f"age:       {berths}\n" in one
    assert f"age:       {payrolls}\n" in other
    assert summary.startswith("2 datasets, references ")
    assert f"from:      {refs}/berths" in one


def test_the_clock_counts_only_where_it_is_asked(refs: str) -> None:
    assert "past its limit" in out("list", "--refs", refs, "--as-of", "today")
    assert_one_sentence(call("refs", "list", "--refs", refs, "--as-of", "soon"), "--as-of", "soon", "2025-09-17")


def test_every_command_answers_in_json(refs: str) -> None:
    for name, arguments in {
        "list": (), "show": ("payrolls",), "validate": (), "diff": ("payrolls",),
        "history": ("payrolls", "--measure", "payroll_change"),
    }.items():
        found = json.loads(out(name, *arguments, "--refs", refs, "--format", "json"))
        assert found["schema"] == f"factcheck.refs.{name}/1"
    listed = json.loads(out("list", "--refs", refs, "--format", "json"))
    assert [(one["name"], one["age"]["days"], one["stale"]) for one in listed["datasets"]] == [
        ("berths", 289, True), ("payrolls", 0, False)]
    assert [one["released"] for one in listed["datasets"][1]["snapshots"]] == ["2025-11-20", "2026-01-09", "2026-07-02"]


def test_show_previews_rows(refs: str) -> None:
    shown = out("show", "payrolls", "--refs", refs, "--rows", "2")
    assert shown.endswith("""
  2 of 12 rows of 2026-07-01:
    month    state          change
    2025-07  United States  64000
    2025-07  Ohio           3200
""")
    assert "119000" in out("show", "payrolls", "--refs", refs, "--rows", "9", "--snapshot", "2025-10-01")
    assert "rows of" not in out("show", "payrolls", "--refs", refs, "--rows", "0")
    assert_one_sentence(call("refs", "show", "payrolls", "--refs", refs, "--snapshot", "2026-07"), "2026-07-01")


def test_a_preview_is_as_wide_as_the_terminal(refs: str) -> None:
    done = call("refs", "show", "payrolls", "--refs", refs, COLUMNS="30")
    assert "and the columns change" in done.stdout


def test_the_story_of_a_value(refs: str) -> None:
    told = out("history", "payrolls", "--measure", "payrolls", "--period", "Sep 2025", "--refs", refs)
    assert told == """\
change of payrolls, September 2025: +119,000 jobs in the November 2025 vintage, +108,000 jobs in the \
January 2026 vintage, +76,000 jobs in the July 2026 vintage.
  snapshot    known since          value   change
  2025-10-01  2025-11-20   +119,000 jobs
  2026-01-01  2026-01-09   +108,000 jobs  -11,000
  2026-07-01  2026-07-02    +76,000 jobs  -32,000
"""


@pytest.mark.parametrize(("arguments", "said"), [
    (("payrolls", "--measure", "payroll_change"),
     "change of payrolls, September 2025: +119,000"),
    (("payrolls", "--measure", "change of payrolls", "--place", "TX", "--period", "2025-08"),
     "change of payrolls, Texas, August 2025: -400 jobs in the November 2025 vintage, -2,600 jobs"),
    (("payrolls", "--measure", "payroll_change", "--period", "2025-10"),
     "October 2025: -105,000 jobs in the January 2026 vintage, -140,000 jobs in the July 2026 vintage.\n"),
    (("payrolls", "--measure", "payroll_change", "--period", "July 2025", "--where", "state=Ohio"),
     "change of payrolls, Ohio, July 2025: +3,600 jobs in the November 2025 vintage, +3,200 jobs in the July 2026"),
    (("berths", "--measure", "berths"), "berths: 10 berths on 15 December 2024, 24 berths on 15 September 2025."),
    (("berths", "--measure", "berths", "--place", "Texas"),
     "berths, Texas: 0 berths on 15 December 2024, 8 berths on 15 September 2025."),
    (("berths", "--measure", "berths", "--place", "Maine"), "berths, Maine: 4 berths in each of 2 snapshots."),
    (("berths", "--measure", "operators", "--where", "kind=Night"), "operators with a berth, Night: 5 operators"),
])
def test_values_through_their_snapshots(refs: str, arguments: tuple[str, ...], said: str) -> None:
    assert said in out("history", *arguments, "--refs", refs)


def test_a_missing_value_is_told(refs: str) -> None:
    found = json.loads(out("history", "payrolls", "--measure", "payroll_change", "--period", "2025-10", "--refs", refs,
                           "--format", "json"))
    assert [one["value"] for one in found["vintages"]] == [None, "-105000", "-140000"]
    assert found["vintages"][0]["why"]["reason"] == "no_rows"


def test_several_rows_are_no_value(tmp_path: Path) -> None:
    table = "state,year,city,rate\nOhio,2024,A,3.5\nOhio,2024,B,2.5\n"
    (tmp_path / "t-2024-01-01.csv").write_text(table, encoding="utf-8")
    told = out("history", "t-2024-01-01", "--measure", "rate", "--refs", str(tmp_path))
    assert "no snapshot has a value: several rows of different values fit; say which is meant with --place or" in told


def test_the_difference_in_words_and_as_a_table(refs: str) -> None:
    told = out("diff", "payrolls", "2026-01-01", "2026-07-01", "--refs", refs, "--rows", "2")
    assert told == """\
payrolls: between the snapshots of 1 January 2026 and of 1 July 2026, no rows came, no rows went and 12 rows were \
revised; 12 before, 12 after.
  in total            for                  before          after   change
  change of payrolls  October 2025  -105,000 jobs  -140,000 jobs  -35,000
12 rows revised, 2 of them shown:
  column  before  after  row
  change  72000   64000  United States, 2025-07
  change  3600    3200   Ohio, 2025-07
"""
    assert out("diff", "payrolls", "--refs", refs, "--rows", "2") == told, "the newest two"


def test_rows_that_came_and_went(refs: str) -> None:
    told = out("diff", "payrolls", "2026-01-01", "2025-10-01", "--refs", refs, "--rows", "1")
    assert "no rows came, 3 rows went and 6 rows were revised" in told
    assert "3 rows gone, 1 of them shown:\n  state          month    change\n" in told
    assert "payrolls: the snapshots of 1 January 2026 and of 1 January 2026 say the same, 12 rows." in out(
        "diff", "payrolls", "2026-01-01", "2026-01-01", "--refs", refs)


@pytest.mark.parametrize(("arguments", "words"), [
    (("show", "payrol"), ("There is no dataset “payrol”", "the nearest name is “payrolls”")),
    (("diff", "payrolls", "2026-01-02"), ("no snapshot “2026-01-02” of payrolls", "the nearest name is “2026-01-01”")),
    (("diff", "payrolls", "2025-10-01", "2026-07"), ("“2026-07”", "2026-07-01")),
    (("history", "payrolls", "--measure", "payroll-chnge"), ("nearest name is “payroll_change”",)),
    (("history", "payrolls"), ("--measure",)),
    (("history", "payrolls", "--measure", "payrolls", "--period", "2031"), ("“2031”", "July 2025 to October 2025")),
    (("history", "payrolls", "--measure", "payrolls", "--period", "soon"), ("“soon”",)),
    (("history", "payrolls", "--measure", "payrolls", "--place", "Atlantis"), ("“Atlantis”", "refs show payrolls")),
    (("history", "payrolls", "--measure", "payrolls", "--where", "state"), ("COLUMN=VALUE",)),
    (("history", "payrolls", "--measure", "payrolls", "--where", "state=Texs"), ("nearest value is “Texas”",)),
    (("history", "berths", "--measure", "berths", "--period", "2025"), ("leave --period out",)),
    (("validate", "berth"), ("nearest name is “berths”",)),
])
def test_a_wrong_call_is_told_with_what_was_probably_meant(refs: str, arguments: tuple[str, ...],
                                                           words: tuple[str, ...]) -> None:
    assert_one_sentence(call("refs", *arguments, "--refs", refs), *words)


def test_a_first_snapshot_has_none_before(refs: str) -> None:
    assert_one_sentence(call("refs", "diff", "us-state-population"), "vintage-2024", "nothing to compare")


def test_what_a_table_holds_cannot_command_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("state,year,rate\nOhio\x1b[31m,2024,3.5\nUtah,2024,2.5\n", encoding="utf-8")
    for arguments in (("show", "t"), ("list",), ("validate",)):
        assert "\x1b" not in call("refs", *arguments, "--refs", str(tmp_path)).stdout
