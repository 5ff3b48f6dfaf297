"""The last step of each reader: a text and what is known of it become an ``Article`` with its notes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from types import ModuleType

from factcheck.articles.decoding import damage_notes
from factcheck.articles.formats.model import Known
from factcheck.articles.model import Article
from factcheck.articles.reading import HALF_PAIR, make_article

_WORD = re.compile(r"[^\W\d_]+")
_HEAD = 6_000
_ENOUGH = 40
"""A language is not told from fewer words."""

_SHARE = 0.14
"""English prose has 0.35 to 0.5, lists of names and figures in English 0.2, other languages below 0.1."""


def finish(text: str, known: Known, *, name: str, location: str, basis: str = "metadata",
           mend: bool = True) -> Article:
    """The article of ``text``; ``name`` is what messages call the document. Errors as of ``make_article``.

    With ``mend``, text that was plainly decoded wrongly is mended where ftfy is installed: offsets are into the mended
    text, and a note says so.
    """
    text, repairs = _mended(text) if mend else (text, ())
    notes = (*known.notes, *repairs, *damage_notes(text), *language_notes(text))
    article = make_article(text, name=name, identity=known.id, title=_line(known.title), published=known.published,
                           basis=basis, url=known.url, notes=notes)
    return article.model_copy(update={"author": _line(known.author), "section": _line(known.section),
                                      "outlet": _line(known.outlet), "reads": known.reads, "location": location})


def language_notes(text: str) -> tuple[str, ...]:
    """A note where the text does not look like English, whose grammar figures are read by.

    >>> language_notes("Three towns joined.")
    ()
    """
    words = [word.lower() for word in _WORD.findall(text[:_HEAD])]
    if len(words) < _ENOUGH or sum(word in _english() for word in words) >= _SHARE * len(words):
        return ()
    return ("The text does not look like English; its figures are read by English grammar all the same.",)


def _mended(text: str) -> tuple[str, tuple[str, ...]]:
    if text.isascii() or not damage_notes(text.replace("\ufffd", "")):
        return text, ()
    ftfy = _ftfy()
    mended = ftfy.fix_encoding(text) if ftfy is not None else text
    if mended == text:
        return text, ()
    return mended, ("The text was decoded wrongly before it came here and was mended; offsets are into the mended "
                    "text.",)


@cache
def _ftfy() -> ModuleType | None:
    try:
        import ftfy
    except ImportError:
        return None
    return ftfy


@cache
def _english() -> frozenset[str]:
    source = resources.files("factcheck.articles").joinpath("data/languages.toml").read_text("utf-8")
    return frozenset(tomllib.loads(source)["english"])


def _line(value: str | None) -> str | None:
    """Metadata on one line, and nothing where there is nothing."""
    return HALF_PAIR.sub("\ufffd", " ".join(value.split())[:1000]) or None if value else None
