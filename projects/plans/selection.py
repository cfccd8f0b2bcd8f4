"""Choose which quotes a chapter's rule takes: approved ones, even shares of the speakers, at most so many."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

CLOSED, NOT_APPROVED, LIMIT = "closed", "not-approved", "limit"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold what a rule looks at in a quote: its first speaker (person's id or ""), and whether it may be printed.

    `closed` quotes are printed by no rule: consent was taken back, or a review says no.
    """

    id: str
    speaker: str = ""
    approved: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold a rule's outcome: ids that are printed, in their order, and (id, reason) of those that are not."""

    kept: tuple[str, ...]
    dropped: tuple[tuple[str, str], ...] = ()


def choose(candidates: Sequence[Candidate], *, approved: bool, balanced: bool, most: int) -> Choice:
    """Return which candidates are printed, both lists in the order they came.

    With a limit, `balanced` goes round the speakers and takes each one's next quote, so that no two speakers' shares
    differ by more than one while both have quotes left; without one there is nothing to share out. Approved quotes go
    before those that are not, so that a limit is not spent on what may fall away.
    """
    reasons = {one.id: _refused(one, approved=approved) for one in candidates}
    fit = [one for one in candidates if not reasons[one.id]]
    if most > 0:
        taken = set(_taken(fit, balanced=balanced)[:most])
        reasons.update({one.id: LIMIT for one in fit if one.id not in taken})
    kept = tuple(one.id for one in candidates if not reasons[one.id])
    return Choice(kept, tuple((one.id, reasons[one.id]) for one in candidates if reasons[one.id]))


def _refused(one: Candidate, *, approved: bool) -> str:
    if one.closed:
        return CLOSED
    return NOT_APPROVED if approved and not one.approved else ""


def _taken(fit: Sequence[Candidate], *, balanced: bool) -> list[str]:
    """Return ids in the order a limit takes them."""
    ordered = sorted(fit, key=lambda one: not one.approved)
    if not balanced:
        return [one.id for one in ordered]
    waiting: dict[str, deque[str]] = defaultdict(deque)
    for one in ordered:
        waiting[one.speaker].append(one.id)
    found: list[str] = []
    while waiting:
        for speaker in [*waiting]:
            found.append(waiting[speaker].popleft())
            if not waiting[speaker]:
                del waiting[speaker]
    return found
