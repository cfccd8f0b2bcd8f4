"""What REFI-QDA has no place for, carried in front of the root element as processing instructions.

The schemas allow no attribute or element of our own; a processing instruction is valid everywhere and read by nobody
else. `<?ote 1/2 {...?><?ote 2/2 ...}?>` is one JSON object in pieces, each short enough for every parser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from codebooks.errors import OteError

TARGET = "ote"
_PIECE = 1_000_000
_NUMBERED = re.compile(r"(\d{1,6})/(\d{1,6}) (.*)", re.DOTALL)


def attach(root: etree._Element, extras: Mapping[str, object]) -> None:
    """Put the extras in front of a root element."""
    # only ASCII, and no `?>`: JSON says both with escapes
    text = json.dumps(extras, separators=(",", ":")).replace(">", "\\u003e")
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    for number, piece in enumerate(pieces, 1):
        root.addprevious(etree.ProcessingInstruction(TARGET, f"{number}/{len(pieces)} {piece}"))


def attached(root: etree._Element, file: str, refusal: type[OteError]) -> Mapping[str, object]:
    """Return the extras in front of a root element, empty when there are none.

    Raises the given error with `bad-extras` when they are ours but not whole.
    """
    found = {}
    total = 0
    for node in root.itersiblings(preceding=True):
        if not isinstance(node, etree._ProcessingInstruction) or node.target != TARGET:  # noqa: SLF001 - no other name
            continue
        numbered = _NUMBERED.fullmatch(node.text or "")
        if numbered is None:
            raise refusal("bad-extras", file=file)
        total = int(numbered[2])
        found[int(numbered[1])] = numbered[3]
    if not found:
        return {}
    if sorted(found) != list(range(1, total + 1)):
        raise refusal("bad-extras", file=file)
    try:
        extras = json.loads("".join(found[number] for number in sorted(found)))
    except (ValueError, RecursionError):
        raise refusal("bad-extras", file=file) from None
    if not isinstance(extras, dict):
        raise refusal("bad-extras", file=file)
    return extras
