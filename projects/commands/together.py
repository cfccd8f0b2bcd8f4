"""Do several commands as one step, when one gesture means them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from projects.recorder import Writer
    from projects.store import Command


@dataclass(frozen=True, slots=True)
class Together:
    """Do each command in turn; when one is refused, none is done."""

    label: ClassVar[str] = "together"
    steps: tuple[Command, ...]

    def apply(self, writer: Writer) -> tuple[object, ...]:
        """Return the answers in the order of the commands."""
        return tuple(one.apply(writer) for one in self.steps)

    def describe(self) -> Mapping[str, object]:
        """Return how many commands it was."""
        return {"steps": len(self.steps)}
