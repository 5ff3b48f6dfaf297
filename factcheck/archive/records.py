"""The rows of an archive's results: one a document, one a claim, one a text; their fields are the published schema.

Each table lies in Parquet files, ``FOLDER/documents/*.parquet`` and so on. A document that was checked again has rows
of a higher ``revision``, and those of the lower ones are past: ``results`` shows the newest only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from pydantic import Field

from claims.model import Frozen
from factcheck.articles.model import Article

SCHEMA: Final = "factcheck.archive/1"

CHECKED, DUPLICATE, UNREADABLE, REPLACED = "checked", "duplicate", "unreadable", "replaced"


class Row(Frozen):
    """A row of a table of results."""


class DocumentRow(Row):
    """One document of the sources: checked, the duplicate of one that was, or unreadable."""

    document: int = Field(description="number of the document, in the order of the sources")
    revision: int = Field(default=0, description="0, and one more each time that it is checked again")
    status: str = Field(description="checked, duplicate, unreadable, or replaced: its file has changed and was "
                        "read again, as other documents")
    reason: str | None = Field(default=None, description="why it could not be read, as one sentence")
    duplicate_of: int | None = Field(default=None, description="number of the first document with this text, title "
                                     "and date, which has the claims")
    location: str = Field(description="the file, and where in it, as it was named to the command")
    id: str | None = Field(default=None, description="the source's own name for it")
    sha256: str | None = Field(default=None, description="of the article's text, UTF-8")
    title: str | None = None
    published: date | None = None
    published_basis: str | None = Field(default=None, description="given, dateline, metadata, or null where open")
    url: str | None = None
    author: str | None = None
    section: str | None = None
    outlet: str | None = None
    reads: int | None = Field(default=None, description="how often it was read, where the sources say so")
    words: int = 0
    claims: int = Field(default=0, description="figures that are claims")
    passed: int = 0
    failed: int = 0
    unverifiable: int = 0
    not_claims: int = Field(default=0, description="numbers that are none")
    datasets: tuple[str, ...] = Field(default=(), description="the datasets that its words led to: it is checked again "
                                      "when one of them is described anew")
    asked: tuple[str, ...] = Field(default=(), description="those whose snapshots were looked at: it is checked again "
                                   "when one of them gets a new one")
    references: str | None = Field(default=None, description="hash of the reference library that it was held against")
    reading: str | None = Field(default=None, description="hash of the language model and of what reads claims")
    judging: str | None = Field(default=None, description="hash of what matches and judges them, and of the policy")
    report: str | None = Field(default=None, description="JSON of its factcheck.report/1, without the claims")


OF_ARTICLE: Final = tuple(name for name in DocumentRow.model_fields if name in Article.model_fields)
"""What a document's row has of its article as it is: where it lies, its title, date, author and so on."""


class ClaimRow(Row):
    """One claim of a checked document: what one filters and sorts by, and the whole of it as JSON.

    Numbers are rounded to what a double holds; the JSON has them exactly.
    """

    document: int = Field(description="number of its document")
    revision: int = Field(default=0, description="as of its document")
    sha256: str = Field(description="of its document")
    claim: str = Field(description="id of the claim in its article")
    number: int = Field(description="1 for the first claim of the article")
    verdict: str = Field(description="pass, fail or unverifiable")
    reason: str = Field(description="a reason code")
    message: str
    figure: str
    figure_start: int = Field(description="in code points of the text, from 0")
    figure_end: int
    position: float = Field(description="where in its text it stands, from 0 (first letter) to 1")
    in_headline: bool = Field(description="whether it stands in the first line of its text, which others follow")
    in_lead: bool = Field(description="whether it stands in the first paragraph below the headline, or in it")
    sentence: str
    sentence_start: int
    kind: str = Field(description="count, share, rate, money, measure, change, ratio or rank")
    low: float = Field(description="the stated number; of a range the lower end")
    high: float = Field(description="the stated number; of a range the upper end")
    bound: str = Field(description="exact, about, nearly, more_than, at_least, less_than, at_most or between")
    unit: str | None = None
    counted: str | None = Field(default=None, description="what is counted or measured, as written")
    head: str | None = Field(default=None, description="lemma of the counted noun")
    whole: str | None = Field(default=None, description="for a share: of what")
    categories: tuple[str, ...] = ()
    places: tuple[str, ...] = Field(default=(), description="names of the places")
    place_codes: tuple[str, ...] = Field(default=(), description="ISO 3166 codes of those that have one")
    period_start: date | None = None
    period_end: date | None = None
    direction: str | None = Field(default=None, description="for a change: up, down, flat or unknown")
    basis: str | None = Field(default=None, description="for a change: absolute, percent, percentage_points, multiple")
    speaker: str | None = Field(default=None, description="who says it; null where the article itself does")
    quoted: bool = False
    modality: str = Field(description="asserted, negated, forecast, hypothetical, question or opinion")
    dataset: str | None = Field(default=None, description="the dataset that it was held against")
    dataset_title: str | None = None
    measure: str | None = None
    snapshot: str | None = None
    as_of: date | None = None
    publisher: str | None = None
    source_url: str | None = None
    snapshot_sha256: str | None = None
    reference_value: float | None = None
    reference_unit: str | None = None
    query: str | None = Field(default=None, description="in words")
    sql: str | None = None
    score: float | None = Field(default=None, description="of the match")
    difference: float | None = Field(default=None, description="the stated number less the reference value, in its "
                                     "unit; 0 within a range; decreases by their sizes")
    error: float | None = Field(default=None, description="size of the difference over that of the reference value: "
                                "0.25 for a quarter too much or too little; null where that is 0")
    instead: str | None = Field(default=None, description='what a failed claim turns on: "agreements, not agencies"')
    explanation: str | None = Field(default=None, description="the reason code of the nearest true statement")
    explanation_message: str | None = None
    contradicted: bool = Field(default=False, description="whether the article contradicts itself about it")
    decision: str | None = Field(default=None, description="id of the editor's decision that its meaning rests on")
    checked: str = Field(description="JSON of the checked claim, as in factcheck.report/1")


class TextRow(Row):
    """The text of a checked document, exactly as its offsets count it; no revision changes it."""

    document: int
    text: str
    notes: tuple[str, ...] = Field(default=(), description="what a reader should know: repairs, a missing date")


class ChangeRow(Row):
    """A claim whose verdict changed when its document was checked again."""

    recheck: int = Field(description="1 for what the first recheck of the archive changed")
    document: int
    revision: int = Field(description="of the document, since when it is so")
    claim: str = Field(description="id of the claim in its article")
    change: str = Field(description="what an editor sorts by: wrong_now, fails_now, right_now, passes_now, lost")
    before: str = Field(description="the verdict that it had")
    after: str = Field(description="the verdict that it has")
    reason_before: str
    reason_after: str
    message_before: str
    message_after: str
    figure: str
    sentence: str
    dataset: str | None = Field(default=None, description="the dataset that it is held against now; else before")
    snapshot_before: str | None = None
    snapshot_after: str | None = None
    value_before: float | None = None
    value_after: float | None = None
    unit: str | None = Field(default=None, description="of the values")
    published: date | None = None
    reads: int | None = None
    title: str | None = None
    url: str | None = None
    location: str


TABLES: Final[Mapping[str, type[Row]]] = MappingProxyType(
    {"documents": DocumentRow, "claims": ClaimRow, "texts": TextRow, "changes": ChangeRow})
"""The tables by name, each with the type of its rows."""

_COLUMN_TYPES: Final[Mapping[object, str]] = MappingProxyType({
    int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", str: "VARCHAR", date: "DATE",
    int | None: "BIGINT", float | None: "DOUBLE", str | None: "VARCHAR", date | None: "DATE",
    tuple[str, ...]: "VARCHAR[]",
})


def columns(row: type[Row]) -> dict[str, str]:
    """The columns of a table in their order, each with its SQL type; each type has one Parquet form."""
    return {name: _COLUMN_TYPES[field.annotation] for name, field in row.model_fields.items()}
