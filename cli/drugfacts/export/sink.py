"""Where a writer's bytes go: whole lines at a time, with new labels for blank nodes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drugfacts.graph.labels import Labels

_AT_ONCE = 1 << 16


class WriteError(Exception):
    """An error of the output, which must not be taken for one of the input.

    Attributes:
        cause: The error.
    """

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Sink:
    """A stream that pyoxigraph writes to.

    Args:
        write: Takes the bytes.
        labels: New labels for blank nodes; only for formats with a line for each value.
        without_prefixes: Leave out the prefixes at the beginning, which are written.
        by_lines: Hand on whole lines only, as is done anyway where lines are changed.
    """

    def __init__(
        self,
        write: Callable[[bytes], object],
        labels: Labels | None = None,
        without_prefixes: bool = False,
        by_lines: bool = True,
    ) -> None:
        self._write = write
        self._labels = labels if labels and labels.changes else None
        self._in_head = without_prefixes
        self._by_lines = by_lines or self._in_head or self._labels is not None
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, piece: bytes) -> int:
        """Take some bytes.

        Raises:
            WriteError: the output cannot be written.
            InputError: they are RDF 1.2.
        """
        if not self._by_lines:
            self._put(piece)
            return len(piece)
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= _AT_ONCE:
            text = b"".join(self._pieces)
            end = text.rfind(b"\n") + 1
            self._put(text[:end])
            self._pieces, self._size = [text[end:]], len(text) - end
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what is written is on its way."""

    def close(self) -> None:
        """Let go of the rest; the output stays open."""
        self._put(b"".join(self._pieces))
        self._pieces, self._size = [], 0

    def _put(self, lines: bytes) -> None:
        while self._in_head and lines:
            line, _, rest = lines.partition(b"\n")
            self._in_head = line.startswith(b"@prefix ")
            lines = rest if self._in_head else lines
        if self._labels:
            lines = self._labels.in_lines(lines)
        try:
            self._write(lines)
        except OSError as error:
            raise WriteError(error) from error
