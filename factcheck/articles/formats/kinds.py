"""Which kind of file a name says it is."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from claims.model import Frozen

_PACKED = ".gz"


class Kind(Frozen):
    """A kind of file: endings of its names, whether ``.gz`` may follow them, whether it holds many documents, and about
    how much of it is text."""

    name: str
    endings: tuple[str, ...]
    gzipped: bool = False
    many: bool = False
    text_share: float = 1.0


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name, from ``data/formats.toml``."""
    source = resources.files("factcheck.articles").joinpath("data/formats.toml").read_text("utf-8")
    return {entry["name"]: Kind.model_validate(entry) for entry in tomllib.loads(source)["format"]}


@cache
def _endings() -> dict[str, str]:
    return {ending: kind.name for kind in kinds().values()
            for bare in kind.endings for ending in ((bare, bare + _PACKED) if kind.gzipped else (bare,))}


def kind_of(name: str) -> str | None:
    """The kind of file that a name says it is; None where its ending says nothing that we know.

    >>> kind_of("2019/march.WARC.gz")
    'warc'
    """
    file = name.replace("\\", "/").rsplit("/", 1)[-1].lower()
    stem, dot, ending = file.rpartition(".")
    if dot + ending == _PACKED:
        ending = stem.rpartition(".")[2] + _PACKED
    return _endings().get(dot + ending)


def is_packed(name: str) -> bool:
    """Whether the name says that the file is gzipped."""
    return name.lower().endswith(_PACKED)
