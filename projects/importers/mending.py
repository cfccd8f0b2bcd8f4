"""Find everything in a text that can be mended: soft hyphens, ends of pages, wrapped lines, words cut at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import is_normalized

from projects.importers.labels import Openings
from projects.importers.normalise import SOFT_HYPHEN, Normalised
from projects.importers.pages import find_page_lines
from projects.importers.repairs import LINE_END_HYPHEN, PAGE_BREAK, Mended, Repair, chosen, mend, ordered
from projects.importers.repairs import SOFT_HYPHEN as SOFT
from projects.importers.unwrap import find_joints

_SOFT = re.compile("\u00ad+")
_SOFT_AT_LINE_END = re.compile(r"(?<=(\w))\u00ad+[ \t]*\n[ \t]*(?=([^\W\d_]))")
_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Mendable:
    """Hold the repairs of a text in its order, and count the hyphens at line ends that were left alone."""

    repairs: tuple[Repair, ...] = ()
    hyphens_kept: int = 0


def find_repairs(base: Normalised, openings: Openings, *, flowing: bool, paged: bool = False) -> Mendable:
    """Return what can be mended in a normalised text, each stage looked for in what the stage before leaves."""
    body = base.text[: base.body_end]
    soft = tuple(_soft_hyphens(base.text, base.body_end, openings)) if SOFT_HYPHEN in base.text else ()
    first = _stage(body, [one for one in soft if one.end <= base.body_end])
    pages = [_forward(page, soft) for page in base.pages]
    on_pages = [_back(first, one) for one in find_page_lines(first.text, pages, openings)]
    before = ordered((*soft, *on_pages))
    second = _stage(body, [one for one in before if one.sure and one.end <= base.body_end])
    joints = find_joints(second.text, openings, flowing=flowing, paged=paged)
    made = [_back(second, one) for one in joints.repairs]
    return Mendable(_leaning(_with_purpose(ordered((*before, *made)), body)), joints.kept)


def _stage(text: str, repairs: Sequence[Repair]) -> Mended:
    return mend(text, repairs, chosen(repairs, _NOTHING, _NOTHING))


def _forward(position: int, soft: Sequence[Repair]) -> int:
    """Return where a place stands once the soft hyphens before it are gone."""
    return position - sum(one.end - one.start for one in soft if one.end <= position)


def _back(stage: Mended, repair: Repair) -> Repair:
    """Return a repair of a mended text as one of the text before it was mended."""
    start = stage.before(repair.start)
    end = stage.before(repair.end - 1) + 1 if repair.end > repair.start else start
    return repair._replace(start=start, end=end)


def _with_purpose(repairs: tuple[Repair, ...], body: str) -> tuple[Repair, ...]:
    """Leave a page's end alone where it is nothing but blank and no line is joined over it."""
    return tuple(
        one
        for at, one in enumerate(repairs)
        if one.kind != PAGE_BREAK or not body[one.start : one.end].isspace() or _meets(repairs[at - 1 : at], one)
    )


def _meets(before: Sequence[Repair], page: Repair) -> bool:
    return bool(before) and before[0].kind != SOFT and before[0].end == page.start


def _leaning(repairs: tuple[Repair, ...]) -> tuple[Repair, ...]:
    """Let what ends where a page's end begins need that it goes: no line is joined to a page number."""
    made: list[Repair] = []
    for at, one in enumerate(repairs):
        after = repairs[at + 1] if at + 1 < len(repairs) else None
        leans = after is not None and after.kind == PAGE_BREAK and _meets((one,), after)
        made.append(one._replace(needs=(at + 1,)) if leans else one)
    return tuple(made)


def _soft_hyphens(text: str, body_end: int, openings: Openings) -> Iterator[Repair]:
    """Go through the soft hyphens; one at a line's end says for certain that the word goes on."""
    at_ends = {}
    for found in _SOFT_AT_LINE_END.finditer(text, 0, body_end):
        line = text[found.end() : text.find("\n", found.end())]
        if is_normalized("NFC", "".join(found.groups())) and openings.of(line) is None:
            at_ends[found.start()] = found.end()
    for found in _SOFT.finditer(text):
        end = at_ends.get(found.start())
        yield Repair(LINE_END_HYPHEN, found.start(), end) if end else Repair(SOFT, *found.span())
