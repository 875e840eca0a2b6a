"""Large data as the one N-Triples file that the Rust engine reads by itself.

A single N-Triples file is handed over as it is. Everything else (several files,
compressed ones, other formats, an ontology beside the data) is written into one file of
that kind, one statement after the other; nothing of it is kept in memory but the labels
of blank nodes, which get new ones that are their own in all files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse, serialize

from drugfacts.errors import InputError
from drugfacts.graph import read
from drugfacts.graph.compressed import bare, opened
from drugfacts.graph.parsing import format_of, syntax_error
from drugfacts.graph.places.stream import nth_blank_nodes

LINES = {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}
"""The formats of which a line is a statement."""

_CHUNK = 1 << 20


@dataclass(slots=True)
class Merged:
    """One N-Triples file, and how its blank nodes are called in the user's files.

    Attributes:
        path: The file.
        names: Label in the user's file by label in this one, and that file, as they are
            met; empty when this one is the user's.
        prefixes: Those that the user's files declare; the first one wins.
    """

    path: Path
    names: dict[BlankNode, tuple[Path, BlankNode]] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)

    def blanks(self, numbers: set[int]) -> dict[int, BlankNode]:
        """Return the blank nodes that are met as the first, second … by number from 0."""
        if self.names:
            labels = list(self.names)
            return {number: labels[number] for number in numbers}
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
def merged(files: Sequence[Path], ontology: Sequence[Triple]) -> Iterator[Merged]:
    """Give files and an ontology as one N-Triples file, which is gone afterwards.

    Raises:
        InputError: a file breaks its format.
        LimitError: a file of a format with brackets is too large or nests too deeply.
    """
    if len(files) == 1 and not ontology and is_plain(files[0]):
        yield Merged(files[0])
        return
    with tempfile.TemporaryDirectory() as folder:
        whole = Merged(Path(folder, "data.nt"))
        statements = chain(
            *(
                _relabelled(statements_of(file, whole.prefixes), file, whole, f"-{number}")
                for number, file in enumerate(files)
            ),
            _relabelled((Quad(*triple) for triple in ontology), Path(), whole, "-ontology"),
        )
        serialize(statements, str(whole.path), RdfFormat.N_TRIPLES)
        yield whole


def is_plain(file: Path) -> bool:
    """Tell whether a file is N-Triples that is not compressed."""
    return format_of(file) == RdfFormat.N_TRIPLES and bare(file) == file


def statements_of(file: Path, prefixes: dict[str, str] | None = None) -> Iterator[Quad]:
    """Yield the statements of a file; what is written in brackets has the same label each time.

    Args:
        file: The file.
        prefixes: Where those that it declares are added, unless they are there.

    Raises:
        InputError: it breaks its format, or uses RDF 1.2.
        LimitError: it nests too deeply, or is large and not of lines.
    """
    form = format_of(file)
    # Triple terms can crash the parser.
    if form not in LINES or holds(file, b"<<"):
        (document,) = read.plain([file]).documents
        if prefixes is not None:
            prefixes.update({**document.prefixes, **prefixes})
        yield from document.quads
        return
    try:
        with opened(file) as stream:
            yield from parse(stream, form)
    except (SyntaxError, ValueError) as error:
        raise syntax_error(error, str(file)) from error


def holds(file: Path, word: bytes) -> bool:
    """Tell whether a file has some bytes in it."""
    end = b""
    with opened(file) as stream:
        while chunk := stream.read(_CHUNK):
            if word in end + chunk:
                return True
            end = chunk[1 - len(word) :]
    return False


def _relabelled(
    quads: Iterable[Quad], file: Path, whole: Merged, scope: str
) -> Iterator[Triple]:
    known: dict[BlankNode, BlankNode] = {}
    # As it is called when the data are small: a report must not depend on their size.
    scope = scope if whole.names or file == Path() else ""
    for quad in quads:
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if isinstance(subject, Triple) or isinstance(value, Triple):
            raise InputError(f"{quad} is RDF 1.2, which is not read.", str(file))
        for node in (subject, value):
            if isinstance(node, BlankNode) and node not in known:
                known[node] = whole.named(node, file, scope)
        if isinstance(subject, BlankNode):
            subject = known[subject]
        yield Triple(subject, predicate, known[value] if isinstance(value, BlankNode) else value)
