"""Which blank nodes can be written as brackets, and which need a label."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, NamedNode, Triple

from drugfacts.errors import LimitError
from drugfacts.graph.turtle.document import FIRST, MAX_DEPTH, NIL, REST, Fact, Subject, Term
from drugfacts.graph.turtle.labels import canonical_order

Graph: TypeAlias = dict[Subject, dict[NamedNode, list[Term]]]

_LONGEST_KEY = 1000


def index(triples: Iterable[Triple | Fact]) -> Graph:
    """Return triples by subject and predicate, each once."""
    graph: Graph = {}
    for subject, predicate, value in triples:
        properties = graph.get(subject)
        if properties is None:
            graph[subject] = {predicate: [value]}
        else:
            properties.setdefault(predicate, []).append(value)
    for properties in graph.values():
        for predicate, values in properties.items():
            if len(values) > 1:
                properties[predicate] = list(dict.fromkeys(values))
    return graph


class Blanks:
    """How the blank nodes of a graph are written; it depends on the graph alone.

    Attributes:
        inline: Nodes that are referred to once and not from within themselves: they
            are written where they are referred to, ``[ ]`` or ``( )``.
        lists: Items by the head of each well-formed list among them.
        roots: Nodes that nothing refers to, in the order of the graph.
        list_roots: Those of them that can be written as a list with properties.
        labels: Labels of all other nodes.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._keys: dict[Term, str] = {}
        self.inline: set[BlankNode] = set()
        self.lists: dict[BlankNode, list[Term]] = {}
        self.roots: list[BlankNode] = []
        self.list_roots: set[BlankNode] = set()
        self.labels: dict[BlankNode, str] = {}
        sites: dict[BlankNode, list[tuple[Subject, NamedNode]]] = {}
        for subject, properties in graph.items():
            for predicate, values in properties.items():
                for value in values:
                    if type(value) is BlankNode:
                        sites.setdefault(value, []).append((subject, predicate))
        self.roots = [s for s in graph if type(s) is BlankNode and s not in sites]
        if not sites:
            self.list_roots = {root for root in self.roots if self._begins_list(root)}
            return
        self.inline = _acyclic({b: at[0][0] for b, at in sites.items() if len(at) == 1})
        cells = self._find_lists(sites)
        self.list_roots = {root for root in self.roots if self._begins_list(root)}
        self._check_depth(sites, cells)
        core = [node for node in sites if node not in self.inline]
        if core:
            order = canonical_order(core, self.lists, cells, graph, sites)
            self.labels = {node: f"_:b{number}" for number, node in enumerate(order)}

    def _cell(self, node: Subject) -> tuple[Term, Term] | None:
        """Return item and rest of a node that is a cell of a list and nothing else."""
        properties = self._graph.get(node, {})
        first, rest = properties.get(FIRST, ()), properties.get(REST, ())
        if len(properties) == 2 and len(first) == 1 and len(rest) == 1:
            return first[0], rest[0]
        return None

    def _begins_list(self, root: BlankNode) -> bool:
        properties = self._graph[root]
        first, rest = properties.get(FIRST, ()), properties.get(REST, ())
        if len(properties) < 3 or len(first) != 1 or len(rest) != 1:
            return False
        return rest[0] == NIL or rest[0] in self.lists

    def _find_lists(
        self, sites: Mapping[BlankNode, list[tuple[Subject, NamedNode]]]
    ) -> dict[BlankNode, tuple[BlankNode, int]]:
        """Find the lists from their ends; return head and index of each of their cells."""
        cells: dict[BlankNode, tuple[BlankNode, int]] = {}
        for end in self.inline:
            cell = self._cell(end)
            if cell is None or cell[1] != NIL:
                continue
            chain, items = [end], [cell[0]]
            while True:
                subject, predicate = sites[chain[-1]][0]
                if predicate != REST or not isinstance(subject, BlankNode):
                    break
                cell = self._cell(subject) if subject in self.inline else None
                if cell is None:
                    break
                chain.append(subject)
                items.append(cell[0])
            head = chain[-1]
            self.lists[head] = items[::-1]
            cells.update((node, (head, i)) for i, node in enumerate(reversed(chain)))
        return cells

    def _check_depth(
        self,
        sites: Mapping[BlankNode, list[tuple[Subject, NamedNode]]],
        cells: Mapping[BlankNode, tuple[BlankNode, int]],
    ) -> None:
        def owner(node: Subject) -> Subject:
            """Return the head of the list that a node is a cell of, or else the node."""
            return cells[node][0] if isinstance(node, BlankNode) and node in cells else node

        depths: dict[Subject, int] = {}
        for node in self.inline:
            climbed: list[BlankNode] = []
            at = owner(node)
            while isinstance(at, BlankNode) and at in self.inline and at not in depths:
                climbed.append(at)
                at = owner(sites[at][0][0])
            depth = depths.get(at, 0)
            for above in reversed(climbed):
                depth += 1
                depths[above] = depth
            # One level is left for the brackets of a subject.
            if depth >= MAX_DEPTH:
                raise LimitError(
                    f"blank nodes are nested deeper than {MAX_DEPTH - 1}; give the inner ones IRIs."
                )

    def key(self, term: Term) -> str:
        """Return a text that is the same for two terms if and only if they look alike.

        For IRIs, literals and labelled nodes it is their N-Triples form; for others
        it is what they hold. It serves to sort and to compare, whatever the prefixes.
        """
        if type(term) is not BlankNode:
            return str(term)
        if term not in self._keys:
            self._keys[term] = self.labels.get(term) or self._content(term)
        return self._keys[term]

    def _content(self, node: BlankNode) -> str:
        items = self.lists.get(node)
        if items is not None:
            text = f"( {' '.join(map(self.key, items))} )"
        else:
            lines = sorted(
                f"{predicate} {key}"
                for predicate, values in self._graph.get(node, {}).items()
                for key in map(self.key, values)
            )
            text = f"[ {' ; '.join(lines)} ]"
        return short_key(text)


def short_key(text: str) -> str:
    """Return a key, cut: otherwise keys of keys of keys could outgrow the graph."""
    if len(text) <= _LONGEST_KEY:
        return text
    return text[:_LONGEST_KEY] + hashlib.sha256(text.encode()).hexdigest()


def _acyclic(parents: Mapping[BlankNode, Subject]) -> set[BlankNode]:
    """Return the nodes that do not lie on a circle of parents."""
    circles: set[BlankNode] = set()
    done: set[BlankNode] = set()
    for node in parents:
        path: dict[BlankNode, None] = {}
        at: Subject = node
        while isinstance(at, BlankNode) and at in parents and at not in done and at not in path:
            path[at] = None
            at = parents[at]
        if isinstance(at, BlankNode) and at in path:
            climbed = list(path)
            circles.update(climbed[climbed.index(at) :])
        done.update(path)
    return set(parents) - circles


def fingerprint(triples: Iterable[Triple | Fact]) -> list[str]:
    """Return lines that two graphs share if and only if they are isomorphic."""
    graph = index(triples)
    blanks = Blanks(graph)
    lines = [blanks.key(root) for root in blanks.roots]
    for subject, properties in graph.items():
        if type(subject) is BlankNode and subject not in blanks.labels:
            continue
        head = blanks.key(subject)
        for predicate, values in properties.items():
            lines += [f"{head} {predicate} {blanks.key(value)}" for value in values]
    return sorted(lines)
