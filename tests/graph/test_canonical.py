"""The W3C suite of RDFC-1.0, driven by its manifest, through our own writer."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, parse, serialize

from drugfacts.errors import LimitError
from drugfacts.export import convert
from drugfacts.export.formats import Format
from drugfacts.graph.canonical import canonical
from drugfacts.graph.source import Source
from drugfacts.graph.write import nquads

SUITE = Path(__file__).parents[2].parent / "shared" / "conformance" / "rdf-canon"
SUITE_IRI = "https://w3c.github.io/rdf-canon/tests/"
RDFC = "https://w3c.github.io/rdf-canon/tests/vocab#"

ABSENT = pytest.mark.skip(reason="shared conformance suites are not here")


def entries(kind: str) -> list[Any]:
    manifest = SUITE / "manifest.ttl"
    if not manifest.is_file():
        return [pytest.param({}, marks=ABSENT)]
    said: dict[str, dict[str, str]] = {}
    for quad in parse(path=manifest, base_iri=SUITE_IRI):
        key = quad.predicate.value.replace("/", "#").rpartition("#")[2]
        said.setdefault(str(quad.subject), {})[key] = quad.object.value
    tests = [each for each in said.values() if each.get("type") == RDFC + kind]
    return [pytest.param(each, id=each["action"].removeprefix(SUITE_IRI)) for each in tests]


POSITIVE, NEGATIVE = entries("RDFC10EvalTest"), entries("RDFC10NegativeEvalTest")


@pytest.mark.skipif(not SUITE.is_dir(), reason="shared conformance suites are not here")
def test_suite_is_complete() -> None:
    assert (len(POSITIVE), len(NEGATIVE)) == (64, 1)


def path_of(iri: str) -> Path:
    return SUITE / iri.removeprefix(SUITE_IRI)


@pytest.mark.parametrize("test", POSITIVE)
def test_blank_nodes_are_named_as_the_suite_has_it(test: dict[str, str]) -> None:
    quads = list(parse(path=path_of(test["action"]), format=RdfFormat.N_QUADS))
    expected = path_of(test["result"]).read_bytes()
    if test.get("hashAlgorithm") == "SHA384":
        assert nquads_of(canonical(quads, digest="SHA_384")) == expected
        assert nquads(quads) != expected
    else:
        assert nquads(quads) == expected


def nquads_of(quads: list[Quad]) -> bytes:
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))


@pytest.mark.parametrize("test", [each for each in POSITIVE if "384" not in str(each)])
def test_the_streamed_way_gives_the_same(test: dict[str, str]) -> None:
    output = BytesIO()
    source = Source(path_of(test["action"]), RdfFormat.N_QUADS)
    convert.convert_sorted([source], Format.NQUADS, output)
    expected = path_of(test["result"]).read_bytes()
    assert output.getvalue() == expected
    assert convert.digest([source]) == sha256(expected).hexdigest()


@pytest.mark.parametrize("test", NEGATIVE)
def test_what_would_take_years_is_a_limit(test: dict[str, str]) -> None:
    quads = parse(path=path_of(test["action"]), format=RdfFormat.N_QUADS)
    with pytest.raises(LimitError, match=r"naming them took longer than 0\.5 seconds"):
        canonical(quads, 0.5)


def test_statements_without_blank_nodes_are_not_changed() -> None:
    text = "<urn:s> <urn:p> <urn:o> .\n_:z <urn:p> _:a .\n<urn:s> <urn:p> <urn:o> .\n"
    quads = parse(text, RdfFormat.N_QUADS)
    assert nquads(list(quads)) == b"<urn:s> <urn:p> <urn:o> .\n_:c14n1 <urn:p> _:c14n0 .\n"
