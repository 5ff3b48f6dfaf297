"""Reading a file that a test makes, and the maker of files."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from factcheck.articles.collection import Columns, SourceFile, Unreadable, list_files, read_file
from factcheck.articles.model import Article


@pytest.fixture(scope="session")
def making() -> ModuleType:
    """The module ``making.py`` beside this file."""
    spec = importlib.util.spec_from_file_location("articles_making", Path(__file__).with_name("making.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Article | Unreadable]]:
    """Writes bytes under a name and reads the file as one of an archive; places are told without the folder."""
    def reading(name: str, data: bytes, columns: str = "") -> list[Article | Unreadable]:
        (tmp_path / name).write_bytes(data)
        (file,) = list_files([str(tmp_path / name)])
        assert isinstance(file, SourceFile)
        items = list(read_file(file, columns=Columns.parse(columns)))
        for item in items:
            assert item.location is not None
            assert item.location.startswith(file.path)
            if isinstance(item, Unreadable):
                assert item.reason.endswith(".")
                assert "\n" not in item.reason
        return [item.model_copy(update={"location": Path(str(item.location)).name}) for item in items]
    return reading
