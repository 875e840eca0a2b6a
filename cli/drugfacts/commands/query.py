"""``drugfacts query``: answer a named question or a SPARQL query."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drugfacts.commands import completion, options, remote_options, reports

if TYPE_CHECKING:
    from pyoxigraph import Store

    from drugfacts.query.asked import Asked, Format
    from drugfacts.query.run import Limits

_ROWS = ("table", "csv", "tsv", "json", "xml", "markdown")
_GRAPHS = ("turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld")
_MAX_SECONDS = 86_400


@click.command()
@click.argument("question", required=False, shell_complete=completion.questions)
@options.paths
@click.option(
    "--format",
    "form",
    type=click.Choice([*_ROWS, *_GRAPHS]),
    help="How the answer is written: first those for rows, then for CONSTRUCT and DESCRIBE.",
)
@click.option(
    "--param",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="Bind a variable of the query, as in drug=drug:diazepam.",
)
@click.option(
    "--derive",
    "wanted",
    multiple=True,
    metavar="WHAT[,..]",
    help="Ask also what is derived: verdicts, endorsed, conflicts, witnesses, evidence.",
)
@click.option("--as-of", metavar="DAY", help="The day of the derivation.  [default: today]")
@click.option(
    "--captures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the captured texts are, for witnesses and evidence.",
)
@click.option(
    "--store",
    "stored",
    type=click.Path(path_type=Path),
    metavar="STORE",
    help="Ask what 'drugfacts store build' has made, and not PATHS.",
)
@click.option("--explain", is_flag=True, help="Show how the query is read, and answer nothing.")
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(0, _MAX_SECONDS, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="End the query after so long.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    metavar="N",
    help="Give so many rows or statements at most; exit with 4 if there are more.",
)
@click.option(
    "--max-memory",
    type=click.IntRange(1),
    default=4096,
    show_default=True,
    metavar="MB",
    help="End the query when it needs more beside the data (on Linux).",
)
@click.option("--list", "listing", is_flag=True, help="List the questions that have a name.")
@click.pass_context
@remote_options.asks
def query(
    ctx: click.Context,
    question: str | None,
    paths: tuple[str, ...],
    form: Format | None,
    given: tuple[str, ...],
    wanted: tuple[str, ...],
    as_of: str | None,
    captures: Path | None,
    stored: Path | None,
    explain: bool,
    seconds: float,
    max_rows: int | None,
    max_memory: int,
    listing: bool,
) -> None:
    r"""Answer a named question or a SPARQL query.

    QUESTION is the name of a question, a file that ends in .rq or .sparql, or - for
    standard input. Without PATHS, asks the facts that ship with the package; the ontology is asked
    too. SELECT and ASK answer with rows, CONSTRUCT and DESCRIBE in Turtle. The prefixes
    of drugfacts need no declaration. Nothing is fetched or changed: SERVICE, FROM and
    updates are refused. In csv, values stand as they are, so a spreadsheet may take one
    that begins with = for a formula.

    What is derived from the facts stands in none of them. With --derive, or for a question
    that says so in its head (--list tells), it is derived first and stands in named graphs:
    GRAPH ?g { ... } asks it, and a pattern without GRAPH never meets it.

    \b
    Example:
        drugfacts query --list
        drugfacts query claimed-uses
        drugfacts query claimed-uses --param drug=drug:diazepam
        drugfacts query off-label-candidates --format csv
        drugfacts query off-label-claims --as-of 2026-11-22
        drugfacts query copied-claims --captures captures
        drugfacts query mine.rq --store big.store --max-rows 100
        echo 'SELECT ?d { ?d a df:Drug }' | drugfacts query -
    """
    from drugfacts.errors import UsageError
    from drugfacts.query import questions
    from drugfacts.query.results import listed
    from drugfacts.query.run import Limits

    if listing and question is not None:
        raise UsageError("--list lists the questions and answers none; leave out one of both.")
    if question is None:
        if form not in {None, "table", "csv", "json"}:
            raise UsageError(f"--list writes no {form}; use --format table, csv or json.")
        click.echo(listed(questions.questions(), form or "table"), nl=False)
        return
    if explain and form is not None:
        raise UsageError("--explain shows text and answers nothing; leave out --format.")
    name, text = _question(question)
    place, asked = _read(name, text, paths, form, given, wanted, as_of, captures, stored, max_rows)
    limits = Limits(seconds, max_memory)
    if explain:
        _explain(place, asked, limits)
        return
    _answer(ctx, place, asked, limits)


def _question(question: str) -> tuple[str, str]:
    """Return name and text of what is asked."""
    from drugfacts.errors import UsageError
    from drugfacts.graph import parsing
    from drugfacts.query import questions

    if not question:
        raise UsageError("the question is empty; 'drugfacts query --list' lists all.")
    if question == "-" or Path(question).suffix in {".rq", ".sparql"}:
        return question, parsing.text_of(_existing(question))
    found = questions.named(question)
    return found.path.name, found.text


def _read(
    name: str,
    text: str,
    paths: tuple[str, ...],
    form: Format | None,
    given: tuple[str, ...],
    wanted: tuple[str, ...],
    as_of: str | None,
    captures: Path | None,
    stored: Path | None,
    max_rows: int | None,
) -> tuple[Store | Path, Asked]:
    """Return the data and the query, with all that its answer depends on."""
    from drugfacts.errors import UsageError
    from drugfacts.graph import read
    from drugfacts.query import derived, parameters, questions, run
    from drugfacts.reporting import waivers

    values = parameters.pairs(given)
    questions.check_needs(text, name, values)
    parts = dict.fromkeys((*_parted(wanted), *questions.declared(text, name)))
    if captures is not None and not {*derived.FROM_CAPTURES} & {*parts}:
        raise UsageError(
            "--captures serves what is derived from captured texts; name that too, with "
            "--derive witnesses or --derive evidence."
        )
    if stored is not None:
        if paths or parts:
            raise UsageError(
                "a store is asked alone, and nothing is derived from it; leave out --store, or "
                "PATHS and what derives."
            )
        return run.stored(stored, text, name, form, values, max_rows)
    data = read.read(paths)
    more = derived.derive(data, parts, waivers.day(as_of or reports.today()), captures)
    for remark in more.remarks:
        click.echo(remark, err=True)
    asked = run.asked_of(data, text, name, form, values, max_rows)
    return run.store_of(data, more.quads), asked


def _explain(place: Store | Path, asked: Asked, limits: Limits) -> None:
    from drugfacts.query import run

    click.echo(run.explain_apart(place, asked, limits), nl=False)


def _answer(ctx: click.Context, place: Store | Path, asked: Asked, limits: Limits) -> None:
    from drugfacts.query import run

    hint = run.hint(asked, run.count(place))
    if hint:
        click.echo(f"Hint: {hint}", err=True)
    answer = run.ask_apart(place, asked, limits)
    click.echo(answer.data, nl=False)
    if answer.rows is not None:
        click.echo(f"{answer.rows} row{'' if answer.rows == 1 else 's'}", err=True)
    if answer.cut:
        click.echo("cut: there are more; raise --max-rows, or narrow the query.", err=True)
        ctx.exit(4)


def _parted(given: tuple[str, ...]) -> list[str]:
    """Return what was named with commas between."""
    from drugfacts.errors import UsageError
    from drugfacts.query.questions import DERIVED

    names = [one.strip() for each in given for one in each.split(",") if one.strip()]
    wrong = [name for name in names if name not in DERIVED]
    if wrong:
        raise UsageError(f"'{wrong[0]}' is not derived; name some of {', '.join(DERIVED)}.")
    return names


def _existing(name: str) -> Path:
    from drugfacts.errors import UsageError

    path = Path(name)
    if name != "-" and not path.exists():
        raise UsageError(f"{name}: does not exist; check the path.")
    return path
