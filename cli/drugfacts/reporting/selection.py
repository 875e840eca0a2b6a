"""Which rules are asked for, by ``--select`` and ``--ignore``."""

from __future__ import annotations

from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from drugfacts.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ALWAYS = ("engines-differ", "nothing-checked")
"""Rules that say of a whole run that nobody can rely on it.

Whoever could drop their findings would read "conforms" off a check of nothing. So they
cannot be selected away, ignored, waived or kept in a baseline. What makes a check
impossible, such as broken shapes, is an error and no finding.
"""


def stays(rule: str) -> bool:
    """Tell whether the findings of a rule always count."""
    return rule in ALWAYS


def chosen(
    known: Collection[str], select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> frozenset[str]:
    """Return the rules that are asked for, and those that always are.

    Args:
        known: Ids of all rules that could find something.
        select: Ids of rules, or patterns with ``*``: only these. Empty: all.
        ignore: Ids of rules, or patterns with ``*``: not these, even if selected.

    Raises:
        UsageError: a pattern names no rule, or nothing but what cannot be ignored, or
            no rule is left.
    """
    wanted, unwanted = list(select), list(ignore)
    always = {rule for rule in known if stays(rule)}
    rules = _named(wanted, known, "--select") if wanted else set(known)
    for pattern in unwanted:
        dropped = _named([pattern], known, "--ignore")
        if dropped <= always:
            raise UsageError(
                f"--ignore {pattern}: it says that the run cannot be relied on, which cannot be "
                "ignored; correct what it finds."
            )
        rules -= dropped
    if not rules - always:
        raise UsageError("--select and --ignore leave no rule to check; ask for one at least.")
    return frozenset(rules | always)


def nearest(rule: str, known: Collection[str]) -> str:
    """Return the known rule that is spelt most like a name, or "".

    Args:
        rule: A name that nobody knows.
        known: Ids of rules.
    """
    small = {each.lower(): each for each in sorted(known, reverse=True)}
    found = get_close_matches(rule.lower(), sorted(small), n=1, cutoff=0.6)
    return small[found[0]] if found else ""


def _named(patterns: Iterable[str], known: Collection[str], option: str) -> set[str]:
    """Return the rules that patterns name, each of which must name one."""
    found: set[str] = set()
    for pattern in patterns:
        # An id that looks like a pattern names itself first.
        here = {pattern} & set(known) or {rule for rule in known if _fits(rule, pattern)}
        if not here:
            near = nearest(pattern.replace("*", ""), known)
            advice = f"did you mean {near}?" if near else "each finding begins with its rule."
            raise UsageError(f"{option} {pattern}: no rule is called so; {advice}")
        found |= here
    return found


def _fits(rule: str, pattern: str) -> bool:
    # Only * is special: ids may be IRIs, with ? and [ in them.
    return fnmatchcase(rule, pattern.replace("[", "[[]").replace("?", "[?]"))
