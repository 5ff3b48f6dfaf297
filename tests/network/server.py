"""A real HTTP server on this machine that misbehaves as it is asked to: bytes on a socket, and no library to help."""

from __future__ import annotations

import contextlib
import gzip
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

PEM = Path(__file__).with_name("localhost.pem")
"""A key and its self-signed certificate for localhost and 127.0.0.1, made for these tests."""

TABLE = b"state,year,rate\nOhio,2024,3.5\nUtah,2024,2.5\n"
ETAG, MODIFIED = '"v1"', "Tue, 02 Sep 2025 10:00:00 GMT"


class Call:
    """One request: its path, its headers in lower case, and how often this path was asked for before."""

    def __init__(self, path: str, headers: dict[str, str], before: int, send: Callable[[bytes], None],
                 over: threading.Event) -> None:
        self.path, self.headers, self.before, self.send, self.over = path, headers, before, send, over

    def reply(self, body: bytes = TABLE, status: str = "200 OK", kind: str | None = "text/csv", **more: str) -> None:
        head = {"Content-Length": str(len(body)), **({"Content-Type": kind} if kind else {}),
                **{name.replace("_", "-"): value for name, value in more.items()}}
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        self.send(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body)

    def dribble(self, piece: bytes) -> None:
        """Sends the piece again and again, a few times a second, until the test or the client ends."""
        while not self.over.wait(0.05):
            self.send(piece)


Behaviour = Callable[[Call], None]
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n"


def _modified(call: Call) -> None:
    if call.headers.get("if-none-match") == ETAG or call.headers.get("if-modified-since") == MODIFIED:
        call.reply(b"", "304 Not Modified", None, ETag=ETAG)
    else:
        call.reply(ETag=ETAG, Last_Modified=MODIFIED)


def _head_dribbles(call: Call) -> None:
    call.send(PLAIN + b"X-Long: ")
    call.dribble(b"x")


def _body_dribbles(call: Call) -> None:
    call.send(PLAIN + b"\r\n")
    call.dribble(b"1,2\n")


def _chunks_dribble(call: Call) -> None:
    call.send(CHUNKED)
    call.dribble(b"1\r\n2\r\n")


def _falls_silent(call: Call) -> None:
    call.send(PLAIN + b"\r\nstate,year\n")
    call.over.wait(60)


def _never_ends(call: Call) -> None:
    call.send(PLAIN + b"\r\n")
    while not call.over.is_set():
        call.send(b"Ohio,2024,1\n" * 10_000)


def _too_short(call: Call) -> None:
    call.send(PLAIN + b"Content-Length: 1000\r\n\r\n" + TABLE)


def _chunk_cut(call: Call) -> None:
    call.send(CHUNKED + b"ff\r\nstate")


def _bomb(call: Call) -> None:
    call.reply(gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")


def _fine_at_last(status: str, **more: str) -> Behaviour:
    def behave(call: Call) -> None:
        if call.before < 2:
            call.reply(b"", status, None, **more)
        else:
            call.reply()

    return behave


BEHAVIOURS: dict[str, Behaviour] = {
    "/table.csv": Call.reply,
    "/packed.csv": lambda call: call.reply(gzip.compress(TABLE), Content_Encoding="gzip"),
    "/etag.csv": _modified,
    "/unasked-304.csv": lambda call: call.reply(b"", "304 Not Modified", None),
    "/named": lambda call: call.reply(kind="application/octet-stream",
                                      Content_Disposition='attachment; filename="../../ra tes.TSV"'),
    "/by-type?x=1": Call.reply,
    "/json": lambda call: call.reply(b"[{}]", kind="application/json; charset=utf-8"),
    "/unnamed": lambda call: call.reply(kind="application/octet-stream"),
    "/image.csv": lambda call: call.reply(b"\x89PNG", kind="image/png"),
    "/page.csv": lambda call: call.reply(b"<!DOCTYPE html><html></html>", kind="text/html; charset=utf-8"),
    "/disguised.csv": lambda call: call.reply(b"\xef\xbb\xbf\n<!-- x --><HTML><body>Log in</body></HTML>"),
    "/empty.csv": lambda call: call.reply(b""),
    "/gone.csv": lambda call: call.reply(b"gone", "404 Not Found", "text/plain"),
    "/forbidden.csv": lambda call: call.reply(b"no", "403 Forbidden", "text/plain"),
    "/partial.csv": lambda call: call.reply(status="206 Partial Content"),
    "/busy.csv": _fine_at_last("503 Service Unavailable"),
    "/often.csv": _fine_at_last("429 Too Many Requests", Retry_After="0"),
    "/later.csv": lambda call: call.reply(b"", "429 Too Many Requests", None, Retry_After="3600"),
    "/odd-wait.csv": _fine_at_last("429 Too Many Requests", Retry_After="soon"),
    "/down.csv": lambda call: call.reply(b"", "500 Internal Server Error", None),
    "/moved": lambda call: call.reply(b"", "302 Found", None, Location="/table.csv"),
    "/loop": lambda call: call.reply(b"", "301 Moved Permanently", None, Location="/loop2"),
    "/loop2": lambda call: call.reply(b"", "301 Moved Permanently", None, Location="/loop"),
    "/to-ftp": lambda call: call.reply(b"", "302 Found", None, Location="ftp://127.0.0.1/x.csv"),
    "/to-file": lambda call: call.reply(b"", "302 Found", None, Location="file:///etc/hostname"),
    "/to-nowhere": lambda call: call.reply(b"", "302 Found", None),
    "/head-dribbles.csv": _head_dribbles,
    "/body-dribbles.csv": _body_dribbles,
    "/chunks-dribble.csv": _chunks_dribble,
    "/silent.csv": _falls_silent,
    "/never-ends.csv": _never_ends,
    "/huge.csv": lambda call: call.send(PLAIN + b"Content-Length: 99999999999\r\n\r\n"),
    "/too-short.csv": _too_short,
    "/chunk-cut.csv": _chunk_cut,
    "/bomb.csv": _bomb,
    "/no-gzip.csv": lambda call: call.reply(Content_Encoding="gzip"),
    "/hangs-up.csv": lambda call: None,
    "/no-http.csv": lambda call: call.send(b"SSH-2.0-OpenSSH\r\n"),
}


class Server(socketserver.ThreadingTCPServer):
    """Answers as ``behaviours`` say; ``asked`` counts the requests of each path."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str = "127.0.0.1", *, tls: bool = False) -> None:
        super().__init__((host, 0), _Handler)
        self.behaviours = dict(BEHAVIOURS)
        self.asked: dict[str, int] = {}
        self.over = threading.Event()
        self.tls: ssl.SSLContext | None = None
        if tls:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(PEM)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""


class _Handler(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        connection = self.request
        with contextlib.suppress(OSError, ssl.SSLError), contextlib.ExitStack() as stack:
            if self.server.tls is not None:
                connection = stack.enter_context(self.server.tls.wrap_socket(connection, server_side=True))
            text = b""
            while b"\r\n\r\n" not in text:
                text += connection.recv(4096) or b"\r\n\r\n"
            first, *lines = text.decode("latin-1").partition("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1]
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            before = self.server.asked.get(path, 0)
            self.server.asked[path] = before + 1
            self.server.behaviours[path](Call(path, headers, before, connection.sendall, self.server.over))


@contextlib.contextmanager
def running(host: str = "127.0.0.1", *, tls: bool = False) -> Iterator[Server]:
    """A server while the block runs."""
    with Server(host, tls=tls) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
