"""``label check``: which verdicts are asked for, and whether anything was checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.errors import UsageError
from drugfacts.label import reading
from drugfacts.label.ages import not_yet
from drugfacts.label.drugs import drug
from drugfacts.label.forms import Told
from drugfacts.label.records import Facts, Label
from drugfacts.label.verdicts import Overall, derive, overall
from drugfacts.label.words import Words
from drugfacts.show.names import Names

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from drugfacts.graph.dataset import DataSet
    from drugfacts.label.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """Which verdicts are asked for; what is empty asks for all.

    Attributes:
        drug: Slug, CURIE or IRI of one drug.
        kinds: Names of kinds of claim, such as ``Indication``; capitals and hyphens do
            not matter.
        outcomes: Outcomes of the verdicts.
        jurisdictions: Where labels hold.
    """

    drug: str = ""
    kinds: Collection[str] = ()
    outcomes: Collection[Outcome] = ()
    jurisdictions: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked and found.

    Attributes:
        told: What is shown.
        facts: What it was derived from.
        nothing: Why nothing was checked, and what to do; "" when something was.
    """

    told: Told
    facts: Facts
    nothing: str = ""


def check(data: DataSet, as_of: str, asked: Asked | None = None) -> Checked:
    """Derive the verdicts on the claims of the named documents.

    Args:
        data: The data set; labels are also taken from its background.
        as_of: The day for which it is asked, ``YYYY-MM-DD``.
        asked: Which verdicts are wanted.

    Raises:
        UsageError: there is no such drug or kind.
        InputError: a claim or a label cannot be compared as it stands.
    """
    asked = asked or Asked()
    facts = _chosen(data, reading.read(data), asked)
    verdicts = derive(facts, data.base, as_of)
    shown = [v for v in verdicts if not asked.outcomes or v.outcome in asked.outcomes]
    names = {(verdict.claim.iri, verdict.jurisdiction) for verdict in shown}
    counting = _told_of(overall(verdicts), names)
    told = Told(shown, counting, Words(data, as_of), _not_yet(facts, as_of))
    return Checked(told, facts, _nothing(facts, as_of))


def of_claim(data: DataSet, claim: NamedNode, as_of: str) -> Told:
    """Derive the verdicts on one claim; none where it is overruled, or a label's own.

    Args:
        data: The data set.
        claim: The claim; it may be one of the background.
        as_of: The day for which it is asked, ``YYYY-MM-DD``.

    Raises:
        InputError: the claim or a label cannot be compared as it stands.
    """
    facts = reading.of_claim(data, claim)
    verdicts = derive(facts, data.base, as_of)
    return Told(verdicts, overall(verdicts), Words(data, as_of), _not_yet(facts, as_of))


def _told_of(found: tuple[Overall, ...], names: set[tuple[str, str]]) -> list[Overall]:
    return [each for each in found if (each.claim.iri, each.jurisdiction) in names]


def _not_yet(facts: Facts, as_of: str) -> tuple[Label, ...]:
    """Return the labels of the drugs of the claims that were not there yet on a day."""
    drugs = {claim.drugs for claim in facts.claims}
    return tuple(x for x in facts.labels if x.drugs in drugs and not_yet(x, as_of))


def _nothing(facts: Facts, as_of: str) -> str:
    if not facts.claims:
        return (
            "nothing was checked: there is no claim of the kind and drug that were asked for "
            "outside labels; name files with claims, or ask for less."
        )
    drugs = {claim.drugs for claim in facts.claims}
    labels = [label for label in facts.labels if label.drugs in drugs]
    if labels and all(not_yet(label, as_of) for label in labels):
        return (
            f"nothing was checked: no label of these drugs was there on {as_of} yet; "
            "ask for a later day with --as-of."
        )
    if not labels:
        return (
            "nothing was checked: there is no label of these drugs where it was asked for; "
            "add one under label/, or name another --jurisdiction."
        )
    return ""


def _chosen(data: DataSet, facts: Facts, asked: Asked) -> Facts:
    claims, labels = facts.claims, facts.labels
    if asked.drug:
        chosen = drug(data, Names(data), asked.drug).value
        claims = tuple(claim for claim in claims if chosen in claim.drugs)
    if asked.kinds:
        kinds = {_kind(name) for name in asked.kinds}
        claims = tuple(claim for claim in claims if claim.kind in kinds)
    if asked.jurisdictions:
        places = {name.upper() for name in asked.jurisdictions}
        labels = tuple(label for label in labels if label.jurisdiction.upper() in places)
    return Facts(claims, labels, facts.hierarchy)


def _kind(name: str) -> str:
    from drugfacts.label.table import TABLE

    known = {iri.rpartition("#")[2]: iri for iri in TABLE}
    bare = name.removeprefix("df:").replace("-", "").replace(" ", "").casefold()
    found = next((iri for local, iri in known.items() if local.casefold() == bare), None)
    if found is None:
        raise UsageError(f"'{name}' is no kind of claim; name one of {', '.join(known)}.")
    return found
