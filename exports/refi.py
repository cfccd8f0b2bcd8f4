"""Write a project as REFI-QDA (`.qdpx`), so that other programs open it and Ote gets every value back."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from codebooks.code_tree import elements, write_codes
from codebooks.extras import attach
from codebooks.findings import Finding
from codebooks.qdc import ORIGIN, refuse_odd_ids
from codebooks.safe_xml import child, derived, holdable
from exports.files import Progress, whole_file
from exports.refi_kept import brought_out
from exports.refi_parts import (
    NAMESPACE,
    Parts,
    describe,
    is_description,
    moment,
    note_refs,
    prepared,
    sub,
    write_case,
    write_comment,
    write_note,
    write_source,
    write_variable,
)
from projects.interchange.extras import all_persons, extras_of
from projects.model import Anchor, Snapshot, Theme

# No day of its own: the same project gives the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)
_KEPT = (("Links", "link"), ("Sets", "set"), ("Graphs", "graph"))
_LAST_OF_BMP = "\uffff"


@dataclass(frozen=True, slots=True)
class RefiWritten:
    """Say what went out, and what other programs may see differently."""

    sources: int
    codes: int
    codings: int
    findings: tuple[Finding, ...]


def write_qdpx(snapshot: Snapshot, path: Path) -> Generator[Progress, None, RefiWritten]:
    """Write the project to a file, whole or not at all; yield progress, one step a text.

    Texts are UTF-8 without a mark, line ends LF, positions code points with exclusive ends: with no character beyond
    the BMP every program counts the same. Raises ExportError, CodebookError `codebook-bad-id` for ids that are none.
    """
    refuse_odd_ids(snapshot.codebook)
    total = len(snapshot.documents) + 1
    with whole_file(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "project.qde", project_xml(snapshot))
        for done, document in enumerate(snapshot.documents, 1):
            yield Progress(done, total)
            _add(archive, f"sources/{document.transcript.id}.txt", document.text.encode())
    yield Progress(total, total)
    return RefiWritten(
        len(snapshot.documents), len(snapshot.codebook.codes), len(snapshot.codings), tuple(_findings(snapshot))
    )


def project_xml(snapshot: Snapshot) -> bytes:
    """Return the project's XML; source: Project.xsd of 18 March 2019."""
    parts = prepared(snapshot, all_persons(snapshot))
    known = _known(parts)
    root = etree.Element(f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stubs forget the default namespace
    root.set("name", holdable(snapshot.info.name))
    root.set("origin", ORIGIN)
    if moment(snapshot.info.created):
        root.set("creationDateTime", snapshot.info.created)
    _write_users(root, snapshot)
    _write_codebook(root, parts)
    for variable in snapshot.variables:
        write_variable(_section(root, "Variables"), parts, variable)
    for person in parts.people.values():
        write_case(_section(root, "Cases"), parts, person, known)
    for document in snapshot.documents:
        write_source(_section(root, "Sources"), parts, document)
    _write_notes(root, parts)
    _write_kept(root, parts, known)
    describe(root, parts, Anchor("project"))
    note_refs(root, parts, Anchor("project"))
    attach(root, extras_of(snapshot))
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _section(root: etree._Element, name: str) -> etree._Element:
    """Return a part of the project, made when its first element comes: the schema knows no empty ones."""
    there = child(root, name)
    return sub(root, name) if there is None else there


def _write_users(root: etree._Element, snapshot: Snapshot) -> None:
    for coder in snapshot.coders:
        sub(_section(root, "Users"), "User", guid=coder.id, name=coder.name)


def _write_codebook(root: etree._Element, parts: Parts) -> None:
    """Write the codes, and the notes on each between its description and its subcodes."""
    codebook = parts.snapshot.codebook
    if not codebook.codes and not codebook.families:
        return
    book = sub(root, "CodeBook")
    write_codes(book, NAMESPACE, codebook)
    for element in elements(child(book, "Codes")):
        anchor = Anchor("code", element.get("guid") or "")
        place = 1 if child(element, "Description") is not None else 0
        for memo in reversed(parts.memos.get(anchor, [])):
            element.insert(place, etree.Element(f"{{{NAMESPACE}}}NoteRef", targetGUID=memo.id))


def _write_notes(root: etree._Element, parts: Parts) -> None:
    for memo in parts.snapshot.memos:
        if not is_description(memo):
            write_note(_section(root, "Notes"), memo)
    for coding in parts.snapshot.codings:
        if coding.comment:
            write_comment(_section(root, "Notes"), coding)


def _write_kept(root: etree._Element, parts: Parts, known: frozenset[str]) -> None:
    """Write sets, links and graphs, without what points at nothing any more; our themes are sets."""
    for name, kind in _KEPT:
        for one in parts.snapshot.kept:
            element = brought_out(one.xml, NAMESPACE, known) if one.kind == kind else None
            if element is not None:
                _section(root, name).append(element)
        for theme in parts.snapshot.themes if kind == "set" else ():
            _write_theme(_section(root, name), theme)


def _write_theme(parent: etree._Element, theme: Theme) -> None:
    """Write a theme as a set of its codes; what else it gathers has no place in a set."""
    written = sub(parent, "Set", guid=theme.id)
    written.set("name", holdable(theme.name))
    if theme.prose:
        sub(written, "Description").text = holdable(theme.prose)
    for member in theme.members:
        if member.kind == "code":
            sub(written, "MemberCode", targetGUID=member.target)


def _known(parts: Parts) -> frozenset[str]:
    """Return the id of everything that goes out and can be pointed at."""
    snapshot = parts.snapshot
    codebook = snapshot.codebook
    return frozenset(
        (
            *(one.id for one in snapshot.coders),
            *(one.id for one in codebook.families),
            *(one.id for one in codebook.codes),
            *(one.id for one in snapshot.variables),
            *parts.people,
            *(one.transcript.id for one in snapshot.documents),
            *(one.id for one in snapshot.excerpts),
            *(one.id for one in snapshot.codings),
            *(one.id for one in snapshot.memos),
            *(derived("place", one.id) for one in snapshot.memos if one.anchor.kind == "place"),
            *(one.id for one in snapshot.kept if one.kind in ("set", "link", "graph")),
        )
    )


def _findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Say what other programs may count otherwise."""
    odd = sum(max(one.text, default="") > _LAST_OF_BMP for one in snapshot.documents)
    if odd:
        yield Finding("positions-beyond-bmp", {"count": odd})


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
