"""Paragraphs out of the lines of printed pages, as PDF files have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_ITEM = re.compile(r"(?:[•●▪◦‣·*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_DIVIDED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_HYPHENS = ("-", "\u00ad", "\u2010")
_FIRST = re.compile(r"[^\W\d_]+")
_SHORT = 0.75
"""A line that fills less than so much of the page's width may be the last of its paragraph."""

_HEADING = 0.6
_EDGE = 2
"""Running heads and page numbers stand among so many lines at the top and at the foot of a page."""


def paragraphs_of(pages: Sequence[Sequence[str]]) -> str:
    """The text of pages, each given as its lines: running heads left out, paragraphs with an empty line between them.

    >>> paragraphs_of([["The council met and agree-", "ments were signed with", "40 towns."]])
    'The council met and agreements were signed with 40 towns.'
    """
    bare = [[" ".join(line.split()) for line in page] for page in pages]
    lines = [line for page in _without_heads(bare) for line in page]
    words = Counter(word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line))
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    paragraphs: list[list[str]] = []
    open_paragraph = False
    for line in lines:
        if not line:
            open_paragraph = _unfinished(paragraphs)
        elif open_paragraph and not _begins(paragraphs[-1][-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
            open_paragraph = True
    return "\n\n".join(_joined(paragraph, words) for paragraph in paragraphs)


def _unfinished(paragraphs: list[list[str]]) -> bool:
    """Whether an empty line stands in the midst of a sentence, as between two columns or pages."""
    return bool(paragraphs) and bool(_DIVIDED.search(paragraphs[-1][-1]))


def _begins(before: str, line: str, width: int) -> bool:
    """Whether ``line`` begins a paragraph of its own."""
    if before.endswith(_HYPHENS):
        return False
    if _ITEM.match(line):
        return True
    if _ENDS.search(before):
        return len(before) < _SHORT * width
    starts = line.lstrip("\"'“‘([")[:1]
    return len(before) < _HEADING * width and (starts.isupper() or starts.isdigit() or not starts.isalnum())


def _joined(lines: list[str], words: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        divided, first = _DIVIDED.search(text), _FIRST.match(line)
        if not text.endswith(_HYPHENS):
            text = f"{text} {line}"
        elif divided and first and first.group()[0].islower() and _is_one_word(text, divided[1], first.group(), words):
            text = text[:-1] + line
        else:
            text = text.rstrip("\u00ad") + line
    return text.replace("\u00ad", "")


def _is_one_word(text: str, head: str, tail: str, words: Counter[str]) -> bool:
    """Whether a hyphen only divides a word: not if the document writes it elsewhere, nor within "12-year-old"."""
    if text.endswith("\u00ad"):
        return True
    before = text[:-len(head) - 1]
    if before.endswith("-") or (before and before[-1].isdigit()):
        return False
    whole, parted = words[(head + tail).lower()], words[f"{head}-{tail}".lower()]
    return whole >= parted


def _without_heads(pages: Sequence[Sequence[str]]) -> Iterable[Sequence[str]]:
    """Pages without page numbers, and without the lines that most of them repeat at their edges but for figures."""
    if len(pages) < 3:
        return pages
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_plain(line) for line in _edges(page)})
    repeated = {line for line, count in seen.items() if count * 2 > len(pages) and count > 2}
    return [_stripped(page, repeated) for page in pages]


def _edges(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line]
    return [line for line in filled[:_EDGE] + filled[-_EDGE:] if not _ENDS.search(line)]


def _stripped(page: Sequence[str], repeated: set[str]) -> Sequence[str]:
    places = [place for place, line in enumerate(page) if line]
    heads = {place for place in (*places[:_EDGE], *places[-_EDGE:]) if _plain(page[place]) in repeated}
    return [line for place, line in enumerate(page) if place not in heads]


def _plain(line: str) -> str:
    return re.sub(r"\d+", "#", line).lower()
