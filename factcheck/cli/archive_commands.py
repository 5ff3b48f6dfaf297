"""The commands ``factcheck archive …`` and their options; as in ``commands``, the work is imported when one runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from factcheck.cli import MOST_PROCESSES

_Command = Callable[..., Any]

_refs = click.option("--refs", multiple=True, metavar="DIR", help="Reference tables to use instead of the built-in "
                     "ones. May be given several times.")
library_option = click.option("--library", metavar="DIR", help="Your own library, searched together with the "
                              "references; else FACTCHECK_LIBRARY, else (without --refs) the user's data folder.")
_processes = click.option("--processes", type=click.IntRange(1, MOST_PROCESSES), metavar="N",
                          help="So many processes check at once; each loads the language model for itself. The results "
                          "do not depend on it. By default 1; on a cluster one for each of its processors.")
_engine = click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
                       help="Where it is checked: in processes of this machine, or on a Ray cluster, with the same "
                       "results.")
_address = click.option("--address", metavar="HOST:PORT", help="The Ray cluster of --engine ray; the command runs on "
                        "one of its nodes.")
_quiet = click.option("--quiet", is_flag=True, help="Say nothing while it goes on, and at its end only what went "
                      "wrong.")
_log_format = click.option("--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
                           help="How progress is told on standard error: for people, or one JSON object a line.")


@click.group(epilog="Example:  factcheck archive check articles/ --out checked")
def archive() -> None:
    """Checks every figure of an archive of articles, and keeps the results where they can be asked again.

    The results are Parquet files in one folder: documents, claims, texts, changes.
    """


@archive.command(epilog="Example:  factcheck archive check articles/ --out checked --processes 2")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--out", required=True, metavar="FOLDER", help="The folder of the results, made where it is missing; "
              "or its address on other storage (s3://BUCKET/NAME).")
@_processes
@_engine
@_address
@_refs
@library_option
@click.option("--columns", multiple=True, metavar="FIELD=COLUMN", help="Which column, or key, of CSV, Parquet and JSON "
              "Lines is the text, title, published, id, url, author, section, outlet or reads; else the usual names. "
              "May be given several times.")
@click.option("--input-format", metavar="KIND", help="How all files are written, whatever their names say: text, html, "
              "markdown, pdf, docx, eml, jsonl, csv, parquet, feed or warc.")
@_quiet
@_log_format
def check(**options: Any) -> int:
    """Checks the figures of all documents of folders, files and globs.

    SOURCE is a folder, of which all is read below it, a file, or a pattern in quotes. What cannot be read is listed
    with its reason and counted, and the rest is checked; a text that was there before is listed as a duplicate.

    The same command again goes on where the last run was stopped, by Ctrl-C, a full disk or a crash; when nothing is
    left, it takes in what is new. Where the program, its language model or the reference data have changed, what is
    past is checked again first.

    \b
    Exit status:
      0    all is checked, whatever the verdicts
      2    the call is wrong, or the folder cannot be worked on
      3    reference data are damaged
      130  stopped by Ctrl-C; the documents in hand were finished
    """
    from factcheck.cli.archiving import check_archive

    return check_archive(**options)


@archive.command(epilog="Example:  factcheck archive recheck checked")
@click.argument("folder")
@_processes
@_engine
@_address
@_refs
@library_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="text for people, json for programs.")
@_quiet
@_log_format
def recheck(**options: Any) -> int:
    """Checks again what new reference data concern, and tells which claims changed their verdict.

    No text is read again, and no document whose datasets did not change is touched. What was right when it was
    published and is wrong now comes first, then what could not be checked and fails now; of each, the newest first,
    and the most read.

    \b
    Exit status:
      0    no claim fails that did not fail before
      1    one does
      2    the call is wrong, or the folder cannot be worked on
      3    reference data are damaged
      130  stopped by Ctrl-C; the same command goes on
    """
    from factcheck.cli.archiving import recheck_archive

    return recheck_archive(**options)
