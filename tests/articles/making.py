"""Files of each kind, made by hand where a package would not make them broken."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

PARAGRAPHS = (
    "The county board met on Tuesday and agreed that 40 towns had joined the water pact, more than in any year so far.",
    "About 12% of the households in the district were without power, officials said, and that is expected to rise.",
    "The council will vote on the plan in March, and it has said that the money, $3.2 million, is there to be spent.",
)

PAGE = ("""<!doctype html><html lang="en"><head><title>Towns join pact - The Ayr Post</title>
<meta property="og:title" content="Towns join pact"><meta name="author" content="Ann Lee">
<meta property="og:site_name" content="The Ayr Post"><meta property="article:section" content="Politics">
<meta property="article:published_time" content="2025-09-17T23:30:00-04:00">
<link rel="canonical" href="https://ayrpost.example/pact"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Towns join pact</h1>"""
        + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 2)
        + "</article><footer>Copyright 2026 The Ayr Post</footer></body></html>").encode()


def pdf(*pages: Sequence[str], extra: bytes = b"", info: bytes = b"") -> bytes:
    """A PDF whose pages have these lines."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * page) for page in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for page, lines in enumerate(pages):
        shown = b" ".join(b"(%b) Tj T*" % line.replace("(", "\\(").replace(")", "\\)").encode("latin-1")
                          for line in lines)
        content = b"BT /F1 10 Tf 12 TL 50 780 Td %b ET" % shown if lines else b""
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
                    % (5 + 2 * page), b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)]
    return pdf_of(*objects, info, extra=extra) if info else pdf_of(*objects, extra=extra)


def pdf_of(*objects: bytes, extra: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is its root; ``extra`` goes into the trailer."""
    out, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF"
                  % (len(objects) + 1, table, len(objects) + 1, extra, len(out)))


def record(number: int, body: bytes = PAGE, *, headers: bytes = b"Content-Type: text/html; charset=utf-8\r\n",
           kind: bytes = b"response", status: bytes = b"200 OK", length: bytes | None = None) -> bytes:
    """A record of a web archive; ``length`` is what it says of its own length, the truth if None."""
    block = b"HTTP/1.1 %b\r\n%b\r\n%b" % (status, headers, body)
    return (b"WARC/1.0\r\nWARC-Type: %b\r\nWARC-Target-URI: http://ayrpost.example/%d\r\n"
            b"WARC-Date: 2025-09-18T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %b\r\n\r\n%b\r\n\r\n"
            % (kind, number, number, length or b"%d" % len(block), block))


def packed_records(count: int) -> list[bytes]:
    """Records, each gzipped by itself."""
    return [gzip.compress(record(number)) for number in range(1, count + 1)]
