"""``drugfacts format``: the one layout of Turtle."""

from __future__ import annotations

import click

from drugfacts.commands import options
from drugfacts.errors import UsageError


@click.command("format")
@options.paths
@click.option("--check", is_flag=True, help="Change nothing; list the files that would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
@click.pass_context
def format_(ctx: click.Context, paths: tuple[str, ...], check: bool, diff: bool) -> None:
    r"""Bring Turtle files into the canonical layout.

    Only used prefixes, in order; one block for each subject, in the order of their
    IRIs; comments stay with what they are about. What a file says does not change.
    PATHS are files, folders (all *.ttl below them) or - for standard input, which
    is written to standard output. If one file is not Turtle, none is changed.

    With --check or --diff exits with 1 if a file would change; without PATHS these
    look at the facts that ship with the package.

    \b
    Example:
        drugfacts format mine
        drugfacts format mine --check
    """
    from drugfacts import formatting, resources

    only_look = check or diff
    if not paths and not only_look:
        raise UsageError("nothing to format; name files or folders, or add --check or --diff.")
    if "-" in paths and len(paths) > 1 and not only_look:
        raise UsageError("- is formatted to standard output; name it alone.")
    results = formatting.formatted(paths or [resources.folder("data")])
    if not only_look:
        if paths == ("-",):
            click.echo(results[0].after, nl=False)
            return
        for result in formatting.write(results):
            click.echo(f"formatted {result.path}")
        return
    changing = [result for result in results if result.changes]
    for result in changing:
        click.echo("".join(result.diff()) if diff else str(result.path), nl=not diff)
    files = "file" if len(results) == 1 else "files"
    click.echo(f"{len(changing)} of {len(results)} {files} would change", err=True)
    ctx.exit(1 if changing else 0)
