"""Planted faults are found at their exact place, in files of many styles."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from drugfacts.graph.dataset import parts
from drugfacts.graph.places import stream
from drugfacts.graph.read import read
from drugfacts.model import Position

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from drugfacts.graph.dataset import DataSet, Subject, Term

MARKS = "①②③"


def _styles() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("planted.py")
    spec = importlib.util.spec_from_file_location("planted", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("dict[str, dict[str, str]]", module.STYLES)


PLANTED = [
    pytest.param(ending, text, id=f"{ending}-{style}")
    for ending, styles in _styles().items()
    for style, text in styles.items()
]


def planted(ending: str, text: str) -> tuple[Path, list[Position]]:
    """Write a text; return its path and the places of its marks."""
    for mark in MARKS:
        assert text.count(mark) == 1
    path = Path(f"x.{ending}")
    places = []
    for mark in MARKS:
        before = text[: text.index(mark)].removeprefix("\ufeff")
        for other in MARKS:
            before = before.replace(other, "")
        line = before.count("\n") + 1
        places.append(Position(str(path), line, len(before.rpartition("\n")[2]) + 1))
        assert places[-1].line
    for mark in MARKS:
        text = text.replace(mark, "")
    path.write_bytes(text.encode())
    return path, places


def fault(data: DataSet) -> tuple[Subject, NamedNode, Term]:
    found = {parts(quad) for quad in data.quads() if "FAULT" in str(quad.object)}
    assert len({str(said) for said in found}) == 1
    return found.pop()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_there_are_many() -> None:
    assert len(PLANTED) * len(MARKS) >= 300


@pytest.mark.parametrize(("ending", "text"), PLANTED)
def test_subject_predicate_and_value_are_where_they_are(ending: str, text: str) -> None:
    path, places = planted(ending, text)
    data = read([path])
    subject, predicate, value = fault(data)
    assert [
        data.locate(subject),
        data.locate(subject, predicate),
        data.locate(subject, predicate, value),
    ] == places


@pytest.mark.parametrize(("ending", "text"), PLANTED)
def test_another_document_changes_nothing(ending: str, text: str) -> None:
    """Its blank nodes get other labels then, and are found all the same."""
    path, places = planted(ending, text)
    Path("a.ttl").write_text("_:x <urn:p> [ <urn:q> _:a ] , _:b , _:g , _:y . _:b1 <urn:p> 1 .")
    data = read(["a.ttl", path])
    subject, predicate, value = fault(data)
    assert data.locate(subject) == places[0]
    assert data.locate(subject, predicate, value) == places[2]


@pytest.mark.parametrize(("ending", "text"), [p for p in PLANTED if "n" in str(p.values[0])[:1]])
def test_the_file_need_not_be_held(ending: str, text: str) -> None:
    path, places = planted(ending, text)
    said = fault(read([path]))
    keys = [said[:1], said[:2], said]
    found = stream.find(path, keys)
    assert [Position(str(path), *found[key]) for key in keys] == places
