"""Which focus nodes the targets of shapes stand for, by section 2.1.3 of SHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from drugfacts.graph.dataset import parts
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drugfacts.graph.dataset import Subject, Term

_SH = PREFIXES["sh"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_BELOW = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_CLASSES = frozenset((NamedNode(PREFIXES["rdfs"] + "Class"), NamedNode(PREFIXES["owl"] + "Class")))
_SHAPES = frozenset((NamedNode(_SH + "NodeShape"), NamedNode(_SH + "PropertyShape")))
_KINDS = {
    NamedNode(_SH + f"target{name}"): name for name in ("Node", "Class", "SubjectsOf", "ObjectsOf")
}
_DEACTIVATED = NamedNode(_SH + "deactivated")
_TARGET_CLASS = NamedNode(_SH + "targetClass")
_CONSTRAINING = frozenset(
    NamedNode(_SH + name)
    for name in """
    class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive
    maxInclusive minLength maxLength pattern languageIn uniqueLang equals disjoint
    lessThan lessThanOrEquals not and or xone node property qualifiedValueShape closed
    hasValue in sparql
    """.split()  # noqa: SIM905
)
"""What has one of these is a shape, whatever its type."""


class Target(NamedTuple):
    """One declaration of a target.

    Attributes:
        kind: ``Node``, ``Class``, ``SubjectsOf`` or ``ObjectsOf``.
        of: The node, class or property.
    """

    kind: str
    of: Term


def implicit(shapes: Iterable[Triple]) -> list[Triple]:
    """Return a ``sh:targetClass`` for each shape that is a class, and has its instances.

    Section 2.1.3.3 of SHACL asks that it is an instance of rdfs:Class. We take owl:Class
    for one that is below it, as nobody writes that down. Engines read this in ways of
    their own, so that they are told.
    """
    types: dict[Term, set[Subject]] = {}
    below: dict[Term, set[Term]] = {}
    constrained: set[Subject] = set()
    for subject, predicate, value in map(parts, shapes):
        if predicate == _TYPE:
            types.setdefault(value, set()).add(subject)
        elif predicate == _BELOW:
            below.setdefault(value, set()).add(subject)
        elif predicate in _CONSTRAINING:
            constrained.add(subject)
    kinds = set().union(*(_closure(kind, below) for kind in _CLASSES))
    classes = set().union(*(types.get(kind, set()) for kind in kinds))
    known = set().union(*(types.get(kind, set()) for kind in _SHAPES)) | constrained
    found = [node for node in classes & known if isinstance(node, NamedNode)]
    return [Triple(node, _TARGET_CLASS, node) for node in sorted(found, key=str)]


def declared(shapes: Sequence[Triple]) -> dict[Subject, list[Target]]:
    """Return the targets of each shape that has some, but for those that are switched off."""
    return stated([*shapes, *implicit(shapes)])


def stated(shapes: Iterable[Triple]) -> dict[Subject, list[Target]]:
    """Return the same for shapes with which the targets that are `implicit` stand already."""
    found: dict[Subject, list[Target]] = {}
    switched_off: set[Subject] = set()
    for subject, predicate, value in map(parts, shapes):
        if predicate in _KINDS:
            found.setdefault(subject, []).append(Target(_KINDS[predicate], value))
        elif predicate == _DEACTIVATED and isinstance(value, Literal) and value.value == "true":
            switched_off.add(subject)
    return {
        shape: list(dict.fromkeys(targets))
        for shape, targets in sorted(found.items(), key=lambda pair: str(pair[0]))
        if shape not in switched_off
    }


def focus_nodes(
    targets: Mapping[Subject, Sequence[Target]], data: Sequence[Triple]
) -> dict[Subject, frozenset[Term]]:
    """Return the focus nodes of each shape.

    Args:
        targets: What `declared` returns.
        data: The data graph with the ontology.
    """
    wanted = {target for declarations in targets.values() for target in declarations}
    of: dict[Target, set[Term]] = {target: set() for target in wanted}
    instances: dict[Term, set[Term]] = {}
    below: dict[Term, set[Term]] = {}
    properties = {target.of for target in wanted if target.kind.endswith("sOf")}
    for subject, predicate, value in map(parts, data):
        if predicate == _TYPE:
            instances.setdefault(value, set()).add(subject)
        elif predicate == _BELOW:
            below.setdefault(value, set()).add(subject)
        if predicate in properties:
            for kind, term in (("SubjectsOf", subject), ("ObjectsOf", value)):
                of.get(Target(kind, predicate), set()).add(term)
    for target in wanted:
        if target.kind == "Node":
            of[target].add(target.of)
        elif target.kind == "Class":
            for each in _closure(target.of, below):
                of[target] |= instances.get(each, set())
    return {
        shape: frozenset().union(*(of[target] for target in declarations))
        for shape, declarations in targets.items()
    }


def _closure(start: Term, below: Mapping[Term, set[Term]]) -> set[Term]:
    found = {start}
    waiting = [start]
    while waiting:
        new = below.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
