"""An independent judge of what a graph says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse

from drugfacts.graph.turtle.format import format_text
from drugfacts.iris import BASE, prefixes


@pytest.fixture(scope="session")
def canonical() -> Callable[[Iterable[Triple]], frozenset[str]]:
    """Isomorphic graphs, and only they, give the same set; by RDFC-1.0 of pyoxigraph."""

    def of(triples: Iterable[Triple]) -> frozenset[str]:
        dataset = Dataset(Quad(*triple) for triple in triples)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return frozenset(map(str, dataset))

    return of


@pytest.fixture(scope="session")
def read() -> Callable[[str], list[Triple]]:
    def turtle(text: str) -> list[Triple]:
        return [quad.triple for quad in parse(text, RdfFormat.TURTLE)]

    return turtle


@pytest.fixture(scope="session")
def tidy() -> Callable[[str], str]:
    """Format, and see to it that formatting again changes nothing."""

    def twice(text: str) -> str:
        once = format_text(text, "x.ttl", prefixes(), BASE)
        assert format_text(once, "x.ttl", prefixes(), BASE) == once
        return once

    return twice
