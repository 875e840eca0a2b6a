"""What the shell offers for the arguments of the commands.

The names are those of files that ship with the package: nothing is read, so that a
press of the tab key is answered at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from drugfacts import resources

if TYPE_CHECKING:
    import click


def questions(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the competency questions, and files."""
    found = (resources.folder("ontology") / "questions").glob("*.rq")
    return _offer(found, incomplete) or [CompletionItem(incomplete, type="file")]


def drugs(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the packaged drugs."""
    return _offer((resources.folder("data") / "drug").glob("*.ttl"), incomplete)


def sources(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the packaged articles and labels."""
    data = resources.folder("data")
    found = [*(data / "source").glob("*.ttl"), *(data / "label").glob("*.ttl")]
    return _offer(found, incomplete)


def _offer(files: Iterable[Path], incomplete: str) -> list[CompletionItem]:
    names = sorted(file.stem for file in files)
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]
