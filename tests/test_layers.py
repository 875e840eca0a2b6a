"""The layers of the package, read off its syntax trees."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "cli" / "drugfacts"

LAYERS = (
    {"__main__"},
    {"main"},
    {"api", "commands"},
    {
        *("build", "conflict", "drawing", "evidence", "explain", "export", "formatting", "label"),
        *("mutation", "overview", "profiles", "query", "remote", "scaffold", "show"),
        *("store", "validation"),
    },
    {"reporting"},
    {"graph", "model"},
    {"bounded", "iris", "resources", "terms", "text"},
    {"errors"},
)
"""From the top down: a module may import its own layer and those below."""

HEAVY = {"jinja2", "networkx", "polars", "pyld", "pyshacl", "rdflib", "shacl"}
SPEAKERS = {"__main__", "main", "commands"}
STREAMS = ("sys.stdout", "sys.stderr")
VAGUE = {"common", "core", "helpers", "utils", "util", "misc"}
MAX_LINES = 300
GENERATED = {"terms.py"}


class Import(NamedTuple):
    name: str
    line: int
    when_loaded: bool


def imports(tree: ast.Module) -> Iterator[Import]:
    """Yield what a module imports, and whether already when it is loaded itself."""
    waiting: list[tuple[ast.AST, bool]] = [(tree, True)]
    while waiting:
        node, when_loaded = waiting.pop()
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, when_loaded)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are banned"
            for alias in node.names:
                yield Import(f"{node.module}.{alias.name}", node.lineno, when_loaded)
        inner = when_loaded and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += [(child, False) for child in node.body]
            waiting += [(child, inner) for child in node.orelse]
        else:
            waiting += [(child, inner) for child in ast.iter_child_nodes(node)]


def rank(part: str) -> int | None:
    return next((n for n, layer in enumerate(LAYERS) if part in layer), None)


def faults(package: Path) -> list[str]:
    """Return what is wrong with the layers of a package, one sentence each."""
    found = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        top = name.partition("/")[0].removesuffix(".py")
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        if path.stem in VAGUE or path.parent.name in VAGUE:
            found.append(f"{name}: its name says nothing")
        if len(text.splitlines()) >= MAX_LINES and name not in GENERATED:
            found.append(f"{name}: has {MAX_LINES} lines or more")
        if top == "__init__":
            loaded = [i for i in imports(tree) if i.when_loaded and _own(i.name)]
            found += [f"{name}:{i.line}: loads {i.name}" for i in loaded]
            continue
        if rank(top) is None:
            found.append(f"{name}: is in no layer")
            continue
        found += [f"{name}:{line}: {said}" for line, said in _module_faults(top, tree)]
    return found


def _own(name: str) -> str:
    """Return the part of the package that an import names, or ""."""
    package, _, rest = name.partition(".")
    return rest.partition(".")[0] if package == "drugfacts" else ""


def _module_faults(top: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    for each in imports(tree):
        library = each.name.partition(".")[0]
        part = _own(each.name)
        if part and part != "__version__":
            yield from _way_up(top, part, each.line)
        if library in HEAVY and each.when_loaded:
            yield each.line, f"{library} is heavy; import it in the function that needs it"
        if library == "click" and top not in SPEAKERS:
            yield each.line, "the library knows no click"
        slow = library == "pyoxigraph" or part in LAYERS[3] | LAYERS[4] | LAYERS[5]
        if top == "commands" and each.when_loaded and slow:
            yield each.line, f"{each.name} would slow --help down; import it in the function"
    if top not in SPEAKERS:
        yield from _talk(tree)


def _way_up(top: str, part: str, line: int) -> Iterator[tuple[int, str]]:
    below = rank(part)
    if below is None:
        yield line, f"imports {part}, which is in no layer"
    elif below < (rank(top) or 0):
        yield line, f"{top} imports {part}, which is above it"


def _talk(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print":
            yield node.lineno, "the library prints nothing"
        if isinstance(node, ast.Attribute) and ast.unparse(node) in STREAMS:
            yield node.lineno, "the library has no terminal"


def cycle(package: Path) -> list[str]:
    """Return modules that load each other in a circle, or nothing."""
    modules = {
        "drugfacts." + path.relative_to(package).with_suffix("").as_posix().replace("/", "."): path
        for path in package.rglob("*.py")
    }
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    loads = {
        name: {
            target
            for each in imports(ast.parse(path.read_text(encoding="utf-8")))
            if each.when_loaded
            for target in [each.name if each.name in modules else each.name.rpartition(".")[0]]
            if target in modules and target not in (name, "drugfacts")
        }
        for name, path in modules.items()
    }
    done: set[str] = set()

    def visit(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for target in sorted(loads[name]):
            found = visit(target, [*way, name])
            if found:
                return found
        done.add(name)
        return []

    return next((found for name in sorted(loads) if (found := visit(name, []))), [])


def test_the_layers_hold() -> None:
    assert faults(PACKAGE) == []


def test_no_module_loads_itself_through_others() -> None:
    assert cycle(PACKAGE) == []


def test_every_layer_is_there() -> None:
    """Else a name that moved would be checked no more."""
    there = {path.stem for path in PACKAGE.iterdir() if path.name != "__pycache__"}
    assert set().union(*LAYERS) <= there


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (
            "errors.py",
            "from drugfacts.iris import BASE",
            "errors.py:1: errors imports iris, which is above it",
        ),
        (
            "graph/a.py",
            "\nimport drugfacts.validation",
            "graph/a.py:2: graph imports validation, which is above it",
        ),
        (
            "show/a.py",
            "def f():\n    from drugfacts import commands",
            "show/a.py:2: show imports commands, which is above it",
        ),
        ("model.py", "import click", "model.py:1: the library knows no click"),
        ("export/a.py", "def f():\n    import click", "export/a.py:2: the library knows no click"),
        (
            "query/a.py",
            "import rdflib.term",
            "query/a.py:1: rdflib is heavy; import it in the function that needs it",
        ),
        (
            "query/a.py",
            "class A:\n    from pyld import jsonld",
            "query/a.py:2: pyld is heavy; import it in the function that needs it",
        ),
        (
            "commands/a.py",
            "from drugfacts.validation import validate",
            "commands/a.py:1: drugfacts.validation.validate would slow --help down; "
            "import it in the function",
        ),
        ("build.py", "def f():\n    print(1)", "build.py:2: the library prints nothing"),
        (
            "build.py",
            "import sys\nsys.stderr.write('x')",
            "build.py:2: the library has no terminal",
        ),
        ("graph/utils.py", "", "graph/utils.py: its name says nothing"),
        ("common/a.py", "", "common/a.py: its name says nothing"),
        ("iris.py", "\n" * 300, "iris.py: has 300 lines or more"),
        ("extra.py", "", "extra.py: is in no layer"),
        (
            "iris.py",
            "from drugfacts import extra",
            "iris.py:1: imports extra, which is in no layer",
        ),
        (
            "__init__.py",
            "from drugfacts.graph import read",
            "__init__.py:1: loads drugfacts.graph.read",
        ),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, name: str, text: str, fault: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    assert fault in faults(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("graph/a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import rdflib"),
        ("graph/a.py", "def f():\n    import rdflib"),
        ("commands/a.py", "import click\ndef f():\n    from drugfacts import validation"),
        ("build.py", "from drugfacts.export.formats import export"),
        ("main.py", "import click\nfrom drugfacts import __version__\nprint(1)"),
    ],
)
def test_what_is_allowed_is_no_fault(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    assert faults(tmp_path) == []


def test_a_planted_circle_is_found(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "__init__.py").touch()
    (tmp_path / "graph" / "a.py").write_text("from drugfacts.graph import b")
    (tmp_path / "graph" / "b.py").write_text("from drugfacts.graph.a import x")
    assert cycle(tmp_path) == ["drugfacts.graph.a", "drugfacts.graph.b", "drugfacts.graph.a"]
