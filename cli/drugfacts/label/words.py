"""Verdicts in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.graph.dataset import DataSet
from drugfacts.graph.read import packaged
from drugfacts.label import ages
from drugfacts.label.literals import LITERALS
from drugfacts.label.matching import restrictions
from drugfacts.label.outcomes import Outcome
from drugfacts.label.table import TABLE
from drugfacts.show.claims import Claims
from drugfacts.show.names import Names, duration, number
from drugfacts.terms import DF
from drugfacts.text import NOTICE, printable

if TYPE_CHECKING:
    from drugfacts.label.doses import Compared, DoseJudgement
    from drugfacts.label.endorsed import HeldBack
    from drugfacts.label.records import Claim, Label, Pair
    from drugfacts.label.regimen import Derived
    from drugfacts.label.verdicts import Verdict

SILENCE = (
    "Label-silent and off-label do not mean unsafe, and on-label does not mean safe: "
    "a verdict says only what a label states."
)
NOTICES = f"{NOTICE} {SILENCE}"
"""What every output of verdicts says."""


class Words:
    """Says verdicts, claims and labels in words.

    Args:
        data: The data set that they come from.
        as_of: The day for which ages are told, ``YYYY-MM-DD``.
    """

    def __init__(self, data: DataSet, as_of: str) -> None:
        background = (*data.background, *packaged("ontology").documents)
        whole = DataSet(data.documents, background, data.base)
        self.names = Names(whole)
        self._claims = Claims(whole, self.names)
        self.as_of = as_of

    def called(self, iri: str) -> str:
        """Return what a thing is called."""
        return printable(self.names.label(NamedNode(iri)))

    def value(self, name: str, value: str) -> str:
        """Return what the value of a property is called; a literal as people write it."""
        if name in LITERALS:
            return printable(duration(value) if name == DF.durationMax else number(value))
        return self.called(value)

    def said(self, claim: Claim, name: str) -> str:
        """Return what the value of a property of a claim is called."""
        return self.value(name, claim.written.get(name, claim.scope[name]))

    def curie(self, iri: str) -> str:
        """Return the CURIE of a thing."""
        return printable(self.names.curie(NamedNode(iri)))

    def short(self, iri: str) -> str:
        """Return the slug of a document, or the CURIE of another thing."""
        node = NamedNode(iri)
        return printable(self.names.curie(node) if "#" in iri else self.names.slug(node))

    def kind(self, iri: str) -> str:
        """Return the name of a kind of claim, in the singular."""
        return self.called(iri)

    def claim(self, claim: Claim) -> str:
        """Return what a claim says."""
        known = NamedNode(next(iter(claim.drugs))) if len(claim.drugs) == 1 else None
        return printable(self._claims.line(NamedNode(claim.iri), known))

    def drugs(self, iris: Iterable[str]) -> str:
        """Return the names of drugs, or of the parts of a combination."""
        return " and ".join(sorted(self.called(iri) for iri in iris))

    def age(self, label: Label, newer: str = "", in_order: bool = True) -> str:
        """Return version, date and age of a label, see `ages.described`."""
        later = self.short(newer) if newer else ""
        return printable(ages.described(label, self.as_of, later, in_order))

    def age_of(self, verdict: Verdict) -> str:
        """Return version, date and age of the label of a verdict; "" where there is none."""
        label = verdict.label
        return self.age(label, verdict.newer, verdict.in_order) if label else ""

    def dated(self, label: Label) -> str:
        """Return version, date and age of a label, without a word on later versions."""
        return printable(ages.dated(label, self.as_of))

    def held_back(self, held: HeldBack) -> str:
        """Return why a short-cut is not written."""
        against = ", ".join(map(self.short, held.against))
        return (
            f"{self.called(held.drug)} is not written as labelled for "
            f"{self.called(held.condition)} in {printable(held.jurisdiction)}: another label "
            f"contraindicates or denies that use ({against})."
        )

    def why(self, verdict: Verdict) -> str:
        """Return what a verdict rests on."""
        return printable(self._why(verdict))

    def _why(self, verdict: Verdict) -> str:
        label, found = verdict.label, verdict.found
        if label is None:
            return self._no_label(verdict)
        if found.dose is not None:
            return self._dose(found.dose, found.basis)
        if verdict.outcome is Outcome.NOT_RECORDED:
            kind = self.kind(verdict.claim.kind)
            more = self._less(verdict, label)
            return f"{more or 'the label'} is not recorded completely for claims of the kind {kind}"
        said = {
            Outcome.ON_LABEL: self._on_label,
            Outcome.ON_LABEL_RESTRICTED: self._on_label,
            Outcome.BROADER_THAN_LABEL: self._broader,
            Outcome.CONTRADICTED: self._contradicted,
        }.get(verdict.outcome, self._absent)
        return said(verdict, label)

    def pairs(self, pairs: Iterable[Pair]) -> str:
        """Return qualifiers in words, such as ``role: add-on``."""
        return ", ".join(
            f"{self.names.property(name)}: {self.value(name, value)}" for name, value in pairs
        )

    def _no_label(self, verdict: Verdict) -> str:
        claim = verdict.claim
        limits = ", ".join(sorted(map(self.called, (*claim.routes, *claim.forms))))
        where = f" of {verdict.jurisdiction}" if verdict.jurisdiction else ""
        what = f" for {limits}" if limits and verdict.jurisdiction else ""
        return f"no label{where} of {self.drugs(claim.drugs)}{what} is here"

    def _stated(self, verdict: Verdict, label: Label) -> str:
        """Return the label's claims that a verdict rests on, with their restrictions."""
        said = []
        for claim in label.claims:
            if claim.iri in verdict.found.basis:
                objects = TABLE[claim.kind][0].shape.of(claim)
                what = " ".join(self.said(claim, name) for name in objects)
                limits = self.pairs(sorted(restrictions(claim, label, objects).items()))
                denied = "not " if claim.denied else ""
                said.append(f"{denied}{what}{f' ({limits})' if limits else ''}")
        return "; ".join(dict.fromkeys(said))

    def _on_label(self, verdict: Verdict, label: Label) -> str:
        found = verdict.found
        said = f"the label states {self._stated(verdict, label)}"
        if found.missing:
            said += f"; the claim leaves out {self.pairs(found.missing)}"
        if found.unstated:
            said += f"; the label does not give {self.pairs(found.unstated)}"
        return said

    def _broader(self, verdict: Verdict, label: Label) -> str:
        return f"the label states only {self._stated(verdict, label)}"

    def _contradicted(self, verdict: Verdict, label: Label) -> str:
        basis = [claim for claim in label.claims if claim.iri in verdict.found.basis]
        forbids = any(c.kind == DF.Contraindication and not c.denied for c in basis)
        what = self._stated(verdict, label)
        if forbids and verdict.claim.kind != DF.Contraindication:
            return f"the label contraindicates it: {what}"
        return f"the label states the opposite: {what}"

    def _absent(self, verdict: Verdict, label: Label) -> str:
        kind = self.kind(verdict.claim.kind)
        if verdict.found.differing:
            return (
                f"the label states it only for something else: {self._stated(verdict, label)}; "
                f"it is recorded completely for claims of the kind {kind}"
            )
        less = self._less(verdict, label)
        if less:
            return f"{less} is recorded completely for claims of the kind {kind}"
        rest = " and no broader or narrower one" if verdict.outcome is Outcome.OFF_LABEL else ""
        return (
            f"the label is recorded completely for claims of the kind {kind}, "
            f"and this one is not among them{rest}"
        )

    def _less(self, verdict: Verdict, label: Label) -> str:
        """Return that the claim says more than the label, as the start of a sentence, or ""."""
        if not verdict.found.basis or verdict.found.differing:
            return ""
        return f"the label states only {self._stated(verdict, label)}, which is less; it"

    def _dose(self, dose: DoseJudgement, basis: tuple[str, ...]) -> str:
        limits = self.pairs((*dose.missing, *dose.differing))
        place = f"; the label's dose has {limits}" if limits else ""
        said = "; ".join(self._compared(each) for each in dose.compared)
        reason = "; ".join(part for part in (said, dose.why) if part)
        taken = f"; compared with {', '.join(map(self.short, dose.instead))}"
        return f"{reason}{place} ({self.short(basis[0])}{taken if dose.instead else ''})"

    def _compared(self, each: Compared) -> str:
        claimed = self._derived(each.claimed, each.per)
        labelled = self._derived(each.labelled, each.labelled_per or each.per)
        said = f"{claimed} against {labelled}{f', and {each.below}' if each.below else ''}"
        if each.labelled_per:
            said += f": one dose is already above the label's most {each.labelled_per}"
        return said

    def _derived(self, amount: Derived, per: str) -> str:
        origin = f", derived from {amount.origin}" if amount.origin else ""
        return f"{amount.amount} {per}{origin}"
