"""What can be imported from the packages: every name that they promise, and at no more cost than promised."""

import importlib
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import claims
import factcheck

ROOT = Path(__file__).parents[2]
PACKAGES = {"claims": claims, "factcheck": factcheck}
NAMES = [(package, name) for package, module in PACKAGES.items() for name in module.__all__]


@pytest.mark.parametrize(("package", "name"), NAMES)
def test_every_name_of_all_is_there(package: str, name: str) -> None:
    assert getattr(PACKAGES[package], name) is not None


@pytest.mark.parametrize("package", PACKAGES)
def test_all_names_each_name_once(package: str) -> None:
    assert len(PACKAGES[package].__all__) == len(set(PACKAGES[package].__all__))


def test_the_names_of_the_contract_are_exported() -> None:
    assert {"extract", "extract_many"} <= set(claims.__all__)
    assert {"check", "check_many", "References", "Report"} <= set(factcheck.__all__)


@pytest.mark.parametrize(("package", "name"), NAMES)
def test_no_module_bears_the_name_of_an_exported_function(package: str, name: str) -> None:
    """``from factcheck import check`` must not depend on whether a module of that name was imported before."""
    folder = ROOT / package
    assert not (folder / f"{name}.py").exists()
    assert not (folder / name / "__init__.py").exists()


@pytest.mark.parametrize("package", PACKAGES)
def test_an_unknown_name_is_an_attribute_error(package: str) -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        PACKAGES[package].no_such_name  # noqa: B018


@pytest.mark.parametrize("module", ["claims", "claims.model", "factcheck", "factcheck.cli"])
def test_importing_costs_no_language_model_and_no_table_reader(module: str) -> None:
    code = f"import sys, {module}; print([name for name in ('spacy', 'pandas') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_component_costs_nothing_until_it_reads() -> None:
    """spaCy imports it at every start of any pipeline, for the name of its factory."""
    code = "import sys, spacy, claims.component; print(sorted(name for name in sys.modules if name[:6] == 'claims'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("['claims', 'claims.component']\n", "")


def test_the_entry_points_lead_somewhere() -> None:
    (script,) = entry_points(group="console_scripts", name="factcheck")
    (factory,) = entry_points(group="spacy_factories", name="numeric_claims")
    for point in (script, factory):
        assert callable(getattr(importlib.import_module(point.module), point.attr))
