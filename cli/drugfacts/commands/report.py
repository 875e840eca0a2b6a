"""``drugfacts report``: one page that people look at."""

from __future__ import annotations

from pathlib import Path

import click

from drugfacts.commands import options, reports
from drugfacts.errors import UsageError


@click.command()
@options.paths
@click.option(
    "--captures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the captured texts are; passages and copies are checked with them.",
)
@click.option("--as-of", metavar="DAY", help="The day of the report, YYYY-MM-DD.  [default: today]")
@click.option(
    "--output",
    "-o",
    type=click.Path(),
    default="-",
    help="File to write, outside the data set; its folder is made. - for standard output.",
)
@click.pass_context
def report(
    ctx: click.Context,
    paths: tuple[str, ...],
    captures: Path | None,
    as_of: str | None,
    output: str,
) -> None:
    r"""Write one page: verdicts, conflicts, doses, and who claims what.

    PATHS are the facts; without them, those that ship with the package. The page is one
    HTML file that asks nothing of any other place. With --captures, passages are held
    against the captured texts, and sources that copied from each other count as one
    witness. It is no medical advice.

    Verdicts and conflicts fail no run; a run without claims exits with 1.

    \b
    Example:
        drugfacts report --output report.html
        drugfacts report mine --captures mine/captures --output report.html
    """
    from drugfacts.graph import files
    from drugfacts.graph.read import read
    from drugfacts.overview.page import page
    from drugfacts.overview.survey import NOTHING, survey
    from drugfacts.reporting import waivers

    if not output:
        raise UsageError("--output is empty; name a file, or - for standard output.")
    day = waivers.day(as_of or reports.today())
    data = read(paths)
    if output != "-":
        inputs = [document.path for document in (*data.documents, *data.background)]
        files.check_places([Path(output)], [*paths, *inputs], captures)
    found = survey(data, day, captures)
    if not found.facts.claims:
        click.echo(NOTHING, err=True)
        ctx.exit(1)
    content = page(found).encode()
    if output == "-":
        click.echo(content, nl=False)
        return
    files.write({Path(output): content})
    click.echo(f"{output}: the report for {day}", err=True)
