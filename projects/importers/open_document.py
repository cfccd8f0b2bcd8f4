"""Read OpenDocument texts (odt): the text as it stands when all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from projects.errors import ImportRefusedError
from projects.importers.containers import Package
from projects.importers.content import MAX_TEXT, Content, Source
from projects.importers.draft import Finding, Step
from projects.importers.language import guess_language
from projects.importers.notes import numbered_notes
from projects.importers.open_document_walk import OFFICE, Walked, walk
from projects.importers.xml_parts import parse_xml

_CONTENT, _STYLES = "content.xml", "styles.xml"
_MACROS = ("basic/", "scripts/")
_MASTER = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FURNITURE = tuple(f"{_MASTER}{name}{side}" for name in ("header", "footer") for side in ("", "-left", "-first"))
_NO_WORDS = frozenset("0123456789 \t\n/|-–.")


@dataclass(frozen=True, slots=True)
class OpenDocumentImporter:
    """Read what LibreOffice and its kin save as odt or ott."""

    name: str = "open-document"
    formats: tuple[str, ...] = ("odt",)
    suffixes: tuple[str, ...] = (".odt", ".ott")

    def read(self, source: Source) -> Content:
        """Return body and notes of a text document, and what was left out of them."""
        package = source.package
        if package is None:
            raise ImportRefusedError("damaged-file", file=source.name)
        body = walk(_body(parse_xml(package.read(_CONTENT), package.file), package.file))
        if len(body.text) > MAX_TEXT:
            raise ImportRefusedError("too-long", file=source.name, limit=MAX_TEXT)
        notes, added = numbered_notes(body.notes, guess_language(body.text))
        steps = (Step("note-numbers", added, 0),) if added else ()
        findings = (*_findings(body, len(notes)), *_left_out(package))
        return Content(body.text, notes, findings, flowing=True, steps=steps, headings=frozenset(body.headings))


def _body(root: etree._Element, file: str) -> etree._Element:
    """Return the text of a document; a file that says odt and holds another kind is damaged."""
    body = root.find(f"{OFFICE}body")
    text = None if body is None else body.find(f"{OFFICE}text")
    if root.tag != f"{OFFICE}document-content" or body is None:
        raise ImportRefusedError("damaged-file", file=file)
    return body if text is None else text


def _findings(body: Walked, notes: int) -> Iterator[Finding]:
    if body.accepted or body.dropped:
        yield Finding("tracked-changes", {"accepted": body.accepted, "dropped": body.dropped})
    for code, count in (
        ("text-boxes", body.boxes),
        ("notes", notes),
        ("hidden-left-out", body.hidden),
        ("comments-left-out", body.comments),
    ):
        if count:
            yield Finding(code, {"count": count})


def _left_out(package: Package) -> Iterator[Finding]:
    """Tell of macros, and of page headers and footers that say more than a page number."""
    if any(name.startswith(_MACROS) and not name.endswith("/") for name in package.members):
        yield Finding("macros-ignored")
    if not package.has(_STYLES):
        return
    root = parse_xml(package.read(_STYLES), package.file)
    count = sum(bool(set(walk(element).text) - _NO_WORDS) for element in root.iter(*_FURNITURE))
    if count:
        yield Finding("headers-left-out", {"count": count})
