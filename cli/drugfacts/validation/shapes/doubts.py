"""What is allowed in shapes and hardly meant: parts that do nothing, or can never hold."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from drugfacts.model import Severity
from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import FIRST
from drugfacts.validation.shacl import TARGETS, sh
from drugfacts.validation.shapes import components, empty, imports, patterns
from drugfacts.validation.shapes.fault import Doubt, Fault
from drugfacts.validation.shapes.reading import TRUE, shown
from drugfacts.validation.shapes.steps import REPEATING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.validation.shapes.queries import Queries
    from drugfacts.validation.shapes.reading import ShapesGraph

_SWITCHES = ("deactivated", "closed", "uniqueLang", "qualifiedValueShapesDisjoint", "optional")
_IDLE_WITHOUT = (
    ("flags", ("pattern",), "sh:pattern"),
    ("qualifiedMinCount", ("qualifiedValueShape",), "sh:qualifiedValueShape"),
    ("qualifiedMaxCount", ("qualifiedValueShape",), "sh:qualifiedValueShape"),
    ("qualifiedValueShapesDisjoint", ("qualifiedValueShape",), "sh:qualifiedValueShape"),
    (
        "qualifiedValueShape",
        ("qualifiedMinCount", "qualifiedMaxCount"),
        "sh:qualifiedMinCount or sh:qualifiedMaxCount",
    ),
)
_RANGES = (
    ("minCount", "maxCount", False),
    ("minLength", "maxLength", False),
    ("qualifiedMinCount", "qualifiedMaxCount", False),
    ("minInclusive", "maxInclusive", False),
    ("minInclusive", "maxExclusive", True),
    ("minExclusive", "maxInclusive", True),
    ("minExclusive", "maxExclusive", True),
)
_UNSTEADY = ("now", "rand", "uuid", "struuid")

_UNREAD = frozenset(
    """
    dateTimeStamp gYear gYearMonth gMonth gMonthDay gDay normalizedString token language Name
    NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES QName NOTATION
    """.split()  # noqa: SIM905
)
"""Datatypes whose lexical forms neither engine looks at; tests/validation/test_shapes.py."""


def doubts(graph: ShapesGraph, queries: Queries) -> Iterator[Doubt]:
    """Yield all that is hardly meant in a shapes graph."""
    yield from imports.doubts(graph)
    yield from patterns.doubts(graph)
    yield from _switches(graph)
    yield from _idle(graph)
    yield from _impossible(graph)
    yield from _unused(graph)
    yield from empty.doubts(graph)
    yield from _paths(graph)
    yield from _datatypes(graph)
    yield from _queries(queries)


def _switches(graph: ShapesGraph) -> Iterator[Doubt]:
    """Find switches that are 1 or 0: only true is true to SHACL, and engines differ."""
    for name in _SWITCHES:
        for subject, value in graph.said(name):
            if isinstance(value, Literal) and value.value in ("1", "0"):
                word = "true" if value.value == "1" else "false"
                said = f"sh:{name} is {shown(value)}, which does nothing; write {word}."
                yield Doubt("shapes-switch", Fault(said, subject, sh(name), value))
    for subject, value in graph.said("deactivated"):
        if value == TRUE:
            said = (
                f"{graph.name(subject)} is deactivated, so that it checks nothing; "
                "take sh:deactivated out to use it."
            )
            yield Doubt(
                "shapes-deactivated",
                Fault(said, subject, sh("deactivated"), value),
                Severity.INFO,
            )


def _idle(graph: ShapesGraph) -> Iterator[Doubt]:
    for name, others, listed in _IDLE_WITHOUT:
        for subject, _ in graph.said(name):
            if not any(graph.values(subject, other) for other in others):
                said = f"sh:{name} does nothing without {listed}; add that, or take it out."
                yield Doubt("shapes-idle", Fault(said, subject, sh(name)))
    for subject, _ in graph.said("ignoredProperties"):
        if graph.one(subject, "closed") != TRUE:
            said = "sh:ignoredProperties does nothing without sh:closed true; add that."
            yield Doubt("shapes-idle", Fault(said, subject, sh("ignoredProperties")))
    for component in components.components(graph):
        yield from _incomplete(graph, component)


def _incomplete(graph: ShapesGraph, component: Subject) -> Iterator[Doubt]:
    """Find shapes that give some parameters of a component, and not all that they must."""
    paths = components.parameters(graph, component)
    needed = [path for path in paths if component in graph.mandatory.get(path, [])]
    for path in paths:
        for shape, _ in graph.statements.get(path, []):
            about = graph.data.properties(shape)
            lacking = [other for other in needed if other not in about]
            if lacking and shape in graph.shapes:
                said = f"{path} does nothing without {lacking[0]}; add that, or take it out."
                yield Doubt("shapes-idle", Fault(said, shape, path))


def _impossible(graph: ShapesGraph) -> Iterator[Doubt]:
    for low, high, strict in _RANGES:
        for shape, value in graph.said(low):
            least, most = _number(value), _number(graph.one(shape, high))
            if least is None or most is None:
                continue
            if least > most or (strict and least == most):
                said = (
                    f"sh:{low} {least} and sh:{high} {most} leave nothing that conforms; "
                    "correct one of them."
                )
                yield Doubt("shapes-impossible", Fault(said, shape, sh(low), value))


def _number(value: Term | None) -> Decimal | None:
    if not isinstance(value, Literal):
        return None
    if not value.datatype.value.startswith(PREFIXES["xsd"]) or not value.value[-1:].isdigit():
        return None
    try:
        return Decimal(value.value)
    except InvalidOperation:
        return None


def _unused(graph: ShapesGraph) -> Iterator[Doubt]:
    parameters = {node for _, node in graph.said("parameter")}
    for shape in graph.shapes:
        if (
            shape in graph.referred
            or shape in parameters
            or any(graph.values(shape, name) for name in TARGETS)
            or shape in graph.classes
        ):
            continue
        said = f"{graph.name(shape)} has no target and no shape refers to it, so that it never runs"
        said = f"{said}; give it a target such as sh:targetClass."
        yield Doubt("shapes-unused", Fault(said, shape))


def _paths(graph: ShapesGraph) -> Iterator[Doubt]:
    for name in (*REPEATING, "alternativePath"):
        for node, _ in graph.said(name):
            if FIRST in graph.data.properties(node):
                said = f"a path is a list and has sh:{name} too, which is ignored; take it out."
                yield Doubt("shapes-path", Fault(said, node, sh(name)))


def _datatypes(graph: ShapesGraph) -> Iterator[Doubt]:
    """Find datatypes whose values pass however they are written."""
    for shape, datatype in graph.said("datatype"):
        name = datatype.value.removeprefix(PREFIXES["xsd"])
        # What a pattern or a list asks of the values is checked.
        if name in _UNREAD and not (graph.values(shape, "pattern") or graph.values(shape, "in")):
            said = (
                f"no engine here looks at how an xsd:{name} is written, so that any text with "
                "this datatype passes; add a sh:pattern."
            )
            yield Doubt(
                "shapes-unread-datatype",
                Fault(said, shape, sh("datatype"), datatype),
                Severity.INFO,
            )


def _queries(queries: Queries) -> Iterator[Doubt]:
    for query in queries.all:
        words = {text.lower() for kind, text in query.pieces if kind == "word"}
        unsteady = [word.upper() for word in _UNSTEADY if word in words]
        if unsteady:
            said = (
                f"asks for {unsteady[0]}(), so that the same data may give another outcome "
                "at another time; compare with a fixed value."
            )
            yield Doubt("shapes-unsteady-query", query.fault(said))
        for place in queries.places(query.node):
            if not queries.declared(place):
                said = f"{place} declares no prefix; add a sh:declare, or take sh:prefixes out."
                yield Doubt("shapes-idle", Fault(said, query.node, sh("prefixes"), place))
