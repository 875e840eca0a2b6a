"""Reading: what is read, what stands behind it, and how it fails."""

from __future__ import annotations

import io
import os
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from drugfacts import resources
from drugfacts.errors import DrugFactsError, InputError, LimitError, UsageError
from drugfacts.graph import parsing
from drugfacts.graph.read import packaged, plain, read, value_lists
from drugfacts.iris import BASE
from drugfacts.model import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drugfacts.graph.dataset import DataSet

MINE = "https://example.org/facts/"

HEAD = """\
<https://example.org/facts/dataset> a <http://rdfs.org/ns/void#Dataset> ;
    <http://rdfs.org/ns/void#uriSpace> "https://example.org/facts/" .
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str | bytes = "<urn:a> <urn:b> <urn:c> .\n") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(data: DataSet) -> list[str]:
    return [document.path for document in data.documents]


def behind(data: DataSet) -> list[str]:
    """The background without the packaged value lists."""
    packaged_folder = str(resources.folder("data"))
    return [d.path for d in data.background if not d.path.startswith(packaged_folder)]


def fails(error: type[DrugFactsError], *paths: str | Path) -> str:
    with pytest.raises(error) as caught:
        read(paths)
    return str(caught.value)


# What is read


def test_without_paths_the_packaged_facts_are_read() -> None:
    data = read()
    assert data.base == BASE
    assert data.background == ()
    folder = resources.folder("data")
    assert len(data.documents) == len(list(folder.rglob("*.ttl")))
    iris = {document.iri for document in data.documents}
    assert {f"{BASE}dataset", f"{BASE}drug/clonazepam", f"{BASE}condition"} <= iris


def test_packaged_folders_have_no_background() -> None:
    for name in ("ontology", "shapes"):
        data = packaged(name)
        assert data.documents
        assert data.background == ()
    assert packaged("data") == read()


def test_value_lists_are_the_schemes() -> None:
    iris = [document.iri for document in value_lists()]
    assert f"{BASE}condition" in iris
    assert f"{BASE}dataset" not in iris
    assert all("/" not in (iri or "").removeprefix(BASE) for iri in iris)


def test_a_folder_stands_for_all_turtle_below_it_in_order() -> None:
    for name in ("x/b.ttl", "x/a/z.ttl", "x/a.ttl", "x/c.txt", "x/.git/no.ttl", "x/.no.ttl"):
        write(name)
    assert names(read(["x"])) == ["x/a/z.ttl", "x/a.ttl", "x/b.ttl"]


def test_a_folder_may_be_named_like_a_file() -> None:
    write("x.ttl/a.ttl")
    assert names(read(["x.ttl"])) == ["x.ttl/a.ttl"]
    Path("y.ttl").mkdir()
    write("z/ok.ttl")
    Path("z/dir.ttl").mkdir()
    assert names(read(["z"])) == ["z/ok.ttl"]
    assert fails(InputError, "y.ttl") == (
        "y.ttl: this folder holds no *.ttl file; name the folder with your Turtle."
    )


@pytest.mark.parametrize("ending", ["ttl", "nt", "nq", "trig", "TTL"])
def test_formats_go_by_the_ending(ending: str) -> None:
    data = read([write(f"x.{ending}")])
    assert [str(t) for t in data.triples()] == ["<urn:a> <urn:b> <urn:c>"]


def test_jsonld_and_rdfxml_are_read() -> None:
    write(
        "x.jsonld",
        '{"@context": {"b": {"@id": "urn:b", "@type": "@id"}}, "@id": "urn:a", "b": "urn:c"}',
    )
    write(
        "x.rdf",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:">'
        '<rdf:Description rdf:about="urn:a"><e:b rdf:resource="urn:c"/></rdf:Description>'
        "</rdf:RDF>",
    )
    for name in ("x.jsonld", "x.rdf"):
        assert [str(t) for t in read([name]).triples()] == ["<urn:a> <urn:b> <urn:c>"]


@pytest.mark.parametrize("ending", ["turtle", "ntriples", "nquads"])
def test_longer_endings_are_known_too(ending: str) -> None:
    assert [str(t) for t in plain([write(f"x.{ending}")]).triples()] == ["<urn:a> <urn:b> <urn:c>"]


@pytest.mark.parametrize("ending", ["owl", "rdfs"])
def test_ontologies_are_rdfxml(ending: str) -> None:
    write(
        f"x.{ending}",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:">'
        '<rdf:Description rdf:about="urn:a"><e:b rdf:resource="urn:c"/></rdf:Description>'
        "</rdf:RDF>",
    )
    assert [str(t) for t in plain([f"x.{ending}"]).triples()] == ["<urn:a> <urn:b> <urn:c>"]


def test_json_is_read_when_it_is_named_and_is_jsonld() -> None:
    write("x/a.json", '{"@id": "urn:a", "urn:b": {"@id": "urn:c"}}')
    write("x/b.ttl")
    assert names(plain(["x/a.json"])) == ["x/a.json"]
    assert names(plain(["x"])) == ["x/b.ttl"]
    with pytest.raises(InputError) as caught:
        plain([write("y.json", '{"a": 1}')])
    assert str(caught.value) == (
        "y.json: states nothing as JSON-LD; give it an @context, or name a file of RDF."
    )


def test_what_looks_like_rdf_in_a_folder_and_is_not_read_is_known() -> None:
    write("x/a.ttl")
    write("x/b.json", '{"@context": {}, "@id": "urn:a", "urn:b": 1}')
    write("x/c.json", '{"version": 1}')
    write("x/d.xml", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>')
    write("x/e.xml", "<a/>")
    for name in ("f.n3", "g.ttl.zip", "h.txt", ".i.n3"):
        write(f"x/{name}")
    unread = ("x/b.json", "x/d.xml", "x/f.n3", "x/g.ttl.zip")
    assert plain(["x"]).unread == unread
    assert plain(["x", "x/b.json", "x/a.ttl"]).unread == unread[1:]
    assert plain(["x/a.ttl"]).unread == ()


def test_named_graphs_count_as_statements() -> None:
    data = read([write("x.trig", "<urn:g> { <urn:a> <urn:b> <urn:c> } <urn:a> <urn:b> <urn:c> .")])
    assert len(list(data.quads())) == 2
    assert len(data.triples()) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO("\ufeff<urn:a> <urn:b> 'é' .".encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    write("x.ttl")
    data = read(["-", "x.ttl", "-"])
    assert names(data) == ["-", "x.ttl"]
    assert data.documents[0].iri is None
    assert data.locate(NamedNode("urn:a"), NamedNode("urn:b")) == Position("-", 1, 9)


def test_a_file_is_read_once_however_often_it_is_named(here: Path) -> None:
    write("x/a.ttl")
    Path("link").symlink_to("x")
    paths: list[str | Path] = [
        "x/a.ttl",
        "./x/a.ttl",
        here / "x/a.ttl",
        "x",
        "x/../x/a.ttl",
        "link/a.ttl",
        "link",
    ]
    assert names(read(paths)) == ["x/a.ttl"]


def test_loops_of_symbolic_links_are_left_out() -> None:
    write("x/a.ttl")
    Path("x/loop").symlink_to("..")
    Path("x/self.ttl").symlink_to("self.ttl")
    Path("x/broken.ttl").symlink_to("nowhere.ttl")
    assert names(read(["x"])) == ["x/a.ttl"]
    assert fails(UsageError, "x/self.ttl") == "x/self.ttl: does not exist; check the path."
    assert fails(UsageError, "x/broken.ttl") == "x/broken.ttl: does not exist; check the path."


# Data sets


def test_the_rest_of_a_data_set_is_background() -> None:
    write("mine/dataset.ttl", HEAD)
    for name in ("mine/drug/a.ttl", "mine/drug/b.ttl", "mine/condition.ttl"):
        write(name)
    data = read(["mine/drug/a.ttl"])
    assert (names(data), data.base) == (["mine/drug/a.ttl"], MINE)
    assert behind(data) == ["mine/condition.ttl", "mine/dataset.ttl", "mine/drug/b.ttl"]
    assert [d.iri for d in data.documents] == [f"{MINE}drug/a"]
    assert read(["mine"]).background == tuple(
        d for d in read(["mine"]).background if (d.iri or "").startswith(BASE)
    )


def test_from_within_its_folder_a_data_set_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    write("mine/dataset.ttl", HEAD)
    write("mine/drug/a.ttl")
    write("mine/drug/b.ttl")
    monkeypatch.chdir("mine/drug")
    data = read(["a.ttl"])
    assert [d.iri for d in data.documents] == [f"{MINE}drug/a"]
    assert [d.iri for d in data.background if (d.iri or "").startswith(MINE)] == [
        f"{MINE}dataset",
        f"{MINE}drug/b",
    ]


def test_value_lists_stand_behind_data_of_another_base_only() -> None:
    write("mine/dataset.ttl", HEAD)
    lists = {document.iri for document in value_lists()}
    assert lists <= {document.iri for document in read(["mine"]).background}
    assert lists <= {document.iri for document in read([write("loose.ttl")]).background}
    assert read().background == ()


def test_a_file_outside_is_in_no_data_set() -> None:
    write("mine/dataset.ttl", HEAD)
    data = read([write("loose.ttl"), "mine/dataset.ttl"])
    assert [d.iri for d in data.documents] == [None, f"{MINE}dataset"]
    assert data.base == MINE


def test_a_linked_file_stands_where_the_user_sees_it() -> None:
    write("mine/dataset.ttl", HEAD)
    write("elsewhere/file.ttl")
    Path("mine/drug").mkdir()
    Path("mine/drug/a.ttl").symlink_to("../../elsewhere/file.ttl")
    Path("way").symlink_to("mine/drug")
    assert [d.iri for d in read(["mine/drug/a.ttl"]).documents] == [f"{MINE}drug/a"]
    write("mine/drug/b.ttl")
    assert [d.iri for d in read(["way/b.ttl"]).documents] == [f"{MINE}drug/b"]


def test_a_data_set_within_another_is_not_part_of_it() -> None:
    write("mine/dataset.ttl", HEAD)
    write("mine/drug/a.ttl")
    write("mine/inner/dataset.ttl", HEAD.replace("/facts/", "/inner/"))
    write("mine/inner/drug/b.ttl")
    data = read(["mine/drug/a.ttl"])
    assert behind(data) == ["mine/dataset.ttl"]
    assert fails(UsageError, "mine") == (
        "mine/inner/dataset.ttl is a data set of its own inside mine; name one of them."
    )


def test_data_sets_side_by_side_are_named_one_at_a_time() -> None:
    write("a/dataset.ttl", HEAD)
    write("b/dataset.ttl", HEAD.replace("/facts/", "/other/"))
    assert fails(UsageError, ".") == (
        "a and b are data sets with different bases; name one at a time."
    )


def test_a_dataset_ttl_that_heads_nothing_is_a_file_like_others() -> None:
    write("x/dataset.ttl")
    data = read(["x"])
    assert [d.iri for d in data.documents] == [None]


def test_a_data_set_must_state_its_base() -> None:
    write("mine/dataset.ttl", "<urn:d> a <http://www.w3.org/ns/dcat#Dataset> .")
    write("mine/a.ttl")
    assert fails(InputError, "mine/a.ttl") == (
        "mine/dataset.ttl: does not say the base IRI of its data set; "
        'add void:uriSpace "https://example.org/facts/" to it.'
    )


@pytest.mark.parametrize(
    "base", ["https://example.org/facts", "facts/", "http://a b/", "https:///"]
)
def test_a_base_must_be_one(base: str) -> None:
    write(
        "mine/dataset.ttl",
        HEAD.replace("https://example.org/facts/", base, 2).replace(f"<{base}", "<urn:"),
    )
    assert fails(InputError, "mine") == (
        f"mine/dataset.ttl:2:40: void:uriSpace '{base}' is no base IRI; write one such as "
        "'https://example.org/facts/', with a slash at its end."
    )


@pytest.mark.parametrize(
    ("value", "shown"), [(f"<{MINE}>", MINE), ("_:b", MINE), ("<urn:x>", "urn:x")]
)
def test_a_base_is_a_string(value: str, shown: str) -> None:
    write("mine/dataset.ttl", HEAD.replace(f'"{MINE}"', value))
    assert fails(InputError, "mine") == (
        f'mine/dataset.ttl:2:40: void:uriSpace must be a string: write "{shown}" in quotes.'
    )


NAMES = [
    ("my drug", "my-drug"),
    ("x#y", "x-y"),
    ("50%", "50"),
    ("a\nb", "a-b"),
    ("\udcff", "my-drug"),
    ("Caf\u00e9 <1>", "cafe-1"),
]


@pytest.mark.parametrize(("name", "better"), NAMES)
def test_a_named_file_has_a_name_that_an_iri_can_hold(name: str, better: str) -> None:
    write("mine/dataset.ttl", HEAD)
    write(f"mine/drug/{name}.ttl")
    for path in ("mine", f"mine/drug/{name}.ttl"):
        assert fails(InputError, path) == (
            f"mine/drug/{name}.ttl: its name cannot be a part of an IRI; "
            f"use lower-case letters, digits and hyphens, such as {better}.ttl."
        )


def test_a_folder_of_a_data_set_has_such_a_name_too() -> None:
    write("mine/dataset.ttl", HEAD)
    write("mine/my drugs/a.ttl")
    assert fails(InputError, "mine") == (
        "mine/my drugs/a.ttl: the name of its folder 'my drugs' cannot be a part of an IRI; "
        "use lower-case letters, digits and hyphens, such as my-drugs."
    )


def test_odd_names_elsewhere_stop_nobody() -> None:
    write("a b/dataset.ttl", HEAD)
    write("a b/drug/\u00e9.ttl")
    write("a b/drug/my drug.ttl", "not Turtle at all")
    data = read(["a b/drug/\u00e9.ttl", write("o p/x#y.ttl")])
    assert names(data) == ["a b/drug/\u00e9.ttl", "o p/x#y.ttl"]
    assert behind(data) == ["a b/dataset.ttl"]
    assert data.unread == ("a b/drug/my drug.ttl",)


def test_what_looks_like_rdf_in_a_data_set_and_is_not_read_is_known() -> None:
    write("mine/dataset.ttl", HEAD)
    for name in ("A.TTL", "b.trig", "c.nt", "d.nq", "e.jsonld", "f.rdf", "g.txt", ".h.nt"):
        write(f"mine/drug/{name}")
    write("mine/.git/x.nt")
    Path("mine/link.ttl").symlink_to("nowhere.ttl")
    assert [Path(path).name for path in read(["mine"]).unread] == [
        "A.TTL",
        "b.trig",
        "c.nt",
        "d.nq",
        "e.jsonld",
        "f.rdf",
        "link.ttl",
    ]
    assert "mine/drug/c.nt" not in read(["mine", "mine/drug/c.nt"]).unread
    assert read([write("loose/a.ttl"), write("loose/b.nt")]).unread == ()


def test_a_broken_head_is_told_with_its_place() -> None:
    write("mine/dataset.ttl", "<urn:a>\n  <urn:b> .")
    write("mine/a.ttl")
    assert fails(InputError, "mine/a.ttl") == (
        "mine/dataset.ttl:2:11: . is not a valid RDF object; correct the syntax here."
    )


# Blank nodes


def test_one_label_in_two_files_is_two_nodes() -> None:
    write("a.ttl", "_:x <urn:p> 1 .")
    write("b.ttl", "_:x <urn:p> 2 .")
    data = read(["a.ttl", "b.ttl"])
    subjects = [quad.subject for quad in data.quads()]
    assert len(set(subjects)) == 2
    assert subjects[0] == BlankNode("x")
    assert [data.locate(subject) for subject in subjects if isinstance(subject, BlankNode)] == [
        Position("a.ttl", 1, 1),
        Position("b.ttl", 1, 1),
    ]
    store = Store()
    store.extend(data.quads())
    said = store.quads_for_pattern(None, NamedNode("urn:p"), None)
    assert len({quad.subject for quad in said}) == 2


def test_labels_made_here_clash_with_none_that_is_written() -> None:
    write("a.ttl", "_:x <urn:p> [ <urn:q> _:b1 ] . _:b2-1 <urn:p> _:x .")
    write("b.ttl", "[] <urn:p> _:b1 , _:b2 , _:x .")
    data = read(["a.ttl", "b.ttl"])
    first, second = (
        {t.value for q in d.quads for t in (q.subject, q.object) if isinstance(t, BlankNode)}
        for d in data.documents
    )
    assert len(first) == 4
    assert len(second) == 4
    assert not first & second


def test_nodes_in_brackets_have_places_and_the_same_labels_in_every_run() -> None:
    path = write("a.ttl", "<urn:a> <urn:p>\n  [ <urn:q> ( 1 [ <urn:r> 2 ] ) ] .")
    runs = [[str(quad) for quad in read([path]).quads()] for _ in range(3)]
    assert runs[0] == runs[1] == runs[2]
    data = read([path])
    places = {
        str(q.object): str(data.locate(q.subject, q.predicate, q.object))  # type: ignore[arg-type]
        for q in data.quads()
        if isinstance(q.object, Literal)
    }
    assert [place for _, place in sorted(places.items())] == ["a.ttl:2:15", "a.ttl:2:27"]


def test_blank_nodes_of_other_formats_are_kept_apart_too() -> None:
    write("a.jsonld", '[{"@id": "_:x", "urn:p": 1}, {"urn:q": {"@id": "_:x"}}]')
    write("b.jsonld", '{"@id": "_:x", "urn:p": 2}')
    data = read(["a.jsonld", "b.jsonld"])
    assert len({quad.subject for quad in data.quads()}) == 3


# Failing


def test_what_is_not_there_is_wrong_usage() -> None:
    assert fails(UsageError, "no.ttl") == "no.ttl: does not exist; check the path."
    assert fails(UsageError, "no/") == "no/: does not exist; check the path."
    assert fails(UsageError, "") == "an empty path: does not exist; check the path."
    assert fails(UsageError, "a\0b.ttl") == "a\0b.ttl: does not exist; check the path."


def test_a_folder_without_turtle() -> None:
    write("x/a.nt")
    assert fails(InputError, "x") == (
        "x: this folder holds no *.ttl file; name the folder with your Turtle."
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_broken_turtle_is_told_with_line_and_column(line_end: str) -> None:
    path = write("x.ttl", line_end.join(["# é", "<urn:é>", "  <urn:b> 'é' , ] ."]))
    with pytest.raises(InputError) as caught:
        read([path])
    assert (caught.value.path, caught.value.line, caught.value.col) == ("x.ttl", 3, 17)
    assert str(caught.value) == (
        "x.ttl:3:17: ] is not a valid RDF object; correct the syntax here."
    )


@pytest.mark.parametrize(
    ("content", "place", "byte"),
    [
        (b"\xff", "1:1", "0xff"),
        (b"\xef\xbb\xbf# ok\n# \xe4", "2:3", "0xe4"),
        ("# é\r\n# é ".encode() + b"\x80", "2:5", "0x80"),
        (b"# \xed\xa0\x80", "1:3", "0xed"),
    ],
)
def test_a_wrong_encoding_is_told_with_line_and_column(
    content: bytes, place: str, byte: str
) -> None:
    assert fails(InputError, write("x.ttl", content)) == (
        f"x.ttl:{place}: byte {byte} is not UTF-8; save the file as UTF-8."
    )


def test_a_byte_order_mark_is_dropped() -> None:
    data = read([write("x.ttl", "\ufeff<urn:a> <urn:b> 1 .")])
    assert data.locate(NamedNode("urn:a")) == Position("x.ttl", 1, 1)
    assert fails(InputError, write("y.ttl", "\ufeff<urn:a> ] 1 .")).startswith("y.ttl:1:9: ")


def test_line_ends_of_windows_keep_places_and_values() -> None:
    data = read([write("x.ttl", '<urn:a>\r\n  <urn:b> """1\r\n2""" ,\r\n  3 .\r\n')])
    value = Literal("1\r\n2")
    subject, predicate = NamedNode("urn:a"), NamedNode("urn:b")
    assert value in data.values(subject, predicate.value)
    assert data.locate(subject, predicate, value) == Position("x.ttl", 2, 11)
    three = data.values(subject, predicate.value)[-1]
    assert str(three).startswith('"3"')
    assert data.locate(subject, predicate, three) == Position("x.ttl", 4, 3)


def test_an_unknown_prefix_is_told_what_to_add() -> None:
    assert fails(InputError, write("x.ttl", "<urn:a> skos:broader 1 .")) == (
        "x.ttl:1:9: the prefix skos: is not declared; "
        "add '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .' at the top."
    )


def test_an_ending_that_is_no_format() -> None:
    said = (
        "the end of its name is not one of .ttl .nt .nq .trig .jsonld .rdf; rename or convert it."
    )
    assert fails(InputError, write("x.hdt")) == f"x.hdt: {said}"
    assert fails(InputError, write("x")) == f"x: {said}"


def test_what_is_neither_file_nor_folder_is_not_waited_for() -> None:
    os.mkfifo("pipe.ttl")
    assert fails(InputError, "pipe.ttl") == "pipe.ttl: is neither a file nor a folder; name one."


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("x.ttl")

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert fails(InputError, path) == (
        "x.ttl: cannot be read (Permission denied); check that it is a file you may read."
    )


@pytest.mark.parametrize("named", ["mine", "mine/a.ttl"])
def test_a_folder_that_may_not_be_read(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are not passed over, as what is wrong in them would go unseen."""
    write("mine/dataset.ttl", HEAD)
    write("mine/a.ttl")
    write("mine/closed/b.ttl")
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert fails(InputError, named) == (
        "mine/closed: cannot be read (Permission denied); check that you may read it."
    )


@pytest.mark.parametrize("named", ["mine", "mine/closed/b.ttl"])
def test_a_file_that_may_not_be_looked_at(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write("mine/closed/b.ttl")
    stat = Path.stat

    def refuse(self: Path, **options: Any) -> Any:
        if self.name == "b.ttl":
            raise PermissionError(13, "Permission denied", str(self))
        return stat(self, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    assert fails(InputError, named) == (
        "mine/closed/b.ttl: cannot be read (Permission denied); check that you may read it."
    )


def test_a_file_that_goes_away_meanwhile() -> None:
    with pytest.raises(UsageError, match=r"gone\.ttl: does not exist"):
        parsing.document(Path("gone.ttl"))


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_BYTES", 10)
    assert fails(LimitError, write("x.ttl")) == (
        "x.ttl: is larger than 10 bytes; split it into smaller files."
    )


# Nothing is fetched


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine that notes who comes."""
    calls: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            calls.append(connection.recv(100))
            connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1], calls
    stopped.set()
    thread.join()
    server.close()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "a.jsonld",
            '{"@context": "http://127.0.0.1:PORT/c", "@id": "urn:a", "p": 1}',
            "a.jsonld: names a remote JSON-LD context, and nothing is fetched; put the context in.",
        ),
        (
            "b.jsonld",
            '{"@context": {"@import": "http://127.0.0.1:PORT/c"}, "@id": "urn:a", "p": 1}',
            "b.jsonld: names a remote JSON-LD context, and nothing is fetched; put the context in.",
        ),
        (
            "c.jsonld",
            '{"@context": {"p": {"@id": "urn:p", "@context": "http://127.0.0.1:PORT/c"}}, '
            '"@id": "urn:a", "p": {"q": 1}}',
            "c.jsonld: names a remote JSON-LD context, and nothing is fetched; put the context in.",
        ),
        (
            "d.rdf",
            '<!DOCTYPE r SYSTEM "http://127.0.0.1:PORT/d"><r/>',
            "d.rdf:1:46: a document type (DOCTYPE) is not read; "
            "remove it and write its entities out.",
        ),
    ],
)
def test_nothing_is_fetched(
    listener: tuple[int, list[bytes]], name: str, text: str, said: str
) -> None:
    port, calls = listener
    assert fails(InputError, write(name, text.replace("PORT", str(port)))) == said
    assert calls == []


def test_imports_are_not_followed(listener: tuple[int, list[bytes]]) -> None:
    port, calls = listener
    imports = "http://www.w3.org/2002/07/owl#imports"
    read([write("x.ttl", f"<urn:a> <{imports}> <http://127.0.0.1:{port}/o.ttl> .")])
    assert calls == []
