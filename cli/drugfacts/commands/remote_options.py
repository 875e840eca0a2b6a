"""Options that send a query, or facts, to a server that the user names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from drugfacts.remote.address import Address
    from drugfacts.remote.chunks import Digest
    from drugfacts.remote.login import Login
    from drugfacts.remote.uploading import Produce

Command = Callable[..., Any]

_QUERY_KEEPS = {"endpoint", "question", "form", "given", "seconds", "max_rows"}
_EXPORT_KEEPS = {"paths", "given", "base", "drug"}
_OF_UPLOAD = ("graph", "append", "chunk", "state")


def asks(command: Command) -> Command:
    """Give a command that asks a query the option to ask it of a server."""

    @wraps(command)
    def with_endpoint(*args: Any, endpoint: str | None, **given: Any) -> Any:
        if endpoint is None:
            return command(*args, **given)
        return _ask(endpoint, given)

    return click.option(
        "--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of files."
    )(with_endpoint)


def loads(command: Command) -> Command:
    """Give a command that exports facts the options to load them into a server."""

    @wraps(command)
    def with_endpoint(*args: Any, to_endpoint: str | None, **given: Any) -> Any:
        own = {name: given.pop(name) for name in _OF_UPLOAD}
        if to_endpoint is None:
            _refuse_others({*given}, "goes with --to-endpoint; name the address too")
            return command(*args, **given)
        return _load(to_endpoint, given, **own)

    for option in reversed(
        (
            click.option(
                "--to-endpoint", metavar="URL", help="Load it into this store (Graph Store HTTP)."
            ),
            click.option(
                "--graph", metavar="IRI", help="The graph of the store, or 'default'; replaced."
            ),
            click.option("--append", is_flag=True, help="Leave in the graph what it has."),
            click.option(
                "--chunk",
                type=click.IntRange(min=1),
                default=10_000,
                show_default=True,
                help="Statements in one request.",
            ),
            click.option(
                "--state",
                type=click.Path(),
                help="Where it is kept how far it came.  [default: PATH.upload]",
            ),
        )
    ):
        with_endpoint = option(with_endpoint)
    return with_endpoint


def _refuse_others(keeps: set[str], why: str) -> None:
    """Refuse options of the command line that are not among some."""
    from drugfacts.errors import UsageError

    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        typed = context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        empty = context.params.get(name) in (None, ())
        if typed and not empty and name not in keeps and name != "to_endpoint":
            shown = parameter.opts[-1] if name != "paths" else "PATHS"
            shown = next((each for each in parameter.opts if each.startswith("--")), shown)
            raise UsageError(f"{shown} {why}.")


def _reached(url: str) -> tuple[Address, Login]:
    """Return address and login, and tell when these can be read on the way."""
    from drugfacts.remote.address import address
    from drugfacts.remote.login import login

    where, who = address(url), login(os.environ)
    if who and where.is_open_to_readers:
        click.echo(
            f"{where}: user and password go unencrypted; use https if the server has it.", err=True
        )
    return where, who


def _ask(url: str, given: dict[str, Any]) -> None:
    from drugfacts import iris
    from drugfacts.errors import LimitError, UsageError
    from drugfacts.graph import parsing
    from drugfacts.query import questions
    from drugfacts.remote import asking

    _refuse_others(_QUERY_KEEPS, "is for queries on files; leave it out, or leave out --endpoint")
    question = given["question"]
    if not question:
        raise UsageError("--endpoint needs a query; name a question, a file, or - for one.")
    if question == "-" or Path(question).suffix in {".rq", ".sparql"}:
        if question != "-" and not Path(question).exists():
            raise UsageError(f"{question}: does not exist; check the path.")
        text = parsing.text_of(Path(question))
    else:
        text = questions.named(question).text
    address, login = _reached(url)
    wish = asking.Wish(
        _bound(text, given["given"], iris.prefixes()),
        given["form"],
        given["seconds"],
        given["max_rows"],
    )
    asked = asking.ask(address, login, wish, sys.stdout.buffer)
    if asked.rows is not None:
        click.echo(f"{asked.rows} row{'' if asked.rows == 1 else 's'}", err=True)
    if asked.cut:
        click.echo("cut: there are more; raise --max-rows, or narrow the query.", err=True)
        click.get_current_context().exit(LimitError.exit_code)


def _bound(text: str, given: tuple[str, ...], prefixes: dict[str, str]) -> str:
    """Return a query with the values of its parameters put in."""
    if not given:
        return text
    from drugfacts.errors import UsageError
    from drugfacts.query import parameters

    found = parameters.bound(text, parameters.pairs(given), prefixes)
    if found.substitutions:
        raise UsageError(
            "--param needs a pattern in braces to be sent to a server; add WHERE { … }."
        )
    return found.text


def _load(
    url: str,
    given: dict[str, Any],
    graph: str | None,
    append: bool,
    chunk: int,
    state: str | None,
) -> None:
    from drugfacts.remote import uploading
    from drugfacts.remote.chunks import Digest

    _refuse_others(
        {*_EXPORT_KEEPS, *_OF_UPLOAD},
        "is for files; leave it out, or leave out --to-endpoint",
    )
    name = _graph(graph)
    address, login = _reached(url)
    with _produced(given) as produce:
        measured = Digest()
        produce(measured)  # type: ignore[arg-type]
        with _progress(measured) as told:
            wish = uploading.Load(
                address, login, name, append, chunk, state=_state(state, given["paths"]), told=told
            )
            done = uploading.load(wish, produce, measured)
    where = "the default graph" if name is None else f"graph {name}"
    many = "chunk" if done.chunks == 1 else "chunks"
    said = "statement" if done.statements == 1 else "statements"
    before = f", {done.resumed} of them before" if done.resumed else ""
    click.echo(
        f"{address}: {done.statements} {said} in {done.chunks} {many}{before}, {where}",
        err=True,
    )
    if done.named:
        click.echo(
            "blank nodes have IRIs there (/.well-known/genid/), so that no chunk can double them.",
            err=True,
        )


def _graph(given: str | None) -> str | None:
    """Return the IRI of a graph; None for the default graph."""
    from pyoxigraph import NamedNode

    from drugfacts.errors import UsageError

    if not given:
        raise UsageError("--to-endpoint needs --graph IRI, or --graph default, which it replaces.")
    if given == "default":
        return None
    try:
        return NamedNode(given).value
    except ValueError as error:
        raise UsageError(f"--graph '{given}' is no IRI; write it in full.") from error


def _state(given: str | None, paths: tuple[str, ...]) -> Path | None:
    if given is not None:
        return Path(given)
    if len(paths) != 1 or not Path(paths[0]).exists():
        return None
    path = Path(paths[0])
    return path.with_name(f"{path.name or path.resolve().name}.upload")


@contextmanager
def _produced(given: dict[str, Any]) -> Iterator[Produce]:
    """Give what writes N-Triples, the same each time; standard input is kept in a file."""
    from drugfacts.errors import UsageError
    from drugfacts.export import convert, formats, inputs
    from drugfacts.graph import read

    paths, form, base, drug = (given[name] for name in ("paths", "given", "base", "drug"))
    if drug is not None and (form or base):
        raise UsageError(
            "--drug is for data sets, whose files are Turtle; leave --from and --base."
        )
    if drug is not None or not (form or base or not inputs.is_data_set(paths)):
        content = formats.export(read.read(paths), formats.Format.NTRIPLES, drug)
        yield lambda output: output.write(content)
        return
    told = formats.PARSED_AS[formats.Format(form)] if form else None
    sources = inputs.sources(paths, told, base)

    def converted(output: IO[bytes]) -> None:
        convert.convert(sources, formats.Format.NTRIPLES, output)

    if "-" not in paths:
        yield converted
        return
    from shutil import copyfileobj
    from tempfile import TemporaryFile

    with TemporaryFile() as kept:
        converted(kept)

        def again(output: IO[bytes]) -> None:
            kept.seek(0)
            copyfileobj(kept, output)

        yield again


@contextmanager
def _progress(measured: Digest) -> Iterator[Callable[[int], object]]:
    """Show on a terminal how much is sent."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=measured.statements, label="sending", file=sys.stderr) as bar:
        yield bar.update
