from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugfacts import iris
from drugfacts.iris import (
    BASE,
    document_iri,
    expand,
    fragment_prefix,
    in_document,
    prefixes,
    shorten,
)
from drugfacts.terms import PREFIXES

OWN = "https://example.org/facts/"
SLUGS = st.from_regex(iris.SLUG, fullmatch=True)


@pytest.mark.parametrize("base", [BASE, OWN])
def test_path_is_iri(base: str) -> None:
    assert document_iri(base, "drug/diazepam.ttl") == f"{base}drug/diazepam"
    assert document_iri(base, "condition.ttl") == f"{base}condition"
    assert document_iri(base, "drug/no-suffix") == f"{base}drug/no-suffix"


@pytest.mark.parametrize(
    ("iri", "document", "inside"),
    [
        ("drug/diazepam", "drug/diazepam", True),
        ("drug/diazepam#x", "drug/diazepam", True),
        ("drug/diazepam/x", "drug/diazepam", False),
        ("drug/diazepams", "drug/diazepam", False),
        ("drug/clonazepam", "drug/diazepam", False),
        ("condition", "condition", True),
        ("condition/anxiety", "condition", True),
        ("condition/anxiety#x", "condition", False),
        ("condition/anxiety/x", "condition", False),
        ("conditions/anxiety", "condition", False),
    ],
)
def test_what_a_document_describes(iri: str, document: str, inside: bool) -> None:
    assert in_document(OWN + iri, OWN + document, OWN) is inside


def test_packaged_prefixes_are_the_one_table() -> None:
    assert prefixes() == PREFIXES


def test_another_base_has_its_own_collections_and_df_prefixes_for_the_packaged_ones() -> None:
    table = prefixes(OWN)
    assert table["drug"] == f"{OWN}drug/"
    assert table["condition"] == f"{OWN}condition/"
    assert table["df-condition"] == f"{BASE}condition/"
    assert table["df"] == f"{BASE}ontology#"
    assert table["dfsh"] == f"{BASE}shapes#"
    assert table["skos"] == PREFIXES["skos"]
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("iri", "base", "short"),
    [
        (f"{BASE}drug/diazepam", BASE, "drug:diazepam"),
        (f"{BASE}drug/diazepam#indication-x", BASE, "drug-diazepam:indication-x"),
        (f"{BASE}drug/diazepam#indication-x", OWN, f"{BASE}drug/diazepam#indication-x"),
        (f"{OWN}drug/x#y", OWN, "drug-x:y"),
        (f"{OWN}drug/x", OWN, "drug:x"),
        (f"{BASE}condition/anxiety", OWN, "df-condition:anxiety"),
        (f"{BASE}ontology#Drug", BASE, "df:Drug"),
        (f"{BASE}ontology", BASE, f"{BASE}ontology"),
        (f"{BASE}drug/", BASE, f"{BASE}drug/"),
        (f"{BASE}drug/a/b", BASE, f"{BASE}drug/a/b"),
        (f"{BASE}drug/a%20b", BASE, f"{BASE}drug/a%20b"),
        (f"{BASE}drug/a.", BASE, f"{BASE}drug/a."),
        ("http://purl.obolibrary.org/obo/CHEBI_3756", BASE, "obo:CHEBI_3756"),
        ("urn:x", BASE, "urn:x"),
    ],
)
def test_shorten_and_back(iri: str, base: str, short: str) -> None:
    assert shorten(iri, base) == short
    assert expand(short, base) in {iri, None}
    assert (expand(short, base) is None) == (short == iri)


def test_fragment_prefixes_stand_for_one_thing_only() -> None:
    assert fragment_prefix(f"{BASE}drug/x#y", BASE) == ("drug-x", f"{BASE}drug/x#")
    assert fragment_prefix(f"{BASE}drug/x#", BASE) == ("drug-x", f"{BASE}drug/x#")
    for iri in ("drug/x", "condition#y", "condition/x#y", "drug/X#y", "drug/class#y", "drug/a/b#c"):
        assert fragment_prefix(BASE + iri, BASE) is None
    assert fragment_prefix(f"{OWN}drug/x#y", BASE) is None
    # drug-class: is the prefix of a scheme, and drug/class-x# gets what is left.
    assert shorten(f"{BASE}drug/class#y") == f"{BASE}drug/class#y"
    assert shorten(f"{BASE}drug/class-x#y") == "drug-class-x:y"
    assert expand("drug-class-x:y") == f"{BASE}drug/class-x#y"
    assert expand("drug-class:y") == f"{BASE}drug-class/y"


@pytest.mark.parametrize("curie", ["", "x", "nothing:x", "drug-:x", "drug-A:x", "condition-x:y"])
def test_what_is_no_curie(curie: str) -> None:
    assert expand(curie) is None


@settings(deadline=None)
@given(
    st.sampled_from([BASE, OWN]),
    st.sampled_from([*iris.DOCUMENT_COLLECTIONS, "condition", "drug-class", "dose-form", "mine"]),
    SLUGS,
    st.none() | SLUGS,
)
def test_short_names_lead_back(base: str, collection: str, slug: str, name: str | None) -> None:
    iri = f"{base}{collection}/{slug}" + (f"#{name}" if name else "")
    short = shorten(iri, base)
    assert short == iri or expand(short, base) == iri


def test_document_collections_are_collections() -> None:
    assert [PREFIXES[name] for name in iris.DOCUMENT_COLLECTIONS] == [
        f"{BASE}{name}/" for name in iris.DOCUMENT_COLLECTIONS
    ]
