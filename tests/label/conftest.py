"""Invented claims and labels, without RDF around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from drugfacts.label.records import Claim, Hierarchy, Label
from drugfacts.label.regimen import Range, Regimen, Times
from drugfacts.label.units import Amount
from drugfacts.main import cli
from drugfacts.terms import DF

BASE = "https://example.org/facts/"
DRUG = f"{BASE}drug/examplol"

MakeClaim = Callable[..., Claim]
MakeLabel = Callable[..., Label]
MakeRegimen = Callable[..., Regimen]


def scope_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return properties and values from names such as ``condition="panic"``."""
    literals = {"brandName", "strengthAmount", "incidencePercent", "durationMax"}
    return {
        getattr(DF, name): value if name in literals else f"{BASE}{place(name)}/{value}"
        for name, value in given.items()
    }


def place(name: str) -> str:
    return {"doseForm": "dose-form", "afterFailureOf": "substance"}.get(name, name)


@pytest.fixture(scope="session")
def claim() -> MakeClaim:
    def make(
        name: str = "x",
        kind: str = DF.Indication,
        denied: bool = False,
        regimen: Regimen | None = None,
        document: str = "drug/examplol",
        drug: str = DRUG,
        **scope: str,
    ) -> Claim:
        said = scope_of(scope)
        limits = {n: frozenset({said[n]} if n in said else ()) for n in (DF.route, DF.doseForm)}
        return Claim(
            f"{BASE}{document}#{name}",
            kind,
            frozenset({drug}),
            said,
            denied,
            limits[DF.route],
            limits[DF.doseForm],
            regimen,
        )

    return make


@pytest.fixture(scope="session")
def label() -> MakeLabel:
    def make(
        *claims: Claim,
        name: str = "us-examplol",
        complete: tuple[str, ...] = (DF.Indication,),
        jurisdiction: str = "US",
        drug: str = DRUG,
        routes: tuple[str, ...] = ("oral",),
        forms: tuple[str, ...] = ("tablet",),
        **more: str,
    ) -> Label:
        return Label(
            f"{BASE}label/{name}",
            frozenset({drug}),
            frozenset(f"{BASE}route/{route}" for route in routes),
            frozenset(f"{BASE}dose-form/{form}" for form in forms),
            jurisdiction,
            frozenset(complete),
            claims,
            **more,
        )

    return make


@pytest.fixture(scope="session")
def order() -> Hierarchy:
    """Disorder above anxiety above panic above panic with fear; adults above the old."""
    pairs = {
        "condition/panic-with-fear": ["condition/panic"],
        "condition/panic": ["condition/anxiety"],
        "condition/social-anxiety": ["condition/anxiety"],
        "condition/anxiety": ["condition/disorder"],
        "effect/deep-sleep": ["effect/sleep"],
        "population/old": ["population/adult"],
        "population/infant": ["population/child"],
        "route/intravenous": ["route/parenteral"],
        "modulation/enhances": ["modulation/modulates"],
    }
    return Hierarchy({BASE + n: [BASE + b for b in broad] for n, broad in pairs.items()})


def _range(unit: str, low: str, high: str) -> Range | None:
    amounts = [Amount(Decimal(text), unit) if text else None for text in (low, high)]
    return Range(*amounts) if any(amounts) else None


@pytest.fixture(scope="session")
def regimen() -> MakeRegimen:
    """Make doses of texts such as ``daily="2..6 mg"``, ``times="1..3"``, ``strength="2 mg"``."""

    def bounds(text: str) -> tuple[str, str, str]:
        amount, _, unit = text.partition(" ")
        low, dots, high = amount.partition("..")
        return unit, low, high if dots else low

    def make(
        daily: str = "", single: str = "", times: str = "", strength: str = "", fault: str = ""
    ) -> Regimen:
        amounts = {n: _range(*bounds(t)) for n, t in (("daily", daily), ("single", single)) if t}
        how_often = None
        if times:
            _, low, high = bounds(times)
            how_often = Times(*(Decimal(n) if n else None for n in (low, high)))
        unit, number, _ = bounds(strength)
        made = Amount(Decimal(number), unit) if strength else None
        return Regimen(amounts.get("single"), how_often, amounts.get("daily"), made, fault)

    return make


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A data set as ``drugfacts init`` makes it, with one label, version 1 of 2026-01-01."""
    made = CliRunner().invoke(cli, ["init", str(tmp_path / "own")])
    assert made.exit_code == 0
    return tmp_path / "own"


@pytest.fixture
def beside(own: Path) -> Callable[..., Path]:
    """Write a label like the one there is, with other words in it, under another name."""

    def write(name: str, *changes: tuple[str, str]) -> Path:
        text = (own / "label" / "xx-examplol-tablet.ttl").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = own / "label" / f"{name}.ttl"
        path.write_text(text.replace("xx-examplol-tablet", name), encoding="utf-8")
        return path

    return write
