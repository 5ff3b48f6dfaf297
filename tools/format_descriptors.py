"""Lays out every descriptor of the built-in references as the importer writes them; run it after an edit by hand."""

from __future__ import annotations

import json
from pathlib import Path

from factcheck.references import descriptors

ROOT = Path(__file__).resolve().parent.parent / "reference_data"


def main() -> None:
    """Rewrites the files in place."""
    for path in sorted(ROOT.glob(f"*/{descriptors.FILE}")):
        path.write_text(descriptors.dump(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
