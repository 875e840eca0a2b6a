"""``drugfacts show``: a readable card of one thing."""

from __future__ import annotations

import os
import sys

import click

from drugfacts.commands import completion, options


@click.command()
@click.argument("name", shell_complete=completion.drugs)
@options.paths
def show(name: str, paths: tuple[str, ...]) -> None:
    r"""Show what is known of NAME: a card for people.

    NAME is a slug, a CURIE or an IRI of a drug, product, claim, source, label,
    concept or term. Without PATHS, looks in the facts that ship with the package.

    \b
    Example:
        drugfacts show diazepam
        drugfacts show condition:panic-disorder
        drugfacts show drug-clonazepam:indication-panic-disorder
        drugfacts show df:Indication
    """
    from drugfacts.graph import read
    from drugfacts.show.card import render
    from drugfacts.show.cards import card

    found = card(read.read(paths), name)
    plain = "NO_COLOR" in os.environ or sys.stdout is None or not sys.stdout.isatty()
    click.echo(render(found, str if plain else _bold), nl=False, color=not plain)


def _bold(text: str) -> str:
    return click.style(text, bold=True)
