"""``kgx``: claims as edges of the Biolink model, as TSV and as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from drugfacts.conflict.find import named
from drugfacts.profiles import made, tables
from drugfacts.profiles.biolink import (
    AGENTS,
    APPROVAL,
    CATEGORIES,
    CONTEXTS,
    EDGES,
    NAMESPACES,
    REGISTERS,
    TREATMENT,
    WITH_CONTEXTS,
)  # fmt: skip
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE, printable

if TYPE_CHECKING:
    from drugfacts.profiles.book import Book, Entry

Row = dict[str, str | bool | list[str]]

NODE_COLUMNS = ("id", "category", "name", "xref")
EDGE_COLUMNS = (
    "id", "iri", "category", "subject", "predicate", "object", "negated",
    "disease_context_qualifier", "population_context_qualifier", "qualifiers",
    "clinical_approval_status", "knowledge_level", "agent_type", "primary_knowledge_source",
    "publications", "update_date", "description",
)  # fmt: skip

NO_PLACE = "the Biolink model has no association for it"
_TYPE, _EXACT = PREFIXES["rdf"] + "type", PREFIXES["skos"] + "exactMatch"
_CREATED, _BY = PREFIXES["dcterms"] + "created", PREFIXES["prov"] + "wasAttributedTo"

README = f"""Claims about drugs as a graph of the Biolink model (KGX).

{NOTICE}
biolink:treats, has_side_effect, contraindicated_in and pharmacologically_interacts_with are
written only where a label states the same without restriction; every other claim has a weaker
predicate. Knowledge level not_provided: an article says so, and no label is known to.
One edge for each claim and source; its iri is the claim's.
"""


def kgx(book: Book) -> made.Made:
    """Return nodes and edges, each as TSV and as JSON Lines, and what they are."""
    account = made.Account()
    edges: list[Row] = []
    ends: set[str] = set()
    written = 0
    for entry in book.entries:
        found = _edges(book, entry, account)
        written += bool(found)
        for edge in found:
            ends |= {str(edge["subject"]), str(edge["object"])}
        edges += found
    nodes = [_node(book, NamedNode(iri), account) for iri in sorted(ends)]
    files = {
        "README.txt": README.encode(),
        "nodes.tsv": _tsv(NODE_COLUMNS, nodes),
        "edges.tsv": _tsv(EDGE_COLUMNS, edges),
        "nodes.jsonl": _lines(nodes),
        "edges.jsonl": _lines(edges),
    }
    return account.made(files, written)


def _edges(book: Book, entry: Entry, account: made.Account) -> list[Row]:
    """Return the edges of a claim: one for each source; none where there is no place."""
    if entry.overruled:
        account.drop_claim(entry, made.OVERRULED)
        return []
    way = next((pair for pair in entry.objects if (entry.kind, pair[0]) in EDGES), None)
    if way is None or len(entry.objects) != 1 or isinstance(way[1], Literal):
        account.drop_claim(entry, NO_PLACE)
        return []
    edge = EDGES[entry.kind, way[0]]
    category, predicate = edge.endorsed if entry.endorsed else edge.weak
    row: Row = {"iri": entry.iri, "category": [category], "subject": entry.about.value}
    row |= {"predicate": predicate, "object": way[1].value, "negated": entry.denied}
    row |= _qualifiers(book, entry, category, account)
    if category == TREATMENT and not entry.denied and entry.kind == DF.Indication:
        row["clinical_approval_status"] = _approval(entry)
    row["agent_type"] = _agent(book, entry)
    created = book.text(entry.node, _CREATED)
    row |= {"update_date": created} if created else {}
    row["description"] = printable(f"{entry.kind_name}: {entry.phrase}")
    account.drop("passage", "offsets and digests", "an edge names its source", len(entry.passages))
    return [
        {"id": _id(book, entry, source), **row, **_source(entry, source)}
        for source in entry.sources or ("",)
    ]


def _id(book: Book, entry: Entry, source: str) -> str:
    name = named(entry.iri, book.base)
    return f"{book.base}edge/{name}--{source.rpartition('/')[2]}" if source else entry.iri


def _source(entry: Entry, source: str) -> Row:
    known = entry.endorsed is not None or bool(entry.label)
    row: Row = {"knowledge_level": "knowledge_assertion" if known else "not_provided"}
    if not source:
        return row
    labels = entry.endorsed.labels if entry.endorsed else ()
    return {**row, "primary_knowledge_source": source, "publications": [source, *labels]}


def _qualifiers(book: Book, entry: Entry, category: str, account: made.Account) -> Row:
    row: dict[str, list[str]] = {}
    for name, value in entry.qualifiers:
        if isinstance(value, Literal):
            account.drop("qualifier", book.names.property(name), "only concepts have a slot")
        elif name in CONTEXTS and category in WITH_CONTEXTS and CONTEXTS[name] not in row:
            row[CONTEXTS[name]] = [value.value]
        else:
            row.setdefault("qualifiers", []).append(value.value)
    return {name: found if name == "qualifiers" else found[0] for name, found in row.items()}


def _approval(entry: Entry) -> str:
    if entry.endorsed is not None:
        return "approved_for_condition"
    told = (APPROVAL[each.outcome] for each in entry.overall if each.outcome in APPROVAL)
    return next(told, "not_provided")


def _agent(book: Book, entry: Entry) -> str:
    for agent in book.data.values(entry.node, _BY):
        for kind in book.names.values(agent, _TYPE):
            if kind.value in AGENTS:
                return AGENTS[kind.value]
    return "not_provided"


def _node(book: Book, node: NamedNode, account: made.Account) -> Row:
    kinds = [CATEGORIES[k.value] for k in book.data.values(node, _TYPE) if k.value in CATEGORIES]
    row: Row = {"id": node.value, "category": kinds or ["biolink:NamedThing"]}
    row["name"] = printable(book.called(node))
    xref = list(_xref(book, node, account))
    return row | ({"xref": xref} if xref else {})


def _xref(book: Book, node: NamedNode, account: made.Account) -> Iterable[str]:
    """Yield CURIEs of the same thing; those that nobody compared with a register are left out."""
    unchecked = {value.value for value in book.data.values(node, DF.unchecked)}
    for name, prefix in REGISTERS.items():
        for value in book.data.values(node, name):
            if name in unchecked:
                account.drop("identifier", book.names.property(name), made.UNCHECKED)
            else:
                yield f"{prefix}:{value.value}"
    for match in book.data.values(node, _EXACT):
        if match.value in unchecked:
            account.drop("identifier", book.names.property(_EXACT), made.UNCHECKED)
        else:
            known = next((ns for ns in NAMESPACES if match.value.startswith(ns)), "")
            yield match.value.replace(known, NAMESPACES[known], 1) if known else match.value


def _tsv(columns: Sequence[str], rows: Iterable[Mapping[str, str | bool | list[str]]]) -> bytes:
    return tables.tsv(columns, ([_cell(row.get(name, "")) for name in columns] for row in rows))


def _cell(value: str | bool | list[str]) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return tables.many(value) if isinstance(value, list) else value


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
