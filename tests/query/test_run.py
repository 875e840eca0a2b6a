"""Answers: the same every time, in three formats, within a limit of time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.errors import InputError, LimitError, UsageError
from drugfacts.graph import read
from drugfacts.query.run import Format, ask, prefixes

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

INVENTED = Path(__file__).parents[1] / "invented"
EFFECTS = "SELECT ?claim ?effect { ?claim df:effect ?effect }"


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read.read([INVENTED])


def text(data: DataSet, query: str, form: Format | None = None) -> str:
    return ask(data, query, form=form).data.decode()


def odd(tmp_path: Path, *lines: str) -> DataSet:
    path = tmp_path / "odd.ttl"
    path.write_text("@prefix x: <urn:x:> .\n" + "\n".join(lines), encoding="utf-8")
    return read.read([path])


def test_a_table_shows_curies(data: DataSet) -> None:
    assert text(data, EFFECTS) == (
        "claim                                effect\n"
        "-----------------------------------  --------------------\n"
        "drug-examplazine:adverse-drowsiness  df-effect:drowsiness\n"
    )


def test_csv_is_the_format_of_the_w3c(data: DataSet) -> None:
    assert text(data, EFFECTS, "csv") == (
        "claim,effect\r\n"
        "https://example.org/facts/drug/examplazine#adverse-drowsiness,"
        "https://w3id.org/drugfacts/effect/drowsiness\r\n"
    )


def test_json_is_the_format_of_the_w3c(data: DataSet) -> None:
    query = "SELECT ?title ?none { <https://example.org/facts/source/guide> dcterms:title ?title }"
    assert text(data, query, "json") == (
        "{\n"
        '  "head": {\n'
        '    "vars": [\n'
        '      "title",\n'
        '      "none"\n'
        "    ]\n"
        "  },\n"
        '  "results": {\n'
        '    "bindings": [\n'
        "      {\n"
        '        "title": {\n'
        '          "type": "literal",\n'
        '          "value": "A guide",\n'
        '          "xml:lang": "en"\n'
        "        }\n"
        "      }\n"
        "    ]\n"
        "  }\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("form", "yes"),
    [("table", "true\n"), ("csv", "true\n"), ("json", '{"head":{},"boolean":true}\n')],
)
def test_ask_answers_yes_or_no(data: DataSet, form: Format, yes: str) -> None:
    assert text(data, "ASK { ?drug a df:Drug }", form) == yes
    assert text(data, "ASK { ?drug a df:Nothing }", form) == yes.replace("true", "false")


def test_construct_and_describe_answer_in_turtle(data: DataSet) -> None:
    query = "CONSTRUCT { ?d rdfs:label ?l } { ?d a df:Drug ; rdfs:label ?l }"
    assert text(data, query) == (
        "@prefix drug: <https://example.org/facts/drug/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "\n"
        'drug:examplazine rdfs:label "examplazine"@en .\n'
        "\n"
        'drug:otherol rdfs:label "otherol"@en .\n'
    )
    assert 'df:rxcui "54321"' in text(data, "DESCRIBE drug:otherol")
    with pytest.raises(
        UsageError, match="answer in statements, and csv holds none; use --format turtle"
    ):
        text(data, query, "csv")


def test_prefixes_of_table_documents_and_input_are_there(data: DataSet, tmp_path: Path) -> None:
    assert prefixes(data)["drug-examplazine"] == "https://example.org/facts/drug/examplazine#"
    assert prefixes(data)["df-condition"] == "https://w3id.org/drugfacts/condition/"
    assert prefixes(odd(tmp_path))["x"] == "urn:x:"
    assert text(data, "ASK { drug-examplazine:indication-panic-disorder a ?kind }") == "true\n"


def test_a_prefix_of_the_query_goes_before_those_of_the_table(data: DataSet) -> None:
    assert text(data, "PREFIX drug: <urn:none:> ASK { drug:otherol ?p ?o }") == "false\n"


def test_the_ontology_is_asked_too(data: DataSet) -> None:
    query = "SELECT (COUNT(*) AS ?claims) { ?c a/rdfs:subClassOf df:Claim ; df:about ?thing }"
    assert text(data, query, "csv") == "claims\r\n6\r\n"


def test_rows_without_an_order_are_sorted(tmp_path: Path) -> None:
    data = odd(tmp_path, 'x:s x:p 10 , 9 , "b" , "a" , "a"@en , x:o , <urn:x:n> .')
    assert text(data, "SELECT ?o { x:s x:p ?o }", "csv").split() == [
        *("o", "10", "9", "a", "a", "b", "urn:x:n", "urn:x:o")
    ]


def test_rows_keep_the_order_of_the_query(tmp_path: Path) -> None:
    data = odd(tmp_path, "x:s x:p 10 , 9 , 11 .")
    query = "SELECT ?o { x:s x:p ?o } ORDER BY DESC(?o)"
    assert text(data, query, "csv").split() == ["o", "11", "10", "9"]


def test_blank_nodes_are_numbered_as_they_come(tmp_path: Path) -> None:
    data = odd(tmp_path, 'x:s x:p [ x:n "1" ] , [ x:n "2" ] .')
    query = "SELECT ?n ?b { x:s x:p ?b . ?b x:n ?n }"
    assert text(data, query) == "n  b\n-  ----\n1  _:b0\n2  _:b1\n"
    assert text(data, query, "csv") == "n,b\r\n1,_:b0\r\n2,_:b1\r\n"


def test_a_table_is_aligned_and_cannot_steer_a_terminal(tmp_path: Path) -> None:
    data = odd(
        tmp_path,
        'x:a x:p "\\u001B[31mred\\u0007" .',
        'x:b x:p "two\\nlines\\u202E" .',
        'x:c x:p "\\u65E5\\u672C" .',
        f'x:d x:p "{"long " * 60}" .',
    )
    query = 'SELECT ?o ("|" AS ?end) { ?s x:p ?o } ORDER BY ?s'
    long = ("long " * 60).strip()
    rows = ["[31mred", "two lines", "日本", long]
    widths = [7, 9, 4, len(long)]
    assert text(data, query).splitlines()[2:] == [
        row + " " * (len(long) - width) + "  |" for row, width in zip(rows, widths, strict=True)
    ]


def test_formulas_stand_in_csv_as_they_are(tmp_path: Path) -> None:
    data = odd(tmp_path, 'x:s x:p "=1+1,\\"x\\"" .')
    assert text(data, "SELECT ?o { x:s x:p ?o }", "csv") == 'o\r\n"=1+1,""x"""\r\n'


def test_no_rows_leave_the_heads() -> None:
    data = read.read([INVENTED])
    answer = ask(data, "SELECT ?a ?b { ?a <urn:none> ?b }")
    assert (answer.data, answer.rows) == (b"a  b\n-  -\n", 0)


def test_no_columns_leave_nothing_to_show(data: DataSet) -> None:
    answer = ask(data, "SELECT * { drug:otherol a df:Drug }")
    assert (answer.data.strip(), answer.rows) == (b"", 1)


def test_broken_sparql_names_the_place(data: DataSet) -> None:
    with pytest.raises(InputError) as caught:
        ask(data, "SELECT * {\n  ?s nope:x ?o\n}", "mine.rq")
    assert str(caught.value) == (
        "mine.rq:2:6: the prefix nope: is not declared; add a PREFIX line for it."
    )


def test_a_query_that_runs_away_is_stopped(data: DataSet) -> None:
    product = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(8))
    with pytest.raises(LimitError, match=r"took longer than 0\.3 seconds"):
        ask(data, f"SELECT (COUNT(*) AS ?n) {{ {product} }}", seconds=0.3)


def test_long_chains_do_not_break_the_engine(data: DataSet) -> None:
    assert text(data, "ASK { FILTER (" + "!" * 40_000 + "true) }") == "true\n"
    assert text(data, "ASK { {} " + "UNION {} " * 5_000 + "}") == "true\n"


def test_named_graphs_are_asked_by_name(tmp_path: Path) -> None:
    path = tmp_path / "facts.trig"
    path.write_text("<urn:g> { <urn:s> <urn:p> <urn:o> }", encoding="utf-8")
    data = read.read([path])
    assert text(data, "SELECT ?g { GRAPH ?g { <urn:s> ?p ?o } }", "csv") == "g\r\nurn:g\r\n"
    assert text(data, "ASK { <urn:s> ?p ?o }") == "false\n"


def test_the_hash_seed_does_not_matter() -> None:
    code = (
        "import sys; from drugfacts.graph import read; from drugfacts.query.run import ask; "
        "print(ask(read.read([sys.argv[1]]), 'SELECT * { ?s ?p ?o }', form='csv').data)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(INVENTED / "drug")],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "5")
    }
    assert len(said) == 1


def test_rows_are_the_same_in_all_formats(data: DataSet) -> None:
    query = "SELECT ?s ?o { ?s df:about ?o }"
    table, csv = text(data, query).splitlines()[2:], text(data, query, "csv").splitlines()[1:]
    bindings = json.loads(text(data, query, "json"))["results"]["bindings"]
    assert len(table) == len(csv) == len(bindings) == 6
    assert [row["s"]["value"] for row in bindings] == [line.split(",")[0] for line in csv]
