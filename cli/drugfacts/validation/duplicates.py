"""The rule on claims that say the same: one proposition is one claim in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.conflict.propositions import propositions
from drugfacts.conflict.table import TABLE
from drugfacts.model import Finding, Severity
from drugfacts.validation.mentions import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from drugfacts.graph.dataset import DataSet

RULE = "claim-duplicate"


def duplicates(data: DataSet) -> Iterator[Finding]:
    """Find claims of one document with the same kind, drug, object, qualifiers and polarity.

    Numbers are compared as numbers: 2.0 mg is 2000.0 ug. Who states a claim, how firmly,
    and who recorded it make no other proposition. Claims that another curation overruled
    are not compared, as they are kept beside the one that holds.
    """
    seen: dict[object, NamedNode] = {}
    for one in propositions(data, frozenset(TABLE)):
        document = one.claim.value.partition("#")[0]
        key = (document, one.kind, one.about, one.denied, one.without())
        first = seen.setdefault(key, one.claim)
        if first != one.claim and (one.claim in data.subjects or first in data.subjects):
            yield Finding(
                RULE,
                Severity.WARNING,
                one.claim.value,
                "",
                str(first),
                f"{short(one.claim.value, data)} says the same as {short(first.value, data)}; "
                "move its passages there and remove it, or add the qualifier in which they differ.",
                data.locate(one.claim),
            )
