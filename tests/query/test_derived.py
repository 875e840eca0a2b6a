"""What is derived for a query: where it stands, and that it never passes for a fact."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

from drugfacts.errors import InputError
from drugfacts.graph import read
from drugfacts.iris import BASE
from drugfacts.main import cli
from drugfacts.query.derived import derive
from drugfacts.query.questions import DERIVED, declared
from drugfacts.terms import DF

INVENTED = Path(__file__).parents[1] / "invented"
DAY = "2026-11-22"
ALL = ("verdicts", "endorsed", "conflicts")
MINE = "https://example.org/facts/"
LABELLED = "SELECT ?condition { drug:clonazepam df:labelledFor ?condition }"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["query", *map(str, arguments)], input=stdin)


def rows(*arguments: str | Path, stdin: str | None = None) -> list[list[str]]:
    done = run("--format", "csv", *arguments, stdin=stdin)
    assert done.exit_code == 0, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))[1:]


@pytest.mark.parametrize(
    "query", [LABELLED, "SELECT ?c { drug:clonazepam ?p ?c . ?c a df:Condition }"]
)
@pytest.mark.parametrize("more", [(), ("--derive", ",".join(ALL))])
def test_the_naive_question_gets_nothing(query: str, more: tuple[str, ...]) -> None:
    """What does clonazepam treat? No fact says so, derived or not."""
    assert rows("-", *more, stdin=query) == []


def test_the_question_in_the_endorsed_graph_gets_what_a_label_endorses() -> None:
    query = "SELECT ?c { GRAPH ?g { drug:clonazepam df:labelledFor ?c } }"
    assert rows("-", stdin=query) == []
    assert rows("-", "--derive", "verdicts,conflicts", stdin=query) == []
    assert rows("-", "--derive", "endorsed", stdin=query) == [[f"{BASE}condition/panic-disorder"]]


def test_the_default_graph_holds_no_more_than_what_is_said_of_the_graphs() -> None:
    quads = derive(read.read(), ALL, DAY).quads
    graphs = {quad.graph_name for quad in quads} - {DefaultGraph()}
    assert graphs == {
        NamedNode(f"{BASE}{name}")
        for name in ("conflict", f"labelled-for/us-{DAY}", f"verdict/{DAY}")
    }
    beside = [quad for quad in quads if quad.graph_name == DefaultGraph()]
    assert {quad.subject for quad in beside} == graphs
    assert not any(quad.predicate.value.startswith(DF.Drug[:-4]) for quad in beside)


@pytest.mark.parametrize(
    ("wanted", "command"),
    [
        ("verdicts", ("label", "check", "--format", "trig")),
        ("endorsed", ("label", "endorse")),
        ("conflicts", ("conflicts", "--format", "trig")),
    ],
)
def test_it_is_what_the_commands_write(wanted: str, command: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, [*command, "--as-of", DAY])
    assert done.exit_code == 0
    assert {*derive(read.read(), (wanted,), DAY).quads} == {*parse(done.stdout, RdfFormat.TRIG)}


def test_a_named_question_derives_by_itself_and_says_so() -> None:
    done = run("off-label-claims", "--as-of", DAY)
    assert done.exit_code == 0
    first, second, last = done.stderr.splitlines()
    assert first.startswith(f"derived as of {DAY}: verdicts. A claim is what a source says")
    assert second.startswith("Label-silent and off-label do not mean unsafe")
    assert last == "27 rows"


def test_the_file_of_a_user_derives_what_its_head_names(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("# mine\n# derive: conflicts\nSELECT ?c { GRAPH ?g { ?c df:between ?x } }")
    assert len(rows(path)) == 2
    path.write_text("# derive: conflict\nSELECT ?c { GRAPH ?g { ?c df:between ?x } }")
    done = run(path)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        f"Error: {path}:1: 'conflict' is not derived; name some of {', '.join(DERIVED)}.\n"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# derive: verdicts\nASK {}", ("verdicts",)),
        ("\n#derive:conflicts , verdicts\nASK {}", ("conflicts", "verdicts")),
        ("# derive: verdicts\n# derive: verdicts, endorsed\nASK {}", ("verdicts", "endorsed")),
        ("ASK {}\n# derive: verdicts", ()),
        ("SELECT ('# derive: verdicts' AS ?x) {}", ()),
        ("", ()),
    ],
)
def test_only_comments_at_the_top_declare(text: str, found: tuple[str, ...]) -> None:
    assert declared(text, "-") == found


def test_an_empty_declaration_is_none() -> None:
    with pytest.raises(InputError, match="'' is not derived"):
        declared("# derive:\nASK {}", "-")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("brands", "--derive", "facts"),
            "'facts' is not derived; name some of verdicts, endorsed",
        ),
        (("brands", "--derive", "verdicts", "--as-of", "today"), "'today' is not a day; "),
        (
            ("off-label-claims", "--captures", "x"),
            "--captures serves what is derived from captured",
        ),
        (("copied-claims",), "witnesses and evidence are derived from captured texts; name the "),
        (("copied-claims", "--captures", "nowhere"), "nowhere: does not exist; "),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {said}")


def test_data_without_labels_say_that_nothing_was_checked(tmp_path: Path) -> None:
    folder = shutil.copytree(INVENTED, tmp_path / "mine")
    (folder / "label" / "us-examplazine.ttl").unlink()
    done = run("verdicts-by-outcome", folder, "--as-of", DAY)
    assert done.exit_code == 0
    assert "nothing was checked: there is no label of these drugs" in done.stderr


def test_a_named_file_is_asked_with_the_verdicts_of_its_background() -> None:
    """A query is asked of the background too: then what is derived must not end earlier."""
    whole = rows("verdicts-by-outcome", INVENTED, "--as-of", DAY)
    assert whole == rows("verdicts-by-outcome", INVENTED / "drug" / "otherol.ttl", "--as-of", DAY)
    assert whole != []


def test_what_a_label_contradicts_is_listed_with_who_says_it(tmp_path: Path) -> None:
    """Nothing in the packaged facts is so."""
    folder = shutil.copytree(INVENTED, tmp_path / "mine")
    assert rows("contradicted-claims", folder, "--as-of", DAY) == []
    label = folder / "label" / "us-examplazine.ttl"
    text = label.read_text(encoding="utf-8")
    passage = next(w for w in text.split() if w.startswith("label-us-examplazine:section"))
    condition = "panic-disorder"
    label.write_text(
        f"{text}\nlabel-us-examplazine:not-{condition} a df:Indication ;\n"
        f"    df:about <{MINE}drug/examplazine> ; df:polarity df:Denied ;\n"
        f"    df:condition <{BASE}condition/{condition}> ; df:statedIn {passage} .\n",
        encoding="utf-8",
    )
    found = rows("contradicted-claims", folder, "--as-of", DAY)
    assert {tuple(row[::2]) for row in found} == {
        (f"{MINE}drug/examplazine#indication-{condition}", f"{MINE}label/us-examplazine")
    }
    assert {row[3] for row in found} == {f"{MINE}label/us-examplazine#not-{condition}"}


def test_the_best_verdicts_are_those_that_count() -> None:
    """What is asked is what 'label check' says, which knows no SPARQL."""
    found = {(row[0], row[1] or None): row[2] for row in rows("best-verdicts", "--as-of", DAY)}
    done = CliRunner().invoke(cli, ["label", "check", "--format", "json", "--as-of", DAY])
    told = json.loads(done.stdout)["overall"]
    expected = {
        (each["claim"], None if each["outcome"] == "label-unavailable" else each["jurisdiction"]): (
            f"{DF.Drug[:-4]}{''.join(part.capitalize() for part in each['outcome'].split('-'))}"
        )
        for each in told
    }
    assert found == expected


def test_only_the_latest_version_of_a_label_counts(tmp_path: Path) -> None:
    folder = shutil.copytree(INVENTED, tmp_path / "mine")
    name = "us-examplazine"
    text = (folder / "label" / f"{name}.ttl").read_text(encoding="utf-8")
    before = rows("best-verdicts", folder, "--as-of", DAY)
    assert {row[0] for row in rows("latest-labels", folder, "--as-of", DAY)} == {
        f"{MINE}label/{name}"
    }
    (folder / "label" / f"{name}-2.ttl").write_text(
        text.replace(name, f"{name}-2") + f'\n<{MINE}label/{name}-2> df:labelVersion "2" .\n',
        encoding="utf-8",
    )
    (folder / "label" / f"{name}.ttl").write_text(
        f'{text}\n<{MINE}label/{name}> df:labelVersion "1" .\n', encoding="utf-8"
    )
    assert {row[0] for row in rows("latest-labels", folder, "--as-of", DAY)} == {
        f"{MINE}label/{name}-2"
    }
    assert rows("best-verdicts", folder, "--as-of", DAY) == before


def test_captures_of_the_data_set_need_not_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["init", "mine"]).exit_code == 0
    found = rows("evidence-outcomes", "mine", "--as-of", DAY)
    assert {row[1] for row in found} == {"exact"}
    assert rows("claims-without-exact-evidence", "mine", "--as-of", DAY) == []
    for capture in (tmp_path / "mine" / "captures").iterdir():
        capture.write_text("New words.", encoding="utf-8")
    assert {row[1] for row in rows("evidence-outcomes", "mine", "--as-of", DAY)} == {"missing"}
    assert rows("claims-without-exact-evidence", "mine", "--as-of", DAY) != []


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (run("best-verdicts", "--as-of", DAY, "--format", "json") for _ in "ab")
    assert first.stdout_bytes == second.stdout_bytes
