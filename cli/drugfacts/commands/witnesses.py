"""``drugfacts evidence witnesses``: copied text counts as one witness."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from drugfacts.commands import options


@click.command()
@options.paths
@click.option(
    "--captures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the captured texts are; by default captures/ of the data set.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How it is written; csv has the claims only.",
)
def witnesses(paths: tuple[str, ...], captures: Path | None, form: str) -> None:
    r"""Find sources that share text, and count the independent witnesses of claims.

    The captured texts are compared as digests of eight words in a row; no word of them
    is printed. Two sources count as one witness of a claim when at least half of a
    passage of it stands in the other, or half of a whole source. PATHS are the facts;
    without them, those that ship with the package.

    \b
    Example:
        drugfacts evidence witnesses --captures captures
        drugfacts evidence witnesses mine --format json
    """
    from drugfacts.conflict import witness_forms
    from drugfacts.conflict.witnesses import copies
    from drugfacts.evidence import passages
    from drugfacts.evidence.captures import check_folder
    from drugfacts.graph.read import read
    from drugfacts.show.names import Names
    from drugfacts.text import NOTICE

    data = read(paths)
    folder = captures or passages.captures_of(data)
    check_folder(folder)
    found = copies(data, folder)
    plain = "NO_COLOR" in os.environ or not sys.stdout.isatty()
    written = witness_forms.write(form, found, Names(data), str if plain else _bold)
    click.echo(written, nl=False, color=not plain)
    if form != "table":
        click.echo(f"{witness_forms.summary(found)}. {NOTICE}", err=True)


def _bold(text: str) -> str:
    return click.style(text, bold=True)
