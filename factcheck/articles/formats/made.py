"""What the properties of a PDF or Word file say of its article's day: they tell of the file, not of the article.

A reporter who begins a story by saving last month's under a new name leaves the older day of making in it, and who
opens an old story and saves it leaves a newer day of change. A wrong day makes wrong verdicts: "last month" is another
month, and another snapshot judges. So the day is taken only where both agree; with no day, what hangs on it stays open.
"""

from __future__ import annotations

from datetime import date

from claims.model import Frozen

_APART = 7
"""Days between making and last change within which a story is written; a monthly one is begun anew after 28."""

_TAKEN = ("Its publication date is the day on which the file was made or last changed, as its properties say; give the "
          "true one where that differs.")
_OPEN = "Its properties name two days that are far apart"


class Made(Frozen):
    """A day that may stand for that of publication, and what a reader should know of it."""

    published: date | None = None
    notes: tuple[str, ...] = ()


def day_of(made: date | None, changed: date | None) -> Made:
    """The day of a file: that of its last change, unless it was made long before or behind it.

    >>> day_of(date(2025, 9, 15), date(2025, 9, 17)).published
    datetime.date(2025, 9, 17)
    >>> day_of(date(2024, 9, 15), date(2025, 9, 17)).published
    """
    if made is None or changed is None:
        day = made or changed
        return Made(published=day, notes=(_TAKEN,)) if day else Made()
    if abs((changed - made).days) <= _APART:
        return Made(published=max(made, changed), notes=(_TAKEN,))
    return Made(notes=(f"{_OPEN}: {made} as that of its making and {changed} as that of its last change; neither is "
                       "taken for the day of publication.",))


def is_of_making(note: str) -> bool:
    """Whether a note is about the days of the file, which a date that is given makes pointless."""
    return note == _TAKEN or note.startswith(_OPEN)
