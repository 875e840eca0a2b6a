"""``drugfacts init``: a data set of one's own to start from."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--base",
    metavar="IRI",
    default="https://example.org/facts/",
    show_default=True,
    help="Base of its IRIs, with a slash at its end.",
)
@click.option(
    "--drug",
    metavar="NAME",
    default="examplol",
    show_default=True,
    help="Name of the invented drug.",
)
def init(folder: Path, base: str, drug: str) -> None:
    r"""Make a folder with a small data set of your own to start from.

    It holds an invented drug, an article and a label about it with their texts, and a
    README that leads through the work of a curator. Every command works on it. Nothing
    that is there already is overwritten. All that it says of the drug is made up.

    \b
    Example:
        drugfacts init mine --base https://example.org/facts/
        drugfacts validate mine
    """
    from drugfacts import scaffold

    made = scaffold.scaffold(folder, base, drug)
    for path in made:
        click.echo(str(path))
    click.echo(f"All of it is invented. Start with {folder / 'README.md'}", err=True)
