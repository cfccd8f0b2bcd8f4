"""A reading view on a screen, and the hands that drag, click and count in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QApplication

from coder.i18n import load
from coder.models.coding_index import ShownCode, ShownCoding
from coder.views.reader import Reader
from helpers.reader_look import COLOURS
from projects.model import Document

TRUST = ShownCode("t", "Luottamus", 1, "S", "Kokemus siitä, että sanoihin voi luottaa.")
HOME = ShownCode("h", "Koti loukkuna", 0, "P")
HOPE = ShownCode("o", "Toivo", 2, "T")
LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
TALK = (
    ("H1", "No mä soitan 👍🏽 asukkaalle ensin. Ihan vaan kysyn, mitä kuuluu, ja sitten mennään yhdessä ovelle."),
    ("HA", "Mitä te silloin teette?"),
    ("H2", "Siinä ei puhuta vuokrasta mitään, vaikka se rästi siellä papereissa onkin.\nToinen kappale."),
)


def shown(qtbot, document: Document, codings: list[ShownCoding], width: int = 1000, height: int = 600) -> Reader:
    QApplication.setCursorFlashTime(0)
    reader = Reader(COLOURS, load("fi"))
    qtbot.addWidget(reader)
    reader.resize(width, height)
    reader.set_document(document, codings)
    with qtbot.waitExposed(reader):
        reader.show()
    reader.setFocus()
    qtbot.waitUntil(reader.hasFocus)
    return reader


def xy(view: Reader, position: int) -> QPoint:
    """Return the pixel of a transcript position, on the middle of its line."""
    start, _ = view._column.to_view(position, position + 1)
    return xy_view(view, start)


def xy_end(view: Reader, position: int) -> QPoint:
    """Return the pixel behind the character before a transcript position."""
    _, end = view._column.to_view(position - 1, position)
    return xy_view(view, end)


def xy_view(view: Reader, position: int) -> QPoint:
    cursor = QTextCursor(view.document())
    cursor.setPosition(position)
    rect = view.cursorRect(cursor)
    return QPoint(rect.left(), rect.center().y())


def drag(qtbot, view: Reader, start: int, end: int) -> None:
    port = view.viewport()
    first, last = xy(view, start), xy_end(view, end)
    qtbot.mousePress(port, LEFT, pos=first)
    qtbot.mouseMove(port, (first + last) / 2)
    qtbot.mouseMove(port, last)
    qtbot.mouseRelease(port, LEFT, pos=last)


def span(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def chosen(view: Reader, document: Document) -> str | None:
    found = view.selection()
    return document.text[slice(*found)] if found else None


def put_caret(qtbot, view: Reader, position: int) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, pos=xy(view, position))


def pixels(widget, colour: QColor) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return count(image, colour, image.rect())


def count(image: QImage, colour: QColor, rect: QRect) -> int:
    wanted = colour.rgb()
    return sum(
        image.pixel(x, y) == wanted
        for y in range(rect.top(), rect.bottom() + 1)
        for x in range(rect.left(), rect.right() + 1)
    )
