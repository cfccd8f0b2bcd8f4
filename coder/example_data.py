"""Read the shipped example: its interview files, and the passages that its codings stand on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

FILES = (
    "RH01_2020-11-05_asumisneuvojat.docx",
    "RH02_2020-11-12_asumisneuvojat.txt",
    "YH03_2020-11-19_asumisneuvoja.txt",
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Name a coded passage by its words: from the start of `first` to the end of `last`."""

    transcript: str
    first: str
    last: str
    codes: tuple[str, ...]

    def span(self, text: str) -> tuple[int, int]:
        """Return the passage's range in its transcript's text; ValueError when the words are not there."""
        start = text.index(self.first)
        return start, text.index(self.last, start) + len(self.last)


def write_files(folder: Path) -> tuple[Path, ...]:
    """Copy the example's interviews into a folder."""
    written = []
    for name in FILES:
        target = folder / name
        target.write_bytes(resources.files("coder.example").joinpath(name).read_bytes())
        written.append(target)
    return tuple(written)


def passages() -> tuple[Passage, ...]:
    """Return the example's coded passages in their order."""
    table = tomllib.loads(resources.files("coder.example").joinpath("codings.toml").read_text("utf-8"))
    return tuple(
        Passage(
            one["transcript"],
            one.get("text") or one["from"],
            one.get("text") or one["to"],
            tuple(one["codes"]),
        )
        for one in table["passage"]
    )
