"""Where reference data lie: those that come with the package, and the editor's own."""

from __future__ import annotations

import os
from pathlib import Path

from factcheck.errors import LibraryError

VARIABLE = "FACTCHECK_LIBRARY"
DECISIONS = "decisions.toml"
"""The file of a library that holds what its editor decided."""


def builtin() -> Path:
    """The folder of the built-in datasets: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_reference_data", package.parent / "reference_data"):
        if folder.is_dir():
            return folder
    raise LibraryError(f"The built-in reference data are missing beside {package}: install the package again.")


def user_library() -> Path:
    """The editor's own library: ``FACTCHECK_LIBRARY``, else the user's data folder. It need not exist."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("factcheck") / "references"
