from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, Quad

from drugfacts.errors import LimitError, UsageError
from drugfacts.evidence.check import Checker
from drugfacts.evidence.findings import findings
from drugfacts.evidence.outcomes import Outcome
from drugfacts.evidence.report import Choices, report, table
from drugfacts.graph.read import read
from drugfacts.model import Severity
from drugfacts.reporting.waivers import Waiver
from drugfacts.terms import DF, PREFIXES

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

TEXT = "One is made up.\nTwo is too.\n"
ONE, TWO = (0, 15), (16, 27)
TYPE = NamedNode(PREFIXES["rdf"] + "type")


def told(data: DataSet, folder: Path | None) -> list[tuple[str, Severity, str]]:
    found = findings(Checker(data, folder).all(), data)
    return [(each.rule, each.severity, each.message) for each in found]


def outcomes(data: DataSet, folder: Path | None) -> list[Outcome]:
    return [result.outcome for result in Checker(data, folder).all().results]


def test_exact_passages_are_counted_and_not_told(made: Any) -> None:
    digest = made.put("any.txt", TEXT)
    data = made.data(*made.source("guide", digest, TEXT, [ONE, TWO]))
    assert outcomes(data, made.folder) == [Outcome.EXACT] * 2
    assert told(data, made.folder) == []
    found = report(Checker(data, made.folder).all(), data, Choices("2026-01-01"))
    assert found.passes(Severity.INFO)
    assert found.summary() == ("checked 2 passages of 1 source: 0 violations, 0 warnings, 0 infos")
    assert found.remarks[1] == (
        "outcomes of 2 passages: 2 exact, 0 normalised, 0 moved, 0 missing, 0 uncheckable."
    )


def test_what_is_told_of_each_outcome(made: Any) -> None:
    text = f"New.\n{TEXT}".replace("Two", "Too")
    digest = made.put("any.txt", text)
    quads = made.source("guide", digest, TEXT, [ONE, TWO])
    quads += made.source("near", made.put("near.txt", TEXT.replace("s m", "s\u00a0m")), TEXT, [ONE])
    twice = made.put("twice.txt", f"x {TEXT}{TEXT}")
    quads += made.source("twice", twice, TEXT, [TWO])
    file = made.folder / "any.txt"
    assert sorted(told(made.data(*quads), made.folder)) == [
        (
            "evidence-missing",
            Severity.VIOLATION,
            f"{file} does not hold these words; see what the source says now, and correct or "
            "remove the claims that rest on it.",
        ),
        (
            "evidence-moved",
            Severity.WARNING,
            "the words stand at 2 other places: char-18-29, char-46-57; see which is meant, and "
            "cite it.",
        ),
        (
            "evidence-moved",
            Severity.WARNING,
            f"the words stand at char-5-20 now, which is {file}:2:1; read them there, and let "
            "'drugfacts evidence check --fix' correct the offsets.",
        ),
        (
            "evidence-normalised",
            Severity.INFO,
            f"the words at {made.folder}/near.txt:1:1 are the same but for typography; read them "
            "there, and cite them anew if nothing else has changed.",
        ),
    ]


def test_a_changed_capture_is_told_and_searched(made: Any) -> None:
    new = made.put("guide.txt", f"New.\n{TEXT}")
    data = made.data(*made.source("guide", "0" * 64, TEXT, [ONE]))
    assert outcomes(data, made.folder) == [Outcome.MOVED]
    found = list(findings(Checker(data, made.folder).all(), data))
    assert (found[0].rule, found[0].severity) == ("evidence-capture-changed", Severity.WARNING)
    assert found[0].focus == made.iri("guide").value
    assert found[0].value == f'"{new}"'
    assert "is not the text that was captured" in found[0].message


def test_a_source_without_a_digest_is_found_by_name(made: Any) -> None:
    made.put("guide.txt", TEXT)
    data = made.data(*made.source("guide", "", TEXT, [ONE]))
    assert outcomes(data, made.folder) == [Outcome.EXACT]
    assert "may be any text of that name" in told(data, made.folder)[0][2]


def test_a_folder_that_lacks_the_capture_is_a_warning(made: Any) -> None:
    digest = made.put("any.txt", TEXT)
    quads = made.source("guide", digest, TEXT, [ONE])
    data = made.data(*quads, *made.source("lost", "0" * 64, TEXT, [ONE]))
    assert told(data, made.folder) == [
        (
            "evidence-uncheckable",
            Severity.WARNING,
            f"this passage cannot be checked, as no file of {made.folder} has the digest or name "
            "of its source; put its capture there, or name another folder.",
        )
    ]


def test_no_folder_is_an_info_and_nothing_was_checked(made: Any) -> None:
    data = made.data(*made.source("guide", "0" * 64, TEXT, [ONE]))
    assert told(data, None) == [
        (
            "evidence-uncheckable",
            Severity.INFO,
            "this passage cannot be checked, as no folder with captures was named, and the data "
            "set has none; name the folder that holds it with --captures.",
        ),
        (
            "nothing-checked",
            Severity.VIOLATION,
            "no passage could be held against a capture; name the folder with the captures with "
            "--captures.",
        ),
    ]


def test_no_passage_at_all(made: Any) -> None:
    made.put("any.txt", TEXT)
    data = made.data(*made.source("guide", "0" * 64))
    assert told(data, made.folder) == [
        (
            "nothing-checked",
            Severity.VIOLATION,
            "the named files describe no passage; name the documents of articles and labels.",
        )
    ]
    asked = Choices("2026-01-01", ignore=["evidence-missing", "evidence-uncheckable"])
    checked = Checker(data, made.folder).all()
    assert not report(checked, data, asked).passes()
    with pytest.raises(UsageError, match="leave no rule to check"):
        report(checked, data, Choices("2026-01-01", ignore=["evidence-*"]))


def test_passages_that_cannot_be_used(made: Any) -> None:
    digest = made.put("any.txt", TEXT)
    quads = made.source("guide", digest, TEXT, [ONE, TWO])
    quads = [each for each in quads if "char-0-15" not in str(each) or "start" not in str(each)]
    quads.append(Quad(made.iri("gone", 1, 2), NamedNode(DF.passageOf), made.iri("gone")))
    assert [(rule, level) for rule, level, _ in told(made.data(*quads), made.folder)] == [
        ("evidence-uncheckable", Severity.WARNING),
        ("evidence-uncheckable", Severity.WARNING),
    ]


def test_endless_marks_name_the_capture(made: Any) -> None:
    digest = made.put("any.txt", "e" + "\u0301" * 500)
    data = made.data(*made.source("guide", digest, TEXT, [ONE]))
    with pytest.raises(LimitError, match=r"any\.txt: the text has more than 100 combining marks"):
        Checker(data, made.folder).all()


def test_the_words_of_a_title_of_a_page_are_no_evidence(made: Any) -> None:
    page = "<html><title>One is made up.</title><p>Two is too."
    data = made.data(*made.source("guide", made.put("a.html", page), TEXT, [ONE, TWO]))
    assert outcomes(data, made.folder) == [Outcome.MISSING, Outcome.MOVED]


def test_offsets_count_in_the_text_that_is_taken_out(made: Any) -> None:
    page = "<html><title>T</title><p>One is  made up.</p><div>Two is&#32;too."
    data = made.data(*made.source("guide", made.put("a.html", page), TEXT, [ONE, TWO]))
    assert outcomes(data, made.folder) == [Outcome.EXACT] * 2


def test_a_waiver_of_evidence_counts_and_others_are_left_alone(made: Any) -> None:
    digest = made.put("any.txt", "Nothing.")
    data = made.data(*made.source("guide", digest, TEXT, [ONE]))
    focus = made.iri("guide", *ONE).value
    waived = Waiver("w", "evidence-missing", focus, "a reason of some length", "me", "2026-02-01")
    other = Waiver("v", "Drug-identifier", focus, "a reason of some length", "me", "2026-02-01")
    checked = Checker(data, made.folder).all()
    found = report(checked, data, Choices("2026-01-01", waivers=[waived, other]))
    assert [each.rule for each in found.findings] == ["evidence-missing"]
    assert (found.passes(), found.suppressed) == (True, 1)
    assert not report(checked, data, Choices("2026-03-01", waivers=[waived])).passes()


def test_selection_knows_the_rules(made: Any) -> None:
    digest = made.put("any.txt", "Nothing.")
    data = made.data(*made.source("guide", digest, TEXT, [ONE]))
    checked = Checker(data, made.folder).all()
    assert report(checked, data, Choices("2026-01-01", ignore=["evidence-missing"])).passes()
    with pytest.raises(UsageError, match="did you mean evidence-missing"):
        report(checked, data, Choices("2026-01-01", select=["evidence-mising"]))


def test_the_table(made: Any) -> None:
    digest = made.put("any.txt", TEXT)
    made.put("near.txt", f"{TEXT}More.")
    quads = made.source("guide", digest, TEXT, [ONE, TWO])
    quads += made.source("near", "0" * 64, TEXT, [ONE])
    quads += made.source("lost", "1" * 64, TEXT, [ONE])
    data = made.data(*quads)
    assert [line.split() for line in table(Checker(data, made.folder).all(), data.base)] == [
        ["source", "exact", "normalised", "moved", "missing", "uncheckable", "capture"],
        ["source:guide", "2", "0", "0", "0", "0", f"{made.folder}/any.txt"],
        ["source:lost", "0", "0", "0", "0", "1", "none"],
        ["source:near", "1", "0", "0", "0", "0", f"{made.folder}/near.txt", "(changed)"],
        ["all", "3", "0", "0", "0", "1"],
    ]


def test_the_packaged_facts_are_exact(tmp_path: Path) -> None:
    shared = Path(__file__).parents[3] / "shared"
    if not (shared / "articles").is_dir():
        pytest.skip("shared articles, labels and reference data are not here")
    checked = Checker(read(), shared).all()
    counts = {outcome: checked.count(outcome) for outcome in Outcome}
    assert counts[Outcome.EXACT] == 120
    assert counts[Outcome.UNCHECKABLE] == 10
    assert sum(counts.values()) == 130
