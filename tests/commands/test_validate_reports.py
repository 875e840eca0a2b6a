"""``drugfacts validate``: how findings are told, which of them count, and what fails."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from drugfacts.commands.reports import FORMATS, GROUPS
from drugfacts.graph import read
from drugfacts.main import cli
from drugfacts.reporting import baseline, formats
from drugfacts.scaffold import scaffold
from drugfacts.validation import validate_plain

if TYPE_CHECKING:
    from drugfacts.reporting.report import Report

ROOT = Path(__file__).parents[2]
SH = "http://www.w3.org/ns/shacl#"

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://e/> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:S-p , ex:S-q , ex:S-r .
ex:S-p sh:path ex:p ; sh:minCount 1 ; sh:message "Add ex:p." .
ex:S-q sh:path ex:q ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Add ex:q." .
ex:S-r sh:path ex:r ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "Add ex:r." .
"""
DATA = """\
@prefix ex: <http://e/> .
ex:a a ex:C .
ex:b a ex:C ;
    ex:p 1 .
"""
LINES = [
    "d.ttl:2:1: violation ex:S-p: Add ex:p. (ex:a)",
    "d.ttl:2:1: warning ex:S-q: Add ex:q. (ex:a)",
    "d.ttl:2:1: info ex:S-r: Add ex:r. (ex:a)",
    "d.ttl:3:1: warning ex:S-q: Add ex:q. (ex:b)",
    "d.ttl:3:1: info ex:S-r: Add ex:r. (ex:b)",
]
SUMMARY = (
    "checked 1 document, 3 triples, 1 shape, 2 focus nodes: 1 violation, 2 warnings, 2 infos\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.ttl").write_text(SHAPES)
    Path("d.ttl").write_text(DATA)


def run(*options: str, form: str = "concise") -> Result:
    command = ["validate", "d.ttl", "--shapes", "s.ttl", "--format", form, *options]
    return CliRunner().invoke(cli, command, prog_name="drugfacts")


def started(*options: str) -> tuple[list[str], dict[str, str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "cli")}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "drugfacts", "validate", "d.ttl", "--shapes", "s.ttl"]
    return [*command, *options], environment


def told_in(form: str, text: str) -> int:
    """Return how many findings a report tells, read as that form is read."""
    if form == "json":
        return len(json.loads(text)["findings"])
    if form == "json-lines":
        return sum("rule" in json.loads(line) for line in text.splitlines())
    if form == "sarif":
        return sum(len(each["results"]) for each in json.loads(text)["runs"])
    if form == "junit":
        cases = ElementTree.fromstring(text).iter("testcase")
        said = [each.text or "" for case in cases for each in case if each.tag != "properties"]
        return sum(len(re.findall(r"Add ex:", text)) for text in said)
    if form == "csv":
        return len(list(csv.DictReader(io.StringIO(text))))
    if form == "turtle":
        quads = list(parse(text, RdfFormat.TURTLE))
        return sum(quad.predicate.value == f"{SH}result" for quad in quads)
    return len(re.findall(r"Add ex:[pqr]\.", text))


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_tells_all_findings(form: str) -> None:
    done = run(form=form)
    assert (done.exit_code, done.stderr) == (1, SUMMARY)
    assert told_in(form, done.stdout) == 5


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_may_tell_of_nothing(form: str) -> None:
    Path("d.ttl").write_text(DATA + "ex:a ex:p 1 ; ex:q 1 ; ex:r 1 . ex:b ex:q 1 ; ex:r 1 .\n")
    done = run(form=form)
    assert done.exit_code == 0
    assert told_in(form, done.stdout) == 0


def test_an_unknown_format_is_wrong_usage() -> None:
    done = run(form="jsn")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'jsn' is not one of 'text'" in done.stderr


MANY = 20_000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of a file in which each of many things lacks something."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "s.ttl").write_text(SHAPES)
    lines = "".join(f"ex:n{n} a ex:C ; ex:q 1 ; ex:r 1 .\n" for n in range(MANY))
    (folder / "d.ttl").write_text("@prefix ex: <http://e/> .\n" + lines)
    return validate_plain([folder / "d.ttl"], read.plain([folder / "s.ttl"]))


@pytest.mark.parametrize("form", FORMATS)
def test_many_findings_are_told_in_full_and_in_time(form: str, many: Report) -> None:
    assert len(many.findings) == MANY
    start = time.monotonic()
    text = "".join(formats.write(form, many))
    assert time.monotonic() - start < 30
    assert told_in(form, text) == MANY


def test_many_findings_are_a_baseline_in_time(many: Report) -> None:
    start = time.monotonic()
    Path("known.json").write_text(baseline.text(many.findings))
    findings, fixed = baseline.read(Path("known.json")).apply(many.findings)
    assert (sum(found.counts for found in findings), fixed) == (0, ())
    assert len(findings) == MANY
    assert time.monotonic() - start < 30


# What is written, and where to.


def test_findings_go_to_a_file_and_remarks_to_the_terminal() -> None:
    done = run("--output", "out/report.txt")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", SUMMARY)
    assert Path("out/report.txt").read_text().splitlines() == LINES
    assert sorted(path.name for path in Path("out").iterdir()) == ["report.txt"]


def test_a_report_is_written_beside_and_renamed() -> None:
    """Who reads the old report meanwhile reads all of it."""
    Path("report.txt").write_text("before")
    Path("report.txt").chmod(0o640)
    with Path("report.txt").open() as reader:
        assert run("--output", "report.txt").exit_code == 1
        assert reader.read() == "before"
    assert Path("report.txt").read_text().splitlines() == LINES
    assert stat.S_IMODE(Path("report.txt").stat().st_mode) == 0o640
    assert not list(Path().glob(".*.part"))


@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
@pytest.mark.parametrize("path", ["d.ttl", "s.ttl", "./d.ttl", "link.ttl"])
def test_an_input_is_never_written_over(path: str, option: str) -> None:
    Path("link.ttl").symlink_to("d.ttl")
    done = run(option, path)
    assert (done.exit_code, done.stdout if option == "--output" else "") == (2, "")
    assert f"Error: {Path(path)}: is one of the files that are read; " in done.stderr
    assert (Path("d.ttl").read_text(), Path("s.ttl").read_text()) == (DATA, SHAPES)


def test_waivers_and_baselines_are_inputs_too() -> None:
    Path("w.ttl").write_text(WAIVER)
    assert run("--write-baseline", "known.json").exit_code == 1
    for given in (("--waivers", "w.ttl"), ("--baseline", "known.json")):
        before = Path(given[1]).read_text()
        assert run(*given, "--output", given[1]).exit_code == 2
        assert Path(given[1]).read_text() == before


def test_a_report_that_is_rdf_does_not_land_in_data() -> None:
    Path("data").mkdir()
    Path("data/d.ttl").write_text(DATA)
    scaffold(Path("mine"))
    command = ["validate", "data", "--shapes", "s.ttl", "--format", "turtle", "--output"]
    for place, said in (
        ("data/report.ttl", "lies in data, where it would be taken for facts; "),
        ("mine/report.ttl", "lies in the data set of mine, where it would be taken for facts; "),
    ):
        done = CliRunner().invoke(cli, [*command, place])
        assert done.exit_code == 2
        assert done.stderr == f"Error: {place}: {said}choose a place outside with --output.\n"
        assert not Path(place).exists()
    assert CliRunner().invoke(cli, [*command, "report.ttl"]).exit_code == 1
    assert Path("report.ttl").exists()


def test_a_place_that_cannot_be_written_is_exit_3() -> None:
    Path("folder").mkdir()
    done = run("--output", "folder")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        "Error: folder: cannot be written (is a folder); "
        "choose another place or change its permissions.\n"
    )
    assert run("--output", "d.ttl/below").exit_code == 3


def test_two_outputs_cannot_be_one_file() -> None:
    done = run("--output", "x", "--write-baseline", "./x")
    assert done.exit_code == 2
    assert not Path("x").exists()


# Groups, statistics, verbosity.


@pytest.mark.parametrize("group", GROUPS)
def test_groups_have_headings(group: str) -> None:
    done = run("--group", group, form="text")
    headings = [line for line in done.stdout.splitlines() if line and not line.startswith(" ")]
    assert (
        headings[:-1]
        == {
            "file": ["d.ttl"],
            "drug": ["ex:a", "ex:b"],
            "rule": ["ex:S-p", "ex:S-q", "ex:S-r"],
        }[group]
        or group == "drug"
    )
    assert headings[-1] == "1 violation, 2 warnings, 2 infos"
    assert len(re.findall(r"Add ex:[pqr]\.", done.stdout)) == 5


def test_statistics_count_each_rule() -> None:
    done = run("--statistics", form="text")
    assert (done.exit_code, done.stdout, done.stderr) == (
        1,
        "2  warning    ex:S-q  Add ex:q.\n"
        "2  info       ex:S-r  Add ex:r.\n"
        "1  violation  ex:S-p  Add ex:p.\n"
        "1 violation, 2 warnings, 2 infos\n",
        SUMMARY,
    )


def test_verbose_tells_the_proof_of_work() -> None:
    done = run("--verbose")
    assert done.stdout.splitlines() == LINES
    work, engine, summary = done.stderr.splitlines(keepends=True)
    assert re.fullmatch(r"ex:S +(focus nodes: 2|2 focus nodes)\n", work)
    assert re.fullmatch(r"engine: shacl \d+\.\d+\.\d+\n", engine)
    assert summary == SUMMARY


# What fails.


@pytest.mark.parametrize(
    ("worst", "options", "code"),
    [
        ("p", (), 1),
        ("q", (), 0),
        ("q", ("--strict",), 1),
        ("q", ("--fail-on", "warning"), 1),
        ("q", ("--fail-on", "info"), 1),
        ("r", (), 0),
        ("r", ("--strict",), 0),
        ("r", ("--fail-on", "info"), 1),
        ("r", ("--fail-on", "info", "--strict"), 1),
        ("r", ("--fail-on", "warning"), 0),
        ("p", ("--fail-on", "violation"), 1),
    ],
)
def test_what_fails_is_chosen(worst: str, options: tuple[str, ...], code: int) -> None:
    assert run("--select", f"ex:S-{worst}", *options).exit_code == code


# Which rules.


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (("--select", "ex:S-p"), "p"),
        (("--select", "ex:S-p,ex:S-q"), "pqq"),
        (("--select", "ex:S-p", "--select", "ex:S-r"), "prr"),
        (("--select", "ex:*"), "pqrqr"),
        (("--select", "*-q"), "qq"),
        (("--select", "ex:S"), "pqrqr"),
        (("--select", "ex:S", "--ignore", "ex:S-r"), "pqq"),
        (("--ignore", "ex:S-p"), "qrqr"),
        (("--ignore", "ex:S-p,ex:S-r"), "qq"),
        (("--ignore", "*-[pq]", "--ignore", "*-r"), None),
        (("--select", "ex:*", "--ignore", "*-q,*-r"), "p"),
        (("--select", "ex:S-p,"), "p"),
    ],
)
def test_rules_are_selected_and_ignored(options: tuple[str, ...], kept: str | None) -> None:
    done = run(*options)
    if kept is None:
        assert done.exit_code == 2
    else:
        said = [line.partition(": Add ex:")[2][0] for line in done.stdout.splitlines()]
        assert "".join(said) == kept
        assert done.exit_code == int("p" in kept)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--select", "ex:S-pp"), "--select ex:S-pp: no rule is called so; did you mean ex:S-p?"),
        (
            ("--ignore", "noting-checked"),
            "--ignore noting-checked: no rule is called so; did you mean nothing-checked?",
        ),
        (
            ("--ignore", "zzzzzzzzzz"),
            "--ignore zzzzzzzzzz: no rule is called so; each finding begins with its rule.",
        ),
        (
            ("--ignore", "nothing-checked"),
            "--ignore nothing-checked: it says that the run cannot be relied on, which cannot be "
            "ignored; correct what it finds.",
        ),
        (
            ("--ignore", "*"),
            "--select and --ignore leave no rule to check; ask for one at least.",
        ),
    ],
)
def test_a_choice_that_would_hide_faults_is_wrong_usage(
    options: tuple[str, ...], said: str
) -> None:
    done = run(*options)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"Error: {said}\n")


def test_a_run_of_nothing_fails_whatever_is_selected() -> None:
    Path("d.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    for options in (("--select", "ex:S-p"), ("--ignore", "ex:*"), ("--fail-on", "violation")):
        done = run(*options)
        assert done.exit_code == 1
        assert done.stdout.startswith("violation nothing-checked: ")
    assert run("--write-baseline", "known.json").exit_code == 1
    assert run("--baseline", "known.json").exit_code == 1


# Baselines.


def test_known_findings_do_not_fail_and_new_ones_do() -> None:
    assert run("--write-baseline", "known.json").exit_code == 1
    done = run("--baseline", "known.json", "--fail-on", "info")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [f"{line} [known]" for line in LINES]
    assert done.stderr.endswith(": 0 violations, 0 warnings, 0 infos (5 suppressed)\n")
    # Moved down and mended and added: what is known is known by what it says.
    changed = DATA.replace("ex:a a", "\n\nex:a a").replace("ex:p 1 .", "ex:p 1 ; ex:q 2 .")
    Path("d.ttl").write_text(changed + "ex:c a ex:C ; ex:q 1 ; ex:r 1 .\n")
    done = run("--baseline", "known.json", form="text")
    assert done.exit_code == 1
    assert "fixed: ex:S-q ex:b ex:q\n" in done.stdout
    assert done.stdout.endswith("1 violation, 0 warnings, 0 infos, 4 suppressed, 1 fixed\n")
    assert "  7:1  violation  ex:S-p\n" in done.stdout


def test_the_second_of_the_same_is_new() -> None:
    Path("s.ttl").write_text(SHAPES + "ex:S sh:property [ sh:path ex:n ; sh:nodeKind sh:IRI ] .")
    Path("d.ttl").write_text(DATA + "ex:a ex:n [ ] .\n")
    assert run("--write-baseline", "known.json").exit_code == 1
    assert run("--baseline", "known.json").exit_code == 0
    Path("d.ttl").write_text(DATA + "ex:a ex:n [ ] , [ ] .\n")
    done = run("--baseline", "known.json")
    assert done.exit_code == 1
    assert done.stderr.endswith(": 1 violation, 0 warnings, 0 infos (6 suppressed)\n")


def test_what_is_not_selected_is_not_fixed() -> None:
    assert run("--write-baseline", "known.json").exit_code == 1
    done = run("--baseline", "known.json", "--select", "ex:S-p", form="text")
    assert done.exit_code == 0
    assert "fixed" not in done.stdout


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (None, 2, "known.json: does not exist; check the path."),
        (
            "{",
            3,
            "known.json:1:2: this is not JSON (expecting property name enclosed in double quotes)"
            "; correct it, or write the baseline anew.",
        ),
        (
            "[]",
            3,
            'known.json:1:1: this is no baseline, which is an object with a list "findings"; '
            "correct it, or write the baseline anew.",
        ),
    ],
)
def test_a_baseline_that_cannot_be_read_is_told(text: str | None, code: int, said: str) -> None:
    if text is not None:
        Path("known.json").write_text(text)
    done = run("--baseline", "known.json")
    assert (done.exit_code, done.stdout, done.stderr) == (code, "", f"Error: {said}\n")


# Waivers.

WAIVER = """\
@prefix df: <https://w3id.org/drugfacts/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix ex: <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:waiver a df:Waiver ; df:waivedRule "ex:S-p" ; df:waivedFocus ex:a ;
    df:reason "Nobody can mend it before the year is over."@en ; prov:wasAttributedTo ex:me ;
    dcterms:created "2026-01-01"^^xsd:date ; schema:validThrough "2026-12-31"^^xsd:date .
"""
EXPIRED = (
    "w.ttl:9:66: warning waiver-expired: this waiver of ex:S-p held until 2026-12-31 and waives "
    "nothing any more; correct what was waived and remove it, or decide anew with a new reason "
    "and term. (ex:waiver)"
)


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2026-01-01", True),
        ("2026-12-30", True),
        ("2026-12-31", True),
        ("2027-01-01", False),
        ("2030-01-01", False),
    ],
)
def test_a_waiver_holds_to_the_end_of_its_last_day(day: str, holds: bool, inside: bool) -> None:
    Path("w.ttl").write_text(WAIVER)
    given = ["w.ttl"] if inside else ["--waivers", "w.ttl"]
    command = ["validate", "d.ttl", *given, "--shapes", "s.ttl", "--format", "concise"]
    done = CliRunner().invoke(cli, [*command, "--as-of", day])
    assert done.exit_code == int(not holds)
    if holds:
        assert done.stdout.splitlines() == [f"{LINES[0]} [waived]", *LINES[1:]]
        assert done.stderr.endswith(": 0 violations, 2 warnings, 2 infos (1 suppressed)\n")
    else:
        assert done.stdout.splitlines() == [*LINES, EXPIRED]


@pytest.mark.parametrize("form", [*FORMATS, "--statistics"])
def test_a_waiver_in_data_of_others_is_told_and_counted_in_each_form(form: str) -> None:
    """Whoever writes the data must not be able to hide what is wrong with them."""
    Path("w.ttl").write_text(WAIVER)
    command = ["validate", "d.ttl", "w.ttl", "--shapes", "s.ttl", "--as-of", "2026-06-01"]
    how = [form] if form == "--statistics" else ["--format", form]
    done = CliRunner().invoke(cli, [*command, *how])
    assert done.exit_code == 0
    assert "waived" in done.stdout or "suppressed" in done.stdout
    assert done.stderr.endswith(": 0 violations, 2 warnings, 2 infos (1 suppressed)\n")
    strict = CliRunner().invoke(cli, [*command, "--no-waivers", *how])
    assert strict.exit_code == 1
    assert strict.stderr.endswith(
        "1 waiver in the data did not count, as --no-waivers says.\n"
        "checked 2 documents, 10 triples, 1 shape, 2 focus nodes: "
        "1 violation, 2 warnings, 2 infos\n"
    )


def test_no_waivers_leaves_those_that_the_user_gives() -> None:
    Path("w.ttl").write_text(WAIVER)
    done = run("--waivers", "w.ttl", "--no-waivers", "--as-of", "2026-06-01")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [f"{LINES[0]} [waived]", *LINES[1:]]


def test_today_counts_where_no_day_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("w.ttl").write_text(WAIVER)
    for day, code in (("2026-12-31", 0), ("2027-01-01", 1)):
        monkeypatch.setattr("drugfacts.commands.reports.today", lambda day=day: day)
        assert run("--waivers", "w.ttl").exit_code == code


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "2026-1-1", ""])
def test_a_day_that_is_none_is_wrong_usage(day: str) -> None:
    done = run("--as-of", day)
    if day:
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == (
            f"Error: '{day}' is not a day; write it as YYYY-MM-DD, such as 2026-11-22.\n"
        )


def test_a_waiver_that_lacks_something_waives_nothing() -> None:
    Path("w.ttl").write_text(WAIVER.replace("prov:wasAttributedTo ex:me ;", ""))
    done = run("--waivers", "w.ttl", "--as-of", "2026-06-01")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:5] == LINES
    assert done.stdout.splitlines()[5].startswith("w.ttl:7:1: violation waiver-incomplete: ")


# Terminals.


def on_a_terminal(*options: str, **environment: str) -> str:
    """Return what a process writes to a terminal of its own."""
    command, usual = started(*options)
    reader, writer = pty.openpty()
    child = subprocess.Popen(
        command,
        stdin=writer,
        stdout=writer,
        stderr=subprocess.DEVNULL,
        env={**usual, **environment},
    )
    os.close(writer)
    pieces = []
    try:
        while piece := os.read(reader, 65536):
            pieces.append(piece)
    except OSError:
        pass  # The other end is closed: that is how a terminal ends.
    finally:
        os.close(reader)
        assert child.wait(timeout=60) == 1
    return b"".join(pieces).decode()


def test_colours_are_for_terminals_that_want_them() -> None:
    assert "\x1b[1;31mviolation\x1b[0m" in on_a_terminal()
    for text in (on_a_terminal(NO_COLOR="1"), on_a_terminal("--format", "concise")):
        assert "\x1b" not in text
        assert "violation" in text
    assert "\x1b" in on_a_terminal(NO_COLOR="")
    command, environment = started()
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert b"\x1b" not in done.stdout + done.stderr
    on_a_terminal("--output", "report.txt")
    assert "\x1b" not in Path("report.txt").read_text()


def test_data_cannot_steer_the_terminal() -> None:
    Path("s.ttl").write_text(SHAPES.replace('"Add ex:p."', '"Add \\u001b[31m {?x}\\nthis."'))
    Path("d.ttl").write_text(DATA + 'ex:a ex:x "\\u001b]0;title\\u0007" .\n')
    for form in ("text", "concise", "github", "markdown"):
        assert not {"\x1b", "\x07"} & {*run(form=form).stdout}


def test_a_reader_that_leaves_changes_nothing_of_what_was_found() -> None:
    Path("d.ttl").write_text(
        "@prefix ex: <http://e/> .\n" + "".join(f"ex:n{n} a ex:C .\n" for n in range(5000))
    )
    command, environment = started("--format", "concise")
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline().startswith(b"d.ttl:2:1: violation ")
    child.stdout.close()
    assert child.stderr.read().endswith(b": 5000 violations, 5000 warnings, 5000 infos\n")
    assert child.wait(timeout=60) == 1
    child.stderr.close()
