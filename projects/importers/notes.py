"""Number the footnotes and endnotes of a document: each becomes one line behind its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_NAMES: Mapping[tuple[str, str], str] = {
    ("footnote", "fi"): "alaviite",
    ("endnote", "fi"): "loppuviite",
    ("footnote", "en"): "footnote",
    ("endnote", "en"): "endnote",
    ("footnote", "sv"): "fotnot",
    ("endnote", "sv"): "slutnot",
}


def numbered_notes(notes: Iterable[tuple[str, str]], language: str) -> tuple[tuple[str, ...], int]:
    """Return notes, given as (`footnote` or `endnote`, text), as lines with numbers, and the characters added."""
    lines, added, numbers = [], 0, {"footnote": 0, "endnote": 0}
    for kind, text in notes:
        numbers[kind] += 1
        if said := " ".join(text.split("\n")).strip():
            prefix = f"[{_NAMES[kind, language]} {numbers[kind]}] "
            lines.append(prefix + said)
            added += len(prefix)
    return tuple(lines), added
