"""Bring in the texts of another project: transcripts, who speaks in them, passages and codings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from projects import reading, speech
from projects.commands.joining import Joining
from projects.commands.persons import next_person_number, reserve_person_number
from projects.commands.transcripts import free_short
from projects.interchange.extras import all_persons
from projects.interchange.values import unique
from projects.model import Coding, Document, Excerpt, Person, Turn
from projects.reading import stored_marks
from projects.recorder import Row, Writer, new_id

_HIGHEST_NUMBER = 100_000
Place = tuple[int, int]


def join_transcripts(joining: Joining) -> None:
    """Find each text by its id and words, or by its words alone, else take it in; turns come with the speakers."""
    writer, became = joining.writer, joining.became("transcript")
    place = writer.select("SELECT max(position) AS place FROM transcript")[0]["place"] or 0
    for document in joining.snapshot.documents:
        own, digest = document.transcript.id, writer.hash(document.text)
        row = writer.get("transcript", own)
        alike = [one for one in writer.find("transcript", hash=digest) if one["id"] not in joining.fresh]
        same = [row] if row and row["hash"] == digest else alike
        if same:
            became[own] = same[0]["id"]
            _meet(joining, document, reading.document(writer.database, same[0]["id"]))
            continue
        if row:
            joining.findings.tell("text-differs-from-ours", name=document.transcript.name)
        place += 1
        became[own] = _write_transcript(joining, document, new_id() if row else own, digest, place)
    fresh = len(joining.fresh)
    joining.count("transcripts", new=fresh, there=len(joining.snapshot.documents) - fresh)


def join_persons(joining: Joining) -> None:
    """Take in cases, and the speakers of the texts that are new; then the labels and turns of these texts."""
    writer, became = joining.writer, joining.became("person")
    speakers = {key for document in joining.snapshot.documents for key in document.persons}
    speaking = {label.person for own in joining.fresh for label in joining.documents[own].labels.values()}
    for person in all_persons(joining.snapshot).values():
        there = person.id in became or writer.get("person", person.id) is not None
        if not there and person.id in speakers and person.id not in speaking:
            continue
        became.setdefault(person.id, person.id)
        if not there:
            writer.insert("person", _person_row(writer, person))
        joining.count("persons", new=not there, there=there)
    for own in joining.fresh:
        _write_speakers(joining, joining.documents[own])


def join_passages(joining: Joining) -> None:
    """Take in passages and codings that are new.

    In a text that was here before, a passage of the same range is the same, and so is a coding of it with the same
    code by the same coder; one that has moved since stays where it is.
    """
    rows = _passages(joining)
    codings = _codings(joining, _codings_before(joining))
    coded = {joining.became("excerpt").get(coding.excerpt) for coding in joining.snapshot.codings}
    needed = {row["excerpt"] for row in codings}
    written = [
        row
        for row in rows
        if row["transcript"] in joining.fresh or row["id"] in needed or row["id"] not in coded
    ]
    joining.writer.insert_all("excerpt", written)
    joining.writer.insert_all("coding", codings)
    joining.count("passages", new=len(written), there=len(joining.became("excerpt")) - len(written))
    joining.count("codings", new=len(codings), there=len(joining.became("coding")) - len(codings))


def _meet(joining: Joining, theirs: Document, ours: Document) -> None:
    """Remember what turns, labels and speakers of a text have become that was here already."""
    joining.documents[ours.transcript.id] = ours
    turns = {turn.start: turn.id for turn in ours.turns}
    labels = {label.text: label for label in ours.labels.values()}
    joining.became("turn").update({turn.id: turns[turn.start] for turn in theirs.turns if turn.start in turns})
    for label in theirs.labels.values():
        if label.text in labels:
            joining.became("person").setdefault(label.person, labels[label.text].person)


def _write_transcript(joining: Joining, document: Document, own: str, digest: str, place: int) -> str:
    one = document.transcript
    row = {
        "id": own,
        "name": one.name,
        "short": free_short(joining.writer, one.short or one.name),
        "language": one.language,
        "header": json.dumps([[line.field, line.value] for line in one.header], ensure_ascii=False),
        "header_end": one.header_end,
        "origin_name": one.origin.name,
        "origin_sha256": one.origin.sha256,
        "origin_date": one.origin.date,
        "hash": digest,
        "words": one.words,
        "position": place,
    }
    joining.writer.insert("transcript", row)
    joining.writer.insert("body", {"id": own, "text": document.text})
    joining.documents[own] = replace(document, transcript=replace(one, id=own))
    joining.fresh.append(own)
    return own


def _person_row(writer: Writer, person: Person) -> Row:
    """Return a person's row; number, pseudonym and short form stay unless somebody else here is called so."""
    others = writer.find("person")
    numbers = {row["number"] for row in others if row["role"] == person.role}
    number = person.number
    if not 0 < number < _HIGHEST_NUMBER or number in numbers:
        number = next_person_number(writer, person.role)
    reserve_person_number(writer, person.role, number)
    return {
        "id": person.id,
        "role": person.role,
        "number": number,
        "pseudonym": unique(person.pseudonym, {row["pseudonym"] for row in others} - {""}),
        "organisation": person.organisation,
        "short": unique(person.short, {row["short"] for row in others} - {""}),
    }


def _write_speakers(joining: Joining, document: Document) -> None:
    writer, own = joining.writer, document.transcript.id
    labels = _free_ids(writer, "label", document.labels)
    turns = _free_ids(writer, "turn", [turn.id for turn in document.turns])
    persons = joining.became("person")
    writer.insert_all(
        "label",
        [
            {"id": labels[one.id], "transcript": own, "text": one.text, "person": persons[one.person], "home": None}
            for one in document.labels.values()
        ],
    )
    writer.insert_all("turn", [_turn_row(turn, own, turns[turn.id], labels) for turn in document.turns])
    joining.became("turn").update(turns)


def _turn_row(turn: Turn, transcript: str, own: str, labels: Mapping[str, str]) -> Row:
    return {
        "id": own,
        "transcript": transcript,
        "n": turn.n,
        "part": turn.part,
        "start": turn.start,
        "end": turn.end,
        "label": labels[turn.label] if turn.label else None,
        "time": turn.time,
        "marks": stored_marks(((one.start, one.end, one.kind) for one in turn.marks), turn.start),
    }


def _free_ids(writer: Writer, table: str, ids: Iterable[str]) -> dict[str, str]:
    """Return each id, or another where a row of ours has it."""
    return {own: new_id() if writer.get(table, own) else own for own in ids}


def _passages(joining: Joining) -> list[Row]:
    """Return the rows of the passages that we do not have; say of each passage what it has become."""
    transcripts, became = joining.became("transcript"), joining.became("excerpt")
    ranges = {own: _ranges(joining, own) for own in transcripts.values()}
    rows: list[Row] = []
    for excerpt in joining.snapshot.excerpts:
        transcript = transcripts.get(excerpt.transcript)
        if transcript is None:
            continue
        document = joining.documents[transcript]
        same = _same_passage(joining.writer, excerpt, transcript, ranges[transcript])
        became[excerpt.id] = same or (new_id() if joining.writer.get("excerpt", excerpt.id) else excerpt.id)
        if same is None:
            rows.append(_excerpt_row(joining.writer, excerpt, became[excerpt.id], document))
    return rows


def _same_passage(writer: Writer, excerpt: Excerpt, transcript: str, ranges: Mapping[Place, str]) -> str | None:
    there = writer.get("excerpt", excerpt.id)
    if there and (there["transcript"], there["start"], there["end"]) == (transcript, excerpt.start, excerpt.end):
        return excerpt.id
    return ranges.get((excerpt.start, excerpt.end))


def _ranges(joining: Joining, transcript: str) -> Mapping[Place, str]:
    """Return the passages a text has had until now by their range; a new text has none."""
    if transcript in joining.fresh:
        return {}
    rows = joining.writer.find("excerpt", transcript=transcript)
    return {(row["start"], row["end"]): row["id"] for row in reversed(rows)}


def _excerpt_row(writer: Writer, excerpt: Excerpt, own: str, document: Document) -> Row:
    said = speech.speech(document, excerpt.start, excerpt.end)
    place = {"transcript": document.transcript.id, "start": excerpt.start, "end": excerpt.end}
    return {"id": own, **place, "hash": writer.hash(said)}


def _codings(joining: Joining, before: Mapping[tuple[str, str, str], str]) -> list[Row]:
    """Return the rows of the codings that we do not have; say of each coding what it has become."""
    became = joining.became("coding")
    rows: list[Row] = []
    for coding in joining.snapshot.codings:
        place = _place(joining, coding)
        if place is None:
            joining.findings.count("lost-coding-without-code")
            continue
        same = coding.id if joining.writer.get("coding", coding.id) else before.get(place)
        became[coding.id] = same or coding.id
        if same is None:
            rows.append(_coding_row(coding, place, coding.time or joining.writer.time))
    return rows


def _place(joining: Joining, coding: Coding) -> tuple[str, str, str] | None:
    """Return what passage, code and coder of a coding have become."""
    excerpt = joining.became("excerpt").get(coding.excerpt)
    code = joining.became("code").get(coding.code)
    coder = joining.became("coder").get(coding.coder)
    return None if excerpt is None or code is None or coder is None else (excerpt, code, coder)


def _coding_row(coding: Coding, place: tuple[str, str, str], time: str) -> Row:
    excerpt, code, coder = place
    return {
        "id": coding.id,
        "excerpt": excerpt,
        "code": code,
        "coder": coder,
        "time": time,
        "weight": coding.weight,
        "comment": coding.comment,
    }


def _codings_before(joining: Joining) -> Mapping[tuple[str, str, str], str]:
    """Return what was coded here before in the texts that both have, by passage, code and coder."""
    old = [own for own in joining.became("transcript").values() if own not in joining.fresh]
    select = "SELECT coding.* FROM coding JOIN excerpt ON excerpt.id = excerpt WHERE transcript = ?"
    rows = [row for own in old for row in joining.writer.select(select, own)]
    return {(row["excerpt"], row["code"], row["coder"]): row["id"] for row in rows}
