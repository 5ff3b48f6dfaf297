"""What differs between two snapshots."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.references.cells import Cells
from factcheck.references.comparing import Revision, Row, compare, key_columns
from factcheck.references.library import References


def cells(*rows: str, header: str = "state,year,people") -> Cells:
    names = header.split(",")
    lines = [row.split(",") for row in rows]
    return Cells.of({name: [line[i] for line in lines] for i, name in enumerate(names)})


KEY = ("state", "year")
BEFORE = cells("Ohio,2023,10", "Ohio,2024,11", "Utah,2024,5")


def test_rows_come_go_and_are_revised() -> None:
    after = cells("Utah,2024,6", "Ohio,2024,11.0", "Iowa,2024,3")
    found = compare(BEFORE, after, key=KEY)
    assert found.gone == (Row(key=("Ohio", "2023"), cells=("Ohio", "2023", "10")),)
    assert found.added == (Row(key=("Iowa", "2024"), cells=("Iowa", "2024", "3")),)
    assert found.revised == (Revision(key=("Utah", "2024"), column="people", before="5", after="6"),)
    assert (found.added_rows, found.gone_rows, found.revised_rows, found.complete) == (1, 1, 1, True)
    assert not found.same


def test_the_order_of_rows_says_nothing() -> None:
    assert compare(BEFORE, cells("Utah,2024,5", "Ohio,2024,11", "Ohio,2023,10"), key=KEY).same


def test_columns_that_come_and_go() -> None:
    after = cells("Ohio,10,x", "Ohio,11,x", "Utah,5,x", header="state,people,note")
    found = compare(BEFORE, after, key=("state",))
    assert (found.columns_gone, found.columns_added) == (("year",), ("note",))
    assert (found.added_rows, found.gone_rows, found.revised_rows) == (0, 0, 0), "shared columns are the same"
    assert not found.same


def test_a_key_that_is_not_unique_pairs_what_is_left() -> None:
    before = cells("Ohio,2024,1", "Ohio,2024,2", "Ohio,2024,3")
    found = compare(before, cells("Ohio,2024,3", "Ohio,2024,2", "Ohio,2024,9", "Ohio,2024,8"), key=KEY)
    assert [(one.before, one.after) for one in found.revised] == [("1", "9")]
    assert [row.cells[2] for row in found.added] == ["8"]


def test_rows_without_a_key_are_compared_whole() -> None:
    found = compare(BEFORE, cells("Ohio,2023,10", "Ohio,2024,12"), key=())
    assert (found.added_rows, found.gone_rows, found.revised_rows) == (1, 2, 0)


def test_only_some_rows_are_kept_and_all_are_counted() -> None:
    after = cells(*(f"Iowa,{year},1" for year in range(2000, 2020)))
    found = compare(BEFORE, after, key=KEY, keep=2)
    assert (len(found.added), found.added_rows, found.complete) == (2, 20, False)


def test_two_rosters_differ_by_their_agreements() -> None:
    library = References.open()
    dataset = library.dataset("ice-287g")
    before, after = library.cells("ice-287g", "2025-07-18"), library.cells("ice-287g", "2025-09-17")
    found = compare(before, after, key=key_columns(dataset, before, after))
    assert found.rows_after - found.rows_before == found.added_rows - found.gone_rows
    assert "support_type" in found.key


ROWS = st.lists(st.tuples(*[st.sampled_from(["a", "b", "c"])] * 3), max_size=8)


@given(ROWS, ROWS)
def test_the_numbers_of_rows_add_up(before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]) -> None:
    one, other = (cells(*(",".join(row) for row in rows)) for rows in (before, after))
    found, back = compare(one, other, key=KEY), compare(other, one, key=KEY)
    assert found.rows_after == found.rows_before + found.added_rows - found.gone_rows
    assert (found.added_rows, found.gone_rows, found.revised_rows) == (
        back.gone_rows, back.added_rows, back.revised_rows)
    assert found.same == (sorted(before) == sorted(after))
