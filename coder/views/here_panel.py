"""List the codings of the passage in hand, for keyboard and screen reader too, with what can be done to each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.coding_index import ShownCoding
from coder.models.row import Row, Square
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.lists import RowList

HEAVIEST = 100
ACTS = ("recode", "split", "merge", "uncode")


class HerePanel(QWidget):
    """Show the codings at the caret or selection; weight and comment of the one in hand can be written here.

    `chosen` gives a coding's id, `described` its id, weight (or None) and comment, `act_wanted` an act and the id.
    """

    chosen = Signal(str)
    described = Signal(str, object, str)
    act_wanted = Signal(str, str)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin with nothing here."""
        super().__init__()
        self._say = say
        self._codings: tuple[ShownCoding, ...] = ()
        self._shown: ShownCoding | None = None
        self.words = label(say("here.none"), "quiet", wrap=True)
        self.words.setContentsMargins(16, 4, 16, 4)
        self.list = _CodingList(theme, self)
        self.list.setAccessibleName(say("panel.here"))
        self.list.picked.connect(lambda thing: self.chosen.emit(str(thing)))
        self.list.moved.connect(lambda _: self._show_fields())
        self.list.removed.connect(lambda: self._act("uncode"))
        self.weight = QLineEdit()
        self.weight.setValidator(QIntValidator(0, HEAVIEST, self))
        self.weight.setPlaceholderText(say("here.weight_hint"))
        self.weight.setAccessibleName(say("here.weight"))
        self.comment = QLineEdit()
        self.comment.setAccessibleName(say("here.comment"))
        self.weight.setMaximumWidth(self.fontMetrics().horizontalAdvance("n" * 12))
        for field in (self.weight, self.comment):
            field.editingFinished.connect(self._write)
        self.buttons = {act: button(say(f"here.{act}"), partial(self._act, act)) for act in ACTS}
        self.setFocusProxy(self.list)
        self._lay_out()
        self._show_fields()

    def show_codings(self, codings: Iterable[ShownCoding], selected: str) -> None:
        """Show the codings of the passage in hand; the selected one is the one in hand."""
        self._codings = tuple(codings)
        self.list.show_rows([(self._row(coding), coding.id) for coding in self._codings])
        if selected:
            self.list.choose_thing(selected)
        elif self._codings and self.list.payload() is None:
            self.list.choose(0)
        self.words.setText(self._say("here.count", n=len(self._codings)) if self._codings else self._say("here.none"))
        self.list.setVisible(bool(self._codings))
        self._show_fields()

    def describe(self, coding_id: str) -> None:
        """Put the caret into the comment of a coding."""
        self.list.choose_thing(coding_id)
        self.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.comment.selectAll()

    def in_hand(self) -> ShownCoding | None:
        """Return the coding in hand, or None."""
        here = self.list.payload()
        return next((coding for coding in self._codings if coding.id == here), None)

    def _row(self, coding: ShownCoding) -> Row:
        weight = self._say("here.weighs", weight=coding.weight) if coding.weight is not None else ""
        second = " · ".join(part for part in (coding.coder, coding.date, weight) if part)
        square = Square(coding.code.family) if coding.code.family >= 0 else None
        return Row(coding.code.name, second=second, square=square, note=coding.comment, tip=coding.code.definition)

    def _show_fields(self) -> None:
        coding = self.in_hand()
        for part in (self.weight, self.comment, *self.buttons.values()):
            part.setEnabled(coding is not None)
        if coding == self._shown:
            return
        self._shown = coding
        self.weight.setText("" if coding is None or coding.weight is None else str(coding.weight))
        self.comment.setText(coding.comment if coding else "")

    def _write(self) -> None:
        """Write what is different, once; leaving a field untouched writes nothing."""
        coding, words = self._shown, self.weight.text().strip()
        weight = int(words) if words else None
        comment = self.comment.text().strip()
        if coding is not None and (weight, comment) != (coding.weight, coding.comment):
            self.described.emit(coding.id, weight, comment)

    def _act(self, act: str) -> None:
        coding = self.in_hand()
        if coding is not None:
            self.act_wanted.emit(act, coding.id)

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.setContentsMargins(16, 4, 16, 8)
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(6)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        fields.addRow(label(self._say("here.weight"), "small"), self.weight)
        fields.addRow(label(self._say("here.comment"), "small"), self.comment)
        acts = QGridLayout()
        acts.setContentsMargins(16, 0, 16, 10)
        acts.setSpacing(6)
        for at, one in enumerate(self.buttons.values()):
            acts.addWidget(one, at // 2, at % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addLayout(fields)
        layout.addLayout(acts)
        layout.addStretch(0)


class _CodingList(RowList):
    """Take Delete too."""

    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to take the coding in hand away."""
        if event.key() == Qt.Key.Key_Delete and self.payload() is not None:
            self.removed.emit()
            return
        super().keyPressEvent(event)
