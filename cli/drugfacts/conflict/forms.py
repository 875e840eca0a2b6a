"""Conflicts as a table, JSON, CSV, Markdown, Turtle and TriG."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from io import StringIO
from typing import TYPE_CHECKING

from drugfacts.show.card import Card, Section, render
from drugfacts.text import NOTICE, no_formula, printable

if TYPE_CHECKING:
    from drugfacts.conflict.told import Side, Told

FORMATS = ("table", "json", "csv", "markdown", "turtle", "trig")
_MARKS = re.compile(r"([\\*_\[\]<>|#`])")
_COLUMNS = (
    *("conflict", "kind", "claim_kind", "drug", "claim", "says", "stated_by"),
    *("other_claim", "other_says", "other_stated_by", "why", "as_of", "notice"),
)


def summary(told: Sequence[Told], as_of: str) -> str:
    """Return how many conflicts there are."""
    count = len(told)
    return f"{count} conflict{'' if count == 1 else 's'} between claims, as of {as_of}"


def write(
    form: str,
    told: Sequence[Told],
    base: str,
    as_of: str,
    bold: Callable[[str], str] = str,
) -> str:
    """Return conflicts in a form.

    Args:
        form: One of `FORMATS`.
        told: The conflicts, in the order in which they are written.
        base: Base IRI of the data set.
        as_of: The day for which they were derived, ``YYYY-MM-DD``.
        bold: Marks the headings of a table.
    """
    if form == "table":
        return _table(told, as_of, bold)
    if form == "json":
        return _json(told, as_of)
    if form == "csv":
        return _csv(told, as_of)
    if form == "markdown":
        return _markdown(told, as_of)
    from drugfacts.conflict import triples  # what the others do not need
    from drugfacts.graph import write as graphs

    if form == "trig":
        return graphs.trig(triples.quads(told, base, as_of), base).decode()
    return graphs.turtle(triples.turtle_triples(told, base, as_of), base).decode()


def _table(told: Sequence[Told], as_of: str, bold: Callable[[str], str]) -> str:
    sections = []
    for each in told:
        rows: list[tuple[str, ...]] = [(each.name,)]
        rows += [(side.says, _sources(side)) for side in each.sides]
        rows += [(f"Why: {why}",) for why in each.why]
        sections.append(Section(_heading(each), rows))
    return render(Card(summary(told, as_of), NOTICE, sections), bold)


def _heading(each: Told) -> str:
    return f"{', '.join(each.drug_names)}, {each.claim_called}: {', '.join(each.called)}"


def _sources(side: Side) -> str:
    said = [f"{s.name}{f' [{s.marks}]' if s.marks else ''}" for s in side.stated]
    return "; ".join(said) or "no source"


def _json(told: Sequence[Told], as_of: str) -> str:
    found = {"notice": NOTICE, "as_of": as_of, "count": len(told)}
    return (
        json.dumps(
            {**found, "conflicts": [asdict(each) for each in told]}, indent=2, ensure_ascii=False
        )
        + "\n"
    )


def _csv(told: Sequence[Told], as_of: str) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for each in told:
        row = [each.iri, " ".join(each.kinds), each.claim_kind, " ".join(each.drugs)]
        for side in each.sides:
            row += [side.iri, side.says, " ".join(s.iri for s in side.stated)]
        writer.writerow([cell(text) for text in (*row, " ".join(each.why), as_of, NOTICE)])
    return out.getvalue()


def cell(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    return no_formula(printable(text))


def _markdown(told: Sequence[Told], as_of: str) -> str:
    parts = [f"# {summary(told, as_of)}", NOTICE]
    for each in told:
        parts.append(f"## {escaped(_heading(each))}")
        parts.append(f"`{each.name}`")
        lines = ["| claim | says | stated by |", "| --- | --- | --- |"]
        lines += [
            f"| {escaped(side.name)} | {escaped(side.says)} | {escaped(_sources(side))} |"
            for side in each.sides
        ]
        parts.append("\n".join(lines))
        parts += [escaped(why) for why in each.why]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return a text in which Markdown sees no mark of its own."""
    return _MARKS.sub(r"\\\1", printable(text))


def remark(told: Sequence[Told], as_of: str) -> str:
    """Return what is said beside the conflicts, for forms that hold nothing else."""
    return f"{summary(told, as_of)}. {NOTICE}"
