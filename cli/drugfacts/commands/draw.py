"""``drugfacts draw``: a picture of what is claimed of a drug."""

from __future__ import annotations

from pathlib import Path

import click

from drugfacts.commands import completion, options, reports

_ENDINGS = {".svg": "svg", ".mmd": "mermaid", ".mermaid": "mermaid", ".dot": "dot", ".gv": "dot"}


@click.command()
@click.argument("name", shell_complete=completion.drugs)
@options.paths
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="A kind of claim to show, such as Risk; may be given again.  [default: Indication]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("svg", "mermaid", "dot")),
    help="Format; else what FILE's ending stands for, else svg.",
)
@click.option("--as-of", metavar="DAY", help="The day of the verdicts.  [default: today]")
@click.option(
    "--output",
    "-o",
    type=click.Path(),
    default="-",
    help="File to write, outside the data set; - for standard output.",
)
def draw(
    name: str,
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    form: str | None,
    as_of: str | None,
    output: str,
) -> None:
    r"""Draw what is claimed of a drug, and what labels endorse.

    NAME is the drug. Only claims of articles are drawn.

    A solid thick line with a full arrow leads to what a label states without
    restriction, a dashed one with an open arrow to what is only claimed, and a dotted one
    with a bar to what is denied. It is no medical advice.

    \b
    Example:
        drugfacts draw clonazepam -o clonazepam.svg
        drugfacts draw diazepam --kind Risk --kind WithdrawalEffect -o risks.svg
        drugfacts draw clonazepam --format mermaid
    """
    from drugfacts.drawing.dot import dot
    from drugfacts.drawing.mermaid import mermaid
    from drugfacts.drawing.picture import picture
    from drugfacts.drawing.svg import svg
    from drugfacts.errors import UsageError
    from drugfacts.graph import files, read
    from drugfacts.reporting import waivers
    from drugfacts.text import NOTICE, printable

    if not output:
        raise UsageError("--output is empty; name a file, or - for standard output.")
    ending = Path(output).suffix.lower()
    if form is None and output != "-" and ending not in _ENDINGS:
        known = " ".join(_ENDINGS)
        raise UsageError(f"{output}: its ending tells no format ({known}); use --format.")
    day = waivers.day(as_of or reports.today())
    data = read.read(paths)
    shown = picture(data, name, day, kinds)
    write = {"svg": svg, "mermaid": mermaid, "dot": dot}[form or _ENDINGS.get(ending, "svg")]
    content = write(shown)
    if output == "-":
        click.echo(content, nl=False)
    else:
        inputs = [doc.path for doc in (*data.documents, *data.background)]
        files.check_places([Path(output)], [*paths, *inputs])
        files.write({Path(output): content})
    for remark in (*shown.left_out, NOTICE):
        click.echo(printable(remark), err=True)
