"""A made-up report with everything in it that a format may trip over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting.report import Fixed, Report, Unseen, Work

BASE = "https://example.org/facts/"
DF = "https://w3id.org/drugfacts/ontology#"
SHAPES = "https://w3id.org/drugfacts/shapes#"
SH = "http://www.w3.org/ns/shacl#"
DRUG = BASE + "drug/examplol"

DRUG_FILE = "data/drug/examplol.ttl"
OTHER_FILE = "data/odd | `name` <b>.ttl"


def made_up() -> Report:
    """Return the report; the fixture `report` gives the same one."""
    plain = Finding(
        rule="Drug-identifier",
        severity=Severity.WARNING,
        focus=DRUG,
        path="",
        value="",
        message="a drug has an identifier; add df:rxcui or df:unii.",
        position=Position(DRUG_FILE, 5, 1),
        shape=f"<{SHAPES}Drug-identifier>",
        component=SH + "OrConstraintComponent",
        level=SH + "Warning",
        excerpt="drug:examplol a df:Drug ;",
    )
    nested = Finding(
        rule="Indication-condition",
        severity=Severity.VIOLATION,
        focus=DRUG + "#indication-panic",
        path=f"<{DF}condition>",
        value=f"<{BASE}effect/drowsiness>",
        message="the condition is not in the scheme of conditions; name one that is.",
        position=Position(DRUG_FILE, 12, 15),
        shape=f"<{SHAPES}Indication-condition>",
        component=SH + "NodeConstraintComponent",
        level=SH + "Violation",
        excerpt="\tdf:condition\teffect:drowsiness ;  # 薬 e\u0301",
        details=(
            Finding(
                rule="Condition-inScheme",
                severity=Severity.VIOLATION,
                focus=BASE + "effect/drowsiness",
                path="<http://www.w3.org/2004/02/skos/core#inScheme>",
                value="",
                message="there is no skos:inScheme; add one.",
                shape="_:b0",
                component=SH + "MinCountConstraintComponent",
                level=SH + "Violation",
                details=(
                    Finding(
                        rule="Condition-inScheme",
                        severity=Severity.INFO,
                        focus="_:b1",
                        path="",
                        value='"deep"@en',
                        message="and one level | deeper.",
                    ),
                ),
            ),
        ),
    )
    known = Finding(
        rule="Indication-condition",
        severity=Severity.VIOLATION,
        focus=DRUG + "#indication-sleep",
        path=f"<{DF}condition>",
        value="",
        message="an indication has a condition; add df:condition.",
        position=Position(DRUG_FILE, 30, 1),
        shape=f"<{SHAPES}Indication-condition>",
        component=SH + "MinCountConstraintComponent",
        level=SH + "Violation",
        excerpt="drug-examplol:indication-sleep a df:Indication ;",
        suppression=Suppression(Why.KNOWN),
    )
    waived = Finding(
        rule="document-empty",
        severity=Severity.WARNING,
        focus=BASE + "drug/empty",
        path="",
        value="",
        message="the file states nothing; describe drug:empty in it, or delete it.",
        position=Position("data/drug/empty.ttl"),
        suppression=Suppression(
            Why.WAIVED, "comes with the next | delivery", BASE + "agent/curator", "2027-01-31"
        ),
    )
    long = Finding(
        rule="Drug-name",
        severity=Severity.INFO,
        focus='"naïve ☃ 薬"@en',
        path=f"^<{DF}about>/<http://www.w3.org/2000/01/rdf-schema#label>",
        value='"=HYPERLINK(\\"https://example.org\\")"^^<http://www.w3.org/2001/XMLSchema#string>',
        message="=1+1 is no name; " + "write out what the label says, " * 6 + "or leave it out.",
        position=Position(OTHER_FILE, 1, 200),
        shape="_:b7",
        component=SH + "PatternConstraintComponent",
        level="https://example.org/levels#mild",
        excerpt="…" + "x" * 55 + ' <b> "=HY' + "y" * 90 + "…",
    )
    hostile = Finding(
        rule="Drug-name",
        severity=Severity.VIOLATION,
        focus="javascript:alert(1)",
        path="",
        value='"</td><script>alert(1)</script> `x` | **bold** [a](https://example.org) @user #1"',
        message="\x1b[31mred\x1b[0m\r\n<script>alert('x')</script> | `code` \u202e_a_ "
        "www.example.org",
        position=Position(OTHER_FILE, 2, 3),
        shape="<javascript:alert(2)>",
        excerpt="\x1b]0;title\x07 <script>alert('x')</script>",
    )
    blank = Finding(
        rule="shape-without-name",
        severity=Severity.VIOLATION,
        focus="_:b3",
        path="",
        value="_:b3",
        message="this node does not meet sh:closed of the shape; correct it, or the shape.",
        position=Position(OTHER_FILE, 7),
        shape="_:b9",
        component=SH + "ClosedConstraintComponent",
        level=SH + "Violation",
    )
    nowhere = Finding(
        rule="nothing-checked",
        severity=Severity.VIOLATION,
        focus="",
        path="",
        value="",
        message="no shape found anything to check; name other files.",
    )
    findings = (plain, nested, known, waived, long, hostile, blank, nowhere)
    return Report(
        findings=tuple(sorted(findings, key=Finding.sort_key)),
        documents=3,
        triples=41,
        shapes=2,
        focus_nodes=6,
        remarks=("data/loose.ttl: in no data set, so the place was <not> checked.",),
        base=BASE,
        prefixes={"ex": "https://example.org/terms#"},
        engine="made-up 1.0",
        work=(
            Work(SHAPES + "Drug", 2),
            Work(SHAPES + "Indication", 4),
            Work("_:b9", 0),
        ),
        fixed=(
            Fixed("Drug-unii", DRUG, f"<{DF}unii>", '"x|y"'),
            Fixed("document-place", BASE + "drug/other", "", ""),
        ),
        unseen=(
            Unseen("https://example.org/terms#note", 2, 3),
            Unseen("javascript:alert(3)", 1, 1),
        ),
    )


@pytest.fixture
def report() -> Report:
    """A report over several files with every kind of finding, and hostile text."""
    return made_up()


@pytest.fixture
def odd_report(report: Report) -> Report:
    """The same, with files whose names are not UTF-8, or have signs that forms escape."""
    odd = (
        Finding(
            rule="Drug-name",
            severity=Severity.VIOLATION,
            focus=DRUG,
            path=f"(<{DF}about>|^<{DF}name>)/<{DF}name>*",
            value='"bell \\u0007 and nul \\u0000"',
            message=f"a name is text; see {name}.",
            position=Position(name, line),
            excerpt="\ufffe\x00\x85",
        )
        for line, name in enumerate(("a b#c%20.ttl", "x:y,z.ttl", "n\udcff\udc80.ttl", "-"), 1)
    )
    findings = sorted((*report.findings, *odd), key=Finding.sort_key)
    return replace(report, findings=tuple(findings), remarks=("n\udcff.ttl\n::error::is odd",))


@pytest.fixture
def nothing() -> Report:
    """A report of a check that found nothing."""
    return Report(findings=(), documents=1, triples=3, shapes=1, focus_nodes=1)


@pytest.fixture
def one(nothing: Report) -> Callable[..., Report]:
    """Makes a report of one finding, with the given attributes."""

    def made(**changes: Any) -> Report:
        plain = Finding("a-rule", Severity.WARNING, "urn:a", "", "", "it is wrong; correct it.")
        return replace(nothing, findings=(replace(plain, **changes),))

    return made
