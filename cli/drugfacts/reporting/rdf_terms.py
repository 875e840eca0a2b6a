"""The terms of a finding, from text back to RDF."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from drugfacts.reporting.characters import visible

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Term

# No prefix fits such an IRI, as no local name is written with "~".
_STANDS_FOR = "urn:x-drugfacts-label:~"


@lru_cache(maxsize=4096)
def term(text: str) -> Term:
    """Return the term that a text in N-Triples form stands for.

    What is no term of RDF 1.1 becomes a string, so that it is reported all the same.
    """
    line = f"_:s <{_STANDS_FOR}p> {text} ."
    try:
        (found,) = parse(line, format=RdfFormat.N_TRIPLES, rename_blank_nodes=False)
    except (SyntaxError, ValueError):
        return Literal(visible(text))
    value = found.object
    if isinstance(value, NamedNode | BlankNode):
        return value
    if isinstance(value, Literal) and value.direction is None:
        return value
    return Literal(visible(text))


class Labels:
    """Blank nodes of other graphs, written with labels in the order of their coming.

    The canonical layout would look for an order that depends on the graph alone, which
    can take too long where many are alike. So it gets IRIs, which `named` turns back.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def of(self, found: Term, graph: str) -> NamedNode | Literal:
        """Return a term, with an IRI in place of a blank node.

        Args:
            found: The term.
            graph: Which graph it is of: one label in two graphs is two nodes.
        """
        if not isinstance(found, BlankNode):
            return found
        number = self._numbers.setdefault((graph, found.value), len(self._numbers))
        return NamedNode(f"{_STANDS_FOR}{number:09}")

    def named(self, turtle: str) -> str:
        """Return Turtle with labels where the IRIs were."""
        return re.sub(f"<{_STANDS_FOR}0*([0-9]+)>", r"_:b\1", turtle)
