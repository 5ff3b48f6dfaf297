"""Who and what stands for a country without its name: its bank, its leader, its money."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

LEADS = re.compile(
    r"\W*(?:(?:and|but|yet|so|in|at|across|for|from|over|while|as|when|after|meanwhile|elsewhere|the|all|all of|take"
    r"|consider|look at|mr\.?|mrs\.?|ms\.?|sir|dame|lord|president|king|not so in),? )*",
    re.IGNORECASE,
)
"""What stands before a place at the head of a sentence: "But in ...", "Across the ...", "Look at ..."."""


def stands_for(sentence: str) -> str | None:
    """The country that stands at the head of a sentence without its name."""
    found = _heads()[0].match(sentence)
    return _country(found["what"]) if found is not None else None


def told_by(sentence: str) -> str | None:
    """The country whose body tells what a sentence says: ", the Office for National Statistics said"."""
    found = _tellers().search(sentence)
    return _country(found["what"]) if found is not None else None


def named(key: str) -> re.Pattern[str]:
    """The words of one of the lists, anywhere in a text."""
    return _words(key)


def namesakes() -> dict[str, list[str]]:
    """The short names that two countries bear: which of them is meant as a rule, and the other one."""
    return _data()["namesakes"]


def _country(form: str) -> str:
    return _heads()[1][form.casefold().replace("’", "'")]


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("factcheck.matching").joinpath("data/abroad.toml").read_text(encoding="utf-8"))


def _forms() -> str:
    return "|".join(_form(one) for one in sorted(_heads_of(), key=len, reverse=True))


@cache
def _heads_of() -> dict[str, str]:
    return {form: country for country, forms in _data()["abroad"].items() for form in forms}


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    """What stands for another country at the head of a sentence, and which country that is."""
    names = {form.casefold(): country for form, country in _heads_of().items()}
    return re.compile(rf"(?:{LEADS.pattern})(?P<what>{_forms()})(?!\w)", re.IGNORECASE), names


@cache
def _tellers() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[,;—–] |according to |(?:data|figures) from )(?:the )?(?P<what>{_forms()})(?!\w)"
        r"(?= (?:said|says|reported|reports|announced|showed|shows|estimated|estimates)\b|[,.;]?$|, )")


def _form(name: str) -> str:
    return re.escape(name).replace("'", "['’]")


@cache
def _words(key: str) -> re.Pattern[str]:
    forms = sorted(_data()[key]["words"], key=len, reverse=True)
    listed = "|".join(_form(one) for one in forms)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE if key in ("whole", "worldwide") else 0)
