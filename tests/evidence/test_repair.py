from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, Quad

from drugfacts import formatting
from drugfacts.errors import UsageError
from drugfacts.evidence.check import Checker
from drugfacts.evidence.outcomes import Outcome
from drugfacts.evidence.repair import plan, repaired
from drugfacts.graph.read import read
from drugfacts.scaffold import scaffold

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

TEXT = "One is made up.\nTwo is too.\n"
ONE, TWO = (0, 15), (16, 27)


def names(data: DataSet, folder: Path) -> dict[str, str]:
    found = plan(Checker(data, folder).all(), data)
    return {
        old.value.partition("#")[2]: each.node.value.partition("#")[2]
        for old, each in found.items()
    }


def test_only_spans_with_one_place_are_repaired(made: Any) -> None:
    digest = made.put("any.txt", "x One\u00a0is made up. Two is too. Two is too.")
    data = made.data(*made.source("guide", digest, TEXT, [ONE, TWO]))
    assert names(data, made.folder) == {"char-0-15": "char-2-17"}


def test_spans_that_change_places(made: Any) -> None:
    new = "Two is too.\nOne is made up.\n"
    data = made.data(*made.source("guide", made.put("a.txt", new), TEXT, [ONE, TWO]))
    assert names(data, made.folder) == {"char-0-15": "char-12-27", "char-16-27": "char-0-11"}


def test_a_name_that_another_thing_has_is_not_taken(made: Any) -> None:
    """The span there is missing, and must stay what it is."""
    new = "New.\nOne is made up.\n"
    quads = made.source("guide", made.put("a.txt", new), TEXT, [ONE])
    quads += made.source("guide", "", "xxxxxOther words.... and", [(5, 20)])
    assert names(made.data(*quads), made.folder) == {}


def test_the_same_words_at_the_same_place_become_one(made: Any) -> None:
    new = "New.\nOne is made up.\n"
    digest = made.put("a.txt", new)
    quads = [*made.source("guide", digest, TEXT, [ONE]), *made.source("guide", "", new, [(5, 20)])]
    assert names(made.data(*quads), made.folder) == {"char-0-15": "char-5-20"}


def test_a_chain_that_ends_in_a_taken_name_is_left(made: Any) -> None:
    """One would get the name of Two, which would get the name of a span that is missing."""
    new = ("." * 16) + "One is made" + "\n" + ("." * 3) + "Two is here"
    one, two, gone = (0, 11), (16, 27), (31, 42)
    old = "One is made     Two is here    Gone is it!"
    digest = made.put("a.txt", new)
    data = made.data(*made.source("guide", digest, old, [one, two, gone]))
    assert [each.outcome for each in Checker(data, made.folder).all().results] == [
        Outcome.MOVED,
        Outcome.MOVED,
        Outcome.MISSING,
    ]
    assert names(data, made.folder) == {}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("mine"))
    return Path("mine")


def moved(mine: Path, line: str = "A new first line.\n") -> None:
    capture = mine / "captures" / "examplol-overview.txt"
    capture.write_bytes(line.encode() + capture.read_bytes())


def test_every_mention_is_corrected_also_in_files_that_were_not_named(mine: Path) -> None:
    moved(mine)
    data = read([mine / "source"])
    checked = Checker(data).all()
    spans = checked.count(Outcome.MOVED)
    assert spans == len(checked.results) > 3
    changes = repaired(data, plan(checked, data))
    assert [str(each.path) for each in changes] == [
        "mine/source/examplol-overview.ttl",
        "mine/drug/examplol.ttl",
    ]
    before = read([mine])
    formatting.write(changes)
    after = read([mine])
    assert len(after.triples()) == len(before.triples())
    again = Checker(after).all()
    assert again.count(Outcome.EXACT) == len(again.results)
    assert [each.changes for each in formatting.formatted([mine])] == [False] * len(after.documents)
    assert plan(again, after) == {}


def test_comments_stay_and_other_spellings_are_read(mine: Path) -> None:
    path = mine / "source" / "examplol-overview.ttl"
    text = path.read_text(encoding="utf-8")
    first = text.index("source-examplol-overview:char-")
    name = text[first : text.index(" ", first)]
    iri = f"<https://example.org/facts/source/{name.replace('source-', '', 1).replace(':', '#')}>"
    text = text.replace(f"{name} a", f"# kept\n{iri} a", 1)
    start = name.split("-")[3]
    text = text.replace(f'"{start}"^^xsd:nonNegativeInteger', f"'{start}'^^xsd:nonNegativeInteger")
    path.write_text(text, encoding="utf-8")
    moved(mine)
    data = read([mine])
    changes = repaired(data, plan(Checker(data).all(), data))
    formatting.write(changes)
    assert "# kept\nsource-examplol-overview:char-" in path.read_text(encoding="utf-8")
    again = Checker(read([mine])).all()
    assert again.count(Outcome.EXACT) == len(again.results)


def test_words_with_other_typography_get_their_new_digest(mine: Path) -> None:
    capture = mine / "captures" / "examplol-overview.txt"
    text = capture.read_bytes().decode()
    capture.write_bytes(("New. " + text.replace("\u2019", "'").replace(" ", "\u00a0", 3)).encode())
    data = read([mine])
    checked = Checker(data).all()
    assert not all(each.same_characters for each in checked.results)
    formatting.write(repaired(data, plan(checked, data)))
    again = Checker(read([mine])).all()
    assert again.count(Outcome.EXACT) == len(again.results)
    assert not any(each.disagrees for each in again.results)


def test_only_turtle_files_are_corrected(made: Any, mine: Path) -> None:
    data = made.data(*made.source("guide", made.put("a.txt", f"x {TEXT}"), TEXT, [ONE]))
    repairs = plan(Checker(data, made.folder).all(), data)
    with pytest.raises(UsageError, match="only files with Turtle can be corrected"):
        repaired(data, repairs)


def test_nothing_to_do(made: Any) -> None:
    quads = made.source("guide", made.put("a.txt", TEXT), TEXT, [ONE])
    other = Quad(made.iri("a"), NamedNode("http://example.org/p"), made.iri("b"))
    data = made.data(*quads, other)
    assert repaired(data, plan(Checker(data, made.folder).all(), data)) == []
