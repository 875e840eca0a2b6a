"""One question of a user, and its explanation as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drugfacts.errors import UsageError
from drugfacts.explain import forms, layout, pages
from drugfacts.explain.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def answer(
    name: str | None,
    paths: Sequence[str] = (),
    shapes: Sequence[str] = (),
    form: str = "text",
    bold: Callable[[str], str] = str,
    *,
    as_of: str,
) -> str:
    """Return the explanation of a rule or a thing, or the list of all rules.

    Args:
        name: Name of a rule, or slug, CURIE or IRI of a thing, a derived conflict among
            them. What is both is a rule.
            None: all rules are listed.
        paths: Where to look for things; empty means the packaged facts.
        shapes: Paths of shapes; empty means those of the package.
        form: ``text``, ``markdown`` or ``json``.
        bold: Marks the headings of a text.
        as_of: The day for which verdicts on a claim are derived, ``YYYY-MM-DD``.

    Raises:
        UsageError: nothing is called so, or paths are given where none are read.
        InputError: a file cannot be read.
    """
    rules = Rules(shapes)
    if name is None:
        listed = rules.all()
        if form == "json":
            return forms.as_json(listed)
        return _written(layout.of_list(listed), form, bold)
    rule = rules.explain(name)
    if rule is not None:
        if paths:
            raise UsageError(
                f"'{name}' is a rule, which needs no PATHS; leave them out, or name a thing "
                "by its CURIE or IRI."
            )
        if form == "json":
            return forms.as_json(rule)
        if form == "markdown" and rule.name in pages.names():
            return pages.raw(rule.name)
        return _written(layout.of_rule(rule), form, bold)
    return _of_thing(name, paths, rules, form, bold, own=bool(shapes), as_of=as_of)


def _of_thing(
    name: str,
    paths: Sequence[str],
    rules: Rules,
    form: str,
    bold: Callable[[str], str],
    *,
    own: bool,
    as_of: str,
) -> str:
    from drugfacts.conflict import choosing  # these need more than rules do
    from drugfacts.explain import conflict, thing
    from drugfacts.graph import read

    data = read.read(paths)
    if choosing.is_conflict(name, data.base):
        clash = conflict.explain(data, name)
        return (
            forms.as_json(clash) if form == "json" else _written(conflict.page(clash), form, bold)
        )
    try:
        found = thing.explain(data, name, rules.shapes, rules.catalogue, as_of)
    except UsageError as error:
        near = rules.nearest(name)
        unknown = str(error).startswith("nothing")
        if unknown and near:
            said = f"nothing is called '{name}'; did you mean {', '.join(near)}?"
        elif unknown and own and not paths:
            # What the packaged facts have is not what the user looks for.
            said = f"no rule of these shapes is called '{name}'; leave the name out to list all."
        else:
            raise
        raise UsageError(said) from error
    return forms.as_json(found) if form == "json" else _written(layout.of_thing(found), form, bold)


def _written(page: layout.Page, form: str, bold: Callable[[str], str]) -> str:
    return forms.markdown(page) if form == "markdown" else forms.text(page, bold)
