from __future__ import annotations

from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting import formats
from drugfacts.reporting.report import Report


def lines(*findings: Finding) -> list[str]:
    report = Report(findings, documents=1, triples=2, shapes=1, focus_nodes=1)
    written = "".join(formats.write("github", report)).split("\n")
    assert written.pop() == ""
    return written


def finding(
    message: str = "wrong; correct it.", path: str = "data/a.ttl", **more: object
) -> Finding:
    return Finding(
        "Drug-name",
        more.pop("severity", Severity.VIOLATION),  # type: ignore[arg-type]
        "https://e.org/a",
        "",
        "",
        message,
        Position(path, 3, 5),
        **more,  # type: ignore[arg-type]
    )


def test_a_finding_is_a_command_at_its_place() -> None:
    assert lines(finding()) == [
        "::error file=data/a.ttl,line=3,col=5,title=Drug-name::wrong; correct it.%0A"
        "file: data/a.ttl%0Aline: 3%0Acolumn: 5%0A"
        "rule: Drug-name%0Aseverity: violation%0Afocus: https://e.org/a",
        "::notice title=drugfacts::checked 1 document, 2 triples, 1 shape, 1 focus node: "
        "1 violation, 0 warnings, 0 infos",
    ]


def test_signs_that_end_a_property_or_a_message_are_escaped() -> None:
    (line, _) = lines(finding("100% of\r\nit", "./a:b,c%d\n::x.ttl"))
    assert line.startswith(
        "::error file=a%3Ab%2Cc%25d\\u000a%3A%3Ax.ttl,line=3,col=5,title=Drug-name::100%25 of it%0A"
    )


def test_a_message_cannot_become_a_command_of_its_own() -> None:
    remark = "odd\n::set-env name=PATH::/x\r::error::y"
    report = Report((), documents=1, triples=2, shapes=1, focus_nodes=1, remarks=(remark,))
    first = next(formats.write("github", report))
    assert first == ("::notice title=drugfacts::odd%0A::set-env name=PATH::/x\\u000d::error::y\n")


def test_a_suppressed_finding_is_a_notice_that_says_why() -> None:
    waiver = Suppression(Why.WAIVED, "a known gap", "https://e.org/me", "2027-01-31")
    (line, _) = lines(finding(severity=Severity.WARNING, suppression=waiver))
    assert line.startswith("::notice file=data/a.ttl,line=3,col=5,title=waived Drug-name::")
    assert "%0Aseverity: warning%0A" in line
    assert line.endswith(
        "%0Asuppressed: waived: a known gap, by https://e.org/me, until 2027-01-31"
    )


def test_bytes_that_are_no_utf8_are_shown() -> None:
    (line, _) = lines(finding(path="n\udcff.ttl"))
    assert line.startswith("::error file=n\\xff.ttl,line=3")
