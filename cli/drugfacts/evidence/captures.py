"""Captures: the texts of sources as they were found, kept beside the facts."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.evidence.texts import Kind, text_of
from drugfacts.graph.turtle.tokens import place
from drugfacts.text import printable

if TYPE_CHECKING:
    from drugfacts.evidence.sections import Section

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
        text: What offsets count in; see `drugfacts.evidence.texts`. That of plain text is
            its bytes decoded as UTF-8 and not touched: line ends stay as they are, and a
            byte order mark is a character and counts in offsets.
        kind: What the file is.
        sections: The sections of a label, in the order of the file.
    """

    path: Path
    digest: str
    text: str
    kind: Kind = Kind.PLAIN
    sections: tuple[Section, ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column (both from 1, in code points) of an offset in the text."""
        return place(self.text, offset)

    def where(self, offset: int) -> str:
        """Return where an offset is: in the file, if that is what offsets count in."""
        line, col = self.place(offset)
        if self.kind is Kind.PLAIN:
            return f"{self.path}:{line}:{col}"
        return f"{self.path} (text of {self.kind}, line {line}, column {col})"

    def shown(self, start: int, end: int) -> str:
        """Return some words in brackets with a few around them, fit for a terminal."""
        before, words, after = self.around(start, end, _AROUND, _LONGEST)
        return f"{before}[{words}]{after}"

    def around(self, start: int, end: int, beside: int, longest: int) -> tuple[str, str, str]:
        """Return what is before some words, the words and what is behind, fit for a terminal.

        Args:
            start: Offset of the words.
            end: Offset of the character after them.
            beside: How many characters are shown on either side.
            longest: How many characters of the words are shown; the middle goes first.
        """
        before, after = self.text[max(0, start - beside) : start], self.text[end : end + beside]
        words = self.text[start:end]
        if len(words) > longest:
            words = f"{words[: longest // 2]} \u2026 {words[-longest // 2 :]}"
        left = "\u2026" if start > beside else ""
        right = "\u2026" if end + beside < len(self.text) else ""
        # One blank is left where white space was, also at the edges.
        before, after = f"{left}{_spaced(before)}", f"{_spaced(after)}{right}"
        return before, printable(words), after


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
        raise _absent(folder)
    path = folder
    try:
        for path in _files(folder):
            raw = path.read_bytes()
            if hashlib.sha256(raw).hexdigest() == digest:
                return capture(raw, path)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror or error}); allow it, or name another folder.",
            str(path),
        ) from error
    return None


def check_folder(folder: Path) -> None:
    """Refuse what is no folder, where the captures of many sources are asked for.

    Raises:
        UsageError: it does not exist, or is a file.
    """
    if not folder.exists():
        raise _absent(folder)
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder; name the folder with the captures.")


def _absent(folder: Path) -> UsageError:
    return UsageError(f"{folder}: does not exist; name the folder with the captures.")


def capture(raw: bytes, path: Path) -> Capture:
    """Return the capture that a file is.

    Args:
        raw: Its bytes.
        path: Its path.

    Raises:
        InputError: it is not what it looks like, or not UTF-8.
        LimitError: it nests too deeply, or taking its text out takes too long.
    """
    found = text_of(raw, str(path))
    return Capture(path, hashlib.sha256(raw).hexdigest(), found.text, found.kind, found.sections)


def digests(folder: Path, most: int) -> list[tuple[Path, str]]:
    """Return the first files of a folder with their SHA-256; arguments are as for `find`."""
    found = islice(_files(folder), most) if folder.exists() else ()
    return [(path, hashlib.sha256(path.read_bytes()).hexdigest()) for path in found]


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that are not too large."""
    for path in listed(folder):
        if path.stat().st_size <= MAX_BYTES:
            yield path


def listed(folder: Path) -> list[Path]:
    """Return the files of a folder in the order of their paths, without hidden ones.

    Raises:
        LimitError: the folder holds more than `MAX_FILES` files.
    """
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
    return [path for path in sorted(found) if path.is_file()]


def _stop(error: OSError) -> None:
    raise error


def _spaced(text: str) -> str:
    """Return a text fit for a terminal, with a blank where it begins or ends with white space."""
    shown = printable(text)
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and shown else ""
    return f"{left}{shown}{right}"
