"""The root command: turns the package's errors into one line and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO, TextIOWrapper
from pathlib import Path
from traceback import print_exception
from typing import Any, NoReturn

import click

from drugfacts.commands import COMMANDS
from drugfacts.errors import DrugFactsError, InputError, LimitError, OutputError

EPILOG = """\b
Exit codes:
  0  done, nothing found
  1  findings: violations, a failed --check, a run that checked nothing
  2  wrong usage: an unknown option, question or drug; a path that is not there
  3  input or output that cannot be used
  4  a limit was reached
  5  internal error

What a source claims is not a fact, and nothing here is medical advice.
"""


class _ReaderLeftError(Exception):
    """The reader of our output (head, less) has left; Click must not make it exit code 1."""


class Main(click.Group):
    """A group whose errors are one line on standard error."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command; its help is a raw docstring, where Click's marker is two characters."""
        _mark_paragraphs(cmd)
        super().add_command(cmd, name)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Parse the arguments of the group; ``--version`` and ``--help`` print here."""
        with _reader_watched():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _reader_watched(), _closed_streams_told():
            return super().invoke(ctx)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command and exit with the code that the design gives."""
        extra["windows_expand_args"] = windows_expand_args
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        given = list(sys.argv[1:] if args is None else args)
        # Understood wherever it stands: who needs it puts it behind the failed command.
        wanted = "--traceback" in given
        arguments = [argument for argument in given if argument != "--traceback"]
        _same_bytes_everywhere()
        try:
            code = super().main(arguments, prog_name, complete_var, False, **extra)
            if sys.stdout is not None:
                sys.stdout.flush()
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(error.exit_code)
        except (_ReaderLeftError, BrokenPipeError):
            _drop_output()
            sys.exit(0)
        except (Exception, KeyboardInterrupt) as error:
            if wanted and not isinstance(error, click.ClickException | click.Abort):
                print_exception(error)
            _leave(*_explained(error))
        sys.exit(code if isinstance(code, int) else 0)


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def _explained(error: BaseException) -> tuple[str, int]:
    """Return what to say of an error, and the exit code."""
    if isinstance(error, click.UsageError):
        where = error.ctx.command_path if error.ctx else "drugfacts"
        return f"{error.format_message().rstrip('.')}; see '{where} --help'.", error.exit_code
    if isinstance(error, click.ClickException):
        return error.format_message(), OutputError.exit_code
    if isinstance(error, DrugFactsError):
        return str(error), error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return "stopped.", 130
    if isinstance(error, FileNotFoundError) and error.filename is None and _is_homeless():
        return "the working folder is gone; change to one that is there.", InputError.exit_code
    if isinstance(error, MemoryError):
        return "memory ran out; split the input into smaller files.", LimitError.exit_code
    if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
        _drop_output()
        said = f"standard output cannot be written ({error.strerror}); send it elsewhere."
        return said, OutputError.exit_code
    said = f"internal error: {type(error).__name__}: {error}"
    return f"{said}; run again with --traceback and report it.", DrugFactsError.exit_code


def _mark_paragraphs(command: click.Command) -> None:
    command.help = command.help and command.help.replace("\\b\n", "\b\n")
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _mark_paragraphs(below)


@contextmanager
def _reader_watched() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderLeftError from error


class _Closed(StringIO):
    """Stands for a standard stream that the caller closed, where Python has None.

    Args:
        error: What is raised when it is used.
    """

    def __init__(self, error: DrugFactsError) -> None:
        super().__init__()
        self._error = error

    @property
    def buffer(self) -> NoReturn:
        raise self._error

    def write(self, text: str) -> int:
        if not text:
            return 0
        raise self._error


@contextmanager
def _closed_streams_told() -> Iterator[None]:
    """Let a command that needs a closed standard stream fail, instead of losing its result."""
    before = sys.stdin, sys.stdout
    if sys.stdin is None:
        sys.stdin = _Closed(InputError("standard input is closed; name a file, or open it."))
    if sys.stdout is None:
        sys.stdout = _Closed(OutputError("standard output is closed; send it somewhere."))
    try:
        yield
    finally:
        sys.stdin, sys.stdout = before


def _is_homeless() -> bool:
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _same_bytes_everywhere() -> None:
    """Write UTF-8 and plain newlines, whatever the locale; file names keep their bytes."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")


def _drop_output() -> None:
    """Send what is still to be written to nowhere, so that the exit does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(message: str, code: int) -> NoReturn:
    # One line, and nothing in it that a terminal would obey.
    line = " ".join(message.split())
    shown = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    click.echo("Error: " + "".join(shown), err=True)
    sys.exit(code)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import version

    from drugfacts import __version__

    engines = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "pyshacl", "rdflib"))
    click.echo(f"drugfacts {__version__} ({engines})")
    ctx.exit(0)


@click.group(cls=Main, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version, and those of the engines.",
)
@click.option("--traceback", is_flag=True, expose_value=False, help="Show where an error arose.")
def cli() -> None:
    """Keep drug facts as sourced, checked linked data.

    A statement is a claim with evidence at an exact place of a source; it is
    checked against shapes and published as Turtle or JSON-LD. Every command works
    on the facts that ship with the package, or on your files and folders.
    """


for command in COMMANDS:
    cli.add_command(command)
