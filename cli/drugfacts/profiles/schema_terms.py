"""The terms of schema.org that are written: a page uses no other."""

from __future__ import annotations

from typing import Final

CONTEXT: Final = "https://schema.org"

TYPES: Final = frozenset(
    {
        "Article", "Claim", "ClaimReview", "CreativeWork", "Dataset", "Drug", "DrugClass",
        "MedicalCode", "MedicalCondition", "PropertyValue", "Rating",
    }
)  # fmt: skip
"""The classes."""

PROPERTIES: Final = frozenset(
    {
        "about", "activeIngredient", "administrationRoute", "alternateName", "appearance",
        "claimReviewed", "code", "codeValue", "codingSystem", "dateModified", "datePublished",
        "description", "dosageForm", "drug", "drugClass", "identifier", "isBasedOn",
        "itemReviewed", "mechanismOfAction", "name", "nonProprietaryName", "propertyID",
        "proprietaryName", "ratingExplanation", "reviewRating", "rxcui", "sameAs", "text", "url",
        "value", "warning",
    }
)  # fmt: skip
"""The properties."""
