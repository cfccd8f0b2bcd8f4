"""Where a person left off in each project: transcripts, places in them, workplace and page; never a word of a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

KEPT = 30


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Hold one project's place; positions are code points, `second` is the transcript at the side or nothing."""

    project: str
    transcript: str = ""
    position: int = 0
    second: str = ""
    second_position: int = 0
    place: str = ""
    page: str = ""


def remember(lines: Sequence[str], left: LeftOff) -> tuple[str, ...]:
    """Return the lines with this one first in the stead of the project's former one."""
    others = [line for line in lines if _read(line).project != left.project]
    return tuple([json.dumps(asdict(left), ensure_ascii=False), *others][:KEPT])


def recall(lines: Sequence[str], project: str) -> LeftOff:
    """Return where a project was left; its beginning when nobody knows."""
    return next((left for line in lines if (left := _read(line)).project == project), LeftOff(project))


def _read(line: str) -> LeftOff:
    """Read a line; what is no line of ours belongs to no project."""
    try:
        values = json.loads(line)
    except ValueError:
        return LeftOff("")
    wanted = {key: type(value) for key, value in asdict(LeftOff("")).items()}
    if not isinstance(values, dict) or {key: type(value) for key, value in values.items()} != wanted:
        return LeftOff("")
    return LeftOff(**values)
