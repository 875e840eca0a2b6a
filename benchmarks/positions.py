"""Finding places: our parsers, which keep them, against those that do not; and the locator.

``python benchmarks/positions.py [STATEMENTS] [--lines N] [--repeats N]``: first so many
made-up statements as Turtle and as TriG, read by us (with the place of every term), by
pyoxigraph and by rdflib (without places); then the locator of large N-Triples files, which
reads a file line by line and looks for some statements only.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import made_up
from pyoxigraph import RdfFormat
from pyoxigraph import parse as oxigraph

from drugfacts.graph.places import stream
from drugfacts.graph.places.statements import statements as ours

WANTED = (1, 100, 10_000)
GRAPH = "<https://example.org/graph>"


def main() -> None:
    """Print two tables: of the parsers, and of the locator."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("statements", nargs="?", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        turtle = Path(folder, "data.ttl")
        made_up.write(turtle, told.statements, every=20, blanks=True)
        text = turtle.read_text(encoding="utf-8")
        prefixes, _, blocks = text.partition("\n\n")
        print("format\tparser\ttriples\tseconds\ttriples_per_s\tours/this")
        parsers("Turtle", text, RdfFormat.TURTLE, told.repeats)
        trig = f"{prefixes}\n\n{GRAPH} {{\n{blocks}}}\n"
        parsers("TriG", trig, RdfFormat.TRIG, told.repeats)
        lines = Path(folder, "data.nt")
        count, _ = made_up.write(lines, told.lines, every=20)
        print("\nlines\twanted\tfound\tseconds\tlines_per_s")
        for wanted in WANTED:
            locator(lines, count, wanted, told.repeats)


def parsers(name: str, text: str, form: RdfFormat, repeats: int) -> None:
    """Print a row for each parser of a format; the parsers take turns."""
    jobs: dict[str, Callable[[], int]] = {
        "ours, with places": lambda: len(ours(text, form, None)),
        "pyoxigraph": lambda: sum(1 for _ in oxigraph(text, form)),
        "rdflib": partial(rdflib_parses, text, name.lower()),
    }
    import rdflib  # noqa: F401  # loading it is no parsing

    runs = [{peer: timed(job) for peer, job in jobs.items()} for _ in range(repeats)]
    medians = {peer: statistics.median(run[peer][0] for run in runs) for peer in jobs}
    counts = {count for run in runs for _, count in run.values()}
    if len(counts) != 1:
        raise SystemExit(f"{name}: the parsers found different numbers of triples: {counts}")
    (count,) = counts
    first = next(iter(medians.values()))
    for peer, seconds in medians.items():
        cells = (f"{seconds:.2f}", f"{count / seconds:.0f}", f"{first / seconds:.2f}")
        print(name, peer, count, *cells, sep="\t", flush=True)


def rdflib_parses(text: str, form: str) -> int:
    """Return how many triples rdflib reads."""
    import rdflib

    graph = rdflib.Dataset() if form == "trig" else rdflib.Graph()
    return len(graph.parse(data=text, format=form))


def locator(path: Path, count: int, wanted: int, repeats: int) -> None:
    """Print the row of the locator for so many statements, spread over the whole file."""
    wanted = min(wanted, count)
    step = count // wanted
    with path.open("rb") as stream_:
        # The last of each stretch, so that the file has to be read to its end.
        chosen = [line for n, line in enumerate(stream_, 1) if n % step == 0]
    said = oxigraph(b"".join(chosen[:wanted]), RdfFormat.N_TRIPLES)
    keys = [(quad.subject, quad.predicate, quad.object) for quad in said]
    runs = [timed(lambda: len(stream.find(path, keys))) for _ in range(repeats)]
    seconds = statistics.median(each for each, _ in runs)
    cells = (len(keys), runs[0][1], f"{seconds:.2f}", f"{count / seconds:.0f}")
    print(count, *cells, sep="\t", flush=True)


def timed(job: Callable[[], int]) -> tuple[float, int]:
    """Return the wall time of a job, and what it returns."""
    start = time.perf_counter()
    result = job()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
