"""``drugfacts validate``: check facts against the shapes and the rules on documents."""

from __future__ import annotations

import click

from drugfacts.commands import options


@click.command()
@options.paths
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.pass_context
def validate(ctx: click.Context, paths: tuple[str, ...], strict: bool) -> None:
    r"""Check facts against the shapes.

    PATHS are files, folders or - for Turtle on standard input. A file of a data set
    (a folder that holds dataset.ttl) is checked with the rest of it behind it.
    Without PATHS, checks the facts that ship with the package.

    Prints a line for each finding: where, how bad, which rule, and what to do. Exits
    with 1 if one is a violation, or if the shapes matched nothing, and with 3 if a
    folder holds nothing to read.

    \b
    Example:
        drugfacts validate
        drugfacts validate mine --strict
    """
    from drugfacts import validation
    from drugfacts.graph import read
    from drugfacts.model import Severity
    from drugfacts.reporting import formats

    report = validation.validate(read.read(paths))
    for piece in formats.write("concise", report):
        click.echo(piece, nl=False)
    for remark in (*report.remarks, report.summary()):
        click.echo(remark, err=True)
    ctx.exit(0 if report.passes(Severity.WARNING if strict else Severity.VIOLATION) else 1)
