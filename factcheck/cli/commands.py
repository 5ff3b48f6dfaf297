"""The commands and their options. The work is imported when a command runs: ``--help`` loads click alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from factcheck.cli import (
    MOST_PROCESSES,
    archive_reading_commands,  # noqa: F401 - its commands are those of ``archive``
)
from factcheck.cli.archive_commands import archive
from factcheck.cli.decision_commands import decisions
from factcheck.cli.input_formats import INPUT_FORMATS
from factcheck.reports.formats import FORMATS

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_Command = Callable[..., Any]

_sources = click.argument("sources", nargs=-1, metavar="[FILE|URL|-]...")
_published = click.option("--published", metavar="DATE", help="When the article appeared, as 2025-09-17. Without it "
                          "the date is read from the dateline, else relative dates stay open.")
_input_format = click.option("--input-format", type=click.Choice(INPUT_FORMATS), default="auto",
                             show_default=True, help="How the input is written; auto goes by the file's name.")
_output = click.option("--output", metavar="PATH", help="Write to a file, which appears only when it is complete.")
_refs = click.option("--refs", multiple=True, metavar="DIR", help="Reference tables to use instead of the built-in "
                     "ones: a folder of datasets, a folder of tables, or one table. May be given several times.")
_library = click.option("--library", metavar="DIR", help="Your own library, searched together with the references; "
                        "else FACTCHECK_LIBRARY, else (without --refs) the user's data folder.")

_processes = click.option("--processes", type=click.IntRange(1, MOST_PROCESSES), default=1, show_default=True,
                          metavar="N",
                          help="So many processes read at once; each loads the language model for itself, so it pays "
                          "for some hundred articles or more.")


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
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="docx writes comments into a copy of a Word document; csv is for spreadsheets, markdown for mail, "
              "sarif for CI; docx and pdf need --output and an extra. json is one object for one article, and a list "
              "for several files or for JSON Lines; jsonl is one result a line.")
@_output
@click.option("--fail-on", type=click.Choice(["fail", "unverifiable", "never"]), default="fail", show_default=True,
              help="What makes the exit status 1; unverifiable includes fail.")
@click.option("--explain", is_flag=True, help="In text, tell for each figure how its table and query were chosen, and "
              "what came next; json and html always tell it.")
@click.option("--claimreview", is_flag=True, help="With html, put the schema.org ClaimReview of each settled figure "
              "into the page, for publishing it.")
@_input_format
@_processes
def check(**options: Any) -> int:
    """Checks the figures of articles.

    FILE is a text, an HTML page, a Word document (.docx), or JSON Lines (.jsonl), one object a line: {"id", "text",
    "title", "published", "url"}. - or nothing reads standard input, so that an article can be pasted. An input that
    cannot be read is reported, the others are still checked, and the exit status is 2.
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
@_processes
def extract(**options: Any) -> int:
    """Finds the figures of articles and how each was read, without checking them."""
    from factcheck.cli.extracting import extract_sources

    return extract_sources(**options)


@factcheck.group(epilog="Example:  factcheck refs list")
def refs() -> None:
    """Shows the reference tables that claims are held against."""


def _selection(command: _Command) -> _Command:
    return _refs(_library(command))


_allow_private = click.option("--allow-private", is_flag=True, help="Fetch from an address of this machine's own "
                              "network, too.")
_text_or_json = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
                             show_default=True, help="text for people, json for programs.")


@refs.command(name="list", epilog="Example:  factcheck refs list --refs tables/")
@click.option("--as-of", metavar="DATE", help="Count ages on this day, as 2025-09-17, or today. Without it they are "
              "counted on the day of the newest snapshot listed, so that the answer does not depend on the clock.")
@_selection
@_text_or_json
def list_(**options: Any) -> int:
    """Lists the datasets: publisher, what they can say, the dates of their snapshots, age, and where they lie."""
    from factcheck.cli.listing import list_datasets

    return list_datasets(**options)


@refs.command(epilog="Example:  factcheck refs show us-state-population")
@click.argument("name")
@click.option("--snapshot", metavar="NAME", help="Preview the rows of this snapshot, by its name or day; else of the "
              "newest.")
@click.option("--rows", type=click.IntRange(0, 1000), default=5, show_default=True, help="How many rows to preview.")
@_selection
@_text_or_json
def show(**options: Any) -> int:
    """Shows one dataset: its measures, dimensions, each snapshot with source and hash, and its first rows."""
    from factcheck.cli.showing import show_dataset

    return show_dataset(**options)


@refs.command(epilog="Example:  factcheck refs validate --refs tables/")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@_selection
@_text_or_json
def validate(**options: Any) -> int:
    """Verifies every snapshot, or those of the datasets named.

    Faults, each told on standard error with exit status 3: a file that is missing or has not the promised hash;
    columns, types, required cells or a number of rows that are not as described; two rows with one key; a count below
    zero; a share outside 0 to 100 percent. Doubts, which are only shown: repeated rows, gaps in a series.
    """
    from factcheck.cli.validating import validate_datasets

    return validate_datasets(**options)


@refs.command(epilog="Example:  factcheck refs diff ice-287g 2025-07-18 2025-09-17")
@click.argument("name")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--rows", type=click.IntRange(0, 1_000_000), default=20, show_default=True,
              help="How many rows to show of those added, of those gone, and of those revised.")
@_selection
@_text_or_json
def diff(**options: Any) -> int:
    """Shows what differs between two snapshots of a dataset.

    Rows that were added, went or were revised, told apart by place, time and category; what each measure is in total
    before and after; columns that came or went. OLD and NEW are names or days of snapshots; without NEW it is the
    newest, without OLD the one before it.
    """
    from factcheck.cli.differing import diff_snapshots

    return diff_snapshots(**options)


@refs.command(epilog="Example:  factcheck refs history ice-287g --measure agencies --place Florida")
@click.argument("name")
@click.option("--measure", metavar="MEASURE", required=True, help="Which measure: its name, its title or its word.")
@click.option("--place", metavar="PLACE", help="Of this place, however written: Texas, TX. Else of all together.")
@click.option("--period", metavar="PERIOD", help="For this period of a series, as 2025-09 or Sep 2025. Else for the "
              "newest that most snapshots have.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only rows with this value. May be given several "
              "times.")
@_selection
@_text_or_json
def history(**options: Any) -> int:
    """Shows one value as each snapshot of its dataset has it: through the vintages of a series, or from day to day."""
    from factcheck.cli.history import show_history

    return show_history(**options)


@refs.command(epilog="Example:  factcheck refs add rates.csv --publisher Census --dry-run")
@click.argument("source", metavar="FILE|URL")
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
@_allow_private
@click.option("--force", is_flag=True, help="Add a file although it lost a column or half of its rows.")
@click.option("--dry-run", is_flag=True, help="Show what would be understood and done, and write nothing.")
def add(**options: Any) -> int:
    """Adds a table to your own library, as a new dataset or as a new snapshot of one.

    FILE is CSV, TSV, JSON records, Excel (.xlsx, .xls), OpenDocument (.ods), Parquet or a Data Package; so is what lies
    at URL. What was understood, what was mended and what changed since the snapshot before is shown; datapackage.json
    in the dataset's folder holds it and can be corrected by hand.
    """
    from factcheck.cli.adding import add_table

    return add_table(**options)


@refs.command(epilog="Example:  factcheck refs update rates")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--library", metavar="DIR", help="The library to update; else FACTCHECK_LIBRARY, else the user's data "
              "folder.")
@click.option("--as-of", metavar="DATE", help="The day that the figures are of, where the files do not say it.")
@_allow_private
@click.option("--force", is_flag=True, help="Add a file although it lost a column or half of its rows.")
@click.option("--dry-run", is_flag=True, help="Fetch and compare, and write nothing.")
@_text_or_json
def update(**options: Any) -> int:
    """Fetches datasets anew, and adds a snapshot of each that is no longer what it was.

    NAME is a dataset of your library, or a built-in one, whose new snapshot goes to your library. Without it: all of
    your library that came from an address. A server is asked only for what changed since. What cannot be fetched is
    told, the others are still updated, and the exit status is 2.
    """
    from factcheck.cli.updating import update_datasets

    return update_datasets(**options)


factcheck.add_command(archive)
factcheck.add_command(decisions)
