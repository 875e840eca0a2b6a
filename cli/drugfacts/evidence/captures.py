"""Captures: the texts of sources as they were found, kept beside the facts."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.graph.turtle.tokens import place
from drugfacts.text import printable

MAX_BYTES = 4 * 1024 * 1024
"""The largest capture, in bytes; a larger file is passed over."""

MAX_FILES = 10_000
"""The most files of one folder that are looked at."""

_AROUND = 30
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Capture:
    """The text of a source.

    Attributes:
        path: Its file.
        digest: SHA-256 of its bytes, in lower-case hexadecimal.
        text: Its bytes decoded as UTF-8 and not touched: line ends stay as they are, and
            a byte order mark is a character and counts in offsets.
    """

    path: Path
    digest: str
    text: str

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column (both from 1, in code points) of an offset."""
        return place(self.text, offset)

    def shown(self, start: int, end: int) -> str:
        """Return some words in brackets with a few around them, fit for a terminal."""
        before, after = self.text[max(0, start - _AROUND) : start], self.text[end : end + _AROUND]
        words = self.text[start:end]
        if len(words) > _LONGEST:
            words = f"{words[: _LONGEST // 2]} \u2026 {words[-_LONGEST // 2 :]}"
        left = "\u2026" if start > _AROUND else ""
        right = "\u2026" if end + _AROUND < len(self.text) else ""
        return printable(f"{left}{before}[{words}]{after}{right}")


def find(folder: Path, digest: str) -> Capture | None:
    """Return the capture with a digest among the files of a folder, or None.

    The files are taken in the order of their paths; of equal ones the first counts. Files
    that are hidden or larger than `MAX_BYTES` are passed over. What a file is called does
    not matter, only what it holds.

    Args:
        folder: A folder, looked through at every depth, or one file.
        digest: SHA-256 in lower-case hexadecimal.

    Raises:
        UsageError: the folder does not exist.
        InputError: a file cannot be read, or the one with the digest is not UTF-8.
        LimitError: the folder holds more than `MAX_FILES` files.
    """
    if not folder.exists():
        raise UsageError(f"{folder}: does not exist; name the folder with the captures.")
    path = folder
    try:
        for path in _files(folder):
            raw = path.read_bytes()
            if hashlib.sha256(raw).hexdigest() == digest:
                return Capture(path, digest, _decoded(raw, path))
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror or error}); allow it, or name another folder.",
            str(path),
        ) from error
    return None


def digests(folder: Path, most: int) -> list[tuple[Path, str]]:
    """Return the first files of a folder with their SHA-256; arguments are as for `find`."""
    found = islice(_files(folder), most) if folder.exists() else ()
    return [(path, hashlib.sha256(path.read_bytes()).hexdigest()) for path in found]


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        found = [folder]
    else:
        found = []
        for parent, folders, names in os.walk(folder, onerror=_stop):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [Path(parent, name) for name in names if not name.startswith(".")]
            if len(found) > MAX_FILES:
                raise LimitError(
                    f"{folder}: holds more than {MAX_FILES} files; "
                    "name the folder that holds the captures and little else."
                )
    for path in sorted(found):
        if path.is_file() and path.stat().st_size <= MAX_BYTES:
            yield path


def _stop(error: OSError) -> None:
    raise error


def _decoded(raw: bytes, path: Path) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise InputError(
            f"has the digest but is not UTF-8 (byte 0x{raw[error.start]:02x} at byte "
            f"{error.start}); offsets count characters of UTF-8, so capture the text anew.",
            str(path),
        ) from error
