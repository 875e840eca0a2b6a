"""Any RDF in any format: as it is met and never held, or in the one order that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, Quad, QuadParser, RdfFormat, parse, serialize

from drugfacts.errors import InputError
from drugfacts.export.formats import PARSED_AS, Format, written
from drugfacts.export.sink import Sink, WriteError
from drugfacts.graph.canonical import canonical
from drugfacts.graph.labels import Labels
from drugfacts.graph.sorting import Sorter
from drugfacts.graph.source import Reading, Source, Watch, parsed
from drugfacts.iris import BASE, prefixes

if TYPE_CHECKING:
    from pyoxigraph import Triple

_OF_LINES = {Format.TURTLE, Format.TRIG, Format.NTRIPLES, Format.NQUADS}
"""The formats that pyoxigraph writes with a line for each value."""
_ONE_GRAPH = {Format.TURTLE, Format.NTRIPLES, Format.RDFXML}
_WITH_GRAPHS = {RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD}
_DEFAULT = DefaultGraph()
_HEAD = 500
"""So many statements are looked at for the prefixes that they use."""


def convert(
    sources: Sequence[Source], form: Format, output: IO[bytes], watch: Watch | None = None
) -> None:
    """Write sources in a format as they are read on, in their order.

    What is said twice is written twice. Blank nodes keep their labels as far as they have
    some; the same input gives the same bytes.

    Args:
        sources: What is read.
        form: The format; JSON-LD is expanded.
        output: Where it goes.
        watch: Told of each piece that is read, by the number of its bytes.

    Raises:
        UsageError: a source is not there.
        InputError: a source breaks its format, or the format cannot hold it. Some may be
            written by then.
        LimitError: a source nests too deeply, or holds something that is too long.
        OSError: the output cannot be written.
    """
    with _own_errors():
        if form in _OF_LINES:
            _convert_lines(sources, form, output.write, watch)
            return
        quads = _quads(sources, watch, {}, form)
        sink = Sink(output.write, by_lines=False)
        if form is Format.JSONLD:
            serialize(quads, cast("IO[bytes]", sink), RdfFormat.JSON_LD)
        else:
            _write_xml(quads, sink)
        sink.close()


def convert_sorted(
    sources: Sequence[Source],
    form: Format,
    output: IO[bytes],
    watch: Watch | None = None,
) -> None:
    """Write sources in a format so that the same graph gives the same bytes.

    N-Triples and N-Quads are sorted in files when they are many, and only statements about
    blank nodes are held; the other formats are made in memory.

    Args:
        sources: What is read.
        form: The format; JSON-LD is compacted.
        output: Where it goes, when all is read.
        watch: Told of each piece that is read, by the number of its bytes.

    Raises:
        LimitError: blank nodes are so much alike that naming them took too long. For the
            other errors see `convert`.
    """
    with _own_errors():
        if form in (Format.NTRIPLES, Format.NQUADS):
            with Sorter() as sorter:
                _sort(sources, sorter, form, watch)
                output.writelines(sorter.lines())
            return
        declared: dict[str, str] = {}
        quads = list(_quads(sources, watch, declared, form))
        output.write(written(quads, form, BASE, declared))


def digest(sources: Sequence[Source], watch: Watch | None = None) -> str:
    """Return the SHA-256 of the canonical N-Quads of sources, as RDFC-1.0 has it.

    Arguments and errors are those of `convert_sorted`.
    """
    from hashlib import sha256

    found = sha256()
    with _own_errors(), Sorter() as sorter:
        _sort(sources, sorter, Format.NQUADS, watch)
        for piece in sorter.lines():
            found.update(piece)
    return found.hexdigest()


def _convert_lines(
    sources: Sequence[Source],
    form: Format,
    write: Callable[[bytes], object],
    watch: Watch | None,
    by_lines: bool = False,
) -> None:
    table: dict[str, str] = {}
    for number, source in enumerate(sources):
        with parsed(source, watch) as reading:
            parser, labels = reading.parser, _labels(source, reading, number, len(sources))
            head = list(islice(parser, _HEAD)) if form in (Format.TURTLE, Format.TRIG) else []
            # They are declared at the beginning of all, when only the first source is known.
            table = table if number else _prefixes(head, parser)
            sink = Sink(write, labels, without_prefixes=number > 0, by_lines=by_lines)
            serialize(
                _checked(chain(head, parser), source, form),
                cast("IO[bytes]", sink),
                PARSED_AS[form],
                prefixes=table,
            )
            sink.close()


def _quads(
    sources: Sequence[Source], watch: Watch | None, declared: dict[str, str], form: Format
) -> Iterator[Quad]:
    """Yield all statements; `declared` then holds the prefixes of the sources."""
    for number, source in enumerate(sources):
        with parsed(source, watch) as reading:
            parser, labels = reading.parser, _labels(source, reading, number, len(sources))
            yield from labels.in_quads(_checked(parser, source, form))
            declared.update({**parser.prefixes, **declared})


def _sort(sources: Sequence[Source], sorter: Sorter, form: Format, watch: Watch | None) -> None:
    blank: list[bytes] = []

    def take(lines: bytes) -> None:
        if b"_:" in lines:
            each = lines.splitlines(keepends=True)
            blank.extend(line for line in each if b"_:" in line)
            lines = b"".join(line for line in each if b"_:" not in line)
        sorter.add(lines)

    _convert_lines(sources, form, take, watch, by_lines=True)
    if blank:
        # A line with such signs in a text goes the same way, and comes out as it was.
        quads = parse(b"".join(blank), RdfFormat.N_QUADS)
        named = serialize(canonical(quads), format=RdfFormat.N_QUADS)
        sorter.add(named or b"")


def _labels(source: Source, reading: Reading, number: int, count: int) -> Labels:
    return Labels(f"-{number}" if count > 1 else "", reading, str(source.path))


def _checked(quads: Iterable[Quad], source: Source, form: Format) -> Iterable[Quad]:
    """Refuse named graphs in a format that holds none."""
    if form not in _ONE_GRAPH or source.form not in _WITH_GRAPHS:
        return quads
    return _without_graphs(quads)


def _without_graphs(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if quad.graph_name != _DEFAULT:
            raise InputError(
                f"the data have named graphs, such as {quad.graph_name}, and this format holds "
                "none; use --format trig or nquads."
            )
        yield quad


def _prefixes(head: Sequence[Quad], parser: QuadParser) -> dict[str, str]:
    """Return the prefixes that the input declares, and ours that its beginning uses."""
    declared = dict(parser.prefixes)
    taken = set(declared.values())
    used = " ".join(map(str, head))
    ours = {
        prefix: namespace
        for prefix, namespace in prefixes().items()
        if prefix not in declared and namespace not in taken and f"<{namespace}" in used
    }
    return {**declared, **ours}


def _write_xml(quads: Iterator[Quad], sink: Sink) -> None:
    from drugfacts.graph.rdfxml import as_met

    head = list(islice(quads, _HEAD))
    used = " ".join(map(str, head))
    table = {p: ns for p, ns in prefixes().items() if f"<{ns}" in used}
    triples: Iterator[Triple] = (quad.triple for quad in chain(head, quads))
    for piece in as_met(triples, table):
        sink.write(piece.encode())


@contextmanager
def _own_errors() -> Iterator[None]:
    """Raise errors of writing as they were, now that nobody takes them for those of reading."""
    try:
        yield
    except WriteError as error:
        raise error.cause from error
