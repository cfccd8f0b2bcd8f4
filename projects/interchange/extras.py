"""What a project of ours says beyond REFI-QDA, in the file's own first lines: written and read back here.

`extras_of` and `restored` are each other's inverse: with them a project goes out and comes in with every value it had.
Where the rest of the file was changed by another program, what the file says holds and the extras yield.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from codebooks.code_tree import code_extras
from codebooks.findings import Finding
from codebooks.safe_xml import holdable
from projects.errors import ImportRefusedError
from projects.interchange.values import Foreign
from projects.model import (
    Anchor,
    Coding,
    Document,
    HeaderLine,
    Kept,
    Label,
    Mark,
    Memo,
    Origin,
    Person,
    ProjectInfo,
    Snapshot,
    Theme,
    ThemeMember,
    Turn,
    Value,
    Variable,
    VariableValue,
)

FORMAT = 1
_ANCHORS = ("free", "project", "transcript", "person", "code", "excerpt", "coding", "turn", "place")
_KINDS = {"text": str, "number": (int, float), "date": str, "choice": str}
_MOST = 2**53


def extras_of(snapshot: Snapshot) -> Mapping[str, object]:
    """Return what the XML of a project cannot say."""
    info = snapshot.info
    return {
        "format": FORMAT,
        "project": [info.id, info.name, info.created, info.anonymised],
        "codebook": code_extras(snapshot.codebook),
        "coders": [[one.id, one.name] for one in snapshot.coders],
        "transcripts": [_transcript_extras(one) for one in snapshot.documents],
        "persons": [
            [one.id, one.role, one.number, one.pseudonym, one.organisation, one.short]
            for one in all_persons(snapshot).values()
        ],
        "codings": [one.id for one in snapshot.codings],
        "weights": {one.id: one.weight for one in snapshot.codings if one.weight is not None},
        "comments": {one.id: one.comment for one in snapshot.codings if unlike(one.comment)},
        "memos": [_memo_extras(one) for one in snapshot.memos],
        "variables": [
            [one.id, one.name, one.owner, one.kind, list(one.choices), one.position, one.description]
            for one in snapshot.variables
        ],
        "values": [[one.id, one.variable, one.target, one.value] for one in snapshot.values],
        "themes": [
            [one.id, one.name, one.prose, [[member.id, member.kind, member.target] for member in one.members]]
            for one in snapshot.themes
        ],
        "kept": [[one.id, one.kind, one.xml] for one in snapshot.kept],
    }


def all_persons(snapshot: Snapshot) -> Mapping[str, Person]:
    """Return everybody in a project by id, those who speak first met in a text included."""
    speakers = {key: one for document in snapshot.documents for key, one in document.persons.items()}
    return {**{one.id: one for one in snapshot.persons}, **speakers}


def unlike(text: str) -> bool:
    """Tell whether a text comes back from XML as another."""
    return holdable(text) != text or "\r" in text or (bool(text) and not text.strip())


def text_digest(text: str) -> str:
    """Return what tells whether a text is the one that the extras speak of."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_digests(extras: Mapping[str, object]) -> frozenset[str]:
    """Return the digests of the texts that the extras speak of: these are ours and come in as they are."""
    rows = extras.get("transcripts")
    told = rows if isinstance(rows, list) else []
    return frozenset(str(one.get("text")) for one in told if isinstance(one, dict))


def restored(foreign: Foreign, extras: Mapping[str, object], file: str) -> Foreign:
    """Return a project read from XML with the extras laid over it; unchanged when the file has none.

    Raises ImportRefusedError `bad-extras` for extras that nobody of ours can have written.
    """
    if extras.get("format") != FORMAT:
        return foreign
    try:
        return _restored(foreign, extras)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise ImportRefusedError("bad-extras", file=file) from None


def _restored(foreign: Foreign, extras: Mapping[str, Any]) -> Foreign:
    snapshot = foreign.snapshot
    persons = {_text(row[0]): _person(row) for row in extras["persons"]}
    told = {_text(one["id"]): one for one in extras["transcripts"]}
    documents, stale = [], 0
    for document in snapshot.documents:
        one = told.get(document.transcript.id)
        fresh = one is not None and one["text"] == text_digest(document.text)
        stale += one is not None and not fresh
        documents.append(_document(document, one, persons) if fresh and one is not None else document)
    documents.sort(key=lambda one: one.transcript.position)
    _refuse_twice([turn.id for one in documents for turn in one.turns])
    _refuse_twice([label for one in documents for label in one.labels])
    variables = tuple(map(_variable, extras["variables"]))
    snapshot = replace(
        snapshot,
        info=_info(*extras["project"]),
        documents=tuple(documents),
        codings=_codings(snapshot.codings, extras),
        coders=tuple(replace(one, name=_text(dict(extras["coders"]).get(one.id, one.name))) for one in snapshot.coders),
        variables=variables,
        values=tuple(_value(row, {one.id: one for one in variables}) for row in extras["values"]),
        persons=tuple(persons.values()),
        kept=tuple(Kept(*map(_text, row)) for row in extras["kept"]),
    )
    themes = tuple(_theme(row, _ids(snapshot)) for row in extras["themes"])
    snapshot = replace(snapshot, memos=_memos(snapshot, extras["memos"]), themes=themes)
    # values come from the extras, whatever the XML could say of them; names of passages are the titles of our memos
    covered = ("lost-value", "lost-passage-name")
    findings = tuple(one for one in foreign.findings if one.lost and not one.code.startswith(covered))
    notes = (Finding("extras-stale", {"count": stale}),) if stale else ()
    return replace(foreign, snapshot=snapshot, findings=(*findings, *notes), ours=True)


def _person(row: Sequence[Any]) -> Person:
    own, role, number, *rest = row
    return Person(_text(own), _text(role), _whole(number), *map(_text, rest))


def _transcript_extras(document: Document) -> Mapping[str, object]:
    one, origin = document.transcript, document.transcript.origin
    return {
        "id": one.id,
        "name": one.name,
        "short": one.short,
        "language": one.language,
        "header": [[line.field, line.value] for line in one.header],
        "header_end": one.header_end,
        "origin": [origin.name, origin.sha256, origin.date],
        "words": one.words,
        "position": one.position,
        "text": text_digest(document.text),
        "labels": [[label.id, label.text, label.person] for label in document.labels.values()],
        "turns": [
            [turn.id, turn.n, turn.part, turn.start, turn.end, turn.label, turn.time]
            + [[mark.start, mark.end, mark.kind] for mark in turn.marks]
            for turn in document.turns
        ],
    }


def _document(document: Document, row: Mapping[str, Any], persons: Mapping[str, Person]) -> Document:
    own, length = document.transcript.id, len(document.text)
    transcript = replace(
        document.transcript,
        name=_text(row["name"]),
        short=_text(row["short"]),
        language=_text(row["language"]),
        header=tuple(HeaderLine(*map(_text, line)) for line in row["header"]),
        header_end=_whole(row["header_end"], length),
        origin=Origin(*map(_text, row["origin"])),
        words=_whole(row["words"]),
        position=_whole(row["position"]),
    )
    labels = {_text(key): Label(key, own, _text(text), persons[person].id) for key, text, person in row["labels"]}
    _refuse_twice([one.text for one in labels.values()])
    turns = tuple(_turn(own, length, labels, turn) for turn in row["turns"])
    _refuse_twice([turn.name for turn in turns])
    if any(one.end > other.start for one, other in pairwise(turns)):
        raise ValueError(own)
    known = {one.person: persons[one.person] for one in labels.values()}
    return Document(transcript, document.text, turns, labels, known)


def _turn(own: str, length: int, labels: Mapping[str, Label], row: Sequence[Any]) -> Turn:
    key, n, part, start, end, label, time, *marks = row
    if label is not None and label not in labels:
        raise ValueError(label)
    seconds = None if time is None else float(time)
    low, high = _whole(start, length), _whole(end, length)
    found = tuple(Mark(_whole(a, high), _whole(b, high), _text(kind)) for a, b, kind in marks)
    if low > high or any(not low <= one.start <= one.end for one in found):
        raise ValueError(own)
    return Turn(_text(key), own, _whole(n), _text(part), low, high, label, seconds, found)


def _codings(codings: Sequence[Coding], extras: Mapping[str, Any]) -> tuple[Coding, ...]:
    order = {own: place for place, own in enumerate(extras["codings"])}
    weights, comments = extras["weights"], extras["comments"]
    found = [
        replace(
            one,
            weight=_whole(weights[one.id], 100) if one.id in weights else None,
            comment=_text(comments.get(one.id, one.comment)),
        )
        for one in codings
    ]
    return tuple(sorted(found, key=lambda one: order.get(one.id, len(order))))


def _memo_extras(memo: Memo) -> list[object]:
    anchor = memo.anchor
    place = [anchor.kind, anchor.id, anchor.start, anchor.end]
    odd = memo.kind != "memo" or unlike(memo.text) or unlike(memo.title) or memo.title.strip() != memo.title
    said = [memo.title, memo.text] if odd else []
    return [memo.id, memo.kind, place, memo.coder, memo.time, memo.changed, memo.day, *said]


def _memos(snapshot: Snapshot, rows: Sequence[Sequence[Any]]) -> tuple[Memo, ...]:
    there = {one.id: one for one in snapshot.memos}
    lengths = {one.transcript.id: len(one.text) for one in snapshot.documents}
    ids = _ids(snapshot)
    made = []
    for key, kind, place, coder, time, changed, day, *said in rows:
        memo = there.pop(key, None)
        if memo is None or kind not in ("memo", "journal"):
            continue
        title, text = map(_text, said) if said else (memo.title, memo.text)
        anchor = _anchor(place, ids, lengths)
        texts = map(_text, (coder, time, changed, day))
        made.append(Memo(key, kind, title, text, anchor, *texts))
    return (*made, *there.values())


def _anchor(place: Sequence[Any], ids: Mapping[str, frozenset[str]], lengths: Mapping[str, int]) -> Anchor:
    kind, own, start, end = place
    if kind == "place" and own in lengths:
        return Anchor("place", own, _whole(start, lengths[own]), _whole(end, lengths[own]))
    if kind in ("free", "project"):
        return Anchor(kind, _text(own) if kind == "free" else "")
    return Anchor(kind, own) if own in ids.get(kind, ()) else Anchor()


def _ids(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    return {
        "transcript": frozenset(one.transcript.id for one in snapshot.documents),
        "person": frozenset(all_persons(snapshot)),
        "code": frozenset(one.id for one in snapshot.codebook),
        "excerpt": frozenset(one.id for one in snapshot.excerpts),
        "coding": frozenset(one.id for one in snapshot.codings),
        "turn": frozenset(turn.id for one in snapshot.documents for turn in one.turns),
    }


def _variable(row: Sequence[Any]) -> Variable:
    own, name, owner, kind, choices, position, said = row
    if owner not in ("person", "transcript") or kind not in _KINDS:
        raise ValueError(own)
    return Variable(_text(own), _text(name), owner, kind, tuple(map(_text, choices)), _whole(position), _text(said))


def _theme(row: Sequence[Any], ids: Mapping[str, frozenset[str]]) -> Theme:
    own, name, prose, rows = row
    members = [ThemeMember(*map(_text, member)) for member in rows]
    _refuse_twice([one.target for one in members])
    there = tuple(one for one in members if one.target in ids.get(one.kind, ()))
    return Theme(_text(own), _text(name), _text(prose), there)


def _value(row: Sequence[Any], variables: Mapping[str, Variable]) -> VariableValue:
    own, variable, target, value = row
    if not isinstance(value, _KINDS[variables[variable].kind]) or isinstance(value, bool):  # type: ignore[arg-type]  # a table of types
        raise TypeError(own)
    fitting: Value = value
    return VariableValue(_text(own), variable, _text(target), fitting)


def _info(own: str, name: str, created: str, anonymised: bool) -> ProjectInfo:  # noqa: FBT001 - a row of four
    return ProjectInfo(_text(own), _text(name), _text(created), bool(anonymised))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # a lone surrogate is no text
    return value


def _whole(value: Any, most: int = _MOST) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(value)
    return value


def _refuse_twice(values: Sequence[str]) -> None:
    if len(set(values)) < len(values):
        raise ValueError(values)
