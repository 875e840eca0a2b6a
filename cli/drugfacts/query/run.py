"""Running one query over a data set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, Store

from drugfacts import iris
from drugfacts.bounded import within
from drugfacts.errors import UsageError
from drugfacts.graph import write
from drugfacts.graph.read import packaged
from drugfacts.query import results, safety

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from drugfacts.graph.dataset import DataSet

Format = Literal["table", "csv", "json"]

SECONDS = 60.0
"""How long a query may run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query answered.

    Attributes:
        data: The answer in the wanted format.
        rows: How many rows it has; None for what is no table.
    """

    data: bytes
    rows: int | None = None


def ask(
    data: DataSet,
    text: str,
    name: str = "-",
    form: Format | None = None,
    seconds: float = SECONDS,
    derived: Iterable[Quad] = (),
) -> Answer:
    """Answer a SPARQL query over a data set and the ontology.

    The prefixes of the table, those of the documents' fragments and those that the
    documents declare need no PREFIX line. Rows come in the order that the query gives
    them; without ORDER BY they are sorted.

    Args:
        data: What is asked, with its background.
        text: SELECT, ASK, CONSTRUCT or DESCRIBE.
        name: The file of the query as the user named it, for messages.
        form: How a table is written, ``table`` when None. CONSTRUCT and DESCRIBE
            answer in Turtle and take none.
        seconds: How long the query may take.
        derived: What was derived from the data, in named graphs of its own.

    Raises:
        UsageError: the query reaches out or changes data; or a format is asked for
            that its answer does not have.
        InputError: the query is not SPARQL.
        LimitError: the query is too long, too deep or takes too long.
    """
    safety.check(text, name)
    table = prefixes(data)
    store = _store(data)
    store.extend(derived)

    def evaluate() -> Answer:
        try:
            found = store.query(text + safety.PADDING, prefixes=table)
        except SyntaxError as error:
            raise safety.syntax_error(error, text, name) from error
        if isinstance(found, QueryTriples):
            if form is not None:
                raise UsageError(
                    f"{name}: a CONSTRUCT or DESCRIBE answers in Turtle; leave out --format."
                )
            return Answer(write.turtle(found, data.base, data.declared_prefixes()))
        return _written(found, text, form or "table", data.base, table)

    return within(
        seconds,
        evaluate,
        f"{name}: the query took longer than {seconds:g} seconds; "
        "join fewer things at once, or add a LIMIT inside.",
    )


def prefixes(data: DataSet) -> dict[str, str]:
    """Return the prefixes that a query on a data set may use undeclared."""
    table = data.declared_prefixes()
    for document in (*data.documents, *data.background):
        fragment = iris.fragment_prefix(f"{document.iri}#", data.base)
        if fragment:
            table[fragment[0]] = fragment[1]
    return {**table, **iris.prefixes(data.base)}


def _store(data: DataSet) -> Store:
    store = Store()
    store.extend(packaged("ontology").quads())
    for document in (*data.documents, *data.background):
        store.extend(document.quads)
    return store


def _written(
    found: QuerySolutions | QueryBoolean, text: str, form: Format, base: str, table: dict[str, str]
) -> Answer:
    if isinstance(found, QueryBoolean):
        if form == "table":
            return Answer(f"{str(bool(found)).lower()}\n".encode())
        kind = QueryResultsFormat.JSON if form == "json" else QueryResultsFormat.CSV
        return Answer((found.serialize(format=kind) or b"").rstrip() + b"\n")
    rows = results.collect(found, text)
    if form == "json":
        return Answer(rows.json(), len(rows.rows))
    if form == "csv":
        return Answer(rows.csv(), len(rows.rows))
    shorten = cache(lambda iri: iris.shorten(iri, base, table))
    return Answer(rows.table(shorten), len(rows.rows))
