"""The curve of precision against coverage as the thresholds of matching move, and what matching and judging cost.

    python benchmarks/precision.py [--errors]

``matches/described.tsv`` holds sentences of our own about the built-in tables, half of which no table answers;
``matches/bare.tsv`` the same about bare tables (``matches/tables``), and ``tests/matching/cases/bare_things.tsv``
about lists of things. No number of a sentence is looked at. Coverage: of the claims that a table answers, how many are
matched, rightly or not. Precision: of the claims that are matched, how many are matched to the right measure, place
and time. Prints a small table for each threshold to standard error, and one JSON object.
"""

from __future__ import annotations

import csv
import json
import os
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy reads it when it is imported

from claims import read
from claims.model import Claim, Extraction, plain_decimal
from factcheck.articles.model import Article
from factcheck.checking.article import report_on
from factcheck.matching.article import match_claims
from factcheck.matching.asking import scoring
from factcheck.matching.bare import explained, series
from factcheck.matching.model import Match, NoMatch
from factcheck.queries.algebra import selections
from factcheck.queries.evaluation import evaluate
from factcheck.queries.words import in_words
from factcheck.references.library import References

HERE = Path(__file__).resolve().parent
SET = HERE / "matches"
LISTS = HERE.parent / "tests" / "matching"
ANYTHING, EVERY = "-", "*"


@dataclass(frozen=True)
class Gold:
    """A sentence, the figure in it, and what it is about; ``measure`` None: nothing that the tables hold."""

    article: Article
    claims: tuple[Claim, ...]
    figure: Claim | None
    measure: str | None
    place: str
    time: str


def described() -> Iterator[Gold]:
    """The sentences about the built-in tables."""
    yield from _sentences(SET / "described.tsv")


def bare() -> Iterator[Gold]:
    """The sentences about the bare tables of series."""
    yield from _sentences(SET / "bare.tsv")


def _sentences(path: Path) -> Iterator[Gold]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for published, measure, place, time, braced in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        before, words, after = _parts(braced)
        article = Article(text=before + words + after, published=date.fromisoformat(published))
        found = read(article.text, published=article.published).claims
        span = (len(before), len(before) + len(words))
        figure = max(found, key=lambda one: min(one.end, span[1]) - max(one.start, span[0]), default=None)
        if figure is not None and min(figure.end, span[1]) <= max(figure.start, span[0]):
            figure = None
        yield Gold(article, found, figure, None if measure == "none" else measure, place, time)


def _parts(braced: str) -> tuple[str, str, str]:
    before, _, rest = braced.partition("{")
    words, _, after = rest.partition("}")
    return before, words, after


def is_right(gold: Gold, match: Match) -> bool:
    """Whether the query is about the measure, place and time of the gold."""
    main = selections(match.reading.query)[0]
    values = {value for condition in main.where for value in condition.values}
    when = (main.period or "", main.as_of.isoformat())
    # Another table may hold the same fact, so a measure of the same name is right wherever it stands.
    return (gold.measure is not None and gold.measure.split(".")[-1] in (EVERY, main.measure)
            and gold.place in (ANYTHING, *values) and (gold.time == ANYTHING or any(gold.time in one for one in when)))


def matched(gold: Gold, library: References) -> Match | NoMatch | None:
    """What the figure of a sentence is firmly matched to: a tentative reading settles nothing by itself."""
    if gold.figure is None:
        return None
    said = tuple(claim.as_said() for claim in gold.claims)
    found = match_claims(gold.article, said, library, assumed={claim.id: claim for claim in gold.claims})
    match = found[gold.figure.id]
    return match.tentative or match if isinstance(match, Match) else match


@dataclass(frozen=True)
class Point:
    """One threshold: how many claims are matched, and how many of them rightly; ``stray``: that no table answers."""

    threshold: float
    answerable: int
    covered: int
    right: int
    stray: int

    @property
    def coverage(self) -> float:
        """Of the claims that a table answers, the part that is matched."""
        return round(self.covered / self.answerable, 4)

    @property
    def precision(self) -> float:
        """Of the claims that are matched, the part that is matched rightly."""
        whole = self.covered + self.stray
        return round(self.right / whole, 4) if whole else 1.0

    def shown(self) -> dict[str, float]:
        """As it is printed."""
        return {"threshold": self.threshold, "coverage": self.coverage, "precision": self.precision,
                "right": self.right, "stray": self.stray}


def curve(set_: Sequence[Gold], library: References, thresholds: Sequence[float],
          move: Callable[[float], None]) -> list[Point]:
    """One point for each threshold; the one that was there is put back by the caller."""
    points = []
    for threshold in thresholds:
        move(threshold)
        found = [(gold, matched(gold, library)) for gold in set_]
        hits = [(gold, match) for gold, match in found if isinstance(match, Match)]
        points.append(Point(threshold, sum(gold.measure is not None for gold in set_),
                            sum(gold.measure is not None for gold, _ in hits),
                            sum(is_right(gold, match) for gold, match in hits),
                            sum(gold.measure is None for gold, _ in hits)))
    return points


def move_described(threshold: float) -> None:
    """The score that a reading of a described table must reach."""
    scoring.weights()["threshold"] = threshold


def move_series(threshold: float) -> None:
    """How well a sentence and a series of a bare table must fit."""
    vars(series)["GOOD"] = threshold


def move_lists(threshold: float) -> None:
    """How much of a sentence about a list may stay unexplained."""
    vars(explained)["_UNEXPLAINED"] = threshold


def lists(thresholds: Sequence[float]) -> list[Point]:
    """The curve for lists of things: whether the whole query is the right one."""
    lines = (LISTS / "cases" / "bare_things.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    libraries = {name: References.open(LISTS / "things" / f"{name}.csv") for name in {row[0] for row in rows}}
    texts = {text: read(text).claims for _, text, _, _ in rows}
    points = []
    for threshold in thresholds:
        move_lists(threshold)
        covered = right = stray = 0
        for name, text, words, wanted in rows:
            library, figure = libraries[name], next(one for one in texts[text] if one.figure == words)
            match = match_claims(Article(text=text, title=name), texts[text], library)[figure.id]
            if isinstance(match, Match):
                covered, stray = covered + ("=" in wanted), stray + ("=" not in wanted)
                right += "=" in wanted and _told(match, library) == wanted.rsplit(" = ", 1)
        points.append(Point(threshold, sum("=" in row[3] for row in rows), covered, right, stray))
    return points


def _told(match: Match, library: References) -> list[str]:
    answer = evaluate(match.reading.query, library)
    return [in_words(match.reading.query, library),
            plain_decimal(round(answer.value, 2)) if answer.kind == "result" else answer.reason]


ROUNDS = 9
"""Each sentence is timed so often, after a round that is not, and its least time counts: the machine has other work."""


def shares(set_: Sequence[Gold], library: References) -> dict[str, float]:
    """What matching and judging take: as a share of the whole check, and in milliseconds for each claim."""
    least: list[tuple[float, float]] = []
    for number in range(ROUNDS + 1):
        taken = [_timed(gold, library) for gold in set_]  # what is read once for all is read in the first round
        if number:
            least = [(min(a, c), min(b, d)) for (a, b), (c, d) in zip(least or taken, taken, strict=True)]
    reading, after = (sum(column) for column in zip(*least, strict=True))
    each = [1000 * judging / len(gold.claims) for gold, (_, judging) in zip(set_, least, strict=True) if gold.claims]
    return {"share": round(after / (after + reading), 4), "reading_share": round(reading / (after + reading), 4),
            "median_ms": round(statistics.median(each), 2), "worst_ms": round(max(each), 2)}


def _timed(gold: Gold, library: References) -> tuple[float, float]:
    """The seconds of the processor that reading a sentence takes, and matching and judging what was found in it."""
    start = process_time()
    read(gold.article.text, published=gold.article.published)
    found = process_time()
    report_on(gold.article, Extraction(claims=gold.claims), references=library)
    return found - start, process_time() - found


def errors(set_: Sequence[Gold], library: References) -> Iterator[str]:
    """A line for each claim that is matched wrongly or not at all."""
    for gold in set_:
        match = matched(gold, library)
        if isinstance(match, Match):
            if not is_right(gold, match):
                yield f"wrong  {gold.article.text} -> {in_words(match.reading.query, library)}"
        elif gold.measure is not None:
            yield f"missed {gold.article.text} -> {match.reason if match else 'no claim'}"


def main() -> None:
    """Measures, and prints the tables and the JSON object."""
    library, tables = References.open(), References.open(SET / "tables")
    about, about_bare = list(described()), list(bare())
    cost = shares(about, library)
    if "--errors" in sys.argv[1:]:
        print(*errors(about, library), *errors(about_bare, tables), sep="\n")
    chosen = scoring.weights()["threshold"], series.GOOD, explained._UNEXPLAINED
    found = {
        "described": curve(about, library, (0.0, 1.0, 2.0, 2.4, 2.8, 3.0, 3.2, 3.4, 3.6, 4.0, 4.4, 4.8, 5.2, 5.6, 6.0),
                           move_described),
        "bare_series": curve(about_bare, tables, (0.0, 0.1, 0.2, 0.27, 0.33, 0.4, 0.5, 0.6, 0.7, 0.8), move_series),
        "bare_lists": lists((0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)),
    }
    move_described(chosen[0])
    move_series(chosen[1])
    move_lists(chosen[2])
    for name, points in found.items():
        print(f"{name}: threshold, coverage, precision, right, stray", file=sys.stderr)
        for point in points:
            mark = " <- chosen" if point.threshold in chosen else ""
            print(*(f"{value:>8}" for value in point.shown().values()), mark, file=sys.stderr)
    at = {name: next(point for point in points if point.threshold in chosen) for name, points in found.items()}
    print(json.dumps({
        "benchmark": "precision", "claims": len(about), "unanswerable": sum(gold.measure is None for gold in about),
        "bare_claims": len(about_bare), "chosen": dict(zip(found, chosen, strict=True)),
        "precision": at["described"].precision, "coverage": at["described"].coverage,
        "series_precision": at["bare_series"].precision, "series_coverage": at["bare_series"].coverage,
        "lists_precision": at["bare_lists"].precision, "lists_coverage": at["bare_lists"].coverage,
        **cost, "curves": {name: [point.shown() for point in points] for name, points in found.items()},
    }))


if __name__ == "__main__":
    main()
