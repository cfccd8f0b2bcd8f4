"""Draw the icons of the rail and the small buttons as lines in a box of 20 by 20; no picture files."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

_SIDE = 20.0

_STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "material": (
        ((4.5, 2.5), (12, 2.5), (15.5, 6), (15.5, 17.5), (4.5, 17.5), (4.5, 2.5)),
        ((12, 2.5), (12, 6), (15.5, 6)),
        ((7, 9.5), (13, 9.5)),
        ((7, 12), (13, 12)),
        ((7, 14.5), (11, 14.5)),
    ),
    "coding": (
        ((3, 17), (4.2, 12.8), (13.2, 3.8), (16.2, 6.8), (7.2, 15.8), (3, 17)),
        ((11.4, 5.6), (14.4, 8.6)),
        ((4.2, 12.8), (7.2, 15.8)),
    ),
    "search": (((12.6, 12.6), (17, 17)),),
    "analysis": (
        ((3, 3), (17, 3), (17, 17), (3, 17), (3, 3)),
        ((10, 3), (10, 17)),
        ((3, 10), (17, 10)),
    ),
    "quotes": (
        ((4, 5), (9, 5), (9, 11), (6.5, 15)),
        ((4, 5), (4, 11), (9, 11)),
        ((11, 5), (16, 5), (16, 11), (13.5, 15)),
        ((11, 5), (11, 11), (16, 11)),
    ),
    "review": (
        ((4, 3.5), (16, 3.5), (16, 16.5), (4, 16.5), (4, 3.5)),
        ((7, 10), (9.3, 12.3), (13.3, 7.3)),
    ),
    "report": (
        ((3.5, 3), (16.5, 3), (16.5, 17), (3.5, 17), (3.5, 3)),
        ((7, 13.5), (7, 10)),
        ((10, 13.5), (10, 6.5)),
        ((13, 13.5), (13, 8.5)),
    ),
    "note": (
        ((3.5, 3.5), (16.5, 3.5), (16.5, 12), (12, 16.5), (3.5, 16.5), (3.5, 3.5)),
        ((16.5, 12), (12, 12), (12, 16.5)),
        ((6.5, 7.5), (13.5, 7.5)),
    ),
    "close": (((5.5, 5.5), (14.5, 14.5)), ((14.5, 5.5), (5.5, 14.5))),
    "fold": (((12, 5), (7, 10), (12, 15)),),
    "unfold": (((8, 5), (13, 10), (8, 15)),),
    "more": (((5, 8), (10, 13), (15, 8)),),
    "menu": (((3, 5), (17, 5)), ((3, 10), (17, 10)), ((3, 15), (17, 15))),
}
_CIRCLES: dict[str, tuple[float, float, float]] = {"search": (8.5, 8.5, 5.3)}


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw an icon into a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / _SIDE, box.height() / _SIDE)
    painter.setPen(QPen(colour, 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(name))
    painter.restore()


def icon(name: str, colour: QColor, side: int) -> QIcon:
    """Return an icon for a button, sharp on screens of double density."""
    pixmap = QPixmap(side * 2, side * 2)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, QRectF(0, 0, side, side), colour)
    painter.end()
    return QIcon(pixmap)


def _path(name: str) -> QPainterPath:
    path = QPainterPath()
    for first, *rest in _STROKES[name]:
        path.moveTo(QPointF(*first))
        for point in rest:
            path.lineTo(QPointF(*point))
    if name in _CIRCLES:
        x, y, radius = _CIRCLES[name]
        path.addEllipse(QPointF(x, y), radius, radius)
    return path
