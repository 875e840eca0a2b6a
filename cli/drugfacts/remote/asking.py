"""Asking a SPARQL endpoint, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from traceback import clear_frames
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import urlencode

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    parse,
    parse_query_results,
    serialize,
)

from drugfacts import iris
from drugfacts.errors import InputError, UsageError
from drugfacts.graph.sparql_tokens import cut
from drugfacts.query import results
from drugfacts.remote.connection import MAX_BYTES, Answer, sent
from drugfacts.remote.refusals import HTML, refusal

if TYPE_CHECKING:
    from drugfacts.remote.address import Address
    from drugfacts.remote.login import Login

ROWS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
"""Forms of rows that are written as they come."""

_READ_ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
_READ_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "text/ntriples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_ACCEPT = (
    "application/sparql-results+json, application/n-triples, text/turtle;q=0.9, "
    "application/sparql-results+xml;q=0.8, application/rdf+xml;q=0.7"
)
MOST_HELD = 256 * 1024 * 1024
"""So many bytes of an answer are read at most where a form needs all of it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A query, and how its answer is wanted.

    Attributes:
        text: SELECT, ASK, CONSTRUCT or DESCRIBE.
        form: How it is written; None means a table, or Turtle.
        seconds: How long all of it may take.
        rows: So many rows, or statements, at most; None means all.
        prefixes: What may be used undeclared.
        most: So many bytes of the answer are read at most.
    """

    text: str
    form: str | None = None
    seconds: float = 60.0
    rows: int | None = None
    prefixes: Mapping[str, str] = field(default_factory=iris.prefixes)
    most: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Asked:
    """What was written.

    Attributes:
        rows: How many rows; None where they were not counted.
        cut: There are more rows, or statements, than were wanted.
    """

    rows: int | None = None
    cut: bool = False


def ask(address: Address, login: Login, wish: Wish, output: IO[bytes]) -> Asked:
    """Ask a query, and write the answer.

    Rows as CSV, TSV, JSON and XML, and statements as N-Triples, are written as they come,
    in the order of the server, unless a number of rows is wanted. All else is read first, up
    to `MOST_HELD`, and put in order.

    Args:
        address: The endpoint.
        login: Who asks.
        wish: The query.
        output: Where the answer goes.

    Raises:
        UsageError: the form is none of what the query answers.
        InputError: the server cannot be reached, refuses the query, or answers what is
            none of the formats of SPARQL. Some may be written by then.
        LimitError: it takes too long, or answers too much.
    """
    body = urlencode({"query": declared(wish.text, wish.prefixes)}).encode()
    headers = {"Accept": _ACCEPT, "Content-Type": "application/x-www-form-urlencoded"}
    with sent("POST", address, login, wish.seconds, body, headers, wish.most) as answer:
        if answer.status != 200:
            raise refusal(answer, "the query")
        if answer.packed != "identity":
            raise InputError(
                f"the answer is packed ({answer.packed}), which nobody asked for; look into "
                "the server's settings.",
                str(answer.address),
            )
        if answer.kind not in _READ_ROWS and answer.kind not in _READ_GRAPHS:
            raise _no_answer(answer)
        try:
            write = _rows if answer.kind in _READ_ROWS else _statements
            return write(answer, wish, output)
        except (SyntaxError, ValueError) as error:
            clear_frames(error.__traceback__)
            raise InputError(
                f"the answer is cut off, or is no {answer.kind} ({_reason(error)}); try again, "
                "or look into the server's log.",
                str(answer.address),
            ) from error
        except Exception as error:
            # The engine's objects must end in the thread where they began; the frames hold them.
            clear_frames(error.__traceback__)
            raise


def declared(text: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with the prefixes declared that it uses and does not declare.

    They stand before its first line, so that line numbers stay.

    >>> declared("SELECT * { ?d a df:Drug }", {"df": "https://example.org/#"})
    'PREFIX df: <https://example.org/#> SELECT * { ?d a df:Drug }'
    """
    pieces = [piece for piece in cut(text) if piece.kind not in {"space", "comment"}]
    own = {name.text for word, name in pairwise(pieces) if word.text.lower() == "prefix"}
    used = dict.fromkeys(piece.text.partition(":")[0] for piece in pieces if piece.kind == "prefix")
    wanted = [name for name in used if name in prefixes and f"{name}:" not in own]
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in wanted) + text


def _rows(answer: Answer, wish: Wish, output: IO[bytes]) -> Asked:
    found = parse_query_results(cast("IO[bytes]", answer), _READ_ROWS[answer.kind])
    form = wish.form or "table"
    if form not in {*ROWS, "table", "markdown"}:
        raise UsageError(f"SELECT and ASK answer in rows, and {form} holds none; use csv or json.")
    if isinstance(found, QueryBoolean):
        _drained(answer)
        if form not in ROWS:
            output.write(f"{str(bool(found)).lower()}\n".encode())
        else:
            output.write((found.serialize(format=ROWS[form]) or b"").rstrip() + b"\n")
        return Asked()
    if form in ROWS and wish.rows is None:
        found.serialize(output, ROWS[form])
        _drained(answer)
        return Asked()
    answer.most = min(answer.most, MOST_HELD)
    every = results.collect(found, wish.text)
    _drained(answer)
    rows = every.first(wish.rows)
    shorten = cache(lambda iri: iris.shorten(iri, iris.BASE, wish.prefixes))
    if form == "json":
        output.write(rows.json())
    elif form in ROWS:
        output.write(rows.written(ROWS[form]))
    else:
        output.write(rows.table(shorten) if form == "table" else rows.markdown(shorten))
    return Asked(len(rows.rows), len(rows.rows) < len(every.rows))


def _statements(answer: Answer, wish: Wish, output: IO[bytes]) -> Asked:
    from drugfacts.export import formats

    form = wish.form or "turtle"
    if form not in list(formats.Format):
        raise UsageError(
            f"CONSTRUCT and DESCRIBE answer in statements, and {form} holds none; use turtle."
        )
    parser = parse(
        cast("IO[bytes]", answer), _READ_GRAPHS[answer.kind], base_iri=str(answer.address)
    )
    if form == "ntriples" and wish.rows is None:
        serialize((quad.triple for quad in parser), output, RdfFormat.N_TRIPLES)
        return Asked()
    answer.most = min(answer.most, MOST_HELD)
    quads = list(dict.fromkeys(Quad(*quad.triple) for quad in parser))
    first = quads if wish.rows is None else sorted(quads, key=str)[: wish.rows]
    output.write(formats.written(first, formats.Format(form), iris.BASE, {}))
    return Asked(cut=len(first) < len(quads))


def _drained(answer: Answer) -> None:
    """Read to the end, so that what was cut off is noticed."""
    while answer.read():
        pass


def _no_answer(answer: Answer) -> InputError:
    what = "a web page" if answer.kind in HTML else f"'{answer.kind or 'something unnamed'}'"
    return InputError(
        f"answers with {what}, which is no result of a query; name the address of its SPARQL "
        "endpoint, which often ends in /sparql or /query.",
        str(answer.address),
    )


def _reason(error: Exception) -> str:
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return said.partition("\n")[0].removeprefix("Parser error ").rstrip(".")
