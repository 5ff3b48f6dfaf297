"""Damaged and hostile files: one value with one reason each, in bounded time and memory, and the rest is read."""

from __future__ import annotations

import gzip
import io
import random
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import ModuleType

import pytest

from factcheck.articles.collection import Unreadable
from factcheck.articles.formats import guarding
from factcheck.articles.model import Article
from factcheck.errors import ArticleError

Read = Callable[..., list[Article | Unreadable]]


def told(items: list[Article | Unreadable], *words: str) -> None:
    (item,) = items
    assert isinstance(item, Unreadable), item.text[:100]
    assert all(word in item.reason for word in words), item.reason


def outcome(items: list[Article | Unreadable]) -> list[str]:
    """Texts as they are, and the places of what could not be read."""
    return [item.text if isinstance(item, Article) else f"!{item.location.partition('#')[2]}" for item in items]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.pdf", "a.docx", "a.eml", "a.jsonl", "a.csv",
                                  "a.parquet", "a.rss", "a.warc", "a.txt.gz", "a.jsonl.gz", "a.warc.gz"])
@pytest.mark.parametrize("data", [b"", b"\0" * 100, bytes(range(256)) * 40, b"\x1f\x8b\x08\0broken"])
def test_files_of_nothing_and_of_noise(read: Read, name: str, data: bytes) -> None:
    if name == "a.eml" and data:
        pytest.skip("any bytes are a mail")
    told(read(name, data)[:1])


def test_a_gzip_bomb_is_given_up(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.articles.formats.opening._FREE", 1_000_000)
    told(read("a.jsonl.gz", gzip.compress(b"\0" * 30_000_000)), "unpacks to more than 200 times")


def test_a_torn_gzip_file_gives_what_stands_before_the_tear(read: Read) -> None:
    lines = b"".join(b'{"text":"%d towns"}\n' % number for number in range(20_000))
    items = read("a.jsonl.gz", gzip.compress(lines)[:-100])
    assert len(items) > 1_000
    assert isinstance(items[0], Article)
    told(items[-1:], "cannot be read to its end")


@pytest.fixture
def word(making: ModuleType) -> Callable[..., bytes]:
    """A Word document with bytes of its text, or of all of its parts, replaced."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("3 towns.")
    plain = io.BytesIO()
    document.save(plain)

    def remade(change: Callable[[str, bytes], bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in parts.infolist():
                new.writestr(entry.filename, change(entry.filename, parts.read(entry.filename)))
        return out.getvalue()
    return remade


def test_word_documents_that_are_bombs_or_broken(read: Read, word: Callable[..., bytes]) -> None:
    def in_text(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
        return lambda name, data: data.replace(old, new, 1) if name == "word/document.xml" else data

    told(read("a.docx", word(in_text(b"3 towns.", b"3 towns. " * 6_000_000))), "unpacks to far more")
    told(read("b.docx", word(lambda name, data: b"" if name == "_rels/.rels" else data)), "is not well-formed")
    told(read("c.docx", word(in_text(b"</w:body>", b""))), "word/document.xml is not well-formed")
    entities = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">' + b"".join(
        b'<!ENTITY %c "%b">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("c"), ord("k"))) + b"]>"
    bomb = word(lambda name, data: data.replace(b"?>", b"?>" + entities, 1).replace(b"3 towns.", b"&j;")
                if name == "word/document.xml" else data)
    assert sum(len(item.text) for item in read("d.docx", bomb) if isinstance(item, Article)) < 1_000
    outside = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    (item,) = read("e.docx", word(lambda name, data: data.replace(b"?>", b"?>" + outside, 1).replace(
        b"3 towns.", b"3 towns&b;.") if name == "word/document.xml" else data))
    assert isinstance(item, Unreadable) or item.text in ("3 towns", "3 towns.")
    told(read("f.docx", word(lambda name, data: data)[:-400]), "no Word document")


def test_pdfs_that_are_bombs_or_broken(read: Read, making: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    pypdf = pytest.importorskip("pypdf")
    plain = making.pdf(["3 towns joined."])
    told(read("a.pdf", making.pdf([])), "PDF without text")
    told(read("b.pdf", making.pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")),
         "PDF")
    told(read("c.pdf", making.pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 99999999>>")),
         "without pages")
    told(read("d.pdf", plain[:200]), "damaged PDF")
    told(read("e.pdf", b"%PDF-1.4\n" + random.Random(1).randbytes(50_000)), "damaged PDF")
    packed = zlib.compress(b"(3 towns) Tj " * 8_000_000)
    told(read("f.pdf", making.pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed))), "PDF")
    for password, words in (("secret", "is an encrypted PDF"), ("", None)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(plain))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        items = read("g.pdf", out.getvalue())
        if words:
            told(items, words)
        else:
            assert outcome(items) == ["3 towns joined."]
    monkeypatch.setattr(guarding, "SECONDS", 0.2)
    told(read("h.pdf", making.pdf(["3 towns joined."] * 60_000)), "takes longer than")


@pytest.mark.parametrize("separator", [b" ", b'="x"', b"\n", b"/"])
@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_a_page_whose_tag_has_attributes_without_end(separator: bytes, encoding: str, read: Read) -> None:
    # A parser that compares each with all before it would be at this one for hours.
    attributes = separator.join(b"a%d" % number for number in range(300_000))
    page = b"<html><body><p " + attributes + b">The three towns joined on Monday, they said.</p></body></html>"
    told(read("a.html", page.decode().encode(encoding)), "has a tag of more than 5,000 attributes")


def test_long_tags_of_honest_pages_are_read(read: Read) -> None:
    pytest.importorskip("trafilatura")
    picture = f'<img alt="a map" src="data:image/png;base64,{"iVBORw0KGgo/" * 20_000}">'
    drawing = f'<svg><path d="{"M 0 1 L 2 3 " * 20_000}"/></svg>'
    script = f"<script>for (i = 0; i <n; i++) {{ s = 'it' + \"<b\"; {'total = total + next; ' * 5_000} }}</script>"
    text = "Three towns of the county joined on Monday, the board said after a long meeting."
    page = f"<html><body>{script}<article>{picture}{drawing}<p>{text}</p></article></body></html>"
    (item,) = read("a.html", page.encode())
    assert isinstance(item, Article) and text in item.text


def test_work_without_end_is_ended_even_where_it_swallows_what_it_meets() -> None:
    def endless() -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    with pytest.raises(ArticleError, match="takes longer"):
        guarding.within(endless, name="a.pdf", seconds=0.05)
    assert guarding.within(lambda: sum(range(10)), name="a.pdf", seconds=0.05) == 45


class Lingering:
    """Takes its time to go, in a place that Python lets no exception out of."""

    def __del__(self) -> None:
        until = monotonic() + 0.3
        while monotonic() < until:
            pass


def test_an_alarm_that_is_lost_in_a_destructor_rings_again_and_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> None:
        Lingering()
        while True:
            pass

    seen: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", seen.append)
    before = sys.unraisablehook
    with pytest.raises(ArticleError, match="takes longer"):
        guarding.within(endless, name="a.pdf", seconds=0.05)
    assert seen == []
    assert sys.unraisablehook is before


@pytest.mark.parametrize("entities", [
    '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(letter)} "{f"&{chr(letter - 1)};" * 10}">' for letter in range(ord("b"), ord("k"))),
    f'<!ENTITY j "{"a" * 100_000}">', '<!ENTITY j SYSTEM "file:///etc/hostname">',
])
def test_entities_of_a_feed_are_not_expanded(read: Read, entities: str) -> None:
    pytest.importorskip("feedparser")
    (item,) = read("a.rss", f'<?xml version="1.0"?><!DOCTYPE r [{entities}]><rss version="2.0"><channel>'
                            f"<title>x</title><item><title>t</title><description>3 towns {'&j;' * 100}"
                            "</description></item></channel></rss>".encode())
    assert isinstance(item, Unreadable) or len(item.text) < 1_000
    assert isinstance(item, Unreadable) or item.text.replace("&j;", "").strip() == "3 towns"


def test_a_mail_of_mails_without_end(read: Read) -> None:
    deep = b"".join(b"--a%d\r\nContent-Type: multipart/mixed; boundary=a%d\r\n\r\n" % (number, number + 1)
                    for number in range(3_000))
    told(read("a.eml", b"From: a@b\r\nContent-Type: multipart/mixed; boundary=a0\r\n\r\n" + deep), "nested too deeply")


def test_what_is_no_feed(read: Read) -> None:
    pytest.importorskip("feedparser")
    told(read("a.xml", b'<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>'), "no RSS or Atom feed")
    told(read("b.rss", b'<rss version="2.0"><channel><title>x</title></channel></rss>'), "without entries")


@pytest.mark.parametrize(("rows", "expected"), [
    (b'1,"3 towns.\n2,4 towns.\n3,5 towns.\n', ["!row 2", "4 towns.", "5 towns."]),
    (b'1,"3 towns.\n2,4 towns.\n3,"5 towns"\n4,6 towns.', ["!row 2", "4 towns.", "5 towns", "6 towns."]),
    (b'1,3 towns.\n2,"4 towns.', ["3 towns.", "!row 3"]),
    (b'1,"3 towns\njoined.\nand ""more""\n2,4 towns.', ["!row 2", "4 towns."]),
    (b'1,"The ""3"" towns\njoined."\n2,4 "towns" joined.', ['The "3" towns\njoined.', '4 "towns" joined.']),
    (b'1\n2,\n3,4 towns,x,y\n', ["!row 2", "!row 3", "4 towns"]),
    (b'1,"3 \xe9"\n2,"4 \xc3\xa9"\n', ["3 é", "4 é"]),
    (b"1," + b"3 towns joined. " * 20_000 + b"\n2,4 towns.", ["3 towns joined. " * 20_000, "4 towns."]),
])
def test_rows_that_are_broken(read: Read, rows: bytes, expected: list[str]) -> None:
    assert outcome(read("a.csv", b"id,text\n" + rows)) == expected


def test_rows_that_are_too_long(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.articles.formats.lines_of_tables.LONGEST", 1_000)
    long = b"1," + b"x" * 3_000 + b"\n"
    assert outcome(read("a.csv", b"id,text\n" + long + b"2,4 towns.\n")) == ["!row 2", "4 towns."]
    wide = b'1,"3 towns.\n' + b"2,4 towns.\n" * 300
    assert outcome(read("b.csv", b"id,text\n" + wide)) == ["!row 2"] + ["4 towns."] * 300
    assert outcome(read("c.csv", b'id,text\n1,"3 towns.\n' + long + b"2,4 towns.\n")) == [
        "!row 2", "!row 3", "4 towns."]


def test_a_table_without_end_of_quotation_marks_is_given_up(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.articles.formats.lines_of_tables.LONGEST", 1_000)
    monkeypatch.setattr("factcheck.articles.formats.delimited._READ_AGAIN", 20_000)
    items = read("a.csv", b"id,text\n" + b'1,"3 ""towns.\n' * 5_000)
    assert len(items) < 1_000
    told(items[-1:], "was given up")


def test_a_table_in_an_encoding_that_is_not_read(read: Read) -> None:
    for encoding in ("utf-32", "utf-32-be"):
        mark = "\ufeff" if encoding.endswith("be") else ""
        told(read("a.csv", f"{mark}id,text\n1,3 towns\n".encode(encoding)), "in UTF-32; save it again as UTF-8")


@pytest.mark.parametrize("day", ["1e999", "-1e999", "NaN", "1e308", "-1", "0", "true", "[1]", '{"a": 1}', "9" * 400,
                                 '"0001-01-01"', '"9999-12-31T23:59:59-12:00"'])
def test_a_date_that_is_none_costs_no_other_document(read: Read, day: str) -> None:
    items = read("a.jsonl", b"".join(f'{{"text": "{n} towns", "published": {day}}}\n'.encode() for n in (3, 4)))
    assert [item.published for item in items if isinstance(item, Article)] == [None, None]
    (table, *_) = read("a.csv", f"text,published\n3 towns,{day}\n".encode())
    assert isinstance(table, Article)
    assert table.published is None


def test_a_table_must_have_a_text(read: Read) -> None:
    told(read("a.csv", b"a,b\n1,2\n"), "“a”, “b”", "text=body")
    told(read("b.csv", b"id,text\n"), "has no rows")
    told(read("c.csv", b"id,text\n1,2", "text=words"), "no column “words”")


def test_parquet_that_is_empty_or_broken(read: Read, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    made = tmp_path / "made"
    duckdb.execute(f"copy (select 1 id, 'x' as text where false) to '{made}' (format parquet)")
    told(read("a.parquet", made.read_bytes()), "has no rows")
    duckdb.execute(f"copy (select 1 a) to '{made}' (format parquet)")
    told(read("b.parquet", made.read_bytes()), "“a”")
    duckdb.execute(f"copy (select i id, md5(i::varchar) as text from range(20000) t(i)) to '{made}' (format parquet)")
    whole = made.read_bytes()
    told(read("c.parquet", whole[:1_000]), "not a Parquet file")
    torn = bytearray(whole)
    torn[len(whole) // 2:len(whole) // 2 + 2_000] = b"\xff" * 2_000
    last = read("d.parquet", bytes(torn))[-1]
    assert isinstance(last, Unreadable) or last.location == "d.parquet#row 20000"


def test_objects_that_are_none(read: Read) -> None:
    items = read("a.jsonl", b'{"text":"3 towns."}\n[' + b"[" * 100_000 + b'\n{"text":3}\n{"a":1}\n{"text":"\\ud800"}\n'
                            b'{"text":"4 towns.","title":"\\ud800","published":"never"}\n')
    assert outcome(items) == ["3 towns.", "!line 2", "!line 3", "!line 4", "!line 5", "4 towns."]
    assert isinstance(items[-1], Article)
    assert items[-1].title == "\ufffd"


def test_a_file_without_any_text_is_given_up(read: Read) -> None:
    items = read("a.jsonl", b'{"a":1}\n' * 1_000)
    assert len(items) == 101
    told(items[-1:], "was given up")


@pytest.fixture
def _archives() -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")


def numbers(items: list[Article | Unreadable]) -> list[str]:
    return [("" if isinstance(item, Article) else "!") + str(item.location).rpartition(" ")[2] for item in items]


@pytest.mark.usefixtures("_archives")
@pytest.mark.parametrize(("start", "end"), [(20, 80), (300, 380), (12, 13), (0, 8)])
def test_behind_a_broken_member_of_a_web_archive_reading_goes_on(read: Read, making: ModuleType, start: int, end: int
                                                                 ) -> None:
    first, second, *others = making.packed_records(4)
    broken = second[:start] + b"\xff" * (end - start) + second[end:]
    items = read("a.warc.gz", b"".join((first, broken, *others)))
    assert numbers(items) in (["1", "!2", "3", "4"], ["1", "2", "3", "4"])
    assert len({item.url for item in items if isinstance(item, Article)}) == len(
        [item for item in items if isinstance(item, Article)])


@pytest.mark.usefixtures("_archives")
def test_a_web_archive_that_is_cut_off(read: Read, making: ModuleType) -> None:
    members = making.packed_records(3)
    for cut in (5, 100, len(members[2]) - 200):
        assert numbers(read("a.warc.gz", members[0] + members[1] + members[2][:cut]))[:2] == ["1", "2"]
    assert numbers(read("a.warc.gz", members[0] + members[1] + members[2][:300])) == ["1", "2", "!3"]
    assert numbers(read("b.warc", making.record(1) + making.record(2)[:-200])) == ["1", "!2"]
    assert numbers(read("c.warc", making.record(1) + b"x\r\n" * 20 + making.record(2))) == ["1", "!2", "3"]


@pytest.mark.usefixtures("_archives")
@pytest.mark.parametrize("cut", [3, 40, 200, 500, 900])
def test_what_is_missing_at_the_end_of_a_web_archive_is_told(read: Read, making: ModuleType, cut: int) -> None:
    dice = random.Random(3)  # pages that do not pack, so that a cut takes what it says
    records = [making.record(i, making.PAGE + b"<!-- %b -->" % dice.randbytes(900).hex().encode()) for i in (1, 2, 3)]
    plain, members = b"".join(records), map(gzip.compress, records)
    files = {"one.warc.gz": gzip.compress(plain), "each.warc.gz": b"".join(members)}
    if cut > 3:  # the last bytes of a record are empty lines
        files["a.warc"] = plain
    for name, data in files.items():
        assert isinstance(read(name, data)[-1], Article), name
        last = read(name, data[:-cut])[-1]
        assert isinstance(last, Unreadable), name
        assert last.location == f"{name}#record {4 if cut == 3 else 3}"


@pytest.mark.usefixtures("_archives")
@pytest.mark.parametrize("kept", [12, 30, 120, 250])
def test_a_web_archive_that_ends_in_the_head_of_a_record(read: Read, making: ModuleType, kept: int) -> None:
    sound = making.record(1)
    items = read("a.warc", sound + making.record(2)[:kept])
    assert isinstance(items[0], Article)
    assert isinstance(items[-1], Unreadable)
    assert len(read("b.warc", sound + b"\r\n\r\n")) == 1


@pytest.mark.usefixtures("_archives")
@pytest.mark.parametrize("length", [b"999999999999", b"18446744073709551615", b"-1", b"many"])
def test_records_that_lie_about_their_length_take_no_memory(read: Read, making: ModuleType, length: bytes) -> None:
    items = read("a.warc", making.record(1) + making.record(2, length=length) + making.record(3))
    found = numbers(items)
    assert found[0] == "1"
    assert "!2" in found or "!3" in found
    assert isinstance(items[-1], Article)
    assert items[-1].url == "http://ayrpost.example/3"


@pytest.mark.usefixtures("_archives")
def test_pages_that_do_not_unpack_as_they_say(read: Read, making: ModuleType) -> None:
    html = b"Content-Type: text/html\r\n"
    items = read("a.warc", b"".join((
        making.record(1, b"no brotli", headers=html + b"Content-Encoding: br\r\n"), making.record(2),
        making.record(3, gzip.compress(b"<p>3 towns</p>" * 3_000_000), headers=html + b"Content-Encoding: gzip\r\n"),
        making.record(4, b"", headers=html), making.record(5))))
    assert numbers(items) == ["!1", "2", "!3", "!4", "5"]


@pytest.mark.usefixtures("_archives")
def test_bytes_changed_at_random_never_end_the_reading(read: Read, making: ModuleType) -> None:
    dice = random.Random(7)
    whole = b"".join(making.packed_records(3))
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        assert read("a.warc.gz", bytes(data))


def test_a_mail_made_to_take_memory(read: Read) -> None:
    (item,) = read("a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n\r\n3 towns.")
    assert isinstance(item, Article)
    assert len(item.title or "") <= 1_000
    told(read("b.eml", b"Content-Type: text/plain; charset=martian\r\n\r\n3 towns"), "encoding that is not known")
    told(read("c.eml", b"Content-Type: application/pdf\r\n\r\nx"), "without a text")


def test_what_lacks_an_extra_says_which() -> None:
    with pytest.raises(ArticleError, match=r"pip install 'factcheck-desk\[documents\]'"):
        guarding.need("no_such_package", name="a.pdf", what="a PDF")
