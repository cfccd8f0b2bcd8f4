"""A strip beside the scroll bar: where in the transcript the codings and search hits are, and where one is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.models.coding_index import LANES, NONE
from coder.views.reader import Reader
from coder.views.reader_values import ReaderColours

WIDE = 24
HIT = 6
PAINT_AFTER = 60
LEAST = 2


class Minimap(QWidget):
    """Paint the codings of a reader's transcript by their place in the text; a click or drag goes there.

    Places are counted in characters, so the map is the same at every width and zoom. It is a picture for the mouse:
    with keys one goes from coding to coding.
    """

    wanted = Signal(float)

    def __init__(self, reader: Reader, colours: ReaderColours, words: str) -> None:
        """Follow a reader."""
        super().__init__()
        self._reader = reader
        self.colours = colours
        self._picture: QImage | None = None
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFixedWidth(WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAINT_AFTER)
        self._later.timeout.connect(self.refresh)
        reader.marks_changed.connect(self._later.start)
        reader.scrolled.connect(self.update)
        self.wanted.connect(reader.show_part)

    def sizeHint(self) -> QSize:
        """Return its width; it is as high as the text."""
        return QSize(WIDE, 100)

    def set_colours(self, colours: ReaderColours) -> None:
        """Change to another set of colours."""
        self.colours = colours
        self.refresh()

    def refresh(self) -> None:
        """Paint the codings anew; many at once are painted once."""
        self._picture = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while its button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.wanted.emit(min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the strip is small
        """Paint the picture and, over it, the part that shows."""
        if self._picture is None or self._picture.size() != self.size():
            self._picture = self._painted()
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture)
        first, last = self._reader.part_shown()
        top, bottom = round(first * self.height()), round(last * self.height())
        painter.setPen(self.colours.text3)
        painter.drawRect(QRect(0, top, self.width() - 1, max(bottom - top, 6)))
        painter.end()

    def _painted(self) -> QImage:
        picture = QImage(self.size(), QImage.Format.Format_RGB32)
        picture.fill(self.colours.background)
        column = self._reader.sheet.column
        length = max(len(column.text), 1)
        scale = self.height() / length
        painter = QPainter(picture)
        lane_width = max((self.width() - HIT - 2) // 6, 2)
        index = self._reader.index
        for coding in index.all():
            view = column.to_view(coding.start, coding.end)
            if view is None:
                continue
            lane = index.lane(coding.id)
            left = HIT + (lane if lane != NONE else LANES) % 6 * lane_width
            low, high = (round(column.positions.to_code_points(one) * scale) for one in view)
            painter.fillRect(left, low, lane_width - 1, max(high - low, LEAST), self.colours.family(coding.code.family))
        for start, end in self._reader.hits.ranges:
            view = column.to_view(start, end)
            if view is not None:
                at = round(column.positions.to_code_points(view[0]) * scale)
                painter.fillRect(0, at, HIT - 2, LEAST, self.colours.hit_line)
        painter.end()
        return picture
