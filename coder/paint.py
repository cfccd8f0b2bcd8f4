"""Paint a figure as PNG with Qt and the bundled font; works without a display."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPen,
)

from coder.fonts import SANS, font_files
from exports.figures import INK, PAPER, Dot, Figure, Line, Rect, Ring, RingNumber, Text
from exports.svg import stroke_width

DPI = 300
_POINTS = 72.0
Tint = Callable[[str], QColor]


def png(figure: Figure, dpi: int = DPI) -> bytes:
    """Return the figure as a PNG file at so many dots an inch."""
    ready_to_paint()
    scale = dpi / _POINTS
    image = QImage(round(figure.width * scale), round(figure.height * scale), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    image.fill(QColor(PAPER))
    painter = QPainter(image)
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        paint(painter, figure)
    finally:
        painter.end()
    return _encoded(image)


def paint(painter: QPainter, figure: Figure, tint: Tint = QColor) -> None:
    """Paint the figure's shapes in their order, one unit a point; `tint` may give each colour another one."""
    for shape in figure.shapes:
        draw: Callable[[QPainter, Any, Tint], None] = _DRAW[type(shape)]
        draw(painter, shape, tint)


def ready_to_paint() -> None:
    """Start a Qt without a display when there is none yet, and register the bundled fonts."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _keep_alive(QGuiApplication(["ote"]))
    if SANS not in QFontDatabase.families():
        for path in font_files():
            QFontDatabase.addApplicationFont(str(path))


def _keep_alive(application: QGuiApplication) -> None:
    """Hold the application by a reference of its own, so that it lives as long as the process."""
    application.setProperty("ote", application)


def _encoded(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(data.data())


def _dot(painter: QPainter, dot: Dot, tint: Tint) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(INK))
    painter.drawEllipse(QPointF(dot.x, dot.y), dot.radius, dot.radius)


def _circle(painter: QPainter, ring: Ring | RingNumber, tint: Tint) -> None:
    line = stroke_width(ring.radius)
    painter.setPen(QPen(tint(INK), line))
    painter.setBrush(tint(PAPER))
    painter.drawEllipse(QPointF(ring.x, ring.y), ring.radius - line / 2, ring.radius - line / 2)


def _ring(painter: QPainter, ring: Ring, tint: Tint) -> None:
    _circle(painter, ring, tint)
    _dot(painter, Dot(ring.x, ring.y, ring.radius * 0.32), tint)


def _number(painter: QPainter, ring: RingNumber, tint: Tint) -> None:
    _circle(painter, ring, tint)
    size = ring.radius * 1.35
    _text(painter, Text(ring.x, ring.y + size * 0.36, str(ring.number), size, "middle", bold=True, colour=INK), tint)


def _line(painter: QPainter, line: Line, tint: Tint) -> None:
    painter.setPen(QPen(tint(line.colour), line.width))
    painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))


def _text(painter: QPainter, text: Text, tint: Tint) -> None:
    # Whole pixels only: a large font is set and scaled down, so that any size in points comes out exact.
    fine = 16
    font = QFont(SANS)
    font.setPixelSize(max(round(text.size * fine), 1))
    font.setWeight(QFont.Weight.DemiBold if text.bold else QFont.Weight.Normal)
    width = QFontMetricsF(font).horizontalAdvance(text.text) / fine
    left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    painter.save()
    if text.upright:
        painter.translate(text.x, text.y)
        painter.rotate(-90)
        painter.translate(left - text.x, 0)
    else:
        painter.translate(left, text.y)
    painter.scale(1 / fine, 1 / fine)
    painter.setFont(font)
    painter.setPen(tint(text.colour))
    painter.drawText(QPointF(0, 0), text.text)
    painter.restore()


def _rect(painter: QPainter, rect: Rect, tint: Tint) -> None:
    painter.setPen(QPen(tint(rect.line), 0.75))
    painter.setBrush(tint(rect.fill))
    painter.drawRect(QRectF(rect.x, rect.y, rect.width, rect.height))


_DRAW: dict[type, Callable[[QPainter, Any, Tint], None]] = {
    Dot: _dot,
    Ring: _ring,
    RingNumber: _number,
    Line: _line,
    Text: _text,
    Rect: _rect,
}
