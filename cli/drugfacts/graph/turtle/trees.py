"""Blank nodes in the canonical layout, one by one: no graph is built to sort them.

The layout of a whole graph must find out first which blank nodes are referred to once. A
tree is made of such nodes alone, so that each is written as soon as it is there. What is
written is what `layout` writes of the same triples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from drugfacts.errors import LimitError
from drugfacts.graph.turtle.blanks import short_key
from drugfacts.graph.turtle.document import MAX_DEPTH, NIL, TYPE
from drugfacts.graph.turtle.layout import bracket, in_parentheses, several
from drugfacts.graph.turtle.literals import literal_key, write_literal

if TYPE_CHECKING:
    from drugfacts.graph.turtle.names import Names


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A blank node that nothing but its place refers to.

    Attributes:
        said: The values of each of its properties. A value that is a term counts once.
    """

    said: Mapping[NamedNode, Sequence[Value]]


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A list with at least one item."""

    items: Sequence[Value]


Value: TypeAlias = NamedNode | Literal | Node | Items


class Written(NamedTuple):
    """A value as text.

    Attributes:
        key: What values that are blank nodes are sorted by; see `Blanks.key`.
        text: The value, which begins unindented.
    """

    key: str
    text: str


class _Property(NamedTuple):
    predicate: NamedNode
    name: str
    key: str


class Writer:
    """Writes trees.

    Args:
        names: How IRIs are written; it then knows which prefixes are used.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._orders: dict[tuple[NamedNode, ...], list[_Property]] = {}

    def root(self, node: Node) -> str:
        """Return a node that nothing refers to as a block of its own.

        Args:
            node: The node, of which something must be said.
        """
        _, chunks = self._properties(node, 4)
        return "[] " + " ;\n    ".join(chunks) + " ."

    def value(self, value: Value, indent: int) -> Written:
        """Return a value as it is written where a line begins with so many spaces.

        Raises:
            LimitError: nodes are nested too deeply.
        """
        if isinstance(value, NamedNode):
            return Written(str(value), "()" if value == NIL else self._names[value])
        if isinstance(value, Literal):
            return Written(str(value), write_literal(value, self._names))
        if indent >= 4 * MAX_DEPTH:
            raise LimitError(f"blank nodes are nested deeper than {MAX_DEPTH - 1}.")
        if isinstance(value, Items):
            return self._items(value, indent)
        keys, chunks = self._properties(value, indent + 4)
        key = short_key(f"[ {' ; '.join(sorted(keys))} ]")
        return Written(key, bracket("[", _separated(chunks, ";"), "]", indent))

    def _items(self, value: Items, indent: int) -> Written:
        found = [self.value(item, indent + 4) for item in value.items]
        key = short_key(f"( {' '.join(each.key for each in found)} )")
        return Written(key, in_parentheses([each.text for each in found], indent))

    def _properties(self, node: Node, indent: int) -> tuple[list[str], list[str]]:
        """Return what a node is sorted by, and its predicates with their objects."""
        keys: list[str] = []
        chunks: list[str] = []
        for each in self._order(node.said):
            values = dict.fromkeys(node.said[each.predicate])
            if len(values) == 1:
                (value,) = values
                key, text = self.value(value, indent)
                keys.append(f"{each.key} {key}")
                chunks.append(f"{each.name} {text}")
                continue
            found = [(value, self.value(value, indent + 4)) for value in values]
            found.sort(key=lambda pair: _rank(*pair))
            keys += [f"{each.key} {key}" for _, (key, _) in found]
            texts = [text for _, (_, text) in found]
            chunks.append(several(each.name, _separated(texts, ","), indent))
        return keys, chunks

    def _order(self, said: Mapping[NamedNode, object]) -> list[_Property]:
        """Return predicates in the order of the layout; nodes of a kind have the same ones."""
        predicates = tuple(said)
        found = self._orders.get(predicates)
        if found is None:
            order = sorted(predicates, key=lambda predicate: (predicate != TYPE, predicate.value))
            found = self._orders[predicates] = [
                _Property(p, "a" if p == TYPE else self._names[p], str(p)) for p in order
            ]
        return found


def _rank(value: Value, written: Written) -> tuple[object, ...]:
    """Return what values of one property are sorted by."""
    if isinstance(value, NamedNode):
        return 0, value.value
    if isinstance(value, Literal):
        return 1, literal_key(value)
    return 4 if isinstance(value, Items) else 3, written.key


def _separated(texts: Sequence[str], sign: str) -> list[str]:
    return [*(f"{text} {sign}" for text in texts[:-1]), *texts[-1:]]
