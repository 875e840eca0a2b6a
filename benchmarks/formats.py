"""Writing many findings: each format against a plain loop that writes a line for each.

``python benchmarks/formats.py [FINDINGS] [--repeats N]``: every run is a process of its own,
which makes the findings up, and then measures how long it takes to write them, and by how
much that raises its peak memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from measure import run

from drugfacts.model import Finding, Position, Severity
from drugfacts.reporting import formats
from drugfacts.reporting.report import Report, Work

LOOP = "(plain loop)"

_FACTS = "https://example.org/facts/"
_TERMS = "https://example.org/terms#"
_SHAPES = "https://example.org/shapes#"
_SH = "http://www.w3.org/ns/shacl#"
_COMPONENTS = ("MinCount", "Datatype", "Pattern", "Class", "NodeKind", "In", "Closed")
_VALUES = ("", '"made up"@en', f"<{_FACTS}drug/none>", '"12"', f"<{_TERMS}pound>", "_:b7")


def main() -> None:
    """Print one tab-separated row for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("findings", nargs="?", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--one", help="measure one format in this process, and print it")
    told = parser.parse_args()
    if told.one:
        print(*measure(told.one, told.findings), sep="\t")
        return
    print("format\tfindings\tseconds\ttimes_loop\tMB\toutput_MB")
    loop = 0.0
    for name in (LOOP, *formats.MODULES):
        command = [sys.executable, __file__, str(told.findings), "--one", name]
        runs = [run(command, Path.cwd()).output.split() for _ in range(told.repeats)]
        columns = zip(*runs, strict=True)
        seconds, more, size = (statistics.median(map(float, column)) for column in columns)
        loop = loop or seconds
        cells = (name, str(told.findings), f"{seconds:.2f}", f"{seconds / loop:.1f}")
        print(*cells, f"{more:.0f}", f"{size:.1f}", sep="\t", flush=True)


def measure(name: str, count: int) -> tuple[float, float, float]:
    """Return the seconds, the megabytes and the megabytes of output of one format."""
    found = report(count)
    size = 0
    before = _peak()
    with tempfile.TemporaryFile("w", encoding="utf-8") as stream:
        start = time.perf_counter()
        for piece in plain(found) if name == LOOP else formats.write(name, found):
            size += stream.write(piece)
        stream.flush()
        seconds = time.perf_counter() - start
    return seconds, (_peak() - before) / 1e6, size / 1e6


def plain(found: Report) -> Iterator[str]:
    """Yield a line for each finding, with no care for what is in it."""
    for finding in found.findings:
        yield (
            f"{finding.position}: {finding.severity} {finding.rule}: "
            f"{finding.message} ({finding.focus})\n"
        )


def report(count: int) -> Report:
    """Return a report with made-up findings, in the order in which a check gives them."""
    return Report(
        findings=tuple(sorted(_findings(count), key=Finding.sort_key)),
        documents=100,
        triples=20 * count,
        shapes=40,
        focus_nodes=4 * count,
        base=_FACTS,
        prefixes={"v": _TERMS, "s": _SHAPES},
        engine="shacl 0",
        work=tuple(Work(f"{_SHAPES}Claim-{n}", count // 10) for n in range(40)),
    )


def _findings(count: int) -> Iterable[Finding]:
    severities = tuple(Severity)
    for n in range(count):
        severity = severities[n % 7 % 3]
        line = n // 100 * 4 + 1
        yield Finding(
            rule=f"Claim-{n % 40}",
            severity=severity,
            focus=f"_:claim{n}" if n % 20 == 0 else f"{_FACTS}claim/{n}",
            path="" if n % 9 == 0 else f"<{_TERMS}property{n % 30}>",
            value=_VALUES[n % len(_VALUES)],
            message=f"value no. {n % 1000} is made up & so is <this>; add what is missing.",
            position=Position(f"data/drug/drug-{n % 100}.ttl", line, n % 50 + 1),
            shape=f"<{_SHAPES}Claim-{n % 40}>",
            component=f"{_SH}{_COMPONENTS[n % len(_COMPONENTS)]}ConstraintComponent",
            level=f"{_SH}{severity.capitalize()}",
            excerpt=f'    v:property{n % 30} "made up" ;  # line {line}',
        )


def _peak() -> int:
    """Return the peak memory of this process so far, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    main()
