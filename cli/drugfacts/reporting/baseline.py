"""Known findings: a file of what is not to fail a run, and what of it is gone."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import BlankNode, NamedNode, RdfFormat

from drugfacts.errors import InputError, LimitError
from drugfacts.graph import guard
from drugfacts.graph.dataset import parts
from drugfacts.graph.parsing import text_of
from drugfacts.graph.turtle.tokens import place
from drugfacts.model import Suppression, Why
from drugfacts.reporting import json_places
from drugfacts.reporting.objects import array
from drugfacts.reporting.report import Fixed
from drugfacts.reporting.selection import stays

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from drugfacts.graph.dataset import DataSet
    from drugfacts.model import Finding

VERSION = 1
"""The version of the form of the file."""

MAX_LENGTH = 64 * 1024 * 1024
"""The longest file that is read, in characters: a few hundred thousand findings."""

_BLANK = "_:"


class Identity(NamedTuple):
    """What makes a finding the same one in another run: not its place or message.

    Attributes:
        rule: Id of the rule.
        focus: What it is about; ``_:`` for a blank node, as its label is an accident.
        path: The result path.
        value: The offending term; ``_:`` for a blank node.
        component: IRI of the constraint component.
    """

    rule: str
    focus: str
    path: str
    value: str
    component: str


@dataclass(frozen=True)
class Baseline:
    """Findings that are known.

    Attributes:
        counts: How many findings of each identity are known.
    """

    counts: Mapping[Identity, int]

    def apply(
        self,
        findings: Iterable[Finding],
        rules: Collection[str] | None = None,
        elsewhere: Collection[str] = (),
    ) -> tuple[tuple[Finding, ...], tuple[Fixed, ...]]:
        """Mark the findings that are known, and tell which known ones are gone.

        Of four findings of one identity of which three are known, the last one by place
        is new. A finding that is waived is neither marked nor gone.

        Args:
            findings: Findings of a run, waivers applied.
            rules: The rules that were asked for; None means all. A known finding of
                another rule is not gone: nobody looked.
            elsewhere: Things that this run did not look at; see `elsewhere`.

        Returns:
            The findings in their order, and what is gone, sorted.
        """
        found = tuple(replace(f, suppression=None) if _is_known(f) else f for f in findings)
        there = Counter(map(identity, found))
        known = self._marked(found)
        gone = [
            name
            for name, count in sorted(self.counts.items())
            if (rules is None or name.rule in rules) and name.focus not in elsewhere
            for _ in range(count - there[name])
        ]
        marked = tuple(
            replace(finding, suppression=Suppression(Why.KNOWN)) if n in known else finding
            for n, finding in enumerate(found)
        )
        return marked, tuple(Fixed(g.rule, g.focus, g.path, g.value) for g in gone)

    def _marked(self, findings: Sequence[Finding]) -> set[int]:
        """Return which findings are known, by their numbers."""
        left = Counter(self.counts)
        marked: set[int] = set()
        for n in sorted(range(len(findings)), key=lambda n: _order(findings[n])):
            name = identity(findings[n])
            if findings[n].counts and not stays(name.rule) and left[name] > 0:
                left[name] -= 1
                marked.add(n)
        return marked


def read(path: Path) -> Baseline:
    """Read a baseline from its file, ``-`` for standard input.

    Raises:
        UsageError: there is no such file.
        InputError: it is not such a file, or knows what cannot be known.
        LimitError: it is too long or nests too deeply.
    """
    text, name = text_of(path), str(path)
    if len(text) > MAX_LENGTH:
        raise LimitError(f"{name}: is longer than {MAX_LENGTH} characters; correct some findings.")
    guard.check(text, RdfFormat.JSON_LD, name)
    whole = _json(text, name)
    if not isinstance(whole, dict) or not isinstance(whole.get("findings"), list):
        raise _error(text, name, 0, 'no baseline, which is an object with a list "findings"')
    if type(whole.get("version")) is not int or whole["version"] != VERSION:
        at = json_places.member(text, "version") or 0
        raise _error(text, name, at, f'not of version {VERSION}, as "version" should say')
    counts: Counter[Identity] = Counter()
    for n, entry in enumerate(whole["findings"]):
        fault = _fault(entry)
        if fault:
            start = json_places.member(text, "findings") or 0
            raise _error(text, name, json_places.items(text, start)[n], fault)
        counts[Identity(*(entry[field] for field in Identity._fields))] += entry["count"]
    return Baseline(counts)


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _error(text, name, error.pos, f"not JSON ({error.msg.lower()})") from error
    except ValueError as error:
        raise _error(text, name, 0, "not for us: it holds an endless number") from error


def _fault(entry: object) -> str:
    """Return what is wrong with an entry, or ""."""
    if not isinstance(entry, dict) or set(entry) != {*Identity._fields, "count"}:
        return f"no finding, which has {', '.join(Identity._fields)} and count"
    wrong = [field for field in Identity._fields if not isinstance(entry[field], str)]
    if wrong:
        return f'no finding, as its "{wrong[0]}" is not text'
    if type(entry["count"]) is not int or entry["count"] < 1:
        return 'no finding, as its "count" is not a whole number from 1'
    return f"{entry['rule']}, which cannot be known" if stays(entry["rule"]) else ""


def _error(text: str, name: str, offset: int, said: str) -> InputError:
    return InputError(
        f"this is {said}; correct it, or write the baseline anew.", name, *place(text, offset)
    )


def identity(finding: Finding) -> Identity:
    """Return what makes a finding the same one in another run."""
    return Identity(
        finding.rule,
        _named(finding.focus),
        finding.path,
        _named(finding.value),
        finding.component,
    )


def elsewhere(data: DataSet) -> frozenset[str]:
    """Return the things that only the background of a data set describes.

    A run over one file of many does not report on them, so that their known findings
    are not gone. Blank nodes have no name to be told by: where the background has some,
    none is taken for gone.
    """
    there = {parts(quad)[0] for document in data.background for quad in document.quads}
    names = {node.value for node in there - data.subjects if isinstance(node, NamedNode)}
    return frozenset(names | {_BLANK for node in there if isinstance(node, BlankNode)})


def text(findings: Iterable[Finding]) -> str:
    """Return the baseline of a run, as it is written: sorted, a finding on each line.

    What is waived is left out, as the waiver tells why and until when, and so is what
    always counts, such as ``nothing-checked``.
    """
    kept = Counter(
        identity(finding)
        for finding in findings
        if (finding.counts or _is_known(finding)) and not stays(finding.rule)
    )
    entries = ({**name._asdict(), "count": kept[name]} for name in sorted(kept))
    return f'{{\n  "version": {VERSION},\n  "findings": {"".join(array(entries, 2))}\n}}\n'


def _is_known(finding: Finding) -> bool:
    return finding.suppression is not None and finding.suppression.why is Why.KNOWN


def _named(term: str) -> str:
    return _BLANK if term.startswith(_BLANK) else term


def _order(finding: Finding) -> tuple[object, ...]:
    return (*finding.sort_key(), finding.severity, finding.shape, finding.level)
