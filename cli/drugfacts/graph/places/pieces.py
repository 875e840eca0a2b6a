"""Files of which a line is a statement, in pieces of whole lines."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

BOM: Final = "\ufeff".encode()
"""The mark that may stand at the beginning, and belongs to no line."""

_CHUNK: Final = 1 << 16


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield whole lines, so many at a time as a processor has close at hand."""
    while chunk := stream.read(_CHUNK):
        yield chunk + stream.readline()
