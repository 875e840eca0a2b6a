"""A report as plain objects, as the forms that are JSON hold it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from drugfacts.model import Severity
from drugfacts.reporting.characters import json_escaped, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drugfacts.model import Finding, Position, Suppression
    from drugfacts.reporting.report import Report

Json: TypeAlias = dict[str, Any]


def dumps(value: object) -> str:
    """Return JSON on one line, in UTF-8 characters, keys in the order given."""
    return json_escaped(json.dumps(value, ensure_ascii=False))


def array(values: Iterable[object], indent: int) -> Iterator[str]:
    """Yield the pieces of a JSON array with an item on each line.

    Args:
        values: Its items.
        indent: Of the line on which it begins.
    """
    pad = "\n" + " " * indent
    before = f"[{pad}  "
    after = "[]"
    for value in values:
        yield before + dumps(value)
        before, after = f",{pad}  ", f"{pad}]"
    yield after


def shown(value: Any) -> Any:
    """Return an object in which no string holds what some readers of JSON refuse.

    JSON itself allows NUL and lone surrogates in escapes; databases and .NET do not.
    """
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return value


def finding_object(finding: Finding) -> Json:
    """Return all that is set of a finding."""
    whole: Json = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "message": finding.message,
        "place": _place(finding.position),
        "shape": finding.shape,
        "component": finding.component,
        "level": finding.level,
        "excerpt": finding.excerpt,
        "details": [finding_object(detail) for detail in finding.details],
        "suppression": _suppression(finding.suppression),
    }
    always = {"rule", "severity", "message"}
    return {key: value for key, value in whole.items() if value or key in always}


def counts(report: Report) -> Json:
    """Return what was checked, and how many findings count and do not."""
    return {
        "documents": report.documents,
        "triples": report.triples,
        "shapes": report.shapes,
        "focus_nodes": report.focus_nodes,
        **{str(severity): report.count(severity) for severity in Severity},
        "suppressed": report.suppressed,
    }


def work(report: Report) -> list[Json]:
    """Return the shapes that were run, each with the number of its focus nodes."""
    return [{"shape": each.shape, "focus_nodes": each.focus_nodes} for each in report.work]


def fixed(report: Report) -> list[Json]:
    """Return what the baseline knows and the check found no more."""
    return [
        _set(rule=each.rule, focus=each.focus, path=each.path, value=each.value)
        for each in report.fixed
    ]


def unseen(report: Report) -> list[Json] | None:
    """Return the predicates with statements that no shape looked at; None if nobody asked."""
    if report.unseen is None:
        return None
    return [
        {"predicate": each.predicate, "triples": each.triples, "of": each.of}
        for each in report.unseen
    ]


def _place(position: Position | None) -> Json:
    if position is None:
        return {}
    return _set(path=position.path, line=position.line, col=position.col)


def _suppression(suppression: Suppression | None) -> Json:
    if suppression is None:
        return {}
    return _set(
        why=str(suppression.why),
        reason=suppression.reason,
        author=suppression.author,
        until=suppression.until,
    )


def _set(**values: object) -> Json:
    return {key: value for key, value in values.items() if value}
