"""Files of the formats that need some making: PDF, Word, RSS, and records of a web archive."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path

_LINES, _WIDTH = 50, 88


def word(path: Path, title: str, author: str, text: str) -> None:
    """A Word document with a paragraph for each of the text's."""
    from docx import Document

    made = Document()
    made.core_properties.title, made.core_properties.author = title, author
    for paragraph in text.split("\n\n"):
        made.add_paragraph(paragraph.strip())
    made.save(str(path))


def pdf(title: str, author: str, text: str) -> bytes:
    """A PDF in one of the fonts that every reader has, with as many pages as it takes."""
    lines = [line for paragraph in text.strip().split("\n\n")
             for line in (*textwrap.wrap(paragraph, _WIDTH), "")]
    pages = [lines[first:first + _LINES] for first in range(0, len(lines), _LINES)] or [[""]]
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Title (" + _escaped(title) + b") /Author (" + _escaped(author) + b") >>"}
    for number, page in enumerate(pages):
        drawn = b"BT /F1 11 Tf 60 760 Td 14 TL " + b" ".join(
            b"(" + _escaped(line) + b") Tj T*" for line in page) + b" ET"
        own = 5 + 2 * number
        objects[own] = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
                        b"/Contents %d 0 R >>" % (own + 1))
        objects[own + 1] = b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream"
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects[2] = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(pages)
    return _assembled(objects)


def _assembled(objects: dict[int, bytes]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number in sorted(objects):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
            + b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
                len(objects) + 1, len(made)))


def _escaped(text: str) -> bytes:
    plain = text.encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def warc_record(url: str, page: str, day: date) -> bytes:
    """A response of a web server, as a record of a web archive."""
    body = page.encode()
    answer = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
              + body)
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day.isoformat()}T12:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n")
    return head.encode() + answer + b"\r\n\r\n"


def rss(items: Sequence[tuple[str, str, str, date, str]]) -> str:
    """A feed of (title, address, author, day, text)."""
    made = "".join(
        f"<item><title>{html.escape(title)}</title><link>{url}</link><dc:creator>{html.escape(author)}</dc:creator>"
        f"<pubDate>{format_datetime(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))}</pubDate>"
        "<content:encoded>" + html.escape("".join(f"<p>{html.escape(one)}</p>" for one in text.split("\n\n")))
        + "</content:encoded></item>\n" for title, url, author, day, text in items)
    return ('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbor Times</title>'
            f"<link>https://news.example.org/</link><description>News</description>\n{made}</channel></rss>\n")
