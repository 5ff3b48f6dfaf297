"""JSON Lines: good lines are articles, bad ones are told by their number, and nothing else is lost."""

import io
import json
from datetime import date

import pytest

from factcheck.articles.lines import Unread, read_lines
from factcheck.articles.model import Article

GOOD = {"id": "a", "text": "3 towns joined.", "title": "Towns", "published": "2025-03-03",
        "url": "https://example.org/a", "other": [1]}


def read(*lines: str | bytes) -> list[Article | Unread]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(read_lines(io.BytesIO(data), name="x.jsonl", published=date(2020, 1, 1)))


def test_a_line_is_an_article() -> None:
    (article,) = read(json.dumps(GOOD))
    assert isinstance(article, Article)
    assert (article.id, article.text, article.title, article.url) == (
        "a", GOOD["text"], "Towns", "https://example.org/a")
    assert (article.published, article.published_basis) == (date(2025, 3, 3), "metadata")


def test_published_of_the_call_is_for_lines_without_one() -> None:
    (article,) = read('{"text": "3 towns.", "published": null}')
    assert isinstance(article, Article)
    assert (article.published, article.published_basis) == (date(2020, 1, 1), "given")


@pytest.mark.parametrize(("identity", "expected"), [("x", "x"), (7, "7"), (None, None), ("", "")])
def test_ids(identity: str | int | None, expected: str | None) -> None:
    (article,) = read(json.dumps({"id": identity, "text": "3 towns."}))
    assert isinstance(article, Article)
    assert article.id == expected


@pytest.mark.parametrize(("line", "words"), [
    ("{", "not valid JSON"), ("[1]", "not a JSON object"), ("3", "not a JSON object"), ('{"id": "a"}', "no “text”"),
    ('{"text": null}', "“text” must be a string"), ('{"text": 3}', "“text” must be a string"),
    ('{"text": "3 towns.", "title": 3}', "“title” must be a string"), ('{"text": " "}', "is empty"),
    ('{"text": "3 towns.", "id": [1]}', "“id” must be"), ('{"text": "3 towns.", "id": 1.5}', "“id” must be"),
    ('{"text": "3 towns.", "id": true}', "“id” must be"),
    ('{"text": "3 towns.", "published": "soon"}', "not a publication date"),
    ('{"text": "\\ud800 3 towns."}', "half a character"), (b'{"text": "caf\xe9 3"}', "not valid UTF-8 at byte 13"),
    ("[" * 100_000, "not valid JSON"), ('{"text": ' + "1" * 5000 + "}", "not valid JSON"),
])
def test_a_bad_line_is_told_and_the_others_are_read(line: str | bytes, words: str) -> None:
    first, bad, last = read(json.dumps(GOOD), line, json.dumps(GOOD | {"id": "z"}))
    assert isinstance(first, Article)
    assert isinstance(bad, Unread)
    assert isinstance(last, Article)
    assert bad.message.startswith("x.jsonl, line 2")
    assert words in bad.message
    assert bad.message.endswith(".")
    assert last.id == "z"


def test_empty_lines_are_passed_over_and_counted() -> None:
    first, bad = read("", json.dumps(GOOD), "", "{", "")
    assert isinstance(first, Article)
    assert isinstance(bad, Unread)
    assert "line 4" in bad.message


def test_a_byte_order_mark_and_line_ends_of_windows() -> None:
    (article,) = read(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n\r\n")
    assert isinstance(article, Article)


def test_what_else_is_known_of_an_article() -> None:
    more = {"author": "Ann Lee", "section": "Politics", "outlet": "The Ayr Post", "reads": 1200}
    (article,) = read(json.dumps(GOOD | more))
    assert isinstance(article, Article)
    assert article.model_dump(include=set(more)) == more
    (plain,) = read(json.dumps(GOOD | {"author": 3, "section": " ", "outlet": "\ud800", "reads": -1}))
    assert isinstance(plain, Article)
    assert (plain.author, plain.section, plain.outlet, plain.reads) == (None, None, None, None)
