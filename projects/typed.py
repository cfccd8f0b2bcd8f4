"""Read and write the values of variables: text, numbers, dates and choices, in the ways Finns and others write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from projects.errors import CommandError
from projects.model import Value

KINDS = ("text", "number", "date", "choice")

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?")
_FINNISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MINUS = str.maketrans("\u2212\u2013", "--")


def read(kind: str, written: str, choices: Iterable[str] = ()) -> Value | None:
    """Return what somebody wrote as a value of a kind; None when it is blank.

    Raises CommandError `bad-number`, `bad-date` or `bad-choice`. A decimal comma and a point are both read, dates as
    `1.2.2026` or `2026-02-01`; a choice is found without regard to capitals.
    """
    text = " ".join(written.split()) if kind != "text" else written.strip()
    if not text:
        return None
    if kind == "number":
        return _number(text)
    if kind == "date":
        return iso_date(text)
    return _choice(text, choices) if kind == "choice" else text


def shown(kind: str, value: Value | None, language: str = "fi") -> str:
    """Return a value as it is shown and can be read again: `3,5` and `1.2.2026` in Finnish."""
    if value is None:
        return ""
    if kind == "number" and not isinstance(value, str):
        plain = format(Decimal(repr(value)), "f")
        return plain.replace(".", ",") if language == "fi" else plain
    if kind == "date" and language == "fi" and (parts := _ISO_DATE.fullmatch(str(value))):
        year, month, day = parts.groups()
        return f"{int(day)}.{int(month)}.{year}"
    return str(value)


def iso_date(text: str) -> str:
    """Return a date written as `1.2.2026` or `2026-02-01` in ISO form; CommandError `bad-date` for anything else."""
    trimmed = text.strip()
    iso, finnish = _ISO_DATE.fullmatch(trimmed), _FINNISH_DATE.fullmatch(trimmed)
    parts = iso.groups() if iso else tuple(reversed(finnish.groups())) if finnish else None
    try:
        return date(*map(int, parts or ())).isoformat()
    except (TypeError, ValueError) as problem:
        raise CommandError("bad-date", text=trimmed) from problem


def _number(text: str) -> int | float:
    plain = text.translate(_MINUS)
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[ \u00a0\u202f]", "", plain)
    if not _NUMBER.fullmatch(plain):
        raise CommandError("bad-number", text=text)
    number = float(plain.replace(",", "."))
    if not math.isfinite(number):
        raise CommandError("bad-number", text=text)
    # Whole numbers stay whole as long as a file's own integers can hold them exactly.
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _choice(text: str, choices: Iterable[str]) -> str:
    known = tuple(choices)
    found = [one for one in known if one == text] or [one for one in known if one.casefold() == text.casefold()]
    if not found:
        raise CommandError("bad-choice", text=text, choices=known)
    return found[0]
