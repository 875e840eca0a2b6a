"""Which queries of shapes are refused: those that SHACL or the engines here do not allow."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Store

from drugfacts.query import safety
from drugfacts.terms import PREFIXES
from drugfacts.validation.shacl import sh
from drugfacts.validation.shapes.fault import Fault
from drugfacts.validation.shapes.queries import OPTIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drugfacts.validation.shapes.queries import Queries, Query

_REFUSED = {
    "service": "nothing is fetched",
    "from": "there is one graph to ask, that of the data",
    "minus": "SHACL rules it out, as engines differ on what it takes away",
    "values": "SHACL rules it out, as engines differ on what it binds",
}
_FETCHING = ("service", "from")
_CASTS = {"boolean", "double", "float", "decimal", "integer", "dateTime", "string"}
_XSD = PREFIXES["xsd"]
_PATH = re.compile(r"[?$]PATH\b")


class Projection(NamedTuple):
    """What one SELECT of a query hands on.

    Attributes:
        depth: How many brackets it stands in.
        names: Names of the variables.
        everything: It is ``SELECT *``.
    """

    depth: int
    names: frozenset[str]
    everything: bool


def faults(queries: Queries) -> Iterator[Fault]:
    """Yield for each query of the shapes the first thing that is wrong with it."""
    for query in queries.all:
        said = _clash(query, queries)
        if said:
            yield Fault(said, query.node, sh("prefixes"))
            continue
        said = (
            _too_large(query)
            or _refused(query)
            or _form(query)
            or _handed_on(query)
            or _bound_again(query)
            or _path(query)
            or _cast(query)
            or _syntax(query)
        )
        if said:
            yield query.fault(said)


def projections(pieces: Sequence[tuple[str, str]]) -> list[Projection]:
    """Return what each SELECT of a query hands on, in the order of the query."""
    found: list[Projection] = []
    depth = 0
    for at, (kind, text) in enumerate(pieces):
        depth += {"open": 1, "close": -1}.get(kind, 0)
        if kind == "word" and text.lower() == "select":
            found.append(_projection(pieces[at + 1 :], depth))
    return found


def _projection(pieces: Sequence[tuple[str, str]], depth: int) -> Projection:
    names: set[str] = set()
    inside, before = 0, ""
    for kind, text in pieces:
        if text == "{" or (not inside and kind == "word" and text.lower() in ("where", "from")):
            break
        inside += {"open": 1, "close": -1}.get(kind, 0)
        if text == "*" and not inside:
            return Projection(depth, frozenset(), True)
        if kind == "variable" and (not inside or (inside == 1 and before == "as")):
            names.add(text[1:])
        before = text.lower()
    return Projection(depth, frozenset(names), False)


def bound_by_as(pieces: Sequence[tuple[str, str]]) -> set[str]:
    """Return the variables that a query binds with AS."""
    return {
        text[1:]
        for (_, before), (kind, text) in pairwise(pieces)
        if kind == "variable" and before.lower() == "as"
    }


def _clash(query: Query, queries: Queries) -> str | None:
    found: dict[str, str] = {}
    for place in queries.places(query.node):
        for prefix, namespace in queries.declared(place):
            first = found.setdefault(prefix, namespace)
            if first != namespace:
                return (
                    f"the prefix {prefix}: of the query of {query.owner} stands for <{first}> "
                    f"and for <{namespace}>; declare it once."
                )
    return None


def _too_large(query: Query) -> str | None:
    if len(query.text) > safety.MAX_CHARACTERS:
        return f"is longer than {safety.MAX_CHARACTERS} characters; ask it in parts."
    depth = 0
    for token in safety.tokens(query.text):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth > safety.MAX_DEPTH:
            return f"nests brackets more than {safety.MAX_DEPTH} deep; simplify it."
    return None


def _refused(query: Query) -> str | None:
    for token in safety.tokens(query.text):
        for keyword, why in _REFUSED.items():
            # An engine may read a keyword out of a longer word, or of a prefix.
            glued = keyword in _FETCHING and keyword in token.text
            if glued and token.kind == "prefix":
                return f"has a prefix with {keyword.upper()} in its name; rename the prefix."
            if token.kind == "word" and (glued or token.text == keyword):
                return f"has {keyword.upper()}, which is refused, because {why}; take it out."
        if token.kind == "word" and token.text in safety.UPDATES:
            return f"has {token.text.upper()}, but a shape changes nothing; take it out."
    return None


def _form(query: Query) -> str | None:
    words = [text.lower() for kind, text in query.pieces if kind == "word"]
    form = next((word for word in words if word in ("select", "ask", "construct", "describe")), "")
    if form != query.form:
        return f"must be of the form {query.form.upper()}; rewrite it."
    return None


def _handed_on(query: Query) -> str | None:
    for projection in projections(query.pieces):
        if not projection.depth:
            if not projection.everything and "this" not in projection.names:
                return "does not select $this, so that nobody knows what is at fault; add it."
            continue
        missing = [name for name in query.bound if name not in projection.names]
        if missing:
            listed = " and ".join(f"${name}" for name in missing)
            return (
                f"has a SELECT inside that does not name {listed}, which would be lost in it; "
                "name them there, each by itself."
            )
    return None


def _bound_again(query: Query) -> str | None:
    again = bound_by_as(query.pieces) & {*query.bound, *OPTIONAL}
    for name in sorted(again):
        return f"binds ${name} with AS, but it is bound before the query runs; rename it."
    return None


def _path(query: Query) -> str | None:
    pieces = query.pieces
    if query.pathless and any(text[1:] == "PATH" for kind, text in pieces if kind == "variable"):
        return "has $PATH, and its shape has no path; write the path out."
    for (kind, text), (_, following) in pairwise(pieces):
        graph_word = kind == "word" and text.lower() == "graph"
        if graph_word and following[1:] != "shapesGraph":
            return "asks a named graph, and there is none but $shapesGraph; take GRAPH out."
    return None


def _cast(query: Query) -> str | None:
    for (kind, text), (_, following) in pairwise(query.pieces):
        name = query.named(kind, text) if following == "(" else None
        if name and name.startswith(_XSD) and name.removeprefix(_XSD) not in _CASTS:
            return (
                f"casts to xsd:{name.removeprefix(_XSD)}, which no engine here can; "
                "compare the values without a cast, or use sh:lessThan."
            )
    return None


def _syntax(query: Query) -> str | None:
    if query.prefixes is None:
        return None  # Whoever knows all prefixes reads it.
    text = _PATH.sub("<urn:x-path:a>", query.text)
    try:
        # Nothing is in the store, and nothing is asked of it: the query is only read.
        Store().query(text + safety.PADDING, prefixes=dict(query.prefixes))
    except SyntaxError as error:
        found = safety.syntax_error(error, text, "")
        line = f" in its line {found.line}" if found.line and "\n" in query.text else ""
        return f"is not SPARQL{line}: {_declared_how(found.message)}"
    except RuntimeError as error:
        return f"cannot be run: {str(error).rstrip('.')}; rewrite it without that."
    return None


def _declared_how(said: str) -> str:
    return said.replace("add a PREFIX line for it", "add a sh:declare for it under sh:prefixes")
