"""Choose a code or family by typing: where codes are moved to, which one they are merged into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from codebooks.find import matches, path
from codebooks.model import Code, Codebook, Family
from coder.i18n import Catalogue
from coder.models.row import Row, Square
from coder.models.row_model import Item
from coder.theme import Theme
from coder.views.bars import button, label
from coder.views.lists import RowList

_SHOWN = 9
_WIDTH = 460


@dataclass(frozen=True, slots=True)
class Choice:
    """Say what is asked: title and explanation; `outcome` is the button's words for what is highlighted.

    `without` are codes that cannot be chosen; `families` says whether a family, or none, can be.
    """

    title: str
    words: str
    outcome: Callable[[str], str]
    without: frozenset[str]
    families: bool = False


class CodeChooser(QDialog):
    """Ask for a code, or for a family; `act` gets the Code, the Family, or None for no family."""

    def __init__(
        self, choice: Choice, codebook: Codebook, act: Callable[[Code | Family | None], object], *,
        theme: Theme, say: Catalogue, parent: QWidget,
    ) -> None:
        """Lay out the words, the field, the list and the buttons."""
        super().__init__(parent)
        self._choice = choice
        self._codebook = codebook
        self._act = act
        self._say = say
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(choice.title)
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("codebook.type"))
        self.field.setAccessibleName(say("codebook.type"))
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = RowList(theme, self, pad=12)
        self.list.setAccessibleName(choice.title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.moved.connect(self._moved)
        self.list.doubleClicked.connect(lambda _: self.accept())
        self.go = button("", self.accept, "accent")
        self.go.setDefault(True)
        self._lay_out(theme)
        self._show()
        self.field.setFocus()

    def accept(self) -> None:
        """Do what the button says with what is highlighted."""
        thing = self.list.payload()
        if thing is None:
            return
        super().accept()
        self._act(None if thing == "" else thing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while one types."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.choose(min(max(self.list.place() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _show(self, _: str = "") -> None:
        items = self._items(self.field.text())
        self.list.show_rows(items)
        # Nothing typed: nothing is highlighted, so that Enter by mistake does nothing.
        if items and self.field.text().strip():
            self.list.choose(0)
        self._moved(self.list.payload())

    def _items(self, typed: str) -> list[Item]:
        language = self._say.language
        families: Sequence[Family] = self._codebook.families if self._choice.families else ()
        wanted = typed.strip().casefold()
        items: list[Item] = [
            (Row(one.name(language), square=Square(one.colour), strong=True, aside=self._say("codebook.a_family")), one)
            for one in families
            if wanted in one.name(language).casefold()
        ]
        orphans = self._say("codes.orphans")
        if self._choice.families and wanted in orphans.casefold():
            items.append((Row(orphans, strong=True), ""))
        found = [match.code for match in matches(self._codebook, typed, language)]
        return items + [(self._row(code), code) for code in found if code.id not in self._choice.without]

    def _row(self, code: Code) -> Row:
        family = self._codebook.family_of(code)
        square = Square(family.colour, lighter=bool(code.parent)) if family else None
        return Row(code.name(self._say.language), aside=path(self._codebook, code, self._say.language), square=square)

    def _moved(self, thing: object) -> None:
        self.go.setEnabled(thing is not None)
        if isinstance(thing, Code | Family):
            name = thing.name(self._say.language)
        else:
            name = self._say("codes.orphans") if thing == "" else "…"
        self.go.setText(self._choice.outcome(name))

    def _lay_out(self, theme: Theme) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self._choice.title, "title", wrap=True))
        layout.addWidget(label(self._choice.words, "quiet", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self._say("form.cancel"), self.reject))
        row.addWidget(self.go)
        layout.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.list.setMinimumHeight(theme.px(30) * _SHOWN)
