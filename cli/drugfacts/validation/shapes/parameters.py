"""What each property of a shape may have for values, by the syntax rules of SHACL.

One table: how often, of which kind, and on which kind of shape. Section "Summary of
SHACL Syntax Rules" of the W3C Recommendation, in our own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.terms import PREFIXES
from drugfacts.validation.lists import FIRST, items
from drugfacts.validation.shacl import sh
from drugfacts.validation.shapes.fault import Fault
from drugfacts.validation.shapes.reading import shown

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Subject, Term
    from drugfacts.validation.shapes.reading import ShapesGraph

_XSD = PREFIXES["xsd"]
_STRING = NamedNode(_XSD + "string")
_BOOLEAN = NamedNode(_XSD + "boolean")
_INTEGER = NamedNode(_XSD + "integer")
_ANY_URI = NamedNode(_XSD + "anyURI")
_NUMBERS = {
    NamedNode(_XSD + name)
    for name in """
    decimal double float integer long int short byte nonNegativeInteger positiveInteger
    nonPositiveInteger negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte
    """.split()  # noqa: SIM905
}
_NODE_KINDS = {
    sh("IRI"),
    sh("BlankNode"),
    sh("Literal"),
    sh("BlankNodeOrIRI"),
    sh("BlankNodeOrLiteral"),
    sh("IRIOrLiteral"),
}
_COUNT = re.compile(r"\+?0*[0-9]{1,18}")
_FLAGS = re.compile("[smixq]*")
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = _LETTER + "_0-9\u00b7\u0300-\u036f\u203f\u2040"
_PREFIX = rf"(?:[{_LETTER}](?:[{_MORE}.-]*[{_MORE}-])?)?"
"""PN_PREFIX of SPARQL 1.1, or nothing."""


class Kind(NamedTuple):
    """A kind of value.

    Attributes:
        wanted: What the value must be, as in "must be …".
        accepts: Tells whether a term is one.
    """

    wanted: str
    accepts: Callable[[Term], bool]


def _plain(value: Term) -> bool:
    return isinstance(value, Literal) and value.datatype == _STRING


def _text(value: Term) -> bool:
    return isinstance(value, Literal) and (value.datatype == _STRING or bool(value.language))


def _flag(value: Term) -> bool:
    return (
        isinstance(value, Literal)
        and value.datatype == _BOOLEAN
        and value.value in {"true", "false", "1", "0"}
    )


def _count(value: Term) -> bool:
    return (
        isinstance(value, Literal)
        and value.datatype == _INTEGER
        and _COUNT.fullmatch(value.value) is not None
    )


IRI = Kind("an IRI", lambda value: isinstance(value, NamedNode))
NODE = Kind("an IRI or a blank node", lambda value: not isinstance(value, Literal))
NAMEABLE = Kind("an IRI or a literal", lambda value: not isinstance(value, BlankNode))
LITERAL = Kind("a literal", lambda value: isinstance(value, Literal))
ANY = Kind("any term", lambda _: True)
STRING = Kind("a plain string", _plain)
TEXT = Kind("a string, with a language or without", _text)
BOOLEAN = Kind("true or false", _flag)
COUNT = Kind("a whole number from 0 on, such as 1", _count)
NUMBER = Kind("a number", lambda value: isinstance(value, Literal) and value.datatype in _NUMBERS)
NODE_KIND = Kind(
    "one of sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral "
    "and sh:IRIOrLiteral",
    lambda value: value in _NODE_KINDS,
)
FLAGS = Kind(
    "a plain string of the letters s, m, i, x and q",
    lambda value: _plain(value) and _FLAGS.fullmatch(value.value) is not None,
)
PREFIX = Kind(
    "a plain string that can be a prefix, such as ex",
    lambda value: _plain(value) and re.fullmatch(_PREFIX, value.value) is not None,
)
NAMESPACE = Kind(
    "a literal of the datatype xsd:anyURI",
    # Engines take a string too, and SHACL for SHACL of the W3C has one.
    lambda value: isinstance(value, Literal) and value.datatype in (_ANY_URI, _STRING),
)


class Rule(NamedTuple):
    """What the values of one property must be.

    Attributes:
        kind: Kind of each value, or of each item of the list that it must be.
        single: There may be one only.
        in_property: Only a shape with a path may have it.
        of_list: Each value is a list.
    """

    kind: Kind
    single: bool = False
    in_property: bool = False
    of_list: bool = False


_ONE_COUNT = Rule(COUNT, single=True)
_PAIR = Rule(IRI, in_property=True)
_BOUND = Rule(LITERAL, single=True)
_SHAPES = Rule(NODE, of_list=True)

RULES = {
    "targetNode": Rule(NAMEABLE),
    "targetClass": Rule(IRI),
    "targetSubjectsOf": Rule(IRI),
    "targetObjectsOf": Rule(IRI),
    "severity": Rule(IRI, single=True),
    "message": Rule(TEXT),
    "deactivated": Rule(BOOLEAN, single=True),
    "path": Rule(NODE, single=True),
    "property": Rule(NODE),
    "node": Rule(NODE),
    "not": Rule(NODE),
    "and": _SHAPES,
    "or": _SHAPES,
    "xone": _SHAPES,
    "class": Rule(IRI),
    "datatype": Rule(IRI, single=True),
    "nodeKind": Rule(NODE_KIND, single=True),
    "minCount": Rule(COUNT, single=True, in_property=True),
    "maxCount": Rule(COUNT, single=True, in_property=True),
    "minExclusive": _BOUND,
    "minInclusive": _BOUND,
    "maxExclusive": _BOUND,
    "maxInclusive": _BOUND,
    "minLength": _ONE_COUNT,
    "maxLength": _ONE_COUNT,
    "pattern": Rule(STRING, single=True),
    "flags": Rule(FLAGS, single=True),
    "languageIn": Rule(STRING, single=True, of_list=True),
    "uniqueLang": Rule(BOOLEAN, single=True, in_property=True),
    "equals": Rule(IRI),
    "disjoint": Rule(IRI),
    "lessThan": _PAIR,
    "lessThanOrEquals": _PAIR,
    "qualifiedValueShape": Rule(NODE, single=True, in_property=True),
    # On a shape without a path the counts are allowed and do nothing; see `doubts`.
    "qualifiedMinCount": _ONE_COUNT,
    "qualifiedMaxCount": _ONE_COUNT,
    "qualifiedValueShapesDisjoint": Rule(BOOLEAN, single=True),
    "closed": Rule(BOOLEAN, single=True),
    "ignoredProperties": Rule(IRI, single=True, of_list=True),
    "hasValue": Rule(ANY),
    "in": Rule(ANY, single=True, of_list=True),
    "name": Rule(TEXT),
    "description": Rule(TEXT),
    "order": Rule(NUMBER, single=True),
    "group": Rule(NODE, single=True),
    "defaultValue": Rule(ANY, single=True),
    "sparql": Rule(NODE),
    "select": Rule(STRING, single=True),
    "ask": Rule(STRING, single=True),
    "prefixes": Rule(NODE),
    "declare": Rule(NODE),
    "prefix": Rule(PREFIX, single=True),
    "namespace": Rule(NAMESPACE, single=True),
    "parameter": Rule(NODE),
    "optional": Rule(BOOLEAN, single=True),
    "labelTemplate": Rule(TEXT),
    "validator": Rule(NODE),
    "nodeValidator": Rule(NODE),
    "propertyValidator": Rule(NODE),
}


def faults(graph: ShapesGraph) -> Iterator[Fault]:
    """Yield the values that break a rule, and those that are too many or out of place."""
    for name, rule in RULES.items():
        predicate = sh(name)
        values: dict[Subject, list[Term]] = {}
        for subject, value in graph.said(name):
            values.setdefault(subject, []).append(value)
        for subject, found in values.items():
            if rule.single and len(found) > 1:
                yield Fault(
                    f"sh:{name} is given {len(found)} times on {graph.name(subject)}, and may "
                    "be given once; keep one, or give each a shape of its own.",
                    subject,
                    predicate,
                    found[1],
                )
            if rule.in_property and not _may_have(graph, subject):
                yield Fault(
                    f"sh:{name} counts or compares the values of a path, and "
                    f"{graph.name(subject)} has no sh:path; move it into a shape under "
                    "sh:property.",
                    subject,
                    predicate,
                )
            for value in found:
                yield from _value_faults(graph, subject, name, value, rule)


def _may_have(graph: ShapesGraph, subject: Subject) -> bool:
    """Tell whether a shape has a path, or lacks one, which another rule tells."""
    return (
        graph.is_property_shape(subject)
        or sh("PropertyShape") in graph.types(subject)
        or graph.referred.get(subject) == "property"
    )


def _value_faults(
    graph: ShapesGraph, subject: Subject, name: str, value: Term, rule: Rule
) -> Iterator[Fault]:
    if not rule.of_list:
        if not rule.kind.accepts(value):
            yield Fault(_wrong(name, "value", value, rule.kind), subject, sh(name), value)
        return
    if items(value, graph.data.properties) is None:
        yield Fault(
            f"the value of sh:{name} is not a well-formed list; write it as ( a b c ).",
            subject,
            sh(name),
            value,
        )
        return
    for cell, item in graph.cells(value):
        if not rule.kind.accepts(item):
            yield Fault(_wrong(name, "list", item, rule.kind), cell, FIRST, item)


def _wrong(name: str, what: str, value: Term, kind: Kind) -> str:
    where = f"a value of sh:{name}" if what == "value" else f"an item of the list of sh:{name}"
    return f"{shown(value)} cannot be {where}; it must be {kind.wanted}."
