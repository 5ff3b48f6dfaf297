"""Holds every measurement against its floor, and the floors against their own past.

    python benchmarks/floors.py

``floors.toml`` names, for each floor, the script that measures it and the key of the JSON object that it prints.
Prints one line for each floor. Exit status: 0 all hold, 1 one does not.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILE = HERE / "floors.toml"


@dataclass(frozen=True)
class Floor:
    """One floor: ``key`` of what ``script``, with its arguments, prints must be at least ``floor``."""

    name: str
    script: str
    key: str
    floor: float
    about: str
    lowered_because: str | None = None


def read(text: str) -> tuple[Floor, ...]:
    """The floors of a ``floors.toml``."""
    return tuple(Floor(name=name, **fields) for name, fields in tomllib.loads(text).items())


def fallen(past: tuple[Floor, ...], now: tuple[Floor, ...]) -> Iterator[str]:
    """One sentence for each floor that was lowered or dropped without a reason."""
    current = {floor.name: floor for floor in now}
    for old in past:
        new = current.get(old.name)
        if new is None:
            yield f"The floor {old.name} is gone: put it back, or keep it and say why it is lowered."
        elif new.floor < old.floor and not new.lowered_because:
            yield f"The floor {old.name} was {old.floor} and is {new.floor}: raise it, or add lowered_because to it."


def committed() -> tuple[Floor, ...]:
    """The highest floors that the file ever had in this repository; none outside one."""

    def git(*arguments: str) -> str:
        done = subprocess.run(("git", *arguments), cwd=HERE, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""

    best: dict[str, Floor] = {}
    for commit in git("log", "--format=%H", "--", FILE.name).split():
        # A later version that says why it is lower is the measure from then on, so the newest such version wins.
        for floor in read(git("show", f"{commit}:./{FILE.name}")):
            known = best.get(floor.name)
            if known is None or (known.floor < floor.floor and not known.lowered_because):
                best[floor.name] = floor
    return tuple(best.values())


def measured(script: str) -> dict[str, float]:
    """What one benchmark prints, read back."""
    name, *arguments = script.split()
    done = subprocess.run((sys.executable, str(HERE / name), *arguments), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{script} ended with {done.returncode}: {done.stderr.strip()}")
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> int:
    """Measures and compares; the exit status."""
    floors = read(FILE.read_text(encoding="utf-8"))
    faults = list(fallen(committed(), floors))
    results = {script: measured(script) for script in sorted({floor.script for floor in floors})}
    for floor in floors:
        value = results[floor.script][floor.key]
        print(f"{floor.name}: {floor.key} {value}, floor {floor.floor}. {floor.about}")
        if value < floor.floor:
            detail = json.dumps(results[floor.script])
            faults.append(f"{floor.name} is below its floor: {value} < {floor.floor} ({detail})")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
