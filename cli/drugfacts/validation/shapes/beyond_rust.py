"""Shapes that the Rust engine would read in a way of its own, so that pySHACL must run.

Each reason was found by running both engines on the same input and reading the W3C
Recommendation on who is right; ``tests/validation/test_engine_differences.py`` repeats
the runs, so that a new version of an engine shows what it mends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.terms import PREFIXES
from drugfacts.validation import engines
from drugfacts.validation.shapes import patterns
from drugfacts.validation.shapes.queries import Queries
from drugfacts.validation.shapes.reading import TRUE, ShapesGraph
from drugfacts.validation.shapes.sparql import bound_by_as

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from drugfacts.graph.dataset import DataSet
    from drugfacts.validation.shapes.queries import Query

_XSD = PREFIXES["xsd"]
_UNREAD = ("hexBinary", "base64Binary", "dayTimeDuration", "yearMonthDuration")
"""Datatypes whose lexical forms pySHACL looks at, and the Rust engine does not."""

_BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
_DECIMAL = re.compile(r"[+-]?0*(\d*)(?:\.(\d*?)0*)?")
_TEXTS = (NamedNode(_XSD + "string"), NamedNode(PREFIXES["rdf"] + "langString"))
_COMPARING = ("<", ">", "=")
_SAFE = frozenset(
    """
    abs bnode bound ceil concat contains count datatype encode_for_uri floor hours iri
    isblank isiri isliteral isnumeric isuri lang langmatches lcase md5 minutes rand regex
    replace round sameterm seconds sha1 sha256 sha384 sha512 str strafter strbefore
    strends strlang strlen strstarts struuid substr sum avg tz ucase uri uuid
    """.split()  # noqa: SIM905
)
"""Functions of SPARQL that give no date."""


def reason(
    shapes: DataSet, ontology: DataSet | None = None, dated: Collection[str] | None = None
) -> str | None:
    """Return why the Rust engine must not run some shapes, or None when it may.

    Args:
        shapes: The shapes graph, which `check` has passed.
        ontology: Declares prefixes that queries of the shapes may use.
        dated: The properties that have values of the datatype xsd:date in the data, by
            IRI, as queries of the Rust engine cannot compare these; None when unknown.
    """
    graph = ShapesGraph(shapes)
    return next(reasons(graph, Queries(graph, ontology), dated), None)


def reasons(
    graph: ShapesGraph, queries: Queries, dated: Collection[str] | None = None
) -> Iterator[str]:
    """Yield all that `reason` yields the first of."""
    yield from _of_patterns(graph)
    yield from _of_literals(graph)
    yield from _of_structure(graph)
    for query in queries.all:
        pieces = query.pieces
        for name in ("value", "path"):
            if name in bound_by_as(pieces):
                yield f"the query of {query.owner} computes ?{name}, which it drops"
        if graph.one(query.node, "deactivated") == TRUE:
            yield f"the query of {query.owner} is deactivated, and it runs that all the same"
        if _may_meet(query, dated) and _compares(pieces):
            yield f"the query of {query.owner} may compare dates, which it cannot"


def _of_patterns(graph: ShapesGraph) -> Iterator[str]:
    for _, pattern, flags in patterns.patterns(graph):
        if engines.reads_pattern(pattern.value, flags) != "rust":
            yield f"it cannot read the pattern {pattern.value!r}"
        elif odd := patterns.differs_in_rust(pattern.value, flags):
            yield f"it reads {odd} in the pattern {pattern.value!r} in a way of its own"


def _of_literals(graph: ShapesGraph) -> Iterator[str]:
    unread = {NamedNode(_XSD + name): name for name in _UNREAD}
    for _, datatype in graph.said("datatype"):
        if datatype in unread:
            yield f"it does not look at how an xsd:{unread[datatype]} is written"  # type: ignore[index]
    for name in _BOUNDS:
        for _, bound in graph.said(name):
            if isinstance(bound, Literal) and _is_too_fine(bound):
                yield f"it cannot hold the number {bound.value}"
            elif isinstance(bound, Literal) and bound.datatype in _TEXTS:
                yield f"it compares {bound} with texts in a language"


def _is_too_fine(bound: Literal) -> bool:
    """Tell whether a decimal needs more than 18 digits on one side of its point."""
    found = _DECIMAL.fullmatch(bound.value)
    if bound.datatype != NamedNode(_XSD + "decimal") or found is None:
        return False
    return len(found[1]) > 18 or len(found[2] or "") > 18


def _of_structure(graph: ShapesGraph) -> Iterator[str]:
    for shape, value in graph.said("closed"):
        if value == TRUE and graph.is_property_shape(shape):
            yield f"it closes the focus node, not the values of {graph.name(shape)}"
    for parent in {subject for subject, _ in graph.said("property")}:
        siblings = [
            graph.one(part, "qualifiedValueShape")
            for part in graph.values(parent, "property")
            if graph.one(part, "qualifiedValueShapesDisjoint") == TRUE
        ]
        if len(siblings) > len(set(siblings)):
            yield f"it takes a qualified shape of {graph.name(parent)} for a sibling of itself"


def _may_meet(query: Query, dated: Collection[str] | None) -> bool:
    """Tell whether a query names a property that has dates, or all properties."""
    if dated is None or query.prefixes is None:
        return True
    if not dated:
        return False
    if query.meets_any:
        return True
    return any(query.named(kind, text) in dated for kind, text in query.pieces)


def _compares(pieces: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a query compares what may be two dates.

    Where one side is a number, a string, an IRI or a function that gives no date, the
    other does not matter: the outcome is the same for a date as for any other term.
    """
    for at, (kind, text) in enumerate(pieces):
        if kind == "other" and text in _COMPARING:
            # Two signs make one operator (<=, >=, !=); the first of them is looked at.
            if at and pieces[at - 1][1] in ("<", ">", "!"):
                continue
            after = at + 1
            while after < len(pieces) and pieces[after][1] == "=":
                after += 1
            if _may_be_date_before(pieces, at) and _may_be_date_after(pieces, after):
                return True
        elif kind == "other" and text == "!" and pieces[at + 1 : at + 2] == [("other", "=")]:
            if _may_be_date_before(pieces, at) and _may_be_date_after(pieces, at + 2):
                return True
        elif kind == "word" and text.lower() in ("year", "month", "day", "in", "min", "max"):
            return True
    return False


def _may_be_date_before(pieces: Sequence[tuple[str, str]], end: int) -> bool:
    """Tell whether what stands before an operator may be a date."""
    kind, text = pieces[end - 1] if end else ("", "")
    if kind == "variable":
        return True
    if text != ")":
        return False
    depth, at = 0, end - 1
    while at >= 0:
        depth += {"close": 1, "open": -1}.get(pieces[at][0], 0)
        if not depth:
            break
        at -= 1
    before = pieces[at - 1] if at > 0 else ("", "")
    return not (before[0] == "word" and before[1].lower() in _SAFE)


def _may_be_date_after(pieces: Sequence[tuple[str, str]], start: int) -> bool:
    """Tell whether what stands behind an operator may be a date."""
    kind, text = pieces[start] if start < len(pieces) else ("", "")
    if kind in ("short", "long"):
        # A literal of a datatype: "2024-01-01"^^xsd:date.
        return pieces[start + 1 : start + 2] == [("other", "^")]
    if kind == "word":
        return text.lower() in ("coalesce", "if", "now", "strdt", "sample")
    if kind == "iri":
        return pieces[start + 1 : start + 2] == [("open", "(")]
    return kind in ("variable", "prefix") or text == "("
