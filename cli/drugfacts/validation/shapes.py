"""Looking over the shapes themselves: an engine passes over what it does not know."""

from __future__ import annotations

from difflib import get_close_matches

from pyoxigraph import NamedNode, Quad

from drugfacts.errors import InputError
from drugfacts.graph.dataset import DataSet, Term, parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import items

_SH = PREFIXES["sh"]
_OWL_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")

TERMS = frozenset(
    """
    NodeShape PropertyShape Shape targetClass targetNode targetObjectsOf targetSubjectsOf
    deactivated message severity Info Violation Warning property path inversePath
    alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath class datatype nodeKind
    IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral minCount maxCount
    minExclusive minInclusive maxExclusive maxInclusive minLength maxLength pattern flags
    languageIn uniqueLang equals disjoint lessThan lessThanOrEquals not and or xone node
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint
    closed ignoredProperties hasValue in name description order group defaultValue
    PropertyGroup sparql SPARQLConstraint select ask prefixes declare prefix namespace
    PrefixDeclaration ConstraintComponent parameter Parameter optional labelTemplate
    validator nodeValidator propertyValidator SPARQLAskValidator SPARQLSelectValidator
    """.split()  # noqa: SIM905
)
"""Local names of SHACL Core and SHACL-SPARQL that a shape may use."""

_SHAPE_EXPECTING = frozenset(
    NamedNode(_SH + name) for name in ("property", "node", "not", "qualifiedValueShape", "sparql")
)

_LIST_TAKING = frozenset(NamedNode(_SH + name) for name in ("and", "or", "xone"))
_SHAPE_MAKING = _SHAPE_EXPECTING | frozenset(
    NamedNode(_SH + name)
    for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
)


def check(shapes: DataSet) -> None:
    """Refuse shapes that would not be run as they are written.

    Raises:
        InputError: there are none, a term of SHACL is unknown or not run here, a shape
            is referred to but missing, or the shapes import others.
    """
    subjects = {parts(triple)[0] for triple in shapes.all_triples()}
    for quad in shapes.quads():
        for part, node in enumerate(parts(quad)):
            if isinstance(node, NamedNode) and node.value.startswith(_SH):
                name = node.value.removeprefix(_SH)
                if name not in TERMS:
                    raise _error(shapes, quad, part, _unknown(name))
        for shape in _referred(quad, shapes):
            if shape not in subjects:
                said = f"the shape {shape} is missing; write it, or correct the name."
                raise _error(shapes, quad, 2, said)
        if quad.predicate == _OWL_IMPORTS:
            raise _error(
                shapes, quad, 1, "nothing is imported; name the other files as shapes instead."
            )
    if not any(quad.predicate in _SHAPE_MAKING for quad in shapes.quads()):
        raise InputError("there is no shape; name files that hold some.")


def _referred(quad: Quad, shapes: DataSet) -> list[Term]:
    """Return the shapes that a statement refers to."""
    value = parts(quad)[2]
    if quad.predicate in _SHAPE_EXPECTING:
        return [value]
    if quad.predicate in _LIST_TAKING:
        return items(value, shapes.properties) or []
    return []


def _unknown(name: str) -> str:
    nearest = get_close_matches(name, sorted(TERMS), n=1, cutoff=0.7)
    advice = f"write sh:{nearest[0]}, or take it out" if nearest else "take it out"
    return f"sh:{name} is not a term of SHACL Core or SHACL-SPARQL and would be ignored; {advice}."


def _error(shapes: DataSet, quad: Quad, part: int, message: str) -> InputError:
    subject, predicate, value = parts(quad)
    place = shapes.locate(subject, predicate if part else None, value if part > 1 else None)
    if place is None:
        return InputError(message)
    return InputError(message, place.path, place.line or None, place.col or None)
