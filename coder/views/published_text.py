"""Show a quote's published layer: what was said, with the edits by their form; select words there to change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from coder.positions import Positions
from coder.theme import Theme
from projects.quotes.layers import Layers
from projects.quotes.published import ANONYMISED, BREAK, EDITED, INSERTION, KEPT, OMISSION, Segment

_SIZE, _LINE = 17, 28
_KEYS = {
    Qt.Key.Key_Delete: OMISSION, Qt.Key.Key_Backspace: OMISSION, Qt.Key.Key_Insert: INSERTION,
    Qt.Key.Key_H: ANONYMISED, Qt.Key.Key_F2: EDITED,
}


@dataclass(frozen=True, slots=True)
class Run:
    """Say where a stretch of the verbatim text stands in the shown one, in UTF-16 units of it; `old` are its words."""

    shown: int
    verbatim: int
    old: str

    @property
    def end(self) -> int:
        """Return where the stretch ends in the shown text."""
        return self.shown + Positions(self.old).to_utf16(len(self.old))


class PublishedText(QTextEdit):
    """Show the layer, never editable by typing; `wanted` asks for an edit of a kind on the selected words.

    Its range counts from the start of the verbatim text, in code points.
    """

    wanted = Signal(str, int, int)

    def __init__(self, theme: Theme) -> None:
        """Begin empty."""
        super().__init__()
        self._theme = theme
        self._layers: Layers | None = None
        self._voices: tuple[str, ...] = ()
        self._runs: list[Run] = []
        self._boxes: list[tuple[int, int]] = []
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setProperty("kind", "published")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(10)
        theme.changed.connect(self._again)

    def show_layers(self, one: Layers | None, voices: tuple[str, ...]) -> None:
        """Show a quote; `voices` names who speaks in each turn, for a quote with more than one voice."""
        same = one is not None and self._layers is not None and one.quote.id == self._layers.quote.id
        place = self.textCursor().position() if same else 0
        self._layers, self._voices = one, voices
        self._runs, self._boxes = [], []
        self.clear()
        cursor = self.textCursor()
        offset = 0
        for number, turn in enumerate(one.segments() if one else ()):
            self._begin(cursor, number)
            for segment in turn:
                self._insert(cursor, segment, offset)
                offset += len(segment.old)
            offset += len(BREAK)
        cursor.setPosition(min(place, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self._measure()

    def selected(self) -> tuple[int, int]:
        """Return the selected range of the verbatim text; an empty one where nothing of it is selected."""
        cursor = self.textCursor()
        low, high = cursor.selectionStart(), cursor.selectionEnd()
        inside = [self._clipped(run, low, high) for run in self._runs if low < run.end and high > run.shown]
        if low < high and inside:
            return inside[0][0], inside[-1][1]
        return (self._offset(low),) * 2

    def ask(self, kind: str) -> None:
        """Ask for an edit of a kind where the selection is."""
        if self._layers is not None:
            start, end = self.selected()
            self.wanted.emit(kind, *((end, end) if kind == INSERTION else (start, end)))

    def event(self, event: QEvent) -> bool:
        """Keep the keys of edits from the window's actions that have the same."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._kind(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the edit that a key stands for; Tab goes on."""
        kind = self._kind(event)
        if kind:
            self.ask(kind)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then a box around each hidden name."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), max(1.5, self._theme.px(1.5))))
        for start, end in self._boxes:
            for box in self._around(start, end):
                painter.drawRoundedRect(box, 3, 3)
        painter.end()

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as need be."""
        return QSize(self._theme.px(120), self.height())

    @staticmethod
    def _kind(event: QKeyEvent) -> str:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return _KEYS.get(Qt.Key(event.key()), "") if held == Qt.KeyboardModifier.NoModifier else ""

    def _begin(self, cursor: QTextCursor, number: int) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(self._theme.px(_LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if number:
            cursor.insertBlock(block)
        else:
            cursor.setBlockFormat(block)
        if len(self._voices) > 1:
            form = self._form("text3")
            form.setFont(self._theme.font(12))
            cursor.insertText(f"{self._voices[number]}  ", form)

    def _insert(self, cursor: QTextCursor, one: Segment, offset: int) -> None:
        """Put a stretch in: what was said struck where it is not printed, what is printed instead behind it."""
        if one.old:
            form = self._form("text" if one.kind == KEPT else "text3")
            form.setFontStrikeOut(one.kind != KEPT)
            self._runs.append(Run(cursor.position(), offset, one.old))
            cursor.insertText(one.old, form)
        if one.new and one.kind != KEPT:
            if one.old:
                cursor.insertText(" ", self._form("text"))
            self._insert_new(cursor, one)
        if one.number:
            form = self._form("accent")
            form.setFont(self._theme.font(14, bold=True))
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            cursor.insertText(f"\u202f{one.number}", form)
            if one.kind == INSERTION:
                cursor.insertText(" ", self._form("text"))

    def _insert_new(self, cursor: QTextCursor, one: Segment) -> None:
        form = self._form("text")
        form.setFontUnderline(one.kind != ANONYMISED)
        form.setUnderlineColor(self._theme.colour("accent"))
        start = cursor.position()
        # The room inside a box stays with its word, also at the end of a line.
        cursor.insertText(f"\u00a0{one.new}\u00a0" if one.kind == ANONYMISED else one.new, form)
        if one.kind == ANONYMISED:
            self._boxes.append((start, cursor.position()))

    def _form(self, tone: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._theme.font(_SIZE, serif=True))
        form.setForeground(self._theme.colour(tone))
        return form

    @staticmethod
    def _clipped(run: Run, low: int, high: int) -> tuple[int, int]:
        positions = Positions(run.old)
        first = positions.to_code_points(max(low - run.shown, 0))
        last = positions.to_code_points(min(high, run.end) - run.shown)
        return run.verbatim + first, run.verbatim + last

    def _offset(self, place: int) -> int:
        """Return the place of the verbatim text that is nearest before a place of the shown one."""
        before = [run for run in self._runs if run.shown <= place]
        if not before:
            return self._runs[0].verbatim if self._runs else 0
        return self._clipped(before[-1], before[-1].shown, place)[1]

    def _around(self, start: int, end: int) -> list[QRectF]:
        """Return the boxes around a stretch of the shown text, one a line."""
        block = self.document().findBlock(start)
        layout: QTextLayout = block.layout()
        at = self.document().documentLayout().blockBoundingRect(block).topLeft()
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            low = max(start - block.position(), line.textStart())
            high = min(end - block.position(), line.textStart() + line.textLength())
            if low < high:
                left, right = _x(line.cursorToX(low)), _x(line.cursorToX(high))
                height = min(line.height(), self._theme.px(_LINE) - 4)
                top = at.y() + line.y() + (line.height() - height) / 2 - self.verticalScrollBar().value()
                found.append(QRectF(at.x() + left, top, right - left, height))
        return found

    def _measure(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def _again(self) -> None:
        self.show_layers(self._layers, self._voices)


def _x(found: Any) -> float:
    return float(found[0] if isinstance(found, tuple) else found)
