"""``drugfacts evidence``: places of sources that state claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drugfacts.commands import completion, evidence_check, evidence_show, options
from drugfacts.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drugfacts.evidence.captures import Capture
    from drugfacts.evidence.spans import Span

MAX_SHOWN = 20
"""The most places of one quote that are listed."""


@click.group()
def evidence() -> None:
    r"""Work with the places of sources that state claims.

    \b
    Example:
        drugfacts evidence check mine --captures mine/captures
        drugfacts evidence cite mine --source examplol-overview --quote "It may"
    """


evidence.add_command(evidence_check.check)
evidence.add_command(evidence_show.show)


@evidence.command()
@options.paths
@click.option(
    "--source",
    "name",
    required=True,
    metavar="ID",
    shell_complete=completion.sources,
    help="Slug, CURIE or IRI of the article or label.",
)
@click.option("--quote", required=True, metavar="TEXT", help="Its words; - reads standard input.")
@click.option(
    "--captures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the captured texts are; by default captures/ of the data set.",
)
@click.option("--sentence", is_flag=True, help="Widen the place to whole sentences.")
@click.option(
    "--occurrence",
    type=click.IntRange(min=1),
    metavar="N",
    help="Which place, when the words stand at several.",
)
@click.pass_context
def cite(
    ctx: click.Context,
    paths: tuple[str, ...],
    name: str,
    quote: str,
    captures: Path | None,
    sentence: bool,
    occurrence: int | None,
) -> None:
    r"""Find the words of a quote and print the Turtle of their place.

    PATHS are the facts that describe the source; without them, those that ship with
    the package. The text of the source must be at hand. If its characters do not hold
    the quote, differences of typography (white space, quotation marks, dashes,
    ligatures) are passed over.

    What is printed can be put at the end of the source's document: formatting it
    afterwards moves everything to its place. Exits with 1 if the words are not found.

    \b
    Example:
        drugfacts evidence cite mine --source examplol-overview --sentence \
            --quote "yellow umbrellas" >> mine/source/examplol-overview.ttl
        drugfacts format mine
    """
    from pyoxigraph import NamedNode

    from drugfacts.evidence import cite as quotes
    from drugfacts.evidence import passages
    from drugfacts.graph.read import read

    data = read(paths)
    source = passages.find_source(data, name)
    words = _words(quote, paths)
    capture = passages.capture_of(source, captures)
    citations = quotes.cite(capture.text, words, whole_sentences=sentence)
    if not citations:
        click.echo(f"not found: {capture.path} does not hold these words", err=True)
        near = quotes.nearest(capture.text, words)
        if near is not None:
            click.echo(f"nearest sentence: {_place(capture, *near)}", err=True)
        ctx.exit(1)
    chosen = citations[_choose([c.span for c in citations], capture, occurrence)]
    declared = source.document.prefixes
    click.echo(passages.turtle(source, [chosen.span], declared), nl=False)

    passage, short = source.passage(chosen.span), source.name(chosen.span)
    how = "exact" if chosen.fit is quotes.Fit.EXACT else "normalised (other typography)"
    said = [f"{how}: {_place(capture, chosen.span.start, chosen.span.end)}"]
    if NamedNode(passage) in data:
        claims = ", ".join(passages.citing(data, passage)) or "no claim"
        said.append(f"stands already in {source.document.path}, cited by {claims}")
    else:
        said.append(f"new: add it to {source.document.path}")
    said.append(f"in the claim: df:statedIn {short}")
    said.append(f"its prefix: @prefix {short.partition(':')[0]}: <{source.iri}#> .")
    click.echo("\n".join(said), err=True)


def _words(quote: str, paths: Sequence[str]) -> str:
    if quote != "-":
        return quote
    if "-" in paths:
        raise UsageError("standard input is either the facts or the quote; name a file for one.")
    from drugfacts.graph.read import text_of

    return text_of(Path("-"))


def _choose(spans: Sequence[Span], capture: Capture, occurrence: int | None) -> int:
    """Return the index of the chosen place; list all when the choice is open."""
    if len(spans) == 1 and occurrence is None:
        return 0
    if occurrence is not None and occurrence <= len(spans):
        return occurrence - 1
    for number, span in enumerate(spans[:MAX_SHOWN], 1):
        click.echo(f"{number}: {_place(capture, span.start, span.end)}", err=True)
    if len(spans) > MAX_SHOWN:
        click.echo(f"and {len(spans) - MAX_SHOWN} more", err=True)
    places = f"{len(spans)} places" if len(spans) > 1 else "one place"
    raise UsageError(
        f"the quote stands at {places}; lengthen it, or choose one with --occurrence N."
    )


def _place(capture: Capture, start: int, end: int) -> str:
    return f"{capture.where(start)} char-{start}-{end} {capture.shown(start, end)}"
