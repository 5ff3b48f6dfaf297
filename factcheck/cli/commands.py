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

_processes = click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
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
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl", "html", "markdown", "claimreview"]),
              default="text", show_default=True, help="json is one object for one article, and a list for several "
              "files or for JSON Lines; jsonl is one result a line.")
@_output
@click.option("--fail-on", type=click.Choice(["fail", "unverifiable", "never"]), default="fail", show_default=True,
              help="What makes the exit status 1; unverifiable includes fail.")
@_input_format
@_processes
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
