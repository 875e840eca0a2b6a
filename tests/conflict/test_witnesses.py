"""Copied text counts as one witness: invented captures, compared by digests only."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugfacts.conflict import witness_forms
from drugfacts.conflict.copying import LONG, Pair, boilerplate, pairs, shared_runs
from drugfacts.conflict.shingles import SIZE, Shingled, shingled
from drugfacts.conflict.witnesses import Copies, copies, grouped
from drugfacts.errors import InputError, UsageError
from drugfacts.graph.read import read
from drugfacts.show.names import Names
from drugfacts.text import NOTICE

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

Build: TypeAlias = "Callable[..., DataSet]"
SHARED = Path(__file__).parents[3] / "shared"
ARTICLES = [SHARED / "articles", SHARED / "labels"]
PARAGRAPH = (
    "Examplazine settles the yellow umbrellas of the mind, and nobody who took it on a Tuesday "
    "has ever been seen to quarrel with a heron. Most takers report that the colour of rain "
    "seems softer, although a few of them hum in lifts for days."
)
EDITED = PARAGRAPH.replace("yellow", "golden").replace("softer", "milder")
TRANSLATED = (
    "Examplazin beruhigt die gelben Schirme des Geistes, und niemand, der es an einem Dienstag "
    "nahm, stritt je mit einem Reiher. Die meisten berichten, dass die Farbe des Regens weicher "
    "wirke, obwohl einige tagelang in Aufzügen summen."
)
NOTE = "This page is no substitute for a talk with the keeper of your local herons and umbrellas."


def words(seed: int, count: int = 120) -> str:
    chance = random.Random(seed)
    return " ".join(f"w{chance.randrange(10**6)}" for _ in range(count))


def texts(*given: str) -> dict[str, Shingled]:
    return {f"s{n}": shingled(text) for n, text in enumerate(given)}


def only(*given: str) -> Pair:
    (pair,) = pairs(texts(*given), boilerplate(texts(*given)))
    return pair


def test_a_copied_paragraph_is_found_at_its_place() -> None:
    first, second = f"{words(1)} {PARAGRAPH} {words(2)}", f"{words(3)}\n\n{PARAGRAPH}\n{words(4)}"
    pair = only(first, second)
    (run,) = pair.runs
    assert first[slice(*run.first)] == second[slice(*run.second)] == PARAGRAPH[:-1]
    assert run.words == len(PARAGRAPH.split())
    assert pair.is_copied
    assert not pair.is_whole
    assert pair.common == run.words - SIZE + 1


def test_capitals_and_typography_make_no_other_text() -> None:
    other = PARAGRAPH.upper().replace(" ", "\u00a0\n").replace("UMBRELLAS", "UM\u00adBRELLAS")
    pair = only(f"{words(1)} {PARAGRAPH}", f"{other} {words(2)}")
    assert pair.runs[0].words == len(PARAGRAPH.split())
    assert pair.runs[0].second == (0, len(other) - 1)


def test_light_edits_leave_runs_between_them() -> None:
    pair = only(f"{words(1)} {PARAGRAPH}", f"{words(2)} {EDITED}")
    assert [run.words for run in pair.runs] == [30, 10]
    assert pair.is_copied


def test_a_translation_shares_nothing() -> None:
    assert pairs(texts(f"{words(1)} {PARAGRAPH}", f"{words(2)} {TRANSLATED}")) == []


def test_a_whole_copy_is_one_whatever_its_length() -> None:
    short = " ".join(PARAGRAPH.split()[:12])
    pair = only(f"{words(1)} {short}", short)
    assert (pair.share, pair.is_whole, pair.is_copied) == (Decimal("1.000"), True, True)


def test_what_all_sources_share_is_boilerplate() -> None:
    three = texts(*(f"{words(n)} {NOTE}" for n in range(3)))
    assert len(boilerplate(three)) == len(NOTE.split()) - SIZE + 1
    assert pairs(three, boilerplate(three)) == []
    two = texts(*(f"{words(n)} {NOTE}" for n in range(2)))
    assert boilerplate(two) == frozenset()
    four = texts(*(f"{words(n)} {NOTE}" for n in range(3)), words(9))
    assert boilerplate(four) == frozenset()


def test_copies_of_one_text_are_no_boilerplate() -> None:
    three = texts(*(f"{PARAGRAPH} {words(n, 10)}" for n in range(3)))
    assert boilerplate(three) == frozenset()
    assert [pair.is_whole for pair in pairs(three, boilerplate(three))] == [True] * 3


def test_boilerplate_is_left_out_of_a_copied_text_that_it_stands_in() -> None:
    given = [
        f"{NOTE} {PARAGRAPH} {words(1)}",
        f"{NOTE} {PARAGRAPH} {words(2)}",
        f"{NOTE} {words(3)}",
    ]
    (pair,) = pairs(texts(*given), boilerplate(texts(*given)))
    assert (pair.first, pair.second) == ("s0", "s1")
    assert pair.common == len(PARAGRAPH.split())  # and not those within the note


def test_a_text_of_few_words_has_no_shingle() -> None:
    assert shingled(" ".join(["a"] * (SIZE - 1))).digests == ()
    assert len(shingled(" ".join(["a"] * SIZE)).digests) == 1
    assert shingled("").digests == ()


def test_characters_of_scripts_without_spaces_are_words() -> None:
    assert (
        len(shingled("\u8449\u306e\u8272\u304c\u5909\u308f\u308b\u3068\u304d").digests)
        == 9 - SIZE + 1
    )


def test_a_text_that_repeats_one_word_ends_soon() -> None:
    pair = only("ha " * 20_000, "ha " * 20_000)
    assert pair.common == 1
    assert pair.runs[0].words == 20_000


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(0, 40),
    st.integers(SIZE, 40),
    st.lists(st.integers(0, 40), min_size=2, max_size=2),
)
def test_a_run_is_as_long_as_what_was_copied(
    seed: int, before: int, length: int, after: list[int]
) -> None:
    """The oracle is the making: random words meet again only where they were copied."""
    copied = words(seed + 1, length)
    one = f"{words(seed + 2, before)} {copied} {words(seed + 3, after[0])}".strip()
    other = f"{words(seed + 4, after[1])} {copied}".strip()
    pair = only(one, other)
    (run,) = pair.runs
    assert one[slice(*run.first)] == other[slice(*run.second)] == copied
    assert run.words == length
    assert pair.is_copied is (length >= LONG or pair.is_whole)
    mine, theirs = shingled(one), shingled(other)
    turned = shared_runs(theirs, mine, frozenset(mine.digests))
    assert [(r.words, r.second, r.first) for r in turned] == [(run.words, run.first, run.second)]


def write_captures(folder: Path, **given: str) -> str:
    """Write captures, and return the Turtle of their sources and of the whole-sentence spans."""
    lines = []
    for name, text in given.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        lines.append(f'source:{name} a df:Article ; df:captureDigest "{digest}" .')
        for n, found in enumerate(re.finditer(r"\S[^.]*\.", text)):
            lines.append(
                f"source-{name}:s{n} a df:Span ; df:passageOf source:{name} ; "
                f'oa:start "{found.start()}"^^xsd:nonNegativeInteger ; '
                f'oa:end "{found.end()}"^^xsd:nonNegativeInteger .'
            )
    return "\n".join(lines)


def claim(name: str, *passages: str) -> str:
    return (
        f"drug-x:{name} a df:Risk ; df:about drug:x ; df:effect condition:{name} ; "
        f"df:statedIn {' , '.join(passages)} ."
    )


def world(folder: Path) -> str:
    """Return claims of three sources; the first two share a paragraph of two sentences."""
    first = f"{words(1, 60)}. {PARAGRAPH} Umbrellas fold."
    second = f"{words(2, 60)}. {EDITED} Herons fly."
    third = f"{words(3, 60)}. {TRANSLATED}"
    return "\n".join(
        [
            write_captures(folder, one=first, two=second, three=third),
            claim("broad", "source-one:s1", "source-two:s1", "source-three:s1"),
            claim("other", "source-one:s3", "source-two:s3"),
            claim("middle", "source-one:s1", "source-two:s3"),
            claim("narrow", "source-one:s0", "source-two:s2", "label-old:a"),
        ]
    )


def test_witnesses_of_a_claim_are_those_of_its_own_passages(build: Build, tmp_path: Path) -> None:
    data = build(
        world(tmp_path), world="label:old a df:Label . label-old:a df:passageOf label:old ."
    )
    found = {each.claim.rpartition("#")[2]: each for each in copies(data, tmp_path).claims}
    source = "https://example.org/facts/source/"
    one, two, three = (source + name for name in ("one", "two", "three"))
    assert found["broad"].groups == ((one, two), (three,))
    assert (found["broad"].sources, found["broad"].witnesses) == (3, 2)
    assert found["broad"].compared
    assert found["other"].groups == ((one,), (two,))
    assert found["middle"].groups == ((one,), (two,))
    assert found["narrow"].witnesses == 3
    assert not found["narrow"].compared


def test_all_sources_of_a_chain_are_one_witness() -> None:
    whole = [Pair(a, b, 9, Decimal(1), ()) for a, b in (("a", "b"), ("b", "c"))]
    spans = {name: [(0, 9)] for name in "abcd"}
    by_names = {(pair.first, pair.second): pair for pair in whole}
    assert grouped(spans, by_names) == (("a", "b", "c"), ("d",))
    turned = {("a", "c"): whole[0], ("b", "c"): whole[1]}
    assert grouped(spans, turned) == (("a", "b", "c"), ("d",))


def test_what_cannot_be_compared_is_told(build: Build, tmp_path: Path) -> None:
    data = build(world(tmp_path))
    (tmp_path / "two.txt").unlink()
    found = copies(data, tmp_path)
    assert [name.rpartition("/")[2] for name in found.compared] == ["one", "three"]
    assert {name.rpartition("/")[2] for name in found.missing} == {"two", "new", "old"}
    (broad,) = [each for each in found.claims if each.claim.endswith("#broad")]
    assert (broad.witnesses, broad.compared) == (3, False)
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(InputError, match="holds the text of none of the sources"):
        copies(data, tmp_path)
    with pytest.raises(UsageError):
        copies(data, tmp_path / "missing")


def test_no_form_holds_a_word_of_a_source(build: Build, tmp_path: Path) -> None:
    data = build(world(tmp_path))
    found = copies(data, tmp_path)
    for form in ("table", "json", "csv"):
        written = witness_forms.write(form, found, Names(data))
        assert NOTICE in written
        said = set(re.findall(r"\w+", written.lower()))
        assert not said & {"heron", "umbrellas", "tuesday", "quarrel", "lifts", "schirme"}
    loaded = json.loads(witness_forms.write("json", found, Names(data)))
    (pair,) = loaded["pairs"]
    assert pair["copied"] is True
    assert [run["words"] for run in pair["runs"]] == [30, 10]
    table = witness_forms.write("table", found, Names(data))
    assert "  one and two  " in table
    assert "drug-x:broad  2 witnesses, 3 sources  one = two; three\n" in table


def shared_copies(folder: Path) -> Copies:
    for place in ARTICLES:
        for path in place.glob("*.txt"):
            (folder / path.name).write_bytes(path.read_bytes())
    return copies(read([]), folder)


@pytest.mark.skipif(
    not all(place.is_dir() for place in ARTICLES),
    reason="shared articles, labels and reference data are not here",
)
def test_the_articles_share_phrases_and_no_long_span(tmp_path: Path) -> None:
    found = shared_copies(tmp_path)
    assert len(found.compared) == 8
    assert [name.rpartition("/")[2] for name in found.missing] == ["us-klonopin", "us-valium"]
    assert [(pair.common, pair.runs[0].words) for pair in found.pairs] == [
        (8, 15),
        (5, 9),
        (1, 8),
        (2, 9),
    ]
    assert not any(pair.is_copied for pair in found.pairs)
    fewer = {
        e.claim.rpartition("#")[2]: e.witnesses for e in found.claims if e.witnesses < e.sources
    }
    assert fewer == {
        "action-sedative": 2,
        "adverse-drowsiness": 2,
        "adverse-impaired-cognition": 2,
        "adverse-impaired-psychomotor-skill": 1,
        "mechanism-gaba": 1,
    }
