"""Ask for a few things in a dialog: a form is a table of fields, and its button names the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from codebooks.errors import OteError
from coder.i18n import Catalogue
from coder.views.bars import button, error_words, label, simply

_ROW = 28


@dataclass(frozen=True, slots=True)
class Field:
    """Declare one field: kind is `text`, `secret`, `choice`, `file` (one to be made) or `open` (one that is there)."""

    key: str
    kind: str = "text"
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what a question says, and the verb on the button that answers it."""

    title: str
    words: str
    outcome: str


Answers = Mapping[str, str]


class Form(QDialog):
    """Ask; `act` is called with the answers, and an OteError it raises is told in the form, which stays open."""

    def __init__(
        self, key: str, fields: Sequence[Field], act: Callable[[Answers], None], say: Catalogue, parent: QWidget,
        **values: object,
    ) -> None:
        """Lay out title, words, fields and buttons; all words are `form.KEY...` in the catalogue."""
        super().__init__(parent)
        self._say = say
        self._act = act
        self._key = key
        self._readers: dict[str, Callable[[], str]] = {}
        self.inputs: dict[str, QWidget] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say(f"form.{key}.title"))
        self.trouble = label(tone="error", wrap=True)
        self.trouble.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(say(f"form.{key}.title"), "title"))
        if say.has(f"form.{key}.words"):
            layout.addWidget(label(say(f"form.{key}.words", **values), "quiet", wrap=True))
        layout.addLayout(self._rows(fields))
        layout.addWidget(self.trouble)
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("n" * 64))

    def answers(self) -> Answers:
        """Return what has been filled in."""
        return {key: read() for key, read in self._readers.items()}

    def accept(self) -> None:
        """Do what was asked for; close only when it worked."""
        try:
            self._act(self.answers())
        except OteError as problem:
            self.trouble.setText(error_words(problem, self._say))
            self.trouble.show()
            return
        super().accept()

    def _rows(self, fields: Sequence[Field]) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(10)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        makers = {"choice": self._choice, "file": self._file, "open": self._file}
        for field in fields:
            name = QLabel(self._say(f"form.{self._key}.{field.key}"))
            name.setMinimumHeight(self.fontMetrics().height() + 12)
            if field.kind == "choice":
                name.setAlignment(Qt.AlignmentFlag.AlignTop)
                name.setContentsMargins(0, 6, 0, 0)
            asked = makers.get(field.kind, self._line)(field)
            rows.addRow(name, asked)
        return rows

    def _line(self, field: Field) -> QWidget:
        line = QLineEdit(field.value)
        line.setAccessibleName(self._say(f"form.{self._key}.{field.key}"))
        line.selectAll()
        if field.kind == "secret":
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self._readers[field.key] = line.text
        self.inputs[field.key] = line
        return line

    def _choice(self, field: Field) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        group = QButtonGroup(box)
        for value, words in field.choices:
            radio = Choice(words)
            radio.setObjectName(value)
            radio.setChecked(value == field.value)
            group.addButton(radio)
            layout.addWidget(radio)
        self._readers[field.key] = lambda: next(one.objectName() for one in group.buttons() if one.isChecked())
        self.inputs[field.key] = box
        return box

    def _file(self, field: Field) -> QWidget:
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        line = self._line(field)
        layout.addWidget(line, 1)
        layout.addWidget(button(self._say("form.browse"), lambda: self._browse(field)))
        return box

    def _browse(self, field: Field) -> None:
        line = self.inputs[field.key]
        if isinstance(line, QLineEdit):
            ask_for_file(self, line.setText, save=field.kind == "file", start=line.text(), pattern=field.pattern)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self._say("form.cancel"), self.reject))
        self.go = QPushButton(self._say(f"form.{self._key}.do"))
        self.go.setProperty("kind", "accent")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        row.addWidget(self.go)
        return row


class Choice(QRadioButton):
    """Draw one of several choices with a ring that can be seen in light and dark."""

    def sizeHint(self) -> QSize:
        """Return the room of ring and words."""
        side = self.fontMetrics().height()
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + 3 * side, max(2 * side, _ROW))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole row is drawn
        """Draw ring, dot, words and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, side = self.palette(), self.fontMetrics().height()
        accent = palette.color(QPalette.ColorRole.Accent)
        ring = QRectF(4, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        painter.setBrush(palette.color(QPalette.ColorRole.Button))
        painter.setPen(QPen(accent if self.isChecked() else palette.color(QPalette.ColorRole.PlaceholderText), 1.5))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setBrush(accent)
            inset = side / 4
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        words = self.rect().adjusted(2 * side, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


def ask_for_file(
    parent: QWidget, act: Callable[[str], object], *, save: bool = False, start: str = "", pattern: str = "",
    title: str = "",
) -> QFileDialog:
    """Let a person choose one file; `act` gets its path."""
    dialog = QFileDialog(parent, title)
    if save:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile if save else QFileDialog.FileMode.ExistingFile)
    _open_file_dialog(dialog, start, pattern)
    dialog.fileSelected.connect(act, Qt.ConnectionType.QueuedConnection)
    return dialog


def ask_for_files(
    parent: QWidget, act: Callable[[Sequence[str]], object], *, start: str = "", pattern: str = "", title: str = ""
) -> QFileDialog:
    """Let a person choose files; `act` gets their paths."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    _open_file_dialog(dialog, start, pattern)
    dialog.filesSelected.connect(act, Qt.ConnectionType.QueuedConnection)
    return dialog


def ask_question(
    parent: QWidget, words: Question, act: Callable[[], object], say: Catalogue
) -> QDialog:
    """Ask whether to do something; the button names the outcome."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(words.title)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(12)
    layout.addWidget(label(words.title, "title"))
    layout.addWidget(label(words.words, "quiet", wrap=True))
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button(say("form.cancel"), dialog.reject))
    go = button(words.outcome, dialog.accept, "accent")
    go.setDefault(True)
    row.addWidget(go)
    layout.addLayout(row)
    dialog.accepted.connect(simply(act))
    dialog.setMinimumWidth(dialog.fontMetrics().horizontalAdvance("n" * 52))
    dialog.open()
    return dialog


def _open_file_dialog(dialog: QFileDialog, start: str, pattern: str) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if pattern:
        dialog.setNameFilter(pattern)
    if start:
        dialog.setDirectory(str(Path(start).parent))
        if Path(start).suffix:
            dialog.selectFile(Path(start).name)
    dialog.open()
