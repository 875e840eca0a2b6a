"""JSON-LD: expanded by us, compacted and framed by PyLD, with the context written in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from drugfacts import iris
from drugfacts.errors import InputError
from drugfacts.export.context import Node, context_for, packaged, relevant
from drugfacts.graph.canonical import canonical, without_blanks
from drugfacts.terms import DF, PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_WHOLE = {PREFIXES["xsd"] + name for name in ("integer", "nonNegativeInteger")}
_SHORT = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Whole numbers that JSON holds as they are written."""
_LEADING = ("@context", "@id", "id", "@type", "type", "name", "prefLabel", "title")
"""Keys that stand before all others, in this order."""


def compacted(
    triples: Iterable[Triple], base: str = iris.BASE, declared: Mapping[str, str] | None = None
) -> bytes:
    """Return triples as compact JSON-LD, one object per subject, in IRI order.

    Args:
        triples: What is written.
        base: Base IRI of the data set, for the prefixes of its collections.
        declared: Prefixes that the input declared, for namespaces without another.

    Raises:
        InputError: an IRI reads like a name with a prefix, or a value is RDF 1.2.
    """
    nodes = expanded(triples)
    context = context_for(nodes, base, declared or {})
    return _document(context, {"@graph": _compact(nodes, context)})


def framed(
    triples: Iterable[Triple],
    drug: str,
    base: str = iris.BASE,
    declared: Mapping[str, str] | None = None,
) -> bytes:
    """Return the facts of a drug as one JSON-LD object that nests what is about it.

    The frame is ``ontology/frames/drug.jsonld``. It is fed with the drug, its products,
    claims, passages and sources; all else, and the sources in full, stand once each
    in the list ``included``, so that nothing is lost.

    Args:
        triples: The facts, such as `drugfacts.export.subset.of_drug` finds them.
        drug: IRI of the drug.
        base: As for `compacted`.
        declared: As for `compacted`.
    """
    quads, start = without_blanks(Quad(*triple) for triple in triples)
    named = [quad.triple for quad in quads]
    nodes = expanded(named)
    context = context_for(nodes, base, declared or {})
    frame = packaged("frames", "drug.jsonld")
    frame = {"@context": context, **frame, "id": drug}
    tree = _frame([node for node in nodes if _is_framed(node, drug)], frame)
    tree.pop("@context")
    tree.pop("included", None)
    said = _statements({"@context": context, **tree})
    missing = {_name(triple.subject) for triple in named if triple not in said}
    rest = [node for node in nodes if node["@id"] in missing]
    document = {**tree, "included": _compact(rest, context)} if rest else tree
    return _document(context, _restored(document, start))


def expanded(triples: Iterable[Triple]) -> list[Node]:
    """Return triples as expanded JSON-LD: subjects, properties and values in fixed order.

    Lists are not folded, and decimals are no JSON numbers: both would lose something.
    Whole numbers are, where they are written as JSON would.

    Args:
        triples: Statements; blank nodes are named canonically.
    """
    quads = canonical(Quad(*triple) for triple in triples)
    nodes: dict[str, Node] = {}
    for quad in sorted(quads, key=str):
        name = _name(quad.subject)
        node = nodes.setdefault(name, {"@id": name})
        if quad.predicate.value == _TYPE and not isinstance(quad.object, Literal):
            node.setdefault("@type", []).append(_name(quad.object))
        else:
            node.setdefault(quad.predicate.value, []).append(_value(quad.object))
    return [nodes[name] for name in sorted(nodes)]


def _name(term: NamedNode | BlankNode | Literal | Triple) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise InputError("JSON-LD cannot hold a triple as a value; use --format ntriples.")


def _value(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    if not isinstance(term, Literal):
        return {"@id": _name(term)}
    if term.language:
        value = {"@value": term.value, "@language": term.language}
        return {**value, "@direction": term.direction.value} if term.direction else value
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    exact = term.datatype.value in _WHOLE and _SHORT.fullmatch(term.value)
    return {"@value": int(term.value) if exact else term.value, "@type": term.datatype.value}


def _refuse(url: str, _options: object) -> NoReturn:
    raise InputError(f"<{url}> is a remote context, and nothing is fetched; put the context in.")


_OPTIONS = {"documentLoader": _refuse, "compactToRelative": False, "processingMode": "json-ld-1.1"}


def _compact(nodes: list[Node], context: Node) -> list[Node]:
    """Compact nodes with the entries of a context that those of their classes need."""
    alike: dict[tuple[str, ...], list[Node]] = {}
    for node in nodes:
        alike.setdefault(tuple(node.get("@type", ())), []).append(node)
    found: dict[str, Node] = {}
    for group in alike.values():
        compacted_group = _compact_alike(group, relevant(context, group))
        found.update(
            (node["@id"], short) for node, short in zip(group, compacted_group, strict=True)
        )
    return [found[node["@id"]] for node in nodes]


def _compact_alike(nodes: list[Node], context: Node) -> list[Node]:
    from pyld import jsonld

    options = {**_OPTIONS, "skipExpansion": True, "graph": True}
    try:
        document = jsonld.compact(nodes, context, options)
    except jsonld.JsonLdError as error:
        raise _not_json(error) from error
    found: list[Node] = document["@graph"]
    return found


def _frame(nodes: list[Node], frame: Node) -> Node:
    from pyld import jsonld

    options = {
        **_OPTIONS,
        "omitDefault": True,
        "omitGraph": True,
        "pruneBlankNodeIdentifiers": False,
    }
    try:
        document: Node = jsonld.frame(nodes, frame, options)
    except jsonld.JsonLdError as error:
        raise _not_json(error) from error
    return document


def _not_json(error: Exception) -> InputError:
    said = str(error).splitlines()[0].rstrip(".")
    return InputError(f"JSON-LD cannot hold these facts ({said}); use --format turtle.")


def _is_framed(node: Node, drug: str) -> bool:
    if node["@id"] == drug or DF.about in node or DF.passageOf in node:
        return True
    return bool({DF.Product, DF.Article, DF.Label} & set(node.get("@type", [])))


def _statements(document: Node) -> set[Triple]:
    text = json.dumps(document).encode()
    return {quad.triple for quad in parse(text, format=RdfFormat.JSON_LD)}


def _restored(value: Any, scheme: str) -> Any:
    if isinstance(value, str) and value.startswith(scheme):
        return f"_:{value.removeprefix(scheme)}"
    if isinstance(value, list):
        return [_restored(item, scheme) for item in value]
    if isinstance(value, dict):
        return {key: _restored(item, scheme) for key, item in value.items()}
    return value


def _document(context: Node, content: Node) -> bytes:
    ordered = _ordered({"@context": None, **content})
    text = json.dumps(ordered, ensure_ascii=False, indent=2)
    # A term of the context is a line, so that readers come to the facts soon.
    terms = ",\n    ".join(
        f"{json.dumps(term)}: {json.dumps(meaning, ensure_ascii=False)}"
        for term, meaning in context.items()
    )
    head = '"@context": {\n    ' + terms + "\n  }"
    return (text.replace('"@context": null', head, 1) + "\n").encode()


def _ordered(value: Any) -> Any:
    """Return JSON with the keys of each object in a fixed order."""
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    if not isinstance(value, dict):
        return value
    rank = {key: number for number, key in enumerate(_LEADING)}
    keys = sorted(value, key=lambda key: (rank.get(key, len(rank)), _nests(value[key]), key))
    return {key: _ordered(value[key]) for key in keys}


def _nests(value: Any) -> bool:
    """Tell whether a value holds objects that have an id: these go last."""
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, dict) and ("id" in item or "@id" in item) for item in items)
