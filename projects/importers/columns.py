"""Find the columns of a transcript that is a table: time, speaker, text, in any order, cells parted by tabs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.importers.draft import DraftMark, DraftTurn
from projects.importers.labels import LONGEST, NAME, is_excluded, is_strong
from projects.importers.times import BARE, find_seconds

_KINDS = {
    "time": "aika aikaleima aikakoodi ajankohta alku time timespan timestamp timecode start tid tidskod",
    "speaker": "puhuja puhujat nimi henkilö kuka speaker speakers name who participant talare namn",
    "text": "teksti puhe sisältö litteraatti litterointi repliikki vuoro text content speech transcript utterance tal",
    "number": "nro n:o numero rivi # no nr number row line id end loppu kesto duration",
}
_NAMED = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_TIME = re.compile(rf"[ ]*{BARE}[ ]*")
_SPEAKER = re.compile(rf"[ ]*(?P<name>{NAME})[ ]*:?[ ]*")
_NUMBER = re.compile(r"[ ]*\d{1,6}[.)]?[ ]*")
_MOST_COLUMNS = 6
_FEWEST_ROWS = 3
_SHARE = 0.6  # of the filled lines with a tab must be rows of the table
_MOST = 0.8
_RECUR = 0.6


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold the kind of each column, and the line of the row that names them, or -1."""

    kinds: tuple[str, ...]
    heading: int

    def paragraphs(self, lines: Sequence[str], at: int, ignored: frozenset[str]) -> Iterator[DraftTurn]:
        """Go through the filled lines as turns of their own; a line that is no row continues the one before."""
        for number, line in enumerate(lines):
            end = at + len(line)
            if line and not line.isspace():
                cells = line.split("\t")
                if number == self.heading:
                    yield DraftTurn(at, end, None, None, (DraftMark(at, end, "other"),))
                elif len(cells) == len(self.kinds):
                    row = self._row(cells, at, end)
                    yield row._replace(label=None) if row.label in ignored else row
                else:
                    yield DraftTurn(at, end, None, None)
            at = end + 1

    @property
    def labelled(self) -> bool:
        """Tell whether a column names speakers."""
        return "speaker" in self.kinds

    def _row(self, cells: Sequence[str], start: int, end: int) -> DraftTurn:
        label, time, marks, at = None, None, [], start
        for kind, cell in zip(self.kinds, cells, strict=True):
            stop = min(at + len(cell) + 1, end)
            if kind == "speaker":
                found = _SPEAKER.fullmatch(cell)
                label = (found["name"] if found else cell.strip(" :"))[:LONGEST].strip() or None
            elif kind == "time":
                time = find_seconds(cell) if time is None else time
            if kind != "text" and stop > at:
                marks.append(DraftMark(at, stop, {"speaker": "label", "time": "time"}.get(kind, "other")))
            elif kind == "text" and stop > at + len(cell):
                marks.append(DraftMark(stop - 1, stop, "other"))  # the tab before a column that follows
            at = stop
        return DraftTurn(start, end, label, time, tuple(marks))


def find_columns(lines: Sequence[str]) -> Columns | None:
    """Return the columns when most lines with tabs are rows of one transcript table, else None."""
    tabbed = [(number, line.split("\t")) for number, line in enumerate(lines) if "\t" in line]
    if len(tabbed) < _FEWEST_ROWS:
        return None
    width, count = Counter(len(cells) for _, cells in tabbed).most_common(1)[0]
    if width > _MOST_COLUMNS or count < max(_FEWEST_ROWS, _SHARE * len(tabbed)):
        return None
    rows = [(number, cells) for number, cells in tabbed if len(cells) == width]
    named = _by_names(rows[0][1])
    if named:
        return Columns(named, rows[0][0])
    kinds = tuple(_kind([cells[column] for _, cells in rows]) for column in range(width))
    texts = [column for column, kind in enumerate(kinds) if kind == "text"]
    useful = kinds.count("speaker") == 1 or ("time" in kinds and "speaker" not in kinds)
    return Columns(kinds, -1) if len(texts) == 1 and useful else None


def _by_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds that a heading row names, or nothing when it is none."""
    kinds = tuple(_NAMED.get(cell.strip().strip(":").lower(), "") for cell in cells)
    good = all(kinds) and kinds.count("text") == 1 and kinds.count("speaker") <= 1
    return kinds if good and ("speaker" in kinds or "time" in kinds) else ()


def _kind(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return "number"
    if _mostly(_TIME, filled):
        return "time"
    if _mostly(_NUMBER, filled):
        return "number"
    names = Counter(found["name"] for cell in filled if len(cell) <= LONGEST and (found := _SPEAKER.fullmatch(cell)))
    good = [label for label in names if not is_excluded(label) and (names[label] > 1 or is_strong(label))]
    known = sum(names[label] for label in good)
    if known >= _RECUR * len(filled) and len(names) <= max(2, len(filled) // 2):
        return "speaker"
    return "text"


def _mostly(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    return sum(pattern.fullmatch(cell) is not None for cell in cells) >= _MOST * len(cells)
