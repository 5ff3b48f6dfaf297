"""``factcheck archive report`` and ``archive export``: what was asked for, and where it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from factcheck.archive import exporting
from factcheck.archive.choosing import Choice
from factcheck.archive.chosen import readable
from factcheck.archive.records import TABLES
from factcheck.archive.reporting import Asked, report
from factcheck.archive.results import Results
from factcheck.articles.formats.remote import has_scheme
from factcheck.cli.libraries import open_references
from factcheck.cli.output import check_writable, opened, renamed
from factcheck.cli.speaking import say
from factcheck.errors import OutputError, UsageError
from factcheck.reports import overview_html


def report_archive(*, folder: str, output: str, articles: str, claims: int, top: int, title: str | None,
                   refs: tuple[str, ...], library: str | None, **chosen: Any) -> int:
    """Writes the overview, after the reports of its articles; gives the exit status."""
    asked = Asked(choice=_choice(**chosen), title=title and _name(title), claims=claims, top=top,
                  articles=_how_many(articles))
    source = _source(folder)
    _check_place(source, output)
    beside = None if output == "-" else Path(output).resolve().parent
    made, written = report(source, asked, beside=beside, library=lambda: open_references(refs, library))
    with opened(output) as writer:
        writer.write(overview_html.render(made))
    if beside is not None:
        say(f"{output} is written, with the reports of {written:,} {'article' if written == 1 else 'articles'}.",
            as_it_is=True)
    return 0


def export_archive(*, folder: str, form: str, what: str, output: str | None, **chosen: Any) -> int:
    """Writes the table; gives the exit status."""
    choice, source = _choice(**chosen), _source(folder)
    _check_place(source, output)
    with readable(source), Results.open(source) as results:
        if form == exporting.PARQUET:
            if output is None or output == "-":
                raise UsageError("Parquet is written to a file; name one with --output.")
            with renamed(output) as path:
                exporting.write_parquet(results, what, choice, path)
        else:
            pieces = exporting.TEXTS[form](results, what, choice)
            first = next(pieces, "")
            with opened(output) as writer:
                writer.write(first)
                for piece in pieces:
                    writer.write(piece)
    return 0


def _source(folder: str) -> str:
    if not folder:
        raise UsageError("FOLDER names no folder.")
    return folder


def _check_place(source: str, output: str | None) -> None:
    """OutputError where the result cannot be written, or would lie among the results themselves."""
    check_writable(output)
    if output not in (None, "-") and not has_scheme(source):
        parent = Path(str(output)).resolve().parent
        if parent.parent == Path(source).resolve() and parent.name in TABLES:
            raise OutputError(f"{output} would lie among the results; name another folder for --output.")


def _how_many(articles: str) -> int | None:
    if articles in ("all", "none"):
        return None if articles == "all" else 0
    if not (articles.isascii() and articles.isdigit() and len(articles) < 10):
        raise UsageError(f"--articles {articles} is neither a number nor all nor none.")
    return int(articles)


def _choice(*, since: str | None, until: str | None, **names: tuple[str, ...]) -> Choice:
    first, last = _day(since, "--since"), _day(until, "--until")
    if first and last and first > last:
        raise UsageError(f"--since {since} is later than --until {until}: no article can be of both.")
    return Choice(since=first, until=last, **{what: tuple(map(_name, some)) for what, some in names.items()})


def _day(text: str | None, option: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text} is no date; write it as 2025-09-17.") from None


def _name(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError(f"{text.encode('utf-8', 'backslashreplace').decode()} is not UTF-8; write it so.") from None
    return text
