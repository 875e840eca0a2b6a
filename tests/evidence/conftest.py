"""Data sets that are made up in memory: sources with spans, for captures in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from drugfacts.evidence.passages import describe
from drugfacts.evidence.spans import span
from drugfacts.graph.dataset import DataSet, Document
from drugfacts.terms import DF, PREFIXES

BASE = "https://example.org/facts/"
TYPE = NamedNode(PREFIXES["rdf"] + "type")


class Made:
    """Makes sources, spans and captures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: str | bytes) -> str:
        """Write a capture; return its digest."""
        raw = content.encode() if isinstance(content, str) else content
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        return hashlib.sha256(raw).hexdigest()

    def iri(self, slug: str, start: int | None = None, end: int | None = None) -> NamedNode:
        place = "" if start is None else f"#char-{start}-{end}"
        return NamedNode(f"{BASE}source/{slug}{place}")

    def source(
        self, slug: str, digest: str, text: str = "", places: Iterable[tuple[int, int]] = ()
    ) -> list[Quad]:
        """Return a source with spans of a text, which need not be what is captured now."""
        node = self.iri(slug)
        quads = [Quad(node, TYPE, NamedNode(DF.Article))]
        if digest:
            quads.append(Quad(node, NamedNode(DF.captureDigest), Literal(digest)))
        for place in places:
            quads += [Quad(*triple) for triple in describe(node.value, span(text, *place))]
        return quads

    def data(self, *quads: Quad) -> DataSet:
        return DataSet((Document("made.ttl", quads),), base=BASE)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "captures")
