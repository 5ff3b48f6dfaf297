"""What an editor has decided of a claim's meaning: one small file of the library, ``decisions.toml``, read as types.

A decision says of words, or of one figure of one article, which measure is meant, or that none is. It never speaks of
a number. The file is written by ``deciding``, and can be read and mended by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Any, Final, Literal, Self

from pydantic import Field, ValidationError, model_validator

from claims.model import Frozen, Place
from claims.vocabulary.gazetteer import resolve
from claims.vocabulary.periods import parse_cell
from claims.vocabulary.words import Token, content_words, tokens
from factcheck.errors import LibraryError
from factcheck.references.locations import DECISIONS
from factcheck.references.model import Dimension

SCHEMA: Final = "factcheck.decisions/1"


class Sort(StrEnum):
    """What a decision says."""

    IS = "is"
    """The figure is that measure."""
    ALIAS = "alias"
    """The phrase is another word for that measure, wherever it stands at the end of what is counted."""
    NEVER = "never"
    """The figure is held against no table, or not against that dataset or measure."""


class Decision(Frozen):
    """One decision. It applies to a ``phrase``, everywhere or in one ``article``, or to one figure of an article.

    ``Decision(sort="alias", phrase="jobless rate", dataset="us-macro", measure="unemployment_rate")``. ``place``,
    ``period`` and ``where`` limit what a decision of sort ``is`` asks for; what they leave open, the claim says.
    ValidationError for what contradicts itself.
    """

    id: str = Field(default="", pattern="^(d[1-9][0-9]*)?$", description="given when it is stored: d1, d2, ...")
    sort: Sort
    phrase: str | None = Field(default=None, description="what is counted or measured, in the article's words")
    article: str | None = Field(default=None, pattern="^[0-9a-f]{64}$", description="sha256 of the article's text")
    start: int | None = Field(default=None, ge=0, description="where the figure stands in that text")
    end: int | None = Field(default=None, ge=1)
    figure: str | None = Field(default=None, description="the figure as written, for readers: it decides nothing")
    dataset: str | None = None
    measure: str | None = None
    place: str | None = None
    period: str | None = None
    where: tuple[tuple[str, str], ...] = Field(default=(), description="category columns and the values meant")
    who: str = ""
    when: date | None = None
    why: str = ""

    @property
    def stems(self) -> tuple[str, ...]:
        """The phrase as it is compared."""
        return normalised(self.phrase or "")

    @property
    def words(self) -> str:
        """The phrase without the small words around it, as it is looked for: "the slips" is "slips"."""
        phrase = self.phrase or ""
        kept = [one for one in tokens(phrase) if _counts(one)]
        return phrase[kept[0].start:kept[-1].end] if kept else ""

    @property
    def of_one_figure(self) -> bool:
        """Whether it is about one figure of one article."""
        return self.start is not None

    @property
    def subject(self) -> str:
        """What it is about, for a reader."""
        if self.of_one_figure:
            return f"“{self.figure}”" if self.figure else f"the figure at {self.start}"
        return f"“{self.phrase}”"

    @property
    def target(self) -> str:
        """The measure or dataset that it names, as the command line takes it; "" where it names none."""
        return ":".join(part for part in (self.dataset, self.measure) if part)

    def concerns(self, dataset: str, measure: str) -> bool:
        """Whether its dataset, and its measure where it names one, are these."""
        return self.dataset == dataset and self.measure in (None, measure)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if fault := _fault(self):
            raise ValueError(fault)
        return self


def _fault(one: Decision) -> str | None:
    """What makes a decision none, in words."""
    if one.of_one_figure != (one.end is not None) or (one.of_one_figure and one.article is None):
        return "a figure is told by the article's sha256, its start and its end, all three"
    if one.start is not None and one.end is not None and one.end <= one.start:
        return "its end must lie behind its start"
    if not one.of_one_figure and not content_words(one.phrase or ""):
        return "it needs a phrase with a word in it, or a figure of an article"
    if one.sort is Sort.ALIAS and one.of_one_figure:
        return "an alias is a phrase, and not one figure"
    if one.measure is not None and one.dataset is None:
        return "a measure needs its dataset"
    if one.sort is not Sort.NEVER and one.measure is None:
        return "it names no measure"
    return _fault_of_limits(one)


def _fault_of_limits(one: Decision) -> str | None:
    if one.sort is not Sort.IS and (one.place or one.period or one.where):
        return f"only a decision of sort “{Sort.IS}” can name a place, a period or categories"
    if one.place is not None and resolve(one.place) is None:
        return f"“{one.place}” is no place that is known"
    if one.period is not None and parse_cell(one.period) is None:
        return f"“{one.period}” is no period: write it as 2025, 2025-08 or 2025-08-31"
    return None


class Removal(Frozen):
    """A decision that no longer applies. ``change``: which change took it away; None where its adding was undone."""

    decision: Decision
    when: date | None = None
    who: str = ""
    change: int | None = None


class Record(Frozen):
    """The whole file: the decisions in force, and those removed, each in the order in which they were made."""

    schema_: Literal["factcheck.decisions/1"] = Field(default=SCHEMA, alias="schema")
    decisions: tuple[Decision, ...] = ()
    removed: tuple[Removal, ...] = ()


def normalised(phrase: str) -> tuple[str, ...]:
    """A phrase as decisions compare it: its words without inflection, case and articles.

    ``normalised("The deportation deals") == normalised("Deportation Deal")``.
    """
    return tuple(one.stem for one in tokens(phrase) if _counts(one))


def _counts(token: Token) -> bool:
    """Whether a word tells phrases apart: "the" does not, the ages in "men 20 to 24" do."""
    return token.text[:1].isdigit() or bool(content_words(token.text))


def place_of(name: str, dimension: Dimension | None) -> Place | None:
    """The place of that name: of two Georgias the country where only countries are told apart."""
    kinds = dimension.place_kinds if dimension is not None else ()
    return resolve(name, kind="country" if "country" in kinds and "state" not in kinds else None)


def conflict(decisions: Iterable[Decision]) -> tuple[Decision, Decision] | None:
    """Two decisions about the same thing that cannot both hold; None where there are none."""
    groups: dict[object, list[Decision]] = {}
    for one in decisions:
        key = (one.article, one.start, one.end) if one.of_one_figure else (one.article, one.stems)
        groups.setdefault(key, []).append(one)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    return next((pair for pair in pairs if _contradict(*pair)), None)


def _contradict(one: Decision, other: Decision) -> bool:
    for never, positive in ((one, other), (other, one)):
        if never.sort is Sort.NEVER and positive.sort is not Sort.NEVER:
            assert positive.dataset is not None and positive.measure is not None
            return never.dataset is None or never.concerns(positive.dataset, positive.measure)
    if one.sort is Sort.NEVER:
        return (one.dataset, one.measure) == (other.dataset, other.measure)  # said twice
    return True  # two meanings of one thing, or one meaning twice


def read(library: Path) -> Record:
    """The decisions of a library; none where it has no file. LibraryError for one that cannot be read."""
    path = library / DECISIONS
    if not path.exists():
        return Record()
    if not path.is_file():
        raise LibraryError(f"{path} is no file: move it away, or put the file of decisions back.")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise LibraryError(f"The decisions in {path} cannot be read ({error}): mend the file, or move it away."
                           ) from None
    return _record(found, path)


def _record(found: dict[str, Any], path: Path) -> Record:
    schema = found.get("schema")
    if schema != SCHEMA:
        raise LibraryError(f"{path} is of the form {schema!r}, and this program reads {SCHEMA!r}.")
    try:
        decisions = [Decision.model_validate(_laid_out(one)) for one in found.pop("decision", ())]
        removed = [_removal(one) for one in found.pop("removed", ())]
        record = Record.model_validate({**found, "decisions": decisions, "removed": removed})
    except ValidationError as error:
        raise LibraryError(f"A decision in {path} is wrong ({said(error)}): mend the file.") from None
    except (TypeError, AttributeError, ValueError):
        raise LibraryError(f"{path} does not hold a list of decisions: mend the file, or move it away.") from None
    _check_together(record, path)
    return record


def _check_together(record: Record, path: Path) -> None:
    names = [one.id for one in (*record.decisions, *(one.decision for one in record.removed))]
    if "" in names or len(names) != len(set(names)):
        raise LibraryError(f"In {path} each decision needs an id of its own: mend the file.")
    if (pair := conflict(record.decisions)) is not None:
        raise LibraryError(f"In {path} the decisions {pair[0].id} and {pair[1].id} contradict each other: remove one.")


def _laid_out(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "where": tuple(dict(one.get("where", {})).items())}


def _removal(one: dict[str, Any]) -> Removal:
    of = {name: one[name] for name in one if not name.startswith("removed_")}
    given = {name.removeprefix("removed_"): one[name] for name in one if name.startswith("removed_")}
    return Removal.model_validate({"decision": Decision.model_validate(_laid_out(of)), **given})


def said(error: ValidationError) -> str:
    """The first fault that validation found, in a few words."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    text = str(first["msg"]).removeprefix("Value error, ")
    return f"{where}: {text}" if where else text


def numbered(decisions: Sequence[Decision]) -> int:
    """The highest number among the ids of decisions; 0 for none."""
    return max((int(one.id[1:]) for one in decisions), default=0)
