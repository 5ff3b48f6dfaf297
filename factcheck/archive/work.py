"""The work on documents, in whatever process: articles are read, checked, and made rows of.

    desk = Desk(Setup())
    for checked in desk.check([Numbered(document=0, article=article)]): ...
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from claims.errors import ClaimsError
from claims.model import Extraction
from factcheck.archive.fingerprints import judging, reading
from factcheck.archive.records import DUPLICATE, UNREADABLE, ClaimRow, DocumentRow, TextRow
from factcheck.archive.rows import article_of, checked_row, claim_rows, document_row, text_row
from factcheck.articles.collection import Columns, SourceFile, Unreadable, read_file
from factcheck.articles.model import Article
from factcheck.errors import FactcheckError, UsageError
from factcheck.references.asking import noting
from factcheck.references.library import References
from factcheck.verification.policy import Policy

WARMING = ("Nearly half of the 40 towns in Ohio lost people in 2020, an official said. Unemployment there rose to 4.3% "
           "in August from 4.2%, the highest since 2021.")
"""A text that is read, matched and judged to see that a process can; its results are nobody's."""


@dataclass(frozen=True, slots=True)
class Made:
    """What results are made with, in hashes: the references, what reads claims and what judges them."""

    references: str
    reading: str
    judging: str


@dataclass(frozen=True, slots=True)
class Setup:
    """How a desk is made, anywhere: the reference data as ``References.open`` takes them, and the columns of tables.

    ``recheck`` is the number under which changes are noted; ``kept_only``: no text will be read, so that no language
    model is loaded. ``made_with``: a desk that works with anything else is refused, and ``where`` says which.
    """

    refs: tuple[str, ...] = ()
    library: str | None = None
    columns: Columns | None = None
    recheck: int = 0
    kept_only: bool = False
    made_with: Made | None = None
    where: str = "This process"


@dataclass(frozen=True, slots=True)
class Numbered:
    """An article with the number of its document."""

    document: int
    article: Article
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read or checked, and why in one sentence."""

    document: int
    location: str
    reason: str
    passing: bool = False
    """Whether its file may be read another time, though it does not change."""


@dataclass(frozen=True, slots=True)
class InFile:
    """A document that is a file of its own, not opened yet."""

    document: int
    file: SourceFile


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was checked before: its rows, its claims as JSON; ``anew`` where its text is to be read anew."""

    row: DocumentRow
    text: TextRow
    checked: tuple[str, ...]
    anew: bool = False

    @property
    def article(self) -> Article:
        """The article that it was."""
        return article_of(self.row, self.text)


Item = Numbered | Unread | InFile | Kept


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows that are kept of one document; ``text`` is None where it is kept already."""

    row: DocumentRow
    claims: tuple[ClaimRow, ...] = ()
    text: TextRow | None = None
    passing: bool = False


def content_key(article: Article) -> bytes:
    """Two articles with one key get the same answer: the same text, title and date."""
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass"))
    digest.update(f"\0{article.title or ''}\0{article.published or ''}".encode("utf-8", "surrogatepass"))
    return digest.digest()[:16]


def read_item(item: Item, *, columns: Columns | None = None) -> Numbered | Unread | Kept:
    """The article of an item: what lies in a file is read."""
    if not isinstance(item, InFile):
        return item
    found = next(iter(read_file(item.file, columns=columns)), None)
    if isinstance(found, Article):
        return Numbered(item.document, found)
    reason = found.reason if isinstance(found, Unreadable) else f"{item.file.path} holds no article."
    return Unread(item.document, item.file.path, reason, isinstance(found, Unreadable) and found.passing)


def unread_row(unread: Unread) -> DocumentRow:
    """The row of a document that could not be read."""
    return DocumentRow(document=unread.document, status=UNREADABLE, location=unread.location, reason=unread.reason)


def duplicate_row(item: Numbered, first: int) -> DocumentRow:
    """The row of a document that says what another one said before."""
    return document_row(item.document, item.article, status=DUPLICATE).model_copy(update={"duplicate_of": first})


class Desk:
    """What a process that checks holds: the references, the policy and, once it reads, the language model."""

    def __init__(self, setup: Setup) -> None:
        """Opens the references; errors as of ``References.open``."""
        self.setup = setup
        self.references = References.open(*setup.refs, library=setup.library)
        self._policy = Policy.default()
        self._reading = reading()
        self._judging = judging(self.references, self._policy)
        if setup.made_with is not None:
            self._refuse_others(setup.made_with)

    def _refuse_others(self, made: Made) -> None:
        """UsageError where this desk would not give the answers of whoever hands out the work."""
        ours = Made(self.references.sha256, self._reading, self._judging)
        if ours.references != made.references:
            raise UsageError(f"{self.setup.where} has another reference library (sha256 {ours.references[:12]}…) than "
                             f"the machine that hands out the work ({made.references[:12]}…); give both the same, or "
                             "name a shared folder with --refs.")
        if ours != made:
            raise UsageError(f"{self.setup.where} has another version of the program or of its language model than the "
                             "machine that hands out the work; install the same on both.")

    def warm(self) -> None:
        """Loads now, and not with the first article, what one needs: the language model, patterns, types, modules.

        Damaged reference data are told when an article asks for them.
        """
        with suppress(FactcheckError):
            list(self.check([Numbered(0, Article(text=WARMING, published=date(2025, 9, 17)))]))

    def check(self, articles: Sequence[Numbered]) -> Iterator[Checked | Unread]:
        """Articles checked, in order. Their texts are parsed together; one that cannot be checked is told and passed.

        Damaged reference data and a missing language model are errors.
        """
        for one, extraction in zip(articles, self._extractions([each.article for each in articles]), strict=True):
            row = document_row(one.document, one.article, revision=one.revision)
            checked = self._judged(row, one.article, extraction)
            if isinstance(checked, Checked):
                checked = Checked(checked.row, checked.claims, text_row(one.document, one.article))
            yield checked

    def check_again(self, articles: Sequence[Numbered], rows: Sequence[DocumentRow],
                    extractions: Sequence[Extraction | None]) -> Iterator[Checked | Unread]:
        """Documents checked again, one revision later; those without an extraction are read anew."""
        anew = iter(self._extractions([one.article for one, kept in zip(articles, extractions, strict=True)
                                       if kept is None]))
        for one, row, kept in zip(articles, rows, extractions, strict=True):
            yield self._judged(row.model_copy(update={"revision": row.revision + 1}), one.article,
                               kept if kept is not None else next(anew))

    def _judged(self, row: DocumentRow, article: Article, extraction: Extraction | Exception) -> Checked | Unread:
        if isinstance(extraction, Exception):
            return _failed(row, extraction)
        from factcheck.checking.article import report_on

        try:
            with noting() as asked:
                report = report_on(article, extraction, references=self.references, policy=self._policy)
            claims = tuple(claim_rows(row.document, article, report, revision=row.revision))
            checked = checked_row(row, report, asked=asked, reading=self._reading,
                                  judging=self._judging)
        except FactcheckError:
            raise
        except Exception as error:  # one document never ends a run
            return _failed(row, error)
        return Checked(checked, claims)

    def _extractions(self, articles: Sequence[Article]) -> list[Extraction | Exception]:
        """What is read in each text; the error that it met, where that is the text's own."""
        if not articles:
            return []
        try:
            return _together(articles)
        except Exception as error:
            if _is_of_the_program(error):
                raise
        found: list[Extraction | Exception] = []
        for article in articles:
            try:
                found += _together([article])
            except Exception as error:
                found.append(error)
        return found


def _together(articles: Sequence[Article]) -> list[Extraction | Exception]:
    from claims.extraction import read_stream
    from claims.streams import Stream

    stream = Stream([(one.text, one.published, one.title) for one in articles])
    return list(read_stream(stream, first=len(articles)))


def _is_of_the_program(error: Exception) -> bool:
    """Whether every other text would meet it, too: no language model."""
    from claims.errors import ModelMissing

    return isinstance(error, ModelMissing | MemoryError)


def _failed(row: DocumentRow, error: Exception) -> Unread:
    said = str(error) if isinstance(error, ClaimsError) else f"{type(error).__name__}: {error}"
    first = (said.splitlines() or [""])[0][:300].rstrip(". ")
    return Unread(row.document, row.location, f"{row.location} cannot be checked ({first}); give its text on its own "
                                              "to “factcheck check”, and report what it says.")
