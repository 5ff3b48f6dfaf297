"""The library of these tests, made once: it never changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.references.library import References
from tests.matching import making


@pytest.fixture(scope="session")
def roster(tmp_path_factory: pytest.TempPathFactory) -> References:
    """The roster of berths alone."""
    return References.open(making.berths(tmp_path_factory.mktemp("roster")))


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> References:
    """The roster and the counts by date."""
    root: Path = tmp_path_factory.mktemp("harbor")
    making.berths(root)
    making.counts(root)
    return References.open(root)


@pytest.fixture(scope="session")
def series(tmp_path_factory: pytest.TempPathFactory) -> References:
    """The monthly and the annual series."""
    root: Path = tmp_path_factory.mktemp("series")
    making.jobs(root)
    making.people(root)
    return References.open(root)
