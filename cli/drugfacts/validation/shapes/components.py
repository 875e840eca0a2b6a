"""Constraints in SPARQL and components of the user's own: sections 5 and 6 of SHACL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.validation.shacl import sh
from drugfacts.validation.shapes.fault import Fault
from drugfacts.validation.shapes.reading import TRUE, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.validation.shapes.reading import ShapesGraph

VALIDATORS = {"validator": "ask", "nodeValidator": "select", "propertyValidator": "select"}
"""The properties that give a component its validators, and the kind of query of each."""

_RESERVED = {"this", "shapesGraph", "currentShape", "path", "PATH", "value"}
_LOCAL = re.compile(r"[A-Za-z_]\w*$")


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield constraints without a query, and components that would not run."""
    for shape, node in graph.said("sparql"):
        if isinstance(node, Literal):
            continue  # The rule on values tells.
        if graph.values(node, "ask") or not graph.values(node, "select"):
            yield _query_fault(graph, shape, "sparql", node, "select")
    for name, query in VALIDATORS.items():
        other = "ask" if query == "select" else "select"
        for component, node in graph.said(name):
            if isinstance(node, Literal):
                continue
            if graph.values(node, other) or not graph.values(node, query):
                yield _query_fault(graph, component, name, node, query)
    for component in components(graph):
        yield from _component_faults(graph, component)
    yield from _declaration_faults(graph)


def components(graph: ShapesGraph) -> dict[Subject, None]:
    """Return the components of the user's own, each once."""
    classes = graph.classes_below(sh("ConstraintComponent"))
    found: dict[Subject, None] = {
        subject: None for subject, kind in graph.statements.get(TYPE, []) if kind in classes
    }
    found.update((subject, None) for subject, _ in graph.said("parameter"))
    return found


def variable(parameter: NamedNode) -> str:
    """Return the variable that a parameter has in queries: its local name."""
    found = _LOCAL.search(parameter.value)
    return found[0] if found else ""


def parameters(graph: ShapesGraph, component: Term) -> list[NamedNode]:
    """Return the properties that are parameters of a component."""
    paths = [graph.one(node, "path") for node in graph.values(component, "parameter")]
    return [path for path in paths if isinstance(path, NamedNode)]


def _query_fault(graph: ShapesGraph, owner: Subject, name: str, node: Term, query: str) -> Fault:
    said = f"sh:{name} takes a node with one sh:{query} and no other query; write its query."
    # The node itself is the better place, when it is written out somewhere.
    return Fault(said, owner, sh(name), node)


def _component_faults(graph: ShapesGraph, component: Subject) -> Iterator[Fault]:
    nodes = graph.values(component, "parameter")
    if not any(graph.one(node, "optional") != TRUE for node in nodes):
        yield Fault(
            f"{graph.name(component)} has no parameter that must be given, so that no shape "
            "can use it; add a sh:parameter.",
            component,
        )
    for node in nodes:
        path = graph.one(node, "path")
        if not isinstance(path, NamedNode):
            yield Fault(
                "a sh:parameter names a property with sh:path; give it one, which must be an IRI.",
                component,
                sh("parameter"),
                node,
            )
        elif variable(path) in {*_RESERVED, ""}:
            yield Fault(
                f"{path} cannot be a parameter, because its local name is not free as the name "
                "of a variable; choose another.",
                component,
                sh("parameter"),
                node,
            )
    there = [name for name in VALIDATORS if graph.values(component, name)]
    if not there:
        yield Fault(
            f"{graph.name(component)} has no validator, so that it checks nothing; "
            "add a sh:validator with a sh:ask.",
            component,
        )
    else:
        yield from _unsuitable(graph, component, there)


def _unsuitable(graph: ShapesGraph, component: Subject, there: list[str]) -> Iterator[Fault]:
    """Yield the shapes that use a component which has no validator for their kind."""
    if "validator" in there:
        return
    for path in parameters(graph, component):
        if component not in graph.mandatory.get(path, []):
            continue
        for shape, _ in graph.statements.get(path, []):
            kind = "propertyValidator" if graph.is_property_shape(shape) else "nodeValidator"
            if kind not in there:
                yield Fault(
                    f"{graph.name(component)} has no validator for this kind of shape, "
                    f"so that it checks nothing; add a sh:{kind}.",
                    shape,
                    path,
                )


def _declaration_faults(graph: ShapesGraph) -> Iterator[Fault]:
    for owner, node in graph.said("declare"):
        for name in ("prefix", "namespace"):
            if not graph.values(node, name):
                yield Fault(
                    f"a sh:declare has no sh:{name}; write "
                    '[ sh:prefix "ex" ; sh:namespace "http://…"^^xsd:anyURI ].',
                    owner,
                    sh("declare"),
                    node if isinstance(node, BlankNode | NamedNode) else None,
                )
