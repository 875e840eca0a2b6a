"""The facts as a SPARQL store, and the folder of captures and registers beside the project."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse

from drugfacts.iris import BASE, prefixes, shorten

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
HEADER = "".join(f"PREFIX {prefix}: <{ns}>\n" for prefix, ns in prefixes().items())


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return ROOT / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Captures and registers; nothing of them is part of the repository."""
    if not (SHARED / "articles").is_dir():
        pytest.skip("shared articles, labels and reference data are not here")
    return SHARED


@pytest.fixture(scope="session")
def captures(shared: Path) -> dict[str, str]:
    """The texts of articles and labels, by the digest of their file."""
    files = [*(shared / "articles").glob("*.txt"), *(shared / "labels").glob("*.txt")]
    contents = [file.read_bytes() for file in files]
    return {hashlib.sha256(content).hexdigest(): content.decode() for content in contents}


@pytest.fixture(scope="session")
def documents(data_folder: Path) -> dict[str, list[Triple]]:
    """The statements of each document of the data, by its path without the ending."""
    return {
        path.relative_to(data_folder).with_suffix("").as_posix(): [
            quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)
        ]
        for path in sorted(data_folder.rglob("*.ttl"))
    }


@pytest.fixture(scope="session")
def store(data_folder: Path) -> Store:
    store = Store()
    for path in sorted(data_folder.rglob("*.ttl")):
        store.load(path=path, format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="session")
def ask(store: Store) -> Callable[[str], list[tuple[str, ...]]]:
    """Run a SELECT with the project's prefixes; IRIs come back as CURIEs, unbound as ''."""

    def text(term: object) -> str:
        if isinstance(term, NamedNode):
            return shorten(term.value)
        if isinstance(term, Literal):
            return term.value
        return "" if term is None else str(term)

    def run(query: str) -> list[tuple[str, ...]]:
        found = store.query(HEADER + query)
        assert isinstance(found, QuerySolutions)
        return sorted(tuple(text(term) for term in solution) for solution in found)

    return run


@pytest.fixture(scope="session")
def base() -> str:
    return BASE
