"""What the keys mean in the reading view; all work on a Finnish keyboard without AltGr."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from coder.views.passages import more_sentences, more_turns

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coder.views.reader import Reader

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier
PALETTE_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})
ACT_KEYS = {
    Qt.Key.Key_V: "in_vivo", Qt.Key.Key_R: "recode", Qt.Key.Key_X: "split", Qt.Key.Key_J: "merge",
    Qt.Key.Key_C: "describe",
}
WISH_KEYS = {Qt.Key.Key_K: "repeat_wanted", Qt.Key.Key_M: "memo_wanted", Qt.Key.Key_Q: "quote_wanted"}
UNIT_KEYS = {Qt.Key.Key_T: more_turns, Qt.Key.Key_S: more_sentences}


def handle_key(reader: Reader, event: QKeyEvent) -> bool:
    """Do what a key means; return False for a key that means nothing here."""
    key = Qt.Key(event.key())
    # The number pad's keys carry a modifier of their own; plus needs Shift on some layouts.
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held & CTRL and not held & ALT:
        return _zoom(reader, key)
    if held & ALT and not held & CTRL:
        return _with_alt(reader, key, shift=bool(held & SHIFT))
    if held == SHIFT and key in UNIT_KEYS:
        UNIT_KEYS[key](reader, -1)
        return True
    return _plain(reader, event, key) if held == PLAIN else False


def next_word_end(text: str, position: int) -> int:
    """Return the end of the word that ends behind a position; the position itself when there is none."""
    found = WORD.search(text, position)
    return found.end() if found else position


def next_word_start(text: str, position: int) -> int:
    """Return the start of the first word that begins behind a position; the position itself when there is none."""
    found = next((match for match in WORD.finditer(text, position) if match.start() > position), None)
    return found.start() if found else position


def last_word_start(text: str, position: int) -> int:
    """Return the start of the word before a position; the position itself when there is none."""
    low = max(position - 200, 0)
    found = list(WORD.finditer(text, low, position))
    return found[-1].start() if found else position


def last_word_end(text: str, position: int) -> int:
    """Return the end of the word before the one that ends at a position; the position itself when there is none."""
    start = last_word_start(text, position)
    found = list(WORD.finditer(text, max(start - 200, 0), start))
    return found[-1].end() if found else position


def _zoom(reader: Reader, key: Qt.Key) -> bool:
    if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
        reader.step_zoom(1)
    elif key == Qt.Key.Key_Minus:
        reader.step_zoom(-1)
    elif key == Qt.Key.Key_0:
        reader.set_zoom(100)
    else:
        return False
    return True


def _with_alt(reader: Reader, key: Qt.Key, *, shift: bool) -> bool:
    if key == Qt.Key.Key_Down:
        reader.show_card()
        return True
    coding = reader.selected_coding
    if key not in ARROWS or coding is None:
        return False
    reader.ask_resize(coding, forward=key == Qt.Key.Key_Right, at_start=shift)
    return True


def _plain(reader: Reader, event: QKeyEvent, key: Qt.Key) -> bool:
    selected = reader.selection()
    if key in PALETTE_KEYS and selected is not None:
        reader.palette_wanted.emit(*selected, reader.selection_rect())
    elif key == Qt.Key.Key_Escape:
        return reader.clear_selection()
    elif key == Qt.Key.Key_Delete:
        ids = reader.codings_to_remove()
        if ids:
            reader.uncode_wanted.emit(ids)
    elif key in {Qt.Key.Key_N, Qt.Key.Key_P}:
        reader.go_to_coding(1 if key == Qt.Key.Key_N else -1)
    elif key in WISH_KEYS:
        getattr(reader, WISH_KEYS[key]).emit()
    elif key in ACT_KEYS:
        reader.act_wanted.emit(ACT_KEYS[key])
    elif key in UNIT_KEYS:
        UNIT_KEYS[key](reader, 1)
    elif event.text() in tuple("123456789"):
        reader.favourite_wanted.emit(int(event.text()))
    else:
        return False
    return True
