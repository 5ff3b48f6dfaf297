"""The text of Word documents, and where each of its characters stands in the file."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles.formats.word import read_word
from factcheck.articles.word.parts import Package
from factcheck.articles.word.text import WordText, text_of
from tests.articles import word_files as files
from tests.articles.word_files import deleted, field, inserted, of_paragraphs, run, text_box, with_note

RAISED = run("2", '<w:vertAlign w:val="superscript"/>')

CASES = {
    "runs": ([run("32", "<w:b/>") + run("5 agencies")], "325 agencies"),
    "paragraphs": ([run("One."), run("Two.")], "One.\n\nTwo."),
    "tabs and breaks": ([
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"], "a\tb\nc\nd"),
    "hyphens": (["<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>year agree</w:t><w:softHyphen/><w:t>ments</w:t></w:r>"],
                "12-year agreements"),
    "soft hyphens in text": ([run("agree\u00adments and 1,\u00ad000")], "agreements and 1,000"),
    "space that is not kept": ([run("  5 towns\n", preserve=False)], "5 towns"),
    "space that is kept": ([run("5 ") + run("towns")], "5 towns"),
    "line ends within a text": ([run("5\ntowns")], "5 towns"),
    "a link": ([f'<w:hyperlink w:anchor="x">{run("5 towns")}</w:hyperlink>{run(" joined")}'], "5 towns joined"),
    "tracked changes": ([run("1") + deleted("2") + inserted(run("3")) + run(" towns")], "13 towns"),
    "moved text": ([inserted(run("5 towns"), "moveFrom") + inserted(run("6 towns"), "moveTo")], "6 towns"),
    "a deleted paragraph mark": ([
        '<w:pPr><w:rPr><w:del w:id="1" w:author="E"/></w:rPr></w:pPr>' + run("5 "), run("towns")], "5 towns"),
    "a field": ([field(" PAGE 12 ", run("5 towns")) + run(" joined")], "5 towns joined"),
    "a field within a field": ([field(f" IF {field(' X ', run('9'))} ", run("5"))], "5"),
    "a simple field": ([f'<w:fldSimple w:instr=" DATE ">{run("5 towns")}</w:fldSimple>'], "5 towns"),
    "a content control": ([f"<w:sdt><w:sdtPr/><w:sdtContent>{run('5 towns')}</w:sdtContent></w:sdt>"], "5 towns"),
    "hidden text": ([run("5") + run("0", "<w:vanish/>") + run(" towns")], "5 towns"),
    "text that is not hidden": ([run("5", '<w:vanish w:val="0"/>')], "5"),
    "a raised note mark": ([run("831 agencies") + RAISED + run(" joined.") + RAISED + run(" Now.")],
                           "831 agencies joined. Now."),
    "a note mark that is raised by hand": ([
        run("831 agencies") + run("2", '<w:position w:val="8"/><w:sz w:val="19"/>') + run(" joined.")],
        "831 agencies joined."),
    "a raised power": ([run("831 km") + RAISED + run(" and 10") + RAISED + run(", or ") + RAISED],
                       "831 km² and 10², or ²"),
    "a raised mark at the start": ([run("One."), RAISED + run(" towns")], "One.\n\n² towns"),
    "a raised ordinal": ([run("21") + run("st", '<w:vertAlign w:val="superscript"/>')], "21st"),
    "a symbol": (['<w:r><w:t>5</w:t><w:sym w:font="Wingdings" w:char="F0B7"/><w:t>3</w:t></w:r>'], "5\ufffc3"),
    "a text box": ([run("Before ") + text_box("5 towns joined.") + run("after."), run("Next.")],
                   "Before after.\n\n5 towns joined.\n\nNext."),
    "ruby": (["<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>5 towns</w:t></w:r></w:rubyBase>"
              "</w:ruby></w:r>"], "5 towns"),
    "a comment of XML": (["<w:r><w:t>50<!-- x -->0 towns</w:t></w:r>"], "500 towns"),
    "smart quotes": ([run("“5 towns” — ‘yes’ …")], "“5 towns” — ‘yes’ …"),
    "empty paragraphs": (["", run("One."), "", "", run("Two.")], "One.\n\nTwo."),
}


def read(data: bytes) -> WordText:
    return text_of(Package(data, name="draft.docx"))


def assert_mapped(found: WordText) -> None:
    """Pieces go forward, and each says the same as its element at that place."""
    position, between = 0, []
    for piece in found.pieces:
        assert position <= piece.start < piece.end
        between.append(found.text[position:piece.start])
        position = piece.end
        words = found.text[piece.start:piece.end]
        if piece.element.tag.endswith("}t"):
            raw = piece.element.text[piece.at:piece.at + len(words)]
            assert all(a == b or b.isspace() or b.isdigit() for a, b in zip(words, raw, strict=True))
        else:
            assert (len(words), piece.at) == (1, 0)
    assert position == len(found.text)
    assert set(between) <= {"", "\n\n", "\n", "\t", " "}


@pytest.mark.parametrize("name", CASES)
def test_the_text_that_a_reader_sees(name: str) -> None:
    contents, text = CASES[name]
    found = read(of_paragraphs(*contents))
    assert found.text == text
    assert_mapped(found)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_at_the_end(kind: str) -> None:
    found = read(with_note(run("It has 5 towns") + "NOTE" + run(" now."), "Of 7 counties.", kind))
    assert found.text == "It has 5 towns now.\n\nOf 7 counties."
    assert [piece.host is None for piece in found.pieces] == [True, True, False]


def test_tables_are_lines_with_tabs() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(2, 2)
    for place, words in (((0, 0), "Ohio"), ((0, 1), "5 towns"), ((1, 0), "Utah"), ((1, 1), "6 towns")):
        table.cell(*place).text = words
    table.cell(1, 1).add_paragraph("in 2020")
    document.add_paragraph("After.")
    found = read(files.saved(document))
    assert found.text == "Before.\n\nOhio\t5 towns\nUtah\t6 towns in 2020\n\nAfter."
    assert_mapped(found)


def test_the_title_is_the_title_and_not_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("")
    document.add_heading("5 towns join", 0)
    document.add_heading("How it came", 1)
    article = read_word(io.BytesIO(files.saved(document)), "draft.docx")
    assert (article.title, article.text) == ("5 towns join", "How it came")


def test_an_article_keeps_its_file_where_that_is_asked_and_never_in_json() -> None:
    data = of_paragraphs(run("5 towns"))
    kept, plain = (read_word(io.BytesIO(data), "a", keep=keep) for keep in (True, False))
    assert (kept.original, plain.original) == (data, None)
    assert "original" not in kept.model_dump()
    assert kept.model_dump_json() == plain.model_dump_json()


WORDS = st.text(st.sampled_from("ab 5,\t\u00ad\n“é😀<&"), max_size=8)


@settings(max_examples=50, deadline=None)  # each makes a whole document
@given(st.lists(st.lists(st.tuples(WORDS, st.booleans()), max_size=4), min_size=1, max_size=4))
def test_any_runs_are_mapped(paragraphs: list[list[tuple[str, bool]]]) -> None:
    document = docx.Document()
    for runs in paragraphs:
        added = document.add_paragraph()
        for words, bold in runs:
            added.add_run(words).bold = bold
    found = read(files.saved(document))
    assert_mapped(found)
    assert "\u00ad" not in found.text
    assert found.text.split() == " ".join(each.text for each in document.paragraphs).replace("\u00ad", "").split()
