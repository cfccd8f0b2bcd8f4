"""Cut speech into words, each with its place; the index and the marking of hits use the same cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects.speech import WORD, spoken_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from projects.model import Turn

ADDRESS = "-"
PIECE = re.compile(rf"(?P<address>(?:https?://|www\.)\S+)|{WORD.pattern}")


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word of a text: its range, its lower-case form, and whether it stands in a web address."""

    start: int
    end: int
    form: str
    address: bool


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Go through the words in a range of a text."""
    for found in PIECE.finditer(text, start, end):
        if found["address"] is None:
            yield _token(found, address=False)
        else:
            yield from (_token(word, address=True) for word in WORD.finditer(text, found.start(), found.end()))


def turn_tokens(turn: Turn, text: str) -> list[Token]:
    """Return the words said in a turn; no word runs across a mark."""
    return [token for start, end in spoken_ranges(turn) for token in tokens(text, start, end)]


def turn_text(turn: Turn, text: str) -> str:
    """Return a turn's speech with a line break at every mark, so that its words are those of `turn_tokens`."""
    return "\n".join(text[start:end] for start, end in spoken_ranges(turn))


def form_of(word: str) -> str:
    """Return the form a word is kept by: lower case, straight apostrophe."""
    return word.lower().replace("’", "'")


def _token(found: re.Match[str], *, address: bool) -> Token:
    return Token(found.start(), found.end(), form_of(found[0]), address)
