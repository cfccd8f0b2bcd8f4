"""Give the import page's forms what they share: rows with a quiet label, boxes to choose and to tick."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel

from coder.theme import Theme
from coder.views.bars import ChoiceBox, label
from coder.views.rows import draw_check

_ROW, _BOX = 28, 16


class TickBox(QCheckBox):
    """Be a box to tick that can be seen in light and dark."""

    def __init__(self, theme: Theme, words: str) -> None:
        """Begin without a tick."""
        super().__init__(words)
        self._theme = theme

    def sizeHint(self) -> QSize:
        """Return the room of box and words."""
        width = self._theme.px(_BOX + 16) + self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width, self._theme.px(_ROW))

    def hitButton(self, position: object) -> bool:  # noqa: ARG002, N802 - Qt's name; the whole row can be clicked
        """Take a click anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole row is drawn
        """Draw box, tick, words and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, theme = self._theme.px, self._theme
        draw_check(painter, QRectF(px(4), (self.height() - px(_BOX)) / 2, px(_BOX), px(_BOX)), theme,
                   checked=self.isChecked())
        painter.setPen(theme.colour("text" if self.isEnabled() else "text3"))
        words = self.rect().adjusted(px(_BOX + 12), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


def quiet_form(left: int = 12, top: int = 8, right: int = 12, bottom: int = 8) -> QFormLayout:
    """Return an empty form whose fields take the width there is; a long label stands above its field."""
    form = QFormLayout()
    form.setContentsMargins(left, top, right, bottom)
    form.setVerticalSpacing(6)
    form.setHorizontalSpacing(10)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def row_label(theme: Theme, words: str) -> QLabel:
    """Return the label of a row, as high as the field beside it."""
    made = label(words, "small")
    made.setMinimumHeight(theme.px(_ROW))
    return made


def choice_box(theme: Theme, name: str) -> ChoiceBox:
    """Return a box to choose of many that does not grow with the longest."""
    box = ChoiceBox(theme)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box
