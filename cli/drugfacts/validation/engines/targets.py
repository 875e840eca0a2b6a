"""Which focus nodes the targets of shapes stand for, by section 2.1.3 of SHACL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from drugfacts.graph.dataset import parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.shacl import PARAMETERS, TARGETS, sh

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set

    from drugfacts.graph.dataset import Subject, Term

H = TypeVar("H", bound=Hashable)

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_BELOW = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_CLASSES = frozenset((NamedNode(PREFIXES["rdfs"] + "Class"), NamedNode(PREFIXES["owl"] + "Class")))
_SHAPES = frozenset((sh("NodeShape"), sh("PropertyShape")))
_KINDS = {sh(name): name.removeprefix("target") for name in TARGETS}
_DEACTIVATED = sh("deactivated")
_TARGET_CLASS = sh("targetClass")
_CONSTRAINING = frozenset(map(sh, PARAMETERS))


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
    said: dict[Term, list[tuple[Term, Term]]] = {predicate: [] for predicate in asked_for(targets)}
    for subject, predicate, value in map(parts, data):
        if predicate in said:
            said[predicate].append((subject, value))
    found = spelled_focus_nodes(targets, said.items(), lambda term: term)
    return {shape: frozenset(nodes) for shape, nodes in found.items()}


def spelled_focus_nodes(
    targets: Mapping[Subject, Sequence[Target]],
    said: Iterable[tuple[H, Collection[tuple[H, H]]]],
    spelled: Callable[[Term], H],
) -> dict[Subject, Set[H]]:
    """Return the same for statements that need not be made of terms.

    Args:
        targets: What `declared` returns.
        said: Subjects with values, by predicate: all of the data graph and the ontology for
            the predicates that `asked_for` returns. One may come again.
        spelled: Tells what stands for a term.
    """
    of = _Statements({each for aims in targets.values() for each in aims}, spelled)
    for predicate, pairs in said:
        of.add(predicate, pairs)

    def together(sets: list[set[H]]) -> Set[H]:
        # Large ones are not copied.
        return sets[0] if len(sets) == 1 else frozenset().union(*sets)

    return {
        shape: together([nodes for each in aims for nodes in of.meant(each.kind, each.of)])
        for shape, aims in targets.items()
    }


class _Statements(Generic[H]):
    """The statements that decide which nodes are focus nodes.

    Args:
        wanted: The targets.
        spelled: Tells what stands for a term.
    """

    def __init__(self, wanted: Collection[Target], spelled: Callable[[Term], H]) -> None:
        self._spelled = spelled
        self._type, self._below = spelled(_TYPE), spelled(_BELOW)
        self._instances: defaultdict[H, set[H]] = defaultdict(set)
        self._classes: defaultdict[H, set[H]] = defaultdict(set)
        self._ends = {(each.kind, spelled(each.of)): set[H]() for each in wanted}

    def add(self, predicate: H, pairs: Collection[tuple[H, H]]) -> None:
        """Go on with subjects and values of a predicate."""
        by = {self._type: self._instances, self._below: self._classes}.get(predicate)
        if by is None:
            for n, kind in enumerate(("SubjectsOf", "ObjectsOf")):
                if (kind, predicate) in self._ends:
                    self._ends[kind, predicate].update(pair[n] for pair in pairs)
            return
        for subject, value in pairs:
            by[value].add(subject)

    def meant(self, kind: str, of: Term) -> list[set[H]]:
        """Return the nodes that a target stands for, in sets."""
        term = self._spelled(of)
        if kind == "Node":
            return [{term}]
        if kind == "Class":
            classes = _closure(term, self._classes)
            return [self._instances[each] for each in classes if each in self._instances]
        if term in (self._type, self._below):
            by = self._instances if term == self._type else self._classes
            return [set(by)] if kind == "ObjectsOf" else list(by.values())
        return [self._ends[kind, term]]


def asked_for(targets: Mapping[Subject, Sequence[Target]]) -> set[Term]:
    """Return the predicates of the statements that decide which nodes are focus nodes."""
    aims = (target for declarations in targets.values() for target in declarations)
    return {_TYPE, _BELOW, *(target.of for target in aims if target.kind.endswith("sOf"))}


def _closure(start: H, below: Mapping[H, set[H]]) -> set[H]:
    found = {start}
    waiting = [start]
    while waiting:
        new = below.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
