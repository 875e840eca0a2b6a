"""``drugfacts store``: large data, loaded once and asked in milliseconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from drugfacts.graph.source import Source
    from drugfacts.store.manifest import Manifest

_FORMATS = ("turtle", "jsonld", "ntriples", "nquads", "trig", "rdfxml")
_NOTICE = "A claim is what a source says, not a fact, and nothing here is medical advice."


@click.group()
def store() -> None:
    r"""Keep large data in a store that 'drugfacts query --store' asks.

    \b
    Example:
        drugfacts store build big.nt.gz --output big.store
        drugfacts store info big.store
        drugfacts query mine.rq --store big.store
    """


@store.command()
@click.argument("data", nargs=-1, required=True, type=click.Path())
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path),
    metavar="STORE",
    help="The folder that the store is to be.",
)
@click.option(
    "--from",
    "given",
    type=click.Choice(_FORMATS),
    help="Format of what is read, where the ending of a name does not tell it.",
)
@click.option("--base", metavar="IRI", help="What relative IRIs are relative to.")
@click.option("--force", is_flag=True, help="Replace a store that is there.")
def build(
    data: tuple[str, ...], output: Path, given: str | None, base: str | None, force: bool
) -> None:
    r"""Build a store of any RDF.

    DATA are files, folders, patterns such as 'data/*.nt.gz', or - for standard input, in
    any format that 'drugfacts export' reads. They are read on and never held. The store is
    made beside its place and renamed when it is complete.

    \b
    Example:
        drugfacts store build big.nt.gz --output big.store
        drugfacts store build data ontology --output facts.store --force
    """
    from drugfacts.export import formats, inputs
    from drugfacts.graph import files
    from drugfacts.store import build as building

    told = formats.PARSED_AS[formats.Format(given)] if given else None
    sources = inputs.sources(data, told, base)
    files.check_places([output], data)
    with _progress(sources) as watch:
        manifest = building.build(sources, output, force, watch)
    click.echo(f"{output}: {_counted(manifest)}", err=True)


@store.command()
@click.argument("place", metavar="STORE", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
def info(place: Path, form: str) -> None:
    r"""Tell what is in a store, and what it was built of.

    \b
    Example:
        drugfacts store info big.store
        drugfacts store info big.store --format json
    """
    from drugfacts.store import manifest

    found = manifest.read(place)
    if form == "json":
        click.echo(found.json(), nl=False)
        return
    click.echo(f"{_counted(found)}, written by pyoxigraph {found.engine}")
    for part in found.parts:
        digest = part.sha256 or "not kept"
        click.echo(f"{part.name}: {part.statements} statements, SHA-256 {digest}")
    click.echo(_NOTICE, err=True)


def _counted(manifest: Manifest) -> str:
    named = f"{manifest.graphs} named graph{'' if manifest.graphs == 1 else 's'}"
    return f"{manifest.statements} statement{'' if manifest.statements == 1 else 's'}, {named}"


@contextmanager
def _progress(sources: list[Source]) -> Iterator[Callable[[int], object] | None]:
    """Show on a terminal how much is read; of standard input the size is not known."""
    from drugfacts.export import inputs

    size = inputs.size_of(sources)
    if size is None or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=size, label="loading", file=sys.stderr) as bar:
        yield bar.update
