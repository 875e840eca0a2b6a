"""Formats a Turtle file: the canonical layout, with every comment kept in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple
from pyoxigraph import parse as read_turtle

from drugfacts.errors import DrugFactsError, InputError, LimitError
from drugfacts.graph.turtle.blanks import fingerprint
from drugfacts.graph.turtle.layout import join, prefix_line, write_blocks
from drugfacts.graph.turtle.names import Names
from drugfacts.graph.turtle.parse import parse

if TYPE_CHECKING:
    from drugfacts.graph.turtle.document import Document


def format_text(
    text: str,
    path: str | None,
    table: Mapping[str, str],
    base: str,
    document_iri: str | None = None,
) -> str:
    """Return a Turtle text in the canonical layout, with its comments.

    The result says the same: both texts are read by an independent parser and
    compared before it is returned.

    Args:
        text: The whole text.
        path: Its file as the user named it, for messages.
        table: Namespaces by prefix; these prefixes stand for nothing else.
        base: Base IRI of the data set, for the prefixes of fragments.
        document_iri: What relative IRIs are resolved against.

    Raises:
        InputError: the text is not Turtle 1.1; with path, line and column.
        LimitError: it is nested too deep, or its blank nodes are too much alike.
    """
    try:
        document = parse(text, document_iri)
        formatted = _write(document, Names(table, base, document.prefixes()))
        _compare(document, text, formatted, document_iri)
    except InputError as error:
        raise error if path is None else error.at(path) from error
    except LimitError as error:
        raise error if path is None else LimitError(f"{path}:{error}") from error
    return formatted


def _write(document: Document, names: Names) -> str:
    blocks = write_blocks(document.facts(), names, document.notes)
    header = list(document.header)
    above: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for directive in document.directives:
        kept = directive.prefix is not None and directive.iri in names.used.values()
        if kept:
            above.setdefault(directive.iri, []).extend(directive.before)
            after.setdefault(directive.iri, []).extend(directive.after)
        else:
            # The line goes, its comments stay.
            left = [*directive.before, *directive.after]
            header += ["", *left] if header and left else left
    lines: list[str] = []
    for prefix in sorted(names.used):
        namespace = names.used[prefix]
        comments, beside = above.get(namespace, []), after.get(namespace, [])
        # Comments above the first prefix would be read as the header next time.
        (lines if lines else header).extend([*comments, *beside[1:]])
        lines.append(" ".join((prefix_line(prefix, namespace), *beside[:1])))
    parts = [header, lines, blocks and ["\n\n".join(blocks)], document.footer]
    return join(["\n".join(part) for part in parts if part])


def _compare(document: Document, text: str, formatted: str, document_iri: str | None) -> None:
    try:
        meant = _triples(text, document_iri)
    except (SyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        col = error.offset if isinstance(error, SyntaxError) else None
        said = str(getattr(error, "msg", error)).rpartition(": ")[2]
        raise InputError(f"{said}; correct the statement.", None, line, col) from error
    written = _triples(formatted, None)
    if set(meant) == set(written):
        return
    expected = fingerprint(meant)
    if fingerprint(written) == expected:
        return
    if fingerprint(document.facts()) != expected:
        raise InputError(
            "a relative IRI is read in two ways, because its base holds '.' or '..'; "
            "write the base without them."
        )
    raise DrugFactsError(
        "formatting would have changed what the file says, so nothing was written; "
        "report this as a fault of drugfacts, with the file."
    )


def _triples(text: str, base: str | None) -> list[Triple]:
    return [quad.triple for quad in read_turtle(text, RdfFormat.TURTLE, base_iri=base)]
