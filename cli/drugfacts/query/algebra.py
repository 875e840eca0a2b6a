"""A query as the algebra of SPARQL, with how much each of its patterns matches.

The engine does not tell its plan. What is shown instead is how the W3C's algebra, as rdflib
translates it, reads the query, and real counts: how many statements each pattern matches
alone. The engine joins patterns in an order of its own, usually the most selective first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import QuerySolutions, Store

from drugfacts import iris
from drugfacts.errors import InputError, LimitError
from drugfacts.query import parameters, prefixes, safety
from drugfacts.text import printable

if TYPE_CHECKING:
    from drugfacts.query.asked import Asked

HEAD = (
    "How SPARQL reads the query (its algebra); the engine does not tell its own plan.\n"
    "Patterns stand as the most selective first would have them, each with how many\n"
    "statements match it alone.\n\n"
)

_IRI = re.compile(r"<([^<>]*)>")
_BELOW = ("p", "p1", "p2", "part")


def explained(store: Store, asked: Asked) -> bytes:
    """Return the algebra of a query, an operation a line, what it is made of below it.

    Args:
        store: The data, for the counts.
        asked: The query.

    Raises:
        UsageError: the query is refused; see `asked.answer`.
        InputError: it is not SPARQL 1.1.
        LimitError: it nests too deeply for rdflib.
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    text, table = prefixes.disarmed(asked.text, asked.prefixes)
    safety.check(text, asked.name, safety.DEEPEST)
    text = parameters.bound(text, asked.given, asked.prefixes).text
    try:
        # The engine's complaints are placed better.
        Store().query(text + safety.PADDING, prefixes=table)
    except SyntaxError as error:
        raise safety.syntax_error(error, text, asked.name) from error
    try:
        query = translateQuery(parseQuery(text), initNs=table)
    except RecursionError as error:
        raise LimitError(
            f"{asked.name}: nests too deeply to be explained; simplify the query."
        ) from error
    except Exception as error:
        # rdflib raises a bare Exception as well.
        said = printable(str(error).partition("\n")[0])
        raise InputError(
            f"can be asked but not explained, as it is not SPARQL 1.1 ({said}).", asked.name
        ) from error
    shorten = cache(lambda iri: iris.shorten(iri, asked.base, asked.prefixes))
    lines = _Lines(store, shorten).of(query.algebra, 0, False)
    return (HEAD + "".join(f"{line}\n" for line in lines)).encode()


class _Lines:
    """Writes operations.

    Args:
        store: The data, for the counts.
        shorten: Makes a CURIE of an IRI.
    """

    def __init__(self, store: Store, shorten: Callable[[str], str]) -> None:
        self._store = store
        self._shorten = shorten

    def of(self, node: Mapping[str, Any], depth: int, in_graph: bool) -> Iterator[str]:
        """Yield the lines of an operation and of those below it."""
        name = str(getattr(node, "name", ""))
        yield "  " * depth + " ".join(filter(None, (name, self._said(name, node))))
        if name == "BGP":
            for line in self._patterns(node["triples"], in_graph):
                yield "  " * (depth + 1) + line
            return
        for key in _BELOW:
            below = node.get(key)
            if below is not None and hasattr(below, "name"):
                yield from self.of(below, depth + 1, in_graph or name == "Graph")

    def _said(self, name: str, node: Mapping[str, Any]) -> str:
        """Return what an operation is about."""
        if name in {"Project", "SelectQuery"}:
            return self._terms(node["PV"] if name == "Project" else [])
        if name == "Graph":
            return self._term(node["term"])
        if name == "Slice":
            length = node["length"]
            return f"from {node['start']}" + ("" if length is None else f", at most {length}")
        if name == "Extend":
            return f"{self._term(node['var'])} from {self._terms(_variables(node['expr']))}".strip()
        if name in {"Filter", "LeftJoin", "OrderBy", "Group"} and node["expr"] is not None:
            return self._terms(_variables(node["expr"]))
        if name == "values":
            return self._terms(dict.fromkeys(key for row in node["res"] for key in row))
        return ""

    def _terms(self, terms: Any) -> str:
        return " ".join(self._term(term) for term in terms)

    def _term(self, term: Any) -> str:
        from rdflib import BNode, URIRef

        if isinstance(term, URIRef):
            return printable(self._shorten(str(term)))
        if isinstance(term, BNode):
            return "[]"
        return _IRI.sub(lambda match: printable(self._shorten(match[1])), str(term.n3()))

    def _patterns(self, triples: Sequence[Any], in_graph: bool) -> Iterator[str]:
        """Yield patterns, the most selective first, then those that are joined to one before."""
        left = [(self._count(triple, in_graph), triple) for triple in triples]
        known: set[object] = set()
        while left:
            joined = [each for each in left if known & _open(each[1])] or left
            chosen = min(joined, key=lambda each: float("inf") if each[0] is None else each[0])
            left.remove(chosen)
            count, triple = chosen
            known |= _open(triple)
            told = "a path, not counted" if count is None else f"{count}"
            yield f"{self._terms(triple)}  ({told})"

    def _count(self, triple: Sequence[Any], in_graph: bool) -> int | None:
        from rdflib.paths import Path

        if isinstance(triple[1], Path):
            return None
        names: dict[object, str] = {}
        parts = [
            names.setdefault(term, f"?v{len(names)}") if term in _open(triple) else term.n3()
            for term in triple
        ]
        pattern = f"{{ {' '.join(parts)} }}"
        inside = f"GRAPH ?graph {pattern}" if in_graph else pattern
        found = self._store.query(f"SELECT (COUNT(*) AS ?n) {{ {inside} }}")
        assert isinstance(found, QuerySolutions), "SELECT answers with rows"
        (row,) = found
        return int(row[0].value)


def _open(triple: Sequence[Any]) -> set[object]:
    """Return the variables of a pattern, and its blank nodes, which are some too."""
    from rdflib import BNode, Variable

    return {term for term in triple if isinstance(term, BNode | Variable)}


def _variables(expression: Any) -> list[Any]:
    """Return the variables of an expression in the order of their names."""
    from rdflib import Variable

    found: set[Any] = set()
    waiting = [expression]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Variable):
            found.add(each)
        elif isinstance(each, Mapping):
            waiting += [value for key, value in each.items() if not key.startswith("_")]
        elif isinstance(each, list | tuple):
            waiting += each
    return sorted(variable for variable in found if not variable.startswith("__agg"))
