"""The statements of a text with their offsets, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat

from drugfacts.errors import InputError, LimitError
from drugfacts.graph.turtle import lines, trig
from drugfacts.graph.turtle import parse as turtle

if TYPE_CHECKING:
    from drugfacts.graph.turtle.document import Statement


def statements(text: str, form: RdfFormat, base: str | None) -> list[Statement]:
    """Return the statements of a Turtle, TriG, N-Triples or N-Quads text.

    Args:
        text: The whole text.
        form: Its format.
        base: What relative IRIs are resolved against.

    Returns:
        In the order of the text, with the labels of the text. None for other formats,
        and for what other parsers take and we do not (RDF 1.2).
    """
    try:
        if form == RdfFormat.TURTLE:
            return turtle.parse(text, base).statements
        if form == RdfFormat.TRIG:
            return trig.parse(text, base).statements
        if form in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
            return lines.parse(text).statements
    except (InputError, LimitError):
        return []
    return []
