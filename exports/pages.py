"""Estimate on which page a block will stand, for the numbers a reader sees before Word counts them anew."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from exports.blocks import Block, Contents, Heading, Paragraph, Picture, Quote, Reference, Table

PAGE = 700.0
_HEADINGS = {1: 40.0, 2: 44.0, 3: 36.0}
_LINE = 14.6
_FULL = 100
_NARROW = 92


def estimate(blocks: Sequence[Block]) -> Mapping[str, int]:
    """Return the estimated page of every anchor."""
    page, used = 1, 0.0
    found: dict[str, int] = {}
    entries = sum(1 for block in blocks if isinstance(block, Heading) and block.level < 3)  # noqa: PLR2004 - TOC levels
    for block in blocks:
        if _opens_page(block) and used:
            page, used = page + 1, 0.0
        needed = _height(block, entries)
        if used + min(needed, _kept(block)) > PAGE:
            page, used = page + 1, 0.0
        if isinstance(block, (Heading, Quote)):
            found[block.anchor] = page
        used += needed
        page, used = page + int(used // PAGE), used % PAGE
    return found


def _opens_page(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _kept(block: Block) -> float:
    """Return how much of a block must fit on the page where it begins."""
    if isinstance(block, (Picture, Table)):
        return PAGE
    return 100.0 if isinstance(block, Heading) else 2.2 * _LINE


def _height(block: Block, entries: int) -> float:
    height = 0.0
    match block:
        case Heading():
            height = _HEADINGS[block.level]
        case Quote():
            height = 26.0 + sum(_lines(one.speaker + one.text, _NARROW) for one in block.paragraphs) * _LINE
        case Reference():
            height = _LINE
        case Table():
            height = 40.0 + (len(block.rows) + 1 + bool(block.total) + bool(block.note)) * 18.5
        case Picture():
            height = block.figure.height + 50
        case Contents():
            height = 50.0 + entries * 17.0
        case Paragraph():
            height = _lines(block.text, _FULL) * _LINE + 8
    return height


def _lines(text: str, width: int) -> int:
    return sum(max(math.ceil(len(part) / width), 1) for part in text.split("\n"))
