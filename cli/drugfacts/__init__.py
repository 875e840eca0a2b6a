"""Drug facts as sourced, checked linked data."""

from __future__ import annotations

__version__ = "0.1.0"
