"""Change codes, one verb a command; codings move or go in the same step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from codebooks import edit, order
from codebooks.model import Code, Codebook
from projects import reading
from projects.codebook_rows import write_codebook
from projects.commands.code_rows import codings_of, drop_codings, leave_themes, move_codings, move_hanging
from projects.commands.codebook import edit_codebook
from projects.errors import CommandError
from projects.recorder import Writer


@dataclass(frozen=True, slots=True)
class AddCode:
    """Add a code, last at its place; without a key it gets the next free one. Refusals as for `edit.add_code`."""

    label: ClassVar[str] = "add-code"
    code: Code

    def apply(self, writer: Writer) -> str:
        """Return the code's id."""
        edit_codebook(writer, partial(edit.add_code, code=self.code))
        return self.code.id

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the name is in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class DescribeCode:
    """Change texts of a code by field, and its synonyms when they are given. Refusals as for `edit.describe`."""

    label: ClassVar[str] = "describe-code"
    code: str
    fields: Mapping[str, str]
    synonyms: tuple[str, ...] | None = None

    def apply(self, writer: Writer) -> None:
        """Write the texts."""
        edit_codebook(writer, self._changed)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the texts are in the row."""
        return {}

    def _changed(self, codebook: Codebook) -> Codebook:
        codebook = edit.describe(codebook, self.code, self.fields)
        return codebook if self.synonyms is None else edit.set_synonyms(codebook, self.code, self.synonyms)


@dataclass(frozen=True, slots=True)
class SetShortcut:
    """Let a digit stand for a code, or none. Refusals as for `edit.set_shortcut`."""

    label: ClassVar[str] = "shortcut"
    code: str
    shortcut: str
    take: bool = False

    def apply(self, writer: Writer) -> None:
        """Write the digit."""
        edit_codebook(writer, lambda book: edit.set_shortcut(book, self.code, self.shortcut, take=self.take))

    def describe(self) -> Mapping[str, object]:
        """Return the digit."""
        return {"shortcut": self.shortcut}


@dataclass(frozen=True, slots=True)
class MoveCodes:
    """Put codes under a code or at the top of a family, before another one or last. Refusals as for `order.place`."""

    label: ClassVar[str] = "move-codes"
    codes: tuple[str, ...]
    parent: str | None = None
    family: str | None = None
    before: str | None = None

    def apply(self, writer: Writer) -> None:
        """Write the new places."""
        edit_codebook(writer, self._moved)

    def describe(self) -> Mapping[str, object]:
        """Return how many codes moved."""
        return {"codes": len(self.codes)}

    def _moved(self, codebook: Codebook) -> Codebook:
        return order.place(codebook, self.codes, parent=self.parent, family=self.family, before=self.before)


@dataclass(frozen=True, slots=True)
class StepCode:
    """Move a code one step: `up`, `down`, `in` or `out`."""

    label: ClassVar[str] = "move-codes"
    code: str
    way: str

    def apply(self, writer: Writer) -> None:
        """Write the new place."""
        edit_codebook(writer, lambda book: order.step(book, self.code, self.way))

    def describe(self) -> Mapping[str, object]:
        """Return that it is one code."""
        return {"codes": 1}


@dataclass(frozen=True, slots=True)
class MergeCodes:
    """Merge codes into one: codings, memos and places in themes go to it. Refusals as for `edit.merge`.

    A code may be merged into its own subcode, which takes its place first.
    """

    label: ClassVar[str] = "merge-codes"
    sources: tuple[str, ...]
    target: str

    def apply(self, writer: Writer) -> None:
        """Move what hangs on the codes that go, then the codes."""
        merged = self._merged(reading.codebook(writer.database))
        move_codings(writer, self.sources, self.target)
        for source in self.sources:
            move_hanging(writer, source, self.target)
        write_codebook(writer, merged)

    def describe(self) -> Mapping[str, object]:
        """Return how many codes went into the other one."""
        return {"codes": len(self.sources)}

    def _merged(self, codebook: Codebook) -> Codebook:
        for source in self.sources:
            codebook = edit.merge(codebook, source, self.target)
        return codebook


@dataclass(frozen=True, slots=True)
class SplitCode:
    """Make a new code beside one and hang chosen codings of that one on it.

    Refusals: `no-coding` when one of the codings is not of the code, and as for `edit.split`.
    """

    label: ClassVar[str] = "split-code"
    code: str
    fresh: Code
    codings: tuple[str, ...]

    def apply(self, writer: Writer) -> str:
        """Return the new code's id."""
        chosen = set(self.codings)
        rows = [row for row in codings_of(writer, (self.code,)) if row["id"] in chosen]
        if len(rows) < len(chosen):
            raise CommandError("no-coding", coding=next(iter(chosen - {row["id"] for row in rows})))
        edit_codebook(writer, lambda book: edit.split(book, self.code, self.fresh))
        writer.update_all("coding", rows, code=self.fresh.id)
        return self.fresh.id

    def describe(self) -> Mapping[str, object]:
        """Return how many codings went to the new code."""
        return {"codings": len(self.codings)}


@dataclass(frozen=True, slots=True)
class RetireCodes:
    """Take codes out of use, their codings stay; or bring them back. Refusal: `unknown-code`."""

    label: ClassVar[str] = "retire-codes"
    codes: tuple[str, ...]
    retired: bool = True

    def apply(self, writer: Writer) -> None:
        """Mark the codes."""
        edit_codebook(writer, self._marked)

    def describe(self) -> Mapping[str, object]:
        """Return how many codes it is about."""
        return {"codes": len(self.codes)}

    def _marked(self, codebook: Codebook) -> Codebook:
        change = edit.retire if self.retired else edit.restore
        for code in self.codes:
            codebook = change(codebook, code)
        return codebook


@dataclass(frozen=True, slots=True)
class RemoveCodes:
    """Remove codes with their codings; subcodes that stay move up, memos stay as free ones. Refusal: `unknown-code`."""

    label: ClassVar[str] = "remove-codes"
    codes: tuple[str, ...]

    def apply(self, writer: Writer) -> int:
        """Return how many codings went."""
        dropped = drop_codings(writer, self.codes)
        for code in self.codes:
            leave_themes(writer, code)
        edit_codebook(writer, lambda book: edit.remove(book, self.codes))
        return dropped

    def describe(self) -> Mapping[str, object]:
        """Return how many codes went."""
        return {"codes": len(self.codes)}
