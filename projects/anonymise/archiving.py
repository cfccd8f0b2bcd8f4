"""Make of a transcript the text that goes to an archive: substitutes for names, printed speakers for labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from projects.anonymise.replacing import Replacement
from projects.model import Document, Person
from projects.speech import spoken_ranges


@dataclass(frozen=True, slots=True)
class ArchiveText:
    """Hold one interview for an archive: a file's stem that tells nothing, the header's lines, who says what."""

    stem: str
    header: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return what is said, one paragraph a turn, opened by its speaker."""
        return tuple(f"{speaker}: {said}" if speaker else said for speaker, said in self.turns)


def archive_text(
    document: Document, replacements: Iterable[Replacement], printed: Callable[[Person | None], str], stem: str
) -> ArchiveText:
    """Return a document as an archive gets it; what is replaced is replaced here, the project stays as it is.

    `printed` says how a person is called; labels, marks of time and formatting stay out.
    """
    made = sorted(replacements, key=lambda one: one.start)
    header = _with(document.text, 0, document.transcript.header_end, made)
    turns = []
    for turn in document.turns:
        pieces = (_with(document.text, a, b, made) for a, b in spoken_ranges(turn))
        said = " ".join("".join(pieces).split())
        if said:
            turns.append((printed(document.person_of(turn)), said))
    return ArchiveText(stem, tuple(line.strip() for line in header.splitlines() if line.strip()), tuple(turns))


def _with(text: str, start: int, end: int, made: Sequence[Replacement]) -> str:
    """Return a range of a text with the replacements that lie in it."""
    pieces, at = [], start
    for one in made:
        if start <= one.start and one.end <= end:
            pieces += [text[at : one.start], one.new]
            at = one.end
    return "".join([*pieces, text[at:end]])
