"""Changes between versions of a label as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from drugfacts.label.changes import Change, What
from drugfacts.label.dose_changes import NOT_READABLE, RULES, amounts
from drugfacts.label.table import TABLE
from drugfacts.label.words import NOTICES
from drugfacts.reporting.characters import json_escaped
from drugfacts.reporting.phrases import flat
from drugfacts.terms import DF
from drugfacts.text import columns, printable

if TYPE_CHECKING:
    from drugfacts.label.records import Claim, Label
    from drugfacts.label.versions import VerdictChange, Versions
    from drugfacts.label.words import Words

_NONE = "nothing"


def text(found: Versions) -> str:
    """Return changes in lines for people."""
    lines = [NOTICES, "", *_head(found), *found.remarks, ""]
    lines += _section("What changed", columns(_described(found), indent="  "))
    lines += [f"  {line}" for line in sentences(found)]
    rows = [tuple(row) for row in _verdicts(found)]
    lines += ["", *_section(_counted(found), columns(rows, indent="  "))]
    return "".join(f"{line}\n" for line in lines)


def markdown(found: Versions) -> str:
    """Return changes as Markdown, for comments and pages."""
    lines = [f"> {NOTICES}", ""]
    lines += [*(f"- {_escaped(line)}" for line in (*_head(found), *found.remarks)), ""]
    lines += ["## What changed", ""]
    lines += [f"- {_escaped(' '.join(row))}" for row in _described(found)]
    lines += [f"- {_escaped(line)}" for line in sentences(found)]
    lines += ["", f"## {_escaped(_counted(found))}", ""]
    rows = [[_escaped(part) for part in row] for row in _verdicts(found)]
    if rows:
        lines += ["| claim | before | after |", "|---|---|---|"]
        lines += [f"| {what} | {before} | {after} |" for what, before, _, after in rows]
    return "".join(f"{line}\n" for line in lines)


def json_text(found: Versions) -> str:
    """Return changes as one JSON object."""
    words = found.words
    document = {
        "notice": NOTICES,
        "as_of": words.as_of,
        "old": _label(found.old, found.ages[0]),
        "new": _label(found.new, found.ages[1]),
        "remarks": list(found.remarks),
        "described": {
            name: {"old": old or None, "new": new or None}
            for name, (old, new) in found.described.items()
        },
        "changes": [_change(each, words) for each in found.changes],
        "verdicts": [_verdict(each, words) for each in found.verdicts],
        "claims": found.claims,
    }
    return json_escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def sentences(found: Versions) -> list[str]:
    """Return one sentence for each change, in words that a pharmacist would use."""
    return [flat(line) for each in found.changes for line in _sentences(each, found.words)]


def _sentences(change: Change, words: Words) -> Iterator[str]:
    noun = _noun(change, words)
    old, new = (_said(claims, words) for claims in (change.old, change.new))
    if change.what is What.DOSE:
        for number in change.numbers:
            sides = f"{number.old or _NONE} → {number.new or _NONE}"
            place = _place(change.new[0], words)
            if number.way == NOT_READABLE:
                yield f"Dose, {place}: {sides} ({_unreadable(change, words)})"
            else:
                yield f"{number.name.capitalize()} {number.way}, {place}: {sides}"
        yield from _rules(change, words)
    elif change.what is What.QUALIFIED:
        if change.added:
            yield f"{noun}: restriction added to {new}: {words.pairs(change.added)}"
        if change.dropped:
            yield f"{noun}: restriction dropped from {old}: {words.pairs(change.dropped)}"
    elif change.what in (What.NARROWED, What.BROADENED):
        yield f"{noun} {change.what}: {old} → {new}"
    else:
        yield _come_or_gone(change, noun, old or new, words)


def _unreadable(change: Change, words: Words) -> str:
    """Return which statements of a dose cannot be read."""
    doses = (*change.old, *change.new)
    return ", ".join(words.short(x.iri) for x in doses if x.regimen and x.regimen.fault)


def _rules(change: Change, words: Words) -> Iterator[str]:
    """Yield what a dose says otherwise of itself, such as its relation to food."""
    before, after = dict(change.dropped), dict(change.added)
    for name in sorted({*before, *after}):
        sides = [
            words.value(name, side[name]) if name in side else _NONE for side in (before, after)
        ]
        place = _place(change.new[0], words)
        yield f"Dose changed, {place}: {words.names.property(name)}: {sides[0]} → {sides[1]}"


def _come_or_gone(change: Change, noun: str, said: str, words: Words) -> str:
    """Return what was added or removed, or only recorded in one of both versions."""
    came = change.what is What.ADDED
    under = _said(change.under, words)
    place = f"; it {'was under' if came else 'is still under'} {under}" if under else ""
    if change.certain:
        return f"{noun} {'added' if came else 'removed'}: {said}{place}"
    side, way = ("old", "recorded now") if came else ("new", "no longer recorded")
    return f"{noun} {way}: {said}{place} (the {side} version is not recorded completely for it)"


def _noun(change: Change, words: Words) -> str:
    claim = (*change.old, *change.new)[0]
    noun = "boxed topic" if change.kind == DF.BoxedWarning else words.kind(change.kind)
    if change.kind == DF.Dosing and claim.regimen is not None:
        noun = "dose"
    noun = f"denied {noun}" if claim.denied else noun
    return f"{noun[:1].upper()}{noun[1:]}"


def _said(claims: Iterable[Claim], words: Words) -> str:
    return "; ".join(dict.fromkeys(_one(claim, words) for claim in claims))


def _one(claim: Claim, words: Words) -> str:
    if claim.regimen is not None:
        rules = words.pairs(sorted((n, v) for n, v in claim.scope.items() if n in RULES))
        said = f"{amounts(claim.regimen)}{f' ({rules})' if rules else ''}"
        return f"{said}, {_place(claim, words)}"
    names = TABLE[claim.kind][0].shape.of(claim)
    rest = sorted((n, v) for n, v in claim.scope.items() if n not in names)
    said = " ".join(words.said(claim, name) for name in names) or words.short(claim.iri)
    return f"{said} ({words.pairs(rest)})" if rest else said


def _place(claim: Claim, words: Words) -> str:
    limits = words.pairs(sorted((n, v) for n, v in claim.scope.items() if n not in RULES))
    return f"for {limits}" if limits else "for any use"


def _head(found: Versions) -> tuple[str, str]:
    old, new = (found.words.short(label.iri) for label in (found.old, found.new))
    return f"old {old}: {found.ages[0]}", f"new {new}: {found.ages[1]}"


def _described(found: Versions) -> list[tuple[str, str]]:
    words = found.words

    def shown(name: str, value: str) -> str:
        many = name in ("route", "dose form", "complete for")
        said = ", ".join(map(words.called, value.split())) if many else value
        return printable(said) or ("nothing" if name == "complete for" else "unknown")

    return [
        (f"{name}:", f"{shown(name, old)} → {shown(name, new)}")
        for name, (old, new) in found.described.items()
    ]


def _verdicts(found: Versions) -> Iterator[tuple[str, str, str, str]]:
    words = found.words
    for each in found.verdicts:
        what = f"{words.kind(each.claim.kind)}: {words.claim(each.claim)}"
        before = str(each.old.outcome) if each.old else "no such dose"
        after = f"{each.new.outcome}; {words.why(each.new)}" if each.new else "no such dose"
        yield flat(what), before, "→", flat(after)


def _section(title: str, rows: list[str]) -> list[str]:
    return [title, *rows]


def _counted(found: Versions) -> str:
    changed, all_ = len({each.claim.iri for each in found.verdicts}), found.claims
    return f"{changed} of {all_} claim{'' if all_ == 1 else 's'} on the drug change their verdict"


def _label(label: Label, age: str) -> dict[str, Any]:
    return {
        "label": label.iri,
        "set_id": label.set_id or None,
        "version": label.version or None,
        "issued": label.issued or None,
        "jurisdiction": label.jurisdiction or None,
        "age": age,
    }


def _change(change: Change, words: Words) -> dict[str, Any]:
    return {
        "what": change.what,
        "kind": change.kind,
        "old": [claim.iri for claim in change.old],
        "new": [claim.iri for claim in change.new],
        "certain": change.certain,
        "under": [claim.iri for claim in change.under],
        "added": [{"property": name, "value": value} for name, value in change.added],
        "dropped": [{"property": name, "value": value} for name, value in change.dropped],
        "numbers": [
            {"name": n.name, "way": n.way, "old": n.old or None, "new": n.new or None}
            for n in change.numbers
        ],
        "says": [flat(line) for line in _sentences(change, words)],
    }


def _verdict(change: VerdictChange, words: Words) -> dict[str, Any]:
    return {
        "claim": change.claim.iri,
        "says": words.claim(change.claim),
        "old": change.old.outcome if change.old else None,
        "new": change.new.outcome if change.new else None,
        "why": words.why(change.new) if change.new else None,
    }


def _escaped(line: str) -> str:
    """Return a text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~&" else c for c in flat(line))
