"""Large data as the one N-Triples file that the Rust engine reads by itself.

A single N-Triples file is handed over as it is, and unpacked before if it is compressed.
Everything else (several files, other formats, an ontology beside the data) is written into one
file of that kind, one statement after the other; nothing of it is kept in memory but the labels
of blank nodes, which get new ones that are their own in all files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, serialize

from drugfacts.graph import read
from drugfacts.graph.parsing import format_of
from drugfacts.graph.places.labels import nth_blank_nodes
from drugfacts.validation import lines

_OFTEN = 4096
"""After so many statements somebody looks whether there is time for more."""


@dataclass(slots=True)
class Merged:
    """One N-Triples file, and how its blank nodes are called in the user's files.

    Attributes:
        path: The file.
        names: Label in the user's file by label in this one, and that file, as they are
            met; empty when they are called the same.
        prefixes: Those that the user's files declare; the first one wins.
        of: The file whose lines these are, if there is one.
    """

    path: Path
    names: dict[BlankNode, tuple[Path, BlankNode]] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    of: Path | None = None

    def blanks(self, numbers: set[int]) -> dict[int, BlankNode]:
        """Return the blank nodes that are met as the first, second … by number from 0."""
        if self.names:
            labels = list(self.names)
            return {number: labels[number] for number in numbers if number < len(labels)}
        found = nth_blank_nodes(self.path, numbers) if numbers else {}
        return {number: BlankNode(label) for number, label in found.items()}

    def named(self, node: BlankNode, file: Path, scope: str) -> BlankNode:
        """Return a label that no other file uses: the one in the file, and a scope."""
        label = BlankNode(node.value + scope)
        while label in self.names:
            label = BlankNode(label.value + "-x")
        self.names[label] = (file, node)
        return label


@contextmanager
def merged(
    files: Sequence[Path], ontology: Sequence[Triple], watch: Callable[[], None] = lambda: None
) -> Iterator[Merged]:
    """Give files and an ontology as one N-Triples file, which is gone afterwards.

    A user's own file is given as it is, and not checked.

    Args:
        files: The files.
        ontology: What is written beside them.
        watch: Called now and then; what it raises ends the work.

    Raises:
        InputError: a file breaks its format.
        LimitError: a file of a format with brackets is too large or nests too deeply, or
            one of lines has an endless one.
    """
    alone = len(files) == 1 and not ontology and format_of(files[0]) == RdfFormat.N_TRIPLES
    if alone and lines.is_plain(files[0]):
        yield Merged(files[0], of=files[0])
        return
    with tempfile.TemporaryDirectory() as folder:
        whole = Merged(Path(folder, "data.nt"))
        if alone:
            lines.unpack(files[0], whole.path)
            whole.of = files[0]
            yield whole
            return
        statements = _watched(
            watch,
            *(
                _relabelled(statements_of(file, whole.prefixes), file, whole, f"-{number}")
                for number, file in enumerate(files)
            ),
            _relabelled((Quad(*triple) for triple in ontology), Path(), whole, "-ontology"),
        )
        serialize(statements, str(whole.path), RdfFormat.N_TRIPLES)
        yield whole


def _watched(watch: Callable[[], None], *parts: Iterable[Triple]) -> Iterator[Triple]:
    for part in parts:
        watch()
        for number, triple in enumerate(part, start=1):
            if number % _OFTEN == 0:
                watch()
            yield triple


def statements_of(file: Path, prefixes: dict[str, str] | None = None) -> Iterator[Quad]:
    """Yield the statements of a file; what is written in brackets has the same label each time.

    Args:
        file: The file.
        prefixes: Where those that it declares are added, unless they are there.

    Raises:
        InputError: it breaks its format, or uses RDF 1.2.
        LimitError: it nests too deeply, or is too large.
    """
    if lines.is_of_lines(file):
        yield from lines.statements(file)
        return
    (document,) = read.plain([file]).documents
    if prefixes is not None:
        prefixes.update({**document.prefixes, **prefixes})
    yield from document.quads


def _relabelled(quads: Iterable[Quad], file: Path, whole: Merged, scope: str) -> Iterator[Triple]:
    known: dict[BlankNode, BlankNode] = {}
    # As it is called when the data are small: a report must not depend on their size.
    scope = scope if whole.names or file == Path() else ""
    for quad in quads:
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        # All RDF 1.2 has been refused.
        assert not isinstance(subject, Triple)
        assert not isinstance(value, Triple)
        for node in (subject, value):
            if isinstance(node, BlankNode) and node not in known:
                known[node] = whole.named(node, file, scope)
        if isinstance(subject, BlankNode):
            subject = known[subject]
        yield Triple(subject, predicate, known[value] if isinstance(value, BlankNode) else value)
