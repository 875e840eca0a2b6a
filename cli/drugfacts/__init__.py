"""Drug facts as sourced, checked linked data.

``load`` reads facts for Python: ``drugfacts.load().claims(drug="clonazepam")``.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["Facts", "__version__", "load"]

TYPE_CHECKING = False  # As in `typing`, which takes longer to import than all of this.
if TYPE_CHECKING:
    from drugfacts.api import Facts, load
else:

    def __getattr__(name: str) -> object:
        """Load the Python API when it is asked for, as the command line needs none of it."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module("drugfacts.api"), name)


def __dir__() -> list[str]:
    """Return also what is loaded when it is asked for."""
    return sorted({*globals(), *__all__})
