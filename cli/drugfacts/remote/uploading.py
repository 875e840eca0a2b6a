"""Loading a graph into a store, by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from drugfacts.errors import DrugFactsError, LimitError, OutputError
from drugfacts.remote import chunks, state
from drugfacts.remote.connection import BrokenOffError, sent
from drugfacts.remote.refusals import refusal

if TYPE_CHECKING:
    from pathlib import Path

    from drugfacts.remote.address import Address
    from drugfacts.remote.login import Login

Produce = Callable[[IO[bytes]], object]
"""Writes the same N-Triples each time."""

TRIES = 6
"""How often one chunk is sent at most."""

_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_TAKEN = {200, 201, 202, 204}
_LONGEST_PAUSE = 30.0
_MOST_SAID = 1 << 20


def _pause(seconds: float) -> None:
    time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Load:
    """What goes where, and how.

    Attributes:
        address: Where the store takes graphs.
        login: Who sends.
        graph: IRI of the graph; None for the default one.
        append: Leave in the graph what it has.
        chunk: So many statements go in one request.
        seconds: How long one request may take.
        state: The file that tells how far it has come, or None.
        pause: Waits some seconds.
        told: Told of each chunk that is taken, by the number of its statements.
    """

    address: Address
    login: Login
    graph: str | None
    append: bool = False
    chunk: int = 10_000
    seconds: float = 300.0
    state: Path | None = None
    pause: Callable[[float], object] = _pause
    told: Callable[[int], object] = lambda _: None

    @property
    def target(self) -> Address:
        """The address of the graph itself."""
        if self.graph is None:
            return self.address.with_query("default")
        return self.address.with_query("graph", self.graph)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was sent.

    Attributes:
        statements: Number of statements of the input.
        chunks: Number of requests that they took.
        resumed: Number of chunks that were taken already.
        named: Whether blank nodes got IRIs.
    """

    statements: int
    chunks: int
    resumed: int
    named: bool


def load(wish: Load, produce: Produce, measured: chunks.Digest) -> Loaded:
    """Send a graph to a store: the first chunk replaces what is there, the rest is added.

    Each chunk may be sent again without harm, as it holds no blank nodes and a graph is a
    set. What reads the graph meanwhile sees a part of it.

    Args:
        wish: What goes where.
        produce: Writes the N-Triples.
        measured: What they are, from writing them before.

    Raises:
        UsageError: the state is of another upload.
        InputError: the input cannot be used.
        OutputError: the server cannot be reached, or does not take it.
        LimitError: it takes too long, or a chunk is too large for the server.
    """
    where = state.place(wish.address, wish.graph)
    begun = state.resumed(wish.state, state.State(where, measured.hex, wish.chunk, wish.append))
    sending = _Sending(wish, begun)
    names = chunks.names(wish.graph, measured.hex)
    cut = chunks.Chunks(wish.chunk, names, sending.take)
    again = chunks.Digest()
    produce(cast("IO[bytes]", _Both(cut, again)))
    cut.close()
    if again.hex != measured.hex:
        raise OutputError("the input changed while it was sent; send it once more, from its start.")
    if not sending.count and not wish.append:
        sending.take(b"")
    state.remove(wish.state)
    return Loaded(measured.statements, sending.count, begun.done, cut.named)


class _Both:
    """Writes to two."""

    def __init__(self, first: chunks.Chunks, second: chunks.Digest) -> None:
        self._both = (first, second)

    def write(self, text: bytes) -> int:
        text = bytes(text)
        for each in self._both:
            each.write(text)
        return len(text)

    def writelines(self, lines: list[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing."""


class _Sending:
    """Sends chunk after chunk, but for those that are taken already."""

    def __init__(self, wish: Load, begun: state.State) -> None:
        self._wish = wish
        self._begun = begun
        self._failed = False
        self.count = 0

    def take(self, chunk: bytes) -> None:
        if self._failed:
            return  # The writer empties what it holds, though it was told of the error.
        if self.count >= self._begun.done:
            self._failed = True
            replaces = not self.count and not self._wish.append
            self._send("PUT" if replaces else "POST", chunk)
            state.write(self._wish.state, self._begun.after(self.count + 1))
            self._failed = False
        self.count += 1
        self._wish.told(chunk.count(b"\n"))

    def _send(self, method: str, chunk: bytes) -> None:
        for number in range(1, TRIES + 1):
            failed, wait = self._tried(method, chunk)
            if failed is None:
                return
            if wait is None or number == TRIES:
                raise self._told(failed)
            self._wish.pause(max(wait, _backoff(number)))

    def _tried(self, method: str, chunk: bytes) -> tuple[DrugFactsError | None, float | None]:
        """Return what failed, and how long to wait at least before the next try; None for none."""
        wish = self._wish
        headers = {"Content-Type": "text/turtle", "Accept": "*/*"}
        try:
            with sent(
                method, wish.target, wish.login, wish.seconds, chunk, headers, _MOST_SAID
            ) as answer:
                if answer.status in _TAKEN:
                    return None, None
                return refusal(answer, "the data"), (
                    _asked_pause(answer.retry_after) if answer.status in _AGAIN else None
                )
        except BrokenOffError as error:
            return error, 0.0

    def _told(self, error: DrugFactsError) -> DrugFactsError:
        kept = self._wish.state
        again = (
            f" {self.count} chunks are taken; the same command goes on from there ({kept})."
            if kept is not None and self.count
            else ""
        )
        kind = LimitError if isinstance(error, LimitError) else OutputError
        return kind(f"{error}{again}")


def _asked_pause(said: str) -> float:
    return min(float(said), _LONGEST_PAUSE) if said.isascii() and said.isdigit() else 0.0


def _backoff(number: int) -> float:
    """Return how long to wait: twice as long each time, a little uneven, as others wait too."""
    return float(2 ** (number - 1)) * random.uniform(0.25, 0.5)
