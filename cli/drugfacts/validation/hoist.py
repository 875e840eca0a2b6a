"""Rewriting shapes so that an engine checks many focus nodes at once.

A node shape hands its focus nodes to its property shapes one by one, and an engine may
set up each property shape anew each time. SHACL lets a property shape have targets of
its own, so the same is asked faster when each property shape takes over the targets of
the node shape. Findings are the same: a result names the property shape either way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.graph.dataset import Subject, Term, parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import FIRST, NIL, REST, About, items

if TYPE_CHECKING:
    from collections.abc import Iterable

SH = PREFIXES["sh"]
RDF = PREFIXES["rdf"]

_TYPE = NamedNode(RDF + "type")
_NODE_SHAPE = NamedNode(SH + "NodeShape")
_PROPERTY = NamedNode(SH + "property")
_PATH = NamedNode(SH + "path")
_CLOSED = NamedNode(SH + "closed")
_IGNORED = NamedNode(SH + "ignoredProperties")
_DEACTIVATED = NamedNode(SH + "deactivated")
_DISJOINT = NamedNode(SH + "qualifiedValueShapesDisjoint")
_USING = {FIRST, *(NamedNode(SH + n) for n in ("node", "not", "property", "qualifiedValueShape"))}
_TARGETS = frozenset(
    NamedNode(SH + name)
    for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
)

_About = dict[Subject, dict[NamedNode, list[Term]]]


def hoist(shapes: Iterable[Triple]) -> list[Triple]:
    """Return an equal shapes graph in which property shapes have the targets.

    A node shape is left alone where the move could change its meaning: it is used by
    another shape, switched off, a class too, or one of its property shapes is not a
    plain one. A closed shape keeps its permitted properties, as ignored ones.
    """
    triples = list(shapes)
    about: _About = {}
    for subject, predicate, value in map(parts, triples):
        about.setdefault(subject, {}).setdefault(predicate, []).append(value)
    used = {triple.object for triple in triples if triple.predicate in _USING}
    movable = [shape for shape in about if shape not in used and _is_movable(shape, about)]
    dropped: set[Triple] = set()
    added: list[Triple] = []
    for number, shape in enumerate(movable):
        own = about[shape]
        dropped.update(Triple(shape, _PROPERTY, part) for part in own[_PROPERTY])
        added += [
            Triple(part, predicate, target)
            for part in own[_PROPERTY]
            if isinstance(part, NamedNode | BlankNode)
            for predicate in _TARGETS & own.keys()
            for target in own[predicate]
        ]
        if _CLOSED in own:
            dropped.update(Triple(shape, _IGNORED, head) for head in own.get(_IGNORED, []))
            added += _permit(shape, _permitted(own, about), number)
    return [*(triple for triple in triples if triple not in dropped), *dict.fromkeys(added)]


def _is_movable(shape: Subject, about: _About) -> bool:
    own = about[shape]
    if not own.keys() & _TARGETS or _PROPERTY not in own:
        return False
    if own.get(_TYPE) != [_NODE_SHAPE] or own.keys() & {_PATH, _DEACTIVATED}:
        return False
    lists = [items(head, _lookup(about)) for head in own.get(_IGNORED, [])]
    if len(lists) > 1 or None in lists:
        return False
    return all(_is_plain(part, about) for part in own[_PROPERTY])


def _is_plain(part: Term, about: _About) -> bool:
    """Tell whether a property shape is well-formed and asks nothing of its siblings."""
    if isinstance(part, Literal):
        return False
    own = about.get(part, {})
    return len(own.get(_PATH, [])) == 1 and _DISJOINT not in own


def _lookup(about: _About) -> About:
    return lambda subject: about.get(subject, {})


def _permitted(own: dict[NamedNode, list[Term]], about: _About) -> list[Term]:
    """Return the properties that a closed shape allows."""
    heads = own.get(_IGNORED, [])
    ignored = [item for head in heads for item in items(head, _lookup(about)) or []]
    paths = [
        path
        for part in own[_PROPERTY]
        if isinstance(part, NamedNode | BlankNode)
        for path in about[part][_PATH]
        if isinstance(path, NamedNode)
    ]
    return list(dict.fromkeys([*ignored, *paths]))


def _permit(shape: Subject, permitted: list[Term], number: int) -> list[Triple]:
    """Return a list of ignored properties; its nodes have labels of our own."""
    nodes: list[Subject] = [BlankNode(f"permitted{number}x{i}") for i in range(len(permitted))]
    nodes.append(NIL)
    made = [Triple(shape, _IGNORED, nodes[0])]
    for node, rest, item in zip(nodes, nodes[1:], permitted, strict=False):
        made += [Triple(node, FIRST, item), Triple(node, REST, rest)]
    return made
