"""Labels for blank nodes that depend on the graph alone.

RDFC-1.0 would do the same, but its running time explodes on plain graphs: pyoxigraph does
not finish within 20 s on one list of 1,000 equal items. Here nodes are told apart by
what surrounds them, round by round; only where that leaves equals, each of them is tried
as the first, and the number of steps is limited.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, NamedNode

from drugfacts.errors import LimitError

if TYPE_CHECKING:
    from drugfacts.graph.turtle.document import Subject, Term

_Colours: TypeAlias = dict[BlankNode, int]
_Certificate: TypeAlias = list[tuple[int, str, list[tuple[str, int]]]]

_MAX_STEPS = 1_000_000
_MAX_STEPS_PER_NODE = 20


def canonical_order(
    core: Sequence[BlankNode],
    lists: Mapping[BlankNode, Sequence[Term]],
    cells: Mapping[BlankNode, tuple[BlankNode, int]],
    graph: Mapping[Subject, Mapping[NamedNode, Sequence[Term]]],
    sites: Mapping[BlankNode, Sequence[tuple[Subject, NamedNode]]],
) -> list[BlankNode]:
    """Return the nodes that need labels in an order that depends on the graph alone.

    Args:
        core: The nodes that need labels.
        lists: Items of each list, by its head.
        cells: Head and index of each cell of these lists.
        graph: What is said of each subject.
        sites: Where each blank node is referred to.

    Raises:
        LimitError: the nodes are so much alike that an order would take too long.
    """
    search = _Search(core, lists, cells, graph, sites)
    parts = []
    for part in search.components():
        certificate, colours = search.best(dict.fromkeys(part, 0), 0)
        parts.append((certificate, sorted(part & search.core, key=colours.__getitem__)))
    parts.sort(key=lambda found: found[0])
    return [node for _, nodes in parts for node in nodes]


class _Search:
    def __init__(
        self,
        core: Sequence[BlankNode],
        lists: Mapping[BlankNode, Sequence[Term]],
        cells: Mapping[BlankNode, tuple[BlankNode, int]],
        graph: Mapping[Subject, Mapping[NamedNode, Sequence[Term]]],
        sites: Mapping[BlankNode, Sequence[tuple[Subject, NamedNode]]],
    ) -> None:
        self.core = set(core)
        self.order = core
        self.lists, self.cells, self.graph, self.sites = lists, cells, graph, sites
        self.fixed: dict[BlankNode, str] = {}
        self.links: dict[BlankNode, list[tuple[str, BlankNode]]] = {}
        self.steps = _MAX_STEPS + _MAX_STEPS_PER_NODE * len(core)

    def components(self) -> list[set[BlankNode]]:
        """Return the sets of blank nodes, each around nodes of the core, that hang together."""
        found = []
        seen: set[BlankNode] = set()
        for start in self.order:
            if start in seen:
                continue
            part = {start}
            waiting = [start]
            while waiting:
                for _, other in self.look_around(waiting.pop()):
                    if other not in part:
                        part.add(other)
                        waiting.append(other)
            seen |= part
            found.append(part)
        return found

    def look_around(self, node: BlankNode) -> list[tuple[str, BlankNode]]:
        """Note what is fixed about a node; return its links to other blank nodes."""
        around: list[tuple[str, Term]] = []
        if node in self.lists:
            # A long list counts as one node, or the rounds would be as many as its items.
            around += [(f">{i}", item) for i, item in enumerate(self.lists[node])]
        else:
            for predicate, values in self.graph.get(node, {}).items():
                around += [(f">{predicate}", value) for value in values]
        for subject, predicate in self.sites.get(node, ()):
            if isinstance(subject, BlankNode) and subject in self.cells:
                head, index = self.cells[subject]
                around.append((f"<{index}", head))
            else:
                around.append((f"<{predicate}", subject))
        links = [(name, other) for name, other in around if type(other) is BlankNode]
        constant = sorted(f"{name} {o}" for name, o in around if type(o) is not BlankNode)
        self.links[node] = links
        self.fixed[node] = f"{node in self.core}\n" + "\n".join(constant)
        return links

    def best(self, colours: _Colours, depth: int) -> tuple[_Certificate, _Colours]:
        """Return the least certificate that can be had, and the colours that give it."""
        colours = self.refine(colours)
        tied = self.first_tie(colours)
        if not tied:
            certificate = sorted(
                (colours[n], self.fixed[n], sorted((name, colours[o]) for name, o in self.links[n]))
                for n in colours
            )
            return certificate, colours
        # Twins have the same neighbours: whichever comes first, the result is the same.
        twins = {frozenset(self.links[node]): node for node in tied}
        if len(twins) == 1:
            return self.best(_ahead(colours, tied), depth + 1)
        if depth > 100:
            self.spend(self.steps + 1)
        tries = [self.best(_ahead(colours, [node]), depth + 1) for node in twins.values()]
        return min(tries, key=lambda found: found[0])

    def refine(self, colours: _Colours) -> _Colours:
        """Split colours until nodes of one colour have the same surroundings."""
        count = 0
        while True:
            self.spend(sum(2 + len(self.links[node]) for node in colours))
            seen = {
                node: (
                    colour,
                    self.fixed[node] if not count else "",
                    tuple(sorted((name, colours[other]) for name, other in self.links[node])),
                )
                for node, colour in colours.items()
            }
            ranks = {view: rank for rank, view in enumerate(sorted(set(seen.values())))}
            colours = {node: ranks[view] for node, view in seen.items()}
            if len(ranks) == count:
                return colours
            count = len(ranks)

    def first_tie(self, colours: _Colours) -> list[BlankNode]:
        """Return the nodes of the core that share the least colour that is shared."""
        groups: dict[int, list[BlankNode]] = {}
        for node in colours:
            if node in self.core:
                groups.setdefault(colours[node], []).append(node)
        shared = [colour for colour, nodes in groups.items() if len(nodes) > 1]
        return groups[min(shared)] if shared else []

    def spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise LimitError(
                "the blank nodes are so much alike that no order can be found in time; "
                "give some of them IRIs."
            )


def _ahead(colours: _Colours, nodes: Collection[BlankNode]) -> _Colours:
    """Give nodes of one colour colours of their own, before the others of that colour."""
    wide = len(nodes) + 1
    split = {node: colour * wide for node, colour in colours.items()}
    for number, node in enumerate(nodes, 1):
        split[node] -= number
    return split
