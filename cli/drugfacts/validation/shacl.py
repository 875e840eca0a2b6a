"""The terms of SHACL that say how shapes hang together and what they ask."""

from __future__ import annotations

from pyoxigraph import NamedNode

from drugfacts.terms import PREFIXES

SH = PREFIXES["sh"]

TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
"""What leads from a shape to its focus nodes."""

TAKING_A_SHAPE = ("node", "property", "not", "qualifiedValueShape")
"""What leads from a shape to another."""

LISTS_OF_SHAPES = ("and", "or", "xone")
"""What leads from a shape to a list of others."""

PARAMETERS = """
    class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive
    maxInclusive minLength maxLength pattern languageIn uniqueLang equals disjoint
    lessThan lessThanOrEquals not and or xone node property qualifiedValueShape closed
    hasValue in sparql
""".split()  # noqa: SIM905
"""What alone makes a constraint: what has one of these is a shape, whatever its type."""


def sh(name: str) -> NamedNode:
    """Return a term of SHACL."""
    return NamedNode(SH + name)


def component(parameter: str) -> str:
    """Return the IRI of the constraint component that a parameter of SHACL belongs to."""
    if parameter == "sparql":
        return SH + "SPARQLConstraintComponent"
    return f"{SH}{parameter[0].upper()}{parameter[1:]}ConstraintComponent"
