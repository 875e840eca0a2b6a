"""SARIF 2.1.0, for code scanning on GitHub and for the viewers of editors.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, and what GitHub
says of the properties that it asks for: a rule with its help, one place for each result,
and a fingerprint, without which a finding would be a new alert on each run.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from drugfacts import __version__, iris
from drugfacts.model import Finding, Severity, Why
from drugfacts.reporting.characters import visible
from drugfacts.reporting.labelled import aside
from drugfacts.reporting.objects import (
    Json,
    array,
    counts,
    dumps,
    finding_object,
    fixed,
    shown,
    unseen,
    work,
)
from drugfacts.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.reporting.report import Report

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
NO_FILE = "no-file"
"""The file of a finding that has no place: GitHub takes no result without one."""

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_OWN_SHAPES = f"<{PREFIXES['dfsh']}"


def write(report: Report) -> Iterator[str]:
    """Yield the pieces of a SARIF log with one run.

    A waived finding has a suppression, a known one the state ``unchanged``. What was
    fixed stands in the properties of the run and is no result: GitHub reads no states,
    and would open an alert for what is gone.
    """
    rules = _rules(report)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    compared = bool(report.fixed) or any(_is_known(finding) for finding in report.findings)
    seen: Counter[str] = Counter()
    yield f'{{\n  "$schema": {dumps(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [{{'
    yield '\n    "tool": {"driver": {'
    yield f'\n      "name": "drugfacts",\n      "semanticVersion": {dumps(__version__)},'
    yield f'\n      "informationUri": {dumps(iris.BASE)},\n      "rules": '
    yield from array(rules, 6)
    yield f'\n    }}}},\n    "invocations": [{dumps(_invocation(report))}],'
    yield '\n    "columnKind": "unicodeCodePoints",\n    "results": '
    yield from array((_result(each, numbers, compared, seen) for each in report.findings), 4)
    yield f',\n    "properties": {dumps(_properties(report))}\n  }}]\n}}\n'


def _rules(report: Report) -> list[Json]:
    """Return the rules that found something, sorted by name."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append(finding)
    return [_rule(rule, found[rule]) for rule in sorted(found)]


def _rule(rule: str, findings: list[Finding]) -> Json:
    severities = {finding.severity for finding in findings}
    worst = next(severity for severity in Severity if severity in severities)
    shape = min(finding.shape for finding in findings)
    # The label of a shape without a name is new in each run, and tells nobody anything.
    named = "a part of a shape, without a name of its own"
    about = named if shape.startswith("_:") else f"the shape {shape}"
    about = about if shape else "a rule on documents"
    text = "Each result says what is wrong and what to do."
    if not shape or shape.startswith(_OWN_SHAPES):
        text += f" For examples run: drugfacts explain {rule}"
    name = visible(rule)
    return {
        "id": name,
        "shortDescription": {"text": name},
        "fullDescription": {"text": visible(f"{rule}: {about}.")},
        "help": {"text": visible(text)},
        "defaultConfiguration": {"level": _LEVELS[worst]},
    }


def _result(finding: Finding, numbers: dict[str, int], compared: bool, seen: Counter[str]) -> Json:
    rule = visible(finding.rule)
    result: Json = {
        "ruleId": rule,
        "ruleIndex": numbers[rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": visible(finding.message) or rule},
        "locations": [_location(finding)],
        "partialFingerprints": _fingerprints(finding, seen),
    }
    suppression = finding.suppression
    if suppression is not None and suppression.why is Why.WAIVED:
        result["suppressions"] = [
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": visible(aside(suppression)),
            }
        ]
    if compared:
        result["baselineState"] = "unchanged" if _is_known(finding) else "new"
    # The whole finding, as the parts above leave out or alter what has no place in them.
    result["properties"] = shown(finding_object(finding))
    return result


def _location(finding: Finding) -> Json:
    place = finding.position
    region: Json = {"startLine": max(place.line, 1) if place else 1}
    if place and place.col:
        region["startColumn"] = place.col
    if finding.excerpt and place and place.line:
        region["snippet"] = {"text": visible(finding.excerpt)}
    path = NO_FILE if place is None else uri_of(place.path)
    location: Json = {"physicalLocation": {"artifactLocation": {"uri": path}, "region": region}}
    named = [(finding.focus, "object"), (finding.path, "property")]
    logical = [{"fullyQualifiedName": visible(n), "kind": kind} for n, kind in named if n]
    if logical:
        location["logicalLocations"] = logical
    return location


def uri_of(path: str) -> str:
    """Return the URI reference of a file: relative as the path is, else with ``file:``.

    Bytes of a name that are no UTF-8 are kept, percent-encoded as all others.
    """
    posix = PurePath(path).as_posix()
    quoted = quote(_bytes(posix), safe="/")
    return f"file://{quoted}" if posix.startswith("/") else quoted


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _fingerprints(finding: Finding, seen: Counter[str]) -> dict[str, str]:
    """Return what stays the same when lines move; GitHub reads the second one only."""
    parts = (
        finding.rule,
        _unlabelled(finding.focus),
        finding.path,
        _unlabelled(finding.value),
        finding.component,
    )
    digest = sha256(json.dumps(parts).encode()).hexdigest()
    seen[digest] += 1
    return {
        "drugfacts/v1": digest,
        "primaryLocationLineHash": f"{digest[:16]}:{seen[digest]}",
    }


def _unlabelled(term: str) -> str:
    # A label of a blank node means nothing outside of one run.
    return "_:" if term.startswith("_:") else term


def _is_known(finding: Finding) -> bool:
    return finding.suppression is not None and finding.suppression.why is Why.KNOWN


def _invocation(report: Report) -> Json:
    notes = [{"level": "note", "message": {"text": visible(remark)}} for remark in report.remarks]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _properties(report: Report) -> Json:
    properties: Json = shown(
        {
            "summary": report.summary(),
            "engine": report.engine,
            "counts": counts(report),
            "shapes": work(report),
            "fixed": fixed(report),
            "unseen": unseen(report),
        }
    )
    return properties
