"""The fields of a form that saves itself: pairs of two languages, lines and boxes that grow with their text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.bars import label

_IDLE_MS = 900
_FEWEST, _MOST = 2, 9
_NARROW = 560


@dataclass(frozen=True, slots=True)
class Pair:
    """Declare a text in two languages by the beginning of its fields' names (`definition` -> `definition_fi`, ...).

    With the one language `""` the field's name is the text's own. `most` is how many lines a long one may be high.
    """

    name: str
    long: bool = True
    languages: tuple[str, ...] = ("fi", "en")
    most: int = _MOST

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields."""
        return tuple(f"{self.name}_{language}" if language else self.name for language in self.languages)


class GrowingBox(QPlainTextEdit):
    """Be as high as the text, within limits; Tab goes on to the next field."""

    def __init__(self, theme: Theme, most: int = _MOST) -> None:
        """Begin empty; be at most so many lines high."""
        super().__init__()
        self._theme = theme
        self._most = most
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._measure)
        theme.changed.connect(self._measure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, and be as high as that takes."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        lines = min(max(round(self.document().size().height()), _FEWEST), self._most)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + self._theme.px(20))


class PairRow(QWidget):
    """Put the two languages side by side, or one under the other where there is little room."""

    def __init__(self, theme: Theme, columns: Sequence[QWidget], shares: Sequence[int] = (1, 1)) -> None:
        """Hold two columns of a label and a field each, as wide as their shares say."""
        super().__init__()
        self._theme = theme
        self._columns = tuple(columns)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for column, share in zip(columns, shares, strict=True):
            self._box.addWidget(column, share)

    def minimumSizeHint(self) -> QSize:
        """Let the row be as narrow as its wider column: it turns in time."""
        size = super().minimumSizeHint()
        columns = [column.minimumSizeHint().width() for column in self._columns]
        return QSize(max(columns), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the row into a column when it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        self._box.setSpacing(self._theme.px(8 if narrow else 16))


class TextFields(QWidget):
    """Hold the texts of one thing and tell of those that were changed, after a pause or when a field is left.

    `changed` gives field -> new text. A field whose name is in `required` is never told while it is empty; when it is
    left empty it gets its text back and `missing` tells.
    """

    changed = Signal(dict)
    missing = Signal(str)
    escaped = Signal()

    def __init__(
        self, pairs: Sequence[Pair], words: Callable[[str], str], theme: Theme, say: Catalogue,
        required: Sequence[str] = ("name_fi",),
    ) -> None:
        """Lay the fields out; `words` gives the label of a field by its name."""
        super().__init__()
        self._say = say
        self._theme = theme
        self._required = frozenset(required)
        self._shown: dict[str, str] = {}
        self._dirty: set[str] = set()
        self._filling = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self.flush)
        self.inputs: dict[str, QLineEdit | GrowingBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(12))
        for pair in pairs:
            columns = [self._column(field, words, pair) for field in pair.fields]
            layout.addWidget(PairRow(theme, columns, [1] * len(columns)))

    def show_texts(self, texts: Mapping[str, str], *, other: bool) -> None:
        """Show texts by field; `other` says that they are of another thing than before.

        What is being typed and not told yet stays, unless it belonged to another thing.
        """
        if other:
            self._dirty.clear()
            self._idle.stop()
        self._shown = dict(texts)
        self._filling = True
        for field, box in self.inputs.items():
            differs = self.text(field).strip() != texts[field].strip()
            if other or (differs and field not in self._dirty):
                self._put(box, texts[field])
        self._filling = False

    def flush(self, *, left: bool = False) -> None:
        """Tell what has been typed and not been told; `left` says that nobody is typing any more."""
        self._idle.stop()
        empty = [field for field in self._dirty & self._required if not self.text(field).strip()]
        fresh = {field: self.text(field).strip() for field in self._dirty if field not in empty}
        fresh = {field: text for field, text in fresh.items() if text != self._shown[field]}
        self._dirty = set() if left else set(empty)
        if fresh:
            self._shown.update(fresh)
            self.changed.emit(fresh)
        for field in empty if left else ():
            self._filling = True
            self._put(self.inputs[field], self._shown[field])
            self._filling = False
            self.missing.emit(field)

    def text(self, field: str) -> str:
        """Return what stands in a field."""
        box = self.inputs[field]
        return box.text() if isinstance(box, QLineEdit) else box.toPlainText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell what was typed when a field is left; Escape asks to leave it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        if event.type() == QEvent.Type.FocusOut and self._dirty:
            self.flush(left=True)
        return super().eventFilter(watched, event)

    def _column(self, field: str, words: Callable[[str], str], pair: Pair) -> QWidget:
        box: QLineEdit | GrowingBox = GrowingBox(self._theme, pair.most) if pair.long else QLineEdit()
        box.setAccessibleName(words(field))
        box.textChanged.connect(lambda *_: self._typed(field))
        box.installEventFilter(self)
        if isinstance(box, QLineEdit):
            box.returnPressed.connect(lambda: self.flush(left=True))
        self.inputs[field] = box
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        name = label(words(field), "head")
        name.setBuddy(box)
        layout.addWidget(name)
        layout.addWidget(box)
        layout.addStretch(1)
        return column

    def _typed(self, field: str) -> None:
        if not self._filling:
            self._dirty.add(field)
            self._idle.start()

    @staticmethod
    def _put(box: QLineEdit | GrowingBox, text: str) -> None:
        if isinstance(box, QLineEdit):
            box.setText(text)
            box.setCursorPosition(0)
        else:
            box.setPlainText(text)
