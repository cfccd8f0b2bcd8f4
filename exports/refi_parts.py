"""The parts of a REFI-QDA project that we write: sources with passages and codings, cases, variables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from lxml import etree

from codebooks.safe_xml import derived, fragment, holdable
from projects.model import (
    Anchor,
    Coding,
    Document,
    Excerpt,
    Kept,
    Memo,
    Person,
    Snapshot,
    Value,
    Variable,
    VariableValue,
)

K = TypeVar("K")
V = TypeVar("V")
NAMESPACE = "urn:QDA-XML:project:1.0"
_QUOTE = 100
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN = {"text": "Text", "number": "Float", "date": "Date", "choice": "Text"}
_DESCRIBED = ("project", "transcript", "excerpt", "person")


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold a project with what is looked up again and again."""

    snapshot: Snapshot
    people: Mapping[str, Person]
    memos: Mapping[Anchor, list[Memo]] = field(default_factory=dict)
    codings: Mapping[str, list[Coding]] = field(default_factory=dict)
    excerpts: Mapping[str, list[Excerpt]] = field(default_factory=dict)
    values: Mapping[str, list[VariableValue]] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)


def prepared(snapshot: Snapshot, people: Mapping[str, Person]) -> Parts:
    """Return a project's parts by what they hang on."""
    kept = {one.id: one for one in snapshot.kept}
    return Parts(
        snapshot,
        people,
        _grouped((one.anchor, one) for one in snapshot.memos),
        _grouped((one.excerpt, one) for one in snapshot.codings),
        _grouped((one.transcript, one) for one in snapshot.excerpts),
        _grouped((one.target, one) for one in snapshot.values),
        kept,
        {one.id: _type(one, snapshot.values, kept.get(one.id)) for one in snapshot.variables},
    )


def sub(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """Append an element in the project's namespace; empty attributes are left out."""
    filled = {key: holdable(value) for key, value in attributes.items() if value}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", filled)


def write_source(parent: etree._Element, parts: Parts, document: Document) -> None:
    """Append a text with its passages, codings, notes and values; the text itself is a file of its own."""
    own = document.transcript.id
    path = f"internal://{own}.txt"
    source = sub(parent, "TextSource", guid=own, name=document.transcript.name, plainTextPath=path)
    anchor = Anchor("transcript", own)
    describe(source, parts, anchor)
    whole = [one for one in parts.excerpts.get(own, []) if _is_whole(parts, one, document)]
    for excerpt in parts.excerpts.get(own, []):
        if excerpt not in whole:
            _write_passage(source, parts, excerpt, document.text)
    for memo in _places(parts, own):
        place = memo.anchor
        passage = sub(source, "PlainTextSelection", guid=derived("place", memo.id), name=memo.title)
        passage.set("startPosition", str(place.start))
        passage.set("endPosition", str(place.end))
        sub(passage, "NoteRef", targetGUID=memo.id)
    for excerpt in whole:
        _write_codings(source, parts, excerpt.id)
    note_refs(source, parts, anchor)
    write_values(source, parts, own)


def write_case(parent: etree._Element, parts: Parts, person: Person, known: frozenset[str]) -> None:
    """Append a person: by the name it came with, else pseudonym, else role and number; never by a label."""
    kept = parts.kept.get(person.id)
    rest = _rest(kept)
    name = person.pseudonym or rest.get("name") or f"{person.role} {person.number}"
    case = sub(parent, "Case", guid=person.id, name=name)
    describe(case, parts, Anchor("person", person.id))
    refs = {kind: _refs(rest, kind, known) for kind in ("CodeRef", "SourceRef", "SelectionRef")}
    speaks = [one.transcript.id for one in parts.snapshot.documents if person.id in one.persons]
    refs["SourceRef"] = list(dict.fromkeys((*refs["SourceRef"], *speaks)))
    for target in refs["CodeRef"]:
        sub(case, "CodeRef", targetGUID=target)
    write_values(case, parts, person.id)
    for kind in ("SourceRef", "SelectionRef"):
        for target in refs[kind]:
            sub(case, kind, targetGUID=target)


def write_variable(parent: etree._Element, parts: Parts, variable: Variable) -> None:
    """Append a variable with the type it came with, where its values still fit that."""
    name = holdable(variable.name) or variable.id
    element = sub(parent, "Variable", guid=variable.id, name=name, typeOfVariable=parts.types[variable.id])
    if variable.description:
        sub(element, "Description").text = holdable(variable.description)


def write_values(parent: etree._Element, parts: Parts, target: str) -> None:
    """Append the values that a person or text has."""
    for one in parts.values.get(target, []):
        kind = parts.types[one.variable]
        value = sub(parent, "VariableValue")
        sub(value, "VariableRef", targetGUID=one.variable)
        sub(value, f"{kind}Value").text = holdable(_written(one.value))


def write_note(parent: etree._Element, memo: Memo) -> None:
    """Append a memo as a note."""
    name = f"{memo.day} {memo.title}".strip()
    who = {"creatingUser": memo.coder, "creationDateTime": moment(memo.time)}
    note = sub(parent, "Note", guid=memo.id, name=name, **who, modifiedDateTime=moment(memo.changed))
    sub(note, "PlainTextContent").text = holdable(memo.text)


def write_comment(parent: etree._Element, coding: Coding) -> None:
    """Append a coding's comment as a note, for programs that know no comments."""
    note = sub(
        parent,
        "Note",
        guid=derived("comment", coding.id),
        creatingUser=coding.coder,
        creationDateTime=moment(coding.time),
    )
    sub(note, "PlainTextContent").text = holdable(coding.comment)


def describe(element: etree._Element, parts: Parts, anchor: Anchor) -> None:
    """Append what came in as a description as a description again."""
    for memo in parts.memos.get(anchor, []):
        if is_description(memo):
            sub(element, "Description").text = holdable(memo.text)


def note_refs(element: etree._Element, parts: Parts, anchor: Anchor) -> None:
    """Append a reference to every memo that hangs here."""
    for memo in parts.memos.get(anchor, []):
        if not is_description(memo):
            sub(element, "NoteRef", targetGUID=memo.id)


def is_description(memo: Memo) -> bool:
    """Tell whether a memo came in as the description of what it hangs on, and still is one."""
    anchor = memo.anchor
    here = anchor.kind in _DESCRIBED and memo.id == derived("description", anchor.kind, anchor.id)
    return here and not memo.title and memo.kind == "memo"


def _write_passage(source: etree._Element, parts: Parts, excerpt: Excerpt, text: str) -> None:
    name = _quote(text[excerpt.start : excerpt.end])
    passage = sub(source, "PlainTextSelection", guid=excerpt.id, name=name)
    passage.set("startPosition", str(excerpt.start))
    passage.set("endPosition", str(excerpt.end))
    anchor = Anchor("excerpt", excerpt.id)
    describe(passage, parts, anchor)
    _write_codings(passage, parts, excerpt.id)
    note_refs(passage, parts, anchor)


def _write_codings(parent: etree._Element, parts: Parts, excerpt: str) -> None:
    for one in parts.codings.get(excerpt, []):
        made = {"creatingUser": one.coder, "creationDateTime": moment(one.time)}
        coding = sub(parent, "Coding", guid=one.id, **made)
        sub(coding, "CodeRef", targetGUID=one.code)
        note_refs(coding, parts, Anchor("coding", one.id))
        if one.comment:
            sub(coding, "NoteRef", targetGUID=derived("comment", one.id))


def _is_whole(parts: Parts, excerpt: Excerpt, document: Document) -> bool:
    """Tell whether an excerpt stands for a text coded as a whole, and says nothing more."""
    bare = excerpt.id in parts.codings and Anchor("excerpt", excerpt.id) not in parts.memos
    whole = excerpt.id == derived("whole", document.transcript.id)
    return bare and whole and (excerpt.start, excerpt.end) == (0, len(document.text))


def _places(parts: Parts, transcript: str) -> Iterator[Memo]:
    for anchor, memos in parts.memos.items():
        if anchor.kind == "place" and anchor.id == transcript and (anchor.start or 0) < (anchor.end or 0):
            yield from memos


def _quote(said: str) -> str:
    """Return the beginning of a passage, so that a reader can check where it stands."""
    bare = " ".join(said.split())
    return bare if len(bare) <= _QUOTE else f"{bare[: _QUOTE - 1].rstrip()}…"


def _rest(kept: Kept | None) -> etree._Element:
    """Return what was kept of a row, an empty element when there is nothing or it is no longer whole."""
    found = fragment(kept.xml) if kept else None
    return etree.Element("Nothing") if found is None else found


def _refs(rest: etree._Element, kind: str, known: frozenset[str]) -> list[str]:
    targets = (one.get("targetGUID") for one in rest if one.tag == kind)
    return [one for one in targets if one in known]


def _type(variable: Variable, values: Iterable[VariableValue], kept: Kept | None) -> str:
    """Return the REFI-QDA type: the one it came with while all values fit, else the plain one of its kind."""
    held = [_written(one.value) for one in values if one.variable == variable.id]
    came = _rest(kept).get("typeOfVariable")
    wanted = [one for one in (came, _PLAIN[variable.kind]) if one is not None]
    return next((one for one in wanted if all(_fits(one, value) for value in held)), "Text")


def _fits(kind: str, written: str) -> bool:
    forms = {
        "Boolean": re.compile("true|false"),
        "Integer": re.compile(r"-?\d+"),
        "Float": re.compile(r"-?\d+(?:\.\d+)?"),
        "Date": _DATE,
        "DateTime": _DATE_TIME,
        "Text": re.compile(".*", re.DOTALL),
    }
    return kind in forms and forms[kind].fullmatch(written) is not None


def _written(value: Value) -> str:
    """Return a value as XML writes it: numbers without an exponent."""
    return value if isinstance(value, str) else format(Decimal(repr(value)), "f")


def moment(time: str) -> str:
    """Return a time that the schema accepts, nothing for any other."""
    return time if _DATE_TIME.fullmatch(time) else ""


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
