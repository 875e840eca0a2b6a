"""The report of a run, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drugfacts.mutation.mutant import Fate
from drugfacts.mutation.score import PARTS, Score
from drugfacts.text import columns

if TYPE_CHECKING:
    from drugfacts.mutation.mutant import Judged
    from drugfacts.mutation.score import Report

_OF_WHAT = {"rules": "changes of the shapes", "data": "changes of the good examples"}
_NOT_COUNTED = {
    Fate.EQUIVALENT: "equivalent",
    Fate.FREE: "free by the shapes",
    Fate.INVALID: "cannot be run",
}


def text(report: Report, least: float) -> Iterator[str]:
    """Yield the report line by line: survivors, then scores by shape and by kind.

    Args:
        report: What is written.
        least: The score that is asked for.
    """
    for mutant in report.of(Fate.SURVIVED):
        place = f"{mutant.where}: " if mutant.where else ""
        yield f"{place}{mutant.id}; {mutant.advice}"
    for part in PARTS:
        weak = {n: s for n, s in report.by(_group, part).items() if s.noticed < s.counted}
        yield from _table(f"{part} with survivors", weak)
    for part in PARTS:
        yield from _table(f"{part} by kind of change", report.by(lambda m: m.kind.value, part))
    for part in PARTS:
        yield _line(report, part, least)


def summary(report: Report, least: float) -> str:
    """Return the result of the run in one line."""
    found = report.score()
    good, bad = report.examples
    ran = f"{len(report.judged)} of {report.mutants} mutants"
    verdict = "reached" if report.passes(least) else "missed"
    return (
        f"{ran} held against {good} good and {bad} bad examples: {found.noticed} of "
        f"{found.counted} noticed ({_share(found)}), {least:g} {verdict}"
    )


def as_json(report: Report, least: float) -> str:
    """Return the report as one JSON object, which lists all mutants but those noticed."""
    good, bad = report.examples
    found: dict[str, Any] = {
        "examples": {"good": good, "bad": bad},
        "mutants": report.mutants,
        "run": len(report.judged),
        "minScore": least,
        "passes": report.passes(least),
        "score": _score(report.score()),
        "parts": {
            part: {
                **_score(report.score(part)),
                **{fate.value: report.count(fate, part) for fate in _NOT_COUNTED},
                "kinds": _scores(report.by(lambda m: m.kind.value, part)),
                "groups": _scores(report.by(_group, part)),
            }
            for part in PARTS
        },
        "remarks": list(report.remarks),
        "survivors": [_mutant(mutant) for mutant in report.of(Fate.SURVIVED)],
        **{fate.value: [_mutant(mutant) for mutant in report.of(fate)] for fate in _NOT_COUNTED},
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _line(report: Report, part: str, least: float) -> str:
    score = report.score(part)
    others = ", ".join(
        f"{report.count(fate, part)} {said}"
        for fate, said in _NOT_COUNTED.items()
        if report.count(fate, part)
    )
    apart = f" (not counted: {others})" if others else ""
    verdict = "" if score.reaches(least) else f", below {least:g}"
    return (
        f"{part}: {score.noticed} of {score.counted} {_OF_WHAT[part]} noticed, "
        f"{_share(score)}{verdict}{apart}"
    )


def _group(mutant: Judged) -> str:
    return mutant.name


def _table(title: str, scores: dict[str, Score]) -> Iterator[str]:
    rows = [(name, _share(s), f"{s.noticed} of {s.counted}") for name, s in scores.items()]
    if rows:
        yield f"{title}:"
        yield from columns(rows, indent="  ")


def _share(score: Score) -> str:
    """Return a share with three digits; one that is not whole never reads as 1.000."""
    if score.value is None:
        return "nothing to count"
    return f"{int(score.value * 1000) / 1000:.3f}"


def _score(score: Score) -> dict[str, Any]:
    return {"noticed": score.noticed, "counted": score.counted, "value": score.value}


def _scores(scores: dict[str, Score]) -> dict[str, Any]:
    return {name: _score(score) for name, score in scores.items()}


def _mutant(mutant: Judged) -> dict[str, str]:
    return {
        "part": mutant.about,
        "name": mutant.name,
        "kind": mutant.kind.value,
        "change": mutant.change,
        "where": mutant.where,
        "advice": mutant.advice,
    }
