"""Files that are compressed, by the end of their names."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from drugfacts.errors import InputError, UsageError

SUFFIXES: Final = (".gz", ".bz2")
"""The ends of the names of compressed files."""


def bare(path: Path) -> Path:
    """Return a path without the end that says how it is compressed."""
    return path.with_suffix("") if path.suffix.lower() in SUFFIXES else path


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading; what is compressed is unpacked on the way.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read, or is not compressed as its name says.
    """
    try:
        with _stream(path) as stream:
            yield stream
    except FileNotFoundError as error:
        raise UsageError(f"{path}: does not exist; check the path.") from error
    except (OSError, EOFError) as error:
        said = (isinstance(error, OSError) and error.strerror) or error
        raise InputError(
            f"cannot be read ({said}); check that it is a file you may read.", str(path)
        ) from error
    except zlib.error as error:
        raise InputError(
            f"is not compressed as its name says ({error}); compress it again.", str(path)
        ) from error


def _stream(path: Path) -> IO[bytes]:
    end = path.suffix.lower()
    if end == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return cast("IO[bytes]", bz2.open(path, "rb")) if end == ".bz2" else path.open("rb")
