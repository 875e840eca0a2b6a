"""Checking large data: our command against the engine that it runs, alone.

``python benchmarks/validate_large.py [SIZE ...] [--repeats N] [--every N] [--pyshacl-up-to N]``:
made-up records of so many statements, with planted faults, as N-Triples, and in other
variants too: the slow ones once, and --coverage with the smallest size only. The engine
alone prints how many results there are; our command writes each of them with its place.
Exits with 1 if anybody finds another number than was planted. At a million statements we
want at most 1.2 times the time and 1.5 times the memory of the engine alone; the table says
how far we are, and nothing fails by it.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import made_up
from measure import BIN, Ran, median_megabytes, median_seconds, together

COLUMNS = (
    *("variant", "triples", "engine_s", "ours_s", "ours/engine"),
    *("engine_MB", "ours_MB", "ours/engine", "planted", "found", "pyshacl_s"),
)
ENGINE = """\
import sys
import shacl
print(len(shacl.Shapes.from_file(sys.argv[1]).validate_file(sys.argv[2]).results))
"""


@dataclass(frozen=True)
class Variant:
    """A way to write the data, or to check them.

    Attributes:
        name: What the table calls it.
        end: The end of the file's name.
        blanks: Some things are blank nodes.
        options: Given to our command.
        slow: Runs once, as it takes as long as all the others.
    """

    name: str
    end: str = ".nt"
    blanks: bool = False
    options: tuple[str, ...] = ()
    slow: bool = False


PLAIN = Variant("N-Triples")
OTHERS = (
    Variant("blank nodes", blanks=True),
    Variant("compressed (engine: not)", end=".nt.gz", slow=True),
    Variant("Turtle", end=".ttl", slow=True),
)
COVERAGE = Variant("--coverage (engine: none)", options=("--coverage",))


def main() -> None:
    """Print one tab-separated row for each size and variant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--every", type=int, default=20, help="records to one with a fault")
    parser.add_argument("--pyshacl-up-to", type=int, default=100_000, help="statements")
    told = parser.parse_args()
    sizes: list[int] = told.sizes
    jobs = [(PLAIN, size) for size in sizes] + [(other, max(sizes)) for other in OTHERS]
    jobs.append((COVERAGE, min(sizes)))
    print("\t".join(COLUMNS), flush=True)
    right = True
    with tempfile.TemporaryDirectory() as folder:
        for variant, size in jobs:
            peer = variant == PLAIN and size <= told.pyshacl_up_to
            right &= row(
                variant, size, told.every, 1 if variant.slow else told.repeats, Path(folder), peer
            )
    sys.exit(0 if right else 1)


def row(variant: Variant, size: int, every: int, repeats: int, folder: Path, peer: bool) -> bool:
    """Print the row of one size and variant; tell whether all found what was planted."""
    data = folder / f"data{variant.end}"
    triples, planted = made_up.write(data, size, every, variant.blanks)
    # It reads no compressed files.
    theirs = folder / ("data.ttl" if variant.end == ".ttl" else "data.nt")
    if theirs != data:
        made_up.write(theirs, size, every, variant.blanks)
    shapes = str(made_up.SHAPES)
    options = ["--shapes", shapes, "--format", "concise", *variant.options]
    commands = [
        [sys.executable, "-c", ENGINE, shapes, theirs.name],
        [str(BIN / "drugfacts"), "validate", data.name, *options],
    ]
    engine, ours = together(commands, folder, repeats, codes=(0, 1))
    found = {int(each.output) for each in engine}
    found |= {each.output.count("\n") for each in ours}
    seconds = ""
    if peer:
        command = [str(BIN / "pyshacl"), "-s", shapes, data.name]
        # Once: it takes as long as all the other runs.
        ((ran,),) = together([command], folder, 1, codes=(0, 1))
        found.add(_results(ran))
        seconds = f"{ran.seconds:.2f}"
    numbers = ",".join(map(str, sorted(found)))
    cells = [variant.name, str(triples), *_ratio(engine, ours), str(planted), numbers, seconds]
    print("\t".join(cells), flush=True)
    return found == {planted}


def _results(ran: Ran) -> int:
    """Return how many results pySHACL tells of."""
    said = re.search(r"^Results \((\d+)\):$", ran.output, re.MULTILINE)
    return int(said[1]) if said else 0


def _ratio(engine: Sequence[Ran], ours: Sequence[Ran]) -> list[str]:
    first, second = median_seconds(engine), median_seconds(ours)
    cells = [f"{first:.2f}", f"{second:.2f}", f"{second / first:.2f}"]
    first, second = median_megabytes(engine), median_megabytes(ours)
    return [*cells, f"{first:.0f}", f"{second:.0f}", f"{second / first:.2f}"]


if __name__ == "__main__":
    main()
