"""How much there is to do in a file before it is read, so that the time left can be told: about its letters of text.

Bytes alone say little where kinds are mixed: a Word document has 30 kB around a page of text, and a gzipped table holds
four times what it seems to.
"""

from __future__ import annotations

from factcheck.articles.formats.kinds import is_packed, kinds

ARTICLE = 2_000
"""Letters of a short article: a file of one document, however small its text's share of it, counts for as many."""

_PACKED = 4
"""How much longer text is than what gzip makes of it."""


def weight(form: str, path: str, size: int) -> int:
    """About how many letters of text a file of a kind, a name and so many bytes holds.

    >>> weight("docx", "a.docx", 30_000), weight("csv", "a.csv.gz", 30_000), weight("text", "a.txt", 300)
    (2000, 96000, 300)
    """
    kind = kinds().get(form)
    if kind is None:
        return size
    unpacked = size * _PACKED if is_packed(path) else size
    text = int(unpacked * kind.text_share)
    return text if kind.many else min(unpacked, max(ARTICLE, text))
