"""The claims of a data set, each with all that a profile needs to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts import iris
from drugfacts.errors import InputError
from drugfacts.label import reading
from drugfacts.label.reading import text
from drugfacts.label.records import KINDS
from drugfacts.label.table import TABLE
from drugfacts.label.verdicts import derive, overall
from drugfacts.label.words import Words
from drugfacts.profiles.endorsement import endorsements
from drugfacts.show.claims import Claims
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import printable

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet, Subject, Term
    from drugfacts.label.verdicts import Overall
    from drugfacts.profiles.endorsement import Endorsement
    from drugfacts.show.names import Names

_TYPE = PREFIXES["rdf"] + "type"
RECORD = (
    _TYPE, DF.about, DF.statedIn, DF.polarity, DF.wording, DF.reviewState,
    PREFIXES["dcterms"] + "created", PREFIXES["prov"] + "wasAttributedTo",
    PREFIXES["rdfs"] + "comment",
)  # fmt: skip
"""What is said of a claim as a record, and not by it."""

_TOLD_OVERRULED = " [overruled by another curation]"


@dataclass(frozen=True)
class Entry:
    """One claim.

    Attributes:
        node: Its IRI.
        kind: IRI of its class.
        kind_name: What that class is called.
        about: The drug or product.
        drugs: IRIs of the drug, or of the ingredients of the product, sorted.
        denied: Whether its sources deny it.
        objects: The properties that hold its object, with their values.
        qualifiers: All else that it says, by property and value.
        phrase: What it says in one line, without the drug.
        passages: The passages that state it, sorted.
        sources: IRIs of their sources, sorted.
        label: IRI of the label whose own statement it is, or "".
        overruled: Whether another curation decided otherwise.
        endorsed: What endorses it, or None.
        overall: What counts for it in each jurisdiction.
    """

    node: NamedNode
    kind: str
    kind_name: str
    about: NamedNode
    drugs: tuple[str, ...]
    denied: bool
    objects: tuple[tuple[str, Term], ...]
    qualifiers: tuple[tuple[str, Term], ...]
    phrase: str
    passages: tuple[NamedNode, ...]
    sources: tuple[str, ...]
    label: str
    overruled: bool
    endorsed: Endorsement | None
    overall: tuple[Overall, ...]

    @property
    def iri(self) -> str:
        """IRI of the claim."""
        return self.node.value

    @property
    def drug(self) -> NamedNode:
        """The drug, or the first ingredient of a combination."""
        return NamedNode(self.drugs[0])

    def endorsed_object(self) -> Term:
        """Return the one object of a claim that is endorsed."""
        assert self.endorsed is not None, "only an endorsed claim has one"
        return dict(self.objects)[self.endorsed.property]


class Book:
    """The claims of a data set.

    Args:
        data: The data set; claims are those of its named documents, labels and concepts
            also of its background.
        as_of: The day for which verdicts are derived, ``YYYY-MM-DD``.

    Raises:
        InputError: a claim or a label is not as its shape wants it.
    """

    def __init__(self, data: DataSet, as_of: str) -> None:
        self.data, self.as_of, self.base = data, as_of, data.base
        self.facts = reading.read(data)
        self.verdicts = derive(self.facts, data.base, as_of)
        self.words = Words(data, as_of)
        self.names: Names = self.words.names
        self._claims = Claims(data, self.names)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The claims, those of labels and overruled ones too, in the order of their IRIs."""
        endorsed = endorsements(self.verdicts, self.facts, self.as_of)
        counting: dict[str, list[Overall]] = {}
        for each in overall(self.verdicts):
            counting.setdefault(each.claim.iri, []).append(each)
        nodes = [subject for subject in self.data.subjects if self.data.value(subject, DF.about)]
        return tuple(
            self._entry(_named(node), endorsed, counting) for node in sorted(nodes, key=str)
        )

    @cached_property
    def drugs(self) -> tuple[NamedNode, ...]:
        """The drugs of the named documents, in the order of their IRIs."""
        found = self.data.subjects_of(_TYPE, NamedNode(DF.Drug))
        return tuple(n for n in found if isinstance(n, NamedNode) and n in self.data.subjects)

    def text(self, node: Subject, predicate: str) -> str:
        """Return the first value of a property as its IRI or text, or ""."""
        value = self.data.value(node, predicate)
        return value.value if value is not None else ""

    def short(self, iri: str) -> str:
        """Return the CURIE of an IRI, or the IRI itself."""
        return iris.shorten(iri, self.base)

    def called(self, term: Term) -> str:
        """Return what a thing is called, or a literal as people write it."""
        return self.names.value(term)

    def _entry(
        self,
        node: NamedNode,
        endorsed: Mapping[str, Endorsement],
        counting: Mapping[str, list[Overall]],
    ) -> Entry:
        kind = self._kind(node)
        about = _named(self.data.values(node, DF.about)[0])
        said = [
            (predicate.value, value)
            for predicate, values in sorted(self.data.properties(node).items(), key=str)
            for value in sorted(values, key=str)
            if predicate.value not in RECORD
        ]
        held = {name for name, _ in said}
        ways = TABLE[kind][0].objects if kind in TABLE else ()
        objects = next((way for way in ways if set(way) <= held), ())
        passages = sorted(map(_named, self.data.values(node, DF.statedIn)), key=str)
        sources = sorted({self.text(passage, DF.passageOf) for passage in passages} - {""})
        labels = [source for source in sources if self.names.is_a(NamedNode(source), DF.Label)]
        made_of = [text(value) for value in self.data.values(about, DF.ingredient)]
        return Entry(
            node=node,
            kind=kind,
            kind_name=self.names.label(NamedNode(kind)),
            about=about,
            drugs=tuple(made_of or [about.value]),
            denied=self.text(node, DF.polarity) == DF.Denied,
            objects=tuple(pair for pair in said if pair[0] in objects),
            qualifiers=tuple(pair for pair in said if pair[0] not in objects),
            phrase=printable(self._claims.phrase(node).removesuffix(_TOLD_OVERRULED)),
            passages=tuple(passages),
            sources=tuple(sources),
            label=labels[0] if labels else "",
            overruled=self.text(node, DF.reviewState).endswith(reading.OVERRULED),
            endorsed=endorsed.get(node.value),
            overall=tuple(counting.get(node.value, ())),
        )

    def _kind(self, node: NamedNode) -> str:
        kinds = [text(kind) for kind in self.data.values(node, _TYPE) if text(kind) in KINDS]
        if len(kinds) != 1:
            raise InputError(
                f"{node.value}: is a claim of {len(kinds)} kinds; give it one class below "
                "df:Claim ('drugfacts validate' tells which)."
            )
        return kinds[0]


def _named(node: Subject | Term) -> NamedNode:
    if not isinstance(node, NamedNode):
        raise InputError(
            f"{node} is part of a claim and has no IRI; give it one, as profiles name things."
        )
    return node
