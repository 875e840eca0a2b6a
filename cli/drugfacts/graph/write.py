"""Statements as bytes: the same statements, in any order, give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, serialize

from drugfacts import iris
from drugfacts.errors import InputError
from drugfacts.graph.canonical import canonical, without_blanks
from drugfacts.graph.turtle import layout
from drugfacts.graph.turtle.document import Notes
from drugfacts.graph.turtle.names import Names

Statements = Iterable[Quad] | Iterable[Triple]
"""Triples, or quads; where a format has no named graphs, quads of the default graph."""

_DEFAULT = DefaultGraph()


def ntriples(statements: Statements) -> bytes:
    """Return canonical N-Triples: sorted lines, blank nodes named as by RDFC-1.0."""
    quads = canonical(Quad(*triple) for triple in triples_of(statements))
    return _sorted_lines([quad.triple for quad in quads], RdfFormat.N_TRIPLES)


def nquads(statements: Statements) -> bytes:
    """Return canonical N-Quads: sorted lines, blank nodes named as by RDFC-1.0."""
    return _sorted_lines(canonical(_quads(statements)), RdfFormat.N_QUADS)


def turtle(
    statements: Statements,
    base: str = iris.BASE,
    declared: Mapping[str, str] | None = None,
) -> bytes:
    """Return canonical Turtle.

    Args:
        statements: What is written.
        base: Base IRI of the data set, for the prefixes of its collections.
        declared: Prefixes that the input declared; those of the table go before them.
    """
    return layout.write(triples_of(statements), iris.prefixes(base), base, declared).encode()


def trig(
    statements: Statements,
    base: str = iris.BASE,
    declared: Mapping[str, str] | None = None,
) -> bytes:
    """Return TriG: prefixes, the default graph, then each named graph, as in Turtle.

    Arguments are those of `turtle`. Blank nodes are written with their canonical names
    and never as brackets, because two graphs may share one.
    """
    quads, start = without_blanks(_quads(statements))
    graphs: dict[str, list[Triple]] = {}
    for quad in quads:
        name = "" if quad.graph_name == _DEFAULT else str(quad.graph_name)
        graphs.setdefault(name, []).append(quad.triple)
    names = Names(iris.prefixes(base), base, declared or {})
    parts: list[str] = []
    for name in sorted(graphs):
        body = "\n\n".join(layout.write_blocks(graphs[name], names, Notes()))
        parts.append(f"{name} {{\n{body}\n}}" if name else body)
    if names.used:
        used = sorted(names.used.items())
        parts.insert(0, "\n".join(layout.prefix_line(*pair) for pair in used))
    text = layout.join(parts)
    return re.sub(f"<{start}(c14n[0-9]+)>", r"_:\1", text).encode()


def rdfxml(
    statements: Statements,
    base: str = iris.BASE,
    declared: Mapping[str, str] | None = None,
) -> bytes:
    """Return RDF/XML; arguments as for `turtle`."""
    from drugfacts.graph.rdfxml import rdfxml as made  # slow to import

    quads = canonical(Quad(*triple) for triple in triples_of(statements))
    table = {**(declared or {}), **iris.prefixes(base)}
    return made([quad.triple for quad in quads], table).encode()


def triples_of(statements: Statements, reason: str = "this format holds none") -> list[Triple]:
    """Return statements of the default graph as triples, each once.

    Args:
        statements: What is to be written.
        reason: Why named graphs are refused, for the message.

    Raises:
        InputError: some stand in a named graph.
    """
    found: dict[Triple, None] = {}
    for statement in statements:
        if type(statement) is Quad:
            if statement.graph_name != _DEFAULT:
                raise InputError(
                    f"the data have named graphs, such as {statement.graph_name}, and "
                    f"{reason}; use --format trig or nquads."
                )
            found[statement.triple] = None
        else:
            found[statement] = None
    return list(found)


def _quads(statements: Statements) -> list[Quad]:
    return [s if isinstance(s, Quad) else Quad(*s) for s in statements]


def _sorted_lines(statements: list[Quad] | list[Triple], form: RdfFormat) -> bytes:
    written = serialize(statements, format=form)
    assert written is not None, "bytes are returned where no output is named"
    return b"".join(sorted(written.splitlines(keepends=True)))
