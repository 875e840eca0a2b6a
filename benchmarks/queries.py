"""Eight queries over a large store, against rdflib on the same data in the same run.

``python benchmarks/queries.py [TRIPLES] [--rdflib TRIPLES] [--repeats N]``: ours is a store
on disk, opened once, as an answer in CSV; rdflib's is a graph in memory, as rows. A query
is read and checked anew each time by both. The last column is the whole command, process
start included. rdflib may be given fewer triples, as it takes minutes to read a million.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import made_up
from measure import BIN, median_seconds, run

QUERIES = {
    "lookup": "SELECT ?p ?o { <https://example.org/facts/drug/77> ?p ?o }",
    "class": "SELECT (COUNT(?s) AS ?n) { ?s a v:Source }",
    "join": """SELECT (COUNT(*) AS ?n) {
        ?claim v:about ?drug ; v:amount ?amount . ?amount v:unit v:mg ; v:value ?value
        FILTER (?value < 50) }""",
    "regex": "SELECT ?d ?name { ?d v:label ?name FILTER regex(?name, 'DRUG 9+$', 'i') }",
    "optional": """SELECT (COUNT(*) AS ?n) (COUNT(?r) AS ?known) {
        ?d v:strength ?s OPTIONAL { ?d v:seeAlso ?r } }""",
    "group by": """SELECT ?year (COUNT(?source) AS ?n) { ?source v:year ?year }
        GROUP BY ?year ORDER BY ?year""",
    "path": """SELECT (COUNT(*) AS ?n) {
        ?amount v:value 7.25 . ?amount ^v:amount/v:about/v:label ?name }""",
    "negation": """SELECT (COUNT(*) AS ?n) {
        ?d a v:Drug MINUS { ?amount v:value 7.25 . ?c v:amount ?amount ; v:about ?d } }""",
}
PREFIX = "PREFIX v: <https://example.org/terms#>\n"

OURS = """\
import sys
from pathlib import Path
from pyoxigraph import Store
from drugfacts.query import run
from drugfacts.query.asked import answer
from drugfacts.bounded import within
import queries
folder, _ = run.stored(Path(sys.argv[1]), "")
store = Store.read_only(str(folder))
def ask(text):
    asked = run.stored(Path(sys.argv[1]), text, form="csv")[1]
    return within(60, lambda: answer(store, asked), "late").rows
queries.serve(ask, int(sys.argv[2]))
"""
RDFLIB = """\
import sys
from rdflib import Graph
import queries
graph = Graph().parse(sys.argv[1])
queries.serve(lambda text: len([tuple(row) for row in graph.query(text)]), int(sys.argv[2]))
"""


def serve(ask: Callable[[str], int | None], repeats: int) -> None:
    """Print median seconds and number of rows of each query, as one of the two sides."""
    for text in QUERIES.values():
        rows = ask(PREFIX + text)
        taken = []
        for _ in range(repeats):
            start = time.perf_counter()
            ask(PREFIX + text)
            taken.append(time.perf_counter() - start)
        print(statistics.median(taken), rows)


def main() -> None:
    """Print one tab-separated row for each query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--rdflib", type=int, help="Triples for rdflib; by default as many.")
    parser.add_argument("--repeats", type=int, default=5)
    told = parser.parse_args()
    few = told.rdflib or told.triples
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, count in (("ours.nt", told.triples), ("rdflib.nt", few)):
            made_up.write(work / name, count, count)
        command = str(BIN / "drugfacts")
        build = run([command, "store", "build", "ours.nt", "--output", "ours.store"], work)
        print("triples\trdflib's\tbuild_s\tbuild_MB")
        print(f"{told.triples}\t{few}\t{build.seconds:.1f}\t{build.megabytes:.0f}\n")
        ours = side(OURS, "ours.store", work, told.repeats)
        theirs = side(RDFLIB, "rdflib.nt", work, told.repeats)
        print("query\trows\tours_s\trdflib_s\trdflib/ours\tcommand_s")
        for (name, text), (mine, rows), (peer, found) in zip(
            QUERIES.items(), ours, theirs, strict=True
        ):
            if few == told.triples and rows != found:
                raise SystemExit(f"{name}: {rows} rows of ours, {found} of rdflib's")
            (work / "query.rq").write_text(PREFIX + text, encoding="utf-8")
            whole = [command, "query", "query.rq", "--store", "ours.store", "--format", "csv"]
            taken = median_seconds([run(whole, work) for _ in range(told.repeats)])
            print(f"{name}\t{rows}\t{mine:.4f}\t{peer:.4f}\t{peer / mine:.1f}\t{taken:.3f}")


def side(script: str, data: str, work: Path, repeats: int) -> list[tuple[float, int]]:
    """Return seconds and rows of each query, as a process of its own has them."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n{script}"
    done = subprocess.run(
        [sys.executable, "-c", code, data, str(repeats)],
        cwd=work,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return [(float(seconds), int(rows)) for seconds, rows in lines]


if __name__ == "__main__":
    main()
