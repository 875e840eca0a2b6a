"""Workflow commands of GitHub Actions: each finding is a note at its line.

The escapes are those of the runner: in a message ``%``, CR and LF; in a property also
``:`` and ``,``. GitHub shows at most ten notes of each kind for a step.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from drugfacts.model import Severity
from drugfacts.reporting.characters import one_line
from drugfacts.reporting.labelled import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.model import Finding
    from drugfacts.reporting.report import Report

_COMMANDS = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_TITLE = "drugfacts"


def write(report: Report) -> Iterator[str]:
    """Yield a command for each finding, then notices with what else there is to say.

    A suppressed finding is a notice whose title says why it does not count.
    """
    for finding in report.findings:
        yield _command(finding)
    for each in report.fixed:
        about = f"{each.focus} {each.path} {each.value}".strip()
        yield _line("notice", {"title": f"fixed {each.rule}"}, f"found no more: {about}")
    for remark in report.remarks:
        yield _line("notice", {"title": _TITLE}, remark)
    yield _line("notice", {"title": _TITLE}, report.summary())


def _command(finding: Finding) -> str:
    properties: dict[str, str] = {}
    place = finding.position
    if place is not None:
        properties["file"] = PurePath(place.path).as_posix()
        if place.line:
            properties["line"] = str(place.line)
        if place.col:
            properties["col"] = str(place.col)
    aside = finding.suppression
    properties["title"] = f"{aside.why} {finding.rule}" if aside else finding.rule
    command = "notice" if aside else _COMMANDS[finding.severity]
    return _line(command, properties, "\n".join(labelled(finding)))


def _line(command: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_in_property(value)}" for key, value in properties.items())
    body = _escaped("\n".join(one_line(line) for line in message.split("\n")))
    return f"::{command} {given}::{body}\n"


def _in_property(text: str) -> str:
    return _escaped(one_line(text)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
