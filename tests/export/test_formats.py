"""Which format a name stands for, and that every format holds the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from drugfacts.errors import InputError, UsageError
from drugfacts.export.formats import ENDINGS, Format, export, format_of
from drugfacts.graph import parsing, read

INVENTED = Path(__file__).parents[1] / "invented"
PARSED_AS = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.JSONLD: RdfFormat.JSON_LD,
    Format.NTRIPLES: RdfFormat.N_TRIPLES,
    Format.NQUADS: RdfFormat.N_QUADS,
    Format.TRIG: RdfFormat.TRIG,
    Format.RDFXML: RdfFormat.RDF_XML,
}


@pytest.mark.parametrize(("ending", "form"), ENDINGS.items())
def test_a_format_is_known_by_the_end_of_a_name(ending: str, form: Format) -> None:
    assert format_of(f"some.folder/facts{ending.upper()}") is form


def test_what_is_written_is_read() -> None:
    assert {ENDINGS[e]: parsing.FORMATS[e] for e in ENDINGS} == PARSED_AS


@pytest.mark.parametrize("name", ["facts.txt", "facts", "-"])
def test_an_unknown_ending_names_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(name)
    assert str(caught.value) == (
        f"{name}: its ending tells no format (.ttl .jsonld .nt .nq .trig .rdf); "
        "name one with --format."
    )


@pytest.mark.parametrize("drug", [None, "examplazine"])
@pytest.mark.parametrize("form", Format)
def test_every_format_holds_the_same_facts(form: Format, drug: str | None) -> None:
    data = read.read([INVENTED])
    expected = parse(export(data, Format.NTRIPLES, drug), format=RdfFormat.N_TRIPLES)
    found = parse(export(data, form, drug), format=PARSED_AS[form])
    assert {quad.triple for quad in found} == {quad.triple for quad in expected}


@pytest.mark.parametrize("form", Format)
def test_the_order_of_the_files_does_not_matter(form: Format) -> None:
    files = sorted(INVENTED.rglob("*.ttl"))
    forward, backward = read.read(files), read.read(files[::-1])
    assert export(forward, form) == export(backward, form)
    assert export(forward, form, "examplazine") == export(backward, form, "examplazine")


@pytest.mark.parametrize("form", [Format.TURTLE, Format.JSONLD, Format.NTRIPLES, Format.RDFXML])
def test_named_graphs_need_a_format_that_has_them(form: Format, tmp_path: Path) -> None:
    path = tmp_path / "facts.trig"
    path.write_text("<urn:g> { <urn:s> <urn:p> <urn:o> }", encoding="utf-8")
    data = read.read([path])
    with pytest.raises(InputError, match="use --format trig or nquads"):
        export(data, form)
    assert export(data, Format.NQUADS) == b"<urn:s> <urn:p> <urn:o> <urn:g> .\n"
