"""DuckDB as an archive uses it: it writes the Parquet files, and reads them again."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from factcheck.errors import UsageError
from factcheck.references.parquet import file_literal, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["connect", "file_literal", "literal"]

MEMORY = "1GB"
"""What DuckDB may hold; what it sorts or groups beyond that goes to disk."""


def connect(*, threads: int = 2) -> DuckDBPyConnection:
    """A DuckDB of its own, in memory, that uses no network; UsageError where it is not installed."""
    try:
        import duckdb
    except ImportError:
        raise UsageError("An archive needs DuckDB; install it with: pip install 'factcheck-desk[archive]'") from None
    return duckdb.connect(config={
        "memory_limit": MEMORY, "temp_directory": str(Path(gettempdir()) / "factcheck-duckdb"), "threads": threads,
        "autoinstall_known_extensions": False, "autoload_known_extensions": False})
