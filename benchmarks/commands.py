"""The figures of the README: our commands against their peers, in one run.

``python benchmarks/commands.py [REPEATS]``: help and ``explain`` against a bare
Click program, ``validate`` against ``pyshacl`` and ``export`` against ``rdfpipe`` on the
packaged facts.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import BIN, Contest, compare

from drugfacts import resources

BARE_CLICK = """\
import click
@click.group()
def cli():
    "A program that does nothing."
@cli.command()
def work():
    "Work."
cli()
"""


def main() -> None:
    """Print one tab-separated row for each job."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    ontology, shapes, data = (resources.folder(name) for name in ("ontology", "shapes", "data"))
    facts = [str(path) for path in sorted(data.rglob("*.ttl"))]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "bare.py").write_text(BARE_CLICK, encoding="utf-8")
        together(sorted(shapes.glob("*.ttl")), work / "shapes.ttl")
        together(sorted(ontology.glob("*.ttl")), work / "ontology.ttl")
        together(sorted(data.rglob("*.ttl")), work / "data.ttl")
        ours, rdfpipe = str(BIN / "drugfacts"), [str(BIN / "rdfpipe"), "-i", "turtle"]
        bare = [sys.executable, "bare.py", "--help"]
        peer = [str(BIN / "pyshacl"), "-s", "shapes.ttl", "-e", "ontology.ttl", "data.ttl"]
        validate = [ours, "validate"]
        jobs = [
            Contest("--help", [ours, "--help"], bare),
            Contest("explain Claim-about", [ours, "explain", "Claim-about"], bare),
            Contest("validate", validate, peer),
            Contest("validate --engine pyshacl", [*validate, "--engine", "pyshacl"], peer),
            Contest("validate --format sarif", [*validate, "--format", "sarif"], peer),
        ]
        for form, name in (
            ("turtle", "turtle"),
            ("ntriples", "nt"),
            ("nquads", "nquads"),
            ("trig", "trig"),
            ("rdfxml", "xml"),
            ("jsonld", "json-ld"),
        ):
            jobs.append(
                Contest(
                    f"export {form}",
                    [ours, "export", "--format", form, "--output", "ours.out"],
                    [*rdfpipe, "-o", name, *facts],
                )
            )
        compare(jobs, work, repeats)


def together(files: list[Path], target: Path) -> None:
    """Write files as one, for a peer that reads only one."""
    target.write_text("\n".join(f.read_text(encoding="utf-8") for f in files), encoding="utf-8")


if __name__ == "__main__":
    main()
