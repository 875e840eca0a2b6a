"""The rule that a subject stands in the file that its IRI names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from drugfacts import iris
from drugfacts.graph.dataset import DataSet, Document, Subject, Term, parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.mentions import home_of, inside, short, violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.model import Finding

_URI_SPACE = NamedNode(PREFIXES["void"] + "uriSpace")


def place(data: DataSet) -> Iterator[Finding]:
    """Find files with subjects that belong in another file, each once.

    Where the files of a data set agree on another base than the one that it states, the
    statement is at fault, and that is one mistake.
    """
    moved = _other_base(data)
    if moved is not None:
        yield moved[1]
    known = {document.iri for document in (*data.documents, *data.background)}
    for document, iri in inside(data):
        subjects = _misplaced(document, iri, data.base)
        if moved is not None:
            there = moved[0] + iri.removeprefix(data.base)
            subjects = [s for s in subjects if not iris.in_document(s.value, there, moved[0])]
        if not subjects:
            continue
        home = home_of(subjects[0].value, data.base, known)
        more = len(subjects) - 1
        if more:
            elsewhere = f", and {more + 1} of its subjects belong elsewhere"
            advice = f"move the first to {home}" if home else f"name the first under {data.base}"
        else:
            elsewhere = ""
            advice = f"move the subject to {home}" if home else f"name it under {data.base}"
        yield violation(
            "document-place",
            subjects[0],
            f"this file describes {short(iri, data)} only{elsewhere}; {advice}, "
            f"or correct the IRI{'s' if more else ''}.",
            data.locate(subjects[0], document=document),
        )


def _misplaced(document: Document, iri: str, base: str) -> list[NamedNode]:
    return [
        subject
        for subject in dict.fromkeys(parts(quad)[0] for quad in document.quads)
        if isinstance(subject, NamedNode) and not iris.in_document(subject.value, iri, base)
    ]


def _other_base(data: DataSet) -> tuple[str, Finding] | None:
    """Return the base that all documents have but the one that states another."""
    stated = _statement(data)
    if stated is None:
        return None
    head, root, value = stated
    documents = [(d, iri) for d, iri in inside(data) if d is not head and d.quads]
    bases: Counter[str] = Counter()
    for document, iri in documents:
        wrong = _misplaced(document, iri, data.base)
        subjects = {parts(quad)[0] for quad in document.quads}
        if len(wrong) < sum(not isinstance(subject, BlankNode) for subject in subjects):
            return None
        bases.update({_base_for(s.value, iri.removeprefix(data.base)) for s in wrong} - {""})
    if not bases:
        return None
    (base, count), *_ = sorted(bases.items(), key=lambda pair: (-pair[1], pair[0]))
    # One file of two may be in a wrong place; nearly all of several are not.
    if count < 2 or count < 0.8 * len(documents):
        return None
    message = (
        f"the documents of this data set are named under {base}, not under {data.base}; "
        f'write void:uriSpace "{base}", or correct their IRIs.'
    )
    return base, violation(
        "document-place", root, message, data.locate(root, _URI_SPACE, value, head)
    )


def _statement(data: DataSet) -> tuple[Document, Subject, Term] | None:
    """Return where the base of the data set is stated: the document, subject and value."""
    for document, iri in inside(data):
        for subject, predicate, value in map(parts, document.quads):
            if predicate == _URI_SPACE and iri == f"{data.base}dataset":
                return document, subject, value
    return None


def _base_for(iri: str, document: str) -> str:
    """Return the base under which a document would describe an IRI, or ""."""
    plain = iri.partition("#")[0]
    for candidate in (plain, plain.rpartition("/")[0]):
        if candidate.endswith("/" + document):
            base = candidate.removesuffix(document)
            if iris.in_document(iri, base + document, base):
                return base
    return ""
