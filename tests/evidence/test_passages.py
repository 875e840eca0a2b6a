from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.errors import InputError, UsageError
from drugfacts.evidence.passages import capture_of, citing, find_source, turtle
from drugfacts.evidence.spans import digest, span
from drugfacts.graph.read import read
from drugfacts.graph.turtle.format import format_text
from drugfacts.iris import prefixes

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

BASE = "https://example.org/facts/"
TEXT = "First words. Second words."
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
HEAD = """\
@prefix df: <https://w3id.org/drugfacts/ontology#> .
@prefix label: <https://example.org/facts/label/> .
@prefix source: <https://example.org/facts/source/> .
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "dataset.ttl": "<https://example.org/facts/dataset>"
        f' <http://rdfs.org/ns/void#uriSpace> "{BASE}" .\n',
        "source/page.ttl": f'{HEAD}source:page a df:Article ; df:captureDigest "{DIGEST}" .\n',
        "source/twin.ttl": f"{HEAD}source:twin a df:Article .\n",
        "label/twin.ttl": f"{HEAD}label:twin a df:Label .\n",
        "drug/x.ttl": "@prefix d: <https://example.org/facts/drug/x#> .\n"
        "@prefix p: <https://example.org/facts/source/page#> .\n"
        + "".join(
            f"d:{claim} <https://w3id.org/drugfacts/ontology#statedIn> p:char-0-12 .\n"
            for claim in ("two", "one")
        ),
        "captures/page.txt": TEXT,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def data(root: Path) -> DataSet:
    return read([root])


@pytest.mark.parametrize("name", ["page", "source:page", f"{BASE}source/page"])
def test_a_source_has_three_names(data: DataSet, root: Path, name: str) -> None:
    source = find_source(data, name)
    assert source.iri == f"{BASE}source/page"
    assert source.name() == "source:page"
    assert source.capture_digest == DIGEST
    assert source.root == root
    assert source.document.path == str(root / "source/page.ttl")


def test_a_slug_of_two_sources_is_refused(data: DataSet) -> None:
    with pytest.raises(UsageError) as caught:
        find_source(data, "twin")
    assert str(caught.value) == "'twin' names several sources; write label:twin or source:twin."
    assert find_source(data, "label:twin").iri == f"{BASE}label/twin"


def test_an_unknown_source_is_answered_with_the_nearest(
    data: DataSet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name, advice in {
        "pag": "the nearest is page",
        "source:pages": "the nearest is page",
        "https://example.org/facts/source/twins": "the nearest is twin",
        "something-else": "choose from page, twin",
    }.items():
        with pytest.raises(UsageError) as caught:
            find_source(data, name)
        assert str(caught.value) == f"'{name}' is no source of these facts; {advice}."
    empty = tmp_path_factory.mktemp("no-data-set") / "empty.ttl"
    empty.write_text("<a:b> <c:d> <e:f> .", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        find_source(read([empty]), "page")
    assert str(caught.value) == (
        "'page' is no source of these facts; they hold none; add a df:Article or df:Label."
    )


def test_a_source_is_found_behind_a_single_file(root: Path) -> None:
    source = find_source(read([root / "drug" / "x.ttl"]), "page")
    assert source.root == root


def test_the_root_is_known_from_within_the_data_set(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "source")
    assert find_source(read(["page.ttl"]), "page").root == root
    monkeypatch.chdir(root)
    assert find_source(read(["source/page.ttl"]), "page").root == Path()


def test_a_file_outside_of_any_data_set_has_no_root(root: Path) -> None:
    (root / "dataset.ttl").unlink()
    source = find_source(read([root / "source" / "page.ttl"]), f"{BASE}source/page")
    assert source.root is None
    with pytest.raises(UsageError, match="name the folder that holds it with --captures"):
        capture_of(source)
    assert capture_of(source, root / "captures").text == TEXT


def test_the_capture_of_a_source(data: DataSet, root: Path, tmp_path: Path) -> None:
    source = find_source(data, "page")
    assert capture_of(source).path == root / "captures" / "page.txt"
    (root / "captures" / "page.txt").write_text("other", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        capture_of(source)
    assert str(caught.value) == (
        f"{root}/captures: no file here is the capture of source:page (SHA-256 {DIGEST}); "
        "name the folder that holds it with --captures. "
        f"The files at hand: {root}/captures/page.txt has {digest('other')}."
    )


def test_a_source_without_a_digest_has_no_capture(data: DataSet, root: Path) -> None:
    with pytest.raises(InputError) as caught:
        capture_of(find_source(data, "label:twin"))
    assert str(caught.value) == (
        f"{root}/label/twin.ttl: label:twin has no df:captureDigest, so nobody has captured "
        "its text; cite one of its sections, or capture the text and add the digest. "
        f"The files at hand: {root}/captures/page.txt has {DIGEST}."
    )


def test_claims_that_cite_a_passage(data: DataSet) -> None:
    source = find_source(data, "page")
    assert citing(data, source.passage(span(TEXT, 0, 12))) == ["drug-x:one", "drug-x:two"]
    assert citing(data, source.passage(span(TEXT, 13, 26))) == []


def test_turtle_can_be_put_behind_the_document(data: DataSet) -> None:
    source = find_source(data, "page")
    found = span(TEXT, 13, 26)
    block = (
        "source-page:char-13-26 a df:Span ;\n"
        '    oa:end "26"^^xsd:nonNegativeInteger ;\n'
        '    oa:start "13"^^xsd:nonNegativeInteger ;\n'
        f'    df:normalisedDigest "{found.normalised_digest}" ;\n'
        "    df:passageOf source:page ;\n"
        f'    df:spanDigest "{found.span_digest}" .\n'
    )
    text = turtle(source, [found], source.document.prefixes)
    assert text == (
        "@prefix oa: <http://www.w3.org/ns/oa#> .\n"
        "@prefix source-page: <https://example.org/facts/source/page#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n" + block
    )
    # With all prefixes there, only the block is left.
    before = str(source.document.text)
    pasted = format_text(before + text, None, prefixes(BASE), BASE)
    declared = dict(line.split()[1:3] for line in pasted.splitlines() if line.startswith("@"))
    known = {prefix[:-1]: iri[1:-1] for prefix, iri in declared.items()}
    assert turtle(source, [found], known) == block
    assert block in pasted
    # Pasting twice says nothing new.
    assert format_text(pasted + block, None, prefixes(BASE), BASE) == pasted
