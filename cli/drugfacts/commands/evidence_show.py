"""``drugfacts evidence show``: the words that a claim rests on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from drugfacts.commands import options
from drugfacts.commands.evidence_check import captures as captures_option


@click.command()
@click.argument("claim")
@options.paths
@captures_option
@click.pass_context
def show(ctx: click.Context, claim: str, paths: tuple[str, ...], captures: Path | None) -> None:
    r"""Show the words that CLAIM rests on, with what stands around them.

    CLAIM is the slug, CURIE or IRI of a claim, of a passage, or of an article or label:
    then all its passages are shown. PATHS are the facts; without them, those that ship
    with the package. The words are not part of the facts: the captured documents must be
    at hand.

    Each passage is told with its outcome (see 'drugfacts evidence check'), the place of
    its words in the capture, and the words in brackets, or in bold on a terminal. Exits
    with 1 if words are missing, or if none could be shown.

    \b
    Example:
        drugfacts evidence show mine-claim mine --captures mine/captures
        drugfacts evidence show drug-clonazepam:indication-panic-disorder --captures texts
    """
    from drugfacts.evidence import words
    from drugfacts.graph.read import read

    shown = words.words(read(paths), claim, captures)
    plain = "NO_COLOR" in os.environ or sys.stdout is None or not sys.stdout.isatty()
    lines = words.lines(shown) if plain else words.lines(shown, _bold)
    for line in lines:
        click.echo(line, color=not plain)
    ctx.exit(0 if shown.complete else 1)


def _bold(text: str) -> str:
    return click.style(text, bold=True)
