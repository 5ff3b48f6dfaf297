"""Prints ``constraints.txt``: every package that the project and its extras bring in, at the version installed here.

    python tools/pins.py > constraints.txt

Only what the project needs, directly or through another package, is listed; what else lies in the environment is not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "factcheck-desk"
EXTRAS = ("html", "pdf", "tables", "cluster", "test", "dev")
BUILD_TOOLS = ("hatchling", "editables")
HEADER = """\
# Every package that the project and its extras bring in, directly or through another, at the version that is tested.
# `make constraints` rewrites the list from the environment in .venv.
"""


def needs(name: str, extras: Iterable[str]) -> list[Requirement]:
    """The requirements of an installed package that hold on this machine, with the given extras."""
    contexts = [{"extra": extra} for extra in ("", *extras)]
    found = [Requirement(line) for line in distribution(name).requires or ()]
    return [r for r in found if r.marker is None or any(r.marker.evaluate(context) for context in contexts)]


def closure(*roots: Requirement) -> dict[str, str]:
    """Canonical name → installed version of everything that the roots lead to, the project itself left out."""
    versions: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(roots)
    while waiting:
        requirement = waiting.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        versions[key[0]] = distribution(requirement.name).version
        waiting.extend(needs(requirement.name, requirement.extras))
    versions.pop(PROJECT, None)
    return dict(sorted(versions.items()))


def project_closure() -> dict[str, str]:
    """The closure of the project with all its extras and of the tools that build it."""
    return closure(Requirement(f"{PROJECT}[{','.join(EXTRAS)}]"), *map(Requirement, BUILD_TOOLS))


if __name__ == "__main__":
    try:
        pins = project_closure()
    except PackageNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed: run `make constraints`, which installs every extra first.")
    sys.stdout.write(HEADER + "".join(f"{name}=={version}\n" for name, version in pins.items()))
