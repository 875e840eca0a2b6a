"""Facts as objects of other libraries: rdflib, networkx and polars."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from drugfacts.errors import UsageError
from drugfacts.graph.dataset import parts
from drugfacts.terms import PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    import networkx
    import polars
    import rdflib

    from drugfacts.api.reading import Reader
    from drugfacts.api.records import Claim
    from drugfacts.graph.dataset import DataSet

_TYPE = PREFIXES["rdf"] + "type"


def as_rdflib(data: DataSet, prefixes: dict[str, str]) -> rdflib.Graph:
    """Return the statements of the named documents as a graph of rdflib.

    Args:
        data: The data set.
        prefixes: What is bound to namespaces.
    """
    from drugfacts.graph.rdflib_adapter import to_rdflib

    graph = to_rdflib(data.triples())
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    return graph


def as_networkx(data: DataSet, reader: Reader) -> networkx.MultiDiGraph[str]:
    """Return things as nodes and statements between them as edges.

    Args:
        data: The data set.
        reader: Names its things.

    Raises:
        UsageError: networkx is not installed.
    """
    made: networkx.MultiDiGraph[str] = _library("networkx").MultiDiGraph(notice=NOTICE)
    for subject, predicate, value in map(parts, data.triples()):
        name = reader.thing(predicate).name
        if subject.value not in made:
            _add(made, reader, subject)
        if isinstance(value, Literal):
            made.nodes[subject.value]["values"].setdefault(name, []).append(value.value)
        elif predicate.value == _TYPE:
            made.nodes[subject.value]["kinds"].append(reader.thing(value).name)
        else:
            if value.value not in made:
                _add(made, reader, value)
            made.add_edge(subject.value, value.value, key=name)
    return made


def _add(made: networkx.MultiDiGraph[str], reader: Reader, node: Any) -> None:
    thing = reader.thing(node)
    claim = reader.names.is_claim(node)
    made.add_node(thing.iri, name=thing.name, label=thing.label, claim=claim, kinds=[], values={})


def as_polars(claims: Iterable[Claim]) -> polars.DataFrame:
    """Return claims as a table, a row for each.

    Args:
        claims: The claims.

    Raises:
        UsageError: polars is not installed.
    """
    pl = _library("polars")
    texts, lists = pl.String, pl.List(pl.String)
    schema = {
        **dict.fromkeys(("claim", "kind", "drug", "text", "wording"), texts),
        **dict.fromkeys(("denied", "overruled"), pl.Boolean),
        **dict.fromkeys(("drugs", "object", "articles", "labels", "passages"), lists),
        "notice": texts,
    }
    made: polars.DataFrame = pl.DataFrame([_row(claim) for claim in claims], schema=schema)
    return made


def _row(claim: Claim) -> dict[str, str | bool | list[str]]:
    return {
        "claim": claim.iri,
        "kind": claim.kind,
        "drug": claim.drug,
        "text": claim.text,
        "wording": claim.wording,
        "denied": claim.denied,
        "overruled": claim.overruled,
        "drugs": [drug.iri for drug in claim.drugs],
        "object": [str(value) for value in claim.object],
        "articles": [source.iri for source in claim.sources if source.kind == "article"],
        "labels": [source.iri for source in claim.sources if source.kind == "label"],
        "passages": [passage.iri for passage in claim.evidence],
        "notice": claim.notice,
    }


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(
            f"{name} is not installed; install it with: pip install 'drugfacts[{name}]'."
        ) from error
