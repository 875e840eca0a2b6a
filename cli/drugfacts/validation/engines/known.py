"""Where pySHACL is known to differ from the Recommendation: the named list of ``compare``.

These are the four tests of the W3C suite that it does not pass. What else the engines
differ in is told, whoever is right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.graph.dataset import parts
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from drugfacts.graph.dataset import Term
    from drugfacts.validation.engines.result import Result

_SH = PREFIXES["sh"]
_UNIQUE_LANG = NamedNode(_SH + "uniqueLang")
_PATH = NamedNode(_SH + "path")
_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")
_PREFIXES = NamedNode(_SH + "prefixes")
_DECLARE, _PREFIX = NamedNode(_SH + "declare"), NamedNode(_SH + "prefix")
_QUERIES = {NamedNode(_SH + "select"), NamedNode(_SH + "ask")}
_SHAPES_GRAPH = re.compile(r"[$?]shapesGraph\b")
_UNKNOWN_PREFIX = re.compile(r"Unknown namespace prefix : ([^\s;]*)")


def refusal(said: str, shapes: Sequence[Triple]) -> str | None:
    """Return which entry of the list a refusal of pySHACL is, or None for another one.

    Both must fit: its words, and shapes that have what it is known to refuse.

    Args:
        said: Its words.
        shapes: The shapes graph.
    """
    if "can only be present on a PropertyShape" in said and _counts_without_path(shapes):
        return "pySHACL refuses sh:qualifiedMinCount and its like on a node shape (qualified-001)"
    if "$shapesGraph in it" in said and _asks_for_shapes(shapes):
        return "pySHACL has no $shapesGraph (shapesGraph-001)"
    prefix = _UNKNOWN_PREFIX.search(said)
    if prefix and prefix[1] in _imported_prefixes(shapes):
        return "pySHACL does not follow owl:imports to prefixes (prefixes-001)"
    return None


def _counts_without_path(shapes: Iterable[Triple]) -> bool:
    """Tell whether a shape without a path has ``sh:qualifiedMinCount`` or its like."""
    paths = {triple.subject for triple in shapes if triple.predicate == _PATH}
    return any(
        triple.predicate.value.startswith(_SH + "qualified") and triple.subject not in paths
        for triple in shapes
    )


def _asks_for_shapes(shapes: Iterable[Triple]) -> bool:
    """Tell whether a query has the variable of the shapes graph."""
    return any(
        triple.predicate in _QUERIES and _SHAPES_GRAPH.search(triple.object.value)
        for triple in shapes
        if isinstance(triple.object, Literal)
    )


def _imported_prefixes(shapes: Iterable[Triple]) -> set[str]:
    """Return the prefixes that what queries take theirs from only imports."""
    about: dict[NamedNode, dict[Term, list[Term]]] = {}
    for subject, predicate, value in map(parts, shapes):
        about.setdefault(predicate, {}).setdefault(subject, []).append(value)
    imports = about.get(_IMPORTS, {})
    direct = {place for places in about.get(_PREFIXES, {}).values() for place in places}
    found: set[Term] = set()
    waiting = [place for node in direct for place in imports.get(node, [])]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += imports.get(place, [])
    return {
        prefix.value
        for place in found - direct
        for node in about.get(_DECLARE, {}).get(place, [])
        for prefix in about.get(_PREFIX, {}).get(node, [])
    }


def is_listed(result: Result, shapes: Sequence[Triple]) -> bool:
    """Tell whether a result that pySHACL alone gives is on the list.

    It takes ``"1"^^xsd:boolean`` for true, which ``sh:uniqueLang`` does not (uniqueLang-002).
    """
    if result.component != _SH + "UniqueLangConstraintComponent":
        return False
    stated = [
        triple.object
        for triple in shapes
        if triple.subject == result.shape and triple.predicate == _UNIQUE_LANG
    ]
    return bool(stated) and all(isinstance(v, Literal) and v.value == "1" for v in stated)
