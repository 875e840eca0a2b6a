"""What stands on the page of an explanation, in order; forms only write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drugfacts.explain.derived import Derived
    from drugfacts.explain.model import Example, Rule, Term, Thing
    from drugfacts.explain.rules import Listed


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines whose parts stand in columns.

    Attributes:
        rows: The parts of each line.
        wrapped: Whether a last part that is too long goes on in its column.
    """

    rows: tuple[tuple[str, ...], ...]
    wrapped: bool = True


@dataclass(frozen=True, slots=True)
class Turtle:
    """Lines of Turtle as they are."""

    lines: tuple[str, ...]


Block: TypeAlias = Prose | Rows | Turtle


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, with what stands below it; without that it is left out."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A title, a line below it, and sections."""

    title: str
    note: str
    sections: tuple[Section, ...]


def of_rule(rule: Rule) -> Page:
    """Return the page of a rule."""
    iri = f"<{rule.iri}>" if rule.iri and rule.iri not in rule.name else ""
    kind = rule.severity or ("holds other rules" if rule.parts else "serves other shapes")
    rows = [("held against", one) for one in rule.scope]
    rows += [("along", rule.path)] if rule.path else []
    rows += [("asks for", one) for one in rule.asks]
    used = [("used by", one) for one in rule.used_by]
    also = (Prose(f"Also wrong: {'; '.join(rule.also_wrong)}."),) if rule.also_wrong else ()
    return Page(
        f"{rule.name} ({kind})",
        ", ".join(part for part in (rule.title, rule.place, iri) if part),
        (
            Section("Problem", _prose([rule.problem])),
            Section("Why it matters", _prose(rule.why)),
            Section("What it asks", (*_rows(_once([*rows, *used])), *_terms(rule.terms))),
            Section("Its rules", _rows(rule.parts)),
            Section("Wrong", (*_examples(rule.wrong), *also)),
            Section("Right", _examples(rule.right)),
            Section("How to fix", _prose([rule.fix])),
        ),
    )


def of_thing(thing: Thing) -> Page:
    """Return the page of a claim or another thing."""
    known = thing.title != thing.name
    count = sum(len(one.rules) for one in thing.held)
    broken = {told.rule for told in thing.findings}
    held = [(one.shape, *[", ".join(_marked(one.rules, one.shape, broken))]) for one in thing.held]
    found: list[Block] = []
    for told in thing.findings:
        found.append(Rows(((told.severity, told.rule, told.place),)))
        found.append(Prose(told.message))
    ask = f"'drugfacts explain {thing.findings[0].rule}' explains the first." if found else ""
    verdict = f"{count} rules apply to it, and {_broken(len(broken))}." if count else ""
    return Page(
        f"{thing.title} ({thing.name})" if known else thing.title,
        f"{thing.kind}, <{thing.iri}>" if thing.kind else f"<{thing.iri}>",
        (
            Section("What it says" if thing.claim else "What it is", _prose(thing.says)),
            *(Section(table.heading, _rows(table.rows)) for table in thing.tables),
            *_derived(thing.derived),
            Section("Terms", _terms(thing.terms)),
            Section("Rules", (*_prose([verdict]), *_rows(held))),
            Section("Findings", (*found, *_prose([ask]))),
            Section("What it does not mean", _prose(thing.not_said)),
        ),
    )


def _derived(derived: Derived | None) -> tuple[Section, ...]:
    """Return the verdicts on a claim and its conflicts; nothing for what is no claim."""
    if derived is None:
        return ()
    verdicts: list[Block] = [
        Rows(((each.label or "no label", each.outcome), ("", each.why), ("", each.age)))
        if each.age
        else Rows(((each.label or "no label", each.outcome), ("", each.why)))
        for each in derived.verdicts
    ]
    counting = [
        f"In {each.jurisdiction or 'no jurisdiction'}, {each.outcome} counts, as the most "
        "favourable that is not known to be replaced."
        for each in derived.counting
    ]
    clashes: list[Block] = []
    for one in derived.conflicts:
        who = ", ".join(one.stated) or "no source"
        clashes += [Rows(((one.other, one.says), ("", f"stated by {who}")))]
        clashes += [Prose(" ".join(one.why)), Prose(f"'drugfacts explain {one.name}' says more.")]
    aside = [derived.aside] if derived.aside else []
    return (
        Section(
            f"Verdicts of labels, as of {derived.as_of}", (*verdicts, *_prose(counting + aside))
        ),
        Section(f"Conflicts, as of {derived.as_of}", tuple(clashes)),
    )


def of_list(listed: Sequence[Listed]) -> Page:
    """Return the page with all rules, by group."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for one in listed:
        groups.setdefault(one.group, []).append((one.name, one.severity, one.problem))
    return Page(
        f"{len(listed)} rules",
        "'drugfacts explain RULE' says why, shows a wrong and a right example, and how to fix it.",
        tuple(
            Section(group, (Rows(tuple(rows), wrapped=False),)) for group, rows in groups.items()
        ),
    )


def _prose(texts: Iterable[str]) -> tuple[Prose, ...]:
    return tuple(Prose(part) for text in texts for part in text.split("\n\n") if part)


def _rows(rows: Iterable[tuple[str, ...]]) -> tuple[Rows, ...]:
    kept = tuple(rows)
    return (Rows(kept),) if kept else ()


def _once(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows with their first part only where it is another than above."""
    before = ["", *(row[0] for row in rows)]
    return [
        ("" if row[0] == above else row[0], *row[1:])
        for row, above in zip(rows, before, strict=False)
    ]


def _terms(terms: Iterable[Term]) -> tuple[Rows, ...]:
    return _rows((term.name, term.definition) for term in terms)


def _examples(examples: Iterable[Example]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for example in examples:
        said = f"{example.file}: {example.why}" if example.why else example.file
        blocks += [Prose(said), Turtle(example.turtle)]
    return tuple(blocks)


def _marked(rules: Iterable[str], shape: str, broken: set[str]) -> Iterable[str]:
    for rule in rules:
        local = "itself" if rule == shape else rule.removeprefix(shape).lstrip("-/")
        yield f"{local} (broken)" if rule in broken else local


def _broken(count: int) -> str:
    return f"{count} of them {'is' if count == 1 else 'are'} broken" if count else "none is broken"
