from __future__ import annotations

import json

from drugfacts import __version__
from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting import formats
from drugfacts.reporting.report import Report


def one(finding: Finding) -> Report:
    return Report((finding,), documents=1, triples=2, shapes=3, focus_nodes=4, engine="made-up 1")


WAIVED = Finding(
    "Drug-name",
    Severity.WARNING,
    "https://e.org/a",
    "<https://e.org/p>",
    '"ü"@de',
    "wrong; correct it.",
    Position("a.ttl", 3),
    details=(Finding("inner", Severity.INFO, "_:b0", "", "", "why"),),
    suppression=Suppression(Why.WAIVED, "later", until="2027-01-31"),
)
LINE = (
    '{"rule": "Drug-name", "severity": "warning", "focus": "https://e.org/a", '
    '"path": "<https://e.org/p>", "value": "\\"ü\\"@de", "message": "wrong; correct it.", '
    '"place": {"path": "a.ttl", "line": 3}, '
    '"details": [{"rule": "inner", "severity": "info", "focus": "_:b0", "message": "why"}], '
    '"suppression": {"why": "waived", "reason": "later", "until": "2027-01-31"}}'
)


def test_a_report_as_json() -> None:
    assert "".join(formats.write("json", one(WAIVED))) == (
        "{\n"
        '  "version": 1,\n'
        f'  "tool": {{"name": "drugfacts", "version": "{__version__}"}},\n'
        '  "engine": "made-up 1",\n'
        '  "conforms": true,\n'
        '  "counts": {"documents": 1, "triples": 2, "shapes": 3, "focus_nodes": 4, '
        '"violation": 0, "warning": 0, "info": 0, "suppressed": 1},\n'
        '  "shapes": [],\n'
        f'  "findings": [\n    {LINE}\n  ],\n'
        '  "fixed": [],\n'
        '  "unseen": null,\n'
        '  "remarks": []\n'
        "}\n"
    )


def test_a_line_of_json_lines_is_the_same_object() -> None:
    assert "".join(formats.write("json-lines", one(WAIVED))) == LINE + "\n"


def test_work_fixed_and_unseen_are_told(report: Report) -> None:
    found = json.loads("".join(formats.write("json", report)))
    assert found["shapes"][2] == {"shape": "_:b9", "focus_nodes": 0}
    assert found["fixed"][1] == {"rule": "document-place", "focus": report.fixed[1].focus}
    assert found["unseen"][0] == {
        "predicate": "https://example.org/terms#note",
        "triples": 2,
        "of": 3,
    }


def test_json_is_utf8_and_steers_no_terminal() -> None:
    odd = Finding("r", Severity.INFO, "", "", "", "\x1b[2J\x9b \u202e\u2028", Position("n\udcff"))
    text = "".join(formats.write("json-lines", one(odd)))
    assert text.isprintable() is False
    assert text.rstrip("\n").isprintable()
    assert text.encode() == text.encode("ascii")
    assert json.loads(text)["place"] == {"path": "n\udcff"}
