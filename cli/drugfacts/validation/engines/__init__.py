"""The SHACL engines: the only package that knows them.

An engine takes triples and gives results in our own terms; it never sees files or
places, and its own types do not leave this package.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, get_args

from pyoxigraph import BlankNode, NamedNode, Triple

from drugfacts.errors import InputError
from drugfacts.graph.dataset import Term, parts
from drugfacts.terms import PREFIXES
from drugfacts.validation.engines import details, known, ntriples, patterns, targets
from drugfacts.validation.engines.result import Difference, Outcome, Result, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from drugfacts.bounded import Limit
    from drugfacts.validation.engines.rust import BlankNodes

Name = Literal["auto", "rust", "pyshacl", "compare"]
NAMES: tuple[Name, ...] = get_args(Name)

__all__ = [
    "NAMES",
    "Difference",
    "Name",
    "Outcome",
    "Result",
    "StoppedError",
    "has_rust",
    "reads_pattern",
    "ready",
    "refuse",
    "run",
    "run_file",
    "version_of",
    "with_prefixes",
]

_DECLARING = {NamedNode(PREFIXES["sh"] + name) for name in ("declare", "prefix", "namespace")}


def run(
    data: Sequence[Triple],
    shapes: Sequence[Triple],
    ontology: Sequence[Triple] = (),
    focus: frozenset[Term] | None = None,
    engine: Name = "auto",
    detailed: bool = False,
    limit: Limit | None = None,
) -> Outcome:
    """Check data against shapes, without inference, rules, scripts or imports.

    Args:
        data: The data graph.
        shapes: The shapes graph. What an engine passes over in silence must have been
            refused before; see `validation.shapes`.
        ontology: Added to the data graph for its classes, and to the shapes graph for
            its prefixes.
        focus: Only these are focus nodes, where a shape targets them; what they refer
            to is looked at wherever it is. None: all that the shapes target.
        engine: ``auto`` takes the Rust engine if it is there, and pySHACL if not, or if
            the data stop it; ``compare`` runs both. Which shapes the Rust engine can be
            trusted with is for `validation.choice` to say.
        detailed: Tell also what was found inside nested shapes.
        limit: How long the engines may take together. With one, pySHACL runs in a process
            of its own, as nothing else could stop it.

    Raises:
        InputError: the shapes are not well-formed, or call themselves.
        LimitError: shapes are nested too deeply, or the time was not enough.
    """
    names = _order(engine)
    graph = [*data, *_apart(ontology, data)]
    own = [*shapes, *targets.implicit(shapes)]
    every = with_prefixes(own, ontology)
    found = targets.focus_nodes(targets.stated(own), graph)
    wanted = {shape: nodes if focus is None else nodes & focus for shape, nodes in found.items()}
    held = frozenset().union(*wanted.values())
    others = frozenset().union(*found.values()) - held
    ran: dict[str, list[Result]] = {}
    remarks: list[str] = []
    uncompared = ""
    for name in names:
        check = _within(limit, name)
        try:
            # What nested shapes find elsewhere belongs to a focus node of ours.
            results = [result for result in check(graph, every) if result.focus not in others]
        except StoppedError as error:
            if engine != "auto":
                raise InputError(f"{error}; use --engine pyshacl.") from error
            remarks.append(f"the slower pySHACL ran, as {error}.")
            continue
        except InputError as error:
            if not ran:
                raise
            why = known.refusal(str(error), every)
            if why is None:
                uncompared = str(error)
            else:
                remarks.append(f"nothing was compared, as {why}.")
            continue
        ran[name] = details.explained(results, graph, every, check) if detailed else results
        if engine != "compare":
            break
    return Outcome(
        results=tuple(next(iter(ran.values()))),
        work={shape: len(nodes) for shape, nodes in wanted.items()},
        focus=wanted,
        count=len(held),
        engine=" and ".join(version_of(name) for name in ran),
        remarks=tuple(remarks),
        differences=_differences(ran, every) if len(ran) > 1 else (),
        uncompared=uncompared,
    )


def refuse(path: Path, in_doubt: Callable[[], None]) -> None:
    """Refuse an N-Triples file that the Rust engine must not be given; see `rust.refuse`."""
    from drugfacts.validation.engines import rust

    rust.refuse(path, in_doubt)


def run_file(path: Path, shapes: Sequence[Triple], blanks: BlankNodes) -> list[Result]:
    """Check one N-Triples file with the Rust engine, without reading it into Python.

    Args:
        path: The file, with the statements of the ontology in it; `refuse` let it pass.
        shapes: The shapes graph.
        blanks: Gives the blank nodes of the file by number, as they are first met.

    Raises:
        SyntaxError: the file is not N-Triples.
        StoppedError: the engine cannot hold a value of the data.
        InputError: the shapes are not well-formed.
    """
    from drugfacts.validation.engines import rust

    return rust.Engine([*shapes, *targets.implicit(shapes)]).check_file(path, blanks)


def ready(shapes: Sequence[Triple]) -> Callable[[Sequence[Triple]], list[Result]]:
    """Return shapes that are ready to be held against many data graphs.

    Raises:
        InputError: the engine cannot use the shapes.
    """
    own = [*shapes, *targets.implicit(shapes)]
    if has_rust():
        from drugfacts.validation.engines import rust

        return rust.Engine(own).check
    return lambda data: _pyshacl(data, own, None)


def has_rust() -> bool:
    """Tell whether the Rust engine is installed; there is not a wheel for every machine."""
    return find_spec("shacl") is not None


def reads_pattern(pattern: str, flags: str = "") -> Literal["rust", "pyshacl"] | None:
    """Return the first engine at hand that can read a pattern, or None when none can."""
    if has_rust() and patterns.by_rust(pattern, flags):
        return "rust"
    return "pyshacl" if patterns.by_pyshacl(pattern, flags) else None


def with_prefixes(shapes: Sequence[Triple], ontology: Iterable[Triple]) -> list[Triple]:
    """Return a shapes graph with the prefixes that an ontology declares for its queries."""
    declared = [triple for triple in ontology if triple.predicate in _DECLARING]
    return [*shapes, *_apart(declared, shapes)]


def version_of(engine: str) -> str:
    """Return the package of an engine with its version."""
    # Asking the installed packages for their versions takes longer than a whole check.
    if engine == "rust":
        import shacl

        return f"shacl {shacl.__version__}"
    import pyshacl

    return f"pyshacl {pyshacl.__version__}"


def _rust(data: Sequence[Triple], shapes: Sequence[Triple], limit: Limit | None) -> list[Result]:
    from drugfacts.validation.engines import rust

    def work() -> list[Result]:
        return rust.Engine(shapes).check(data)

    return work() if limit is None else limit.within(work)


def _pyshacl(data: Sequence[Triple], shapes: Sequence[Triple], limit: Limit | None) -> list[Result]:
    from drugfacts.validation.engines import pyshacl

    if limit is None:
        return pyshacl.check(data, shapes)
    return limit.apart(pyshacl.check_texts, (ntriples.text(data), ntriples.text(shapes)))


_ENGINES = {"rust": _rust, "pyshacl": _pyshacl}


def _within(
    limit: Limit | None, name: str
) -> Callable[[Sequence[Triple], Sequence[Triple]], list[Result]]:
    return lambda data, shapes: _ENGINES[name](data, shapes, limit)


def _order(engine: Name) -> tuple[str, ...]:
    """Return the engines that run, in the order in which they are asked."""
    if engine in ("auto", "compare"):
        return ("rust", "pyshacl") if has_rust() else ("pyshacl",)
    return (engine,)


def _differences(
    ran: Mapping[str, Sequence[Result]], shapes: Sequence[Triple]
) -> tuple[Difference, ...]:
    """Return the results that only one of two engines gives, but for those on the list."""
    by_rust, by_pyshacl = set(ran["rust"]), set(ran["pyshacl"])
    alone = [("rust", result) for result in by_rust - by_pyshacl]
    alone += [
        ("pyshacl", result)
        for result in by_pyshacl - by_rust
        if not known.is_listed(result, shapes)
    ]
    return tuple(
        Difference(version_of(name), result)
        for name, result in sorted(alone, key=lambda pair: (*pair[1].key(), pair[0]))
    )


def _apart(ontology: Sequence[Triple], others: Iterable[Triple]) -> list[Triple]:
    """Give the blank nodes of an ontology labels that no blank node of another graph has."""
    nodes = {node for t in ontology for node in (t.subject, t.object)}
    blanks = {node for node in nodes if isinstance(node, BlankNode)}
    if not blanks:
        return list(ontology)
    taken = {n.value for t in others for n in (t.subject, t.object) if isinstance(n, BlankNode)}
    scope = "-ontology"
    while any(node.value + scope in taken for node in blanks):
        scope += "-x"
    new: dict[Term, BlankNode] = {node: BlankNode(node.value + scope) for node in blanks}

    def renamed(triple: Triple) -> Triple:
        subject, predicate, value = parts(triple)
        return Triple(new.get(subject, subject), predicate, new.get(value, value))

    return [renamed(triple) for triple in ontology]
