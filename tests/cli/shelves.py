"""A shelf of small datasets for the tests of ``refs``: payrolls in three vintages, and rosters of berths."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.matching import making

CHANGES = {"2025-10": {"2025-07": 72, "2025-08": -4, "2025-09": 119}, "2026-01": {"2025-07": 72, "2025-08": -26,
           "2025-09": 108, "2025-10": -105}, "2026-07": {"2025-07": 64, "2025-08": -70, "2025-09": 76,
           "2025-10": -140}}


def payrolls(root: Path) -> Path:
    """The monthly change of payrolls by state and nation; out in November 2025, January and July 2026."""
    states = {"United States": 1000, "Ohio": 50, "Texas": 100}
    files = {f"{vintage}-01": [{"month": month, "state": state, "change": str(size * change)}
                               for month, change in months.items() for state, size in states.items()]
             for vintage, months in CHANGES.items()}
    return making.dataset(
        root, "payrolls", files, topic=("payrolls",), scope="United States",
        released={"2025-10-01": "2025-11-20", "2026-01-01": "2026-01-09", "2026-07-01": "2026-07-02"},
        time={"kind": "period", "column": "month", "frequency": "monthly", "max_age_days": 60},
        dimensions=({**making.STATE, "total": "United States"},),
        measures=({"name": "payroll_change", "title": "change of payrolls", "aggregate": "value", "column": "change",
                   "unit": "job", "words": ["payrolls"]},))


def shelf(root: Path) -> Path:
    """All of them in one folder."""
    root.mkdir(exist_ok=True)
    payrolls(root)
    making.berths(root)
    return root


def rewrite(folder: Path, change: Any) -> None:
    """Gives the descriptor of a dataset, as a dict, to ``change``, and writes it."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(package)
    path.write_text(json.dumps(package), encoding="utf-8")
