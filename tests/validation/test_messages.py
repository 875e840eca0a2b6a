"""A result without a message of its author gets a sentence: what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.graph.dataset import DataSet
from drugfacts.iris import shorten
from drugfacts.validation.messages import COMPONENTS, default

Make = Callable[..., DataSet]

EX = "https://example.org/vocabulary#"
SH = "http://www.w3.org/ns/shacl#"
P = "sh:path ex:p ; "


def short(iri: str) -> str:
    return f"ex:{iri.removeprefix(EX)}" if iri.startswith(EX) else shorten(iri)


def say(
    make: Make, component: str, shape: str, value: object = None, count: int | None = None
) -> str:
    shapes = make({"s.ttl": f"ex:S {shape} ."})
    name = f"{SH}{component}ConstraintComponent"
    assert value is None or isinstance(value, NamedNode | BlankNode | Literal)
    return default(name, NamedNode(EX + "S"), shapes, value, short, count)


IRI = NamedNode(EX + "x")
TEXT = Literal("abc")

CASES = [
    ("MinCount", P + "sh:minCount 1", None, "has no value of ex:p; add one."),
    (
        "MinCount",
        P + "sh:minCount 2",
        None,
        "has fewer than 2 values of ex:p; add what is missing.",
    ),
    ("MaxCount", P + "sh:maxCount 1", None, "has more than 1 value of ex:p; take some out."),
    (
        "MaxCount",
        P + "sh:maxCount 0",
        None,
        "has a value of ex:p, and none is allowed; take it out.",
    ),
    (
        "MaxCount",
        "sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:maxCount 2",
        None,
        "has more than 2 values of ex:p/^ex:q; take some out.",
    ),
    (
        "QualifiedMinCount",
        P + "sh:qualifiedValueShape ex:T ; sh:qualifiedMinCount 1",
        None,
        "has no value of ex:p that conforms to the shape (ex:T); "
        "add what is missing, or correct a value.",
    ),
    (
        "QualifiedMaxCount",
        P + "sh:qualifiedValueShape [ ] ; sh:qualifiedMaxCount 1",
        None,
        "has more than 1 value of ex:p that conforms to the shape; take some out.",
    ),
    (
        "Class",
        P + "sh:class ex:C",
        IRI,
        "ex:x is not an instance of ex:C; give it that class, add its description where it is "
        "missing, or point to another thing.",
    ),
    (
        "Class",
        P + "sh:class ex:C , ex:D",
        IRI,
        "ex:x is not an instance of all of ex:C and ex:D; give it those classes, add its "
        "description where it is missing, or point to another thing.",
    ),
    (
        "Datatype",
        P + "sh:datatype xsd:date",
        Literal("2024-02-30", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        '"2024-02-30"^^xsd:date is not written as xsd:date must be; correct it.',
    ),
    (
        "Datatype",
        P + "sh:datatype xsd:integer",
        TEXT,
        '"abc" is not of the datatype xsd:integer; write it as one.',
    ),
    ("NodeKind", P + "sh:nodeKind sh:IRI", TEXT, '"abc" is not an IRI; write it as one.'),
    (
        "NodeKind",
        P + "sh:nodeKind sh:BlankNodeOrLiteral",
        IRI,
        "ex:x is not a literal or a blank node; write it as one.",
    ),
    (
        "MinExclusive",
        P + "sh:minExclusive 1.5",
        Literal(1),
        "1 is not more than 1.5, or cannot be compared with it; correct it.",
    ),
    (
        "MinInclusive",
        P + "sh:minInclusive 2",
        Literal(1),
        "1 is not at least 2, or cannot be compared with it; correct it.",
    ),
    (
        "MaxExclusive",
        P + "sh:maxExclusive 1",
        Literal(2),
        "2 is not less than 1, or cannot be compared with it; correct it.",
    ),
    (
        "MaxInclusive",
        P + 'sh:maxInclusive "2024-01-01"^^xsd:date',
        Literal(2),
        '2 is not at most "2024-01-01"^^xsd:date, or cannot be compared with it; correct it.',
    ),
    (
        "MinLength",
        P + "sh:minLength 5",
        TEXT,
        '"abc" is shorter than 5 characters, or has no text; correct it.',
    ),
    (
        "MaxLength",
        P + "sh:maxLength 2",
        TEXT,
        '"abc" is longer than 2 characters, or has no text; shorten it.',
    ),
    ("Pattern", P + 'sh:pattern "^x"', TEXT, '"abc" does not match "^x"; correct it.'),
    (
        "Pattern",
        P + 'sh:pattern "^x" ; sh:flags "i"',
        TEXT,
        '"abc" does not match "^x" (with the flags i); correct it.',
    ),
    (
        "LanguageIn",
        P + 'sh:languageIn ( "en" "de" )',
        Literal("abc", language="fr"),
        '"abc"@fr is in none of the languages "en" and "de"; '
        "give it one of these language tags, or take it out.",
    ),
    (
        "UniqueLang",
        P + "sh:uniqueLang true",
        None,
        "has several values of ex:p in one language; keep one of each language.",
    ),
    (
        "Equals",
        P + "sh:equals ex:q",
        TEXT,
        '"abc" is a value of only one of ex:p and ex:q, which must have the same; '
        "add it to the other, or take it out.",
    ),
    (
        "Disjoint",
        P + "sh:disjoint ex:q",
        TEXT,
        '"abc" is a value of ex:p and of ex:q, which must have none in common; take one out.',
    ),
    (
        "LessThan",
        P + "sh:lessThan ex:q",
        Literal(2),
        "2 is not less than every value of ex:q, or cannot be compared with it; "
        "correct one of them.",
    ),
    (
        "LessThanOrEquals",
        P + "sh:lessThanOrEquals ex:q",
        Literal(2),
        "2 is not at most every value of ex:q, or cannot be compared with it; correct one of them.",
    ),
    (
        "Not",
        "sh:not ex:T",
        IRI,
        "ex:x conforms to a shape that it must not conform to (ex:T); "
        "change what that shape describes.",
    ),
    (
        "And",
        "sh:and ( ex:T ex:U )",
        IRI,
        "ex:x conforms to not all of the shapes that it must (ex:T, ex:U); "
        "correct it so that it meets each.",
    ),
    (
        "Or",
        "sh:or ( ex:T [ ] )",
        IRI,
        "ex:x conforms to none of the shapes of which it must meet one; "
        "correct it so that it meets one.",
    ),
    (
        "Xone",
        "sh:xone ( ex:T )",
        BlankNode("b"),
        "a blank node conforms to none or several of the shapes of which it must meet one alone "
        "(ex:T); correct it so that it meets exactly one.",
    ),
    (
        "Node",
        "sh:node ex:T",
        IRI,
        "ex:x does not conform to the shape that it must (ex:T); correct it as that shape asks.",
    ),
    (
        "Property",
        "sh:property ex:T",
        IRI,
        "ex:x does not conform to a property shape; correct it.",
    ),
    (
        "Closed",
        "sh:closed true",
        IRI,
        "The shape is closed and does not list this property; take it out, or correct its name.",
    ),
    ("HasValue", P + "sh:hasValue 1", None, "1 is not among the values of ex:p; add it."),
    ("HasValue", "sh:hasValue 1", IRI, "ex:x is not 1; correct it, or correct the shape."),
    (
        "In",
        "sh:in ( )",
        TEXT,
        '"abc" is not allowed, as the list is empty; correct the shape.',
    ),
    (
        "In",
        P + "sh:in ( 1 2 3 4 5 6 7 )",
        TEXT,
        '"abc" is not one of 1, 2, 3, 4, 5 and 2 more; choose one of these.',
    ),
    (
        "SPARQL",
        "sh:sparql [ ]",
        IRI,
        "ex:x is found by a query for faults, which has no message; "
        "read sh:select of the shape, and correct the data.",
    ),
]


@pytest.mark.parametrize(("component", "shape", "value", "said"), CASES)
def test_each_component_has_its_sentence(
    make: Make, component: str, shape: str, value: object, said: str
) -> None:
    assert say(make, component, shape, value) == said


def test_no_component_is_without_a_case() -> None:
    assert {f"{SH}{name}ConstraintComponent" for name, *_ in CASES} == COMPONENTS


@pytest.mark.parametrize(
    ("component", "shape", "count", "said"),
    [
        ("MinCount", "sh:minCount 1", 0, "has no value of ex:p; add one."),
        (
            "MinCount",
            "sh:minCount 3",
            1,
            "has 1 of at least 3 values of ex:p; add what is missing.",
        ),
        (
            "MaxCount",
            "sh:maxCount 1",
            3,
            "has 3 values of ex:p, and at most 1 is allowed; take some out.",
        ),
        (
            "MaxCount",
            "sh:maxCount 2",
            3,
            "has 3 values of ex:p, and at most 2 are allowed; take some out.",
        ),
    ],
)
def test_counts_are_told_where_they_are_known(
    make: Make, component: str, shape: str, count: int, said: str
) -> None:
    assert say(make, component, P + shape, None, count) == said


@pytest.mark.parametrize(
    ("types", "has"),
    [("", ""), ("A", " (it is one of ex:A)"), ("BAB", " (it is one of ex:A and ex:B)")],
)
def test_the_classes_that_a_value_has_are_told(make: Make, types: str, has: str) -> None:
    shapes = make({"s.ttl": "ex:S sh:class ex:C ."})
    found = [NamedNode(EX + name) for name in types]
    component = SH + "ClassConstraintComponent"
    said = default(component, NamedNode(EX + "S"), shapes, IRI, short, types=found)
    assert said == (
        f"ex:x is not an instance of ex:C{has}; give it that class, add its description where "
        "it is missing, or point to another thing."
    )


def test_a_component_of_the_users_own_is_named(make: Make) -> None:
    shapes = make({"s.ttl": "ex:S ex:max 1 ."})
    said = default(EX + "MaxComponent", NamedNode(EX + "S"), shapes, Literal(2), short)
    assert said == (
        "2 does not meet the constraint ex:MaxComponent; correct it, or correct the shape."
    )


def test_an_iri_without_a_prefix_is_whole(make: Make) -> None:
    value = NamedNode("http://other.example/x")
    assert say(make, "NodeKind", "sh:nodeKind sh:Literal", value) == (
        "<http://other.example/x> is not a literal; write it as one."
    )
