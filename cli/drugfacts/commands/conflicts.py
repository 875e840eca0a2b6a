"""``drugfacts conflicts``: claims that cannot both hold."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from drugfacts.commands import completion, options, reports
from drugfacts.errors import UsageError

FORMATS = ("table", "json", "csv", "markdown", "turtle", "trig")


@click.command()
@options.paths
@click.option(
    "--drug",
    "drugs",
    multiple=True,
    metavar="NAME",
    shell_complete=completion.drugs,
    help="Only conflicts about this drug.",
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind of claim.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How they are written.",
)
@click.option("--output", type=click.Path(), help="A file for them, outside the data set.")
@click.option("--as-of", help="The day of the derivation, YYYY-MM-DD.  [default: today]")
@click.option("--fail-on-conflict", is_flag=True, help="Exit with 1 if there is any.")
@click.pass_context
def conflicts(
    ctx: click.Context,
    paths: tuple[str, ...],
    drugs: tuple[str, ...],
    kinds: tuple[str, ...],
    form: str,
    output: str | None,
    as_of: str | None,
    fail_on_conflict: bool,
) -> None:
    r"""List pairs of claims that cannot both hold, and why.

    Claims of articles are compared with each other, and the claims of one label; what a
    label says of an article's claim is a verdict. Claims conflict only where drug, kind
    and all qualifiers are the same. PATHS are the facts; without them, those that ship
    with the package. 'drugfacts explain CONFLICT' says more about one.

    \b
    Example:
        drugfacts conflicts
        drugfacts conflicts mine --drug examplol --kind primary-use
        drugfacts conflicts --format trig --as-of 2026-11-22 --output conflicts.trig
    """
    from drugfacts.conflict import choosing, find, forms
    from drugfacts.conflict.telling import Teller
    from drugfacts.graph import files
    from drugfacts.graph.read import read
    from drugfacts.label.drugs import drug
    from drugfacts.reporting import waivers

    if output == "":
        raise UsageError("--output is empty; name a file, or - for standard output.")
    output = None if output == "-" else output
    if output is not None:
        files.check_places([Path(output)], paths)
    day = waivers.day(as_of or reports.today())
    classes = [choosing.kind(name) for name in kinds]
    data = read(paths)
    teller = Teller(data)
    wanted = [drug(teller.data, teller.names, name) for name in drugs]
    told = teller.all(find.chosen(find.conflicts(data), wanted, classes))
    plain = bool(output) or "NO_COLOR" in os.environ or not sys.stdout.isatty()
    written = forms.write(form, told, data.base, day, str if plain else _bold)
    if output is None:
        click.echo(written, nl=False, color=not plain)
    else:
        files.write({Path(output): written.encode()})
    if output is not None or form != "table":
        click.echo(forms.remark(told, day), err=True)
    ctx.exit(1 if told and fail_on_conflict else 0)


def _bold(text: str) -> str:
    return click.style(text, bold=True)
