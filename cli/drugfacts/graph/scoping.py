"""Labels for the blank nodes of one document, which no other document uses.

A label such as ``_:a`` means something in its own document only, and what is written in
brackets has none at all. Labels made here are the same in every run.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, DefaultGraph, Quad

from drugfacts.graph.places.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import RdfFormat

    from drugfacts.graph.turtle.document import Statement

_WRITTEN = re.compile(r"_:([^\s\"<>(){}\[\],;]+)")


def labels(quads: Iterable[Quad]) -> set[str]:
    """Return the labels of all blank nodes in statements."""
    return {node.value for node in _nodes(quads)}


def scoped(
    quads: Sequence[Quad], text: str | None, form: RdfFormat, base: str | None, scope: str
) -> Sequence[Quad]:
    """Return statements with new labels: those in the text, or ``b1`` on, and the scope.

    Args:
        quads: Statements as they were parsed.
        text: Their text, or None when it has no places.
        form: Its format.
        base: What relative IRIs are resolved against.
        scope: End of each label.
    """
    written = _labels_in(text)
    nodes = _nodes(quads)
    if text is not None and not written.issuperset(node.value for node in nodes):
        said = scoped_statements(text, form, base, scope)
        if said:
            default = DefaultGraph()
            return [Quad(s.subject, s.predicate, s.object, s.graph or default) for s in said]
    renamed = _renamed(nodes, written, scope)
    if all(before == after for before, after in renamed.items()):
        return quads
    return [Quad(*(renamed.get(term, term) for term in tuple(quad))) for quad in quads]


def scoped_statements(text: str, form: RdfFormat, base: str | None, scope: str) -> list[Statement]:
    """Return the statements of a text with their offsets and the labels of a scope.

    Arguments are those of `scoped`. None for a text that we do not read, or for JSON-LD.
    """
    said = statements(text, form, base)
    nodes = (node for s in said for node in (s.subject, s.object, s.graph))
    renamed = _renamed(nodes, _labels_in(text), scope)
    return [
        statement._replace(
            subject=renamed.get(statement.subject, statement.subject),
            object=renamed.get(statement.object, statement.object),
            graph=renamed.get(statement.graph, statement.graph),
        )
        for statement in said
    ]


def _nodes(quads: Iterable[Quad]) -> list[BlankNode]:
    terms = (term for q in quads for term in (q.subject, q.object, q.graph_name))
    return list(dict.fromkeys(term for term in terms if isinstance(term, BlankNode)))


def _labels_in(text: str | None) -> set[str]:
    return {label.rstrip(".") for label in _WRITTEN.findall(text or "")}


def _renamed(terms: Iterable[object], written: set[str], scope: str) -> dict[Any, Any]:
    free = (f"b{n}" for n in count(1) if f"b{n}" not in written)
    nodes = dict.fromkeys(term for term in terms if isinstance(term, BlankNode))
    return {
        node: BlankNode((node.value if node.value in written else next(free)) + scope)
        for node in nodes
    }
