"""Every error that the package raises on purpose.

    FactcheckError
    ├── InputError        the call or an input is wrong                       exit status 2
    │   ├── UsageError    an option or argument cannot be used
    │   ├── ArticleError  a document cannot be read
    │   ├── FetchError    an address gives no file that can be used
    │   └── OutputError   a result cannot be written
    └── LibraryError      reference data are damaged or cannot be read        exit status 3
        ├── DescriptorError   datapackage.json is wrong
        └── DamagedSnapshot   a file's bytes are not those its descriptor promises

Each message is one sentence that says what is wrong, where, and what to do. Only the command line turns an error into
an exit status; no traceback reaches a user.
"""

from __future__ import annotations


class FactcheckError(Exception):
    """Base of all errors of this package."""

    exit_status = 2


class InputError(FactcheckError):
    """The call, or an input, is wrong."""


class UsageError(InputError):
    """An option or an argument cannot be used as given."""


class ArticleError(InputError):
    """A document cannot be read as an article."""


class FetchError(InputError):
    """An address gives no file that can be used as reference data."""


class OutputError(InputError):
    """A result cannot be written where it was asked for."""


class LibraryError(FactcheckError):
    """Reference data are damaged or cannot be read."""

    exit_status = 3


class DescriptorError(LibraryError):
    """A dataset's descriptor is missing a field or contradicts itself."""


class DamagedSnapshot(LibraryError):
    """A snapshot is missing, or its bytes are not those that its descriptor promises."""
