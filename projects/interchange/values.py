"""What comes out of another program's project: our values, and what was found on the way."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codebooks.findings import Finding
from codebooks.safe_xml import derived, guid
from projects.model import Snapshot

_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Hold another program's project as our values; hashes are empty until it is in a project of ours.

    A coder "" is whoever brings it in, a time "" the moment of that, a person's number 0 the next one of the role.
    `program` is what the file says made it; `ours` tells that it was Ote, so that every value is as it was.
    """

    snapshot: Snapshot
    findings: tuple[Finding, ...]
    program: str
    ours: bool = False


class Findings:
    """Gather what is found: alike things are counted, others are told one by one."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._told: list[Finding] = []
        self._counts: Counter[tuple[str, tuple[tuple[str, object], ...]]] = Counter()

    def count(self, code: str, number: int = 1, **values: object) -> None:
        """Count more of one kind, alike in these values."""
        if number:
            self._counts[code, tuple(values.items())] += number

    def tell(self, code: str, **values: object) -> None:
        """Tell one thing by itself."""
        self._told.append(Finding(code, values))

    def add(self, findings: Iterable[Finding]) -> None:
        """Take over what was found elsewhere."""
        self._told += findings

    def all(self) -> tuple[Finding, ...]:
        """Return everything: single things first, then the counted ones in the order they were first found."""
        counted = (Finding(code, {"count": count, **dict(values)}) for (code, values), count in self._counts.items())
        return (*self._told, *counted)


class Ids:
    """Give everything in a file the id it has; make one, always the same, where it has none or another's."""

    def __init__(self, findings: Findings) -> None:
        """Start with no id taken."""
        self._findings = findings
        self._taken: dict[str, set[str]] = {}

    def take(self, kind: str, given: str | None, *place: str) -> str:
        """Return the id of a thing of a kind (ids of one kind are unique); `place` says where it stands."""
        taken = self._taken.setdefault(kind, set())
        own = guid(given)
        if own is None:
            self._findings.count("without-id", kind=kind)
            own = derived(kind, *place, str(len(taken)))
        elif own in taken:
            self._findings.count("id-twice", kind=kind)
            own = derived(kind, own, *place, str(len(taken)))
        taken.add(own)
        return own


def moment(given: str | None) -> str:
    """Return a date and time in UTC as the project stores them, "" when there is none; without a zone it is UTC."""
    text = (given or "").strip()
    if _UTC.fullmatch(text):
        return text
    try:
        found = datetime.datetime.fromisoformat(text)
        found = found.astimezone(datetime.UTC) if found.tzinfo else found.replace(tzinfo=datetime.UTC)
    except (ValueError, OverflowError):
        return ""
    return found.isoformat().replace("+00:00", "Z")


def whole_number(given: str | None) -> int | None:
    """Return an integer written in few digits, else None."""
    text = (given or "").strip()
    return int(text) if re.fullmatch(r"[+-]?\d{1,15}", text, re.ASCII) else None


def unique(wanted: str, taken: Mapping[str, object] | set[str]) -> str:
    """Return a name, with a number behind it when it is taken."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name
