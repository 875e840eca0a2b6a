"""What is compared with what, and how a conflict is named; cases written by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from pyoxigraph import NamedNode

from drugfacts.conflict import find
from drugfacts.conflict.find import conflicts
from drugfacts.conflict.telling import Teller
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.graph.dataset import Document

Build: TypeAlias = "Callable[..., DataSet]"
BASE = "https://example.org/facts/"


def claim(name: str, kind: str, said: str, source: str = "source-one:a") -> str:
    return f"drug-x:{name} a df:{kind} ; df:about drug:x ; df:statedIn {source} ; {said} .\n"


def whys(data: DataSet) -> list[str]:
    teller = Teller(data)
    return [why for told in teller.all(conflicts(data)) for why in told.why]


def test_the_packaged_facts_disagree_on_the_primary_use_of_clonazepam_and_on_nothing_else() -> None:
    data = read.read([])
    (found,) = conflicts(data)
    drug = "https://w3id.org/drugfacts/drug/clonazepam"
    assert found.first.value == f"{drug}#primary-use-anxiety"
    assert found.second.value == f"{drug}#primary-use-epilepsy"
    assert found.kind == DF.PrimaryUse
    assert found.kinds == (DF.ValueConflict,)
    assert found.drugs == (NamedNode(drug),)
    assert found.iri == (
        "https://w3id.org/drugfacts/conflict/"
        "drug-clonazepam.primary-use-anxiety--drug-clonazepam.primary-use-epilepsy"
    )


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            ("AdverseEffect", "df:effect condition:narrow"),
            ("AdverseEffect", "df:effect condition:narrow ; df:polarity df:Denied"),
            "One denies what the other asserts.",
        ),
        (
            ("AdverseEffect", "df:effect condition:narrow"),
            ("AdverseEffect", "df:effect condition:broad ; df:polarity df:Denied"),
            "One asserts narrow, which is a kind of broad; the other denies broad altogether.",
        ),
        (
            ("AdverseEffect", "df:effect condition:broad"),
            ("AdverseEffect", "df:effect condition:narrow ; df:polarity df:Denied"),
            None,
        ),
        (
            ("Contraindication", "df:condition condition:narrow ; df:polarity df:Denied"),
            ("Contraindication", "df:condition condition:broad"),
            "One asserts broad, all kinds of it; the other denies narrow, which is one of them.",
        ),
        (
            ("Contraindication", "df:condition condition:narrow"),
            ("Contraindication", "df:condition condition:broad ; df:polarity df:Denied"),
            None,
        ),
        (
            ("AdverseEffect", "df:effect condition:narrow ; df:incidencePercent 37.0"),
            ("AdverseEffect", "df:effect condition:narrow ; df:polarity df:Denied"),
            "One denies what the other asserts.",
        ),
        (
            ("AdverseEffect", "df:effect condition:narrow"),
            (
                "AdverseEffect",
                "df:effect condition:narrow ; df:incidencePercent 37.0 ; df:polarity df:Denied",
            ),
            None,
        ),
        (
            ("BrandName", 'df:brandName "Examplon"'),
            ("BrandName", 'df:brandName "EXAMPLON"@en ; df:polarity df:Denied'),
            "One denies what the other asserts.",
        ),
        (("BrandName", 'df:brandName "Examplon"'), ("BrandName", 'df:brandName "Other"'), None),
        (
            ("Dosing", "df:dosesPerDayMin 1 ; df:dosesPerDayMax 3 ; df:withFood condition:broad"),
            ("Dosing", "df:withFood condition:broad ; df:polarity df:Denied"),
            "One denies what the other asserts.",
        ),
        (
            ("Dosing", "df:dosesPerDayMax 3"),
            ("Dosing", "df:condition condition:broad ; df:polarity df:Denied"),
            None,
        ),
        (
            ("Dosing", "df:dailyDoseMax 4.0 ; df:doseUnit unit:mg"),
            ("Dosing", "df:dailyDoseMax 20.0 ; df:doseUnit unit:mg"),
            None,
        ),
        (
            ("Dosing", "df:dailyDoseMax 4.0 ; df:doseUnit unit:mg"),
            ("Dosing", "df:dailyDoseMin 5000.0 ; df:dailyDoseMax 6000.0 ; df:doseUnit unit:ug"),
            "For the daily dose they give at most 4 mg and 5 to 6 mg, which have no value in "
            "common.",
        ),
        (
            ("Dosing", "df:dailyDoseMax 4.0 ; df:doseUnit unit:mg"),
            ("Dosing", "df:dailyDoseMin 5.0 ; df:doseUnit unit:iu"),
            None,
        ),
        (
            ("Dosing", "df:dosesPerDayMax 1"),
            ("Dosing", "df:dosesPerDayMin 2"),
            "For the number of doses a day they give at most 1 and at least 2, which have no value "
            "in common.",
        ),
        (
            ("AdverseEffect", "df:effect condition:other ; df:incidencePercent 37.0"),
            ("AdverseEffect", "df:effect condition:other ; df:incidencePercent 10.0"),
            "For the incidence in percent they give 37 and 10, which have no value in common.",
        ),
        (
            (
                "AdverseEffect",
                "df:effect condition:other ; df:incidencePercent 37.0 ; "
                "df:placeboIncidencePercent 10.0",
            ),
            (
                "AdverseEffect",
                "df:effect condition:other ; df:incidencePercent 37.0 ; "
                "df:placeboIncidencePercent 12.0",
            ),
            "For the placebo incidence in percent they give 10 and 12, which have no value in "
            "common.",
        ),
        (
            ("Risk", "df:effect condition:other ; df:incidencePercentMax 30.0"),
            ("Risk", "df:effect condition:other ; df:incidencePercentMax 20.0"),
            None,
        ),
        (
            ("TestedDuration", 'df:durationMax "P4M"^^xsd:duration'),
            ("TestedDuration", 'df:durationMax "P63D"^^xsd:duration'),
            "There is one greatest duration, and they give 4 months and 63 days.",
        ),
        (
            ("Advice", "df:advises condition:narrow"),
            ("Advice", "df:advisesAgainst condition:broad"),
            "One advises narrow, and the other advises against broad, which includes it.",
        ),
        (
            ("Advice", "df:advises condition:narrow ; df:polarity df:Denied"),
            ("Advice", "df:advisesAgainst condition:narrow"),
            None,
        ),
        (
            ("Classification", "df:drugClass condition:broad"),
            ("Classification", "df:drugClass condition:other"),
            None,
        ),
        (
            ("Indication", "df:condition condition:broad"),
            ("Indication", "df:condition condition:broad ; df:population condition:other"),
            None,
        ),
        (
            ("Precaution", "df:population condition:other"),
            ("Precaution", "df:population condition:other ; df:polarity df:Denied"),
            "One denies what the other asserts.",
        ),
    ],
)
def test_two_articles(
    build: Build, first: tuple[str, str], second: tuple[str, str], why: str | None
) -> None:
    text = claim("a", *first) + claim("b", *second, source="source-two:a")
    assert whys(build(text)) == ([] if why is None else [why])


def test_concepts_that_exclude_each_other_are_stated_so_in_either_direction(build: Build) -> None:
    text = claim("a", "Onset", "df:onsetSpeed condition:narrow")
    text += claim("b", "Onset", "df:onsetSpeed condition:other", "source-two:a")
    said = "They name narrow and other as onset speed, which exclude each other."
    assert whys(build(text)) == []
    assert whys(build(f"{text} condition:broad df:excludes condition:other .")) == [said]
    assert whys(build(f"{text} condition:other df:excludes condition:broad .")) == [said]
    assert whys(build(f"{text} condition:other df:excludes condition:missing .")) == []


def test_a_circle_of_concepts_ends(build: Build) -> None:
    text = claim("a", "Risk", "df:effect condition:narrow")
    text += claim("b", "Risk", "df:effect condition:broad ; df:polarity df:Denied", "source-two:a")
    assert len(whys(build(f"{text} condition:broad skos:broader condition:narrow ."))) == 1


USES = "df:condition condition:broad", "df:condition condition:other"


@pytest.mark.parametrize(
    ("mine", "theirs", "clash"),
    [
        ("source-one:a", "source-two:a", True),
        ("source-one:a", "source-one:a", False),
        ("source-one:a , source-two:a", "source-two:a", False),
        ("source-one:a , source-three:a", "source-two:a , source-three:a", True),
    ],
)
def test_primary_uses_clash_when_each_has_a_source_without_the_other(
    build: Build, mine: str, theirs: str, clash: bool
) -> None:
    text = claim("a", "PrimaryUse", USES[0], mine) + claim("b", "PrimaryUse", USES[1], theirs)
    assert bool(whys(build(text))) is clash


@pytest.mark.parametrize(
    ("mine", "theirs", "clash"),
    [
        ("source-one:a", "source-two:a", True),
        ("source-one:a", "source-one:a", True),
        ("label-old:a", "label-old:a", True),
        ("label-old:a", "label-new:a", False),
        ("source-one:a", "label-old:a", False),
        ("source-one:a", "drug-x:nothing", False),
        ("source-one:a , label-old:a", "label-old:a", True),
    ],
)
def test_articles_are_compared_with_articles_and_a_label_with_itself(
    build: Build, mine: str, theirs: str, clash: bool
) -> None:
    denied = "df:effect condition:other ; df:polarity df:Denied"
    text = claim("a", "Risk", "df:effect condition:other", mine)
    assert bool(whys(build(text + claim("b", "Risk", denied, theirs)))) is clash


def test_overruled_claims_never_count(build: Build) -> None:
    text = claim("a", "Risk", "df:effect condition:other")
    for state in ("review:overruled", "df-review:overruled"):
        said = f"df:effect condition:other ; df:polarity df:Denied ; df:reviewState {state}"
        assert whys(build(text + claim("b", "Risk", said))) == []


def test_a_claim_about_a_product_has_the_drug_of_the_product(build: Build) -> None:
    text = "".join(
        f"drug-x:{name} a df:MarketedStrength ; df:about product:x-2mg ; df:strengthAmount "
        f"{amount} ; df:strengthUnit unit:mg ; df:statedIn source-one:a .\n"
        for name, amount in (("a", "2.0"), ("b", "5.0"))
    )
    data = build(text)
    (found,) = conflicts(data)
    assert found.drugs == (NamedNode(f"{BASE}drug/x"),)
    assert whys(data) == ["There is one strength amount, and they give 2 mg and 5 mg."]
    assert find.chosen([found], [NamedNode(f"{BASE}drug/x")], [DF.MarketedStrength]) == [found]
    assert find.chosen([found], [NamedNode(f"{BASE}drug/y")]) == []
    assert find.chosen([found], [], [DF.Risk]) == []


@pytest.mark.parametrize(
    ("times", "most", "expected"),
    [
        (
            "df:dosesPerDayMin 3",
            "df:dailyDoseMax 4.0",
            ["For the daily dose they give at least 6 mg and at most 4 mg, which have no value in "
             "common."],
        ),
        ("df:dosesPerDayMin 2", "df:dailyDoseMax 4.0", []),
        ("df:dosesPerDayMax 3", "df:dailyDoseMax 4.0", []),
        (
            "df:dosesPerDayMax 1",
            "df:singleDoseMin 3.0",
            ["For the single dose they give 2 mg and at least 3 mg, which have no value in "
             "common."],
        ),
    ],
)  # fmt: skip
def test_each_dose_of_a_product_is_one_unit_of_it(
    build: Build, times: str, most: str, expected: list[str]
) -> None:
    """As for verdicts: 2 mg at least three times a day are at least 6 mg a day."""
    text = "product:x-2mg df:strengthAmount 2.0 ; df:strengthUnit unit:mg .\n" + "".join(
        f"drug-x:{name} a df:Dosing ; df:about product:x-2mg ; {said} ; df:statedIn source-{by}:a ."
        for name, said, by in (("a", times, "one"), ("b", f"{most} ; df:doseUnit unit:mg", "two"))
    )
    assert whys(build(text)) == expected


def test_a_clash_within_the_background_is_not_told(build: Build) -> None:
    text = claim("a", "Risk", "df:effect condition:other")
    text += claim("b", "Risk", "df:effect condition:other ; df:polarity df:Denied")
    data = build(text)
    behind: tuple[Document, ...] = (*data.documents, *data.background)
    assert len(conflicts(data)) == 1
    assert conflicts(DataSet((), behind, BASE)) == []


def test_claims_without_a_name_of_ours_have_conflicts_named_by_digests() -> None:
    one, other = NamedNode("https://example.com/a"), NamedNode("https://example.com/b")
    made = find.iri_of(one, other, BASE)
    assert made == find.iri_of(other, one, BASE)
    assert made.startswith(f"{BASE}conflict/")
    assert len(made.removeprefix(f"{BASE}conflict/")) == 32 + 2 + 32


def test_no_two_pairs_of_claims_share_a_name() -> None:
    names = ["drug/a-b#c", "drug/a#b-c", "label/a#b-c", "drug/a#b--c", "drug/a#b", "drug/a#c"]
    nodes = [NamedNode(BASE + name) for name in names]
    made = {find.iri_of(a, b, BASE) for a in nodes for b in nodes}
    assert len(made) == len(nodes) * (len(nodes) + 1) // 2
