from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from drugfacts.errors import UsageError
from drugfacts.evidence.captures import find
from drugfacts.evidence.normalise import normalise
from drugfacts.evidence.spans import sentences
from drugfacts.graph.read import read
from drugfacts.graph.turtle.format import format_text
from drugfacts.iris import prefixes
from drugfacts.scaffold import EXAMPLE_BASE, data_set, scaffold
from drugfacts.terms import DF, PREFIXES

FILES = [
    "README.md",
    "agent/curators.ttl",
    "agent/xx-regulator.ttl",
    "captures/examplol-overview.txt",
    "captures/xx-examplol-tablet.txt",
    "condition.ttl",
    "dataset.ttl",
    "drug/examplol.ttl",
    "label/xx-examplol-tablet.ttl",
    "product/examplol-5mg-tablet.ttl",
    "source/examplol-overview.ttl",
]
VARIANTS = [
    (EXAMPLE_BASE, "examplol"),
    ("https://data.example.com/", "Foo acid"),
    ("http://localhost:8000/a/b/", "x-2"),
    ("https://zzz.example/facts/", "z"),
]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_files_of_a_data_set(tmp_path: Path) -> None:
    made = scaffold(tmp_path / "mine")
    assert made == [tmp_path / "mine" / name for name in FILES]
    on_disk = {
        path.relative_to(tmp_path / "mine").as_posix(): path.read_bytes().decode("utf-8")
        for path in (tmp_path / "mine").rglob("*")
        if path.is_file()
    }
    assert on_disk == data_set()


@pytest.mark.parametrize(("base", "drug"), VARIANTS)
def test_every_span_holds_the_words_that_it_says(base: str, drug: str, tmp_path: Path) -> None:
    scaffold(tmp_path, base, drug)
    data = read([tmp_path])
    assert data.base == base
    oa = PREFIXES["oa"]
    spans = data.subjects_of(PREFIXES["rdf"] + "type", NamedNode(DF.Span))
    assert len(spans) == 11
    for node in spans:
        source = data.value(node, DF.passageOf)
        assert isinstance(source, NamedNode)

        def text_of(subject: NamedNode | BlankNode, predicate: str) -> str:
            value = data.value(subject, predicate)
            assert isinstance(value, Literal)
            return value.value

        capture = find(tmp_path / "captures", text_of(source, DF.captureDigest))
        assert capture is not None
        start, end = int(text_of(node, oa + "start")), int(text_of(node, oa + "end"))
        words = capture.text[start:end]
        assert words == words.strip()
        assert node == NamedNode(f"{source.value}#char-{start}-{end}")
        assert (start, end) in sentences(capture.text)
        assert text_of(node, DF.spanDigest) == sha256(words)
        assert text_of(node, DF.normalisedDigest) == sha256(normalise(words))
        assert data.referring(node), "a span that no claim cites"


@pytest.mark.parametrize(("base", "drug"), VARIANTS)
def test_every_document_is_canonical_and_in_its_place(base: str, drug: str) -> None:
    slug = drug.lower().replace(" ", "-")
    texts = data_set(base, drug)
    assert sorted(texts) == sorted(name.replace("examplol", slug) for name in FILES)
    for path, text in texts.items():
        assert "\r" not in text
        assert text.endswith("\n")
        left = re.search(r"\{\w+[^}]*\}|sentence-\d", text)
        assert left is None, f"{path}: {left}"
        if base != EXAMPLE_BASE:
            assert EXAMPLE_BASE not in text
        if drug != "examplol":
            assert "examplol" not in text.lower()
        if path.endswith(".ttl"):
            assert format_text(text, path, prefixes(base), base) == text
            assert "_:" not in text


def test_name_in_text_and_slug_in_iris() -> None:
    texts = data_set(drug="Foo acid")
    assert "drug:foo-acid a df:Drug" in texts["drug/foo-acid.ttl"]
    assert 'rdfs:label "Foo acid"@en' in texts["drug/foo-acid.ttl"]
    assert texts["captures/foo-acid-overview.txt"].startswith("Foo acid at a glance\n")
    assert texts["captures/examplol-overview.txt".replace("examplol", "foo-acid")]
    assert data_set(drug="examplol")["captures/examplol-overview.txt"].startswith("Examplol at")


def test_everything_is_said_to_be_invented() -> None:
    texts = data_set(drug="diazepam")
    assert "Nothing in it is true." in texts["dataset.ttl"]
    assert '"An invented drug."' in texts["drug/diazepam.ttl"]
    assert "**Everything in it is invented**" in texts["README.md"]
    for capture in ("captures/diazepam-overview.txt", "captures/xx-diazepam-tablet.txt"):
        assert "was made up" in texts[capture]


def test_advertising_is_a_mark_and_no_claim() -> None:
    texts = data_set()
    article = texts["captures/examplol-overview.txt"]
    place = sentences(article)[-1]
    assert article[slice(*place)].startswith("Order your Madeupex")
    assert f"char-{place[0]}-{place[1]}" not in "".join(texts.values())
    assert "df-quality:advertising" in texts["source/examplol-overview.ttl"]


@pytest.mark.parametrize(
    "base",
    [
        "",
        "example",
        "https://example.org",
        "https://example.org/facts",
        "https:///",
        "ftp://example.org/",
        "https://example.org/a b/",
        "https://example.org/#/",
        "https://example.org/?/",
        "https://example.org/<x>/",
        "https://example.org/\u202e/",
        "https://example.org/\udc80/",
    ],
)
def test_a_base_that_is_none(base: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        scaffold(tmp_path / "mine", base)
    assert str(caught.value) == (
        f"'{base}' is no base IRI; give one such as 'https://example.org/facts/', "
        "with a slash at its end."
    )
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("base", ["https://w3id.org/drugfacts/", "https://w3id.org/drugfacts/my/"])
def test_the_base_of_the_packaged_facts_is_taken(base: str) -> None:
    with pytest.raises(UsageError) as caught:
        data_set(base)
    assert str(caught.value) == (
        f"'{base}' belongs to the packaged facts; choose a base of your own, "
        "such as 'https://example.org/facts/'."
    )


@pytest.mark.parametrize(
    "drug", ["", " ", "../x", "a  b", "-a", "caf\u00e9", "a.b", "x" * 61, "a/b"]
)
def test_a_name_that_does_not_do(drug: str) -> None:
    with pytest.raises(UsageError) as caught:
        data_set(drug=drug)
    assert str(caught.value) == (
        f"'{drug}' cannot name the invented drug; use up to 60 letters a to z, digits, "
        "single spaces and hyphens, such as 'examplol'."
    )


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "drug").mkdir()
    (tmp_path / "drug" / "examplol.ttl").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        scaffold(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}/drug/examplol.ttl: stands there already; name a new or empty folder."
    )
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["examplol.ttl"]


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "dataset.ttl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="stands there already"):
        scaffold(tmp_path)


def test_what_does_not_collide_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    scaffold(tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "dataset.ttl").is_file()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        scaffold(tmp_path / "mine")
    assert str(caught.value) == f"{tmp_path}/mine: is a file; name a new folder."
