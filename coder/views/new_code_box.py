"""Name a new code from the words of a passage: a box beside the selection, with suggested names and its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from codebooks.model import Code, Codebook
from coder.i18n import Catalogue
from coder.models.row import Row
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label
from coder.views.lists import RowList
from coder.views.palette import beside

_WIDTH = 380
_GAP = 8
_SHOWN = 4


class NewCodeBox(QFrame):
    """Ask for name, family or parent; `wanted` gives name, parent's id and family's id (each may be empty)."""

    wanted = Signal(str, str, str)
    closed = Signal()

    def __init__(self, theme: Theme, say: Catalogue, window: QWidget) -> None:
        """Lay out fields; hidden until opened."""
        super().__init__(window)
        self._theme = theme
        self._say = say
        self._around: Callable[[], QRect] = QRect
        self._touched = False
        self.setProperty("surface", "card")
        self.hide()
        self.name = QLineEdit()
        self.name.setAccessibleName(say("new_code.name"))
        self.name.textEdited.connect(self._typed)
        self.list = RowList(theme, self, pad=12)
        self.list.setAccessibleName(say("new_code.suggested"))
        self.list.picked.connect(self._pick)
        self.place = ChoiceBox(theme)
        self.place.setAccessibleName(say("new_code.place"))
        self.go = button(say("new_code.do"), self.accept, "accent")
        self.cancel = button(say("form.cancel"), self.close_quietly)
        self._lay_out()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def open(self, codebook: Codebook, name: str, around: Callable[[], QRect]) -> None:
        """Open beside a selection with the name as said; suggestions may follow."""
        self._around, self._touched = around, False
        chosen = self.place.currentData()
        self.place.clear()
        for words, parent, family in _places(codebook, self._say):
            self.place.addItem(words, (parent, family))
        self.place.setCurrentIndex(max(self.place.findData(chosen), 0))
        self.suggest((name,))
        self.show()
        self.raise_()
        self._place()
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)
        self._fill(self.name.text())

    def suggest(self, names: Sequence[str]) -> None:
        """Offer names; the first is filled in unless a person has typed already."""
        self.list.show_rows([(Row(name), name) for name in names])
        self.list.setVisible(len(names) > 1)
        if names and not self._touched:
            self._fill(names[0])
        self._place()

    def accept(self) -> None:
        """Ask for the code, when it has a name."""
        name = " ".join(self.name.text().split())
        if not name:
            self.name.setFocus()
            return
        parent, family = self.place.currentData() or ("", "")
        self.hide()
        self.wanted.emit(name, parent, family)
        self.closed.emit()

    def close_quietly(self) -> None:
        """Close and code nothing."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter codes, Escape closes, the down key goes to the names."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_quietly()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        elif event.key() == Qt.Key.Key_Down and self.name.hasFocus() and self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.choose(0)
        else:
            super().keyPressEvent(event)

    def _fill(self, name: str) -> None:
        """Write a name, all selected, its beginning in view."""
        self.name.setText(name)
        self.name.end(False)
        self.name.cursorBackward(True, len(name))

    def _typed(self, _: str) -> None:
        self._touched = True

    def _pick(self, name: object) -> None:
        self._touched = True
        self.name.setText(str(name))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(label(self._say("new_code.title"), "name"))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.addRow(label(self._say("new_code.name"), "small"), self.name)
        form.addRow(label(self._say("new_code.place"), "small"), self.place)
        layout.addLayout(form)
        layout.addWidget(self.list)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        layout.addLayout(row)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None or not self.isVisible():
            return
        self.list.setFixedHeight(self.list.height_of_rows(_SHOWN))
        layout = self.layout()
        if layout is not None:
            layout.activate()
        size = QSize(min(self._theme.px(_WIDTH), window.width() - 2 * _GAP), self.minimumSizeHint().height())
        around = self._around()
        local = QRect(window.mapFromGlobal(around.topLeft()), around.size())
        self.setGeometry(QRect(beside(local, size, window.size()), size))

    def _focus_moved(self, _: QWidget | None, new: QWidget | None) -> None:
        inside = new is None or new is self or self.isAncestorOf(new) or new.window() is not self.window()
        if self.isVisible() and not inside:
            self.close_quietly()


def _places(codebook: Codebook, say: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Go through the places of a codebook in its order: words, parent's id, family's id."""
    language = say.language
    for family in codebook.families:
        yield family.name(language), "", family.id
        members = [one for one in codebook if one.family == family.id and not one.parent]
        yield from _below(codebook, members, language, 1)
    yield say("codes.orphans"), "", ""
    yield from _below(codebook, [one for one in codebook if not one.family and not one.parent], language, 1)


def _below(codebook: Codebook, codes: Sequence[Code], language: str, level: int) -> Iterator[tuple[str, str, str]]:
    for code in codes:
        if not code.retired:
            yield "\u2003" * level + code.name(language), code.id, ""
            yield from _below(codebook, codebook.children(code.id), language, level + 1)
