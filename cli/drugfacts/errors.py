"""The errors that a caller can do something about, each with its exit code."""

from __future__ import annotations

from typing import ClassVar


class DrugFactsError(Exception):
    """Base of every error that this package raises on purpose.

    Attributes:
        exit_code: What the command line exits with; see the table in the README.
    """

    exit_code: ClassVar[int] = 5


class UsageError(DrugFactsError):
    """Something was asked for that is not there: a name, an option, a path."""

    exit_code: ClassVar[int] = 2


class InputError(DrugFactsError):
    """An input cannot be used: broken syntax, a wrong encoding, nothing to read.

    Args:
        message: What is wrong, then what to do.
        path: The file as the user named it, ``-`` for standard input.
        line: Line of the fault, from 1.
        col: Column of the fault in code points, from 1.
    """

    exit_code: ClassVar[int] = 3

    def __init__(
        self,
        message: str,
        path: str | None = None,
        line: int | None = None,
        col: int | None = None,
    ) -> None:
        self.message = message
        self.path = path
        self.line = line
        self.col = col
        place = ":".join(str(part) for part in (path, line, col) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)

    def at(self, path: str) -> InputError:
        """Return the same error, placed in a file."""
        return InputError(self.message, path, self.line, self.col)


class OutputError(DrugFactsError):
    """An output cannot be written."""

    exit_code: ClassVar[int] = 3


class LimitError(DrugFactsError):
    """A limit on size, depth, time, memory or rows was reached."""

    exit_code: ClassVar[int] = 4
