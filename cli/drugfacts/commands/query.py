"""``drugfacts query``: answer a named question or a SPARQL query."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drugfacts.commands import completion, options, reports

if TYPE_CHECKING:
    from drugfacts.query.run import Format


@click.command()
@click.argument("question", required=False, shell_complete=completion.questions)
@options.paths
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="How rows are written; csv and json are the W3C formats of SPARQL results.",
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
@click.option("--list", "listing", is_flag=True, help="List the questions that have a name.")
def query(
    question: str | None,
    paths: tuple[str, ...],
    form: Format | None,
    wanted: tuple[str, ...],
    as_of: str | None,
    captures: Path | None,
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
        drugfacts query off-label-candidates --format csv
        drugfacts query off-label-claims --as-of 2026-11-22
        drugfacts query copied-claims --captures captures
        echo 'SELECT ?d { ?d a df:Drug }' | drugfacts query -
    """
    from drugfacts.errors import UsageError
    from drugfacts.graph import parsing, read
    from drugfacts.query import derived, questions
    from drugfacts.query.results import listed
    from drugfacts.query.run import ask
    from drugfacts.reporting import waivers

    if listing and question is not None:
        raise UsageError("--list lists the questions and answers none; leave out one of both.")
    if question is None:
        click.echo(listed(questions.questions(), form or "table"), nl=False)
        return
    if not question:
        raise UsageError("the question is empty; 'drugfacts query --list' lists all.")
    if question == "-" or Path(question).suffix in {".rq", ".sparql"}:
        name, text = question, parsing.text_of(_existing(question))
    else:
        found = questions.named(question)
        name, text = found.path.name, found.text
    parts = dict.fromkeys((*_parted(wanted), *questions.declared(text, name)))
    if captures is not None and not {*derived.FROM_CAPTURES} & {*parts}:
        raise UsageError(
            "--captures serves what is derived from captured texts; name that too, with "
            "--derive witnesses or --derive evidence."
        )
    data = read.read(paths)
    more = derived.derive(data, parts, waivers.day(as_of or reports.today()), captures)
    answer = ask(data, text, name, form, derived=more.quads)
    click.echo(answer.data, nl=False)
    for remark in more.remarks:
        click.echo(remark, err=True)
    if answer.rows is not None:
        click.echo(f"{answer.rows} row{'' if answer.rows == 1 else 's'}", err=True)


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
