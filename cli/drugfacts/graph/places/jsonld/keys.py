"""The keys of a JSON-LD object, and what they stand for in the context they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drugfacts.graph.places.jsonld.scanner import Array, Member, Object, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drugfacts.graph.places.jsonld.context import Context, Term


class Key(NamedTuple):
    """A key of an object.

    Attributes:
        iri: The IRI or keyword that it stands for.
        term: What else is known of it.
        at: Its offset.
        value: What stands behind it.
    """

    iri: str
    term: Term
    at: int
    value: Value


def members_of(value: Value) -> tuple[Member, ...]:
    """Return the members of an object; none for what is no object."""
    return value.content if isinstance(value.content, Object) else ()


def flat(value: Value) -> tuple[Value, ...]:
    """Return the items of an array, or the value as the only one."""
    return value.content if isinstance(value.content, Array) else (value,)


def keys_of(members: Iterable[Member], active: Context) -> list[Key]:
    """Return the keys that stand for something."""
    return [
        Key(iri, active.term(member.key), member.key_at, member.value)
        for member in members
        if (iri := active.iri(member.key)) is not None
    ]


def names_in(value: Value, active: Context) -> set[str]:
    """Return what the keys of a value stand for."""
    return {key.iri for key in keys_of(members_of(value), active)}


def context_in(members: Iterable[Member], active: Context, *, back: bool = True) -> Context:
    """Return the context that holds for the keys of an object, but for its types.

    Args:
        members: The object.
        active: What holds around it.
        back: A context that does not reach into nodes within ends here.

    Raises:
        UnknownContextError: a context does not stand in the text.
    """
    if back and active.previous is not None:
        names = [active.iri(member.key) for member in members]
        if "@value" not in names and names != ["@id"]:
            active = active.previous
    for member in members:
        if member.key == "@context":
            active = active.extended(member.value)
    return active


def context_of_types(keys: Iterable[Key], active: Context) -> Context:
    """Return the context that the types of a node bring along.

    Raises:
        UnknownContextError: a context does not stand in the text.
    """
    words = [
        item.content
        for key in keys
        if key.iri == "@type"
        for item in flat(key.value)
        if isinstance(item.content, str)
    ]
    result = active
    for word in sorted(words):
        context = active.term(word).context
        if context is not None:
            result = result.extended(context, propagate=False)
    return result
