"""Every block of the README does what it shows: commands print exactly that, Python answers exactly that."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
CONSOLE = [body for language, body in BLOCKS if language == "console"]
PYTHON = [body for language, body in BLOCKS if language == "pycon"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the examples, as a reader's checkout does, and nothing of the editor's own."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.setenv("FACTCHECK_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with the output that is shown below it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert parts[0] == "", "a console block starts with a command"
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts[1:])]


def printed(commands: list[str]) -> list[str]:
    """What the commands print, both streams, run one after the other in one shell."""
    script = "".join(f"{command}\nstatus=$?; printf '\\0'; (exit $status)\n" for command in commands)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(["bash", "-c", script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", check=False)
    return done.stdout.split("\0")[:-1]


@pytest.mark.parametrize("block", CONSOLE, ids=[body.splitlines()[0] for body in CONSOLE])
@pytest.mark.usefixtures("folder")
def test_commands_print_what_is_shown(block: str) -> None:
    pairs = shown(block)
    assert printed([command for command, _ in pairs]) == [output for _, output in pairs]


@pytest.mark.parametrize("block", PYTHON, ids=[body.splitlines()[0] for body in PYTHON])
@pytest.mark.usefixtures("folder")
def test_python_answers_what_is_shown(block: str) -> None:
    examples = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
    faults: list[str] = []
    assert doctest.DocTestRunner().run(examples, out=faults.append).failed == 0, "".join(faults)


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    assert {language for language, _ in BLOCKS} <= {"console", "pycon", "sh"}
    assert CONSOLE
    assert PYTHON


def test_the_commands_to_set_up_are_make_targets_and_nothing_else() -> None:
    lines = [line for language, body in BLOCKS if language == "sh" for line in body.splitlines()]
    assert [line for line in lines if not re.fullmatch(r"make [a-z]+( +#.*)?", line)] == []
    assert {"make demo", "make test"} <= {line.split("#")[0].strip() for line in lines}
