"""The commands: each parses, calls one library function, prints and exits."""

from __future__ import annotations

from drugfacts.commands.build import build
from drugfacts.commands.conflicts import conflicts
from drugfacts.commands.draw import draw
from drugfacts.commands.evidence import evidence
from drugfacts.commands.explain import explain
from drugfacts.commands.export import export
from drugfacts.commands.format import format_
from drugfacts.commands.init import init
from drugfacts.commands.label import label
from drugfacts.commands.query import query
from drugfacts.commands.report import report
from drugfacts.commands.shapes import shapes
from drugfacts.commands.show import show
from drugfacts.commands.store import store
from drugfacts.commands.validate import validate
from drugfacts.commands.witnesses import witnesses

evidence.add_command(witnesses)

COMMANDS = (
    build,
    validate,
    export,
    query,
    store,
    show,
    explain,
    format_,
    evidence,
    label,
    conflicts,
    report,
    draw,
    shapes,
    init,
)
