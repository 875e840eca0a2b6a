"""Waivers: what they mark, when they end, and that nothing escapes by them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from drugfacts.errors import InputError, UsageError
from drugfacts.export import subset
from drugfacts.graph import read
from drugfacts.graph.dataset import DataSet, Document
from drugfacts.graph.parsing import parse_text
from drugfacts.model import Finding, Position, Severity, Suppression, Why
from drugfacts.reporting import waiver_records, waivers
from drugfacts.reporting.waivers import Waiver
from drugfacts.terms import PREFIXES
from drugfacts.validation import validate

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "invented"
EXAMPLES = ROOT / "tests" / "shapes"
BASE = "https://example.org/facts/"
DRUG = BASE + "drug/x"
RULE = "Drug-identifier"
KNOWN = (RULE, "Drug-label", "nothing-checked")
TODAY = "2027-01-10"
HEAD = " ".join(
    f"@prefix {prefix}: <{PREFIXES[prefix]}> ."
    for prefix in ("dcterms", "df", "prov", "rdfs", "schema", "xsd")
)
WAIVER = f"""
<{DRUG}#waiver-a> a df:Waiver ;
    dcterms:created "2026-11-22"^^xsd:date ;
    prov:wasAttributedTo <{BASE}agent/a> ;
    schema:validThrough "2027-05-31"^^xsd:date ;
    df:reason "Ein Grund, der lang genug ist."@de , "It is in no register as yet."@en ;
    df:waivedFocus <{DRUG}> ;
    df:waivedRule "{RULE}" .
"""


def document(text: str, path: str = "drug/x.ttl", iri: str | None = DRUG) -> Document:
    quads, prefixes = parse_text(HEAD + text, RdfFormat.TURTLE, path, iri)
    return Document(path, quads, iri, prefixes, HEAD + text)


def named(text: str = WAIVER) -> tuple[Waiver, ...]:
    return waivers.of(DataSet((document(text),)))


def finding(rule: str = RULE, focus: str = DRUG, line: int = 1) -> Finding:
    place = Position("drug/x.ttl", line, 1)
    return Finding(rule, Severity.WARNING, focus, "", "", "Something is missing; add it.", place)


def apply(
    found: list[Finding],
    these: tuple[Waiver, ...],
    today: str = TODAY,
    described: tuple[str, ...] = (DRUG,),
    **more: Any,
) -> list[Finding]:
    return list(waivers.apply(found, these, today, known=KNOWN, described=described, **more))


# --- reading ------------------------------------------------------------------------------


def test_a_waiver_is_read_with_its_places() -> None:
    assert named() == (
        Waiver(
            name=DRUG + "#waiver-a",
            rule=RULE,
            focus=DRUG,
            reason="It is in no register as yet.",
            author=BASE + "agent/a",
            until="2027-05-31",
            place=Position("drug/x.ttl", 2, 1),
            rule_place=Position("drug/x.ttl", 8, 19),
            until_place=Position("drug/x.ttl", 5, 25),
            made="2026-11-22",
            made_place=Position("drug/x.ttl", 3, 21),
        ),
    )


def test_waivers_of_the_background_count_too_and_have_no_place() -> None:
    (waiver,) = waivers.of(DataSet((document("<urn:a> a <urn:b> ."),), (document(WAIVER),)))
    assert (waiver.fault, waiver.place, waiver.until_place) == ("", None, None)
    (marked,) = apply([finding()], (waiver,))
    assert marked.suppression is not None


def test_a_data_set_without_waivers_has_none() -> None:
    assert named("<urn:Waiver> a <urn:waived> .") == ()


def test_an_escape_hides_no_waiver() -> None:
    text = WAIVER.replace("df:waived", "df:reason <urn:x> ; rdfs:")
    hidden = text.replace("df:Waiver", r"<https://w3id.org/drugfacts/ontology#W\u0061iver>")
    assert "Waiver" not in hidden
    assert "waived" not in hidden
    assert [waiver.name for waiver in named(hidden)] == [DRUG + "#waiver-a"]


def test_a_prefix_that_cuts_the_word_hides_no_waiver() -> None:
    text = WAIVER.replace("df:waived", "df:reason <urn:x> ; rdfs:").replace("df:Waiver", "w:ver")
    prefix = f"@prefix w: <{PREFIXES['df']}Wai> . "
    assert [waiver.name for waiver in named(prefix + text)] == [DRUG + "#waiver-a"]


def test_waivers_are_read_from_any_format() -> None:
    quads = document(WAIVER).quads
    (waiver,) = waivers.of(DataSet((Document("x.nq", quads),)))
    assert (waiver.rule, waiver.place) == (RULE, Position("x.nq"))


FAULTS = {
    ("df:Waiver ;", "df:Drug ;"): "give it the class df:Waiver",
    (f'df:waivedRule "{RULE}"', "rdfs:seeAlso <urn:x>"): (
        "name one rule as text, with df:waivedRule"
    ),
    (f'"{RULE}"', f'"{RULE}" , "Drug-label"'): "name one rule as text, with df:waivedRule",
    (f'"{RULE}"', '"Drug-identifier Drug-label"'): "name one rule as text, with df:waivedRule",
    (f'"{RULE}"', '""'): "name one rule as text, with df:waivedRule",
    (f'"{RULE}"', "<urn:x>"): "name one rule as text, with df:waivedRule",
    (f"df:waivedFocus <{DRUG}>", "df:waivedFocus []"): (
        "name one thing by its IRI, with df:waivedFocus"
    ),
    (f"df:waivedFocus <{DRUG}>", "df:waivedFocus <urn:a> , <urn:b>"): (
        "name one thing by its IRI, with df:waivedFocus"
    ),
    ("It is in no register as yet.", "              later"): (
        "give a reason of 20 characters or more in a named language, with df:reason"
    ),
    ('yet."@en', 'yet."'): (
        "give a reason of 20 characters or more in a named language, with df:reason"
    ),
    ("@de", "@EN"): ("give a reason of 20 characters or more in a named language, with df:reason"),
    (f"<{BASE}agent/a>", '"me"'): "name who decided by an IRI, with prov:wasAttributedTo",
    (f"<{BASE}agent/a>", "<urn:a> , <urn:b>"): (
        "name who decided by an IRI, with prov:wasAttributedTo"
    ),
    ("2026-11-22", "2026-11-31"): (
        "give the day when it was made as an xsd:date, with dcterms:created"
    ),
    ("2027-05-31", "2027-05-31Z"): "give its last day as an xsd:date, with schema:validThrough",
    ("2027-05-31", "20270531"): "give its last day as an xsd:date, with schema:validThrough",
    ("2027-05-31", "2027-W20-1"): "give its last day as an xsd:date, with schema:validThrough",
    (
        "2027-05-31",
        "\u0662\u0660\u0662\u0667-05-31",
    ): "give its last day as an xsd:date, with schema:validThrough",
    ('"2027-05-31"^^xsd:date', '"2027-05-31"'): (
        "give its last day as an xsd:date, with schema:validThrough"
    ),
    ("2027-05-31", "2028-11-23"): (
        "let it end after the day when it was made, and at most 2 years later, "
        "with schema:validThrough"
    ),
    ("2027-05-31", "2026-11-22"): (
        "let it end after the day when it was made, and at most 2 years later, "
        "with schema:validThrough"
    ),
}


@pytest.mark.parametrize(("change", "advice"), FAULTS.items(), ids=lambda part: str(part)[:40])
def test_a_waiver_that_lacks_something_waives_nothing_and_says_so(
    change: tuple[str, str], advice: str
) -> None:
    old, new = change
    assert WAIVER.count(old) == 1
    found, about = apply([finding()], named(WAIVER.replace(old, new)))
    assert found == finding()
    assert about == Finding(
        "waiver-incomplete",
        Severity.VIOLATION,
        DRUG + "#waiver-a",
        "",
        "",
        f"this waiver lacks something, so that it waives nothing; {advice}.",
        Position("drug/x.ttl", 2, 1),
    )


def test_what_a_shape_has_said_of_a_waiver_is_not_said_again() -> None:
    said = replace(finding("Waiver-reason", DRUG + "#waiver-a"), severity=Severity.VIOLATION)
    these = named(WAIVER.replace("@en", ""))
    assert apply([finding(), said], these) == [finding(), said]


SHAPES_ONLY = {
    "bad--Waiver--statement-of-another-kind",
    "bad--Waiver-type--another-class",
    "bad--Waiver-wasAttributedTo--not-an-agent",
    "bad--WaiverIri--another-fragment",
    "bad--WaiverIri--capital-letters",
    "bad--WaiverIri--no-fragment",
}
"""What makes a waiver of a data set less than good, and does not keep it from being one."""


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("waiver*/*.ttl")), ids=lambda p: p.stem)
def test_the_shapes_and_the_reader_ask_for_the_same(path: Path) -> None:
    (waiver,) = waivers.of(DataSet((read.document(path),)))
    complete = path.stem.startswith("good") or path.stem in SHAPES_ONLY
    assert bool(waiver.fault) != complete


# --- applying -----------------------------------------------------------------------------


def test_a_waived_finding_is_marked_and_nothing_else_changes() -> None:
    others = [finding("Drug-label"), finding(focus=DRUG + "#y")]
    assert apply([finding(), *others, finding(line=9)], named()) == [
        replace(
            finding(line=line),
            suppression=Suppression(
                Why.WAIVED, "It is in no register as yet.", BASE + "agent/a", "2027-05-31"
            ),
        )
        if rule == RULE and focus == DRUG
        else finding(rule, focus, line)
        for rule, focus, line in (
            (RULE, DRUG, 1),
            ("Drug-label", DRUG, 1),
            (RULE, DRUG + "#y", 1),
            (RULE, DRUG, 9),
        )
    ]


def test_the_last_day_is_one_of_its_days() -> None:
    (found,) = apply([finding()], named(), "2027-05-31")
    assert not found.counts


def test_an_expired_waiver_waives_nothing_and_says_so() -> None:
    found, about = apply([finding()], named(), "2027-06-01")
    assert found == finding()
    assert about == Finding(
        "waiver-expired",
        Severity.WARNING,
        DRUG + "#waiver-a",
        "<https://schema.org/validThrough>",
        '"2027-05-31"^^<http://www.w3.org/2001/XMLSchema#date>',
        "this waiver of Drug-identifier held until 2027-05-31 and waives nothing any more; "
        "correct what was waived and remove it, or decide anew with a new reason and term.",
        Position("drug/x.ttl", 5, 25),
    )


def test_a_waiver_that_fits_nothing_is_unused_where_its_thing_was_looked_at() -> None:
    (about,) = apply([], named())
    assert about == Finding(
        "waiver-unused",
        Severity.WARNING,
        DRUG + "#waiver-a",
        "<https://w3id.org/drugfacts/ontology#waivedRule>",
        '"Drug-identifier"',
        f"Drug-identifier finds nothing about <{DRUG}> that could be waived; remove the waiver.",
        Position("drug/x.ttl", 2, 1),
    )
    assert apply([], named(), described=()) == []
    assert apply([], named(), ran=["Drug-label"]) == []
    assert len(apply([], named(), ran=[RULE])) == 1


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "Drug-identifer",
            "no rule is called Drug-identifer; write Drug-identifier, or remove the waiver.",
        ),
        (
            "drug-LABEL",
            "no rule is called drug-LABEL; write Drug-label, or remove the waiver.",
        ),
        (
            "Drug-*",
            "no rule is called Drug-*; write Drug-label, or remove the waiver.",
        ),
        (
            "zzz",
            "no rule is called zzz; write the rule that the finding names, or remove the waiver.",
        ),
        *(
            (
                rule,
                f"what {rule} finds cannot be waived; correct that, and remove the waiver.",
            )
            for rule in ("nothing-checked", "engines-differ", *waivers.RULES)
        ),
    ],
)
def test_a_waiver_of_no_rule_is_a_violation(rule: str, said: str) -> None:
    present = [finding("nothing-checked"), finding("engines-differ")]
    *found, about = apply(present, named(WAIVER.replace(RULE, rule)))
    assert found == present
    assert about == Finding(
        "waiver-of-nothing",
        Severity.VIOLATION,
        DRUG + "#waiver-a",
        "<https://w3id.org/drugfacts/ontology#waivedRule>",
        f'"{rule}"',
        said,
        Position("drug/x.ttl", 8, 19),
    )


def test_what_is_found_of_a_waiver_cannot_be_waived() -> None:
    other = WAIVER.replace("waiver-a", "waiver-b").replace(
        f"df:waivedFocus <{DRUG}>", f"df:waivedFocus <{DRUG}#waiver-a>"
    )
    these = named(WAIVER + other.replace(RULE, "WaiverTerm"))
    found = [finding(), replace(finding("WaiverTerm", DRUG + "#waiver-a"))]
    first, second, about = apply(found, these)
    assert (first.counts, second.counts) == (False, True)
    assert (about.rule, about.focus) == ("waiver-of-nothing", DRUG + "#waiver-b")
    assert about.message == (
        "what is found of a waiver cannot be waived; correct that one, and remove this one."
    )


def test_a_fault_of_a_waiver_in_the_background_is_not_reported() -> None:
    for old, new in (("2027-05-31", "2026-12-31"), (RULE, "no-rule"), ("@en", "")):
        data = DataSet((document("<urn:a> a <urn:b> ."),), (document(WAIVER.replace(old, new)),))
        assert apply([finding()], waivers.of(data)) == [finding()]


def test_of_two_waivers_the_one_that_holds_longest_counts() -> None:
    longer = WAIVER.replace("waiver-a", "waiver-0").replace("2027-05-31", "2027-12-31")
    (found,) = apply([finding()], named(WAIVER + longer))
    assert found.suppression is not None
    assert found.suppression.until == "2027-12-31"


def test_a_waiver_in_a_file_of_its_own_needs_no_data_set() -> None:
    text = WAIVER.replace(f"{DRUG}#waiver-a", "urn:uuid:1").replace(DRUG, "http://other.org/Ada")
    path = "waivers.ttl"
    these = waivers.of(DataSet((document(text.replace(RULE, "ex:PersonShape"), path, None),)))
    person = finding("ex:PersonShape", "http://other.org/Ada")
    (found,) = apply([person], these)
    assert not found.counts


@pytest.mark.parametrize("text", ["", "today", "2027-02-29", "2027-1-1", "20270101", "2027-01-01Z"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        waivers.day(text)
    assert str(caught.value) == (
        f"'{text}' is not a day; write it as YYYY-MM-DD, such as 2026-11-22."
    )


def test_a_day_is_what_was_given() -> None:
    assert waivers.day("2028-02-29") == "2028-02-29"


def test_described_is_what_the_named_documents_describe() -> None:
    data = DataSet(
        (document("<urn:a> a <urn:b> . [] a <urn:c> ."),), (document("<urn:d> a <urn:b> ."),)
    )
    assert waivers.described(data) == {"urn:a"}


# --- what holds always --------------------------------------------------------------------

things = st.sampled_from([DRUG, DRUG + "#y", DRUG + "#waiver-a"])
all_rules = st.sampled_from([*KNOWN, "unheard-of", *waivers.RULES])
some_findings = st.lists(st.builds(finding, all_rules, things, st.integers(1, 3)), max_size=8)
some_waivers = st.lists(
    st.builds(
        Waiver,
        name=st.sampled_from([DRUG + "#waiver-a", DRUG + "#waiver-b"]),
        rule=all_rules,
        focus=things,
        reason=st.just("It is in no register as yet."),
        author=st.just(BASE + "agent/a"),
        until=st.sampled_from(["2026-12-31", TODAY, "2027-12-31"]),
        place=st.sampled_from([None, Position("x.ttl", 1, 1)]),
        fault=st.sampled_from(["", "", "give a reason"]),
    ),
    max_size=4,
)


@given(some_findings, some_waivers)
def test_applying_twice_is_as_good_as_once(found: list[Finding], these: list[Waiver]) -> None:
    once = apply(found, tuple(these))
    assert apply(once, tuple(these)) == once


@given(some_findings, some_waivers, st.randoms(use_true_random=False))
def test_order_does_not_matter(found: list[Finding], these: list[Waiver], random: Any) -> None:
    mixed = apply(random.sample(found, len(found)), tuple(random.sample(these, len(these))))
    assert Counter(mixed) == Counter(apply(found, tuple(these)))


@given(some_findings, some_waivers)
def test_nothing_is_lost_and_nothing_is_waived_without_a_waiver(
    found: list[Finding], these: list[Waiver]
) -> None:
    after = apply(found, tuple(these))
    before = [f for f in found if f.rule not in waivers.RULES]
    assert [replace(f, suppression=None) for f in after][: len(before)] == before
    asked = {(w.rule, w.focus) for w in these if not w.fault and w.until >= TODAY}
    for each in after:
        if not each.counts:
            assert (each.rule, each.focus) in asked
            assert each.rule not in (*waivers.RULES, "nothing-checked")


# --- in a data set ------------------------------------------------------------------------

OF_EXAMPLAZINE = """
drug-examplazine:waiver-no-identifier a df:Waiver ;
    dcterms:created "2026-11-22"^^xsd:date ;
    prov:wasAttributedTo agent:tester ;
    <https://schema.org/validThrough> "2027-05-31"^^xsd:date ;
    df:reason "The registers list it from their next release on."@en ;
    df:waivedFocus drug:examplazine ;
    df:waivedRule "Drug-identifier" .
"""


def invented(tmp_path: Path, own_document: bool) -> Path:
    """Return a copy of the invented data set in which a drug lacks identifiers."""
    folder = tmp_path / "facts"
    shutil.copytree(INVENTED, folder)
    path = folder / "drug" / "examplazine.ttl"
    text = path.read_text()
    text = re.sub(r'    df:(rxcui|atcCode) "\w+" ;\n', "", text)
    text = re.sub(r" ,\n        df:atcCode \.", " .", text)
    waiver = OF_EXAMPLAZINE
    if own_document:
        head = "".join(line for line in text.splitlines(True) if line.startswith("@prefix"))
        waiver = waiver.replace("drug-examplazine:waiver-no-identifier", f"<{BASE}waiver#waiver-a>")
        (folder / "waiver.ttl").write_text(head + waiver)
        waiver = ""
    path.write_text(text + waiver)
    return folder


@pytest.mark.parametrize("own_document", [False, True], ids=["of the drug", "of its own"])
def test_a_data_set_with_a_waiver_is_valid(tmp_path: Path, own_document: bool) -> None:
    data = read.read([invented(tmp_path, own_document)])
    # A small data set has nothing for some shapes to look at.
    found = [f for f in validate(data).findings if f.rule != "shape-without-focus-nodes"]
    assert [(f.rule, f.focus) for f in found] == [("Drug-identifier", BASE + "drug/examplazine")]
    (marked,) = waivers.apply(
        found,
        waivers.of(data),
        TODAY,
        known={"Drug-identifier"},
        described=waivers.described(data),
    )
    assert not marked.counts


def test_the_part_of_one_drug_leaves_its_waivers_behind(tmp_path: Path) -> None:
    data = read.read([invented(tmp_path, own_document=False)])
    quads = subset.of_drug(data, "examplazine")
    assert quads
    assert not [quad for quad in quads if "waive" in str(quad).lower()]


def test_the_example_of_the_page_on_the_model_is_complete() -> None:
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```ttl\n(.*?)```", page, flags=re.DOTALL)
    base = "https://w3id.org/drugfacts/"
    more = (
        f" @prefix agent: <{base}agent/> . @prefix drug: <{base}drug/> . "
        f"@prefix drug-examplazine: <{base}drug/examplazine#> ."
    )
    (waiver,) = waivers.of(DataSet((document(more + text),)))
    assert (waiver.fault, waiver.rule) == ("", "Drug-identifier")
    assert waiver.focus == base + "drug/examplazine"


def test_a_waiver_does_not_hold_before_it_was_made() -> None:
    def marked(today: str) -> list[tuple[str, bool, str]]:
        found = waivers.apply([finding()], named(), today, known=KNOWN, described={DRUG})
        return [(each.rule, each.suppression is not None, each.message) for each in found]

    assert [pair[:2] for pair in marked("2026-11-22")] == [(RULE, True)]
    assert [pair[:2] for pair in marked("")] == [(RULE, True)]
    first, second = marked("2026-11-21")
    assert first[:2] == (RULE, False)
    assert second == (
        "waiver-unused",
        False,
        f"this waiver of {RULE} was made on 2026-11-22 and waives nothing on 2026-11-21, "
        "which is before; correct the day, or remove the waiver.",
    )


def test_a_file_of_waivers_without_any_is_refused() -> None:
    good = document(WAIVER, "good.ttl")
    assert len(waiver_records.of_files(DataSet((good,)))) == 1
    wrong = document(WAIVER.replace("df:", "rdfs:"), "wrong.ttl")
    with pytest.raises(InputError) as caught:
        waiver_records.of_files(DataSet((good, wrong)))
    assert str(caught.value) == (
        "wrong.ttl: there is no waiver in it; a waiver is of the class "
        "<https://w3id.org/drugfacts/ontology#Waiver> and names its rule with "
        "<https://w3id.org/drugfacts/ontology#waivedRule>: correct the namespace, "
        "or name another file."
    )
