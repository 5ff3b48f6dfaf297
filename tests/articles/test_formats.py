"""Each kind of file gives its articles, with what it says of them; places and offsets are those of the text given."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from factcheck.articles.collection import Unreadable
from factcheck.articles.formats.markup import looks_like_markup, text_of
from factcheck.articles.formats.paragraphs import paragraphs_of
from factcheck.articles.model import Article

Read = Callable[..., list[Article | Unreadable]]


def only(items: list[Article | Unreadable]) -> Article:
    (item,) = items
    assert isinstance(item, Article), item.reason
    return item


def told(article: Article, *words: str) -> None:
    for word in words:
        assert any(word in note for note in article.notes), (word, article.notes)


def test_text_is_as_it_stands(read: Read) -> None:
    article = only(read("a.txt", "March 3, 2025\r\n\r\nCafé: 3 towns.\r\n".encode()))
    assert (article.text, article.published) == ("March 3, 2025\r\n\r\nCafé: 3 towns.\r\n", date(2025, 3, 3))
    assert article.location == "a.txt"
    assert only(read("a.txt.gz", gzip.compress(b"3 towns."))).text == "3 towns."


def test_broken_letters_are_mended_and_told(read: Read) -> None:
    pytest.importorskip("ftfy")
    article = only(read("a.txt", "The board saidâ€”it wasnâ€™t askedâ€”that 3â€“5 towns joined.".encode()))
    assert article.text == "The board said—it wasn’t asked—that 3–5 towns joined."
    told(article, "was mended")
    whole = only(read("b.txt", "Ä café in Čapek’s “town”: 3–5.".encode()))
    assert not any("mended" in note for note in whole.notes)


def test_windows_letters_are_told(read: Read) -> None:
    told(only(read("a.txt", "3 cafés".encode("cp1252"))), "read as Windows-1252")


@pytest.mark.parametrize(("text", "english"), [
    ("The board said on Tuesday that 40 towns had joined the pact and that more of them were to follow. " * 3, True),
    ("Der Rat beschloss am Dienstag, dass vierzig Gemeinden dem Bund beitreten und weitere folgen sollen. " * 3, False),
    ("Le conseil a décidé mardi que quarante communes rejoignent le pacte et que d'autres vont suivre. " * 3, False),
    ("El consejo decidió el martes que cuarenta municipios se unan al pacto y que otros van a seguir. " * 3, False),
    ("Kurz und gut: 3.", True),
])
def test_a_text_that_is_not_english_is_told(read: Read, text: str, english: bool) -> None:
    notes = only(read("a.txt", text.encode())).notes
    assert any("look like English" in note for note in notes) is not english


def test_a_page_with_its_metadata(read: Read, making: ModuleType) -> None:
    pytest.importorskip("trafilatura")
    article = only(read("a.html", making.PAGE))
    assert (article.title, article.author, article.section, article.outlet, article.url, article.published) == (
        "Towns join pact", "Ann Lee", "Politics", "The Ayr Post", "https://ayrpost.example/pact", date(2025, 9, 17))
    assert article.published_basis == "metadata"
    assert article.text.startswith(making.PARAGRAPHS[0])
    assert "Home" not in article.text


@pytest.mark.parametrize(("head", "before", "after", "published"), [
    ("", "", "", None), ("", "", "<footer>Copyright 2026 The Post</footer>", None),
    ("", "", "<aside><a href='/2024/03/03/b.html'>Another story - March 3, 2024</a></aside>", None),
    ("", "", "<img src='/uploads/2023/05/06/x.jpg'><p>The law is in force since July 1, 2021.</p>", None),
    ("", "<time datetime='2025-09-17T10:00:00Z'>Wednesday</time>", "", date(2025, 9, 17)),
    ("", "<p class='byline'>By Ann Lee, Published September 17, 2025</p>", "", date(2025, 9, 17)),
    ("<meta property='article:modified_time' content='2025-09-20'><meta property='article:published_time' "
     "content='2025-09-17'>", "", "", date(2025, 9, 17)),
    ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-09-17T10:00:00Z"}</script>', "",
     "<footer>Copyright 2026</footer>", date(2025, 9, 17)),
])
def test_the_date_of_a_page_is_what_it_says_of_itself(read: Read, making: ModuleType, head: str, before: str,
                                                      after: str, published: date | None) -> None:
    pytest.importorskip("trafilatura")
    text = "".join(f"<p>{paragraph} It has done so since 2019.</p>" for paragraph in making.PARAGRAPHS * 2)
    page = f"<html><head><title>T</title>{head}</head><body>{before}<article>{text}</article>{after}</body></html>"
    assert only(read("a.html", page.encode())).published == published


def test_markdown_without_its_marks(read: Read) -> None:
    article = only(read("a.md", b"---\ntitle: \"Towns join\"\ndate: 2025-09-17\nauthor: Ann Lee\ntags: [a, b]\n---\n"
                                b"# The pact\n\n**About 40 towns** have [joined](http://x.example)\nthe *pact* &amp; "
                                b"more.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"))
    assert article.text == "About 40 towns have joined the pact & more.\n\none\ntwo\n\na\tb\n1\t2"
    assert (article.title, article.published, article.author) == ("Towns join", date(2025, 9, 17), "Ann Lee")
    assert only(read("b.md", b"# The pact\n\n3 towns.")).title == "The pact"


def test_mail(read: Read) -> None:
    article = only(read("a.eml", b"From: Ann Lee <ann@ayr.example>\r\nSubject: =?utf-8?q?Caf=C3=A9s_join?=\r\n"
                                 b"Date: Wed, 17 Sep 2025 23:30:00 -0400\r\nMIME-Version: 1.0\r\n"
                                 b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
                                 b"Content-Type: text/html\r\n\r\n<p>No.</p>\r\n--b\r\n"
                                 b"Content-Type: text/plain; charset=latin-1\r\n\r\n3 caf\xe9s\r\njoined.\r\n"
                                 b"--b--\r\n"))
    assert (article.text, article.title, article.author, article.published) == (
        "3 cafés\njoined.", "Cafés join", "Ann Lee", date(2025, 9, 17))


def test_pdf_lines_become_paragraphs(read: Read, making: ModuleType) -> None:
    pytest.importorskip("pypdf")
    page = ["The county board met on Tuesday and agreed that the agree-",
            "ments signed by 40 towns are to be kept by all", "of them, and that a 12-year-", "old plan is to end.",
            "A second paragraph has 3 more towns in it, and it", "ends here."]
    data = making.pdf(page, info=b"<</Title(Towns join)/Author(Ann Lee)/CreationDate(D:20250917101500Z)>>",
                      extra=b"/Info 6 0 R")
    article = only(read("a.pdf", data))
    assert article.text == (
        "The county board met on Tuesday and agreed that the agreements signed by 40 towns are to be kept by all of "
        "them, and that a 12-year-old plan is to end.\n\nA second paragraph has 3 more towns in it, and it ends here.")
    assert (article.title, article.author, article.published) == ("Towns join", "Ann Lee", date(2025, 9, 17))
    told(article, "the day on which the file was made")


@pytest.mark.parametrize(("made", "changed", "published", "note"), [
    ("2025-09-15", "2025-09-17", "2025-09-17", "as its properties say; give the true one"),
    ("2025-09-17", "2025-09-15", "2025-09-17", "as its properties say; give the true one"),
    ("2025-09-17", None, "2025-09-17", "as its properties say; give the true one"),
    (None, "2025-09-17", "2025-09-17", "as its properties say; give the true one"),
    ("2025-08-20", "2025-09-17", None, "neither is taken for the day of publication"),
    ("2025-09-17", "2027-01-04", None, "neither is taken for the day of publication"),
])
def test_the_days_of_a_file_are_taken_where_they_agree(made: str | None, changed: str | None, published: str | None,
                                                        note: str, read: Read, making: ModuleType) -> None:
    pytest.importorskip("pypdf")
    days = "".join(f"/{name}(D:{day.replace('-', '')}101500Z)" for name, day in (
        ("CreationDate", made), ("ModDate", changed)) if day)
    in_pdf = only(read("a.pdf", making.pdf([making.PARAGRAPHS[0]], extra=b"/Info 6 0 R", info=f"<<{days}>>".encode())))
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph(making.PARAGRAPHS[0])
    document.core_properties.comments = ""
    for name, day in (("created", made), ("modified", changed)):
        for one in document.core_properties._element.xpath(f"dcterms:{name}"):
            one.getparent().remove(one)
        if day:
            setattr(document.core_properties, name, datetime.fromisoformat(day))
    out = io.BytesIO()
    document.save(out)
    in_word = only(read("a.docx", out.getvalue()))
    for article in (in_pdf, in_word):
        assert article.published == (date.fromisoformat(published) if published else None)
        told(article, note)
    assert in_pdf.notes == in_word.notes


def test_a_dateline_goes_before_the_day_on_which_a_pdf_was_made(read: Read, making: ModuleType) -> None:
    pytest.importorskip("pypdf")
    article = only(read("a.pdf", making.pdf(["March 3, 2025", making.PARAGRAPHS[0]], extra=b"/Info 6 0 R",
                                            info=b"<</CreationDate(D:20250917101500Z)>>")))
    assert (article.published, article.published_basis) == (date(2025, 3, 3), "dateline")


@pytest.mark.parametrize(("pages", "text"), [
    ([["A long line that fills the width of the page here", "and a well-", "known one, and well-known as it is."]],
     "A long line that fills the width of the page here and a well-known one, and well-known as it is."),
    ([["Towns join", "The county board met on Tuesday and agreed", "that 40 towns join."]],
     "Towns join\n\nThe county board met on Tuesday and agreed that 40 towns join."),
    ([[f"THE AYR POST {page}", f"{word} words go on to the end of a line", f"Page {page} of 3"]
      for page, word in enumerate(("All", "the", "few"))],
     "All words go on to the end of a line the words go on to the end of a line few words go on to the end of a line"),
    ([["It went on over the end of a whole page of the", "book and"], ["then it stopped right there, at the end of"]],
     "It went on over the end of a whole page of the book and then it stopped right there, at the end of"),
    ([["Soft hy\u00ad", "phens go."]], "Soft hyphens go."),
    ([["The years 2019-", "2021 were dry for all of the farms there."]],
     "The years 2019-2021 were dry for all of the farms there."),
    ([[]], ""), ([], ""),
])
def test_paragraphs_of_printed_lines(pages: list[list[str]], text: str) -> None:
    assert paragraphs_of(pages) == text


def word_document(making: ModuleType) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Towns join", "Title")
    document.add_paragraph(making.PARAGRAPHS[0])
    split = document.add_paragraph("About ")
    split.add_run("12%").bold = True
    split.add_run(" of it\tis new.\nSo it is.")
    table = document.add_table(2, 2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), ("Town", "People", "Ayr", "1,200"),
                           strict=True):
        cell.text = words
    document.add_paragraph("The end.")
    document.core_properties.author = "Ann Lee"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = datetime(2025, 9, 17, 10)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document(read: Read, making: ModuleType) -> None:
    data = word_document(making)
    article = only(read("a.docx", data))
    assert article.text == (f"{making.PARAGRAPHS[0]}\n\nAbout 12% of it\tis new.\nSo it is.\n\nTown\tPeople\nAyr\t1,200"
                            "\n\nThe end.")
    assert (article.title, article.author, article.published) == ("Towns join", "Ann Lee", date(2025, 9, 17))
    assert article.original is None


def test_tracked_changes_are_as_if_accepted(read: Read) -> None:
    docx = pytest.importorskip("docx")
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    paragraph = document.add_paragraph("The board has ")
    for mark, words in (("del", "<w:delText>40</w:delText>"), ("ins", "<w:t>50</w:t>"), ("moveFrom", "<w:t>60</w:t>")):
        paragraph._p.append(parse_xml(f'<w:{mark} {space} w:id="1" w:author="a"><w:r>{words}</w:r></w:{mark}>'))
    paragraph.add_run(" towns.")
    out = io.BytesIO()
    document.save(out)
    article = only(read("a.docx", out.getvalue()))
    assert article.text == "The board has 50 towns."
    assert article.published is None  # the template's own day is not the article's


def test_json_lines_by_any_names(read: Read) -> None:
    lines: list[dict[str, Any]] = [
        {"id": 7, "headline": "Towns", "body": "3 towns.", "date": "Wed, 17 Sep 2025 10:00:00 GMT",
         "authors": ["Ann", {"name": "Bo"}], "pageviews": "1,200", "link": "http://x.example"},
        {"paragraphs": ["3 towns.", "4 towns."]}, {"content": "<p>3 towns.</p><p>4 towns.</p>"}]
    first, second, third = read("a.jsonl", "\n\n".join(map(json.dumps, lines)).encode())
    assert isinstance(first, Article)
    assert (first.id, first.title, first.published, first.author, first.reads, first.url, first.location) == (
        "7", "Towns", date(2025, 9, 17), "Ann, Bo", 1200, "http://x.example", "a.jsonl#line 1")
    assert isinstance(second, Article)
    assert second.text == "3 towns.\n\n4 towns."
    assert isinstance(third, Article)
    assert (third.text, third.location) == ("3 towns.\n\n4 towns.", "a.jsonl#line 5")
    told(third, "was HTML")


def test_keys_within_keys_are_given_with_dots(read: Read) -> None:
    line = json.dumps({"fields": {"body": "3 towns."}, "meta": {"when": "2025-09-17"}}).encode()
    article = only(read("a.jsonl", line, "text=fields.body,published=meta.when"))
    assert (article.text, article.published) == ("3 towns.", date(2025, 9, 17))


@pytest.mark.parametrize(("name", "data"), [
    ("a.csv", 'ID,Headline,Body,Pub Date,Page Views\n1,Towns,"3 towns\njoined, ""all""",2025-09-17,12\n\n2,,4 towns,,'),
    ("a.csv", 'ID;Headline;Body;Pub Date;Page Views\r\n1;Towns;"3 towns\njoined, ""all""";2025-09-17;12\r\n\r\n2;;4 '
     'towns\r\n'),
    ("a.tsv", 'ID\tHeadline\tBody\tPub Date\tPage Views\n1\tTowns\t"3 towns\njoined, ""all"""\t2025-09-17\t12\n\n2\t\t'
              '4 towns\t\t\n'),
    ("a.csv", '\ufeffID,Headline,Body,Pub Date,Page Views\r1,Towns,"3 towns\njoined, ""all""",2025-09-17,12\r\r2,,4 '
              'towns'),
])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_tables(read: Read, name: str, data: str, encoding: str) -> None:
    if encoding == "utf-16" and "\r1" in data:
        pytest.skip("no old Mac wrote UTF-16")
    first, second = read(name, data.encode(encoding))
    assert isinstance(first, Article)
    assert (first.id, first.text, first.title, first.published, first.reads, first.location) == (
        "1", '3 towns\njoined, "all"', "Towns", date(2025, 9, 17), 12, f"{name}#row 2")
    assert isinstance(second, Article)
    assert (second.text, second.location) == ("4 towns", f"{name}#row 4")


def test_parquet(read: Read, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    duckdb.execute("copy (select i id, i || ' towns' as \"Full Text\", timestamp '2025-09-17 23:00:00' published_at, "
                   f"['Ann', 'Bo'] authors, i * 3 page_views from range(200) t(i)) to '{tmp_path / 'made'}' "
                   "(format parquet)")
    items = read("it's [a]*.parquet", (tmp_path / "made").read_bytes())
    assert [item.text for item in items if isinstance(item, Article)] == [f"{i} towns" for i in range(200)]
    last = items[-1]
    assert isinstance(last, Article)
    assert (last.id, last.published, last.author, last.reads, last.location) == (
        "199", date(2025, 9, 17), "Ann, Bo", 597, "it's [a]*.parquet#row 200")


def test_feeds(read: Read, making: ModuleType) -> None:
    pytest.importorskip("feedparser")
    first, second, empty = read("a.rss", f"""<?xml version="1.0"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Ayr Post</title>
        <item><title>Towns &amp;amp; more</title><link>http://x.example/1</link><guid>g1</guid>
        <pubDate>Wed, 17 Sep 2025 23:30:00 -0400</pubDate><category>Politics</category><description>Short</description>
        <content:encoded><![CDATA[<p>{making.PARAGRAPHS[0]}</p><p>4 &lt; 5</p>]]></content:encoded></item>
        <item><title>U</title><description>3 towns.</description></item><item><title>E</title></item></channel></rss>
        """.encode())
    assert isinstance(first, Article)
    assert first.text == f"{making.PARAGRAPHS[0]}\n\n4 < 5"
    assert (first.id, first.title, first.url, first.section, first.outlet, first.published, first.location) == (
        "g1", "Towns & more", "http://x.example/1", "Politics", "The Ayr Post", date(2025, 9, 17), "a.rss#entry 1")
    assert isinstance(second, Article)
    told(second, "only its summary")
    assert isinstance(empty, Unreadable)


def test_atom(read: Read) -> None:
    pytest.importorskip("feedparser")
    article = only(read("a.xml", b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title>
        <id>x</id><updated>2025-09-17T10:00:00Z</updated><author><name>Ann</name></author>
        <content type="html">&lt;p&gt;3 towns.&lt;/p&gt;</content></entry></feed>"""))
    assert (article.text, article.author, article.published) == ("3 towns.", "Ann", date(2025, 9, 17))


@pytest.mark.parametrize("packed", [False, True])
def test_web_archives_give_the_pages(read: Read, making: ModuleType, packed: bool) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")
    unpacked = [making.record(1), making.record(2, kind=b"request"), making.record(3, status=b"404 Not Found"),
                making.record(4, b"x", headers=b"Content-Type: image/png\r\n"),
                making.record(5, gzip.compress(making.PAGE),
                              headers=b"Content-Type: text/html\r\nContent-Encoding: gzip\r\n")]
    items = read("a.warc" + ".gz" * packed, b"".join(map(gzip.compress, unpacked) if packed else unpacked))
    name = "a.warc" + ".gz" * packed
    assert [item.location for item in items] == [f"{name}#record 1", f"{name}#record 5"]
    for number, item in zip((1, 5), items, strict=True):
        assert isinstance(item, Article), item.reason
        assert (item.url, item.published) == (f"http://ayrpost.example/{number}", date(2025, 9, 17))


@pytest.mark.parametrize(("markup", "text"), [
    ("<p>a<br>b</p><div>c <b>d</b></div>", "a\nb\n\nc d"), ("<script>x</script>a", "a"),
    ("a &amp; b &#8212; c", "a & b — c"),
    ("<table><tr><td>1</td><td>2</td></tr></table>", "1\t2"), ("<p>open", "open"), ("</p>", ""), ("", ""),
    ("<iframe>x</iframe>b", "b"), ("a<style/>b", "ab"), ("  a \n\n b ", "a b"),
])
def test_text_of_markup(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(("text", "answer"), [
    ("<p>3 towns</p>", True), ("if a < b and c > d", False), ("a <br> b", False), ("x<br/>y<br/>z", True),
    ("<3 <3", False)])
def test_markup_is_known_by_its_tags(text: str, answer: bool) -> None:
    assert looks_like_markup(text) is answer
