"""``drugfacts query``: what is asked, how it is answered, and the exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from drugfacts.main import cli
from drugfacts.query.questions import questions

INVENTED = Path(__file__).parents[1] / "invented"
DRUGS = "SELECT ?drug { ?drug a df:Drug }"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["query", *map(str, arguments)], input=stdin)


def test_a_named_question_is_asked_of_the_packaged_facts() -> None:
    done = run("brands")
    assert (done.exit_code, done.stderr) == (0, "2 rows\n")
    assert done.stdout == (
        "drug             brand     source\n"
        "---------------  --------  --------------------------------------\n"
        "drug:clonazepam  Klonopin  source:clonazepam-2mg-dosage\n"
        "drug:diazepam    Valium    source:diazepam-neurological-disorders\n"
    )


def test_a_named_question_is_asked_of_the_files_of_the_user() -> None:
    done = run("advertising-sources", INVENTED, "--format", "csv")
    assert (done.exit_code, done.stderr) == (0, "1 row\n")
    assert done.stdout_bytes == b"source,claims\r\nhttps://example.org/facts/source/leaflet,4\r\n"


@pytest.mark.parametrize("ending", ["rq", "sparql"])
def test_a_file_is_asked(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"mine.{ending}"
    path.write_text(DRUGS, encoding="utf-8")
    done = run(path, INVENTED)
    assert (done.exit_code, done.stderr) == (0, "2 rows\n")
    assert done.stdout == "drug\n----------------\ndrug:examplazine\ndrug:otherol\n"


def test_standard_input_is_asked() -> None:
    done = run("-", INVENTED, stdin=DRUGS)
    assert (done.exit_code, done.stdout.splitlines()[2:]) == (
        0,
        ["drug:examplazine", "drug:otherol"],
    )


def test_yes_and_no_have_no_row_count() -> None:
    done = run("-", INVENTED, stdin="ASK { drug:otherol a df:Drug }")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "true\n", "")


@pytest.mark.parametrize("arguments", [[], ["--list"]])
def test_questions_are_listed(arguments: list[str]) -> None:
    done = run(*arguments)
    lines = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (0, "")
    assert [line.split()[0] for line in lines[2:]] == [q.name for q in questions()]
    assert [
        line.endswith(f"  {q.title}") for line, q in zip(lines[2:], questions(), strict=True)
    ] == ([True] * len(questions()))


def test_an_unknown_question_brings_the_nearest() -> None:
    done = run("brnads")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: 'brnads' is not a question: did you mean brands or broader-claims? "
        "'drugfacts query --list' lists all; a file's name ends in .rq or .sparql.\n"
    )


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    done = run(tmp_path / "none.rq")
    assert done.exit_code == 2
    assert done.stderr == f"Error: {tmp_path / 'none.rq'}: does not exist; check the path.\n"


def test_broken_sparql_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "broken.rq"
    path.write_text("SELECT *\n{ ?s nope:x ?o }", encoding="utf-8")
    done = run(path, INVENTED)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        f"Error: {path}:2:6: the prefix nope: is not declared; add a PREFIX line for it.\n"
    )


def test_a_file_that_is_not_utf8_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "latin.rq"
    path.write_bytes(b"ASK {} # \xe9")
    done = run(path, INVENTED)
    assert done.exit_code == 3
    assert done.stderr.startswith(f"Error: {path}:1:10: byte 0xe9 is not UTF-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ASK { SERVICE <http://127.0.0.1:9/> {} }",
            "-:1:7: SERVICE is refused, because nothing is fetched; name the files as PATHS.",
        ),
        (
            "ASK FROM <http://127.0.0.1:9/> {}",
            "-:1:5: FROM is refused, because nothing is fetched; name the files as PATHS.",
        ),
        (
            "DELETE WHERE { ?s ?p ?o }",
            "-:1:1: DELETE is refused, because a query changes nothing; edit the files instead.",
        ),
    ],
)
def test_what_reaches_out_or_changes_is_wrong_usage(text: str, said: str) -> None:
    done = run("-", INVENTED, stdin=text)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"Error: {said}\n")


def test_a_format_for_a_graph_is_wrong_usage() -> None:
    query = "CONSTRUCT { ?s a df:Drug } { ?s a df:Drug }"
    done = run("-", INVENTED, "--format", "csv", stdin=query)
    assert done.exit_code == 2
    done = run("-", INVENTED, stdin=query)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "drug:otherol a df:Drug .\n" in done.stdout


def test_deep_nesting_is_a_limit() -> None:
    done = run("-", INVENTED, stdin="ASK " + "{" * 1001 + "}" * 1001)
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr == (
        "Error: -: brackets are nested more than 1000 deep; simplify the query.\n"
    )


def test_help_shows_examples_and_warns_of_formulas() -> None:
    text = run("--help").stdout
    assert "drugfacts query off-label-candidates --format csv" in text
    assert "begins with = for a formula" in " ".join(text.split())


def test_questions_are_completed() -> None:
    shell = ShellComplete(cli, {}, "drugfacts", "_DRUGFACTS_COMPLETE")
    offered = shell.get_completions(["query"], "label")
    assert [item.value for item in offered] == ["label-versions"]


@pytest.mark.parametrize("arguments", [("brands", "--list"), ("",)])
def test_an_odd_question_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")


def test_questions_are_listed_as_csv_and_json() -> None:
    names = [question.name for question in questions()]
    lines = run("--list", "--format", "csv").stdout.splitlines()
    assert (lines[0], [line.split(",")[0] for line in lines[1:]]) == ("name,title,derives", names)
    found = json.loads(run("--list", "--format", "json").stdout)
    assert found["head"]["vars"] == ["name", "title", "derives"]
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == names


@pytest.mark.parametrize("text", ["x\n", "x"])
def test_a_column_is_never_negative(text: str) -> None:
    done = run("-", INVENTED, stdin=text)
    assert done.stderr == (
        "Error: -:1:1: the syntax breaks at or shortly after 'x'; correct the query.\n"
    )


@pytest.mark.parametrize(
    ("query", "head"),
    [
        ("SELECT * { ?z ?b ?a }", "z,b,a"),
        ("SELECT DISTINCT * { ?z ?b ?a }", "z,b,a"),
        ("SELECT ?b ?a { ?z ?b ?a }", "b,a"),
        ("SELECT ?n { SELECT * { ?m ?n ?a } }", "n"),
    ],
)
def test_columns_stand_in_the_order_of_the_query(query: str, head: str) -> None:
    assert run("-", INVENTED, "--format", "csv", stdin=query).stdout.splitlines()[0] == head


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("tsv", "?drug\n<https://example.org/facts/drug/otherol>\n"),
        (
            "markdown",
            "| drug |\n| --- |\n| drug:otherol |\n",
        ),
        (
            "xml",
            '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
            '<variable name="drug"/></head><results><result><binding name="drug">'
            "<uri>https://example.org/facts/drug/otherol</uri></binding></result></results>"
            "</sparql>\n",
        ),
    ],
)
def test_rows_are_written_in_other_formats(form: str, said: str) -> None:
    query = "SELECT ?drug { ?drug a df:Drug }"
    done = run("-", INVENTED, "--format", form, "--param", "drug=drug:otherol", stdin=query)
    assert (done.exit_code, done.stdout, done.stderr) == (0, said, "1 row\n")


def test_markdown_cannot_be_broken_by_a_value(tmp_path: Path) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text('<urn:s> <urn:p> "a|b\\n*c* <i>" .', encoding="utf-8")
    done = run("-", path, "--format", "markdown", stdin="SELECT ?o { <urn:s> ?p ?o }")
    assert done.stdout.splitlines()[2] == "| a\\|b \\*c\\* \\<i\\> |"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("turtle", "drug:otherol a df:Drug ."),
        ("ntriples", "<https://example.org/facts/drug/otherol> <http://www.w3.org/1999/02/22-rdf"),
        ("nquads", "<https://example.org/facts/drug/otherol> <http://www.w3.org/1999/02/22-rdf"),
        ("trig", "drug:otherol a df:Drug"),
        ("rdfxml", "<df:Drug "),
        ("jsonld", '"@context"'),
    ],
)
def test_statements_are_written_in_every_format(form: str, said: str) -> None:
    query = "CONSTRUCT { ?s a df:Drug } { ?s a df:Drug }"
    done = run("-", INVENTED, "--format", form, stdin=query)
    assert (done.exit_code, done.stderr) == (0, "")
    assert said in done.stdout
    assert run("-", INVENTED, "--format", form, stdin="ASK {}").exit_code == 2


def test_statements_are_cut_too() -> None:
    query = "CONSTRUCT { ?s a df:Drug } { ?s a df:Drug }"
    done = run("-", INVENTED, "--format", "ntriples", "--max-rows", "1", stdin=query)
    assert (done.exit_code, done.stdout.count("\n")) == (4, 1)
    assert "examplazine" in done.stdout


def test_a_named_question_takes_a_value() -> None:
    done = run("brands", "--param", "drug=drug:diazepam", "--format", "csv")
    assert done.exit_code == 0
    assert [line.split(",")[1] for line in done.stdout.splitlines()[1:]] == ["Valium"]
    done = run("brands", "--param", "nope=drug:diazepam")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: --param nope: is no variable of the query; it has drug, brand, source, claim.\n"
    )


def test_a_runaway_query_is_ended() -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = run("-", "--timeout", "0.8", stdin=query)
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr.startswith("Error: -: the query took longer than 0.8 seconds; ")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_hungry_query_is_ended() -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c"
    done = run("-", "--max-memory", "300", stdin=query)
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr.startswith("Error: -: the query needs more than 300 MB of memory; ")


def test_a_query_is_explained() -> None:
    done = run("brands", INVENTED, "--explain")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "the engine does not tell its own plan" in done.stdout
    assert "?claim df:brandName ?brand  (0)" in done.stdout
    assert run("brands", "--explain", "--format", "csv").exit_code == 2
