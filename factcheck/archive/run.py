"""A run over an archive: what is past is checked again, then what is new is checked, and all of it is written.

A folder belongs to one run at a time. Whatever ends a run, the next one goes on behind the last lot that was taken in,
and the results are those of a run that nothing ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from factcheck.archive import parts, past
from factcheck.archive.collecting import settled
from factcheck.archive.engine import Engine
from factcheck.archive.feeding import feed
from factcheck.archive.fingerprints import fingerprint
from factcheck.archive.folder import opened, require_apart
from factcheck.archive.kept import kept
from factcheck.archive.lots import Lot, lots
from factcheck.archive.packing import packed
from factcheck.archive.past import Differences
from factcheck.archive.pool import Pool
from factcheck.archive.progress import Meter, Progress
from factcheck.archive.records import REPLACED, DocumentRow
from factcheck.archive.serving import Checker
from factcheck.archive.state import PER_FILE, State, Totals
from factcheck.archive.work import Checked, Kept, Made, Setup
from factcheck.archive.workers import Workers
from factcheck.archive.writer import DOCUMENTS, Writer
from factcheck.articles.collection import Columns, list_files
from factcheck.errors import UsageError
from factcheck.references.library import References


@dataclass(frozen=True, slots=True)
class Watch:
    """What a run tells while it goes on, and how it is asked to stop."""

    progress: Callable[[Progress], None] = lambda _: None
    differences: Callable[[Differences, int], None] = lambda *_: None
    """What is past, and how many documents are checked again."""
    stopping: Callable[[], bool] = lambda: False
    ready: Callable[[], None] = lambda: None
    """Called when all processes have loaded what they need."""
    started: Callable[[Workers], None] = lambda _: None
    """Called with the processes when they were started."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run works: in so many processes, each made by ``setup``; a part is of so many documents.

    With an ``address`` the processes are those of the Ray cluster there, and None of them is one for each processor.
    """

    setup: Setup = field(default_factory=Setup)
    processes: int | None = None
    input_format: str | None = None
    part: int = DOCUMENTS
    kind: str = "checker"
    address: str | None = None

    @property
    def is_small(self) -> bool:
        """Whether one process of this machine is all that is wanted."""
        return self.address is None and (self.processes or 1) == 1 and self.kind == "checker"

    def workers(self, setup: Setup) -> Workers:
        """The processes, started."""
        if self.address is None:
            return Pool(self.processes or 1, setup, kind=self.kind)
        from factcheck.archive.cluster import Cluster

        return Cluster(self.address, self.processes, setup, kind=self.kind)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: whether all was done, what the archive comes to, and under which number changes were noted."""

    complete: bool
    totals: Totals
    again: int = 0
    recheck: int = 0
    told: int = 0
    """The changes of rechecks up to this number were told; later ones were not, should a run have ended before."""


def check(sources: Sequence[str], folder: Path, plan: Plan, watch: Watch | None = None) -> Outcome:
    """Checks the documents of ``sources`` that were not checked yet, and again those whose results are past.

    UsageError where the folder is another run's, or a source is not there; OutputError where it cannot be written.
    """
    watch = watch or Watch()
    require_apart(folder, sources)
    with opened(folder) as state:
        _require_same_columns(folder, state, plan.setup.columns)
        state.list_files(list_files(sources, input_format=plan.input_format, apart=folder))
        state.set_about({"complete": "0"})
        run = _Run(folder, state, plan, watch)
        again = run.note_differences()
        with run:
            complete = run.mark_replaced() and run.again() and run.onwards()
        state.set_about({"complete": str(int(complete))})
        return Outcome(complete, state.totals(), again, run.number, state.number("told"))


def recheck(folder: Path, plan: Plan, watch: Watch | None = None, *, tell: Callable[[Outcome], None] = lambda _: None
            ) -> Outcome:
    """Checks again the documents of an archive whose results are past, and no others; no source is opened.

    ``tell`` is called when all is done, with what no call before has told; that it was told is noted only behind it.
    """
    if not (folder / "documents").is_dir():
        raise UsageError(f"{folder} holds no checked archive; make one with “factcheck archive check SOURCE --out "
                         f"{folder}”.")
    with opened(folder) as state:
        run = _Run(folder, state, plan, watch or Watch())
        again = run.note_differences()
        with run:
            complete = run.again()
        ended = Outcome(complete, state.totals(), again, run.number, state.number("told"))
        if complete:
            tell(ended)
            state.set_about({"told": str(run.number)})
        return ended


def _require_same_columns(folder: Path, state: State, columns: Columns | None) -> None:
    """UsageError where half of an archive was read by other columns: the other half would not go with it.

    When all is read, other files may have other columns.
    """
    given = (columns or Columns()).given
    before = state.about("columns")
    if before not in (None, given) and state.about("complete") != "1":
        begun = f"--columns {before}" if before else "no --columns"
        raise UsageError(f"{folder} was begun with {begun}; go on with the same, or name a new folder for the results.")
    state.set_about({"columns": given})


class _Run:
    """One run; as a context it has a writer, and on leaving all that waits is written."""

    def __init__(self, folder: Path, state: State, plan: Plan, watch: Watch) -> None:
        self._folder, self._state, self._plan, self._watch = folder, state, plan, watch
        self._writer = Writer(folder, state, documents=plan.part)
        self._pool: Workers | None = None
        self._made_with: Made | None = None
        self.number = state.number("recheck")

    def note_differences(self) -> int:
        """Notes which documents are past; how many are to be checked again, with those that an ended run left."""
        state = self._state
        references = References.open(*self._plan.setup.refs, library=self._plan.setup.library)
        now, before = fingerprint(references), state.fingerprint
        self._made_with = Made(now.references, now.reading, now.judging)
        if before is None:
            state.set_about({"fingerprint": now.model_dump_json()})
            return 0
        found = past.differences(before, now)
        if not found:
            return state.count_again()
        self._writer.flush()  # what is past is read from the parts
        if not state.count_again():
            self.number += 1
            state.set_about({"recheck": str(self.number)})
        past.note(state, self._folder, references, found, now)
        count = state.count_again()
        self._watch.differences(found, count)
        return count

    def mark_replaced(self) -> bool:
        """Notes of documents whose files have changed that they are past."""
        gone = [Checked(DocumentRow(document=number, revision=revision + 1, status=REPLACED, location=path,
                                    reason="Its file has changed since, and was read again."))
                for number, revision, path in self._state.replaced()]
        if gone:
            self._state.add_again(packed(gone))
            self._writer.add(len(gone))
        return True

    def again(self) -> bool:
        """Checks again what was noted to be past; False where it was stopped."""
        count = self._state.count_again()
        if not count:
            return True
        self._writer.flush()
        meter = Meter(self._state.totals(), self._watch.progress, count, again=True)

        def take_in(lot: Lot) -> None:
            assert lot.packed is not None
            self._state.add_again(lot.packed)
            self._writer.add(len(lot.packed.outcomes))
            meter.add(lot.packed.outcomes)

        kept_only = not any(one.anew for one in self._state.again())
        waiting = lots(kept(self._folder, self._state))
        if kept_only and self._plan.is_small:
            complete = self._here(waiting, take_in)
        else:
            complete = self._engine(take_in, meter, kept_only=kept_only).run(waiting)
        self._writer.flush()
        for part in self._state.past_parts():
            parts.drop(self._folder, part)
        return complete

    def _here(self, waiting: Iterator[Lot], take_in: Callable[[Lot], None]) -> bool:
        """Checks lots again in this process: without a language model, another one would cost more than it gives."""
        worker = Checker(replace(self._plan.setup, recheck=self.number, kept_only=True))
        with settled():
            for lot in waiting:
                if self._watch.stopping():
                    return False
                lot.packed = worker.rows([one for one in lot.items if isinstance(one, Kept)], {})
                take_in(lot)
        return True

    def onwards(self) -> bool:
        """Checks what was not checked yet; False where it was stopped."""
        state = self._state
        meter = Meter(state.totals(), self._watch.progress, state.weight_from(state.position // PER_FILE))

        def take_in(lot: Lot) -> None:
            assert lot.packed is not None
            state.add(lot.packed, position=lot.position, keys=lot.news)
            self._writer.add(len(lot.packed.outcomes))
            meter.add(lot.packed.outcomes, done=lot.reached)

        waiting = lots(feed(state, columns=self._plan.setup.columns))
        first = next(waiting, None)  # where nothing is left, no process is started for it
        return first is None or self._engine(take_in, meter).run(chain([first], waiting))

    def _engine(self, take_in: Callable[[Lot], None], meter: Meter, *, kept_only: bool = False) -> Engine:
        if self._pool is None:
            setup = replace(self._plan.setup, recheck=self.number, kept_only=kept_only, made_with=self._made_with)
            self._pool = self._plan.workers(setup)
            self._watch.started(self._pool)
        return Engine(self._pool, take_in, first_with=self._state.first_with, stopping=self._watch.stopping,
                      ready=self._watch.ready, waiting=meter.tell)

    def __enter__(self) -> _Run:
        """The run itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Ends the processes, and writes what waits unless something went wrong."""
        try:
            if self._pool is not None:
                self._pool.__exit__()
            if kind is None:
                self._writer.flush()
        finally:
            self._writer.close()
