"""Every span holds what its digests say, in a capture that is what its source says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from drugfacts.evidence.normalise import normalise

Ask = Callable[[str], list[tuple[str, ...]]]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_every_capture_is_a_source_and_the_other_way_round(
    ask: Ask, captures: dict[str, str]
) -> None:
    digests = ask("SELECT ?digest WHERE { ?source df:captureDigest ?digest }")
    assert {digest for (digest,) in digests} == set(captures)


def test_spans_hold_what_their_digests_say(ask: Ask, captures: dict[str, str]) -> None:
    spans = ask("""
        SELECT ?capture ?start ?end ?exact ?normalised WHERE {
            ?span a df:Span ; df:passageOf/df:captureDigest ?capture ; oa:start ?start ;
                oa:end ?end ; df:spanDigest ?exact ; df:normalisedDigest ?normalised .
        }""")
    assert len(spans) == len(ask("SELECT ?span WHERE { ?span a df:Span }")) > 0
    for capture, start, end, exact, normalised in spans:
        words = captures[capture][int(start) : int(end)]
        assert words
        assert words == words.strip(), f"white space at an end of {start}-{end}"
        assert _sha256(words) == exact
        assert _sha256(normalise(words)) == normalised


def test_titles_of_articles_are_those_of_their_captures(ask: Ask, captures: dict[str, str]) -> None:
    titles = ask("""
        SELECT ?capture ?title WHERE {
            ?article a df:Article ; df:captureDigest ?capture ; dcterms:title ?title
        }""")
    for capture, title in titles:
        assert title in captures[capture].splitlines()


def test_a_passage_is_called_after_what_it_is(ask: Ask) -> None:
    wrong = ask("""
        SELECT ?passage WHERE {
            ?passage df:passageOf ?source .
            OPTIONAL { ?passage oa:start ?start ; oa:end ?end }
            BIND (CONCAT("char-", STR(?start), "-", STR(?end)) AS ?span)
            FILTER (STRBEFORE(STR(?passage), "#") != STR(?source)
                || (BOUND(?start) && STRAFTER(STR(?passage), "#") != ?span)
                || (!BOUND(?start) && !STRSTARTS(STRAFTER(STR(?passage), "#"), "section-")))
        }""")
    assert wrong == []


def test_every_passage_is_cited(ask: Ask) -> None:
    passages = ask("SELECT ?passage WHERE { ?passage df:passageOf ?source }")
    cited = ask("SELECT DISTINCT ?passage WHERE { ?claim df:statedIn ?passage }")
    assert passages == cited


def test_wording_is_known_where_the_words_are(ask: Ask) -> None:
    """A section without a capture has no words at hand."""
    without = ask("""
        SELECT ?claim WHERE {
            ?claim df:statedIn/a df:Span
            FILTER NOT EXISTS { ?claim df:wording ?wording }
        }""")
    with_words = ask("SELECT ?claim WHERE { ?claim df:statedIn/a df:Section ; df:wording ?w }")
    assert without == []
    assert with_words == []
