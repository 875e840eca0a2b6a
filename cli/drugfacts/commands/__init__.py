"""The commands: each parses, calls one library function, prints and exits."""

from __future__ import annotations

from drugfacts.commands.build import build
from drugfacts.commands.evidence import evidence
from drugfacts.commands.explain import explain
from drugfacts.commands.export import export
from drugfacts.commands.format import format_
from drugfacts.commands.init import init
from drugfacts.commands.query import query
from drugfacts.commands.shapes import shapes
from drugfacts.commands.show import show
from drugfacts.commands.validate import validate

COMMANDS = (build, validate, export, query, show, explain, format_, evidence, shapes, init)
