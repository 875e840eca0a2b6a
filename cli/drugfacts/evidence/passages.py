"""Passages in the facts: the source of a quote, and the Turtle that points into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from drugfacts.errors import InputError, UsageError
from drugfacts.evidence import captures
from drugfacts.graph.roots import CAPTURES, Roots, shown
from drugfacts.graph.turtle.layout import write
from drugfacts.iris import expand, prefixes, shorten
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.evidence.spans import Span
    from drugfacts.graph.dataset import DataSet, Document

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SHOWN = 3
_OFFSET = NamedNode(PREFIXES["xsd"] + "nonNegativeInteger")


@dataclass(frozen=True, slots=True)
class Source:
    """An article or a label of a data set.

    Attributes:
        iri: Its IRI.
        base: Base IRI of the data set.
        document: The document that describes it.
        capture_digest: SHA-256 of its capture; None when nobody captured it.
    """

    iri: str
    base: str
    document: Document
    capture_digest: str | None

    @property
    def root(self) -> Path | None:
        """The folder of the data set, or None for a file that belongs to none."""
        place = Roots().find(Path(self.document.path))
        return shown(place[0].folder) if place else None

    @property
    def captures(self) -> Path | None:
        """The folder ``captures`` of its data set, or None when there is none."""
        root = self.root
        return root / CAPTURES if root is not None and (root / CAPTURES).is_dir() else None

    def name(self, span: Span | None = None) -> str:
        """Return the short name of the source, or of a span of it."""
        return shorten(self.passage(span) if span else self.iri, self.base)

    def passage(self, span: Span) -> str:
        """Return the IRI of a span of the source."""
        return f"{self.iri}#{span.fragment}"


def find_source(data: DataSet, name: str) -> Source:
    """Return the source that a slug, a CURIE or an IRI names.

    Raises:
        UsageError: there is none, with the nearest names; or a slug names two.
    """
    known_sources = _sources(data)
    iri = name if name in known_sources else expand(name, data.base)
    if iri is None or iri not in known_sources:
        found = [known for known in known_sources if known.rpartition("/")[2] == name]
        if len(found) > 1:
            names = " or ".join(shorten(known, data.base) for known in found)
            raise UsageError(f"'{name}' names several sources; write {names}.")
        if not found:
            raise UsageError(f"'{name}' is no source of these facts; {_advice(data, name)}")
        iri = found[0]
    return _source(data, iri, known_sources[iri])


def sources(data: DataSet) -> dict[str, Source]:
    """Return the articles and labels of a data set by their IRIs, in order."""
    found = _sources(data)
    return {iri: _source(data, iri, found[iri]) for iri in sorted(found)}


def _source(data: DataSet, iri: str, document: Document) -> Source:
    digest = data.value(NamedNode(iri), DF.captureDigest)
    said = digest.value if isinstance(digest, Literal) else None
    return Source(iri, data.base, document, said)


def captures_of(data: DataSet) -> Path:
    """Return the folder ``captures`` of a data set.

    Raises:
        UsageError: it has none, or its sources are of several data sets.
    """
    folders = sorted({each.captures for each in sources(data).values() if each.captures})
    if len(folders) == 1:
        return folders[0]
    said = f"{folders[0]} and {folders[1]} both hold" if folders else "no folder here holds"
    raise UsageError(f"{said} captured texts; name the folder that does with --captures.")


def capture_of(source: Source, folder: Path | None = None) -> captures.Capture:
    """Return the capture of a source.

    Args:
        source: The source.
        folder: Where the captures are; by default ``captures/`` at the root of the
            data set.

    Raises:
        UsageError: there is no such folder.
        InputError: the source has no capture, or it is not in the folder.
    """
    digest, folder = source.capture_digest, folder or source.captures
    if digest is None:
        raise InputError(
            f"{source.name()} has no df:captureDigest, so nobody has captured its text; "
            f"cite one of its sections, or capture the text and add the digest.{_held(folder)}",
            source.document.path,
        )
    if folder is None:
        raise UsageError(
            f"the capture of {source.name()} is not at hand, as these facts have no "
            "folder captures; name the folder that holds it with --captures."
        )
    capture = captures.find(folder, digest)
    if capture is None:
        raise InputError(
            f"no file here is the capture of {source.name()} (SHA-256 {digest}); "
            f"name the folder that holds it with --captures.{_held(folder)}",
            str(folder),
        )
    return capture


def _held(folder: Path | None) -> str:
    """Return the first files of a folder with their digests, for somebody to copy."""
    held = captures.digests(folder, _SHOWN) if folder is not None else []
    said = "; ".join(f"{path} has {digest}" for path, digest in held)
    return f" The files at hand: {said}." if said else ""


def citing(data: DataSet, passage: str) -> list[str]:
    """Return the short names of the claims that cite a passage, sorted."""
    claims = data.subjects_of(DF.statedIn, NamedNode(passage))
    return [shorten(claim.value, data.base) for claim in claims]


def turtle(source: Source, spans: list[Span], declared: Mapping[str, str]) -> str:
    """Return spans of a source as canonical Turtle that can be put behind its document.

    Args:
        source: The source.
        spans: Its spans.
        declared: Prefixes that the document declares; their lines are left out.
    """
    triples = [triple for span in spans for triple in describe(source.iri, span)]
    text = write(triples, prefixes(source.base), source.base)
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("@prefix ")]
    known = {f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in declared.items()}
    needed = [line for line in head if line not in known]
    return "".join([*needed, *lines[len(head) if needed else len(head) + 1 :]])


def describe(source: str, span: Span) -> list[Triple]:
    """Return what a data set says of a span of a source."""
    node = NamedNode(f"{source}#{span.fragment}")
    values: dict[str, NamedNode | Literal] = {
        DF.passageOf: NamedNode(source),
        DF.spanDigest: Literal(span.span_digest),
        DF.normalisedDigest: Literal(span.normalised_digest),
        PREFIXES["oa"] + "start": Literal(str(span.start), datatype=_OFFSET),
        PREFIXES["oa"] + "end": Literal(str(span.end), datatype=_OFFSET),
    }
    facts = [Triple(node, NamedNode(predicate), value) for predicate, value in values.items()]
    return [Triple(node, _TYPE, NamedNode(DF.Span)), *facts]


def _sources(data: DataSet) -> dict[str, Document]:
    """Return the sources, by IRI, with their documents; named documents come first."""
    kinds = {NamedNode(DF.Article), NamedNode(DF.Label)}
    found: dict[str, Document] = {}
    for document in (*data.documents, *data.background):
        for quad in document.quads:
            subject = quad.subject
            if quad.predicate == _TYPE and quad.object in kinds and isinstance(subject, NamedNode):
                found.setdefault(subject.value, document)
    return found


def _advice(data: DataSet, name: str) -> str:
    slugs = sorted({iri.rpartition("/")[2] for iri in _sources(data)})
    if not slugs:
        return "they hold none; add a df:Article or df:Label."
    wanted = name.rpartition(":")[2].rpartition("/")[2]
    near = get_close_matches(wanted, slugs, n=3, cutoff=0.5)
    if not near:
        return f"choose from {', '.join(slugs)}."
    return f"the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}."
