"""The profiles by their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet
    from drugfacts.profiles.book import Book
    from drugfacts.profiles.made import Made


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile.

    Attributes:
        name: Its name.
        of: What is written, in the plural.
        is_folder: Whether it is a folder of files, not one file.
        make: Makes it.
    """

    name: str
    of: str
    is_folder: bool
    make: Callable[[Book], Made]


def profiles() -> tuple[Profile, ...]:
    """Return the profiles, but for ``full``, which is all that is in the data."""
    from drugfacts.profiles import csvw, flat, kgx, nanopub, rdf12, schema_org, sssom

    return (
        Profile("flat", "edges", False, flat.flat),
        Profile("schema.org", "claims", False, schema_org.schema_org),
        Profile("kgx", "claims", True, kgx.kgx),
        Profile("sssom", "mappings", False, sssom.sssom),
        Profile("csvw", "claims", True, csvw.csvw),
        Profile("nanopub", "claims", False, nanopub.nanopub),
        Profile("rdf12", "claims", False, rdf12.rdf12),
    )


def profile(name: str) -> Profile:
    """Return the profile of a name."""
    return next(each for each in profiles() if each.name == name)


def make(data: DataSet, name: str, as_of: str, drug: str | None = None) -> Made:
    """Make a profile of a data set.

    Args:
        data: The data set; only what its named documents say is written.
        name: The name of the profile.
        as_of: The day for which verdicts are derived, ``YYYY-MM-DD``.
        drug: Slug of the drug to which it is confined.

    Raises:
        UsageError: there is no such drug.
        InputError: a claim or a label cannot be compared as it stands.
    """
    from drugfacts.profiles.book import Book

    return profile(name).make(Book(data if drug is None else of_drug(data, drug), as_of))


def of_drug(data: DataSet, slug: str) -> DataSet:
    """Return a data set whose only document is all that one drug needs.

    Raises:
        UsageError: there is no such drug, or there are several.
    """
    from drugfacts.export import subset
    from drugfacts.graph.dataset import DataSet, Document

    own = Document(slug, tuple(subset.of_drug(data, slug)))
    return DataSet((own,), (*data.documents, *data.background), data.base)
