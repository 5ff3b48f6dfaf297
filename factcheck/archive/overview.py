"""Adds up the results of an archive for its overview. DuckDB does it over the Parquet files, in bounded memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.archive.choosing import Choice
from factcheck.archive.chosen import choose
from factcheck.archive.correcting import worst
from factcheck.archive.results import Results
from factcheck.archive.standing import standing
from factcheck.reports.overview import Breakdown, Counts, Line, Moment, Overview, Unread
from factcheck.reports.wording import printable

_COUNTS = ("count(*) FILTER (verdict = 'fail')", "count(*) FILTER (verdict = 'pass')",
           "count(*) FILTER (verdict = 'unverifiable')")
_COUNTED = ", ".join(f"{count} AS {name}" for count, name in zip(_COUNTS, ("failed", "passed", "open"), strict=True))
_JOINED = "chosen_claims c JOIN chosen_documents d USING (document)"
_BY: Mapping[str, str] = {
    "section": "d.section", "author": "d.author", "outlet": "d.outlet",
    "dataset": "coalesce(c.dataset_title, c.dataset)", "kind": "c.kind", "speaker": "nullif(trim(c.speaker), '')"}
_MOST_MONTHS, _MOST_YEARS = 60, 120
_UNREAD = 50


def overview(results: Results, choice: Choice, *, name: str, claims: int = 100, top: int = 12) -> Overview:
    """The overview of what was chosen: so many failed claims are listed, and so many lines of each breakdown.

    Afterwards ``chosen_documents`` and ``chosen_claims`` are there.
    """
    choose(results, choice)
    wrong, more = worst(results, claims)
    yearly, moments = _moments(results)
    with results.place.state() as state:
        notes = standing(state).told
    return Overview(
        name=printable(name), chosen=tuple(map(printable, choice.told)), notes=notes,
        **_totals(results), counts=_counts(results), yearly=yearly, moments=moments,
        breakdowns=tuple(found for by in _BY if (found := _breakdown(results, by, top)) is not None),
        wrong=wrong, more_wrong=more, unread=_unread(results))


def _totals(results: Results) -> dict[str, Any]:
    names = ("checked", "duplicates", "unreadable", "words", "first", "last", "undated")
    checked = "status = 'checked'"
    row = results.sql(
        f"SELECT count(*) FILTER ({checked}), count(*) FILTER (status = 'duplicate'), "
        f"count(*) FILTER (status = 'unreadable'), coalesce(sum(words) FILTER ({checked}), 0)::BIGINT, "
        f"min(published) FILTER ({checked}), max(published) FILTER ({checked}), "
        f"count(*) FILTER ({checked} AND published IS NULL) FROM chosen_documents").fetchall()[0]
    failing = results.sql("SELECT count(DISTINCT document) FROM chosen_claims WHERE verdict = 'fail'").fetchall()[0][0]
    return {**dict(zip(names, row, strict=True)), "failing": failing}


def _counts(results: Results) -> Counts:
    return _as_counts(results.sql(f"SELECT {_COUNTED} FROM chosen_claims").fetchall()[0])


def _as_counts(row: Sequence[int]) -> Counts:
    return Counts(failed=row[0], passed=row[1], unverifiable=row[2])


def _moments(results: Results) -> tuple[bool, tuple[Moment, ...]]:
    """The months from the first to the last one with figures, also those without; years where there are very many."""
    rows = results.sql(f"SELECT year(published), month(published), {_COUNTED} FROM {_JOINED} "
                       "WHERE published IS NOT NULL GROUP BY ALL ORDER BY ALL").fetchall()
    months = {(year, month): _as_counts(counts) for year, month, *counts in rows}
    if not months:
        return False, ()
    (first_year, first_month), (last_year, last_month) = min(months), max(months)
    span = (last_year - first_year) * 12 + last_month - first_month + 1
    if span <= _MOST_MONTHS:
        places = [divmod(first_year * 12 + first_month - 1 + number, 12) for number in range(span)]
        return False, tuple(Moment(label=f"{year:04}-{month + 1:02}", counts=months.get((year, month + 1), Counts()))
                            for year, month in places)
    years: dict[int, Counts] = {}
    for (year, _), one in months.items():
        before = years.get(year, Counts())
        years[year] = Counts(failed=before.failed + one.failed, passed=before.passed + one.passed,
                             unverifiable=before.unverifiable + one.unverifiable)
    shown = range(first_year, last_year + 1) if last_year - first_year < _MOST_YEARS else sorted(years)[-_MOST_YEARS:]
    return True, tuple(Moment(label=f"{year:04}", counts=years.get(year, Counts())) for year in shown)


def _breakdown(results: Results, by: str, top: int) -> Breakdown | None:
    """The lines with most failed figures, then with most settled ones; None where nothing is known of any document."""
    results.sql(f"CREATE OR REPLACE TABLE broken_down AS SELECT {_BY[by]} AS name, count(DISTINCT document) AS "
                f"articles, {_COUNTED} FROM {_JOINED} GROUP BY 1")
    order = "failed DESC, passed DESC, open DESC, name NULLS LAST"
    lines = results.sql(f"SELECT * FROM broken_down ORDER BY {order} LIMIT ?", [top]).fetchall()
    if not lines or (len(lines) == 1 and lines[0][0] is None):
        return None
    others = results.sql("SELECT count(*), coalesce(sum(failed), 0)::BIGINT, coalesce(sum(passed), 0)::BIGINT, "
                         f"coalesce(sum(open), 0)::BIGINT FROM (FROM broken_down ORDER BY {order} OFFSET ?)",
                         [top]).fetchall()[0]
    rest = None
    if others[0]:
        articles = results.sql(
            f"SELECT count(DISTINCT document) FROM (SELECT document, {_BY[by]} AS name FROM {_JOINED}) c JOIN "
            f"(FROM broken_down ORDER BY {order} OFFSET ?) r ON c.name IS NOT DISTINCT FROM r.name", [top]).fetchall()
        rest = Line(name=None, articles=articles[0][0], counts=_as_counts(others[1:]))
    return Breakdown(by=by, rest=rest, others=others[0], lines=tuple(
        Line(name=None if name is None else printable(name), articles=articles, counts=_as_counts(counts))
        for name, articles, *counts in lines))


def _unread(results: Results) -> tuple[Unread, ...]:
    rows = results.sql("SELECT location, reason FROM documents SEMI JOIN chosen_documents USING (document) "
                       "WHERE status = 'unreadable' ORDER BY document LIMIT ?", [_UNREAD]).fetchall()
    return tuple(Unread(location="" if _names(reason, location) else printable(location),
                        reason=printable(reason or "")) for location, reason in rows)


def _names(reason: str | None, location: str) -> bool:
    """Whether a reason says by itself which file it speaks of."""
    return (reason or "").startswith(location.split("#")[0])
