"""Places in files that are not held: the same as in those that are."""

from __future__ import annotations

import bz2
import gzip
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, RdfFormat

from drugfacts.errors import UsageError
from drugfacts.graph.places import pieces
from drugfacts.graph.places.labels import nth_blank_nodes
from drugfacts.graph.places.positions import Positions
from drugfacts.graph.places.statements import statements
from drugfacts.graph.places.stream import Index, find

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Term

A, B, P, Q = (NamedNode(f"urn:{name}") for name in "abpq")


def file(folder: Path, text: str, name: str = "x.nq") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_the_first_place_counts(tmp_path: Path) -> None:
    path = file(tmp_path, "<urn:b> <urn:p> <urn:a> .\n<urn:a> <urn:p> <urn:b> .\n" * 2)
    assert find(path, [(A,), (A, P), (A, P, B), (A, Q), (NamedNode("urn:z"),)]) == {
        (A,): (2, 1),
        (A, P): (2, 9),
        (A, P, B): (2, 17),
    }


def test_a_subject_that_begins_like_another(tmp_path: Path) -> None:
    path = file(tmp_path, "<urn:ab> <urn:p> <urn:b> .\n_:ab <urn:p> _:a .\n_:a <urn:p> <urn:a>.\n")
    assert find(path, [(A,), (BlankNode("a"),)]) == {(BlankNode("a"),): (3, 1)}


@pytest.mark.parametrize(
    "line",
    [
        " <urn:a> <urn:p> <urn:b> .",
        "\t<urn:a>\t<urn:p>\t<urn:b>\t.",
        "<urn:a><urn:p><urn:b>.",
        "<urn:\\u0061> <urn:\\U00000070> <urn:b> .",
        "\\r<urn:a> <urn:p> <urn:b> .".replace("\\r", "\r"),
        "<urn:z> <urn:p> <urn:b> .\r<urn:a> <urn:p> <urn:b> .\r",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_odd_lines(tmp_path: Path, line: str, end: str) -> None:
    text = f'# <urn:a>\n\n<urn:z> <urn:p> "\U0001f600 <b><i> _:a" .\n{line}{end}'
    place = line.rindex("<urn:a>" if "<urn:a>" in line else "<urn:\\u") + 1
    found = find(file(tmp_path, text), [(A,), (A, P, B)])
    assert found == {(A,): (4, place), (A, P, B): (4, line.rindex("<urn:b>") + 1)}


def test_labels_close_to_what_follows(tmp_path: Path) -> None:
    path = file(tmp_path, '_:a<urn:p>"x".\n_:b<urn:p>_:a.\n')
    assert find(path, [(BlankNode("b"), P, BlankNode("a"))]) == {
        (BlankNode("b"), P, BlankNode("a")): (2, 11)
    }


def test_a_blank_node_that_is_no_subject_is_where_it_is_mentioned(tmp_path: Path) -> None:
    path = file(tmp_path, '<urn:a> <urn:p> "_:x" .\n<urn:a> <urn:é> _:x .\n<urn:a> <urn:p> _:x .\n')
    assert find(path, [(BlankNode("x"),), (BlankNode("y"),)]) == {(BlankNode("x"),): (2, 17)}


def test_compressed_files_and_a_byte_order_mark(tmp_path: Path) -> None:
    text = "\ufeff<urn:b> <urn:p> 'x' .\n<urn:a> <urn:p> <urn:b> .\n".replace("'", '"')
    for name, pack in (("x.nt", bytes), ("x.nt.gz", gzip.compress), ("x.nt.bz2", bz2.compress)):
        path = tmp_path / name
        path.write_bytes(pack(text.encode()))
        assert find(path, [(A,), (B,)]) == {(A,): (2, 1), (B,): (1, 1)}


def test_a_mark_at_the_beginning_moves_no_place(tmp_path: Path) -> None:
    path = file(tmp_path, "\ufeff<urn:a> <urn:p> _:x .\n")
    assert find(path, [(A, P), (BlankNode("x"),)]) == {(A, P): (1, 9), (BlankNode("x"),): (1, 17)}
    assert Index.of(path).line(1) == "<urn:a> <urn:p> _:x ."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        find(tmp_path / "no.nt", [(A,)])


def test_broken_lines_have_no_places(tmp_path: Path) -> None:
    """The file may have changed since it was parsed."""
    path = file(tmp_path, "<urn:a> <urn:p>\n<urn:a> nonsense .\n")
    path.write_bytes(path.read_bytes() + b'<urn:a> <urn:p> "\xff" .\n<urn:a> <urn:p> <urn:b> .\n')
    assert find(path, [(A,)]) == {(A,): (4, 1)}


TERMS = ["<urn:a>", "<urn:b>", "<urn:\\u0061>", "<urn:é>", "_:a", "_:b.c"]
lines = st.builds(
    lambda lead, s, gap, o, g, end: f"{lead}{s}{gap}<urn:p>{gap}{o}{gap}{g}{gap}.{end}",
    st.sampled_from(["", "", " ", "\t"]),
    st.sampled_from(TERMS),
    st.sampled_from([" ", " ", "  ", "\t"]),
    st.sampled_from([*TERMS, '"x"', '"\U0001f600\\n"@en', '"\\u0061 _:a <urn:a>"', '"1"^^<urn:d>']),
    st.sampled_from(["", "", "<urn:g>", "_:g"]),
    st.sampled_from(["\n", "\r\n", "\n# <urn:a> _:z\n", "\n\n"]),
)


@settings(deadline=None)
@given(st.lists(lines, max_size=12).map("".join), st.integers(1, 200))
def test_the_same_places_as_in_a_text_that_is_held(text: str, size: int) -> None:
    held = Positions(text, lambda: statements(text, RdfFormat.N_QUADS, None))
    said = statements(text, RdfFormat.N_QUADS, None)
    wanted: set[tuple[Term, ...]] = {k for s in said for k in (s[:1], s[:2], s[:3])}
    wanted |= {(s.object,) for s in said if isinstance(s.object, BlankNode)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_CHUNK", size)
        path = Path(_scratch(text))
        found = find(path, wanted)
        nodes = dict.fromkeys(
            t for s in said for t in (s.subject, s.object, s.graph) if isinstance(t, BlankNode)
        )
        asked = range(len(nodes) + 1)
        index = Index.of(path)
        for number, line in enumerate(text.split("\n"), 1):
            if line or number == 1:
                assert index.line(number) == line
        assert nth_blank_nodes(path, asked) == {n: t.value for n, t in enumerate(nodes)}
        path.unlink()
    assert found == {key: held.locate(*key) for key in wanted}


def _scratch(text: str) -> str:
    with tempfile.NamedTemporaryFile("wb", suffix=".nq", delete=False) as out:
        out.write(text.encode())
    return out.name


def test_blank_nodes_by_number(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        '_:x <urn:p> _:y _:g .\n<urn:_:no> <urn:p> "_:no \\" _:no" . # _:no\n_:y <urn:p> _:a.b .\n',
    )
    assert nth_blank_nodes(path, range(9)) == {0: "x", 1: "y", 2: "g", 3: "a.b"}
    assert nth_blank_nodes(path, [2]) == {2: "g"}
    assert nth_blank_nodes(path, []) == {}


@pytest.mark.parametrize("many", [1, 1000])
def test_many_lines_take_little_time(tmp_path: Path, many: int) -> None:
    chance = random.Random(1)
    text = "".join(f'<urn:s{n}> <urn:p> "value {chance.random()}" .\n' for n in range(200_000))
    path = file(tmp_path, text)
    start = time.process_time()
    found = find(path, [(NamedNode(f"urn:s{199_999 - n}"), P) for n in range(many)])
    assert time.process_time() - start < 2
    assert found[(NamedNode("urn:s199999"), P)] == (200_000, 15)
