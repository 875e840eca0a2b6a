"""Finding the conflicts of a data set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from drugfacts import iris
from drugfacts.conflict import grounds
from drugfacts.conflict.hierarchy import hierarchy
from drugfacts.conflict.propositions import Proposition, propositions
from drugfacts.conflict.table import TABLE
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.conflict.grounds import Ground
    from drugfacts.conflict.hierarchy import Hierarchy
    from drugfacts.graph.dataset import DataSet, Term

COLLECTION = "conflict"
_SLUG = iris.SLUG.pattern
_FRAGMENT = re.compile(rf"({'|'.join(iris.DOCUMENT_COLLECTIONS)})/({_SLUG})#({_SLUG})")
_ORDER = {kind: n for n, kind in enumerate(TABLE)}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both hold; which is first means nothing.

    Attributes:
        iri: Its IRI, made of those of the two claims.
        kind: The class of both claims.
        drugs: The drugs that they are about, those of a product included.
        first: The claim whose IRI comes first.
        second: The other.
        grounds: Why they cannot both hold, at least one reason.
    """

    iri: str
    kind: str
    drugs: tuple[Term, ...]
    first: NamedNode
    second: NamedNode
    grounds: tuple[Ground, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The classes of the conflict, sorted."""
        return tuple(sorted({ground.kind for ground in self.grounds}))


def conflicts(data: DataSet) -> list[Conflict]:
    """Return the conflicts of which at least one claim is in the named documents.

    Only claims of articles are compared with each other, and those of one label. Claims
    that another curation overruled are left out.

    Returns:
        The conflicts by drug, kind of claim and IRI, each once.
    """
    order = hierarchy(data)
    groups: dict[object, list[Proposition]] = {}
    for one in propositions(data, frozenset(TABLE)):
        if one.about:
            qualifiers = one.without(*TABLE[one.kind].said)
            groups.setdefault((one.kind, one.about, qualifiers), []).append(one)
    found = [
        Conflict(
            iri=iri_of(one.claim, other.claim, data.base),
            kind=one.kind,
            drugs=drugs_of(one, data),
            first=one.claim,
            second=other.claim,
            grounds=tuple(why),
        )
        for members in groups.values()
        for one, other in _pairs(members)
        if one.claim in data.subjects or other.claim in data.subjects
        if (why := list(clash(one, other, order)))
    ]
    return sorted(found, key=lambda each: (list(map(str, each.drugs)), _ORDER[each.kind], each.iri))


def _pairs(members: list[Proposition]) -> Iterator[tuple[Proposition, Proposition]]:
    """Yield the pairs of which a test can find anything, in the order of the claims."""
    if TABLE[members[0].kind].tests:
        yield from combinations(members, 2)
        return
    denied = [one for one in members if one.denied]
    for one in denied:
        for other in members:
            if not other.denied:
                first, second = sorted((one, other), key=lambda each: each.claim.value)
                yield first, second


def clash(one: Proposition, other: Proposition, order: Hierarchy) -> Iterator[Ground]:
    """Yield why two claims cannot both hold; nothing when they can.

    It is symmetric: given the other way round, the same grounds turn round.
    """
    if other.claim.value < one.claim.value:
        yield from (ground.turned() for ground in clash(other, one, order))
        return
    row = TABLE[one.kind]
    if (
        one.kind != other.kind
        or one.about != other.about
        or not set(one.spheres) & set(other.spheres)
        or one.without(*row.said) != other.without(*row.said)
    ):
        return
    if one.denied != other.denied:
        asserted, denied = (other, one) if one.denied else (one, other)
        found = grounds.negation(asserted, denied, order, row.objects, row.values)
        if found:
            yield found.turned() if one.denied else found
    elif not one.denied:
        for test in row.tests:
            ground = test(one, other, order)
            if ground:
                yield ground


def iri_of(one: NamedNode, other: NamedNode, base: str) -> str:
    """Return the IRI of a conflict: the same for the same two claims, in either order."""
    return f"{base}{COLLECTION}/{'--'.join(sorted(named(c.value, base) for c in (one, other)))}"


def named(iri: str, base: str) -> str:
    """Return a fragment as a part of a name; no slug has a full stop or two hyphens in a row."""
    found = _FRAGMENT.fullmatch(iri.removeprefix(base)) if base else None
    if found is None:
        return sha256(iri.encode()).hexdigest()[:32]
    collection, document, fragment = found.groups()
    return f"{collection}-{document}.{fragment}"


def drugs_of(claim: Proposition, data: DataSet) -> tuple[Term, ...]:
    """Return the drugs that a claim is about, and those of the product that it is about."""
    found: set[Term] = set()
    for about in claim.about:
        held = data.values(about, DF.ingredient) if isinstance(about, NamedNode) else []
        found.update(held or [about])
    return tuple(sorted(found, key=str))


def chosen(
    found: Iterable[Conflict], drugs: Iterable[Term] = (), kinds: Iterable[str] = ()
) -> list[Conflict]:
    """Return the conflicts about some drugs and of some kinds of claim; nothing means all."""
    wanted, classes = set(drugs), set(kinds)
    return [
        each
        for each in found
        if (not wanted or wanted & set(each.drugs)) and (not classes or each.kind in classes)
    ]
