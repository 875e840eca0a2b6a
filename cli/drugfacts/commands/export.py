"""``drugfacts export``: write facts in a format for others."""

from __future__ import annotations

from pathlib import Path

import click

from drugfacts.commands import completion, options

_FORMATS = ("turtle", "jsonld", "ntriples", "nquads", "trig", "rdfxml")


@click.command()
@options.paths
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="Format; else what FILE's ending stands for, else turtle.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(),
    default="-",
    help="File to write, all of it or nothing, outside the data set; - for standard output.",
)
@click.option(
    "--drug", metavar="SLUG", shell_complete=completion.drugs, help="Only the facts of one drug."
)
def export(paths: tuple[str, ...], form: str | None, output: str, drug: str | None) -> None:
    r"""Write facts in a format for others.

    The formats are Turtle, JSON-LD, N-Triples, N-Quads, TriG and RDF/XML. PATHS form
    one data set. Without PATHS, exports the facts that ship with the
    package. The same facts give the same bytes. With --drug, the drug comes with
    all that it needs to stand alone: products, claims, passages, sources, labels and
    the concepts that these mention; as JSON-LD it is one nested object.

    \b
    Example:
        drugfacts export --output facts.ttl
        drugfacts export --drug clonazepam --format jsonld
        drugfacts export data/ --format ntriples | sort -u
    """
    from drugfacts.errors import UsageError
    from drugfacts.export import formats
    from drugfacts.graph import files, read

    if not output:
        raise UsageError("--output is empty; name a file, or - for standard output.")
    if form is not None:
        chosen = formats.Format(form)
    else:
        chosen = formats.Format.TURTLE if output == "-" else formats.format_of(output)
    data = read.read(paths)
    if output != "-":
        inputs = [doc.path for doc in (*data.documents, *data.background)]
        files.check_places([Path(output)], [*paths, *inputs])
    content = formats.export(data, chosen, drug)
    if output == "-":
        click.echo(content, nl=False)
        return
    files.write({Path(output): content})
    click.echo(f"{output}: {len(content)} bytes of {chosen}", err=True)
