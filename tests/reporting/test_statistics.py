"""The table of rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from drugfacts.model import Severity
from drugfacts.reporting.report import Report
from drugfacts.reporting.statistics import table

OneFinding = Callable[..., Report]


def test_statistics(report: Report) -> None:
    assert table(report) == [
        r"1  violation  Drug-name             \u001b[31mred\u001b[0m <script>alert('x')</script> | "
        r"`code` \u202e_a_ w…",
        "1  violation  Indication-condition  the condition is not in the scheme of conditions; "
        "name one that is.",
        "1  violation  nothing-checked       no shape found anything to check; name other files.",
        "1  violation  shape-without-name    this node does not meet sh:closed of the shape; "
        "correct it, or the shap…",
        "1  warning    Drug-identifier       a drug has an identifier; add df:rxcui or df:unii.",
        "1  info       Drug-name             =1+1 is no name; write out what the label says, write "
        "out what the labe…",
        "4 violations, 1 warning, 1 info, 2 suppressed, 2 fixed",
    ]


def test_statistics_put_the_most_frequent_rule_first(nothing: Report, one: OneFinding) -> None:
    bad = one(severity=Severity.VIOLATION, rule="bad").findings
    thin = one(rule="thin").findings
    report = replace(nothing, findings=(*bad, *(thin * 12)))
    assert table(report) == [
        "12  warning    thin  it is wrong; correct it.",
        " 1  violation  bad   it is wrong; correct it.",
        "1 violation, 12 warnings, 0 infos",
    ]


def test_statistics_of_nothing_are_the_totals(nothing: Report) -> None:
    assert table(nothing) == ["0 violations, 0 warnings, 0 infos"]
