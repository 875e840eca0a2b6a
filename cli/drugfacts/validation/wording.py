"""What a result and its shape are called in a message: values, paths and parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import items
from drugfacts.validation.paths import path_text
from drugfacts.validation.shacl import LISTS_OF_SHAPES, SH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drugfacts.graph.dataset import DataSet, Subject, Term

_SHOWN = 5
"""How many items of a list a message shows."""


class Wording:
    """The words for a result and for the parameters of its shape.

    Args:
        shape: The shape that was broken.
        shapes: The shapes graph, for the parameters of the shape.
        value: The value of the result, or None.
        shorten: Makes CURIEs of IRIs.
        count: How many values there are, where somebody has counted them.
        types: The classes that the value is said to have, as far as they are known.
    """

    def __init__(
        self,
        shape: Subject,
        shapes: DataSet,
        value: Term | None,
        shorten: Callable[[str], str],
        count: int | None = None,
        types: Sequence[Term] = (),
    ) -> None:
        self._shape = shape
        self._shapes = shapes
        self.value = value
        self.shorten = shorten
        self.count = count
        self._types = types

    @property
    def subject(self) -> str:
        """The value, or what stands for it."""
        return "this node" if self.value is None else self.term(self.value)

    @property
    def path(self) -> str:
        """The path of the shape; "" when it has none."""
        path = self._shapes.value(self._shape, SH + "path")
        return "" if path is None else path_text(path, self._shapes, self.shorten)

    def term(self, term: Term) -> str:
        """Return a term as Turtle has it, in short."""
        if isinstance(term, NamedNode):
            short = self.shorten(term.value)
            return short if short != term.value else f"<{short}>"
        if isinstance(term, BlankNode):
            return "a blank node"
        if term.datatype.value == PREFIXES["rdf"] + "langString":
            return str(term)
        short = self.shorten(term.datatype.value)
        if term.datatype.value == PREFIXES["xsd"] + "string":
            return str(term)
        if short in ("xsd:integer", "xsd:decimal", "xsd:boolean"):
            return term.value
        return f"{Literal(term.value)}^^{short}"

    def text(self, name: str) -> str:
        """Return the parameter of a name, as text; of several, all."""
        values = self._shapes.values(self._shape, SH + name)
        return " and ".join(self.term(value) for value in values)

    def number(self, name: str) -> str:
        """Return a parameter that is a number, as it is written."""
        value = self._shapes.value(self._shape, SH + name)
        return value.value if isinstance(value, Literal) else "some"

    def listed(self, name: str) -> str:
        """Return the items of a parameter that is a list, the first of many."""
        head = self._shapes.value(self._shape, SH + name)
        found = [] if head is None else items(head, self._shapes.properties) or []
        return self._series(found)

    def types(self) -> str:
        """Return the classes that the value is said to have, the first of many."""
        return self._series(sorted(dict.fromkeys(self._types), key=str))

    def _series(self, terms: Sequence[Term]) -> str:
        shown = [self.term(item) for item in terms[:_SHOWN]]
        if len(terms) > _SHOWN:
            shown.append(f"{len(terms) - _SHOWN} more")
        return f"{', '.join(shown[:-1])} and {shown[-1]}" if shown[1:] else "".join(shown)

    def shapes_of(self, name: str) -> str:
        """Return the names of the shapes of a parameter, where they have some."""
        head = self._shapes.value(self._shape, SH + name)
        found = self._shapes.values(self._shape, SH + name)
        if name in LISTS_OF_SHAPES:
            found = [] if head is None else items(head, self._shapes.properties) or []
        names = [self.term(node) for node in found if isinstance(node, NamedNode)]
        return f" ({', '.join(names)})" if names and len(names) == len(found) else ""
