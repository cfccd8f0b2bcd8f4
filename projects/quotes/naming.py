"""Name quotes and their sources so that people can read them: `RH1-v214`, and `(AN2, RH1, v. 214-219)`."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import count
from string import ascii_lowercase


def quote_name(short: str, turn: str, used: Container[str]) -> str:
    """Return the next free name for a quote that begins in a turn: `RH1-v214`, then `RH1-v214b`, `c` ... `z`, `aa`.

    `used` holds every name that was ever given, also to quotes that are gone.
    """
    first = f"{short}-v{turn}"
    return first if first not in used else next(name for tail in _tails() if (name := first + tail) not in used)


def source_line(speakers: Sequence[str], short: str, turns: Sequence[str]) -> str:
    """Return where a quote comes from, in the research style: speakers' short forms, transcript, turn numbers."""
    numbers = turns[0] if turns[0] == turns[-1] else f"{turns[0]}\u2013{turns[-1]}"
    return f"({', '.join([*dict.fromkeys(speakers), short, f'v. {numbers}'])})"


def _tails() -> Iterator[str]:
    yield from ascii_lowercase[1:]
    for number in count():
        yield ascii_lowercase[number // 26 % 26] + ascii_lowercase[number % 26]
