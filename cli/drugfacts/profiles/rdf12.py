"""``rdf12``: all there is as Turtle 1.2, with claims as reified triples that assert nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from drugfacts import iris
from drugfacts.profiles import made
from drugfacts.profiles.biolink import EDGES
from drugfacts.terms import PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.profiles.book import Book, Entry

_REIFIES = NamedNode(PREFIXES["rdf"] + "reifies")
NOT_ONE = "it has not one object, so its node is written without a triple that it reifies"
_HEAD = f"""VERSION "1.2"
# {NOTICE}
# What a claim reifies is claimed, and asserted nowhere; df:Denied claims deny it.
"""


def rdf12(book: Book) -> made.Made:
    """Return the statements in order, and for each claim what it reifies.

    The triple is drug, predicate and object: the predicate is that of the Biolink model
    where there is one for the kind of claim, else the claim's own property.
    """
    account = made.Account()
    triples = book.data.triples()
    written = 0
    for entry in book.entries:
        found = _proposition(entry)
        if found is None:
            account.drop("reified triple", entry.kind_name, NOT_ONE)
        else:
            triples.append(Triple(entry.node, _REIFIES, found))
            written += 1
    table = {**book.data.declared_prefixes(), **iris.prefixes(book.base)}
    used = {prefix: ns for prefix, ns in sorted(table.items()) if prefix}
    content = serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=used)
    assert content is not None, "bytes are returned where no output is named"
    return account.made({"": _HEAD.encode() + _in_order(content)}, written)


def _in_order(turtle: bytes) -> bytes:
    """Return Turtle with its prefixes, which the engine writes as they come, in order."""
    lines = turtle.splitlines(keepends=True)
    count = next(
        (n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines)
    )
    return b"".join([*sorted(lines[:count]), *lines[count:]])


def _proposition(entry: Entry) -> Triple | None:
    """Return what a claim says of its drug or product, or None where that is no one triple."""
    if len(entry.objects) != 1:
        return None
    ((name, value),) = entry.objects
    known = EDGES.get((entry.kind, name))
    predicate = known.endorsed[1].replace("biolink:", PREFIXES["biolink"], 1) if known else name
    return Triple(entry.about, NamedNode(predicate), value)
