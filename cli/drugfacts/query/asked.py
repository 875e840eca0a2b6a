"""One query, and its answer from a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from pyoxigraph import Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, Store

from drugfacts import iris
from drugfacts.errors import UsageError
from drugfacts.query import parameters, prefixes, results, safety

if TYPE_CHECKING:
    from pyoxigraph import QueryTriples

Rows = Literal["table", "csv", "tsv", "json", "xml", "markdown"]
"""How rows, and yes or no, are written."""

Graph = Literal["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"]
"""How statements are written, which CONSTRUCT and DESCRIBE answer."""

Format = Rows | Graph

ROWS: tuple[Rows, ...] = get_args(Rows)
GRAPHS: tuple[Graph, ...] = get_args(Graph)

_OF_W3C: dict[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that was looked at, with all that its answer depends on but the data.

    Attributes:
        text: SELECT, ASK, CONSTRUCT or DESCRIBE.
        name: Its file as the user named it, for messages.
        form: How the answer is written; None means a table, or Turtle.
        prefixes: What may be used undeclared.
        base: Base IRI of the data set.
        declared: Prefixes that the data declare, for what is written.
        given: Values of its parameters, as the user wrote them.
        rows: So many rows, or statements, are given at most.
    """

    text: str
    name: str = "-"
    form: Format | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    base: str = iris.BASE
    declared: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query answered.

    Attributes:
        data: The answer in the wanted format.
        rows: How many rows it has; None for what is no table.
        cut: There are more rows, or statements, than were wanted.
    """

    data: bytes
    rows: int | None = None
    cut: bool = False


def answer(store: Store, asked: Asked) -> Answer:
    """Answer a query; nothing but the caller limits how long it takes.

    Raises:
        UsageError: the query reaches out or changes data; a format is asked for that its
            answer does not have; or a parameter is not one of the query.
        InputError: the query is not SPARQL.
        LimitError: the query is too long or too deep.
    """
    text, table = prefixes.disarmed(asked.text, asked.prefixes)
    safety.check(text, asked.name, safety.DEEPEST)
    bound = parameters.bound(text, asked.given, asked.prefixes)
    try:
        found = store.query(
            bound.text + safety.PADDING, prefixes=table, substitutions=bound.substitutions
        )
    except SyntaxError as error:
        if asked.given:
            parameters.refuse_computed(text, asked.given, table)
            error = _error_without(text, table) or error
        raise safety.syntax_error(error, asked.text, asked.name) from error
    if isinstance(found, QueryBoolean):
        return Answer(_yes_or_no(found, _of_rows(asked)))
    if isinstance(found, QuerySolutions):
        return _rows(found, asked, _of_rows(asked))
    return _statements(found, asked)


def _error_without(text: str, table: dict[str, str]) -> SyntaxError | None:
    """Return what is wrong with a query before values were put into it."""
    try:
        Store().query(text + safety.PADDING, prefixes=table)
    except SyntaxError as error:
        return error
    return None


def _of_rows(asked: Asked) -> Rows:
    if asked.form is None:
        return "table"
    for form in ROWS:
        if asked.form == form:
            return form
    raise UsageError(
        f"{asked.name}: SELECT and ASK answer in rows, and {asked.form} holds none; "
        f"use --format {', '.join(ROWS[:-1])} or {ROWS[-1]}."
    )


def _yes_or_no(found: QueryBoolean, form: Rows) -> bytes:
    if form in ("table", "markdown"):
        return f"{str(bool(found)).lower()}\n".encode()
    written = found.serialize(format=_OF_W3C.get(form, QueryResultsFormat.JSON))
    return (written or b"").rstrip() + b"\n"


def _rows(found: QuerySolutions, asked: Asked, form: Rows) -> Answer:
    every = results.collect(found, asked.text)
    rows = every.first(asked.rows)
    cut = len(rows.rows) < len(every.rows)
    if form == "json":
        data = rows.json()
    elif form in _OF_W3C:
        data = rows.written(_OF_W3C[form])
    else:
        shorten = cache(lambda iri: iris.shorten(iri, asked.base, asked.prefixes))
        data = rows.table(shorten) if form == "table" else rows.markdown(shorten)
    return Answer(data, len(rows.rows), cut)


def _statements(found: QueryTriples, asked: Asked) -> Answer:
    from drugfacts.export import formats

    form = asked.form or "turtle"
    if form not in GRAPHS:
        raise UsageError(
            f"{asked.name}: CONSTRUCT and DESCRIBE answer in statements, and {form} holds none; "
            f"use --format {', '.join(GRAPHS[:-1])} or {GRAPHS[-1]}."
        )
    # The same one may come many times.
    quads = [Quad(*triple) for triple in dict.fromkeys(found)]
    cut = asked.rows is not None and len(quads) > asked.rows
    if cut:
        quads = sorted(quads, key=str)[: asked.rows]
    data = formats.written(quads, formats.Format(form), asked.base, asked.declared)
    return Answer(data, None, cut)
