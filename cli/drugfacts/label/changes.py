"""What changed between two versions of a label: pure functions of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drugfacts.label.dose_changes import RULES, NumberChange, given, numbers
from drugfacts.label.matching import DETAILS, restrictions
from drugfacts.label.records import KINDS, Claim, Hierarchy, Label, Pair
from drugfacts.label.table import TABLE
from drugfacts.terms import DF


class What(StrEnum):
    """What happened to a statement of a label."""

    ADDED = "added"
    REMOVED = "removed"
    NARROWED = "narrowed"
    BROADENED = "broadened"
    QUALIFIED = "restrictions changed"
    DOSE = "dose changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two versions.

    Attributes:
        what: What happened.
        kind: IRI of the kind of claim.
        old: The statements of the old version that it is about.
        new: Those of the new version.
        certain: Whether both versions are recorded completely for the kind. If not, what
            is gone or new may only have been recorded in one of them.
        under: Statements of the other version that still, or already, include it.
        added: Restrictions and details that only the new version has.
        dropped: Those that only the old version has.
        numbers: The numbers of a dose that changed.
    """

    what: What
    kind: str
    old: tuple[Claim, ...] = ()
    new: tuple[Claim, ...] = ()
    certain: bool = True
    under: tuple[Claim, ...] = ()
    added: tuple[Pair, ...] = ()
    dropped: tuple[Pair, ...] = ()
    numbers: tuple[NumberChange, ...] = ()


def changes(old: Label, new: Label, order: Hierarchy) -> tuple[Change, ...]:
    """Return what changed between two versions of a label, by kind.

    Args:
        old: The old version.
        new: The new version.
        order: The order of concepts.
    """
    found: list[Change] = []
    for kind in _KINDS:
        for denied in (False, True):
            sides = [
                [_Said(c, label) for c in label.claims if (c.kind, c.denied) == (kind, denied)]
                for label in (old, new)
            ]
            certain = old.is_complete_for(kind), new.is_complete_for(kind)
            found += _of_kind(kind, sides[0], sides[1], certain, order)
    return tuple(found)


_FIRST = (DF.BoxedWarning, DF.Contraindication, DF.Indication, DF.Dosing)
_KINDS = (*_FIRST, *(kind for kind in KINDS if kind not in _FIRST))
"""The kinds, what matters most first."""


class _Said:
    """A statement of a label: its object, and what restricts and details it."""

    def __init__(self, claim: Claim, label: Label) -> None:
        self.claim = claim
        self.is_dose = claim.regimen is not None
        names = () if self.is_dose else TABLE[claim.kind][0].shape.of(claim)
        self.objects = tuple((name, claim.scope[name]) for name in names)
        limits = restrictions(claim, label, names)
        details = {n: claim.scope[n] for n in DETAILS if n in claim.scope and n not in names}
        rules = {n: claim.scope[n] for n in RULES if self.is_dose and n in claim.scope}
        self.place = frozenset({**limits, **details}.items())
        self.more = self.place | frozenset(rules.items())
        self.gives = given(claim.regimen)
        self.signature = (self.objects, self.more, claim.regimen)

    def includes(self, other: _Said, order: Hierarchy) -> bool:
        """Tell whether its object is the same as another, or broader."""
        mine, theirs = dict(self.objects), dict(other.objects)
        return (
            bool(mine)
            and mine.keys() == theirs.keys()
            and all(order.includes(mine[name], theirs[name]) for name in mine)
        )


def _of_kind(
    kind: str, before: list[_Said], after: list[_Said], certain: tuple[bool, bool], order: Hierarchy
) -> Iterable[Change]:
    signatures = [{said.signature for said in side} for side in (before, after)]
    old = [said for said in before if said.signature not in signatures[1]]
    new = [said for said in after if said.signature not in signatures[0]]
    sure = all(certain)
    for one, other in _pairs(old, new):
        added = tuple(sorted(other.more - one.more))
        dropped = tuple(sorted(one.more - other.more))
        changed = numbers(one.claim.regimen, other.claim.regimen)
        if one.is_dose and not (changed or added or dropped):
            continue
        what = What.DOSE if one.is_dose else What.QUALIFIED
        yield Change(what, kind, (one.claim,), (other.claim,), True, (), added, dropped, changed)
    for one in list(old):
        narrower = [o for o in new if one.includes(o, order) and one.objects != o.objects]
        if narrower:
            _take(old, [one])
            _take(new, narrower)
            yield Change(What.NARROWED, kind, (one.claim,), _claims(narrower), sure)
    for other in list(new):
        narrower = [o for o in old if other.includes(o, order) and other.objects != o.objects]
        if narrower:
            _take(new, [other])
            _take(old, narrower)
            yield Change(What.BROADENED, kind, _claims(narrower), (other.claim,), sure)
    for one in old:
        under = _claims(o for o in after if o.includes(one, order))
        yield Change(What.REMOVED, kind, (one.claim,), (), certain[1], under)
    for other in new:
        under = _claims(o for o in before if o.includes(other, order))
        yield Change(What.ADDED, kind, (), (other.claim,), certain[0], under)


def _pairs(old: list[_Said], new: list[_Said]) -> list[tuple[_Said, _Said]]:
    """Take and return what is about one object on both sides, the most alike first.

    Doses belong together when they are for the same condition, population and phase.
    """
    close = sorted(
        (
            *(len(one.gives ^ other.gives), len(one.more ^ other.more)),
            *(one.claim.iri, other.claim.iri, i, j),
        )
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if one.is_dose == other.is_dose
        and one.objects == other.objects
        and (one.place == other.place if one.is_dose else bool(one.objects))
    )
    found: list[tuple[int, int]] = []
    for *_, i, j in close:
        if all(i != a and j != b for a, b in found):
            found.append((i, j))
    pairs = [(old[i], new[j]) for i, j in found]
    _take(old, [one for one, _ in pairs])
    _take(new, [other for _, other in pairs])
    return pairs


def same_doses(old: Label, new: Label) -> tuple[tuple[str, str], ...]:
    """Return which dose of a label became which: pairs of IRIs, "" where one has no such dose.

    Doses that did not change are themselves; of the others, those belong together that are
    for the same condition, population and phase, the most alike first.
    """
    before, after = (
        [_Said(claim, label) for claim in label.claims if claim.regimen is not None]
        for label in (old, new)
    )
    pairs = []
    for one in list(before):
        same = [other for other in after if other.signature == one.signature]
        if same:
            pairs.append((one, min(same, key=lambda said: said.claim.iri != one.claim.iri)))
            _take(before, [one])
            _take(after, [pairs[-1][1]])
    pairs += _pairs(before, after)
    found = [(one.claim.iri, other.claim.iri) for one, other in pairs]
    found += [(one.claim.iri, "") for one in before]
    found += [("", other.claim.iri) for other in after]
    return tuple(sorted(found))


def _take(side: list[_Said], taken: Sequence[_Said]) -> None:
    side[:] = [said for said in side if not any(said is each for each in taken)]


def _claims(said: Iterable[_Said]) -> tuple[Claim, ...]:
    return tuple(each.claim for each in said)


def described(old: Label, new: Label) -> Mapping[str, tuple[str, str]]:
    """Return what else differs between two labels: values before and after, by name."""
    sides = {
        "version": (old.version, new.version),
        "date": (old.issued, new.issued),
        "captured": (old.retrieved, new.retrieved),
        "set id": (old.set_id, new.set_id),
        "jurisdiction": (old.jurisdiction, new.jurisdiction),
        "route": _listed(old.routes, new.routes),
        "dose form": _listed(old.forms, new.forms),
        "complete for": _listed(old.complete_for, new.complete_for),
    }
    return {name: pair for name, pair in sides.items() if pair[0] != pair[1]}


def _listed(old: frozenset[str], new: frozenset[str]) -> tuple[str, str]:
    before, after = (" ".join(sorted(values)) for values in (old, new))
    return before, after
