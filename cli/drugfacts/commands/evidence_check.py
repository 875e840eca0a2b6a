"""``drugfacts evidence check``: whether sources still say what the facts rest on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drugfacts.commands import options, reports
from drugfacts.errors import UsageError

if TYPE_CHECKING:
    from drugfacts.evidence.check import Checked
    from drugfacts.evidence.report import EvidenceReport
    from drugfacts.formatting import Formatted
    from drugfacts.graph.dataset import DataSet

captures = click.option(
    "--captures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the captured documents are; by default captures/ of the data set.",
)


@click.command()
@options.paths
@captures
@reports.options_without_shapes
@click.option("--fix", is_flag=True, help="Correct the spans that moved, and show what changed.")
@click.option("--diff", is_flag=True, help="Change nothing; show what --fix would change.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=3600,
    show_default=True,
    help="Seconds that the check may take.",
)
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    captures: Path | None,
    told: reports.Told,
    fix: bool,
    diff: bool,
    timeout: float,
) -> None:
    r"""Hold every passage against the captured text of its source.

    PATHS are the facts; without them, those that ship with the package. Captures may be
    plain text, HTML, structured product labels (XML) or label records of openFDA (JSON);
    the one of a source is found by its digest, or else by its name.

    A passage is exact, normalised (other typography), moved (the words stand elsewhere),
    missing or uncheckable. As text, a table says how many passages of each source are
    which. Exits with 1 if a passage is missing, or if none could be held against a
    capture.

    With --fix, spans that moved to exactly one place get their new offsets and names in
    all files of the data set, which are written in the canonical layout; the changes go
    to standard output first.

    \b
    Example:
        drugfacts evidence check mine --captures mine/captures
        drugfacts evidence check mine --format sarif --output out.sarif
        drugfacts evidence check mine --diff
    """
    from drugfacts import formatting
    from drugfacts.bounded import Limit
    from drugfacts.evidence import repair
    from drugfacts.evidence.check import Checker
    from drugfacts.graph.read import read

    if fix or diff:
        _refuse(paths, told, fix=fix, diff=diff)
    # Before anything is mended.
    told.check_places(paths, captures)
    data = read(paths)
    limit = Limit(
        timeout,
        f"the check took longer than {timeout:g} seconds; check fewer files at once, or give it "
        "more --timeout.",
    )
    checked = limit.within(Checker(data, captures).all)
    if fix or diff:
        repairs = repair.plan(checked, data)
        changes = repair.repaired(data, repairs)
        _show(changes, done=fix)
        if diff:
            click.echo(_report(checked, data, told).summary(), err=True)
            ctx.exit(1 if changes or not told.passes(_report(checked, data, told)) else 0)
        if formatting.write(changes):
            data = read(paths)
            checked = limit.within(Checker(data, captures).all)
    _write(ctx, checked, data, told, paths, captures)


def _refuse(paths: tuple[str, ...], told: reports.Told, *, fix: bool, diff: bool) -> None:
    if fix and diff:
        raise UsageError("--fix changes files and --diff changes none; choose one.")
    if not paths or "-" in paths:
        raise UsageError("--fix and --diff need files or folders that can change; name some.")
    if told.output is None and (told.form != "text" or told.statistics):
        raise UsageError(
            "the changes go to standard output; name a file for the findings with --output."
        )


def _show(changes: list[Formatted], *, done: bool) -> None:
    for change in changes:
        click.echo("".join(change.diff()), nl=False)
    files = "1 file" if len(changes) == 1 else f"{len(changes)} files"
    click.echo(f"{files} {'changed' if done else 'would change'}", err=True)


def _report(checked: Checked, data: DataSet, told: reports.Told) -> EvidenceReport:
    from drugfacts.evidence.report import Choices, report

    return report(checked, data, Choices(**told.choices()))


def _write(
    ctx: click.Context,
    checked: Checked,
    data: DataSet,
    told: reports.Told,
    paths: tuple[str, ...],
    captures: Path | None,
) -> None:
    from drugfacts.evidence.report import table

    report = _report(checked, data, told)
    above = [*table(checked, data.base), ""] if checked.results else []
    told.write(report, list(paths), above, captures)
    ctx.exit(0 if told.passes(report) else 1)
