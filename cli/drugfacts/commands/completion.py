"""What the shell offers for the arguments of the commands.

The names are those of files, of the folders that are named already or of the package:
nothing is read, so that a press of the tab key is answered at once.
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


def drugs(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the drugs of the folders in PATHS, or else the packaged ones."""
    return _offer(_members(ctx, "drug"), incomplete)


def sources(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the articles and labels of the folders in PATHS, or else the packaged ones."""
    return _offer([*_members(ctx, "source"), *_members(ctx, "label")], incomplete)


def _members(ctx: click.Context, collection: str) -> list[Path]:
    # Click leaves them in args while the option before the cursor still lacks its value.
    named = [Path(path) for path in ctx.params.get("paths") or ctx.args]
    folders = [path for path in named if path.is_dir()] or [resources.folder("data")]
    return [file for folder in folders for file in (folder / collection).glob("*.ttl")]


def _offer(files: Iterable[Path], incomplete: str) -> list[CompletionItem]:
    names = sorted({file.stem for file in files})
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]
