"""Cards: what stands on the card of each kind of thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.graph import read
from drugfacts.show.card import render
from drugfacts.show.cards import card
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

INVENTED = Path(__file__).parents[1] / "invented"


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read.read([INVENTED])


def shown(data: DataSet, name: str) -> str:
    return render(card(data, name))


def test_a_drug(data: DataSet) -> None:
    assert shown(data, "examplazine") == (
        "examplazine (drug:examplazine), drug\n"
        f"{NOTICE}\n"
        "\n"
        "Identifiers\n"
        "  RxNorm concept identifier  12345\n"
        "  ATC code                   N05BA99       unchecked\n"
        "  exact match                mesh:D000001  unchecked\n"
        "\n"
        "Products\n"
        "  examplazine 5 mg tablet (product:examplazine-5mg-tablet)\n"
        "\n"
        "Labels\n"
        "  label:us-examplazine  version unknown, undated\n"
        "\n"
        "Indication: 3 claims\n"
        "  epilepsy; route: intravenous      1 article: leaflet\n"
        "  panic disorder                    2 articles: guide, leaflet\n"
        "  labels say:\n"
        "  - anxiety disorder; role: add-on  1 label: us-examplazine\n"
        "\n"
        "Dosing: 1 claim\n"
        "  examplazine 5 mg tablet: 1 to 3 times a day  1 article: guide\n"
        "\n"
        "Adverse effect: 1 claim\n"
        "  drowsiness [may]  2 articles: guide, leaflet\n"
        "\n"
        "Sources\n"
        "  guide           A guide            anonymous, undated\n"
        "  leaflet         A leaflet          carries advertising\n"
        "  us-examplazine  Examplazine label  undated, version unknown\n"
    )


def test_a_claim(data: DataSet) -> None:
    assert shown(data, "drug-examplazine:indication-epilepsy-intravenous") == (
        "examplazine: epilepsy; route: intravenous "
        "(drug-examplazine:indication-epilepsy-intravenous), indication\n"
        f"{NOTICE}\n"
        "\n"
        "Claim\n"
        "  about      examplazine (drug:examplazine)\n"
        "  comment    Says = nothing of tablets.\n"
        "  condition  epilepsy (df-condition:epilepsy)\n"
        "  route      intravenous (df-route:intravenous)\n"
        "  wording    is (df-wording:is)\n"
        "\n"
        "Curation\n"
        "  curated by    tester (agent:tester)\n"
        "  curated on    2026-01-02\n"
        "  review state  unreviewed (df-review:unreviewed)\n"
        "\n"
        "Stated in: 1 article: leaflet\n"
        "  source-leaflet:char-5-20  characters 5 to 20  A leaflet [carries advertising]\n"
    )


def test_a_source(data: DataSet) -> None:
    assert shown(data, "source:leaflet") == (
        "A leaflet (source:leaflet), article\n"
        f"{NOTICE}\n"
        "\n"
        "Article\n"
        "  quality mark    carries advertising (df-quality:advertising)\n"
        "  issued          2020-02-29\n"
        "  author          A. Writer\n"
        f"  capture digest  {'4' * 64}\n"
        "\n"
        "Indication: 3 claims\n"
        "  examplazine: epilepsy; route: intravenous  1 article: leaflet\n"
        "  examplazine: panic disorder                2 articles: guide, leaflet\n"
        "  otherol: panic disorder                    1 article: leaflet\n"
        "\n"
        "Adverse effect: 1 claim\n"
        "  examplazine: drowsiness [may]  2 articles: guide, leaflet\n"
    )


def test_a_label(data: DataSet) -> None:
    assert shown(data, "us-examplazine") == (
        "Examplazine label (label:us-examplazine), label\n"
        f"{NOTICE}\n"
        "\n"
        "Label\n"
        "  ingredient      examplazine (drug:examplazine)\n"
        "  dose form       tablet (df-dose-form:tablet)\n"
        "  route           oral (df-route:oral)\n"
        "  regulator       regulator (agent:regulator)\n"
        "  jurisdiction    US\n"
        "  set identifier  01234567-89ab-cdef-0123-456789abcdef\n"
        "  version         version unknown, undated\n"
        "  complete for    indication\n"
        "  quality mark    undated (df-quality:undated)\n"
        "  quality mark    version unknown (df-quality:version-unknown)\n"
        "\n"
        "Indication: 1 claim\n"
        "  anxiety disorder; role: add-on  1 label: us-examplazine\n"
    )


def test_a_section_without_offsets_says_so(data: DataSet) -> None:
    text = shown(data, "label-us-examplazine:indication-anxiety-disorder")
    assert text.endswith(
        "  label-us-examplazine:section-indications  section 34067-9, no offsets  "
        "Examplazine label [undated, version unknown]\n"
    )


def test_a_concept(data: DataSet) -> None:
    text = shown(data, "condition:panic-disorder".replace("condition", "df-condition"))
    assert text.startswith(f"panic disorder (df-condition:panic-disorder), condition\n{NOTICE}\n")
    assert "\n  broader     anxiety disorder (df-condition:anxiety-disorder)\n" in text
    assert "\n  narrower    panic disorder with agoraphobia (" in text
    assert "\n  exact match  mesh:D016584\n" in text
    assert text.endswith(
        "Indication: 2 claims\n"
        "  examplazine: panic disorder  2 articles: guide, leaflet\n"
        "  otherol: panic disorder      1 article: leaflet\n"
    )


def test_a_product(data: DataSet) -> None:
    text = shown(data, "examplazine-5mg-tablet")
    assert "\n  strength amount  5 mg\n" in text
    assert text.endswith("Dosing: 1 claim\n  1 to 3 times a day  1 article: guide\n")


def test_a_term_of_the_ontology(data: DataSet) -> None:
    text = shown(data, "df:BoxedWarning")
    assert text.startswith(f"boxed warning (df:BoxedWarning), owl:Class\n{NOTICE}\n\nProperties\n")
    assert "\n  sub class of   claim (df:Claim)\n" in text


def test_anything_else_has_a_card_too(data: DataSet) -> None:
    assert shown(data, "agent:regulator").endswith(
        "Properties\n"
        "  type   prov:Organization\n"
        "  label  regulator\n"
        "\n"
        "Referred to 1 time\n"
        "  regulator  label:us-examplazine\n"
    )


@pytest.mark.parametrize("drug", ["diazepam", "clonazepam"])
def test_every_packaged_claim_has_a_readable_line(drug: str) -> None:
    text = shown(read.read(), drug)
    body = text.partition("Classification")[2]
    assert "no source" not in body
    assert "df:" not in body
    assert "skos:" not in text


def test_denials_overruled_claims_and_amounts_of_the_packaged_facts() -> None:
    data = read.read()
    diazepam, clonazepam = shown(data, "us-diazepam-tablet"), shown(data, "us-clonazepam-tablet")
    assert "\n  denied: convulsive disorder; route: oral; role: sole therapy " in diazepam
    assert "\n  4 months " in diazepam
    assert "\n  epilepsy [overruled by another curation] " in clonazepam
    assert "Indication: 7 claims\n" in clonazepam  # eight stand there; one is not counted
    assert "in up to 30 %; within 3 months" in clonazepam
    klonopin = shown(data, "us-klonopin")
    assert "0.25 mg a dose; 2 times a day; condition: panic disorder" in klonopin
    assert "at most 4 mg a day; condition: panic disorder" in klonopin
    assert "drowsiness; condition: panic disorder; in 37 %; on placebo in 10 %" in klonopin


def test_nothing_on_a_card_steers_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text(
        "@prefix df: <https://w3id.org/drugfacts/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<urn:odd> a df:Drug ; rdfs:label "a\\u001B[2Jb\\u202Ec\\nd"@en ; df:rxcui "\\u0007" .\n',
        encoding="utf-8",
    )
    text = shown(read.read([path]), "urn:odd")
    assert text.startswith("a[2Jbc d (<urn:odd>), drug\n")
    assert all(character.isprintable() or character == "\n" for character in text)


def test_headings_are_marked_and_nothing_else(data: DataSet) -> None:
    text = render(card(data, "otherol"), bold=lambda heading: f"*{heading}*")
    assert [line for line in text.splitlines() if line.startswith("*")] == [
        "*otherol (drug:otherol), drug*",
        "*Identifiers*",
        "*Indication: 1 claim*",
        "*Sources*",
    ]


def test_names_without_a_prefix_stand_in_full(tmp_path: Path) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text(
        "<https://a.example/x/1> <https://a.example/p/q> <https://b.example/x/2> .\n",
        encoding="utf-8",
    )
    assert shown(read.read([path]), "https://a.example/x/1").endswith(
        "Properties\n  <https://a.example/p/q>  <https://b.example/x/2>\n"
    )


def test_a_union_is_shown_by_its_members(data: DataSet) -> None:
    assert "\n  range          drug or product\n" in shown(data, "df:about")
