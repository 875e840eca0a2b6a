"""The canonical layout, and comments that stay where they belong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from drugfacts.errors import DrugFactsError, InputError, LimitError
from drugfacts.graph.turtle import format as format_module
from drugfacts.graph.turtle.format import format_text
from drugfacts.iris import BASE, prefixes

Tidy = Callable[[str], str]

EX = "@prefix ex: <https://example.org/> .\n"

PAIRS = {
    "a comment above a block moves with the block": (
        EX + "# about b\nex:b ex:p 1 .\n\n# about a\n# more about a\nex:a ex:p 1 .",
        EX + "\n# about a\n# more about a\nex:a ex:p 1 .\n\n# about b\nex:b ex:p 1 .\n",
    ),
    "the header stays on top, whatever happens to the prefixes": (
        "# Title\n#\n# Licence\n@prefix un: <https://un.example/> .\n" + EX + "ex:a ex:p 1 .",
        "# Title\n#\n# Licence\n\n" + EX + "\nex:a ex:p 1 .\n",
    ),
    "a header without prefixes ends at the empty line": (
        "# Title\n\n# about a\n<x:a> <x:p> 1 .\n<x:A> <x:p> 1 .",
        "# Title\n\n<x:A> <x:p> 1 .\n\n# about a\n<x:a> <x:p> 1 .\n",
    ),
    "comments of prefixes stay with them or, when they go, in the header": (
        "# Title\n@prefix un: <https://un.example/> . # not used\n# ours\n"
        + EX.rstrip()
        + " # yes\n@base <https://b.example/> . # base\nex:z ex:p <x> .",
        "# Title\n\n# not used\n\n# base\n# ours\n\n"
        + EX.rstrip()
        + " # yes\n\nex:z ex:p <https://b.example/x> .\n",
    ),
    "a section's comment keeps its empty lines": (
        EX + "ex:a ex:p 1 .\n\n\n#### Section ####\n\n\n# about b\nex:b ex:p 1 .",
        EX + "\nex:a ex:p 1 .\n\n#### Section ####\n\n# about b\nex:b ex:p 1 .\n",
    ),
    "comments at the end of a line stay with their object": (
        EX + "ex:a ex:p 3 , # three\n 1 # one\n ; ex:n 2 . # two",
        EX + "\nex:a ex:n 2 ; # two\n    ex:p\n        1 , # one\n        3 . # three\n",
    ),
    "comments above predicates and objects move with them": (
        EX + "ex:a a ex:T ;\n # b\n ex:b 1 ;\n # a\n ex:a\n # 9\n 9,\n # 8\n 8 .",
        EX
        + "\nex:a a ex:T ;\n    # a\n    ex:a\n        # 8\n        8 ,\n        # 9\n        9 ;\n"
        "    # b\n    ex:b 1 .\n",
    ),
    "a comment above the object of a short line goes above the line": (
        EX + "ex:a a ex:T ; ex:p # what\n # why\n 1 .",
        EX + "\nex:a a ex:T ;\n    # what\n    # why\n    ex:p 1 .\n",
    ),
    "a comment behind a predicate of several objects stays there": (
        EX + "ex:a ex:p # what\n 1 , 2 .",
        EX + "\nex:a ex:p # what\n        1 ,\n        2 .\n",
    ),
    "a comment behind the subject goes above the block": (
        EX + "ex:a # who\n  a ex:T .",
        EX + "\n# who\nex:a a ex:T .\n",
    ),
    "a statement that was commented out stays at the end of its block": (
        EX + "ex:a a ex:T ;\n  ex:p 1 ; # one\n  # ex:p 2 ;\n.\nex:b a ex:T .",
        EX + "\nex:a a ex:T ;\n    ex:p 1 ; # one\n    # ex:p 2 ;\n    .\n\nex:b a ex:T .\n",
    ),
    "blocks of one subject merge with all their comments": (
        EX + "# one\nex:a ex:p 1 . # 1\n# two\nex:a ex:p 1 , 2 . # 2\nex:a ex:p 1 . # 1 again",
        EX + "\n# one\n# two\nex:a ex:p\n        # 1 again\n        1 , # 1\n        2 . # 2\n",
    ),
    "comments in brackets and lists stay inside": (
        EX + "ex:a ex:p [ # node\n ex:q 1 # q\n # end\n ] , ( # list\n 1 # one\n # last\n ) .",
        EX + "\nex:a ex:p\n        # node\n        [\n            ex:q 1 # q\n            # end\n"
        "        ] ,\n        # list\n        (\n            1 # one\n            # last\n"
        "        ) .\n",
    ),
    "comments of a labelled node follow it into the brackets": (
        EX + "ex:a ex:p _:x . # use\n# about x\n_:x ex:q 1 . # one",
        EX + "\n# about x\nex:a ex:p [\n        ex:q 1 # one\n    ] . # use\n",
    ),
    "what is left at the end stays at the end": (
        EX + "ex:a ex:p 1 .\n\n# end\n\n# of file",
        EX + "\nex:a ex:p 1 .\n\n# end\n\n# of file\n",
    ),
    "only comments": ("\n# one\n\n\n# two  \n", "# one\n\n# two\n"),
    "nothing": (" \n\n", ""),
    "only unused prefixes": (EX, ""),
    "line ends and trailing space": (
        "# Title  \r\n" + EX.replace("\n", "\r\n") + "ex:a ex:p 1 .\t# x \r\n",
        "# Title\n\n" + EX + "\nex:a ex:p 1 . # x\n",
    ),
    "a hash sign in an IRI or string is no comment": (
        "<x:a#b> <x:p> '# no' . # yes",
        '<x:a#b> <x:p> "# no" . # yes\n',
    ),
}


@pytest.mark.parametrize(("given", "expected"), PAIRS.values(), ids=PAIRS)
def test_comments(tidy: Tidy, given: str, expected: str) -> None:
    assert tidy(given) == expected


def test_errors_name_the_file() -> None:
    with pytest.raises(InputError) as caught:
        format_text(EX + "ex:a ex:b .", "data/x.ttl", prefixes(), BASE)
    assert str(caught.value).startswith("data/x.ttl:2:11: ")


def test_too_deep_is_a_limit() -> None:
    with pytest.raises(LimitError, match=r"^x\.ttl:2:\d+: "):
        format_text(EX + "ex:a ex:p " + "[ ex:p " * 100_000, "x.ttl", prefixes(), BASE)


def test_base_with_dots_is_refused_because_parsers_disagree() -> None:
    with pytest.raises(InputError, match="read in two ways"):
        format_text("@base <http://e/a/../b/> . <x> a <y> .", "x.ttl", prefixes(), BASE)


def test_what_only_the_other_parser_refuses_is_refused() -> None:
    text = "<x:a> <x:p> 'a'^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> ."
    with pytest.raises(InputError) as caught:
        format_text(text, "x.ttl", prefixes(), BASE)
    assert caught.value.line == 1


def test_changed_triples_are_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(format_module, "_write", lambda *_: "<x:a> <x:p> 2 .\n")
    with pytest.raises(DrugFactsError, match="would have changed") as caught:
        format_text("<x:a> <x:p> 1 .", "x.ttl", prefixes(), BASE)
    assert caught.value.exit_code == 5


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "import sys; from drugfacts.graph.turtle.format import format_text\n"
        "from drugfacts.iris import BASE, prefixes\n"
        "sys.stdout.write(format_text(sys.stdin.read(), None, prefixes(), BASE))"
    )
    text = EX + "".join(
        f"_:a{i} ex:p _:b{i}, _:a{(i * 7) % 9}, [ ex:q {i % 3} ], ({i} 'x') .\n"
        f"_:b{i} ex:r _:a{i}, ex:s{i} .\n"
        for i in range(9)
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(results) == 1
    assert format_text(text, None, prefixes(), BASE) in results
