"""Our terms as rdflib's and back, for those who want rdflib and for pySHACL."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.graph.dataset import Term, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib

_STRING = NamedNode("http://www.w3.org/2001/XMLSchema#string")


class Terms:
    """Turns terms into rdflib's and back; equal terms become one object.

    Lexical forms stay as they are: ``"01"^^xsd:integer`` is not made ``"1"``. Blank
    nodes keep their labels, and so their identity.
    """

    def __init__(self) -> None:
        import rdflib

        self._iri = rdflib.URIRef
        self._blank = rdflib.BNode
        self._literal = rdflib.Literal
        self._there: dict[Term, rdflib.term.Identifier] = {}

    def to_rdflib(self, term: Term) -> rdflib.term.Identifier:
        """Return the rdflib term of a term."""
        found = self._there.get(term)
        if found is None:
            found = self._there[term] = self._make(term)
        return found

    def _make(self, term: Term) -> rdflib.term.Identifier:
        if isinstance(term, NamedNode):
            return self._iri(term.value)
        if isinstance(term, BlankNode):
            return self._blank(term.value)
        if term.language:
            return self._literal(term.value, lang=term.language)
        if term.datatype == _STRING:
            # rdflib takes "x" and "x"^^xsd:string for two terms; its queries have "x".
            return self._literal(term.value)
        datatype = self.to_rdflib(term.datatype)
        return self._literal(term.value, datatype=str(datatype), normalize=False)

    def from_rdflib(self, term: rdflib.term.Identifier) -> Term:
        """Return the term of an rdflib term."""
        if isinstance(term, self._literal):
            if term.language:
                return Literal(str(term), language=term.language)
            datatype = _STRING if term.datatype is None else NamedNode(str(term.datatype))
            return Literal(str(term), datatype=datatype)
        if isinstance(term, self._blank):
            return BlankNode(str(term))
        return NamedNode(str(term))


def to_rdflib(
    triples: Iterable[Triple], terms: Terms | None = None, kind: type[rdflib.Graph] | None = None
) -> rdflib.Graph:
    """Return an rdflib graph of triples, without a detour over text.

    Args:
        triples: What the graph is to hold; it is not changed later.
        terms: Shares the objects of terms between several graphs.
        kind: Class of the graph, `rdflib.Graph` or one below it.
    """
    import rdflib
    from rdflib.plugins.stores.memory import SimpleMemory

    terms = Terms() if terms is None else terms
    # No contexts and no stock prefixes: both cost time that nobody here has use for.
    graph = (kind or rdflib.Graph)(store=SimpleMemory(), bind_namespaces="none")
    there, add = terms.to_rdflib, graph.store.add
    with quiet():
        for subject, predicate, value in map(parts, triples):
            add((there(subject), there(predicate), there(value)), graph)
    return graph


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib from a warning with traceback for each literal that breaks its datatype.

    Such a literal is for the shapes to find, with its place.
    """
    logger = logging.getLogger("rdflib.term")
    logger.addFilter(_drop)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.removeFilter(_drop)


def _drop(_: logging.LogRecord) -> bool:
    return False
