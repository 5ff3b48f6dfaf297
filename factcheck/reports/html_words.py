"""The words of the HTML report, read from ``data/html.toml``, and small things said with them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from claims.model import Frozen
from factcheck.verification.model import Verdict


class VerdictWords(Frozen):
    """A verdict as a heading ("Fail"), as a sign that is no colour ("✗"), and in a sentence ("fails")."""

    word: str
    sign: str
    spoken: str


class _Numbers(Frozen):
    words: tuple[str, ...]


class Words(Frozen):
    """Everything of ``data/html.toml``."""

    verdicts: dict[Verdict, VerdictWords]
    kinds: dict[str, str]
    directions: dict[str, str]
    bases: dict[str, str]
    modalities: dict[str, str]
    not_claims: dict[str, str]
    numbers: _Numbers
    all_of: dict[Verdict, str]


@cache
def words() -> Words:
    """The vocabulary, read once."""
    text = resources.files(__package__).joinpath("data/html.toml").read_text(encoding="utf-8")
    return Words.model_validate(tomllib.loads(text))


def word(table: Mapping[str, str], code: str) -> str:
    """The word of a code; the code itself, with spaces, where the table has none: "list_number" is "list number"."""
    return table.get(code, code.replace("_", " "))


def spelled(count: int) -> str:
    """A number at the start of a sentence, as words up to nine: "Six", "No", "12"."""
    numbers = words().numbers.words
    return numbers[count] if count < len(numbers) else f"{count:,}"


def tally(counts: Mapping[Verdict, int]) -> str:
    """How the figures came out, in one or two sentences.

    >>> tally({Verdict.FAIL: 1, Verdict.PASS: 2, Verdict.UNVERIFIABLE: 0})
    'One of three figures fails. Two pass.'
    """
    total = sum(counts.values())
    if not total:
        return "No numeric claims."
    fail, right, unknown = (counts.get(v, 0) for v in (Verdict.FAIL, Verdict.PASS, Verdict.UNVERIFIABLE))
    if total == 1:
        return f"The one figure {next(words().verdicts[verdict].spoken for verdict, count in counts.items() if count)}."
    whole = f"{spelled(total).lower()} figures"
    if total in counts.values():
        all_of_them = "Both figures" if total == 2 else f"All {whole}"
        return f"{all_of_them} {words().all_of[next(verdict for verdict, count in counts.items() if count)]}."
    rest = [f"{spelled(right)} {'passes' if right == 1 else 'pass'}" if right else "",
            f"{spelled(unknown)} cannot be verified" if unknown else ""]
    rest = [part for part in rest if part]
    if not fail:
        return f"No figure fails. Of {whole}, {_joined(rest)}."
    first = f"{spelled(fail)} of {whole} {'fails' if fail == 1 else 'fail'}."
    return f"{first} {_capital(_joined(rest))}." if rest else first


def _joined(parts: list[str]) -> str:
    return " and ".join(part[0].lower() + part[1:] for part in parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
