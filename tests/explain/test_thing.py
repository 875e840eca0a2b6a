"""Explanations of claims and other things, with their rules and findings."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugfacts.errors import UsageError
from drugfacts.explain import answer, thing
from drugfacts.explain.rules import Rules
from drugfacts.graph import read

if TYPE_CHECKING:
    from drugfacts.explain.model import Thing

DAY = "2026-11-22"
INVENTED = Path(__file__).parents[1] / "invented"
CLAIM = "drug-examplazine:adverse-drowsiness"

GOLDEN = """\
examplazine: drowsiness (drug-examplazine:adverse-drowsiness)
adverse effect, <https://example.org/facts/drug/examplazine#adverse-drowsiness>

What it says
  2 sources say this of examplazine (drug:examplazine), as an adverse effect: drowsiness.

  The strongest wording is "may"; the state of review is unreviewed.

  A guide (source:guide) is marked: anonymous, undated.

  A leaflet (source:leaflet) is marked: carries advertising.

Claim
  about    examplazine (drug:examplazine)
  effect   drowsiness (df-effect:drowsiness)
  wording  may (df-wording:may)

Curation
  curated by    tester (agent:tester)
  curated on    2026-01-02
  review state  unreviewed (df-review:unreviewed)

Stated in: 2 articles: guide, leaflet
  source-guide:char-40-60   characters 40 to 60  A guide [anonymous, undated]
  source-leaflet:char-5-20  characters 5 to 20   A leaflet [carries advertising]

Verdicts of labels, as of 2026-11-22
  label:us-examplazine  not-recorded
                        the label is not recorded completely for claims of the kind adverse
                        effect
                        version unknown, undated, of unknown age; no newer version was looked at

  In US, not-recorded counts, as the most favourable that is not known to be replaced.

  Label-silent and off-label do not mean unsafe, and on-label does not mean safe: a verdict says
  only what a label states.

Terms
  df:AdverseEffect        A claim that an unwanted effect occurs in people who take a drug as
                          intended.
  df-wording:may          The source says that it may, can or might hold.
  df-review:unreviewed    Recorded, and not looked at by a second curator.
  df-quality:anonymous    The source names no author.
  df-quality:undated      The source gives no date.
  df-quality:advertising  Advertising stands inside the text of the source.

Rules
  19 rules apply to it, and none is broken.

  AdverseEffect  itself, about, circumstance, condition, effect, incidencePercent,
                 placeboIncidencePercent, population
  Claim          about, comment, created, polarity, reviewState, statedIn, type,
                 wasAttributedTo, wording, wordingOrSection
  ClaimIri       itself

What it does not mean
  It does not mean that this is so: a claim is what a source says, and nothing follows from it
  about the drug.

  It is no medical advice, and no rule checks whether a source is right.

  That no rule is broken means that the record is complete and well-formed, no more.
"""


def explained(name: str, *paths: Path) -> Thing:
    rules = Rules()
    return thing.explain(read.read(paths or (INVENTED,)), name, rules.shapes, rules.catalogue, DAY)


def test_a_claim_is_explained_in_full() -> None:
    shown = answer.answer(CLAIM, [str(INVENTED)], as_of=DAY)
    assert shown == GOLDEN


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    folder = shutil.copytree(INVENTED, tmp_path / "mine")
    file = folder / "drug" / "examplazine.ttl"
    text = file.read_text()
    assert "df:effect df-effect:drowsiness ;\n" in text
    file.write_text(text.replace("df:effect df-effect:drowsiness ;\n", "", 1))
    return folder


def test_findings_about_it_are_told_with_place_and_fix(faulty: Path) -> None:
    (found,) = explained(CLAIM, faulty).findings
    assert (found.rule, found.severity) == ("AdverseEffect-effect", "violation")
    assert found.message.endswith("add the concept where it is missing.")
    assert found.place.startswith(f"{faulty}/drug/examplazine.ttl:")
    shown = answer.answer(CLAIM, [str(faulty)], as_of=DAY)
    assert "19 rules apply to it, and 1 of them is broken." in shown
    assert "effect (broken)" in shown
    assert "'drugfacts explain AdverseEffect-effect' explains the first." in shown


def test_findings_about_other_things_are_not_told(faulty: Path) -> None:
    assert explained("drug-examplazine:indication-panic-disorder", faulty).findings == ()


def test_a_claim_of_a_label_says_how_far_it_holds() -> None:
    said = "What a label states holds for its product, its country and its version."
    assert said in explained("label-us-examplazine:indication-anxiety-disorder").not_said
    assert said not in explained(CLAIM).not_said


def test_a_denial_says_what_it_denies(faulty: Path) -> None:
    file = faulty / "drug" / "examplazine.ttl"
    text = file.read_text()
    file.write_text(text.replace("df:wording df-wording:may", "df:polarity df:Denied", 1))
    found = explained(CLAIM, faulty)
    assert found.says[0].startswith("2 sources say that this does not hold of examplazine")
    assert any(text.startswith("It is a denial;") for text in found.not_said)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("examplazine", "drug"),
        ("source:guide", "article"),
        ("source-guide:char-0-30", "span"),
        ("df-effect:drowsiness", "effect"),
        ("df:Indication", "owl:Class"),
    ],
)
def test_other_things_are_explained_too(name: str, kind: str) -> None:
    found = explained(name)
    assert (found.kind, found.claim, found.not_said) == (kind, False, ())
    assert found.says[-1] == f"'drugfacts show {found.name}' shows what is known of it."


def test_a_passage_shows_its_place() -> None:
    found = explained("source-guide:char-0-30")
    assert next(table.heading for table in found.tables) == "Properties"
    assert {one.shape for one in found.held} >= {"Passage", "Span"}


def test_unknown_things_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="nothing is called 'drug:nix'"):
        explained("drug:nix")


def test_rules_that_apply_are_those_whose_findings_can_be_about_it(faulty: Path) -> None:
    """What is listed statically and what the engine finds must agree."""
    from drugfacts import validation

    data = read.read([faulty])
    for finding in validation.validate(data).findings:
        if finding.shape and finding.focus.startswith("https://example.org/"):
            held = explained(f"<{finding.focus}>", faulty).held
            assert finding.rule in {rule for one in held for rule in one.rules}
