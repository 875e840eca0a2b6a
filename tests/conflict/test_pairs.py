"""Generated pairs of claims, whose answer is known from how they were made.

Nothing here asks the code under test what a conflict is: a recipe writes two claims as
Turtle and says whether both can hold. Each pair is of a drug of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import pytest

from drugfacts.conflict.find import Conflict, conflicts
from drugfacts.terms import DF

if TYPE_CHECKING:
    from drugfacts.graph.dataset import DataSet

Build: TypeAlias = "Callable[..., DataSet]"

SEED = 20261122
EACH = 250
"""How many pairs of each kind of conflict are made that conflict, and as many that do not."""

DEPTH = 4
"""How deep the invented concepts go: c1-2-1 is below c1-2, which is below c1."""

BROADER_FOLLOWS = {
    "Classification": "drugClass",
    "Action": "actionType",
    "Onset": "onsetSpeed",
    "Indication": "condition",
    "PrimaryUse": "condition",
    "TreatmentOutcome": "change",
    "AdverseEffect": "effect",
    "Risk": "effect",
    "WithdrawalEffect": "effect",
    "Interaction": "interactsWith",
    "BoxedWarning": "effect",
    "Mechanism": "target",
}
"""Kinds of which a claim about a concept is one about what includes it."""

NARROWER_FOLLOWS = {"Contraindication": "condition", "Precaution": "activity"}
"""Kinds of which a claim about a concept is one about all that it includes."""

QUALIFIERS = {
    "Indication": ("population", "setting", "duration", "circumstance", "route", "role"),
    "AdverseEffect": ("population", "circumstance", "condition"),
    "Risk": ("population", "circumstance", "condition"),
    "WithdrawalEffect": ("circumstance",),
    "Precaution": ("population", "circumstance"),
    "Advice": ("circumstance", "condition", "population"),
    "Onset": ("condition", "route", "setting"),
    "Dosing": ("condition", "population", "dosingPhase"),
    "TreatmentOutcome": ("condition",),
    "TestedDuration": ("condition",),
    "Mechanism": ("actionType",),
}


@dataclass(frozen=True)
class Claim:
    kind: str
    said: dict[str, str]
    qualifiers: dict[str, str] = field(default_factory=dict)
    denied: bool = False
    sources: tuple[str, ...] = ("source/s1#a",)
    overruled: bool = False

    def turtle(self, iri: str, drug: str) -> str:
        rows = [f"a df:{self.kind}", f"df:about <{drug}>"]
        rows += [f"df:{name} {value}" for name, value in {**self.qualifiers, **self.said}.items()]
        rows += [f"df:statedIn <https://example.org/facts/{source}>" for source in self.sources]
        rows += ["df:polarity df:Denied"] if self.denied else []
        rows += ["df:reviewState <https://example.org/facts/review/overruled>"] * self.overruled
        return f"<{iri}> {' ; '.join(rows)} .\n"


@dataclass(frozen=True)
class Case:
    first: Claim
    second: Claim
    other_drug: bool = False


def concept(path: tuple[int, ...]) -> str:
    return f"<https://example.org/facts/c/c{'-'.join(map(str, path))}>"


def world() -> str:
    """Return a tree of concepts, in which c1 excludes c2, with sources and labels."""
    lines = []
    for depth in range(1, DEPTH + 1):
        for path in product((1, 2, 3), repeat=depth):
            above = f" ; skos:broader {concept(path[:-1])}" if path[1:] else ""
            apart = " ; df:excludes " + concept((2,)) if path == (1,) else ""
            lines.append(f"{concept(path)} a df:Condition{above}{apart} .")
    for n in range(1, 5):
        at = "https://example.org/facts/source/s"
        lines.append(f"<{at}{n}> a df:Article . <{at}{n}#a> df:passageOf <{at}{n}> .")
        at = "https://example.org/facts/label/l"
        lines.append(f"<{at}{n}> a df:Label . <{at}{n}#a> df:passageOf <{at}{n}> .")
    lines.append('unit:mg qudt:ucumCode "mg" . unit:ug qudt:ucumCode "ug" .')
    return "\n".join(lines)


def deep(chance: random.Random, least: int = 1, most: int = DEPTH) -> tuple[int, ...]:
    return tuple(chance.randint(1, 3) for _ in range(chance.randint(least, most)))


def below(chance: random.Random, path: tuple[int, ...]) -> tuple[int, ...]:
    """Return a concept below another one."""
    return path + deep(chance, 1, DEPTH - len(path))


def beside(chance: random.Random, path: tuple[int, ...]) -> tuple[int, ...]:
    """Return a concept that neither is another nor above or below it."""
    at = chance.randrange(len(path))
    step = chance.choice([n for n in (1, 2, 3) if n != path[at]])
    return (*path[:at], step, *deep(chance, 0, DEPTH - at - 1))


def qualified(chance: random.Random, kind: str, *taken: str) -> dict[str, str]:
    free = [name for name in QUALIFIERS.get(kind, ()) if name not in taken]
    some = chance.sample(free, chance.randint(0, len(free)))
    return {name: concept(deep(chance)) for name in some}


def stated(chance: random.Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the passages of two claims that may be compared."""
    if chance.random() < 0.25:
        label = (f"label/l{chance.randint(1, 4)}#a",)
        return label, label
    one, other = chance.sample(range(1, 5), 2)
    return (f"source/s{one}#a",), (f"source/s{other}#a",)


def negation(chance: random.Random) -> tuple[Case, Case]:
    """Return an assertion and a denial that clash, and two that do not."""
    kind, name = chance.choice(sorted({**BROADER_FOLLOWS, **NARROWER_FOLLOWS}.items()))
    broad = deep(chance, 1, DEPTH - 1)
    narrow = chance.choice([broad, below(chance, broad)])
    down = kind in NARROWER_FOLLOWS
    asserted, denied = (broad, narrow) if down else (narrow, broad)
    qualifiers = qualified(chance, kind, name)
    mine, theirs = stated(chance)
    first = Claim(kind, {name: concept(asserted)}, qualifiers, sources=mine)
    second = Claim(kind, {name: concept(denied)}, qualifiers, denied=True, sources=theirs)
    if narrow != broad:  # what is denied does not follow from what is asserted
        first_other = replace(first, said=second.said)
        return Case(first, second), Case(first_other, replace(second, said=first.said))
    apart = {name: concept(beside(chance, asserted))}
    return Case(first, second), Case(first, replace(second, said=apart))


def use(chance: random.Random) -> tuple[Case, Case]:
    """Return two main uses that differ, and two of which one includes the other."""
    path = deep(chance, 1, DEPTH - 1)
    one, other = chance.sample(range(1, 5), 2)
    mine, theirs = (f"source/s{one}#a",), (f"source/s{other}#a",)
    first = Claim("PrimaryUse", {"condition": concept(path)}, sources=mine)
    apart = Claim("PrimaryUse", {"condition": concept(beside(chance, path))}, sources=theirs)
    near = replace(apart, said={"condition": concept(below(chance, path))})
    both = replace(apart, sources=(*mine, *theirs))
    return Case(first, apart), Case(
        first, chance.choice([near, both, replace(apart, sources=mine)])
    )


def strength(chance: random.Random) -> tuple[Case, Case]:
    milligrams = chance.randint(1, 400)
    more = milligrams + chance.randint(1, 50)

    def of(number: int, unit: str) -> dict[str, str]:
        amount = f"{number}.0" if unit == "mg" else f"{number * 1000}.00"
        return {"strengthAmount": amount, "strengthUnit": f"unit:{unit}"}

    units = [chance.choice(["mg", "ug"]) for _ in range(3)]
    mine, theirs = stated(chance)
    first = Claim("MarketedStrength", of(milligrams, units[0]), sources=mine)
    second = Claim("MarketedStrength", of(more, units[1]), sources=theirs)
    return Case(first, second), Case(first, replace(second, said=of(milligrams, units[2])))


def studied(chance: random.Random) -> tuple[Case, Case]:
    """Return two times of study that differ whatever months are meant, and two that need not."""
    months = chance.randint(1, 30)
    mine, theirs = stated(chance)
    qualifiers = qualified(chance, "TestedDuration")
    first = Claim("TestedDuration", {"durationMax": f'"P{months}M"^^xsd:duration'}, qualifiers)
    off = chance.choice([months * 31 + chance.randint(10, 90), max(1, months * 28 - 25)])
    start = date(1996 + chance.randint(0, 9), chance.randint(1, 12), 1)
    years, month = divmod(start.month - 1 + months, 12)
    possible = (date(start.year + years, month + 1, 1) - start).days
    days = [f'"P{n}D"^^xsd:duration' for n in (off, possible)]
    first = replace(first, sources=mine)
    second = replace(first, said={"durationMax": days[0]}, sources=theirs)
    return Case(first, second), Case(first, replace(second, said={"durationMax": days[1]}))


def doses(chance: random.Random) -> tuple[Case, Case]:
    """Return doses without a common value, and doses with one; told by listing all values."""
    found: dict[bool, Case] = {}
    name = chance.choice(["singleDose", "dailyDose", "dosesPerDay"])
    qualifiers = qualified(chance, "Dosing")
    mine, theirs = stated(chance)
    while len(found) < 2:
        ends = [sorted(chance.choices(range(1, 15), k=2)) for _ in range(2)]
        open_ended = [chance.choice(["", "", "low", "high"]) for _ in range(2)]
        claims, values = [], []
        for (low, high), without, sources in zip(ends, open_ended, (mine, theirs), strict=True):
            micro = name != "dosesPerDay" and chance.random() < 0.4
            said = {}
            for end, number in (("Min", low), ("Max", high)):
                if (without, end) not in {("low", "Min"), ("high", "Max")}:
                    whole = str(number * 1000 if micro else number)
                    said[name + end] = whole if name == "dosesPerDay" else f"{whole}.0"
            if name != "dosesPerDay":
                said["doseUnit"] = "unit:ug" if micro else "unit:mg"
            claims.append(Claim("Dosing", said, qualifiers, sources=sources))
            values.append(
                set(range(1 if without == "low" else low, 30 if without == "high" else high + 1))
            )
        found[not values[0] & values[1]] = Case(claims[0], claims[1])
    return found[True], found[False]


def daily(chance: random.Random) -> tuple[Case, Case]:
    """Return a daily dose against a dose and how often, told by listing all products."""
    found: dict[bool, Case] = {}
    qualifiers = qualified(chance, "Dosing")
    mine, theirs = stated(chance)
    while len(found) < 2:
        (a, b), (c, d), (e, f) = (sorted(chance.choices(range(1, 9), k=2)) for _ in range(3))
        e, f = e * 3, f * 4
        each = {"singleDoseMin": f"{a}.0", "singleDoseMax": f"{b}.0", "doseUnit": "unit:mg"}
        often = {"dosesPerDayMin": str(c), "dosesPerDayMax": str(d)}
        whole = {"dailyDoseMin": f"{e}.0", "dailyDoseMax": f"{f}.0", "doseUnit": "unit:mg"}
        first = Claim("Dosing", {**each, **often}, qualifiers, sources=mine)
        second = Claim("Dosing", whole, qualifiers, sources=theirs)
        got = {dose * times for dose in range(a, b + 1) for times in range(c, d + 1)}
        apart = min(got) > f or max(got) < e
        found[apart] = Case(first, second)
    return found[True], found[False]


def incidence(chance: random.Random) -> tuple[Case, Case]:
    """Return figures that differ, and figures that are one after rounding."""
    tenths = chance.randint(20, 900)
    mine, theirs = stated(chance)
    qualifiers = qualified(chance, "AdverseEffect")
    effect = concept(deep(chance))

    def of(figure: str) -> dict[str, str]:
        return {"effect": effect, "incidencePercent": figure}

    exact = f"{tenths // 10}.{tenths % 10}"
    whole = f"{(tenths + 5) // 10}.0"
    far = f"{(tenths + 5) // 10 + chance.randint(2, 9)}.0"
    first = Claim("AdverseEffect", of(exact), qualifiers, sources=mine)
    second = Claim("AdverseEffect", of(far), qualifiers, sources=theirs)
    other = {"effect": concept(beside(chance, (1, 1))), "incidencePercent": far}
    first_there = replace(first, said={"effect": concept((1, 1)), "incidencePercent": exact})
    near = Case(first, replace(second, said=of(whole)))
    return Case(first, second), chance.choice(
        [near, Case(first_there, replace(second, said=other))]
    )


EXCLUSIVE = {
    "Mechanism": ("modulation", {"target": concept((3,))}),
    "Onset": ("onsetSpeed", {}),
    "Action": ("actionType", {}),
    "TreatmentOutcome": ("change", {}),
    "Dosing": ("withFood", {}),
    "Interaction": ("effect", {"interactsWith": concept((3,))}),
}


def exclusion(chance: random.Random) -> tuple[Case, Case]:
    """Return claims on c1 and c2, or what is below them, and claims that are not."""
    kind = chance.choice(sorted(EXCLUSIVE))
    name, same = EXCLUSIVE[kind]
    paths = [(1, *deep(chance, 0, DEPTH - 1)), (2, *deep(chance, 0, DEPTH - 1))]
    chance.shuffle(paths)
    qualifiers = qualified(chance, kind, name)
    mine, theirs = stated(chance)
    first = Claim(kind, {name: concept(paths[0]), **same}, qualifiers, sources=mine)
    second = Claim(kind, {name: concept(paths[1]), **same}, qualifiers, sources=theirs)
    free = {name: concept((paths[0][0], *deep(chance, 0, DEPTH - 1))), **same}
    kept = replace(second, said=free)
    if same and chance.random() < 0.5:
        (thing,) = same
        kept = replace(second, said={**second.said, thing: concept((1,))})
    return Case(first, second), Case(first, kept)


def advice(chance: random.Random) -> tuple[Case, Case]:
    """Return a step that is advised and advised against, and steps that both can be."""
    broad = deep(chance, 1, DEPTH - 1)
    narrow = below(chance, broad)
    qualifiers = qualified(chance, "Advice")
    mine, theirs = stated(chance)
    inside = chance.choice([broad, narrow])
    first = Claim("Advice", {"advises": concept(inside)}, qualifiers, sources=mine)
    second = Claim("Advice", {"advisesAgainst": concept(broad)}, qualifiers, sources=theirs)
    wider = Case(
        replace(first, said={"advises": concept(broad)}),
        replace(second, said={"advisesAgainst": concept(narrow)}),
    )
    apart = Case(first, replace(second, said={"advises": concept(beside(chance, inside))}))
    return Case(first, second), chance.choice([wider, apart])


RECIPES = {
    "negation": (negation, DF.NegationConflict),
    "use": (use, DF.ValueConflict),
    "strength": (strength, DF.ValueConflict),
    "studied": (studied, DF.ValueConflict),
    "doses": (doses, DF.RangeConflict),
    "daily": (daily, DF.RangeConflict),
    "incidence": (incidence, DF.RangeConflict),
    "exclusion": (exclusion, DF.ExclusionConflict),
    "advice": (advice, DF.AdviceConflict),
}


def spoilt(case: Case, chance: random.Random) -> Iterator[Case]:
    """Yield what is no conflict any more, although the two claims clashed."""
    first, second = case.first, case.second
    for name in QUALIFIERS.get(first.kind, ()):
        if name in first.said or name in second.said:
            continue
        kept = {k: v for k, v in second.qualifiers.items() if k != name}
        if name in second.qualifiers:
            yield replace(case, second=replace(second, qualifiers=kept))
        other = {**kept, name: concept(beside(chance, (1, 1)))}
        if other != first.qualifiers:
            yield replace(case, second=replace(second, qualifiers=other))
    yield replace(case, second=replace(second, overruled=True))
    yield replace(case, first=replace(first, overruled=True))
    yield replace(case, other_drug=True)
    yield replace(case, first=replace(first, denied=True), second=replace(second, denied=True))
    articles, labels = ("source/s1#a",), ("label/l1#a",)
    yield Case(replace(first, sources=articles), replace(second, sources=labels))
    yield Case(replace(first, sources=labels), replace(second, sources=("label/l2#a",)))
    yield Case(replace(first, sources=articles), replace(second, sources=()))


def run(build: Build, cases: list[Case], swapped: bool = False) -> dict[int, Conflict]:
    """Return the conflicts that are found, by the number of their case."""
    text = []
    for n, case in enumerate(cases):
        drug = f"https://example.org/facts/drug/d{n}"
        names = [f"{drug}#a", f"{drug}#b"]
        names = names[::-1] if swapped else names
        text.append(case.first.turtle(names[0], drug))
        text.append(case.second.turtle(names[1], f"{drug}x" if case.other_drug else drug))
    found = {}
    for conflict in conflicts(build("".join(text), world())):
        first, second = (
            claim.value.partition("#")[0] for claim in (conflict.first, conflict.second)
        )
        assert first == second, "a conflict across drugs"
        number = int(first.rpartition("/d")[2])
        assert number not in found, "found twice"
        found[number] = conflict
    return found


@pytest.fixture(scope="module", params=sorted(RECIPES))
def recipe(request: pytest.FixtureRequest) -> tuple[str, str, list[Case], list[Case]]:
    """Return the name of a recipe, the class of its conflicts, and pairs that do and do not."""
    make, kind = RECIPES[request.param]
    chance = random.Random(f"{SEED} {request.param}")
    made = [make(chance) for _ in range(EACH)]
    return request.param, kind, [bad for bad, _ in made], [good for _, good in made]


def test_precision_and_recall_are_one(
    build: Build, recipe: tuple[str, str, list[Case], list[Case]]
) -> None:
    _, kind, clashing, holding = recipe
    found = run(build, [*clashing, *holding])
    true = {n for n in found if n < len(clashing)}
    recall, precision = len(true) / len(clashing), len(true) / max(len(found), 1)
    missed = [clashing[n] for n in range(len(clashing)) if n not in found][:1]
    wrong = [holding[n - len(clashing)] for n in sorted(set(found) - true)][:1]
    assert (recall, precision) == (1.0, 1.0), (missed, wrong)
    assert {found[n].kinds for n in true} == {(kind,)}


def test_the_order_of_the_claims_means_nothing(
    build: Build, recipe: tuple[str, str, list[Case], list[Case]]
) -> None:
    _, _, clashing, holding = recipe
    cases = [*clashing, *holding]
    straight, swapped = run(build, cases), run(build, cases, swapped=True)
    assert straight.keys() == swapped.keys()
    for n, conflict in straight.items():
        assert conflict.iri == swapped[n].iri
        assert conflict.kinds == swapped[n].kinds
        ends = [(ground.first, ground.second) for ground in conflict.grounds]
        turned = [(ground.second, ground.first) for ground in swapped[n].grounds]
        whats = {str(ground.what) for ground in conflict.grounds}
        if whats <= {DF.advises, DF.advisesAgainst}:
            continue  # it is named after the first
        assert ends == turned


def test_no_conflict_where_anything_else_differs(
    build: Build, recipe: tuple[str, str, list[Case], list[Case]]
) -> None:
    _, _, clashing, _ = recipe
    chance = random.Random(SEED)
    cases = [spoiled for case in clashing[:60] for spoiled in spoilt(case, chance)]
    assert len(cases) >= 300
    found = run(build, cases)
    assert [cases[n] for n in found] == []
