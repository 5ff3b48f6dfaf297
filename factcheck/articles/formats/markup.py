"""The text of a piece of HTML that is all article: a feed's content, a mail, a cell of a table, rendered Markdown.

Whole pages, with menus and comments around the article, are for trafilatura.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre",
    "section", "table", "ul"))
_LINES = frozenset({"br", "li", "tr"})
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "select",
                     "textarea"})

_TAG = re.compile(r"</?(?:p|div|br|span|a|h[1-6]|li|ul|ol|em|strong|b|i|table|img|blockquote)(?:\s[^<>]*)?/?>", re.I)


def looks_like_markup(text: str) -> bool:
    """Whether a text that should be plain has tags in it.

    >>> looks_like_markup("<p>3 towns joined.</p>"), looks_like_markup("3 < 4 and 5 > 2")
    (True, False)
    """
    tags = _TAG.findall(text[:20_000])
    return len(tags) >= 2


def text_of(markup: str) -> str:
    """The text: paragraphs with an empty line between them, list items and rows of tables on lines of their own.

    >>> text_of("<p>3 towns <b>joined</b>.</p><ul><li>Ayr</li><li>Bow</li></ul>")
    '3 towns joined.\\n\\nAyr\\nBow'
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self._pieces.append("\f")
        elif tag in _LINES:
            self._pieces.append("\v")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            if tag in self._unseen:
                del self._unseen[self._unseen.index(tag):]
        elif tag in _BLOCKS:
            self._pieces.append("\f")
        elif tag in _CELLS:
            self._pieces.append("\t")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """Paragraphs and lines of what was fed."""
        paragraphs = []
        for part in "".join(self._pieces).split("\f"):
            lines = [re.sub(r" *\t *", "\t", re.sub(r" {2,}", " ", line)).strip() for line in part.split("\v")]
            kept = "\n".join(line for line in lines if line)
            if kept:
                paragraphs.append(kept)
        return "\n\n".join(paragraphs)
