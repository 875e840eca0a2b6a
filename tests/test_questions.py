"""Each competency question has a title, an answer that people checked, and two engines agree."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store

from drugfacts.graph import read, write
from drugfacts.label.words import SILENCE
from drugfacts.main import cli
from drugfacts.query import safety
from drugfacts.query.derived import FROM_CAPTURES, derive
from drugfacts.query.questions import Question, questions
from drugfacts.terms import DF, PREFIXES
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _pytest.mark import ParameterSet
    from rdflib import Graph

GOLDEN = Path(__file__).parent / "questions"
QUESTIONS = questions()
NAMES = [question.name for question in QUESTIONS]

EXPECTED = {
    "actions", "adverse-effects", "advertising-sources", "advice", "boxed-topics-unmentioned",
    "brands", "claimed-uses", "claims-for-both-drugs", "contraindications", "denied-claims",
    "differing-qualifiers", "doses", "driving", "identifiers", "indications-on-labels",
    "interactions", "label-versions", "mechanisms", "off-label-candidates", "overruled-claims",
    "precautions", "primary-use-disagreement", "risks-and-circumstances", "single-witness",
    "sources", "unchecked-passages", "withdrawal-effects",
}  # fmt: skip
DERIVED = {
    "best-verdicts", "beyond-label-doses", "broader-claims", "claims-on-no-label",
    "claims-without-exact-evidence", "claims-without-label", "conflicting-claims",
    "contradicted-claims", "copied-claims", "differing-verdicts", "endorsed-uses",
    "evidence-outcomes", "incomparable-doses", "latest-labels", "off-label-claims", "old-labels",
    "restricted-claims", "sources-on-label", "unchecked-verdicts", "unrecorded-kinds",
    "verdicts-by-outcome", "verdicts-on-conflicts", "witnesses",
}  # fmt: skip
"""Questions that are asked of what is derived, as of a day."""

AS_OF = "2026-11-22"
SHARED = Path(__file__).parents[2] / "shared"
NEEDS_SHARED = pytest.mark.skipif(
    not (SHARED / "articles").is_dir() or not (SHARED / "labels").is_dir(),
    reason="shared articles, labels and reference data are not here",
)
NO_ROW_IN_THE_FACTS = {"contradicted-claims"}
"""Nothing in the packaged facts is so; `tests/query/test_derived.py` has data where it is."""

ABOUT_THE_UNCOUNTED = {"denied-claims", "overruled-claims"}
COUNTED = [name for name in NAMES if name not in ABOUT_THE_UNCOUNTED | DERIVED]
NOT_ABOUT_CLAIMS = {"identifiers", "label-versions", "quality-marks"}
KINDS_OF_CLAIM = {
    DF.AdverseEffect, DF.Action, DF.Advice, DF.BoxedWarning, DF.BrandName, DF.Classification,
    DF.Contraindication, DF.Dosing, DF.Indication, DF.Interaction, DF.MarketedStrength,
    DF.Mechanism, DF.Onset, DF.Precaution, DF.PrimaryUse, DF.Risk, DF.TestedDuration,
    DF.TreatmentOutcome, DF.WithdrawalEffect,
}  # fmt: skip


def parametrised() -> list[ParameterSet]:
    """Return the questions; those that need captured texts are skipped without them."""
    return [
        pytest.param(
            question,
            id=question.name,
            marks=[NEEDS_SHARED] if {*FROM_CAPTURES} & {*question.derives} else [],
        )
        for question in QUESTIONS
    ]


@pytest.fixture(scope="session")
def captured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the captured texts of articles and labels."""
    folder = tmp_path_factory.mktemp("captures")
    for path in [*(SHARED / "articles").glob("*.txt"), *(SHARED / "labels").glob("*.txt")]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.csv").read_text(encoding="utf-8")


def test_every_question_has_an_answer_and_every_answer_a_question() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.csv")) == NAMES
    assert set(NAMES) >= EXPECTED | DERIVED
    assert {question.name for question in QUESTIONS if question.derives} == DERIVED


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_a_question_is_written_as_the_others(question: Question) -> None:
    lines = question.text.splitlines()
    assert re.fullmatch(r"# title: [A-Z].+[?)]", lines[0])
    assert re.fullmatch(r"# answer: [a-z].+[^.]", lines[1])
    declared_line = f"# derive: {', '.join(question.derives)}"
    assert (lines[2] == declared_line) == bool(question.derives)
    assert all(len(line) <= 160 for line in lines[2:])
    declared = dict(re.findall(r"(?m)^PREFIX ([a-z-]+): <(.+)>$", question.text))
    body = question.text[question.text.index("\nSELECT") :]
    used = {p for p in PREFIXES if re.search(rf"(?<![\w?:-]){p}:[A-Za-z]", body)}
    assert declared == {prefix: PREFIXES[prefix] for prefix in used}
    assert list(declared) == sorted(declared)
    assert safety.is_ordered(question.text)
    # Two patterns in one NOT EXISTS are slow in the engine.
    inside = re.findall(r"NOT EXISTS \{([^}]*)\}", question.text)
    assert [pattern for pattern in inside if ";" in pattern or " . " in pattern.strip()] == []


@pytest.mark.parametrize("question", parametrised())
def test_the_answer_is_the_one_that_was_checked(question: Question, captured: Path) -> None:
    name, derives = question.name, question.derives
    more = ["--as-of", AS_OF] if derives else []
    more += ["--captures", str(captured)] if {*FROM_CAPTURES} & {*derives} else []
    done = CliRunner().invoke(cli, ["query", name, "--format", "csv", *more])
    assert done.exit_code == 0
    assert done.stdout.replace("\r\n", "\n") == golden(name)
    rows = golden(name).count("\n") - 1
    assert (rows > 0) == (name not in NO_ROW_IN_THE_FACTS)
    told = [f"derived as of {AS_OF}: {', '.join(derives)}. {NOTICE}"] if derives else []
    told += [SILENCE] if {"verdicts", "endorsed"} & {*derives} else []
    assert done.stderr.splitlines() == [*told, f"{rows} row{'' if rows == 1 else 's'}"]


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_every_question_is_listed(question: Question) -> None:
    listed = CliRunner().invoke(cli, ["query", "--list"]).stdout
    cells = [question.name, ", ".join(question.derives), question.title]
    line = " +".join(re.escape(cell) for cell in cells if cell)
    assert re.search(rf"(?m)^{line}$", listed)


@cache
def by_rdflib(derives: tuple[str, ...], folder: Path) -> Graph:
    """Return the facts in rdflib, what is derived in named graphs apart from them."""
    from rdflib import Dataset, Graph

    triples = [*read.read().all_triples(), *read.packaged("ontology").all_triples()]
    if not derives:
        return Graph().parse(data=write.ntriples(triples), format="nt")
    found = derive(read.read(), derives, AS_OF, folder).quads
    together = Dataset(default_union=False)
    together.parse(data=write.nquads([*(Quad(*t) for t in triples), *found]), format="nquads")
    return together


def plain(value: str) -> str:
    """Return a value whose form does not tell which engine wrote it: 2 and 2.0 are equal."""
    if re.fullmatch(r"[+-]?[0-9]+\.[0-9]+", value):
        try:
            return format(Decimal(value).normalize(), "f")
        except InvalidOperation:
            return value
    return value


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("question", parametrised())
def test_another_engine_answers_the_same(question: Question, captured: Path) -> None:
    graph = by_rdflib(question.derives, captured)
    found = graph.query(question.text).serialize(format="csv")
    assert found is not None
    mine, theirs = (
        [[plain(value) for value in row] for row in csv.reader(io.StringIO(text))]
        for text in (golden(question.name), found.decode())
    )
    assert theirs[0] == mine[0]
    assert Counter(map(tuple, theirs[1:])) == Counter(map(tuple, mine[1:]))


Node = NamedNode
TYPE = Node(PREFIXES["rdf"] + "type")
ABOUT, STATED_IN, PASSAGE_OF = Node(DF.about), Node(DF.statedIn), Node(DF.passageOf)
POLARITY, STATE = Node(DF.polarity), Node(DF.reviewState)
UNCOUNTED = {
    "denied": (POLARITY, Node(DF.Denied)),
    "overruled": (STATE, Node(PREFIXES["review"] + "overruled")),
}


def twin(node: object) -> NamedNode:
    """Return the IRI of a thing's twin."""
    assert isinstance(node, Node)
    return Node(f"{node.value}-twin")


@dataclass(frozen=True)
class World:
    """Statements of the packaged data, and what of them are claims.

    Attributes:
        quads: The statements.
        claims: Each claim with its statements.
    """

    quads: tuple[Quad, ...]
    claims: dict[object, list[Quad]]

    def with_claims(self, changed: Callable[[list[Quad]], Iterable[Quad]]) -> World:
        """Return the same things with the claims changed one by one."""
        rest = tuple(quad for quad in self.quads if quad.subject not in self.claims)
        claims = {claim: list(changed(quads)) for claim, quads in self.claims.items()}
        return World((*rest, *(quad for quads in claims.values() for quad in quads)), claims)

    def with_quads(self, quads: Iterable[Quad]) -> World:
        """Return the same world with more statements about it."""
        return replace(self, quads=(*self.quads, *quads))

    def stated_by(self, kind: str) -> set[object]:
        """Return the claims that a source of one class, Article or Label, states."""
        sources = {q.subject for q in self.quads if q.predicate == TYPE and q.object == Node(kind)}
        passages = {
            q.subject for q in self.quads if q.predicate == PASSAGE_OF and q.object in sources
        }
        return {
            claim
            for claim, quads in self.claims.items()
            if any(q.predicate == STATED_IN and q.object in passages for q in quads)
        }

    def answers(self, names: Iterable[str] = tuple(NAMES)) -> dict[str, list[list[str]]]:
        """Return the answers to questions, without their heads."""
        store = Store()
        store.extend(self.quads)
        store.extend(read.packaged("ontology").quads())
        answers = {}
        for question in QUESTIONS:
            if question.name in names and not question.derives:
                found = store.query(question.text)
                assert isinstance(found, QuerySolutions)
                text = (found.serialize(format=QueryResultsFormat.CSV) or b"").decode()
                answers[question.name] = list(csv.reader(io.StringIO(text)))[1:]
        return answers


@cache
def world() -> World:
    """Return the packaged data with a second copy of each source and passage, that states nothing.

    A twin that is stated in the copy has nothing in common with its claim that could
    hide it from a question.
    """
    kinds = {Node(kind) for kind in KINDS_OF_CLAIM}
    quads = tuple(Quad(*triple) for triple in read.read().all_triples())
    claimed = {q.subject for q in quads if q.predicate == TYPE and q.object in kinds}
    claims: dict[object, list[Quad]] = {claim: [] for claim in claimed}
    for quad in quads:
        if quad.subject in claims:
            claims[quad.subject].append(quad)
    sources = {q.object for q in quads if q.predicate == PASSAGE_OF}
    copied = sources | {q.subject for q in quads if q.predicate == PASSAGE_OF}
    copies = [
        Quad(twin(q.subject), q.predicate, twin(q.object) if q.object in sources else q.object)
        for q in quads
        if q.subject in copied
    ]
    return World(quads, claims).with_quads(copies)


def marked(quads: Iterable[Quad], how: str) -> list[Quad]:
    """Return the statements of a claim that is denied or overruled."""
    predicate, value = UNCOUNTED[how]
    quads = list(quads)
    return [
        *(quad for quad in quads if quad.predicate != predicate),
        Quad(quads[0].subject, predicate, value),
    ]


@cache
def answers_with_twins(how: str) -> dict[str, list[list[str]]]:
    """Return the answers where each claim has a denied or an overruled twin."""
    twins = [
        Quad(twin(q.subject), q.predicate, twin(q.object) if q.predicate == STATED_IN else q.object)
        for quads in world().claims.values()
        for q in marked(quads, how)
    ]
    return world().with_quads(twins).answers()


@cache
def answers_without_twins() -> dict[str, list[list[str]]]:
    return world().answers()


@cache
def answers_where_all_are(how: str) -> dict[str, list[list[str]]]:
    return world().with_claims(lambda quads: marked(quads, how)).answers()


@pytest.mark.parametrize("how", UNCOUNTED)
@pytest.mark.parametrize("name", COUNTED)
def test_what_is_denied_or_overruled_changes_no_answer(name: str, how: str) -> None:
    assert answers_with_twins(how)[name] == answers_without_twins()[name]


@pytest.mark.parametrize(
    ("name", "how"), [("denied-claims", "denied"), ("overruled-claims", "overruled")]
)
def test_what_is_denied_or_overruled_has_its_question(name: str, how: str) -> None:
    before, after = answers_without_twins()[name], answers_with_twins(how)[name]
    assert len(after) > len(before)
    assert {twin(claim).value for claim in map(Node, (row[0] for row in before))} < {
        row[0] for row in after
    }


@pytest.mark.parametrize("how", UNCOUNTED)
@pytest.mark.parametrize("name", COUNTED)
def test_where_all_is_denied_or_overruled_no_claim_is_left(name: str, how: str) -> None:
    """Twins alone would not show a question that counts things, not claims."""
    answer = answers_where_all_are(how)[name]
    if name in NOT_ABOUT_CLAIMS:
        assert answer == answers_without_twins()[name]
    elif name in {"sources", "advertising-sources"}:
        assert {row[-1] for row in answer} == {"0"}
    else:
        assert answer == []


@pytest.mark.parametrize("how", UNCOUNTED)
@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        # No article speaks of a boxed warning's topic: none is mentioned.
        ("boxed-topics-unmentioned", DF.Article, "boxed-warnings"),
        # No label states an indication: every use is a candidate, but those of another route.
        ("off-label-candidates", DF.Label, "claimed-uses"),
    ],
)
def test_what_is_denied_or_overruled_answers_no_comparison(
    name: str, kind: str, expected: str, how: str
) -> None:
    stated = world().stated_by(kind)
    changed = world().with_claims(
        lambda quads: marked(quads, how) if quads[0].subject in stated else quads
    )
    found = {tuple(row[:2]) for row in changed.answers([name])[name]}
    assert found == {tuple(row[:2]) for row in answers_without_twins()[expected]}


def test_a_use_of_a_form_is_compared_with_labels_of_that_form() -> None:
    """The tablet's label has the use; a suppository has no label, the gel's has not the use."""
    use = Node("https://w3id.org/drugfacts/drug/diazepam#indication-anxiety")
    name = "off-label-candidates"

    def candidates(predicate: str, value: str) -> bool:
        more = Quad(use, Node(predicate), Node(f"https://w3id.org/drugfacts/{value}"))
        return use.value in {row[2] for row in world().with_quads([more]).answers([name])[name]}

    assert not candidates(DF.doseForm, "dose-form/tablet")
    assert not candidates(DF.doseForm, "dose-form/suppository")
    assert candidates(DF.doseForm, "dose-form/rectal-gel")
    assert not candidates(DF.route, "route/oral")
    assert not candidates(DF.route, "route/intravenous")
    assert candidates(DF.route, "route/rectal")


def test_a_topic_under_a_broader_name_is_mentioned() -> None:
    topic = [f"https://w3id.org/drugfacts/{thing}" for thing in ("drug/diazepam", "effect/abuse")]
    name = "boxed-topics-unmentioned"
    risk = "https://w3id.org/drugfacts/drug/diazepam#risk-dependence"
    misuse = Quad(Node(risk), Node(DF.effect), Node("https://w3id.org/drugfacts/effect/misuse"))
    assert topic in [row[:2] for row in answers_without_twins()[name]]
    assert topic not in [row[:2] for row in world().with_quads([misuse]).answers([name])[name]]


def test_no_pair_of_claims_is_listed_twice() -> None:
    rows = answers_without_twins()["differing-qualifiers"]
    pairs = [(frozenset(row[:2]), row[2]) for row in rows]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair, _ in pairs)
    assert all(row[3] != row[4] for row in rows)


def test_each_claim_with_a_single_witness_is_listed_once() -> None:
    rows = answers_without_twins()["single-witness"]
    assert len({row[0] for row in rows}) == len(rows)
    labelled = world().stated_by(DF.Label)
    assert [row for row in rows if Node(row[0]) in labelled] == []
