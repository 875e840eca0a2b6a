"""What is derived: verdicts, conflicts, evidence and questions about them.

``python benchmarks/derived.py [CLAIMS] [LABELS] [--repeats N]``: on the packaged facts, and on
made-up ones of so many claims and labels. No other tool derives these, so the peer is what a
program on rdflib has to do before it can begin: load the same files.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import BIN, Contest, compare

from drugfacts import resources

FACTS = "https://example.org/facts/"
PACKAGED = "https://w3id.org/drugfacts/"
SOURCES = 20
CONDITIONS = 200
DAY = "2026-11-22"
LOAD = """\
import sys
from pathlib import Path
from rdflib import Graph
graph = Graph()
for path in sorted(Path(sys.argv[1]).rglob("*.ttl")):
    graph.parse(path, format="turtle")
"""
PREFIXES = f"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix df: <{PACKAGED}ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <{FACTS}> .
"""


def main() -> None:
    """Print one tab-separated row for each job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="?", type=int, default=2000)
    parser.add_argument("labels", nargs="?", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=3)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "load.py").write_text(LOAD, encoding="utf-8")
        write(work / "mine", told.claims, told.labels)
        made_up = f"{told.claims} claims, {told.labels} labels"
        jobs = [*contests("packaged", [], str(resources.folder("data")))]
        evidence = [str(BIN / "drugfacts"), "evidence", "check", "mine"]
        jobs += [
            Contest(f"{made_up}: evidence check", evidence, [sys.executable, "load.py", "mine"])
        ]
        jobs += contests(made_up, ["mine"], "mine")
        compare(jobs, work, told.repeats)


def contests(name: str, paths: list[str], folder: str) -> Iterator[Contest]:
    """Yield the jobs on one data set; captured texts are no part of the package."""
    ours, peer = str(BIN / "drugfacts"), [sys.executable, "load.py", folder]
    as_of = ["--as-of", DAY]
    for job in (
        ["label", "check", *paths, *as_of],
        ["label", "check", *paths, *as_of, "--format", "trig"],
        ["conflicts", *paths, *as_of],
        ["query", "verdicts-by-outcome", *paths, *as_of],
        ["query", "best-verdicts", *paths, *as_of],
        ["query", "endorsed-uses", *paths, *as_of],
    ):
        said = " ".join(part for part in job if part not in (*paths, *as_of))
        yield Contest(f"{name}: {said}", [ours, *job], peer)


def write(folder: Path, claims: int, labels: int) -> None:
    """Write a made-up data set with captured texts; the same numbers give the same bytes.

    There is a drug for each label, and the claims are shared out among the drugs: uses, doses
    and adverse effects in turn, each stated by one span.

    Args:
        folder: Where it is written.
        claims: How many claims of articles.
        labels: How many labels, and drugs.
    """
    for name, text in {
        "dataset": f'<dataset> a void:Dataset ; void:uriSpace "{FACTS}" .\n',
        "condition": "".join(map(_condition, range(CONDITIONS))),
        **{f"drug/drug-{n}": _drug(n, range(n, claims, labels)) for n in range(labels)},
        **{f"label/label-{n}": _label(n) for n in range(labels)},
    }.items():
        _put(folder / f"{name}.ttl", PREFIXES + text)
    for n in range(SOURCES):
        capture = "".join(f"{_sentence(claim)} " for claim in range(n, claims, SOURCES))
        _put(folder / "captures" / f"source-{n}.txt", capture)
        _put(
            folder / "source" / f"source-{n}.ttl",
            PREFIXES + _source(n, capture, range(n, claims, SOURCES)),
        )


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _condition(n: int) -> str:
    broader = f" ; skos:broader <condition/condition-{n // 10}>" if n >= 10 else ""
    return (
        f'<condition/condition-{n}> a df:Condition ; skos:prefLabel "condition {n}"@en{broader} .\n'
    )


def _sentence(claim: int) -> str:
    return f"The made-up statement with the number {claim} says what it says {claim * 7} times."


def _span(claim: int) -> tuple[str, int, int]:
    """Return the IRI and the offsets of the passage that states a claim."""
    first = claim % SOURCES
    start = sum(len(_sentence(each)) + 1 for each in range(first, claim, SOURCES))
    end = start + len(_sentence(claim))
    return f"<source/source-{first}#char-{start}-{end}>", start, end


def _drug(n: int, claims: range) -> str:
    about = f"<drug/drug-{n}>"
    lines = [f'{about} a df:Drug ; rdfs:label "drug {n}"@en .\n']
    for claim in claims:
        condition = f"<condition/condition-{claim * 7 % CONDITIONS}>"
        kinds = (
            f"a df:Indication ; df:condition {condition}",
            f"a df:Dosing ; df:condition {condition} ; df:dailyDoseMin {claim % 5 + 1}.0 ; "
            f"df:dailyDoseMax {claim % 9 + 6}.0 ; df:doseUnit <{PACKAGED}unit/mg>",
            f"a df:AdverseEffect ; df:effect <{PACKAGED}effect/drowsiness> ; "
            f"df:condition {condition}{' ; df:polarity df:Denied' if claim % 2 else ''}",
        )
        lines.append(
            f"<drug/drug-{n}#claim-{claim}> {kinds[claim % 3]} ; df:about {about} ; "
            f"df:statedIn {_span(claim)[0]} .\n"
        )
    return "".join(lines)


def _label(n: int) -> str:
    label, about = f"<label/label-{n}>", f"<drug/drug-{n}>"
    lines = [
        f'{label} a df:Label ; dcterms:title "Label {n}"@en ; df:jurisdiction "US" ; '
        f'df:setId "00000000-0000-0000-0000-{n:012}" ; df:labelVersion "1" ; '
        f'dcterms:issued "{2000 + n % 25}-01-31"^^xsd:date ; df:ingredient {about} ; '
        f"df:completeFor df:Indication ; df:route <{PACKAGED}route/oral> ; "
        f"df:doseForm <{PACKAGED}dose-form/tablet> .\n"
        f"<label/label-{n}#section> a df:Section ; df:passageOf {label} .\n"
    ]
    for use in range(4):
        condition = f"<condition/condition-{(n + use * 3) % 20}>"
        stated = (
            f"df:about {about} ; df:condition {condition} ; df:statedIn <label/label-{n}#section>"
        )
        lines.append(f"<label/label-{n}#use-{use}> a df:Indication ; {stated} .\n")
        lines.append(
            f"<label/label-{n}#dose-{use}> a df:Dosing ; df:dailyDoseMax 10.0 ; "
            f"df:doseUnit <{PACKAGED}unit/mg> ; {stated} .\n"
        )
    return "".join(lines)


def _source(n: int, capture: str, claims: range) -> str:
    source = f"<source/source-{n}>"
    lines = [
        f'{source} a df:Article ; dcterms:title "Source {n}"@en ; '
        f'df:captureDigest "{_digest(capture)}" .\n'
    ]
    for claim in claims:
        span, start, end = _span(claim)
        digest = _digest(_sentence(claim))
        lines.append(
            f"{span} a df:Span ; df:passageOf {source} ; "
            f'oa:start "{start}"^^xsd:nonNegativeInteger ; '
            f'oa:end "{end}"^^xsd:nonNegativeInteger ; '
            f'df:spanDigest "{digest}" ; df:normalisedDigest "{digest}" .\n'
        )
    return "".join(lines)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
