"""Tables from addresses, from a server of this machine that misbehaves in each way."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factcheck.errors import FetchError, OutputError
from factcheck.network import addresses
from factcheck.network.downloading import Limits, download
from factcheck.references.fetching import Fetched, fetch, is_address, refetch
from tests.network.server import ETAG, MODIFIED, TABLE, Server, running

QUICK = Limits(size=1_000_000, total=20, idle=5, backoff=0.01)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as one:
        yield one


def got(url: str, folder: Path, *, limits: Limits = QUICK) -> Fetched:
    return fetch(url, folder, allow_private=True, limits=limits)


def refused(url: str, folder: Path, *, limits: Limits = QUICK, private: bool = True) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, folder, allow_private=private, limits=limits)
    assert list(folder.iterdir()) == [], "nothing is left behind"
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_table_with_what_is_to_be_remembered(server: Server, tmp_path: Path) -> None:
    before = datetime.now(UTC).date()
    found = got(f"{server.url}/etag.csv", tmp_path)
    assert found.path.read_bytes() == TABLE
    assert (found.sha256, found.bytes) == (hashlib.sha256(TABLE).hexdigest(), len(TABLE))
    assert (found.url, found.final_url) == (f"{server.url}/etag.csv", f"{server.url}/etag.csv")
    assert (found.etag, found.last_modified, found.media_type) == (ETAG, MODIFIED, "text/csv")
    assert before <= found.retrieved <= datetime.now(UTC).date()
    assert [path.name for path in tmp_path.iterdir()] == ["etag.csv"]


def test_not_modified(server: Server, tmp_path: Path) -> None:
    url = f"{server.url}/etag.csv"
    for etag, modified in ((ETAG, None), (None, MODIFIED), (ETAG, MODIFIED)):
        assert refetch(url, tmp_path, etag=etag, last_modified=modified, allow_private=True) is None
        assert list(tmp_path.iterdir()) == []
    changed = refetch(url, tmp_path, etag='"v0"', last_modified=None, allow_private=True)
    assert changed is not None
    assert changed.path.read_bytes() == TABLE


def test_not_modified_that_was_not_asked(server: Server, tmp_path: Path) -> None:
    assert "304" in refused(f"{server.url}/unasked-304.csv", tmp_path)


@pytest.mark.parametrize(("path", "name"), [
    ("/table.csv", "table.csv"), ("/named", "ra-tes.tsv"), ("/by-type?x=1", "by-type.csv"), ("/json", "json.json"),
    ("/packed.csv", "packed.csv"),
])
def test_the_file_is_named_so_that_it_can_be_read(server: Server, tmp_path: Path, path: str, name: str) -> None:
    found = got(server.url + path, tmp_path)
    assert found.path == tmp_path / name
    assert found.sha256 == hashlib.sha256(found.path.read_bytes()).hexdigest()


def test_a_redirect_is_followed(server: Server, tmp_path: Path) -> None:
    found = got(f"{server.url}/moved", tmp_path)
    assert (found.url, found.final_url) == (f"{server.url}/moved", f"{server.url}/table.csv")


@pytest.mark.parametrize(("path", "said"), [
    ("/gone.csv", "404 (Not Found)"), ("/forbidden.csv", "403 (Forbidden)"), ("/partial.csv", "206"),
    ("/page.csv", "web page"), ("/disguised.csv", "web page"), ("/image.csv", "image/png"),
    ("/unnamed", "what kind of file"), ("/empty.csv", "is empty"), ("/to-ftp", "not an http or https address"),
    ("/to-file", "not an http or https address"), ("/loop", "circle"), ("/to-nowhere", "302"),
    ("/huge.csv", "larger than 1000000 bytes"),
])
def test_what_is_refused_at_once(server: Server, tmp_path: Path, path: str, said: str) -> None:
    assert said in refused(server.url + path, tmp_path)
    assert server.asked[path] == 1, "trying again would not help"


def test_more_redirects_than_allowed(server: Server, tmp_path: Path) -> None:
    for hop in range(8):
        server.behaviours[f"/hop{hop}"] = lambda call: call.reply(
            b"", "302 Found", None, Location=f"/hop{int(call.path[-1]) + 1}")
    assert "more than 5 times" in refused(f"{server.url}/hop0", tmp_path)
    assert "/hop6" not in server.asked


@pytest.mark.parametrize("path", ["/busy.csv", "/often.csv", "/odd-wait.csv"])
def test_what_fails_for_now_is_tried_again(server: Server, tmp_path: Path, path: str) -> None:
    assert got(server.url + path, tmp_path).path.read_bytes() == TABLE
    assert server.asked[path] == 3


@pytest.mark.parametrize(("path", "said"), [
    ("/down.csv", "500"), ("/too-short.csv", "broke off"), ("/chunk-cut.csv", "broke off"),
    ("/hangs-up.csv", "could not be fetched"), ("/no-http.csv", "could not be fetched"),
    ("/no-gzip.csv", "cannot be unpacked"),
])
def test_what_goes_on_failing_is_given_up(server: Server, tmp_path: Path, path: str, said: str) -> None:
    message = refused(server.url + path, tmp_path)
    assert said in message
    assert "4 attempts" in message
    assert server.asked[path] == 4


def test_a_half_answer_leaves_nothing_in_the_next_one(server: Server, tmp_path: Path) -> None:
    def first_cut(call: object) -> None:
        server.behaviours["/too-short.csv" if server.asked["/cut.csv"] == 1 else "/table.csv"](call)  # type: ignore[arg-type]

    server.behaviours["/cut.csv"] = first_cut
    assert got(f"{server.url}/cut.csv", tmp_path).path.read_bytes() == TABLE
    assert server.asked["/cut.csv"] == 2


def test_a_long_wait_is_for_the_caller(server: Server, tmp_path: Path) -> None:
    message = refused(f"{server.url}/later.csv", tmp_path)
    assert "429" in message
    assert "3600 seconds" in message
    assert server.asked["/later.csv"] == 1


@pytest.mark.parametrize("path", ["/never-ends.csv", "/bomb.csv"])
def test_no_more_is_read_or_unpacked_than_allowed(server: Server, tmp_path: Path, path: str) -> None:
    assert "larger than 1000000 bytes" in refused(server.url + path, tmp_path)


@pytest.mark.parametrize("path", ["/head-dribbles.csv", "/body-dribbles.csv", "/chunks-dribble.csv", "/silent.csv"])
def test_a_server_that_keeps_us_waiting_is_left(server: Server, tmp_path: Path, path: str) -> None:
    message = refused(server.url + path, tmp_path, limits=QUICK.model_copy(update={"total": 0.5}))
    assert "longer than 0.5 seconds" in message


def test_a_silent_server_is_asked_again(server: Server, tmp_path: Path) -> None:
    message = refused(f"{server.url}/silent.csv", tmp_path, limits=QUICK.model_copy(update={"idle": 0.2}))
    assert "did not answer in time" in message
    assert server.asked["/silent.csv"] == 4


def test_nobody_listens(tmp_path: Path) -> None:
    with running() as server:
        url = f"{server.url}/table.csv"
    assert "refused" in refused(url, tmp_path)


def test_the_own_network_is_refused(server: Server, tmp_path: Path) -> None:
    assert "--allow-private" in refused(f"{server.url}/table.csv", tmp_path, private=False)
    assert "--allow-private" in refused(f"http://localhost:{server.port}/table.csv", tmp_path, private=False)
    assert server.asked == {}


def test_a_redirect_into_the_own_network_is_refused(server: Server, tmp_path: Path) -> None:
    """Here 127.0.0.1 plays the public server, and 127.0.0.2 the machine behind the wall."""
    server.behaviours["/in"] = lambda call: call.reply(
        b"", "302 Found", None, Location=f"http://127.0.0.2:{server.port}/table.csv")
    with (tmp_path / "x").open("wb") as into, pytest.raises(FetchError, match=r"127\.0\.0\.2, which is in this"):
        download(f"{server.url}/in", into, admit=lambda ip: str(ip) == "127.0.0.1", check=lambda head: None,
                 limits=QUICK)
    assert server.asked == {"/in": 1}


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tls=True) as server:
        assert "certificate" in refused(f"{server.url}/table.csv", tmp_path)
        assert server.asked == {}
        monkeypatch.setenv("SSL_CERT_FILE", str(Path(__file__).parents[1] / "network" / "localhost.pem"))
        assert got(f"{server.url}/table.csv", tmp_path).path.read_bytes() == TABLE
        assert got(f"https://localhost:{server.port}/etag.csv", tmp_path).path.read_bytes() == TABLE


def test_a_certificate_for_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(Path(__file__).parents[1] / "network" / "localhost.pem"))
    with running("127.0.0.2", tls=True) as server:
        assert "certificate" in refused(f"https://127.0.0.2:{server.port}/table.csv", tmp_path)


def test_https_does_not_lead_back_to_http(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(Path(__file__).parents[1] / "network" / "localhost.pem"))
    with running(tls=True) as secure:
        secure.behaviours["/down"] = lambda call: call.reply(
            b"", "301 Moved", None, Location=f"{server.url}/table.csv")
        assert "not encrypted" in refused(f"{secure.url}/down", tmp_path)
    assert server.asked == {}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_no_fault_of_the_network(server: Server, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"), open("/dev/full", "wb", buffering=0) as into:  # noqa: PTH123
        download(f"{server.url}/table.csv", _Full(into), admit=addresses.anywhere, check=lambda head: None,  # type: ignore[arg-type]
                 limits=QUICK)
    assert server.asked["/table.csv"] == 1


class _Full:
    def __init__(self, file: object) -> None:
        self._file = file

    def seek(self, at: int) -> None:
        """/dev/full has no ends."""

    def truncate(self) -> None:
        """Nor a length."""

    def write(self, data: bytes) -> None:
        self._file.write(data)  # type: ignore[attr-defined]


def test_a_folder_that_cannot_be_written(server: Server, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be kept in"):
        got(f"{server.url}/table.csv", tmp_path / "none")


def test_no_clock_goes_on_running(server: Server, tmp_path: Path) -> None:
    got(f"{server.url}/table.csv", tmp_path)
    # A clock that was stopped may still be on its way out.
    running = [one for one in threading.enumerate() if isinstance(one, threading.Timer) and not one.finished.is_set()]
    assert not running


@pytest.mark.parametrize(("name", "answer"), [
    ("https://x.org/a.csv", True), ("ftp://x/a", True), ("a.csv", False), ("./http://x", False), ("C:\\a.csv", False),
    ("folder/a.csv", False), ("-", False),
])
def test_addresses_and_files_are_told_apart(name: str, answer: bool) -> None:
    assert is_address(name) is answer
