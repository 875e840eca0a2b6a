"""The statements of a JSON-LD text with their offsets, in the names that the data use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph

from drugfacts.graph.places.jsonld.match import Pairs, Said, match, translated
from drugfacts.graph.places.jsonld.scanner import read
from drugfacts.graph.places.jsonld.walk import Walk
from drugfacts.graph.turtle.document import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode, Quad

    from drugfacts.graph.turtle.document import Subject


def statements(
    text: str, base: str | None, quads: Iterable[Quad], scope: str = ""
) -> list[Statement]:
    """Return what the data say with the offsets in their text, as far as they are known.

    A value that is not found in the text has the offset of its key; a node that is not, that
    of the key which leads to it. What is found is only ever what the data say.

    Args:
        text: The whole text.
        base: What relative IRIs are resolved against.
        quads: What it says, as a full parser has read it.
        scope: End of the labels of blank nodes in the data.

    Returns:
        In the order of the text. None when a context is not in the text.
    """
    try:
        walk = Walk(read(text), base)
    except ValueError:
        return []
    default = DefaultGraph()
    theirs = dict.fromkeys(
        (*quad.triple, None if quad.graph_name == default else quad.graph_name) for quad in quads
    )
    ours = [(*statement[:3], statement.graph) for statement in walk.statements]
    nodes = {part for said in theirs for part in said if type(part) is BlankNode}
    named = {node: BlankNode(node.value + scope) for node in walk.labelled}
    known = {mine: node for mine, node in named.items() if node in nodes}
    pairs = match(dict.fromkeys(ours), theirs, known) if nodes else {}
    return _Merge(theirs, pairs).of(walk.statements)


class _Merge:
    """Gives what the data say the offsets of what a text was read to say.

    Args:
        theirs: What the data say.
        pairs: The blank nodes of the text with those of the data.
    """

    def __init__(self, theirs: Iterable[Said], pairs: Pairs) -> None:
        self._pairs = pairs
        self._missing = dict.fromkeys(theirs)
        self._keys: dict[tuple[Subject, NamedNode], Statement] = {}
        self._unsaid: dict[tuple[Subject, NamedNode], list[Statement]] = {}

    def of(self, read: Iterable[Statement]) -> list[Statement]:
        """Return the statements of the data whose places are known."""
        found = list(self._said(read))
        found += self._values()
        found += self._within(found)
        return found

    def _said(self, read: Iterable[Statement]) -> Iterator[Statement]:
        """Yield what was read right; keep in mind what was not."""
        said = self._missing.copy()
        for statement in read:
            there = translated((*statement[:3], statement.graph), self._pairs)
            if there is not None and there in said:
                yield statement._replace(
                    subject=there[0], predicate=there[1], object=there[2], graph=there[3]
                )
                self._missing.pop(there, None)
            subject = statement.subject
            mine = self._pairs.get(subject) if isinstance(subject, BlankNode) else subject
            if mine is not None:
                self._keys.setdefault((mine, statement.predicate), statement)
                if there is None or there not in said:
                    self._unsaid.setdefault((mine, statement.predicate), []).append(statement)

    def _values(self) -> Iterator[Statement]:
        """Yield the other values of properties whose keys are known.

        Where one value is missing and one was misread, it is this one, such as a number
        that another parser writes in another way.
        """
        missing: dict[tuple[Subject, NamedNode], list[Said]] = {}
        for said in self._missing:
            missing.setdefault(said[:2], []).append(said)
        for key, values in missing.items():
            if key not in self._keys:
                continue
            misread = self._unsaid.get(key, [])
            at = self._keys[key]
            value_at = at.predicate_at
            if len(misread) == 1 == len(values):
                at, value_at = misread[0], misread[0].object_at
            for subject, predicate, value, graph in values:
                yield Statement(
                    subject, predicate, value, at.subject_at, at.predicate_at, value_at, graph
                )

    def _within(self, found: Iterable[Statement]) -> Iterator[Statement]:
        """Yield what is said of nodes that were not found: where they are mentioned."""
        about: dict[Subject, list[Said]] = {}
        for said in self._missing:
            about.setdefault(said[0], []).append(said)
        known = {statement.subject for statement in found}
        waiting = [(said.object, said.object_at) for said in found]
        for node, at in waiting:
            if not isinstance(node, BlankNode) or node in known:
                continue
            known.add(node)
            for subject, predicate, value, graph in about.get(node, ()):
                yield Statement(subject, predicate, value, at, at, at, graph)
                waiting.append((value, at))
