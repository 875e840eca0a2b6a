"""``drugfacts build``: check everything; only if that passes, write Turtle and JSON-LD."""

from __future__ import annotations

from pathlib import Path

import click

from drugfacts.commands import options, reports


@click.command()
@options.paths
@click.option(
    "--output",
    "-o",
    type=click.Path(),
    default="out",
    show_default=True,
    metavar="DIR",
    help="Folder to write to.",
)
@click.pass_context
def build(ctx: click.Context, paths: tuple[str, ...], output: str) -> None:
    r"""Check facts and write them as Turtle and JSON-LD.

    Writes all facts to DIR/drugfacts.ttl and .jsonld, and those of each drug to
    DIR/drug/SLUG.ttl and .jsonld. If there is a violation nothing is written, and
    the exit code is 1. PATHS are whole data sets, or files outside of any; without
    them, builds the facts that ship with the package.

    \b
    Example:
        drugfacts build
        drugfacts build mine --output site
    """
    from drugfacts import text
    from drugfacts.build import NAME
    from drugfacts.build import build as built_from
    from drugfacts.errors import UsageError
    from drugfacts.graph import files, read
    from drugfacts.reporting import formats

    if not output:
        raise UsageError("--output is empty; name a folder to write to.")
    data = read.read(paths)
    files.check_places([Path(output, f"{NAME}.ttl")], paths)
    built = built_from(data, Path(output), reports.today())
    report = built.report
    for piece in formats.write("concise", report):
        # When there are files to list, these are the result and findings are talk.
        click.echo(piece, err=report.conforms, nl=False)
    for remark in (*report.remarks, report.summary()):
        click.echo(remark, err=True)
    if not report.conforms:
        click.echo("nothing written: correct the violations first", err=True)
        ctx.exit(1)
    rows = [
        (text.printable(str(file.path)), f"{file.triples} triples", f"{file.size} bytes")
        for file in built.files
    ]
    for line in text.columns(rows):
        click.echo(line)
    if built.left:
        left = ", ".join(text.printable(str(path)) for path in built.left)
        click.echo(f"left from before: {left}", err=True)
