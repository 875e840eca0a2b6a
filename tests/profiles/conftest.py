"""Made-up claims and labels, and environments with the validators of others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet, Document

BASE = "https://example.org/facts/"
PREFIXES = f"""
@prefix d: <{BASE}drug/> . @prefix c: <{BASE}drug/examplol#> .
@prefix l: <{BASE}label/> . @prefix s: <{BASE}source/> .
@prefix condition: <https://w3id.org/drugfacts/condition/> .
@prefix effect: <https://w3id.org/drugfacts/effect/> .
@prefix role: <https://w3id.org/drugfacts/role/> .
@prefix df: <https://w3id.org/drugfacts/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
MakeData = Callable[[str], DataSet]


@pytest.fixture(scope="session")
def data_of() -> MakeData:
    """Make a data set of a text."""
    return _data_of


def _data_of(turtle: str) -> DataSet:
    """Return a data set of a text, with the packaged concepts behind it."""
    quads = tuple(parse(PREFIXES + turtle, format=RdfFormat.TURTLE))
    return DataSet((Document("made-up.ttl", quads),), tuple(read.value_lists()), BASE)


@pytest.fixture(scope="session")
def with_packages(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Make an environment with packages of others; the test is skipped where that fails."""

    def make(*packages: str) -> Path:
        folder = tmp_path_factory.mktemp("venv")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=120)
        python = folder / "bin" / "python"
        done = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", *packages],
            capture_output=True,
            check=False,
            timeout=540,
        )
        if done.returncode:
            pytest.skip("the package registry is out of reach, or has not the validator")
        return python

    return make
