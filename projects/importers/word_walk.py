"""Walk the XML of a Word document and collect its text: one paragraph a line, cells of a row joined by tabs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from projects.errors import ImportRefusedError

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Word cuts a sentence into runs at every edit and doubtful word. Between two runs of nothing but text lies only markup:
# taken out of the bytes, it need not be parsed, which is most of the work. Text has no such bytes outside CDATA.
_SEAM = re.compile(
    rb"</w:t></w:r>(?:<w:(?:proofErr|bookmark)[^<>/]*+/>)*+<w:r(?: [^<>/]*+)?>"
    rb"(?:<w:rPr>(?:<w:(?!vanish|ins|del|move)[^<>/]*+/>)*+</w:rPr>)?<w:t(?: [^<>/]*+)?>"
    # and so is the look of runs and paragraphs, unless it hides, tracks or names a style
    rb"|<w:([rp]Pr)>(?:<w:(?!vanish|ins|del|move|pStyle|rPr|sectPr|num|tab)[^<>/]*+/>)*+</w:\1>"
)
_OFF = ("0", "false", "off")
# Word keeps the style's first name, LibreOffice and old files the name in their own language.
_HEADINGS = "[Hh]eading|[Oo]tsikko|[Rr]ubrik"
_HEADING_NAME = re.compile(_HEADINGS)


@dataclass(frozen=True, slots=True)
class Walked:
    """Hold the text of a part and count what a reader should know of; references are (kind, id) in order."""

    text: str
    accepted: int
    dropped: int
    boxes: int
    hidden: int
    embedded: int
    references: tuple[tuple[str, str], ...]
    headings: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Walk:
    """Keep the state of one walk; the separator stands before the next paragraph."""

    space: str
    pieces: list[str] = field(default_factory=list)
    separator: str = ""
    first_cell: bool = True
    merge: bool = False
    accepted: int = 0
    hidden: int = 0
    embedded: int = 0
    references: list[tuple[str, str]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def attribute(self, element: etree._Element, name: str) -> str:
        return element.get(f"{{{self.space}}}{name}", "")


def without_seams(data: bytes) -> bytes:
    """Return a part with neighbouring runs of plain text joined, which changes nothing in what it says."""
    return data if b"<![CDATA[" in data else _SEAM.sub(b"", data)


def has_headings(data: bytes) -> bool:
    """Tell quickly whether a part may have paragraphs in a style of headings: any that names a style."""
    return b"pStyle" in data


def walk(root: etree._Element, file: str, *, inner: bool = False, headings: bool = False) -> Walked:
    """Return the text under a root; `inner` says that it is a part beside the body, such as a note.

    Headings are looked for only when asked: it costs a visit to every paragraph's style.
    """
    space = _space(root, file, inner=inner)
    dropped = _drop(root, space)
    boxes = _hoist_boxes(root, space)
    state = _Walk(space)
    _collect(root, state, _ACTS | {"pStyle": _style} if headings else _ACTS)
    return Walked(
        "".join(state.pieces), state.accepted, dropped, boxes, state.hidden, state.embedded, tuple(state.references),
        frozenset(filter(None, (_line_from(state.pieces, at) for at in state.headings))),
    )  # fmt: skip


def _line_from(pieces: list[str], at: int) -> str:
    """Return the rest of the paragraph that is being said at a place."""
    return "".join(takewhile(lambda piece: piece != "\n", pieces[at:])).strip()


def key_of(element: etree._Element) -> str:
    """Return the `w:id` of a note."""
    return element.get(f"{{{etree.QName(element).namespace}}}id", "")


def _space(root: etree._Element, file: str, *, inner: bool) -> str:
    name = etree.QName(root)
    if name.namespace not in (_TRANSITIONAL, _STRICT) or not (inner or name.localname == "document"):
        raise ImportRefusedError("damaged-file", file=file)
    return name.namespace


def _drop(root: etree._Element, space: str) -> int:
    """Take out deleted and moved-from text and doubles for old programs; return how many changes that were."""
    row, cell_mark = f"{{{space}}}trPr", f"{{{space}}}rPr"
    dropped = 0
    for element in list(root.iter(f"{{{space}}}del", f"{{{space}}}moveFrom", _FALLBACK)):
        parent = element.getparent()
        if parent is None:
            continue
        dropped += element.tag != _FALLBACK
        if parent.tag == row:
            _remove(parent.getparent())
        elif parent.tag != cell_mark:  # there it is a paragraph mark: the walk joins the paragraphs
            _remove(element)
    return dropped


def _remove(element: etree._Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _hoist_boxes(root: etree._Element, space: str) -> int:
    """Move the paragraphs of text boxes behind the paragraph they hang on; return how many boxes hold text."""
    boxes, text = 0, f"{{{space}}}t"
    for box in reversed(list(root.iter(f"{{{space}}}txbxContent"))):
        anchor = next(box.iterancestors(f"{{{space}}}p"), None)
        boxes += any(element.text for element in box.iter(text))
        for child in reversed(box):
            if anchor is not None:
                anchor.addnext(child)
    return boxes


def _collect(root: etree._Element, state: _Walk, acts: Mapping[str, Callable[[etree._Element, _Walk], None]]) -> None:
    """Go through the elements that matter in document order; text and paragraphs first, for speed."""
    space, pieces = state.space, state.pieces
    text, paragraph = f"{{{space}}}t", f"{{{space}}}p"
    others = {f"{{{space}}}{name}": act for name, act in acts.items()} | {_FORMULA_TEXT: _formula}
    for element in root.iter(text, paragraph, *others):
        content = element.text
        if content and not content.isspace():  # only text elements say anything; asking for the tag costs time
            pieces.append(content if "\n" not in content else content.replace("\n", " "))
        elif (tag := element.tag) == paragraph:
            pieces.append("" if state.merge else state.separator)
            state.separator, state.merge = "\n", False
        elif tag == text:
            pieces.append("" if content is None else content.replace("\n", " "))
        else:
            others[tag](element, state)


def _style(element: etree._Element, state: _Walk) -> None:
    if _HEADING_NAME.match(state.attribute(element, "val")):
        state.headings.append(len(state.pieces))


def _formula(element: etree._Element, state: _Walk) -> None:
    state.pieces.append((element.text or "").replace("\n", " "))


def _tab(element: etree._Element, state: _Walk) -> None:
    parent = element.getparent()
    if parent is not None and parent.tag == f"{{{state.space}}}r":  # elsewhere it is a tab stop
        state.pieces.append("\t")


def _line(_element: etree._Element, state: _Walk) -> None:
    state.pieces.append("\n")


def _soft_hyphen(_element: etree._Element, state: _Walk) -> None:
    state.pieces.append("\u00ad")


def _fixed_hyphen(_element: etree._Element, state: _Walk) -> None:
    state.pieces.append("\u2011")


def _symbol(element: etree._Element, state: _Walk) -> None:
    try:
        char = chr(int(state.attribute(element, "char"), 16))
    except (ValueError, OverflowError):
        return
    state.pieces.append("" if "\ud800" <= char <= "\udfff" else char)


def _row(_element: etree._Element, state: _Walk) -> None:
    state.first_cell = True


def _cell(_element: etree._Element, state: _Walk) -> None:
    if not state.first_cell:
        state.separator = "\t"
    state.first_cell = False


def _mark_gone(_element: etree._Element, state: _Walk) -> None:
    state.merge = True


def _inserted(_element: etree._Element, state: _Walk) -> None:
    state.accepted += 1


def _hidden(element: etree._Element, state: _Walk) -> None:
    run = element.getparent()
    run = None if run is None else run.getparent()
    if run is not None and run.tag == f"{{{state.space}}}r" and state.attribute(element, "val") not in _OFF:
        state.hidden += 1


def _embedded(_element: etree._Element, state: _Walk) -> None:
    state.embedded += 1


def _footnote(element: etree._Element, state: _Walk) -> None:
    state.references.append(("footnote", state.attribute(element, "id")))


def _endnote(element: etree._Element, state: _Walk) -> None:
    state.references.append(("endnote", state.attribute(element, "id")))


_ACTS: dict[str, Callable[[etree._Element, _Walk], None]] = {
    "tab": _tab,
    "ptab": _tab,
    "br": _line,
    "cr": _line,
    "softHyphen": _soft_hyphen,
    "noBreakHyphen": _fixed_hyphen,
    "sym": _symbol,
    "tr": _row,
    "tc": _cell,
    "del": _mark_gone,
    "moveFrom": _mark_gone,
    "ins": _inserted,
    "moveTo": _inserted,
    "vanish": _hidden,
    "altChunk": _embedded,
    "footnoteReference": _footnote,
    "endnoteReference": _endnote,
}
