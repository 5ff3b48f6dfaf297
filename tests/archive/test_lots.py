"""Lots on their way: how they are cut, and in which order what came of them is taken in."""

from __future__ import annotations

from factcheck.archive.lots import CHARACTERS, MOST, Fed, Lot, Order, lots
from factcheck.archive.packing import Packed
from factcheck.archive.work import InFile, Numbered, content_key
from factcheck.articles.collection import SourceFile
from factcheck.articles.model import Article

DONE = Packed((), {})


def numbered(count: int, *, size: int = 10) -> list[Fed]:
    return [Fed(Numbered(number, Article(text="x" * size)), number + 1) for number in range(count)]


def test_lots_grow_to_their_most() -> None:
    sizes = [len(lot.items) for lot in lots(numbered(120))]
    assert sizes == [4, 8, 16, MOST, MOST, 28]


def test_a_lot_of_long_texts_is_short() -> None:
    assert [len(lot.items) for lot in lots(numbered(4, size=CHARACTERS))] == [1, 1, 1, 1]


def test_each_lot_knows_where_it_ends() -> None:
    assert [lot.position for lot in lots(numbered(13))] == [4, 12, 13]


def test_a_lot_is_split_into_its_documents() -> None:
    lot, = lots(numbered(3))
    assert [(len(one.items), one.position) for one in lot.split()] == [(1, 1), (1, 2), (1, 3)]


def test_files_are_weighed_by_their_bytes() -> None:
    big = SourceFile(path="a.pdf", format="pdf", size=2_000_000, modified=0)
    assert [len(lot.items) for lot in lots([Fed(InFile(0, big), 1), Fed(InFile(1, big), 2)])] == [1, 1]


def test_what_is_done_waits_for_what_stands_before_it() -> None:
    order = Order()
    first, second = Lot([], 1), Lot([], 2)
    order.add(first)
    order.add(second)
    second.packed = DONE
    assert list(order.done()) == []
    first.packed = DONE
    assert list(order.done()) == [first, second]
    assert len(order) == 0


def test_contents_are_judged_in_order() -> None:
    order = Order()
    first, second = Lot([], 1), Lot([], 2)
    order.add(first)
    order.add(second)
    second.keys = []
    assert list(order.unanswered()) == []
    first.keys = []
    assert list(order.unanswered()) == [first, second]


def test_a_lot_in_pieces_takes_its_place() -> None:
    order = Order()
    whole, after = Lot([], 3), Lot([], 4)
    order.add(whole)
    order.add(after)
    pieces = [Lot([], 1, packed=DONE), Lot([], 2, packed=DONE)]
    order.replace(whole, pieces)
    after.packed = DONE
    assert list(order.done()) == [*pieces, after]


def test_a_cut_forgets_all_that_stands_behind() -> None:
    order = Order()
    one = [Lot([], position, packed=DONE) for position in range(3)]
    for lot in one:
        order.add(lot)
    order.cut(one[1])
    assert list(order.done()) == one[:1]


def test_one_text_on_two_days_is_no_duplicate() -> None:
    article = Article(text="Last month 40 boats sank.")
    assert content_key(article) == content_key(article.model_copy(update={"id": "other", "reads": 4}))
    assert content_key(article) != content_key(article.model_copy(update={"title": "Boats"}))
