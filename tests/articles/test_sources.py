"""Files, standard input and addresses as one stream; the addresses are those of a server that runs here."""

from __future__ import annotations

import importlib.util
import io
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from factcheck.articles.lines import Unread
from factcheck.articles.model import Article
from factcheck.articles.sources import InputFormat, format_of, is_many, is_url, read
from factcheck.cli.input_formats import INPUT_FORMATS

PAGES = {
    "/text": (200, "text/plain; charset=utf-8", "March 3, 2025\n\nCafé: 3 towns joined.\n".encode()),
    "/image": (200, "image/png", b"\x89PNG\r\n\x1a\n"),
    "/gone": (404, "text/plain", b"gone"),
    "/ftp": (302, "ftp://127.0.0.1/x", b""),
    "/file": (302, "file:///etc/hostname", b""),
    "/moved": (302, "/text", b""),
    "/big": (200, "text/plain", b"x" * 20_000_002),
    "/page": (200, "text/html", b"<html><head><title>T</title></head><body><article><p>"
              + b"Three towns joined the pact, and 40 people came to see it. " * 20 + b"</p></article></body></html>"),
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, kind, body = PAGES[self.path]
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def one(name: str, **options: InputFormat | date | None) -> Article | Unread:
    (item,) = read([name], stdin=None, **options)  # type: ignore[arg-type]
    return item


@pytest.mark.parametrize(("name", "form"), [("a.jsonl", "jsonl"), ("A.NDJSON", "jsonl"), ("a.html", "html"),
                                            ("a.txt", "auto"), ("-", "auto"), ("a", "auto"),
                                            ("a.PDF", "pdf"), ("a.md", "markdown"), ("a.warc.gz", "warc"),
                                            ("a.txt.gz", "text")])
def test_the_ending_says_the_format(name: str, form: str) -> None:
    assert format_of(name).value == form
    assert format_of(name, InputFormat.TEXT) is InputFormat.TEXT


@pytest.mark.parametrize(("name", "answer"), [("https://a.org/b", True), ("ftp://a", True), ("a.txt", False),
                                              ("./http://a", False), ("-", False)])
def test_an_address_is_no_file(name: str, answer: bool) -> None:
    assert is_url(name) is answer


def test_a_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"3 towns\r\njoined.")
    item = one(str(path))
    assert isinstance(item, Article)
    assert (item.id, item.text) == (str(path), "3 towns\r\njoined.")


def test_what_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("3 towns.")
    items = list(read([str(tmp_path), str(path), str(tmp_path / "none.txt"), "-"], stdin=io.BytesIO(b"4 towns.")))
    assert [type(item) for item in items] == [Unread, Article, Unread, Article]
    assert "is a folder" in items[0].message  # type: ignore[union-attr]
    assert "does not exist" in items[2].message  # type: ignore[union-attr]
    assert items[3].id is None  # type: ignore[union-attr]


def test_closed_standard_input() -> None:
    item = one("-")
    assert isinstance(item, Unread)
    assert "closed" in item.message


def test_an_empty_file_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n\n")
    item = one(str(path))
    assert isinstance(item, Unread)
    assert "is empty" in item.message


@pytest.mark.parametrize("name", ["a\x00b.txt", "x" * 5000])
def test_names_that_no_file_can_have(name: str) -> None:
    item = one(name)
    assert isinstance(item, Unread)


@pytest.mark.parametrize("path", ["/text", "/moved"])
def test_a_text_over_the_network(site: str, path: str) -> None:
    item = one(site + path)
    assert isinstance(item, Article)
    assert (item.id, item.url) == (site + path, site + "/text")
    assert item.text.endswith("Café: 3 towns joined.\n")
    assert item.published == date(2025, 3, 3)


@pytest.mark.parametrize(("path", "words"), [
    ("/image", "image/png, not a page"), ("/gone", "404"), ("/ftp", "not an http or https address"),
    ("/file", "is not allowed"), ("/big", "larger than 20 MB"),
])
def test_an_address_that_gives_no_article(site: str, path: str, words: str) -> None:
    item = one(site + path)
    assert isinstance(item, Unread)
    assert words in item.message


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "http://", "http://[x/", "x://y"])
def test_only_the_web_is_fetched(url: str) -> None:
    item = one(url)
    assert isinstance(item, Unread)
    assert "address" in item.message


def test_nobody_listens() -> None:
    item = one("http://127.0.0.1:1/a")
    assert isinstance(item, Unread)
    assert "could not be fetched" in item.message


def test_a_page_needs_the_extra_or_is_read(site: str) -> None:
    item = one(site + "/page")
    if importlib.util.find_spec("trafilatura") is None:
        assert isinstance(item, Unread)
        assert "factcheck-desk[html]" in item.message
    else:
        assert isinstance(item, Article)
        assert "40 people" in item.text
        assert item.title == "T"


def test_a_page_is_known_by_its_start() -> None:
    (item,) = read(["-"], stdin=io.BytesIO(PAGES["/page"][2]))
    (same,) = read(["-"], stdin=io.BytesIO(PAGES["/page"][2]), input_format=InputFormat.TEXT)
    assert isinstance(same, Article)
    assert same.text.startswith("<html>")
    assert not isinstance(item, Article) or not item.text.startswith("<html>")


def test_the_commands_name_every_format() -> None:
    assert [form.value for form in InputFormat] == list(INPUT_FORMATS)


@pytest.mark.parametrize(("name", "many"), [("a.csv", True), ("a.jsonl", True), ("a.pdf", False), ("a", False),
                                            ("-", False)])
def test_which_formats_hold_several_articles(name: str, many: bool) -> None:
    assert is_many(name) is many


def test_documents_of_an_archive_are_read_as_well(tmp_path: Path, making: ModuleType) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(making.pdf(["3 towns joined."]))
    (tmp_path / "b.md").write_text("---\ndate: 2025-09-17\n---\n# Towns\n\n**4 towns** joined.")
    (tmp_path / "c.csv").write_text("id,body,date\nx,5 towns joined.,2025-09-17\n,6 towns joined.,\n,,\n")
    items = list(read([str(tmp_path / name) for name in ("a.pdf", "b.md", "c.csv")], stdin=None,
                      published=date(2020, 1, 1)))
    assert [(item.text, item.published) if isinstance(item, Article) else None for item in items] == [
        ("3 towns joined.", date(2020, 1, 1)), ("4 towns joined.", date(2020, 1, 1)),
        ("5 towns joined.", date(2025, 9, 17)), ("6 towns joined.", date(2020, 1, 1)), None]
    assert [item.id for item in items if isinstance(item, Article)] == [
        str(tmp_path / "a.pdf"), str(tmp_path / "b.md"), "x", f"{tmp_path / 'c.csv'}#row 3"]
    assert not any("No publication date" in note for item in items if isinstance(item, Article) for note in item.notes)


def test_a_pdf_on_standard_input_is_known_by_its_start(making: ModuleType) -> None:
    pytest.importorskip("pypdf")
    (item,) = read(["-"], stdin=io.BytesIO(making.pdf(["3 towns joined."])))
    assert isinstance(item, Article)
    assert (item.id, item.text) == (None, "3 towns joined.")
    (refused,) = read(["-"], stdin=io.BytesIO(b"PAR1"), input_format=InputFormat.PARQUET)
    assert isinstance(refused, Unread)
    assert "save it as a file" in refused.message
