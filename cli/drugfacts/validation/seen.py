"""Which statements no shape looked at: what ``--coverage`` counts.

A shape looks at a statement of a node that it is held against (a focus node, or a value
node that it reaches through other shapes) when

- a path of it walks over the statement,
- it compares with the property (``sh:equals``, ``sh:lessThan`` and their like),
- it is closed, and so looks at every property of the node, or
- a query of it names the property, which counts for the statements of all subjects, as
  a query may go anywhere; one that asks for any property looks at all of the node.

Targets and ``sh:class`` look at the ``rdf:type`` of what they decide about; the targets
of subjects and objects of a property look at that property. A shape that is deactivated
looks at nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.graph.dataset import parts
from drugfacts.reporting.report import Unseen
from drugfacts.validation.shacl import sh
from drugfacts.validation.shapes.queries import Queries
from drugfacts.validation.shapes.reading import TRUE, TYPE, ShapesGraph
from drugfacts.validation.walking import Walker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from drugfacts.graph.dataset import DataSet, Subject, Term

Statement = tuple["Subject", NamedNode, "Term"]

_COMPARED = tuple(sh(name) for name in ("equals", "disjoint", "lessThan", "lessThanOrEquals"))


def unseen(
    data: DataSet,
    shapes: DataSet,
    ontology: DataSet,
    focus: Mapping[Subject, Set[Term]],
) -> tuple[Unseen, ...]:
    """Return how many statements of each property no shape looked at.

    Args:
        data: What was checked; statements of its named documents are counted.
        shapes: The shapes graph.
        ontology: Declares prefixes of queries.
        focus: The focus nodes of each shape with targets.

    Returns:
        The properties with such statements, in the order of their IRIs.
    """
    looked = Look(data, shapes, ontology)
    for shape, nodes in focus.items():
        looked.hold(shape, nodes)
    looked.targets(focus)
    statements = [parts(triple) for triple in data.triples()]
    of = Counter(predicate for _, predicate, _ in statements)
    missed = Counter(statement[1] for statement in statements if not looked.at(statement))
    return tuple(
        Unseen(predicate.value, count, of[predicate])
        for predicate, count in sorted(missed.items(), key=lambda pair: pair[0].value)
    )


class Look:
    """What the shapes have looked at so far.

    Args:
        data: The data graph.
        shapes: The shapes graph.
        ontology: Declares prefixes of queries.
    """

    def __init__(self, data: DataSet, shapes: DataSet, ontology: DataSet) -> None:
        self._data = data
        self._graph = ShapesGraph(shapes)
        self._walker = Walker(data, shapes)
        self._queries = {query.node: query for query in Queries(self._graph, ontology).all}
        self._held: set[tuple[Subject, Term]] = set()
        self._statements: set[Statement] = set()
        self._of_nodes: dict[NamedNode, set[Term]] = {}
        self._whole: set[Term] = set()
        self._properties: set[NamedNode] = set()

    def at(self, statement: Statement) -> bool:
        """Tell whether a shape has looked at a statement."""
        subject, predicate, _ = statement
        return (
            subject in self._whole
            or predicate in self._properties
            or subject in self._of_nodes.get(predicate, ())
            or statement in self._statements
        )

    def targets(self, focus: Mapping[Subject, Set[Term]]) -> None:
        """Look at what decides which nodes are targets."""
        for shape, nodes in focus.items():
            about = self._graph.data.properties(shape)
            for name in ("targetSubjectsOf", "targetObjectsOf"):
                for value in about.get(sh(name), []):
                    if isinstance(value, NamedNode):
                        self._properties.add(value)
            if sh("targetClass") in about or TYPE in about:
                self._of_nodes.setdefault(TYPE, set()).update(nodes)

    def hold(self, shape: Subject, nodes: Iterable[Term]) -> None:
        """Hold a shape, and the shapes inside it, against nodes."""
        waiting: list[tuple[Subject, list[Term]]] = [(shape, list(nodes))]
        while waiting:
            shape, found = waiting.pop()
            new = [node for node in found if (shape, node) not in self._held]
            about = self._graph.data.properties(shape)
            if not new or TRUE in about.get(sh("deactivated"), []):
                continue
            self._held.update((shape, node) for node in new)
            self._compared(about, new)
            values = self._values(about, new)
            if TRUE in about.get(sh("closed"), []):
                self._whole.update(values)
            if sh("class") in about:
                self._of_nodes.setdefault(TYPE, set()).update(values)
            for node in about.get(sh("sparql"), []):
                self._asked(node, new)
            for inner in self._graph.inner(shape):
                if not isinstance(inner, Literal):
                    waiting.append((inner, values))

    def _values(self, about: Mapping[NamedNode, list[Term]], nodes: list[Term]) -> list[Term]:
        """Return the value nodes of a shape, looking at the statements on the way."""
        path = next(iter(about.get(sh("path"), [])), None)
        if path is None:
            return nodes
        if isinstance(path, NamedNode):
            # The usual case, at the price of two look-ups a node.
            self._of_nodes.setdefault(path, set()).update(nodes)
            return list(
                dict.fromkeys(
                    value
                    for node in nodes
                    if not isinstance(node, Literal)
                    for value in self._data.properties(node).get(path, [])
                )
            )
        values, over = self._walker.walk(path, nodes)
        self._statements |= over
        return values

    def _compared(self, about: Mapping[NamedNode, list[Term]], nodes: list[Term]) -> None:
        for name in _COMPARED:
            for other in about.get(name, []):
                if isinstance(other, NamedNode):
                    self._of_nodes.setdefault(other, set()).update(nodes)

    def _asked(self, node: Term, focus: list[Term]) -> None:
        query = None if isinstance(node, Literal) else self._queries.get(node)
        if query is None:
            return
        if query.meets_any:
            self._whole.update(focus)
        for kind, text in query.pieces:
            name = query.named(kind, text)
            if name is not None:
                self._properties.add(NamedNode(name))
            elif kind == "word" and text == "a":
                self._properties.add(TYPE)
