"""Where the two engines differ, who is right by the W3C Recommendation, and what runs.

Each case is run by both engines, so that a new version that mends something fails here
and the list gets shorter. Made-up shapes and data show that nothing else differs.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from drugfacts.graph.dataset import DataSet, Document
from drugfacts.validation.engines import pyshacl, rust
from drugfacts.validation.shapes import beyond_rust

if TYPE_CHECKING:
    from drugfacts.validation.engines.result import Result

PREFIXES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://e/> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . "
)


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + text, RdfFormat.TURTLE)]


def data_set(text: str) -> DataSet:
    quads = tuple(Quad(*triple) for triple in triples(text))
    return DataSet((Document("s.ttl", quads),))


def shown(term: object) -> str:
    if term is None:
        return "-"
    if isinstance(term, BlankNode):
        return "_:"
    if isinstance(term, NamedNode):
        return term.value.removeprefix("http://e/")
    assert isinstance(term, Literal)
    return term.value


def short(result: Result) -> str:
    name = result.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    return f"{name} {shown(result.focus)} {shown(result.value)}"


class Difference(NamedTuple):
    """A pair of graphs on which the engines differ.

    Attributes:
        right: Which engine is right by the Recommendation, ``rust`` or ``pyshacl``.
        shapes: The shapes graph.
        data: The data graph.
        rust: What the Rust engine finds.
        pyshacl: What pySHACL finds.
        seen: The shapes alone show it, so that pySHACL runs.
    """

    right: str
    shapes: str
    data: str
    rust: set[str]
    pyshacl: set[str]
    seen: bool = False


def of(constraint: str, path: str = "ex:p") -> str:
    return f"ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path {path} ; {constraint} ."


def asking(query: str, more: str = "") -> str:
    return f'ex:S sh:targetNode ex:a ; sh:sparql [ sh:select """{query}""" {more} ] .'


def lexical(datatype: str, wrong: str) -> Difference:
    value = f'ex:a ex:p "{wrong}"^^xsd:{datatype} .'
    found = {f"Datatype a {wrong}"}
    return Difference("pyshacl", of(f"sh:datatype xsd:{datatype}"), value, set(), found, True)


DIFFERENCES = {
    # The Rust engine is wrong.
    "lexical form of hexBinary": lexical("hexBinary", "x"),
    "lexical form of base64Binary": lexical("base64Binary", "x"),
    "lexical form of dayTimeDuration": lexical("dayTimeDuration", "x"),
    "lexical form of yearMonthDuration": lexical("yearMonthDuration", "x"),
    "computed value": Difference(
        "pyshacl",
        asking("SELECT $this ?value { $this <http://e/p> ?o BIND (STRLEN(?o) + 7 AS ?value) }"),
        'ex:a ex:p "x" .',
        {"SPARQL a -"},
        {"SPARQL a 8"},
        True,
    ),
    "deactivated query": Difference(
        "pyshacl",
        asking("SELECT $this { }", "; sh:deactivated true"),
        "",
        {"SPARQL a a"},
        set(),
        True,
    ),
    "dates in a query": Difference(
        "pyshacl",
        asking("SELECT $this { $this <http://e/p> ?x ; <http://e/q> ?y FILTER (?x > ?y) }"),
        'ex:a ex:p "2024-01-02"^^xsd:date ; ex:q "2024-01-01"^^xsd:date .',
        set(),
        {"SPARQL a a"},
        True,
    ),
    "closed property shape": Difference(
        "pyshacl",
        of("sh:closed true"),
        "ex:a ex:p ex:b . ex:b ex:q 1 .",
        {"Closed a b"},
        {"Closed a 1"},
        True,
    ),
    "siblings with one qualified shape": Difference(
        "pyshacl",
        "ex:S sh:targetNode ex:a ; sh:property ex:P , ex:Q . "
        "ex:P sh:path ex:p ; sh:qualifiedValueShape ex:T ; sh:qualifiedMinCount 1 ; "
        "sh:qualifiedValueShapesDisjoint true . "
        "ex:Q sh:path ex:p ; sh:qualifiedValueShape ex:T ; sh:qualifiedMinCount 1 ; "
        "sh:qualifiedValueShapesDisjoint true . ex:T sh:class ex:C .",
        "ex:a ex:p ex:b . ex:b a ex:C .",
        {"QualifiedMinCount a -"},
        set(),
        True,
    ),
    "signs of sets in a class of characters": Difference(
        "pyshacl", of('sh:pattern "^[a-z&&b]$"'), 'ex:a ex:p "a" .', {"Pattern a a"}, set(), True
    ),
    "bound with 26 digits": Difference(
        "pyshacl",
        of("sh:minInclusive 0.00000000000000000000000001"),
        "ex:a ex:p 1.0 .",
        {"MinInclusive a 1.0"},
        set(),
        True,
    ),
    "bound and text in a language": Difference(
        "pyshacl",
        of('sh:minInclusive "a"'),
        'ex:a ex:p "b"@en .',
        set(),
        {"MinInclusive a b"},
        True,
    ),
    "texts in a language": Difference(
        "pyshacl",
        of("sh:lessThan ex:q"),
        'ex:a ex:p "a"@en ; ex:q "b"@en .',
        set(),
        {"LessThan a a"},
    ),
    "space in a class": Difference(
        "pyshacl",
        of('sh:pattern "[a b]" ; sh:flags "x"'),
        'ex:a ex:p " " .',
        {"Pattern a  "},
        set(),
        True,
    ),
    "sign of comments": Difference(
        "pyshacl",
        of('sh:pattern "^a#b$" ; sh:flags "x"'),
        'ex:a ex:p "a" .',
        set(),
        {"Pattern a a"},
        True,
    ),
    "space that is none for XML": Difference(
        "pyshacl",
        of('sh:pattern "a\u00a0b" ; sh:flags "x"'),
        'ex:a ex:p "ab" .',
        set(),
        {"Pattern a ab"},
        True,
    ),
    "text with space in it": Difference(
        "pyshacl",
        of('sh:pattern "a b" ; sh:flags "qx"'),
        'ex:a ex:p "ab" .',
        set(),
        {"Pattern a ab"},
        True,
    ),
    "comparing numbers with 20 digits": Difference(
        "pyshacl",
        of("sh:lessThan ex:q"),
        "ex:a ex:p 1 ; ex:q 1.00000000000000000001 .",
        {"LessThan a 1"},
        set(),
    ),
    "value with 20 digits": Difference(
        "pyshacl",
        of("sh:datatype xsd:decimal"),
        "ex:a ex:p 1.00000000000000000001 .",
        {"Datatype a 1.00000000000000000001"},
        set(),
    ),
    # pySHACL is wrong.
    "deactivated by 1": Difference(
        "rust",
        'ex:S sh:targetNode ex:a ; sh:deactivated "1"^^xsd:boolean ; sh:nodeKind sh:Literal .',
        "",
        {"NodeKind a a"},
        set(),
    ),
    "closed by 1": Difference(
        "rust",
        'ex:S sh:targetNode ex:a ; sh:closed "1"^^xsd:boolean .',
        "ex:a ex:p 1 .",
        set(),
        {"Closed a 1"},
    ),
    "one language by 1": Difference(
        "rust",
        of('sh:uniqueLang "1"^^xsd:boolean'),
        'ex:a ex:p "a"@en , "b"@en .',
        set(),
        {"UniqueLang a -"},
    ),
    "range of a language tag": Difference(
        "rust",
        of('sh:languageIn ( "de-AT" )'),
        'ex:a ex:p "a"@de-AT-1996 .',
        set(),
        {"LanguageIn a a"},
    ),
    "inverse of a sequence": Difference(
        "rust",
        of("sh:class ex:C", "[ sh:inversePath ( ex:p ex:q ) ]"),
        "ex:d ex:p ex:b . ex:b ex:q ex:a .",
        {"Class a d"},
        set(),
    ),
    "length of a blank node": Difference(
        "rust",
        "ex:S sh:targetObjectsOf ex:p ; sh:minLength 0 .",
        "ex:a ex:p [ ] .",
        {"MinLength _: _:"},
        set(),
    ),
    "white space around a number": Difference(
        "rust",
        of("sh:datatype xsd:integer"),
        'ex:a ex:p " 1 "^^xsd:integer .',
        {"Datatype a  1 "},
        set(),
    ),
    "exponent in a decimal": Difference(
        "rust",
        of("sh:datatype xsd:decimal"),
        'ex:a ex:p "1e3"^^xsd:decimal .',
        {"Datatype a 1e3"},
        set(),
    ),
    "number too large for its datatype": Difference(
        "rust",
        of("sh:datatype xsd:long"),
        'ex:a ex:p "9223372036854775808"^^xsd:long .',
        {"Datatype a 9223372036854775808"},
        set(),
    ),
    "date without its time": Difference(
        "rust",
        of("sh:datatype xsd:dateTime"),
        'ex:a ex:p "2024-01-01"^^xsd:dateTime .',
        {"Datatype a 2024-01-01"},
        set(),
    ),
    "date before the year 1": Difference(
        "rust",
        of("sh:datatype xsd:date"),
        'ex:a ex:p "-0001-01-01"^^xsd:date .',
        set(),
        {"Datatype a -0001-01-01"},
    ),
    "end of the day": Difference(
        "rust",
        of("sh:datatype xsd:time"),
        'ex:a ex:p "24:00:00"^^xsd:time .',
        set(),
        {"Datatype a 24:00:00"},
    ),
}
"""All that is known to differ, by name."""


INCOMPARABLE = {
    # Two values that SPARQL 1.1 cannot compare; pySHACL would compare them all the same.
    "a boolean and a number": ("true", "2"),
    "a date and a date with time": (
        '"2024-01-01"^^xsd:date',
        '"2024-01-02T00:00:00"^^xsd:dateTime',
    ),
    "a time zone and none, within 14 hours": (
        '"2024-01-01T00:00:00"^^xsd:dateTime',
        '"2024-01-01T10:00:00Z"^^xsd:dateTime',
    ),
    "years": ('"2020"^^xsd:gYear', '"2021"^^xsd:gYear'),
    "durations of days": ('"P1D"^^xsd:dayTimeDuration', '"P2D"^^xsd:dayTimeDuration'),
    "octets": ('"0A"^^xsd:hexBinary', '"0B"^^xsd:hexBinary'),
    "not a number": ('"NaN"^^xsd:double', "1"),
    "IRIs": ("ex:x", "ex:y"),
    "a datatype of one's own": ('"a"^^ex:t', '"b"^^ex:t'),
}

AGREED = {
    # What pySHACL would pass over or get wrong, if it were not mended.
    "dot that takes a line end": (of('sh:pattern "^a.c$" ; sh:flags "s"'), 'ex:p "a\\nc"', ""),
    "dot that takes none": (of('sh:pattern "^a.c$"'), 'ex:p "a\\nc"', "Pattern a a\nc"),
    "end before a line end": (of('sh:pattern "^a$"'), 'ex:p "a\\n"', "Pattern a a\n"),
    "end of each line": (of('sh:pattern "^b$" ; sh:flags "m"'), 'ex:p "a\\nb\\nc"', ""),
    "a line end at the end": (of('sh:pattern "^a\\\\$$"'), 'ex:p "a$"', ""),
    "pattern with space to skip": (of('sh:pattern "a b" ; sh:flags "x"'), 'ex:p "ab"', ""),
    "pattern as it stands": (
        of('sh:pattern "a.b" ; sh:flags "q"'),
        'ex:p "axb" , "a.b"',
        "Pattern a axb",
    ),
    "no regular expression": (of('sh:pattern "a(b" ; sh:flags "qi"'), 'ex:p "xA(Bx"', ""),
    "large and small": (of('sh:pattern "^A" ; sh:flags "i"'), 'ex:p "ab"', ""),
    "numbers of two kinds": (of("sh:lessThan ex:q"), "ex:p 1 ; ex:q 1.5", ""),
    "decimals and doubles": (of("sh:lessThanOrEquals ex:q"), "ex:p 0.1 ; ex:q 1e-1", ""),
    "bound that cannot be compared": (of("sh:minInclusive 1"), "ex:p true", "MinInclusive a true"),
    "bound and an IRI": (of("sh:maxInclusive 1"), "ex:p ex:b", "MaxInclusive a b"),
    "what is not like the incomparable": (
        of("sh:not [ sh:minInclusive 1 ]", "ex:p"),
        "ex:p true , 1",
        "Not a 1",
    ),
    # Strictly these cannot be compared; what both engines do must not depend on which runs.
    "a byte out of range": (of("sh:lessThan ex:q"), 'ex:p "300"^^xsd:byte ; ex:q 1000', ""),
    "a byte out of range, above": (
        of("sh:maxInclusive 9"),
        'ex:p "300"^^xsd:byte',
        "MaxInclusive a 300",
    ),
    "a negative positive": (of("sh:maxInclusive 1"), 'ex:p "-5"^^xsd:positiveInteger', ""),
    "a blank node": (of("sh:lessThan ex:q"), "ex:p [ ] ; ex:q 1", "LessThan a _:"),
    "before a blank node": (of("sh:lessThan ex:q"), "ex:p 1 ; ex:q [ ]", "LessThan a 1"),
    **{
        f"comparing {name}": (
            of("sh:lessThan ex:q"),
            f"ex:p {one} ; ex:q {other}",
            f"LessThan a {shown(triples(f'ex:a ex:p {one} .')[0].object)}",
        )
        for name, (one, other) in INCOMPARABLE.items()
    },
}
"""Shapes, data of ex:a, and the one result that both engines give, or none."""


@pytest.mark.parametrize("name", AGREED)
def test_both_engines_are_right(name: str) -> None:
    text, said, found = AGREED[name]
    shapes, data = triples(text), triples(f"ex:a {said} .")
    expected = {found} - {""}
    assert {short(result) for result in rust.Engine(shapes).check(data)} == expected
    assert {short(result) for result in pyshacl.check(data, shapes)} == expected


@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_known_difference_is_still_there(name: str) -> None:
    known = DIFFERENCES[name]
    shapes, data = triples(known.shapes), triples(known.data)
    assert {short(found) for found in rust.Engine(shapes).check(data)} == known.rust
    assert {short(found) for found in pyshacl.check(data, shapes)} == known.pyshacl


def _is_date(term: object) -> bool:
    return isinstance(term, Literal) and term.datatype.value.endswith("#date")


@pytest.mark.parametrize("name", DIFFERENCES)
def test_the_engine_that_is_right_runs(name: str) -> None:
    known = DIFFERENCES[name]
    dated = [value.predicate.value for value in triples(known.data) if _is_date(value.object)]
    reason = beyond_rust.reason(data_set(known.shapes), dated=dated)
    assert (reason is not None) == known.seen
    assert known.right == "pyshacl" or not known.seen


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        (of('sh:pattern "^(?!x)"'), "it cannot read the pattern '^(?!x)'"),
        (of('sh:pattern "(a)\\\\1"'), r"it cannot read the pattern '(a)\\1'"),
        (
            of('sh:pattern "[[:alpha:]]"'),
            "it reads a class in the pattern '[[:alpha:]]' in a way of its own",
        ),
        (
            of("sh:datatype xsd:hexBinary"),
            "it does not look at how an xsd:hexBinary is written",
        ),
        (
            of("sh:maxExclusive 1000000000000000000000.0"),
            "it cannot hold the number 1000000000000000000000.0",
        ),
        (of("sh:closed true"), "it closes the focus node, not the values of <http://e/S>"),
        (
            asking("SELECT $this (1 AS ?value) { }"),
            "the query of <http://e/S> computes ?value, which it drops",
        ),
        (
            asking("SELECT $this ?path { BIND (<urn:p> AS ?path) }"),
            "the query of <http://e/S> computes ?path, which it drops",
        ),
    ],
)
def test_the_reason_is_told(shapes: str, said: str) -> None:
    assert beyond_rust.reason(data_set(shapes)) == said


DATED = "the query of <http://e/S> may compare dates, which it cannot"


@pytest.mark.parametrize(
    ("where", "dated", "said"),
    [
        ("?x < ?y", None, DATED),
        ("?x < ?y", ["http://e/p"], DATED),
        ("?x < ?y", ["http://e/other"], None),
        ("?x < ?y", [], None),
        ("?x >= ?y", None, DATED),
        ("?x != ?y", None, DATED),
        ("?x = ?y", None, DATED),
        ("?x IN (?y)", None, DATED),
        ("YEAR(?x) = 2024", None, DATED),
        ("?x > '2024-01-01'^^<http://www.w3.org/2001/XMLSchema#date>", None, DATED),
        ("(?x) > (?y)", None, DATED),
        ("COALESCE(?x, 1) > ?y", None, DATED),
        ("?x > COALESCE(?y, 1)", None, DATED),
        ("?x > 1", None, None),
        ("?x = 'a'", None, None),
        ("?x = <urn:x>", None, None),
        ("?x > <http://www.w3.org/2001/XMLSchema#date>(?y)", None, DATED),
        ("STR(?x) < ?y", None, None),
        ("?x < STRLEN(?y)", None, None),
        ("STR(?x) != STR(?y)", None, None),
        ("isIRI(?x)", None, None),
    ],
)
def test_a_query_may_compare_dates(where: str, dated: list[str] | None, said: str | None) -> None:
    query = f"SELECT $this {{ $this <http://e/p> ?x ; <http://e/q> ?y FILTER ({where}) }}"
    assert beyond_rust.reason(data_set(asking(query)), dated=dated) == said


def test_a_query_for_any_property_may_meet_dates() -> None:
    shapes = data_set(asking("SELECT $this { $this ?any ?x ; ?any ?y FILTER (?x < ?y) }"))
    assert beyond_rust.reason(shapes, dated=["http://e/p"]) == DATED
    assert beyond_rust.reason(shapes, dated=[]) is None


NODES = ("ex:a", "ex:b", "ex:c", "_:d")
VALUES = (
    *("1", "2", "01", "1.0", "2.5", "true", '""', '"1"', '"x"', '"xy"', '"é"'),
    *('"x"@en', '"y"@en', '"x"@en-GB', '"x"@de', '"x"^^ex:dt', '"x"^^xsd:integer'),
    *('"1"^^xsd:double', '"1"^^xsd:int', '"2024-01-01"^^xsd:date', '"2024-13-01"^^xsd:date'),
    *('"2024-01-02"^^xsd:date', '"2024-01-01T00:00:00Z"^^xsd:dateTime'),
)
PROPERTIES = ("ex:p", "ex:q", "ex:r")
CLASSES = ("ex:C", "ex:D", "ex:E")


class Maker:
    """Makes shapes and data up, without what is known to differ."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.of = self._random.choice

    def data(self) -> str:
        said = [
            f"{self.of(NODES)} {self.of(PROPERTIES)} {self.of((*NODES, *VALUES))} ."
            for _ in range(self._random.randint(0, 10))
        ]
        said += [f"{self.of(NODES)} a {self.of(CLASSES)} ." for _ in range(4)]
        said += [f"{self.of(CLASSES)} rdfs:subClassOf {self.of(CLASSES)} ." for _ in range(2)]
        return "\n".join(said)

    def shapes(self) -> str:
        said: list[str] = []
        nodes: list[str] = []
        parts: list[str] = []
        for level in range(3):
            for n in range(2):
                target = self.of(
                    [
                        f"sh:targetNode {self.of((*NODES[:3], *VALUES))}",
                        f"sh:targetClass {self.of(CLASSES)}",
                        f"sh:targetSubjectsOf {self.of(PROPERTIES)}",
                        f"sh:targetObjectsOf {self.of(PROPERTIES)}",
                    ]
                )
                said.append(
                    f"ex:S{level}{n} {target} ; {self.constraint(nodes, parts)} ; "
                    f"{self.of(['sh:closed true', 'sh:deactivated false', 'sh:order 1'])} ."
                )
                said.append(
                    f"ex:P{level}{n} sh:path {self.path()} ; {self.constraint(nodes, parts)} ; "
                    f"{self.counted([*nodes, *parts])} ."
                )
            nodes += [f"ex:S{level}{n}" for n in range(2)]
            parts += [f"ex:P{level}{n}" for n in range(2)]
        return "\n".join(said)

    def path(self) -> str:
        steps = f"{self.of(PROPERTIES)} {self.of(PROPERTIES)}"
        return self.of(
            [
                *PROPERTIES,
                f"( {steps} )",
                f"[ sh:inversePath {self.of(PROPERTIES)} ]",
                f"[ sh:alternativePath ( {steps} ) ]",
                f"[ sh:zeroOrMorePath {self.of(PROPERTIES)} ]",
                f"[ sh:oneOrMorePath {self.of(PROPERTIES)} ]",
                f"( {self.of(PROPERTIES)} [ sh:zeroOrOnePath {self.of(PROPERTIES)} ] )",
            ]
        )

    def constraint(self, nodes: list[str], parts: list[str]) -> str:
        terms = (*NODES[:3], *VALUES)
        kinds = "IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral"
        types = "xsd:integer xsd:string xsd:date xsd:boolean rdf:langString ex:dt xsd:int"
        choices = [
            f"sh:class {self.of(CLASSES)}",
            f"sh:datatype {self.of(types.split())}",
            f"sh:nodeKind sh:{self.of(kinds.split())}",
            f"sh:maxLength {self._random.randint(0, 3)}",
            f'sh:pattern "{self.of(["^x", "x$", "[0-9]", "^.$"])}"',
            f'sh:languageIn ( "{self.of(["EN", "en", "en-GB", "de"])}" )',
            f"sh:equals {self.of(PROPERTIES)}",
            f"sh:disjoint {self.of(PROPERTIES)}",
            f"sh:hasValue {self.of(terms)}",
            f"sh:in ( {' '.join(self._random.sample(terms, 4))} )",
        ]
        if nodes:
            every = [*nodes, *parts]
            choices += [f"sh:node {self.of(nodes)}", f"sh:not {self.of(every)}"]
            choices += [
                f"sh:{name} ( {self.of(every)} {self.of(every)} )" for name in ("and", "or", "xone")
            ]
            choices += [f"sh:property {self.of(parts)}"] * 2
        return self.of(choices)

    def counted(self, inner: list[str]) -> str:
        least, most = self._random.randint(0, 2), self._random.randint(0, 2)
        choices = [f"sh:minCount {least}", f"sh:maxCount {most}", "sh:uniqueLang true"]
        if inner:
            choices.append(
                f"sh:qualifiedValueShape {self.of(inner)} ; sh:qualifiedMinCount {least} ; "
                f"sh:qualifiedMaxCount {most}"
            )
        return self.of(choices)


def assert_agreed(seed: int) -> None:
    maker = Maker(seed)
    text = maker.shapes()
    shapes, data = triples(text), triples(maker.data())
    mine = {found.key() for found in rust.Engine(shapes).check(data)}
    assert mine == {found.key() for found in pyshacl.check(data, shapes)}, (seed, text)


@pytest.mark.parametrize("seed", range(60))
def test_engines_agree_on_made_up_graphs(seed: int) -> None:
    assert_agreed(seed)


@pytest.mark.slow
def test_engines_agree_on_many_made_up_graphs() -> None:
    for seed in range(60, 3000):
        assert_agreed(seed)
