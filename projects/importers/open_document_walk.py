"""Walk the XML of an OpenDocument text: one paragraph a line, cells of a row joined by tabs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TEXT = f"{{{_SPACE}:office:1.0}}", f"{{{_SPACE}:text:1.0}}"
_TABLE, _DRAW = f"{{{_SPACE}:table:1.0}}", f"{{{_SPACE}:drawing:1.0}}"
_WHITE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 10_000
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_SILENT = frozenset(
    (f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note-citation", f"{TEXT}ruby-text",
     f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{OFFICE}forms",
     f"{_DRAW}object", f"{TEXT}bibliography-source", f"{TEXT}table-of-content-source")
)  # fmt: skip
_HIDDEN = frozenset((f"{TEXT}hidden-paragraph", f"{TEXT}hidden-text", f"{TEXT}section"))
_NOTE = f"{TEXT}note"


@dataclass(slots=True)
class Walked:
    """Hold the text of a part and count what a reader should know of; notes are (kind, text) in order."""

    text: str = ""
    accepted: int = 0
    dropped: int = 0
    boxes: int = 0
    hidden: int = 0
    comments: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Line:
    """Hold one paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    blank: bool = True  # white space at a paragraph's start says nothing

    def say(self, text: str) -> None:
        """Take text with its white space fallen together, as the standard has it."""
        text = _WHITE.sub(" ", text)
        if self.blank:
            text = text.removeprefix(" ")
        if text:
            self.pieces.append(text)
            self.blank = text.endswith(" ")

    def put(self, text: str) -> None:
        """Take a character that an element stands for."""
        self.pieces.append(text)
        self.blank = False


def walk(root: etree._Element) -> Walked:
    """Return the text under an element."""
    said = Walked()
    lines: list[str] = []
    _count(root, said)
    _blocks(root, lines, said)
    said.text = "\n".join(lines)
    return said


def _count(root: etree._Element, said: Walked) -> None:
    said.dropped = sum(1 for _ in root.iter(f"{TEXT}deletion"))
    said.accepted = sum(1 for _ in root.iter(f"{TEXT}insertion"))
    said.comments = sum(1 for _ in root.iter(f"{OFFICE}annotation"))


def _blocks(root: etree._Element, lines: list[str], said: Walked) -> None:
    """Go through what holds paragraphs, without recursion into lists and sections, however deep they lie."""
    waiting = [iter(root)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in _PARAGRAPHS:
            _paragraph(element, lines, said)
        elif element.tag == f"{_TABLE}table-row":
            _row(element, lines, said)
        elif element.tag in _HIDDEN and _is_hidden(element):
            said.hidden += 1
        elif element.tag not in _SILENT:
            waiting.append(iter(element))


def _is_hidden(element: etree._Element) -> bool:
    hidden = element.get(f"{TEXT}is-hidden") or element.get(f"{TEXT}display") or ""
    return hidden in ("true", "none")


def _row(row: etree._Element, lines: list[str], said: Walked) -> None:
    """Join the cells of a row by tabs; further paragraphs of a cell are lines of their own."""
    joined: list[str] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        inside: list[str] = []
        _blocks(cell, inside, said)
        if not joined:
            joined = inside or [""]
            continue
        joined[-1] += "\t" + (inside[0] if inside else "")
        joined += inside[1:]
    if any(line.strip() for line in joined):
        lines.extend(joined)


def _paragraph(element: etree._Element, lines: list[str], said: Walked) -> None:
    """Read a paragraph; text boxes and notes that hang on it come behind it."""
    line = _Line()
    boxes: list[etree._Element] = []
    _inline(element, line, boxes, said)
    text = "".join(line.pieces)
    lines.extend(text.split("\n"))
    if element.tag == f"{TEXT}h" and text.strip():
        said.headings.add(text.strip())
    for box in boxes:
        inside: list[str] = []
        _blocks(box, inside, said)
        said.boxes += any(text.strip() for text in inside)
        lines.extend(inside)


def _inline(element: etree._Element, line: _Line, boxes: list[etree._Element], said: Walked) -> None:
    """Go through the inside of a paragraph in document order, without recursion."""
    line.say(element.text or "")
    waiting = [iter(element)]
    owners = [element]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            ended = owners.pop()
            line.say((ended.tail or "") if owners else "")
            continue
        act = _ACTS.get(child.tag)
        if act is not None:
            act(child, line)
        elif child.tag == _NOTE:
            said.notes.append(_note(child, said))
        elif child.tag == f"{_DRAW}text-box":
            boxes.append(child)
        elif child.tag in _HIDDEN and _is_hidden(child):
            said.hidden += 1
        elif child.tag not in _SILENT:
            line.say(child.text or "")
            waiting.append(iter(child))
            owners.append(child)
            continue
        line.say(child.tail or "")


def _note(element: etree._Element, said: Walked) -> tuple[str, str]:
    kind = "endnote" if element.get(f"{TEXT}note-class") == "endnote" else "footnote"
    lines: list[str] = []
    body = element.find(f"{TEXT}note-body")
    if body is not None:
        _blocks(body, lines, said)
    return kind, " ".join(lines)


def _spaces(element: etree._Element, line: _Line) -> None:
    count = element.get(f"{TEXT}c", "1")
    line.put(" " * min(int(count) if count.isascii() and count.isdigit() else 1, _MOST_SPACES))


def _tab(_element: etree._Element, line: _Line) -> None:
    line.put("\t")


def _break(_element: etree._Element, line: _Line) -> None:
    line.put("\n")
    line.blank = True


_ACTS: dict[str, Callable[[etree._Element, _Line], None]] = {
    f"{TEXT}s": _spaces,
    f"{TEXT}tab": _tab,
    f"{TEXT}line-break": _break,
}
