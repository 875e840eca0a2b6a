from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from drugfacts.errors import UsageError
from drugfacts.evidence.words import lines, words
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

TEXT = "One is made up.\nTwo is too. "
ONE, TWO = (0, 15), (16, 27)
TYPE = NamedNode(PREFIXES["rdf"] + "type")
CLAIM = NamedNode("https://example.org/facts/drug/examplol#action-a")


def shown(data: DataSet, name: str, folder: Path) -> list[str]:
    return list(lines(words(data, name, folder)))


def claim(made: Any, digest: str) -> list[Quad]:
    quads: list[Quad] = made.source("guide", digest, TEXT, [ONE, TWO])
    quads.append(Quad(CLAIM, TYPE, NamedNode(DF.Action)))
    stated = NamedNode(DF.statedIn)
    return [*quads, *(Quad(CLAIM, stated, made.iri("guide", *place)) for place in (ONE, TWO))]


def test_the_words_of_a_claim(made: Any) -> None:
    data = made.data(*claim(made, made.put("a.txt", TEXT)))
    assert shown(data, "action-a", made.folder) == [
        "drug-examplol:action-a: drug-examplol:action-a",
        NOTICE,
        "",
        "source-guide:char-0-15  exact",
        f"  {made.folder}/a.txt:1:1",
        "  [One is made up.] Two is too. ",
        "",
        "source-guide:char-16-27  exact",
        f"  {made.folder}/a.txt:2:1",
        "  One is made up. [Two is too.] ",
    ]
    assert words(data, "action-a", made.folder).complete


def test_every_outcome_is_told(made: Any) -> None:
    data = made.data(*claim(made, made.put("a.txt", "Two\u00a0is too. Two is\u00a0too.")))
    found = words(data, "action-a", made.folder)
    assert not found.complete
    assert list(lines(found, mark="<{}>".format))[2:] == [
        "",
        "source-guide:char-0-15  missing",
        f"  {made.folder}/a.txt does not hold these words",
        "",
        "source-guide:char-16-27  moved, 2 places, other typography",
        f"  {made.folder}/a.txt:1:1 char-0-11",
        "  <Two is too.> Two is too.",
        f"  {made.folder}/a.txt:1:13 char-12-23",
        "  Two is too. <Two is too.>",
    ]


def test_one_passage_or_all_of_a_source(made: Any) -> None:
    data = made.data(*claim(made, made.put("a.txt", TEXT)))
    assert words(data, "char-0-15", made.folder).names == ("source-guide:char-0-15",)
    assert words(data, "source:guide", made.folder).names == (
        "source-guide:char-0-15",
        "source-guide:char-16-27",
    )


def test_a_section_without_offsets_tells_where_its_capture_has_it(made: Any) -> None:
    page = (
        "<document xmlns='urn:hl7-org:v3'><section><code code='34067-9'/><title>USES</title>"
        "<text>Made up.</text></section></document>"
    )
    node = NamedNode(f"{made.iri('guide').value}#section-uses")
    data = made.data(
        *made.source("guide", made.put("a.xml", page)),
        Quad(node, TYPE, NamedNode(DF.Section)),
        Quad(node, NamedNode(DF.passageOf), made.iri("guide")),
        Quad(node, NamedNode(DF.sectionCode), Literal("34067-9")),
    )
    found = words(data, "section-uses", made.folder)
    assert not found.complete
    assert list(lines(found))[3:] == [
        "source-guide:section-uses  uncheckable: it has no offsets",
        f"  {made.folder}/a.xml (text of SPL, line 1, column 1) char-0-13",
        "  USES Made up.",
    ]


def test_what_has_no_passages(made: Any) -> None:
    data = made.data(*made.source("guide", "0" * 64))
    with pytest.raises(UsageError, match="source:guide is no claim, passage or source with pass"):
        words(data, "guide", made.folder)


def test_words_cannot_steer_a_terminal(made: Any) -> None:
    text = "One is \x1b[31mred\u202e."
    digest = made.put("a.txt", text)
    data = made.data(*made.source("guide", digest, text, [(0, len(text))]))
    assert shown(data, "guide", made.folder)[-1] == "  [One is [31mred.]"
