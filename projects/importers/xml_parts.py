"""Parse XML that strangers wrote: no DOCTYPE, no entities, no network, in whatever encoding."""

from __future__ import annotations

from lxml import etree

from projects.errors import ImportRefusedError
from projects.importers.containers import Package

# A tree takes two hundred bytes for each element and attribute, however few the part spends on them.
MAX_PARSED = 40_000_000
MAX_MARKUP = 2_000_000

_DOCTYPE = "<!DOCTYPE"
_NARROW = (_DOCTYPE.encode(),)
_WIDE = tuple(_DOCTYPE.encode(name) for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
_PROLOG = 1_024
_SMALL = 2 * MAX_MARKUP  # bytes that cannot hold more than that


def parse_xml(data: bytes, file: str) -> etree._Element:
    """Return the root element of a part, or refuse the file."""
    if _has_doctype(data):
        raise ImportRefusedError("forbidden-xml", file=file)
    if len(data) > _SMALL and (len(data) > MAX_PARSED or markup_of(data) > MAX_MARKUP):
        raise ImportRefusedError("too-large", file=file, limit=MAX_PARSED // 1_000_000)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise ImportRefusedError("damaged-file", file=file) from None
    if root.getroottree().docinfo.internalDTD is not None:
        # a DOCTYPE in an encoding that the search above cannot see
        raise ImportRefusedError("forbidden-xml", file=file)
    return root


def check_prologs(package: Package) -> None:
    """Refuse a package when any of its XML parts declares a DOCTYPE, also those that are never parsed."""
    for part in package.xml_parts():
        if _has_doctype(package.head(part, _PROLOG)):
            raise ImportRefusedError("forbidden-xml", file=package.file)


def markup_of(data: bytes) -> int:
    """Count tags, of which an element has two, and attributes double."""
    return data.count(b"<") + 2 * data.count(b"=")


def _has_doctype(data: bytes) -> bool:
    wide = b"\x00" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return any(word in data for word in (_WIDE if wide else _NARROW))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
