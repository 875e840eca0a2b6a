"""What becomes of claims in the Biolink model: the tables, without the work."""

from __future__ import annotations

from typing import Final, NamedTuple

from drugfacts.label.outcomes import Outcome
from drugfacts.terms import DF, PREFIXES

TREATMENT: Final = "biolink:ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation"
_HARM = "biolink:ChemicalEntityToDiseaseOrPhenotypicFeatureAssociation"
_SIDE = "biolink:ChemicalOrDrugOrTreatmentSideEffectAssociation"
_CHEMICALS = "biolink:ChemicalEntityToChemicalEntityAssociation"
_PLAIN = "biolink:Association"
_USE, _RELATED = "biolink:treats_or_applied_or_studied_to_treat", "biolink:related_to"


class Edge(NamedTuple):
    """How one kind of claim is written.

    Attributes:
        weak: Class of the association and predicate of a claim that is not endorsed.
        endorsed: The same for one that a label endorses.
    """

    weak: tuple[str, str]
    endorsed: tuple[str, str]


_HARMS = Edge((_HARM, _RELATED), (_HARM, _RELATED))
_TOGETHER = Edge((_CHEMICALS, _RELATED), (_CHEMICALS, "biolink:pharmacologically_interacts_with"))

EDGES: Final = {
    (DF.Indication, DF.condition): Edge((TREATMENT, _USE), (TREATMENT, "biolink:treats")),
    (DF.PrimaryUse, DF.condition): Edge((TREATMENT, _USE), (TREATMENT, _USE)),
    (DF.AdverseEffect, DF.effect): Edge((_HARM, _RELATED), (_SIDE, "biolink:has_side_effect")),
    (DF.Risk, DF.effect): _HARMS,
    (DF.WithdrawalEffect, DF.effect): _HARMS,
    (DF.BoxedWarning, DF.effect): _HARMS,
    (DF.BoxedWarning, DF.interactsWith): _TOGETHER,
    (DF.Interaction, DF.interactsWith): _TOGETHER,
    (DF.Contraindication, DF.condition): Edge(
        (_HARM, _RELATED), (_HARM, "biolink:contraindicated_in")
    ),
    (DF.Contraindication, DF.population): Edge((_PLAIN, _RELATED), (_PLAIN, _RELATED)),
}
"""Edges by the kind of claim and the property that holds its object."""

CATEGORIES: Final = {
    DF.Drug: "biolink:ChemicalEntity",
    DF.Product: "biolink:Drug",
    DF.Substance: "biolink:ChemicalEntity",
    DF.Condition: "biolink:DiseaseOrPhenotypicFeature",
    DF.Effect: "biolink:PhenotypicFeature",
    DF.Population: "biolink:PopulationOfIndividualOrganisms",
}
"""Categories of nodes by their class."""

CONTEXTS: Final = {
    DF.condition: "disease_context_qualifier",
    DF.population: "population_context_qualifier",
}
"""Qualifiers that have a slot; other concepts stand in the slot ``qualifiers``."""

WITH_CONTEXTS: Final = (TREATMENT, _HARM)
"""The associations that have these slots."""

APPROVAL: Final = {Outcome.OFF_LABEL: "off_label_use"}
"""The approval that verdicts tell beside ``approved_for_condition`` of an endorsed use."""

REGISTERS: Final = {
    DF.rxcui: "RXCUI", DF.unii: "UNII", DF.chemblId: "CHEMBL.COMPOUND", DF.inchiKey: "INCHIKEY",
    DF.drugBankId: "DRUGBANK", DF.pubchemCid: "PUBCHEM.COMPOUND", DF.casNumber: "CAS",
    DF.atcCode: "ATC",
}  # fmt: skip
"""Prefixes of the registers that identifiers are of."""

NAMESPACES: Final = {
    PREFIXES["mesh"]: "MESH:",
    PREFIXES["umls"]: "UMLS:",
    PREFIXES["obo"] + "CHEBI_": "CHEBI:",
    PREFIXES["obo"] + "MONDO_": "MONDO:",
    PREFIXES["obo"] + "HP_": "HP:",
}
"""CURIEs of exact matches as the model has them; a match elsewhere stays an IRI."""

AGENTS: Final = {
    PREFIXES["prov"] + "SoftwareAgent": "automated_agent",
    PREFIXES["prov"] + "Person": "manual_agent",
    PREFIXES["prov"] + "Organization": "manual_agent",
}
"""Types of agent by the class of who recorded a claim."""
