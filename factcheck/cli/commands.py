"""The commands and their options. The work is imported when a command runs: ``--help`` loads click alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_Command = Callable[..., Any]

_sources = click.argument("sources", nargs=-1, metavar="[FILE|URL|-]...")
_published = click.option("--published", metavar="DATE", help="When the article appeared, as 2025-09-17. Without it "
                          "the date is read from the dateline, else relative dates stay open.")
_input_format = click.option("--input-format", type=click.Choice(["auto", "text", "html", "jsonl"]), default="auto",
                             show_default=True, help="How the input is written; auto goes by the file's name.")
_output = click.option("--output", metavar="PATH", help="Write to a file, which appears only when it is complete.")
_refs = click.option("--refs", multiple=True, metavar="DIR", help="Reference tables to use instead of the built-in "
                     "ones: a folder of datasets, a folder of tables, or one table. May be given several times.")
_library = click.option("--library", metavar="DIR", help="Your own library, searched together with the references; "
                        "else FACTCHECK_LIBRARY, else (without --refs) the user's data folder.")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("factcheck-desk")
    except PackageNotFoundError:
        return "unknown (not installed)"


def _print_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"factcheck {_version()}")
        context.exit()


@click.group(context_settings=_SETTINGS, epilog="Example:  factcheck check article.txt")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
              help="Show the version and exit.")
def factcheck() -> None:
    """Checks every figure in a news article against dated, hashed reference tables. Works offline.

    \b
    Exit status:
      0  nothing failed
      1  a claim failed
      2  the call, or an input, is wrong
      3  reference data are damaged
    """


@factcheck.command(epilog="Example:  factcheck check article.txt --format html --output report.html")
@_sources
@_published
@_refs
@_library
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl", "html", "markdown", "claimreview"]),
              default="text", show_default=True, help="json is one object for one article, and a list for several "
              "files or for JSON Lines; jsonl is one result a line.")
@_output
@click.option("--fail-on", type=click.Choice(["fail", "unverifiable", "never"]), default="fail", show_default=True,
              help="What makes the exit status 1; unverifiable includes fail.")
@_input_format
def check(**options: Any) -> int:
    """Checks the figures of articles.

    FILE is a text, an HTML page, or JSON Lines (.jsonl), one object a line: {"id", "text", "title", "published",
    "url"}. - or nothing reads standard input, so that an article can be pasted. An input that cannot be read is
    reported, the others are still checked, and the exit status is 2.
    """
    from factcheck.cli.checking import check_sources

    return check_sources(**options)


@factcheck.command(epilog="Example:  factcheck extract article.txt --format json")
@_sources
@_published
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True,
              help="json is one object for one article, and a list for several files or for JSON Lines; jsonl is one "
              "result a line.")
@_output
@_input_format
def extract(**options: Any) -> int:
    """Finds the figures of articles and how each was read, without checking them."""
    from factcheck.cli.extracting import extract_sources

    return extract_sources(**options)


@factcheck.group(epilog="Example:  factcheck refs list")
def refs() -> None:
    """Shows the reference tables that claims are held against."""


def _selection(command: _Command) -> _Command:
    return _refs(_library(command))


@refs.command(name="list", epilog="Example:  factcheck refs list --refs tables/")
@_selection
def list_(**options: Any) -> int:
    """Lists the datasets: publisher, what they can say, and the dates of their snapshots."""
    from factcheck.cli.refs import list_datasets

    return list_datasets(**options)


@refs.command(epilog="Example:  factcheck refs show us-state-population")
@click.argument("name")
@_selection
def show(**options: Any) -> int:
    """Shows one dataset: its measures, dimensions, and each snapshot with source and hash."""
    from factcheck.cli.refs import show_dataset

    return show_dataset(**options)


@refs.command(epilog="Example:  factcheck refs validate --refs tables/")
@_selection
def validate(**options: Any) -> int:
    """Verifies every snapshot: that it is there, has the promised hash, and has the described columns."""
    from factcheck.cli.refs import validate_datasets

    return validate_datasets(**options)


@refs.command(epilog="Example:  factcheck refs add rates.csv --publisher Census --dry-run")
@click.argument("source", metavar="FILE")
@click.option("--library", metavar="DIR", help="The library to add to, made where it is missing; else "
              "FACTCHECK_LIBRARY, else the user's data folder.")
@click.option("--dataset", metavar="NAME", help="The dataset, built-in or your own, that this is a new snapshot of.")
@click.option("--name", metavar="NAME", help="The dataset's name, new or not; else that of the file.")
@click.option("--title", metavar="TEXT", help="The dataset's title for readers.")
@click.option("--publisher", metavar="TEXT", help="Who publishes it.")
@click.option("--url", metavar="URL", help="The page that it is published on.")
@click.option("--licence", metavar="TEXT", help="Under which licence.")
@click.option("--unit-of-observation", metavar="TEXT", help="What one row is: \"one agreement with one agency\".")
@click.option("--as-of", metavar="DATE", help="The day that the figures are of; else read from the file's name, its "
              "title or its newest period.")
@click.option("--released", metavar="DATE", help="The day that they were published.")
@click.option("--retrieved", metavar="DATE", help="The day that the file was fetched; else today.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook, or the resource of a Data Package.")
@click.option("--header-row", metavar="N", help="The row of the column names, counted from 1; 3-4 for two rows.")
@click.option("--encoding", metavar="NAME", help="How the file's letters are written; else found out.")
@click.option("--delimiter", metavar="CHAR", help="What separates the cells of a line; else found out.")
@click.option("--role", multiple=True, metavar="COLUMN=ROLE", help="What a column is: place, time, category, number, "
              "measure, value, unit, multiplier, rank or code. May be given several times.")
@click.option("--unit", multiple=True, metavar="COLUMN=UNIT", help="The unit of a column's numbers: \"percent\", "
              "\"USD millions\". May be given several times.")
@click.option("--force", is_flag=True, help="Add a file although it lost a column or half of its rows.")
@click.option("--dry-run", is_flag=True, help="Show what would be understood and done, and write nothing.")
def add(**options: Any) -> int:
    """Adds a table to your own library, as a new dataset or as a new snapshot of one.

    FILE is CSV, TSV, JSON records, Excel (.xlsx), OpenDocument (.ods), Parquet or a Data Package. What was understood,
    what was mended and what changed since the snapshot before is shown; datapackage.json in the dataset's folder
    holds it and can be corrected by hand.
    """
    from factcheck.cli.adding import add_table

    return add_table(**options)
