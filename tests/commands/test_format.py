from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.main import cli

UNTIDY = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#>.
@prefix drug: <https://w3id.org/drugfacts/drug/>.
@prefix df: <https://w3id.org/drugfacts/ontology#>.
# About b.
drug:b df:rxcui "2" ; a df:Drug. # at the end
drug:a a df:Drug .
"""
TIDY = """\
@prefix df: <https://w3id.org/drugfacts/ontology#> .
@prefix drug: <https://w3id.org/drugfacts/drug/> .

drug:a a df:Drug .

# About b.
drug:b a df:Drug ; # at the end
    df:rxcui "2" .
"""


def run(*arguments: str | Path, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["format", *map(str, arguments)], input=text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.ttl").write_text(UNTIDY, encoding="utf-8")
    (tmp_path / "sub" / "b.ttl").write_text(TIDY, encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Notes", encoding="utf-8")
    return tmp_path


def test_files_are_formatted(folder: Path) -> None:
    (folder / "a.ttl").chmod(0o640)
    done = run(".")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "formatted a.ttl\n", "")
    assert (folder / "a.ttl").read_bytes() == TIDY.encode()
    assert stat.S_IMODE((folder / "a.ttl").stat().st_mode) == 0o640
    assert (folder / "notes.md").read_text(encoding="utf-8") == "# Notes"
    assert sorted(path.name for path in folder.iterdir()) == ["a.ttl", "notes.md", "sub"]
    again = run(".")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")


def test_an_unchanged_file_is_not_written(folder: Path) -> None:
    before = (folder / "sub" / "b.ttl").stat()
    run(".")
    after = (folder / "sub" / "b.ttl").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_check_lists_and_changes_nothing(folder: Path) -> None:
    done = run(".", "--check")
    assert (done.exit_code, done.stdout) == (1, "a.ttl\n")
    assert done.stderr == "1 of 2 files would change\n"
    assert (folder / "a.ttl").read_text(encoding="utf-8") == UNTIDY
    done = run("sub", "--check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "0 of 1 file would change\n"


def test_diff_shows_and_changes_nothing(folder: Path) -> None:
    (folder / "a.ttl").write_text(TIDY.replace("drug:a a", "drug:a  a"), encoding="utf-8")
    done = run("a.ttl", "--diff")
    assert done.exit_code == 1
    assert done.stdout == (
        "--- a.ttl\n"
        "+++ a.ttl\n"
        "@@ -1,7 +1,7 @@\n"
        " @prefix df: <https://w3id.org/drugfacts/ontology#> .\n"
        " @prefix drug: <https://w3id.org/drugfacts/drug/> .\n"
        " \n"
        "-drug:a  a df:Drug .\n"
        "+drug:a a df:Drug .\n"
        " \n"
        " # About b.\n"
        " drug:b a df:Drug ; # at the end\n"
    )
    assert done.stderr == "1 of 1 file would change\n"
    assert run("sub", "--diff").exit_code == 0


def test_a_missing_newline_shows_in_the_diff(folder: Path) -> None:
    (folder / "a.ttl").write_text("<a:b> a <a:c> .", encoding="utf-8")
    done = run("a.ttl", "--diff", "--check")
    assert done.stdout == (
        "--- a.ttl\n+++ a.ttl\n@@ -1 +1 @@\n"
        "-<a:b> a <a:c> .\n\\ No newline at end of file\n+<a:b> a <a:c> .\n"
    )


@pytest.mark.parametrize(
    "content",
    [TIDY.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + TIDY.encode(), TIDY.encode() + b"\n"],
)
def test_line_ends_and_byte_order_marks_are_made_plain(content: bytes, folder: Path) -> None:
    (folder / "a.ttl").write_bytes(content)
    assert run("a.ttl", "--check").exit_code == 1
    assert run("a.ttl", "--diff").stdout.startswith("--- a.ttl\n+++ a.ttl\n")
    assert run("a.ttl").stdout == "formatted a.ttl\n"
    assert (folder / "a.ttl").read_bytes() == TIDY.encode()


def test_standard_input_goes_to_standard_output() -> None:
    done = run("-", text=UNTIDY)
    assert (done.exit_code, done.stdout, done.stderr) == (0, TIDY, "")
    done = run("-", text=TIDY)
    assert (done.exit_code, done.stdout) == (0, TIDY)
    done = run("-", "--check", text=UNTIDY)
    assert (done.exit_code, done.stdout) == (1, "-\n")
    done = run("-", text="<a> <b> .")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("Error: -:1:")


def test_standard_input_is_named_alone(folder: Path) -> None:
    done = run("-", "a.ttl", text=UNTIDY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: - is formatted to standard output; name it alone.\n"
    assert (folder / "a.ttl").read_text(encoding="utf-8") == UNTIDY


def test_one_broken_file_keeps_all_as_they_are(folder: Path) -> None:
    (folder / "z.ttl").write_text("@prefix df: <https://x.org/> .\ndf:a a df:B\n", encoding="utf-8")
    done = run(".")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("Error: z.ttl:")
    assert (folder / "a.ttl").read_text(encoding="utf-8") == UNTIDY
    place = done.stderr.split(" ")[1].split(":")
    assert int(place[1]) in {2, 3}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "x.ttl",
            b"<a:b> a <a:c> .\n\xff",
            "x.ttl:2:1: byte 0xff is not UTF-8; save the file as UTF-8.",
        ),
        ("x.ttl", b"a:b a a:c .", "x.ttl:1:"),
    ],
)
def test_unreadable_files(name: str, content: bytes, said: str, folder: Path) -> None:
    (folder / name).write_bytes(content)
    done = run(name)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"Error: {said}")
    assert (folder / name).read_bytes() == content


def test_wrong_paths(folder: Path) -> None:
    (folder / "x.jsonld").write_text("{}", encoding="utf-8")
    (folder / "empty").mkdir()
    for path, code, said in [
        ("nix.ttl", 2, "nix.ttl: does not exist; check the path."),
        (
            "x.jsonld",
            2,
            "x.jsonld: is not named *.ttl, and only Turtle is formatted; "
            "turn it into Turtle with drugfacts export --format turtle.",
        ),
        ("empty", 3, "empty: this folder holds no *.ttl file; name the folder with your Turtle."),
    ]:
        done = run(path)
        assert (done.exit_code, done.stdout) == (code, "")
        assert done.stderr == f"Error: {said}\n"


def test_without_paths_nothing_is_written() -> None:
    done = run()
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: nothing to format; name files or folders, or add --check or --diff.\n"
    )


def test_the_packaged_facts_are_canonical() -> None:
    for option in ("--check", "--diff"):
        done = run(option)
        assert (done.exit_code, done.stdout) == (0, "")


def test_a_file_takes_its_prefixes_from_its_data_set(folder: Path) -> None:
    (folder / "dataset.ttl").write_text(
        "@prefix void: <http://rdfs.org/ns/void#> .\n\n"
        '<https://e.org/x/dataset> void:uriSpace "https://e.org/x/" .\n',
        encoding="utf-8",
    )
    (folder / "drug").mkdir()
    (folder / "drug" / "a.ttl").write_text(
        "<#c> <https://w3id.org/drugfacts/ontology#about> <a> ;"
        " <https://w3id.org/drugfacts/ontology#effect> <https://w3id.org/drugfacts/effect/f> .",
        encoding="utf-8",
    )
    assert run("drug/a.ttl").exit_code == 0
    assert (folder / "drug" / "a.ttl").read_text(encoding="utf-8") == (
        "@prefix df: <https://w3id.org/drugfacts/ontology#> .\n"
        "@prefix df-effect: <https://w3id.org/drugfacts/effect/> .\n"
        "@prefix drug: <https://e.org/x/drug/> .\n"
        "@prefix drug-a: <https://e.org/x/drug/a#> .\n"
        "\n"
        "drug-a:c df:about drug:a ;\n"
        "    df:effect df-effect:f .\n"
    )
    # A dataset.ttl that names no base is only a file of that name.
    (folder / "drug" / "dataset.ttl").write_text("<a:b> a <a:c> .\n", encoding="utf-8")
    assert run("drug", "--check").exit_code == 0


def test_a_file_without_a_data_set_keeps_the_base_that_its_prefixes_mean(folder: Path) -> None:
    text = (
        "@prefix df: <https://w3id.org/drugfacts/ontology#> .\n"
        "@prefix drug: <https://e.org/x/drug/> .\n"
        "@prefix drug-a: <https://e.org/x/drug/a#> .\n"
        "@prefix effect: <https://e.org/x/effect/> .\n"
        "\n"
        "drug-a:c df:about drug:a ;\n"
        "    df:effect effect:f .\n"
    )
    (folder / "a.ttl").write_text(text, encoding="utf-8")
    assert run("a.ttl", "--check").exit_code == 0
    assert run("-", text=text).stdout == text
    mixed = text.replace("x/effect/", "y/effect/")
    assert run("-", text=mixed).stdout == (
        "@prefix df: <https://w3id.org/drugfacts/ontology#> .\n"
        "@prefix drug-a: <https://e.org/x/drug/a#> .\n"
        "\n"
        "drug-a:c df:about <https://e.org/x/drug/a> ;\n"
        "    df:effect <https://e.org/y/effect/f> .\n"
    )


def test_help_has_an_example() -> None:
    assert "\n  Example:\n      drugfacts format mine\n" in run("--help").stdout


def test_a_name_that_no_iri_can_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["init", "ds"]).exit_code == 0
    drug = Path("ds/drug/examplol.ttl")
    drug.rename(drug.with_name("my drug.ttl"))
    done = CliRunner().invoke(cli, ["format", "--check", "ds"])
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        "Error: ds/drug/my drug.ttl: its name cannot be a part of an IRI; "
        "use lower-case letters, digits and hyphens, such as my-drug.ttl.\n"
    )
