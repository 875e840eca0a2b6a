"""Datatypes of XML Schema that shapes ask for: one that there is not has no value."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.terms import PREFIXES
from drugfacts.validation.shacl import sh
from drugfacts.validation.shapes.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.validation.shapes.reading import ShapesGraph

_XSD = PREFIXES["xsd"]
_KNOWN = frozenset(
    """
    string boolean decimal float double duration dateTime time date gYearMonth gYear
    gMonthDay gDay gMonth hexBinary base64Binary anyURI QName NOTATION normalizedString
    token language NMTOKEN NMTOKENS Name NCName ID IDREF IDREFS ENTITY ENTITIES integer
    nonPositiveInteger negativeInteger long int short byte nonNegativeInteger unsignedLong
    unsignedInt unsignedShort unsignedByte positiveInteger yearMonthDuration
    dayTimeDuration dateTimeStamp precisionDecimal anySimpleType anyAtomicType anyType
    untypedAtomic
    """.split()  # noqa: SIM905
)
"""Local names of the types of XML Schema 1.1, with those of XPath."""


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield the datatypes in the namespace of XML Schema that it does not have."""
    for subject, value in graph.said("datatype"):
        if not isinstance(value, NamedNode) or not value.value.startswith(_XSD):
            continue
        name = value.value.removeprefix(_XSD)
        if name in _KNOWN:
            continue
        small = {known.lower(): known for known in sorted(_KNOWN)}
        near = get_close_matches(name.lower(), sorted(small), n=1, cutoff=0.6)
        advice = f"write xsd:{small[near[0]]}" if near else "correct its name"
        said = f"xsd:{name} is not a datatype of XML Schema, so that no value has it; {advice}."
        yield Fault(said, subject, sh("datatype"), value)
