"""The explanation of a claim or another thing: what it says, its rules and findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.explain import shape
from drugfacts.explain.derived import derive
from drugfacts.explain.model import Held, Table, Told
from drugfacts.explain.model import Thing as Explained
from drugfacts.explain.phrases import english, with_article
from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.show.cards import card
from drugfacts.show.claims import Claims
from drugfacts.show.find import find
from drugfacts.show.names import Names
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.explain.catalogue import Catalogue
    from drugfacts.explain.model import Term
    from drugfacts.graph.dataset import Term as Node

_TYPE, _SKOS = PREFIXES["rdf"] + "type", PREFIXES["skos"]
_VALUES = (DF.polarity, DF.wording, DF.reviewState, DF.qualityMark)
"""Properties whose values are words of ours, which a reader may not know."""

NOT_A_FACT = (
    "It does not mean that this is so: a claim is what a source says, and nothing follows "
    "from it about the drug."
)
NO_ADVICE = "It is no medical advice, and no rule checks whether a source is right."
NO_FINDING = "That no rule is broken means that the record is complete and well-formed, no more."


def explain(
    data: DataSet, name: str, shapes: DataSet, catalogue: Catalogue, as_of: str
) -> Explained:
    """Return the explanation of the thing that a name means.

    Args:
        data: The data set to look in.
        name: Slug, CURIE or IRI.
        shapes: What the data are checked against.
        catalogue: The same shapes, by name.
        as_of: The day for which verdicts and conflicts are derived, ``YYYY-MM-DD``.

    Raises:
        UsageError: nothing or more than one thing is called so.
    """
    background = (*data.background, *packaged("ontology").documents)
    whole = DataSet(data.documents, background, data.base)
    node = find(whole, Names(whole), name)
    explained = _Explainer(whole).of(node, data, shapes, catalogue)
    return replace(explained, derived=derive(data, node, as_of)) if explained.claim else explained


class _Explainer:
    def __init__(self, whole: DataSet) -> None:
        self.data = whole
        self.names = Names(whole)
        self.claims = Claims(whole, self.names)

    def of(
        self, node: NamedNode, data: DataSet, shapes: DataSet, catalogue: Catalogue
    ) -> Explained:
        is_claim = self.names.is_claim(node)
        held = tuple(held_against(node, self.data, catalogue))
        return Explained(
            name=self.names.curie(node),
            iri=node.value,
            kind=", ".join(map(self.names.label, self.data.values(node, _TYPE))),
            claim=is_claim,
            title=self.claims.line(node) if is_claim else self.names.label(node),
            says=tuple(self.says(node) if is_claim else self.described(node)),
            tables=tuple(self.tables(node)) if is_claim or self.is_passage(node) else (),
            terms=tuple(self.terms(node)),
            held=held,
            findings=tuple(findings(node, data, shapes)) if node in data.subjects else (),
            not_said=tuple(self.not_said(node) if is_claim else ()),
        )

    def says(self, claim: NamedNode) -> Iterable[str]:
        """Yield what a claim says, by whom, how strongly, and how far it was reviewed."""
        names, sources = self.names, self.claims.sources(claim)
        who = f"{len(sources)} source{'' if len(sources) == 1 else 's'}" if sources else "No source"
        verb = "says" if len(sources) == 1 else "say"
        denied = self.data.value(claim, DF.polarity) == NamedNode(DF.Denied)
        that = "that this does not hold" if denied else "this"
        about = ", ".join(names.both(thing) for thing in self.data.values(claim, DF.about))
        kind = names.label(NamedNode(self.claims.kind(claim))) if self.claims.kind(claim) else ""
        yield (
            f"{who} {verb if sources else 'says'} {that} of {about or 'nothing'}"
            f"{f', as {with_article(kind)}' if kind else ''}: {self.claims.phrase(claim)}."
        )
        wording, state = names.one(claim, DF.wording), names.one(claim, DF.reviewState)
        strength = f'The strongest wording is "{wording}"' if wording else "No wording is recorded"
        yield f"{strength}; the state of review is {state or 'not recorded'}."
        for source in sources:
            marks = self.claims.marks(source)
            if marks:
                yield f"{names.both(source)} is marked: {marks}."

    def described(self, node: NamedNode) -> Iterable[str]:
        """Yield what a thing is that is no claim."""
        yield from english(self.data, node, _SKOS + "definition", _SKOS + "scopeNote")
        claims = [user for user in self.users(node) if self.names.is_claim(user)]
        if claims:
            count = len(claims)
            yield f"{count} claim{' refers' if count == 1 else 's refer'} to it."
        yield f"'drugfacts show {self.names.curie(node)}' shows what is known of it."

    def users(self, node: NamedNode) -> Iterable[Node]:
        return dict.fromkeys(u for users in self.data.referring(node).values() for u in users)

    def is_passage(self, node: NamedNode) -> bool:
        return self.data.value(node, DF.passageOf) is not None

    def tables(self, node: NamedNode) -> Iterable[Table]:
        """Yield what is recorded of a thing, as its card shows it."""
        for section in card(self.data, node.value).sections:
            if section.rows:
                yield Table(section.heading, tuple(map(tuple, section.rows)))

    def terms(self, node: NamedNode) -> Iterable[Term]:
        """Yield the kinds of a thing, and the words of ours that it or its sources bear."""
        used: list[Node] = self.data.values(node, _TYPE)
        for one in (node, *self.claims.sources(node)):
            used += [v for name in _VALUES for v in self.names.values(one, name)]
        for value in dict.fromkeys(used):
            found = shape.term(value, self.data, self.names)
            if found is not None:
                yield found

    def not_said(self, claim: NamedNode) -> Iterable[str]:
        """Yield what a claim must not be taken for."""
        yield NOT_A_FACT
        if self.claims.is_overruled(claim):
            yield "Another curation overruled it: it is kept for the record and counted nowhere."
        if self.data.value(claim, DF.polarity) == NamedNode(DF.Denied):
            yield "It is a denial; that a source denies something does not make the opposite true."
        if any(self.names.is_a(source, DF.Label) for source in self.claims.sources(claim)):
            yield "What a label states holds for its product, its country and its version."
        yield NO_ADVICE
        yield NO_FINDING


def held_against(node: NamedNode, data: DataSet, catalogue: Catalogue) -> Iterable[Held]:
    """Yield the shapes whose targets a thing is among, each with its rules."""
    kinds = {k for kind in data.values(node, _TYPE) for k in catalogue.superclasses(kind)}
    properties = {predicate.value for predicate in data.properties(node)}
    referring = {predicate.value for predicate in data.referring(node)}
    for name, one in catalogue.shapes.items():
        met = any(
            (how == "targetClass" and value in kinds)
            or (how == "targetNode" and value == node)
            or (how == "targetSubjectsOf" and value.value in properties)
            or (how == "targetObjectsOf" and value.value in referring)
            for how, value in catalogue.own_targets(one)
        )
        if met:
            rules = [name] if catalogue.can_be_broken(one) else []
            yield Held(name, (*rules, *sorted(map(catalogue.name, catalogue.parts(one)))))


def findings(node: NamedNode, data: DataSet, shapes: DataSet) -> Iterable[Told]:
    """Yield the findings about a thing: those of which it is the focus node or the value."""
    from drugfacts.validation import validate  # slow, and no rule needs it

    for found in validate(data, shapes).findings:
        if found.focus == node.value or found.value == str(node):
            place = str(found.position) if found.position else ""
            yield Told(found.rule, str(found.severity), found.message, place)
