"""Writes the parts of the documents that are made from the code and its data, so that they cannot disagree.

    python tools/documents.py

Between a line ``<!-- made: NAME -->`` and a line ``<!-- end -->``, a document holds what the function of that name
in ``MAKERS`` returns. A test asks that ``filled`` changes nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

from claims.model import NotClaimReason
from factcheck.archive.records import TABLES, columns
from factcheck.cli.commands import factcheck
from factcheck.references.inspecting import texts
from factcheck.reports.formats import FORMATS
from factcheck.reports.html_words import words
from factcheck.reports.match_words import match_words
from factcheck.verification.reasons import reasons

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "docs"
PACKAGES = ("claims", "factcheck")
MADE = re.compile(r"(?P<open><!-- made: (?P<name>\w+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)


def first_sentence(source: str) -> str:
    """The first sentence of a module's docstring, on one line."""
    text = " ".join((ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0].split())
    return re.split(r"(?<!\w\.\w\.)(?<=[.!?])\s+(?=[A-Z`])", text)[0].replace("``", "`")


def modules() -> list[Path]:
    """Every module of the packages, a package's ``__init__`` first, in the order of their paths."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return sorted(found, key=lambda path: (path.parent.as_posix(), path.name != "__init__.py", path.name))


def module_map() -> str:
    """A table of every module and the first sentence of its docstring; packages in bold."""
    rows = ["| module | what it holds |", "|---|---|"]
    for path in modules():
        place = path.relative_to(ROOT)
        package = path.name == "__init__.py"
        name = ".".join(place.parent.parts if package else place.with_suffix("").parts)
        rows.append(f"| {f'**`{name}`**' if package else f'`{name}`'} | {first_sentence(path.read_text('utf-8'))} |")
    return "\n".join(rows) + "\n"


def reason_codes() -> str:
    """A table of the reason codes, their verdicts and the templates of their sentences."""
    rows = ["| code | verdict | title | sentence |", "|---|---|---|---|"]
    for reason in reasons().values():
        verdict = reason.verdict.value if reason.verdict else "the article against itself"
        rows.append(f"| `{reason.code}` | {verdict} | {reason.title} | {reason.template} |")
    return "\n".join(rows) + "\n"


def match_features() -> str:
    """A table of what is weighed when a match is chosen."""
    rows = ["| feature | what is weighed |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{name}` | {title} |" for name, title in match_words()["features"].items())]) + "\n"


def match_behind() -> str:
    """A table of why a candidate was not taken."""
    rows = ["| code | sentence |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{code}` | {words} |" for code, words in match_words()["behind"].items())]) + "\n"


def match_settled() -> str:
    """A table of by what a place, a time or another limit was settled."""
    rows = ["| code | words |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{code}` | {words} |" for code, words in match_words()["settled"].items())]) + "\n"


def archive_columns() -> str:
    """The columns of each table of an archive's results."""
    parts = []
    for table, row in TABLES.items():
        types = columns(row)
        parts += [f"`{table}`: {first_sentence(chr(34) * 3 + (row.__doc__ or '') + chr(34) * 3)}", "",
                  "| column | type | what it is |", "|---|---|---|",
                  *(f"| `{name}` | {types[name]} | {field.description or ''} |" for name, field in
                    row.model_fields.items()), ""]
    return "\n".join(parts)


def findings() -> str:
    """A table of what an inspection of reference data can find."""
    rows = ["| code | severity | title |", "|---|---|---|"]
    rows += [f"| `{code}` | {text['severity']} | {text['title']} |" for code, text in texts().items()]
    return "\n".join(rows) + "\n"


def helped(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """The name of a command and of each below it, with its help text as a terminal of 100 columns shows it."""
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from helped(below, click.Context(below, info_name=name, parent=context))


def command_help() -> str:
    """A section for each command: what its ``--help`` prints."""
    settings = {**factcheck.context_settings, "terminal_width": 100}
    sections = helped(factcheck, click.Context(factcheck, info_name="factcheck", **settings))
    return "\n".join(f"### {name}\n\n```\n{text}\n```\n" for name, text in sections)


def formats() -> str:
    """A table of the formats of a report, each with a link to its section."""
    rows = ["| format | what it is for |", "|---|---|"]
    return "\n".join([*rows, *(f"| [`{one.name}`](#{one.name}) | {one.purpose} |" for one in FORMATS.values())]) + "\n"


def not_claim_reasons() -> str:
    """A table of the reasons why a number is no claim, with the words in which reports give them."""
    rows = ["| reason | the number is |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{reason}` | {words().not_claims[reason]} |" for reason in NotClaimReason)]) + "\n"


MAKERS = {"archive_columns": archive_columns, "command_help": command_help, "findings": findings, "formats": formats,
          "match_behind": match_behind, "match_features": match_features, "match_settled": match_settled,
          "module_map": module_map, "not_claim_reasons": not_claim_reasons, "reason_codes": reason_codes}


def filled(text: str) -> str:
    """The document with its made parts made anew."""
    return MADE.sub(lambda found: f"{found['open']}{MAKERS[found['name']]()}{found['close']}", text)


if __name__ == "__main__":
    for document in sorted(DOCUMENTS.glob("*.md")):
        document.write_text(filled(document.read_text(encoding="utf-8")), encoding="utf-8")
