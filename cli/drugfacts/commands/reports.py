"""Options on how findings are told, which commands that check share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from drugfacts.model import Severity
    from drugfacts.reporting.report import Report

ENGINES = ("auto", "rust", "pyshacl", "compare")
FORMATS = (
    *("text", "concise", "json", "json-lines", "sarif", "junit", "github"),
    *("csv", "markdown", "html", "turtle"),
)
GROUPS = ("file", "drug", "rule")
SEVERITIES = ("info", "warning", "violation")
_WITHOUT_COVERAGE = ("concise", "csv", "github", "json-lines", "turtle")

_VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Tell the focus nodes of each shape.")
_OPTIONS = (
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How findings are written.",
    ),
    click.option(
        "--group",
        type=click.Choice(GROUPS),
        default="file",
        show_default=True,
        help="What the text is grouped by.",
    ),
    click.option(
        "--output", type=click.Path(), help="A file for the findings, outside the data set."
    ),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule instead."),
    click.option(
        "--fail-on",
        type=click.Choice(SEVERITIES),
        default="violation",
        show_default=True,
        help="The least bad finding that fails.",
    ),
    click.option("--strict", is_flag=True, help="The same as --fail-on warning."),
    click.option("--select", multiple=True, help="Tell of these rules only; * stands for any."),
    click.option("--ignore", multiple=True, help="Do not tell of these rules."),
    click.option(
        "--baseline", type=click.Path(), help="A file of known findings, which do not fail."
    ),
    click.option("--write-baseline", type=click.Path(), help="Write the findings as a baseline."),
    click.option(
        "--waivers",
        multiple=True,
        type=click.Path(),
        help="Waivers that are not in the data.",
    ),
    _VERBOSE,
    click.option("--as-of", help="The day for which waivers hold, YYYY-MM-DD.  [default: today]"),
)


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; it gets them as one argument, `told`."""
    return _with(command, _OPTIONS)


def options_without_shapes(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that runs no shapes the options, but for the one that is about them."""
    return _with(command, tuple(option for option in _OPTIONS if option is not _VERBOSE))


def _with(
    command: Callable[..., Any], options: tuple[Callable[..., Any], ...]
) -> Callable[..., Any]:
    names: tuple[str, ...] = ("form", "group", "output", "statistics", "fail_on", "strict")
    names += ("select", "ignore", "baseline", "write_baseline", "waivers", "as_of", "verbose")

    @wraps(command)
    def with_told(*args: Any, **given: Any) -> Any:
        told = Told(**{name: given.pop(name, False) for name in names})
        return command(*args, told=told, **given)

    for option in reversed(options):
        option(with_told)
    return with_told


def today() -> str:
    """Return the day; the only place where the clock counts, as a waiver ends with a day."""
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class Told:
    """How findings are told; the names are those of the options."""

    form: str
    group: str
    output: str | None
    statistics: bool
    fail_on: str
    strict: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    baseline: str | None
    write_baseline: str | None
    waivers: tuple[str, ...]
    as_of: str | None
    verbose: bool

    def choices(self) -> dict[str, Any]:
        """Return what a check must know of them.

        Raises:
            UsageError: a file is not there, or the day is none.
            InputError: the baseline or a waiver cannot be used.
        """
        from drugfacts.errors import UsageError
        from drugfacts.graph import read
        from drugfacts.reporting import baseline, waiver_records, waivers

        if self.statistics and self.form != "text":
            raise UsageError("--statistics is a form of its own; leave out --format.")
        return {
            "select": _parted(self.select),
            "ignore": _parted(self.ignore),
            "baseline": baseline.read(Path(self.baseline)) if self.baseline else None,
            "waivers": waiver_records.of_files(read.plain(self.waivers)),
            "today": waivers.day(self.as_of or today()),
        }

    def passes(self, report: Report) -> bool:
        """Tell whether the command succeeds."""
        return report.passes(self._fail_on())

    def _fail_on(self) -> Severity:
        from drugfacts.model import Severity

        found = Severity(self.fail_on)
        return Severity.WARNING if self.strict and found is Severity.VIOLATION else found

    def check_places(self, inputs: Iterable[str], captures: Path | None = None) -> None:
        """Refuse outputs that would replace what is read, or stand among facts and captures.

        Args:
            inputs: What is read, and must not be written over.
            captures: The folder with captured texts that was named.
        """
        from drugfacts.graph import files

        targets = [Path(name) for name in (self.output, self.write_baseline) if name is not None]
        # A baseline may be brought up to date in its place.
        own = [None if self.baseline == self.write_baseline else self.baseline, *self.waivers]
        kept = [Path(self.write_baseline)] if self.write_baseline is not None else []
        files.check_places(targets, [*inputs, *(name for name in own if name)], captures, kept)

    def write(
        self,
        report: Report,
        inputs: list[str],
        above: Iterable[str] = (),
        captures: Path | None = None,
    ) -> None:
        """Write findings to standard output or a file, and remarks to standard error.

        Args:
            report: What was found.
            inputs: What was read, and must not be written over.
            above: Lines above the findings, where they are written as text.
            captures: The folder with captured texts that was named.
        """
        from drugfacts.graph import files
        from drugfacts.reporting import baseline, formats, statistics

        self.check_places(inputs, captures)
        outputs: dict[Path, bytes] = {}
        if self.statistics:
            pieces = iter([f"{line}\n" for line in statistics.table(report)])
        elif self.form == "text":
            colour = self.output is None and _is_coloured()
            found = formats.write("text", report, group=self.group, colour=colour)
            pieces = chain((f"{line}\n" for line in above), found)
        else:
            pieces = formats.write(self.form, report)
        if self.output is None:
            _say(pieces)
        else:
            outputs[Path(self.output)] = "".join(pieces).encode(errors="surrogateescape")
        if self.write_baseline is not None:
            outputs[Path(self.write_baseline)] = baseline.text(report.findings).encode()
        if outputs:
            files.write(outputs)
        self._remark(report)

    def _remark(self, report: Report) -> None:
        from drugfacts import text

        if self.verbose:
            rows = [
                (report.short(each.shape), f"focus nodes: {each.focus_nodes}")
                for each in report.work
            ]
            for line in text.columns(rows):
                click.echo(text.printable(line), err=True)
            click.echo(f"engine: {report.engine}", err=True)
        for remark in (*report.remarks, *self._unseen(report), report.summary()):
            click.echo(remark, err=True)

    def _unseen(self, report: Report) -> list[str]:
        """Return what no shape looked at, for formats that have no place for it."""
        if report.unseen is None or not (self.statistics or self.form in _WITHOUT_COVERAGE):
            return []
        return [
            f"no shape looked at {each.triples} of {each.of} statements of "
            f"{report.short(each.predicate)}"
            for each in report.unseen
        ]

    def watch(self, check: Callable[[], Report], paths: list[str]) -> NoReturn:
        """Check again and again; what changed is told, until the user stops it."""
        from drugfacts.errors import DrugFactsError
        from drugfacts.reporting.formats.concise import line
        from drugfacts.text import printable
        from drugfacts.validation import watching

        for turn in watching.turns(check, paths):
            report = turn.report
            if isinstance(report, DrugFactsError):
                click.echo(f"Error: {printable(str(report))}", err=True)
            elif not turn.changed:
                self.write(report, inputs=paths)
            else:
                click.echo(f"changed: {printable(', '.join(turn.changed))}")
                for sign, findings in (("fixed", turn.gone), ("new", turn.new)):
                    for finding in findings:
                        click.echo(f"{sign}: {line(finding, report)}")
                self._remark(report)
            sys.stdout.flush()
        raise AssertionError("watching ends with the process")


def _say(pieces: Iterable[str]) -> None:
    """Write to standard output; a reader who leaves changes nothing of what was found."""
    try:
        for piece in pieces:
            click.echo(piece, nl=False, color=True)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_coloured() -> bool:
    """Tell whether standard output is a terminal that wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _parted(rules: tuple[str, ...]) -> tuple[str, ...]:
    """Return rules that were given with commas between them."""
    return tuple(rule for given in rules for rule in given.split(",") if rule)
