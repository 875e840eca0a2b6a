"""Each page on a rule: its examples are run, and break what they say they break."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from drugfacts import iris, validation
from drugfacts.evidence.check import Checker
from drugfacts.evidence.findings import findings as evidence_findings
from drugfacts.explain import pages
from drugfacts.explain.rules import Rules
from drugfacts.graph import read
from drugfacts.reporting import waivers
from drugfacts.validation import shapes as shape_rules

ROOT = Path(__file__).parents[2]
BASE = "https://example.org/facts/"
TODAY = "2026-11-22"
HEAD = f"""
<{BASE}dataset> a void:Dataset , dcat:Dataset ;
    dcterms:title "Invented facts"@en ;
    dcterms:description "Nothing in them is true."@en ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    void:uriSpace "{BASE}" .
"""
DECLARED = {
    **iris.prefixes(BASE),
    "drug-examplol": f"{BASE}drug/examplol#",
    "ex": "https://example.org/vocabulary#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
WITHOUT_EXAMPLE = {"engines-differ"}
"""What no data can show."""

ASIDE = {"shape-without-focus-nodes"}
"""A remark on the shapes of the package, of which few pages need all."""

LIKE_A_RULE = re.compile(r"(?:claim|document|engines|evidence|nothing|shapes?|waiver)-[a-z-]+")
NO_RULE: set[str] = set()


def fired(folder: Path, files: list[tuple[str, str]], name: str) -> set[str]:
    """Return the rules that count of which the files of an example give a finding."""
    inside = not any(path.startswith("alone/") for path, _ in files)
    head = "".join(f"@prefix {p}: <{n}> .\n" for p, n in sorted(DECLARED.items()))
    texts = {**({"dataset.ttl": HEAD} if inside else {}), **dict(files)}
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        is_turtle = path.endswith(".ttl")
        (folder / path).write_bytes((head + text if is_turtle else text).encode())
    own = folder / "shapes"
    shapes = read.read([own]) if own.is_dir() else None
    captures = folder / "captures"
    named = [path for path in sorted(folder.iterdir()) if path not in (own, captures)]
    data = read.read(named)
    report = validation.validate(data, shapes)
    findings = [*report.findings, *(shape_rules.check(shapes) if shapes else ())]
    if captures.is_dir():
        findings += evidence_findings(Checker(data, captures).all(), data)
    known = {one.name for one in Rules([str(own)] if shapes else []).all()}
    known |= {finding.rule for finding in findings}
    marked = waivers.apply(
        findings, waivers.of(data), TODAY, known=known, described=waivers.described(data)
    )
    aside = ASIDE - {name} if shapes is None else set()
    return {finding.rule for finding in marked if finding.counts} - aside


@pytest.mark.parametrize("name", pages.names())
def test_wrong_breaks_the_rule_and_right_breaks_none(tmp_path: Path, name: str) -> None:
    page = pages.page(name)
    wrong, right = page.files("Wrong"), page.files("Right")
    assert (not wrong, not right) == (name in WITHOUT_EXAMPLE,) * 2
    if wrong:
        also = set(filter(None, page.head.get("also", "").split(", ")))
        assert fired(tmp_path / "wrong", wrong, name) == {name, *also}
        assert fired(tmp_path / "right", right, name) == set()


@pytest.mark.parametrize("name", pages.names())
def test_a_page_has_a_title_a_severity_and_text_under_each_heading(name: str) -> None:
    page = pages.page(name)
    assert set(page.head) - {"also"} == {"title", "severity"}
    assert page.head["severity"] in {"violation", "warning", "info"}
    assert re.fullmatch(r"[A-Z].*[^.]", page.head["title"])
    for heading in pages.SECTIONS:
        assert re.fullmatch(r"[A-Z].*\.|", page.prose(heading), re.DOTALL), heading
    assert page.prose("Problem")
    assert page.prose("Why it matters")
    assert page.prose("Wrong")
    assert page.prose("How to fix")


def test_every_rule_outside_the_shapes_has_a_page() -> None:
    """Rules are known by their ids, which stand as texts in the modules that check."""
    found: set[str] = set()
    for part in ("evidence", "validation", "reporting"):
        for path in sorted((ROOT / "cli" / "drugfacts" / part).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found |= {node.value} if LIKE_A_RULE.fullmatch(node.value) else set()
    assert found - NO_RULE == set(pages.names())


def test_examples_hold_turtle_and_captures_only() -> None:
    for name in pages.names():
        text = (ROOT / "docs" / "rules" / f"{name}.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```(.*)$", text, re.MULTILINE)[::2]
        page = pages.page(name)
        files = [*page.files("Wrong"), *page.files("Right")]
        assert len(blocks) == len(files)
        assert {"turtle" if path.endswith(".ttl") else "text" for path, _ in files} == {*blocks}
        others = [path for path, _ in files if not path.endswith(".ttl")]
        assert all(path.startswith("captures/") for path in others)
