"""Choose excerpts for print, and say what is printed of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from projects import reading, speech
from projects.commands.coding import drop_when_empty, excerpt_at, refuse_stale
from projects.commands.quote_edits import edits_of, placing_of, write_edits
from projects.quotes.errors import QuoteError
from projects.quotes.naming import quote_name
from projects.quotes.placing import Placing
from projects.quotes.published import BREAK, QuoteEdit, checked
from projects.quotes.quote import PlacedEdit
from projects.recorder import Row, Writer, new_id


@dataclass(frozen=True, slots=True)
class ChooseQuotes:
    """Choose excerpts (by id) as quotes, in one step; one that is a quote already stays as it is.

    A quote is named after the turn it begins in, and no name is ever given twice. Refusals: `quote-no-excerpt`,
    `quote-no-speech`.
    """

    label: ClassVar[str] = "choose-quotes"
    excerpts: tuple[str, ...]

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the quotes' ids, in the order asked for."""
        return tuple(_chosen(writer, one) for one in self.excerpts)

    def describe(self) -> Mapping[str, object]:
        """Return how many were chosen."""
        return {"count": len(self.excerpts)}


@dataclass(frozen=True, slots=True)
class ChoosePassage:
    """Choose a range of a transcript as a quote; it is an excerpt from then on, with a code or without.

    `text` is what the person saw in the range. Refusals as for `Code`: `no-transcript`, `bad-range`, `no-speech`,
    `selection-stale`.
    """

    label: ClassVar[str] = "choose-quotes"
    transcript: str
    start: int
    end: int
    text: str | None = None

    def apply(self, writer: Writer) -> str:
        """Return the quote's id."""
        refuse_stale(writer, self.transcript, self.start, self.end, self.text)
        return _chosen(writer, excerpt_at(writer, self.transcript, self.start, self.end))

    def describe(self) -> Mapping[str, object]:
        """Return that one was chosen."""
        return {"count": 1}


@dataclass(frozen=True, slots=True)
class DropQuotes:
    """Let excerpts be no quotes any more; their names are not given again. Refusal: `no-quote`."""

    label: ClassVar[str] = "drop-quotes"
    quotes: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Remove quotes with their edits, and each excerpt that nothing else holds."""
        for row in [_row(writer, one) for one in dict.fromkeys(self.quotes)]:
            for edit in writer.find("quote_edit", quote=row["id"]):
                writer.delete("quote_edit", edit["id"])
            writer.delete("quote", row["id"])
            drop_when_empty(writer, row["excerpt"])

    def describe(self) -> Mapping[str, object]:
        """Return how many went."""
        return {"count": len(self.quotes)}


@dataclass(frozen=True, slots=True)
class AddEdit:
    """Add an edit to a quote; its range counts from the start of the verbatim text (`Layers.verbatim`).

    `said` are the words that the person saw there (`quote-changed` when others stand there by now). Refusals:
    `no-quote`, and those of `projects.quotes.published.checked`.
    """

    label: ClassVar[str] = "add-edit"
    quote: str
    edit: QuoteEdit
    said: str | None = None

    def apply(self, writer: Writer) -> str:
        """Return the edit's id."""
        row = _row(writer, self.quote)
        map_ = _placing(writer, row)
        if self.said not in (None, BREAK.join(map_.voices)[self.edit.start : self.edit.end]):
            raise QuoteError("quote-changed")
        before = edits_of(writer, self.quote)
        edit = _trimmed(self.edit)
        checked(map_.voices, [*_relative(map_, before), edit])
        fresh = _placed(map_, edit)
        return write_edits(writer, self.quote, before, (*before, fresh))[-1]

    def describe(self) -> Mapping[str, object]:
        """Return the kind of edit; never its words."""
        return {"kind": self.edit.kind}


@dataclass(frozen=True, slots=True)
class ChangeEdit:
    """Give an edit (by id) another text and reason. Refusals: `no-edit`, and those of `AddEdit`."""

    label: ClassVar[str] = "change-edit"
    edit: str
    text: str
    reason: str

    def apply(self, writer: Writer) -> None:
        """Write what is different."""
        row = _edit_row(writer, self.edit)
        map_ = _placing(writer, _row(writer, row["quote"]))
        after = [
            replace(one, text=self.text.strip(), reason=self.reason.strip()) if one.id == self.edit else one
            for one in edits_of(writer, row["quote"])
        ]
        checked(map_.voices, _relative(map_, after))
        writer.update("quote_edit", self.edit, text=self.text.strip(), reason=self.reason.strip())

    def describe(self) -> Mapping[str, object]:
        """Return nothing: what was written is in the rows."""
        return {}


@dataclass(frozen=True, slots=True)
class RemoveEdits:
    """Take edits (by id) back: what was said is printed there again. Refusal: `no-edit`."""

    label: ClassVar[str] = "remove-edits"
    edits: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Remove the rows."""
        for one in self.edits:
            _edit_row(writer, one)
            writer.delete("quote_edit", one)

    def describe(self) -> Mapping[str, object]:
        """Return how many went."""
        return {"count": len(self.edits)}


@dataclass(frozen=True, slots=True)
class SetEdits:
    """Let a quote have just these edits, in one step; an edit that it has already keeps its id.

    Refusals as for `AddEdit`.
    """

    label: ClassVar[str] = "set-edits"
    quote: str
    edits: tuple[QuoteEdit, ...]

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the ids, in the order of the text."""
        map_ = _placing(writer, _row(writer, self.quote))
        wanted = [_placed(map_, one) for one in checked(map_.voices, map(_trimmed, self.edits))]
        before = edits_of(writer, self.quote)
        ids = {(one.start, one.end, one.kind): one.id for one in before}
        after = tuple(replace(one, id=ids.get((one.start, one.end, one.kind), "")) for one in wanted)
        return write_edits(writer, self.quote, before, after)

    def describe(self) -> Mapping[str, object]:
        """Return how many edits there are."""
        return {"count": len(self.edits)}


@dataclass(frozen=True, slots=True)
class SetLeadIn:
    """Write the sentence that stands before a quote; "" takes it away. Refusal: `no-quote`."""

    label: ClassVar[str] = "set-lead-in"
    quote: str
    text: str

    def apply(self, writer: Writer) -> None:
        """Write it without blanks at its ends."""
        _row(writer, self.quote)
        writer.update("quote", self.quote, lead_in=self.text.strip())

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the sentence is in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class SetOpening:
    """Say whether a quote opens a chapter, directly below its heading (avausote). Refusal: `no-quote`."""

    label: ClassVar[str] = "set-opening"
    quote: str
    opening: bool

    def apply(self, writer: Writer) -> None:
        """Write it."""
        _row(writer, self.quote)
        writer.update("quote", self.quote, opening=int(self.opening))

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the row tells."""
        return {}


@dataclass(frozen=True, slots=True)
class SetParaphrase:
    """Tell in plain words what a quote says; "" takes it away. Refusal: `no-quote`."""

    label: ClassVar[str] = "set-paraphrase"
    quote: str
    text: str

    def apply(self, writer: Writer) -> None:
        """Write it without blanks at its ends."""
        _row(writer, self.quote)
        writer.update("quote", self.quote, paraphrase=self.text.strip())

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the words are in the row."""
        return {}


def _chosen(writer: Writer, excerpt: str) -> str:
    there = writer.find("quote", excerpt=excerpt)
    if there:
        return str(there[0]["id"])
    row = writer.get("excerpt", excerpt)
    if row is None:
        raise QuoteError("quote-no-excerpt")
    document = reading.passage(writer.database, row["transcript"], row["start"], row["end"])
    said = speech.pieces(document, row["start"], row["end"])
    if not said:
        raise QuoteError("quote-no-speech")
    name = _named(writer, document.transcript.short, said[0].turn.name)
    place = {"excerpt": excerpt, "name": name, "start": row["start"], "end": row["end"]}
    return writer.insert("quote", {**place, "lead_in": "", "opening": 0, "paraphrase": ""})


def _named(writer: Writer, short: str, turn: str) -> str:
    """Give a name that was never given; it is kept outside the history, so that an undo frees none."""
    used = {name for (name,) in writer.database.execute("SELECT name FROM quote_name").fetchall()}
    name = quote_name(short, turn, used)
    writer.database.execute("INSERT INTO quote_name (id, name) VALUES (?, ?)", [new_id(), name])
    return name


def _row(writer: Writer, quote: str) -> Row:
    row = writer.get("quote", quote)
    if row is None:
        raise QuoteError("no-quote")
    return row


def _edit_row(writer: Writer, edit: str) -> Row:
    row = writer.get("quote_edit", edit)
    if row is None:
        raise QuoteError("no-edit")
    return row


def _placing(writer: Writer, quote: Row) -> Placing:
    excerpt = writer.find("excerpt", id=quote["excerpt"])[0]
    return placing_of(reading.passage(writer.database, excerpt["transcript"], quote["start"], quote["end"]), quote)


def _placed(map_: Placing, edit: QuoteEdit) -> PlacedEdit:
    start, end = map_.transcript(edit.start, edit.end)
    return PlacedEdit("", start, end, edit.kind, edit.text, edit.reason)


def _trimmed(edit: QuoteEdit) -> QuoteEdit:
    return replace(edit, text=edit.text.strip(), reason=edit.reason.strip())


def _relative(map_: Placing, edits: Sequence[PlacedEdit]) -> list[QuoteEdit]:
    return [QuoteEdit(*map_.verbatim(one.start, one.end), one.kind, one.text, one.reason) for one in edits]
