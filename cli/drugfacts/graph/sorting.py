"""Sorting more lines than memory holds: sorted runs in files, which are then merged."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from heapq import merge
from itertools import islice
from typing import IO

RUN = 1 << 25
"""How many bytes are sorted in memory at once."""

_FILES = 64
"""How many files are merged at once."""
_BATCH = 4096
_BUFFER = 1 << 18


class Sorter(AbstractContextManager["Sorter"]):
    """Takes lines in any order, and gives each once, sorted by their bytes.

    To be used as a context: its files are gone when that ends.
    """

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []
        self._open = ExitStack()

    def __exit__(self, *_: object) -> None:
        """Remove the files."""
        self._open.close()

    def add(self, lines: bytes) -> None:
        """Take whole lines, each with its end."""
        self._pieces.append(lines)
        self._size += len(lines)
        if self._size >= RUN:
            self._write(self._sorted())
            if len(self._runs) == _FILES:
                runs, self._runs = self._runs, []
                self._write(_merged(runs))
                for run in runs:
                    run.close()

    def lines(self) -> Iterator[bytes]:
        """Yield the sorted lines in pieces; nothing can be added then."""
        rest = self._sorted()
        if not self._runs:
            return _pieces(rest)
        return _pieces(_once(merge(*map(_read, self._runs), rest)))

    def _sorted(self) -> list[bytes]:
        lines = b"".join(self._pieces).splitlines(keepends=True)
        self._pieces, self._size = [], 0
        return sorted(dict.fromkeys(lines))

    def _write(self, lines: Iterable[bytes]) -> None:
        run = self._open.enter_context(tempfile.TemporaryFile(buffering=_BUFFER))  # noqa: SIM115
        run.writelines(lines)
        self._runs.append(run)


def _merged(runs: list[IO[bytes]]) -> Iterator[bytes]:
    return _once(merge(*map(_read, runs)))


def _read(run: IO[bytes]) -> Iterator[bytes]:
    run.seek(0)
    return iter(run)


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
            last = line


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    waiting = iter(lines)
    while batch := list(islice(waiting, _BATCH)):
        yield b"".join(batch)
