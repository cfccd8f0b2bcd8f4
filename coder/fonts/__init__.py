"""Bundle the fonts of the window and the pictures, so that both look the same on every computer."""

from __future__ import annotations

from pathlib import Path

SANS = "Ote Sans"
SERIF = "Ote Serif"

_FILES = (
    "OteSans-Regular.ttf",
    "OteSans-SemiBold.ttf",
    "OteSerif-Regular.ttf",
    "OteSerif-Italic.ttf",
    "OteSerif-Bold.ttf",
)


def font_files() -> tuple[Path, ...]:
    """Return the bundled font files, to be given to the font database one by one."""
    folder = Path(__file__).parent
    return tuple(folder / name for name in _FILES)
