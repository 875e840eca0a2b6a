from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drugfacts.evidence.normalise import normalise
from drugfacts.main import cli

SOURCE = "source/examplol-overview.ttl"
CAPTURE = "mine/captures/examplol-overview.txt"


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["evidence", *arguments], input=text)


def cite(quote: str, *options: str, text: str | None = None) -> Result:
    return run(
        "cite", "mine", "--source", "examplol-overview", "--quote", quote, *options, text=text
    )


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["init", "mine"]).exit_code == 0
    return tmp_path / "mine"


@pytest.fixture
def capture(mine: Path) -> str:
    return (mine / "captures" / "examplol-overview.txt").read_bytes().decode("utf-8")


def block(text: str, words: str) -> str:
    start = text.index(words)
    return (
        f"source-examplol-overview:char-{start}-{start + len(words)} a df:Span ;\n"
        f'    oa:end "{start + len(words)}"^^xsd:nonNegativeInteger ;\n'
        f'    oa:start "{start}"^^xsd:nonNegativeInteger ;\n'
        f'    df:normalisedDigest "{sha256(normalise(words))}" ;\n'
        "    df:passageOf source:examplol-overview ;\n"
        f'    df:spanDigest "{sha256(words)}" .\n'
    )


def test_a_new_place(capture: str) -> None:
    words = "Nobody should drive before they know"
    done = cite(words)
    assert (done.exit_code, done.stdout) == (0, block(capture, words))
    assert done.stderr.splitlines() == [
        f"exact: {CAPTURE}:5:203 char-454-490 \u2026sleepier than examplol alone. [{words}] "
        "how the tablets act on them. \u2026",
        f"new: add it to mine/{SOURCE}",
        "in the claim: df:statedIn source-examplol-overview:char-454-490",
        "its prefix: @prefix source-examplol-overview: "
        "<https://example.org/facts/source/examplol-overview#> .",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "examplol-overview",
        "source:examplol-overview",
        "https://example.org/facts/source/examplol-overview",
    ],
)
def test_names_of_a_source(name: str, capture: str) -> None:
    done = run("cite", "mine", "--source", name, "--quote", "make people drowsy")
    assert (done.exit_code, done.stdout) == (0, block(capture, "make people drowsy"))


def test_a_label_is_a_source() -> None:
    done = run("cite", "mine", "--source", "xx-examplol-tablet", "--quote", "in adults.")
    assert done.exit_code == 0
    assert done.stdout.startswith("label-xx-examplol-tablet:char-180-190 a df:Span ;\n")


def test_other_typography(capture: str) -> None:
    words = "sold as \u201cMadeupex\u201d, and"
    done = cite('sold as  "Madeupex",\nand')
    assert (done.exit_code, done.stdout) == (0, block(capture, words))
    assert done.stderr.startswith("normalised (other typography): mine/captures/")


def test_a_whole_sentence_that_stands_already(capture: str) -> None:
    done = cite("drowsy", "--sentence")
    assert (done.exit_code, done.stdout) == (0, block(capture, "It may make people drowsy."))
    assert done.stderr.splitlines()[1] == (
        f"stands already in mine/{SOURCE}, cited by drug-examplol:adverse-drowsiness"
    )


def test_a_place_that_no_claim_cites(mine: Path) -> None:
    with (mine / SOURCE).open("a", encoding="utf-8") as stream:
        stream.write(cite("make people drowsy").stdout)
    assert "cited by no claim" in cite("make people drowsy").stderr


def test_prefixes_come_along_when_they_are_missing(mine: Path) -> None:
    path = mine / SOURCE
    path.write_text(path.read_text(encoding="utf-8").split("\nsource-")[0], encoding="utf-8")
    path.write_text(
        "".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
            if not line.startswith(("@prefix oa:", "@prefix source-", "@prefix xsd:"))
        ),
        encoding="utf-8",
    )
    done = cite("make people drowsy")
    assert done.stdout.splitlines()[:5] == [
        "@prefix oa: <http://www.w3.org/ns/oa#> .",
        "@prefix source-examplol-overview: <https://example.org/facts/source/examplol-overview#> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
        "",
        "source-examplol-overview:char-334-352 a df:Span ;",
    ]


def test_quote_on_standard_input(capture: str) -> None:
    done = cite("-", text="\ufeffIt may make\r\npeople drowsy.\r\n")
    assert (done.exit_code, done.stdout) == (0, block(capture, "It may make people drowsy."))
    done = run("cite", "-", "--source", "x", "--quote", "-", text="")
    assert (done.exit_code, done.stdout) == (2, "")


def test_facts_and_quote_cannot_both_come_from_standard_input(mine: Path) -> None:
    text = (mine / SOURCE).read_text(encoding="utf-8")
    name = "https://example.org/facts/source/examplol-overview"
    done = run("cite", "-", "--source", name, "--quote", "-", text=text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: standard input is either the facts or the quote; name a file for one.\n"
    )
    done = run("cite", "-", "--source", name, "--quote", "drowsy", text=text)
    assert done.exit_code == 2
    options = ["--captures", "mine/captures"]
    done = run("cite", "-", "--source", name, "--quote", "drowsy", *options, text=text)
    assert done.exit_code == 0


def test_several_places(capture: str) -> None:
    done = cite("Madeupex")
    first, second = capture.index("Madeupex"), capture.rindex("Madeupex")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"1: {CAPTURE}:3:73 char-{first}-{first + 8} \u2026lol. The medicine is sold as "
        "\u201c[Madeupex]\u201d, and each tablet of it holds\u2026",
        f"2: {CAPTURE}:5:280 char-{second}-{second + 8} \u2026blets act on them. Order your "
        "[Madeupex] today, and the second box is \u2026",
        "Error: the quote stands at 2 places; lengthen it, or choose one with --occurrence N.",
    ]
    done = cite("Madeupex", "--occurrence", "2")
    assert (done.exit_code, done.stdout.split(" ")[0]) == (
        0,
        f"source-examplol-overview:char-{second}-{second + 8}",
    )
    done = cite("Madeupex", "--occurrence", "3")
    assert (done.exit_code, done.stdout) == (2, "")
    done = cite("drowsy", "--occurrence", "2")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: the quote stands at one place; lengthen it, or choose one with --occurrence N.\n"
    )


def test_many_places_are_not_all_listed(capture: str) -> None:
    done = cite("e")
    count = capture.count("e")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[20:] == [
        f"and {count - 20} more",
        f"Error: the quote stands at {count} places; lengthen it, "
        "or choose one with --occurrence N.",
    ]


def test_words_that_do_not_stand_there() -> None:
    done = cite("It may make people very drowsy.")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"not found: {CAPTURE} does not hold these words",
        f"nearest sentence: {CAPTURE}:5:76 char-327-353 \u2026 a day, with or without food. "
        "[It may make people drowsy.] It doesn\u2019t cause dizziness. A\u2026",
    ]
    done = cite("Nothing like it was ever said of anybody at all.")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"not found: {CAPTURE} does not hold these words\n"


@pytest.mark.parametrize("quote", ["", "  ", "\u00ad"])
def test_an_empty_quote(quote: str) -> None:
    done = cite(quote)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: the quote is empty; give the words that the source uses.\n"


def test_an_unknown_source() -> None:
    done = run("cite", "mine", "--source", "examplol-overviews", "--quote", "x")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: 'examplol-overviews' is no source of these facts; "
        "the nearest are examplol-overview, xx-examplol-tablet.\n"
    )


def test_captures_elsewhere(mine: Path, tmp_path: Path, capture: str) -> None:
    (mine / "captures").rename(tmp_path / "texts")
    done = cite("make people drowsy")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: the capture of source:examplol-overview is not at hand, as these facts have no "
        "folder captures; name the folder that holds it with --captures.\n"
    )
    for place in ("texts", "texts/examplol-overview.txt"):
        done = cite("make people drowsy", "--captures", place)
        assert (done.exit_code, done.stdout) == (0, block(capture, "make people drowsy"))
    done = cite("make people drowsy", "--captures", "nix")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: nix: does not exist; name the folder with the captures.\n"


def test_a_capture_that_was_changed(mine: Path, capture: str) -> None:
    (mine / "captures" / "examplol-overview.txt").write_text(capture + "\n", encoding="utf-8")
    label = (mine / "captures" / "xx-examplol-tablet.txt").read_text(encoding="utf-8")
    done = cite("make people drowsy")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        "Error: mine/captures: no file here is the capture of source:examplol-overview (SHA-256 "
        f"{sha256(capture)}); name the folder that holds it with --captures. The files at hand: "
        f"mine/captures/examplol-overview.txt has {sha256(capture + chr(10))}; "
        f"mine/captures/xx-examplol-tablet.txt has {sha256(label)}.\n"
    )


def test_the_packaged_facts_have_no_captures() -> None:
    done = run("cite", "--source", "clonazepam-2mg-dosage", "--quote", "x")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: the capture of source:clonazepam-2mg-dosage is not at hand, as these facts have "
        "no folder captures; name the folder that holds it with --captures.\n"
    )


def test_a_hostile_capture_does_not_steer_the_terminal(mine: Path) -> None:
    text = "One \x1b[2J\x07 bad\u202e word."
    (mine / "captures" / "x.txt").write_bytes(text.encode())
    (mine / "source" / "x.ttl").write_text(
        "@prefix df: <https://w3id.org/drugfacts/ontology#> .\n"
        "@prefix source: <https://example.org/facts/source/> .\n\n"
        f'source:x a df:Article ;\n    df:captureDigest "{sha256(text)}" .\n',
        encoding="utf-8",
    )
    done = run("cite", "mine", "--source", "x", "--quote", "bad word")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[0] == (
        "normalised (other typography): mine/captures/x.txt:1:11 char-10-19 One [2J [bad word]."
    )


def test_help_has_examples() -> None:
    assert "\n  Example:\n      drugfacts evidence check mine" in run("--help").stdout
    assert "\n  Example:\n      drugfacts evidence cite mine" in run("cite", "--help").stdout
