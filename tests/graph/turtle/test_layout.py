"""The canonical layout of triples: order, prefixes, literals, blank nodes."""

from __future__ import annotations

import time
from collections.abc import Callable
from textwrap import dedent

import pytest
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.turtle.layout import write
from drugfacts.iris import BASE, prefixes

Read = Callable[[str], list[Triple]]

DECLARED = {"ex": "https://example.org/"}
P = NamedNode("https://example.org/p")


def layout(turtle: str, declared: dict[str, str] = DECLARED) -> str:
    """Write what a text says, with prefixes ex: and all of the table in it."""
    head = "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in {**prefixes(), **DECLARED}.items())
    triples = [quad.triple for quad in parse(head + turtle, RdfFormat.TURTLE)]
    return write(triples, prefixes(), BASE, declared)


def body(turtle: str) -> str:
    """Write what a text says, without the prefixes."""
    return layout(turtle).partition("\n\n")[2]


def test_the_documented_example() -> None:
    text = layout("""
        @prefix c: <https://w3id.org/drugfacts/drug/clonazepam#> .
        c:indication-panic-disorder
            df:statedIn <https://w3id.org/drugfacts/source/y#char-3-4> ,
                <https://w3id.org/drugfacts/source/x#char-1-2> ;
            dcterms:created "2026-11-22"^^xsd:date ; a df:Indication .
    """)
    assert text == dedent("""\
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix df: <https://w3id.org/drugfacts/ontology#> .
        @prefix drug-clonazepam: <https://w3id.org/drugfacts/drug/clonazepam#> .
        @prefix source-x: <https://w3id.org/drugfacts/source/x#> .
        @prefix source-y: <https://w3id.org/drugfacts/source/y#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

        drug-clonazepam:indication-panic-disorder a df:Indication ;
            dcterms:created "2026-11-22"^^xsd:date ;
            df:statedIn
                source-x:char-1-2 ,
                source-y:char-3-4 .
        """)


def test_subjects_predicates_and_objects_are_sorted() -> None:
    assert body("""
        ex:b ex:q 1 ; ex:p 1 ; a ex:T .
        [] ex:p 1 . _:s ex:p _:s .
        ex:B ex:p (), [], "b", "a"@en, "a", "a"@de, 10, 9, 9.5, 1e0, true, ex:z, (1), ex:Z, _:s .
    """) == dedent("""\
        ex:B ex:p
                () ,
                ex:Z ,
                ex:z ,
                9.5 ,
                1e0 ,
                9 ,
                10 ,
                "a" ,
                "a"@de ,
                "a"@en ,
                "b" ,
                true ,
                _:b0 ,
                [] ,
                ( 1 ) .

        ex:b a ex:T ;
            ex:p 1 ;
            ex:q 1 .

        _:b0 ex:p _:b0 .

        [] ex:p 1 .
        """)


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        ("2", "2"),
        ("+02", "+02"),
        ("0.250", "0.250"),
        ("-.5", "-.5"),
        ("1.E3", "1.E3"),
        ("true", "true"),
        ('"1"^^xsd:boolean', '"1"^^xsd:boolean'),
        ('"2."^^xsd:decimal', '"2."^^xsd:decimal'),
        ('"1"^^xsd:double', '"1"^^xsd:double'),
        ('"INF"^^xsd:double', '"INF"^^xsd:double'),
        ('"two"^^xsd:integer', '"two"^^xsd:integer'),
        ('"2"^^xsd:nonNegativeInteger', '"2"^^xsd:nonNegativeInteger'),
        ('"a"^^xsd:string', '"a"'),
        ("'it''s'".replace("''", "\\'"), '"it\'s"'),
        ('"\\"q\\" \\\\ \\t"', '"\\"q\\" \\\\ \\t"'),
        ('"a\\nb"', '"""a\nb"""'),
        ('"a\\r\\nb"@en', '"""a\\r\nb"""@en'),
        ('"\\n\\"\\"\\"x\\"\\""', '"""\n\\"""x\\"\\""""'),
        ('"\\u0000\\u202E\\uFEFF\\U000E0001"', '"\\u0000\\u202E\\uFEFF\\U000E0001"'),
        ('"\u00e9\U0001f600"', '"\u00e9\U0001f600"'),
        ('"x"@EN-us', '"x"@en-us'),
    ],
)
def test_literals(literal: str, written: str) -> None:
    assert body(f"ex:a ex:p {literal} .") == f"ex:a ex:p {written} .\n"


@pytest.mark.parametrize(
    ("iri", "written"),
    [
        (BASE + "drug/diazepam", "drug:diazepam"),
        (BASE + "drug/diazepam#x", "drug-diazepam:x"),
        (BASE + "drug/diazepam#", f"<{BASE}drug/diazepam#>"),
        (BASE + "ontology#Drug", "df:Drug"),
        (BASE + "ontology", f"<{BASE}ontology>"),
        (BASE + "a/b/c#d", f"<{BASE}a/b/c#d>"),
        ("http://purl.obolibrary.org/obo/CHEBI_3756", "obo:CHEBI_3756"),
        ("https://example.org/a.b", "ex:a.b"),
        ("https://example.org/a.", "<https://example.org/a.>"),
        ("https://example.org/a/b", "<https://example.org/a/b>"),
        ("https://example.org/-a", "<https://example.org/-a>"),
        ("https://example.org/a%20b", "<https://example.org/a%20b>"),
        ("https://example.org/~a", "<https://example.org/~a>"),
        ("https://example.org/\u00e9", "ex:\u00e9"),
        ("https://example.org/\u00d7", "<https://example.org/\u00d7>"),
        ("https://example.org/", "<https://example.org/>"),
        ("urn:x", "<urn:x>"),
    ],
)
def test_prefixes(iri: str, written: str) -> None:
    assert write([Triple(NamedNode(iri), P, Literal("x"))], prefixes(), BASE, DECLARED).endswith(
        f'\n{written} ex:p "x" .\n'
    )


def test_longest_namespace_with_a_plain_local_name_wins() -> None:
    declared = {"a": "https://e.org/", "b": "https://e.org/x-", "c": "https://e.org/x-y"}
    text = "<https://e.org/x-1> a <https://e.org/x-y> , <https://e.org/x-y-2>, <https://e.org/x> ."
    triples = [quad.triple for quad in parse(text, RdfFormat.TURTLE)]
    assert write(triples, {}, BASE, declared).endswith(
        "b:1 a\n        a:x ,\n        b:y ,\n        b:y-2 .\n"
    )


def test_names_of_the_table_stand_for_nothing_else() -> None:
    declared = {"df": "https://other.example/", "mine": BASE + "ontology#"}
    triples = [Triple(NamedNode("https://other.example/x"), P, NamedNode(BASE + "ontology#Drug"))]
    text = write(triples, prefixes(), BASE, declared)
    assert "<https://other.example/x> <https://example.org/p> df:Drug ." in text
    assert "@prefix mine:" not in text


def test_a_fragment_prefix_does_not_displace_another() -> None:
    triples = [
        Triple(NamedNode(BASE + "a/b-c#x"), P, NamedNode(BASE + "a-b/c#x")),
        Triple(NamedNode(BASE + "qudt/unit#x"), P, Literal("1")),
    ]
    text = write(triples, prefixes(), BASE)
    assert f"<{BASE}a-b/c#x>" in text or f"<{BASE}a/b-c#x>" in text
    assert f"<{BASE}qudt/unit#x>" in text


def test_blank_nodes() -> None:
    assert body("""
        ex:a ex:list ( 1 [ ex:p 2 ] ( ex:b ) ) ; ex:node [ a ex:T ; ex:p [] , 3 ] .
        ex:a ex:once _:once . _:once ex:p 1 .
        ex:a ex:twice _:twice . ex:b ex:twice _:twice . _:twice ex:p 1 .
        _:circle ex:p _:circle2 . _:circle2 ex:q _:circle .
        ex:a ex:bad _:cell . _:cell rdf:first 1 , 2 ; rdf:rest () .
        ( 1 2 ) ex:p 1 .
        [ ex:p 1 ; rdf:rest ( 2 ) ] .
    """) == dedent("""\
        ex:a ex:bad [
                rdf:first
                    1 ,
                    2 ;
                rdf:rest ()
            ] ;
            ex:list (
                1
                [
                    ex:p 2
                ]
                ( ex:b )
            ) ;
            ex:node [
                a ex:T ;
                ex:p
                    3 ,
                    []
            ] ;
            ex:once [
                ex:p 1
            ] ;
            ex:twice _:b2 .

        ex:b ex:twice _:b2 .

        _:b0 ex:q _:b1 .

        _:b1 ex:p _:b0 .

        _:b2 ex:p 1 .

        ( 1 2 ) ex:p 1 .

        [] rdf:rest ( 2 ) ;
            ex:p 1 .
        """)


def test_long_lists_have_an_item_a_line() -> None:
    items = [f'"{number:020}"' for number in range(4)]
    assert (
        body(f"ex:a ex:p ({' '.join(items[:3])}) .") == f"ex:a ex:p ( {' '.join(items[:3])} ) .\n"
    )
    lines = "".join(f"        {item}\n" for item in items)
    assert body(f"ex:a ex:p ({' '.join(items)}) .") == f"ex:a ex:p (\n{lines}    ) .\n"


def test_deep_graphs_are_a_limit() -> None:
    nodes = [BlankNode(f"n{number}") for number in range(100_001)]
    chain = [Triple(*pair) for pair in zip(nodes, [P] * 100_000, nodes[1:], strict=False)]
    assert write(chain[:127], prefixes(), BASE)
    with pytest.raises(LimitError, match="127"):
        write(chain, prefixes(), BASE)


def test_rdf_1_2_is_refused() -> None:
    inner = Triple(P, P, Literal("x"))
    for value in (inner, Literal("x", language="en", direction=BaseDirection.LTR)):
        with pytest.raises(InputError, match=r"Turtle 1\.1"):
            write([Triple(P, P, value)], prefixes(), BASE)


def test_time_grows_with_size() -> None:
    def seconds(size: int) -> float:
        triples = [
            Triple(NamedNode(f"https://example.org/{number % 997}/{number}"), P, node)
            for number in range(size)
            for node in (Literal(str(number)), BlankNode(), NamedNode("https://example.org/x"))
        ]
        start = time.process_time()
        write(triples, prefixes(), BASE)
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 40 * seconds(2_000)
