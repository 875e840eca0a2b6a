"""The page itself: what was found, put into templates that escape everything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drugfacts.label.outcomes import Outcome
from drugfacts.label.words import SILENCE
from drugfacts.overview import passages as evidence
from drugfacts.overview.counted import Count, count
from drugfacts.overview.days import day
from drugfacts.overview.doses import Plot, plots
from drugfacts.overview.drugs import MANY, Drug, drugs
from drugfacts.overview.judged import ORDER, Judged, judged
from drugfacts.overview.matrix import Matrix, matrix
from drugfacts.overview.single import Alone, single
from drugfacts.overview.timeline import timeline
from drugfacts.reporting.phrases import flat
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.overview.survey import Survey

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of the page: it loads, runs and sends nothing."""

MEANINGS = {
    Outcome.CONTRADICTED: "the label states the opposite, or contraindicates it",
    Outcome.BEYOND_LABEL_DOSE: "the most that is claimed is above the most of the label",
    Outcome.OFF_LABEL: "the label lists all its uses, and this is none of them",
    Outcome.LABEL_SILENT: "the label is recorded completely for such claims, and does not state it",
    Outcome.BROADER_THAN_LABEL: "the label states only something narrower",
    Outcome.ON_LABEL_RESTRICTED: "the label states it with a restriction that the claim leaves out",
    Outcome.WITHIN_LABEL_DOSE: "the most that is claimed is not above the most of the label",
    Outcome.ON_LABEL: "the label states it, or something broader",
    Outcome.NOT_COMPARABLE: "the doses have no measure, use or phase in common",
    Outcome.NOT_RECORDED: "the label is not recorded completely for such claims",
    Outcome.LABEL_UNAVAILABLE: "no label of that drug, route and form is here",
}
_LINKABLE = re.compile(r"(?:https?://|mailto:|urn:)[^\s<>\"'`\\{}|^]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A drug with all that the page tells of it."""

    drug: Drug
    claims: Count
    judged: Judged
    matrix: Matrix
    single: Count
    alone: Sequence[Alone]
    plots: Sequence[Plot]


def page(survey: Survey) -> str:
    """Return the page as HTML.

    It is one file without scripts, and asks nothing of any other place. All that is from
    the data is escaped; of its IRIs only those of http, https, mailto and urn are links.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_one_line,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["linkable"] = linkable
    return environment.get_template("page.html").render(_found(survey))


def linkable(iri: str) -> bool:
    """Tell whether an IRI may become a link."""
    return _LINKABLE.fullmatch(iri) is not None and flat(iri) == iri


def _one_line(value: Any) -> Any:
    """Return a text without characters that steer; markup of our own stays as it is."""
    return flat(value) if type(value) is str else value


def _found(survey: Survey) -> dict[str, Any]:
    parts = [_part(drug, survey) for drug in drugs(survey)]
    found = evidence.passages(survey)
    return {
        "policy": POLICY,
        "style": (Path(__file__).parent / "templates" / "style.css").read_text(encoding="utf-8"),
        "notice": NOTICE,
        "silence": SILENCE,
        "as_of": survey.words.as_of,
        "ages": _ages(survey),
        "parts": parts,
        "totals": _totals(survey, found, parts),
        "overruled": count("claims-overruled", survey.overruled),
        "conflicts": survey.conflicts,
        "conflict_count": count("conflicts", len(survey.conflicts)),
        "compared": survey.compared,
        "passages": found,
        "passage_meanings": evidence.MEANINGS,
        "timeline": timeline(survey),
        "meanings": [(outcome, MEANINGS[outcome]) for outcome in ORDER],
        "many": MANY,
    }


def _part(drug: Drug, survey: Survey) -> Part:
    alone = single(drug, survey)
    return Part(
        drug=drug,
        claims=count("claims-of-drug", len(drug.claims), drug=drug.iris),
        judged=judged(drug, survey),
        matrix=matrix(drug, survey),
        single=count(
            "single-witness-of-drug",
            sum(each.claims.value for each in alone),
            drug=drug.iris,
        ),
        alone=alone,
        plots=plots(drug, survey),
    )


def _totals(
    survey: Survey, found: evidence.Passages, parts: Sequence[Part]
) -> list[tuple[str, str, Count]]:
    """Return the numbers at the top: what they count, where to read on, the number."""
    facts = survey.facts
    sources = {source for claim in facts.claims for source in survey.sources(claim.iri)}
    unchecked = sum(
        each.value
        for state, each in zip(found.states, found.totals, strict=True)
        if state in evidence.UNCHECKED
    )
    return [
        ("claims of articles", "agreement", count("claims", len(facts.claims))),
        ("articles and other sources", "agreement", count("sources", len(sources))),
        ("labels", "labels", count("labels", len(facts.labels))),
        ("verdicts, claim by label", "verdicts", count("verdicts", len(survey.verdicts))),
        ("conflicts", "conflicts", count("conflicts", len(survey.conflicts))),
        (
            "claims with one witness",
            "single",
            count("single-witness", sum(p.single.value for p in parts)),
        ),
        ("passages", "passages", count("passages", len(survey.passages.results))),
        ("passages unchecked", "passages", count("passages-unchecked", unchecked)),
    ]


def _ages(survey: Survey) -> str:
    """Return how old the labels are, in a sentence or two."""
    labels = survey.facts.labels
    if not labels:
        return "There is no label here: no claim could be held against one."
    looked = f"No newer version was looked at than those below, on {survey.words.as_of}."
    said = [label.issued for label in labels if label.issued]
    dated = sorted(text for text in said if day(text) is not None)
    if not dated:
        known = "No label has a day that can be read." if said else "None of the labels is dated."
        return f"{known} {looked}"
    first = f"of {dated[0]}" if dated[0] == dated[-1] else f"of {dated[0]} to {dated[-1]}"
    more = "" if len(said) == len(labels) else "; others are undated"
    more += "" if len(dated) == len(said) else "; of others the day cannot be read"
    return f"The dated versions of labels are {first}{more}. {looked}"
