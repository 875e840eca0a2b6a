"""The ontology is complete, used as declared, OWL 2 DL, and consistent."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
DF = "https://w3id.org/drugfacts/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
BUILT_IN = (RDF, RDFS, OWL, XSD)
KINDS = {OWL + kind for kind in ("AnnotationProperty", "DatatypeProperty", "ObjectProperty")}
OWL_DATATYPES = {
    *(RDF + name for name in ("PlainLiteral", "XMLLiteral", "langString")),
    *(XSD + name for name in ("anyURI", "boolean", "dateTime", "decimal", "double", "float")),
    *(XSD + name for name in ("int", "integer", "long", "short", "byte")),
    *(XSD + name for name in ("nonNegativeInteger", "positiveInteger", "string", "token")),
}
"""What data properties may carry; OWL 2 knows no xsd:date and no xsd:duration."""

ONTOLOGY = ROOT / "ontology" / "drugfacts.ttl"
ALIGNMENTS = ROOT / "ontology" / "alignments.ttl"
EXAMPLE = Path(__file__).with_name("examplazine.ttl")
DATA = sorted((ROOT / "data").rglob("*.ttl"))


def read(*paths: Path) -> list[Triple]:
    return [
        Triple(triple.subject, triple.predicate, triple.object)
        for path in paths
        for triple in parse(path=path)
    ]


def turtle(text: str) -> list[Triple]:
    head = f"@prefix df: <{DF}> . @prefix xsd: <{XSD}> . @prefix owl: <{OWL}> . "
    triples = parse(head + "@prefix ex: <https://example.org/> . " + text, RdfFormat.TURTLE)
    return [Triple(triple.subject, triple.predicate, triple.object) for triple in triples]


def values(triples: Iterable[Triple], predicate: str) -> dict[str, list[NamedNode | Literal]]:
    found: dict[str, list[NamedNode | Literal]] = defaultdict(list)
    for triple in triples:
        if triple.predicate.value != predicate or not isinstance(triple.subject, NamedNode):
            continue
        if isinstance(triple.object, NamedNode | Literal):
            found[triple.subject.value].append(triple.object)
    return found


TRIPLES = read(ONTOLOGY)
TERMS = sorted({s for s in values(TRIPLES, RDF + "type") if s.startswith(DF)})


def only(predicate: str, term: str) -> Literal | NamedNode:
    (value,) = values(TRIPLES, predicate)[term]
    return value


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(DF))
def test_term_has_label_definition_and_home(term: str) -> None:
    label, definition = only(RDFS + "label", term), only(SKOS + "definition", term)
    assert isinstance(label, Literal)
    assert isinstance(definition, Literal)
    assert (label.language, definition.language) == ("en", "en")
    for word in label.value.split():
        acronym = sum(letter.isupper() for letter in word) > 1
        assert acronym or word == word.lower(), "a label is in lower case"
    assert re.fullmatch(r"(A|An|The) .*\.", definition.value), "a sentence, the genus first"
    assert len(definition.value.split()) > 5
    assert only(RDFS + "isDefinedBy", term).value == "https://w3id.org/drugfacts/ontology"


def test_definitions_are_different() -> None:
    definitions = Counter(only(SKOS + "definition", term).value for term in TERMS)
    assert [text for text, count in definitions.items() if count > 1] == []


def test_notes_and_examples_are_sentences_in_english() -> None:
    for predicate in (SKOS + "scopeNote", SKOS + "example"):
        for term, texts in values(TRIPLES, predicate).items():
            for text in texts:
                assert isinstance(text, Literal), term
                assert text.language == "en", term
                assert text.value.strip() == text.value, term


def test_notes_and_examples_name_only_declared_terms() -> None:
    for triple in [*TRIPLES, *read(ALIGNMENTS)]:
        if isinstance(triple.object, Literal):
            for name in re.findall(r"\bdf:(\w+)", triple.object.value):
                assert DF + name in TERMS, f"{triple.subject} speaks of df:{name}"


def test_every_term_of_our_namespace_is_declared_wherever_it_is_used() -> None:
    files = [p for folder in ("ontology", "shapes", "data") for p in (ROOT / folder).rglob("*")]
    undeclared = []
    for path in sorted(path for path in files if path.is_file()):
        text = path.read_text(encoding="utf-8")
        names = re.findall(r"(?<![\w-])df:([A-Za-z]\w*)", text)
        names += re.findall(re.escape(DF) + r"([A-Za-z]\w*)", text)
        undeclared += [f"{path.name}: {name}" for name in names if DF + name not in TERMS]
    assert undeclared == []


def test_claim_kinds_are_disjoint_and_all_named_in_one_axiom() -> None:
    parents = values(TRIPLES, RDFS + "subClassOf")
    kinds = {term for term in TERMS if NamedNode(DF + "Claim") in parents[term]}
    assert len(kinds) == 19
    assert kinds in disjoint_sets()


def test_kinds_of_thing_are_disjoint() -> None:
    things = {DF + n for n in ("Claim", "Drug", "Passage", "Polarity", "Product", "Source")}
    assert things in disjoint_sets()


def disjoint_sets() -> list[set[str]]:
    objects = {(t.subject, t.predicate.value): t.object for t in TRIPLES}
    sets = []
    for triple in TRIPLES:
        if triple.predicate.value != OWL + "members":
            continue
        members, node = set(), triple.object
        while isinstance(node, BlankNode):
            first = objects[(node, RDF + "first")]
            assert isinstance(first, NamedNode)
            members.add(first.value)
            node = objects[(node, RDF + "rest")]
        sets.append(members)
    return sets


# --- OWL 2 DL ---------------------------------------------------------------------------


def dl_violations(triples: list[Triple]) -> list[str]:
    """Return what OWL 2 DL forbids: undeclared or doubly declared names, wrong objects."""
    types = values(triples, RDF + "type")
    kinds = {s: {t.value for t in ts} & KINDS for s, ts in types.items()}
    classes = {s for s, ts in types.items() if NamedNode(OWL + "Class") in ts}
    found = {f"{iri} is declared twice" for iri, own in kinds.items() if len(own) > 1}
    for triple in triples:
        predicate = triple.predicate.value
        if predicate == RDF + "type":
            found.update(type_violations(triple.object, classes))
        elif predicate in (RDFS + "range", RDFS + "domain") and is_axiom(triple, kinds):
            found.update(range_violations(triple, kinds, classes))
        elif not predicate.startswith(BUILT_IN):
            found.update(value_violations(triple, kinds.get(predicate, set())))
    return sorted(found)


def type_violations(kind: object, classes: set[str]) -> list[str]:
    if not isinstance(kind, NamedNode) or kind.value.startswith(BUILT_IN):
        return []
    return [] if kind.value in classes else [f"class {kind.value} is not declared"]


def value_violations(triple: Triple, kind: set[str]) -> list[str]:
    predicate, value = triple.predicate.value, triple.object
    if not kind:
        return [f"property {predicate} is not declared"]
    if kind == {OWL + "ObjectProperty"} and isinstance(value, Literal):
        return [f"object property {predicate} has the text {value.value!r}"]
    if kind == {OWL + "DatatypeProperty"}:
        if not isinstance(value, Literal):
            return [f"data property {predicate} has the node {value}"]
        if value.datatype.value not in OWL_DATATYPES:
            return [f"data property {predicate} has a {value.datatype.value}"]
    return []


def is_axiom(triple: Triple, kinds: dict[str, set[str]]) -> bool:
    """Tell whether a range or domain says something: of annotations it does not."""
    subject = triple.subject
    return isinstance(subject, NamedNode) and kinds.get(subject.value) != {
        OWL + "AnnotationProperty"
    }


def range_violations(triple: Triple, kinds: dict[str, set[str]], classes: set[str]) -> list[str]:
    subject, value = triple.subject, triple.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode):
        return []
    data_range = triple.predicate.value == RDFS + "range" and kinds.get(subject.value) == {
        OWL + "DatatypeProperty"
    }
    if value.value in (OWL_DATATYPES if data_range else classes):
        return []
    return [f"{subject.value} has the range or domain {value.value}"]


def test_ontology_is_owl_2_dl() -> None:
    assert dl_violations(TRIPLES) == []


def test_ontology_with_alignments_and_example_is_owl_2_dl() -> None:
    assert dl_violations(read(ONTOLOGY, ALIGNMENTS, EXAMPLE)) == []


def test_ontology_with_data_is_owl_2_dl() -> None:
    assert dl_violations(read(ONTOLOGY, ALIGNMENTS, *DATA)) == []


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        ('ex:c df:about "diazepam" .', "has the text 'diazepam'"),
        ("ex:d df:rxcui ex:e .", "has the node"),
        ('ex:d df:rxcui "2026-01-01"^^xsd:date .', "XMLSchema#date"),
        ("ex:c df:abuot ex:d .", "ontology#abuot is not declared"),
        ("ex:c a df:Indicaton .", "ontology#Indicaton is not declared"),
        ("df:about a owl:DatatypeProperty .", "ontology#about is declared twice"),
        ("ex:p a owl:DatatypeProperty ; <" + RDFS + "range> xsd:date .", "XMLSchema#date"),
    ],
)
def test_the_dl_check_finds_a_planted_mistake(planted: str, complaint: str) -> None:
    (found,) = dl_violations([*TRIPLES, *turtle(planted)])
    assert complaint in found


def test_every_reused_term_is_declared_once_and_in_one_file() -> None:
    declared = [
        (path.name, triple.subject)
        for path in (ONTOLOGY, ALIGNMENTS)
        for triple in read(path)
        if triple.predicate.value == RDF + "type"
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
        and triple.object.value in {*KINDS, OWL + "Class"}
    ]
    twice = [s for s, count in Counter(subject for _, subject in declared).items() if count > 1]
    assert twice == []


# --- consistency ------------------------------------------------------------------------

PLANTED = "ex:x a df:Indication , df:Risk ; df:about ex:d ."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("planted", "consistent"), [("", True), (PLANTED, False)], ids=["as it is", "planted"]
)
def test_hermit_finds_ontology_and_data_consistent(
    tmp_path: Path, planted: str, consistent: bool
) -> None:
    if shutil.which("java") is None:
        pytest.skip("java is not here, and HermiT needs it")
    import owlready2

    triples = one_ontology([*read(ONTOLOGY, ALIGNMENTS, EXAMPLE, *DATA), *turtle(planted)])
    merged = tmp_path / "merged.nt"
    merged.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    world = owlready2.World()
    with merged.open("rb") as stream:
        ontology = world.get_ontology("https://w3id.org/drugfacts/ontology").load(fileobj=stream)
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        assert not consistent
    else:
        assert consistent
        assert list(world.inconsistent_classes()) == []
        panic = world["https://w3id.org/drugfacts/drug/examplazine#indication-panic-disorder"]
        assert world[DF + "Claim"] in panic.INDIRECT_is_a, "the data was not read"


def one_ontology(triples: list[Triple]) -> list[Triple]:
    """Leave out the headers: a document has one ontology, and versions say no more here."""
    heads = {
        t.subject
        for t in triples
        if t.predicate.value == RDF + "type" and t.object == NamedNode(OWL + "Ontology")
    }
    return [triple for triple in triples if triple.subject not in heads]
