"""Rewrite a passage in place: a box beside it with its words, what it touches, and what would be lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.palette import beside

_WIDTH = 520
_GAP = 8
_LINES = (2, 8)


class EditBox(QFrame):
    """Hold one passage while it is rewritten; `wanted` gives the new text and whether emptied codings may go."""

    wanted = Signal(str, bool)
    closed = Signal()

    def __init__(self, theme: Theme, say: Catalogue, window: QWidget) -> None:
        """Lay out words, field and buttons; hidden until opened."""
        super().__init__(window)
        self._theme = theme
        self._say = say
        self._around: Callable[[], QRect] = QRect
        self.setProperty("surface", "card")
        self.hide()
        self.title = label(say("edit.title"), "name")
        self.touches = label("", "small", wrap=True)
        self.trouble = label("", "error", wrap=True)
        self.field = _Field(self.accept, self.close_quietly)
        self.field.setAccessibleName(say("edit.field"))
        self.field.textChanged.connect(self._changed)
        self.go = button(say("edit.do"), self.accept, "accent")
        self.drop = button("", lambda: self._ask(drop=True))
        self.cancel = button(say("form.cancel"), self.close_quietly)
        self._lay_out()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def open(self, text: str, codings: int, around: Callable[[], QRect]) -> None:
        """Open beside a passage with its text; `codings` says how many it touches."""
        self._around = around
        self.touches.setText(self._say("edit.touches", n=codings) if codings else self._say("edit.touches_none"))
        self.field.setPlainText(text)
        self.field.document().clearUndoRedoStacks()
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def tell(self, words: str, dropped: int = 0) -> None:
        """Say why it was not done; with codings to drop, offer to do it with that outcome."""
        self.trouble.setText(words)
        self.trouble.show()
        self.touches.hide()
        self.drop.setText(self._say("edit.drop", n=dropped))
        self.drop.setVisible(bool(dropped))
        self._place()
        (self.drop if dropped else self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Ask for the change, without dropping anything."""
        self._ask(drop=False)

    def be_done(self) -> None:
        """Close after the change was made, and keep nothing of the text."""
        self.hide()
        self.field.setPlainText("")
        self.field.document().clearUndoRedoStacks()
        self.closed.emit()

    def close_quietly(self) -> None:
        """Close and change nothing."""
        if self.isVisible():
            self.be_done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_quietly()
        else:
            super().keyPressEvent(event)

    def _ask(self, *, drop: bool) -> None:
        self.wanted.emit(self.field.toPlainText(), drop)

    def _changed(self) -> None:
        self.trouble.hide()
        self.drop.hide()
        self.touches.show()
        self._place()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for widget in (self.title, self.field, self.touches, self.trouble):
            layout.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self._say("edit.keys"), "small"))
        row.addStretch(1)
        for one in (self.cancel, self.drop, self.go):
            row.addWidget(one)
        layout.addLayout(row)
        self.trouble.hide()
        self.drop.hide()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None or not self.isVisible():
            return
        width = min(self._theme.px(_WIDTH), window.width() - 2 * _GAP)
        self.setFixedWidth(width)
        self.field.fit()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        size = QSize(width, max(self.heightForWidth(width), self.minimumSizeHint().height()))
        around = self._around()
        local = QRect(window.mapFromGlobal(around.topLeft()), around.size())
        self.setGeometry(QRect(beside(local, size, window.size()), size))

    def _focus_moved(self, _: QWidget | None, new: QWidget | None) -> None:
        inside = new is None or new is self or self.isAncestorOf(new) or new.window() is not self.window()
        if self.isVisible() and not inside:
            self.close_quietly()


class _Field(QPlainTextEdit):
    """Take the passage's words: Enter does it, Shift+Enter begins a new line, Tab goes on to the buttons."""

    def __init__(self, accept: Callable[[], None], close: Callable[[], None]) -> None:
        super().__init__()
        self._accept = accept
        self._close = close
        self.setProperty("kind", "report")
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do or close, else what Qt does with the key."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
            self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Be as high as the text, within two to eight lines."""
        shown = sum(max(self.document().findBlockByNumber(n).layout().lineCount(), 1)
                    for n in range(self.document().blockCount()))
        lines = min(max(shown, _LINES[0]), _LINES[1])
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * self.frameWidth() + 28)
