"""Which blank node of the data is which node of a JSON-LD text.

A node without ``@id`` has no name in its text, and the parser of the data gives it one of its
own. It is known again by what is said about it, and by what is said about those around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias, cast

from pyoxigraph import BlankNode, NamedNode

from drugfacts.graph.turtle.document import Subject, Term

Said: TypeAlias = tuple[Subject, NamedNode, Term, Subject | None]
"""Subject, predicate, object and graph; None is the default graph."""

Pairs: TypeAlias = dict[BlankNode, BlankNode]

_ROUNDS: Final = 8
"""How far around a node is looked: nodes that differ only farther away look alike."""


def match(ours: Collection[Said], theirs: Collection[Said], known: Pairs) -> Pairs:
    """Return the blank nodes of a text with those of the data that they are.

    Nodes that look alike are taken in the order of both, and given up where the data do not
    say what would then be said. Of a node that we have misread in part, what is said of no
    other node is enough. The time is linear.

    Args:
        ours: What a text says, as we read it, each once.
        theirs: The same as it was parsed, each once.
        known: Pairs that are known by their labels.
    """
    left, right = _Looks(ours), _Looks(theirs)
    pairs = dict(known)
    counts = (0, 0, 0)
    for _ in range(_ROUNDS):
        pairs.update(_alone(left.classes(), right.classes()))
        left.look(pairs)
        right.look({there: there for there in pairs.values()})
        before, counts = counts, (len(pairs), len(left.classes()), len(right.classes()))
        if counts == before:
            break
    alike = _alike(left.classes(), right.classes())
    pairs.update(alike)
    for node in _refuted(ours, set(theirs), pairs):
        if node in alike:
            del pairs[node]
    for _ in range(_ROUNDS):
        count = len(pairs)
        pairs.update(_told(ours, theirs, pairs))
        _add_only_children(ours, theirs, pairs)
        if len(pairs) == count:
            break
    return pairs


def translated(said: Said, pairs: Mapping[BlankNode, BlankNode]) -> Said | None:
    """Return a statement with the blank nodes of the data; None if one is not known."""
    subject, predicate, value, graph = said
    parts: list[Subject | Term | None] = []
    for part in (subject, value, graph):
        parts.append(pairs.get(part) if isinstance(part, BlankNode) else part)
    there, what, where = parts
    if there is None or what is None or (where is None) != (graph is None):
        return None
    return cast("Said", (there, predicate, what, where))


class _Looks:
    """What the blank nodes of some statements look like; nodes around them count more and more.

    Looks are compared by their hashes: they never leave the process.
    """

    def __init__(self, statements: Iterable[Said]) -> None:
        self._about: dict[BlankNode, list[tuple[int | BlankNode, ...]]] = {}
        self._now: dict[BlankNode, int] = {}
        for said in statements:
            nodes = [part for part in said if type(part) is BlankNode]
            if not nodes:
                continue
            parts = tuple(part if type(part) is BlankNode else hash(part) for part in said)
            for node in dict.fromkeys(nodes):
                self._about.setdefault(node, []).append(parts)
        self.look({})

    def look(self, fixed: Mapping[BlankNode, BlankNode]) -> None:
        """Look once more, one step farther.

        Args:
            fixed: What nodes that are known by now count as.
        """
        known = {node: hash(named) for node, named in fixed.items()}
        before = {**self._now, **known}
        self._now = {}
        for node, statements in self._about.items():
            if node in known:
                continue
            seen = sorted(
                tuple(
                    part if isinstance(part, int) else 1 if part == node else before.get(part, 0)
                    for part in parts
                )
                for parts in statements
            )
            self._now[node] = hash((before.get(node, 0), *seen))

    def classes(self) -> dict[int, list[BlankNode]]:
        """Return the nodes that are not known yet by their looks, in their order."""
        found: dict[int, list[BlankNode]] = {}
        for node, look in self._now.items():
            found.setdefault(look, []).append(node)
        return found


def _alone(left: Mapping[int, list[BlankNode]], right: Mapping[int, list[BlankNode]]) -> Pairs:
    """Return the pairs of nodes that look like no other."""
    return {
        nodes[0]: right[look][0]
        for look, nodes in left.items()
        if len(nodes) == 1 == len(right.get(look, ()))
    }


def _alike(left: Mapping[int, list[BlankNode]], right: Mapping[int, list[BlankNode]]) -> Pairs:
    """Return pairs of nodes that look like equally many others."""
    return {
        node: there
        for look, nodes in left.items()
        if len(nodes) == len(right.get(look, ()))
        for node, there in zip(nodes, right[look], strict=True)
    }


def _refuted(
    ours: Iterable[Said], theirs: Collection[Said], pairs: Mapping[BlankNode, BlankNode]
) -> set[BlankNode]:
    """Return the nodes of which something would be said that the data do not say."""
    wrong: set[BlankNode] = set()
    for said in ours:
        there = translated(said, pairs)
        if there is not None and there not in theirs:
            wrong.update(part for part in said if type(part) is BlankNode)
    return wrong


def _told(
    ours: Iterable[Said], theirs: Iterable[Said], pairs: Mapping[BlankNode, BlankNode]
) -> Pairs:
    """Return the pairs of nodes of which something is said that is said of no other."""
    mine = _said_of_one(ours, pairs)
    other = _said_of_one(theirs, {there: there for there in pairs.values()})
    votes: dict[BlankNode, set[BlankNode]] = {}
    for words, node in mine.items():
        there = other.get(words)
        if node is not None and there is not None:
            votes.setdefault(node, set()).add(there)
    chosen = Counter(there for voted in votes.values() for there in voted)
    return {
        node: there
        for node, voted in votes.items()
        for there in voted
        if len(voted) == 1 == chosen[there]
    }


def _said_of_one(
    statements: Iterable[Said], known: Mapping[BlankNode, BlankNode]
) -> dict[tuple[Subject | Term | None, ...], BlankNode | None]:
    """Return what is said of nodes that are not known yet; None for what is said of several."""
    found: dict[tuple[Subject | Term | None, ...], BlankNode | None] = {}
    for said in statements:
        nodes = {part for part in said if isinstance(part, BlankNode) and part not in known}
        if len(nodes) == 1:
            (node,) = nodes
            words = tuple(
                None if part == node else known[part] if isinstance(part, BlankNode) else part
                for part in said[:3]
            )
            found[words] = node if found.get(words, node) == node else None
    return found


_Children: TypeAlias = dict[Subject, dict[NamedNode, list[BlankNode]]]


def _children(statements: Iterable[Said]) -> _Children:
    found: _Children = {}
    for subject, predicate, value, _ in statements:
        if type(value) is BlankNode:
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def _add_only_children(ours: Iterable[Said], theirs: Iterable[Said], pairs: Pairs) -> None:
    """Add the pairs of nodes that are the only unknown values of a property of a known node."""
    mine, other = _children(ours), _children(theirs)
    taken = set(pairs.values())
    waiting = list(mine)
    while waiting:
        subject = waiting.pop()
        there = pairs.get(subject) if isinstance(subject, BlankNode) else subject
        if there is None or there not in other:
            continue
        for predicate, nodes in mine[subject].items():
            left = [node for node in nodes if node not in pairs]
            right = [node for node in other[there].get(predicate, ()) if node not in taken]
            if len(left) == 1 == len(right):
                pairs[left[0]] = right[0]
                taken.add(right[0])
                if left[0] in mine:
                    waiting.append(left[0])
