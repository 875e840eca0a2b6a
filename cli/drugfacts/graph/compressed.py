"""Files that are compressed, by the end of their names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

from drugfacts.errors import InputError, UsageError

if TYPE_CHECKING:
    from types import ModuleType

SUFFIXES: Final = (".gz", ".bz2", ".zst")
"""The ends of the names of compressed files."""


def bare(path: Path) -> Path:
    """Return a path without the end that says how it is compressed."""
    return path.with_suffix("") if path.suffix.lower() in SUFFIXES else path


@contextmanager
def opened(path: Path, watch: Callable[[int], object] | None = None) -> Iterator[IO[bytes]]:
    """Open a file for reading; what is compressed is unpacked on the way.

    Args:
        path: The file.
        watch: Told of every piece that is read, by the number of its bytes as they lie in
            the file.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read, or is not compressed as its name says.
    """
    try:
        with path.open("rb") as raw:
            source = cast("IO[bytes]", _Watched(raw, watch)) if watch else raw
            with _unpacking(source, path.suffix.lower()) as stream:
                yield stream
    except FileNotFoundError as error:
        raise UsageError(f"{path}: does not exist; check the path.") from error
    except (OSError, EOFError) as error:
        said = (isinstance(error, OSError) and error.strerror) or error
        raise InputError(
            f"cannot be read ({said}); check that it is a file you may read.", str(path)
        ) from error
    except _damages() as error:
        raise InputError(
            f"is not compressed as its name says ({error}); compress it again.", str(path)
        ) from error


@contextmanager
def packing(stream: IO[bytes], path: Path) -> Iterator[IO[bytes]]:
    """Give a stream that packs what is written to it as a path's name says.

    The same bytes are packed as the same bytes: no time and no name is written with them.

    Args:
        stream: Where the packed bytes go; it is left open.
        path: The name that says how.
    """
    end = path.suffix.lower()
    if end == ".gz":
        import gzip

        with gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed:
            yield cast("IO[bytes]", packed)
    elif end == ".bz2":
        import bz2

        with bz2.BZ2File(stream, "wb") as packed:
            yield cast("IO[bytes]", packed)
    elif end == ".zst":
        with _zstd().ZstdFile(stream, "wb") as packed:
            yield packed
    else:
        yield stream


def _unpacking(stream: IO[bytes], end: str) -> IO[bytes]:
    if end == ".gz":
        import gzip

        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb"))
    if end == ".bz2":
        import bz2

        return cast("IO[bytes]", bz2.BZ2File(stream, "rb"))
    return cast("IO[bytes]", _zstd().ZstdFile(stream, "rb")) if end == ".zst" else stream


def _damages() -> tuple[type[Exception], ...]:
    """Return the errors that tell of damage, of the modules that are loaded."""
    loaded = [(sys.modules[name], error) for name, error in _ERRORS if name in sys.modules]
    return tuple(getattr(module, error) for module, error in loaded)


_ZSTD: Final = ("compression.zstd", "backports.zstd")
"""The module of Python 3.14, and the same one for those before."""

_ERRORS: Final = (("zlib", "error"), *((name, "ZstdError") for name in _ZSTD))


def _zstd() -> ModuleType:
    from importlib import import_module

    return import_module(_ZSTD[0 if sys.version_info >= (3, 14) else 1])


class _Watched:
    """A file that tells how much is read from it.

    Args:
        raw: The file.
        watch: Told the number of bytes.
    """

    def __init__(self, raw: IO[bytes], watch: Callable[[int], object]) -> None:
        self._raw = raw
        self._watch = watch

    def read(self, size: int = -1) -> bytes:
        piece = self._raw.read(size)
        self._watch(len(piece))
        return piece

    def readline(self, size: int = -1) -> bytes:
        line = self._raw.readline(size)
        self._watch(len(line))
        return line

    def __enter__(self) -> _Watched:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)
