"""How a check is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drugfacts.validation.engines import Name


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose of a check.

    Attributes:
        engine: Which SHACL engine runs; see `engines.run`.
        detailed: Tell also what was found inside nested shapes.
        require_targets: A shape without focus nodes is a violation.
        coverage: Count the statements that no shape looked at.
    """

    engine: Name = "auto"
    detailed: bool = False
    require_targets: bool = False
    coverage: bool = False
