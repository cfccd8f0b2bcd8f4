"""Set words into the room that a figure has for them: measure, wrap, cut, shorten."""

from __future__ import annotations

from collections.abc import Iterable

_WIDE = frozenset("mwMWäÄ@%")
_NARROW = frozenset("ijltfrI.,:;()'’ ")
MORE = "…"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate how wide a line is set in the sans; generous, since the font that draws it may be another."""
    units = sum(0.86 if char in _WIDE else 0.33 if char in _NARROW else 0.58 for char in text)
    return units * size * (1.06 if bold else 1.0)


def fitted(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return a text cut to a width, with an ellipsis when something is left out; nothing when nothing fits."""
    if text_width(text, size, bold=bold) <= width:
        return text
    for length in range(len(text) - 1, 0, -1):
        cut = text[:length].rstrip(" -–,") + MORE
        if text_width(cut, size, bold=bold) <= width:
            return cut
    return ""


def lines_in(text: str, size: float, width: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """Break a name after blanks and hyphens into lines that fit, at most so many; the last one is cut when it must."""
    lines: list[str] = [""]
    for part in _parts(text):
        if not lines[-1] or text_width((lines[-1] + part).rstrip(), size, bold=bold) <= width:
            lines[-1] += part
        else:
            lines.append(part)
    if len(lines) > most:
        lines[most - 1 :] = ["".join(lines[most - 1 :])]
    return tuple(fitted(line.rstrip(), size, width, bold=bold) for line in lines)


def short_names(names: Iterable[str]) -> tuple[str, ...]:
    """Shorten names to their first letters, as many as tell each from the others; equal names get a number."""
    whole = list(names)
    found: list[str] = []
    for at, name in enumerate(whole):
        others = {other.casefold() for other in (*whole[:at], *whole[at + 1 :])}
        length = next(
            (n for n in range(1, len(name) + 1) if not any(one.startswith(name[:n].casefold()) for one in others)), 0
        )
        found.append(name[:length] if length else f"{name[:3]}{at + 1}")
    return tuple(found)


def _parts(text: str) -> Iterable[str]:
    """Go through the pieces of a text that may stand on lines of their own, with the blank or hyphen after them."""
    part = ""
    for char in text:
        part += char
        if char in " -–/":
            yield part
            part = ""
    if part:
        yield part
