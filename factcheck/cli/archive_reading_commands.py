"""The commands ``factcheck archive report`` and ``archive export`` and their options; the work is in another module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from factcheck.cli.archive_commands import archive, library_option

_Command = Callable[..., Any]

_refs = click.option("--refs", multiple=True, metavar="DIR", help="Reference tables from which the charts of "
                           "articles' reports are drawn, instead of the built-in ones: those that the archive was "
                           "checked against. May be given several times.")

_CHOICE = (
    click.option("--since", metavar="DATE", help="Only articles published on that day or later, as 2025-09-17."),
    click.option("--until", metavar="DATE", help="Only articles published on that day or before."),
    click.option("--section", "sections", multiple=True, metavar="NAME", help="Only articles of this section; \"\" for "
                 "those of none. May be given several times, as may those that follow."),
    click.option("--author", "authors", multiple=True, metavar="NAME", help="Only articles by this author."),
    click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Only articles of this outlet."),
    click.option("--dataset", "datasets", multiple=True, metavar="NAME", help="Only claims that were held against this "
                 "dataset."),
    click.option("--verdict", "verdicts", multiple=True, type=click.Choice(["pass", "fail", "unverifiable"]),
                 help="Only claims with this verdict."),
)


def _choice(command: _Command) -> _Command:
    """The options by which documents and claims are chosen, on a command."""
    for option in reversed(_CHOICE):
        command = option(command)
    return command


@archive.command(epilog="Example:  factcheck archive report checked --output overview.html")
@click.argument("folder")
@click.option("--output", metavar="FILE", default="overview.html", show_default=True, help="Where the page is written; "
              "- for standard output, without the reports of articles.")
@click.option("--articles", metavar="N|all|none", default="100", show_default=True, help="How many articles get their "
              "own report in a folder “articles” beside the page: first those of the listed claims.")
@click.option("--claims", type=click.IntRange(min=0), default=100, show_default=True, metavar="N", help="How many "
              "failed claims are listed.")
@click.option("--top", type=click.IntRange(min=1), default=12, show_default=True, metavar="N", help="How many "
              "sections, authors and so on are listed; the others are added up.")
@_refs
@library_option
@click.option("--title", metavar="TEXT", help="What the archive is called on the page; else the name of its folder.")
@_choice
def report(**options: Any) -> int:
    """Writes one HTML page about an archive: what to correct first, and where and when figures fail.

    FOLDER is that of “archive check --out”. The page needs nothing else and sends no request. An archive whose check
    has not ended, or goes on, can be reported: the page says so.

    \b
    Exit status:
      0  the page is written, whatever the verdicts
      2  the call is wrong, or the results cannot be read
      3  reference data are damaged
    """
    from factcheck.cli.archive_reading import report_archive

    return report_archive(**options)


@archive.command(epilog="Example:  factcheck archive export checked --format csv --output claims.csv --verdict fail")
@click.argument("folder")
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "json", "jsonl", "claimreview"]), default="csv",
              show_default=True, help="csv for spreadsheets, parquet, json and jsonl for programs, claimreview for "
              "search engines: JSON-LD of what passes or fails.")
@click.option("--what", type=click.Choice(["claims", "documents"]), default="claims", show_default=True,
              help="A row for each claim, or for each document.")
@click.option("--output", metavar="FILE", help="Where it is written; else standard output, except for parquet.")
@_choice
def export(**options: Any) -> int:
    """Writes the claims or the documents of an archive as one table.

    FOLDER is that of “archive check --out”. The columns are those of archive.schema.json; a claim has its article's
    first. In CSV, cells that a spreadsheet would compute begin with an apostrophe.

    \b
    Exit status:
      0  all is written, whatever the verdicts
      2  the call is wrong, or the results cannot be read
    """
    from factcheck.cli.archive_reading import export_archive

    return export_archive(**options)
