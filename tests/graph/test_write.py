"""Writing is a function of the statements: not of their order, labels or the hash seed."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from drugfacts.errors import InputError, LimitError
from drugfacts.graph import write
from drugfacts.graph.canonical import canonical

BASE = "https://example.org/facts/"
EX = "https://example.org/other#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
INVENTED = Path(__file__).parents[1] / "invented"

Writer = Callable[[list[Quad]], bytes]
WRITERS: dict[str, tuple[Writer, RdfFormat]] = {
    "turtle": (write.turtle, RdfFormat.TURTLE),
    "ntriples": (write.ntriples, RdfFormat.N_TRIPLES),
    "nquads": (write.nquads, RdfFormat.N_QUADS),
    "trig": (write.trig, RdfFormat.TRIG),
    "rdfxml": (write.rdfxml, RdfFormat.RDF_XML),
}
WITHOUT_GRAPHS = ["turtle", "ntriples", "rdfxml"]


def iri(name: str) -> NamedNode:
    return NamedNode(EX + name)


def isomorphic(one: list[Quad], other: list[Quad]) -> bool:
    found = []
    for quads in (one, other):
        dataset = Dataset(quads)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        found.append(set(dataset))
    return found[0] == found[1]


def relabelled(quads: list[Quad], seed: int) -> list[Quad]:
    labels: dict[BlankNode, BlankNode] = {}

    def term(value: object) -> object:
        return labels.setdefault(value, BlankNode()) if isinstance(value, BlankNode) else value

    changed = [Quad(*map(term, quad)) for quad in quads]  # type: ignore[arg-type]
    random.Random(seed).shuffle(changed)
    return changed


SAMPLE = [
    Quad(iri("s"), NamedNode(RDF + "type"), iri("Thing")),
    Quad(iri("s"), iri("amount"), Literal("2.0", datatype=NamedNode(XSD + "decimal"))),
    Quad(iri("s"), iri("name"), Literal('a "b"\n', language="en")),
    Quad(iri("s"), iri("part"), BlankNode("z")),
    Quad(BlankNode("z"), iri("name"), Literal("inner")),
]


def test_ntriples_are_sorted_lines_with_canonical_labels() -> None:
    assert write.ntriples(SAMPLE).decode() == (
        f"<{EX}s> <{RDF}type> <{EX}Thing> .\n"
        f'<{EX}s> <{EX}amount> "2.0"^^<{XSD}decimal> .\n'
        f'<{EX}s> <{EX}name> "a \\"b\\"\\n"@en .\n'
        f"<{EX}s> <{EX}part> _:c14n0 .\n"
        f'_:c14n0 <{EX}name> "inner" .\n'
    )


def test_turtle_takes_prefixes_of_the_table_and_of_the_input() -> None:
    quads = [
        Quad(NamedNode(BASE + "drug/x"), iri("p"), NamedNode(RDF + "List")),
        Quad(NamedNode(BASE + "drug/x#claim-1"), iri("p"), Literal("v")),
    ]
    assert write.turtle(quads, BASE, {"ex": EX, "unused": "urn:u:"}).decode() == (
        f"@prefix drug: <{BASE}drug/> .\n"
        f"@prefix drug-x: <{BASE}drug/x#> .\n"
        f"@prefix ex: <{EX}> .\n"
        f"@prefix rdf: <{RDF}> .\n"
        "\n"
        "drug:x ex:p rdf:List .\n"
        "\n"
        'drug-x:claim-1 ex:p "v" .\n'
    )


def test_trig_writes_the_default_graph_then_named_graphs_in_order() -> None:
    shared = BlankNode("n")
    quads = [
        Quad(shared, iri("p"), Literal("in b"), iri("b")),
        Quad(iri("s"), iri("p"), shared, iri("a")),
        Quad(iri("s"), iri("p"), Literal("default")),
    ]
    assert write.trig(quads, declared={"ex": EX}).decode() == (
        f"@prefix ex: <{EX}> .\n"
        "\n"
        'ex:s ex:p "default" .\n'
        "\n"
        f"<{EX}a> {{\n"
        "ex:s ex:p _:c14n0 .\n"
        "}\n"
        "\n"
        f"<{EX}b> {{\n"
        '_:c14n0 ex:p "in b" .\n'
        "}\n"
    )
    assert isomorphic(list(parse(write.trig(quads), format=RdfFormat.TRIG)), quads)


def test_trig_leaves_a_text_alone_that_looks_like_its_own_place_holder() -> None:
    quads = [
        Quad(iri("s"), iri("p"), Literal("<urn:blank:c14n0>")),
        Quad(iri("s"), iri("q"), BlankNode("b")),
    ]
    assert isomorphic(list(parse(write.trig(quads), format=RdfFormat.TRIG)), quads)


def test_nothing_gives_nothing() -> None:
    assert [write.turtle([]), write.ntriples([]), write.nquads([]), write.trig([])] == [b""] * 4


def test_rdfxml_declares_used_prefixes_and_makes_up_none() -> None:
    quads = [*SAMPLE, Quad(iri("s"), NamedNode("urn:other:p"), iri("t"))]
    text = write.rdfxml(quads, declared={"ex": EX, "unused": "urn:u:"}).decode()
    assert text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<rdf:RDF\n"
        f'    xmlns:ex="{EX}"\n'
        f'    xmlns:rdf="{RDF}">\n'
        f'    <ex:Thing rdf:about="{EX}s">\n'
        f'        <ex:amount rdf:datatype="{XSD}decimal">2.0</ex:amount>\n'
        '        <ex:name xml:lang="en">a "b"\n</ex:name>\n'
        '        <ex:part rdf:nodeID="c14n0"/>\n'
        f'        <p xmlns="urn:other:" rdf:resource="{EX}t"/>\n'
        "    </ex:Thing>\n"
        '    <rdf:Description rdf:nodeID="c14n0">\n'
        "        <ex:name>inner</ex:name>\n"
        "    </rdf:Description>\n"
        "</rdf:RDF>\n"
    )


def test_rdfxml_keeps_carriage_returns_and_is_read_by_rdflib() -> None:
    from rdflib import Graph

    quads = [Quad(iri("s"), iri("p"), Literal("a\r\n\t <b> & ]]> \u2028 c"))]
    data = write.rdfxml(quads)
    assert isomorphic(list(parse(data, format=RdfFormat.RDF_XML)), quads)
    assert [str(value) for value in Graph().parse(data=data, format="xml").objects()] == [
        "a\r\n\t <b> & ]]> \u2028 c"
    ]


@pytest.mark.parametrize(
    ("predicate", "value", "said"),
    [
        (EX + "p", "bell \x07", "RDF/XML cannot hold the character U+0007"),
        (EX + "1", "v", f"RDF/XML cannot write the property <{EX}1>"),
        ("urn:x:", "v", "RDF/XML cannot write the property <urn:x:>"),
        (RDF + "Description", "v", f"RDF/XML cannot write the property <{RDF}Description>"),
    ],
)
def test_rdfxml_refuses_what_xml_cannot_hold(predicate: str, value: str, said: str) -> None:
    with pytest.raises(InputError, match=said.replace("+", r"\+")):
        write.rdfxml([Quad(iri("s"), NamedNode(predicate), Literal(value))])


@pytest.mark.parametrize("form", WITHOUT_GRAPHS)
def test_formats_without_graphs_refuse_named_graphs_and_say_which_to_use(form: str) -> None:
    with pytest.raises(InputError, match=r"such as <.*#g>.*use --format trig or nquads"):
        WRITERS[form][0]([Quad(iri("s"), iri("p"), iri("o"), iri("g"))])


def test_triples_and_quads_of_the_default_graph_are_written_alike() -> None:
    triples = [Triple(q.subject, q.predicate, q.object) for q in SAMPLE]
    assert write.turtle(triples) == write.turtle(SAMPLE)
    assert write.nquads(triples) == write.nquads(SAMPLE)


def test_blank_nodes_too_much_alike_are_a_limit_and_not_a_hang() -> None:
    chain = [Quad(BlankNode(f"n{i}"), iri("p"), BlankNode(f"n{i + 1}")) for i in range(1000)]
    with pytest.raises(LimitError, match=r"took longer than 0\.5 seconds; give some of them IRIs"):
        canonical(chain, seconds=0.5)


NAMES = st.sampled_from(["a", "b", "c"])
NODES = st.one_of(NAMES.map(iri), st.sampled_from("xyz").map(BlankNode))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="".join(map(chr, range(32)))), max_size=8
)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(Literal, TEXTS, language=st.sampled_from(["en", "de-ch"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(XSD + kind)),
        st.sampled_from(["2.0", "1e3", "+07", "true", "x", ".5", "12345678901234567890"]),
        st.sampled_from(["decimal", "double", "integer", "boolean", "date"]),
    ),
)
QUADS = st.builds(Quad, NODES, NAMES.map(iri), st.one_of(NODES, LITERALS))
NAMED = st.builds(Quad, NODES, NAMES.map(iri), st.one_of(NODES, LITERALS), NODES)


@pytest.mark.parametrize("form", WRITERS)
@given(quads=st.lists(QUADS, max_size=8), seed=st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_same_statements_same_bytes_and_they_come_back(
    form: str, quads: list[Quad], seed: int
) -> None:
    writer, parsed_as = WRITERS[form]
    # XML has no place for noncharacters; the refusal has a test of its own.
    quads = [q for q in quads if form != "rdfxml" or not {"\ufffe", "\uffff"} & set(str(q))]
    data = writer(quads)
    assert writer(relabelled(quads, seed)) == data
    assert isomorphic(list(parse(data, format=parsed_as)), quads)


@pytest.mark.parametrize("form", ["nquads", "trig"])
@given(quads=st.lists(st.one_of(QUADS, NAMED), max_size=6), seed=st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_named_graphs_come_back_too(form: str, quads: list[Quad], seed: int) -> None:
    writer, parsed_as = WRITERS[form]
    data = writer(quads)
    assert writer(relabelled(quads, seed)) == data
    assert isomorphic(list(parse(data, format=parsed_as)), quads)


def test_the_hash_seed_does_not_matter() -> None:
    code = (
        "import sys, hashlib; from drugfacts.graph import read; "
        "from drugfacts.export.formats import Format, export; data = read.read([sys.argv[1]]); "
        "digest = lambda form, drug: hashlib.sha256(export(data, form, drug)).hexdigest(); "
        "print([digest(form, drug) for form in Format for drug in (None, 'examplazine')])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(INVENTED)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1
