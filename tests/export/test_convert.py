"""Conversion of any RDF: same graph, same bytes, labels kept apart, faults with their place."""

from __future__ import annotations

import bz2
import gzip
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse, serialize

from drugfacts.errors import InputError, LimitError
from drugfacts.export import convert
from drugfacts.export.formats import ENDINGS, PARSED_AS, Format
from drugfacts.graph import sorting
from drugfacts.graph.canonical import canonical
from drugfacts.graph.compressed import opened
from drugfacts.graph.source import Source

XSD = "http://www.w3.org/2001/XMLSchema#"
LINE_FORMATS = (Format.NTRIPLES, Format.NQUADS)

names = st.sampled_from(["a", "b", "name", "x.y", "2nd", "a/b", "é", "a%20b", "-c"])
iris = names.map(lambda name: NamedNode(f"https://example.org/terms#{name}"))
properties = st.sampled_from(["p", "q", "r2"]).map(lambda n: NamedNode(f"https://e.example/{n}"))
blanks = st.sampled_from(
    ["x", "y", "anon0", "anon1", "b0", "0", "a.b", "f" * 32, "c0ffee" * 5 + "00"]
).map(BlankNode)
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), max_size=12
).filter(lambda text: not any(ord(c) < 32 and c not in "\t\n\r" for c in text))
literals = st.one_of(
    texts.map(Literal),
    texts.map(lambda text: Literal(text, language="en-gb")),
    st.sampled_from(["_:x", "<<", "a --ltr b", '" _:x .', "\\", "@prefix a: <b> .\n"]).map(Literal),
    st.integers().map(lambda n: Literal(str(n), datatype=NamedNode(XSD + "integer"))),
    st.sampled_from(["1.0", "01", "x"]).map(lambda n: Literal(n, datatype=NamedNode(XSD + "int"))),
)
quads = st.builds(Quad, st.one_of(iris, blanks), properties, st.one_of(iris, blanks, literals))
graphs = st.lists(quads, max_size=12)


def source(folder: Path, content: bytes, form: Format, name: str = "in") -> Source:
    ending = next(ending for ending, each in ENDINGS.items() if each is form)
    path = folder / (name + ending)
    path.write_bytes(content)
    return Source(path, PARSED_AS[form])


def converted(sources: list[Source], form: Format) -> bytes:
    output = BytesIO()
    convert.convert(sources, form, output)
    return output.getvalue()


def in_order(sources: list[Source], form: Format) -> bytes:
    output = BytesIO()
    convert.convert_sorted(sources, form, output)
    return output.getvalue()


def read(content: bytes, form: Format) -> set[Quad]:
    return set(canonical(parse(content, PARSED_AS[form])))


@settings(deadline=None, max_examples=60)
@given(said=graphs)
def test_every_way_between_formats_keeps_the_graph_and_its_hash(
    said: list[Quad], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("formats")
    lines = serialize(said, format=PARSED_AS[Format.NQUADS]) or b""
    first = source(folder, lines, Format.NQUADS)
    expected, digest = set(canonical(said)), convert.digest([first])
    for form in Format:
        there = converted([first], form)
        assert read(there, form) == expected, form
        second = source(folder, there, form, "second")
        assert convert.digest([second]) == digest
        assert converted([second], form) == converted([second], form)
        back = converted([second], Format.NQUADS)
        assert read(back, Format.NQUADS) == expected, form
        sorted_ = in_order([second], form)
        assert read(sorted_, form) == expected, form
        third = source(folder, sorted_, form, "third")
        assert in_order([third], form) == sorted_, form
        assert in_order([first], form) == sorted_, form


@pytest.mark.parametrize("form", Format)
def test_what_has_no_label_gets_the_same_one_each_time(form: Format, tmp_path: Path) -> None:
    text = b"<urn:e:s> <urn:e:p> [ <urn:e:q> _:anon0 , ( 1 ) ] , _:kept , [] .\n"
    one = source(tmp_path, text, Format.TURTLE)
    assert converted([one], form) == converted([one], form)
    assert len(read(converted([one], form), form)) == 7


def test_many_nodes_without_labels_get_the_same_each_time(tmp_path: Path) -> None:
    one = source(tmp_path, b"<urn:s> <urn:p> " + b"[] , " * 2000 + b"[] .", Format.TURTLE)
    lines = converted([one], Format.NTRIPLES).splitlines()
    assert lines == [b"<urn:s> <urn:p> _:anon%d ." % n for n in range(2001)]


def test_labels_that_are_written_are_kept(tmp_path: Path) -> None:
    one = source(tmp_path, b"_:kept <urn:p> [] , _:also .", Format.TURTLE)
    assert converted([one], Format.NTRIPLES) == (
        b"_:kept <urn:p> _:anon0 .\n_:kept <urn:p> _:also .\n"
    )


def test_blank_nodes_of_several_files_are_kept_apart(tmp_path: Path) -> None:
    one = source(tmp_path, b"_:a <urn:p> 1 .", Format.TURTLE, "one")
    two = source(tmp_path, b'_:a <urn:p> "_:a" .\n', Format.NTRIPLES, "two")
    number = f'"1"^^<{XSD}integer>'.encode()
    assert converted([one, two], Format.NTRIPLES) == (
        b"_:a-0 <urn:p> " + number + b' .\n_:a-1 <urn:p> "_:a" .\n'
    )
    together = in_order([one, two], Format.NQUADS)
    assert together == in_order([two, one], Format.NQUADS)
    assert len(together.splitlines()) == 2


def test_prefixes_are_declared_once_and_those_of_the_input_are_kept(tmp_path: Path) -> None:
    text = b"@prefix mine: <https://example.org/m#> . mine:a mine:b 1 ."
    rdfs = b"<urn:s> <http://www.w3.org/2000/01/rdf-schema#label> 'x' ."
    sources = [
        source(tmp_path, text, Format.TURTLE, "one"),
        source(tmp_path, rdfs, Format.TURTLE, "two"),
    ]
    assert converted(sources, Format.TURTLE) == (
        b"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        b"@prefix mine: <https://example.org/m#> .\n"
        b"mine:a mine:b 1 .\n"
        b'<urn:s> <http://www.w3.org/2000/01/rdf-schema#label> "x" .\n'
    )


def test_an_external_sort_gives_what_one_in_memory_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        f"<urn:s{n % 700}> <urn:p> _:b{n % 13} .\n<urn:s{n}> <urn:p> <urn:o> .\n"
        for n in range(3000)
    ]
    one = source(tmp_path, "".join(lines).encode(), Format.NTRIPLES)
    expected = in_order([one], Format.NTRIPLES)
    monkeypatch.setattr(sorting, "RUN", 4000)
    monkeypatch.setattr(sorting, "_FILES", 3)
    assert in_order([one], Format.NTRIPLES) == expected
    found = expected.splitlines()
    assert found == sorted(set(found))
    assert len(found) == len(read(expected, Format.NTRIPLES))


@pytest.mark.parametrize("form", [Format.TURTLE, Format.NTRIPLES, Format.RDFXML])
@pytest.mark.parametrize("given_as", [Format.TRIG, Format.NQUADS, Format.JSONLD])
def test_named_graphs_need_a_format_that_has_them(
    form: Format, given_as: Format, tmp_path: Path
) -> None:
    graph = [Quad(*map(NamedNode, ("urn:e:s", "urn:e:p", "urn:e:o", "urn:e:g")))]
    content = serialize(graph, format=PARSED_AS[given_as]) or b""
    one = source(tmp_path, content, given_as)
    for way in (converted, in_order):
        with pytest.raises(InputError, match="such as <urn:e:g>, and this format holds none; use"):
            way([one], form)
    assert read(converted([one], Format.NQUADS), Format.NQUADS) == set(graph)
    assert read(converted([one], Format.JSONLD), Format.JSONLD) == set(graph)


DEEP = 100_000
NEW = {
    "term.ttl": (
        b"# << \n<urn:s> <urn:p> '''<<\n''', <<( <urn:s> <urn:p> 1 )>> .",
        ":3:6: '<<' is",
    ),
    "term.nt": (b"<urn:s> <urn:p> <<( <urn:s> <urn:p> <urn:o> )>> .", ":1:17: '<<' is"),
    "deep.ttl": (b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> #>>\n" * DEEP, ":1:17: '<<' is"),
    "deep.trig": (b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> #>>\n" * DEEP, ":1:17: '<<' is"),
    "deep.nt": (b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> " * DEEP, ":1:17: '<<' is"),
    "way.ttl": (b"<urn:s> <urn:p> 'x'@en--ltr .", ": a text with a direction is RDF 1.2"),
    "way.nq": (b'<urn:s> <urn:p> "x"@en--ltr .', ":1:23: a text with a direction is RDF 1.2"),
    "note.ttl": (b"<urn:s> <urn:p> 1 {| <urn:q> 2 |} .", ": '<<' is RDF 1.2"),
    "tilde.ttl": (b"<urn:s> <urn:p> 1 ~ <urn:r> .", ": '<<' is RDF 1.2"),
    "type.rdf": (
        b'<!DOCTYPE r [ <!ENTITY e "x"> ]><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        ":1:13: a document type (DOCTYPE) is not read",
    ),
    "bytes.ttl": (b"<urn:s> <urn:p> 1 .\n<urn:s> <urn:p> '\xff' .", ":2:18: is not UTF-8 here"),
    "bytes.rdf": (b"<a>\n\xff</a>", ":2:1: not well-formed"),
    "relative.ttl": (b"<urn:s> <urn:p> <o> .", ":1:17: is a relative IRI; write it in full, or"),
}


@pytest.mark.parametrize("end", ["", ".gz", ".bz2"])
@pytest.mark.parametrize("name", [name for name, (_, said) in NEW.items() if said])
@pytest.mark.parametrize("form", Format)
def test_what_no_parser_should_be_fed_is_refused_with_its_place(
    name: str, form: Format, end: str, tmp_path: Path
) -> None:
    content, said = NEW[name]
    path = tmp_path / (name + end)
    pack = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress}[end]
    path.write_bytes(pack(content))  # type: ignore[operator]
    with pytest.raises(InputError) as caught:
        converted([Source(path, PARSED_AS[ENDINGS[Path(name).suffix]])], form)
    assert str(caught.value).startswith(f"{path}{said}")


@pytest.mark.parametrize("name", ["deep.rdf", "deep.jsonld"])
def test_what_nests_too_deep_reaches_a_limit(name: str, tmp_path: Path) -> None:
    deep = {".rdf": b"<a>" * DEEP, ".jsonld": b'{"urn:p":' * DEEP}
    path = tmp_path / name
    path.write_bytes(deep[path.suffix])
    with pytest.raises(LimitError, match="nested deeper than"):
        converted([Source(path, PARSED_AS[ENDINGS[path.suffix]])], Format.NTRIPLES)


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".ttl.gz"])
def test_a_text_without_end_reaches_a_limit(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"long{ending}"
    content = b'<urn:s> <urn:p> "' + b"x" * (17 << 20) + b'" .'
    path.write_bytes(gzip.compress(content) if ending.endswith("gz") else content)
    form = PARSED_AS[Format.NTRIPLES if ending == ".nt" else Format.TURTLE]
    with pytest.raises(LimitError, match="16 MB"):
        converted([Source(path, form)], Format.NTRIPLES)


@pytest.mark.parametrize("start", [b"", "\ufeff".encode()])
def test_a_byte_order_mark_is_dropped(start: bytes, tmp_path: Path) -> None:
    line = b"<urn:s> <urn:p> <urn:o> .\n"
    for form in (Format.TURTLE, Format.TRIG, *LINE_FORMATS):
        assert converted([source(tmp_path, start + line, form)], Format.NTRIPLES) == line


def test_what_is_read_is_told(tmp_path: Path) -> None:
    lines = b"".join(b"<urn:s> <urn:p> <urn:o%d> .\n" % n for n in range(20_000))
    one = source(tmp_path, lines, Format.NTRIPLES)
    packed = tmp_path / "in.nt.gz"
    packed.write_bytes(gzip.compress(lines))
    for each in (one, Source(packed, PARSED_AS[Format.NTRIPLES])):
        told: list[int] = []
        output = BytesIO()
        convert.convert([each], Format.NTRIPLES, output, told.append)
        assert output.getvalue() == lines
        assert sum(told) == each.path.stat().st_size
    with opened(packed) as stream:
        assert stream.read() == lines


def test_an_output_that_fails_is_not_blamed_on_the_input(tmp_path: Path) -> None:
    class Full(BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    for ending in ("", ".gz"):
        path = tmp_path / f"in.nt{ending}"
        content = b"<urn:s> <urn:p> <urn:o> .\n"
        path.write_bytes(gzip.compress(content) if ending else content)
        for form in Format:
            with pytest.raises(OSError, match="No space left"):
                convert.convert([Source(path, PARSED_AS[Format.NTRIPLES])], form, Full())
