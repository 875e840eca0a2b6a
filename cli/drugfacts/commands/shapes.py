"""``drugfacts shapes``: looking after the shapes themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group()
def shapes() -> None:
    r"""Find out what shapes would not notice.

    \b
    Example:
        drugfacts shapes mutate --select 'Drug*'
    """


@shapes.command()
@click.option(
    "--shapes",
    "shape_paths",
    metavar="PATH",
    multiple=True,
    type=click.Path(),
    help="File or folder of your own shapes; may be repeated.",
)
@click.option(
    "--examples",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of their examples; needed for shapes of your own.",
)
@click.option(
    "--ontology",
    "ontology_paths",
    metavar="PATH",
    multiple=True,
    type=click.Path(),
    help="File or folder that says which class is below which; may be repeated.",
)
@click.option(
    "--select",
    metavar="SHAPE",
    multiple=True,
    help="Only shapes of this name; * and ? stand for anything. May be repeated.",
)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=1),
    help="Only N of the changes, the same N in every run.",
)
@click.option(
    "--min-score",
    "least",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="The share of changes that must be noticed, of the shapes and of the examples.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.pass_context
def mutate(
    ctx: click.Context,
    shape_paths: tuple[str, ...],
    folder: Path | None,
    ontology_paths: tuple[str, ...],
    select: tuple[str, ...],
    sample: int | None,
    least: float,
    form: str,
) -> None:
    r"""Show which faults in shapes and data nobody would notice.

    Makes many small changes, one at a time. In the shapes each constraint, target and
    link is dropped, weakened and flipped; an example should notice, because a bad one
    breaks its shape no more, or a good one breaks it now. In the good examples each
    kind of statement is left out, repeated and made wrong; a shape should notice.

    DIR holds, at any depth, good*.ttl and bad--SHAPE--why.ttl, where SHAPE is the local
    name of the shape that the example breaks; and, at its top, background.ttl with what
    the examples refer to. Without options, takes the shapes and examples that ship with
    the package.

    The score is noticed / (noticed + survived), for the shapes and for the examples
    apart. What does not count is shown apart: changes without any effect (in
    equivalents.toml in DIR you may list more, each with its reason), and values left out
    or repeated where the shapes state no minimum or maximum. A wrong value always counts.
    Exits with 1 if one of the two scores is below --min-score.

    \b
    Example:
        drugfacts shapes mutate
        drugfacts shapes mutate --select 'Drug*'
        drugfacts shapes mutate --sample 200 --format json
        drugfacts shapes mutate --shapes my-shapes --examples my-examples
    """
    from drugfacts.errors import UsageError
    from drugfacts.graph import read
    from drugfacts.graph.dataset import DataSet
    from drugfacts.mutation import run as mutation
    from drugfacts.mutation import writing

    if shape_paths and folder is None:
        raise UsageError("--shapes needs --examples; name the folder of their examples.")
    if ontology_paths:
        ontology = read.read(ontology_paths)
    else:
        ontology = DataSet(()) if shape_paths else read.packaged("ontology")
    ready = mutation.Run(
        read.read(shape_paths) if shape_paths else read.packaged("shapes"),
        ontology,
        mutation.packaged_examples() if folder is None else folder,
        mutation.Choice(select, sample),
    )
    if sys.stderr is not None and sys.stderr.isatty():
        with click.progressbar(ready.mutants, label="mutants", file=sys.stderr) as passing:
            report = ready.report(passing)
    else:
        report = ready.report()
    if form == "json":
        click.echo(writing.as_json(report, least), nl=False)
    else:
        for line in writing.text(report, least):
            click.echo(line)
    for remark in (*report.remarks, writing.summary(report, least)):
        click.echo(remark, err=True)
    ctx.exit(0 if report.passes(least) else 1)
