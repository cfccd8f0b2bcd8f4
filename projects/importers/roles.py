"""Tell a speaker's role from the label a transcriber used, by a shipped table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

DEFAULT_ROLE = "puhuja"

_ROLES: Mapping[str, str] = {
    name: role
    for role, names in {
        "haastattelija": "h ha haastattelija i int interviewer moderator moderaattori facilitator intervjuare",
        "asumisneuvoja": "an asumisneuvoja",
        "kysyjä": "kysyjä kysymys",
        "vastaaja": "vastaaja vastaus",
        "haastateltava": (
            "haastateltava interviewee respondent participant informant osallistuja informantti deltagare "
            "intervjuperson intervjuad"
        ),
        "puhuja": "speaker puhuja person henkilö nainen mies man woman talare asukas asiakas unknown tuntematon",
    }.items()
    for name in names.split()
}
_REMARK = re.compile(r" ?\([^()]*\)$")
_NUMBER = re.compile(r"[\s._-]*(?:\d{1,3}[a-z]?|\b[a-z])$")
_PLAIN_INTERVIEWERS = frozenset((*(name for name, role in _ROLES.items() if role == "haastattelija"), "k", "kysyjä"))


def shipped_roles() -> tuple[str, ...]:
    """Return the roles of the table, each once."""
    return tuple(dict.fromkeys(_ROLES.values()))


def role_of(label: str, all_labels: Iterable[str]) -> str:
    """Return the role key of a label: haastattelija, asumisneuvoja, kysyjä, vastaaja, haastateltava or puhuja."""
    others = {_key(other) for other in all_labels}
    key = _key(label)
    stem = role_stem(label)
    if {"k", "v"} <= {_NUMBER.sub("", other) if len(other) > 1 else other for other in others} and stem in ("k", "v"):
        return "kysyjä" if stem == "k" else "vastaaja"
    if stem == "h" and key != "h" and others & _PLAIN_INTERVIEWERS:
        return "haastateltava"  # beside a plain interviewer H1, H2 ... are those who answer
    return _ROLES.get(stem, DEFAULT_ROLE)


def is_role_name(label: str) -> bool:
    """Tell whether a label is one of the table's words, with or without a number."""
    stem = role_stem(label)
    return stem in _ROLES or stem in ("k", "v")


def role_stem(label: str) -> str:
    """Return a label in lower case without number, letter and brackets: `Haastateltava 3` gives `haastateltava`."""
    key = _REMARK.sub("", _key(label))
    return _NUMBER.sub("", key) or key


def _key(label: str) -> str:
    return " ".join(label.lower().split())
