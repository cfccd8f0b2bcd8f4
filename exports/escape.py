"""Make any text safe for XML: specials escaped, characters that XML forbids replaced by U+FFFD."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Replace what XML cannot hold."""
    return _FORBIDDEN.sub("�", text)


def xml_text(text: str) -> str:
    """Escape a text for the inside of an element."""
    return storable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xml_attribute(text: str) -> str:
    """Escape a text for an attribute in double quotes, line ends and tabs kept."""
    safe = xml_text(text).replace('"', "&quot;")
    return safe.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
