"""Checks every figure of a news article against dated, hashed reference tables.

from factcheck import check, References
report = check("Texas has 135 agencies with 287(g) agreements.", published="2025-09-17", refs=References.open())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.checking.functions import check, check_many
    from factcheck.checking.model import Report
    from factcheck.references.deciding import Decisions
    from factcheck.references.decisions import Decision
    from factcheck.references.library import References

__version__: str

__all__ = ["Decision", "Decisions", "References", "Report", "__version__", "check", "check_many"]

_WHERE = {
    "check": "factcheck.checking.functions",
    "check_many": "factcheck.checking.functions",
    "Report": "factcheck.checking.model",
    "Decision": "factcheck.references.decisions",
    "Decisions": "factcheck.references.deciding",
    "References": "factcheck.references.library",
}


def require_own_claims() -> None:
    """Another package named ``claims`` on the path would be imported in place of ours; ImportError says so at once."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("claims")
    ours = spec is not None and spec.origin is not None and (Path(spec.origin).parent / "vocabulary").is_dir()
    if not ours:
        where = spec.origin if spec is not None else "nowhere"
        raise ImportError(
            f"factcheck needs its own package 'claims', but the one found is {where}; "
            "uninstall the other 'claims' package or put factcheck-desk before it on the path.",
            name="claims",
        )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("factcheck-desk")
    except PackageNotFoundError:  # a checkout that was never installed
        return "0+unknown"


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name in _WHERE:
        from importlib import import_module

        require_own_claims()
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
