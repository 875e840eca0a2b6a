"""``drugfacts validate``: check facts against the shapes and the rules on documents."""

from __future__ import annotations

import click

from drugfacts.commands import options, reports


@click.command()
@options.paths
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(),
    help="Check any RDF against these shapes, by no rule of ours.",
)
@click.option(
    "--ontology",
    multiple=True,
    type=click.Path(),
    help="Classes of the data and prefixes of the shapes' queries; with --shapes.",
)
@click.option(
    "--engine",
    type=click.Choice(reports.ENGINES),
    default="auto",
    show_default=True,
    help="The SHACL engine; compare runs both and fails where they differ.",
)
@reports.options
@click.option("--no-waivers", is_flag=True, help="Let no waiver in the data count.")
@click.option("--require-targets", is_flag=True, help="Fail when a shape has nothing to check.")
@click.option("--coverage", is_flag=True, help="Tell which statements no shape looked at.")
@click.option("--details", is_flag=True, help="Tell what was found inside nested shapes.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=3600,
    show_default=True,
    help="Seconds that the engines may take.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.pass_context
def validate(
    ctx: click.Context,
    paths: tuple[str, ...],
    shapes: tuple[str, ...],
    ontology: tuple[str, ...],
    engine: str,
    told: reports.Told,
    no_waivers: bool,
    require_targets: bool,
    coverage: bool,
    details: bool,
    timeout: float,
    watch: bool,
) -> None:
    r"""Check facts against the shapes.

    PATHS are files, folders or - for Turtle on standard input. A file of a data set
    (a folder that holds dataset.ttl) is checked with the rest of it behind it.
    Without PATHS, checks the facts that ship with the package. With --shapes, PATHS
    may be any RDF.

    Tells of each finding where it is, how bad, which rule it breaks, and what to do;
    'drugfacts explain RULE' says more. Exits with 1 if one is a violation, or if the
    shapes matched nothing, and with 3 if a folder holds nothing to read.

    \b
    Example:
        drugfacts validate
        drugfacts validate mine --fail-on warning --format sarif --output out.sarif
        drugfacts validate any.nt --shapes my-shapes.ttl
    """
    from drugfacts import validation
    from drugfacts.errors import UsageError
    from drugfacts.graph import read

    if ontology and not shapes:
        raise UsageError("--ontology goes with --shapes; name the shapes too.")
    given = (paths, shapes, ontology, told.waivers, (told.baseline,))
    if sum("-" in names for names in given) > 1:
        raise UsageError("standard input can be read once; name files for all but one.")
    if shapes and not paths:
        raise UsageError("--shapes needs data; name files or folders, or - for standard input.")
    chosen = validation.Options(
        engine=engine,  # type: ignore[arg-type]
        detailed=details,
        trusting=not no_waivers,
        require_targets=require_targets,
        coverage=coverage,
        seconds=timeout,
        **told.choices(),
    )

    def check() -> validation.Report:
        if not shapes:
            return validation.validate(read.read(paths), options=chosen)
        return validation.validate_plain(
            paths, read.plain(shapes), read.plain(ontology), options=chosen
        )

    if watch:
        if not paths or "-" in paths:
            raise UsageError("--watch needs files or folders that can change; name some.")
        told.watch(check, [*paths, *shapes, *ontology])
    report = check()
    told.write(report, inputs=[*paths, *shapes, *ontology])
    ctx.exit(0 if told.passes(report) else 1)
