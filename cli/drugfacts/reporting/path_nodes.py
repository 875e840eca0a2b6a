"""Result paths as nodes of RDF (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.graph.turtle.trees import Items, Node
from drugfacts.reporting.path_notation import Alternative, Inverse, Predicate, Repeated
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from drugfacts.graph.turtle.trees import Value
    from drugfacts.reporting.path_notation import Path

_SH = PREFIXES["sh"]
_INVERSE = NamedNode(_SH + "inversePath")
_ALTERNATIVE = NamedNode(_SH + "alternativePath")
_REPEATED = {
    "*": NamedNode(_SH + "zeroOrMorePath"),
    "+": NamedNode(_SH + "oneOrMorePath"),
    "?": NamedNode(_SH + "zeroOrOnePath"),
}


def path_node(path: Path) -> Value:
    """Return a path as SHACL has it.

    Raises:
        ValueError: an IRI of it is none.
    """
    if isinstance(path, Predicate):
        return NamedNode(path.iri)
    if isinstance(path, Inverse):
        return Node({_INVERSE: (path_node(path.path),)})
    if isinstance(path, Repeated):
        return Node({_REPEATED[path.mark]: (path_node(path.path),)})
    parts = Items([path_node(part) for part in path.paths])
    return Node({_ALTERNATIVE: (parts,)}) if isinstance(path, Alternative) else parts
