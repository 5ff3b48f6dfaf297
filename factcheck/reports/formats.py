"""The formats of a report, one row each. A new one is a module here and its row, and nothing else.

Read by the command line for its choices and its help, so nothing heavy is imported before a format is used.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.articles.model import Article
    from factcheck.checking.model import Report
    from factcheck.references.library import References

Rendered = str | bytes | Iterator[str]


@dataclass(frozen=True)
class Frame:
    """What stands around the results: ``each`` ends one of them, and is written with it."""

    before: str = ""
    between: str = ""
    each: str = ""
    after: str = ""


LINES = Frame(each="\n")
"""Who reads a line of a pipe waits for its end, and must not wait for the next result."""
LIST = Frame(before="[\n", between=",\n", after="\n]\n")
ROWS = Frame()


@dataclass(frozen=True)
class Format:
    """One format. ``render`` names a function ``(report, article)`` of this package, as "module:function"."""

    name: str
    render: str
    purpose: str
    frame: Frame = LINES
    several: Frame | None = LINES
    """The frame around several articles; None where it is about one article alone."""
    head: str = ""
    """The function that gives what stands before everything, where that is no fixed text."""
    asks: tuple[str, ...] = ()
    """What it asks of the call, as keywords of ``render``: width, color and explain of the screen; claimreview,
    whether its reviews go into the page; library, the references that the claims were held against."""
    ready: str = ""
    """The function that says, before anything is read, what is missing here."""
    explains: bool = False
    """Whether it can tell how a match was chosen."""
    binary: bool = False
    readable: bool = False
    """Whether it is written in the encoding of the terminal."""
    extra: str = ""
    """The extra whose packages it needs."""


_PAGES = Frame(between="\n\n" + "=" * 40 + "\n\n", after="\n")
_SECTIONS = Frame(between="\n\n---\n\n", after="\n")
_LOG = Frame(between=",\n", after="\n]}]}\n")

FORMATS: dict[str, Format] = {one.name: one for one in (
    Format("text", "terminal:render", "to read in a terminal", frame=_PAGES, several=_PAGES, explains=True,
           asks=("width", "color", "explain"), readable=True),
    Format("json", "json_report:stream", "for programs: everything that is known, by a published schema", several=LIST,
           explains=True),
    Format("jsonl", "json_report:stream_line", "the same, one article a line", explains=True),
    Format("html", "html:render", "a page that an editor opens and prints", several=None, explains=True,
           asks=("library", "claimreview")),
    Format("pdf", "pdf:render", "the same page on paper", frame=ROWS, several=None, binary=True, asks=("library",),
           ready="pdf:require", extra="pdf"),
    Format("markdown", "markdown:render", "for mail and content systems: what fails first", frame=_SECTIONS,
           several=_SECTIONS),
    Format("csv", "spreadsheet:render", "for spreadsheets: one row a figure", frame=ROWS, several=ROWS,
           head="spreadsheet:head"),
    Format("docx", "word:render", "comments in a copy of a Word document", frame=ROWS, several=None, binary=True,
           extra="documents"),
    Format("claimreview", "claimreview:render", "schema.org ClaimReview (JSON-LD) for publishing", several=LIST),
    Format("sarif", "sarif:render", "SARIF 2.1.0 for editorial CI: what fails, at its place in the file", frame=_LOG,
           several=_LOG, head="sarif:head"),
)}
"""Every format by its name, in the order in which they are told."""


def renderer(form: Format, *, library: Callable[[], References],
             **screen: Any) -> Callable[[Report, Article], Rendered]:
    """The renderer of a format, which is given what it asks for; ``library`` is opened when the first report is there.

    UsageError where its extra is missing.
    """
    if form.ready:
        _function(form, form.ready)()
    function = _function(form, form.render)
    asked = {name: screen[name] for name in form.asks if name != "library"}
    if "library" not in form.asks:
        return partial(function, **asked)
    return lambda report, article: function(report, article, library=library(), **asked)


def frame_of(form: Format, *, several: bool) -> Frame:
    """What stands around the results of a format."""
    frame = form.several if several and form.several is not None else form.frame
    if not form.head:
        return frame
    return Frame(before=_function(form, form.head)(), between=frame.between, each=frame.each, after=frame.after)


def _function(form: Format, path: str) -> Callable[..., Any]:
    module, _, name = path.partition(":")
    try:
        found: Callable[..., Any] = getattr(importlib.import_module(f"factcheck.reports.{module}"), name)
    except ImportError as error:
        if not form.extra or (error.name or "").startswith("factcheck"):
            raise
        raise UsageError(f"--format {form.name} needs an extra: pip install 'factcheck-desk[{form.extra}]'.") from None
    return found
