"""Read a REFI-QDA project (`.qdpx`) of any program into our values."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from lxml import etree

from codebooks.code_tree import elements, read_codes
from codebooks.extras import attached
from codebooks.model import Codebook
from codebooks.rules import check
from codebooks.safe_xml import child, children, guid, local, parse
from projects.errors import ImportRefusedError
from projects.interchange.extras import restored, text_digests
from projects.interchange.qdpx_file import QdpxFile, open_qdpx
from projects.interchange.refi_context import Context, Extras
from projects.interchange.refi_notes import read_cases, read_kept, read_notes
from projects.interchange.refi_sources import read_sources
from projects.interchange.refi_values import read_variables, settled
from projects.interchange.values import Foreign, moment, unique
from projects.model import Anchor, Coder, ProjectInfo, Snapshot


def read_qdpx(path: Path) -> Foreign:
    """Return the project in a `.qdpx` file as values, with everything that was mended, kept or lost.

    Raises ImportRefusedError when the container or its XML cannot be read, CodebookError for a broken codebook.
    Source: REFI-QDA 1.5 and Project.xsd of 18 March 2019; what programs really write: the tests' table of files.
    """
    file = open_qdpx(path)
    with closing(file.archive):
        root = parse(file.xml(), file.name, ImportRefusedError)
        if local(root) != "Project":
            raise ImportRefusedError("not-qdpx", file=file.name, found="xml", suffix=".xml")
        extras = attached(root, file.name, ImportRefusedError)
        return _read(file, root, extras)


def _read(file: QdpxFile, root: etree._Element, extras: Extras) -> Foreign:
    context = Context(file, root.get("origin") or "", text_digests(extras))
    _read_users(context, child(root, "Users"))
    codebook = _read_codebook(context, root, extras)
    read_variables(context, child(root, "Variables"))
    read_sources(context, child(root, "Sources"))
    read_cases(context, child(root, "Cases"))
    project = Anchor("project")
    context.describe(root, project)
    context.note_refs(root, project)
    read_notes(context, child(root, "Notes"))
    read_kept(context, root)
    info = ProjectInfo("", (root.get("name") or "").strip(), moment(root.get("creationDateTime")))
    foreign = Foreign(_snapshot(context, info, codebook), context.findings.all(), context.program)
    return restored(foreign, extras, file.name)


def _snapshot(context: Context, info: ProjectInfo, codebook: Codebook) -> Snapshot:
    speakers = {key: one for document in context.documents for key, one in document.persons.items()}
    return Snapshot(
        info,
        codebook,
        tuple(context.documents),
        tuple(context.excerpts),
        tuple(context.codings),
        tuple(context.users.values()),
        tuple(context.memos),
        settled(context),
        tuple(context.values),
        persons=tuple({**context.persons, **speakers}.values()),
        kept=tuple(context.kept),
    )


def _read_users(context: Context, users: etree._Element | None) -> None:
    for element in children(users, "User"):
        own = context.ids.take("user", element.get("guid"), element.get("name") or "")
        name = " ".join((element.get("name") or element.get("id") or "").split()) or own[:8]
        context.users[own] = Coder(own, unique(name, {one.name for one in context.users.values()}))


def _read_codebook(context: Context, root: etree._Element, extras: Extras) -> Codebook:
    """Read the codes, remember the notes on them, and keep what a folder loses by becoming a code or family."""
    codes = child(child(root, "CodeBook"), "Codes")
    given = extras.get("codebook")
    codebook, findings = read_codes(codes, given if isinstance(given, dict) else {}, context.file.name)
    context.findings.add(findings)
    codebook = check(codebook, context.file.name)
    context.codes = frozenset(one.id for one in codebook)
    context.folders = frozenset(one.id for one in codebook.families)
    for element in elements(codes):
        own = guid(element.get("guid"))
        if own in context.codes:
            context.note_refs(element, Anchor("code", own))
        elif own in context.folders:
            context.note_refs(element, Anchor())
    return codebook

