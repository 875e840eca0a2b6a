"""The facts of one drug: nothing of another, and nothing missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.errors import UsageError
from drugfacts.export.formats import Format, export
from drugfacts.export.subset import of_drug, slugs
from drugfacts.graph import read
from drugfacts.validation import check

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

BASE = "https://example.org/facts/"
PACKAGED = "https://w3id.org/drugfacts/"
INVENTED = Path(__file__).parents[1] / "invented"


def subjects(data: DataSet, drug: str) -> list[str]:
    found = {quad.subject.value for quad in of_drug(data, drug)}  # type: ignore[union-attr]
    return sorted(found)


def test_slugs_are_those_of_the_named_documents() -> None:
    assert slugs(read.read([INVENTED])) == ["examplazine", "otherol"]
    assert slugs(read.read([INVENTED / "drug" / "otherol.ttl"])) == ["otherol"]
    assert slugs(read.read()) == ["clonazepam", "diazepam"]


def test_a_drug_comes_with_all_that_it_mentions() -> None:
    assert subjects(read.read([INVENTED]), "otherol") == [
        BASE + "agent/tester",
        BASE + "drug/otherol",
        BASE + "drug/otherol#indication-panic-disorder",
        BASE + "source/leaflet",
        BASE + "source/leaflet#char-30-40",
        PACKAGED + "condition",
        PACKAGED + "condition/acute-anxiety",
        PACKAGED + "condition/anxiety",
        PACKAGED + "condition/anxiety-disorder",
        PACKAGED + "condition/mental-disorder",
        PACKAGED + "condition/panic-attack",
        PACKAGED + "condition/panic-disorder",
        PACKAGED + "quality",
        PACKAGED + "quality/advertising",
        PACKAGED + "review",
        PACKAGED + "review/unreviewed",
        PACKAGED + "wording",
        PACKAGED + "wording/is",
    ]


def test_a_drug_comes_with_products_labels_and_their_claims() -> None:
    found = {iri.removeprefix(BASE) for iri in subjects(read.read([INVENTED]), "examplazine")}
    assert {iri for iri in found if not iri.startswith("https:")} == {
        "agent/regulator",
        "agent/tester",
        "drug/examplazine",
        "drug/examplazine#adverse-drowsiness",
        "drug/examplazine#dosing-1-to-3-daily",
        "drug/examplazine#indication-epilepsy-intravenous",
        "drug/examplazine#indication-panic-disorder",
        "label/us-examplazine",
        "label/us-examplazine#indication-anxiety-disorder",
        "label/us-examplazine#section-indications",
        "product/examplazine-5mg-tablet",
        "source/guide",
        "source/guide#char-0-30",
        "source/guide#char-40-60",
        "source/guide#char-70-90",
        "source/leaflet",
        "source/leaflet#char-5-20",
    }


def test_schemes_name_only_top_concepts_that_are_there() -> None:
    quads = of_drug(read.read([INVENTED]), "otherol")
    tops = {q.object.value for q in quads if q.predicate.value.endswith("#hasTopConcept")}  # type: ignore[union-attr]
    assert tops == {
        PACKAGED + "condition/anxiety",
        PACKAGED + "condition/mental-disorder",
        PACKAGED + "quality/advertising",
        PACKAGED + "review/unreviewed",
        PACKAGED + "wording/is",
    }


def test_what_one_file_mentions_comes_from_the_rest_of_its_data_set() -> None:
    alone = read.read([INVENTED / "drug" / "otherol.ttl"])
    assert subjects(alone, "otherol") == subjects(read.read([INVENTED]), "otherol")


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        (
            "exampelzine",
            "'exampelzine' is not a drug in these documents; did you mean examplazine?",
        ),
        (
            "zzz",
            "'zzz' is not a drug in these documents; choose one of examplazine, otherol.",
        ),
    ],
)
def test_an_unknown_drug_names_the_nearest(slug: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        of_drug(read.read([INVENTED]), slug)
    assert str(caught.value) == said


def test_documents_without_drugs_say_so() -> None:
    with pytest.raises(UsageError, match="they describe no drug"):
        of_drug(read.read([INVENTED / "source" / "guide.ttl"]), "examplazine")


@pytest.mark.parametrize(
    ("root", "slug"),
    [
        (INVENTED, "examplazine"),
        (INVENTED, "otherol"),
        (None, "diazepam"),
        (None, "clonazepam"),
    ],
)
def test_a_subset_is_valid_by_itself(root: Path | None, slug: str, tmp_path: Path) -> None:
    data = read.read([root] if root else [])
    path = tmp_path / "subset.ttl"
    path.write_bytes(export(data, Format.TURTLE, slug))
    report = check.validate(read.read([path]))
    assert [finding.message for finding in report.findings] == []
    assert report.conforms
