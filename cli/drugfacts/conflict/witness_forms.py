"""What sources share, and the witnesses of each claim, as a table, JSON and CSV.

None of it holds a word of a source: shared text is named by its offsets.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts.conflict.forms import cell
from drugfacts.conflict.shingles import SIZE
from drugfacts.label.units import plain
from drugfacts.show.card import Card, Section, render
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.conflict.copying import Pair
    from drugfacts.conflict.witnesses import Copies, Witnessed
    from drugfacts.show.names import Names

_LISTED = 3
"""How many runs of a pair a table lists."""


def summary(copies: Copies) -> str:
    """Return the figures in one line."""
    several = [claim for claim in copies.claims if claim.sources > 1]
    fewer = [claim for claim in several if claim.witnesses < claim.sources]
    copied = sum(pair.is_copied for pair in copies.pairs)
    return (
        f"{len(copies.compared)} sources compared, {len(copies.missing)} without their text; "
        f"{len(copies.pairs)} pairs share {SIZE} words or more in a row, {copied} of them long "
        f"spans; of {len(several)} claims with several sources, {len(fewer)} have fewer "
        "independent witnesses"
    )


def write(form: str, copies: Copies, names: Names, bold: Callable[[str], str] = str) -> str:
    """Return what was found, as ``table``, ``json`` or ``csv``.

    Args:
        form: The form. CSV has a row for each claim; the pairs are in the others.
        copies: What was found.
        names: Names of the sources and claims.
        bold: Marks the headings of a table.
    """
    if form == "json":
        return _json(copies)
    return _csv(copies) if form == "csv" else _table(copies, names, bold)


def _table(copies: Copies, names: Names, bold: Callable[[str], str]) -> str:
    def slug(iri: str) -> str:
        return names.slug(NamedNode(iri))

    pairs: list[tuple[str, ...]] = []
    for pair in copies.pairs:
        said = "copied" if pair.is_copied else "shared phrases"
        head = (f"{slug(pair.first)} and {slug(pair.second)}", _percent(pair.share), said)
        pairs.append((*head, "; ".join(_runs(pair))))
    fewer = [claim for claim in copies.claims if claim.witnesses < claim.sources]
    rows = [
        (names.curie(NamedNode(claim.claim)), _counted(claim), _groups(claim, slug))
        for claim in fewer
    ]
    missing = [(slug(source),) for source in copies.missing]
    sections = [
        Section("Sources that share text (part of the shorter one; longest runs)", pairs),
        Section("Claims with fewer independent witnesses than sources", rows),
        Section("Sources without their text, each counted as a witness of its own", missing),
    ]
    return render(Card(summary(copies), NOTICE, sections), bold)


def _percent(share: Decimal) -> str:
    return f"{plain(share * 100)} %"


def _runs(pair: Pair) -> list[str]:
    said = [
        f"{run.words} words at char-{run.first[0]}-{run.first[1]} and "
        f"char-{run.second[0]}-{run.second[1]}"
        for run in pair.runs[:_LISTED]
    ]
    more = len(pair.runs) - len(said)
    return [*said, f"and {more} more"] if more > 0 else said


def _counted(claim: Witnessed) -> str:
    plural = "" if claim.witnesses == 1 else "es"
    return f"{claim.witnesses} witness{plural}, {claim.sources} sources"


def _groups(claim: Witnessed, slug: Callable[[str], str]) -> str:
    return "; ".join(" = ".join(map(slug, group)) for group in claim.groups)


def _json(copies: Copies) -> str:
    pairs = [
        {**asdict(pair), "share": plain(pair.share), "copied": pair.is_copied}
        for pair in copies.pairs
    ]
    claims = [
        {
            "claim": claim.claim,
            "sources": claim.sources,
            "witnesses": claim.witnesses,
            "compared": claim.compared,
            "groups": claim.groups,
        }
        for claim in copies.claims
    ]
    found = {
        "notice": NOTICE,
        "shingle_words": SIZE,
        "compared": copies.compared,
        "missing": copies.missing,
        "pairs": pairs,
        "claims": claims,
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _csv(copies: Copies) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["claim", "sources", "witnesses", "compared", "groups", "notice"])
    for claim in copies.claims:
        groups = "; ".join(" ".join(group) for group in claim.groups)
        compared = "true" if claim.compared else "false"
        row = [claim.claim, str(claim.sources), str(claim.witnesses), compared, groups, NOTICE]
        writer.writerow([cell(text) for text in row])
    return out.getvalue()
