"""Terms of office, sentences, the language model: the small rooms around the frame."""

from __future__ import annotations

from datetime import date

import pytest

from claims import language
from claims.errors import ModelMissing
from claims.sentences import LONGEST, Parser, carrying, lines, may_carry_figure
from claims.vocabulary import administrations

NOW = date(2025, 9, 17)


@pytest.mark.parametrize(("text", "published", "day"), [
    ("140 agencies took part when Trump took office.", NOW, date(2025, 1, 20)),
    ("140 agencies took part when Trump took office.", date(2019, 5, 1), date(2017, 1, 20)),
    ("140 agencies took part when Trump took office.", None, date(2025, 1, 20)),
    ("There were 140 before President Trump returned to office.", NOW, date(2025, 1, 20)),
    ("There were 140 when Joe Biden was sworn in.", NOW, date(2021, 1, 20)),
    ("There were 140 when Biden left office.", NOW, date(2025, 1, 20)),
    ("There were 140 as the Biden administration ended.", NOW, date(2025, 1, 20)),
    ("There were 140 at the end of the Biden administration.", NOW, date(2025, 1, 20)),
    ("There were 140 at the close of Obama’s second term.", NOW, date(2017, 1, 20)),
    ("There were 140 at the start of the Obama presidency.", NOW, date(2009, 1, 20)),
    ("There were 140 at Biden's inauguration.", NOW, date(2021, 1, 20)),
    ("There were 140 before Trump's return to office.", NOW, date(2025, 1, 20)),
    ("There were 140 when George W. Bush left office.", NOW, date(2009, 1, 20)),
    ("There were 140 when Reagan took office.", NOW, date(1981, 1, 20)),
    ("There were 140 when Trump left office.", NOW, date(2021, 1, 20)),
])
def test_turning_points_of_terms_of_office(text: str, published: date | None, day: date) -> None:
    (mention,) = administrations.find(text, published=published)
    assert mention.period is not None
    assert (mention.period.start, mention.period.end) == (day, day)
    assert text[mention.start : mention.end] == mention.text


def test_since_a_turning_point_lasts_until_the_day_of_publication() -> None:
    (mention,) = administrations.find("It has grown since Trump took office.", published=NOW)
    assert mention.period is not None
    assert (mention.role, mention.period.start, mention.period.end) == ("since", date(2025, 1, 20), NOW)


@pytest.mark.parametrize(("text", "published"), [
    ("There were 140 under Biden.", NOW),
    ("Trump said 140 agencies took part.", NOW),
    ("When the sheriff took office, there were 140.", NOW),
    ("When Biden took office, there were 140.", date(2020, 1, 1)),
    ("The Biden administration signed 140.", NOW),
    ("When Smith left office, 140 remained.", NOW),
])
def test_no_turning_point(text: str, published: date) -> None:
    assert administrations.find(text, published=published) == ()


@pytest.mark.parametrize(("text", "expected"), [
    ("one\ntwo", [(0, "one"), (4, "two")]),
    ("one\r\n\r\ntwo\n", [(0, "one"), (7, "two")]),
    ("one\u2028two\u2029three", [(0, "one"), (4, "two"), (8, "three")]),
    ("one\x0btwo\x0cthree\x85four", [(0, "one"), (4, "two"), (8, "three"), (14, "four")]),
    ("  \n one", [(3, " one")]),
    ("", []),
    ("\n\n", []),
])
def test_lines(text: str, expected: list[tuple[int, str]]) -> None:
    assert list(lines(text)) == expected


@pytest.mark.parametrize("piece", ["word ", "x", "12 "])
def test_a_line_too_long_is_read_in_pieces_that_lose_nothing(piece: str) -> None:
    text = piece * (3 * LONGEST // len(piece))
    pieces = list(lines(text))
    assert "".join(line for _, line in pieces) == text
    assert all(len(line) <= LONGEST and text[start : start + len(line)] == line for start, line in pieces)
    if " " in piece:
        assert all(line.endswith(" ") for _, line in pieces)


@pytest.mark.parametrize(("text", "carries"), [
    ("It has 12 cows.", True), ("It has twelve cows.", True), ("Half of them left.", True), ("It doubled.", True),
    ("Dozens left.", True), ("Florida leads the nation.", True), ("It has the most cows.", True), ("50%", True),
    ("Nothing to count here.", False), ("", False), ("The cows came home.", False),
])
def test_the_cheap_test_for_figures(text: str, carries: bool) -> None:
    assert may_carry_figure(text) is carries


def test_sentences_stand_where_the_text_has_them_and_only_those_with_figures_are_parsed() -> None:
    text = "It has 12 cows. They came home.\n\nNo figure.\nTen left."
    found = [s for line in Parser(language.load()).split(list(carrying(text))) for s in line]
    assert [(s.text, s.paragraph, s.first_of_line, s.span is not None) for s in found] == [
        ("It has 12 cows.", 0, True, True), ("They came home.", 0, False, False), ("Ten left.", 2, True, True)]
    assert all(text[s.start : s.start + len(s.text)] == s.text for s in found)


def test_a_view_speaks_of_its_own_sentence() -> None:
    text = "First line.\nIt has 12 cows. Ohio has 30 goats."
    parser = Parser(language.load())
    found = [s for line in parser.split(list(carrying(text))) for s in line]
    assert len(found) == 3
    for sentence, view in zip(found, parser.views(found), strict=True):
        assert (view.text, view.offset) == (sentence.text, sentence.start)
        for token in view.tokens:
            assert view.text[view.start(token) : view.end(token)] == token.text
        assert text[view.offset : view.offset + len(view.text)] == view.text


def test_a_statute_is_one_word() -> None:
    tokens = [t.text for t in language.load().make_doc("Under 287(g) and 18(a)(2) it may.")]
    assert "287(g)" in tokens and "18(a)(2)" in tokens


def test_the_model_is_loaded_once() -> None:
    assert language.load() is language.load()


def test_another_model_is_taken_from_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(language.SETTING, "some_other_model")
    assert language.model_name() == "some_other_model"
    language.load.cache_clear()
    try:
        with pytest.raises(ModelMissing, match=f"'some_other_model' cannot be loaded .*set {language.SETTING} to"):
            language.load()
    finally:
        language.load.cache_clear()
