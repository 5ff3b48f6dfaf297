"""Every error that this package raises on purpose.

    ClaimsError
    ├── ModelMissing   the language model is not installed, or cannot be loaded
    ├── TextError      a text is none
    └── WorkerError    a process that reads texts ended, or failed on one

Each message is one sentence that says what is wrong, where, and what to do.
"""

from __future__ import annotations


class ClaimsError(Exception):
    """Base of all errors of this package."""


class ModelMissing(ClaimsError):
    """The language model is not installed, or cannot be loaded."""


class TextError(ClaimsError):
    """A text cannot be read as given."""


class WorkerError(ClaimsError):
    """A process that reads texts ended, or failed on one."""
