"""A strip beside the scroll bar: where in the transcript the codings and search hits are, and where one is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.views.reader import Reader
from coder.views.reader_values import ReaderColours

WIDE = 24
HIT = 6
COLUMNS = 6
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
        document = self._reader.document_shown
        scale = self.height() / max(len(document.text), 1) if document else 0.0
        painter = QPainter(picture)
        wide = max((self.width() - HIT - 2) // COLUMNS, 2)
        for (column, low, high), family in self._marks(scale).items():
            painter.fillRect(HIT + column * wide, low, wide - 1, max(high - low, LEAST), self.colours.family(family))
        for start, _ in self._reader.hits.ranges:
            painter.fillRect(0, int(start * scale), HIT - 2, LEAST, self.colours.hit_line)
        painter.end()
        return picture

    def _marks(self, scale: float) -> dict[tuple[int, int, int], int]:
        """Return the family's colour of each mark; of ten thousand codings most fall onto a mark that is there."""
        lane = self._reader.index.lane
        return {
            (lane(one.id) % COLUMNS, int(one.start * scale), int(one.end * scale)): one.code.family
            for one in self._reader.index.all()
        }
