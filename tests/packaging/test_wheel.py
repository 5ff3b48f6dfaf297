"""The wheel is whole: installed in a clean environment it checks an article from another folder."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples" / "article.txt"


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FACTCHECK_"))}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=environment | variables, capture_output=True,
                          encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive, and the wheel that was built out of it (not out of the checkout)."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (archive,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return archive, wheel


@pytest.fixture(scope="module")
def clean(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel, and borrows what the wheel depends on from this one."""
    folder = tmp_path_factory.mktemp("clean") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    done = run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
               "--disable-pip-version-check", built[1], cwd=folder)
    assert done.returncode == 0, done.stderr
    # A path in a .pth file is only added to the search path: the .pth files that lie there, among them the one that
    # leads to this checkout, are not read.
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    site.joinpath("borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with the article and nothing else of the project."""
    shutil.copy(ARTICLE, tmp_path)
    return tmp_path


def test_the_wheel_holds_every_file_of_the_packages_and_of_the_references(built: tuple[Path, Path]) -> None:
    expected = {path.relative_to(ROOT).as_posix() for package in ("claims", "factcheck")
                for path in (ROOT / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    expected |= {f"factcheck/_reference_data/{path.relative_to(ROOT / 'reference_data').as_posix()}"
                 for path in (ROOT / "reference_data").rglob("*") if path.is_file()}
    held = {name for name in zipfile.ZipFile(built[1]).namelist() if ".dist-info/" not in name}
    assert held == expected
    assert {"claims/py.typed", "factcheck/py.typed"} <= held


def test_the_wheel_carries_the_licence(built: tuple[Path, Path]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in zipfile.ZipFile(built[1]).namelist())


def test_the_source_archive_holds_what_the_tests_need(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Makefile", "constraints.txt", ".ci/run", "README.md", "examples/article.txt", "benchmarks/floors.toml",
            "tools/pins.py", "tests/packaging/test_wheel.py", "docs/architecture.md"} <= names


def test_the_packages_are_those_of_the_wheel(clean: Path, elsewhere: Path) -> None:
    code = "import claims, factcheck; print(claims.__file__); print(factcheck.__file__)"
    done = run(clean, "-c", code, cwd=elsewhere)
    assert done.stderr == ""
    assert [Path(line).is_relative_to(clean.parents[1]) for line in done.stdout.splitlines()] == [True, True]


@pytest.mark.parametrize("command", ["script", "module"])
def test_the_installed_program_says_the_same_as_the_checkout(clean: Path, elsewhere: Path, command: str) -> None:
    words = [clean.parent / "factcheck"] if command == "script" else [clean, "-m", "factcheck"]
    options = ["check", "article.txt", "--format", "json"]
    installed = run(*words, *options, cwd=elsewhere, FACTCHECK_LIBRARY=str(elsewhere / "library"))
    checkout = run(sys.executable, "-m", "factcheck", *options, cwd=elsewhere,
                   FACTCHECK_LIBRARY=str(elsewhere / "library"))
    assert (installed.returncode, installed.stderr) == (checkout.returncode, checkout.stderr) == (1, "")
    assert json.loads(installed.stdout) == json.loads(checkout.stdout)
    summary = json.loads(installed.stdout)["summary"]
    assert summary["pass"]
    assert summary["fail"]
