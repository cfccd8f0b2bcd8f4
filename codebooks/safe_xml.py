"""XML as strangers write it: parsing it safely; and ids, colours and text of the interchange format REFI-QDA."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from lxml import etree

from codebooks.errors import CodebookError

if TYPE_CHECKING:
    from codebooks.errors import OteError

MAX_PARSED = 60_000_000

_DOCTYPE = "<!DOCTYPE"
_NARROW = (_DOCTYPE.encode(),)
_WIDE = tuple(_DOCTYPE.encode(name) for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_SHORT_HEX = re.compile(r"#[0-9A-Fa-f]{3}")
_ALPHA_HEX = re.compile(r"#[0-9A-Fa-f]{8}")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]*)?\)")
_TRUE = ("true", "1")
_FALSE = ("false", "0")


@dataclass(frozen=True, slots=True)
class Limits:
    """Say how large XML may be: its bytes, and its markup, which is counted from so many bytes on.

    A tree takes two hundred bytes for each element and attribute, however few the file spends on them.
    """

    size: int
    markup: int
    counted_from: int = 0


INTERCHANGE = Limits(MAX_PARSED, 3_000_000)


def parse(
    data: bytes, file: str, refusal: type[OteError] = CodebookError, limits: Limits = INTERCHANGE, *,
    instructions: bool = True,
) -> etree._Element:
    """Return the root element; refuse a DOCTYPE, too large a file and broken XML; no entities, no network.

    `instructions` False leaves processing instructions out. Raises the given error with `forbidden-xml`, `too-large`
    (value `limit`, megabytes) or `damaged-file`.
    """
    if has_doctype(data):
        raise refusal("forbidden-xml", file=file)
    dense = len(data) > limits.counted_from and markup_of(data) > limits.markup
    if len(data) > limits.size or dense:
        raise refusal("too-large", file=file, limit=limits.size // 1_000_000)
    try:
        root = etree.fromstring(data.removeprefix(_BYTE_ORDER_MARK), _parser(instructions=instructions))
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise refusal("damaged-file", file=file) from None
    if root.getroottree().docinfo.internalDTD is not None:
        # a DOCTYPE in an encoding that the search above cannot see
        raise refusal("forbidden-xml", file=file)
    return root


def fragment(xml: str) -> etree._Element | None:
    """Return a piece of XML that was kept, None when it is no longer whole: words in it may have been replaced."""
    try:
        return parse(xml.encode("utf-8", "replace"), "")
    except CodebookError:
        return None


def local(element: etree._Element) -> str:
    """Return the element's name without its namespace: programs write `codebook:1.0` and `codebook:0:4` alike.

    A processing instruction stands between elements with a name that no element has.
    """
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else "?"


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Go through the child elements with one of these names, whatever their namespace."""
    for child in () if element is None else element:
        if local(child) in names:
            yield child


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child element with this name, or None."""
    return next(children(element, name), None)


def text_of(element: etree._Element | None) -> str:
    """Return an element's own text, empty when there is none."""
    return (element.text or "") if element is not None else ""


def guid(value: str | None) -> str | None:
    """Return a GUID as ids are kept, small letters without braces; None when it is none."""
    bare = (value or "").strip().removeprefix("{").removesuffix("}")
    try:
        return str(UUID(bare)) if len(bare) == 36 else None  # noqa: PLR2004 - 8-4-4-4-12 digits
    except ValueError:
        return None


def derived(*parts: str) -> str:
    """Return an id that is always the same for the same parts, for what a file gives no id of its own."""
    return str(uuid5(NAMESPACE_URL, "\n".join(("urn:ote", *parts))))


def truth(value: str | None, *, default: bool) -> bool:
    """Return an `xsd:boolean` in any case of letters, the default when it is none."""
    word = (value or "").strip().casefold()
    return True if word in _TRUE else False if word in _FALSE else default


def colour(value: str) -> str | None:
    """Return a colour as `#rrggbb`: as it stands, from `#rgb`, `#aarrggbb` or `rgb(r, g, b)`; None for others."""
    text = value.strip()
    if _HEX.fullmatch(text):
        return text
    if _SHORT_HEX.fullmatch(text):
        return "#" + "".join(2 * digit for digit in text[1:])
    if _ALPHA_HEX.fullmatch(text):
        return f"#{text[3:]}"
    channels = _RGB.fullmatch(text)
    if channels is None or any(int(one) > 255 for one in channels.groups()):  # noqa: PLR2004 - a byte
        return None
    return "#" + "".join(f"{int(one):02x}" for one in channels.groups())


def holdable(text: str) -> str:
    """Return the text without the characters that XML 1.0 cannot hold."""
    return _UNHOLDABLE.sub("", text)


def markup_of(data: bytes) -> int:
    """Count tags, of which an element has two, and attributes double."""
    return data.count(b"<") + 2 * data.count(b"=")


def has_doctype(data: bytes) -> bool:
    """Tell whether XML in any of the usual encodings declares a document type."""
    wide = b"\x00" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return any(word in data for word in (_WIDE if wide else _NARROW))


def _parser(*, instructions: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=not instructions,
        collect_ids=False,
    )
