"""Servers for the tests: a real one, and some that do as they are told."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not begin in time")


Command = Callable[[int, int], list[str]]
"""Makes the command of a server of two ports."""
Begin = Callable[[Command, Path], AbstractContextManager[int]]


@contextmanager
def beginning(command: Command, folder: Path) -> Iterator[int]:
    """Give the first port of a server, which ends with the block."""
    port, other = free_port(), free_port()
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command(port, other), cwd=folder, stdout=nowhere, stderr=nowhere)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def begin() -> Begin:
    """Begin real servers; see `beginning`."""
    return beginning


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def query(self) -> str:
        return parse_qs(self.body.decode())["query"][0]


Answering = Callable[["Handler", Request], object]
Given = Answering | tuple[int, str, bytes] | tuple[int, str, bytes, dict[str, str]]
"""What a server does with a request, or status, type, body and headers of its answer."""


class Handler(BaseHTTPRequestHandler):
    """Answers by what the test says."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body)
        told = self.server.told
        told.requests.append(request)
        answers = told.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self, request)

    def give(self, status: int, kind: str = "", body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_: object) -> None:
        pass


@dataclass
class Told:
    """What a server is to answer, the last for ever, and what it was asked."""

    url: str
    answers: list[Answering]
    requests: list[Request] = field(default_factory=list)
    over: Event = field(default_factory=Event)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    told: Told

    def handle_error(self, *_: object) -> None:
        """Say nothing: a client that leaves is what some tests are about."""


@contextmanager
def serving(*answers: Given) -> Iterator[Told]:
    """Give a server that gives these answers, one a request."""
    server = Server(("127.0.0.1", 0), Handler)
    doing = [each if callable(each) else _answering(*each) for each in answers]
    server.told = Told(f"http://127.0.0.1:{server.server_port}/sparql", doing)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.told
    finally:
        server.told.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _answering(
    status: int, kind: str, body: bytes, headers: dict[str, str] | None = None
) -> Answering:
    return lambda handler, _: handler.give(status, kind, body, **(headers or {}))


Serve = Callable[..., Told]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Begin servers that end with the test; see `serving`."""
    with ExitStack() as stack:
        yield lambda *answers: stack.enter_context(serving(*answers))


@pytest.fixture(scope="session")
def _oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    assert found, "the package oxigraph is among the requirements of the tests"
    command = [found, "serve", "--bind"]
    folder = tmp_path_factory.mktemp("oxigraph")
    with beginning(lambda port, _: [*command, f"127.0.0.1:{port}"], folder) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def store(_oxigraph_server: str) -> str:
    """The address of an Oxigraph server that holds nothing."""
    address = urlsplit(_oxigraph_server)
    connection = HTTPConnection(address.hostname or "", address.port)
    connection.request(
        "POST", "/update", "CLEAR ALL", {"Content-Type": "application/sparql-update"}
    )
    assert connection.getresponse().status == 204
    connection.close()
    return _oxigraph_server


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no user or token of the machine get into a test."""
    for name in ("TOKEN", "USER", "PASSWORD"):
        monkeypatch.delenv(f"DRUGFACTS_ENDPOINT_{name}", raising=False)
