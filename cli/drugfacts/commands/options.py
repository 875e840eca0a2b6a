"""Arguments and options that several commands share."""

from __future__ import annotations

import click

paths = click.argument("paths", nargs=-1, type=click.Path())
"""Files, folders or ``-``; empty means the packaged facts. Read by `graph.read.read`."""
