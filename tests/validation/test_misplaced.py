"""What was named in the wrong place or is not there: shapes, target nodes, statements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts import iris
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.validation import documents, proof
from drugfacts.validation import shapes as shape_rules
from drugfacts.validation.findings import Reader
from drugfacts.validation.misplaced import shapes_in_data, shapes_in_files

if TYPE_CHECKING:
    from drugfacts.model import Finding

Make = Callable[..., DataSet]

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://e/> .\n"
SHAPE = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:IRI ."


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(str(f.position), str(f.severity), f.rule) for f in findings]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ex:x ex:p 1 .\n ex:S a sh:NodeShape .", "3:9"),
        ("ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ] .", "2:40"),
        ("ex:x ex:p sh:NodeShape .", ""),
    ],
)
def test_shapes_among_the_data_are_found_once_a_file(tmp_path: Path, text: str, place: str) -> None:
    path, shapes = tmp_path / "b.ttl", tmp_path / "a.ttl"
    path.write_text(HEAD + text)
    shapes.write_text(HEAD + SHAPE)
    expected = [(f"{path}:{place}", "warning", "shapes-in-data")] if place else []
    assert told(shapes_in_data(read.plain([path]), read.plain([shapes]))) == expected
    assert told(shapes_in_files([path], read.plain([shapes]))) == expected


def test_shapes_in_lines_are_found_where_they_stand(tmp_path: Path) -> None:
    path, shapes = tmp_path / "b.nt", tmp_path / "a.ttl"
    kind = (
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/shacl#NodeShape>"
    )
    path.write_text(f"<http://e/x> <http://e/p> <http://e/y> .\n<http://e/S> {kind} .\n")
    shapes.write_text(HEAD + SHAPE)
    (finding,) = shapes_in_files([path], read.plain([shapes]))
    assert finding == shapes_in_data(read.plain([path]), read.plain([shapes]))[0]
    assert (finding.focus, finding.message) == (
        "http://e/S",
        "this file holds shapes and is read as data, so that nothing is held against them; "
        "name it behind a --shapes of its own.",
    )


def test_a_file_that_is_read_as_shapes_too_may_hold_them(tmp_path: Path) -> None:
    path = tmp_path / "both.ttl"
    path.write_text(HEAD + SHAPE)
    both = read.plain([path])
    assert shapes_in_data(both, both) == []
    assert shapes_in_files([path], both) == []


TARGETS = """ex:S sh:targetNode ex:a , ex:b , ex:p , ex:x , ex:none , "text" ; sh:nodeKind sh:IRI .
ex:Off sh:targetNode ex:gone ; sh:deactivated true ."""


@pytest.mark.parametrize(("required", "severity"), [(False, "warning"), (True, "violation")])
def test_a_target_node_that_no_statement_has_is_found(
    make: Make, tmp_path: Path, required: bool, severity: str
) -> None:
    shapes = make({"s.ttl": TARGETS})
    data, ontology = make("ex:a ex:p ex:b ."), make("ex:x ex:q 1 .")
    reader = Reader(shapes, iris.shortener("", {}))
    there = proof.mentioned(data, ontology)
    (finding,) = proof.missing_targets(shapes, reader, there, required=required)
    assert told([finding]) == [("s.ttl:2:48", severity, "shape-target-missing")]
    assert finding.message == (
        "ex:S is for ex:none, which is not in the data, so that there was nothing of it to "
        "check; correct its name, or add it."
    )
    statements = (*data.all_triples(), *ontology.all_triples())
    lines = "".join(f"{triple} .\n" for triple in statements).encode()
    words = {word for word in proof.words_of(shapes) if word in lines}
    there = proof.mentioned_in(words)
    assert proof.missing_targets(shapes, reader, there, required=required) == [finding]


def test_a_file_that_states_nothing_is_found_beside_others(make: Make) -> None:
    data = make({"a.ttl": "ex:a ex:p 1 .", "b.ttl": "# nothing"}, inside=False)
    (finding,) = documents.stating_nothing(data)
    assert told([finding]) == [("b.ttl:1:1", "warning", "document-empty")]
    assert finding.message == (
        "the file states nothing; see whether what it said is lost, or do not name it."
    )
    assert list(documents.stating_nothing(make({"b.ttl": ""}, inside=False))) == []


def test_a_file_of_shapes_that_states_nothing_is_found(make: Make) -> None:
    shapes = make({"a.ttl": "ex:S sh:targetNode ex:a ; sh:nodeKind sh:IRI .", "b.ttl": ""})
    assert told([*shape_rules.check(shapes)]) == [("b.ttl:1:1", "warning", "document-empty")]
