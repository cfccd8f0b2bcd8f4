"""Give the window its colours, fonts and measures: tokens, palette, one stylesheet, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from coder.fonts import SANS, SERIF, font_files
from coder.stylesheet import stylesheet

ZOOM_STEPS = (75, 80, 90, 100, 110, 125, 150, 175, 200)
_WHOLE = 100
_BESIDE = 0.6


@dataclass(frozen=True, slots=True)
class Tokens:
    """Hold the colours of one scheme; the values and their contrasts stand in look.md."""

    dark: bool
    background: str
    panel: str
    card: str
    line: str
    shade: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    selection: str
    ok: str
    warning: str
    error: str
    hit: str
    hit_line: str


LIGHT = Tokens(
    dark=False,
    background="#FBFAF7",
    panel="#F4F2EC",
    card="#FFFFFF",
    line="#DEDACF",
    shade="#ECE9E0",
    text="#1E2126",
    text2="#4A4F57",
    text3="#6B717A",
    accent="#2456A6",
    on_accent="#FFFFFF",
    selection="#DCE8F9",
    ok="#1F7A46",
    warning="#8A5A00",
    error="#B3261E",
    hit="#FFE9A8",
    hit_line="#B98900",
)
DARK = Tokens(
    dark=True,
    background="#1B1D22",
    panel="#212429",
    card="#272A30",
    line="#383C44",
    shade="#2C3037",
    text="#ECEBE7",
    text2="#B9BCC2",
    text3="#8E939B",
    accent="#8FB4F2",
    on_accent="#14181F",
    selection="#2C3A52",
    ok="#74CF98",
    warning="#E8B45A",
    error="#FF8A80",
    hit="#5A4A14",
    hit_line="#E8B45A",
)
CONTRAST = Tokens(
    dark=True,
    background="#000000",
    panel="#000000",
    card="#000000",
    line="#FFFFFF",
    shade="#333333",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#D6D6D6",
    accent="#FFE45C",
    on_accent="#000000",
    selection="#003C8F",
    ok="#7CFFA1",
    warning="#FFD166",
    error="#FF9C94",
    hit="#6B4E00",
    hit_line="#FFE45C",
)


class Theme(QObject):
    """Hold the present look; `changed` tells the views that paint themselves to do it again."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: str = "system", zoom: int = 100) -> None:
        """Load the bundled fonts and dress the program."""
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._zoom = zoom
        for path in font_files():
            QFontDatabase.addApplicationFont(str(path))
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    @property
    def scheme(self) -> str:
        """Return what was chosen: system, light, dark or contrast."""
        return self._scheme

    @property
    def zoom(self) -> int:
        """Return the size in per cent; under 100 only the text to be read shrinks, never the interface."""
        return self._zoom

    @property
    def tokens(self) -> Tokens:
        """Return the colours in use."""
        if self._scheme == "system":
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return {"dark": DARK, "contrast": CONTRAST}.get(self._scheme, LIGHT)

    def set_scheme(self, scheme: str) -> None:
        """Choose system, light, dark or contrast."""
        self._scheme = scheme
        self._dress()

    def set_zoom(self, zoom: int) -> None:
        """Choose the size in per cent, 75 to 200."""
        self._zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self._dress()

    def step_zoom(self, steps: int) -> None:
        """Go some steps larger or smaller."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda at: abs(ZOOM_STEPS[at] - self._zoom))
        self.set_zoom(ZOOM_STEPS[min(max(nearest + steps, 0), len(ZOOM_STEPS) - 1)])

    def px(self, measure: float) -> int:
        """Scale a measure given for 100 %."""
        return round(measure * max(self._zoom, _WHOLE) / _WHOLE)

    def beside(self, width: float) -> int:
        """Scale the width of a panel beside the work: above 100 % slower than the text, for the work needs the room."""
        return round(width * (1 + (max(self._zoom, _WHOLE) / _WHOLE - 1) * _BESIDE))

    def font(self, size: float = 13, *, bold: bool = False, serif: bool = False) -> QFont:
        """Return a font by its size in pixels at 100 %; its digits all have one width."""
        font = QFont(SERIF if serif else SANS)
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        font.setFeature(QFont.Tag.fromString("tnum"), 1)
        return font

    def colour(self, name: str) -> QColor:
        """Return the colour of a token."""
        return QColor(getattr(self.tokens, name))

    def _system_changed(self) -> None:
        if self._scheme == "system":
            self._dress()

    def _dress(self) -> None:
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(self.font())
        self._app.setStyleSheet(stylesheet(self.tokens, max(self._zoom, _WHOLE) / _WHOLE))
        self.changed.emit()


def palette(tokens: Tokens) -> QPalette:
    """Return Qt's palette in the colours of the tokens."""
    roles = QPalette.ColorRole
    table = {
        roles.Window: tokens.panel,
        roles.WindowText: tokens.text,
        roles.Base: tokens.background,
        roles.AlternateBase: tokens.panel,
        roles.Text: tokens.text,
        roles.PlaceholderText: tokens.text3,
        roles.Button: tokens.card,
        roles.ButtonText: tokens.text,
        roles.Highlight: tokens.selection,
        roles.HighlightedText: tokens.text,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.ToolTipBase: tokens.card,
        roles.ToolTipText: tokens.text,
        roles.BrightText: tokens.error,
        roles.Light: tokens.card,
        roles.Midlight: tokens.panel,
        roles.Mid: tokens.line,
        roles.Dark: tokens.line,
        roles.Shadow: tokens.text3,
    }
    filled = QPalette()
    for role, colour in table.items():
        filled.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        filled.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text3))
    return filled
