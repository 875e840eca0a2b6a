"""From the results of a SHACL engine to findings that people can act on."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts import iris
from drugfacts.graph.dataset import parts
from drugfacts.model import Finding, Severity
from drugfacts.terms import PREFIXES
from drugfacts.validation import messages
from drugfacts.validation.lists import items
from drugfacts.validation.paths import path_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drugfacts.graph.dataset import DataSet, Subject, Term
    from drugfacts.validation.engines.result import Result

_SH = PREFIXES["sh"]
_OURS = PREFIXES["dfsh"]
_CLOSED = _SH + "ClosedConstraintComponent"
_TYPE = PREFIXES["rdf"] + "type"
_SEVERITIES = {
    _SH + "Violation": Severity.VIOLATION,
    _SH + "Warning": Severity.WARNING,
    _SH + "Info": Severity.INFO,
}


class Reader:
    """Reads results against the shapes that they speak of.

    Args:
        shapes: The shapes graph.
        shorten: Makes CURIEs of IRIs.
        named: Makes names of rules of IRIs; None means CURIEs by the shapes' own prefixes.
    """

    def __init__(
        self,
        shapes: DataSet,
        shorten: Callable[[str], str],
        named: Callable[[str], str] | None = None,
    ) -> None:
        self._shapes = shapes
        self._shorten = shorten
        # What a rule is called must not hang on the prefixes of the data.
        self._name = named or _namer(shapes)
        self._said: dict[tuple[NamedNode, Subject], str] = {}

    def finding(self, result: Result, types: Sequence[Term] = ()) -> Finding:
        """Return the finding that a result amounts to, without its place.

        Args:
            result: The result.
            types: The classes that its value is said to have, where they are at hand.
        """
        path = result.path
        return Finding(
            rule=self.rule(result.shape),
            # A severity of somebody's own is not known to be harmless.
            severity=_SEVERITIES.get(result.severity, Severity.VIOLATION),
            focus=name_of(result.focus),
            path="" if path is None else path_text(path, self._shapes, str),
            value="" if result.value is None else str(result.value),
            message=self._message(result, types),
            shape=str(result.shape),
            component=result.component,
            level=result.severity,
            details=tuple(self.finding(detail) for detail in result.details),
            times=result.times,
        )

    def rule(self, shape: Subject) -> str:
        """Return the name of a shape; one without a name is told by its owner and its path."""
        below = ""
        seen: set[Subject] = set()
        while isinstance(shape, BlankNode) and shape not in seen:
            seen.add(shape)
            path = self._shapes.value(shape, _SH + "path")
            if path is not None:
                below = f"/{path_text(path, self._shapes, self._name)}{below}"
            owners = sorted(
                {owner for found in self._shapes.referring(shape).values() for owner in found},
                key=str,
            )
            shape = next(iter(owners), shape)
        if isinstance(shape, BlankNode):
            return f"shape-without-name{below}"
        return self._name(shape.value) + below

    def _message(self, result: Result, types: Sequence[Term]) -> str:
        if result.component == _CLOSED and isinstance(result.path, NamedNode):
            pair = (result.path, result.shape)
            if pair not in self._said:
                self._said[pair] = self._stranger(*pair)
            if result.path.value == _TYPE and not result.messages:
                return (
                    "rdf:type is not allowed, as the shape is closed and does not list it; "
                    "add it to sh:ignoredProperties of the shape, or take it out."
                )
            return f"{self._said[pair]} {self._reason(result, types)}"
        return self._reason(result, types)

    def _stranger(self, predicate: NamedNode, shape: Subject) -> str:
        """Return a sentence on a property that a closed shape does not allow."""
        name = path_text(predicate, self._shapes, self._shorten)
        if predicate in self._predicates:
            return f"{name} does not belong here."
        for known in (allowed(shape, self._shapes), self._predicates):
            # By the local name too, as the namespace may be what is wrong.
            spelt = {self._shorten(node.value): node for node in sorted(known, key=str)}
            local = {re.split("[/#]", node.value)[-1]: curie for curie, node in spelt.items()}
            near = get_close_matches(name, spelt, n=1, cutoff=0.8)
            alike = local.get(re.split("[/#]", predicate.value)[-1])
            found = alike or next(iter(near), None)
            if found:
                return f"{name} is not a term of the shapes; did you mean {found}?"
        return f"{name} is not a term of the shapes."

    @cached_property
    def _predicates(self) -> frozenset[NamedNode]:
        """All properties that some shape speaks of."""
        subjects = {parts(triple)[0] for triple in self._shapes.all_triples()}
        paths = (self._shapes.value(subject, _SH + "path") for subject in subjects)
        found = {path for path in paths if isinstance(path, NamedNode)}
        return frozenset(found.union(*(allowed(subject, self._shapes) for subject in subjects)))

    def _reason(self, result: Result, types: Sequence[Term]) -> str:
        if result.messages:
            return result.messages[0]
        return messages.default(
            result.component,
            result.shape,
            self._shapes,
            result.value,
            self._shorten,
            types=types,
        )


def _namer(shapes: DataSet) -> Callable[[str], str]:
    """Return what names rules: our own by their local names, others by CURIEs."""
    shorten = iris.shortener("", shapes.declared_prefixes())
    return lambda iri: iri.removeprefix(_OURS) if iri.startswith(_OURS) else shorten(iri)


def allowed(shape: Subject, shapes: DataSet) -> set[NamedNode]:
    """Return the properties that a closed shape allows."""
    terms = [
        item
        for head in shapes.values(shape, _SH + "ignoredProperties")
        for item in items(head, shapes.properties) or []
    ]
    for part in shapes.values(shape, _SH + "property"):
        if not isinstance(part, Literal):
            terms += shapes.values(part, _SH + "path")
    return {term for term in terms if isinstance(term, NamedNode)}


def name_of(term: Term) -> str:
    """Return what a finding calls a term: its IRI, or how it is written."""
    return term.value if isinstance(term, NamedNode) else str(term)
