"""Each shape against good and bad examples, and the shapes as a body against the rules."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat, Triple

from drugfacts.validation import engines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.term import Node

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
DF = "https://w3id.org/drugfacts/ontology#"
DFSH = "https://w3id.org/drugfacts/shapes#"
SH = "http://www.w3.org/ns/shacl#"
BASE = "https://example.org/facts/"
"""Base of the examples."""

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
def triples(path: Path, base: str = BASE) -> tuple[Triple, ...]:
    """Return the triples of a file, with another base in the place of the examples' own."""
    text = path.read_text(encoding="utf-8").replace(BASE, base)
    parsed = pyoxigraph.parse(text, format=RdfFormat.TURTLE)
    return tuple(Triple(quad.subject, quad.predicate, quad.object) for quad in parsed)


@cache
def shapes_and_ontology() -> tuple[list[Triple], list[Triple]]:
    """Return the shapes, and all that they need of the ontology: which class is below which."""
    shapes = [triple for path in [*SHAPES, PREFIXES] for triple in triples(path)]
    below = [t for t in triples(ONTOLOGY) if t.predicate.value.endswith("#subClassOf")]
    return shapes, [*below, *triples(PREFIXES)]


def with_background(example: Path, base: str = BASE) -> set[Triple]:
    """Return an example, and what the background says of the nodes that it leads to.

    The rest of it could not break a shape either (it conforms as a whole), and costs time.
    """
    background: dict[Any, list[Triple]] = {}
    for triple in triples(BACKGROUND, base):
        background.setdefault(triple.subject, []).append(triple)
    found = set(triples(example, base))
    seen: set[Any] = set()
    waiting = [term for triple in found for term in triple]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            said = background.get(node, [])
            found.update(said)
            waiting += [term for triple in said for term in triple]
    return found


def broken(shape: str, component: str) -> Broken:
    name = component.rpartition("#")[2].removesuffix("ConstraintComponent")
    return Broken(
        shape.rpartition("#")[2], "sparql" if name == "SPARQL" else name[0].lower() + name[1:]
    )


def results(examples: Iterable[Path]) -> dict[Path, frozenset[Broken]]:
    """Return which constraints of which shapes some examples break, each for itself.

    The engine that we ship checks them in one run, as it takes longer to start than to
    check an example; under bases of their own they do not know of each other.
    """
    bases = {f"https://example.org/{n}/": path for n, path in enumerate(examples)}
    data = {t for base, path in bases.items() for t in with_background(path, base)}
    found: dict[Path, set[Broken]] = {path: set() for path in bases.values()}
    for result in engines.run([*data], *shapes_and_ontology()).results:
        base = next(base for base in bases if result.focus.value.startswith(base))
        found[bases[base]].add(broken(result.shape.value, result.component))
    return {path: frozenset(these) for path, these in found.items()}


def results_of_pyshacl(example: Path) -> frozenset[Broken]:
    """Return the same as another way around it says: pySHACL as everybody has it."""
    import pyshacl
    from rdflib import Graph, URIRef

    def as_graph(these: Iterable[Triple]) -> Graph:
        text = (pyoxigraph.serialize(these, format=RdfFormat.N_TRIPLES) or b"").decode()
        return Graph().parse(data=text, format="nt")

    shapes, ontology = shapes_and_ontology()
    _, report, _ = pyshacl.validate(
        as_graph(with_background(example)),
        shacl_graph=as_graph(shapes),
        ont_graph=as_graph(ontology),
        inplace=True,
    )
    return frozenset(
        broken(
            str(report.value(result, URIRef(SH + "sourceShape"))),
            str(report.value(result, URIRef(SH + "sourceConstraintComponent"))),
        )
        for result in report.objects(None, URIRef(SH + "result"))
    )


def local(node: Node | None) -> str:
    return str(node).rpartition("#")[2]


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


def folder_of(shape: str) -> str:
    return kebab(shape.partition("-")[0])


def test_background_has_no_finding() -> None:
    assert results([BACKGROUND]) == {BACKGROUND: frozenset()}


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in [*GOOD, *BAD]}))
def test_bad_examples_break_only_what_they_name_and_every_constraint_is_broken(
    folder: str,
) -> None:
    goods = [path for path in GOOD if path.parent.name == folder]
    bads = [path for path in BAD if path.parent.name == folder]
    found = results([*goods, *bads])
    expected = {path: {path.stem.split("--")[1]} for path in bads}
    fired = {path: {result.shape for result in found[path]} for path in found}
    assert fired == {path: set[str]() for path in goods} | expected
    asked = {
        Broken(shape, name)
        for shape, names in constraints().items()
        if folder_of(shape) == folder
        for name in names
    }
    assert {result for path in bads for result in found[path]} == asked


def test_every_shape_has_a_folder_of_examples() -> None:
    assert {folder_of(shape) for shape in constraints()} == {path.parent.name for path in BAD}


@pytest.mark.parametrize("example", BAD, ids=name_of)
def test_bad_example_differs_from_a_good_one_in_one_triple(example: Path) -> None:
    goods = sorted(example.parent.glob("good*.ttl"))
    assert any(one_change(graph(good), graph(example)) for good in goods)


@pytest.mark.parametrize("example", [*GOOD[::10], *BAD[::25]], ids=name_of)
def test_plain_pyshacl_finds_the_same(example: Path) -> None:
    assert {example: results_of_pyshacl(example)} == results([example])


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
            assert str(subject).startswith(BASE)


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
