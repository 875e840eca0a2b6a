from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat

from drugfacts.graph.dataset import DataSet, Document
from drugfacts.graph.parsing import parse_text

BASE = "https://example.org/facts/"

PREFIXES = """\
@prefix df: <https://w3id.org/drugfacts/ontology#> .
@prefix dfsh: <https://w3id.org/drugfacts/shapes#> .
@prefix drug: <https://example.org/facts/drug/> .
@prefix ex: <https://example.org/vocabulary#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

Make = Callable[..., DataSet]


@pytest.fixture
def make() -> Make:
    """Make a data set of Turtle texts by relative path; prefixes are put on line 0 of each."""

    def documents(texts: dict[str, str], inside: bool) -> tuple[Document, ...]:
        made = []
        for path, body in texts.items():
            # All prefixes on one line, so that the text itself starts on line 2.
            text = PREFIXES.replace("\n", " ") + "\n" + body
            iri = BASE + path.removesuffix(".ttl") if inside else None
            quads, prefixes = parse_text(text, RdfFormat.TURTLE, path, iri)
            made.append(Document(path, quads, iri, prefixes, text))
        return tuple(made)

    def make(
        named: dict[str, str] | str,
        background: dict[str, str] | None = None,
        inside: bool = True,
    ) -> DataSet:
        texts = {"drug/x.ttl": named} if isinstance(named, str) else named
        return DataSet(documents(texts, inside), documents(background or {}, inside), BASE)

    return make
