"""The documents agree with the code, with each other, and with what CI runs."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from claims.model import Frozen
from factcheck.references.model import Dataset, Dimension, Measure, Member, Repair, Snapshot, TimeSpec

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text("Makefile"), flags=re.MULTILINE))


def shell_blocks(name: str) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", text(name), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_every_relative_link_leads_to_a_file(name: str) -> None:
    links = re.findall(r"\]\((?!<?https?:|#)([^)#]+)", text(name))
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_path_in_code_marks_exists(name: str) -> None:
    """``docs/x.md``, ``claims/vocabulary/data/``: whatever starts with a folder of the repository."""
    folders = "claims|factcheck|reference_data|examples|benchmarks|tools|docs|tests"
    paths = re.findall(rf"`((?:{folders})/[\w./-]+)`", text(name))
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_made_parts_are_up_to_date(name: str) -> None:
    filled = runpy.run_path(str(ROOT / "tools" / "documents.py"))["filled"]
    assert filled(text(name)) == text(name), f"{name} lags behind the code: run `make docs`"


@pytest.mark.parametrize("name", NAMES)
def test_every_make_target_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"`make ([a-z-]+)", text(name)))
    named |= {target for block in shell_blocks(name) for target in re.findall(r"^make ([a-z-]+)", block, re.MULTILINE)}
    assert named <= make_targets()


def test_contributing_has_exactly_the_commands_of_ci() -> None:
    commands = [line for line in text(".ci/run").splitlines() if line.startswith("make ")]
    assert commands == shell_blocks("CONTRIBUTING.md")[0].splitlines()


@pytest.mark.parametrize(
    ("heading", "requirements"),
    [
        ("What the program needs", PROJECT["dependencies"]),
        ("What the tests need (`test`)", PROJECT["optional-dependencies"]["test"]),
        ("What developers need (`dev`)", PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_each_dependency_is_justified(heading: str, requirements: list[str]) -> None:
    section = text("docs/dependencies.md").split(f"## {heading}\n")[1].split("\n## ")[0]
    listed = re.findall(r"^\| ([a-z0-9-]+) \| [^|]+ \| [^|]+ \|$", section, flags=re.MULTILINE)
    assert sorted(set(listed) - {"package"}) == sorted(Requirement(line).name for line in requirements)


def test_every_extra_has_its_section() -> None:
    for extra in PROJECT["optional-dependencies"]:
        assert f"(`{extra}`)" in text("docs/dependencies.md")


def test_the_licence_is_the_one_that_the_project_names() -> None:
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License\n                           Version 2.0, January 2004" in text("LICENSE")


def test_the_changelog_knows_the_version() -> None:
    assert re.search(rf"^## {re.escape(PROJECT['version'])}\b", text("CHANGELOG.md"), flags=re.MULTILINE)


@pytest.mark.parametrize("model", [Dataset, TimeSpec, Dimension, Member, Measure, Snapshot, Repair])
def test_every_field_of_a_descriptor_is_explained(model: type[Frozen]) -> None:
    """Those that the standard has a field for are named in running text, in the standard's words."""
    standard = {"publisher", "url", "licence", "snapshots", "guessed", "location", "sha256", "value", "code", "detail"}
    named = set(re.findall(r"`(\w+)`", text("docs/data-packages.md")))
    assert set(model.model_fields) - standard - named == set()
