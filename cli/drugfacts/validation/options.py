"""How a check is done, and which of its findings count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drugfacts.bounded import Limit

if TYPE_CHECKING:
    from drugfacts.reporting.baseline import Baseline
    from drugfacts.reporting.waiver_records import Waiver
    from drugfacts.validation.engines import Name

SECONDS = 3600.0
"""How long the engines may take, unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose of a check.

    Attributes:
        engine: Which SHACL engine runs; see `engines.run`.
        detailed: Tell also what was found inside nested shapes.
        require_targets: A shape without focus nodes is a violation.
        coverage: Count the statements that no shape looked at.
        select: Rules, or patterns with ``*``, that are told; none means all.
        ignore: Rules, or patterns with ``*``, that are not told.
        baseline: Findings that are known; None means that none is.
        waivers: Waivers beside those in the data.
        trusting: Waivers in the data count; false where whoever wrote the data must not
            judge them too.
        seconds: How long the engines may take, and for large data all that is done to them.
        today: The day for which waivers are asked, ``YYYY-MM-DD``; "" takes none for
            expired.
    """

    engine: Name = "auto"
    detailed: bool = False
    require_targets: bool = False
    coverage: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: Baseline | None = None
    waivers: tuple[Waiver, ...] = ()
    trusting: bool = True
    seconds: float = SECONDS
    today: str = ""

    def limit(self) -> Limit:
        """Return the time that the engines have, from now on."""
        return Limit(
            self.seconds,
            f"the check took longer than {self.seconds:g} seconds; check fewer data at once, "
            "look for a query of the shapes that joins too much, or give it more --timeout.",
        )
