"""A small set of somebody's own shapes with examples."""

from __future__ import annotations

from pathlib import Path

import pytest

SHAPES = """\
@prefix ex: <https://example.org/terms#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:Person a sh:NodeShape ;
    sh:targetClass ex:Human ;
    sh:property [
        sh:path ex:age ;
        sh:datatype xsd:integer ;
        sh:maxCount 1 ;
        sh:minInclusive 0
    ] .
"""
HEAD = "@prefix ex: <https://example.org/terms#> .\n\n"


class Own:
    """Shapes and examples of a user in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.shapes = folder / "shapes.ttl"
        self.examples = folder / "examples"
        self.examples.mkdir()
        self.shape(SHAPES)
        self.example("good", "ex:ada a ex:Human ; ex:age 36 .")
        self.example("bad--Person--two", "ex:ada a ex:Human ; ex:age 36 , 37 .")

    def shape(self, text: str) -> None:
        self.shapes.write_text(text)

    def example(self, name: str, text: str) -> None:
        self.examples.joinpath(f"{name}.ttl").write_text(HEAD + text + "\n")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Own:
    monkeypatch.chdir(tmp_path)
    return Own(Path())
