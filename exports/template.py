"""Open a house template (.docx or .dotx): its own styles win, missing ones are created, none is overwritten."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import parse_xml

from codebooks.broken_zip import BROKEN_ZIP
from exports.errors import ExportError
from exports.styles import DEFAULTS, STYLES, WIDTH, Style
from exports.wordbase import SECTION, W, base_package

if TYPE_CHECKING:
    from docx.document import Document

LARGEST = 100 * 1024 * 1024
_TWENTIETH = 635
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml"
_RUNNING = (f"{{{W}}}headerReference", f"{{{W}}}footerReference")
_MACRO = b"macroEnabled"


def open_base(template: Path | None, language: str) -> Document:
    """Open the template, or our own bare package when there is none."""
    if template is None:
        return docx.Document(io.BytesIO(base_package(language)))
    data = _document_bytes(template)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx fails with a dozen kinds on a broken package
        raise ExportError("bad-template", file=str(template)) from error
    if document.element.nsmap.get("w") != W or document.element.body is None:
        raise ExportError("bad-template", file=str(template))
    _settle_section(document)
    return document


def _settle_section(document: Document) -> None:
    """Give the last section what it takes from earlier ones, since only the last one outlives the template's text."""
    root: Any = document.element
    if root.body.sectPr is None:
        root.body.append(parse_xml(SECTION.replace("<w:sectPr>", f'<w:sectPr xmlns:w="{W}">', 1)))
    last = root.body.sectPr
    present = {(one.tag, one.get(f"{{{W}}}type")) for one in last.iterchildren(*_RUNNING)}
    for earlier in reversed(root.sectPr_lst[:-1]):
        for reference in list(earlier.iterchildren(*_RUNNING)):
            kind = (reference.tag, reference.get(f"{{{W}}}type"))
            if kind not in present:
                present.add(kind)
                last.insert(0, reference)


def style_ids(document: Document, *, own: bool) -> Mapping[str, str]:
    """Find every style by its name, create what is missing, and return the ids by role."""
    if own:
        return {style.role: style.id for style in STYLES}
    element, width = document.styles.element, text_width(document)
    known = {
        (one.get(f"{{{W}}}type", ""), name.get(f"{{{W}}}val", "").casefold()): one.get(f"{{{W}}}styleId", "")
        for one in element.iterchildren(f"{{{W}}}style")
        if (name := one.find(f"{{{W}}}name")) is not None
    }
    by_id: dict[str, str] = {}
    for style in STYLES:
        found = known.get((style.kind, style.name.casefold()))
        by_id[style.id] = found or _free_id(style.id, {*known.values(), *by_id.values()})
    for style in STYLES:
        if (style.kind, style.name.casefold()) not in known and style.role not in DEFAULTS:
            _create(element, style, by_id, width)
    return {style.role: by_id[style.id] for style in STYLES}


def text_width(document: Document) -> int:
    """Return how wide the text of the last section is, in twentieths of a point."""
    section = document.sections[-1] if len(document.sections) else None
    if section is None or section.page_width is None:
        return WIDTH
    margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    return max((section.page_width - margins) // _TWENTIETH, WIDTH // 4)


def _create(element: Any, style: Style, by_id: Mapping[str, str], width: int) -> None:
    based, following = by_id.get(style.based, ""), by_id.get(style.following, "")
    xml = style.xml(by_id[style.id], based, following, fonts=False, width=width)
    element.append(parse_xml(xml.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1)))


def _free_id(wanted: str, taken: set[str]) -> str:
    choice = wanted
    while choice in taken:
        choice += "X"
    return choice


def _document_bytes(template: Path) -> bytes:
    """Read the template; a .dotx becomes a document by its content type, in this copy only."""
    try:
        data = template.read_bytes()
    except FileNotFoundError as error:
        raise ExportError("no-template", file=str(template)) from error
    except OSError as error:
        raise ExportError("template-unreadable", file=str(template), reason=error.strerror or "") from error
    try:
        return _as_document(data, template)
    except BROKEN_ZIP as error:
        raise ExportError("bad-template", file=str(template)) from error


def _as_document(data: bytes, template: Path) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(_TYPES)
        if sum(member.file_size for member in archive.infolist()) > LARGEST:
            raise ExportError("template-too-large", file=str(template))
        if _MACRO in types or _MAIN not in types:
            raise ExportError("macro-template" if _MACRO in types else "bad-template", file=str(template))
        if _MAIN + b".template.main+xml" not in types:
            return data
        changed = types.replace(_MAIN + b".template.main+xml", _MAIN + b".document.main+xml")
        return _copied(archive, changed)


def _copied(archive: zipfile.ZipFile, types: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as copy:
        for member in archive.infolist():
            copy.writestr(member.filename, types if member.filename == _TYPES else archive.read(member))
    return stream.getvalue()
