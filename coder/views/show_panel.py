"""Choose what is shown in the margins: families, coders and speakers, the chosen code only, a lane a code."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from codebooks.model import Codebook
from coder.i18n import Catalogue
from coder.models.row import Row, Square
from coder.models.row_model import Item
from coder.models.showing import Showing
from coder.theme import Theme
from coder.views.bars import label
from coder.views.check_list import CheckList
from projects.model import Coder, Document

Key = tuple[str, str]
ONLY, LANES = ("mode", "only"), ("mode", "lanes")


class ShowPanel(QWidget):
    """Hold the boxes; nothing ticked in a group lets everything of it through."""

    changed = Signal()
    lanes_wanted = Signal(bool)

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin with everything shown."""
        super().__init__()
        self._say = say
        self._ticked: set[Key] = set()
        self._codebook = Codebook()
        self._coders: tuple[Coder, ...] = ()
        self._document: Document | None = None
        self._code = ""
        self.words = label(say("show.all"), "quiet", wrap=True)
        self.words.setContentsMargins(16, 4, 16, 4)
        self.list = CheckList(theme, self)
        self.list.setAccessibleName(say("panel.show"))
        self.list.toggled.connect(self.toggle)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)

    def show_project(self, codebook: Codebook, coders: Iterable[Coder], document: Document | None) -> None:
        """Offer what the project and the open transcript have; ticks that still fit stay."""
        self._codebook, self._coders, self._document = codebook, tuple(coders), document
        offered = {key for key, _ in self._rows()}
        gone = self._ticked - offered
        self._ticked -= gone
        self._show()
        if gone:
            self.changed.emit()

    def set_code(self, code_id: str) -> None:
        """Follow the code chosen in the list of codes."""
        self._code = code_id
        self._show()
        if ONLY in self._ticked:
            self.changed.emit()

    def clear(self) -> None:
        """Show everything again."""
        lanes = LANES in self._ticked
        self._ticked.clear()
        if lanes:
            self.lanes_wanted.emit(False)
        self._show()

    def showing(self) -> Showing:
        """Return what is chosen."""
        chosen = {kind: frozenset(value for one, value in self._ticked if one == kind) or None for kind in _KINDS}
        only = frozenset({self._code}) if ONLY in self._ticked and self._code else None
        return Showing(chosen["family"], only, chosen["coder"], chosen["speaker"])

    def toggle(self, key: Key) -> None:
        """Tick a row or take its tick away."""
        self._ticked ^= {key}
        self._show()
        if key == LANES:
            self.lanes_wanted.emit(LANES in self._ticked)
        else:
            self.changed.emit()

    def _show(self) -> None:
        self.words.setText(self._say("show.some") if self._ticked - {LANES} else self._say("show.all"))
        items: list[Item] = [(row, key) for key, row in self._rows()]
        self.list.show_rows(items)

    def _rows(self) -> list[tuple[Key, Row]]:
        language = self._say.language
        name = self._codebook.code(self._code).name(language) if self._code in self._codebook else ""
        only = self._say("show.only", name=name) if name else self._say("show.only_none")
        rows = [(ONLY, self._row(ONLY, only)), (LANES, self._row(LANES, self._say("show.lanes")))]
        for family in self._codebook.families:
            key = ("family", family.id)
            rows.append((key, self._row(key, family.name(language), Square(family.colour))))
        coders = [(("coder", one.id), one.name) for one in self._coders]
        labels = self._document.labels.values() if self._document else ()
        speakers = [(("speaker", one.id), one.text) for one in labels]
        return [
            (("head", "modes"), self._head("modes")), *rows[:2],
            *([(("head", "families"), self._head("families"))] if rows[2:] else []), *rows[2:],
            *self._group("coders", coders), *self._group("speakers", speakers),
        ]

    def _group(self, title: str, members: list[tuple[Key, str]]) -> list[tuple[Key, Row]]:
        rows = [(key, self._row(key, words)) for key, words in members]
        return [(("head", title), self._head(title)), *rows] if rows else []

    def _head(self, title: str) -> Row:
        return Row(self._say(f"show.{title}"), heading=True)

    def _row(self, key: Key, words: str, square: Square | None = None) -> Row:
        return Row(words, check=key in self._ticked, square=square)


_KINDS = ("family", "coder", "speaker")
