"""Which documents and claims of an archive a report or an export is about, as conditions of SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from factcheck.archive.duck import literal


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for. Of several names any may fit, however its letters are written; nothing given is everything.

    An empty name is that of documents whose section, author or outlet is not known.
    """

    since: date | None = None
    until: date | None = None
    sections: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.of_documents or self.of_claims)

    @property
    def of_documents(self) -> str:
        """The condition on columns of ``documents``; empty where all fit."""
        return " AND ".join(filter(None, (
            f"published >= DATE {literal(self.since.isoformat())}" if self.since else "",
            f"published <= DATE {literal(self.until.isoformat())}" if self.until else "",
            _any("section", self.sections), _any("author", self.authors), _any("outlet", self.outlets))))

    @property
    def of_claims(self) -> str:
        """The condition on columns of ``claims``; empty where all fit."""
        return " AND ".join(filter(None, (_any("dataset", self.datasets), _any("verdict", self.verdicts))))

    @property
    def told(self) -> tuple[str, ...]:
        """The choice in words, one condition each."""
        return (*((f"published since {self.since.isoformat()}",) if self.since else ()),
                *((f"published until {self.until.isoformat()}",) if self.until else ()),
                *_told("section", self.sections), *_told("author", self.authors), *_told("outlet", self.outlets),
                *_told("dataset", self.datasets), *_told("verdict", self.verdicts))


def _any(column: str, names: Iterable[str]) -> str:
    listed = ", ".join(f"lower({literal(name.strip())})" for name in names)
    return f"lower(trim(coalesce({column}, ''))) IN ({listed})" if listed else ""


def _told(what: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{what} {' or '.join(name or '(unknown)' for name in names)}",) if names else ()
