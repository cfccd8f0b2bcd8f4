"""Let Qt's own dialogs speak the window's language: its catalogue, and the few words that it lacks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from coder.i18n import Catalogue

_LACKING = {
    "Folder": "qt.folder",
    "File Folder": "qt.folder",
    "File": "qt.file",
    "Drive": "qt.drive",
    "Alias": "qt.link",
    "Shortcut": "qt.link",
    "Unknown": "qt.unknown",
    "&Look in:": "qt.look_in",
    "Look in:": "qt.look_in",
    "Files of &type:": "qt.file_type",
    "Files of type:": "qt.file_type",
    "Save &as:": "qt.save_as",
}


class QtWords(QObject):
    """Install the translators of a language; `remove` takes them out again."""

    def __init__(self, app: QCoreApplication, say: Catalogue) -> None:
        """Speak from now on."""
        super().__init__(app)
        self._app = app
        # The newest is asked first: our own words only where Qt's catalogue has none.
        self._translators = (_Lacking(say, self), QTranslator(self))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._translators[1].load(f"qtbase_{say.language}", folder)
        for translator in self._translators:
            app.installTranslator(translator)
        QLocale.setDefault(QLocale("fi_FI" if say.language == "fi" else "en_GB"))

    def remove(self) -> None:
        """Speak no more."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self.deleteLater()


class _Lacking(QTranslator):
    """Know the words that Qt's own catalogue lacks."""

    def __init__(self, say: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._say = say

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1  # noqa: ARG002 - Qt's own
    ) -> str | None:
        """Return a word that is lacking; None lets Qt keep its own."""
        key = _LACKING.get(source)
        return self._say(key) if key and self._say.language != "en" else None
