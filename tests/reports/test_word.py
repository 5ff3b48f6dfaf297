"""Comments in Word documents: on exactly the figure's characters, and nothing else of the document changed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from factcheck.articles.formats.word import read_word
from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.reports import word
from factcheck.verification.model import Verdict
from tests.articles import word_files as files
from tests.articles.test_word_text import CASES, WORDS
from tests.articles.word_files import changed, deleted, field, inserted, of_paragraphs, run, text_box, with_note
from tests.reports import samples
from tests.reports.word_reading import parts, tied, without_comments

MAY_CHANGE = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def article_of(data: bytes) -> Article:
    return read_word(io.BytesIO(data), "draft.docx", keep=True).model_copy(update={"published": date(2025, 3, 4)})


def report_on(article: Article, spans: list[tuple[int, int]], verdict: Verdict = Verdict.FAIL) -> Report:
    """A report whose claims are the given stretches of the text."""
    made = samples.report().claims[0]
    claims = tuple(made.model_copy(update={
        "id": f"c{number}", "start": start, "end": end, "figure": article.text[start:end], "verdict": verdict})
        for number, (start, end) in enumerate(spans, start=1))
    return Report(id=article.id, published=article.published, sha256=article.sha256, references="1" * 64, claims=claims)


def figures(text: str) -> list[tuple[int, int]]:
    """Numbers with the word behind them."""
    return [found.span() for found in re.finditer(r"\d[\d,]*(?:[ \t\n-]\w+)?", text)]


def plain(text: str) -> str:
    """Without what the reader of the text does not see, and with one kind of space."""
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    return " ".join(text.replace("\u00ad", "").replace("\ufffc", "").translate(raised).split())


def assert_only_comments_differ(before: bytes, after: bytes) -> None:
    old, new = parts(before), parts(after)
    assert {name: content for name, content in new.items() if name not in MAY_CHANGE} == \
        {name: content for name, content in old.items() if name not in MAY_CHANGE}
    ids = set(tied(after)) - set(tied(before))
    trees = (etree.fromstring(old["word/document.xml"], etree.XMLParser(remove_comments=True)),
             etree.fromstring(new["word/document.xml"]))
    assert without_comments(trees[0], set()) == without_comments(trees[1], ids)


@pytest.mark.parametrize("name", [name for name, (_, text) in CASES.items() if any(map(str.isdigit, text))])
def test_comments_are_tied_to_the_figures_and_nothing_else_changes(name: str) -> None:
    data = of_paragraphs(*CASES[name][0])
    article = article_of(data)
    spans = figures(article.text)
    made = word.render(report_on(article, spans), article)
    hosted = name in ("a text box", "ruby")
    if not hosted:
        assert [plain(found) for found in tied(made).values()] == [plain(article.text[a:b]) for a, b in spans]
    assert len(tied(made)) == len(spans)
    assert_only_comments_differ(data, made)


SPREAD = {
    "bold in the middle": run("About ") + run("1,", "<w:i/>") + run("0", "<w:b/>") + run("00 towns joined"),
    "an insertion in the middle": run("About 1,") + inserted(run("0")) + run("00 towns joined"),
    "a deletion in the middle": run("About 1,") + deleted("9") + run("000 towns joined"),
    "half in a link": run("About 1,0") + f'<w:hyperlink w:anchor="x">{run("00 towns")}</w:hyperlink>' + run(" joined"),
    "out of a link": run("About ") + f'<w:hyperlink w:anchor="x">{run("1,0")}</w:hyperlink>' + run("00 towns joined"),
    "within a link": f'<w:hyperlink w:anchor="x">{run("About 1,000 towns joined")}</w:hyperlink>',
    "the whole link": run("About ") + f'<w:hyperlink w:anchor="x">{run("1,000 towns")}</w:hyperlink>' + run(" joined"),
    "half a field": run("About 1,") + field(" X ", run("000")) + run(" towns joined"),
    "a field within a link": f'<w:hyperlink w:anchor="x">{field(" X ", run("About 1,000 towns"))}</w:hyperlink>',
    "a control": run("About ") + f'<w:sdt><w:sdtContent>{run("1,000")}</w:sdtContent></w:sdt>' + run(" towns joined"),
    "a bookmark": (run("About 1,0") + '<w:bookmarkStart w:id="3" w:name="b"/>' + run("00 towns")
                   + '<w:bookmarkEnd w:id="3"/>'),
    "marks of the spelling": run("About 1,0") + '<w:proofErr w:type="spellStart"/>' + run("00 towns"),
    "a soft hyphen": run("About 1,\u00ad000 towns joined"),
    "an element's soft hyphen": "<w:r><w:t>About 1,</w:t><w:softHyphen/><w:t>000 towns</w:t></w:r>",
    "a page's end": "<w:r><w:t>About 1,</w:t><w:lastRenderedPageBreak/><w:t>000 towns</w:t></w:r>",
    "a tab": "<w:r><w:t>About 1,000</w:t><w:tab/><w:t>towns</w:t></w:r>",
    "space that is not kept": run("  About 1,000 towns joined  ", preserve=False),
}


@pytest.mark.parametrize("name", SPREAD)
def test_a_figure_that_is_spread_over_runs(name: str) -> None:
    data = of_paragraphs(SPREAD[name], run("The end."))
    article = article_of(data)
    span = (article.text.index("1,000"), article.text.index("towns") + 5)
    made = word.render(report_on(article, [span]), article)
    assert [plain(found) for found in tied(made).values()] == ["1,000 towns"]
    assert_only_comments_differ(data, made)


def test_formatting_stays_with_its_letters() -> None:
    data = of_paragraphs(run("Now 1,", "<w:i/>") + run("000 towns joined", '<w:b/><w:color w:val="FF0000"/>'))
    article = article_of(data)
    made = docx.Document(io.BytesIO(word.render(report_on(article, [(4, 9), (10, 15)]), article)))
    runs = [(each.text, each.bold, each.italic) for each in made.paragraphs[0].runs if each.text]
    assert runs == [("Now ", None, True), ("1,", None, True), ("000", True, None), (" ", True, None),
                    ("towns", True, None), (" joined", True, None)]


def test_the_comments_by_another_reader() -> None:
    data = of_paragraphs(run("Some 500 libraries and 120 more; 900 by 2030."))
    article = article_of(data)
    spans = [(5, 18), (23, 26), (33, 36)]
    report = report_on(article, spans)
    open_ = report.claims[2].model_copy(update={"verdict": Verdict.UNVERIFIABLE, "message": "No table holds this."})
    report = report.model_copy(update={"claims": (*report.claims[:2], open_)})
    comments = list(docx.Document(io.BytesIO(word.render(report, article))).comments)
    assert [(each.author, each.initials) for each in comments] == [("factcheck", "fc")] * 3
    assert all(each.timestamp is not None and each.timestamp.date() == date(2025, 3, 4) for each in comments)
    assert comments[0].text.splitlines() == [
        "FAIL. The reference has 251 libraries as of 1 March 2025, not about 500.",
        "Why: 500 is the number of branches.",
        "Suggested: “251 libraries with 500 branches”, or “About 250 libraries”.",
        "Reference: 251 libraries, the number of libraries that lend tools in Ohio on 1 March 2025.",
        "Source: State Library of Ohio, Lending Libraries of Ohio, as of 1 March 2025, https://example.org/lending?year=2025"]
    assert comments[2].text == "UNVERIFIABLE. No table holds this."


def test_without_a_date_comments_have_none() -> None:
    article = article_of(of_paragraphs(run("5 towns"))).model_copy(update={"published": None})
    made = word.render(report_on(article, [(0, 7)]), article)
    assert b"w:date" not in parts(made)["word/comments.xml"]


def test_comments_that_were_there_stay() -> None:
    document = docx.Document()
    first, second = document.add_paragraph("5 towns"), document.add_paragraph("6 towns")
    document.add_comment(first.runs, "Really?", author="Ed", initials="E")
    document.add_comment([*first.runs, *second.runs], "Both?", author="Jo", initials="J")
    data = files.saved(document)
    article = article_of(data)
    made = word.render(report_on(article, figures(article.text)), article)
    comments = [(each.author, each.text) for each in docx.Document(io.BytesIO(made)).comments]
    assert comments[:2] == [("Ed", "Really?"), ("Jo", "Both?")]
    assert len(comments) == 4
    assert {key: plain(found) for key, found in tied(made).items()} == \
        {"0": "5 towns", "1": "5 towns6 towns", "2": "5 towns", "3": "6 towns"}
    assert_only_comments_differ(data, made)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_figure_in_a_note_is_told_at_its_mark(kind: str) -> None:
    data = with_note(run("It has 5 towns") + "NOTE" + run(" now."), "Of 7 counties.", kind)
    article = article_of(data)
    made = word.render(report_on(article, figures(article.text)), article)
    assert list(tied(made).values()) == ["5 towns", ""]
    told = [each.text.splitlines()[0] for each in docx.Document(io.BytesIO(made)).comments]
    assert told[0].startswith("FAIL. The reference")
    assert told[1].startswith("FAIL. “7 counties”: The reference")
    assert_only_comments_differ(data, made)


def test_a_figure_in_a_text_box_is_told_where_the_box_hangs() -> None:
    data = of_paragraphs(run("Before ") + text_box("5 towns joined.") + run("after 6 towns."))
    article = article_of(data)
    made = word.render(report_on(article, figures(article.text)), article)
    assert [each.text.splitlines()[0][:16] for each in docx.Document(io.BytesIO(made)).comments] == [
        "FAIL. The refere", "FAIL. “5 towns”:"]
    box = etree.fromstring(parts(made)["word/document.xml"]).iter("{*}txbxContent")
    assert [list(each.iter("{*}commentReference", "{*}commentRangeStart")) for each in box] == [[], []]
    assert_only_comments_differ(data, made)


def test_a_cell_of_a_table() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ohio", "5 towns and 6 farms"
    data = files.saved(document)
    article = article_of(data)
    made = word.render(report_on(article, figures(article.text)), article)
    assert list(tied(made).values()) == ["5 towns", "6 farms"]
    assert_only_comments_differ(data, made)


def test_strict_documents_and_other_names_of_the_document() -> None:
    strict = of_paragraphs(run("It has 5 towns."))
    pairs = ((b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
             (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
              b"http://purl.oclc.org/ooxml/officeDocument/relationships"))

    def converted(old: bytes) -> bytes:
        for transitional, its in pairs:
            old = old.replace(transitional, its)
        return old

    strict = changed(strict, {name: converted for name in parts(strict) if name.endswith((".xml", ".rels"))})
    moved = of_paragraphs(run("It has 5 towns."))
    content = parts(moved)
    moved = changed(moved, {
        "word/document.xml": lambda _: None, "word/document2.xml": lambda _: content["word/document.xml"],
        "word/_rels/document.xml.rels": lambda _: None,
        "word/_rels/document2.xml.rels": lambda _: content["word/_rels/document.xml.rels"],
        "_rels/.rels": lambda old: old.replace(b"word/document.xml", b"word/document2.xml"),
        "[Content_Types].xml": lambda old: old.replace(b"/word/document.xml", b"/word/document2.xml")})
    for data in (strict, moved):
        article = article_of(data)
        assert article.text == "It has 5 towns."
        made = word.render(report_on(article, [(7, 14)]), article)
        again = article_of(made)
        assert again.text == article.text
        assert sum(b"5 towns" in content and b"commentRangeStart" in content for content in parts(made).values()) == 1
        (relations,) = (content for name, content in parts(made).items()
                        if re.search(r"word/_rels/document\d?.xml.rels", name))
        assert relations.count(b'Target="comments.xml"') == 1
    assert list(tied(word.render(report_on(article, [(7, 14)]), article), "word/document2.xml").values()) == ["5 towns"]


def test_no_figure_is_the_document_as_it_was() -> None:
    data = of_paragraphs(run("Nothing is counted here."))
    article = article_of(data)
    assert parts(word.render(report_on(article, []), article)) == parts(data)


def test_the_same_bytes_each_time_whatever_the_clock_says() -> None:
    for article in (article_of(of_paragraphs(run("5 towns and 6 farms"))), Article(text="5 towns and 6 farms")):
        report = report_on(article, figures(article.text))
        once = word.render(report, article)
        assert word.render(report, article) == once
        with zipfile.ZipFile(io.BytesIO(once)) as file:
            assert {info.date_time for info in file.infolist() if info.filename == "word/comments.xml"} == \
                {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("made", [(samples.report(), samples.article()), samples.hostile(), samples.empty()])
def test_a_text_becomes_a_document_of_its_own(made: tuple[Report, Article]) -> None:
    report, article = made
    data = word.render(report, article)
    document = docx.Document(io.BytesIO(data))
    lines = [line for line in article.text.splitlines() if line.strip()]
    body = [each.text for each in document.paragraphs if each.style is not None and each.style.name != "Title"]
    assert [plain(text) for text in body] == [plain(re.sub("[\x00-\x08\x0e-\x1f]", "\ufffd", line)) for line in lines]
    assert len(list(document.comments)) == len(report.claims)
    assert list(tied(data).values()) == [claim.figure for claim in report.claims]


def test_the_title_of_a_text_is_the_title_of_its_document() -> None:
    article = Article(text="5 towns", title="Towns\njoin")
    document = docx.Document(io.BytesIO(word.render(report_on(article, [(0, 7)]), article)))
    assert [(each.style.name, each.text) for each in document.paragraphs if each.style] == [
        ("Title", "Towns join"), ("Normal", "5 towns")]


def test_a_document_that_says_something_else_than_the_article_gets_no_comments() -> None:
    article = article_of(of_paragraphs(run("Other words."))).model_copy(update={"text": "5 towns"})
    made = word.render(report_on(article, [(0, 7)]), article)
    assert list(tied(made).values()) == ["5 towns"]


SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=8)


@settings(max_examples=50, deadline=None)  # each makes a whole document
@given(st.lists(st.lists(st.tuples(WORDS, st.booleans(), st.booleans()), max_size=4), min_size=1, max_size=3), SPANS)
def test_any_stretch_of_any_document(paragraphs: list[list[tuple[str, bool, bool]]],
                                     spans: list[tuple[int, int]]) -> None:
    """Stretches may overlap, touch, or begin and end between paragraphs."""
    document = docx.Document()
    document.add_paragraph("First.")
    for runs in paragraphs:
        added = document.add_paragraph()
        for words, bold, new in runs:
            made = added.add_run(words)
            made.bold = bold
            if new:
                made._r.addprevious(files.parse_xml(f'<w:ins {files.nsdecls("w")} w:id="9" w:author="E"/>'))
                made._r.getprevious().append(made._r)
    data = files.saved(document)
    article = article_of(data)
    within = [(start % len(article.text), min(len(article.text), start % len(article.text) + length))
              for start, length in spans]
    marked = sorted(span for span in within if article.text[slice(*span)].strip())
    made = word.render(report_on(article, marked), article)
    squeezed = ["".join(plain(found).split()) for found in tied(made).values()]
    assert sorted(squeezed) == sorted("".join(plain(article.text[a:b]).split()) for a, b in marked)
    assert_only_comments_differ(data, made)
    assert article_of(made).text == article.text


@settings(deadline=None)
@given(st.text(st.sampled_from("a5 ,\t\n\r\v\f\u2028é😀\x00\x1b\ufffe\u00ad"), min_size=1, max_size=60), SPANS)
def test_any_stretch_of_any_text(text: str, spans: list[tuple[int, int]]) -> None:
    article = Article(text=text)
    marked = [(start % len(text), min(len(text), start % len(text) + length)) for start, length in spans]
    marked = [span for span in marked if re.search(r"[a5,é😀]", text[slice(*span)])]
    made = word.render(report_on(article, marked), article)
    found = sorted(re.sub(r"[^a5,é😀]", "", each) for each in tied(made).values())
    assert found == sorted(re.sub(r"[^a5,é😀]", "", text[slice(*span)]) for span in marked)
    docx.Document(io.BytesIO(made))


def test_what_the_templates_hold_is_in_the_package() -> None:
    folder = Path(word.__file__).parent / "templates" / "word"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == {
        "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"}
