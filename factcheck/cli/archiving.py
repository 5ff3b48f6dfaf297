"""``factcheck archive check`` and ``archive recheck``: a run, how it gets on, and what came of it."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from factcheck.archive.run import Outcome, Plan, Watch, check, recheck
from factcheck.archive.storage import working_folder
from factcheck.archive.work import Setup
from factcheck.articles.collection import Columns
from factcheck.articles.formats.kinds import kinds
from factcheck.cli import INTERRUPTED
from factcheck.cli.libraries import library_of
from factcheck.cli.meters import Teller, teller
from factcheck.cli.output import opened
from factcheck.cli.speaking import say
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.archive.records import ChangeRow


def check_archive(*, sources: tuple[str, ...], out: str, processes: int | None, engine: str, address: str | None,
                  refs: tuple[str, ...], library: str | None, columns: tuple[str, ...], input_format: str | None,
                  quiet: bool, log_format: str) -> int:
    """Checks an archive; gives the exit status."""
    if input_format is not None and input_format not in kinds():
        raise UsageError(f"--input-format {input_format} is none that is read; it is one of {', '.join(kinds())}.")
    setup = Setup(refs=refs, library=library_of(refs, library), columns=Columns.parse(columns) if columns else None)
    with working_folder(_named(out, "--out")) as place, _watched(quiet, log_format) as (watch, tell):
        ended = check(sources, place, Plan(setup=setup, processes=processes, address=_cluster(engine, address),
                                            input_format=input_format), watch)
    if not ended.complete:
        return _stopped(ended, f"the same command goes on behind the {ended.totals.documents:,} documents that are "
                               "done")
    tell.end(ended, out)
    if ended.recheck > ended.told:
        tell.untold(out)
    return 0


def recheck_archive(*, folder: str, processes: int | None, engine: str, address: str | None, refs: tuple[str, ...],
                    library: str | None, form: str, quiet: bool, log_format: str) -> int:
    """Checks again what is past; gives the exit status."""
    setup = Setup(refs=refs, library=library_of(refs, library))
    with working_folder(_named(folder, "FOLDER")) as place, _watched(quiet, log_format) as (watch, _):
        plan = Plan(setup=setup, processes=processes, address=_cluster(engine, address))
        found: list[ChangeRow] = []
        ended = recheck(place, plan, watch, tell=lambda ended: found.extend(_told(place, ended, form)))
    if not ended.complete:
        return _stopped(ended, "the same command goes on where it stopped")
    return int(any(one.after == "fail" for one in found))


def _told(place: Path, ended: Outcome, form: str) -> list[ChangeRow]:
    """Writes what changed since it was last told; gives it."""
    from factcheck.archive import changes_told
    from factcheck.archive.changes import changes_of

    found = changes_of(place, after=ended.told) if ended.recheck > ended.told else []
    with opened(None, readable=form == "text") as writer:
        if form == "json":
            writer.write(changes_told.as_json(found, documents=ended.again))
        else:
            earlier = any(one.recheck < ended.recheck or not ended.again for one in found)
            writer.write(changes_told.as_text(found, documents=ended.again, earlier=earlier))
    return found


def _named(name: str, option: str) -> str:
    if not name:
        raise UsageError(f"{option} names no folder.")
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:  # DuckDB writes to no such path, and would say so when the work is done
        shown = name.encode("utf-8", "backslashreplace").decode()
        raise UsageError(f"{option} {shown} is no name in UTF-8; give the folder another one.") from None
    return name


def _cluster(engine: str, address: str | None) -> str | None:
    """The address of the cluster that is to check; None for this machine."""
    if engine == "ray" and not address:
        raise UsageError("--engine ray needs the cluster's --address HOST:PORT; “auto” finds one that runs here.")
    if engine != "ray" and address:
        raise UsageError("--address names a Ray cluster; give --engine ray with it.")
    return address


def _stopped(ended: Outcome, how: str) -> int:
    say(f"stopped; {how}.")
    return INTERRUPTED


@contextlib.contextmanager
def _watched(quiet: bool, log_format: str) -> Iterator[tuple[Watch, Teller]]:
    """Ctrl-C, once, asks the run to finish what it has in hand; twice ends it as it is, and nothing is lost either."""
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt("stopped; the documents in hand were dropped, and the same command goes on behind "
                                    "those that are done.")
        asked = True
        say("finishing the documents in hand; press Ctrl-C again to drop them.")

    tell = teller(quiet=quiet, form=log_format, stream=sys.stderr)
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield Watch(progress=tell.progress, differences=tell.differences, stopping=lambda: asked), tell
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        tell.close()
