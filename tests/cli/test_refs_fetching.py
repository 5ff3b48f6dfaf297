"""``factcheck refs add URL`` and ``refs update``, from a server that runs here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factcheck.references import descriptors
from tests.cli.calling import assert_one_sentence, call
from tests.network.server import Call, Server, running

FIRST = b"state,year,rate\nOhio,2023,3.1\nOhio,2024,3.5\nUtah,2023,2.4\nUtah,2024,2.5\n"
SECOND = FIRST.replace(b"3.5", b"3.6") + b"Ohio,2025,3.9\nUtah,2025,2.8\n"


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as one:
        yield one


class Rates:
    """A table at an address, with an ETag: "v1", "v2"."""

    def __init__(self, server: Server, path: str = "/rates.csv") -> None:
        self.data, self.version, self.sent = FIRST, 1, 0
        self.url = server.url + path
        server.behaviours[path] = self

    def __call__(self, call: Call) -> None:
        etag = f'"v{self.version}"'
        if call.headers.get("if-none-match") == etag:
            call.reply(b"", "304 Not Modified", None, ETag=etag)
        else:
            self.sent += 1
            call.reply(self.data, ETag=etag)


def add(url: str, library: Path, *more: str) -> str:
    done = call("refs", "add", url, "--library", str(library), "--allow-private", *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def update(library: Path, *more: str) -> tuple[int, str, str]:
    done = call("refs", "update", "--library", str(library), "--allow-private", *more)
    return done.returncode, done.stdout, done.stderr


def test_a_table_from_an_address_remembers_where_it_came_from(server: Server, tmp_path: Path) -> None:
    rates = Rates(server)
    server.behaviours["/latest"] = lambda call: call.reply(b"", "302 Found", None, Location="/rates.csv")
    first = datetime.now(UTC).date()
    add(f"{server.url}/latest", tmp_path)
    (snapshot,) = descriptors.read(tmp_path / "rates").snapshots
    assert snapshot.origin_url == f"{server.url}/latest"
    assert snapshot.via is not None
    assert (snapshot.via.url, snapshot.via.etag) == (rates.url, '"v1"')
    assert first <= snapshot.retrieved <= datetime.now(UTC).date()
    assert "nothing was changed" in add(f"{server.url}/latest", tmp_path)


def test_only_what_changed_is_fetched_and_added(server: Server, tmp_path: Path) -> None:
    rates = Rates(server)
    add(rates.url, tmp_path)
    assert update(tmp_path) == (0, "rates: unchanged\n0 added, 1 unchanged, 0 failed\n", "")
    assert rates.sent == 1, "the server was asked whether it changed"
    rates.version = 2
    assert update(tmp_path)[1].startswith("rates: unchanged"), "the same bytes under another ETag"
    rates.data, rates.version = SECOND, 3
    before = sorted(tmp_path.rglob("*"))
    status, said, _ = update(tmp_path, "--dry-run")
    assert (status, sorted(tmp_path.rglob("*"))) == (0, before)
    assert said.endswith("A dry run: nothing was written.\n")
    status, said, _ = update(tmp_path)
    assert status == 0
    assert said.startswith("rates: new snapshot 2025-12-31, 6 rows, changes since 2024-12-31:\n")
    assert "2 added, 0 gone, 1 revised" in said
    assert [one.via.etag for one in descriptors.read(tmp_path / "rates").snapshots if one.via] == ['"v1"', '"v3"']
    assert update(tmp_path)[1].startswith("rates: unchanged")


def test_one_that_fails_does_not_stop_the_others(server: Server, tmp_path: Path) -> None:
    gone, rates = Rates(server, "/a-gone.csv"), Rates(server)
    add(gone.url, tmp_path, "--name", "a-gone")
    add(rates.url, tmp_path, "--name", "rates")
    server.behaviours["/a-gone.csv"] = lambda call: call.reply(b"", "404 Not Found", None)
    rates.data, rates.version = SECOND, 2
    status, said, told = update(tmp_path, "--format", "json")
    assert status == 2
    assert [(one["dataset"], one["outcome"]) for one in json.loads(said)["updates"]] == [
        ("a-gone", "failed"), ("rates", "added")]
    (line,) = told.splitlines()
    assert "a-gone: " in line
    assert "404" in line


@pytest.mark.parametrize(("data", "said"), [
    (FIRST.splitlines(keepends=True)[0] + b"Ohio,2024,3.5\n", "cut off"),
    (b"<html><body>Log in</body></html>", "web page"),
    (b"state,year\nOhio,2025\nUtah,2025\nOhio,2024\nUtah,2024\n", "lost the column"), (b"", "empty"),
])
def test_what_is_no_update_leaves_the_library_as_it_was(server: Server, tmp_path: Path, data: bytes, said: str) -> None:
    rates = Rates(server)
    add(rates.url, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    rates.data, rates.version = data, 2
    status, out, told = update(tmp_path)
    assert (status, out.splitlines()[0]) == (2, "rates: failed")
    assert said in told
    assert len(told.splitlines()) == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_wrong_calls(server: Server, tmp_path: Path) -> None:
    library = ("--library", str(tmp_path))
    assert_one_sentence(call("refs", "update", *library), "refs add URL")
    assert_one_sentence(call("refs", "update", "ice-287", *library), "nearest name is “ice-287g”")
    assert_one_sentence(call("refs", "update", "ice-287g", "--as-of", "x", *library), "--as-of")
    assert_one_sentence(call("refs", "add", "ftp://example.org/x.csv", *library), "http or https")
    assert_one_sentence(call("refs", "add", f"{server.url}/table.csv", *library), "--allow-private")
    (tmp_path / "rates.csv").write_bytes(FIRST)
    assert call("refs", "add", str(tmp_path / "rates.csv"), *library).returncode == 0
    done = call("refs", "update", "rates", *library)
    assert (done.returncode, done.stdout.splitlines()[0]) == (2, "rates: failed")
    assert "came from no address" in done.stderr
