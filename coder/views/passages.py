"""Select by what is said: a turn, several turns, a sentence, several sentences, from the keyboard or the margin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from projects.sentences import sentences

if TYPE_CHECKING:
    from coder.models.column_text import ColumnText
    from coder.views.reader import Reader

Range = tuple[int, int]


def more_turns(reader: Reader, steps: int) -> None:
    """Select the turn here; when whole turns are selected, one more behind them, or with -1 one less."""
    _more(reader, _turns(reader.sheet.column), steps)


def more_sentences(reader: Reader, steps: int) -> None:
    """Select the sentence here; when whole sentences are selected, one more behind them, or with -1 one less."""
    column = reader.sheet.column
    first, last = _points(reader)
    # Sentences are found for the turns around the selection only: a transcript may have ten thousand.
    turns = _turns(column)
    near = [at for at, (low, high) in enumerate(turns) if high >= first and low <= last]
    if not near:
        return
    around = turns[max(near[0] - 1, 0) : near[-1] + 2]
    _more(reader, [one for turn in around for one in sentences(column.text, *turn)], steps)


def select_turns(reader: Reader, first: int, last: int) -> None:
    """Select all speech from one turn to another, by their indices."""
    document = reader.document_shown
    if document is not None:
        reader.select_range(document.turns[first].start, document.turns[last].end, reveal=False)


def _more(reader: Reader, units: Sequence[Range], steps: int) -> None:
    """Select whole units; those that are selected just as they are grow or shrink at their end."""
    first, last = _points(reader)
    touched = [at for at, (low, high) in enumerate(units) if low < max(last, first + 1) and high > first]
    if not touched:
        touched = [at for at, (_, high) in enumerate(units) if high >= first][:1] or [len(units) - 1]
    if not units:
        return
    low, high = touched[0], touched[-1]
    if (units[low][0], units[high][1]) == (first, last):
        high = max(min(high + steps, len(units) - 1), low)
    _select(reader, units[low][0], units[high][1])


def _points(reader: Reader) -> Range:
    """Return the selection in the column, without blanks at its ends, in code points; the caret without one."""
    cursor, column = reader.textCursor(), reader.sheet.column
    start, end = column.trimmed(cursor.selectionStart(), cursor.selectionEnd())
    return column.positions.to_code_points(start), column.positions.to_code_points(end)


def _turns(column: ColumnText) -> list[Range]:
    """Return where the speech of each turn stands in the column, in code points; silent turns are left out."""
    starts = [column.blocks[block] for block in column.first_block]
    found = []
    for start, end in zip(starts, [*starts[1:], len(column.text)], strict=True):
        said = column.text[start:end]
        low, high = start + len(said) - len(said.lstrip()), start + len(said.rstrip())
        if low < high:
            found.append((low, high))
    return found


def _select(reader: Reader, start: int, end: int) -> None:
    column = reader.sheet.column
    source = column.to_source(column.positions.to_utf16(start), column.positions.to_utf16(end))
    if source is not None:
        reader.select_range(*source)
