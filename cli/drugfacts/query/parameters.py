"""Values for the variables of a query, bound as terms.

A value is read as one term of RDF and written out by the engine itself, so that nothing
that a user gives is ever read as part of a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
)

from drugfacts.errors import UsageError
from drugfacts.graph.sparql_tokens import IRI, Piece, cut
from drugfacts.query import safety
from drugfacts.terms import PREFIXES

Term = NamedNode | Literal
Substitutions = dict[Variable, NamedNode | BlankNode | Literal | Triple]

_XSD = PREFIXES["xsd"]
_PAIR = re.compile(r"[?$]?(\w+)=(.*)", re.DOTALL)
_PLAIN = (
    (re.compile(r"[+-]?[0-9]+"), "integer"),
    (re.compile(r"[+-]?[0-9]*\.[0-9]+"), "decimal"),
    (re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"), "double"),
    (re.compile(r"true|false"), "boolean"),
    (re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}"), "date"),
)
_STRING = r"\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*'"
_LITERAL = re.compile(
    rf"(?P<text>{_STRING})(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^(?P<type>\S+))?", re.DOTALL
)
_CURIE = re.compile(r"(?P<prefix>[^\s:<>\"]*):(?P<local>[^\s<>\"{}|^`\\]*)")
_WANTED = 'write drug:NAME, <IRI>, "text", "text"@en, a number or a day'
_IGNORED = {"space", "comment"}


@dataclass(frozen=True, slots=True)
class Bound:
    """A query with values for some of its variables.

    Attributes:
        text: The query; the values stand in it as terms.
        substitutions: Values that the engine puts in, where a query has no place for them.
    """

    text: str
    substitutions: Substitutions = field(default_factory=dict)


def pairs(given: tuple[str, ...]) -> dict[str, str]:
    """Return names and values from what the command line gives.

    Raises:
        UsageError: one is not NAME=VALUE, or a name comes twice.
    """
    found: dict[str, str] = {}
    for each in given:
        pair = _PAIR.fullmatch(each)
        if not pair:
            raise UsageError(f"--param {each}: is not NAME=VALUE; write drug=drug:NAME.")
        if pair[1] in found:
            raise UsageError(f"--param {pair[1]}: is given twice; give it one value.")
        found[pair[1]] = pair[2].strip()
    return found


def bound(text: str, given: Mapping[str, str], table: Mapping[str, str]) -> Bound:
    """Return a query with values bound.

    Args:
        text: The query, which holds nothing that is refused.
        given: Values by the name of a variable.
        table: Prefixes of CURIEs; those that the query declares go before them.

    Raises:
        UsageError: a name is no variable of the query, or a value is no term.
    """
    if not given:
        return Bound(text)
    said = [piece for piece in cut(text) if piece.kind not in _IGNORED]
    known = dict.fromkeys(piece.text[1:] for piece in said if piece.kind == "variable")
    declared = {**table, **_declared(said)}
    terms: dict[str, Term] = {}
    for name, value in given.items():
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise UsageError(f"--param {name}: is no variable of the query; {has}.")
        terms[name] = term(value, declared, f"--param {name}")
    start = _start(said)
    if start is None:
        return Bound(text, {Variable(name): value for name, value in terms.items()})
    values = "".join(f" VALUES ?{name} {{ {_written(terms[name])} }} " for name in terms)
    return Bound(text[:start] + values + text[start:])


def refuse_computed(text: str, given: Mapping[str, str], table: dict[str, str]) -> None:
    """Refuse values for what a query computes itself.

    Raises:
        UsageError: the query is in order, so that only the values can be at fault.
    """
    try:
        Store().query(text + safety.PADDING, prefixes=table)
    except SyntaxError:
        return
    raise UsageError(
        f"--param {', '.join(given)}: the query computes one of these itself, so that none can "
        "be given; bind a variable that its patterns find."
    )


def term(value: str, table: Mapping[str, str], name: str) -> Term:
    """Return the term that a value stands for.

    Args:
        value: A CURIE, an IRI with or without brackets, a literal as in Turtle, a number,
            ``true``, ``false`` or a day.
        table: Prefixes of CURIEs.
        name: What the user calls it, for messages.

    Raises:
        UsageError: it stands for none.
    """
    for pattern, datatype in _PLAIN:
        if pattern.fullmatch(value):
            return Literal(value, datatype=NamedNode(_XSD + datatype))
    literal = _LITERAL.fullmatch(value)
    if literal and literal["type"]:
        return _parsed(f"{literal['text']}^^{_iri(literal['type'], table, name)}", name)
    if literal:
        return _parsed(value, name)
    return _parsed(str(_iri(value, table, name)), name)


def _iri(value: str, table: Mapping[str, str], name: str) -> NamedNode:
    curie = _CURIE.fullmatch(value)
    try:
        if IRI.fullmatch(value):
            return NamedNode(value[1:-1])
        if curie and curie["prefix"] in table:
            return NamedNode(table[curie["prefix"]] + curie["local"])
        if curie and (curie["local"].startswith("//") or curie["prefix"] in {"urn", "mailto"}):
            return NamedNode(value)
    except ValueError as error:
        raise UsageError(f"{name}: '{value}' is not an IRI; {_WANTED}.") from error
    if curie:
        raise UsageError(
            f"{name}: the prefix {curie['prefix']}: is not known; write the IRI as <IRI>."
        )
    raise UsageError(f"{name}: '{value}' is not a term; {_WANTED}.")


def _parsed(text: str, name: str) -> Term:
    """Return a term from its Turtle, read apart from any query."""
    try:
        (quad,) = parse(f"<urn:x> <urn:x> {text} .", RdfFormat.TURTLE)
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"{name}: '{text}' is not a term; {_WANTED}.") from error
    assert isinstance(quad.object, NamedNode | Literal), "no other kind of term is let through"
    return quad.object


def _declared(said: list[Piece]) -> dict[str, str]:
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in zip(said, said[1:], said[2:], strict=False)
        if word.text.lower() == "prefix" and name.text.endswith(":") and iri.kind == "iri"
    }


def _start(said: list[Piece]) -> int | None:
    """Return where the outermost pattern of a query begins; None if it can hold no values."""
    words = [piece.text.lower() for piece in said]
    kind = next((word for word in words if word in {"select", "ask", "construct", "describe"}), "")
    depth, groups = 0, list[int]()
    for n, piece in enumerate(said):
        if piece.kind == "open":
            if depth == 0 and piece.text == "{":
                groups.append(n)
            depth += 1
        elif piece.kind == "close":
            depth -= 1
    if kind == "construct":
        # CONSTRUCT WHERE holds plain patterns only.
        groups = groups[1:]
    return said[groups[0]].start + 1 if groups else None


def _written(value: Term) -> str:
    """Return a term as it stands in a query, and only if the engine reads it as that term."""
    written = str(value)
    found = Store().query(f"SELECT ?x {{ VALUES ?x {{ {written} }} }}")
    assert isinstance(found, QuerySolutions), "SELECT answers with rows"
    read = [row[0] for row in found]
    if len(read) != 1 or _known(read[0]) != _known(value):
        raise UsageError(f"'{written}' cannot be bound; give another value.")
    return written


def _known(value: object) -> tuple[object, ...]:
    """Return what must be the same of a term that was read, as numbers are respelt."""
    if not isinstance(value, Literal):
        return (value,)
    texts = {_XSD + "string", PREFIXES["rdf"] + "langString"}
    text = value.value if value.datatype.value in texts else ""
    return (text, value.datatype, (value.language or "").lower())
