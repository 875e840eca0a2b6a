"""The order of columns: the engine sorts those of ``SELECT *`` by their names."""

from __future__ import annotations

from collections.abc import Sequence

from drugfacts.query import safety


def columns(text: str, variables: Sequence[str]) -> list[str]:
    """Return the columns of a query in order.

    Those of ``SELECT *`` stand as the query first names them, those of any other as it
    lists them.

    Args:
        text: The query.
        variables: The columns as the engine gives them.
    """
    if not _takes_all(text):
        return list(variables)
    named = (piece[1:] for kind, piece in safety.pieces(text) if kind == "variable")
    return list(dict.fromkeys([*(name for name in named if name in variables), *variables]))


def _takes_all(text: str) -> bool:
    """Tell whether the first SELECT, which is the outermost, takes all variables."""
    said = [piece for kind, piece in safety.pieces(text) if kind not in {"space", "comment"}]
    words = [piece.lower() for piece in said]
    start = words.index("select") + 1 if "select" in words else len(words)
    after = [word for word in words[start : start + 2] if word not in {"distinct", "reduced"}]
    return after[:1] == ["*"]
