"""What is generated from the ontology is fresh, and the versions agree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

import drugfacts
from drugfacts.terms import DF, ONTOLOGY_VERSION, PREFIXES

ROOT = Path(__file__).parents[2]
DERIVED = ["cli/drugfacts/terms.py", "ontology/context.jsonld"]
OWN = "https://w3id.org/drugfacts/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of what the generator reads and writes."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci", ignore=shutil.ignore_patterns("venv"))
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "cli" / "drugfacts").mkdir(parents=True)
    shutil.copy(ROOT / DERIVED[0], tmp_path / DERIVED[0])
    return tmp_path


def generate(root: Path, *arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / ".ci" / "generate.py"), *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )


def test_generated_files_are_fresh() -> None:
    run = generate(ROOT, "--check")
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("name", DERIVED)
def test_check_names_the_stale_file_and_mends_nothing(copy: Path, name: str) -> None:
    stale = copy / name
    stale.write_bytes(stale.read_bytes() + b"\n")
    before = stale.read_bytes()
    run = generate(copy, "--check")
    assert run.returncode == 1
    assert run.stderr == f"{name} is stale; run 'python .ci/generate.py'.\n"
    assert stale.read_bytes() == before


@pytest.mark.parametrize("name", DERIVED)
def test_a_missing_file_is_stale(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert generate(copy, "--check").returncode == 1
    assert generate(copy).returncode == 0
    assert (copy / name).read_bytes() == (ROOT / name).read_bytes()


def test_output_does_not_depend_on_the_hash_seed(copy: Path) -> None:
    for seed in ("1", "2"):
        for name in DERIVED:
            (copy / name).unlink()
        assert generate(copy, seed=seed).returncode == 0
        for name in DERIVED:
            assert (copy / name).read_bytes() == (ROOT / name).read_bytes()


def test_an_unknown_argument_is_refused() -> None:
    run = generate(ROOT, "--chek")
    assert run.returncode == 2
    assert "--check" in run.stderr


def test_a_new_class_reaches_python_and_the_context(copy: Path) -> None:
    ontology = copy / "ontology" / "drugfacts.ttl"
    with ontology.open("a", encoding="utf-8") as stream:
        stream.write('\ndf:Zebra a owl:Class ; skos:definition "An animal."@en .\n')
    assert generate(copy, "--check").returncode == 1
    assert generate(copy).returncode == 0
    assert f'Zebra: Final[str] = "{OWN}Zebra"' in (copy / DERIVED[0]).read_text("utf-8")
    assert json.loads((copy / DERIVED[1]).read_bytes())["@context"]["Zebra"] == "df:Zebra"


def test_python_has_every_term_and_no_other() -> None:
    declared = {
        triple.subject.value
        for triple in parse(path=ROOT / "ontology" / "drugfacts.ttl")
        if isinstance(triple.subject, NamedNode) and triple.predicate.value == TYPE
    }
    constants = {name: iri for name, iri in vars(DF).items() if not name.startswith("__")}
    assert set(constants.values()) == {iri for iri in declared if iri.startswith(OWN)}
    assert {OWN + name for name in constants} == set(constants.values())


def test_prefixes_are_those_of_the_table() -> None:
    shacl = "http://www.w3.org/ns/shacl#"
    found: dict[str, dict[str, str]] = {"prefix": {}, "namespace": {}, "declare": {}}
    for triple in parse(path=ROOT / "ontology" / "prefixes.ttl"):
        part = triple.predicate.value.removeprefix(shacl)
        if part == "declare":
            found[part][triple.object.value] = triple.subject.value
        elif part in found:
            found[part][triple.subject.value] = triple.object.value
    table = {prefix: found["namespace"][node] for node, prefix in found["prefix"].items()}
    assert table == PREFIXES
    assert set(found["declare"]) == set(found["prefix"]), "each is declared by the table"
    for node, prefix in found["prefix"].items():
        assert node == f"https://w3id.org/drugfacts/prefixes#{prefix}"
        assert table[prefix].endswith(("/", "#"))
    assert len(set(table.values())) == len(table), "one prefix a namespace"


def test_every_prefix_in_turtle_is_in_the_table_or_names_a_document() -> None:
    folders = [ROOT / "ontology", ROOT / "shapes", ROOT / "data"]
    strange = []
    for path in sorted(p for folder in folders for p in folder.rglob("*.ttl")):
        triples = parse(path=path, format=RdfFormat.TURTLE)
        list(triples)
        for prefix, namespace in triples.prefixes.items():
            document = namespace.removeprefix("https://w3id.org/drugfacts/").removesuffix("#")
            if PREFIXES.get(prefix) != namespace and prefix != document.replace("/", "-"):
                strange.append(f"{path.name}: {prefix}: <{namespace}>")
    assert strange == []


def test_versions_agree() -> None:
    context = json.loads((ROOT / DERIVED[1]).read_bytes())
    version = drugfacts.__version__
    assert version == ONTOLOGY_VERSION == context["version"]
    assert context["id"] == f"https://w3id.org/drugfacts/{version}/context.jsonld"
    for name in ("ontology", "alignments"):
        path = "drugfacts" if name == "ontology" else name
        heads = {
            triple.predicate.value.rpartition("#")[2]: triple.object.value
            for triple in parse(path=ROOT / "ontology" / f"{path}.ttl")
            if triple.subject == NamedNode(f"https://w3id.org/drugfacts/{name}")
        }
        assert heads["versionInfo"] == version
        assert heads["versionIRI"] == f"https://w3id.org/drugfacts/{version}/{name}"
