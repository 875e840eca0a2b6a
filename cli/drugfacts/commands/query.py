"""``drugfacts query``: answer a named question or a SPARQL query."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drugfacts.commands import completion, options

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
@click.option("--list", "listing", is_flag=True, help="List the questions that have a name.")
def query(question: str | None, paths: tuple[str, ...], form: Format | None, listing: bool) -> None:
    r"""Answer a named question or a SPARQL query.

    QUESTION is the name of a question, a file that ends in .rq or .sparql, or - for
    standard input. Without PATHS, asks the facts that ship with the package; the ontology is asked
    too. SELECT and ASK answer with rows, CONSTRUCT and DESCRIBE in Turtle. The prefixes
    of drugfacts need no declaration. Nothing is fetched or changed: SERVICE, FROM and
    updates are refused. In csv, values stand as they are, so a spreadsheet may take one
    that begins with = for a formula.

    \b
    Example:
        drugfacts query --list
        drugfacts query claimed-uses
        drugfacts query off-label-candidates --format csv
        echo 'SELECT ?d { ?d a df:Drug }' | drugfacts query -
    """
    from drugfacts.errors import UsageError
    from drugfacts.graph import parsing, read
    from drugfacts.query import questions
    from drugfacts.query.results import listed
    from drugfacts.query.run import ask

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
    answer = ask(read.read(paths), text, name, form)
    click.echo(answer.data, nl=False)
    if answer.rows is not None:
        click.echo(f"{answer.rows} row{'' if answer.rows == 1 else 's'}", err=True)


def _existing(name: str) -> Path:
    from drugfacts.errors import UsageError

    path = Path(name)
    if name != "-" and not path.exists():
        raise UsageError(f"{name}: does not exist; check the path.")
    return path
