"""Codebooks of the interchange format REFI-QDA (`.qdc`): read what the field writes, write what its schema accepts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lxml import etree

from codebooks.code_tree import code_extras, read_codes, write_codes
from codebooks.errors import CodebookError
from codebooks.extras import attach, attached
from codebooks.findings import Finding
from codebooks.model import Codebook
from codebooks.rules import check
from codebooks.safe_xml import child, children, local, parse

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Ote"


@dataclass(frozen=True, slots=True)
class QdcRead:
    """Hold a codebook as read and what was found: mended, kept differently, or lost."""

    codebook: Codebook
    findings: tuple[Finding, ...]


def read_qdc(data: bytes, file: str = "") -> Codebook:
    """Return the codebook of a `.qdc` file; see `parse_qdc` for what was found in it and what it raises."""
    return parse_qdc(data, file).codebook


def parse_qdc(data: bytes, file: str = "") -> QdcRead:
    """Read a `.qdc` file of any program: any namespace, odd colours, folders, empty sets.

    GUIDs become ids, small letters without braces. Source: REFI-QDA 1.5, Codebook.xsd.

    Raises CodebookError with `forbidden-xml`, `too-large`, `damaged-file`, `not-qdc`, `bad-extras`, or a code of
    `rules.check`.
    """
    root = parse(data, file)
    if local(root) != "CodeBook":
        raise CodebookError("not-qdc", file=file)
    extras = attached(root, file, CodebookError)
    codebook, findings = read_codes(child(root, "Codes"), extras, file)
    sets = len(list(children(child(root, "Sets"), "Set")))
    lost = (Finding("lost-code-sets", {"count": sets}),) if sets else ()
    return QdcRead(check(codebook, file), (*findings, *lost))


def write_qdc(codebook: Codebook) -> bytes:
    """Return the codebook as a `.qdc` file that the schema accepts and `read_qdc` reads back to the same value.

    Raises CodebookError with `qdc-empty` (the format knows no codebook without codes), `codebook-bad-id` (an id that
    is no GUID), or like `rules.check`.
    """
    check(codebook)
    if not codebook.families and not codebook.codes:
        raise CodebookError("qdc-empty")
    refuse_odd_ids(codebook)
    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stubs forget the default namespace
    root.set("origin", ORIGIN)
    write_codes(root, NAMESPACE, codebook)
    attach(root, code_extras(codebook))
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def refuse_odd_ids(codebook: Codebook) -> None:
    """Raise CodebookError `codebook-bad-id` for an id that is no GUID in small letters: it would not come back."""
    rows = [("family", one.id, one.key) for one in codebook.families] + [("code", one.id, one.key) for one in codebook]
    for number, (kind, own, key) in enumerate(rows, 1):
        if not _is_guid(own):
            raise CodebookError("codebook-bad-id", kind=kind, number=number, key=key, field="id")


def _is_guid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
