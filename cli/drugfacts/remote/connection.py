"""One request to a server, and its answer as it comes: bounded in time and size."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ssl import SSLError
from typing import TYPE_CHECKING

from drugfacts.errors import DrugFactsError, InputError, LimitError

if TYPE_CHECKING:
    from drugfacts.remote.address import Address
    from drugfacts.remote.login import Login

MAX_BYTES = 4 * 1024 * 1024 * 1024
"""The largest answer that is read."""

_PIECE = 1 << 16
_REDIRECTS = {301, 302, 307, 308}
_MOST_REDIRECTS = 5


class BrokenOffError(InputError):
    """A server cannot be reached just now, or breaks off; it may be there again soon."""


class Answer:
    """What a server answers, to be read once, from its start.

    Args:
        response: The answer.
        address: Where it is from.
        watch: Tells whether its time is over.
        most: So many bytes are read at most.
        has_login: Whether it was said who asks.
    """

    def __init__(
        self, response: HTTPResponse, address: Address, watch: _Watch, most: int, has_login: bool
    ) -> None:
        self.status = response.status
        self.has_login = has_login
        self.address = address
        self.kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        self.packed = (response.getheader("Content-Encoding") or "identity").lower()
        self.retry_after = response.getheader("Retry-After") or ""
        self.challenges = response.headers.get_all("WWW-Authenticate") or []
        self.location = response.getheader("Location")
        length = response.getheader("Content-Length") or ""
        self._left = int(length) if length.isascii() and length.isdigit() else None
        self._response = response
        self._watch = watch
        self.most = most
        self._count = 0

    def read(self, size: int = -1) -> bytes:
        """Read on; nothing is the end.

        Raises:
            InputError: the server breaks off.
            LimitError: it takes too long, or the answer is too large.
        """
        try:
            piece = self._response.read1(_PIECE if size < 0 else min(size, _PIECE))
        except (OSError, HTTPException, ValueError) as error:
            raise self._watch.explained(error, self.address) from error
        self._count += len(piece)
        if self._count > self.most:
            raise LimitError(
                f"{self.address}: the answer is larger than {self.most} bytes; ask for less."
            )
        cut = self._left is not None and self._count < self._left
        if not piece and size and (cut or self._watch.is_over):
            raise self._watch.explained(HTTPException("cut"), self.address)
        return piece

    def start(self, most: int = 4096) -> str:
        """Return the beginning of a text, for messages."""
        found = b""
        try:
            while len(found) < most and (piece := self.read(most - len(found))):
                found += piece
        except DrugFactsError:
            # What is said of an error matters less than the error.
            return found.decode(errors="replace")
        return found.decode(errors="replace")


class _Watch:
    """Ends a connection when its time is over, whatever it is doing.

    Args:
        connection: The connection.
        seconds: How long it may take, for messages.
        end: When its time is over.
    """

    def __init__(self, connection: HTTPConnection, seconds: float, end: float) -> None:
        self._connection = connection
        self._seconds = seconds
        self._end = end
        self._timer = threading.Timer(max(0.0, end - time.monotonic()), self._shut)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """End the watch."""
        self._timer.cancel()

    def _shut(self) -> None:
        there = self._connection.sock
        if there is not None:
            try:
                there.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # It is closed already.

    @property
    def is_over(self) -> bool:
        """True when its time is over, and what came may be cut off."""
        return time.monotonic() >= self._end

    def explained(self, error: Exception, address: Address) -> DrugFactsError:
        """Return what an error of the network means."""
        if self.is_over or isinstance(error, TimeoutError):
            return LimitError(
                f"{address}: there was no whole answer within {self._seconds:g} seconds; "
                "ask for less, or give it more time."
            )
        if isinstance(error, ConnectionRefusedError):
            return BrokenOffError(
                "nobody answers there (connection refused); start the server, or check host "
                "and port.",
                str(address),
            )
        if isinstance(error, socket.gaierror):
            return InputError("there is no such host; check the address.", str(address))
        if isinstance(error, SSLError):
            reason = error.reason or type(error).__name__
            return InputError(
                f"the connection would not be safe ({reason}); check the address, or the "
                "certificate of the server.",
                str(address),
            )
        return BrokenOffError(
            "the server broke off in the middle of its answer, or gave none; try again, or "
            "look into its log.",
            str(address),
        )


@contextmanager
def sent(
    method: str,
    address: Address,
    login: Login,
    seconds: float,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    most: int = MAX_BYTES,
) -> Iterator[Answer]:
    """Send a request and give the answer, whatever its status.

    Redirects are followed within the same server only. No proxy is used.

    Args:
        method: Such as ``POST``.
        address: Where.
        login: Who asks.
        seconds: How long all of it may take, the reading too.
        body: What is sent.
        headers: What is said of it.
        most: So many bytes of the answer are read at most.

    Raises:
        InputError: the server cannot be reached, breaks off, or leads elsewhere.
        LimitError: it takes too long, or answers too much.
    """
    end = time.monotonic() + seconds
    redirects, asked = 0, 0
    while True:
        with _once(method, address, login, end, seconds, body, headers or {}, most) as answer:
            if answer.status in _REDIRECTS and answer.location and redirects < _MOST_REDIRECTS:
                address, redirects = address.redirected(answer.location), redirects + 1
                continue
            if answer.status == 401 and asked < 2 and login.learns(answer.challenges):
                asked += 1
                continue
            yield answer
            return


@contextmanager
def _once(
    method: str,
    address: Address,
    login: Login,
    end: float,
    seconds: float,
    body: bytes,
    headers: Mapping[str, str],
    most: int,
) -> Iterator[Answer]:
    left = max(0.001, end - time.monotonic())
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.host, address.port, timeout=left)
    watch = _Watch(connection, seconds, end)
    try:
        try:
            own = {"Accept-Encoding": "identity", "User-Agent": "drugfacts", "Connection": "close"}
            said = {**own, **headers, **login.header(method, address)}
            connection.request(method, address.target, body, said)
            response = connection.getresponse()
            if watch.is_over:
                raise TimeoutError
        except (OSError, HTTPException) as error:
            raise watch.explained(error, address) from error
        with response:
            yield Answer(response, address, watch, most, bool(login))
    finally:
        watch.stop()
        connection.close()
