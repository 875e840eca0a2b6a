"""``drugfacts label``: claims against the labels of regulators."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drugfacts.commands import completion, options, reports
from drugfacts.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.label.check import Checked
    from drugfacts.label.outcomes import Outcome

_OUTCOMES = (
    *("on-label", "within-label-dose", "on-label-restricted", "broader-than-label"),
    *("label-silent", "off-label", "beyond-label-dose", "contradicted"),
    *("not-comparable", "not-recorded", "label-unavailable"),
)


def _as_of(command: Any) -> Any:
    said = "The day for which it is derived, YYYY-MM-DD.  [default: today]"
    return click.option("--as-of", metavar="DAY", help=said)(command)


def _output(command: Any) -> Any:
    said = "File to write, outside the data set; its folder is made. - for standard output."
    return click.option("--output", "-o", type=click.Path(), default="-", help=said)(command)


def _drug(command: Any) -> Any:
    return click.option(
        "--drug", metavar="SLUG", shell_complete=completion.drugs, help="Only claims on one drug."
    )(command)


def _jurisdiction(command: Any) -> Any:
    said = "Only labels of one place, such as US; several are possible."
    return click.option("--jurisdiction", metavar="CODE", multiple=True, help=said)(command)


@click.group()
def label() -> None:
    r"""Hold claims against the labels of regulators.

    What comes out says what a label states, on a day. It is no medical advice, and what
    a label does not state is not unsafe for that.

    \b
    Example:
        drugfacts label check --drug clonazepam
    """


@label.command()
@options.paths
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "turtle", "trig"]),
    default="table",
    show_default=True,
    help="How verdicts are written.",
)
@_drug
@click.option("--kind", metavar="NAME", multiple=True, help="Only claims of a kind: Indication …")
@click.option("--outcome", metavar="OUTCOME[,..]", multiple=True, help="Show only these outcomes.")
@_jurisdiction
@click.option(
    "--fail-on", metavar="OUTCOME[,..]", multiple=True, help="Exit with 1 if one of these is shown."
)
@_as_of
@_output
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    drug: str | None,
    kind: tuple[str, ...],
    outcome: tuple[str, ...],
    jurisdiction: tuple[str, ...],
    fail_on: tuple[str, ...],
    as_of: str | None,
    output: str,
) -> None:
    r"""Derive the verdict of every claim against every label of its drug.

    PATHS are the facts; without them, those that ship with the package. The claims of
    the named files are compared with all labels of their data set that are of the same
    drug and, where a claim names one, of the same route and form. Verdicts fail no run,
    unless --fail-on names their outcome; a run without claims or labels exits with 1.

    \b
    Outcomes, in order of favour: on-label, within-label-dose, on-label-restricted,
    broader-than-label, label-silent, off-label, beyond-label-dose, contradicted;
    and not-comparable, not-recorded, label-unavailable, which say nothing.

    \b
    Example:
        drugfacts label check --drug diazepam --kind Indication
        drugfacts label check --outcome off-label,contradicted --format csv
        drugfacts label check --as-of 2026-11-22 --format trig --output verdicts.trig
    """
    from drugfacts.label import forms, graphs
    from drugfacts.label.check import Asked

    failing = _outcomes(fail_on)
    asked = Asked(drug or "", _parted(kind), _outcomes(outcome), _parted(jurisdiction))
    checked, base = _checked(paths, as_of, asked, output)
    told = checked.told
    texts = {"table": forms.table, "json": forms.json_text, "csv": forms.csv_text}
    if form in texts:
        content = texts[form](told).encode()
    else:
        writers = {"turtle": graphs.turtle, "trig": graphs.trig}
        content = writers[form](told.verdicts, told.words, base)
    if form not in ("table", "json") and not checked.nothing:
        for remark in forms.remarks(told):
            click.echo(remark, err=True)
    if checked.nothing:
        click.echo(checked.nothing, err=True)
        ctx.exit(1)
    _write(content, output, f"{len(told.verdicts)} verdicts")
    ctx.exit(1 if any(verdict.outcome in failing for verdict in told.verdicts) else 0)


@label.command()
@options.paths
@_drug
@_jurisdiction
@_as_of
@_output
@click.pass_context
def endorse(
    ctx: click.Context,
    paths: tuple[str, ...],
    drug: str | None,
    jurisdiction: tuple[str, ...],
    as_of: str | None,
    output: str,
) -> None:
    r"""Write the short-cuts that labels endorse: df:labelledFor, as TriG.

    PATHS are those of 'drugfacts label check'. A drug is labelled for a condition where
    a claim of an indication is on-label, the label makes no restriction, and no other
    label of the place contraindicates or denies the use. The edges stand in a graph of
    their own for each jurisdiction, named by the day; the default graph names the
    verdicts that they come from. They never belong into the facts.

    \b
    Example:
        drugfacts label endorse --output labelled-for.trig
    """
    from drugfacts.label import endorsed, forms, graphs
    from drugfacts.label.check import Asked

    asked = Asked(drug or "", ("Indication",), (), _parted(jurisdiction))
    checked, base = _checked(paths, as_of, asked, output)
    if checked.nothing:
        click.echo(checked.nothing, err=True)
        ctx.exit(1)
    told, words = checked.told, checked.told.words
    found = endorsed.endorse(told.verdicts, checked.facts, words.as_of)
    for remark in forms.remarks(told):
        click.echo(remark, err=True)
    for held in found.held_back:
        click.echo(f"held back: {words.held_back(held)}", err=True)
    _write(graphs.shortcuts(found, words, base), output, f"{len(found.edges)} short-cuts")


@label.command()
@click.argument("old")
@click.argument("new")
@options.paths
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How changes are written.",
)
@_as_of
@_output
def diff(
    old: str, new: str, paths: tuple[str, ...], form: str, as_of: str | None, output: str
) -> None:
    r"""Tell what changed between two versions of a label, and which verdicts with it.

    OLD and NEW are files with one label each, or slugs, CURIEs or IRIs of labels in
    PATHS. The claims of PATHS on the same drug are held against both; without PATHS,
    those that ship with the package.

    \b
    Example:
        drugfacts label diff us-clonazepam-tablet us-klonopin
        drugfacts label diff before/label/us-examplol.ttl after/label/us-examplol.ttl mine
    """
    from drugfacts.graph import read
    from drugfacts.label import change_forms, versions
    from drugfacts.reporting import waivers

    day = waivers.day(as_of or reports.today())
    data = read.read(paths)
    _check_place(output, (*paths, old, new))
    found = versions.compare(old, new, data, day)
    forms = {
        "text": change_forms.text,
        "json": change_forms.json_text,
        "markdown": change_forms.markdown,
    }
    _write(forms[form](found).encode(), output, f"{len(found.changes)} changes")


def _checked(
    paths: tuple[str, ...], as_of: str | None, asked: Any, output: str
) -> tuple[Checked, str]:
    """Return what was checked, and the base IRI of the data."""
    from drugfacts.graph import read
    from drugfacts.label.check import check as derive
    from drugfacts.reporting import waivers

    day = waivers.day(as_of or reports.today())
    data = read.read(paths)
    inputs = [document.path for document in (*data.documents, *data.background)]
    _check_place(output, (*paths, *inputs))
    return derive(data, day, asked), data.base


def _check_place(output: str, inputs: Iterable[str]) -> None:
    from drugfacts.graph import files

    if not output:
        raise UsageError("--output is empty; name a file, or - for standard output.")
    if output != "-":
        files.check_places([Path(output)], inputs)


def _write(content: bytes, output: str, what: str) -> None:
    from drugfacts.graph import files

    if output == "-":
        click.echo(content, nl=False)
        return
    files.write({Path(output): content})
    click.echo(f"{output}: {what}", err=True)


def _parted(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return values that were given with commas between them."""
    return tuple(one.strip() for each in given for one in each.split(",") if one.strip())


def _outcomes(given: tuple[str, ...]) -> tuple[Outcome, ...]:
    from drugfacts.label.outcomes import Outcome

    names = _parted(given)
    wrong = [name for name in names if name not in _OUTCOMES]
    if wrong:
        raise UsageError(f"'{wrong[0]}' is no outcome; name one of {', '.join(_OUTCOMES)}.")
    return tuple(Outcome(name) for name in names)
