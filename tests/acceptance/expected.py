"""The articles of this folder and what is expected of each figure in them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.toml"))


@dataclass(frozen=True)
class Expected:
    """One figure. ``start`` and ``end`` are its place in the text; ``truth`` is a question to the reference files.

    ``verdict`` "not judged": it may be unverifiable or no claim at all, but neither passes nor fails. ``debatable``: an
    editor could honestly say either, so nothing is asserted.
    """

    article: str
    figure: str
    start: int
    end: int
    verdict: str
    reasons: tuple[str, ...] = ()
    truth: str | None = None
    debatable: bool = False


@dataclass(frozen=True)
class ArticleFile:
    """One article with its figures and the numbers in it that are no claims."""

    name: str
    title: str
    published: date
    text: str
    figures: tuple[Expected, ...]
    not_claims: tuple[Expected, ...]


@cache
def article(path: Path) -> ArticleFile:
    """The article of that file; ValueError where a figure does not stand in its text."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = [_expected(path.stem, data["text"], entry) for entry in data["figures"]]
    others = [_expected(path.stem, data["text"], entry) for entry in data.get("not_claims", ())]
    return ArticleFile(path.stem, data["title"], data["published"], data["text"], tuple(entries), tuple(others))


def _expected(name: str, text: str, entry: dict[str, Any]) -> Expected:
    start = -1
    for _ in range(entry.get("occurrence", 1)):
        start = text.find(entry["figure"], start + 1)
        if start < 0:
            raise ValueError(f"{name}: {entry['figure']!r} does not stand in the text so often.")
    reasons = entry.get("reason", ())
    return Expected(name, entry["figure"], start, start + len(entry["figure"]), entry.get("verdict", "not a claim"),
                    (reasons,) if isinstance(reasons, str) else tuple(reasons), entry.get("truth"),
                    entry.get("debatable", False))
