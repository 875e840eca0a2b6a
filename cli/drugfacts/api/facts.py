"""A data set for Python: what the commands do with it, as methods."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from drugfacts.api.reading import Reader

if TYPE_CHECKING:
    from pathlib import Path

    import networkx
    import polars
    import rdflib
    from pyoxigraph import Triple

    from drugfacts.api.asking import Asker
    from drugfacts.api.records import Claim, Conflict, Verdict
    from drugfacts.api.rows import Given, Rows
    from drugfacts.graph.dataset import DataSet
    from drugfacts.reporting.report import Report


def load(*paths: str | Path) -> Facts:
    """Read facts.

    Args:
        paths: Files, folders (all ``*.ttl`` below them) or ``-`` for Turtle on standard
            input. Without any, the facts that ship with the package.

    Raises:
        UsageError: a path does not exist.
        InputError: a path cannot be read, or breaks its format; with its place.
        LimitError: a file is too large or nests too deeply.

    >>> import drugfacts
    >>> drugfacts.load()
    Facts(https://w3id.org/drugfacts/: 44 documents)
    """
    from drugfacts.graph import read

    return Facts(read.read(paths))


class Facts:
    """A data set: claims with their evidence, and what can be derived from them.

    A claim is what a source says, not a fact, and nothing here is medical advice.

    Args:
        data: The data set, as `load` reads it.
    """

    seconds: float = 60.0
    """How long a query may take."""

    def __init__(self, data: DataSet) -> None:
        self.data = data

    def __repr__(self) -> str:
        """Return base IRI and number of documents."""
        return f"Facts({self.data.base}: {len(self.data.documents)} documents)"

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.data)

    @cached_property
    def _asker(self) -> Asker:
        from drugfacts.api.asking import Asker

        return Asker(self.data)

    def claims(self, drug: str | None = None, kind: str | None = None) -> list[Claim]:
        """Return claims by kind, then by what they say.

        Args:
            drug: Slug, CURIE, IRI or label of the drug that they are about.
            kind: What they are claims of, such as ``Indication`` or ``adverse-effect``.

        Raises:
            UsageError: there is no such drug or kind.

        >>> import drugfacts
        >>> claim = drugfacts.load().claims(drug="clonazepam", kind="Onset")[0]
        >>> print(claim)
        clonazepam: rapid (claimed by 1 source, not a fact)
        >>> claim.kind, claim.drug, [str(value) for value in claim.object]
        ('Onset', 'clonazepam', ['rapid'])
        >>> claim.evidence[0].source == claim.sources[0].iri
        True
        """
        return list(self._reader.chosen(drug, kind))

    def verdicts(self, as_of: date | str, drug: str | None = None) -> list[Verdict]:
        """Return what the labels say of the claims, by the verdicts' names.

        Args:
            as_of: The day for which it is asked; it decides how old labels are.
            drug: Only verdicts on claims about this drug.

        Raises:
            UsageError: there is no such drug, or the day is none.
            InputError: a claim or a label cannot be compared as it stands.

        >>> import drugfacts
        >>> from datetime import date
        >>> verdicts = drugfacts.load().verdicts(as_of=date(2026, 11, 22), drug="clonazepam")
        >>> uses = [v for v in verdicts if v.claim.kind == "Indication" and v.label]
        >>> {str(v.outcome): v.label.name for v in uses if v.claim.text == "panic disorder"}
        {'on-label': 'label:us-clonazepam-tablet', 'not-recorded': 'label:us-klonopin'}
        """
        from drugfacts.api.judged import verdicts

        return verdicts(self.data, self._reader, _day(as_of), drug)

    def conflicts(self) -> list[Conflict]:
        """Return pairs of claims that cannot both hold, by drug and kind.

        >>> import drugfacts
        >>> for conflict in drugfacts.load().conflicts()[:1]:
        ...     print(conflict.name.partition(":")[0], len(conflict.why))
        conflict 1
        """
        from drugfacts.api.judged import conflicts

        return conflicts(self.data, self._reader)

    def validate(self, as_of: date | str | None = None) -> Report:
        """Check the facts against the shapes and the rules on documents.

        Args:
            as_of: The day for which waivers are asked; None takes none for expired.

        Raises:
            UsageError: the day is none.
            LimitError: it takes too long.

        >>> import drugfacts
        >>> report = drugfacts.load().validate()
        >>> report.conforms, len(report.findings)
        (True, 0)
        """
        from drugfacts.validation import Options, validate

        return validate(self.data, options=Options(today=_day(as_of) if as_of else ""))

    def query(self, sparql: str, /, **given: Given) -> Rows:
        """Return the rows of a SELECT over the facts and the ontology.

        The prefixes of drugfacts need no declaration. Without ORDER BY the rows are sorted.

        Args:
            sparql: The query.
            given: What the variable of that name is bound to. A text is an IRI when it
                begins with a known prefix or is in ``<>``, else a string.

        Raises:
            UsageError: the query is no SELECT, reaches out or changes data, or has no
                variable of a name that is given.
            InputError: it is not SPARQL.
            LimitError: it is too long, too deep or takes longer than `seconds`.

        >>> import drugfacts
        >>> facts = drugfacts.load()
        >>> sparql = "SELECT ?brand { ?claim df:about ?drug ; df:brandName ?brand }"
        >>> facts.query(sparql, drug="drug:diazepam").values("brand")
        ['Valium']
        """
        return self._asker.select(sparql, given, self.seconds)

    def ask(self, sparql: str, /, **given: Given) -> bool:
        """Return the answer to an ASK; arguments and errors are those of `query`.

        >>> import drugfacts
        >>> drugfacts.load().ask("ASK { ?drug a df:Drug }", drug="drug:diazepam")
        True
        """
        return self._asker.ask(sparql, given, self.seconds)

    def construct(self, sparql: str, /, **given: Given) -> list[Triple]:
        """Return what a CONSTRUCT or DESCRIBE gives, sorted; all else is as of `query`.

        >>> import drugfacts
        >>> sparql = "CONSTRUCT { ?drug rdfs:label ?name } WHERE { ?drug rdfs:label ?name }"
        >>> [str(t.object) for t in drugfacts.load().construct(sparql, drug="drug:diazepam")]
        ['"diazepam"@en']
        """
        return self._asker.construct(sparql, given, self.seconds)

    def to_rdflib(self) -> rdflib.Graph:
        """Return the statements as a graph of rdflib, with the usual prefixes.

        A change of the graph does not change the facts. Named graphs, of which data sets have
        none, are merged.

        >>> import drugfacts
        >>> from rdflib import RDF, URIRef
        >>> graph = drugfacts.load().to_rdflib()
        >>> drug = URIRef("https://w3id.org/drugfacts/drug/diazepam")
        >>> graph.qname(graph.value(drug, RDF.type))
        'df:Drug'
        """
        from drugfacts.api.graphs import as_rdflib

        return as_rdflib(self.data, self._asker.prefixes)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return things as nodes by IRI, and statements between them as edges by property.

        A claim is a node (``claim`` is true), and no edge leads from a drug to what is
        claimed of it. Nodes have ``name``, ``label``, ``kinds``, and literals as ``values``.

        Raises:
            UsageError: networkx is not installed: ``pip install 'drugfacts[networkx]'``.

        >>> import drugfacts
        >>> facts = drugfacts.load()
        >>> graph = facts.to_networkx()
        >>> claim = facts.claims(drug="diazepam", kind="BrandName")[0]
        >>> graph.nodes[claim.iri]["values"]["df:brandName"]
        ['Valium']
        >>> [graph.nodes[there]["label"] for _, there, key in graph.out_edges(claim.iri, keys=True)
        ...  if key == "df:about"]
        ['diazepam']
        """
        from drugfacts.api.graphs import as_networkx

        return as_networkx(self.data, self._reader)

    def to_polars(self) -> polars.DataFrame:
        """Return the claims as a table, a row for each; its last column says that they are.

        Raises:
            UsageError: polars is not installed: ``pip install 'drugfacts[polars]'``.

        >>> import drugfacts
        >>> table = drugfacts.load().to_polars()
        >>> table.filter(drug="diazepam", kind="BrandName")["text"].to_list()
        ['Valium']
        """
        from drugfacts.api.graphs import as_polars

        return as_polars(self.claims())


def _day(given: date | str) -> str:
    """Return a day as the rest of the package takes it."""
    from drugfacts.reporting import waivers

    return waivers.day(given.isoformat() if isinstance(given, date) else given)
