"""What reading a file of another program found: kept differently, mended, or lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_LOST = "lost-"
_LOST_TOO = ("missing-source", "bad-range")


@dataclass(frozen=True, slots=True)
class Finding:
    """Tell one thing as a message code (`finding.CODE`) and values; `lost` tells a loss."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def lost(self) -> bool:
        """Tell whether something of the file did not come in."""
        return self.code.startswith(_LOST) or self.code in _LOST_TOO
