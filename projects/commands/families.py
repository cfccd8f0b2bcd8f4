"""Change the families of the codebook, one verb a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from codebooks import edit, families
from codebooks.model import Family
from projects.commands.codebook import edit_codebook
from projects.recorder import Writer


@dataclass(frozen=True, slots=True)
class AddFamily:
    """Add a family, last; without a key it gets the next free one. Refusals as for `edit.add_family`."""

    label: ClassVar[str] = "add-family"
    family: Family

    def apply(self, writer: Writer) -> str:
        """Return the family's id."""
        edit_codebook(writer, partial(edit.add_family, family=self.family))
        return self.family.id

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the name is in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class DescribeFamily:
    """Change names and questions of a family by field. Refusals as for `families.describe_family`."""

    label: ClassVar[str] = "describe-family"
    family: str
    fields: Mapping[str, str]

    def apply(self, writer: Writer) -> None:
        """Write the texts."""
        edit_codebook(writer, lambda book: families.describe_family(book, self.family, self.fields))

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the texts are in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class RecolourFamily:
    """Give a family another colour of the palette, by slot. Refusal: `codebook-no-family`."""

    label: ClassVar[str] = "recolour-family"
    family: str
    slot: int

    def apply(self, writer: Writer) -> None:
        """Write the slot."""
        edit_codebook(writer, lambda book: families.recolour(book, self.family, self.slot))

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the slot is in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class MoveFamily:
    """Put a family before another one, or last. Refusal: `codebook-no-family`."""

    label: ClassVar[str] = "move-family"
    family: str
    before: str | None = None

    def apply(self, writer: Writer) -> None:
        """Write the order."""
        edit_codebook(writer, lambda book: families.move_family(book, self.family, self.before))

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the order is in the rows."""
        return {}


@dataclass(frozen=True, slots=True)
class StepFamily:
    """Move a family one place up (-1) or down (1). Refusal: `codebook-no-family`."""

    label: ClassVar[str] = "move-family"
    family: str
    by: int

    def apply(self, writer: Writer) -> None:
        """Write the order."""
        edit_codebook(writer, lambda book: families.step_family(book, self.family, self.by))

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the order is in the rows."""
        return {}


@dataclass(frozen=True, slots=True)
class RemoveFamily:
    """Take a family away; its codes stay, outside every family. Refusal: `codebook-no-family`."""

    label: ClassVar[str] = "remove-family"
    family: str

    def apply(self, writer: Writer) -> None:
        """Free the codes and drop the row."""
        edit_codebook(writer, lambda book: families.remove_family(book, self.family))

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the rows say it."""
        return {}
