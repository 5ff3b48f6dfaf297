"""Every block of the README does what it shows: commands print exactly that, Python answers exactly that."""

import doctest
import re
import runpy
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOOL = runpy.run_path(str(ROOT / "tools" / "console.py"))
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
CONSOLE = TOOL["blocks"](README)
FORMATS = TOOL["blocks"]((ROOT / "docs" / "formats.md").read_text(encoding="utf-8"))
PYTHON = [body for language, body in BLOCKS if language == "pycon"]


@pytest.mark.parametrize("block", CONSOLE + FORMATS, ids=[TOOL["commands"](body)[0] for body in CONSOLE + FORMATS])
def test_commands_print_what_is_shown(block: str) -> None:
    assert TOOL["ran"](block) == block, "the document lags behind the program: run `make docs`"


@pytest.mark.parametrize("block", PYTHON, ids=[body.splitlines()[0] for body in PYTHON])
def test_python_answers_what_is_shown(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
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


def test_every_exit_status_is_in_the_readme() -> None:
    table = README.split("## Exit statuses\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| (\d) \|", table, flags=re.MULTILINE) == ["0", "1", "2", "3"]
