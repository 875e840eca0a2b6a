"""Each shape against good and bad examples, and the shapes as a body against the rules."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.term import Node

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
DF = "https://w3id.org/drugfacts/ontology#"
DFSH = "https://w3id.org/drugfacts/shapes#"
SH = "http://www.w3.org/ns/shacl#"

VOCABULARIES = Path(str(files("pyshacl"))) / "assets"
SHAPES = sorted((ROOT / "shapes").glob("*.ttl"))
PREFIXES = ROOT / "ontology" / "prefixes.ttl"
ONTOLOGY = ROOT / "ontology" / "drugfacts.ttl"
BACKGROUND = HERE / "background.ttl"
GOOD = sorted(HERE.glob("*/good*.ttl"))
BAD = sorted(HERE.glob("*/bad--*.ttl"))

NO_CONSTRAINT = {
    *("path", "severity", "message", "property", "targetClass", "targetSubjectsOf"),
    *("ignoredProperties", "qualifiedValueShape"),
}
"""What a shape may have besides its constraints, and what belongs to another constraint."""

INSTRUCTION = re.compile(
    r"[A-Z].*; (add|cite|compute|copy|correct|give|keep|make|move|name|point|remove|rename"
    r"|use|write) .+\."
)
"""What is wrong, a semicolon, and what to do."""


class Broken(NamedTuple):
    """One way in which an example breaks the shapes."""

    shape: str
    constraint: str


@cache
def graph(*paths: Path) -> Graph:
    """Return one graph of several files, read once; nobody may change it."""
    from rdflib import Graph

    together = Graph()
    for path in paths:
        together.parse(path)
    return together


@cache
def classes() -> Graph:
    """Return which class is below which: all that the shapes need of the ontology."""
    from rdflib import RDFS, Graph

    below = Graph()
    for triple in graph(ONTOLOGY).triples((None, RDFS.subClassOf, None)):
        below.add(triple)
    return below


def local(node: Node | None) -> str:
    return str(node).rpartition("#")[2]


def background_of(example: Iterable[tuple[Node, Node, Node]]) -> set[tuple[Node, Node, Node]]:
    """Return what the background says of the nodes that an example leads to.

    The rest of it could not break a shape either (it conforms as a whole), and costs time.
    """
    found: set[tuple[Node, Node, Node]] = set()
    seen: set[Node] = set()
    waiting = [term for triple in example for term in triple]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            said = set(graph(BACKGROUND).triples((node, None, None)))
            found |= said
            waiting += [term for triple in said for term in triple]
    return found


@cache
def prepared(question: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(question)


@cache
def results(example: Path) -> frozenset[Broken]:
    """Return which constraints of which shapes an example breaks."""
    import pyshacl
    from rdflib import Graph, URIRef

    class Data(Graph):
        """A graph that reads a query once; pySHACL asks the same few again and again."""

        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(query_object, str):
                query_object = prepared(query_object)
            return super().query(query_object, *args, **kwargs)

    data = Data()
    for triple in {*graph(example), *background_of(graph(example))}:
        data.add(triple)
    _, report, _ = pyshacl.validate(
        data, shacl_graph=graph(*SHAPES, PREFIXES), ont_graph=classes(), inplace=True
    )
    broken = set()
    for result in report.objects(None, URIRef(SH + "result")):
        shape = local(report.value(result, URIRef(SH + "sourceShape")))
        component = local(report.value(result, URIRef(SH + "sourceConstraintComponent")))
        name = component.removesuffix("ConstraintComponent")
        broken.add(Broken(shape, "sparql" if name == "SPARQL" else name[0].lower() + name[1:]))
    return frozenset(broken)


def fired(example: Path) -> set[str]:
    """Return the names of the shapes that an example breaks."""
    return {broken.shape for broken in results(example)}


def constraints() -> dict[str, set[str]]:
    """Return the constraints of each shape that can be in a report, by the shape's name.

    Shapes called Is... only serve others, and are never in a report themselves.
    """
    found: dict[str, set[str]] = {}
    for shape, predicate, _ in graph(*SHAPES):
        name = local(shape)
        parameter = str(predicate).removeprefix(SH)
        if not str(shape).startswith(DFSH) or name.startswith("Is") or name.endswith("-query"):
            continue
        if str(predicate).startswith(SH) and parameter not in NO_CONSTRAINT:
            found.setdefault(name, set()).add(parameter)
    return found


def one_change(good: Graph, bad: Graph) -> bool:
    """Tell whether two graphs differ in one triple: added, removed or changed.

    Renaming one node counts as one change too: nothing else can test a rule for names.
    """
    before, after = set(good), set(bad)
    if before != after and len(before - after) <= 1 and len(after - before) <= 1:
        return True
    gone = {s for s, _, _ in before} - {s for s, _, _ in after}
    new = {s for s, _, _ in after} - {s for s, _, _ in before}
    if len(gone) != 1 or len(new) != 1:
        return False
    (old_name,), (new_name,) = gone, new
    return after == {
        tuple(new_name if term == old_name else term for term in triple) for triple in before
    }


def kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("example", [BACKGROUND, *GOOD], ids=name_of)
def test_good_example_has_no_finding(example: Path) -> None:
    assert fired(example) == set()


@pytest.mark.parametrize("example", BAD, ids=name_of)
def test_bad_example_breaks_only_the_shape_it_names(example: Path) -> None:
    _, shape, _ = example.stem.split("--")
    assert fired(example) == {shape}


@pytest.mark.parametrize("example", BAD, ids=name_of)
def test_bad_example_differs_from_a_good_one_in_one_triple(example: Path) -> None:
    goods = sorted(example.parent.glob("good*.ttl"))
    assert any(one_change(graph(good), graph(example)) for good in goods)


def test_every_constraint_of_every_shape_has_a_bad_example() -> None:
    asked = {Broken(shape, name) for shape, names in constraints().items() for name in names}
    assert {broken for example in BAD for broken in results(example)} == asked


def test_examples_stand_in_the_folder_of_their_class() -> None:
    for example in BAD:
        assert example.parent.name == kebab(example.stem.split("--")[1].partition("-")[0])


def test_good_examples_have_every_property_of_their_class() -> None:
    from rdflib import URIRef

    for shape, path in graph(*SHAPES).subject_objects(URIRef(SH + "path")):
        if isinstance(path, URIRef):
            goods = sorted((HERE / kebab(local(shape).partition("-")[0])).glob("good*.ttl"))
            assert any((None, path, None) in graph(good) for good in goods), shape


def test_examples_are_about_invented_things_only() -> None:
    for example in [BACKGROUND, *GOOD, *BAD]:
        for subject in graph(example).subjects():
            assert str(subject).startswith("https://example.org/facts/")


@pytest.mark.parametrize("name", sorted(constraints()))
def test_shape_has_a_severity_and_a_message_that_says_what_to_do(name: str) -> None:
    from rdflib import Literal, URIRef

    shapes, shape = graph(*SHAPES), URIRef(DFSH + name)
    assert {local(s) for s in shapes.objects(shape, URIRef(SH + "severity"))} in (
        {"Violation"},
        {"Warning"},
    )
    (message,) = shapes.objects(shape, URIRef(SH + "message"))
    assert isinstance(message, Literal)
    assert message.language == "en"
    assert INSTRUCTION.fullmatch(message)


def test_property_shapes_are_called_after_their_class_and_belong_to_it() -> None:
    from rdflib import RDF, URIRef

    shapes = graph(*SHAPES)
    for shape in shapes.subjects(RDF.type, URIRef(SH + "PropertyShape")):
        owners = [local(o) for o in shapes.subjects(URIRef(SH + "property"), shape)]
        assert owners == [local(shape).partition("-")[0]]
        path = shapes.value(shape, URIRef(SH + "path"))
        assert not isinstance(path, URIRef) or local(shape).endswith(
            "-" + re.split(r"[#/]", path)[-1]
        )


def test_shapes_have_names_and_labels() -> None:
    from rdflib import RDF, RDFS, URIRef

    shapes = graph(*SHAPES)
    for kind in ("NodeShape", "PropertyShape"):
        for shape in shapes.subjects(RDF.type, URIRef(SH + kind)):
            assert re.fullmatch(DFSH + r"[A-Z][A-Za-z]+(-[a-z][A-Za-z]+)?", str(shape))
            assert kind == "PropertyShape" or shapes.value(shape, RDFS.label)
    used = [
        shape
        for parameter in ("property", "node", "not", "qualifiedValueShape", "sparql")
        for shape in shapes.objects(None, URIRef(SH + parameter))
    ]
    for parameter in ("or", "and", "xone"):
        for members in shapes.objects(None, URIRef(SH + parameter)):
            used += shapes.items(members)
    for shape in used:
        assert (shape, RDF.type, None) in shapes, "a shape without a name, or not there"


def test_only_shapes_of_use_to_others_have_no_target() -> None:
    from rdflib import RDF, URIRef

    shapes = graph(*SHAPES)
    for shape in shapes.subjects(RDF.type, URIRef(SH + "NodeShape")):
        targets = [p for p in shapes.predicates(shape) if local(p).startswith("target")]
        assert bool(targets) != local(shape).startswith("Is"), shape


def test_shapes_use_the_shacl_vocabulary_only() -> None:
    vocabulary = graph(VOCABULARIES / "shacl.ttl")
    known = {str(s) for s in vocabulary.subjects() if str(s).startswith(SH)}
    used = {str(t) for triple in graph(*SHAPES) for t in triple if str(t).startswith(SH)}
    assert used <= known


def test_shapes_are_well_formed_by_the_shapes_for_shapes() -> None:
    import pyshacl

    rules = graph(VOCABULARIES / "shacl-shacl.ttl")
    conforms, _, text = pyshacl.validate(graph(*SHAPES), shacl_graph=rules)
    assert conforms, text


def test_every_query_takes_its_prefixes_from_the_one_table() -> None:
    from rdflib import RDF, URIRef

    shapes = graph(*SHAPES, PREFIXES)
    table = URIRef("https://w3id.org/drugfacts/prefixes")
    declared = {
        str(shapes.value(d, URIRef(SH + "prefix")))
        for d in shapes.objects(table, URIRef(SH + "declare"))
    }
    for query in shapes.subjects(RDF.type, URIRef(SH + "SPARQLConstraint")):
        assert list(shapes.objects(query, URIRef(SH + "prefixes"))) == [table]
        text = re.sub(r'"[^"]*"', "", str(shapes.value(query, URIRef(SH + "select"))))
        assert set(re.findall(r"([a-z-]+):[A-Za-z]", text)) <= declared


def test_no_property_of_the_ontology_is_without_a_shape() -> None:
    from rdflib import OWL, RDF

    ontology = graph(ONTOLOGY)
    mentioned = {str(o) for o in graph(*SHAPES).objects()}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        ours = {str(p) for p in ontology.subjects(RDF.type, kind) if str(p).startswith(DF)}
        assert ours <= mentioned


def test_shapes_use_terms_of_the_ontology_only() -> None:
    declared = {str(s) for s in graph(ONTOLOGY).subjects()}
    used = {str(o) for o in graph(*SHAPES).objects() if str(o).startswith(DF)}
    assert used <= declared


def subclasses(of: str) -> set[str]:
    from rdflib import RDFS, URIRef

    return {local(c) for c in graph(ONTOLOGY).subjects(RDFS.subClassOf, URIRef(of))}


def listed(shape: str) -> set[str]:
    from rdflib import URIRef

    shapes = graph(*SHAPES)
    (members,) = shapes.objects(URIRef(DFSH + shape), URIRef(SH + "in"))
    return {local(member) for member in shapes.items(members)}


@pytest.mark.parametrize(
    ("shape", "of"),
    [
        ("IsKindOfClaim", DF + "Claim"),
        ("Label-completeFor", DF + "Claim"),
        ("IsConceptClass", "http://www.w3.org/2004/02/skos/core#Concept"),
        ("IsSourceClass", DF + "Source"),
        ("IsPassageClass", DF + "Passage"),
    ],
)
def test_closed_list_of_classes_is_that_of_the_ontology(shape: str, of: str) -> None:
    assert listed(shape) == subclasses(of)


@pytest.mark.parametrize("kind", sorted(subclasses(DF + "Claim")))
def test_every_kind_of_claim_has_a_closed_shape_and_a_file_of_its_own(kind: str) -> None:
    from rdflib import Literal, URIRef

    shapes = graph(ROOT / "shapes" / f"{kebab(kind)}.ttl")
    shape = URIRef(DFSH + kind)
    assert (shape, URIRef(SH + "targetClass"), URIRef(DF + kind)) in shapes
    assert (shape, URIRef(SH + "closed"), Literal(True)) in shapes
