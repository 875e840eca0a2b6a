"""Graphs that answer the queries of shapes: each is read once, and none leaves the graph."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from drugfacts.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib


@cache
def graph_kind() -> type[rdflib.Graph]:
    """Return the class of graph that pySHACL is quick on; made here as rdflib is heavy."""
    import rdflib

    class Graph(rdflib.Graph):
        def __bool__(self) -> bool:
            # pySHACL asks for each result whether there is a graph, and the answer
            # would be to count all triples.
            return True

        def query(self, question: Any, *more: Any, **named: Any) -> Any:  # type: ignore[override]
            # It asks one question of a shape once a focus node, and reading a question
            # takes longer than answering it.
            return super().query(_prepared(question), *more, **named)

    return Graph


@lru_cache(maxsize=256)
def _prepared(text: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery

    try:
        prepared = prepareQuery(text)
    except Exception as error:  # rdflib raises its parser's errors, and bare ones
        raise InputError(
            f"a sh:select of the shapes cannot be read: {error}; correct the query."
        ) from error
    for part in _parts_of(prepared.algebra):
        # The nodes are dicts with a `get` of their own that does something else.
        if dict.get(part, "datasetClause") or part.name == "ServiceGraphPattern":
            raise InputError(
                "a sh:select asks another place (FROM or SERVICE), and nothing is fetched; "
                "take that out."
            )
    return prepared


def _parts_of(algebra: Any) -> Iterator[Any]:
    """Yield the nodes of a query's algebra."""
    waiting = [algebra]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += dict.values(part)
        elif isinstance(part, list | tuple):
            waiting += part
