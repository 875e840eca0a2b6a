"""``drugfacts export``: write facts, or any RDF, in a format for others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drugfacts.commands import completion, options, remote_options, reports
from drugfacts.text import printable

if TYPE_CHECKING:
    from drugfacts.export.formats import Format
    from drugfacts.graph.source import Source

    Watch = Callable[[int], object]

_FORMATS = ("turtle", "jsonld", "ntriples", "nquads", "trig", "rdfxml")
_PROFILES = ("full", "flat", "schema.org", "kgx", "sssom", "csvw", "nanopub", "rdf12")


@click.command()
@options.paths
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="Format; else what FILE's ending stands for, else turtle.",
)
@click.option(
    "--from",
    "given",
    type=click.Choice(_FORMATS),
    help="Format of what is read, where the ending of a name does not tell it.",
)
@click.option("--base", metavar="IRI", help="What relative IRIs in any RDF are relative to.")
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
@click.option("--canonical", is_flag=True, help="Write any RDF in its one order, not as it comes.")
@click.option("--hash", "hashed", is_flag=True, help="Print the hash of the graph (RDFC-1.0).")
@click.option(
    "--profile",
    type=click.Choice(_PROFILES),
    default="full",
    show_default=True,
    help="For whom: all there is, or claims in a form that others read.",
)
@click.option(
    "--as-of", metavar="DAY", help="The day of the verdicts in a profile.  [default: today]"
)
@click.option("--dropped", type=click.Path(), help="A file for what a profile left out, as JSON.")
@remote_options.loads
@click.pass_context
def export(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str | None,
    given: str | None,
    base: str | None,
    output: str,
    drug: str | None,
    canonical: bool,
    hashed: bool,
    profile: str,
    as_of: str | None,
    dropped: str | None,
) -> None:
    r"""Write facts, or any RDF, in a format for others.

    The formats are Turtle, JSON-LD, N-Triples, N-Quads, TriG and RDF/XML, and each of
    them as .gz, .bz2 or .zst. PATHS are files, folders, patterns such as 'data/*.nt.gz',
    or - for standard input. Without PATHS, exports the facts that ship with the package.

    A data set with its facts, and one drug of it with --drug, is written in its one
    order: the same facts give the same bytes. With --drug, the drug comes with all that
    it needs to stand alone: products, claims, passages, sources, labels and the concepts
    that these mention; as JSON-LD it is one nested object. Any other RDF is converted
    as it is read, however large it is; --canonical gives it its one order too.

    A --profile other than full writes the claims of a data set in a form that others
    read, and tells what that form cannot hold. What no label endorses is a fact in none
    of them. It is no medical advice.

    \b
    Example:
        drugfacts export --output facts.ttl
        drugfacts export --drug clonazepam --format jsonld
        drugfacts export big.nt.gz --format turtle --output big.ttl
        drugfacts export mine.ttl --canonical --format nquads
        drugfacts export mine.ttl --hash
        drugfacts export --profile schema.org --drug clonazepam --output clonazepam.jsonld
        drugfacts export mine --profile kgx --output kgx --as-of 2026-11-22
    """
    from drugfacts.errors import UsageError

    if not output:
        raise UsageError("--output is empty; name a file, or - for standard output.")
    if profile != "full":
        for name, is_given in (
            *(("--format", form), ("--from", given), ("--base", base)),
            *(("--canonical", canonical), ("--hash", hashed)),
        ):
            if is_given:
                raise UsageError(f"--profile {profile} has a form of its own; leave out {name}.")
        ctx.exit(_profile(paths, profile, output, drug, as_of, dropped))
    if as_of or dropped:
        raise UsageError("--as-of and --dropped are for profiles; name one with --profile.")
    _full(paths, form, given, base, output, drug, canonical, hashed)


def _full(
    paths: tuple[str, ...],
    form: str | None,
    given: str | None,
    base: str | None,
    output: str,
    drug: str | None,
    canonical: bool,
    hashed: bool,
) -> None:
    """Write all there is."""
    from drugfacts.errors import UsageError
    from drugfacts.export import formats

    if hashed and (form or output != "-" or drug):
        raise UsageError("--hash prints the hash of a whole graph; give it paths and no output.")
    if form is not None:
        chosen = formats.Format(form)
    else:
        chosen = formats.Format.TURTLE if output == "-" else formats.format_of(output)
    if drug is not None and (given or base):
        raise UsageError(
            "--drug is for data sets, whose files are Turtle; leave --from and --base."
        )
    if drug is not None or not (paths or given or base):
        _data_set(paths, chosen, output, drug, hashed)
        return
    from drugfacts.export import convert, inputs

    if not (given or base) and inputs.is_data_set(paths):
        _data_set(paths, chosen, output, None, hashed)
        return
    told = formats.PARSED_AS[formats.Format(given)] if given else None
    sources = inputs.sources(paths, told, base)
    if hashed:
        with _progress(sources) as watch:
            found = convert.digest(sources, watch)
        click.echo(found)
    elif output == "-":
        with _progress(sources) as watch:
            (convert.convert_sorted if canonical else convert.convert)(
                sources, chosen, sys.stdout.buffer, watch
            )
    else:
        _into_file(paths, sources, chosen, Path(output), canonical)


def _profile(
    paths: tuple[str, ...],
    name: str,
    output: str,
    drug: str | None,
    as_of: str | None,
    dropped: str | None,
) -> int:
    """Write a profile, and tell what it left out; return the exit code."""
    from drugfacts.errors import UsageError
    from drugfacts.graph import files, read
    from drugfacts.profiles import catalogue
    from drugfacts.reporting import waivers
    from drugfacts.text import NOTICE

    wanted = catalogue.profile(name)
    if wanted.is_folder and output == "-":
        raise UsageError(f"--profile {name} writes several files; name a folder with --output.")
    day = waivers.day(as_of or reports.today())
    data = read.read(paths)
    made = catalogue.make(data, name, day, drug)
    if made.is_empty:
        click.echo(
            f"nothing to export: no {wanted.of} are here; name files with some, "
            "or leave PATHS out for the facts that ship with the package.",
            err=True,
        )
        return 1
    contents = {} if output == "-" else {Path(output, n): made.files[n] for n in made.files}
    if dropped is not None:
        contents[Path(dropped)] = made.account(name, day)
    inputs = [doc.path for doc in (*data.documents, *data.background)]
    files.check_places(list(contents), [*paths, *inputs])
    files.write(contents)
    if output == "-":
        click.echo(made.files[""], nl=False)
    for remark in (*made.remarks(), f"{made.written} {wanted.of} as of {day}. {NOTICE}"):
        click.echo(printable(remark), err=True)
    return 0


def _data_set(
    paths: tuple[str, ...], chosen: Format, output: str, drug: str | None, hashed: bool
) -> None:
    from drugfacts.export import formats
    from drugfacts.graph import files, read
    from drugfacts.graph.compressed import packing

    data = read.read(paths)
    if hashed:
        click.echo(formats.digest(data))
        return
    if output != "-":
        inputs = [doc.path for doc in (*data.documents, *data.background)]
        files.check_places([Path(output)], [*paths, *inputs])
    content = formats.export(data, chosen, drug)
    if output == "-":
        click.echo(content, nl=False)
        return
    with files.replacing(Path(output)) as stream, packing(stream, Path(output)) as packed:
        packed.write(content)
    _say(Path(output), chosen)


def _into_file(
    paths: tuple[str, ...], sources: list[Source], chosen: Format, output: Path, canonical: bool
) -> None:
    from drugfacts.export import convert
    from drugfacts.graph import files
    from drugfacts.graph.compressed import packing

    files.check_places([output], [*paths, *(source.path for source in sources)])
    write = convert.convert_sorted if canonical else convert.convert
    with (
        files.replacing(output) as stream,
        packing(stream, output) as packed,
        _progress(sources) as watch,
    ):
        write(sources, chosen, packed, watch)
    _say(output, chosen)


def _say(output: Path, chosen: Format) -> None:
    size = f"{output.stat().st_size} bytes of " if output.is_file() else ""
    click.echo(f"{output}: {size}{chosen}", err=True)


@contextmanager
def _progress(sources: list[Source]) -> Iterator[Watch | None]:
    """Show on a terminal how much is read; of standard input the size is not known."""
    from drugfacts.export import inputs

    size = inputs.size_of(sources)
    if size is None or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=size, label="reading", file=sys.stderr) as bar:
        yield bar.update
