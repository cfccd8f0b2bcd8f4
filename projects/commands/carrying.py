"""Change text under codings: refuse what would leave one empty, carry the rest along, renew the hashes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from projects import reading, speech
from projects.commands.persons import new_person
from projects.commands.quote_edits import cover, fit_edits
from projects.errors import CommandError
from projects.importers.roles import role_of
from projects.recorder import Row, Writer
from projects.spans import Edit, moved

_NO_TEXT = {*range(9), *range(11, 32), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)}


def rewrite(writer: Writer, transcript: str, edit: Edit, *, drop_codings: bool) -> None:
    """Make one edit and move every range; hashes are renewed by `renew` once all edits of a command are made.

    A coded range that would be left empty is refused (`codings-lost`: how many codings, of which codes), unless
    `drop_codings`; one that a quote stands on is always refused (`quotes-lost`).
    """
    excerpts = [row for row in _inside(writer, transcript, edit) if emptied(row, edit)]
    codings = [row for one in excerpts for row in writer.find("coding", excerpt=one["id"])]
    quotes = _lost_quotes(writer, transcript, excerpts, edit)
    if quotes:
        raise CommandError("quotes-lost", count=quotes)
    if codings and not drop_codings:
        keys = sorted({str(row["key"]) for one in codings for row in writer.find("code", id=one["code"])})
        raise CommandError("codings-lost", count=len(codings), keys=keys)
    for row in codings:
        writer.delete("coding", row["id"])
    for row in excerpts:
        writer.delete("excerpt", row["id"])
    cover(writer, transcript, edit)
    writer.edit(transcript, edit)


def renew(writer: Writer, transcript: str, low: int, high: int) -> None:
    """Renew what a change of text in a range touches: hashes of excerpts, edits of quotes, the transcript's own."""
    document = reading.document(writer.database, transcript)
    touching = 'SELECT * FROM excerpt WHERE transcript = ? AND start <= ? AND "end" >= ?'
    for row in writer.select(touching, transcript, high, low):
        said = speech.speech(document, row["start"], row["end"])
        writer.update("excerpt", row["id"], hash=writer.hash(said))
    fit_edits(writer, document, low, high)
    words = speech.count_words("\n".join(speech.turn_speech(turn, document.text) for turn in document.turns))
    writer.update("transcript", transcript, hash=writer.hash(document.text), words=words)


def emptied(row: Row, edit: Edit) -> bool:
    """Tell whether an edit leaves nothing of a range that was not empty before."""
    start, end = moved(row["start"], row["end"], edit)
    return start == end and row["start"] < row["end"]


def clean(text: str) -> str:
    """Return typed text as the project keeps text: composed letters, one kind of line end, nothing invisible."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", lines.translate(dict.fromkeys(_NO_TEXT)))


def label_named(writer: Writer, transcript: str, text: str) -> str:
    """Return the id of a transcript's label by its text; a new one gets a person of its own, by its role."""
    there = writer.find("label", transcript=transcript)
    for row in there:
        if row["text"] == text:
            return str(row["id"])
    role = role_of(text, [*(row["text"] for row in there), text])
    person = writer.insert("person", new_person(writer, role))
    return writer.insert("label", {"transcript": transcript, "text": text, "person": person, "home": None})


def drop_unused_label(writer: Writer, label: str | None) -> None:
    """Take away a label that no turn bears any more, and its person when nothing is known of them."""
    if label is None or writer.find("turn", label=label):
        return
    person = writer.get("label", label)
    writer.delete("label", label)
    if person is not None and _is_bare(writer, str(person["person"])):
        writer.delete("person", str(person["person"]))


def _is_bare(writer: Writer, person: str) -> bool:
    row = writer.get("person", person)
    named = row is None or any(row.get(column) for column in ("pseudonym", "organisation", "short"))
    hanging = (
        ("label", "person"), ("label", "home"), ("consent", "person"), ("variable_value", "target"), ("memo", "target"),
    )
    return not (named or any(writer.find(table, **{column: person}) for table, column in hanging))


def _inside(writer: Writer, transcript: str, edit: Edit) -> list[Row]:
    inside = 'SELECT * FROM excerpt WHERE transcript = ? AND start >= ? AND "end" <= ?'
    return writer.select(inside, transcript, edit.position, edit.stop)


def _lost_quotes(writer: Writer, transcript: str, excerpts: Sequence[Row], edit: Edit) -> int:
    lost = {row["id"] for row in excerpts}
    rows = writer.select(
        "SELECT * FROM quote WHERE excerpt IN (SELECT id FROM excerpt WHERE transcript = ?)", transcript
    )
    return sum(1 for row in rows if row["excerpt"] in lost or emptied(row, edit))
