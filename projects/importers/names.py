"""Make a readable name of a file's name: RH01_2020-11-05_asumisneuvojat_anon_v2 is called Asumisneuvojat."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[_\s]+")
# Dates, versions and notes on anonymisation belong to the file, not to the interview.
_NO_NAME = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{6,8}|v\d+(?:\.\d+)?"
    r"|anon(?:ym(?:isoitu|ised|ized|iserad)?)?|lopullinen|final|slutlig|litteroitu|litteraatti|transcript",
    re.IGNORECASE,
)


def readable_name(stem: str, short: str) -> str:
    """Return the words of a file's stem that name the interview; the stem itself when none is left."""
    words = [word for word in _SEPARATORS.split(stem) if word and word != short and not _NO_NAME.fullmatch(word)]
    name = " ".join(words)
    return name[:1].upper() + name[1:] if name else stem
