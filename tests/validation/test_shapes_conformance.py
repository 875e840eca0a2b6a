"""The shapes of the W3C test suite: those that must fail are refused, and no other is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from drugfacts.graph.dataset import DataSet, Document
from drugfacts.validation import shapes as shape_rules

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl"
ABSENT = pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"

DOUBTFUL = {
    "core/node/qualified-001": {"shapes-idle", "shapes-impossible", "shapes-switch"},
    "core/path/path-inverse-001": {"shapes-empty"},
    "core/path/path-strange-001": {"shapes-path"},
    "core/path/path-strange-002": {"shapes-path"},
    "core/property/node-001": {"shapes-empty"},
    "core/property/qualifiedValueShapesDisjoint-001": {"shapes-empty"},
    "core/property/uniqueLang-002": {"shapes-switch"},
    "sparql/component/optional-001": {"shapes-idle"},
    "sparql/component/propertyValidator-select-001": {"shapes-idle"},
    "sparql/component/validator-001": {"shapes-import"},
    "sparql/node/sparql-001": {"shapes-idle"},
    "sparql/property/sparql-001": {"shapes-idle"},
    "core/misc/deactivated-001": {"shapes-deactivated"},
}
"""What is found in shapes of the suite that are allowed; the suite tests odd corners."""


def quads(path: Path) -> tuple[Quad, ...]:
    text = path.read_text(encoding="utf-8")
    return tuple(parse(text, RdfFormat.TURTLE, base_iri=path.as_uri()))


def files() -> list[Path]:
    found = [path for path in sorted(SUITE.rglob("*.ttl")) if path.name != "manifest.ttl"]
    return [path for path in found if "sht:Validate" in path.read_text(encoding="utf-8")]


def name_of(path: Path) -> str:
    return path.relative_to(SUITE).with_suffix("").as_posix()


def cases() -> list[object]:
    if not SUITE.is_dir():
        return [pytest.param(SUITE, marks=ABSENT)]
    return [pytest.param(path, id=name_of(path)) for path in files()]


def read(path: Path) -> tuple[DataSet, bool]:
    """Return the shapes of a test and whether they must fail."""
    graph = quads(path)

    def values(subject: object, predicate: str) -> list[object]:
        return [q.object for q in graph if q.subject == subject and q.predicate.value == predicate]

    (test,) = (q.subject for q in graph if q.object == NamedNode(SHT + "Validate"))
    (action,) = values(test, MF + "action")
    (shapes,) = values(action, SHT + "shapesGraph")
    assert isinstance(shapes, NamedNode)
    there = Path(shapes.value.removeprefix("file://"))
    fails = values(test, MF + "result") == [NamedNode(SHT + "Failure")]
    return DataSet((Document(there.name, quads(there), there.as_uri()),)), fails


@ABSENT
def test_the_suite_is_whole() -> None:
    assert len(files()) == 121


@pytest.mark.parametrize("path", cases())
def test_shapes_are_refused_when_the_suite_says_so(path: Path) -> None:
    shapes, fails = read(path)
    faults = [error.message for error in shape_rules.faults(shapes)]
    if fails:
        assert faults, "the suite wants these shapes to be refused"
        return
    assert faults == []
    found = {finding.rule for finding in shape_rules.check(shapes)}
    assert found == DOUBTFUL.get(name_of(path), set())
