"""Which column of a table, or key of a JSON object, is the article's text, title, date, address and so on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from claims.model import Frozen
from factcheck.errors import ArticleError, UsageError


class Columns(Frozen):
    """The column of each field; None is one that nobody named. Names are compared without case, spaces and marks."""

    id: str | None = None
    text: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    section: str | None = None
    outlet: str | None = None
    reads: str | None = None

    @property
    def given(self) -> str:
        """What a person gives for these; nothing for none.

        >>> Columns(text="body").given
        'text=body'
        """
        return ",".join(f"{field}={column}" for field, column in self.pairs() if column)

    @classmethod
    def parse(cls, given: str | Iterable[str]) -> Columns:
        """Columns as a person gives them. UsageError names the fields that there are.

        >>> Columns.parse("text=body,published=date").text
        'body'
        """
        pairs = [pair for part in ([given] if isinstance(given, str) else given) for pair in part.split(",")]
        named: dict[str, str] = {}
        for pair in filter(str.strip, pairs):
            field, equals, column = (part.strip() for part in pair.partition("="))
            if field not in cls.model_fields or not equals or not column:
                raise UsageError(f"“{pair.strip()}” names no column; write FIELD=COLUMN, where FIELD is one of "
                                 f"{', '.join(cls.model_fields)}.")
            if field in named:
                raise UsageError(f"The column of “{field}” is given twice; give it once.")
            named[field] = column
        return cls(**named)

    def among(self, names: Iterable[str]) -> Columns:
        """Each field's column among those that a file has: the one given, else the first that is usual for it.

        ``text`` stays None where no name is usual for a text. ArticleError where a column that was given is not there.
        """
        names = list(names)
        own = {_plain(name): name for name in reversed(names)}
        found: dict[str, str] = {}
        for field, given in self.pairs():
            if given is not None:
                found[field] = given if given in names else own.get(_plain(given), "")
                if not found[field]:
                    raise ArticleError(f"There is no column “{given}”; the columns are {listed(names)}.")
        taken = set(found.values())
        for field, usual in _usual().items():
            if field not in found:
                column = next((own[one] for one in usual if one in own and own[one] not in taken), None)
                if column is not None:
                    found[field] = column
                    taken.add(column)
        return Columns(**found)

    def pairs(self) -> Iterator[tuple[str, str | None]]:
        """Each field with its column."""
        for field in Columns.model_fields:
            yield field, getattr(self, field)

    def found_in(self, names: Iterable[str], *, name: str) -> Columns:
        """As ``among``, for a file called ``name``; ArticleError where no column is the text."""
        names = list(names)
        try:
            columns = self.among(names)
        except ArticleError as error:
            raise ArticleError(f"{name}: {error}") from None
        if columns.text is None:
            raise ArticleError(f"{name} has no column that is known to hold the text; its columns are {listed(names)}: "
                               "say which one does, as in text=body.")
        return columns


def listed(names: Iterable[str]) -> str:
    """Names for a sentence, cut where there are very many."""
    quoted = [f"“{name[:60]}”" for name in names]
    return ", ".join(quoted[:30]) + (f" and {len(quoted) - 30} more" if len(quoted) > 30 else "") or "none"


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


@cache
def _usual() -> dict[str, list[str]]:
    source = resources.files("factcheck.articles").joinpath("data/columns.toml").read_text("utf-8")
    return {field: [_plain(name) for name in names] for field, names in tomllib.loads(source).items()}
