"""What was found inside a nested shape: ``sh:detail``, which the engines leave out.

A result on ``sh:node`` says only that the value does not conform. So the nested shapes
are held against these values once more, all in one run for each level of nesting.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from drugfacts.graph.dataset import DataSet, Document, parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import items
from drugfacts.validation.shacl import LISTS_OF_SHAPES, TARGETS, component, sh
from drugfacts.validation.walking import Walker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.validation.engines.result import Result

    Index = Mapping[Subject, Mapping[NamedNode, list[Term]]]
    Check = Callable[[Sequence[Triple], Sequence[Triple]], list[Result]]

MAX_DEPTH = 5
"""How many levels of nesting are told."""

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_TARGETS = frozenset(map(sh, TARGETS))
_LINK = NamedNode("urn:x-drugfacts:nested")
_NODE, _PROPERTY, _PATH = sh("node"), sh("property"), sh("path")
_LISTS = {component(name): sh(name) for name in LISTS_OF_SHAPES}
_NESTING = {component("node"), *_LISTS}


def explained(
    results: Iterable[Result], data: Sequence[Triple], shapes: Sequence[Triple], check: Check
) -> list[Result]:
    """Return results with what was found inside nested shapes.

    Args:
        results: What an engine gave.
        data: The data graph.
        shapes: The shapes graph.
        check: Runs the engine over a data graph and a shapes graph.
    """
    about = _index(shapes)
    reach = _Reach(data, shapes)
    # Only what is asked for is to be looked at; classes that are shapes have instances.
    kinds = {NamedNode(PREFIXES[p] + "Class") for p in ("rdfs", "owl")}
    bare = [
        t
        for t in shapes
        if t.predicate not in _TARGETS and not (t.predicate == _TYPE and t.object in kinds)
    ]

    def deeper(found: list[Result], depth: int) -> list[Result]:
        pairs = {(nested, _value(result)) for result in found for nested in _nested(result, about)}
        if not pairs or not depth:
            return found
        asked, targets = _aimed(pairs)
        inner = deeper(check([*data, *asked], [*bare, *targets]), depth - 1)
        return [replace(result, details=inside(result, inner)) for result in found]

    def inside(result: Result, inner: Sequence[Result]) -> tuple[Result, ...]:
        reached = reach.of(_nested(result, about), _value(result))
        fitting = (each for each in inner if (each.shape, each.focus) in reached)
        return tuple(sorted(fitting, key=lambda each: each.key()))

    return deeper(list(results), MAX_DEPTH)


def _aimed(pairs: Iterable[tuple[Subject, Term]]) -> tuple[list[Triple], list[Triple]]:
    """Return what makes values the targets of shapes: statements for the data and the shapes.

    A blank node of the data means nothing in the shapes graph, so that a statement of the
    data leads to it.
    """
    data: list[Triple] = []
    shapes: list[Triple] = []
    for number, (shape, value) in enumerate(pairs):
        if isinstance(value, BlankNode):
            link = NamedNode(f"{_LINK.value}:{number}")
            data.append(Triple(_LINK, link, value))
            shapes.append(Triple(shape, sh("targetObjectsOf"), link))
        else:
            shapes.append(Triple(shape, sh("targetNode"), value))
    return data, shapes


def _value(result: Result) -> Term:
    return result.focus if result.value is None else result.value


def _nested(result: Result, about: Index) -> list[Subject]:
    """Return the shapes that the value of a result was held against."""
    if result.component not in _NESTING:
        return []
    properties = about.get(result.shape, {})
    if result.component not in _LISTS:
        found = properties.get(_NODE, [])
    else:
        heads = properties.get(_LISTS[result.component], [])
        found = [
            item for head in heads for item in items(head, lambda node: about.get(node, {})) or []
        ]
    return [shape for shape in found if not isinstance(shape, Literal)]


class _Reach:
    """Which nodes the shapes inside a result are held against.

    Args:
        data: The data graph.
        shapes: The shapes graph.
    """

    def __init__(self, data: Sequence[Triple], shapes: Sequence[Triple]) -> None:
        self._shapes = _data_set(shapes)
        self._walker = Walker(_data_set(data), self._shapes)

    def of(self, nested: Iterable[Subject], value: Term) -> set[tuple[Subject, Term]]:
        """Return pairs of a shape and a node that it is held against.

        Args:
            nested: The shapes that the value is held against.
            value: The value of a result.
        """
        found: set[tuple[Subject, Term]] = set()
        waiting: list[tuple[Subject, Term]] = [(shape, value) for shape in nested]
        while waiting:
            shape, node = waiting.pop()
            if (shape, node) in found:
                continue
            found.add((shape, node))
            about = self._shapes.properties(shape)
            path = next(iter(about.get(_PATH, [])), None)
            nodes = [node] if path is None else self._walker.walk(path, [node])[0]
            waiting += [
                (part, each)
                for part in about.get(_PROPERTY, [])
                if not isinstance(part, Literal)
                for each in nodes
            ]
        return found


def _data_set(triples: Sequence[Triple]) -> DataSet:
    return DataSet((Document("", tuple(Quad(*triple) for triple in triples)),))


def _index(triples: Iterable[Triple]) -> Index:
    index: dict[Subject, dict[NamedNode, list[Term]]] = {}
    for subject, predicate, value in map(parts, triples):
        index.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return index
