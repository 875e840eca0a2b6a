"""``drugfacts explain``: why a rule is there and how to keep it; what a claim says."""

from __future__ import annotations

import os
import sys

import click

from drugfacts.commands import completion, options, reports


@click.command()
@click.argument("name", required=False, shell_complete=completion.drugs)
@options.paths
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(),
    help="Shapes of your own, files or folders, in place of those of the package.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option(
    "--as-of", metavar="DAY", help="The day for which verdicts are derived.  [default: today]"
)
def explain(
    name: str | None, paths: tuple[str, ...], shapes: tuple[str, ...], form: str, as_of: str | None
) -> None:
    r"""Explain a rule or a claim: why, wrong and right, what to do.

    NAME is a rule as findings name it (a shape, or a rule such as document-dangling),
    or a slug, a CURIE or an IRI of a claim or another thing, or of a conflict that
    'drugfacts conflicts' lists. Without NAME, lists all rules. What is both is explained
    as a rule: name a thing by its CURIE. Without PATHS, looks for things in the facts
    that ship with the package. Of a claim it also tells the verdicts of labels, and the
    conflicts that the claim is in.

    \b
    Example:
        drugfacts explain
        drugfacts explain Claim-reviewState
        drugfacts explain document-dangling --format markdown
        drugfacts explain drug-clonazepam:withdrawal-seizure-abrupt
        drugfacts explain ex:PersonShape --shapes person-shapes.ttl
    """
    from drugfacts.explain.answer import answer
    from drugfacts.reporting import waivers

    day = waivers.day(as_of or reports.today())
    plain = "NO_COLOR" in os.environ or sys.stdout is None or not sys.stdout.isatty()
    written = answer(name, paths, shapes, form, str if plain else _bold, as_of=day)
    click.echo(written, nl=False, color=not plain)


def _bold(text: str) -> str:
    return click.style(text, bold=True)
