"""``factcheck refs update``: what became of each dataset that was fetched anew."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from factcheck.cli.adding import changes, target
from factcheck.cli.answers import View, answer
from factcheck.cli.naming import unknown
from factcheck.cli.speaking import say
from factcheck.errors import FactcheckError, UsageError
from factcheck.references import locations
from factcheck.references.addition import Addition, Said
from factcheck.references.comparing import Comparison
from factcheck.references.updating import names_in, updatable, update

DONE, UNREAD = 0, 2


class Outcome(StrEnum):
    """What became of a dataset."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class _Update(View):
    dataset: str
    outcome: Outcome
    snapshot: str | None = None
    before: str | None = None
    rows: int | None = None
    message: str | None = None
    comparison: Comparison | None = None

    def lines(self) -> list[str]:
        if self.outcome is Outcome.FAILED:
            return [f"{self.dataset}: failed"]
        if self.outcome is Outcome.UNCHANGED:
            return [f"{self.dataset}: unchanged"]
        lines = changes(self.comparison) if self.comparison is not None else []
        since = f", changes since {self.before}:" if lines and self.before else ""
        return ["\n".join([f"{self.dataset}: new snapshot {self.snapshot}, {self.rows:,} rows{since}",
                           *(f"  {line}" for line in lines)])]


class _Updates(View):
    updates: tuple[_Update, ...]
    dry_run: bool

    def lines(self) -> list[str]:
        counts = [f"{sum(one.outcome is outcome for one in self.updates)} {outcome.value}" for outcome in Outcome]
        end = ["A dry run: nothing was written."] if self.dry_run else []
        return [*(line for one in self.updates for line in one.lines()), ", ".join(counts), *end]


def update_datasets(*, names: tuple[str, ...], library: str | None, as_of: str | None, allow_private: bool,
                    force: bool, dry_run: bool, form: str) -> int:
    """Updates the datasets; 0, or 2 where one of them could not be: each failure is one sentence on standard error."""
    folder = target(library)
    said = Said(as_of=_day(as_of), force=force)
    chosen = names or updatable(folder)
    if not chosen:
        raise UsageError(f"{folder} holds no dataset that came from an address; add one with “refs add URL”, or name a "
                         "built-in one.")
    known = (*names_in(folder), *names_in(locations.builtin()))
    for name in chosen:
        if name not in known:
            raise unknown("dataset", name, sorted(set(known)))
    updates = []
    for name in dict.fromkeys(chosen):
        try:
            added = update(name, folder, builtin=locations.builtin(), said=said, allow_private=allow_private,
                           dry_run=dry_run)
            updates.append(_outcome(name, added))
        except FactcheckError as error:
            message = f"{name}: {error}"
            say(message)
            updates.append(_Update(dataset=name, outcome=Outcome.FAILED, message=message))
    answer(_Updates(updates=tuple(updates), dry_run=dry_run), form=form, schema="factcheck.refs.update/1")
    return UNREAD if any(one.outcome is Outcome.FAILED for one in updates) else DONE


def _outcome(name: str, added: Addition | None) -> _Update:
    if added is None or added.already is not None:
        return _Update(dataset=name, outcome=Outcome.UNCHANGED, snapshot=added.already if added else None)
    return _Update(dataset=name, outcome=Outcome.ADDED, snapshot=added.snapshot.name, before=added.before,
                   rows=added.snapshot.rows, comparison=added.comparison)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is no date; write it as 2025-09-17.") from None
