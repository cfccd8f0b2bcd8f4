"""Remember which documents went out with which quotes, so that a consent taken back can be followed to paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from projects.quote_rows import WrittenQuote
from projects.quotes.errors import QuoteError
from projects.recorder import Writer, new_id


@dataclass(frozen=True, slots=True)
class RecordDocument:
    """Remember a document that was written: its kind, its file's name without folders, and the quotes in it.

    `kind` is `report`, `booklet`, `presentation`, `archive`, `packet` or `table`. The document is out whatever is
    undone, so this is a note in the history: undo passes over it.
    """

    label: ClassVar[str] = "record-document"
    stays: ClassVar[bool] = True
    kind: str
    name: str
    quotes: tuple[WrittenQuote, ...]

    def apply(self, writer: Writer) -> str:
        """Return the document's id."""
        row = {"time": writer.time, "coder": writer.coder, "kind": self.kind, "name": self.name, "printed": ""}
        key = writer.insert("written", row)
        rows = [{"id": new_id(), "written": key, "quote": one.quote, "name": one.name, "mark": one.mark}
                for one in self.quotes]
        writer.insert_all("written_quote", rows)
        return key

    def describe(self) -> Mapping[str, object]:
        """Return the kind and how many quotes it holds."""
        return {"kind": self.kind, "count": len(self.quotes)}


@dataclass(frozen=True, slots=True)
class MarkPrinted:
    """Say on which day (ISO date) a document went to print; "" takes that back. Refusal: `no-document`."""

    label: ClassVar[str] = "mark-printed"
    document: str
    date: str

    def apply(self, writer: Writer) -> None:
        """Write the day."""
        if writer.get("written", self.document) is None:
            raise QuoteError("no-document")
        writer.update("written", self.document, printed=self.date)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the row tells."""
        return {}
