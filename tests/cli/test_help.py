"""Every command has help with an example, at no cost."""

from __future__ import annotations

import sys

import click
import pytest

from factcheck.cli.commands import factcheck
from tests.cli.calling import call


def commands(group: click.Group, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    found: dict[tuple[str, ...], click.Command] = {path: group}
    for name, command in group.commands.items():
        found |= commands(command, (*path, name)) if isinstance(command, click.Group) else {(*path, name): command}
    return found


COMMANDS = commands(factcheck)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_names_every_option_and_shows_an_example(path: tuple[str, ...]) -> None:
    done = call(*path, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Example:  factcheck" in done.stdout
    for parameter in COMMANDS[path].params:
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            assert option in done.stdout
            assert getattr(parameter, "help", None)


@pytest.mark.parametrize("path", [*COMMANDS, ("--version",)], ids=" ".join)
def test_help_loads_neither_model_nor_tables(path: tuple[str, ...]) -> None:
    arguments = [*path] if path == ("--version",) else [*path, "--help"]
    code = (f"import sys; from factcheck.cli import main; status = main({arguments!r}); "
            "print(status, [name for name in ('spacy', 'pandas', 'numpy', 'pydantic', 'rich', 'jinja2') "
            "if name in sys.modules], file=sys.stderr)")
    done = call(command=(sys.executable, "-c", code))
    assert done.stderr == "0 []\n"


def test_the_examples_of_the_help_can_be_parsed() -> None:
    for path, command in COMMANDS.items():
        words = (command.epilog or "").removeprefix("Example:").split()
        assert words[0] == "factcheck"
        assert tuple(words[1:1 + len(path)]) == path
        if not isinstance(command, click.Group):
            # click keeps a command's help option as its first context names it: it must be ours here, too.
            with click.Context(factcheck, **factcheck.context_settings) as ours:
                command.make_context("x", words[1 + len(path):], parent=ours)


def test_the_contract_of_the_options() -> None:
    options = {option for parameter in COMMANDS[("check",)].params for option in parameter.opts}
    assert {"--published", "--refs", "--library", "--format", "--output", "--fail-on", "--input-format"} <= options
    (form,) = (parameter for parameter in COMMANDS[("check",)].params if "--format" in parameter.opts)
    assert isinstance(form.type, click.Choice)
    assert set(form.type.choices) == {"text", "json", "jsonl", "html", "pdf", "markdown", "csv", "docx", "claimreview",
                                      "sarif"}
    assert {("refs", "list"), ("refs", "show"), ("refs", "validate"), ("extract",)} <= set(COMMANDS)


def test_the_version() -> None:
    done = call("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "factcheck")


def test_no_command_is_help_and_a_wrong_call() -> None:
    done = call()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: factcheck")
