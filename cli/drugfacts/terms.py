"""The terms of the ontology and the prefix table, as constants.

Written by ``.ci/generate.py`` from ``ontology/``. Edit the ontology, then run it again.
"""

# ruff: noqa: E501, N815

from __future__ import annotations

from typing import Final

ONTOLOGY_VERSION: Final = "0.1.0"
"""The version of the ontology, which is that of the shapes and facts too."""

PREFIXES: Final[dict[str, str]] = {
    "action": "https://w3id.org/drugfacts/action/",
    "activity": "https://w3id.org/drugfacts/activity/",
    "agent": "https://w3id.org/drugfacts/agent/",
    "biolink": "https://w3id.org/biolink/vocab/",
    "change": "https://w3id.org/drugfacts/change/",
    "circumstance": "https://w3id.org/drugfacts/circumstance/",
    "condition": "https://w3id.org/drugfacts/condition/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "df": "https://w3id.org/drugfacts/ontology#",
    "dfsh": "https://w3id.org/drugfacts/shapes#",
    "dose-form": "https://w3id.org/drugfacts/dose-form/",
    "dosing-factor": "https://w3id.org/drugfacts/dosing-factor/",
    "dosing-phase": "https://w3id.org/drugfacts/dosing-phase/",
    "dosing-rule": "https://w3id.org/drugfacts/dosing-rule/",
    "drug": "https://w3id.org/drugfacts/drug/",
    "drug-class": "https://w3id.org/drugfacts/drug-class/",
    "duration": "https://w3id.org/drugfacts/duration/",
    "effect": "https://w3id.org/drugfacts/effect/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "food": "https://w3id.org/drugfacts/food/",
    "intervention": "https://w3id.org/drugfacts/intervention/",
    "label": "https://w3id.org/drugfacts/label/",
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "modulation": "https://w3id.org/drugfacts/modulation/",
    "oa": "http://www.w3.org/ns/oa#",
    "obo": "http://purl.obolibrary.org/obo/",
    "onset-speed": "https://w3id.org/drugfacts/onset-speed/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "population": "https://w3id.org/drugfacts/population/",
    "product": "https://w3id.org/drugfacts/product/",
    "prov": "http://www.w3.org/ns/prov#",
    "quality": "https://w3id.org/drugfacts/quality/",
    "qudt": "http://qudt.org/schema/qudt/",
    "qudt-unit": "http://qudt.org/vocab/unit/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "review": "https://w3id.org/drugfacts/review/",
    "role": "https://w3id.org/drugfacts/role/",
    "route": "https://w3id.org/drugfacts/route/",
    "schema": "https://schema.org/",
    "setting": "https://w3id.org/drugfacts/setting/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "source": "https://w3id.org/drugfacts/source/",
    "sssom": "https://w3id.org/sssom/",
    "substance": "https://w3id.org/drugfacts/substance/",
    "target": "https://w3id.org/drugfacts/target/",
    "umls": "http://linkedlifedata.com/resource/umls/id/",
    "unit": "https://w3id.org/drugfacts/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "wording": "https://w3id.org/drugfacts/wording/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every prefix that is written, with its namespace."""


class DF:
    """The terms of the ontology, by their local names."""

    Action: Final[str] = "https://w3id.org/drugfacts/ontology#Action"
    """A claim that a drug has a kind of effect on the body by its nature."""
    ActionType: Final[str] = "https://w3id.org/drugfacts/ontology#ActionType"
    """A concept for a kind of effect on the body that a drug is said to have by its nature."""
    Activity: Final[str] = "https://w3id.org/drugfacts/ontology#Activity"
    """A concept for something that people do and that a drug can make unsafe."""
    AdverseEffect: Final[str] = "https://w3id.org/drugfacts/ontology#AdverseEffect"
    """A claim that an unwanted effect occurs in people who take a drug as intended."""
    Advice: Final[str] = "https://w3id.org/drugfacts/ontology#Advice"
    """A claim that a step of care is recommended, recommended against or called needless, with a drug or in its place."""
    Article: Final[str] = "https://w3id.org/drugfacts/ontology#Article"
    """A source that was published without the authority of a regulator."""
    Asserted: Final[str] = "https://w3id.org/drugfacts/ontology#Asserted"
    """The polarity of a claim whose sources state that its proposition holds."""
    BoxedWarning: Final[str] = "https://w3id.org/drugfacts/ontology#BoxedWarning"
    """A claim about a harm of a drug, or about its use with a substance, that a label shows in a box at its top by order of a regulator."""
    BrandName: Final[str] = "https://w3id.org/drugfacts/ontology#BrandName"
    """A claim that a drug is sold under a name."""
    Change: Final[str] = "https://w3id.org/drugfacts/ontology#Change"
    """A concept for a change in a condition, or in the life of a person who has it, that is said to come under treatment."""
    Circumstance: Final[str] = "https://w3id.org/drugfacts/ontology#Circumstance"
    """A concept for what must be the case for a statement about a drug to hold, other than who takes it, how and where."""
    Claim: Final[str] = "https://w3id.org/drugfacts/ontology#Claim"
    """A proposition about one drug or product that at least one source states."""
    Classification: Final[str] = "https://w3id.org/drugfacts/ontology#Classification"
    """A claim that a drug belongs to a drug class."""
    Condition: Final[str] = "https://w3id.org/drugfacts/ontology#Condition"
    """A concept for a disease, disorder, symptom or state of a person that a drug is used for or that bears on its use."""
    Contraindication: Final[str] = "https://w3id.org/drugfacts/ontology#Contraindication"
    """A claim that a drug must not be used in a condition or in a group of people."""
    Denied: Final[str] = "https://w3id.org/drugfacts/ontology#Denied"
    """The polarity of a claim whose sources state that its proposition does not hold."""
    DoseForm: Final[str] = "https://w3id.org/drugfacts/ontology#DoseForm"
    """A concept for the physical shape in which a drug is given."""
    Dosing: Final[str] = "https://w3id.org/drugfacts/ontology#Dosing"
    """A claim about how much of a drug is taken, how often, how it is taken, or by what the dose is chosen."""
    DosingFactor: Final[str] = "https://w3id.org/drugfacts/ontology#DosingFactor"
    """A concept for a feature of a person or an illness by which a dose is said to be chosen."""
    DosingPhase: Final[str] = "https://w3id.org/drugfacts/ontology#DosingPhase"
    """A concept for a stage of a treatment for which a dose is stated."""
    DosingRule: Final[str] = "https://w3id.org/drugfacts/ontology#DosingRule"
    """A concept for what is said, without an amount, of how a dose is taken or changed, or of what changing it does."""
    Drug: Final[str] = "https://w3id.org/drugfacts/ontology#Drug"
    """An active ingredient of medicines, whatever product, form, strength or maker it comes in."""
    DrugClass: Final[str] = "https://w3id.org/drugfacts/ontology#DrugClass"
    """A concept for a group of drugs that share their chemistry or their way of working."""
    Duration: Final[str] = "https://w3id.org/drugfacts/ontology#Duration"
    """A concept for the course of a treatment in time, such as its length or its interruptions, that is given in words and not as an amount."""
    Effect: Final[str] = "https://w3id.org/drugfacts/ontology#Effect"
    """A concept for something that happens in a person because a drug is taken or stopped."""
    FoodRelation: Final[str] = "https://w3id.org/drugfacts/ontology#FoodRelation"
    """A concept for how the taking of a drug is timed against meals."""
    Indication: Final[str] = "https://w3id.org/drugfacts/ontology#Indication"
    """A claim that a drug is used, or may be used, to treat, prevent or relieve a condition."""
    Interaction: Final[str] = "https://w3id.org/drugfacts/ontology#Interaction"
    """A claim that taking a drug together with a substance changes the effect or the amount of at least one of them."""
    Intervention: Final[str] = "https://w3id.org/drugfacts/ontology#Intervention"
    """A concept for a step of care that a source advises or advises against."""
    Label: Final[str] = "https://w3id.org/drugfacts/ontology#Label"
    """A source that is one version of the prescribing information which a regulator has approved for a product."""
    MarketedStrength: Final[str] = "https://w3id.org/drugfacts/ontology#MarketedStrength"
    """A claim that a product is on the market in a strength."""
    Mechanism: Final[str] = "https://w3id.org/drugfacts/ontology#Mechanism"
    """A claim about the target on which a drug acts and what comes of it."""
    Modulation: Final[str] = "https://w3id.org/drugfacts/ontology#Modulation"
    """A concept for the direction or manner in which a drug changes the working of a target."""
    Onset: Final[str] = "https://w3id.org/drugfacts/ontology#Onset"
    """A claim about how soon after a dose a drug works."""
    OnsetSpeed: Final[str] = "https://w3id.org/drugfacts/ontology#OnsetSpeed"
    """A concept for how soon after a dose a drug is said to work."""
    Passage: Final[str] = "https://w3id.org/drugfacts/ontology#Passage"
    """A part of a source that states a claim, or a part of one."""
    Polarity: Final[str] = "https://w3id.org/drugfacts/ontology#Polarity"
    """A value that tells whether a source asserts a proposition or denies it."""
    Population: Final[str] = "https://w3id.org/drugfacts/ontology#Population"
    """A concept for a group of people that is told apart by age, body, history or illness."""
    Precaution: Final[str] = "https://w3id.org/drugfacts/ontology#Precaution"
    """A claim that care is needed in an activity, in a group of people or in a circumstance."""
    PrimaryUse: Final[str] = "https://w3id.org/drugfacts/ontology#PrimaryUse"
    """A claim that a condition is the main thing, or one of the main things, that a drug is used for."""
    Product: Final[str] = "https://w3id.org/drugfacts/ontology#Product"
    """A kind of medicine that is defined by its active ingredients, their strength, its dose form and its route."""
    QualityMark: Final[str] = "https://w3id.org/drugfacts/ontology#QualityMark"
    """A concept for a feature of a source that bears on how far it can be relied upon."""
    ReviewState: Final[str] = "https://w3id.org/drugfacts/ontology#ReviewState"
    """A concept for how far a claim has been gone over by someone other than the one who recorded it."""
    Risk: Final[str] = "https://w3id.org/drugfacts/ontology#Risk"
    """A claim that the use of a drug can lead over time to harm or to a loss of its benefit."""
    Route: Final[str] = "https://w3id.org/drugfacts/ontology#Route"
    """A concept for the way by which a drug enters the body."""
    Section: Final[str] = "https://w3id.org/drugfacts/ontology#Section"
    """A passage that is named by the heading under which it stands in a label."""
    Setting: Final[str] = "https://w3id.org/drugfacts/ontology#Setting"
    """A concept for the place or state of urgency in which a drug is given."""
    Source: Final[str] = "https://w3id.org/drugfacts/ontology#Source"
    """A document, as it read when it was captured or consulted, in which statements about drugs were found."""
    Span: Final[str] = "https://w3id.org/drugfacts/ontology#Span"
    """A passage that is named by the offsets of its first character and of the character after its last."""
    Substance: Final[str] = "https://w3id.org/drugfacts/ontology#Substance"
    """A concept for a drug, food, drink or other matter, or a group of such, that is named in a statement about another drug."""
    Target: Final[str] = "https://w3id.org/drugfacts/ontology#Target"
    """A concept for a molecule, cell part, site or process in the body on which a drug acts."""
    TestedDuration: Final[str] = "https://w3id.org/drugfacts/ontology#TestedDuration"
    """A claim about how long the use of a drug has been studied."""
    TherapyRole: Final[str] = "https://w3id.org/drugfacts/ontology#TherapyRole"
    """A concept for the part that a drug plays beside other treatments."""
    TreatmentOutcome: Final[str] = "https://w3id.org/drugfacts/ontology#TreatmentOutcome"
    """A claim that something changes in a condition, or in the life of a person who has it, while a drug is taken."""
    Unit: Final[str] = "https://w3id.org/drugfacts/ontology#Unit"
    """A concept for a unit of measurement in which doses and strengths are given."""
    Waiver: Final[str] = "https://w3id.org/drugfacts/ontology#Waiver"
    """A decision, for a reason and until a day, that what one rule finds about one thing does not fail a check."""
    WithdrawalEffect: Final[str] = "https://w3id.org/drugfacts/ontology#WithdrawalEffect"
    """A claim that an effect follows when a drug is stopped or its dose is lowered."""
    Wording: Final[str] = "https://w3id.org/drugfacts/ontology#Wording"
    """A concept for how firmly a source words a statement."""
    about: Final[str] = "https://w3id.org/drugfacts/ontology#about"
    """The relation of a claim to the one drug or product of which it says something."""
    actionType: Final[str] = "https://w3id.org/drugfacts/ontology#actionType"
    """The relation of an action to what the drug is said to do, or of a mechanism to the action that it explains."""
    activity: Final[str] = "https://w3id.org/drugfacts/ontology#activity"
    """The relation of a precaution to what needs care while the drug is taken."""
    advises: Final[str] = "https://w3id.org/drugfacts/ontology#advises"
    """The relation of an advice to the step of care that it recommends."""
    advisesAgainst: Final[str] = "https://w3id.org/drugfacts/ontology#advisesAgainst"
    """The relation of an advice to the step of care that it recommends to leave or calls needless."""
    afterFailureOf: Final[str] = "https://w3id.org/drugfacts/ontology#afterFailureOf"
    """The relation of an indication to the treatment that must have failed before the drug is used."""
    atcCode: Final[str] = "https://w3id.org/drugfacts/ontology#atcCode"
    """The code of a drug in the Anatomical Therapeutic Chemical classification of the World Health Organization."""
    brandName: Final[str] = "https://w3id.org/drugfacts/ontology#brandName"
    """The name, as it is written on the package, under which a brand name claim says that a drug is sold."""
    captureDigest: Final[str] = "https://w3id.org/drugfacts/ontology#captureDigest"
    """The SHA-256 digest, in lower-case hexadecimal, of the bytes of the captured text of a source."""
    casNumber: Final[str] = "https://w3id.org/drugfacts/ontology#casNumber"
    """The registry number of a drug at the Chemical Abstracts Service."""
    change: Final[str] = "https://w3id.org/drugfacts/ontology#change"
    """The relation of a treatment outcome to the change that it says comes about."""
    chemblId: Final[str] = "https://w3id.org/drugfacts/ontology#chemblId"
    """The identifier of a drug in ChEMBL."""
    circumstance: Final[str] = "https://w3id.org/drugfacts/ontology#circumstance"
    """The relation of a claim to what must be the case for it to hold."""
    completeFor: Final[str] = "https://w3id.org/drugfacts/ontology#completeFor"
    """The relation of a label to a kind of claim of which all that the label states have been recorded."""
    condition: Final[str] = "https://w3id.org/drugfacts/ontology#condition"
    """The relation of a claim to the condition that it is about or within which it holds."""
    dailyDoseMax: Final[str] = "https://w3id.org/drugfacts/ontology#dailyDoseMax"
    """The greatest amount of a drug that a dosing says is taken in one day."""
    dailyDoseMin: Final[str] = "https://w3id.org/drugfacts/ontology#dailyDoseMin"
    """The smallest amount of a drug that a dosing says is taken in one day."""
    deaSchedule: Final[str] = "https://w3id.org/drugfacts/ontology#deaSchedule"
    """The schedule of the United States Controlled Substances Act in which a drug is listed."""
    definedDailyDose: Final[str] = "https://w3id.org/drugfacts/ontology#definedDailyDose"
    """The number that the World Health Organization assumes as the average maintenance dose of a drug per day in adults for its main use."""
    doseForm: Final[str] = "https://w3id.org/drugfacts/ontology#doseForm"
    """The relation of a claim, product or label to the shape in which the drug is given."""
    doseUnit: Final[str] = "https://w3id.org/drugfacts/ontology#doseUnit"
    """The relation of a dosing, or of a drug with a defined daily dose, to the unit of all its amounts."""
    dosesPerDayMax: Final[str] = "https://w3id.org/drugfacts/ontology#dosesPerDayMax"
    """The greatest number of times a day that a dosing says a drug is taken."""
    dosesPerDayMin: Final[str] = "https://w3id.org/drugfacts/ontology#dosesPerDayMin"
    """The smallest number of times a day that a dosing says a drug is taken."""
    dosingFactor: Final[str] = "https://w3id.org/drugfacts/ontology#dosingFactor"
    """The relation of a dosing to a feature by which the dose is chosen."""
    dosingPhase: Final[str] = "https://w3id.org/drugfacts/ontology#dosingPhase"
    """The relation of a dosing to the stage of treatment for which it states a dose."""
    dosingRule: Final[str] = "https://w3id.org/drugfacts/ontology#dosingRule"
    """The relation of a dosing to what it says, without an amount, of how a dose is taken or changed."""
    drugBankId: Final[str] = "https://w3id.org/drugfacts/ontology#drugBankId"
    """The identifier of a drug in DrugBank."""
    drugClass: Final[str] = "https://w3id.org/drugfacts/ontology#drugClass"
    """The relation of a classification to the class in which it puts the drug."""
    duration: Final[str] = "https://w3id.org/drugfacts/ontology#duration"
    """The relation of an indication to the course of treatment in time, in words, to which it is restricted."""
    durationMax: Final[str] = "https://w3id.org/drugfacts/ontology#durationMax"
    """The longest time that a claim names."""
    effect: Final[str] = "https://w3id.org/drugfacts/ontology#effect"
    """The relation of a claim to the effect that it says occurs in a person."""
    epcCode: Final[str] = "https://w3id.org/drugfacts/ontology#epcCode"
    """The identifier of the established pharmacologic class in which the Food and Drug Administration puts a drug."""
    inchiKey: Final[str] = "https://w3id.org/drugfacts/ontology#inchiKey"
    """The fixed-length digest of the International Chemical Identifier of a drug."""
    incidencePercent: Final[str] = "https://w3id.org/drugfacts/ontology#incidencePercent"
    """The number of people in every hundred who take a drug in whom a claim says that its effect occurs."""
    incidencePercentMax: Final[str] = "https://w3id.org/drugfacts/ontology#incidencePercentMax"
    """The greatest number of people in every hundred who take a drug in whom a claim says that its effect occurs."""
    ingredient: Final[str] = "https://w3id.org/drugfacts/ontology#ingredient"
    """The relation of a product, or of a label, to a drug that is its active ingredient."""
    interactsWith: Final[str] = "https://w3id.org/drugfacts/ontology#interactsWith"
    """The relation of an interaction, or of a boxed warning about one, to the substance that is the other partner."""
    jurisdiction: Final[str] = "https://w3id.org/drugfacts/ontology#jurisdiction"
    """The code, of ISO 3166, of the country in which a label holds."""
    labelVersion: Final[str] = "https://w3id.org/drugfacts/ontology#labelVersion"
    """The number that a regulator gave to a version of a label."""
    modulation: Final[str] = "https://w3id.org/drugfacts/ontology#modulation"
    """The relation of a mechanism to the way in which the drug changes the working of the target."""
    normalisedDigest: Final[str] = "https://w3id.org/drugfacts/ontology#normalisedDigest"
    """The SHA-256 digest, in lower-case hexadecimal, of the characters of a span in UTF-8 after differences of typography have been removed."""
    onsetSpeed: Final[str] = "https://w3id.org/drugfacts/ontology#onsetSpeed"
    """The relation of an onset to how soon the drug is said to work."""
    passageOf: Final[str] = "https://w3id.org/drugfacts/ontology#passageOf"
    """The relation of a passage to the source of which it is a part."""
    placeboIncidencePercent: Final[str] = (
        "https://w3id.org/drugfacts/ontology#placeboIncidencePercent"
    )
    """The number of people in every hundred who take a placebo in whom a claim says that the same effect occurs."""
    polarity: Final[str] = "https://w3id.org/drugfacts/ontology#polarity"
    """The relation of a claim to whether its sources assert or deny the proposition."""
    population: Final[str] = "https://w3id.org/drugfacts/ontology#population"
    """The relation of a claim to the group of people for whom it holds."""
    pubchemCid: Final[str] = "https://w3id.org/drugfacts/ontology#pubchemCid"
    """The identifier of a drug among the compounds of PubChem."""
    qualityMark: Final[str] = "https://w3id.org/drugfacts/ontology#qualityMark"
    """The relation of a source to a feature of it that bears on how far it can be relied upon."""
    reason: Final[str] = "https://w3id.org/drugfacts/ontology#reason"
    """The words in which a waiver says why what is found may stay as it is for now."""
    regulator: Final[str] = "https://w3id.org/drugfacts/ontology#regulator"
    """The relation of a label to the authority that approved it."""
    retrievedOn: Final[str] = "https://w3id.org/drugfacts/ontology#retrievedOn"
    """The day on which the text of a source was fetched or read."""
    reviewState: Final[str] = "https://w3id.org/drugfacts/ontology#reviewState"
    """The relation of a claim to how far it has been reviewed."""
    role: Final[str] = "https://w3id.org/drugfacts/ontology#role"
    """The relation of an indication to the part that the drug plays beside other treatments."""
    route: Final[str] = "https://w3id.org/drugfacts/ontology#route"
    """The relation of a claim, product or label to the way by which the drug enters the body."""
    rxcui: Final[str] = "https://w3id.org/drugfacts/ontology#rxcui"
    """The identifier of a drug or product in RxNorm of the National Library of Medicine."""
    sectionCode: Final[str] = "https://w3id.org/drugfacts/ontology#sectionCode"
    """The LOINC code of the kind of section in a label."""
    setId: Final[str] = "https://w3id.org/drugfacts/ontology#setId"
    """The identifier that all the versions of a label share."""
    setting: Final[str] = "https://w3id.org/drugfacts/ontology#setting"
    """The relation of a claim to the place or state of urgency in which it holds."""
    singleDoseMax: Final[str] = "https://w3id.org/drugfacts/ontology#singleDoseMax"
    """The greatest amount of a drug that a dosing says is taken at one time."""
    singleDoseMin: Final[str] = "https://w3id.org/drugfacts/ontology#singleDoseMin"
    """The smallest amount of a drug that a dosing says is taken at one time."""
    spanDigest: Final[str] = "https://w3id.org/drugfacts/ontology#spanDigest"
    """The SHA-256 digest, in lower-case hexadecimal, of the characters of a span in UTF-8."""
    statedIn: Final[str] = "https://w3id.org/drugfacts/ontology#statedIn"
    """The relation of a claim to a passage that states it, alone or together with other passages of the same source."""
    strengthAmount: Final[str] = "https://w3id.org/drugfacts/ontology#strengthAmount"
    """The number that tells how much of its ingredient one unit of a product contains."""
    strengthUnit: Final[str] = "https://w3id.org/drugfacts/ontology#strengthUnit"
    """The relation of a product or a marketed strength to the unit of its strength."""
    target: Final[str] = "https://w3id.org/drugfacts/ontology#target"
    """The relation of a mechanism to the molecule, site or process on which the drug acts."""
    unchecked: Final[str] = "https://w3id.org/drugfacts/ontology#unchecked"
    """The mark that a value of a thing has not been compared with a copy of the register that issued it."""
    unii: Final[str] = "https://w3id.org/drugfacts/ontology#unii"
    """The identifier of a drug in the substance register of the Food and Drug Administration."""
    waivedFocus: Final[str] = "https://w3id.org/drugfacts/ontology#waivedFocus"
    """The relation of a waiver to the one thing about which a finding is waived, the focus node of the finding."""
    waivedRule: Final[str] = "https://w3id.org/drugfacts/ontology#waivedRule"
    """The name of the one rule whose findings about a thing are waived, as findings show it."""
    withFood: Final[str] = "https://w3id.org/drugfacts/ontology#withFood"
    """The relation of a dosing to how it is timed against meals."""
    wording: Final[str] = "https://w3id.org/drugfacts/ontology#wording"
    """The relation of a claim to the firmest wording that any of its passages gives it."""
