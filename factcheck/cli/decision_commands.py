"""The commands ``factcheck decisions …`` and their options; as in ``commands``, the work is imported when one runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from factcheck.cli.input_formats import INPUT_FORMATS

_Command = Callable[..., Any]

_change = click.option("--library", metavar="DIR", help="The library whose decisions are changed; else "
                       "FACTCHECK_LIBRARY, else the user's data folder.")
_refs = click.option("--refs", multiple=True, metavar="DIR", help="Reference tables to use instead of the built-in "
                     "ones. May be given several times.")
_library = click.option("--library", metavar="DIR", help="The library whose decisions apply; else FACTCHECK_LIBRARY, "
                        "else (without --refs) the user's data folder.")
_who = click.option("--who", metavar="NAME", help="Who decides; else the name of the user's account.")
_published = click.option("--published", metavar="DATE", help="When the articles appeared, as 2025-09-17; else read "
                          "from the dateline.")
_form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
                     help="text for people, json for programs.")


@click.group(epilog="Example:  factcheck decisions list")
def decisions() -> None:
    """Decides what a figure means: which measure it is, what a phrase stands for, or that it is never matched.

    Decisions lie in decisions.toml of your library and apply before any score, whatever the number is.
    """


@decisions.command(epilog="Example:  factcheck decisions add joblessness --alias us-macro:unemployment_rate")
@click.argument("phrase", required=False)
@click.option("--is", "is_", metavar="DATASET:MEASURE", help="What is counted in these very words is this measure; "
              "or, with --claim, this one figure is.")
@click.option("--alias", metavar="DATASET:MEASURE", help="The phrase is another word for this measure.")
@click.option("--never", metavar="TARGET", help="Never match it: to anything, or to DATASET or DATASET:MEASURE.")
@click.option("--place", metavar="PLACE", help="With --is: of this place. A phrase takes it where its sentence names "
              "none.")
@click.option("--period", metavar="PERIOD", help="With --is: of this time, as 2025, 2025-08 or 2025-08-31. A phrase "
              "takes it where its sentence names none.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="With --is: only this category. May be given "
              "several times.")
@click.option("--article", metavar="FILE", help="Only in this article, as long as its text stays as it is.")
@click.option("--claim", metavar="ID", help="Only the figure with this id in the report of --article, as c3.")
@click.option("--everywhere", is_flag=True, help="Decide on the words of --claim, in all articles.")
@click.option("--try", "try_", multiple=True, metavar="FILE", help="Write nothing; show what it would change in this "
              "article. May be given several times.")
@_published
@_who
@click.option("--why", metavar="TEXT", help="The reason, for whoever reads the file later.")
@_refs
@_change
@_form
def add(**options: Any) -> int:
    """Adds a decision about PHRASE, or about one figure of one article.

    PHRASE is what is counted or measured, as the article says it, without its number: "deportation deals". Case,
    inflection and articles do not matter. --is takes the whole phrase, --alias its end ("new jobless claims"), --never
    any part of it. All other words of a sentence still count. With --article and --claim the figure is taken as
    decided, whatever its sentence says.
    """
    from factcheck.cli.deciding import add_decision

    return add_decision(**options)


@decisions.command(name="list", epilog="Example:  factcheck decisions list --all")
@click.option("--all", "all_", is_flag=True, help="Also those that were removed.")
@_refs
@_library
@_form
def list_(**options: Any) -> int:
    """Lists the decisions in force.

    One whose dataset, measure, place or category is gone is told on standard error, and the exit status is 3.
    """
    from factcheck.cli.decided import list_decisions

    return list_decisions(**options)


@decisions.command(epilog="Example:  factcheck decisions show d1")
@click.argument("name", metavar="ID")
@_refs
@_library
@_form
def show(**options: Any) -> int:
    """Shows one decision, in force or removed, with who made it, when and why."""
    from factcheck.cli.decided import show_decision

    return show_decision(**options)


@decisions.command(epilog="Example:  factcheck decisions test article.txt --decision d1")
@click.argument("sources", nargs=-1, metavar="[FILE|URL|-]...")
@click.option("--decision", "names", multiple=True, metavar="ID", help="Test this decision among the others; else all "
              "are tested together. May be given several times.")
@_published
@click.option("--input-format", type=click.Choice(INPUT_FORMATS), default="auto",
              show_default=True, help="How the input is written; auto goes by the file's name.")
@_refs
@_library
@_form
def test(**options: Any) -> int:
    """Shows what decisions change: each figure of the articles whose verdict, reason or query differs without them."""
    from factcheck.cli.decided import test_decisions

    return test_decisions(**options)


@decisions.command(epilog="Example:  factcheck decisions remove d1")
@click.argument("name", metavar="ID")
@_who
@_change
def remove(**options: Any) -> int:
    """Takes a decision out of force. It is kept among the removed, and can be had back with undo."""
    from factcheck.cli.deciding import remove_decision

    return remove_decision(**options)


@decisions.command(epilog="Example:  factcheck decisions undo")
@_who
@_change
def undo(**options: Any) -> int:
    """Takes the last change back: what was added is removed, what was removed is in force. Again: the one before."""
    from factcheck.cli.deciding import undo_decision

    return undo_decision(**options)
