"""The vocabulary's data files, and the two functions that read them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def read_text(name: str) -> str:
    """A packaged data file as text, UTF-8."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def read_toml(name: str) -> dict[str, Any]:
    """A packaged TOML file as a dict, parsed once: several readers take their lists from one. Not to be changed."""
    return tomllib.loads(read_text(name))
