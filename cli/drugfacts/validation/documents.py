"""Rules on documents, which shapes do not see: each a function from data to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from drugfacts import iris
from drugfacts.graph.dataset import DataSet, parts
from drugfacts.model import Finding, Position, Severity
from drugfacts.terms import PREFIXES
from drugfacts.validation.mentions import (
    home_of,
    inside,
    locate,
    mentions,
    named_nodes,
    nearest,
    short,
    violation,
)
from drugfacts.validation.vocabulary import SPACES, is_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")


def blank_nodes(data: DataSet) -> Iterator[Finding]:
    """Find blank nodes in the documents of a data set, each once, where it first stands."""
    for document, iri in inside(data):
        seen: set[BlankNode] = set()
        for quad in document.quads:
            subject, _, value = parts(quad)
            for depth, node in ((1, subject), (3, value)):
                if isinstance(node, BlankNode) and node not in seen:
                    seen.add(node)
                    yield violation(
                        "document-blank-node",
                        node,
                        "nothing can refer to a blank node from outside; "
                        f"give it an IRI such as <{iri}#name>.",
                        locate(data, document, quad, depth),
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
    spaces = (*lists, *(data.base for _ in inside(data)))
    own = {node.value for node in (*named_nodes(ontology), *named_nodes(shapes))}
    missing = {
        node
        for node in named_nodes(data)
        if node.value.startswith(spaces)
        and not node.value.startswith(SPACES)
        and node.value != data.base
        and node.value not in own
        and node not in data
    }
    if not missing:
        return
    known = {document.iri for document in (*data.documents, *data.background)}
    subjects = {triple.subject for triple in data.all_triples()}
    names = [node.value for node in subjects if isinstance(node, NamedNode)]
    for document, quad, depth, node in mentions(data, missing):
        if is_term(quad, depth, node):
            continue
        home = home_of(node.value, data.base, known)
        advice = f"describe it in {home}" if home else f"describe one of your own under {data.base}"
        yield violation(
            "document-dangling",
            parts(quad)[0],
            f"{short(node.value, data)} is described nowhere; "
            f"{nearest(node.value, names, data)}{advice}.",
            locate(data, document, quad, depth),
            node,
        )


def imports(data: DataSet) -> Iterator[Finding]:
    """Find imports of what is not there: nothing is ever fetched."""
    for document in data.documents:
        for quad in document.quads:
            subject, predicate, value = parts(quad)
            if predicate == _IMPORTS and value not in data:
                yield violation(
                    "document-import",
                    subject,
                    f"{value} is not imported, as nothing is fetched; "
                    "name its file too, or take the import out.",
                    locate(data, document, quad, 3),
                )


def empty(data: DataSet) -> Iterator[Finding]:
    """Find documents of a data set that state nothing."""
    for document, iri in inside(data):
        if not document.quads:
            yield Finding(
                "document-empty",
                Severity.WARNING,
                iri,
                "",
                "",
                f"the file states nothing; describe {short(iri, data)} in it, or delete it.",
                Position(document.path, 1, 1),
            )


def stating_nothing(data: DataSet) -> Iterator[Finding]:
    """Find files that state nothing, beside others that do; of data that are in no data set.

    Args:
        data: Data or shapes, as they were named.
    """
    yield from without_statements([(each.path, bool(each.quads)) for each in data.documents])


def without_statements(files: Sequence[tuple[str, bool]]) -> Iterator[Finding]:
    """Find files that state nothing, beside others that do.

    Args:
        files: Each file, as the user named it, and whether it states anything.
    """
    if not any(states for _, states in files):
        return
    for path, states in files:
        if not states:
            yield Finding(
                "document-empty",
                Severity.WARNING,
                "",
                "",
                "",
                "the file states nothing; see whether what it said is lost, or do not name it.",
                Position(path, 1, 1),
            )
