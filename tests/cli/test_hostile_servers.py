"""Servers that send what they should not: told of the address, in one sentence, and nothing was written."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calling import assert_one_sentence, call
from tests.network.server import Server, running


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as one:
        yield one


def added(url: str, library: Path) -> subprocess.CompletedProcess[str]:
    return call("refs", "add", url, "--library", str(library), "--allow-private")


@pytest.mark.parametrize(("path", "body", "said"), [
    ("/open.csv", b'State,Votes\n"Ohio,1\nUtah,2\n', "/open.csv opens a quotation mark"),
    ("/nul.csv", b"State,Votes\nOh\0io,1\n", "/nul.csv is no text"),
    ("/cut.json", b'[{"State": "Ohio"', "/cut.json is not JSON"),
    ("/none.xlsx", b"no workbook", "/none.xlsx is not a readable Excel file"),
    ("/datapackage.json", b'{"name": "a", "resources": [{"name": "t", "path": "t.csv"}]}', "is a Data Package"),
])
def test_what_is_bad_is_told_of_the_address(server: Server, tmp_path: Path, path: str, body: bytes, said: str) -> None:
    server.behaviours[path] = lambda one: one.reply(body, kind="application/octet-stream")
    done = added(server.url + path, tmp_path / "library")
    assert_one_sentence(done, server.url, said)
    assert "factcheck-" not in done.stderr, "a folder that is gone"
    assert not (tmp_path / "library").exists()


def test_a_table_that_its_server_calls_a_package(server: Server, tmp_path: Path) -> None:
    server.behaviours["/datapackage.json"] = lambda one: one.reply(b"State,Votes\nOhio,1\nUtah,2\n")
    done = added(f"{server.url}/datapackage.json", tmp_path / "library")
    assert (done.returncode, done.stderr, "2 rows" in done.stdout) == (0, "", True)


def test_an_update_that_is_bad_is_told_of_the_address(server: Server, tmp_path: Path) -> None:
    server.behaviours["/votes.csv"] = lambda one: one.reply(b"State,Votes\nOhio,1\nUtah,2\n")
    assert added(f"{server.url}/votes.csv", tmp_path / "library").returncode == 0
    server.behaviours["/votes.csv"] = lambda one: one.reply(b'State,Votes\n"Ohio,1\nUtah,2\n')
    done = call("refs", "update", "--library", str(tmp_path / "library"), "--allow-private")
    assert done.returncode == 2
    assert f"{server.url}/votes.csv opens a quotation mark" in done.stderr
    assert "factcheck-" not in done.stderr


@pytest.mark.parametrize(("to", "said"), [
    ("http://169.254.169.254/latest/meta-data", "never followed"), ("http://[fe80::1]/a.csv", "never followed"),
    ("http://[::ffff:169.254.169.254]/a.csv", "never followed"), ("http://[::1", "not a valid address"),
])
def test_where_no_redirect_may_lead(server: Server, tmp_path: Path, to: str, said: str) -> None:
    server.behaviours["/moved"] = lambda one: one.reply(b"", "302 Found", None, Location=to)
    assert_one_sentence(added(f"{server.url}/moved", tmp_path / "library"), server.url, said)


def test_a_length_of_thousands_of_digits(server: Server, tmp_path: Path) -> None:
    server.behaviours["/long.csv"] = lambda one: one.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: " + b"9" * 6000 + b"\r\n\r\na,b\n")
    assert_one_sentence(added(f"{server.url}/long.csv", tmp_path / "library"), "long.csv")
