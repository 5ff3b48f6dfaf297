"""Which reference data a call uses: the built-in ones or ``--refs``, and the editor's own library."""

from __future__ import annotations

import os
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.references.library import References
from factcheck.references.locations import VARIABLE, user_library


def open_references(refs: tuple[str, ...], library: str | None) -> References:
    """The references of a call.

    ``refs`` replace the built-in data. The library is ``library``, else FACTCHECK_LIBRARY, else the user's data
    folder; the last one only beside the built-in data, so that a call with ``refs`` does not depend on whose computer
    it runs on. UsageError for a folder that is named and not there, LibraryError for damaged data.
    """
    return References.open(*refs, library=library_of(refs, library))


def library_of(refs: tuple[str, ...], library: str | None) -> str | None:
    """The folder of the library that a call uses; None for none. UsageError as of ``open_references``."""
    if "" in refs:
        raise UsageError("--refs names nothing; give a folder or a table.")
    if library is not None:
        if not library or not Path(library).is_dir():
            raise UsageError(f"The library {library!r} is not a folder; name one that exists for --library.")
        return library
    if refs and not os.environ.get(VARIABLE):
        return None
    return str(user_library())
