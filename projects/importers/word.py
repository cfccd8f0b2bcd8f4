"""Read Word documents (docx, docm, templates): the text as it stands when all changes are accepted."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from projects.errors import ImportRefusedError
from projects.importers.containers import Package
from projects.importers.content import MAX_TEXT, Content, Source
from projects.importers.draft import Finding, Step
from projects.importers.language import guess_language
from projects.importers.notes import numbered_notes
from projects.importers.word_walk import Walked, has_headings, key_of, walk, without_seams
from projects.importers.xml_parts import check_prologs, parse_xml

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DIGITS_ONLY = frozenset("0123456789 \t\n/|-–.")


@dataclass(frozen=True, slots=True)
class WordImporter:
    """Read what Word and its kin save as docx, docm, dotx or dotm."""

    name: str = "word"
    formats: tuple[str, ...] = ("docx", "docm")
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx", ".dotm")

    def read(self, source: Source) -> Content:
        """Return body and notes of a Word document, and what was left out of them."""
        package = source.package
        if package is None:
            raise ImportRefusedError("damaged-file", file=source.name)
        check_prologs(package)
        main = main_part(package)
        data = without_seams(package.read(main))
        body = walk(parse_xml(data, package.file), package.file, headings=has_headings(data))
        if len(body.text) > MAX_TEXT:
            raise ImportRefusedError("too-long", file=source.name, limit=MAX_TEXT)
        parts = tuple(_relations(package, main))
        notes, added = _notes(package, parts, body)
        findings = (*_macros(source), *_findings(body, len(notes)), *_left_out(package, parts))
        steps = (Step("note-numbers", added, 0),) if added else ()
        return Content(body.text, notes, findings, flowing=True, steps=steps, headings=body.headings)


def main_part(package: Package) -> str:
    """Return the name of the main document, found by the package's relationships."""
    for kind, part in _relations(package, ""):
        if kind == "officeDocument":
            return part
    raise ImportRefusedError("damaged-file", file=package.file)


def _relations(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Go through the inner relations of a part: the last step of their type, and the part they lead to."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(rels):
        return
    for relation in parse_xml(package.read(rels), package.file).iter(_RELATIONSHIP):
        if relation.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        yield relation.get("Type", "").rpartition("/")[2], target


def _macros(source: Source) -> Iterator[Finding]:
    if source.format == "docm":
        yield Finding("macros-ignored")


def _findings(body: Walked, notes: int) -> Iterator[Finding]:
    if body.accepted or body.dropped:
        yield Finding("tracked-changes", {"accepted": body.accepted, "dropped": body.dropped})
    for code, count in (
        ("text-boxes", body.boxes),
        ("notes", notes),
        ("hidden-text", body.hidden),
        ("embedded-left-out", body.embedded),
    ):
        if count:
            yield Finding(code, {"count": count})


def _notes(package: Package, parts: tuple[tuple[str, str], ...], body: Walked) -> tuple[tuple[str, ...], int]:
    """Return the notes that the body refers to, each as one line opened by its number, and the characters added."""
    if not body.references:
        return (), 0
    texts = {(kind, key): text for kind in ("footnote", "endnote") for key, text in _note_texts(package, parts, kind)}
    kept = ((kind, texts.get((kind, key), "")) for kind, key in dict.fromkeys(body.references))
    return numbered_notes(kept, guess_language(body.text))


def _note_texts(package: Package, parts: tuple[tuple[str, str], ...], kind: str) -> Iterator[tuple[str, str]]:
    for relation, part in parts:
        if relation == f"{kind}s" and package.has(part):
            for note in parse_xml(package.read(part), package.file):
                yield key_of(note), " ".join(walk(note, package.file, inner=True).text.split("\n"))


def _left_out(package: Package, parts: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    """Count comments, and the page headers and footers that say more than a page number."""
    comments = headers = 0
    for kind, part in parts:
        if kind in ("comments", "header", "footer") and package.has(part):
            root = parse_xml(package.read(part), package.file)
            if kind == "comments":
                comments += len(root)
            else:
                headers += _says_something(root, package.file)
    if comments:
        yield Finding("comments-left-out", {"count": comments})
    if headers:
        yield Finding("headers-left-out", {"count": headers})


def _says_something(root: etree._Element, file: str) -> bool:
    return bool(set(walk(root, file, inner=True).text) - _DIGITS_ONLY)
