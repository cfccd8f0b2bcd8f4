"""Build a query from fields, for who does not type operators; the query is written into the search field."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.theme import Theme
from coder.views.bars import ChoiceBox, button, label

_FIELDS = ("all", "any", "phrase", "near_one", "near_other", "none")
_SCOPES = ("turn", "speaker", "turns")
_NEAR = 5


class SearchBuilder(QFrame):
    """Hold the fields; `built` gives the query whenever one changes."""

    built = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Lay out, empty and hidden."""
        super().__init__()
        self._say = say
        self.setProperty("surface", "card")
        self.fields = {key: QLineEdit() for key in _FIELDS}
        self.distance = QSpinBox()
        self.distance.setRange(1, 100)
        self.distance.setValue(_NEAR)
        self.distance.setAccessibleName(say("builder.distance"))
        self.scope = ChoiceBox(theme)
        self.scope.setAccessibleName(say("builder.scope"))
        for key in _SCOPES:
            self.scope.addItem(say(f"builder.scope_{key}"), key)
        self.turns = QSpinBox()
        self.turns.setRange(1, 20)
        self.turns.setAccessibleName(say("builder.turns"))
        self.turns.hide()
        for key, field in self.fields.items():
            field.setAccessibleName(say(f"builder.{key}"))
            field.textEdited.connect(self._tell)
        for spin in (self.distance, self.turns):
            spin.valueChanged.connect(self._tell)
        self.scope.currentIndexChanged.connect(self._scope_changed)
        self._lay_out()
        self.hide()

    def query(self) -> str:
        """Return the query of the fields."""
        said = {key: field.text().strip() for key, field in self.fields.items()}
        parts = [said["all"]] if said["all"] else []
        if said["any"]:
            parts.append("(" + f" {self._word('or')} ".join(_terms(said["any"])) + ")")
        if said["phrase"]:
            parts.append(f'"{_bare(said["phrase"])}"')
        if said["near_one"] and said["near_other"]:
            one, other = _one(said["near_one"]), _one(said["near_other"])
            parts.append(f"{one} {self._word('near')}/{self.distance.value()} {other}")
        parts += [f"{self._word('not')} {term}" for term in _terms(said["none"])]
        scope = self.scope.currentData()
        if scope != "turn" and parts:
            parts.append(self._say(f"builder.word_{scope}", n=self.turns.value()))
        return " ".join(parts)

    def begin(self) -> None:
        """Open with empty fields."""
        for field in self.fields.values():
            field.clear()
        self.scope.setCurrentIndex(0)
        self.show()
        self.fields["all"].setFocus()

    def _word(self, key: str) -> str:
        return self._say(f"builder.word_{key}")

    def _tell(self, _: object = None) -> None:
        self.built.emit(self.query())

    def _scope_changed(self, _: int) -> None:
        self.turns.setVisible(self.scope.currentData() == "turns")
        self._tell()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        for key in ("all", "any", "phrase"):
            form.addRow(label(self._say(f"builder.{key}")), self.fields[key])
        near = _row(self.fields["near_one"], label(self._say("builder.within")), self.distance,
                    label(self._say("builder.words_of")), self.fields["near_other"])
        form.addRow(label(self._say("builder.near")), near)
        form.addRow(label(self._say("builder.none")), self.fields["none"])
        form.addRow(label(self._say("builder.scope")), _row(self.scope, self.turns))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addLayout(form)
        foot = QHBoxLayout()
        foot.addWidget(label(self._say("builder.hint"), "small", wrap=True), 1)
        foot.addWidget(button(self._say("builder.close"), self._close, "quiet"))
        layout.addLayout(foot)


def _terms(words: str) -> list[str]:
    """Return words and quoted phrases, each by itself; operators lose their meaning."""
    return [term.lower() for term in re.findall(r'"[^"]+"|[^\s"()]+', words)]


def _one(words: str) -> str:
    """Return one word, or several as a phrase."""
    found = _terms(words)
    return found[0] if len(found) == 1 else f'"{_bare(" ".join(found))}"'


def _bare(words: str) -> str:
    return words.replace('"', "")


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    if not any(isinstance(widget, QLineEdit) for widget in widgets):
        row.addStretch(1)
    return holder
