"""Tell quickly that a lexicon cannot know a word: its network walked letter by letter, conditions left out.

The lexicon's transducer goes through every way of reading a word and carries along what each way says; nine of ten
questions are about words it does not know. Here only which of its states a beginning can lead to is kept, as one state
of an automaton that grows with the words asked for. The conditions (flag diacritics) are taken as fulfilled, so a
word that is turned away here is certainly unknown; the others must still be asked.
"""

from __future__ import annotations

import re
from array import array

LINE = re.compile(rb"^(\d+)(?:\t\d+(\t))?", re.MULTILINE)
"""The state a line is about; lines of the states that may end a word have nothing, or a weight, behind it."""
NOWHERE = -1
SIZE = 25_000
Row = tuple[tuple[int, ...], dict[str, tuple[int, ...]]]
"""Where a state leads without a letter and by each letter."""


class Gate:
    """Walk a network given in the AT&T format; `size` states are remembered, then all are forgotten."""

    def __init__(self, network: str, size: int = SIZE) -> None:
        """Note where each state's lines begin; a state's lines must stand together."""
        self._network = network.encode()
        self._begins, self._finals = _states(self._network)
        self._size = size
        self._forget()

    def admits(self, word: str) -> bool:
        """Tell whether the network may know a word; False is certain."""
        at = 0
        for letter in word:
            ways = self._ways[at]
            onward = ways.get(letter)
            if onward is None:
                onward = ways[letter] = self._step(at, letter)
            at = onward
        ends = self._ends[at]
        if len(self._sets) > self._size:
            self._forget()
        return ends

    def _forget(self) -> None:
        self._rows: dict[int, Row] = {}
        self._near: dict[int, frozenset[int]] = {}
        self._numbers: dict[frozenset[int], int] = {}
        self._sets: list[frozenset[int]] = []
        self._ways: list[dict[str, int]] = []
        self._ends: list[bool] = []
        self._number(self._reached(0))

    def _step(self, at: int, letter: str) -> int:
        onward = (self._reached(to) for one in self._sets[at] for to in self._row(one)[1].get(letter, ()))
        return self._number(frozenset[int]().union(*onward))

    def _number(self, states: frozenset[int]) -> int:
        number = self._numbers.get(states)
        if number is None:
            number = self._numbers[states] = len(self._sets)
            self._sets.append(states)
            self._ways.append({})
            self._ends.append(not self._finals.isdisjoint(states))
        return number

    def _reached(self, state: int) -> frozenset[int]:
        """Return a state and those behind it without a letter, but none that leads nowhere by a letter."""
        near = self._near.get(state)
        if near is None:
            seen = {state}
            todo = [state]
            while todo:
                fresh = set(self._row(todo.pop())[0]) - seen
                seen |= fresh
                todo += fresh
            near = frozenset(one for one in seen if one in self._finals or self._row(one)[1])
            self._near[state] = near
        return near

    def _row(self, state: int) -> Row:
        row = self._rows.get(state)
        if row is None:
            row = self._rows[state] = self._parsed(state)
        return row

    def _parsed(self, state: int) -> Row:
        free: set[int] = set()
        by_letter: dict[str, set[int]] = {}
        place = self._begins[state] if state < len(self._begins) else NOWHERE
        head = b"%d\t" % state
        while place != NOWHERE and self._network.startswith(head, place):
            end = self._network.find(b"\n", place)
            line = self._network[place : end if end >= 0 else None].decode()
            _, to, symbol, *_ = line.split("\t")
            (free if len(symbol) > 1 else by_letter.setdefault(symbol, set())).add(int(to))
            place = end + 1 if end >= 0 else NOWHERE
        return tuple(free), {letter: tuple(found) for letter, found in by_letter.items()}


def _states(network: bytes) -> tuple[array[int], frozenset[int]]:
    """Return where the first line of each state stands, and which states may end a word."""
    begins = array("i")
    finals = set()
    former = b""
    for found in LINE.finditer(network):
        name, more = found.groups()
        if more is None:
            finals.add(int(name))
        elif name != former:
            former = name
            state = int(name)
            if state >= len(begins):
                begins.extend([NOWHERE] * (state + 1 - len(begins)))
            begins[state] = found.start()
    return begins, frozenset(finals)
