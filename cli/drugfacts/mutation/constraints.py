"""Mutants of the constraints of a shape: dropped, weakened, flipped, or a member less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.graph.dataset import parts
from drugfacts.mutation import bounds, patterns, queries
from drugfacts.mutation.advice import QUERY_ADVICE, Needed, bad, good, needed
from drugfacts.mutation.mutant import Kind, Place, ShapeMutant
from drugfacts.mutation.shapegraph import rdf_list
from drugfacts.validation.shacl import LISTS_OF_SHAPES, SH, component, sh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.mutation.shapegraph import ShapeGraph

_FLIPPED = {
    "node": "not",
    "not": "node",
    "or": "and",
    "and": "or",
    "lessThan": "lessThanOrEquals",
    "lessThanOrEquals": "lessThan",
    "equals": "disjoint",
    "disjoint": "equals",
}
"""What a parameter becomes when it is turned round, with the same value."""

_NEGATED = ("class", "datatype", "nodeKind", "pattern", "languageIn", "in", "hasValue")
"""What is turned round by ``sh:not``, as it says something of each value."""

_WIDER = {
    "IRI": ("BlankNodeOrIRI", "IRIOrLiteral"),
    "Literal": ("BlankNodeOrLiteral", "IRIOrLiteral"),
    "BlankNode": ("BlankNodeOrIRI", "BlankNodeOrLiteral"),
}
_WITHOUT_EFFECT = {"closed", "uniqueLang"}
"""What says nothing when its value is not true."""


class Constraints:
    """Makes the mutants of one shape's constraints.

    Args:
        graph: The shapes.
        shape: The shape.
    """

    def __init__(self, graph: ShapeGraph, shape: Subject) -> None:
        self._graph = graph
        self._shape = shape
        self._made = 0

    def mutants(self) -> Iterator[ShapeMutant]:
        """Yield the mutants in the order of the parameters."""
        said = sorted(
            (pair for pair in self._graph.about[self._shape] if pair[0] in self._graph.parameters),
            key=lambda pair: (str(pair[0]), str(pair[1])),
        )
        for parameter, value in said:
            name = parameter.value.removeprefix(SH)
            if name in _WITHOUT_EFFECT and str(getattr(value, "value", "")) != "true":
                continue
            yield self._dropped(parameter, value)
            if parameter.value.startswith(SH):
                yield from self._changed(name, value)
        for flags in self._graph.values(self._shape, "flags"):
            yield self._replaced(Kind.DROP, "flags", flags, [], "dropped", "pattern")

    def _dropped(self, parameter: NamedNode, value: Term) -> ShapeMutant:
        name = parameter.value.removeprefix(SH)
        reason = ""
        if isinstance(value, Literal) and bounds.says_nothing(name, value):
            reason = "everything meets it"
        return self._mutant(
            Kind.DROP,
            f"{self._graph.shorten(parameter.value)} {self._text(name, value)}: dropped",
            needed(self._graph, self._shape, name, value),
            Triple(self._shape, parameter, value),
            reason=reason,
        )

    def _changed(self, name: str, value: Term) -> Iterator[ShapeMutant]:
        if isinstance(value, Literal):
            yield from self._bounds(name, value)
        special = {
            "class": self._superclasses,
            "nodeKind": self._node_kinds,
            "pattern": self._patterns,
            "sparql": self._queries,
            "closed": self._ignored,
        }
        if name in special:
            yield from special[name](value)
        if name == "xone":
            change = "weakened to sh:or"
            yield self._replaced(Kind.WEAKEN, name, value, [("or", value)], change)
        if name in ("in", "languageIn", *LISTS_OF_SHAPES):
            yield from self._members(name, value)
        if name in _FLIPPED:
            other = _FLIPPED[name]
            yield self._replaced(Kind.FLIP, name, value, [(other, value)], f"flipped to sh:{other}")
        elif name in _NEGATED:
            yield self._negated(name, value)

    def _bounds(self, name: str, value: Literal) -> Iterator[ShapeMutant]:
        for bound in bounds.others(name, value):
            kind = Kind.FLIP if bound.flips else Kind.WEAKEN
            gone = []
            if bound.parameter != name and bound.parameter == bounds.opposite(name):
                # Two of the same would be ill-formed.
                gone = [(bound.parameter, v) for v in self._values(bound.parameter)]
            yield self._replaced(
                kind,
                name,
                value,
                [(bound.parameter, bound.value)],
                f"changed to sh:{bound.parameter} {bound.value.value}",
                also_gone=gone,
            )

    def _superclasses(self, value: Term) -> Iterator[ShapeMutant]:
        for above in self._graph.superclasses(value):
            change = f"widened to {self._graph.text(above)}"
            yield self._replaced(Kind.WEAKEN, "class", value, [("class", above)], change)

    def _node_kinds(self, value: Term) -> Iterator[ShapeMutant]:
        for wider in _WIDER.get(str(getattr(value, "value", "")).removeprefix(SH), ()):
            change = f"widened to sh:{wider}"
            yield self._replaced(Kind.WEAKEN, "nodeKind", value, [("nodeKind", sh(wider))], change)

    def _patterns(self, value: Term) -> Iterator[ShapeMutant]:
        for other in patterns.others(value.value if isinstance(value, Literal) else ""):
            kind = Kind.MEMBER if other.narrows else Kind.WEAKEN
            yield self._mutant(
                kind,
                f"sh:pattern {self._text('pattern', value)}: {other.change}",
                (good if other.narrows else bad)(self._graph, self._shape, other.example),
                Triple(self._shape, sh("pattern"), value),
                [Triple(self._shape, sh("pattern"), Literal(other.text))],
            )

    def _queries(self, constraint: Term) -> Iterator[ShapeMutant]:
        if isinstance(constraint, Literal):
            return
        for name in ("select", "ask"):
            for value in self._graph.values(constraint, name):
                for other in queries.others(value.value if isinstance(value, Literal) else ""):
                    yield self._mutant(
                        Kind.FLIP if other.flips else Kind.WEAKEN,
                        f"sh:{name}: {other.change}",
                        Needed(other.flips, QUERY_ADVICE),
                        Triple(constraint, sh(name), value),
                        [Triple(constraint, sh(name), Literal(other.text))],
                    )

    def _members(self, name: str, head: Term) -> Iterator[ShapeMutant]:
        members = self._graph.items(head)
        if len(members) < 2:
            return
        for number, member in enumerate(members):
            rest = [*members[:number], *members[number + 1 :]]
            new, said = self._list(rest)
            yield self._mutant(
                Kind.MEMBER,
                f"sh:{name}: without {self._graph.text(member)}",
                needed(self._graph, self._shape, f"{name}-member", member),
                Triple(self._shape, sh(name), head),
                [Triple(self._shape, sh(name), new), *said],
                reason="it is in the list twice"
                if member in rest and name not in LISTS_OF_SHAPES
                else "",
            )

    def _ignored(self, _: Term) -> Iterator[ShapeMutant]:
        linked = {
            path
            for part in self._values("property")
            if not isinstance(part, Literal)
            for path in self._graph.values(part, "path")
        }
        for head in self._values("ignoredProperties"):
            members = self._graph.items(head)
            for number, member in enumerate(members):
                rest = [*members[:number], *members[number + 1 :]]
                new, said = self._list(rest)
                yield self._mutant(
                    Kind.MEMBER,
                    f"sh:ignoredProperties: without {self._graph.text(member)}",
                    needed(self._graph, self._shape, "ignoredProperties", member),
                    Triple(self._shape, sh("ignoredProperties"), head),
                    [Triple(self._shape, sh("ignoredProperties"), new), *said],
                    reason="another statement of the shape allows it"
                    if member in linked or member in rest
                    else "",
                )

    def _negated(self, name: str, value: Term) -> ShapeMutant:
        inner = self._label()
        moved = [(name, value)]
        if name == "pattern":
            moved += [("flags", flags) for flags in self._values("flags")]
        return self._replaced(
            Kind.FLIP,
            name,
            value,
            [("not", inner)],
            "flipped by sh:not",
            also_gone=moved[1:],
            more=[Triple(inner, sh(key), term) for key, term in moved],
        )

    def _replaced(
        self,
        kind: Kind,
        name: str,
        value: Term,
        new: Sequence[tuple[str, Term]],
        change: str,
        of: str = "",
        *,
        also_gone: Sequence[tuple[str, Term]] = (),
        more: Sequence[Triple] = (),
    ) -> ShapeMutant:
        key = f"{name}-flipped" if kind is Kind.FLIP else of or name
        added = [*(Triple(self._shape, sh(other), term) for other, term in new), *more]
        renamed = tuple((component(other), component(name)) for other, _ in new if other != name)
        return self._mutant(
            kind,
            f"sh:{name} {self._text(name, value)}: {change}",
            needed(self._graph, self._shape, key, value, change),
            Triple(self._shape, sh(name), value),
            added,
            also_gone=[Triple(self._shape, sh(other), term) for other, term in also_gone],
            components=renamed,
        )

    def _mutant(
        self,
        kind: Kind,
        change: str,
        advice: Needed,
        gone: Triple,
        added: Sequence[Triple] = (),
        *,
        also_gone: Sequence[Triple] = (),
        components: tuple[tuple[str, str], ...] = (),
        reason: str = "",
    ) -> ShapeMutant:
        return ShapeMutant(
            self._shape,
            kind,
            change,
            advice,
            Place(*parts(gone)),
            frozenset([gone, *also_gone]),
            tuple(added),
            components,
            reason,
        )

    def _values(self, name: str) -> list[Term]:
        return self._graph.values(self._shape, name)

    def _text(self, name: str, value: Term) -> str:
        """Return a value for people; a pattern in quotes, which show where it ends."""
        if name in ("pattern", "flags") and isinstance(value, Literal):
            return f'"{value.value}"'
        if isinstance(value, BlankNode) and self._graph.items(value):
            return f"( {' '.join(self._graph.text(item) for item in self._graph.items(value))} )"
        return self._graph.text(value)

    def _label(self) -> BlankNode:
        self._made += 1
        return BlankNode(f"mutant-{self._made}")

    def _list(self, members: Sequence[Term]) -> tuple[Term, list[Triple]]:
        return rdf_list(members, self._label().value)
