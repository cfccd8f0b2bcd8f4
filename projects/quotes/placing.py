"""Tell where each letter of a quote stands in its transcript: what is said leaves out marks and blanks at the edges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from projects.quotes.published import BREAK
from projects.speech import Piece


@dataclass(frozen=True, slots=True)
class Placing:
    """Hold, voice by voice, the position in the transcript of each character that is said (code points)."""

    voices: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]

    def verbatim(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range of the transcript lies in the verbatim text; what is not said is passed over."""
        return self._offset(start), max(self._offset(start), self._offset(end))

    def transcript(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the transcript for one inside a voice, from its first to its last character."""
        if start == end:
            return self._edge(start), self._edge(start)
        voice, inside = self._voice(start)
        last, final = self._voice(end - 1)
        return self.places[voice][inside], self.places[last][final] + 1

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return a range of the verbatim text cut at the turns; a part without a character is left out."""
        bounds = zip(self._starts(), self.voices, strict=True)
        cut = [(max(start, first), min(end, first + len(voice))) for first, voice in bounds]
        return [(a, b) for a, b in cut if a < b]

    def _starts(self) -> list[int]:
        """Return where each voice begins in the verbatim text."""
        return list(accumulate((len(voice) + len(BREAK) for voice in self.voices), initial=0))[:-1]

    def _offset(self, position: int) -> int:
        last = 0
        for first, places in zip(self._starts(), self.places, strict=True):
            last = first + len(places)
            if position <= places[-1] + 1:
                return first + bisect_left(places, position)
        return last

    def _voice(self, offset: int) -> tuple[int, int]:
        """Return which voice a place of the verbatim text is in, and how far in it."""
        starts = self._starts()
        voice = max(at for at, first in enumerate(starts) if first <= max(offset, 0))
        return voice, offset - starts[voice]

    def _edge(self, offset: int) -> int:
        voice, inside = self._voice(offset)
        places = self.places[voice]
        return places[inside] if inside < len(places) else places[-1] + 1


def placing(text: str, pieces: Sequence[Piece]) -> Placing:
    """Return where the speech of a quote's turns stands in the transcript's text."""
    places = tuple(_places(text, piece) for piece in pieces)
    return Placing(tuple(piece.text for piece in pieces), places)


def _places(text: str, piece: Piece) -> tuple[int, ...]:
    every = [at for start, end in piece.ranges for at in range(start, end)]
    first = next(number for number, at in enumerate(every) if not text[at].isspace())
    return tuple(every[first : first + len(piece.text)])
