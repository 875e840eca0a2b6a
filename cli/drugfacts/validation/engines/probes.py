"""Shapes that count: the proof of work of data that are never read into Python.

Each asks the engine's own graph, in its own run, how many focus nodes a shape has; one
more asks for the number of statements. What a probe counts comes back in the message of
its result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drugfacts.graph.dataset import Subject
    from drugfacts.validation.engines.result import Result
    from drugfacts.validation.engines.targets import Target

_SH = PREFIXES["sh"]
_NODE = NamedNode("urn:x-drugfacts:probe")
_PREFIX = f"{_NODE.value}:"
_TO_CLASS = f"<{PREFIXES['rdf']}type>/<{PREFIXES['rdfs']}subClassOf>*"
_TRIPLES, _FOCUS = "triples", "focus"


class Counts(NamedTuple):
    """What probes counted.

    Attributes:
        work: Number of focus nodes of each shape with targets.
        focus_nodes: Number of all focus nodes.
        triples: Number of statements.
    """

    work: dict[Subject, int]
    focus_nodes: int
    triples: int


def triples(targets: Mapping[Subject, Sequence[Target]]) -> list[Triple]:
    """Return the shapes that count the focus nodes of each shape with targets."""
    made = _probe(_TRIPLES, "COUNT(*)", "?s ?p ?f")
    every = dict.fromkeys(target for declared in targets.values() for target in declared)
    made += _probe(_FOCUS, "COUNT(DISTINCT ?f)", _union(every))
    for number, declared in enumerate(targets.values()):
        made += _probe(str(number), "COUNT(DISTINCT ?f)", _union(declared))
    return made


def counts(
    results: Iterable[Result], targets: Mapping[Subject, Sequence[Target]]
) -> tuple[list[Result], Counts]:
    """Return the results without those of probes, and what these counted.

    Args:
        results: What the engine gave.
        targets: What the probes were made for.

    Returns:
        The other results, and the counts.
    """
    others: list[Result] = []
    found: dict[str, int] = {}
    for result in results:
        if result.shape.value.startswith(_PREFIX):
            # The data may speak of the node of probes too, and get results of other shapes.
            name, _, count = result.messages[0].partition(" ")
            found[name] = int(count)
        else:
            others.append(result)
    # A count of nothing gives no row, and no result.
    work = {shape: found.get(str(number), 0) for number, shape in enumerate(targets)}
    return others, Counts(work, found.get(_FOCUS, 0), found.get(_TRIPLES, 0))


def _probe(name: str, count: str, pattern: str) -> list[Triple]:
    shape, query = NamedNode(_PREFIX + name), BlankNode(f"probe-{name}")
    select = f"SELECT $this ({count} AS ?n) WHERE {{ {pattern} }} GROUP BY $this"
    return [
        Triple(shape, NamedNode(_SH + "targetNode"), _NODE),
        Triple(shape, NamedNode(_SH + "sparql"), query),
        Triple(query, NamedNode(_SH + "message"), Literal(f"{name} {{?n}}")),
        Triple(query, NamedNode(_SH + "select"), Literal(select)),
    ]


def _union(targets: Iterable[Target]) -> str:
    return " UNION ".join(f"{{ {_pattern(target)} }}" for target in targets)


def _pattern(target: Target) -> str:
    if target.kind == "Class":
        return f"?f {_TO_CLASS} {target.of}"
    if target.kind == "SubjectsOf":
        return f"?f {target.of} ?o"
    if target.kind == "ObjectsOf":
        return f"?s {target.of} ?f"
    return f"BIND({target.of} AS ?f)"
