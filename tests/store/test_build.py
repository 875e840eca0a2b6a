"""A store is built whole or not at all, and says what went into it."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from drugfacts.errors import InputError, UsageError
from drugfacts.export import inputs
from drugfacts.query import run
from drugfacts.query.run import ask_apart
from drugfacts.store import manifest
from drugfacts.store.build import build
from drugfacts.store.manifest import Part

TURTLE = "@prefix x: <urn:x:> .\nx:s x:p 1 , 2 , 1 .\n_:b x:q x:s .\n"


def built(tmp_path: Path, *files: Path, force: bool = False) -> Path:
    place = tmp_path / "out" / "big.store"
    build(inputs.sources([str(file) for file in files]), place, force)
    return place


def asked(place: Path, text: str) -> list[str]:
    folder, query = run.stored(place, text, form="csv")
    return ask_apart(folder, query).data.decode().split()[1:]


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def test_a_store_tells_what_went_in(tmp_path: Path, turtle: Path) -> None:
    packed = tmp_path / "b.nq.gz"
    packed.write_bytes(gzip.compress(b"<urn:x:s> <urn:x:p> <urn:x:o> <urn:x:g> .\n" * 2))
    place = built(tmp_path, turtle, packed)
    found = manifest.read(place)
    assert (found.statements, found.graphs, found.prefixes) == (4, 1, {"x": "urn:x:"})
    assert found.parts == tuple(
        Part(str(p), len(p.read_bytes()), hashlib.sha256(p.read_bytes()).hexdigest(), n)
        for p, n in ((turtle, 4), (packed, 2))
    )
    assert json.loads(found.json())["format"] == 1
    assert [path.name for path in place.parent.iterdir()] == ["big.store"]


def test_a_store_is_asked_with_its_prefixes(tmp_path: Path, turtle: Path) -> None:
    place = built(tmp_path, turtle)
    assert asked(place, "SELECT ?o { x:s x:p ?o }") == ["1", "2"]
    assert asked(place, "SELECT ?d { ?d a df:Drug }") == []


def test_blank_nodes_of_two_files_are_two(tmp_path: Path, turtle: Path) -> None:
    other = tmp_path / "b.ttl"
    other.write_text(TURTLE, encoding="utf-8")
    place = built(tmp_path, turtle, other)
    assert asked(place, "SELECT (COUNT(?b) AS ?n) { ?b <urn:x:q> ?o }") == ["2"]


def test_what_is_there_is_replaced_only_by_force(tmp_path: Path, turtle: Path) -> None:
    place = built(tmp_path, turtle)
    turtle.write_text("<urn:x:a> <urn:x:b> 3 .", encoding="utf-8")
    with pytest.raises(UsageError, match="is there; replace it with --force"):
        built(tmp_path, turtle)
    assert manifest.read(place).statements == 3
    built(tmp_path, turtle, force=True)
    assert (manifest.read(place).statements, asked(place, "SELECT ?o { ?s ?p ?o }")) == (1, ["3"])
    assert [path.name for path in place.parent.iterdir()] == ["big.store"]


@pytest.mark.parametrize("force", [True, False])
def test_what_is_no_store_is_never_replaced(tmp_path: Path, turtle: Path, force: bool) -> None:
    place = tmp_path / "out" / "big.store"
    place.mkdir(parents=True)
    (place / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there and no store; name a new folder"):
        built(tmp_path, turtle, force=force)
    assert (place / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_broken_file_leaves_all_as_it_was(tmp_path: Path, turtle: Path) -> None:
    place = built(tmp_path, turtle)
    broken = tmp_path / "c.ttl"
    broken.write_text("<urn:a> <urn:b> 1 .\n<urn:a> nope:b 2 .", encoding="utf-8")
    with pytest.raises(InputError, match=r"c\.ttl:2:"):
        built(tmp_path, broken, force=True)
    assert manifest.read(place).statements == 3
    assert [path.name for path in place.parent.iterdir()] == ["big.store"]


def test_nothing_makes_no_store(tmp_path: Path) -> None:
    empty = tmp_path / "e.ttl"
    empty.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(InputError, match="nothing is said in what was read"):
        built(tmp_path, empty)


def test_statements_of_rdf_1_2_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.ttl"
    path.write_text("<urn:a> <urn:b> <<( <urn:c> <urn:d> 1 )>> .", encoding="utf-8")
    with pytest.raises(InputError, match=r"RDF 1\.2"):
        built(tmp_path, path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 2}', '{"format": 1, "parts": 3}'])
def test_a_damaged_store_is_told(tmp_path: Path, turtle: Path, text: str) -> None:
    place = built(tmp_path, turtle)
    (place / manifest.NAME).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="build the store again"):
        manifest.read(place)


def test_what_is_no_store_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist; make it with"):
        manifest.read(tmp_path / "none")
    with pytest.raises(UsageError, match="is no store; name a folder"):
        manifest.read(tmp_path)
