"""The page: what it says, and that nothing in the data can make it say something else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]

from drugfacts.label.outcomes import Outcome
from drugfacts.overview.page import MEANINGS, POLICY, linkable

Make = Callable[..., str]
Made = Callable[[Path, dict[str, str]], Path]

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{ 7*7 }}\\u202E'


def texts(page: str, *names: str) -> list[str]:
    """Return the texts of the elements of some class, on one line each."""
    tree = html.document_fromstring(page)
    return [" ".join(e.text_content().split()) for name in names for e in tree.find_class(name)]


def test_it_is_no_advice(make: Make) -> None:
    for part in ("//header", "//footer"):
        (element,) = html.document_fromstring(make()).xpath(part)
        said = " ".join(element.text_content().split())
        assert "No medical advice. A claim is what a source says, not a fact." in said
        assert "Label-silent and off-label do not mean unsafe" in said
        assert "2026-11-22" in said


def test_it_tells_how_old_labels_are(make: Make) -> None:
    assert "The dated versions of labels are of 2024-10-31; others are undated." in make()
    assert "version 19, of 2024-10-31, 2 years old on 2026-11-22; no newer version" in make()
    assert "no day is known" in texts(make(), "unknown")


def test_the_least_favourable_comes_first(make: Make) -> None:
    table = html.document_fromstring(make()).find_class("claims")[0]
    first = [" ".join(row.text_content().split()) for row in table.findall("tbody/tr")][:2]
    assert "times a day" in first[0]
    assert "beyond-label-dose 2 to 6 mg a day" in first[0], "another label use allows it"
    assert first[1].startswith("indication generalized anxiety disorder ▲ off-label")


def test_the_conflict_and_why(make: Make) -> None:
    (said,) = texts(make(), "conflict")
    assert "clonazepam, primary use: conflict of values" in said
    assert "neither includes the other" in said
    assert "clonazepam-2mg-dosage anonymous, undated" in said


def test_doses_against_labels(make: Make) -> None:
    figure = html.document_fromstring(make()).xpath("//section[@aria-labelledby='doses']//figure")[
        0
    ]
    assert figure.findtext("figcaption") == "clonazepam, mg a day, on a logarithmic axis"
    rows = {
        " ".join(row[1].text_content().split()): " ".join(row[2].text_content().split())
        for row in figure.findall(".//tbody/tr")
    }
    assert rows["at most 20 mg a day; condition: epilepsy; population: adults"] == "at most 20 mg"
    claim = rows["clonazepam 2 mg oral tablet: 1 to 3 times a day; with or without food"]
    assert claim.startswith(
        "2 to 6 mg derived from 2 mg (the strength of the product) times 1 to 3"
    )
    bar = next(
        e for e in figure.iter("rect") if e.get("class") == "bar claimed" and e.get("rx") == "6"
    )
    # From 0.5 to 20 mg on a logarithmic axis: log 4 / log 40 and log 3 / log 40.
    assert (bar.get("x"), bar.get("width")) == ("37.58%", "29.78%")


def test_without_captures_it_says_so(make: Make) -> None:
    assert "no passage was checked in this report" in make()
    assert "nobody can tell who copied from whom" in make()


def test_it_loads_and_runs_nothing(make: Make) -> None:
    page = make()
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //img | //link | //iframe | //object | //*[@src] | //form")
    assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on")]
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == POLICY
    assert "url(" not in page.replace("url(#hatch)", "")


@pytest.mark.parametrize("which", ["packaged", "many"])
def test_the_outline_is_one_for_screen_readers(
    make: Make, which: str, request: pytest.FixtureRequest
) -> None:
    paths = [] if which == "packaged" else [str(request.getfixturevalue(which))]
    tree = html.document_fromstring(make(*paths))
    assert tree.get("lang") == "en"
    levels = [int(head.tag[1]) for head in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = [name for e in tree.xpath("//@aria-labelledby") for name in e.split()]
    assert set(named) <= set(ids)
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)
    regions = tree.xpath("//*[@role='region']/@aria-label")
    assert len(regions) == len(set(regions)), "no two regions have one name"
    assert not tree.xpath("//th[not(@scope)] | //table[not(caption)] | //figure[not(figcaption)]")
    assert not tree.xpath("//svg[not(ancestor-or-self::*[@aria-hidden])]")
    assert len(tree.xpath("//main")) == len(tree.xpath("//body/header")) == 1


def test_each_outcome_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Outcome)


def test_hostile_texts_stay_texts(make: Make, made: Made, tmp_path: Path) -> None:
    source = "javascript:alert(document.domain)"
    drug = (
        f'<drug/examplol> a df:Drug ; rdfs:label """{HOSTILE}"""@en .\n'
        "<drug/examplol#use> a df:Indication ; df:about <drug/examplol> ; "
        "df:condition <condition/c> ; df:statedIn <source/s#p>, <source/s#q> .\n"
        "<drug/examplol#not> a df:Indication ; df:about <drug/examplol> ; "
        "df:polarity df:Denied ; df:condition <condition/c> ; df:statedIn <source/s#q> .\n"
    )
    files = {
        "drug/examplol": drug,
        "condition": f'<condition/c> a df:Condition ; skos:prefLabel """{HOSTILE}"""@en .',
        "source/s": f'<{source}> a df:Article ; dcterms:title """{HOSTILE}"""@en .\n'
        f"<source/s#p> a df:Section ; df:passageOf <{source}> .\n"
        "<https://example.com/a?b='c'> a df:Article ; df:qualityMark <quality/bad> .\n"
        "<source/s#q> a df:Section ; df:passageOf <https://example.com/ok> .\n"
        f'<quality/bad> skos:prefLabel """{HOSTILE}"""@en .',
        "label/us": "<label/us> a df:Label ; df:ingredient <drug/examplol> ; "
        f'df:jurisdiction "US" ; df:labelVersion """{HOSTILE}""" ; '
        f'df:setId """{HOSTILE}""" ; dcterms:title """{HOSTILE}"""@en .\n',
    }
    page = make(str(made(tmp_path, files)))
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //img")
    assert not [n for e in tree.iter() for n in e.attrib if n.startswith("on")]
    hrefs = [href for href in tree.xpath("//@href") if not href.startswith("#")]
    assert hrefs == ["https://example.com/ok", "https://example.org/facts/label/us"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page, "data are no templates"
    assert "\u202e" not in page, "nothing turns the text round"
    assert "javascript:" in page, "it is shown, as a text"


@pytest.mark.parametrize(
    ("iri", "may"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org/", True),
        ("mailto:a@example.org", True),
        ("urn:uuid:1", True),
        ("javascript:alert(1)", False),
        (" https://example.org/", False),
        ("data:text/html,x", False),
        ("https://example.org/\u202ea", False),
        ("https://example.org/a b", False),
    ],
)
def test_what_may_be_a_link(iri: str, may: bool) -> None:
    assert linkable(iri) is may


def test_many_claims_are_folded(make: Make, many: Path) -> None:
    tree = html.document_fromstring(make(str(many)))
    assert len(tree.xpath("//nav[@aria-label='Drugs']//a")) == 6
    last = tree.get_element_by_id("agreement-6").getparent()
    assert [e.text_content().split()[0] for e in last.findall("details/summary")]
    assert not last.xpath("./div[@role='region']"), "each kind is folded"
    verdicts = tree.get_element_by_id("verdicts-6").getparent()
    assert verdicts.xpath("details[summary='off-label']")
    verdicts = tree.get_element_by_id("verdicts-1").getparent()
    heads = verdicts.xpath(".//table[@class='claims']//th[@scope='col']")
    assert [head.text for head in heads][:3] == [
        "claim on examplol 0",
        "labels of GB",
        "labels of US",
    ]


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    command = [sys.executable, "-m", "drugfacts", "report", "--as-of", "2026-11-22"]
    pages = {
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("77", "Pacific/Auckland"))
    }
    assert len(pages) == 1
