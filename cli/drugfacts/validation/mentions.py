"""What the rules on documents look through: places, names, and the likest name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from drugfacts import iris
from drugfacts.graph.dataset import DataSet, Document, Subject, parts
from drugfacts.model import Finding, Position, Severity
from drugfacts.validation.findings import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def inside(data: DataSet) -> Iterator[tuple[Document, str]]:
    """Yield the named documents that lie in a data set, with the IRI of each."""
    for document in data.documents:
        if document.iri is not None:
            yield document, document.iri


def home_of(iri: str, base: str, documents: Collection[str | None]) -> str | None:
    """Return the path of the file that an IRI belongs to; None outside the base."""
    if not iri.startswith(base) or iri == base:
        return None
    scheme, slash, below = iri.removeprefix(base).partition("/")
    # A scheme of the package is one file in data of a user's own too.
    is_scheme = bool({base + scheme, iris.BASE + scheme} & set(documents))
    if slash and is_scheme and not {"/", "#"} & set(below):
        return f"{scheme}.ttl"
    document = iri.partition("#")[0].removeprefix(base)
    return f"{document}.ttl"


def named_nodes(data: DataSet) -> set[NamedNode]:
    """Return all IRIs of the named documents, those of datatypes too."""
    nodes: set[NamedNode] = set()
    for quad in data.quads():
        nodes.update(node for _, node in _nodes(quad))
    return nodes


def _nodes(quad: Quad) -> Iterator[tuple[int, NamedNode]]:
    """Yield the IRIs of a statement, each with how many of its parts lead up to it."""
    for depth, term in enumerate(parts(quad), start=1):
        node = term.datatype if isinstance(term, Literal) else term
        if isinstance(node, NamedNode):
            yield depth, node


def mentions(
    data: DataSet, wanted: Collection[NamedNode]
) -> Iterator[tuple[Document, Quad, int, NamedNode]]:
    """Yield each place of the named documents that holds one of some IRIs."""
    for document in data.documents:
        seen: set[tuple[object, ...]] = set()
        for quad in document.quads:
            for depth, node in _nodes(quad):
                said = parts(quad)[:depth]
                if node in wanted and said not in seen:
                    seen.add(said)
                    yield document, quad, depth, node


def locate(data: DataSet, document: Document, quad: Quad, depth: int) -> Position | None:
    """Return the place of the first one, two or three parts of a statement."""
    subject, predicate, value = parts(quad)
    return data.locate(
        subject, predicate if depth > 1 else None, value if depth > 2 else None, document
    )


def nearest(iri: str, names: Collection[str], data: DataSet) -> str:
    """Return "write X, or " with the likest of some IRIs of the same namespace, or ""."""
    namespace = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    local = {n.removeprefix(namespace): n for n in sorted(names) if n.startswith(namespace)}
    found = get_close_matches(iri.removeprefix(namespace), local, n=1, cutoff=0.7)
    return f"write {short(local[found[0]], data)}, or " if found else ""


def short(iri: str, data: DataSet) -> str:
    """Return the CURIE of an IRI, or the IRI in angle brackets."""
    curie = iris.shorten(iri, data.base)
    return curie if curie != iri else f"<{iri}>"


def violation(
    rule: str,
    focus: Subject,
    message: str,
    position: Position | None,
    value: NamedNode | None = None,
) -> Finding:
    """Return a violation of a rule on documents."""
    shown = "" if value is None else str(value)
    return Finding(rule, Severity.VIOLATION, name_of(focus), "", shown, message, position)
