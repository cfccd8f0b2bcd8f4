"""Name what a person can allow: uses of what was said, and how far each may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projects.model import Consent

if TYPE_CHECKING:
    from sqlite_utils import Database

USES = ("analysis", "report", "booklet", "presentation", "archive")
NO, YES = "no", "yes"
PARAPHRASE, UNATTRIBUTED, ROLE, PSEUDONYM = "paraphrase", "unattributed", "role", "pseudonym"
# From the strictest on: nothing, in other words only, quoted without a speaker, with the role, with the pseudonym.
_QUOTED = (NO, PARAPHRASE, UNATTRIBUTED, ROLE, PSEUDONYM)
_WHOLE = (NO, YES)
ALL_SCOPES = (*_QUOTED, YES)
_ORDER = {scope: place for place, scope in enumerate(ALL_SCOPES)}


def scopes_of(use: str) -> tuple[str, ...]:
    """Return how far a use can be allowed, the strictest first: printed uses in steps, others wholly or not."""
    return _WHOLE if use in ("analysis", "archive") else _QUOTED


def strictness(scope: str, withdrawn: str) -> int:
    """Return a number that is higher the less is allowed; what was withdrawn is the strictest."""
    return len(_ORDER) if withdrawn else len(_ORDER) - 1 - _ORDER[scope]


def stricter(one: str, other: str) -> str:
    """Return the scope of the two that allows less; what is no scope (undecided, nothing said) gives way."""
    known = [scope for scope in (one, other) if scope in _ORDER]
    return min(known, key=_ORDER.__getitem__, default=one)


def consents(database: Database) -> tuple[Consent, ...]:
    """Return every line of consent there is, in the order of the uses."""
    rows = database.execute(
        "SELECT id, person, use, scope, basis, version, date, withdraw_until, withdrawn FROM consent"
    ).fetchall()
    return tuple(sorted((Consent(*row) for row in rows), key=lambda one: (one.person, USES.index(one.use))))
