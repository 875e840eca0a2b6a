"""Two engines that should agree: they do on all that is here, and a difference is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from drugfacts.graph import read
from drugfacts.main import cli
from drugfacts.validation import engines
from drugfacts.validation.engines import known
from drugfacts.validation.engines import result as engine_result

TESTS = Path(__file__).parents[1]
EXAMPLES = sorted((TESTS / "shapes").glob("*/*.ttl"))
BACKGROUND = TESTS / "shapes" / "background.ttl"
BASE = "https://example.org/"

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:S sh:targetClass ex:C ; sh:property ex:S-p .
ex:S-p sh:path ex:p ; sh:datatype xsd:decimal ; sh:message "It is no decimal." .
"""
DATA = """\
@prefix ex: <http://e/> .
ex:a a ex:C ; ex:p 1.0 .
"""
# The Rust engine cannot hold so many digits; see test_engine_differences.py.
FINE = DATA + "ex:b a ex:C ;\n    ex:p 1.00000000000000000001 .\n"


def packaged() -> tuple[list[Triple], list[Triple]]:
    return read.packaged("shapes").all_triples(), read.packaged("ontology").all_triples()


def triples(path: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path.read_text(encoding="utf-8"), RdfFormat.TURTLE)]


def with_background(example: Path, behind: dict[object, list[Triple]], base: str) -> list[Triple]:
    """Return an example with the background that it leads to, under a base of their own."""
    found = dict.fromkeys(triples(example))
    waiting: list[object] = [term for triple in found for term in triple]
    reached: set[object] = set()
    while waiting:
        term = waiting.pop()
        if term not in reached:
            reached.add(term)
            found.update(dict.fromkeys(behind.get(term, [])))
            waiting += [each for triple in behind.get(term, []) for each in triple]
    text = serialize(found, format=RdfFormat.N_TRIPLES)
    assert text is not None
    moved = text.decode().replace(BASE, base)
    return [quad.triple for quad in parse(moved, RdfFormat.N_TRIPLES)]


def differences(data: Sequence[Triple]) -> list[str]:
    outcome = engines.run(data, *packaged(), engine="compare")
    assert " and " in outcome.engine
    return [f"{each.engine}: {each.result}" for each in outcome.differences]


def test_engines_agree_on_the_packaged_facts() -> None:
    assert differences(read.read().all_triples()) == []


def test_engines_agree_on_invented_facts() -> None:
    assert differences(read.read([TESTS / "invented"]).all_triples()) == []


@pytest.mark.parametrize(
    "examples", [EXAMPLES[::6], pytest.param(EXAMPLES, marks=pytest.mark.slow)], ids=len
)
def test_engines_agree_on_the_examples_of_shapes(examples: list[Path]) -> None:
    """Each has a base of its own, so that they do not know of each other."""
    behind: dict[object, list[Triple]] = {}
    for triple in triples(BACKGROUND):
        behind.setdefault(triple.subject, []).append(triple)
    data = {
        triple: None
        for number, path in enumerate(examples)
        for triple in with_background(path, behind, f"{BASE}{number}/")
    }
    assert differences([*data]) == []


def compare(tmp_path: Path, data: str, *options: str) -> Result:
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    (tmp_path / "data.ttl").write_text(data)
    paths = [str(tmp_path / "data.ttl"), "--shapes", str(tmp_path / "shapes.ttl")]
    return CliRunner().invoke(
        cli, ["validate", *paths, "--engine", "compare", "--format", "concise", *options]
    )


def test_compare_passes_where_engines_agree(tmp_path: Path) -> None:
    done = compare(tmp_path, DATA, "--verbose")
    assert (done.exit_code, done.stdout) == (0, "")
    rust, pyshacl = engines.version_of("rust"), engines.version_of("pyshacl")
    assert f"engine: {rust} and {pyshacl}\n" in done.stderr


def test_a_known_difference_on_the_users_data_is_told_with_its_place(tmp_path: Path) -> None:
    done = compare(tmp_path, FINE)
    said = "only {} finds that ex:S-p is broken (DatatypeConstraintComponent: It is no decimal); "
    path = tmp_path / "data.ttl"
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"{path}:4:10: violation engines-differ: {said.format(engines.version_of('rust'))}"
        "see which is right, and report the other's fault. (ex:b)",
        f"{path}:4:10: violation ex:S-p: It is no decimal. (ex:b)",
    ]


@pytest.mark.parametrize("engine", ["rust", "pyshacl"])
def test_a_planted_difference_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    planted = engine_result.Result(
        NamedNode("http://e/S-p"),
        "http://www.w3.org/ns/shacl#MinCountConstraintComponent",
        "http://www.w3.org/ns/shacl#Info",
        NamedNode("http://e/a"),
        NamedNode("http://e/p"),
        None,
        ("It is planted.",),
    )
    before = engines._ENGINES[engine]
    monkeypatch.setitem(engines._ENGINES, engine, lambda *graphs: [*before(*graphs), planted])
    done = compare(tmp_path, DATA, "--select", "shapes-unused")
    assert done.exit_code == 1
    assert done.stdout == (
        f"{tmp_path}/data.ttl:2:15: violation engines-differ: only {engines.version_of(engine)} "
        "finds that ex:S-p is broken (MinCountConstraintComponent: It is planted); "
        "see which is right, and report the other's fault. (ex:a)\n"
    )
    assert done.stderr.endswith(": 1 violation, 0 warnings, 0 infos\n")


def test_a_difference_cannot_be_known_or_ignored(tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    assert compare(tmp_path, FINE, "--write-baseline", str(baseline)).exit_code == 1
    done = compare(tmp_path, FINE, "--baseline", str(baseline))
    assert done.exit_code == 1
    assert done.stderr.endswith(": 1 violation, 0 warnings, 0 infos (1 suppressed)\n")
    assert compare(tmp_path, FINE, "--ignore", "engines-differ").exit_code == 2


def test_differences_are_in_one_order_and_none_is_lost() -> None:
    results = [
        engine_result.Result(
            NamedNode("http://e/S"), "urn:c", "urn:s", NamedNode(f"http://e/{n}"), None, None, ()
        )
        for n in range(20)
    ]
    found = engines._differences({"rust": results[:12], "pyshacl": results[8:]}, [])
    assert len(found) == 16
    assert [each.result.key() for each in found] == sorted(each.result.key() for each in found)


ONE_LANGUAGE = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:S sh:targetClass ex:C ; sh:property ex:S-p .
ex:S-p sh:path ex:p ; sh:uniqueLang "1"^^xsd:boolean .
"""


def test_what_is_on_the_list_is_no_difference(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text('@prefix ex: <http://e/> . ex:a a ex:C ; ex:p "x"@en , "y"@en .')
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(ONE_LANGUAGE)
    command = ["validate", str(data), "--shapes", str(shapes), "--format", "concise"]
    done = CliRunner().invoke(cli, [*command, "--engine", "compare", "--ignore", "shapes-*"])
    assert (done.exit_code, done.stdout) == (0, "")
    # What pySHACL alone finds is on the list; it is told when pySHACL is asked.
    done = CliRunner().invoke(cli, [*command, "--engine", "pyshacl", "--ignore", "shapes-*"])
    assert done.exit_code == 1


def test_what_pyshacl_refuses_on_the_list_is_remarked_on(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("@prefix ex: <http://e/> . ex:a a ex:C .")
    shapes = tmp_path / "shapes.ttl"
    query = "SELECT $this { GRAPH $shapesGraph { ?s <urn:none> $this } }"
    shapes.write_text(
        ONE_LANGUAGE.partition("ex:S")[0]
        + f'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select "{query}" ] .'
    )
    command = ["validate", str(data), "--shapes", str(shapes), "--format", "concise"]
    done = CliRunner().invoke(cli, [*command, "--engine", "compare"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == (
        "nothing was compared, as pySHACL has no $shapesGraph (shapesGraph-001)."
    )


def test_blank_nodes_are_the_same_for_both_engines(tmp_path: Path) -> None:
    text = DATA + 'ex:a ex:p [ a ex:C ; ex:p _:x , [] , "x" ] .'
    done = compare(tmp_path, text)
    assert done.exit_code == 1
    assert "engines-differ" not in done.stdout
    assert len(done.stdout.splitlines()) == 4


def test_quads_of_two_graphs_are_one_graph_for_both_engines() -> None:
    quads = [Quad(NamedNode("http://e/a"), NamedNode("http://e/p"), BlankNode("b"), BlankNode("g"))]
    shapes = [quad.triple for quad in parse(SHAPES, RdfFormat.TURTLE)]
    assert engines.run([q.triple for q in quads], shapes, engine="compare").differences == ()


HEAD = ONE_LANGUAGE.partition("ex:S")[0]


def validate(folder: Path, shapes: str, data: str, engine: str) -> Result:
    (folder / "shapes.ttl").write_text(HEAD + shapes)
    (folder / "data.ttl").write_text("@prefix ex: <http://e/> .\n" + data)
    command = ["validate", str(folder / "data.ttl"), "--shapes", str(folder / "shapes.ttl")]
    return CliRunner().invoke(cli, [*command, "--engine", engine, "--format", "concise"])


def test_what_pyshacl_refuses_and_is_not_on_the_list_counts(tmp_path: Path) -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:pattern '^\\\\p{L}' ."
    done = validate(tmp_path, shapes, "ex:a a ex:C .", "compare")
    assert done.exit_code == 1
    assert done.stdout == (
        "violation engines-differ: nothing was compared, as pySHACL refused the shapes, which "
        f"{engines.version_of('rust')} ran (the shapes cannot be used: bad escape \\p at position "
        "1; correct the shape); write the constraint in another way, or choose one engine with "
        "--engine.\n"
    )


QUALIFIED = "A sh:qualifiedMinCount can only be present on a PropertyShape"
ASKING = "the query has $shapesGraph in it"
UNKNOWN = "cannot be read: Unknown namespace prefix : x; correct it"
IMPORTING = "ex:S sh:sparql [ sh:prefixes ex:o ] . ex:o owl:imports ex:n . ex:n owl:imports ex:m . "
DECLARING = "sh:declare [ sh:prefix 'x' ; sh:namespace 'http://x/' ] ."


@pytest.mark.parametrize(
    ("said", "shapes", "test"),
    [
        (QUALIFIED, "ex:S sh:qualifiedMinCount 1 .", "qualified-001"),
        (QUALIFIED, "ex:S sh:path ex:p ; sh:qualifiedMinCount 1 .", None),
        (ASKING, "ex:S sh:sparql [ sh:select 'SELECT $this { GRAPH ?shapesGraph {} }' ] .", "-001"),
        (ASKING, "ex:S sh:sparql [ sh:select 'SELECT $this { }' ] .", None),
        (UNKNOWN, IMPORTING + "ex:m " + DECLARING, "prefixes-001"),
        (UNKNOWN, IMPORTING + "ex:other " + DECLARING, None),
        (UNKNOWN, "ex:S sh:sparql [ sh:prefixes ex:m ] . ex:m " + DECLARING, None),
        ("something else", "ex:S sh:qualifiedMinCount 1 .", None),
    ],
)
def test_a_refusal_is_on_the_list_by_the_shapes_too(
    said: str, shapes: str, test: str | None
) -> None:
    text = HEAD + "@prefix owl: <http://www.w3.org/2002/07/owl#> ." + shapes
    found = known.refusal(said, [quad.triple for quad in parse(text, RdfFormat.TURTLE)])
    assert (found is None) == (test is None)
    assert test is None or f"{test})" in str(found)


COMPONENT = """\
ex:Longest a sh:ConstraintComponent ; sh:parameter [ sh:path ex:longest ] ;
    sh:validator [
        a sh:SPARQLAskValidator ;
        sh:ask "ASK { FILTER (STRLEN(STR($value)) <= $longest) }" ;
        sh:message "zu lang"@de , "{?value} is too long; cut to {$longest}."@en
    ] .
ex:S sh:targetClass ex:C ; sh:property ex:S-p , ex:S-q .
ex:S-p sh:path ex:p ; ex:longest 3 .
ex:S-q sh:path ex:q ; ex:longest 2 ; sh:message "It is long." .
"""
LONG = 'ex:a a ex:C ; ex:p "aaaa" , "bb" , "cccc"@en , ex:b ; ex:q "ddd" .\n'


def test_components_with_ask_tell_the_value_and_their_message(tmp_path: Path) -> None:
    done = {
        name: validate(tmp_path, COMPONENT, LONG, name) for name in ("rust", "pyshacl", "compare")
    }
    assert {name: run.exit_code for name, run in done.items()} == dict.fromkeys(done, 1)
    path = tmp_path / "data.ttl"
    for run in done.values():
        assert run.stdout.splitlines() == [
            f"{path}:2:20: violation ex:S-p: aaaa is too long; cut to 3. (ex:a)",
            f"{path}:2:36: violation ex:S-p: cccc is too long; cut to 3. (ex:a)",
            f"{path}:2:48: violation ex:S-p: http://e/b is too long; cut to 3. (ex:a)",
            f"{path}:2:60: violation ex:S-q: ddd is too long; cut to 2. (ex:a)",
        ]


def test_a_component_without_a_message_has_that_of_the_shape(tmp_path: Path) -> None:
    shapes = "\n".join(line for line in COMPONENT.split("\n") if "zu lang" not in line)
    for engine in ("rust", "pyshacl", "compare"):
        done = validate(tmp_path, shapes, 'ex:a a ex:C ; ex:q "ddd" .', engine)
        assert done.stdout == f"{tmp_path}/data.ttl:2:20: violation ex:S-q: It is long. (ex:a)\n"
