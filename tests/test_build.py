"""Building: what is written, and that it is all or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from drugfacts.build import Built, Written, build
from drugfacts.errors import InputError, OutputError, UsageError
from drugfacts.export.formats import Format, export
from drugfacts.graph.read import read
from drugfacts.scaffold import scaffold


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("mine"))
    return Path("mine")


def files_below(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*") if path.is_file())


def test_all_facts_and_those_of_each_drug_are_written(mine: Path) -> None:
    data = read([mine])
    built = build(data, Path("out"))
    assert [str(file.path) for file in built.files] == [
        "out/drugfacts.ttl",
        "out/drugfacts.jsonld",
        "out/drug/examplol.ttl",
        "out/drug/examplol.jsonld",
    ]
    assert files_below(Path("out")) == sorted(str(file.path) for file in built.files)
    assert Path("out/drugfacts.ttl").read_bytes() == export(data, Format.TURTLE)
    assert Path("out/drugfacts.jsonld").read_bytes() == export(data, Format.JSONLD)
    assert Path("out/drug/examplol.ttl").read_bytes() == export(data, Format.TURTLE, "examplol")
    framed = json.loads(Path("out/drug/examplol.jsonld").read_bytes())
    assert framed["id"] == "drug:examplol"


def test_what_is_told_of_the_files_is_true(mine: Path) -> None:
    built = build(read([mine]), Path("out"))
    for file in built.files:
        content = file.path.read_bytes()
        form = RdfFormat.TURTLE if file.path.suffix == ".ttl" else RdfFormat.JSON_LD
        triples = {quad.triple for quad in parse(content, form)}
        assert file == Written(file.path, len(triples), len(content))


def test_what_was_built_passes_the_check_itself(mine: Path) -> None:
    built = build(read([mine]), Path("out"))
    assert build(read([built.files[0].path]), Path("again")).report.conforms


def test_a_violation_writes_nothing(mine: Path) -> None:
    drug = mine / "drug" / "examplol.ttl"
    drug.write_text(drug.read_text() + "drug:other df:about drug:examplol .\n")
    built = build(read([mine]), Path("out"))
    assert built.files == ()
    assert not built.report.conforms
    assert not Path("out").exists()


def test_a_violation_leaves_what_was_built_before(mine: Path) -> None:
    build(read([mine]), Path("out"))
    before = {path: Path(path).read_bytes() for path in files_below(Path("out"))}
    (mine / "drug" / "examplol.ttl").rename(mine / "drug" / "other.ttl")
    assert not build(read([mine]), Path("out")).report.conforms
    assert {path: Path(path).read_bytes() for path in files_below(Path("out"))} == before


def test_warnings_are_reported_and_do_not_stop_it(mine: Path) -> None:
    (mine / "drug" / "empty.ttl").touch()
    built = build(read([mine]), Path("out"))
    assert [finding.rule for finding in built.report.findings] == ["document-empty"]
    assert len(built.files) == 4


def test_building_twice_gives_the_same_bytes(mine: Path) -> None:
    contents = []
    for _ in range(2):
        build(read([mine]), Path("out"))
        contents.append({path: Path(path).read_bytes() for path in files_below(Path("out"))})
    assert contents[0] == contents[1]


# Output that cannot be written: an error, and nothing half written.


def check_unwritten(mine: Path, output: Path, said: str) -> None:
    before = files_below(Path())
    with pytest.raises(OutputError) as caught:
        build(read([mine]), output)
    assert str(caught.value) == said
    assert files_below(Path()) == before


def test_an_output_folder_that_is_a_file(mine: Path) -> None:
    Path("out").write_text("mine")
    check_unwritten(
        mine,
        Path("out"),
        "out/drugfacts.ttl: cannot be written (File exists); "
        "choose another place or change its permissions.",
    )
    assert Path("out").read_text() == "mine"


def test_one_file_that_cannot_be_written_stops_all(mine: Path) -> None:
    Path("out/drug/examplol.jsonld").mkdir(parents=True)
    check_unwritten(
        mine,
        Path("out"),
        "out/drug/examplol.jsonld: cannot be written (is a folder); "
        "choose another place or change its permissions.",
    )


def test_an_output_folder_inside_the_data_set_would_be_taken_for_facts(mine: Path) -> None:
    before = files_below(Path())
    for output in (mine / "drug" / "out", mine):
        with pytest.raises(UsageError) as caught:
            build(read([mine]), output)
        assert str(caught.value) == (
            f"{output}/drugfacts.ttl: lies in the data set of mine, where it would be taken "
            "for facts; choose a place outside with --output."
        )
    assert files_below(Path()) == before


def test_a_part_of_a_data_set_is_refused(mine: Path) -> None:
    with pytest.raises(UsageError, match="build takes whole data sets; name the folder mine"):
        build(read([mine / "drug" / "examplol.ttl"]), Path("out"))
    assert not Path("out").exists()


def test_a_file_that_is_read_is_not_replaced(mine: Path) -> None:
    build(read([mine]), Path("out"))
    with pytest.raises(UsageError, match=r"out/drugfacts\.ttl: is one of the files that are read"):
        build(read([Path("out/drugfacts.ttl")]), Path("out"))


def test_drugs_are_found_by_class_without_a_data_set(mine: Path) -> None:
    build(read([mine]), Path("out"))
    built = build(read([Path("out/drugfacts.ttl")]), Path("again"))
    assert [file.path.name for file in built.files[2:]] == ["examplol.ttl", "examplol.jsonld"]
    again = Path("again/drug/examplol.ttl").read_bytes()
    assert again.count(b"df:Indication") == Path("out/drug/examplol.ttl").read_bytes().count(
        b"df:Indication"
    )


@pytest.mark.parametrize(
    ("iri", "said"),
    [
        (
            "https://a.example/Big_Name",
            "the drug <https://a.example/Big_Name> cannot name a file by the end of its IRI; "
            "use small letters, digits and single hyphens.",
        ),
        (
            "https://a.example/examplol",
            "'examplol' names several drugs, <https://a.example/examplol> and "
            "<https://example.org/facts/drug/examplol>; give each a slug of its own.",
        ),
    ],
)
def test_a_drug_whose_name_is_no_files_is_refused(
    mine: Path, monkeypatch: pytest.MonkeyPatch, iri: str, said: str
) -> None:
    """The shapes refuse such an IRI; this holds even if shapes of one's own do not."""
    drug = mine / "drug" / "examplol.ttl"
    drug.write_text(drug.read_text() + f"<{iri}> a df:Drug .\n")
    report = build(read([mine]), Path("out")).report
    passing = type(report)((), 1, 1, 1, 1)
    monkeypatch.setattr("drugfacts.build.validate", lambda _, options: passing)
    before = files_below(Path())
    with pytest.raises(InputError) as caught:
        build(read([mine]), Path("out"))
    assert str(caught.value) == said
    assert files_below(Path()) == before


def test_the_packaged_facts_are_built(tmp_path: Path) -> None:
    built: Built = build(read(), tmp_path / "out")
    assert [file.path.name for file in built.files[2:]] == [
        "clonazepam.ttl",
        "clonazepam.jsonld",
        "diazepam.ttl",
        "diazepam.jsonld",
    ]
    assert built.files[0].triples == built.report.triples
