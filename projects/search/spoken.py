"""Spoken and dialect forms: a table of words, and rules from a spoken ending to written ones."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SHORT = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold the tables: spoken form to base forms, beginnings, endings, and the lexicon's bases we rename."""

    words: Mapping[str, frozenset[str]]
    beginnings: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]
    inside: tuple[tuple[str, str], ...]
    particles: tuple[str, ...]
    bases: Mapping[str, str]

    def base(self, word: str) -> str:
        """Return the base form we use for a base form of the lexicon."""
        return self.bases.get(word, word)

    def table(self, word: str) -> frozenset[str]:
        """Return the base forms the table gives for a form, none when it is not there."""
        found = self.words.get(word)
        if found:
            return found
        return frozenset(base for start, base in self.beginnings if word.startswith(start))

    def candidates(self, word: str) -> Iterator[str]:
        """Go through the written forms a spoken one may stand for, the likeliest first."""
        yield from self._endings(word)
        yield from self._inside(word)
        for particle in self.particles:
            rest = word.removesuffix(particle)
            if rest != word and len(rest) >= SHORT:
                yield rest
                yield from self._endings(rest)

    def _endings(self, word: str) -> Iterator[str]:
        for spoken, written in self.endings:
            if word.endswith(spoken) and len(word) > len(spoken) + 1:
                yield word[: len(word) - len(spoken)] + written

    def _inside(self, word: str) -> Iterator[str]:
        for spoken, written in self.inside:
            place = word.rfind(spoken)
            if place > 0:
                changed = word[:place] + written + word[place + len(spoken) :]
                yield changed
                yield from self._endings(changed)


def shipped() -> Spoken:
    """Read the tables that come with the program."""
    spoken = _read("spoken.toml")
    fixes = _read("fixes.toml")
    words = _inverted(spoken["words"])
    for form, bases in _inverted({base: form for form, base in fixes["forms"].items()}).items():
        words[form] = words.get(form, frozenset()) | bases
    rules = spoken["rules"]
    return Spoken(
        words=words,
        beginnings=tuple((start, base) for base, starts in spoken["beginnings"].items() for start in starts.split()),
        endings=tuple(_harmonised(rules["endings"])),
        inside=tuple(_harmonised(rules["inside"])),
        particles=tuple(rules["particles"]),
        bases=dict(fixes["bases"]),
    )


def source() -> bytes:
    """Return the bytes of the tables, for the version stamp of the index."""
    folder = resources.files("projects.search")
    return b"".join((folder / name).read_bytes() for name in ("spoken.toml", "fixes.toml"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("projects.search") / name).read_text(encoding="utf-8"))


def _inverted(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for base, forms in table.items():
        for form in forms.split():
            found.setdefault(form, set()).add(base)
    return {form: frozenset(bases) for form, bases in found.items()}


def _harmonised(rows: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    """Write each rule out, once with a and once with ä where a capital A stands."""
    for spoken, *written in rows:
        for one in written:
            for vowel in ("a", "ä") if "A" in spoken + one else ("a",):
                yield spoken.replace("A", vowel), one.replace("A", vowel)
