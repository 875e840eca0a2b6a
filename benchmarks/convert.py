"""Conversion of large RDF, against pyoxigraph's own converter and rdflib, in one run.

``python benchmarks/convert.py [TRIPLES] [--repeats N] [--without-rdflib]``: N-Triples to
Turtle and back, a canonical order, and the packaged facts against ``rdfpipe``. Every run is
a process of its own, with its start.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import made_up
from measure import BIN, median_megabytes, median_seconds, together

from drugfacts import resources

OXIGRAPH = """\
import sys
from pyoxigraph import parse, serialize
serialize(parse(path=sys.argv[1]), sys.argv[2])
"""
RDFLIB = """\
import sys
from rdflib import Graph
Graph().parse(sys.argv[1]).serialize(sys.argv[2], encoding="utf-8")
"""


def main() -> None:
    """Print one tab-separated row for each job and each who does it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--without-rdflib", action="store_true", help="It takes minutes.")
    told = parser.parse_args()
    print("job\twho\tseconds\tMB\tours/theirs")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("in.nt", "in.ttl"):
            made_up.write(work / name, told.triples, told.triples)
        for source, target in (("in.nt", "out.ttl"), ("in.ttl", "out.nt")):
            peers = {"pyoxigraph": [sys.executable, "-c", OXIGRAPH, source, target]}
            if not told.without_rdflib:
                peers["rdflib"] = [sys.executable, "-c", RDFLIB, source, target]
            ours = [str(BIN / "drugfacts"), "export", source, "--output", target]
            row(f"{source} to {target}", {"drugfacts": ours, **peers}, work, told.repeats)
        ours = [str(BIN / "drugfacts"), "export", "in.nt", "--canonical", "--output", "out.nq"]
        row("in.nt in its one order", {"drugfacts": ours}, work, told.repeats)
        facts = [str(path) for path in sorted(resources.folder("data").rglob("*.ttl"))]
        packaged = {
            "drugfacts": [str(BIN / "drugfacts"), "export", "--output", "facts.ttl"],
            "rdfpipe": [str(BIN / "rdfpipe"), "-i", "turtle", "-o", "turtle", *facts],
        }
        row("the packaged facts", packaged, work, max(told.repeats, 5))


def row(job: str, commands: dict[str, list[str]], work: Path, repeats: int) -> None:
    """Time commands that do the same job, in turns, and print what came out."""
    runs = dict(zip(commands, together(list(commands.values()), work, repeats), strict=True))
    ours = median_seconds(runs["drugfacts"])
    for who, each in runs.items():
        seconds = median_seconds(each)
        cells = (job, who, f"{seconds:.2f}", f"{median_megabytes(each):.0f}")
        print(*cells, f"{ours / seconds:.2f}", sep="\t", flush=True)


if __name__ == "__main__":
    main()
