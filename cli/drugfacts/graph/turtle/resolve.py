"""Relative IRIs: the basic algorithm of RFC 3986, section 5.2, and nothing more.

An IRI that has a scheme is left exactly as written, as Turtle 1.1 (section 6.3) asks.
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?")
_PIECE = re.compile(r"/[^/]*|[^/]+")


def is_absolute(iri: str) -> bool:
    """Tell whether an IRI has a scheme."""
    return _split(iri)[0] is not None


def resolve(reference: str, base: str) -> str:
    """Return the IRI that a reference stands for when read in a place with a base IRI."""
    scheme, authority, path, query, fragment = _split(reference)
    if scheme is not None:
        return reference
    base_scheme, base_authority, base_path, base_query, _ = _split(base)
    if authority is not None:
        path = _without_dots(path)
    else:
        authority = base_authority
        if not path:
            path = base_path
            query = base_query if query is None else query
        elif path.startswith("/"):
            path = _without_dots(path)
        elif base_authority is not None and not base_path:
            path = _without_dots("/" + path)
        else:
            path = _without_dots(base_path[: base_path.rfind("/") + 1] + path)
    host = "" if authority is None else "//" + authority
    return f"{base_scheme}:{host}{path}{query or ''}{fragment or ''}"


def _split(iri: str) -> tuple[str | None, str | None, str, str | None, str | None]:
    match = _PARTS.match(iri)
    assert match is not None, "every part is optional"
    scheme, authority, path, query, fragment = match.groups()
    return scheme, authority, path, query, fragment


def _without_dots(path: str) -> str:
    """Remove the segments ``.`` and ``..`` (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    pieces = _PIECE.findall(path)
    rootless = True
    for number, piece in enumerate(pieces, 1):
        if rootless:
            name = piece.removeprefix("/") if number > 1 else piece
            if name in (".", ".."):
                continue  # takes the slash behind it along, so the next piece starts anew
            rootless = False
            piece = name
        if piece == "/..":
            del kept[-1:]
        if piece not in ("/.", "/.."):
            kept.append(piece)
        elif number == len(pieces):
            kept.append("/")
    return "".join(kept)
