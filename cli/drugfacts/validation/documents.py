"""Rules on documents, which shapes do not see: each a function from data to findings."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from drugfacts import iris
from drugfacts.graph.dataset import DataSet, Document, Subject, parts
from drugfacts.model import Finding, Position, Severity
from drugfacts.terms import PREFIXES
from drugfacts.validation.findings import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_VOCABULARIES = {PREFIXES["df"]: "ontology", PREFIXES["dfsh"]: "shapes"}
_SPACES = tuple(_VOCABULARIES)
_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")


def place(data: DataSet) -> Iterator[Finding]:
    """Find subjects that stand in another file than the one that their IRI names."""
    known = {document.iri for document in (*data.documents, *data.background)}
    for document, iri in _inside(data):
        for subject in dict.fromkeys(parts(quad)[0] for quad in document.quads):
            if isinstance(subject, BlankNode) or iris.in_document(subject.value, iri, data.base):
                continue
            home = _home(subject.value, data.base, known)
            advice = f"move the subject to {home}" if home else f"name it under {data.base}"
            yield _finding(
                "document-place",
                subject,
                f"this file describes {_short(iri, data)} only; {advice}, or correct the IRI.",
                data.locate(subject, document=document),
            )


def blank_nodes(data: DataSet) -> Iterator[Finding]:
    """Find blank nodes in the documents of a data set, each once, where it first stands."""
    for document, iri in _inside(data):
        seen: set[BlankNode] = set()
        for quad in document.quads:
            subject, _, value = parts(quad)
            for depth, node in ((1, subject), (3, value)):
                if isinstance(node, BlankNode) and node not in seen:
                    seen.add(node)
                    yield _finding(
                        "document-blank-node",
                        node,
                        "nothing can refer to a blank node from outside; "
                        f"give it an IRI such as <{iri}#name>.",
                        _locate(data, document, quad, depth),
                    )


def unknown_terms(data: DataSet, ontology: DataSet, shapes: DataSet) -> Iterator[Finding]:
    """Find terms of the project's two vocabularies that these do not declare."""
    declared = ontology.subjects | shapes.subjects
    unknown = {
        node
        for node in _named_nodes(data)
        if node.value.startswith(_SPACES) and node not in declared
    }
    if not unknown:
        return
    names = [node.value for node in declared if isinstance(node, NamedNode)]
    for document, quad, depth, node in _mentions(data, unknown):
        space = next(space for space in _SPACES if node.value.startswith(space))
        yield _finding(
            "document-unknown-term",
            parts(quad)[0],
            f"{_short(node.value, data)} is not declared in the {_VOCABULARIES[space]}; "
            f"{_nearest(node.value, names, data)}correct the name.",
            _locate(data, document, quad, depth),
            node,
        )


def dangling(data: DataSet, ontology: DataSet, shapes: DataSet) -> Iterator[Finding]:
    """Find IRIs of the data set that are mentioned but described nowhere.

    The value lists of the package count as well: their concepts are always at hand.
    """
    lists = [
        document.iri + "/"
        for document in data.background
        if document.iri and "/" not in document.iri.removeprefix(iris.BASE)
    ]
    spaces = (*lists, *(data.base for _ in _inside(data)))
    own = {node.value for node in (*_named_nodes(ontology), *_named_nodes(shapes))}
    missing = {
        node
        for node in _named_nodes(data)
        if node.value.startswith(spaces)
        and not node.value.startswith(_SPACES)
        and node.value != data.base
        and node.value not in own
        and node not in data
    }
    if not missing:
        return
    known = {document.iri for document in (*data.documents, *data.background)}
    subjects = {triple.subject for triple in data.all_triples()}
    names = [node.value for node in subjects if isinstance(node, NamedNode)]
    for document, quad, depth, node in _mentions(data, missing):
        home = _home(node.value, data.base, known)
        advice = f"describe it in {home}" if home else f"describe one of your own under {data.base}"
        yield _finding(
            "document-dangling",
            parts(quad)[0],
            f"{_short(node.value, data)} is described nowhere; "
            f"{_nearest(node.value, names, data)}{advice}.",
            _locate(data, document, quad, depth),
            node,
        )


def imports(data: DataSet) -> Iterator[Finding]:
    """Find imports of what is not there: nothing is ever fetched."""
    for document in data.documents:
        for quad in document.quads:
            subject, predicate, value = parts(quad)
            if predicate == _IMPORTS and value not in data:
                yield _finding(
                    "document-import",
                    subject,
                    f"{value} is not imported, as nothing is fetched; "
                    "name its file too, or take the import out.",
                    _locate(data, document, quad, 3),
                )


def empty(data: DataSet) -> Iterator[Finding]:
    """Find documents of a data set that state nothing."""
    for document, iri in _inside(data):
        if not document.quads:
            yield Finding(
                "document-empty",
                Severity.WARNING,
                iri,
                "",
                "",
                f"the file states nothing; describe {_short(iri, data)} in it, or delete it.",
                Position(document.path, 1, 1),
            )


def _inside(data: DataSet) -> Iterator[tuple[Document, str]]:
    """Yield the named documents that lie in a data set, with the IRI of each."""
    for document in data.documents:
        if document.iri is not None:
            yield document, document.iri


def _home(iri: str, base: str, documents: Collection[str | None]) -> str | None:
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


def _named_nodes(data: DataSet) -> set[NamedNode]:
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


def _mentions(
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


def _locate(data: DataSet, document: Document, quad: Quad, depth: int) -> Position | None:
    subject, predicate, value = parts(quad)
    return data.locate(
        subject, predicate if depth > 1 else None, value if depth > 2 else None, document
    )


def _nearest(iri: str, names: Collection[str], data: DataSet) -> str:
    """Return "write X, or " with the likest of some IRIs of the same namespace, or ""."""
    namespace = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    local = {n.removeprefix(namespace): n for n in sorted(names) if n.startswith(namespace)}
    found = get_close_matches(iri.removeprefix(namespace), local, n=1, cutoff=0.7)
    return f"write {_short(local[found[0]], data)}, or " if found else ""


def _short(iri: str, data: DataSet) -> str:
    short = iris.shorten(iri, data.base)
    return short if short != iri else f"<{iri}>"


def _finding(
    rule: str,
    focus: Subject,
    message: str,
    position: Position | None,
    value: NamedNode | None = None,
) -> Finding:
    shown = "" if value is None else str(value)
    return Finding(rule, Severity.VIOLATION, name_of(focus), "", shown, message, position)
