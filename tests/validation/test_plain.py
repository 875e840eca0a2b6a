"""Large data, which the engine reads by itself: the same report as of small data."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    serialize,
)

from drugfacts.errors import InputError, LimitError
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.reporting import waiver_records
from drugfacts.validation import Options, engines, plain, proof, validate_plain

if TYPE_CHECKING:
    from drugfacts.reporting.report import Report

EX = "http://e/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

PREFIXES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://e/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = (
    PREFIXES
    + """
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:targetSubjectsOf ex:p ; sh:targetObjectsOf ex:q ;
    sh:targetNode ex:n0 , ex:nowhere , "x" ; sh:nodeKind sh:IRI ;
    sh:closed true ; sh:ignoredProperties ( ex:q ) ;
    sh:property [ sh:path ex:p ; sh:datatype xsd:integer ; sh:maxCount 1 ] ,
        [ sh:path ( ex:q ex:p ) ; sh:minCount 1 ; sh:node ex:T ] ,
        [ sh:path [ sh:inversePath ex:q ] ; sh:nodeKind sh:IRI ; sh:severity sh:Warning ] ,
        [ sh:path ex:p ; sh:lessThan ex:q ] .
ex:T sh:property [ sh:path ex:r ; sh:minCount 1 ; sh:node ex:U ; sh:uniqueLang true ] .
ex:U sh:property [ sh:path ex:q ; sh:class ex:C ] .
ex:Q sh:targetSubjectsOf ex:q ; sh:sparql [ sh:message "It leads to {?value}." ; sh:select
    "SELECT $this ?value { $this <http://e/q> ?value . ?value <http://e/p> ?x }" ] .
ex:Idle sh:targetClass ex:Nobody ; sh:nodeKind sh:IRI .
"""
)
ONTOLOGY = PREFIXES + "ex:D rdfs:subClassOf ex:C . ex:D owl:sameAs [ ex:q ex:n1 ] ."

ENDS = {
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
WITH_GRAPHS = ("nq", "trig", "jsonld")
LINES = ("nt", "nq")
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
}

Said = tuple[NamedNode | BlankNode, NamedNode, NamedNode | BlankNode | Literal, NamedNode | None]


def shapes(tmp_path: Path, text: str = SHAPES) -> DataSet:
    path = tmp_path / "shapes.ttl"
    path.write_text(text)
    return read.plain([path])


def ontology(tmp_path: Path) -> DataSet:
    path = tmp_path / "ontology.ttl"
    path.write_text(ONTOLOGY)
    return read.plain([path])


def both(
    paths: Sequence[str | Path],
    shapes: DataSet,
    ontology: DataSet | None = None,
    options: Options | None = None,
) -> tuple[Report, Report]:
    """Return the report of data in memory, and that of data that are streamed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "STREAMED", 1 << 60)
        held = validate_plain(paths, shapes, ontology, options)
        patch.setattr(plain, "STREAMED", 0)
        streamed = validate_plain(paths, shapes, ontology, options)
    return held, streamed


def written(folder: Path, name: str, statements: Sequence[Said]) -> Path:
    stem, _, packing = name.partition(".")[2].partition(".")
    packing = f".{packing}" if packing else ""
    quads = [Quad(s, p, o, graph or DefaultGraph()) for s, p, o, graph in statements]
    triples = [quad.triple for quad in quads]
    prefixes = None if stem in LINES else {"ex": EX, "mine": "http://e/n"}
    form = ENDS[stem]
    text = (
        serialize(quads, format=form, prefixes=prefixes)
        if stem in WITH_GRAPHS
        else serialize(triples, format=form, prefixes=prefixes)
    )
    assert text is not None
    path = folder / name
    path.write_bytes(PACKERS[packing](text))
    return path


NODES: list[NamedNode | BlankNode] = [
    *(NamedNode(f"{EX}n{n}") for n in range(4)),
    *map(BlankNode, ("a", "b1", "x.y")),
]
VALUES: list[NamedNode | BlankNode | Literal] = [
    *NODES,
    *(Literal(value) for value in ("x", 'é\n"\\', "_:0_b0", 1, 2, True)),
    Literal("y", language="en"),
    Literal("1.0", datatype=NamedNode(XSD + "decimal")),
    Literal("2024-01-01", datatype=NamedNode(XSD + "date")),
]
PROPERTIES = [NamedNode(EX + name) for name in "pqr"]

facts = st.tuples(
    st.sampled_from(NODES),
    st.sampled_from(PROPERTIES),
    st.sampled_from(VALUES),
    st.sampled_from([None, NamedNode(EX + "n0")]),
)
kinds = st.tuples(
    st.sampled_from(NODES),
    st.just(TYPE),
    st.sampled_from([NamedNode(EX + "C"), NamedNode(EX + "D")]),
    st.just(None),
)
ends = st.tuples(st.sampled_from(sorted(ENDS)), st.sampled_from(sorted(PACKERS)))
files = st.lists(st.tuples(ends, st.lists(st.one_of(facts, kinds), max_size=9)), max_size=3)
A, P, Q, R = NODES[0], *PROPERTIES
X = BlankNode("x.y")


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(files.filter(bool), st.booleans())
@example([(("nt", ".gz"), [(A, Q, X, None), (X, P, A, None)])], False)
@example([(("rdf", ""), [(A, Q, Literal("x"), None)]), (("nt", ""), [(A, R, A, None)])], False)
def test_a_streamed_report_is_that_of_data_in_memory(
    tmp_path: Path,
    made: list[tuple[tuple[str, str], list[Said]]],
    with_ontology: bool,
) -> None:
    paths = [
        written(tmp_path, f"{number}.{end}{packing}", statements)
        for number, ((end, packing), statements) in enumerate(made)
    ]
    held, streamed = both(
        paths, shapes(tmp_path), ontology(tmp_path) if with_ontology else DataSet(())
    )
    assert streamed.findings == held.findings
    assert streamed == held


EVERY: list[Said] = [
    (NODES[0], P, Literal("x"), None),
    (NODES[0], Q, BlankNode("a"), None),
    (BlankNode("a"), Q, Literal('é\n"\\'), None),
    (BlankNode("a"), TYPE, NamedNode(EX + "C"), NamedNode(EX + "g")),
    (NODES[1], Q, BlankNode("leaf"), None),
    (NODES[2], R, Literal("y", language="en"), None),
]


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("end", ENDS)
def test_each_format_has_its_places_when_streamed(tmp_path: Path, end: str, packing: str) -> None:
    path = written(tmp_path, f"data.{end}{packing}", EVERY)
    held, streamed = both([path], shapes(tmp_path))
    assert streamed == held
    on_shapes = (proof.IDLE, "shape-target-missing")
    found = [finding for finding in streamed.findings if finding.rule not in on_shapes]
    places = [f.position for f in found if f.focus != f"{EX}nowhere"]
    assert len(places) > 8
    assert all(place and place.path == str(path) for place in places)
    assert all(bool(place and place.line) == (end != "rdf") for place in places)


def test_several_files_are_one_graph_and_their_blank_nodes_are_not(tmp_path: Path) -> None:
    one = written(tmp_path, "one.nt", [(BlankNode("x"), P, Literal("x"), None)])
    other = written(tmp_path, "other.ttl", [(BlankNode("x"), P, Literal(1), None)])
    held, streamed = both([one, other], shapes(tmp_path))
    assert streamed == held
    assert streamed.documents == 2
    assert {f.focus for f in streamed.findings if f.focus.startswith("_:")} == {"_:x", "_:x-1"}


def test_no_label_makes_blank_nodes_of_two_files_one(tmp_path: Path) -> None:
    """The label that is made for one may be another one in the file before."""
    value = Literal("x")
    one = written(tmp_path, "one.nt", [(BlankNode(n), P, value, None) for n in ("x", "x-1")])
    other = written(tmp_path, "other.nt", [(BlankNode(n), P, value, None) for n in ("x", "x-1")])
    held, streamed = both([one, other], shapes(tmp_path))
    kept = [sum(f.rule == "ex:S/ex:p" for f in report.findings) for report in (held, streamed)]
    assert kept == [4, 4]
    assert [f.position for f in streamed.findings] == [f.position for f in held.findings]


def test_a_folder_is_streamed_too(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "below"
    folder.mkdir(parents=True)
    written(folder, "b.nt.gz", EVERY)
    written(folder.parent, "a.trig", EVERY)
    held, streamed = both([folder.parent], shapes(tmp_path))
    assert streamed == held
    assert streamed.documents == 2


def test_what_large_turtle_declares_gives_short_names_too(tmp_path: Path) -> None:
    bare = shapes(
        tmp_path, SHAPES.replace("@prefix ex:", "@prefix other:").replace("ex:", "other:")
    )
    path = tmp_path / "data.ttl"
    path.write_text("@prefix mine: <http://e/> . mine:a mine:p 'x' .")
    held, streamed = both([path], bare)
    assert streamed == held
    assert streamed.prefixes["mine"] == EX


def test_imports_of_what_is_not_there_are_told_when_streamed(tmp_path: Path) -> None:
    owl = NamedNode("http://www.w3.org/2002/07/owl#imports")
    here, there, gone = (NamedNode(f"{EX}{name}") for name in ("here", "there", "gone"))
    said: list[Said] = [(here, owl, there, None), (here, owl, gone, None), (A, P, A, None)]
    for end in ENDS:
        one = written(tmp_path, f"one.{end}", said)
        other = written(tmp_path, "other.nt", [(there, P, A, None)])
        held, streamed = both([one, other], shapes(tmp_path))
        assert streamed == held
        found = [f.message for f in streamed.findings if f.rule == "document-import"]
        assert found == [
            "<http://e/gone> is not imported, as nothing is fetched; "
            "name its file too, or take the import out."
        ]


WAIVER = """
@prefix df: <https://w3id.org/drugfacts/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix ex: <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:waiver a df:Waiver ; df:waivedRule "ex:S" ; df:waivedFocus ex:n0 ;
    df:reason "Nobody can mend it before the year is over."@en ; prov:wasAttributedTo ex:me ;
    dcterms:created "2026-01-01"^^xsd:date ; schema:validThrough "2026-12-31"^^xsd:date .
ex:unused a df:Waiver ; df:waivedRule "ex:S" ; df:waivedFocus ex:NOBODY ;
    df:reason "Nobody can mend it before the year is over."@en ; prov:wasAttributedTo ex:me ;
    dcterms:created "2026-01-01"^^xsd:date ; schema:validThrough "2026-12-31"^^xsd:date .
"""


@pytest.mark.parametrize("inside", [False, True])
def test_waivers_hold_for_large_data(tmp_path: Path, inside: bool) -> None:
    waivers = tmp_path / "waivers.ttl"
    waivers.write_text(WAIVER)
    path = written(tmp_path, "data.nt", [(NODES[0], R, A, None)])
    options = Options(today="2026-06-01")
    if not inside:
        options = replace(options, waivers=waiver_records.of(read.plain([waivers])))
    paths = [path, waivers] if inside else [path]
    held, streamed = both(paths, shapes(tmp_path), options=options)
    assert streamed == held
    assert streamed.suppressed > 0
    assert not any(finding.rule == "waiver-unused" for finding in streamed.findings)


def test_large_data_can_be_selected_from(tmp_path: Path) -> None:
    path = written(tmp_path, "data.nt", [*EVERY, (BlankNode("a"), P, A, None)])
    held, streamed = both([path], shapes(tmp_path), options=Options(select=("ex:Q",)))
    assert streamed == held
    assert {finding.rule for finding in streamed.findings} == {"ex:Q"}


@pytest.mark.parametrize("options", [Options(coverage=True), Options(detailed=True)])
def test_what_the_engine_alone_cannot_tell_is_not_streamed(
    tmp_path: Path, options: Options
) -> None:
    path = written(tmp_path, "data.nt", EVERY)
    held, other = both([path], shapes(tmp_path), options=options)
    assert other == held
    assert any(finding.excerpt for finding in other.findings)


ENDLESS = Literal("1234567890123456789012345-01-01", datatype=NamedNode(XSD + "date"))


def test_a_date_beyond_all_years_falls_back_to_pyshacl(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "data.nt", [(A, P, ENDLESS, None)])
    held, streamed = both([path], shapes(tmp_path))
    assert streamed == held
    assert streamed.engine.startswith("pyshacl ")
    assert streamed.remarks == (
        "the slower pySHACL ran, as the Rust engine cannot hold a value of the data, "
        "such as a date beyond all years.",
    )
    assert capfd.readouterr() == ("", ""), "Rust talks about its panics on its own"


def test_a_date_beyond_all_years_is_an_error_of_the_rust_engine(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "data.nt", [(A, P, ENDLESS, None)])
    for streamed in (1 << 60, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plain, "STREAMED", streamed)
            with pytest.raises(InputError) as caught:
                validate_plain([path], shapes(tmp_path), options=Options(engine="rust"))
        assert str(caught.value) == (
            "the Rust engine cannot hold a value of the data, such as a date beyond all years; "
            "use --engine pyshacl."
        )
    assert capfd.readouterr() == ("", "")


BROKEN = {
    "nt": ("<urn:a> <urn:b> 'é' <urn:c> .\n", (2, 17)),
    "nq": ("<urn:a> <urn:b> <urn:c> <urn:d> <urn:e> .\n", None),
    "ttl": ("<urn:a> <urn:b> zzz:c .\n", (2, 17)),
    "trig": ("{ <urn:a> <urn:b> .\n", None),
    "jsonld": ("}", None),
    "rdf": ("<a>", None),
}


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("end", BROKEN)
def test_broken_data_have_the_same_error_when_streamed(
    tmp_path: Path, end: str, packing: str
) -> None:
    good = written(tmp_path, "good.nt", EVERY)
    text, place = BROKEN[end]
    path = tmp_path / f"data.{end}{packing}"
    path.write_bytes(PACKERS[packing](f"\n{text}".encode()))
    said = set()
    for paths in ([path], [good, path]):
        for streamed in (1 << 60, 0):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(plain, "STREAMED", streamed)
                with pytest.raises(InputError) as caught:
                    validate_plain(paths, shapes(tmp_path))
            said.add(str(caught.value))
            assert caught.value.path == str(path)
            if place:
                assert (caught.value.line, caught.value.col) == place
    assert len(said) == 1


def test_nothing_to_check_is_told_when_streamed(tmp_path: Path) -> None:
    path = tmp_path / "empty.nt"
    path.touch()
    text = PREFIXES + "ex:S sh:targetClass ex:C ; sh:nodeKind sh:IRI ."
    held, streamed = both([path], shapes(tmp_path, text))
    assert streamed == held
    assert [finding.rule for finding in streamed.findings] == ["nothing-checked"]


def test_small_data_are_not_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> engines.Outcome:
        raise AssertionError

    monkeypatch.setattr(engines, "run_file", refuse)
    path = written(tmp_path, "data.nt", EVERY)
    assert validate_plain([path], shapes(tmp_path)).findings
    monkeypatch.setattr(plain, "STREAMED", path.stat().st_size)
    with pytest.raises(AssertionError):
        validate_plain([path], shapes(tmp_path))
    monkeypatch.setattr(plain, "STREAMED", path.stat().st_size + 1)
    assert validate_plain([path], shapes(tmp_path)).findings


NEW = {
    "<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .": (
        "2:17: '<<' is RDF 1.2, which is not read; say it with a claim of its own."
    ),
    '<urn:é> <urn:b> "a"@en--ltr .': (
        "2:23: a text with a direction is RDF 1.2, which is not read; say it in RDF 1.1."
    ),
}


@pytest.mark.parametrize("name", ["data.nt", "data.nq", "data.nt.gz"])
@pytest.mark.parametrize("line", NEW)
def test_rdf_1_2_is_refused_when_streamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, name: str
) -> None:
    """Nested triple terms crash the parser, and with it the process."""
    monkeypatch.setattr(plain, "STREAMED", 0)
    path = tmp_path / name
    text = f'<urn:a> <urn:b> "<< --ltr" . # << "\n{line}\n'.encode()
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    with pytest.raises(InputError) as caught:
        validate_plain([path], shapes(tmp_path))
    assert str(caught.value) == f"{path}:{NEW[line]}"


def test_signs_of_rdf_1_2_in_texts_and_comments_are_none(tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    path.write_text(
        '<http://e/a> <http://e/p> "<< \\" --ltr" . # << "\n<urn:a--ltr> <urn:b> <urn:c> .\n'
    )
    held, streamed = both([path], shapes(tmp_path))
    assert streamed == held


def test_deep_triple_terms_do_not_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "STREAMED", 0)
    path = tmp_path / "data.nt"
    path.write_text("<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 100_000)
    with pytest.raises(InputError, match=r"is RDF 1\.2"):
        validate_plain([path], shapes(tmp_path))


def test_a_byte_order_mark_is_passed_over_when_streamed(tmp_path: Path) -> None:
    for name in ("data.nt", "data.nq"):
        path = tmp_path / name
        path.write_bytes("\ufeff<http://e/n0> <http://e/p> _:x .\n".encode())
        held, streamed = both([path], shapes(tmp_path))
        assert streamed == held
        assert any(f.position and f.position.line for f in streamed.findings)


@pytest.mark.parametrize("name", ["data.nt", "data.nq"])
@pytest.mark.parametrize("start", ["# ", '<urn:a> <urn:b> "'])
def test_a_line_without_end_reaches_a_limit_when_streamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: str
) -> None:
    monkeypatch.setattr(plain, "STREAMED", 0)
    path = tmp_path / name
    path.write_text("<urn:a> <urn:b> <urn:c> .\n" + start + "x" * 20_000_000)
    with pytest.raises(LimitError) as caught:
        validate_plain([path], shapes(tmp_path))
    assert str(caught.value) == f"{path}: a line is longer than 16 MB; shorten it."
