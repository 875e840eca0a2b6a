"""The time that a check of large data may take is that of all it does, not of the engine alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drugfacts.errors import LimitError
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.validation import engines, large, merged
from drugfacts.validation.options import Options

if TYPE_CHECKING:
    from pyoxigraph import Quad

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetSubjectsOf <urn:p> ; sh:property <urn:s-p> .
<urn:s-p> sh:path <urn:p> ; sh:nodeKind sh:IRI .
"""
LATE = r"^the check took longer than 0\.5 seconds; "
EMPTY = DataSet(())

pytestmark = pytest.mark.skipif(not engines.has_rust(), reason="the Rust engine is not installed")


@pytest.fixture
def shapes(tmp_path: Path) -> DataSet:
    (tmp_path / "s.ttl").write_text(SHAPES)
    return read.plain([tmp_path / "s.ttl"])


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.nt" for name in "abc"]
    for path in paths:
        path.write_text(f"<urn:{path.stem}> <urn:p> <urn:o> .\n")
    return paths


def test_in_time(files: list[Path], shapes: DataSet) -> None:
    report = large.check(files, shapes, EMPTY, Options())
    assert report is not None
    assert (report.triples, report.focus_nodes, report.findings) == (3, 3, ())


def test_a_survey_is_not_waited_for_longer(
    files: list[Path], shapes: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "survey", lambda *_: time.sleep(20))
    start = time.monotonic()
    with pytest.raises(LimitError, match=LATE):
        large.check(files[:1], shapes, EMPTY, Options(seconds=0.5))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("often", [1, 4096])
def test_merging_counts(
    files: list[Path], shapes: DataSet, monkeypatch: pytest.MonkeyPatch, often: int
) -> None:
    """It is ended between statements, or between files."""
    statements_of, asked = merged.statements_of, []

    def slowly(file: Path, *more: Any) -> Iterator[Quad]:
        asked.append(file.name)
        for quad in statements_of(file, *more):
            time.sleep(0.6)
            yield quad

    monkeypatch.setattr(merged, "statements_of", slowly)
    monkeypatch.setattr(merged, "_OFTEN", often)
    with pytest.raises(LimitError, match=LATE):
        large.check(files, shapes, EMPTY, Options(seconds=0.5))
    assert asked == ["a.nt"]
