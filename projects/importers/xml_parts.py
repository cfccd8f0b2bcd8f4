"""Parse the XML parts of documents that strangers wrote: the limits of interviews over the one safe parser."""

from __future__ import annotations

from lxml import etree

from codebooks.safe_xml import Limits, has_doctype, parse
from projects.errors import ImportRefusedError
from projects.importers.containers import Package

MAX_PARSED = 40_000_000
MAX_MARKUP = 2_000_000

_PROLOG = 1_024
# counting takes time, and a part so small cannot hold much more
_LIMITS = Limits(MAX_PARSED, MAX_MARKUP, counted_from=2 * MAX_MARKUP)


def parse_xml(data: bytes, file: str) -> etree._Element:
    """Return the root element of a part, or refuse the file."""
    return parse(data, file, ImportRefusedError, _LIMITS, instructions=False)


def check_prologs(package: Package) -> None:
    """Refuse a package when any of its XML parts declares a DOCTYPE, also those that are never parsed."""
    for part in package.xml_parts():
        if has_doctype(package.head(part, _PROLOG)):
            raise ImportRefusedError("forbidden-xml", file=package.file)
