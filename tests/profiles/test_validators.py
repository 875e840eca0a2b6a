"""The forms of others, held against the validators of others."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from drugfacts.graph import files, read
from drugfacts.profiles import catalogue

DAY = "2026-11-22"
pytestmark = [pytest.mark.slow, pytest.mark.outside]
Packages = Callable[..., Path]


def written(name: str, folder: Path) -> Path:
    made = catalogue.make(read.read(), name, DAY)
    files.write({Path(folder, file or "out"): content for file, content in made.files.items()})
    return folder


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_kgx_is_valid_by_linkml_over_the_biolink_model(
    tmp_path: Path, with_packages: Packages
) -> None:
    python = with_packages("biolink-model==4.4.6", "linkml>=1.12,<2")
    folder = written("kgx", tmp_path)
    script = Path(__file__).with_name("validate_biolink.py")
    done = run(python, script, folder / "nodes.jsonl", folder / "edges.jsonl")
    found = json.loads(done.stdout)
    lines = sum(len((folder / f"{n}.jsonl").read_bytes().splitlines()) for n in ("nodes", "edges"))
    assert (found["faults"], found["checked"]) == ([], lines)
    (folder / "bad.jsonl").write_text(
        (folder / "edges.jsonl").read_text().replace("biolink:treats", "biolink:heals")
        .replace("manual_agent", "a person", 1)
    )  # fmt: skip
    faults = json.loads(run(python, script, folder / "bad.jsonl").stdout)["faults"]
    assert any("heals" in fault for fault in faults)
    assert any("a person" in fault for fault in faults)


def test_mappings_are_valid_by_sssom(tmp_path: Path, with_packages: Packages) -> None:
    python = with_packages("sssom==0.4.21")
    table = written("sssom", tmp_path) / "out"
    done = run(python.with_name("sssom"), "validate", table)
    assert done.returncode == 0, done.stderr
    rows = [line for line in table.read_text().splitlines() if not line.startswith("#")][1:]
    parsed = run(python.with_name("sssom"), "parse", table, "--output", tmp_path / "parsed")
    assert parsed.returncode == 0, parsed.stderr
    kept = [line for line in (tmp_path / "parsed").read_text().splitlines() if line[:1] != "#"][1:]
    assert len(kept) == len(rows)


def test_tables_are_valid_by_csvw(tmp_path: Path, with_packages: Packages) -> None:
    python = with_packages("csvw==4.1.1")
    folder = written("csvw", tmp_path)
    validate = python.with_name("csvwvalidate"), folder / "csv-metadata.json"
    done = run(*validate)
    assert (done.returncode, done.stdout.strip()) == (0, "OK"), done.stderr
    claims = folder / "claims.csv"
    claims.write_text(claims.read_text().replace(",2026-11-22,", ",yesterday,", 1))
    assert run(*validate).returncode != 0


CHECK = """
import sys
from pathlib import Path
from nanopub import Nanopub
from rdflib import Dataset
for name in sys.argv[1:]:
    graph = Dataset()
    graph.parse(name, format="trig")
    assert Nanopub(rdf=Path(name)).is_valid, name
print(len(sys.argv) - 1)
"""


def test_nanopublications_are_valid_by_nanopub(tmp_path: Path, with_packages: Packages) -> None:
    python = with_packages("nanopub>=2.0.1,<3")
    quads = list(parse((written("nanopub", tmp_path) / "out").read_bytes(), format=RdfFormat.TRIG))
    groups: dict[str, list[object]] = {}
    for quad in quads:
        groups.setdefault(quad.graph_name.value.partition("#")[0], []).append(quad)
    names = [tmp_path / f"{n}.trig" for n in range(len(groups))]
    for name, group in zip(names, groups.values(), strict=True):
        serialize(group, output=name, format=RdfFormat.TRIG)  # type: ignore[arg-type]
    done = run(python, "-c", CHECK, *names)
    assert done.stdout.strip() == str(len(names)), done.stderr[-2000:]
